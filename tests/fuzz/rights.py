"""Who may do what in the town, read from the tables by plain SQL: none of the program's own code has a say in it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, text

GOODBYE = ("đã thôi làm", "You are no longer")
ELSEWHERE = ("không thuộc kế hoạch", "not on a plan that you follow")
REPORTING = ("focal_point", "deputy", "unit_leader")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who writes: what they may report on, and what they follow."""

    id: int
    reports_for: frozenset[int]  # units
    follows: frozenset[int]  # plans
    sees: frozenset[int]  # units whose names and reports they may read
    sits_in: frozenset[int]  # units in which they hold a position


NOBODY = Person(0, frozenset(), frozenset(), frozenset(), frozenset())


@dataclass(frozen=True, slots=True)
class Rights:
    """As they stand at one moment."""

    by_chat: Mapping[str, Person]
    owed_by: Mapping[int, int]  # obligation -> unit
    contributors: Mapping[int, frozenset[int]]  # obligation -> units that add to it
    plan_of: Mapping[int, int]  # obligation -> plan
    groups: Mapping[str, frozenset[int]]  # group chat -> units that may be spoken of there
    codes: Mapping[int, str]  # unit -> code
    wrote_for: Mapping[str, frozenset[int]]  # chat -> units its person ever belonged to
    offices: Mapping[str, frozenset[str]]  # chat -> codes of all units of its person's organisation

    def person(self, chat: str) -> Person:
        return self.by_chat.get(chat, NOBODY)

    def may_write(self, person: Person, obligation: int, unit: int) -> bool:
        own = self.owed_by.get(obligation) == unit or unit in self.contributors.get(obligation, ())
        return own and unit in person.reports_for

    def may_name(self, chat: str) -> frozenset[str]:
        """The units that may be named in this chat."""
        units = self.groups.get(chat, frozenset()) if chat.startswith("-") else self.person(chat).sees
        return frozenset(self.codes[unit] for unit in units)

    def not_found(self, chat: str, said: str) -> frozenset[str]:
        """Units that whoever follows a plan asked for by name or code, and is told that they are on none of theirs."""
        is_told = self.person(chat).follows and any(one in said for one in ELSEWHERE)
        return self.offices.get(chat, frozenset()) if is_told else frozenset()

    def given_up(self, chat: str, said: str) -> frozenset[str]:
        """Units for which the person answered once, where only that is said of them."""
        is_told = any(one in said for one in GOODBYE)
        return frozenset(self.codes[unit] for unit in self.wrote_for.get(chat, ())) if is_told else frozenset()

    def may_read(self, chat: str, writer: str) -> bool:
        """Whether words of the person in the chat `writer` may be shown in `chat`."""
        if chat == writer:
            return True
        return not chat.startswith("-") and bool(self.wrote_for.get(writer, frozenset()) & self.person(chat).sees)


def rights_now(connection: Connection, now: datetime) -> Rights:
    moment = f"{now:%Y-%m-%d %H:%M:%S.%f}"
    held = _grouped(connection, _HELD, now=moment)
    chats = dict(_rows(connection, "SELECT chat_id, person_id FROM address WHERE person_id IS NOT NULL"))
    coordinated = _grouped(connection, "SELECT unit_id, plan_id FROM plan_coordinator")
    plans = frozenset(id for (id,) in _rows(connection, "SELECT id FROM plan"))
    everybody = frozenset(id for (id,) in _rows(connection, "SELECT id FROM unit"))
    reporting_on = _grouped(connection, _UNITS_OF_PLANS)
    shared = _grouped(connection, _NEIGHBOURS)
    lead_by = _grouped(connection, _PLANS_OF_UNITS)
    coordinating = _grouped(connection, "SELECT plan_id, unit_id FROM plan_coordinator")

    def person(id: int) -> Person:
        roles = held.get(id, frozenset())
        mine = {unit for unit, role in roles if role in REPORTING}
        admin = any(role == "admin" for _, role in roles)
        follows = plans if admin else _union(coordinated, (unit for unit, role in roles if role == "coordinator"))
        sits_in = frozenset(unit for unit, _ in roles)
        # The leaders of units that coordinate a plan read how it stands (`/tinhhinh`), and decide nothing.
        oversees = _union(coordinated, (unit for unit, role in roles if role == "unit_leader"))
        sees = sits_in | _union(reporting_on, follows | oversees)
        sees |= _union(shared, sees) | _union(coordinating, _union(lead_by, sees))
        return Person(id, frozenset(mine), follows, everybody if admin else frozenset(sees), sits_in)

    watched = _grouped(
        connection, "SELECT a.chat_id, w.plan_id FROM group_watch w JOIN address a ON a.id = w.address_id"
    )
    return Rights(
        by_chat={chat: person(id) for chat, id in chats.items()},
        owed_by=dict(_rows(connection, "SELECT id, unit_id FROM obligation")),
        contributors=_grouped(connection, _CONTRIBUTORS),
        plan_of=dict(
            _rows(connection, "SELECT o.id, r.plan_id FROM obligation o JOIN requirement r ON r.id = o.requirement_id")
        ),
        groups={chat: _union(reporting_on, followed) for chat, followed in watched.items()},
        codes=dict(_rows(connection, "SELECT id, code FROM unit")),
        wrote_for=_grouped(
            connection, "SELECT a.chat_id, p.unit_id FROM address a JOIN position p ON p.person_id = a.person_id"
        ),
        offices=_grouped(
            connection,
            "SELECT a.chat_id, u.code FROM address a JOIN person p ON p.id = a.person_id "
            "JOIN unit u ON u.organisation_id = p.organisation_id",
        ),
    )


_HELD = """SELECT person_id, unit_id, role FROM position
WHERE since <= :now AND ("until" IS NULL OR "until" > :now)"""
# Who is asked for no more is of the plan all the same, until what is open of theirs is decided: also whether a report
# that was accepted is opened again.
_ASKED = """WITH asked AS (SELECT requirement_id, unit_id FROM requirement_unit
UNION SELECT requirement_id, unit_id FROM obligation WHERE state IN ('open', 'returned', 'submitted')
UNION SELECT o.requirement_id, o.unit_id FROM obligation o JOIN review v ON v.obligation_id = o.id
WHERE o.state = 'accepted' AND v.verdict = 'unlock_asked'
AND v.id = (SELECT max(later.id) FROM review later WHERE later.obligation_id = o.id))"""
_UNITS_OF_PLANS = f"{_ASKED} SELECT r.plan_id, u.unit_id FROM asked u JOIN requirement r ON r.id = u.requirement_id"
_PLANS_OF_UNITS = f"{_ASKED} SELECT u.unit_id, r.plan_id FROM asked u JOIN requirement r ON r.id = u.requirement_id"
_NEIGHBOURS = f"""{_ASKED} SELECT a.unit_id, b.unit_id FROM asked a
JOIN asked b ON b.requirement_id = a.requirement_id
WHERE a.requirement_id IN (SELECT requirement_id FROM requirement_unit WHERE contributes)"""
_CONTRIBUTORS = """SELECT o.id, u.unit_id FROM obligation o
JOIN requirement_unit u ON u.requirement_id = o.requirement_id WHERE u.contributes"""


def _rows(connection: Connection, statement: str, **values: Any) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in connection.execute(text(statement), values)]


def _grouped(connection: Connection, statement: str, **values: Any) -> dict[Any, frozenset[Any]]:
    """The rest of the rows by their first column."""
    found: dict[Any, set[Any]] = {}
    for first, *rest in _rows(connection, statement, **values):
        found.setdefault(first, set()).add(rest[0] if len(rest) == 1 else tuple(rest))
    return {key: frozenset(rest) for key, rest in found.items()}


def _union(groups: Mapping[Any, Collection[Any]], keys: Iterable[Any]) -> frozenset[Any]:
    return frozenset(one for key in keys for one in groups.get(key, ()))
