"""One look at the clock: periods open, and reminders that are due are queued."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.workdays import WorkCalendar
from scheduler.reminding import remind
from storage.obligations import open_due_periods
from storage.tables import Organisation


@dataclass(frozen=True, slots=True)
class TickResult:
    """What a tick did: reports newly expected, and messages put into the outbox."""

    opened: int = 0
    queued: int = 0

    def __add__(self, other: "TickResult") -> "TickResult":
        return TickResult(self.opened + other.opened, self.queued + other.queued)


def tick(session: Session, now: datetime, calendar: WorkCalendar) -> TickResult:
    """Does for all organisations what is due at `now`. Any number of processes may do so at the same time."""
    done = (tick_organisation(session, id, now, calendar) for id in organisation_ids(session))
    return sum(done, TickResult())


def organisation_ids(session: Session) -> list[int]:
    return list(session.scalars(select(Organisation.id).order_by(Organisation.id)))


def tick_organisation(session: Session, organisation_id: int, now: datetime, calendar: WorkCalendar) -> TickResult:
    """The same for one organisation, which is also how it is committed: what fails here stops no other."""
    organisation = session.get_one(Organisation, organisation_id)
    opened = open_due_periods(session, organisation_id, now, calendar)
    return TickResult(opened, remind(session, organisation, now, calendar))
