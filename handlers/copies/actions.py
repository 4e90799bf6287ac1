"""Who may have a copy of a report, and the copy as a file."""

from domain import rights
from handlers.conversation.acting import Acting, Reason, Refusal
from storage.reporting import reports
from storage.reporting.reports import RevisionOfDuty


class CannotCopy(Reason):
    NOT_YOURS = "report.not_yours"


def readable(acting: Acting, report_id: int) -> RevisionOfDuty:
    """Return the revision, where this person may read it: one of its unit, or who follows or reads its plan."""
    found = reports.revision(acting.session, report_id)
    if found is None or not rights.may_see(acting.person, found.duty.unit_id, found.duty.plan_id):
        raise Refusal(CannotCopy.NOT_YOURS)
    return found


def ask_for_document(acting: Acting, report_id: int, to: int) -> RevisionOfDuty:
    """Have the copy written as Word, and brought to the chat `to` (the id of its address)."""
    found = readable(acting, report_id)
    acting.have_made("copy", "docx", to, {"report_id": report_id}, organisation_id=found.duty.organisation_id)
    return found
