"""A large workbook is read in a process of its own, with limits of memory and time that hold whatever is in it.

What may unfold into gigabytes, or computes for seconds, then fails alone: others are served meanwhile, and the memory
it took is given back. A small one cannot do harm, and is read where it is asked for.
"""

import os
import pickle
import subprocess
import sys
from typing import Any

from domain.files import zip_archive
from storage.setup.text.problems import Problem, SetupProblems
from storage.setup.workbook.places import Workbook
from storage.setup.workbook.which_workbook import TOO_LARGE, whole
from storage.setup.workbook.workbook_reading import parse_workbook

SMALL = 1_500_000  # bytes unpacked; read in a fraction of a second
MOST_MEMORY = 1_000_000_000
MOST_SECONDS = 60  # of a processor
PATIENCE = 180  # seconds until the process is ended, however busy the machine is
POLITE = 10  # how far behind others, by `nice`

Read = tuple[Workbook, list[Problem]]


def read_apart(content: bytes) -> Read:
    """Read a workbook as `parse_workbook` does. Raise SetupProblems, also where the limits were reached."""
    if _unpacked(content) <= SMALL:
        return parse_workbook(content)
    command = [sys.executable, "-P", "-c", f"from {__name__} import main; main()"]
    try:
        done = subprocess.run(command, input=content, stdout=subprocess.PIPE, timeout=PATIENCE, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise whole(TOO_LARGE) from None
    if done.returncode:
        raise whole(TOO_LARGE)
    found: Read | list[Problem] = pickle.loads(done.stdout)  # noqa: S301 - from a process of our own
    if isinstance(found, list):
        raise SetupProblems(found)
    return found


def _unpacked(content: bytes) -> int:
    """Return the unpacked size in bytes by the archive's own list; an archive that lies gives less than it says, never
    more."""
    try:
        with zip_archive.opened(content) as archive:
            return sum(file.file_size for file in archive.infolist())
    except zip_archive.DAMAGED:
        return 0  # it is refused before anything is unpacked


def main() -> None:
    _limit()
    content = sys.stdin.buffer.read()
    found: Any
    try:
        found = parse_workbook(content)
    except SetupProblems as refused:
        found = refused.problems
    except MemoryError:
        sys.exit(1)
    pickle.dump(found, sys.stdout.buffer)


def _limit() -> None:
    if sys.platform == "win32":
        return
    import resource

    os.nice(POLITE)
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
