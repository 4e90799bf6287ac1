"""`dondoc` as it is typed in a shell, in the process of the test."""

from pathlib import Path

from typer.testing import CliRunner, Result

from bot.cli import app


def dondoc(*arguments: str | Path, typed: str | None = None) -> Result:
    """What an unforeseen error raises is raised here too; `typed` is what is answered to its questions."""
    result = CliRunner().invoke(app, [str(argument) for argument in arguments], input=typed)
    if not isinstance(result.exception, SystemExit | None):
        raise result.exception
    return result
