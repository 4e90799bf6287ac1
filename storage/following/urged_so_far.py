"""Everything by which a unit was urged to hand in a report: reminders of the clock, nudges and letters, each with what
became of it; and how often it was urged, counted here for every place that says it."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session

from storage.following.nudges import LETTER_WRITTEN, UNIT_NUDGED
from storage.tables import AuditEvent, Obligation, Outbox, Person, Position, ReminderEntry

By = Literal["clock", "person"]
GIVEN_UP = frozenset({"given_up", "dropped"})
_GOING_OUT = frozenset({"waiting", "sent", "queued"})


@dataclass(frozen=True, slots=True)
class Urging:
    """One reminder, nudge or letter. `step`: of a reminder, as its policy writes it, `before-5wd`; else what a person
    did, as the log names it. `to`: who was reminded; of a nudge those whom it went to, as far as they are kept. `who`:
    of a nudge or letter, who urged. `outcome`: the ledger's, or what became of the message: `sent`, `waiting`,
    `given_up`, `dropped`. `channels`: by which it went; none where the message is no longer kept. `repeats`: how many
    missed steps one line stands for."""

    obligation_id: int
    at: datetime
    by: By
    step: str
    to: tuple[str, ...]
    who: str | None
    outcome: str
    channels: tuple[str, ...]
    reason: str | None
    repeats: int
    is_of_unit: bool = True  # it went to people of the unit, and not only to those who coordinate
    key: str = ""  # of the step of a reminder, with the due moment that it belongs to

    @property
    def is_counted(self) -> bool:
        """Say whether the unit was urged by it: a nudge, or a reminder on its way to the unit itself. A letter is a
        draft for whoever signs."""
        if self.by == "person":
            return self.step == UNIT_NUDGED
        return self.is_of_unit and self.outcome in _GOING_OUT


def times(found: Iterable[Urging]) -> dict[int, int]:
    """Return how often each was urged, by obligation: a step of the reminders that went to several people is one."""
    seen = {(one.obligation_id, one.key or number) for number, one in enumerate(found) if one.is_counted}
    return dict(Counter(obligation_id for obligation_id, _ in seen))


def counts(session: Session, obligation_ids: Collection[int]) -> dict[int, int]:
    """Return how often each of these was urged so far; those that never were are left out."""
    return times(urgings(session, obligation_ids))


def urgings(session: Session, obligation_ids: Collection[int]) -> list[Urging]:
    """Return all of them, the earliest first."""
    if not obligation_ids:
        return []
    return sorted([*_reminders(session, obligation_ids), *_nudges(session, obligation_ids)], key=lambda one: one.at)


def _reminders(session: Session, obligation_ids: Collection[int]) -> list[Urging]:
    of_unit = exists().where(Position.person_id == ReminderEntry.person_id, Position.unit_id == Obligation.unit_id)
    rows = session.execute(
        select(
            ReminderEntry,
            Person.name,
            Outbox.channel,
            Outbox.state,
            Outbox.reason,
            Outbox.sent_at,
            of_unit.label("own"),
        )
        .join(Obligation, Obligation.id == ReminderEntry.obligation_id)
        .outerjoin(Person, Person.id == ReminderEntry.person_id)
        .outerjoin(Outbox, Outbox.id == ReminderEntry.outbox_id)
        .where(
            ReminderEntry.organisation_id.in_(_organisations(obligation_ids)),
            ReminderEntry.obligation_id.in_(obligation_ids),
        )
        .order_by(ReminderEntry.id)
    )
    return [
        Urging(
            entry.obligation_id,
            sent_at or entry.decided_at,
            "clock",
            entry.step.partition("/")[2],
            (name,) if name else (),
            None,
            state if entry.outcome == "queued" and state else entry.outcome,
            (channel,) if channel else (),
            (why if state in GIVEN_UP else None) or entry.reason,
            entry.repeats,
            bool(own),
            entry.step,
        )
        for entry, name, channel, state, why, sent_at, own in rows
    ]


def _organisations(obligation_ids: Collection[int]) -> Select[int]:
    return select(Obligation.organisation_id).where(Obligation.id.in_(obligation_ids))


def _nudges(session: Session, obligation_ids: Collection[int]) -> list[Urging]:
    subjects = {f"obligation:{id}": id for id in obligation_ids}
    rows = session.execute(
        select(AuditEvent, Person.name)
        .outerjoin(Person, Person.id == AuditEvent.person_id)
        .where(
            AuditEvent.organisation_id.in_(_organisations(obligation_ids)),
            AuditEvent.subject.in_(subjects),
            AuditEvent.action.in_((UNIT_NUDGED, LETTER_WRITTEN)),
        )
        .order_by(AuditEvent.id)
    ).all()
    reached = {int(id) for event, _ in rows for id, _ in event.detail.get("to", ())}
    names = dict(session.execute(select(Person.id, Person.name).where(Person.id.in_(reached))).all()) if reached else {}
    return [
        Urging(
            subjects[event.subject],
            event.at,
            "person",
            event.action,
            tuple(names[int(id)] for id, _ in event.detail.get("to", ()) if int(id) in names),
            who,
            "nudged" if event.action == UNIT_NUDGED else "letter",
            tuple(dict.fromkeys(str(channel) for _, channel in event.detail.get("to", ()))),
            None,
            1,
        )
        for event, who in rows
    ]
