"""Notices a SQLite file that was copied, while the program ran, without the `-wal` file beside it.

What was written last stands in `-wal` only, so that such a copy opens without a word and lacks it. While the program
runs a token stands in the file's header (`user_version`) and in the lock file beside it. Where the header has a token,
the `-wal` is missing and the lock file does not know the token, this is not the file on which that program ran.
"""

import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from sqlalchemy import URL, Engine

_MAGIC, _WAL = b"SQLite format 3\0", b"\x02\x02"
_HEADER = 100


def lock_file(database: Path) -> Path:
    return Path(f"{database}-lock")


def is_incomplete(url: URL) -> bool:
    """Look at the files only; to be asked before anything opens them."""
    if url.get_backend_name() != "sqlite" or not url.database:
        return False
    path = Path(url.database)
    token = _token_of(path)
    if not token or Path(f"{path}-wal").exists():
        return False
    try:
        return lock_file(path).read_text().strip() != str(token)
    except OSError:
        return True


def _token_of(path: Path) -> int:
    """Return the number in the file; 0 where none is set, or this is no SQLite file in its mode of a `-wal`."""
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER)
    except OSError:
        return 0
    if len(header) < _HEADER or header[:16] != _MAGIC or header[18:20] != _WAL:
        return 0
    return int.from_bytes(header[60:64])


@contextmanager
def marked(engine: Engine, lock: IO[str]) -> Iterator[None]:
    """Mark the file while this lasts, so that a copy without its `-wal` can be told from the file itself. A file that
    is not there yet, as before a backup is brought back, is not made by it."""
    if not Path(engine.url.database or "").exists():
        yield
        return
    token = secrets.randbelow(2**31 - 1) + 1
    with suppress(sqlite3.Error, OSError):  # on a full disk it goes on without: that is told elsewhere
        _note(lock, str(token))
        _set(engine, token)
    try:
        yield
    finally:
        with suppress(sqlite3.Error, OSError):
            _set(engine, 0)
            _note(lock, "")


def accept(engine: Engine) -> None:
    """Take the file as it is, with what it lacks."""
    _set(engine, 0)


def _note(lock: IO[str], text: str) -> None:
    lock.seek(0)
    lock.truncate()
    lock.write(text)
    lock.flush()
    os.fsync(lock.fileno())


def _set(engine: Engine, token: int) -> None:
    """Write the number into the file itself, and not only into its `-wal`: from there it would not be copied."""
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA user_version = {token:d}")
        cursor.execute("PRAGMA wal_checkpoint(FULL)")
        cursor.close()
    finally:
        connection.close()
