"""A database opened to be looked at only: also where the file, or its folder, may not be written."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Engine, create_engine, make_url

from storage.db.database import CONNECT_SECONDS
from storage.db.json_codec import loads

_READ_ONLY = "-c default_transaction_read_only=on"


@contextmanager
def looking(url: str) -> Iterator[Engine]:
    """Yield the database, opened to be looked at; where there is no file, an empty one."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "postgresql":
        with _closed(
            create_engine(
                parsed.set(drivername="postgresql+psycopg"),
                connect_args={"connect_timeout": CONNECT_SECONDS, "options": _READ_ONLY},
                hide_parameters=True,
                json_deserializer=loads,
            )
        ) as engine:
            yield engine
        return
    with TemporaryDirectory() as folder:
        file = Path(parsed.database) if parsed.database and parsed.database != ":memory:" else None
        with _closed(
            create_engine(
                "sqlite://", creator=_opener(file, Path(folder)), hide_parameters=True, json_deserializer=loads
            )
        ) as engine:
            yield engine


@contextmanager
def _closed(engine: Engine) -> Iterator[Engine]:
    try:
        yield engine
    finally:
        engine.dispose()


def _opener(file: Path | None, folder: Path) -> Callable[[], sqlite3.Connection]:
    """Return what opens the file. SQLite reads what stands beside the file as well, and makes it where it is not there;
    a file that nothing stands beside is read as it is, and any other from a copy."""

    def open_it() -> sqlite3.Connection:
        if file is None or not file.exists():
            return sqlite3.connect(":memory:")
        beside = [end for end in ("-wal", "-shm") if file.with_name(file.name + end).exists()]
        if not beside:
            return _connected(file, "immutable=1")
        if len(beside) == 2:  # somebody has it open: what they write meanwhile does not disturb
            return _connected(file, "mode=ro")
        copy = folder / file.name
        for end in ("", *beside):
            shutil.copyfile(file.with_name(file.name + end), copy.with_name(copy.name + end))
        return _connected(copy, "mode=ro")

    return open_it


def _connected(file: Path, how: str) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.absolute().as_uri()}?{how}", uri=True, check_same_thread=False)
