"""Who may do what. A person acts through the positions they hold; plans are followed by units."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    FOCAL_POINT = "focal_point"
    DEPUTY = "deputy"
    UNIT_LEADER = "unit_leader"
    COORDINATOR = "coordinator"
    ADMIN = "admin"


REPORTING_ROLES = frozenset({Role.FOCAL_POINT, Role.DEPUTY, Role.UNIT_LEADER})
REMINDED_ROLES = (Role.FOCAL_POINT, Role.DEPUTY, Role.UNIT_LEADER, Role.COORDINATOR)
"""Whom a reminder may be for: the people of the unit, and those who coordinate the plan."""


@dataclass(frozen=True, slots=True)
class Held:
    """One position: a role in a unit of an organisation."""

    organisation_id: int
    unit_id: int
    role: Role


@dataclass(frozen=True, slots=True)
class Actor:
    """A person with the positions they hold now and the plans that their coordinating units follow."""

    person_id: int
    name: str
    held: tuple[Held, ...]
    plan_ids: frozenset[int]  # coordinated: by a coordinator of one of the plan's coordinating units
    overseen_ids: frozenset[int] = frozenset()  # plans one of whose coordinating units they lead

    @property
    def reporting_units(self) -> frozenset[int]:
        return frozenset(h.unit_id for h in self.held if h.role in REPORTING_ROLES)

    @property
    def is_coordinator(self) -> bool:
        return bool(self.plan_ids) or any(h.role in (Role.COORDINATOR, Role.ADMIN) for h in self.held)

    @property
    def readable_ids(self) -> frozenset[int]:
        """Return the plans of which everything may be read: to coordinate them, or as whoever leads who does."""
        return self.plan_ids | self.overseen_ids

    @property
    def is_overseer(self) -> bool:
        return self.is_coordinator or bool(self.overseen_ids)

    @property
    def is_reporter(self) -> bool:
        return bool(self.reporting_units)

    def administers(self, organisation_id: int) -> bool:
        return any(h.role is Role.ADMIN and h.organisation_id == organisation_id for h in self.held)


def may_report(actor: Actor, unit_id: int) -> bool:
    """Say whether this person reports for the unit: its focal point, deputy or leader do."""
    return unit_id in actor.reporting_units


def may_contribute(actor: Actor, contributing_units: Collection[int]) -> frozenset[int]:
    """Return the units through which this person may add to a report that another unit leads."""
    return actor.reporting_units & frozenset(contributing_units)


def may_follow(actor: Actor, plan_id: int) -> bool:
    """Say whether lists and nudges are for this person: those who coordinate the plan."""
    return plan_id in actor.plan_ids


def may_read(actor: Actor, plan_id: int) -> bool:
    """Say whether this person reads how the whole plan stands: who coordinates it does, and who leads a coordinating
    unit."""
    return plan_id in actor.readable_ids


def may_decide(actor: Actor, unit_id: int, plan_id: int) -> bool:
    """Say whether this person decides on reports and requests: those who coordinate the plan do, never on their own
    unit's."""
    return may_follow(actor, plan_id) and unit_id not in actor.reporting_units


def may_answer(actor: Actor, plan_id: int, owner_unit_id: int | None, owner_persons: Collection[int]) -> bool:
    """Say whether this person answers an obstacle: those who coordinate its plan do, or the unit or person to whom they
    forwarded it; `owner_persons` are that person and who stands in for them."""
    owns = owner_unit_id in actor.reporting_units or actor.person_id in owner_persons
    return may_follow(actor, plan_id) or owns


def may_see(actor: Actor, unit_id: int, plan_id: int) -> bool:
    """Say whether this person sees a report: its unit and the plan's coordinators do, and nobody else."""
    return any(h.unit_id == unit_id for h in actor.held) or may_follow(actor, plan_id)


INVITABLE = {
    Role.FOCAL_POINT: "coordinator",
    Role.DEPUTY: "coordinator",
    Role.UNIT_LEADER: "coordinator",
    Role.COORDINATOR: "admin",
    Role.ADMIN: "admin",
}


def may_invite(
    actor: Actor, organisation_id: int, unit_ids_followed: Collection[int], unit_id: int, role: Role
) -> bool:
    """Say whether they may invite to that role: coordinators invite the people of units that owe reports on their
    plans; admins invite anyone."""
    if actor.administers(organisation_id):
        return True
    return INVITABLE[role] == "coordinator" and unit_id in unit_ids_followed
