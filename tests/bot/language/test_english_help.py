"""Every command explains itself, and all that can be given to it, in English."""

from collections.abc import Iterator
from typing import Any

import pytest
import typer

from bot.cli import app
from tests.bot.command import Dondoc
from tests.each import each


def commands(command: Any, *path: str) -> Iterator[tuple[str, ...]]:
    yield path
    for name, inner in getattr(command, "commands", {}).items():
        yield from commands(inner, *path, name)


PATHS = list(commands(typer.main.get_command(app)))


@each("path", [" ".join(path) for path in PATHS])
def test_every_command_explains_itself(english: Dondoc, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    said = english(*path.split(), "--help")
    assert said.exit_code == 0
    with monkeypatch.context() as set_once:
        set_once.setenv("DONDOC_LANGUAGE", "vi")
        assert command_of(path).get_short_help_str(1000) not in said.stdout


def command_of(path: str) -> Any:
    command: Any = typer.main.get_command(app)
    for name in path.split():
        command = command.commands[name]
    return command


def test_there_are_all_of_them() -> None:
    assert {("db", "accept"), ("invite",), ("run",)} <= set(PATHS)
    assert len(PATHS) > 15
