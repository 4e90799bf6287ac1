"""The sentences of the shell stand in the catalogues: all that are asked for, and no other."""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import get_args

from bot.channels.mail.logging_in import Why
from bot.settings import Settings
from bot.starting.expected_failures import DATABASE_SIGNS
from handlers.drafting.understood import Kind
from handlers.words import LANGUAGES
from storage.backup import Stage
from tests.bot.language.english import vietnamese
from tests.test_rooms import ROOT

FAMILIES: Mapping[str, Iterable[str]] = {
    "shell.check.audit.*": ("changed", "removed", "reordered", "unsealed"),
    "shell.check.mail.*": get_args(Why),
    "shell.check.mail.*.mend": get_args(Why),
    "shell.check.part.*": ("receiving", "sending", "database", "log"),
    "shell.check.webhook.*": ("certificate", "dns", "connection", "other_program", "path", "server", "reachable"),
    "shell.collate.*": ("reading", "writing"),
    "shell.database.*": (*(why for _, why in DATABASE_SIGNS), "newer", "code", "no_folder"),
    "shell.given.*": (),  # these three are looked for where the help is shown
    "shell.given.*.*": (),
    "shell.help.*": (),
    "shell.pooler.*": ("transaction", "statement", "prepared"),
    "shell.refused.*": (),  # where each setting is refused
    "shell.setting.*": Settings.model_fields,
    "shell.stage.*": Stage,
    "shell.thing.*": ("organisation", "unit", "unit_class", "requirement"),
    "shell.things.*": ("organisation", "unit", "unit_class", "requirement"),
    "shell.understand.*": get_args(Kind),
}
"""What may stand in the gap of each name that is put together."""

NAMES_OF_GUESTS = {"Nguyễn Minh Tuấn", "Trần Thị Lan", "Lê Văn Bình"}


def _strings(file: Path) -> Iterator[str]:
    """What stands in a module between quotation marks; what is filled in as `*`, and no docstrings."""
    tree = ast.parse(file.read_text("utf-8"))
    apart = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    apart |= {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in apart:
            yield node.value


def _strings_of_the_shell() -> set[str]:
    return {said for file in (ROOT / "bot").rglob("*.py") for said in _strings(file)}


def test_no_vietnamese_stands_in_the_program() -> None:
    assert {said for said in _strings_of_the_shell() if vietnamese(said)} == NAMES_OF_GUESTS


def test_what_is_asked_for_is_there_and_what_is_there_is_asked_for() -> None:
    asked = {said for said in _strings_of_the_shell() if said.startswith("shell.")}
    there = {name for name in LANGUAGES["vi"] if name.startswith("shell.")}
    whole = {name for name in asked if "*" not in name}
    assert whole <= there
    ways = [re.compile(re.escape(name).replace(r"\*", r"[\w.]+")) for name in asked - whole]
    assert {name for name in there - whole if not any(way.fullmatch(name) for way in ways)} == set()


def test_every_family_is_complete() -> None:
    assert {name for name in _strings_of_the_shell() if name.startswith("shell.") and "*" in name} == set(FAMILIES)
    names = {family.replace("*", one) for family, may_stand in FAMILIES.items() for one in may_stand}
    assert len(names) > 100
    assert names - set(LANGUAGES["vi"]) == set()


def test_no_vietnamese_stands_in_english_sentences() -> None:
    told = {name: said for name, said in LANGUAGES["en"].items() if name.startswith("shell.")}
    assert len(told) > 400
    assert {name: said for name, said in told.items() if vietnamese(said)} == {}
