"""Text that is read piece by piece: what was expected is struck out, and no number may be left."""

import re
from collections.abc import Collection, Sequence
from io import BytesIO

from tests.handlers.documents.word_files import opened

_DIGIT = re.compile(r"\d")
_MORE = re.compile(r"(?:;? … )? ?và (\d+) đơn vị khác$")


class Line:
    """A paragraph or a line of a message."""

    def __init__(self, text: str) -> None:
        self.whole = self.left = text

    def has(self, phrase: str) -> None:
        """It stands there, once more."""
        assert phrase in self.left, f"sent {phrase!r}, found {self.whole!r}"
        self.left = self.left.replace(phrase, "", 1)

    def may(self, phrase: str) -> bool:
        """Where there was room for it it stands there."""
        there = phrase in self.left
        self.left = self.left.replace(phrase, "", 1)
        return there

    def names(self, before: str, expected: Collection[str], *, end: str = "", by: str = ", ") -> None:
        """Behind these words these names stand, or some of them and how many others."""
        found = re.search(re.escape(before) + "(.*)" + re.escape(end), self.left)
        assert found, f"sent {before!r}, found {self.whole!r}"
        self.left = self.left.replace(found[0], "", 1)
        check_names(found[1].removesuffix("."), expected, by)

    def is_read(self) -> None:
        assert not _DIGIT.search(self.left), f"nobody sent {self.left!r}, of {self.whole!r}"


def check_names(listed: str, expected: Collection[str], by: str = ", ") -> None:
    more = _MORE.search(listed)
    rest = int(more[1]) if more else 0
    named = (listed[: more.start()] if more else listed).rstrip("; …").split(by)
    assert {*named} <= {*expected}, f"{named} of {expected}"
    assert len(named) + rest == len(expected), f"{listed}: sent {len(expected)}, {sorted(expected)}"


class WordFile:
    """A document: its body by paragraphs, its annexes as lists of rows."""

    def __init__(self, content: bytes) -> None:
        document = opened(BytesIO(content).read())
        self.paragraphs = [Line(one.text) for one in document.paragraphs if one.text.strip()]
        heads = [at for at, one in enumerate(self.paragraphs) if one.whole.startswith("PHỤ LỤC ")]
        self.annex_titles = [self.paragraphs[at + 1].whole for at in heads]
        self.body = self.paragraphs[: heads[0]]
        tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
        self.annexes = dict(zip(self.annex_titles, tables[2:], strict=True))

    def line(self, start: str) -> Line:
        """The only paragraph that begins so."""
        found = [one for one in self.body if one.whole.startswith(start)]
        assert len(found) == 1, (start, [one.whole for one in found])
        return found[0]

    def rows(self, title: str) -> list[list[str]]:
        """The rows of an annex, without its headings; of a head over all columns its text alone."""
        return [row[:1] if len({*row}) == 1 else row for row in self.annexes.get(title, [[]])[1:]]

    def nothing_is_left(self, *known: str) -> None:
        """No number stands in the body that was not read, but in lines that begin so."""
        for one in self.body:
            if not one.whole.startswith(known):
                one.is_read()


def numbered(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """The rows without their numbers, which go from 1."""
    assert [row[0] for row in rows] == [str(at) for at in range(1, len(rows) + 1)]
    return [list(row[1:]) for row in rows]


def statements(line: Line, texts: Collection[str], who: dict[str, set[str]]) -> int:
    """Strike out each `text (Phòng Y tế, Phường Một và 3 đơn vị khác)`; how many there are. `who` says each."""
    told = 0
    for text in texts:
        found = re.search(re.escape(text) + r" \(((?:[^()]|\(nay [^()]*\))*)\)", line.left)
        if found:
            check_names(found[1], who.get(text, set()))
            line.left = line.left.replace(found[0], "", 1)
            told += 1
    return told
