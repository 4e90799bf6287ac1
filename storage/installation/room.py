"""Whether there is room on the disk where the SQLite file lies.

A row that takes the place of another needs no room: it is written though the disk is full, and the next longer one is
not. So room is asked for, and given back.
"""

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Engine

LEAST = 16 * 2**20  # bytes that are to be free
_TAKEN = 2**20


class NoRoomError(Exception):
    """Too little is left. The words are for whoever runs the program."""


def look_for_room(engine: Engine) -> None:
    """Raise NoRoomError where the disk is full or nearly so. Of a PostgreSQL elsewhere nothing is known."""
    if engine.dialect.name != "sqlite" or not engine.url.database:
        return
    folder = Path(engine.url.database).absolute().parent
    free = shutil.disk_usage(folder).free
    if free < LEAST:
        raise NoRoomError(f"the disk is full: {free // 2**20} MiB left")
    try:
        _take_some(folder)
    except OSError as error:
        raise NoRoomError(f"nothing can be written beside the database ({os.strerror(error.errno or 0)})") from None


def _take_some(folder: Path) -> None:
    """Take some room; also a quota is noticed that way."""
    with tempfile.TemporaryFile(dir=folder) as file, suppress(AttributeError):  # not on every system
        os.posix_fallocate(file.fileno(), 0, _TAKEN)
