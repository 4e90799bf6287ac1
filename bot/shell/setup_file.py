"""Loading a setup file whole or not at all, with its problems told by line."""

from datetime import UTC, datetime
from pathlib import Path

from bot.starting.expected_failures import CommandFailure
from handlers.setup.wording import problem_lines
from handlers.words import Words
from storage.db.database import Database
from storage.installation.calendars import work_calendar
from storage.setup import Applied, SetupProblems, apply_setup, read_setup
from storage.setup.apply.known import known_codes


def load_setup(
    database: Database, content: bytes, calendar_file: Path | None, words: Words | None = None, *, dry_run: bool = False
) -> Applied:
    """Load a setup file's content in one transaction, and return the differences; with `dry_run`, take them back.

    Raise CommandFailure with every problem of the file at once, in these words.
    """
    try:
        with database.transaction() as session:
            document = read_setup(content, lambda code: known_codes(session, code))
            applied = apply_setup(session, document, datetime.now(UTC), work_calendar(calendar_file))
            if dry_run:
                session.rollback()
    except SetupProblems as error:
        raise CommandFailure(*problem_lines(words or Words(), error.problems)) from None
    return applied
