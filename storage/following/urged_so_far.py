"""Everything by which a unit was urged to hand in a report: reminders of the clock, nudges and letters, each with what
became of it; and how often it was urged, counted here for every place that says it."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Select, bindparam, exists, select
from sqlalchemy.orm import Session

from storage.db.chunks import in_parts
from storage.following.nudges import LETTER_WRITTEN, UNIT_NUDGED
from storage.messages.outbox import MOVED
from storage.tables import AuditEvent, Obligation, Outbox, Person, Position, ReminderEntry

By = Literal["clock", "person"]
GIVEN_UP = frozenset({"given_up", "dropped"})
_MESSAGES = select(Outbox.id, Outbox.state, Outbox.reason).where(Outbox.id.in_(bindparam("ids", expanding=True)))
_INSTEAD = (
    select(Outbox.dedupe_key, Outbox.channel, Outbox.state, Outbox.reason)
    .where(Outbox.id > bindparam("first"), Outbox.dedupe_key.like(f"{MOVED}%"))
    .order_by(Outbox.id)
)
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
    key: str = ""  # of the step of a reminder, with the due moment that it belongs to; of a nudge which it was

    @property
    def is_counted(self) -> bool:
        """Say whether the unit was urged by it: a nudge or a reminder that reached the unit itself, or is on its way. A
        letter is a draft for whoever signs."""
        if self.by == "person":
            return self.step == UNIT_NUDGED and self.outcome not in GIVEN_UP
        return self.is_of_unit and self.outcome in _GOING_OUT


def times(found: Iterable[Urging]) -> dict[int, int]:
    """Return how often each was urged, by obligation: what went to several people at once is one."""
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
    """Return nudges, each in as many lines as came to different things, and letters."""
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
    sent = {event.id: [_Sent.of(one) for one in event.detail.get("to", ())] for event, _ in rows}
    became = _became(session, {one.outbox_id for to in sent.values() for one in to if one.outbox_id is not None})
    reached = {one.person_id for to in sent.values() for one in to}
    names = dict(session.execute(select(Person.id, Person.name).where(Person.id.in_(reached))).all()) if reached else {}
    found = []
    for event, who in rows:
        plainly = _Became("nudged" if event.action == UNIT_NUDGED else "letter")
        lines: dict[tuple[str, str | None], list[tuple[_Sent, _Became]]] = {}
        for one in sent[event.id]:
            what = became.get(one.outbox_id, plainly) if one.outbox_id is not None else plainly
            lines.setdefault((what.outcome, what.reason), []).append((one, what))
        for (outcome, reason), these in (lines or {(plainly.outcome, None): []}).items():
            found.append(
                Urging(
                    subjects[event.subject],
                    event.at,
                    "person",
                    event.action,
                    tuple(names[one.person_id] for one, _ in these if one.person_id in names),
                    who,
                    outcome,
                    tuple(dict.fromkeys(what.channel or one.channel for one, what in these)),
                    reason,
                    1,
                    key=f"{event.action}:{event.id}",
                )
            )
    return found


@dataclass(frozen=True, slots=True)
class _Sent:
    """Whom a nudge was sent, as the log keeps it; without its message where it was noted before that was kept too."""

    person_id: int
    channel: str
    outbox_id: int | None

    @classmethod
    def of(cls, noted: Sequence[Any]) -> "_Sent":
        person_id, channel, *message = noted
        return cls(int(person_id), str(channel), int(message[0]) if message else None)


@dataclass(frozen=True, slots=True)
class _Became:
    """What became of a message; `channel` where it went another way than was noted."""

    outcome: str
    reason: str | None = None
    channel: str = ""


def _became(session: Session, outbox_ids: Collection[int]) -> dict[int, _Became]:
    """Return what became of those that are still kept: one that failed was sent once more where that could be."""
    rows = [row for some in in_parts(sorted(outbox_ids)) for row in session.execute(_MESSAGES, {"ids": some})]
    found = {id: _Became(state, why if state in GIVEN_UP else None) for id, state, why in rows}
    failed = {id for id, one in found.items() if one.outcome in GIVEN_UP}
    for key, channel, state, why in session.execute(_INSTEAD, {"first": min(failed)}) if failed else ():
        if key and (id := int(key.split(":")[1])) in failed:
            found[id] = _Became(state, why if state in GIVEN_UP else "unreachable", channel)
    return found
