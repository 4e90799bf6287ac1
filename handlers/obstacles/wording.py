"""How the people are shown to whom an obstacle may be forwarded."""

from datetime import datetime

from sqlalchemy.orm import Session

from handlers.naming import people as naming
from handlers.naming.people import ShownPerson
from handlers.words import Words
from storage.people import people


def person_labels(session: Session, words: Words, organisation_id: int, now: datetime) -> dict[int, str]:
    """Return everybody in a position, each told apart from those of the same name."""
    there = people.in_positions(session, organisation_id, now)
    shown = [ShownPerson(one.person_id, one.code, one.role) for one in there]
    labels = naming.labels(session, words, shown, now)
    return {one.person_id: label for one, label in zip(there, labels, strict=True)}
