"""Names: one word a concept, whole words for parameters, one class and one module of a name (docs/glossary.md)."""

import ast
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from tests.test_rooms import ROOT, modules

GLOSSARY = ROOT / "docs" / "glossary.md"

SAME_FILE = {
    **dict.fromkeys(
        (
            "absences",
            "attachments",
            "audit_chain",
            "doors",
            "exports",
            "extensions",
            "field_values",
            "health",
            "indicators",
            "mailboxes",
            "nil",
            "obstacles",
            "overdue",
            "own_fields",
            "people",
            "periods",
            "plans",
            "processes",
            "quotas",
            "reminder_ledger",
            "reviews",
            "revisions",
            "second_reader",
            "under_way",
            "unit_changes",
            "units",
        ),
        "the same capability in its floor of the house",
    ),
    "actions": "what can be done, one in each capability",
    "notices": "what others hear of what was done, one in each capability",
    "wording": "how a capability words what its actions answer",
    "deciding": "the chat in which what a capability asks for is decided",
    "api": "the server of each channel, as it is called",
    "channel": "the `Channel` of each channel",
    "updates": "what the server of each channel tells, as `Incoming`",
    "render": "messages in the form of each channel",
    "failures": "what failed there, by its kind",
    "words": "a vocabulary",
}
"""File names that may stand in several folders, and what each of them is."""

IN_WORDS = "handlers/words/"
"""What says something in words is called as that is."""


def classes() -> Iterator[tuple[str, str]]:
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                yield node.name, path.relative_to(ROOT).as_posix()


def parameters(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            given = node.args
            of_any_kind = [*given.posonlyargs, *given.args, *given.kwonlyargs, given.vararg, given.kwarg]
            yield from (f"{node.name}({one.arg})" for one in of_any_kind if one is not None and one.arg != "_")


def retired() -> dict[str, str]:
    """The terms of the glossary's second table, each with the one that is used instead."""
    table = GLOSSARY.read_text("utf-8").partition("## Retired terms")[2]
    rows = re.findall(r"^\| `(\w+)` \| ([^|]+) \|", table, re.M)
    return {term: instead.strip() for term, instead in rows}


def test_parameters_are_whole_words() -> None:
    """A letter says nothing to who calls; comprehensions and lambdas are read at one glance."""
    found = {
        path.relative_to(ROOT).as_posix(): short
        for path in modules()
        if (short := [one for one in parameters(path) if re.search(r"\(\w\)$", one)])
    }
    assert found == {}


def test_a_class_has_a_name_of_its_own() -> None:
    by_name = defaultdict(list)
    for name, path in classes():
        by_name[name].append(path)
    assert {name: paths for name, paths in by_name.items() if len(paths) > 1} == {}


def test_a_module_has_a_name_of_its_own() -> None:
    """But for files that stand for the same thing in each place."""
    paths = [path for path in modules() if not path.relative_to(ROOT).as_posix().startswith(IN_WORDS)]
    shared = {name for name, many in Counter(path.stem for path in paths).items() if many > 1}
    assert shared - SAME_FILE.keys() == set(), "a new double"
    assert SAME_FILE.keys() - shared == set(), "to be taken from the list"


def test_retired_terms_are_not_used() -> None:
    """Neither as the name of a class or module nor as a word of one."""
    terms = retired()
    assert len(terms) > 10, "the table of the glossary could not be read"
    named = [(name, f"{path}: {name}") for name, path in classes()]
    named += [(path.stem, path.relative_to(ROOT).as_posix()) for path in modules()]
    assert [(where, terms[word]) for name, where in named for word in _words(name) & terms.keys()] == []


def _words(name: str) -> set[str]:
    return {name, *(word.lower() for word in re.findall(r"[A-Z]?[a-z]+", name))}
