"""A report is handed in, by whatever way: the revision that is kept, what that settles, and what the receipt says."""

from collections import Counter
from dataclasses import replace

from domain.forms import form
from domain.forms.form import COUNTED, says_nothing
from domain.messaging.messages import Text, lines_of
from domain.reports.reviews import Verdict
from domain.reports.states import State, may_write, moved
from handlers.conversation.notices import tell
from handlers.conversation.talk import Choice, Interaction, Rows
from handlers.display import full_report
from handlers.display.queued_digests import settle
from handlers.drafting.subject import Subject, refuse_closed, title_alone, with_answers
from handlers.obstacles.keeping import take_report
from handlers.words import Words, dates
from storage.deciding import extensions, obstacles, reviews
from storage.people import absences
from storage.reporting import attachments, drafts, reports
from storage.reporting.reports import ReportLine
from storage.tables import Obligation, Report


def filled_as_before(acting: Interaction, subject: Subject) -> Subject:
    """Every task still unanswered as it was in the last report."""
    to_mend = subject.to_mend  # as before is no answer to a comment
    for task in subject.unanswered:
        if task.id in subject.before_answers and task.id not in to_mend:
            before = form.as_before(subject.before_answers[task.id], subject.answers(task.id))
            subject = with_answers(acting, subject, task.id, before, as_before=True)
    return subject


def stamp(subject: Subject) -> str:
    """Changes whenever the draft or a contribution does, so that nobody hands in what they have not read; "" where
    nothing has been said."""
    moments = [added.said.said_at for added in subject.contributions]
    if subject.draft is not None:
        moments.append(subject.draft.updated_at)
    return max(moments).isoformat() if moments else ""


def all_lines(subject: Subject) -> list[ReportLine]:
    own = [
        ReportLine(task_id, subject.unit.id, said.answers, said.as_before, said.person_id, said.said_at)
        for task_id, said in subject.said.items()
    ]
    return own + contributed_lines(subject)


def contributed_lines(subject: Subject) -> list[ReportLine]:
    """What the coordinating units said; it goes with the report, also with one that says nothing."""
    return [
        ReportLine(
            one.task_id,
            one.unit_id,
            one.said.answers,
            one.said.as_before,
            one.said.person_id,
            one.said.said_at,
        )
        for one in subject.contributions
    ]


def hand_in(acting: Interaction, subject: Subject, lines: list[ReportLine], *, nil: bool) -> Report:
    """Keeps the report, stops its reminders, and tells whoever waits for it."""
    session, duty, now = acting.session, subject.duty, acting.now
    obligation = session.get_one(Obligation, duty.id)
    was = State(obligation.state)
    if not may_write(was, obligation.unlocked_until, now):  # accepted or excused meanwhile
        refuse_closed(acting, replace(subject, duty=replace(duty, state=was)))
    obligation.state = moved(was, State.SUBMITTED)
    obligation.next_check_at = obligation.unlocked_until = None
    report = reports.add(
        session,
        obligation,
        number_stem=_number_stem(subject),
        nil=nil or _says_nothing(subject, lines),
        lines=lines,
        person_id=acting.person.person_id,
        for_person_id=absences.stands_in_for(session, duty.unit_id, acting.person.person_id, now),
        channel=acting.channel,
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
    acting.record(
        duty.organisation_id, "report.submitted", f"obligation:{duty.id}", number=report.number, nil=report.nil
    )
    take_report(acting, duty, report)
    _tell_who_returned_it(acting, subject, report)
    return report


def _says_nothing(subject: Subject, lines: list[ReportLine]) -> bool:
    """Of each task by itself, which is the same as saying it of the report."""
    own = [line for line in lines if line.unit_id == subject.duty.unit_id]
    return bool(own) and all(says_nothing(line.answers) for line in own)


def _tell_who_returned_it(acting: Interaction, subject: Subject, report: Report) -> None:
    """Whoever sent a report back, or opened it, hears that it is in again."""
    decided = reviews.latest(acting.session, subject.duty.id) if report.revision > 1 else None
    if decided is None or decided.review.verdict not in (Verdict.RETURNED, Verdict.UNLOCKED):
        return
    duty = subject.duty

    def said(words: Words) -> tuple[Text, Rows]:
        title = dates.report_title(words, duty.title, duty.period_type, duty.period_key)
        read = Choice(words.plain("button.read_it"), "review", {"obligation_id": duty.id})
        return words("reviewing.again", title=title, unit=duty.unit_name, revision=report.revision), [[read]]

    tell(acting.session, {decided.review.person_id} - {acting.person.person_id}, said, acting.now)


def _number_stem(subject: Subject) -> str:
    duty = subject.duty
    period = [] if duty.period_type == "once" else [duty.period_key]
    return "/".join([duty.requirement_code, *period, duty.unit_code])


def receipt(acting: Interaction, subject: Subject, report: Report, lines: list[ReportLine]) -> Text:
    words, duty = acting.words, subject.duty
    title = title_alone(acting, duty)
    name = "receipt.title" if report.revision == 1 else "receipt.again"
    units = {duty.unit_id, *(line.unit_id for line in lines)}
    sent_for = [words("receipt.for", names=full_report.sender(words, acting.session, report))]
    return lines_of(
        [
            words(name, title=title[:1].lower() + title[1:], unit=duty.unit_name, revision=report.revision),
            words(
                "receipt.number",
                number=report.number,
                at=dates.clocked(words, report.submitted_at, duty.zone),
                timing=_timing(acting, subject, report),
            ),
            words("nil.line") if report.nil else _counts(acting, subject, lines),
            *(sent_for if report.for_person_id else ()),
            *(
                words("receipt.answered", code=one.task_code or "", text=one.obstacle.text, answer=one.obstacle.answer)
                for one in obstacles.answered_in(acting.session, report.id, units)
            ),
        ]
    )


def _timing(acting: Interaction, subject: Subject, report: Report) -> str:
    """On time or late; what counts is when the report came in first."""
    duty = subject.duty
    first = reports.first(acting.session, duty.id) or report
    timing = dates.late_by(acting.words, first.due_at, first.submitted_at, duty.zone) or acting.words.plain("on_time")
    if report.revision == 1:
        return timing
    return acting.words.plain("receipt.first", timing=timing)


def _counts(acting: Interaction, subject: Subject, lines: list[ReportLine]) -> Text:
    own = [line.answers for line in lines if line.unit_id == subject.unit.id]
    by_status = Counter(answer.get("status") for answer in own)
    parts = [f"{by_status[s]} {acting.words.plain(f'status.{s}')}" for s in COUNTED if by_status[s]]
    n = sum("obstacle" in answer for answer in own)
    more = acting.words.plain("receipt.obstacles", n=n) if n else ""
    return acting.words("receipt.counts", n=len(own), parts=", ".join(parts), more=more)
