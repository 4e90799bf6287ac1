"""What somebody reads who is urged: by whom, and for which reports, with the buttons to answer."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from domain.messages import Card, Text, lines_of, text_of
from handlers.owed import duty_line, duty_rows
from handlers.reminding import TITLES, words_for
from handlers.talk import card_of
from storage import duties
from storage.tables import Address


def letter(
    session: Session, address: Address, *, who: str, unit: str, obligation_ids: Sequence[int], now: datetime
) -> Card:
    """One message for all that this person's units are late with; `who` of `unit` is urging."""
    assert address.person_id is not None
    words = words_for(session, address.person_id)
    owed = duties.duties(session, obligation_ids)
    drafted = duties.drafted(session, obligation_ids)
    lines: list[Text] = [words("nudge.letter", who=who, unit=unit)]
    for number, duty in enumerate(owed[:TITLES], 1):
        mark = f"{number}. " if len(owed) > 1 else ""
        lines.append(text_of(mark, duty_line(session, words, duty, drafted.get(duty.id, 0), now)))
    if len(owed) > TITLES:
        lines.append(words("digest.more", n=len(owed) - TITLES))
    card = card_of(session, address, lines_of(lines), duty_rows(session, words, owed), now)
    address.choices = [[button.label, button.key] for row in card.rows for button in row]
    return card
