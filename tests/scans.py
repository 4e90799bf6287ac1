"""Notices statements of the program that read a table to its end: what they cost grows with all that ever happened.

Each statement is looked at when it is first run, with the values of that run, by SQLite's own account of its plan.
"""

import re
import sqlite3
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import FrameType
from typing import Any

from sqlalchemy import Connection, Engine, event

ROOT = Path(__file__).parents[1]
TESTS = f"{ROOT / 'tests'}/"
ROOMS = tuple(f"{ROOT / room}/" for room in ("bot", "handlers", "scheduler", "storage", "web"))
CARRIERS = tuple(f"{ROOT / 'storage' / name}.py" for name in ("db/database", "db/chunks", "db/upsert"))
"""They run what others ask, so the question is who asked."""
WHOLE_BY_NATURE = tuple(
    str(ROOT / place)
    for place in (
        "storage/backup",
        "storage/setup",
        "storage/db/migrate",
        "storage/migrations",
        "storage/erasing/retention.py",
        "storage/installation/settings.py",
    )
)
"""What is meant to go through everything, seldom: a backup, a setup file, cleaning up."""
BOUNDED = frozenset({
    "alembic_version", "organisation", "unit_class", "plan", "task_group", "reminder_policy", "requirement", "setting",
    "rate_budget", "process", "lease", "monthly_count",
    "set_aside", "part_trouble",
})  # fmt: skip
"""Tables that stay small however long the program runs and however many people use it."""
_READS_ALL = re.compile(r"SCAN (?P<table>[a-z_]+)(?! USING (?:COVERING )?INDEX ix_\w+_waiting)\b|AUTOMATIC")
"""An index of what waits holds only that, so reading it to its end is all right."""


class Scans:
    """Those found since the last `taken`."""

    def __init__(self) -> None:
        self._known: set[str] = set()
        self._found: list[str] = []

    def listen(self) -> None:
        event.listen(Engine, "before_cursor_execute", self._look)

    def taken(self) -> list[str]:
        found, self._found = self._found, []
        return found

    def _look(self, connection: Connection, cursor: Any, statement: str, values: Any, context: Any, many: bool) -> None:
        if statement in self._known or connection.dialect.name != "sqlite" or not _is_the_programs():
            return
        self._known.add(statement)
        if statement.startswith(("SELECT", "UPDATE", "DELETE", "WITH")):
            self._found += _plan(connection, statement, values[0] if many else values)


def _plan(connection: Connection, statement: str, values: Any) -> Iterator[str]:
    raw = connection.connection.dbapi_connection
    assert isinstance(raw, sqlite3.Connection)
    for *_, step in raw.execute(f"EXPLAIN QUERY PLAN {statement}", values):
        found = _READS_ALL.match(step) or re.search("AUTOMATIC", step)
        if found and found.groupdict().get("table") not in BOUNDED:
            yield f"{step}: {' '.join(statement.split())}"


def _is_the_programs() -> bool:
    """Whether the program runs it in its daily work, and not a test that looks at a table."""
    asking = False
    for name in _callers(sys._getframe(2)):
        part = _part_of(name)
        if part == "whole":
            return False
        if not asking and part == "tests":
            return False
        asking = asking or part == "asking"
    return asking


@cache
def _part_of(name: str) -> str:
    """What a file is for: `whole`, `tests`, `asking`, or none of these. Asked for each caller of each statement."""
    if name.startswith(WHOLE_BY_NATURE):
        return "whole"
    if name.startswith(TESTS):
        return "tests"
    return "asking" if name.startswith(ROOMS) and name not in CARRIERS else ""


def _callers(frame: FrameType | None) -> Iterator[str]:
    while frame is not None:
        yield frame.f_code.co_filename
        frame = frame.f_back
