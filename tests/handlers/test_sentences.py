"""Sentences that the storage of setups makes without words: each is there in every language, with the same gaps."""

import ast
from collections.abc import Iterator
from pathlib import Path

from domain.messaging.sentences import BigNumber, Sentence, listing, names_in, sentence
from handlers.words import LANGUAGES, Words
from handlers.words.sentences import in_words
from tests.catalogues.mistakes import fields
from tests.each import each

ROOT = Path(__file__).parents[2]
MADE = frozenset({"sentence", "Sentence"})


def _made() -> Iterator[tuple[str, frozenset[str]]]:
    """The names of those that are written out, with what is filled in."""
    for path in (ROOT / "storage").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in MADE and node.args:
                gaps = frozenset(one.arg for one in node.keywords if one.arg)
                yield from ((name, gaps) for name in _names(node.args[0]))


def _names(asked: ast.expr) -> Iterator[str]:
    """Also of `"this" if so else "that"`."""
    if isinstance(asked, ast.IfExp):
        yield from _names(asked.body)
        yield from _names(asked.orelse)
    elif isinstance(asked, ast.Constant) and isinstance(asked.value, str):
        yield asked.value


@each("language", sorted(LANGUAGES))
def test_each_is_in_the_catalogue_with_its_gaps(language: str) -> None:
    made = list(_made())
    assert len(made) > 250
    for name, gaps in made:
        assert name in LANGUAGES[language], name
        assert fields(LANGUAGES[language][name]) == gaps, name


def test_none_is_in_the_catalogue_for_nothing() -> None:
    """But for those of families, and of what the chat itself says."""
    told = {name for name in LANGUAGES["vi"] if name.startswith(OF_STORAGE)}
    assert told - {name for name, _ in _made()} == set()


OF_STORAGE = (
    "setup.file.", "setup.yaml.", "setup.value.", "setup.wanted.", "setup.hint.", "setup.mailbox.", "setup.key.",
    "setup.missing.", "setup.period.", "setup.units.", "setup.tasks.", "setup.reminders.", "setup.people.",
    "setup.cell.", "setup.number.", "setup.sheet.", "setup.column.", "setup.place.", "setup.skipped.",
    "setup.passed_over.", "setup.read.", "setup.coming.", "setup.alike.", "setup.basis.", "setup.person.",
)  # fmt: skip


def test_what_is_within_is_worded_in_the_same_language() -> None:
    said = sentence("setup.value.wanted", found=sentence("setup.value.empty"), expected=listing("AB"), hint="")
    assert in_words(Words("vi"), said) == "đang để trống; cần A, B"
    assert in_words(Words("en"), said) == "left empty; needed is A, B"
    assert in_words(Words("vi"), listing("AB", Sentence("or"))) == "A hoặc B"
    assert (in_words(Words("vi"), BigNumber(1234)), in_words(Words("en"), BigNumber(1234))) == ("1.234", "1,234")
    assert (in_words(Words("vi"), BigNumber(1200.5)), in_words(Words("en"), BigNumber(1200.5))) == (
        "1.200,5",
        "1,200.5",
    )
    assert in_words(Words("vi"), BigNumber(100)) == "100"
    assert list(names_in(said)) == ["setup.value.wanted", "setup.value.empty"]
