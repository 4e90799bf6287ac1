"""A plain book of what was asked for and what came of it, kept beside the program from what people did.

It follows the audit log event by event; of the tables it reads which reports are expected and nothing else.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from domain.collation import collate
from storage.collating import revisions as collation
from storage.following import overdue
from storage.tables import AuditEvent, Obligation, Organisation, Report, Requirement, Unit
from tests.lives.house import House

IN = ("submitted", "accepted")
EXPECTED = ("open", "returned")


@dataclass
class Owed:
    """One report, as this book has it."""

    requirement_id: int
    plan_id: int
    unit_id: int
    period: str
    due: datetime
    original: datetime
    opens: datetime
    state: str = "open"
    revisions: int = 0
    nil: bool = False
    first_at: datetime | None = None
    first_due: datetime | None = None
    original_at_first: bool = False
    is_moved: bool = False
    asks_unlock: bool = False

    @property
    def is_late(self) -> bool:
        assert self.first_at is not None
        assert self.first_due is not None
        return self.first_at > self.first_due


class Book:
    def __init__(self) -> None:
        self.owed: dict[int, Owed] = {}
        self.done: Counter[str] = Counter()  # events by action
        self._last_event = 0

    def follows(self, house: House, *, moved_by_setup: bool = False) -> None:
        """Enters what happened since; `moved_by_setup`: a setup was loaded, which may move due moments."""
        with house.database.transaction() as session:
            found = session.execute(
                select(Obligation, Requirement.plan_id).join(Requirement).order_by(Obligation.id)
            ).all()
            events = session.scalars(
                select(AuditEvent).where(AuditEvent.id > self._last_event).order_by(AuditEvent.id)
            ).all()
        for row, plan_id in found:
            if row.id not in self.owed:
                assert row.due_at == row.original_due_at or row.id in _moved_here(events), f"moved at birth: {row.id}"
                self.owed[row.id] = Owed(
                    row.requirement_id, plan_id, row.unit_id, row.period_key, row.due_at, row.original_due_at,
                    row.opens_at,
                )  # fmt: skip
        for event in events:
            self._last_event = event.id
            self.done[event.action] += 1
            what, _, id = event.subject.partition(":")
            enter = _ENTRIES.get(event.action)
            if enter is not None and what == "obligation":
                enter(self.owed[int(id)], event.at, event.detail)
            if event.action == "duty.moved":
                self._later(self.owed[int(id)], event.detail["now_in"])
        if moved_by_setup:
            for row, _ in found:
                self.owed[row.id].opens = row.opens_at
                if row.state in EXPECTED:
                    self.owed[row.id].due, self.owed[row.id].original = row.due_at, row.original_due_at
        self._agrees(found)
        self._counts_reports(house)

    def _later(self, old: Owed, now_in: list[int]) -> None:
        """A report that moves to a unit which owes it already moves its day back where it has to."""
        for one in map(self.owed.__getitem__, now_in):
            if one.state in EXPECTED:
                one.due = max(one.due, old.due)

    def _agrees(self, found: Any) -> None:
        for row, _ in found:
            mine = self.owed[row.id]
            assert (row.state, row.due_at) == (mine.state, mine.due), (
                f"report {row.id}: {row.state} due {row.due_at}, and by the book {mine}"
            )
        assert len(found) == len(self.owed), "an expected report is gone"

    def _counts_reports(self, house: House) -> None:
        with house.database.transaction() as session:
            found = Counter(session.scalars(select(Report.obligation_id)))
        assert found == Counter({id: one.revisions for id, one in self.owed.items() if one.revisions})

    # What the program counts

    def counts(self, requirement_id: int, period: str) -> dict[str, int]:
        asked = [one for one in self.owed.values() if (one.requirement_id, one.period) == (requirement_id, period)]
        came = [one for one in asked if one.state in IN]
        return {
            "asked": len(asked),
            "on_time": sum(not one.is_late for one in came),
            "late": sum(one.is_late for one in came),
            "nil": sum(one.nil for one in came),
            "returned": sum(one.state == "returned" for one in asked),
            "missing": sum(one.state == "open" for one in asked),
            "excused": sum(one.state == "excused" and not one.is_moved for one in asked),
            "moved": sum(one.is_moved for one in asked),
        }

    def pairs(self) -> list[tuple[int, str]]:
        return sorted({(one.requirement_id, one.period) for one in self.owed.values()})

    def late(self, plan_ids: Collection[int], now: datetime) -> dict[int, Owed]:
        return {
            id: one
            for id, one in self.owed.items()
            if one.plan_id in plan_ids and one.state in EXPECTED and one.due < now
        }

    def overdue_units(self, plan_ids: Collection[int], now: datetime) -> set[int]:
        return {one.unit_id for one in self.late(plan_ids, now).values()}

    def reviewed(self, plan_id: int, now: datetime) -> Counter[str] | None:
        """All periods of the plan that have opened, each counted by itself and added up; None where none has."""
        pairs = {
            (one.requirement_id, one.period)
            for one in self.owed.values()
            if one.plan_id == plan_id and one.opens <= now
        }
        found = Counter[str]()
        for pair in pairs:
            found.update(self.counts(*pair))
        return found if pairs else None

    def waiting(self, plan_id: int) -> int:
        """What a plan's coordinators have to decide: reports to be read, and those that are to be opened again."""
        return sum(
            one.plan_id == plan_id and (one.state == "submitted" or one.asks_unlock) for one in self.owed.values()
        )

    def coming(self, plan_id: int, now: datetime, until: datetime) -> int:
        return sum(
            one.plan_id == plan_id and one.state in EXPECTED and now <= one.due <= until for one in self.owed.values()
        )

    def check_collations(self, house: House) -> None:
        """Every collation that there could be counts as this book does."""
        with house.database.transaction() as session:
            organisations = session.scalars(select(Organisation.id)).all()
            late = [overdue.overdue_of_organisation(session, id, house.now) for id in organisations]
            assert sorted(row.obligation_id for rows in late for row in rows) == sorted(
                id for id, one in self.owed.items() if one.state in EXPECTED and one.due < house.now
            )
            for requirement_id, period in self.pairs():
                counts = collate([], collation.owed(session, requirement_id, period)).counts
                mine = self.counts(requirement_id, period)
                theirs = {name: getattr(counts, name) for name in mine}
                assert theirs == mine, f"{requirement_id} {period}: {theirs}, and by the book {mine}"

    def check_asked(self, house: House) -> None:
        """Of every unit that is asked and that no change touches, the reports that are not due yet are expected."""
        touched = {
            code for one in house.setup.get("unit_changes", ()) for code in (*one["before"], *one.get("after", ()))
        }
        with house.database.transaction() as session:
            codes = dict(session.execute(select(Unit.id, Unit.code)).all())
            requirements = {row.id: row for row in session.scalars(select(Requirement))}
        asked = {entry["code"]: set(_asked(entry["units"], house.setup)) for entry in house.setup["requirements"]}
        for requirement_id, period in self.pairs():
            row = requirements[requirement_id]
            pair = [one for one in self.owed.values() if (one.requirement_id, one.period) == (requirement_id, period)]
            found = {codes[one.unit_id] for one in pair}
            newest = max(p for r, p in self.pairs() if r == requirement_id)
            is_open = min(one.original for one in pair) > house.now
            if row.code in asked and period == newest and is_open:
                wanted = asked[row.code]
                assert wanted - touched <= found, f"{row.code} {period}: {wanted} are asked, {found} are expected"


def _asked(units: Mapping[str, Any], setup: Mapping[str, Any]) -> Iterator[str]:
    if "lead" in units:
        yield units["lead"]
        return
    yield from units.get("codes", ())
    wanted = set(units.get("classes", ()))
    yield from (unit["code"] for unit in setup["units"] if wanted & set(unit.get("classes", ())))


def _moved_here(events: Any) -> set[int]:
    return {id for event in events if event.action == "duty.moved" for id in event.detail["now_in"]}


# What an event does to the report that it is about


def _submitted(one: Owed, at: datetime, detail: Mapping[str, Any]) -> None:
    one.state, one.nil = "submitted", detail["nil"]
    one.revisions += 1
    if one.first_at is None:
        one.first_at, one.first_due = at, one.due


def _is(state: str) -> Callable[[Owed, datetime, Mapping[str, Any]], None]:
    def enter(one: Owed, at: datetime, detail: Mapping[str, Any]) -> None:
        one.state = state

    return enter


def _due(key: str) -> Callable[[Owed, datetime, Mapping[str, Any]], None]:
    def enter(one: Owed, at: datetime, detail: Mapping[str, Any]) -> None:
        one.due = datetime.fromisoformat(detail[key])

    return enter


def _unlock(*, asked: bool) -> Callable[[Owed, datetime, Mapping[str, Any]], None]:
    def enter(one: Owed, at: datetime, detail: Mapping[str, Any]) -> None:
        one.asks_unlock = asked

    return enter


def _moved(one: Owed, at: datetime, detail: Mapping[str, Any]) -> None:
    one.state, one.is_moved = "excused", True


def _returned(one: Owed, at: datetime, detail: Mapping[str, Any]) -> None:
    one.state, one.due = "returned", datetime.fromisoformat(detail["until"])


_ENTRIES: Mapping[str, Callable[[Owed, datetime, Mapping[str, Any]], None]] = {
    "report.submitted": _submitted,
    "report.accepted": _is("accepted"),
    "report.returned": _returned,
    "report.unlock_asked": _unlock(asked=True),
    "report.unlocked": _unlock(asked=False),
    "report.kept_locked": _unlock(asked=False),
    "report.excused": _is("excused"),
    "report.expected_again": _is("open"),
    "duty.moved": _moved,
    "duty.excused": _is("excused"),
    "extension.granted": _due("until"),
    "extension.general": _due("until"),
    "deadline.moved": _due("due"),
}
