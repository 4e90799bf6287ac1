"""Driving the clock by hand in tests, and reading what it put into the outbox and the ledger."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update

from domain.messaging.messages import Outgoing, plain
from scheduler.tick import TickResult, tick
from storage.db.database import Database
from storage.installation.calendars import work_calendar
from storage.tables import Address, Obligation, Outbox, Person, ReminderEntry

CALENDAR = work_calendar()


@dataclass(frozen=True, slots=True)
class Message:
    """What the outbox holds for one person."""

    to: str
    at: datetime
    text: str
    lane: int
    channel: str


@dataclass(frozen=True, slots=True)
class Clockwork:
    """The clock of one database."""

    database: Database

    def tick(self, now: datetime) -> TickResult:
        return self.database.do(tick, now, CALENDAR)

    def run(self, start: datetime, seconds: int) -> None:
        """Ticks each second, at the start and at the end too."""
        for second in range(seconds + 1):
            self.tick(start + timedelta(seconds=second))

    def run_to(self, end: datetime) -> None:
        """Ticks at each moment for which the one obligation asks, as the ticks between change nothing."""
        while (at := self.obligations()[0].next_check_at) and at <= end:
            self.tick(at)

    def messages(self) -> list[Message]:
        """In the order in which they were put into the outbox."""
        query = (
            select(Person.name, Outbox)
            .join(Address, Address.chat_id == Outbox.chat_id)
            .join(Person, Person.id == Address.person_id)
            .order_by(Outbox.id)
        )
        with self.database.transaction() as session:
            return [_message(name, row) for name, row in session.execute(query)]

    def heard(self) -> list[tuple[str, datetime]]:
        """Who was written to, and when."""
        return [(message.to, message.at) for message in self.messages()]

    def ledger(self) -> list[ReminderEntry]:
        with self.database.transaction() as session:
            return list(session.scalars(select(ReminderEntry).order_by(ReminderEntry.moment, ReminderEntry.id)))

    def steps(self, outcome: str) -> list[str]:
        """The ledger's steps with that outcome, without the due moment they begin with."""
        return [entry.step.partition("/")[2] or entry.step for entry in self.ledger() if entry.outcome == outcome]

    def change(self, obligation_id: int, **values: Any) -> None:
        with self.database.transaction() as session:
            session.execute(update(Obligation).where(Obligation.id == obligation_id).values(**values))

    def obligations(self) -> list[Obligation]:
        with self.database.transaction() as session:
            return list(session.scalars(select(Obligation).order_by(Obligation.id)))


def _message(name: str, row: Outbox) -> Message:
    card = Outgoing.from_json(row.payload).card
    assert card is not None
    return Message(name, row.created_at, plain(card.text), row.lane, row.channel)
