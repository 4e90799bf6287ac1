"""The setup as an Excel file: an empty one to fill in, or what is there now."""

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.orm import Session

from bot.language import say, worded
from bot.shell import naming
from bot.starting.expected_failures import CommandFailure
from storage.setup.exporting import present
from storage.setup.workbook import write_workbook


def write_empty(to: Path) -> list[str]:
    to.write_bytes(write_workbook(worded=worded))
    return [say("shell.empty.done", file=to)]


def exported(session: Session, org: str | None) -> bytes:
    """Return the setup that is there now as an Excel file. Raise CommandFailure for an unknown code."""
    return write_workbook(present(session, naming.organisation(session, org).id, datetime.now(UTC)), worded)


def refuse_unless_new(file: Path, *, force: bool) -> None:
    """Raise CommandFailure for a file that is there already, and for a name that is none of an Excel file."""
    if file.suffix.lower() != ".xlsx":
        raise CommandFailure(say("shell.excel.name", file=file), code=2)
    if file.exists() and not force:
        raise CommandFailure(say("shell.excel.there", file=file), code=2)
