"""The docstring of a function begins with what it does, as one says it to somebody: `Return …`, `Say whether …`."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.test_rooms import ROOMS, ROOT

_VERB = re.compile(r"[A-Z][a-z]+\b(?<!(?<!s)s)(?![-'’`\w])")
"""A plain word with a capital, and none in one `s` as `Returns` or `Lines`: no sample, no sign, no number, no name."""

_LITTLE_WORDS = """
A About Above After Again All Alone Already Also An And Another Any Anybody Anything At Because Before Behind Being
Below Beside Between Beyond Both But By Can Each Either Else Enough Even Every Everybody Everything Few For From He Her
Here His How However If In Inside Instead Into It Just Later Least Less Many May Maybe Meanwhile Might More Most Much
Must Neither Never Nil No Nobody None Nor Not Nothing Now Of Off On Once One Only Or Other Our Out Outside Over Per
Rather Several Shall She Should Since So Some Somebody Something Soon Such Than That The Their Them Then There These
They Those Though Through Till To Together Too True Twice Two Under Unless Unlike Until Up Upon Very We What Whatever
When Where Whether Which While Who Whoever Whole Whom Whose Why Will With Within Without Yet You Your
"""
_NO_VERBS = frozenset(_LITTLE_WORDS.split())
"""Little words that begin a condition, a sentence about something else, or half of one; ruff's D401 lets them pass."""


def _begins_with_a_verb(docstring: str) -> bool:
    verb = _VERB.match(docstring)
    return verb is not None and verb[0] not in _NO_VERBS


def _spoken_of(path: Path) -> Iterator[tuple[str, str]]:
    """Yield each function with its docstring; what is read as a value, as a property is, is named by what it is."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (docstring := ast.get_docstring(node)):
            is_value = any(ast.unparse(one).endswith(("property", ".setter")) for one in node.decorator_list)
            yield from () if is_value else [(f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", docstring)]


def test_docstrings_of_functions_begin_with_what_they_do() -> None:
    found = [one for room in ROOMS for path in (ROOT / room).rglob("*.py") for one in _spoken_of(path)]
    assert len(found) > 2000
    assert [f"{where}: {said}" for where, said in found if not _begins_with_a_verb(said)] == []


@pytest.mark.parametrize(
    "line", ["Return it.", "Say whether it is.", "Press it.", "Yield; what waits is written.", "Do"]
)
def test_verbs_pass(line: str) -> None:
    assert _begins_with_a_verb(line)


@pytest.mark.parametrize(
    "line",
    [
        "Whether it is.",
        "Of these, the first.",
        "None where there is none.",
        "Returns it.",
        "Lines of a chat.",
        "`17:30`, `17:30 pm`",
        '"" where it is none.',
        "404 for an address that is none of ours.",
        "SQLite compares texts by their bytes.",
        "ISO's `T` as a space.",
        "return it.",
    ],
)
def test_anything_else_is_noticed(line: str) -> None:
    assert not _begins_with_a_verb(line)
