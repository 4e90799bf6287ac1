"""Requests for more time, and the due moments that follow from them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from domain.reports.extensions import ExtensionState
from domain.reports.states import EXPECTED
from storage.db.upsert import table_of
from storage.tables import Extension, Obligation, Person, Requirement

_EXTENSION = table_of(Extension)
_EXPECTED = sorted(map(str, EXPECTED))
_WAITING = select(Extension).where(
    Extension.obligation_id.in_(bindparam("obligations", expanding=True)), Extension.state == ExtensionState.ASKED
)
_QUEUE = (
    select(Extension, Person.name)
    .join(Obligation, Obligation.id == Extension.obligation_id)
    .join(Requirement, Requirement.id == Obligation.requirement_id)
    .join(Person, Person.id == Extension.person_id)
    .where(
        Requirement.plan_id.in_(bindparam("plans", expanding=True)),
        Obligation.unit_id.not_in(bindparam("own_units", expanding=True)),
        Extension.state == ExtensionState.ASKED,
        Obligation.state.in_(_EXPECTED),
    )
    .order_by(Extension.asked_at, Extension.id)
)
_LAPSE = (
    update(_EXTENSION)
    .where(_EXTENSION.c.obligation_id == bindparam("obligation"), _EXTENSION.c.state == ExtensionState.ASKED)
    .values(state=str(ExtensionState.LAPSED), decided_at=bindparam("now"))
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A request nobody has decided on yet."""

    id: int
    obligation_id: int
    person: str
    asked_at: datetime
    wanted_at: datetime
    reason: str


def waiting(session: Session, obligation_ids: Collection[int]) -> dict[int, Extension]:
    """Return the undecided request of each of these reports that has one."""
    found = session.scalars(_WAITING, {"obligations": list(obligation_ids)}) if obligation_ids else ()
    return {extension.obligation_id: extension for extension in found}


def queue(session: Session, plan_ids: Collection[int], own_units: Collection[int]) -> list[Waiting]:
    """Return the undecided requests on these plans, the oldest first; not of one's own units."""
    return [
        Waiting(e.id, e.obligation_id, person, e.asked_at, e.wanted_at, e.reason)
        for e, person in session.execute(_QUEUE, {"plans": sorted(plan_ids), "own_units": sorted(own_units)})
    ]


def ask(
    session: Session,
    obligation: Obligation,
    wanted_at: datetime,
    reason: str,
    *,
    person_id: int,
    channel: str,
    now: datetime,
) -> Extension:
    """Add a request, in the place of one that still waits."""
    lapse(session, obligation.id, now)
    extension = Extension(
        organisation_id=obligation.organisation_id,
        obligation_id=obligation.id,
        person_id=person_id,
        channel=channel,
        asked_at=now,
        due_at=obligation.due_at,
        wanted_at=wanted_at,
        reason=reason,
        state=str(ExtensionState.ASKED),
    )
    session.add(extension)
    session.flush()
    return extension


def lapse(session: Session, obligation_id: int, now: datetime) -> None:
    """Ask no longer what waits for this report: it is in, or another request takes its place."""
    session.execute(_LAPSE, {"obligation": obligation_id, "now": now}, execution_options={"synchronize_session": False})


def locked(session: Session, extension_id: int) -> tuple[Extension, Obligation] | None:
    """Return the request with its report, which nobody else changes until the transaction ends; None where there is
    none."""
    found = session.get(Extension, extension_id)
    if found is None:
        return None
    # The report first, as everybody who changes a due moment does.
    obligation = obligation_locked(session, found.obligation_id)
    session.refresh(found, with_for_update=True)
    return found, obligation


def obligation_locked(session: Session, obligation_id: int) -> Obligation:
    return session.get_one(Obligation, obligation_id, with_for_update=True, populate_existing=True)


def plan_until(session: Session, requirement_id: int) -> date | None:
    """Return the last day of the periods that a requirement asks for."""
    return session.get_one(Requirement, requirement_id).period_until


def general(
    session: Session, plan_ids: Collection[int], requirement_id: int, period_key: str, before: datetime
) -> list[Obligation]:
    """Return the reports on a period that are still expected and due before then, locked; on these plans only."""
    query = (
        select(Obligation)
        .join(Requirement, Requirement.id == Obligation.requirement_id)
        .where(
            Requirement.plan_id.in_(plan_ids),
            Obligation.requirement_id == requirement_id,
            Obligation.period_key == period_key,
            Obligation.state.in_(_EXPECTED),
            Obligation.due_at < before,
        )
        .order_by(Obligation.id)
        .with_for_update(of=Obligation)
        .execution_options(populate_existing=True)
    )
    return list(session.scalars(query))
