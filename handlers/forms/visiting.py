"""Whoever came to a report's page by their link."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from handlers.conversation.acting import Context
from handlers.conversation.talk import Interaction
from handlers.words import Words
from storage.people import actors

CHANNEL = "web"


@dataclass(slots=True)
class Visitor(Interaction):
    @property
    def channel(self) -> str:
        return CHANNEL


def visitor(session: Session, context: Context, person_id: int, now: datetime) -> Visitor:
    """Return the person with what they may do now."""
    person, organisation = actors.person_of(session, person_id)
    words = Words(person.language, organisation.address_form, context.calendar.official_years)
    return Visitor(session, context, now, actors.actor(session, person_id, now), organisation, words)
