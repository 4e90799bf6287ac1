"""Reading it all once more, handing it in, and the receipt."""

from collections import Counter
from dataclasses import replace

from domain import form
from domain.form import Status
from domain.messages import Text, lines_of
from domain.reports import State, may_write, moved
from domain.reviews import Verdict
from handlers.digests import settle
from handlers.notices import tell
from handlers.obstacles.keeping import take_report
from handlers.reporting import answers, card, full_text
from handlers.reporting.subject import (
    Subject,
    load,
    load_open,
    open_or_stop,
    refuse_closed,
    title_of,
    with_answers,
)
from handlers.talk import Choice, Rows, Talk
from handlers.words import Words, dates
from storage import absences, attachments, drafts, extensions, reports, reviews
from storage.reports import Line
from storage.tables import Obligation, Report


def as_before(talk: Talk, o: int, u: int, stay: bool = False) -> None:
    """Every task still unanswered as it was in the last report; from a reminder straight on to the review."""
    subject = load_open(talk, o, u)
    if not subject.before_answers:
        talk.stop("report.no_before")
    to_mend = subject.to_mend  # as before is no answer to a comment
    for task in subject.unanswered:
        if task.id in subject.before_answers and task.id not in to_mend:
            before = form.as_before(subject.before_answers[task.id], subject.answers(task.id))
            subject = with_answers(talk, subject, task.id, before, as_before=True)
    if stay or subject.unanswered:
        card.show(talk, subject, fresh=not stay)
    else:
        _show(talk, subject, fresh=True)


def show(talk: Talk, o: int, u: int) -> None:
    _show(talk, load_open(talk, o, u))


def _show(talk: Talk, subject: Subject, *, fresh: bool = False, remark: str | None = None) -> None:
    """The whole report; to be sent where no task is missing."""
    missing = subject.unanswered
    lines: list[Text] = [talk.words(remark), ()] if remark else []
    lines += [card.heading(talk, subject), (), *_tasks(talk, subject), *card.contributions(talk, subject), ()]
    change = Choice(talk.words.plain("button.amend"), "report.card", subject.args)
    if missing or subject.draft is None:
        lines.append(talk.words("review.missing", tasks=", ".join(task.code for task in missing)))
        rows = [[change]]
    else:
        lines.append(talk.words("review.ready"))
        args = {**subject.args, "v": _stamp(subject)}
        rows = [[Choice(talk.words.plain("button.send"), "report.send", args), change]]
    (talk.say if fresh else talk.show)(lines_of(lines), rows, focus={"ask": "card", **subject.args})


def _tasks(talk: Talk, subject: Subject) -> list[Text]:
    return [
        talk.words(
            "review.task",
            code=task.code,
            title=task.title,
            said=answers.in_full(talk.words, subject.answers(task.id), subject.form(task.id).own),
        )
        for task in subject.tasks
    ]


def _stamp(subject: Subject) -> str:
    """Changes whenever the draft or a contribution does, so that nobody hands in what they have not read."""
    assert subject.draft is not None
    return max([subject.draft.updated_at, *(added.said.said_at for added in subject.contributions)]).isoformat()


def send(talk: Talk, o: int, u: int, v: str) -> None:
    """`Gửi báo cáo`: a new revision, and the receipt."""
    subject = load(talk, o, u)
    if subject.draft is None or not subject.leads:
        refuse_or_reopen(talk, subject)
        return
    subject = open_or_stop(talk, subject)
    if subject.unanswered:
        _show(talk, subject)
        return
    if _stamp(subject) != v:
        _show(talk, subject, remark="review.changed")
        return
    hand_in(talk, subject, _lines(subject), nil=False)


def refuse_or_reopen(talk: Talk, subject: Subject) -> None:
    """An old `Gửi báo cáo`: the report is in already, or its draft is gone."""
    if subject.duty.state not in (State.OPEN, State.RETURNED):
        refuse_closed(talk, subject)
    card.show(talk, subject, fresh=True)


def _lines(subject: Subject) -> list[Line]:
    own = [
        Line(task_id, subject.unit.id, said.answers, said.as_before, said.person_id, said.said_at)
        for task_id, said in subject.said.items()
    ]
    return own + contributed_lines(subject)


def contributed_lines(subject: Subject) -> list[Line]:
    """What the coordinating units said; it goes with the report, also with one that says nothing."""
    return [
        Line(
            one.task_id,
            one.unit_id,
            one.said.answers,
            one.said.as_before,
            one.said.person_id,
            one.said.said_at,
        )
        for one in subject.contributions
    ]


def hand_in(talk: Talk, subject: Subject, lines: list[Line], *, nil: bool) -> None:
    """Keeps the report, stops its reminders, and gives the receipt."""
    session, duty, now = talk.session, subject.duty, talk.now
    obligation = session.get_one(Obligation, duty.id)
    was = State(obligation.state)
    if not may_write(was, obligation.unlocked_until, now):  # accepted or excused meanwhile
        refuse_closed(talk, replace(subject, duty=replace(duty, state=was)))
    obligation.state = moved(was, State.SUBMITTED)
    obligation.next_check_at = obligation.unlocked_until = None
    report = reports.add(
        session,
        obligation,
        number_stem=_number_stem(subject),
        nil=nil,
        lines=lines,
        person_id=talk.person.person_id,
        for_person_id=absences.stands_in_for(session, duty.unit_id, talk.person.person_id, now),
        channel=talk.address.channel,
        now=now,
        fields=duty.fields,
    )
    if subject.draft is not None:
        drafts.discard(session, subject.draft)
    if nil and report.revision == 1:  # else an earlier one may have been handed in with them
        files = [file["id"] for said in subject.said.values() for file in said.answers.get("files", ())]
        attachments.drop(session, files)
    session.flush()
    settle(session, duty.id, now)
    extensions.lapse(session, duty.id, now)
    talk.record(duty.organisation_id, "report.submitted", f"obligation:{duty.id}", number=report.number, nil=nil)
    take_report(talk, duty, report)
    talk.retire(_sent_copy(talk, subject, nil=nil))
    amend = Choice(talk.words.plain("button.amend"), "report.amend", subject.args)
    talk.say(_receipt(talk, subject, report, lines), [[amend]])
    _tell_who_returned_it(talk, subject, report)


def _tell_who_returned_it(talk: Talk, subject: Subject, report: Report) -> None:
    """Whoever sent a report back, or opened it, hears that it is in again."""
    decided = reviews.latest(talk.session, subject.duty.id) if report.revision > 1 else None
    if decided is None or decided.review.verdict not in (Verdict.RETURNED, Verdict.UNLOCKED):
        return
    duty = subject.duty

    def said(words: Words) -> tuple[Text, Rows]:
        title = dates.report_title(words, duty.title, duty.period_type, duty.period_key)
        read = Choice(words.plain("button.read_it"), "review", {"o": duty.id})
        return words("reviewing.again", title=title, unit=duty.unit_name, revision=report.revision), [[read]]

    tell(talk.session, {decided.review.person_id} - {talk.person.person_id}, said, talk.now)


def _number_stem(subject: Subject) -> str:
    duty = subject.duty
    period = [] if duty.period_type == "once" else [duty.period_key]
    return "/".join([duty.requirement_code, *period, duty.unit_code])


def _sent_copy(talk: Talk, subject: Subject, *, nil: bool) -> Text:
    """What stays of the card whose button was pressed: what was sent, without buttons."""
    tasks = [talk.words("nil.line")] if nil else _tasks(talk, subject)
    said = [*tasks, *card.contributions(talk, subject)]
    return lines_of([card.heading(talk, subject, sent=True), (), *said, (), talk.words("review.sent")])


def _receipt(talk: Talk, subject: Subject, report: Report, lines: list[Line]) -> Text:
    words, duty = talk.words, subject.duty
    title = title_of(talk, duty)
    name = "receipt.title" if report.revision == 1 else "receipt.again"
    sent_for = [words("receipt.for", names=full_text.sender(words, talk.session, report))]
    return lines_of(
        [
            words(name, title=title[:1].lower() + title[1:], unit=duty.unit_name, revision=report.revision),
            words(
                "receipt.number",
                number=report.number,
                at=dates.clocked(words, report.submitted_at, duty.zone),
                timing=_timing(talk, subject, report),
            ),
            words("nil.line") if report.nil else _counts(talk, subject, lines),
            *(sent_for if report.for_person_id else ()),
        ]
    )


def _timing(talk: Talk, subject: Subject, report: Report) -> str:
    """On time or late; what counts is when the report came in first."""
    duty = subject.duty
    first = reports.first(talk.session, duty.id) or report
    timing = dates.late_by(talk.words, first.due_at, first.submitted_at, duty.zone) or talk.words.plain("on_time")
    if report.revision == 1:
        return timing
    return talk.words.plain("receipt.first", timing=timing)


def _counts(talk: Talk, subject: Subject, lines: list[Line]) -> Text:
    own = [line.answers for line in lines if line.unit_id == subject.unit.id]
    by_status = Counter(answer.get("status") for answer in own)
    parts = [f"{by_status[s]} {talk.words.plain(f'status.{s}')}" for s in reversed(Status) if by_status[s]]
    obstacles = sum("obstacle" in answer for answer in own)
    more = talk.words.plain("receipt.obstacles", n=obstacles) if obstacles else ""
    return talk.words("receipt.counts", n=len(own), parts=", ".join(parts), more=more)
