"""A large file is made in a process of its own: the same file, and whatever becomes of that process."""

import asyncio
import io

import psutil
import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from handlers import file_exports
from scheduler import export_process
from scheduler.exports import Exports
from storage.db.database import Database
from storage.messages import exports
from storage.tables import Export, Unit
from tests.world import World

TUAN = "900"


@pytest.fixture
def world(database: Database) -> World:
    """Tuấn has asked for the collated report as Excel."""
    world = World(database)
    world.furnish()
    world.person("BTG", "coordinator", "Tuấn", TUAN)
    world.at("2026-12-15 09:00")
    world.says(TUAN, "/tonghop")
    world.presses(TUAN, "Xuất Excel")
    return world


@pytest.fixture
def large(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_exports, "LARGE", len(world.all(Unit)))


async def test_it_is_the_same_file(world: World, large: None) -> None:
    apart_from_it = await made(world)
    here = file_exports.make(world.database, None, world.all(Export)[0], world.now)
    assert here.content is not None
    assert cells(apart_from_it) == cells(here.content)


async def test_small_ones_do_not_wait_for_a_process(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export_process, "made", None)
    assert cells(await made(world))


async def test_a_process_that_dies_is_tried_again_and_then_said(
    world: World, large: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_process, "__name__", "no.such.module")
    for attempt in range(1, exports.MOST_ATTEMPTS + 1):
        await files(world).work()
        assert world.all(Export)[0].attempts == attempt
    export = world.all(Export)[0]
    assert (export.state, export.reason) == ("failed", "MakingFailed")
    world.deliver()
    assert "tôi chưa lập được tệp này" in world.said(TUAN)


async def test_whoever_stops_waiting_ends_it(world: World, large: None) -> None:
    work = asyncio.create_task(files(world).work())
    running = await started()
    work.cancel()
    with pytest.raises(asyncio.CancelledError):
        await work
    assert not any(child.is_running() for child in running)


async def test_what_it_is_told_is_on_no_command_line_and_in_no_error(world: World, large: None) -> None:
    work = asyncio.create_task(files(world).work())
    lines = [child.cmdline() for child in await started()]
    await work
    assert not any(world.database.url in word for line in lines for word in line)
    job = export_process.Job("postgresql://dondoc:secret@127.0.0.1/dondoc", None, 1, world.now)
    assert "secret" not in repr(job)


async def started() -> list[psutil.Process]:
    """The process that makes the file, as soon as there is one."""
    for _ in range(500):
        found = psutil.Process().children()
        if running := [child for child in found if "scheduler.export_process" in child.cmdline()]:
            return running
        await asyncio.sleep(0.02)
    raise AssertionError("no process was started")


def files(world: World) -> Exports:
    maker = file_exports.Maker(world.database, world.context.files, None, world.context.calendar)
    return Exports(world.database, maker, lambda: world.now, lambda: None)


async def made(world: World) -> bytes:
    assert await files(world).work()
    with world.database.transaction() as session:
        content = exports.content(session, session.scalars(select(Export.id)).one())
    assert content is not None
    return content


def cells(content: bytes) -> list[list[object]]:
    book = load_workbook(io.BytesIO(content))
    return [list(row) for sheet in book.worksheets for row in sheet.iter_rows(values_only=True)]
