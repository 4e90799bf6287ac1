"""Loading a setup file whole or not at all, with the problems told by line."""

from datetime import UTC, datetime
from pathlib import Path

from bot.failures import Failure
from storage.calendars import work_calendar
from storage.database import Database
from storage.setup import SetupProblems, apply_setup, read_setup


def load_setup(database: Database, text: str, calendar_file: Path | None, *, dry_run: bool = False) -> list[str]:
    """Loads a setup file's text in one transaction and gives the differences; `dry_run` takes it back.

    Raises Failure with every problem of the file at once.
    """
    try:
        document = read_setup(text)
        with database.transaction() as session:
            lines = apply_setup(session, document, datetime.now(UTC), work_calendar(calendar_file))
            if dry_run:
                session.rollback()
    except SetupProblems as error:
        raise Failure(*(str(problem) for problem in error.problems)) from None
    return lines
