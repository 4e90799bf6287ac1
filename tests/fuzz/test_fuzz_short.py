"""A short form of `make fuzz`; and that its oracle notices what must not be."""

import random
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from sqlalchemy import select, text

from domain import rights
from domain.messaging.messages import text_of
from handlers import registry
from handlers.conversation.talk import Talk
from storage.db.database import Database
from storage.people import actors
from storage.tables import ButtonKey
from tests.fuzz.mutations import mutated, spoilt
from tests.fuzz.run import GROWTH, Figures, Fuzz, Wrong, check_memory
from tests.fuzz.updates import Writer
from tests.town import Town

SHORT = 500  # updates


@pytest.fixture(scope="module")
def town(sqlite_template: Path) -> Iterator[Town]:
    with TemporaryDirectory(dir=sqlite_template.parent) as folder:
        path = shutil.copy(sqlite_template, Path(folder) / "town.db")
        with closing(Database(f"sqlite:///{path}")) as database:
            made = Town(database)
        yield made


async def fuzzed(town: Town, tmp_path: Path, updates: int = SHORT, seed: int = 7) -> Figures:
    return await Fuzz(town, tmp_path, seed).run(updates)


@pytest.mark.long
async def test_whatever_comes_in(town: Town, tmp_path: Path) -> None:
    figures = await fuzzed(town, tmp_path)
    assert figures.updates >= SHORT
    assert figures.taken > SHORT / 2, "most of it must be something"
    assert figures.broken > SHORT / 5
    assert figures.statuses[400] > 0
    assert {"draft_entry", "report", "audit_event"} <= figures.changed.keys(), "little happened"


def test_a_seed_fixes_what_is_drawn(town: Town) -> None:
    drawn = []
    for _ in range(2):
        writer = Writer(random.Random(3))
        drawn.append([writer.next(town) for _ in range(200)])
    assert drawn[0] == drawn[1]


def test_a_mutation_leaves_the_update_itself_alone(town: Town) -> None:
    draw = random.Random(3)
    writer = Writer(draw)
    for _ in range(200):
        sent = writer.next(town)
        before = repr(sent.update)
        assert mutated(sent.update, draw) is not sent.update
        assert isinstance(spoilt(b'{"update_id": 1}', draw), bytes)
        assert repr(sent.update) == before


@pytest.mark.long
class TestPlanted:
    """Each of these breaks the program in one place, and the run must end there."""

    async def test_anybody_may_report_for_any_unit(
        self, town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(rights, "may_report", lambda actor, unit_id: True)
        # A button on somebody else's card is refused for its chat already: both bolts are drawn.
        monkeypatch.setattr("storage.messages.buttons.meaning", of_any_chat)
        with pytest.raises(Wrong, match=r"draft|report|shown units|read what"):
            await fuzzed(town, tmp_path, 6000)

    async def test_a_coordinator_follows_every_plan(
        self, town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(actors, "_plans", lambda session, held: (frozenset({1, 2}), frozenset()))
        with pytest.raises(
            Wrong, match=r"shown units|invitation|reminder_entry|group_watch|extension|obligation|review|export|address"
        ):
            await fuzzed(town, tmp_path, 6000)

    async def test_a_handler_that_raises(self, town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def fails(talk: Talk, rest: str) -> None:
            raise ValueError("planted")

        monkeypatch.setitem(registry.COMMANDS, "lichsu", fails)
        with pytest.raises(Wrong, match=r"not dealt with|logged as an error"):
            await fuzzed(town, tmp_path, 3000)

    async def test_a_command_that_changes_when_a_report_is_due(
        self, town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def changes(talk: Talk, rest: str) -> None:
            talk.session.execute(text("UPDATE obligation SET due_at = '2027-01-01 00:00:00.000000'"))
            talk.note(text_of("xong"))

        monkeypatch.setitem(registry.COMMANDS, "nhiemvu", changes)
        with pytest.raises(Wrong, match="obligation"):
            await fuzzed(town, tmp_path, 3000)

    def test_memory_that_grows(self) -> None:
        check_memory(Figures(warm=100.0, last=100.0 + GROWTH))
        with pytest.raises(Wrong, match="memory grew"):
            check_memory(Figures(warm=100.0, last=100.1 + GROWTH))


def of_any_chat(session: Any, address: Any, key: str) -> Any:
    """What a key means, whosever it is: the rights are not looked at."""
    row = session.scalars(select(ButtonKey).where(ButtonKey.key == key.replace("\0", "")[:64])).first()
    return None if row is None else (row.action, row.args)
