"""The backup's file: put in its place only when it is whole, and read with the suspicion that it is not."""

import errno
import hashlib
import os
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from storage.backup.backup_refusals import BackupProblem, DamagedBackup, FileTaken
from storage.backup.manifest import Manifest, TableContent, read_manifest
from storage.backup.stages import Stage, Watcher

MANIFEST = "manifest.json"
LEVEL = 3  # of 9: four fifths of the gain in a third of the time
CHUNK = 1 << 20  # bytes
SPOILT = (BadZipFile, zlib.error, EOFError, ValueError, KeyError, NotImplementedError, RuntimeError)
"""What zipfile, zlib and json raise for bytes that are not what was written."""


@contextmanager
def in_place_of(file: Path) -> Iterator[Path]:
    """Yield a new file beside, readable by its owner alone, which takes the name when all went well and else is gone.

    Raise FileTaken where the name belongs to something that is not a backup.
    """
    if file.exists() and not _is_backup(file):
        raise FileTaken(str(file))
    handle, name = tempfile.mkstemp(dir=file.absolute().parent, prefix=f".{file.name}.", suffix=".tmp")
    os.close(handle)
    beside = Path(name)
    try:
        yield beside
        _to_disk(beside)
        beside.replace(file)
        _to_disk(file.absolute().parent)
    finally:
        beside.unlink(missing_ok=True)


def _is_backup(file: Path) -> bool:
    try:
        with opened(file):
            return True
    except BackupProblem as problem:
        return not isinstance(problem, DamagedBackup)


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def new_archive(file: Path) -> Iterator[ZipFile]:
    with ZipFile(file, "w", ZIP_DEFLATED, compresslevel=LEVEL) as archive:
        yield archive


def new_member(archive: ZipFile, name: str) -> IO[bytes]:
    return archive.open(name, "w", force_zip64=True)  # how much it will be is not known yet


@contextmanager
def opened(file: Path) -> Iterator[tuple[ZipFile, Manifest]]:
    """Open a backup; raise DamagedBackup, BackupTooNew, and OSError for what cannot be read at all."""
    with file.open("rb") as bytes_of_file:
        with _suspicious():
            archive = ZipFile(bytes_of_file)
            manifest = read_manifest(archive.read(MANIFEST))
        with archive:
            yield archive, manifest


def examine(archive: ZipFile, manifest: Manifest, watcher: Watcher) -> None:
    """Read all of the file and compare it with what it says about itself. Raise DamagedBackup."""
    watcher.begins(Stage.EXAMINE, manifest.rows)
    for table in manifest.tables:
        digest, rows = hashlib.sha256(), 0
        with _suspicious(table.shape.name), archive.open(table.member) as member:
            while chunk := member.read(CHUNK):
                digest.update(chunk)
                rows += chunk.count(b"\n")
                watcher.advances(chunk.count(b"\n"))
        if (digest.hexdigest(), rows) != (table.sha256, table.rows):
            raise DamagedBackup(table.shape.name)


@contextmanager
def lines(archive: ZipFile, table: TableContent) -> Iterator[Iterator[bytes]]:
    with _suspicious(table.shape.name), archive.open(table.member) as member, BufferedReader(member, CHUNK) as buffered:  # type: ignore[type-var]
        yield iter(buffered)


@contextmanager
def _suspicious(where: str = "") -> Iterator[None]:
    """Raise DamagedBackup for what a spoilt file gives. `where`: the table, empty for the whole file."""
    try:
        yield
    except SPOILT as error:
        raise DamagedBackup(where) from error
    except OSError as error:
        if error.errno != errno.EINVAL:
            raise
        raise DamagedBackup(where) from error  # a spoilt address lies before the beginning of the file
