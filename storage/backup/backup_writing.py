"""Making a backup while the program runs."""

import hashlib
from datetime import datetime
from pathlib import Path
from zipfile import ZipFile

from sqlalchemy import Connection

from storage.backup import archive as archives
from storage.backup.backup_refusals import NothingToBackUp
from storage.backup.backup_rows import batches, count
from storage.backup.counters import last_number
from storage.backup.manifest import Manifest, TableContent, member_of
from storage.backup.shapes import Shape, our_tables, shapes
from storage.backup.stages import NobodyWatches, Stage, Watcher
from storage.backup.table_snapshot import snapshot
from storage.db.migrate import known_revision


def back_up(url: str, file: Path, now: datetime, watcher: Watcher | None = None) -> Manifest:
    """Write all rows, as they are at one moment, to a file that appears only when it is whole and has been read back.

    Raise NothingToBackUp, FileTaken, OSError, and `storage.db.migrate.UnknownRevision` for a database ahead of this
    program.
    """
    watcher = watcher or NobodyWatches()
    with archives.in_place_of(file) as beside:
        with snapshot(url) as connection, archives.new_archive(beside) as archive:
            manifest = _write(connection, archive, now, watcher)
        with archives.opened(beside) as (written, manifest):
            archives.examine(written, manifest, watcher)
    return manifest


def _write(connection: Connection, archive: ZipFile, now: datetime, watcher: Watcher) -> Manifest:
    revision = known_revision(connection)
    if revision is None:
        raise NothingToBackUp
    found = shapes(connection, our_tables(connection, revision))
    watcher.begins(Stage.READ, sum(count(connection, shape.name) for shape in found))
    tables = tuple(_write_table(connection, archive, shape, watcher) for shape in found)
    manifest = Manifest(revision, connection.dialect.name, now, tables)
    with archives.new_member(archive, archives.MANIFEST) as member:
        member.write(manifest.to_json().encode())
    return manifest


def _write_table(connection: Connection, archive: ZipFile, shape: Shape, watcher: Watcher) -> TableContent:
    digest, total = hashlib.sha256(), 0
    with archives.new_member(archive, member_of(shape.name)) as member:
        for rows, lines in batches(connection, shape):
            digest.update(lines)
            member.write(lines)
            total += rows
            watcher.advances(rows)
    last = last_number(connection, shape) if shape.counted else 0
    return TableContent(shape, total, digest.hexdigest(), last)
