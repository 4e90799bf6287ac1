"""All tables as they stood at one moment, while everybody else goes on writing."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, make_url

from storage.backup.backup_refusals import NothingToBackUp
from storage.db.database import make_engine
from storage.db.migrate import no_migration


@contextmanager
def snapshot(url: str) -> Iterator[Connection]:
    """Yield a connection that sees the database as it was when it began, and cannot change it.

    On SQLite a reader in WAL disturbs no writer; on PostgreSQL migrations wait until it ends, nobody else does.
    Raise NothingToBackUp where there is no database file.
    """
    engine = _sqlite_for_reading(url) if make_url(url).get_backend_name() == "sqlite" else make_engine(url)
    try:
        with no_migration(engine), engine.connect() as connection:
            if engine.dialect.name == "postgresql":
                connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            with connection.begin():
                yield connection
    finally:
        engine.dispose()


def _sqlite_for_reading(url: str) -> Engine:
    """Open the file for reading. Unlike `make_engine`, take no write lock when a transaction begins."""
    file = Path(make_url(url).database or "")
    if not file.is_file():
        raise NothingToBackUp(str(file))
    engine = create_engine(make_url(url), connect_args={"timeout": 30}, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def prepare(connection: object, record: object) -> None:
        connection.isolation_level = None  # type: ignore[attr-defined]
        connection.execute("PRAGMA query_only=ON")  # type: ignore[attr-defined]

    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    return engine
