"""Loading a setup file whole or not at all, with its problems told by line."""

from datetime import UTC, datetime
from pathlib import Path

from bot.shell.failures import Failure
from storage.calendars import work_calendar
from storage.database import Database
from storage.setup import SetupProblems
from storage.setup import load_setup as load


def load_setup(database: Database, content: bytes, calendar_file: Path | None, *, dry_run: bool = False) -> list[str]:
    """Loads a setup file's content in one transaction and gives the differences; `dry_run` takes it back.

    Raises Failure with every problem of the file at once.
    """
    try:
        with database.transaction() as session:
            lines = load(session, content, datetime.now(UTC), work_calendar(calendar_file))
            if dry_run:
                session.rollback()
    except SetupProblems as error:
        raise Failure(*map(str, error.problems)) from None
    return lines
