"""One office and its weeks: drawn from a seed, lived step by step, looked at after each."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from traceback import extract_tb
from unittest.mock import patch

from sqlalchemy import select, text

from storage.db.database import Database
from storage.tables import Base, Outbox
from tests.fuzz.run import loud_logs
from tests.lives import neighbours, people
from tests.lives.counting import failed_files
from tests.lives.drawing import Draw
from tests.lives.eyes import Eyes
from tests.lives.house import House
from tests.lives.keys import Pair, Tree, pairs
from tests.lives.ledger import Reminded
from tests.lives.model import Book
from tests.lives.offices import draw_office
from tests.lives.page import Page
from tests.lives.scene import Scene
from tests.lives.steps import STEPS
from tests.office import local

BEGINNINGS = ("2026-11-23 09:00", "2026-12-14 08:00", "2027-01-04 10:30", "2026-06-08 15:00", "2026-09-21 07:50")
DAYS_OFF = """days:
  - {date: 2026-11-27, day: off, basis: nghỉ bù}
  - {date: 2026-12-05, day: work, basis: làm bù}
"""
GIVEN_UP = ("joined already", "nobody")  # what may be given up without being a failure

Step = tuple[str, int]  # kind, seed


class Wrong(AssertionError):
    """Something that must never be, after these steps of an office. `kind` is the same for the same fault."""

    def __init__(self, seed: int, steps: Sequence[Step], error: Exception) -> None:
        self.steps, self.error = list(steps), error
        self.kind = _kind_of(error)
        last = f"{steps[-1][0]}" if steps else "the beginning"
        super().__init__(f"office {seed}, step {len(steps)} ({last}): {type(error).__name__}: {error}")

    @property
    def trace(self) -> str:
        """Where it came from, without what lies between."""
        frames = [one for one in extract_tb(self.error.__traceback__) if "site-packages" not in one.filename]
        return "\n".join(f"  {one.filename}:{one.lineno} in {one.name}: {one.line}" for one in frames)


def _kind_of(error: Exception) -> str:
    """By where it was raised, and what it says without numbers and names."""
    frames = [one for one in extract_tb(error.__traceback__) if "site-packages" not in one.filename]
    said = re.sub(r"[\d'\"].*", "", " ".join(str(error).split()))[:40]
    return f"{type(error).__name__} {frames[-1].name if frames else ''} {said}"


@dataclass
class Lived:
    """Figures."""

    offices: int = 0
    weeks: float = 0.0
    steps: Counter[str] = field(default_factory=Counter)
    events: Counter[str] = field(default_factory=Counter)
    compared: Counter[str] = field(default_factory=Counter)
    cards: int = 0
    files: int = 0
    ticks: int = 0
    reminders: int = 0  # steps whose moment came, found in the ledger
    reached: int = 0  # people to whom one of these went, by the roles they hold
    asked_to_add: int = 0  # people told that they may contribute
    pages: int = 0
    pairs: set[Pair] = field(default_factory=set)

    def __str__(self) -> str:
        def listed(counted: Counter[str]) -> str:
            return ", ".join(f"{number:,} {name}" for name, number in counted.most_common())

        return "\n".join([
            f"{self.offices:,} offices, {self.weeks:,.0f} weeks, {self.ticks:,} ticks",
            f"{self.steps.total():,} steps: {listed(self.steps)}",
            f"what was done: {listed(self.events)}",
            f"{self.reminders:,} reminder steps found in the ledger; {self.reached:,} people compared one by one",
            f"{self.asked_to_add:,} people were told that they may contribute",
            f"{self.cards:,} cards and {self.files:,} files looked at",
            f"{self.pages:,} reports sent from the page",
            f"compared with the book: {listed(self.compared)}",
            f"{len(self.pairs):,} pairs of keys and values stood in front of one report",
        ])  # fmt: skip


def office_of(seed: int) -> tuple[datetime, Tree, Draw]:
    """When it begins, its setup, and what draws the rest."""
    draw = Draw(seed)
    now = local(draw.one(BEGINNINGS))
    return now, draw_office(draw.apart(), now.date()), draw


class Life:
    def __init__(self, seed: int, open: Callable[[], Database], folder: Path) -> None:
        self.seed = seed
        now, self.office, draw = office_of(seed)
        days_off = folder / "days_off.yaml"
        days_off.write_text(DAYS_OFF)
        self._calm = ExitStack()
        self._errors = self._calm.enter_context(loud_logs())
        # A code is kept as a slow hash, so that nobody tries them all; here dozens are made and used.
        self._calm.enter_context(patch("storage.people.invitations._ROUNDS", 10))
        self.house = House(open, now, days_off if draw.maybe(0.5) else None)
        self.scene = Scene(self.house, Book(), Reminded(), Page(self.house), self._errors)
        self.eyes = Eyes()
        self._began = now
        self._joining = draw.apart()
        self._steps = draw.apart()

    def begins(self) -> None:
        """The setup is loaded, and most people come in."""
        self.house.loads(self.office)
        if self._joining.maybe(0.5):
            neighbours.move_in(self.house, self._joining)
        self.scene.reminded.loaded(self.house)
        self.check()
        for seat in people.strangers(self.house):
            if self._joining.maybe(0.75):
                people.joins(self.house, self._joining, seat)
        self.house.tick(self.scene.after_tick)
        self.scene.book.check_asked(self.house)
        self.check()

    def draws(self) -> Step:
        kinds, weights = zip(*((kind, weight) for kind, (weight, _) in STEPS.items()), strict=True)
        return self._steps.choices(kinds, weights)[0], self._steps.getrandbits(32)

    def takes(self, step: Step) -> None:
        kind, seed = step
        STEPS[kind][1](self.scene, Draw(seed))
        self.house.passes(seconds=20)
        self.check()
        if kind in ("days", "collate", "change the setup"):
            self.scene.book.check_collations(self.house)

    def check(self) -> None:
        """What must hold at any time."""
        assert not self._errors, f"logged as an error: {self._errors}"
        self._nothing_is_left_lying()
        self.scene.book.follows(self.house)
        self.eyes.look(self.house)
        failed = failed_files(self.house)
        assert not failed, f"files that could not be made: {failed}"

    def _nothing_is_left_lying(self) -> None:
        with self.house.database.transaction() as session:
            given_up = session.scalars(select(Outbox.reason).where(Outbox.state == "given_up")).all()
            if "set_aside" in Base.metadata.tables:
                aside = session.execute(text("SELECT * FROM set_aside")).all()
                assert not aside, f"set aside: {aside}"
        strange = [reason for reason in given_up if not any(word in (reason or "") for word in (*GIVEN_UP, "blocked"))]
        assert not strange, f"given up: {strange}"

    def ends(self, lived: Lived, steps: Collection[Step]) -> None:
        """Adds it to the figures."""
        scene = self.scene
        lived.offices += 1
        lived.weeks += (self.house.now - self._began) / timedelta(weeks=1)
        lived.steps.update(kind for kind, _ in steps)
        lived.events.update(scene.book.done)
        lived.compared.update(scene.seen)
        lived.cards += self.eyes.cards
        lived.files += self.eyes.files
        lived.ticks += self.house.ticks
        lived.reminders += scene.reminded.steps
        lived.reached += scene.reminded.told
        lived.asked_to_add += scene.reminded.added.told
        lived.pages += scene.page.sent
        lived.pairs |= pairs(self.office)

    def close(self) -> None:
        self._calm.close()
        self.house.database.close()


def live(life: Life, steps: Sequence[Step] | int, most_weeks: float = 6.0) -> list[Step]:
    """Lives through these steps, or so many that are drawn, until the weeks are over; gives those that were lived.
    Raises `Wrong`."""
    lived: list[Step] = []
    until = life.house.now + timedelta(weeks=most_weeks)
    try:
        life.begins()
        for number in range(steps if isinstance(steps, int) else len(steps)):
            step = life.draws() if isinstance(steps, int) else steps[number]
            lived.append(step)
            life.takes(step)
            if life.house.now > until and isinstance(steps, int):
                break
    except Exception as error:
        raise Wrong(life.seed, lived, error) from error
    finally:
        life.close()
    return lived
