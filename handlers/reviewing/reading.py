"""One report in full with what can be decided about it."""

from typing import NoReturn

from domain import rights
from domain.messaging.messages import Text, lines_of
from domain.reports.reviews import OPEN_DAYS, Verdict
from domain.reports.states import State, is_unlocked
from handlers.conversation.talk import Answer, Choice, Rows, Talk
from handlers.display import full_report
from handlers.reviewing.found import Found, about, found_or_stop
from handlers.words import Words, dates
from storage.deciding import reviews
from storage.reporting import drafts, duties, reports
from storage.tables import Report


def one(talk: Talk, obligation_id: int) -> None:
    found = found_or_stop(talk, obligation_id)
    talk.say(*shown(talk, found))


def shown(talk: Talk, found: Found, remark: str | None = None) -> tuple[Text, Rows]:
    """The whole report, what became of it, and the buttons to decide."""
    words, session, duty, report = talk.words, talk.session, found.duty, found.report
    lines: list[Text] = [words(remark), ()] if remark else []
    lines += [full_report.heading(words, session, duty, report), ()]
    lines += [*full_report.body(words, session, duty, report, talk.opener), ()]
    first = reports.first(session, duty.id) or report
    timing = dates.late_by(words, first.due_at, first.submitted_at, duty.zone) or words.plain("on_time")
    lines.append(words("reviewing.timing" if report.revision == 1 else "reviewing.timing_first", timing=timing))
    lines += full_report.what_became_of_it(words, session, duty, report)
    rows: list[list[Choice]] = []
    state = State(found.obligation.state)
    if state is State.SUBMITTED:
        rows.append(
            [
                Choice(words.plain("button.accept"), "review.accept", {"report_id": report.id}),
                Choice(words.plain("button.return"), "review.return", {"report_id": report.id}),
            ]
        )
        if drafts.read(session, duty.id, duty.unit_id).draft is not None:
            lines.append(words("reviewing.amending"))
    elif state is State.ACCEPTED and not is_unlocked(state, found.obligation.unlocked_until, talk.now):
        rows += unlocking_rows(talk, words, found)
        asked = reviews.latest(session, duty.id)
        if asked is not None and asked.review.verdict == Verdict.UNLOCK_ASKED:
            rows.append([Choice(words.plain("button.keep_locked"), "unlock.keep", {"obligation_id": duty.id})])
    if report.revision > 1:
        rows.append([Choice(words.plain("button.compare"), "report.compare", {"report_id": report.id})])
    return lines_of(lines), [*rows, *next_rows(talk, but=duty.id)]


def unlocking_rows(talk: Talk, words: Words, found: Found) -> list[list[Choice]]:
    """Until when a locked report can be opened."""
    duty = found.duty
    today = talk.now.astimezone(duty.zone).date()
    days = [talk.context.calendar.shift(today, n) for n in OPEN_DAYS]
    return [
        [
            Choice(
                words.plain("button.unlock", day=dates.day_due(words, day)),
                "unlock",
                {"obligation_id": duty.id, "last_day": f"{day}"},
            )
        ]
        for day in days
    ]


def next_rows(talk: Talk, but: int = 0) -> list[list[Choice]]:
    """The next report that waits, and the list of all; nothing where none waits."""
    waiting = reviews.queue(talk.session, talk.person.plan_ids, talk.person.reporting_units)
    others = [pending for pending in waiting if pending.obligation_id != but]
    if not others:
        return []
    word = talk.words.plain
    following = Choice(word("button.next_review"), "review", {"obligation_id": others[0].obligation_id})
    return [[following, Choice(word("button.reviews", n=len(others)), "reviews")]]


def to_decide_or_stop(talk: Talk, report_id: int) -> Found:
    """The report of that revision, where it is the last and nobody has decided on it; else says what happened."""
    pressed = talk.session.get(Report, report_id)
    if pressed is None:
        talk.stop("reviewing.not_yours")
    found = found_or_stop(talk, pressed.obligation_id)
    if found.obligation.state != State.SUBMITTED:
        settled(talk, found)
    if found.report.id != report_id:
        raise Answer(*shown(talk, found, "reviewing.newer"))
    return found


def settled(talk: Talk, found: Found) -> NoReturn:
    """Says what was decided, by whom and when: two may decide at once."""
    said = talk.words("reviewing.settled", **about(talk.words, found.duty))
    became = full_report.what_became_of_it(talk.words, talk.session, found.duty, found.report)
    raise Answer(lines_of([said, *became]), next_rows(talk))


def compare(talk: Talk, report_id: int) -> None:
    """`So với lần trước`: for the report's unit, and for those who follow its plan."""
    report = talk.session.get(Report, report_id)
    duty = duties.duty(talk.session, report.obligation_id) if report else None
    if report is None or duty is None or not rights.may_see(talk.person, duty.unit_id, duty.plan_id):
        talk.stop("report.not_yours")
    earlier = reports.before(talk.session, report)
    if earlier is None:
        talk.stop("compare.first")
    talk.note(full_report.comparison(talk.words, talk.session, duty, report, earlier))
