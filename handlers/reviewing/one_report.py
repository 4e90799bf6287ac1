"""One report in full with what can be decided about it."""

from collections.abc import Iterator
from contextlib import contextmanager

from domain import rights
from domain.messaging.messages import Text, lines_of
from domain.reports.reviews import Verdict
from domain.reports.states import State, is_unlocked
from handlers.conversation.acting import Refusal
from handlers.conversation.refusals import worded
from handlers.conversation.talk import Answer, Choice, Rows, Talk
from handlers.display import full_report
from handlers.reviewing import actions
from handlers.reviewing.actions import CannotReview, SentReport
from handlers.reviewing.wording import unlocking_rows
from handlers.words import dates
from storage.deciding import reviews
from storage.reporting import drafts, reports


def one(talk: Talk, obligation_id: int) -> None:
    talk.say(*shown(talk, actions.sent(talk, obligation_id)))


def shown(talk: Talk, found: SentReport, remark: str | None = None) -> tuple[Text, Rows]:
    """Return the whole report, what became of it, and the buttons to decide."""
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
        rows += unlocking_rows(talk, words, found.duty)
        asked = reviews.latest(session, duty.id)
        if asked is not None and asked.review.verdict == Verdict.UNLOCK_ASKED:
            rows.append([Choice(words.plain("button.keep_locked"), "unlock.keep", {"obligation_id": duty.id})])
    ways = [Choice(words.plain("button.copy"), "report.copy", {"report_id": report.id})]
    if report.revision > 1:
        ways.append(Choice(words.plain("button.compare"), "report.compare", {"report_id": report.id}))
    rows.append(ways)
    return lines_of(lines), [*rows, *next_rows(talk, but=duty.id)]


def next_rows(talk: Talk, but: int = 0) -> list[list[Choice]]:
    """Return the buttons to the next report that waits, and to the list of all; nothing where none waits."""
    waiting = reviews.queue(talk.session, talk.person.plan_ids, talk.person.reporting_units)
    others = [pending for pending in waiting if pending.obligation_id != but]
    if not others:
        return []
    word = talk.words.plain
    following = Choice(word("button.next_review"), "review", {"obligation_id": others[0].obligation_id})
    return [[following, Choice(word("button.reviews", n=len(others)), "reviews")]]


def to_decide_or_stop(talk: Talk, report_id: int) -> SentReport:
    """Return the report of that revision, where it can be decided on; else say what happened."""
    with explained(talk):
        return actions.to_decide(talk, report_id)


@contextmanager
def explained(talk: Talk) -> Iterator[None]:
    """Say what was decided, by whom and when, where somebody was sooner; where the report came anew, show it."""
    try:
        yield
    except Refusal as refusal:
        if refusal.reason is CannotReview.SETTLED:
            found = refusal.values["found"]
            became = full_report.what_became_of_it(talk.words, talk.session, found.duty, found.report)
            raise Answer(lines_of([worded(talk.words, refusal), *became]), next_rows(talk)) from refusal
        if refusal.reason is CannotReview.NEWER:
            raise Answer(*shown(talk, refusal.values["found"], refusal.reason)) from refusal
        raise


def compare(talk: Talk, report_id: int) -> None:
    """Show what changed, to the report's unit, and to those who follow its plan (`So với lần trước`)."""
    found = reports.revision(talk.session, report_id)
    if found is None or not rights.may_see(talk.person, found.duty.unit_id, found.duty.plan_id):
        talk.stop("report.not_yours")
    earlier = reports.before(talk.session, found.report)
    if earlier is None:
        talk.stop("compare.first")
    talk.note(full_report.comparison(talk.words, talk.session, found.duty, found.report, earlier))
