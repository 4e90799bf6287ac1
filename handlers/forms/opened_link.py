"""What a link opens: the form, the receipt of a report that is in, or why there is nothing to fill in."""

from dataclasses import dataclass

from domain.messaging.messages import Text, plain
from handlers.conversation.acting import Refusal
from handlers.conversation.refusals import worded
from handlers.conversation.talk import Interaction
from handlers.drafting.subject import Subject, is_correction, is_theirs, load, still_open
from handlers.reporting.cards.receipt import receipt
from storage.reporting import duties, reports
from storage.tables import Unit


@dataclass(frozen=True, slots=True)
class PageNotice:
    """There is nothing to fill in, and why. `theirs`: whether it is still this person's report."""

    say: str
    theirs: bool = True


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A report that is in, and may be corrected."""

    subject: Subject
    receipt: Text


Opened = Subject | HandedIn | PageNotice


def opened(acting: Interaction, obligation_id: int, unit_id: int) -> Opened:
    duty = duties.duty(acting.session, obligation_id)
    if duty is None or not is_theirs(acting, duty, unit_id):
        unit = acting.session.get(Unit, unit_id)
        return PageNotice(acting.words.plain("form.not_yours", unit=unit.name if unit else ""), theirs=False)
    subject = load(acting, obligation_id, unit_id)
    if is_correction(acting, subject):
        return _handed_in(acting, subject)
    try:
        return still_open(acting, subject)
    except Refusal as refusal:
        return PageNotice(plain(worded(acting.words, refusal)))


def opened_to_change(acting: Interaction, obligation_id: int, unit_id: int) -> Opened:
    """Open as `opened` does, and let nobody else change it until the transaction ends: read again once it is locked, as
    somebody may have written while we waited."""
    first = opened(acting, obligation_id, unit_id)
    return first if isinstance(first, PageNotice) and not first.theirs else opened(acting, obligation_id, unit_id)


def _handed_in(acting: Interaction, subject: Subject) -> Opened:
    report = reports.latest(acting.session, subject.duty.id)
    if report is None:  # its state was set without one
        return PageNotice(acting.words.plain("form.closed"))
    lines = reports.lines(acting.session, report.id)
    return HandedIn(subject, receipt(acting, subject, report, lines))
