"""Files that hold what people wrote, and the secret that signs links: for the account of the program alone."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

OTHERS = stat.S_IRWXG | stat.S_IRWXO
OWNER_ONLY = 0o600
BESIDE = ("", "-wal", "-shm", "-journal", "-lock")
"""What SQLite and the program put beside a database's file. SQLite gives its own the rights of the file."""


def from_now_on() -> None:
    """Make whatever this process makes for its own account, from the first moment."""
    os.umask(OTHERS)


def prepare(file: Path) -> None:
    """Prepare the file before it is written: it is made now, or what is there already is closed to others. Raise
    OSError where that cannot be made at all."""
    if file.exists():
        tighten(file)
    else:
        os.close(os.open(file, os.O_CREAT | os.O_WRONLY, OWNER_ONLY))


@contextmanager
def making() -> Iterator[None]:
    """Yield; what is made meanwhile is for our own account."""
    before = os.umask(OTHERS)
    try:
        yield
    finally:
        os.umask(before)


def tighten_database(file: Path) -> None:
    """Close the file to others, with what stands beside it, where it is there already."""
    for beside in BESIDE:
        tighten(file.with_name(file.name + beside))


def tighten(file: Path) -> None:
    """Close the file to others, as far as it is ours; `dondoc check` tells of the rest."""
    with suppress(OSError):
        if (mode := stat.S_IMODE(file.stat().st_mode)) & OTHERS:
            file.chmod(mode & ~OTHERS)


def open_to_others(database: Path) -> Iterator[tuple[Path, str]]:
    """Yield the files of this database that others can read or write, with their rights (`644`)."""
    for beside in BESIDE:
        yield from rights_of_others(database.with_name(database.name + beside))


def rights_of_others(file: Path) -> Iterator[tuple[Path, str]]:
    with suppress(OSError):
        mode = stat.S_IMODE(file.stat().st_mode)
        if mode & OTHERS:
            yield file, f"{mode:o}"
