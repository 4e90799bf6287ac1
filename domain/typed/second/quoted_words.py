"""Whether words stand in what a person wrote, and where: marks, case and signs between them aside."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from domain.text import fold

_WORD = re.compile(r"\d+(?:[.,]\d+)*|\w+")
_SENTENCE_ENDS = re.compile(r"[.!?;](?=\s|$)|\n")


@dataclass(frozen=True)
class PersonText:
    """What the person wrote."""

    text: str

    @cached_property
    def _words(self) -> list[re.Match[str]]:
        return list(_WORD.finditer(self.text))

    @cached_property
    def _keys(self) -> tuple[str, list[int]]:
        """All words in one string, and where each begins in it."""
        line, places = " ", []
        for word in self._words:
            places.append(len(line))
            line += fold(word[0]) + " "
        return line, places

    def find(self, quote: str) -> tuple[int, int] | None:
        """Return from where to where the quote stands in the text; None where it does not."""
        keys = [fold(word) for word in _WORD.findall(quote)]
        line, places = self._keys
        at = line.find(f" {' '.join(keys)} ") if keys else -1
        if at < 0:
            return None
        first = places.index(at + 1)
        return self._words[first].start(), self._words[first + len(keys) - 1].end()

    def places(self, code: str) -> list[int]:
        """Return where a code begins, each time."""
        key = fold(code)
        return [word.start() for word in self._words if fold(word[0]) == key] or (
            [place[0]] if (place := self.find(code)) else []
        )

    def sentence(self, at: int) -> str:
        """Return the sentence in which this place is, with its sign."""
        start = 0
        for end in _SENTENCE_ENDS.finditer(self.text):
            if end.end() > at:
                return self.text[start : end.end()]
            start = end.end()
        return self.text[start:]

    def per_cents(self) -> Iterator[float]:
        for found in _PERCENT.finditer(self.text):
            yield float(found[1].replace(",", "."))


_PERCENT = re.compile(r"(\d{1,3}(?:[.,]\d{1,2})?)\s*(?:%|phần trăm|phan tram)", re.IGNORECASE)


def words_of(text: str) -> list[str]:
    return [fold(word) for word in _WORD.findall(text)]
