"""Into which report a read-back goes: one that is expected, or one that was handed in and may be corrected."""

from collections.abc import Mapping

from domain.reports.states import EXPECTED, may_write
from handlers.conversation.talk import Interaction
from handlers.drafting.subject import Subject, load, load_open, open_or_stop, refuse_closed
from storage.reporting import drafts, reports
from storage.reporting.drafts import LatestAnswer
from storage.reporting.reports import ReportLine


def subject_of(acting: Interaction, obligation_id: int, unit_id: int) -> Subject:
    """The report, where what is said still goes into it; also one that was handed in and may be corrected."""
    subject = load(acting, obligation_id, unit_id)
    if is_correction(acting, subject):
        return subject
    return open_or_stop(acting, subject)


def is_correction(acting: Interaction, subject: Subject) -> bool:
    """Whether saying something begins a new revision."""
    duty = subject.duty
    writable = duty.state not in EXPECTED and may_write(duty.state, duty.unlocked_until, acting.now)
    return writable and subject.leads and subject.draft is None


def reopened(acting: Interaction, subject: Subject) -> Subject:
    """With a draft of what was handed in; it stays in force until the draft is handed in."""
    duty, u = subject.duty, subject.unit.id
    report = reports.latest(acting.session, duty.id)
    if report is None:
        refuse_closed(acting, subject)
    assert report is not None
    lines = [line for line in reports.lines_now(acting.session, report, duty.own_fields) if line.unit_id == u]
    drafts.begin_from(acting.session, duty.organisation_id, duty.id, u, lines, acting.now)
    return load_open(acting, duty.id, u)


def standing(acting: Interaction, subject: Subject) -> Mapping[int, LatestAnswer | ReportLine]:
    """What stands now by task, in the draft or in the report that was handed in."""
    if not is_correction(acting, subject):
        return subject.said
    report = reports.latest(acting.session, subject.duty.id)
    lines = reports.lines(acting.session, report.id) if report else ()
    return {line.task_id: line for line in lines if line.unit_id == subject.unit.id}
