"""Bringing a backup back into an empty place: whole, compared with what was there, or not at all."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

from alembic import command
from sqlalchemy import Connection, Engine, inspect
from sqlalchemy.exc import DataError, IntegrityError

from storage.backup import archive as archives
from storage.backup.backup_refusals import BackupTooNew, DamagedBackup, PlaceTaken, RefusedRows
from storage.backup.backup_rows import batches, count
from storage.backup.counters import go_on_from
from storage.backup.manifest import Manifest, TableContent
from storage.backup.shapes import VERSION_TABLE, Shape, quoted, shapes
from storage.backup.stages import NobodyWatches, Stage, Watcher
from storage.backup.table_loading import load
from storage.db.migrate import configuration, known_revision, migrating, revisions
from storage.tables import PASSING

LEASE = "leased_until"
"""The column by which a process holds a row for itself. In the restored place no process holds anything."""


@dataclass(frozen=True, slots=True)
class Restored:
    manifest: Manifest
    upgraded: int  # steps from the backup's tables to those of this program


def restore(engine: Engine, file: Path, watcher: Watcher | None = None) -> Restored:
    """Load a backup, in one transaction, and compare every row with it before that is committed.

    Raise DamagedBackup, BackupTooNew, PlaceTaken, RefusedRows, `storage.db.migrate.UnknownRevision`; the database is
    then as it was. On SQLite the file may be missing; the one just made is the caller's to take away.
    """
    watcher = watcher or NobodyWatches()
    with archives.opened(file) as (archive, manifest):
        if manifest.revision not in revisions():
            raise BackupTooNew(manifest.revision)
        archives.examine(archive, manifest, watcher)
        with migrating(engine) as connection:
            _make_tables(connection, manifest.revision)
            _load_all(connection, archive, manifest, watcher)
            _compare_all(connection, manifest, watcher)
            _end_leases(connection, manifest)
            if upgraded := revisions()[revisions().index(manifest.revision) + 1 :]:
                command.upgrade(configuration(connection), "head")
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql("ANALYZE")  # else the first hours are planned as for empty tables
    return Restored(manifest, len(upgraded))


def _make_tables(connection: Connection, revision: str) -> None:
    """Make the tables as they were when the backup was made, in place of empty ones of any other time."""
    names = sorted(set(inspect(connection).get_table_names()) - {VERSION_TABLE} - PASSING)
    if taken := {name: rows for name in names if (rows := count(connection, name))}:
        raise PlaceTaken(taken)
    if known_revision(connection) is not None:
        command.downgrade(configuration(connection), "base")
    command.upgrade(configuration(connection), revision)


def _load_all(connection: Connection, archive: ZipFile, manifest: Manifest, watcher: Watcher) -> None:
    _raise_if_shaped_otherwise(connection, manifest)
    watcher.begins(Stage.LOAD, manifest.rows)
    for table in manifest.tables:
        try:
            with archives.lines(archive, table) as lines:
                load(connection, table.shape, lines, watcher)
        except (DataError, IntegrityError) as error:
            raise RefusedRows(table.shape.name, _first_line(error.orig)) from error
        if table.shape.counted:
            go_on_from(connection, table.shape, table.last_number)


def _raise_if_shaped_otherwise(connection: Connection, manifest: Manifest) -> None:
    names = {table.shape.name for table in manifest.tables}
    made = {shape.name: shape for shape in shapes(connection, names & set(inspect(connection).get_table_names()))}
    for table in manifest.tables:
        if made.get(table.shape.name) is None or _content(made[table.shape.name]) != _content(table.shape):
            raise DamagedBackup(table.shape.name)


def _content(shape: Shape) -> tuple[object, ...]:
    """Return what a table holds: a column added later stands last on one database and elsewhere on the other."""
    return sorted(zip(shape.columns, shape.kinds, strict=True)), shape.key


def _compare_all(connection: Connection, manifest: Manifest, watcher: Watcher) -> None:
    watcher.begins(Stage.COMPARE, manifest.rows)
    for table in manifest.tables:
        if _digest(connection, table, watcher) != table.sha256:
            raise RefusedRows(table.shape.name)


def _digest(connection: Connection, table: TableContent, watcher: Watcher) -> str:
    digest = hashlib.sha256()
    for rows, lines in batches(connection, table.shape):
        digest.update(lines)
        watcher.advances(rows)
    return digest.hexdigest()


def _end_leases(connection: Connection, manifest: Manifest) -> None:
    for table in manifest.tables:
        if LEASE in table.shape.columns:
            name = quoted(connection, table.shape.name)
            connection.exec_driver_sql(f"UPDATE {name} SET {LEASE} = NULL WHERE {LEASE} IS NOT NULL")  # noqa: S608


def _first_line(error: BaseException | None) -> str:
    return str(error).partition("\n")[0]
