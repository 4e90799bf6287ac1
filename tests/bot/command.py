"""`dondoc` as it is typed in a shell, in the process of the test."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sqlalchemy.orm import Session
from typer.testing import CliRunner, Result

from bot.cli import app
from storage.db.database import Database

Dondoc = Callable[..., Result]
OTHER_ORGANISATION = """
version: 1
organisation: {code: KHAC, name: Cơ quan khác, timezone: Asia/Ho_Chi_Minh}
units: [{code: PKT, name: Phòng Kinh tế khác}]
"""


def dondoc(*arguments: str | Path, typed: str | None = None) -> Result:
    """What an unforeseen error raises is raised here too; `typed` is what is answered to its questions."""
    result = CliRunner().invoke(app, [str(argument) for argument in arguments], input=typed)
    if not isinstance(result.exception, SystemExit | None):
        raise result.exception
    return result


def in_database(work: Callable[[Session], object]) -> None:
    with closing(Database("sqlite:///dondoc.db")) as database:
        database.do(work)
