"""A report is handed in: what the draft says, or that there is nothing to report."""

from dataclasses import dataclass, replace
from hashlib import sha256

from domain.forms.form import says_nothing
from domain.reports.states import State, may_write, moved
from handlers.conversation.acting import Acting, Reason, Refusal
from handlers.display.queued_digests import settle
from handlers.drafting.subject import Subject, closed, load, still_open
from handlers.obstacles.keeping import take_report
from handlers.reporting import notices
from storage.deciding import extensions
from storage.people import absences
from storage.reporting import attachments, drafts, reports
from storage.reporting.duties import Duty
from storage.reporting.reports import ReportLine
from storage.tables import Obligation, Report


class CannotHandIn(Reason):
    CONTRIBUTES_ONLY = "nil.contribution"
    MISSING = "review.missing"
    CHANGED = "review.changed"


@dataclass(frozen=True, slots=True)
class Submission:
    """`subject`: as it was read before; its draft is gone now."""

    subject: Subject
    report: Report
    lines: list[ReportLine]


def hand_in(acting: Acting, obligation_id: int, unit_id: int, stamp: str) -> Submission:
    """Hand in what the draft says. `stamp`: of what the person has read."""
    subject = _to_hand_in(acting, obligation_id, unit_id)
    if subject.draft is None or subject.unanswered:
        missing = ", ".join(task.code for task in subject.unanswered)
        raise Refusal(CannotHandIn.MISSING, tasks=missing, subject=subject)
    if stamp_of(subject) != stamp:
        raise Refusal(CannotHandIn.CHANGED, subject=subject)
    return _keep(acting, subject, _own_lines(subject) + contributed_lines(subject), nil=False)


def report_nothing(acting: Acting, obligation_id: int, unit_id: int, stamp: str | None = None) -> Submission:
    """Hand in that there is nothing to report; what contributing units said goes with it."""
    subject = _to_hand_in(acting, obligation_id, unit_id)
    if stamp is not None and stamp_of(subject) != stamp:
        raise Refusal(CannotHandIn.CHANGED, subject=subject)
    return _keep(acting, subject, contributed_lines(subject), nil=True)


def stamp_of(subject: Subject) -> str:
    """Return a stamp that changes whenever the draft or a contribution does, or what was said is of a task that is
    called otherwise or asked for no more, so that nobody hands in what they have not read; "" where nothing has been
    said."""
    moments = [added.said.said_at for added in subject.contributions]
    if subject.draft is not None:
        moments.append(subject.draft.updated_at)
    stamp = max(moments).isoformat() if moments else ""
    altered = [one.task.code for one in subject.set_aside] + [one.task.title for one in subject.retitled]
    return f"{stamp} {sha256(repr(altered).encode()).hexdigest()[:16]}" if altered else stamp


def contributed_lines(subject: Subject) -> list[ReportLine]:
    """Return what the coordinating units said; it goes with the report, also with one that says nothing."""
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


def _own_lines(subject: Subject) -> list[ReportLine]:
    return [
        ReportLine(task_id, subject.unit.id, said.answers, said.as_before, said.person_id, said.said_at)
        for task_id, said in subject.said.items()
    ]


def _to_hand_in(acting: Acting, obligation_id: int, unit_id: int) -> Subject:
    subject = still_open(acting, load(acting, obligation_id, unit_id))
    if not subject.leads:
        raise Refusal(CannotHandIn.CONTRIBUTES_ONLY, subject=subject)
    return subject


def _keep(acting: Acting, subject: Subject, lines: list[ReportLine], *, nil: bool) -> Submission:
    """Keep the report, stop its reminders, and tell whoever waits for it."""
    session, duty, now = acting.session, subject.duty, acting.now
    obligation = session.get_one(Obligation, duty.id)
    was = State(obligation.state)
    if not may_write(was, obligation.unlocked_until, now):  # accepted or excused meanwhile
        raise closed(acting, replace(subject, duty=replace(duty, state=was)))
    obligation.state = moved(was, State.SUBMITTED)
    obligation.next_check_at = obligation.unlocked_until = None
    report = reports.add(
        session,
        obligation,
        number_stem=_number_stem(duty),
        nil=nil or _says_nothing(duty, lines),
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
    notices.in_again(acting, duty, report)
    return Submission(subject, report, lines)


def _says_nothing(duty: Duty, lines: list[ReportLine]) -> bool:
    """Say whether nothing is reported of each task by itself, which is the same as saying it of the report."""
    own = [line for line in lines if line.unit_id == duty.unit_id]
    return bool(own) and all(says_nothing(line.answers) for line in own)


def _number_stem(duty: Duty) -> str:
    period = [] if duty.period_key == "once" else [duty.period_key]
    return "/".join([duty.requirement_code, *period, duty.unit_code])
