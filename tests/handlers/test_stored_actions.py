"""Buttons that were shown keep their meaning: action names and parameters, which live 180 days in `button_key`."""

import inspect
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from handlers.registry import ACTIONS
from handlers.reporting.reading_back.pending import ReadBack

FROZEN = Path(__file__).with_name("stored_actions.txt")
UNTIL = re.compile(r"  until (\d{4}-\d\d-\d\d)$")
SHORT = {
    "collections.abc.Sequence": "list",
    "typing.": "",
    "domain.messaging.messages.": "",
    " | ": "|",
    ", ...": "...",
}
HOW = """

{what}

Buttons in people's chats carry these names and parameters for 180 days (decision 74). Either keep the old line working
and mark it `  until YYYY-MM-DD`, 180 days after the release that no longer shows it (a line of `ACTIONS` under the old
name is enough), or write a migration that rewrites `button_key`; then change tests/handlers/stored_actions.txt. A new
action is a new line; a new parameter of an old one needs a default."""


def test_stored_actions_are_those_that_were_frozen() -> None:
    gone, new = frozen() - registered(), registered() - frozen()
    assert not gone, HOW.format(what="No longer understood:\n" + "\n".join(sorted(gone)))
    assert not new, HOW.format(what="Not frozen yet:\n" + "\n".join(sorted(new)))


def test_frozen_actions_stand_in_order_each_once() -> None:
    names = [line.split(" ", 1)[0] for line in _lines()]
    assert names == sorted(set(names))


def frozen() -> set[str]:
    """An action that is kept only for old buttons is understood like any other; the day is for whoever tidies up."""
    return {UNTIL.sub("", line) for line in _lines()}


def registered() -> set[str]:
    return {line_of(name, function) for name, function in ACTIONS.items()}


def line_of(name: str, function: Callable[..., object]) -> str:
    _, *stored = inspect.signature(function, eval_str=True).parameters.values()
    return " ".join([name, *(part for parameter in stored for part in _parts(parameter))])


def _parts(parameter: inspect.Parameter) -> Iterator[str]:
    if parameter.name == "_":  # whatever the button carried before it was turned off
        return
    if parameter.kind is inspect.Parameter.VAR_KEYWORD:  # what was read back goes along whole
        whole = ReadBack(units={"1": "lớp"}, left_out=["và"]).args
        yield from sorted(f"{key}?" if key not in ReadBack().args else key for key in whole)
        return
    optional = "" if parameter.default is inspect.Parameter.empty else "?"
    yield f"{parameter.name}{optional}:{_type(parameter.annotation)}"


def _type(annotation: object) -> str:
    written = annotation.__name__ if type(annotation) is type else str(annotation)
    for long, short in SHORT.items():
        written = written.replace(long, short)
    return written.replace(" ", "")


def _lines() -> list[str]:
    return [line for line in FROZEN.read_text("utf-8").splitlines() if line and not line.startswith("#")]


def grant(talk: object, x: int, d: str | None = None) -> None: ...


def grant_with_reason(talk: object, x: int, d: str | None, reason: str) -> None: ...


@pytest.mark.parametrize("changed", [grant_with_reason, lambda talk, x: None])
def test_a_changed_parameter_is_seen(changed: Callable[..., object]) -> None:
    assert line_of("extension.grant", grant) == "extension.grant x:int d?:str|None"
    assert line_of("extension.grant", changed) != line_of("extension.grant", grant)
