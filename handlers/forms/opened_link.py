"""What a link opens: the form, the receipt of a report that is in, or why there is nothing to fill in."""

from dataclasses import dataclass

from domain.messaging.messages import Text, plain
from handlers.conversation.talk import Answer, Interaction
from handlers.drafting.correcting import is_correction
from handlers.drafting.subject import Subject, is_theirs, load, open_or_stop
from handlers.reporting.cards import handing_in
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
        return open_or_stop(acting, subject)
    except Answer as answer:
        return PageNotice(plain(answer.body))


def opened_to_change(acting: Interaction, obligation_id: int, unit_id: int) -> Opened:
    """As `opened`, and nobody else changes it until the transaction ends: read again once it is locked, as somebody
    may have written while we waited."""
    first = opened(acting, obligation_id, unit_id)
    return first if isinstance(first, PageNotice) and not first.theirs else opened(acting, obligation_id, unit_id)


def _handed_in(acting: Interaction, subject: Subject) -> Opened:
    report = reports.latest(acting.session, subject.duty.id)
    if report is None:  # its state was set without one
        return PageNotice(acting.words.plain("form.closed"))
    lines = reports.lines(acting.session, report.id)
    return HandedIn(subject, handing_in.receipt(acting, subject, report, lines))
