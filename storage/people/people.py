"""Where people can be reached, and who holds which role in a unit now."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, bindparam, or_, select, update
from sqlalchemy.orm import Session

from domain.messaging.channels import NOT_CHATS, rank
from domain.rights import REPORTING_ROLES, Role
from domain.text import vietnamese_key
from storage.db.chunks import in_parts
from storage.people import absences
from storage.tables import Address, Person, PlanCoordinator, Position, Unit
from storage.units.unit_changes import SHOWN

_WANTED = -1  # the rank of the channel that somebody chose

_REACHABLE = (
    select(Address)
    .where(
        Address.person_id.in_(bindparam("people", expanding=True)),
        Address.is_group.is_(False),
        Address.unreachable_since.is_(None),
        Address.resting_since.is_(None),
    )
    .order_by(Address.created_at, Address.id)
)
_HAVE_ADDRESS = _REACHABLE.with_only_columns(Address.person_id).order_by(None)
_IN_CHATS = select(Address.person_id).where(
    Address.person_id.in_(bindparam("people", expanding=True)),
    Address.is_group.is_(False),
    Address.channel.not_in(sorted(NOT_CHATS)),
)
_WITH_WISH = _REACHABLE.add_columns(Person.preferred_channel).join(Person, Person.id == Address.person_id)
_LOST = (
    select(Address.person_id, Address.channel, Person.preferred_channel)
    .join(Person, Person.id == Address.person_id)
    .where(
        Address.person_id.in_(bindparam("people", expanding=True)),
        Address.is_group.is_(False),
        Address.unreachable_since.is_not(None),
    )
)
_PERSONS = select(Person).where(Person.id.in_(bindparam("people", expanding=True))).order_by(Person.id)
_HELD_NOW = (Position.since <= bindparam("now"), or_(Position.until.is_(None), Position.until > bindparam("now")))
_OF_UNITS = (
    select(Position.unit_id, Position.role, Position.person_id)
    .where(
        Position.organisation_id == bindparam("organisation"),
        Position.unit_id.in_(bindparam("ids", expanding=True)),
        Position.role.in_(sorted(str(role) for role in REPORTING_ROLES)),
        *_HELD_NOW,
    )
    .order_by(Position.id)
)
_OF_PLANS = (
    select(PlanCoordinator.plan_id, Position.role, Position.person_id)
    .join(Position, Position.unit_id == PlanCoordinator.unit_id)
    .where(
        PlanCoordinator.organisation_id == bindparam("organisation"),
        PlanCoordinator.plan_id.in_(bindparam("ids", expanding=True)),
        Position.role == str(Role.COORDINATOR),
        *_HELD_NOW,
    )
    .order_by(Position.id)
)


def persons(session: Session, person_ids: Collection[int]) -> Sequence[Person]:
    """Return these people, in the order of their ids."""
    return session.scalars(_PERSONS, {"people": sorted(person_ids)}).all() if person_ids else ()


def reachable(session: Session, person_ids: Collection[int]) -> set[int]:
    """Return those of these people, however many, whom `reachable_address` would find."""
    return {
        person_id
        for few in in_parts(sorted(person_ids))
        for person_id in session.scalars(_HAVE_ADDRESS, {"people": few})
        if person_id is not None
    }


def in_chats(session: Session, person_ids: Collection[int]) -> set[int]:
    """Return those of these people, however many, who have joined: they have a chat, and not only a mailbox."""
    return {
        person_id
        for few in in_parts(sorted(person_ids))
        for person_id in session.scalars(_IN_CHATS, {"people": few})
        if person_id is not None
    }


def reachable_address(session: Session, person_ids: Collection[int]) -> dict[int, Address]:
    """Return the private chat in which each of these people is written to; who has none is not in it, nor who has none
    but through an account that has spent its month.

    First where they want it themselves (`/kenh`); else Telegram before mail and mail before the web, as the web page
    may be closed; of several chats of a channel the newest.
    """
    found: dict[int, Address] = {}
    ranks: dict[int, int] = {}
    for address, wish in session.execute(_WITH_WISH, {"people": sorted(person_ids)}) if person_ids else ():
        assert address.person_id is not None
        found_rank = _rank(address.channel, wish)
        if found_rank <= ranks.get(address.person_id, found_rank):
            found[address.person_id], ranks[address.person_id] = address, found_rank
    return found


def fallen_back(session: Session, addresses: Mapping[int, Address]) -> set[int]:
    """Return those of these people (id -> where they are written to) who would be written to elsewhere, but cannot be
    reached there any more."""
    rows = session.execute(_LOST, {"people": sorted(addresses)}) if addresses else ()
    return {
        person_id
        for person_id, channel, wish in rows
        if person_id is not None and _rank(channel, wish) < _rank(addresses[person_id].channel, wish)
    }


def _rank(channel: str, wish: str | None) -> int:
    return _WANTED if channel == wish else rank(channel)


def chats(session: Session, person_id: int) -> list[Address]:
    """Return a person's private chats, the newest of each channel, in the order in which they would be written to."""
    query = select(Address).where(Address.person_id == person_id, Address.is_group.is_(False)).order_by(Address.id)
    newest = {address.channel: address for address in session.scalars(query)}
    wish = session.get_one(Person, person_id).preferred_channel
    return sorted(newest.values(), key=lambda address: _rank(address.channel, wish))


@dataclass(frozen=True, slots=True)
class Holders:
    """Who holds a role now: in units, and, as coordinators, for plans."""

    in_unit: dict[int, list[tuple[str, int]]]  # unit id -> (role, person id), the longest in office first
    of_plan: dict[int, list[tuple[str, int]]]  # plan id -> ("coordinator", person id)

    def holding(self, roles: Iterable[str], unit_id: int, plan_id: int) -> dict[int, str]:
        """Return, by person id, the first of `roles` that the person holds in the unit or, as coordinator, for the
        plan."""
        held = [*self.in_unit.get(unit_id, ()), *self.of_plan.get(plan_id, ())]
        found: dict[int, str] = {}
        for role in roles:
            for has, person_id in held:
                if has == role:
                    found.setdefault(person_id, role)
        return found


def holders(
    session: Session, organisation_id: int, unit_ids: Collection[int], plan_ids: Collection[int], now: datetime
) -> Holders:
    """Return the people of these units and the coordinators of these plans, as they stand at `now`; who is away is not
    there, and whoever stands in is, in the same role."""
    in_unit = _by_first(session, _OF_UNITS, organisation_id, unit_ids, now)
    away = absences.deputies(session, in_unit, now)
    # All places at once: of two who stand in for each other, each takes the other's.
    in_unit = {
        unit_id: [(role, absences.in_place_of(away, unit_id, person_id)) for role, person_id in held]
        for unit_id, held in in_unit.items()
    }
    return Holders(in_unit, _by_first(session, _OF_PLANS, organisation_id, plan_ids, now))


def leave(session: Session, person_id: int, unit_id: int, role: str, now: datetime) -> bool:
    """Note that the person holds this role in the unit no longer; say whether they did."""
    ended = (
        update(Position)
        .where(
            Position.person_id == person_id,
            Position.unit_id == unit_id,
            Position.role == role,
            or_(Position.until.is_(None), Position.until > now),
        )
        .values(until=now)
    )
    session.flush()
    return session.connection().execute(ended).rowcount > 0


@dataclass(frozen=True, slots=True)
class FormerSeat:
    """What somebody held last, and who holds it now."""

    role: str
    unit: str
    now_held_by: Sequence[str]


def former_seat(session: Session, person_id: int, now: datetime) -> FormerSeat | None:
    """Return the position that the person gave up last; None where they never gave one up."""
    left = session.execute(
        select(Position.role, Position.unit_id, SHOWN)
        .join(Unit, Unit.id == Position.unit_id)
        .where(Position.person_id == person_id, Position.until <= now)
        .order_by(Position.until.desc(), Position.id.desc())
        .limit(1)
    ).first()
    if left is None:
        return None
    role, unit_id, unit = left
    held = session.scalars(
        select(Person.name)
        .join(Position, Position.person_id == Person.id)
        .where(Position.unit_id == unit_id, Position.role == role, Position.since <= now, Person.id != person_id)
        .where(or_(Position.until.is_(None), Position.until > now))
        .order_by(Position.id.desc())  # the newest first: most likely whoever came instead
    )
    return FormerSeat(role, unit, tuple(dict.fromkeys(held)))


def in_office(session: Session, organisation_id: int, unit_id: int, now: datetime) -> list[tuple[str, int]]:
    """Return (role, person id) of a unit, whether they are away or not."""
    return _by_first(session, _OF_UNITS, organisation_id, [unit_id], now).get(unit_id, [])


def who_administer(session: Session, organisation_id: int, now: datetime) -> list[int]:
    """Return the people who administer an organisation and can be written to; where there is none, those who
    coordinate."""
    for role in (Role.ADMIN, Role.COORDINATOR):
        held = select(Position.person_id).where(
            Position.organisation_id == organisation_id,
            Position.role == str(role),
            Position.since <= now,
            or_(Position.until.is_(None), Position.until > now),
        )
        if people := reachable(session, set(session.scalars(held))):
            return sorted(people)
    return []


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody as they are known in an organisation: by name, and by where they work as what."""

    person_id: int
    name: str
    unit_id: int
    unit: str
    unit_code: str
    role: str

    @property
    def code(self) -> str:
        """By this they are found too: the label typed back."""
        return f"{self.name} ({self.unit})"


def seats(session: Session, organisation_id: int, now: datetime) -> list[Seat]:
    """Return every position that is held now, the longest held first."""
    rows = session.execute(
        select(Person.id, Person.name, Unit.id, SHOWN, Unit.code, Position.role)
        .join(Position, Position.person_id == Person.id)
        .join(Unit, Unit.id == Position.unit_id)
        .where(Position.organisation_id == organisation_id, Position.since <= now)
        .where(or_(Position.until.is_(None), Position.until > now))
        .order_by(Position.id)
    )
    return [Seat(*row) for row in rows]


def in_positions(session: Session, organisation_id: int, now: datetime) -> list[Seat]:
    """Return everybody who holds a position, once, in Vietnamese order of their names."""
    first = {seat.person_id: seat for seat in reversed(seats(session, organisation_id, now))}
    return sorted(first.values(), key=lambda seat: (vietnamese_key(seat.name), seat.person_id))


def _by_first(
    session: Session,
    query: Select[int, str, int],
    organisation_id: int,
    ids: Collection[int],
    now: datetime,
) -> dict[int, list[tuple[str, int]]]:
    found: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for some in in_parts(sorted(ids)):
        for key, role, person_id in session.execute(query, {"organisation": organisation_id, "ids": some, "now": now}):
            found[key].append((role, person_id))
    return dict(found)
