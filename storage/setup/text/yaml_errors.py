"""Texts that are no YAML at all: what is wrong, in words that help to mend it."""

import codecs
import re
from collections.abc import Iterator

import yaml

from domain.messaging.sentences import EMPTY, Sentence, sentence
from storage.setup.text.problems import Problem, SetupProblems

MAX_BYTES = 2_000_000
_LISTED = 20  # of a kind; more would not help
_TAB_INDENT = re.compile(r"^ *\t")
# What YAML 1.1 allows in a text; halves of surrogate pairs and control characters are not among it.
_UNPRINTABLE = re.compile("[^\x09\x0a\x0d\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BOMS = (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")
# The two loaders of PyYAML say the same thing in different words.
_HINTS = (
    ("mapping values are not allowed", Sentence("setup.yaml.colon")),
    ("cannot start any token", Sentence("setup.yaml.beginning")),
    ("unexpected end of stream", Sentence("setup.yaml.quote")),
    ("expected ',' or", Sentence("setup.yaml.bracket")),
    ("expected <block end>", Sentence("setup.yaml.indent")),
    ("did not find expected '-' indicator", Sentence("setup.yaml.indent")),
    ("did not find expected key", Sentence("setup.yaml.indent_or_quote")),
    ("could not find expected ':'", Sentence("setup.yaml.no_colon")),
)


def unreadable(text: str | bytes) -> str:
    """Return the text itself; raise SetupProblems where it is too long, empty, badly encoded or holds control
    characters."""
    if len(text) > MAX_BYTES or (isinstance(text, str) and len(text.encode("utf-8", "replace")) > MAX_BYTES):
        raise SetupProblems([Problem(None, "", sentence("setup.file.too_large_text", size=MAX_BYTES // 1_000_000))])
    text = (_decoded(text) if isinstance(text, bytes) else text).removeprefix("\ufeff")
    if not text.strip():
        raise SetupProblems([Problem(None, "", sentence("setup.file.empty_text"))])
    bad = list(_control_characters(text))
    if bad:
        raise SetupProblems(bad)
    return text


def _decoded(raw: bytes) -> str:
    encoding = next((name for mark, name in _BOMS if raw.startswith(mark)), "utf-8")
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise SetupProblems([Problem(line, "", sentence("setup.file.not_utf_8"))]) from None


def _control_characters(text: str) -> Iterator[Problem]:
    for number, line in enumerate(text.split("\n"), 1):
        found = _UNPRINTABLE.search(line)
        if found:
            yield Problem(number, "", sentence("setup.yaml.control_character", code=f"U+{ord(found[0]):04X}"))


def syntax_problems(text: str, error: yaml.YAMLError) -> list[Problem]:
    """Return what stopped the parser; where it was a tab, all lines that tabs indent, as they all have to be mended."""
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 if mark else None
    tabs = [number for number, content in enumerate(text.split("\n"), 1) if _TAB_INDENT.match(content)]
    if line in tabs:
        return [Problem(number, "", sentence("setup.yaml.tab")) for number in tabs[:_LISTED]]
    said = str(getattr(error, "problem", None) or error)
    hint = next((hint for part, hint in _HINTS if part in said), Sentence("setup.yaml.look"))
    column = sentence("setup.yaml.column", number=mark.column + 1) if mark else EMPTY
    return [Problem(line, "", sentence("setup.yaml.syntax", column=column, hint=hint))]
