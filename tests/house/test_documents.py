"""The documents name modules and folders that are there."""

import re

from tests.test_rooms import ROOT

_NAMED = re.compile(r"`((?:bot|docs|domain|handlers|scheduler|storage|tests|web)/[\w/.-]{1,100})`")


def test_what_is_named_is_there() -> None:
    """A module that moves takes along what is said of it."""
    documents = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
    named = {(path.name, one) for path in documents for one in _NAMED.findall(path.read_text("utf-8"))}
    assert len(named) > 100
    assert (
        sorted(
            (document, one) for document, one in named if not ((ROOT / one).exists() or (ROOT / f"{one}.py").exists())
        )
        == []
    )


_MODULE = re.compile(r"`((?:\w+/)*\w+\.py)`")


def test_modules_named_by_their_end_are_there() -> None:
    """`statements/splitter.py` stands for `domain/typed/statements/splitter.py`: it has to be there, too."""
    documents = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
    named = {(path.name, one) for path in documents for one in _MODULE.findall(path.read_text("utf-8"))}
    rooms = ("bot", "domain", "handlers", "scheduler", "storage", "tests", "web")
    there = {f"/{path.relative_to(ROOT).as_posix()}" for room in rooms for path in (ROOT / room).rglob("*.py")}
    assert len(named) > 100
    assert sorted((doc, one) for doc, one in named if not any(path.endswith(f"/{one}") for path in there)) == []
