"""A large file is made in a process of its own.

What computes for ten seconds beside the handling of messages makes each of them wait for the interpreter a few dozen
times. Apart it competes for a processor only, and steps back even there; the memory it took is given back when it ends.
`python -m scheduler.export_process` is that process: the job comes in by its standard input, as the database's address
belongs on no command line, and what was made goes out by its standard output.
"""

import asyncio
import os
import pickle
import sys
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from signal import SIG_IGN, SIGINT, signal

from handlers.conversation.made_files import Made
from handlers.file_exports import make
from storage.db.database import Database
from storage.tables import Export

POLITE = 10  # how far behind others, by `nice`


class MakingFailed(Exception):
    """The process ended without a file; its standard error says why, and is part of the log."""


@dataclass(frozen=True, slots=True)
class Job:
    url: str = field(repr=False)  # with a password, it may be
    templates: Path | None
    export_id: int
    now: datetime


async def made(job: Job) -> Made:
    """Make the file in a process of its own. Whoever stops waiting for it ends it. Raise `MakingFailed` where it is not
    made."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-P", "-m", __name__, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    try:
        out, _ = await process.communicate(pickle.dumps(job))
    except asyncio.CancelledError:
        process.kill()
        await process.wait()
        raise
    if process.returncode:
        raise MakingFailed(f"the process that made export {job.export_id} ended with {process.returncode}")
    found: Made = pickle.loads(out)  # noqa: S301 - from a process of our own
    return found


def main() -> None:
    signal(SIGINT, SIG_IGN)  # Ctrl-C reaches all that belong to the terminal; whoever waits decides
    os.nice(POLITE)
    out, sys.stdout = sys.stdout.buffer, sys.stderr
    job: Job = pickle.load(sys.stdin.buffer)  # noqa: S301 - from the program itself
    database = Database(job.url)
    with database.transaction() as session:
        export = session.get_one(Export, job.export_id)
    file = make(database, job.templates, export, job.now)
    database.close()
    pickle.dump(file, out)


if __name__ == "__main__":
    main()
