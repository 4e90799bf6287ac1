"""A disk so small that it can be filled: a file system in memory, mounted for the run. Only root may."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FOR_SQLITE, FOR_POSTGRES = 48 * 2**20, 400 * 2**20  # bytes
BALLAST = "ballast"


def can_mount() -> bool:
    return os.geteuid() == 0


@contextmanager
def small_disk(place: Path, size: int = FOR_SQLITE) -> Iterator[Path]:
    """The folder `place` on a disk of its own; it is gone afterwards."""
    place.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size},mode=777", "tmpfs", str(place)], check=True)
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


def fill(disk: Path) -> int:
    """Writes a file until nothing more fits; how many bytes that took."""
    with (disk / BALLAST).open("wb", buffering=0) as ballast:
        try:
            while True:
                ballast.write(bytes(2**16))
        except OSError:
            pass
        try:
            while True:
                ballast.write(bytes(512))
        except OSError:
            return ballast.tell()


def clear(disk: Path) -> None:
    (disk / BALLAST).unlink(missing_ok=True)
