"""Held on every screen of every test: a card that asks whether something is right waits until it is answered."""

from sqlalchemy import select

from domain.messaging.messages import Card, plain
from handlers.conversation.read_backs import LEAVES, READ_BACKS
from handlers.words import LANGUAGES
from storage.db.database import Database
from storage.messages import buttons
from storage.tables import Address

QUESTIONS = tuple(catalogue["right?"] for catalogue in LANGUAGES.values())
OF_A_LINE = "line."
"""What is read back for a draft waits with its report (`reading_back.unanswered`)."""


def holds(database: Database, chat: str, card: Card) -> None:
    """Raise an error where the card asks whether something is right, and its buttons are in no table of what waits, or
    none leaves it."""
    if not any(question in plain(card.text) for question in QUESTIONS):
        return
    keys = [button.key for row in card.rows for button in row if button.key]
    with database.transaction() as session:
        address = session.scalars(select(Address).where(Address.chat_id == chat)).one()
        found = {one[0] for key in keys if (one := buttons.meaning(session, address, key)) is not None}
    is_known = bool(found & READ_BACKS.keys() and found & LEAVES)
    assert is_known or any(one.startswith(OF_A_LINE) for one in found), (sorted(found), plain(card.text))
