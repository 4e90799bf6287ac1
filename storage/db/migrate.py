"""Brings a database to the tables this program knows, by the steps in `storage.migrations`.

Alembic is loaded only to change something: it takes a tenth of a second and 11 MiB, and nearly every start finds
nothing to do.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text

if TYPE_CHECKING:
    from alembic.config import Config

FOLDER = Path(__file__).parents[1] / "migrations"
_ADVISORY_LOCK = 0x646F6E646F63  # "dondoc": the same for every process that migrates this database


class UnknownRevision(Exception):
    """The database was migrated by a newer program than this one."""


class BrokenReferences(Exception):
    """A migration would leave rows that refer to nothing; it was undone."""


def upgrade(engine: Engine) -> None:
    """Apply what is pending, in one transaction. Several processes may call it at once: they take turns."""
    if not pending(engine):
        return  # without waiting for anybody's turn, such as a backup's
    from alembic import command

    with migrating(engine) as connection:
        known_revision(connection)
        command.upgrade(configuration(connection), "head")


def downgrade(engine: Engine, to: str) -> None:
    """Go back to a revision; `base` is an empty database. Data in what is taken away is lost."""
    from alembic import command

    with migrating(engine) as connection:
        command.downgrade(configuration(connection), to)


def pending(engine: Engine) -> list[str]:
    """Return the revisions not applied yet, in order. Raise UnknownRevision when the database is ahead of us."""
    with engine.connect() as connection:
        applied = known_revision(connection)
    known = revisions()
    return known[known.index(applied) + 1 :] if applied else known


def revisions() -> list[str]:
    """Return all revisions this program knows, the oldest first: their files begin with them."""
    return sorted(path.name.partition("_")[0] for path in (FOLDER / "versions").glob("[0-9]*_*.py"))


def known_revision(connection: Connection) -> str | None:
    """Return the revision the database is at; None before the first. Raise UnknownRevision when it is ahead of us."""
    applied = _applied(connection)
    if applied is not None and applied not in revisions():
        raise UnknownRevision(f"the database is at revision {applied}, which this program is too old to know")
    return applied


def _applied(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def configuration(connection: Connection) -> "Config":
    """Return what alembic's commands need to work over this connection."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


@contextmanager
def migrating(engine: Engine) -> Iterator[Connection]:
    """Yield a connection in a transaction of its own in which nobody else migrates."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            with _without_foreign_keys(connection), connection.begin():  # `begin` takes the write lock
                yield connection
                _raise_if_broken(connection)
        else:
            with connection.begin():
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK})
                yield connection


@contextmanager
def no_migration(engine: Engine) -> Iterator[None]:
    """Keep migrations out for as long as it takes, and nobody else. On SQLite a reader needs no such thing."""
    if engine.dialect.name == "sqlite":
        yield
        return
    with engine.begin() as connection:
        connection.execute(text("SELECT pg_advisory_xact_lock_shared(:key)"), {"key": _ADVISORY_LOCK})
        yield


@contextmanager
def _without_foreign_keys(connection: Connection) -> Iterator[None]:
    """Let foreign keys be meanwhile. SQLite makes a changed table anew and drops the old one: rows that refer to it
    must not go with it."""
    raw = connection.connection.driver_connection
    assert raw is not None
    raw.execute("PRAGMA foreign_keys=OFF")  # works outside transactions only
    try:
        yield
    finally:
        raw.execute("PRAGMA foreign_keys=ON")


def _raise_if_broken(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise BrokenReferences(", ".join(sorted({f"{row[0]} → {row[2]}" for row in broken})))
