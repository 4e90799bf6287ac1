"""Tells a coordinator which reminders found nobody to go to: one message, however many units have nobody yet."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from domain.messaging.messages import Card, Text, lines_of
from handlers.conversation.notices import words_for
from handlers.conversation.talk import Choice, card_of
from handlers.display.digest_text import TITLES
from handlers.words import Words, dates
from storage.reporting import duties
from storage.reporting.duties import Duty
from storage.tables import Address

MOST_BUTTONS = 10  # units with a button of their own; the others are invited by typing


def unheard_card(session: Session, address: Address, obligation_ids: Sequence[int], now: datetime) -> Card:
    """Return a card with the units that nobody answers for, each with the button that invites somebody."""
    if len(obligation_ids) == 1:
        return nobody_card(session, address, obligation_ids[0], now)
    assert address.person_id is not None
    words = words_for(session, address.person_id)
    found = duties.duties(session, obligation_ids)
    units = {duty.unit_id: duty.unit_name for duty in found}
    lines = [words("nobody.many", n=len(units)), *(_line(words, duty) for duty in found[:TITLES])]
    if len(found) > TITLES:
        lines.append(words("nobody.more", n=len(found) - TITLES))
    rows = [
        [Choice(words.plain("button.invite_unit", unit=name), "invite.unit", {"unit": unit_id})]
        for unit_id, name in list(units.items())[:MOST_BUTTONS]
    ]
    return card_of(session, address, lines_of(lines), rows, now)


def _line(words: Words, duty: Duty) -> Text:
    return words(
        "nobody.line",
        unit=duty.unit_name,
        title=dates.report_title(words, duty.title, duty.period_key),
        due=dates.moment(words, duty.due_at, duty.zone),
    )


def nobody_card(session: Session, address: Address, obligation_id: int, now: datetime) -> Card:
    """Return a card that tells a coordinator that a reminder found nobody to go to."""
    assert address.person_id is not None
    words = words_for(session, address.person_id)
    duty = duties.duty(session, obligation_id)
    assert duty is not None
    body = words(
        "nobody",
        unit=duty.unit_name,
        title=dates.report_title(words, duty.title, duty.period_key),
        due=dates.moment(words, duty.due_at, duty.zone),
    )
    rows = [[Choice(words.plain("button.invite"), "invite.unit", {"unit": duty.unit_id})]]
    return card_of(session, address, body, rows, now)
