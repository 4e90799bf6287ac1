"""What the clock looks at when it reminds, and the ledger of what it did."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Insert, Row, Select, bindparam, exists, select, update
from sqlalchemy.orm import Session

from domain.reminders.decide import Occurrence, Policy
from domain.reports.states import EXPECTED, State
from storage.db.chunks import in_parts
from storage.db.upsert import DialectInsert, Upsert, table_of
from storage.plans.plan_rules import policy_of
from storage.tables import (
    Draft,
    DraftEntry,
    Obligation,
    ReminderEntry,
    ReminderPolicy,
    Requirement,
    RequirementUnit,
    Snooze,
)

_OBLIGATION = table_of(Obligation)
_ENTRY = table_of(ReminderEntry)
_LOOKED_AT = select(
    Obligation.id,
    Obligation.unit_id,
    Requirement.plan_id,
    Requirement.policy_id,
    Obligation.due_at,
    Obligation.reminded_through,
    Obligation.state,
    Obligation.opens_at,
).join(Requirement, Requirement.id == Obligation.requirement_id)
_DUE = _LOOKED_AT.where(
    Obligation.organisation_id == bindparam("organisation"), Obligation.next_check_at <= bindparam("now")
).order_by(Obligation.id)
_BY_ID = _LOOKED_AT.where(Obligation.id.in_(bindparam("ids", expanding=True)))
# Every process locks in the same order, so that none waits for another in a circle.
_LOCKED = _BY_ID.order_by(Obligation.id).with_for_update(of=Obligation)
_OF_UNITS = _LOOKED_AT.where(
    Obligation.organisation_id == bindparam("organisation"),
    Obligation.unit_id.in_(bindparam("units", expanding=True)),
    Obligation.state.in_(sorted(map(str, EXPECTED))),
)
_OF_PLANS = _LOOKED_AT.where(
    Obligation.organisation_id == bindparam("organisation"),
    Requirement.plan_id.in_(bindparam("plans", expanding=True)),
    Obligation.state.in_(sorted(map(str, EXPECTED))),
)
_MAY_ADD = (
    select(
        Obligation.id,
        RequirementUnit.unit_id,
        exists()
        .where(
            Draft.obligation_id == Obligation.id,
            Draft.unit_id == RequirementUnit.unit_id,
            DraftEntry.draft_id == Draft.id,
        )
        .correlate(Obligation, RequirementUnit),
    )
    .join(RequirementUnit, RequirementUnit.requirement_id == Obligation.requirement_id)
    .where(
        Obligation.id.in_(bindparam("ids", expanding=True)),
        RequirementUnit.contributes.is_(True),
        RequirementUnit.unit_id != Obligation.unit_id,
    )
    .order_by(Obligation.id, RequirementUnit.unit_id)
)
_LOOKED = (
    update(_OBLIGATION)
    .where(
        _OBLIGATION.c.id == bindparam("obligation"),
        # If a handler moved it or asked for a new look meanwhile, that look is still to come.
        _OBLIGATION.c.due_at == bindparam("due"),
        _OBLIGATION.c.next_check_at <= bindparam("now"),
    )
    .values(next_check_at=bindparam("next"), reminded_through=bindparam("through"))
)
FAILED = "failed"
"""In the ledger: the step is set aside, as it could not be done; it gives way to what becomes of it later."""
_SAME_STEP = ("organisation_id", "obligation_id", "step", "recipient")


def _claiming(insert: DialectInsert) -> Insert:
    return insert.on_conflict_do_update(
        index_elements=_SAME_STEP,
        set_={name: insert.excluded[name] for name in ("outcome", "reason", "decided_at", "moment", "repeats")},
        where=_ENTRY.c.outcome == FAILED,
    ).returning(_ENTRY.c.id, _ENTRY.c.obligation_id, _ENTRY.c.step, _ENTRY.c.recipient)


_CLAIM = Upsert(_ENTRY, _claiming)
_SENT = update(_ENTRY).where(_ENTRY.c.id == bindparam("entry")).values(outbox_id=bindparam("outbox"))
_SNOOZED = (
    select(Snooze)
    .where(Snooze.organisation_id == bindparam("organisation"), Snooze.remind_at <= bindparam("now"))
    .order_by(Snooze.id)
)
_CLOSED = update(Snooze).where(Snooze.id.in_(bindparam("ids", expanding=True))).values(remind_at=None)


@dataclass(frozen=True, slots=True)
class RemindedDuty:
    """An expected report as the clock sees it."""

    id: int
    unit_id: int
    plan_id: int
    policy_id: int | None
    due_at: datetime
    reminded_through: datetime | None
    is_expected: bool
    opens_at: datetime

    @property
    def subject(self) -> str:
        """By what it is set aside (`storage.aside`)."""
        return f"obligation:{self.id}"


@dataclass(frozen=True, slots=True)
class MayAdd:
    """A unit that coordinates on a report of another, and whether it has written something for it."""

    obligation_id: int
    unit_id: int
    has_added: bool


@dataclass(frozen=True, slots=True)
class CheckedObligation:
    """What the clock keeps in mind of an obligation it looked at, reckoning with that due moment."""

    obligation_id: int
    due_at: datetime
    reminded_through: datetime | None
    next_check_at: datetime | None


def due_for_a_look(session: Session, organisation_id: int, now: datetime) -> list[RemindedDuty]:
    """Return the obligations whose `next_check_at` has come."""
    return _read(session, _DUE, organisation=organisation_id, now=now)


def locked(session: Session, obligation_ids: Collection[int]) -> list[RemindedDuty]:
    """Return these obligations as they stand now; nobody else changes them until the transaction ends."""
    return _read_by_id(session, _LOCKED, obligation_ids)


def watched(session: Session, obligation_ids: Collection[int]) -> dict[int, RemindedDuty]:
    """Return those of these obligations that exist, by id."""
    return {w.id: w for w in _read_by_id(session, _BY_ID, obligation_ids)}


def may_add(session: Session, obligation_ids: Collection[int]) -> list[MayAdd]:
    """Return the units that may add to these reports, report by report."""
    return [
        MayAdd(id, unit_id, bool(has_added))
        for some in in_parts(sorted(obligation_ids))
        for id, unit_id, has_added in session.execute(_MAY_ADD, {"ids": some})
    ]


def expected_of(
    session: Session, organisation_id: int, unit_ids: Collection[int], plan_ids: Collection[int]
) -> list[RemindedDuty]:
    """Return the reports still expected from these units, and from all units on these plans."""
    of_units = _read(session, _OF_UNITS, organisation=organisation_id, units=sorted(unit_ids)) if unit_ids else []
    of_plans = _read(session, _OF_PLANS, organisation=organisation_id, plans=sorted(plan_ids)) if plan_ids else []
    return list({w.id: w for w in (*of_units, *of_plans)}.values())


def policies(session: Session, policy_ids: Iterable[int | None]) -> dict[int, Policy]:
    """Return the policies with these ids."""
    wanted = sorted({id for id in policy_ids if id is not None})
    if not wanted:
        return {}
    rows = session.scalars(select(ReminderPolicy).where(ReminderPolicy.id.in_(wanted)))
    return {row.id: policy_of(row) for row in rows}


def set_looked(session: Session, looked: Iterable[CheckedObligation], now: datetime) -> None:
    """Keep what the clock found at `now`."""
    rows = [
        {
            "obligation": found.obligation_id,
            "due": found.due_at,
            "now": now,
            "through": found.reminded_through,
            "next": found.next_check_at,
        }
        for found in looked
    ]
    if rows:
        session.connection().execute(_LOOKED, rows)


def entry(
    organisation_id: int,
    obligation_id: int,
    occurrence: Occurrence,
    now: datetime,
    *,
    outcome: str,
    person_id: int | None = None,
    repeats: int = 0,
    reason: str | None = None,
) -> dict[str, Any]:
    """Return a line of the ledger. `repeats`: how many missed steps it stands for; `reason`: why it goes elsewhere."""
    return {
        "organisation_id": organisation_id,
        "obligation_id": obligation_id,
        "step": occurrence.key,
        "recipient": "" if person_id is None else str(person_id),
        "person_id": person_id,
        "moment": occurrence.moment,
        "decided_at": now,
        "outcome": outcome,
        "repeats": repeats,
        "outbox_id": None,
        "reason": reason,
    }


def claim(session: Session, entries: Sequence[dict[str, Any]]) -> dict[tuple[int, str, str], int]:
    """Write those lines that are not in the ledger yet, or only as failed: (obligation, step, recipient) -> the line's
    id.

    What is not in the answer was dealt with before, perhaps by another process: it must not be sent again.
    """
    if not entries:
        return {}
    # One order for every process, as above.
    ordered = sorted(entries, key=lambda e: (e["obligation_id"], e["step"], e["recipient"]))
    return {(row[1], row[2], row[3]): row[0] for row in session.execute(_CLAIM.on(session), ordered)}


def note_sent(session: Session, sent: Iterable[tuple[int, int]]) -> None:
    """Note for each (ledger line, outbox row) that the line was queued as that message."""
    rows = [{"entry": entry_id, "outbox": outbox_id} for entry_id, outbox_id in sent]
    if rows:
        session.connection().execute(_SENT, rows)


def snoozes_due(session: Session, organisation_id: int, now: datetime) -> Sequence[Snooze]:
    """Return the reminders that people put off until now."""
    return session.scalars(_SNOOZED, {"organisation": organisation_id, "now": now}).all()


def put_off(
    session: Session,
    organisation_id: int,
    person_id: int,
    obligation_ids: Iterable[int],
    until: datetime,
    now: datetime,
) -> None:
    """Have one more message sent to this person then, beside the series."""
    session.add(
        Snooze(
            organisation_id=organisation_id,
            person_id=person_id,
            obligation_ids=sorted(set(obligation_ids)),
            remind_at=until,
            created_at=now,
        )
    )


def close_snoozes(session: Session, snooze_ids: Collection[int]) -> None:
    """Close them: they have been dealt with."""
    if snooze_ids:
        session.connection().execute(_CLOSED, {"ids": sorted(snooze_ids)})


def _read(
    session: Session,
    query: Select[int, int, int, int | None, datetime, datetime | None, str, datetime],
    **given: Any,
) -> list[RemindedDuty]:
    return [_watched(row) for row in session.execute(query, given)]


def _read_by_id(
    session: Session,
    query: Select[int, int, int, int | None, datetime, datetime | None, str, datetime],
    obligation_ids: Collection[int],
) -> list[RemindedDuty]:
    return [w for some in in_parts(sorted(obligation_ids)) for w in _read(session, query, ids=some)]


def _watched(row: Row[int, int, int, int | None, datetime, datetime | None, str, datetime]) -> RemindedDuty:
    return RemindedDuty(row[0], row[1], row[2], row[3], row[4], row[5], State(row[6]) in EXPECTED, row[7])
