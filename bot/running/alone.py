"""One running program for each SQLite file: two would take each other's messages for left behind and send twice."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine

from bot.language import say
from bot.starting.expected_failures import CommandFailure
from storage.installation.copies import lock_file, marked


@contextmanager
def alone(engine: Engine) -> Iterator[None]:
    """Hold the place of the one program on this SQLite file. Raise CommandFailure where it is taken. PostgreSQL takes
    many programs.

    The lock is on a file beside, because closing any handle of the database's own file drops SQLite's locks. It
    goes with the process, however that ends; the file stays, for taking it away would race with the next.
    """
    if engine.dialect.name != "sqlite":
        yield
        return
    with open(lock_file(Path(engine.url.database or "")), "a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CommandFailure(
                say("shell.alone.running", file=engine.url.database),
                say("shell.alone.stop"),
            ) from None
        with marked(engine, file):
            yield
