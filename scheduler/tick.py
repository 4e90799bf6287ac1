"""One look at the clock: periods open, and reminders that are due are queued."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.calendar.workdays import WorkCalendar
from handlers.briefs import weekly
from handlers.reminding.coordinator_digest import send_if_due
from handlers.succession.change_day import tell_if_due
from scheduler.planning import TickPlan, plan
from scheduler.reminding import carry_out
from storage.aside.bulkhead import BRIEFS, MORNINGS, PERIODS, REMINDERS, UNIT_CHANGES, Bulkhead
from storage.reporting.obligations import open_due_periods
from storage.tables import Organisation


@dataclass(frozen=True, slots=True)
class TickResult:
    """What a tick did: reports newly expected, and messages put into the outbox."""

    opened: int = 0
    queued: int = 0

    def __add__(self, other: "TickResult") -> "TickResult":
        return TickResult(self.opened + other.opened, self.queued + other.queued)


def tick(session: Session, now: datetime, calendar: WorkCalendar) -> TickResult:
    """Do all that is due at `now` in one transaction; the running program does it in parts (`scheduler.clock`)."""
    done = TickResult()
    for organisation_id in organisation_ids(session):
        looked, planned = look(session, organisation_id, now, calendar)
        done += looked + TickResult(queued=carry_out(session, planned) if planned else 0)
    return done


def organisation_ids(session: Session) -> list[int]:
    return list(session.scalars(select(Organisation.id).order_by(Organisation.id)))


def look(
    session: Session, organisation_id: int, now: datetime, calendar: WorkCalendar, bulkhead: Bulkhead | None = None
) -> tuple[TickResult, TickPlan | None]:
    """Follow changed units, open the organisation's periods, queue the morning's digest, and return of what its people
    are to be reminded. One of these that fails as a whole is set aside, and the others are done."""
    safe = bulkhead or Bulkhead(now, organisation_id)
    organisation = session.get_one(Organisation, organisation_id)
    changed = safe.step(session, UNIT_CHANGES, lambda: tell_if_due(session, organisation, now, safe), 0)
    opened = safe.step(session, PERIODS, lambda: open_due_periods(session, organisation_id, now, calendar, safe), 0)
    briefed = safe.step(session, BRIEFS, lambda: weekly.send_if_due(session, organisation, now, calendar, safe), 0)
    told = safe.step(session, MORNINGS, lambda: send_if_due(session, organisation, now, calendar, safe), 0)
    planned = safe.step(session, REMINDERS, lambda: plan(session, organisation, now, calendar, safe), None)
    return TickResult(opened, changed + briefed + told), planned
