"""A whole town that writes and presses whatever it likes, and what must hold after everything it does.

`Town` is the real wiring of `World` with people of every kind; after each step it looks at what changed in the
database and at everything that anybody was shown.
"""

import re
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from itertools import count
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.channels.split import units as utf16
from bot.channels.telegram.sending.render import parts_of
from domain.messaging.messages import MAX_KEY_BYTES
from domain.reports.states import TRANSITIONS, State
from domain.rights import Actor
from domain.text import fold
from handlers.words import LANGUAGES
from storage.db.database import Database
from storage.people import actors
from storage.tables import (
    Address,
    Draft,
    DraftEntry,
    Obligation,
    PlanCoordinator,
    Position,
    Report,
    ReportEntry,
    Requirement,
    RequirementUnit,
    Unit,
)
from tests.fuzz.rights import GOODBYE
from tests.office import TASKS
from tests.world import Heard, World

GROUPS = ("-500", "-501")
PEOPLE = ("100", "101", "102", "200", "201", "300", "900", "901", "950", "555", "556", "lan-web")
CHATS = (*PEOPLE, *GROUPS)
UNITS = {code: f"Phòng {name} ⟦{code}⟧" for code, name in [
    ("BTG", "Tuyên giáo"), ("PKT", "Kinh tế & <b>"), ("PYT", "Y tế {you} %s **"), ("PNV", "Nội vụ"),
    ("PXD", "Xây dựng"), ("PTC", "Tài chính"),
]}  # fmt: skip
UNIT_MARK = re.compile(r"⟦(\w+)⟧")
OWN_MARK = re.compile(r"⟪([\w-]+)⟫")
CODE = re.compile(r"\b[2-9A-HJ-NP-Z]{8}\b")
SEND_WORDS = {fold(words["button.send"]) for words in LANGUAGES.values()}
SILENT = ("blocked", "moved", "added")


@dataclass(frozen=True, slots=True)
class Books:
    """What is written down: reports with their lines, drafts, states, positions."""

    states: dict[int, str]
    reports: dict[int, tuple[Any, ...]]
    lines: dict[int, tuple[Any, ...]]
    drafts: dict[int, tuple[Any, ...]]
    positions: dict[int, tuple[Any, ...]]


class Town(World):
    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.shown: list[tuple[str, Heard]] = []
        self._books: Books | None = None  # as they were after the last step
        self.at("2026-12-19 09:00")  # two days after the quarter's reports were due
        self.furnish(UNITS, ("PKT", "PYT", "PNV"))
        self.open("KHCN-QUY", "2026-Q3")
        self.add_requirement("KHCN-CHUNG", "Báo cáo chung", units=["PKT"], contributing=["PXD", "PYT"])
        self.open("KHCN-CHUNG", "2026-Q4")
        self.add_plan("KHAC", "Kế hoạch khác", coordinators=["PTC"], tasks={f"K.{n}": t for n, t in enumerate(TASKS)})
        self.add_requirement("KHAC-QUY", "Báo cáo khác", units=["PNV"], plan="KHAC")
        self.open("KHAC-QUY", "2026-Q4")
        lan = self.person("PKT", "focal_point", "Lan", "100")
        self.address(lan, "lan-web", channel="web")
        self.person("PKT", "deputy", "Hải <i>", "101", language="en")
        self.person("PKT", "unit_leader", "Dũng {0}", "102")
        self.person("PYT", "focal_point", "Minh", "200")
        self.appoint(self.person("PYT", "focal_point", "Hai Vai", "201"), "PNV", "focal_point")
        self.person("PXD", "focal_point", "Xuân", "300")
        self.person("BTG", "coordinator", "Tuấn", "900")
        self.person("PTC", "coordinator", "Hoa", "901")
        self.person("BTG", "admin", "Quản", "950")

        for chat in PEOPLE:
            self.blocking.discard(chat)
            for said in ("/nhiemvu", "/quahan"):
                self.says(chat, said)

    def copied(self, database: Database) -> "Town":
        """The town as it stands, going on in a copy of its database."""
        other = copy(self)
        other.database = database
        other.screens = {chat: list(shown) for chat, shown in self.screens.items()}
        other.blocking, other.menus = set(self.blocking), dict(self.menus)
        other._unread, other._last, other.shown = {}, dict(self._last), list(self.shown)
        other._numbers = count(1_000_000)
        return other

    # What happens

    def button(self, chat: str, number: int) -> tuple[Heard, str, str] | None:
        """One of the keyed buttons that the chat was ever shown, by number: its card, its label, its key."""
        found = [
            (heard, button.label, button.key)
            for heard in reversed(self.screens.get(chat, []))
            for row in heard.card.rows
            for button in row
            if button.key
        ]
        return found[number % len(found)] if found else None

    def codes(self) -> list[str]:
        """Codes that somebody was given."""
        return sorted({code for _, heard in self.shown for code in CODE.findall(heard.text)})

    def retire(self, number: int) -> None:
        """Somebody holds a position no more."""
        held = [position.id for position in self.all(Position) if position.until is None]
        with self.database.transaction() as session:
            session.execute(
                update(Position).where(Position.id == held[number % len(held)]).values(until=self.now)
            )  # fmt: skip
        self.passes(seconds=1)

    def _shows(self, chat: str, heard: Heard) -> None:
        self.shown.append((chat, heard))
        super()._shows(chat, heard)

    # What must hold

    def step(self, chat: str, kind: Any, *, by: str | None = None, asked_to_send: bool = False, **more: Any) -> None:
        """Something comes in, and everything is looked at after it."""
        before, seen = self._books or self.books(), len(self.shown)
        self.blocking.discard(chat)
        if kind == "blocked":
            self.blocking.add(chat)
        actor = self._actor(by or chat)
        self.sends(chat, kind, by=by, **more)
        shown = self.shown[seen:]
        if by is None and kind not in SILENT:
            assert any(to == chat for to, _ in shown), f"no answer to {kind} {more}"
        for _, heard in shown:
            check_card(heard)
        self._check_eyes(shown, by or chat)
        self._books = self.books()
        if self._books != before:
            check_books(before, self._books, actor, kind, self._rights(), asked_to_send=asked_to_send)

    def books(self) -> Books:
        with self.database.transaction() as session:
            return Books(
                {o.id: o.state for o in session.scalars(select(Obligation))},
                rows(session, Report, "obligation_id", "revision", "number", "nil", "submitted_at", "person_id"),
                rows(session, ReportEntry, "report_id", "task_id", "unit_id", "answers", "person_id"),
                rows(session, DraftEntry, "draft_id", "task_id", "answers", "person_id", "said_at"),
                rows(session, Position, "person_id", "unit_id", "role"),
            )

    def _rights(self) -> "Rights":
        with self.database.transaction() as session:
            return Rights(
                {o.id: o.unit_id for o in session.scalars(select(Obligation))},
                {d.id: d.unit_id for d in session.scalars(select(Draft))},
            )

    def _actor(self, chat: str) -> Actor | None:
        with self.database.transaction() as session:
            return actor_of(session, chat, self)

    def _check_eyes(self, shown: Iterable[tuple[str, Heard]], by: str) -> None:
        with self.database.transaction() as session:
            for chat, heard in shown:
                said = "\n".join([heard.text, *heard.labels])
                if "⟦" not in said and "⟪" not in said:
                    continue
                names = visible_units(session, chat, self)
                if any(one in said for one in GOODBYE):
                    names |= given_up(session, chat)
                strange = set(UNIT_MARK.findall(said)) - names
                assert not strange, f"chat {chat} was shown units {strange}: {said}"
                writers = set(OWN_MARK.findall(said))
                mine = {chat, by if chat in GROUPS else chat}
                for writer in writers - mine:
                    assert may_read(session, chat, writer, self), f"chat {chat} read {writer}: {said}"


@dataclass(frozen=True, slots=True)
class Rights:
    unit_of_obligation: dict[int, int]
    unit_of_draft: dict[int, int]


def rows(session: Session, table: Any, *columns: str) -> dict[int, tuple[Any, ...]]:
    return {row.id: tuple(getattr(row, name) for name in columns) for row in session.scalars(select(table))}


def actor_of(session: Session, chat: str, town: Town) -> Actor | None:
    person_id = session.scalar(select(Address.person_id).where(Address.chat_id == chat))
    return None if person_id is None else actors.actor(session, person_id, town.now)


def visible_units(session: Session, chat: str, town: Town) -> set[str]:
    """The codes of the units whose names may be read in this chat."""
    if chat in GROUPS:
        address_id = session.scalar(select(Address.id).where(Address.chat_id == chat))
        ids = actors.units_followed(session, actors.watched_plans(session, address_id)) if address_id else set()
        return codes_of(session, ids)
    actor = actor_of(session, chat, town)
    if actor is None:
        return set()
    ids = {held.unit_id for held in actor.held} | actors.units_followed(session, actor.plan_ids)
    ids |= neighbours(session, ids)
    if any(actor.administers(held.organisation_id) for held in actor.held):
        ids |= set(session.scalars(select(Unit.id)))
    return codes_of(session, ids)


def given_up(session: Session, chat: str) -> set[str]:
    """The codes of the units for which the person answered once: that they do no longer may be said."""
    once = select(Position.unit_id).join(Address, Address.person_id == Position.person_id)
    return codes_of(session, set(session.scalars(once.where(Address.chat_id == chat, Position.until.is_not(None)))))


def neighbours(session: Session, unit_ids: set[int]) -> set[int]:
    """Units with which these share a report (lead and contributing), and those that coordinate their plans."""
    mine = select(RequirementUnit.requirement_id).where(RequirementUnit.unit_id.in_(unit_ids))
    shared = select(RequirementUnit.requirement_id).where(
        RequirementUnit.requirement_id.in_(mine), RequirementUnit.contributes.is_(True)
    )
    found = set(session.scalars(select(RequirementUnit.unit_id).where(RequirementUnit.requirement_id.in_(shared))))
    plans = select(Requirement.plan_id).where(Requirement.id.in_(mine))
    return found | set(session.scalars(select(PlanCoordinator.unit_id).where(PlanCoordinator.plan_id.in_(plans))))


def codes_of(session: Session, unit_ids: Iterable[int]) -> set[str]:
    return set(session.scalars(select(Unit.code).where(Unit.id.in_(unit_ids))))


def may_read(session: Session, chat: str, writer: str, town: Town) -> bool:
    """Whether what `writer` wrote may be read in this chat: colleagues, those they write for, those who follow."""
    if chat in GROUPS:
        return False
    reader = actor_of(session, chat, town)
    if reader is None:
        return False
    person_id = session.scalar(select(Address.person_id).where(Address.chat_id == writer))
    wrote_for = set(session.scalars(select(Position.unit_id).where(Position.person_id == person_id)))
    if reader.person_id == person_id:
        return True
    mine = {held.unit_id for held in reader.held}
    led = select(RequirementUnit.requirement_id).where(
        RequirementUnit.unit_id.in_(mine), RequirementUnit.contributes.is_(False)
    )
    helpers = set(
        session.scalars(
            select(RequirementUnit.unit_id).where(
                RequirementUnit.requirement_id.in_(led), RequirementUnit.contributes.is_(True)
            )
        )
    )
    return bool(wrote_for & (mine | helpers | actors.units_followed(session, reader.plan_ids)))


def check_card(heard: Heard) -> None:
    """A card that every channel can show."""
    assert heard.text.strip(), "an empty text"
    assert all(len(row) <= 8 for row in heard.card.rows), heard.labels
    buttons = [button for row in heard.card.rows for button in row]
    assert len(buttons) <= 100
    for button in buttons:
        assert button.label.strip(), heard.text
        assert button.url or 0 < len(button.key.encode()) <= MAX_KEY_BYTES
    parts = parts_of(heard.card)
    assert all(part.text.strip() and utf16(part.text) <= 4096 for part in parts)
    assert sum(map(len, parts[-1].keyboard)) == len(buttons), "a button left out of a Telegram keyboard"


def check_books(
    before: Books, after: Books, actor: Actor | None, kind: str, rights: Rights, *, asked_to_send: bool
) -> None:
    """What changed was this person's to change, and they asked for it."""
    mine = actor.reporting_units if actor else frozenset()
    assert before.reports.items() <= after.reports.items(), "a revision was changed"
    assert before.lines.items() <= after.lines.items(), "a line of a report was changed"
    new = [after.reports[id] for id in after.reports.keys() - before.reports.keys()]
    assert len(new) <= 1
    for obligation_id, *_ in new:
        assert asked_to_send, "handed in without having been asked to"
        assert rights.unit_of_obligation[obligation_id] in mine
    assert after.states.keys() == before.states.keys()
    for obligation_id, state in after.states.items():
        if state != before.states[obligation_id]:
            assert State(state) in TRANSITIONS[State(before.states[obligation_id])]
            assert [obligation_id] == [report[0] for report in new]
    changed = {id for id, entry in after.drafts.items() if before.drafts.get(id) != entry}
    if changed:
        assert kind in ("text", "button")
        assert actor is not None
        assert {rights.unit_of_draft[after.drafts[id][0]] for id in changed} <= mine
    if kind not in ("text", "button"):
        assert (after.drafts, after.positions) == (before.drafts, before.positions)
    assert before.positions.items() <= after.positions.items()
