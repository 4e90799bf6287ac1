"""The database: one engine, and units of work run on its threads, each in one transaction."""

import asyncio
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection, Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from storage.db import private
from storage.db.batch import watch
from storage.db.json_codec import dumps, loads

P = ParamSpec("P")
T = TypeVar("T")

POSTGRES_THREADS = 8
CONNECT_SECONDS = 10
_READS = "dondoc_reads"  # execution option of a connection that only reads
_CARE: dict[str, Any] = {"hide_parameters": True, "json_serializer": dumps, "json_deserializer": loads}


def make_engine(url: str) -> Engine:
    """Return an engine for `sqlite:///…` or `postgresql://…`.

    SQLite runs in WAL with `synchronous=FULL` (a commit is on the disk) and takes the write lock when a
    transaction begins, so that two writers wait instead of failing halfway. Values are never echoed in errors.
    """
    parsed = make_url(url)
    engine = _postgres(parsed) if parsed.get_backend_name() == "postgresql" else _sqlite(parsed)
    watch(engine)
    return engine


def _postgres(url: URL) -> Engine:
    return create_engine(
        url.set(drivername="postgresql+psycopg"),
        pool_size=POSTGRES_THREADS,
        max_overflow=4,
        pool_pre_ping=True,
        connect_args={"connect_timeout": CONNECT_SECONDS},
        **_CARE,
    )


def _sqlite(url: URL) -> Engine:
    engine = create_engine(url, connect_args={"timeout": 30, "check_same_thread": False}, **_CARE)
    event.listen(engine, "do_connect", _open_sqlite)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _open_sqlite(dialect: Dialect, record: ConnectionPoolEntry, where: Sequence[str], how: dict[str, Any]) -> Any:
    """Open the file for our own account alone: SQLite makes the file now, and others beside it with the same rights."""
    if where and not where[0].startswith((":", "file:")):
        private.tighten_database(Path(where[0]))
    with private.making():
        return dialect.connect(*where, **how)


def _begin_sqlite(connection: Connection) -> None:
    reads = connection.get_execution_options().get(_READS)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


def _prepare_sqlite(connection: DBAPIConnection, record: ConnectionPoolEntry) -> None:
    assert isinstance(connection, sqlite3.Connection)
    connection.isolation_level = None  # the `begin` event above starts transactions
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "cache_size=-16000"):
        connection.execute(f"PRAGMA {pragma}")


TROUBLE_OF_SQLITE = frozenset({
    sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN,
})  # fmt: skip
TROUBLE_OF_POSTGRES = ("08", "40", "53", "55", "57", "58")
"""Classes of SQLSTATE: connections, rolled back for another's sake, resources (a full disk), locks, an operator's
doing, the system's errors. PostgreSQL documentation, appendix A."""


def is_in_trouble(error: Exception) -> bool:
    """Say whether the database could not do its work, whatever was asked of it: later the same may succeed."""
    if not isinstance(error, DBAPIError):
        return False
    if error.connection_invalidated:
        return True
    if isinstance(error.orig, sqlite3.Error):
        return (getattr(error.orig, "sqlite_errorcode", 0) & 0xFF) in TROUBLE_OF_SQLITE
    return (getattr(error.orig, "sqlstate", None) or "").startswith(TROUBLE_OF_POSTGRES)


class Database:
    """Runs plain functions of a session, each in a transaction that commits when the function returns."""

    def __init__(self, url: str) -> None:
        self.engine = make_engine(url)
        self.is_sqlite = self.engine.dialect.name == "sqlite"
        self._threads = ThreadPoolExecutor(
            max_workers=1 if self.is_sqlite else POSTGRES_THREADS, thread_name_prefix="database"
        )

    @property
    def url(self) -> str:
        """With its password: for no log, and no command line."""
        return self.engine.url.render_as_string(hide_password=False)

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        with Session(self.engine, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Yield a session that sees the database as it stood at its first look, and keeps nobody from writing
        meanwhile.

        What takes seconds, as a collation, is read here and not on the writers' threads.
        """
        shot: dict[str, Any] = {_READS: True} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"}
        with Session(self.engine.execution_options(**shot), expire_on_commit=False) as session:
            yield session

    def do(self, work: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `work(session, …)` here and now."""
        with self.transaction() as session:
            return work(session, *args, **kwargs)

    async def run(self, work: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `work(session, …)` on a database thread; what it returns must not need the session any more."""
        call: Callable[[], Any] = lambda: self.do(work, *args, **kwargs)  # noqa: E731
        result: T = await asyncio.get_running_loop().run_in_executor(self._threads, call)
        return result

    def close(self) -> None:
        self._threads.shutdown(wait=True)
        self.engine.dispose()
