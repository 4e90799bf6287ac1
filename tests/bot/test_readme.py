"""README lists what there is: settings with their defaults, commands of the shell with their options, of the chat."""

import re
from pathlib import Path
from typing import Any

import typer

from bot.cli import app
from bot.settings import PREFIX, Settings, setting_names
from bot.settings.meanings import explained
from handlers.words.command_table import COMMANDS

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
_SHELL: Any = typer.main.get_command(app)


def _rows(heading: str) -> list[list[str]]:
    """The cells of the table that has this heading, row by row."""
    table = README[README.index(heading) :].partition("\n\n")[0]
    return [re.split(r"(?<!\\)\|", line)[1:-1] for line in table.splitlines()[2:]]


def _defaults() -> dict[str, str]:
    found: dict[str, str] = {}
    for names, default, _ in _rows("| name | default | |"):
        named = re.findall(r"`(\w+)`", names)
        found |= dict(zip(named, default.split(", ") if len(named) > 1 else [default], strict=True))
    return {name: default.strip() for name, default in found.items()}


def test_every_setting_with_its_default() -> None:
    listed = _defaults()
    assert sorted(listed) == sorted(setting_names())
    shown = dict(re.findall(rf"^  {PREFIX}(\w+) +(.*?)  \(", "\n".join(explained(Settings.model_construct())), re.M))
    for name, default in listed.items():
        value = shown[name.removeprefix(PREFIX)]
        told = default.strip("`") if default.startswith("`") else "chưa đặt"
        assert value == told, name


def _within(command: Any) -> dict[str, Any]:
    """The commands of a group."""
    return dict(getattr(command, "commands", {}))


def test_every_command_of_the_shell_with_its_options() -> None:
    usages = [usage for row in _rows("| shell | |") for usage in re.findall(r"`(dondoc [^`]*)`", row[0])]
    named = set()
    for usage in usages:
        words = re.match(r"dondoc((?: [a-z]+\b)+)", usage)
        assert words, usage
        command = _SHELL
        for word in words[1].split():
            command = _within(command).get(word)
        assert command is not None, usage
        options = {option for parameter in command.params for option in parameter.opts}
        assert set(re.findall(r"--[a-z-]+", usage)) <= options, usage
        named.add(words[1].strip())
    groups = _within(_SHELL).items()
    assert named == {f"{name} {inner}".strip() for name, group in groups for inner in _within(group) or [""]}


def test_every_command_of_the_chat() -> None:
    named = {name for row in _rows("| in the chat, for focal points") for name in re.findall(r"`/([a-z]+)`", str(row))}
    assert named <= {command.name for command in COMMANDS}
    of_work = {command.name for command in COMMANDS if command.audience in ("reporter", "coordinator")}
    told = set(re.findall(r"`/([a-z]+)", README))
    assert of_work <= told
