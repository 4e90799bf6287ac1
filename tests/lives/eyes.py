"""Nobody is shown what is not theirs: units are named with a mark, and what people write bears whose it is."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from sqlalchemy import Connection, TextClause, text

from tests.fuzz.rights import GOODBYE, Rights, rights_now
from tests.lives.house import House
from tests.lives.papers.files import NewFiles
from tests.town import OWN_MARK, UNIT_MARK

_MOST = 3000  # letters of what is said of a failure


class Eyes:
    def __init__(self) -> None:
        self.cards = 0
        self.files = 0
        self._before: Rights | None = None
        self._new_files = NewFiles()

    def look(self, house: House) -> None:
        """At everything that was shown since the last look, and all that stands in files."""
        with house.database.engine.connect() as connection:
            now = rights_now(connection, house.now)
            seen = [rights for rights in (self._before, now) if rights is not None]
            known = _Known.of(connection, house, seen)
        for chat, heard in house.shown:
            self.cards += 1
            if "@" in chat and not any(chat in rights.by_chat for rights in seen):
                continue  # a mailbox that is asked whether it is somebody's names who says so
            known.check(chat, "\n".join([heard.text, *heard.labels]))
        with house.database.transaction() as session:
            for chat, name, plan_ids, said in self._new_files.read(session):
                self.files += 1
                known.check(chat, f"{name}\n{said}", plan_ids)
        for chat, page in house.pages:
            known.check(chat, page)
        house.shown.clear()
        house.pages.clear()
        self._before = now


@dataclass
class _Known:
    """What bears on who may be shown what."""

    seen: list[Rights]  # before the step, and now
    recipients: set[str]
    kin: Mapping[str, set[str]]
    owners: Mapping[str, set[str]]
    told: Mapping[str, set[tuple[str, str]]]
    left: Mapping[str, set[str]]
    moved: Mapping[str, set[str]]
    ever: Mapping[int, set[int]]
    watched: Mapping[str, set[int]]

    @classmethod
    def of(cls, connection: Connection, house: House, seen: list[Rights]) -> Self:
        recipients = UNIT_MARK.findall(str([plan.get("recipients") for plan in house.setup["plans"]]))
        return cls(
            seen, set(recipients), _kin(connection), _owners(connection), _told(connection), _left(connection),
            _moved_to(connection, house.now), _gathered(connection, _EVER_OWED), _gathered(connection, _WATCHED),
        )  # fmt: skip

    def check(self, chat: str, said: str, plan_ids: Collection[int] = ()) -> None:
        """`plan_ids`: of a file on these plans. Of those that are followed it names whoever ever owed a report, and who
        coordinates them."""
        seen = self.seen
        may = frozenset[str]().union(*(rights.may_name(chat) for rights in seen))
        may |= {code for code, _ in self.told.get(chat, ())}
        of_plans = self._of_plans(chat, plan_ids)
        may |= {seen[-1].codes[unit] for unit in of_plans}
        may |= {one for code in may for one in (*self.kin.get(code, ()), *self.owners.get(code, ()))}
        if any(rights.person(chat).follows for rights in seen):
            may |= self.recipients  # those who follow a plan read to whom its reports go
        may |= {code for rights in seen for code in _signs_to(rights, chat)}
        may |= {code for rights in seen for code in rights.not_found(chat, said)}
        goodbyes = [line for line in said.split("\n") if any(one in line for one in GOODBYE)]
        named = set(UNIT_MARK.findall("\n".join(goodbyes)))
        assert named <= may | self.left.get(chat, set()), f"chat {chat} never answered for {named}: {said[:_MOST]}"
        strange = set(UNIT_MARK.findall("\n".join(line for line in said.split("\n") if line not in goodbyes))) - may
        assert not strange, f"chat {chat} was shown units {strange}: {said[:_MOST]}"
        for writer in set(OWN_MARK.findall(said)) - {chat, "me"}:
            allowed = chat.startswith("-") or any(
                rights.may_read(chat, writer) or _writes_to(rights, writer, chat) for rights in seen
            )
            allowed |= any(writer == one for _, one in self.told.get(chat, ())) or writer in self.moved.get(chat, ())
            allowed |= any(rights.wrote_for.get(writer, frozenset()) & of_plans for rights in seen)
            assert allowed, f"chat {chat} read what {writer} wrote: {said[:_MOST]}"

    def _of_plans(self, chat: str, plan_ids: Collection[int]) -> set[int]:
        """Only of those that are theirs to read."""
        follows = set(self.watched.get(chat, ())).union(*(rights.person(chat).follows for rights in self.seen))
        return {unit for plan in follows & set(plan_ids) for unit in self.ever.get(plan, ())}


def _gathered(connection: Connection, query: TextClause) -> dict[Any, set[Any]]:
    found: dict[Any, set[Any]] = {}
    for key, value in connection.execute(query):
        found.setdefault(key, set()).add(value)
    return found


_EVER_OWED = text(
    "SELECT r.plan_id, o.unit_id FROM obligation o JOIN requirement r ON r.id = o.requirement_id "
    "UNION SELECT plan_id, unit_id FROM plan_coordinator"
)
_WATCHED = text("SELECT a.chat_id, w.plan_id FROM group_watch w JOIN address a ON a.id = w.address_id")


def _left(connection: Connection) -> dict[str, set[str]]:
    """By chat: the units for which its person answered once; only that they do no longer may be said of those."""
    return _gathered(connection, _ANSWERED_ONCE)


_ANSWERED_ONCE = text(
    "SELECT a.chat_id, u.code FROM position p JOIN unit u ON u.id = p.unit_id "
    "JOIN address a ON a.person_id = p.person_id WHERE p.until IS NOT NULL"
)


def _writes_to(rights: Rights, writer: str, chat: str) -> bool:
    """Whoever follows what a unit owes, an admin too, announces to its people and answers them."""
    return bool(rights.person(writer).sees & rights.person(chat).reports_for)


def _signs_to(rights: Rights, chat: str) -> set[str]:
    """The units of all who may write to this person: what they send is signed with it."""
    writers = (one for writer, one in rights.by_chat.items() if one.follows and _writes_to(rights, writer, chat))
    return {rights.codes[unit] for one in writers for unit in one.sits_in}


def _told(connection: Connection) -> dict[str, set[tuple[str, str]]]:
    """By chat of whoever something in the way was passed on to (and who stands in for them): the unit in whose way it
    is, and the chats of all who wrote of it, also where a colleague handed in the report that raised it."""
    found: dict[str, set[tuple[str, str]]] = {}
    for chat, code, writer in connection.execute(_PASSED_TO):
        found.setdefault(chat, set()).add((code, writer))
    return found


_PASSED_TO = text(
    "SELECT DISTINCT a.chat_id, u.code, w.chat_id FROM obstacle_event e "
    "JOIN obstacle b ON b.id = e.obstacle_id JOIN unit u ON u.id = b.unit_id "
    "JOIN address a ON a.person_id = e.to_person_id "
    "OR a.person_id IN (SELECT deputy_id FROM absence WHERE person_id = e.to_person_id) "
    "OR a.person_id IN (SELECT person_id FROM position WHERE unit_id = e.unit_id) "
    "JOIN address w ON w.person_id IN (SELECT person_id FROM obstacle_event WHERE obstacle_id = b.id) "
    "OR w.person_id IN (SELECT person_id FROM report_entry WHERE task_id = b.task_id AND unit_id = b.unit_id) "
    "WHERE e.action = 'forwarded'"
)


def _moved_to(connection: Connection, now: datetime) -> dict[str, set[str]]:
    """By chat of whoever is of a unit to which an ended unit's report was moved, or coordinates its plan: the chats of
    those whose words stand in the old draft. Before it moves they are closed, and to others."""
    found: dict[str, set[str]] = {}
    for chat, writer in connection.execute(_IN_OLD_DRAFTS, {"now": f"{now:%Y-%m-%d %H:%M:%S.%f}"}):
        found.setdefault(chat, set()).add(writer)
    return found


_IN_OLD_DRAFTS = text(
    "SELECT DISTINCT a.chat_id, w.chat_id FROM duty_decision d JOIN obligation old ON old.id = d.obligation_id "
    "JOIN obligation taken ON taken.id = d.now_in JOIN requirement r ON r.id = taken.requirement_id "
    "JOIN draft f ON f.obligation_id = old.id AND f.unit_id = old.unit_id JOIN draft_entry e ON e.draft_id = f.id "
    "JOIN address w ON w.person_id = e.person_id "
    "JOIN position p ON p.unit_id = taken.unit_id OR (p.role = 'coordinator' "
    "AND p.unit_id IN (SELECT unit_id FROM plan_coordinator WHERE plan_id = r.plan_id)) "
    "JOIN address a ON a.person_id = p.person_id AND NOT a.is_group "
    'WHERE d.decision = \'moved\' AND p.since <= :now AND (p."until" IS NULL OR p."until" > :now)'
)


def _owners(connection: Connection) -> dict[str, set[str]]:
    """By unit: those to which, or to whose people, something in its way was passed on, as it is told."""
    return _gathered(connection, _PASSED_ON)


_PASSED_ON = text(
    "SELECT u.code, o.code FROM obstacle_event e "
    "JOIN obstacle b ON b.id = e.obstacle_id JOIN unit u ON u.id = b.unit_id "
    "JOIN unit o ON o.id = e.unit_id OR o.id IN (SELECT unit_id FROM position WHERE person_id = e.to_person_id)"
)


def _kin(connection: Connection) -> dict[str, set[str]]:
    """Units that came out of each other know of each other, as do those that went into one."""
    found: dict[str, set[str]] = {}
    rows = connection.execute(
        text(
            "SELECT a.code, b.code FROM unit_succession s JOIN unit a ON a.id = s.from_unit_id "
            "JOIN unit b ON b.id = s.to_unit_id"
        )
    )
    for old, new in rows:
        together = {old, new} | found.get(old, set()) | found.get(new, set())
        found |= dict.fromkeys(together, together)
    return found
