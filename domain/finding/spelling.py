"""How names are compared: what counts as the same letters, and which marks a typed word may leave out."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from domain.text import spelt

_APOSTROPHES = "'’‘ʼʻ`´′＇ˈ"
_ACCENTS = str.maketrans(dict.fromkeys("´΄᾽᾿", "'"))  # typed as apostrophes; NFKC makes a space and a mark of each
_DASHES = "-‐‑‒–—―−﹣－"
_APART = re.compile(rf"[\s,;:./()\[\]\"“”«»…·{re.escape(_DASHES)}]+")
_AT_APOSTROPHE = re.compile(rf" ?[{_APOSTROPHES}] ?")
_TONES = frozenset("\u0300\u0309\u0303\u0301\u0323")
_STROKED = {"đ": "d", "ð": "d", "ɖ": "d", "ƀ": "b"}
_STROKE = "\u0335"
_RUN_TOGETHER = str.maketrans(
    dict.fromkeys([*map(chr, range(0x300, 0x370)), *_APOSTROPHES, " "], "") | _STROKED | {"&": "va"}
)


@dataclass(frozen=True, slots=True)
class SpelledWord:
    """A word of a name: its bare letters, the mark that each has beside the tone, and the tone of the whole word, so
    that hòa and hoà are one."""

    letters: str
    marks: tuple[str, ...]
    tones: str

    def may_be(self, other: "SpelledWord") -> bool:
        """Say whether somebody who means `other` may have typed this: marks may be left out, and none be another."""
        return (
            self.letters == other.letters
            and (not self.tones or self.tones == other.tones)
            and all(mark in ("", there) for mark, there in zip(self.marks, other.marks, strict=True))
        )


Words = tuple[SpelledWord, ...]


def plain(name: str) -> str:
    """Return the name as it stands, without case, width, and spaces too many."""
    return " ".join(spelt("NFKC", name.translate(_ACCENTS)).casefold().split())


def code(typed: str) -> str:
    """Return a code as it is compared: without case and width, with any dash as `-`, and ð, which looks like đ as a
    capital, as đ."""
    return re.sub(f"[{re.escape(_DASHES)}]", "-", plain(typed)).replace("ð", "đ").replace("ɖ", "đ")


@lru_cache(maxsize=8192)
def words(name: str) -> Words:
    """Return the words of a name. Whatever apostrophe, dash or space stands in it, and `&` for `và`, makes no
    difference, nor do zeros before a number."""
    spelled = spelt("NFKC", name.translate(_ACCENTS)).casefold().replace("&", " và ")
    spelled = "".join(c for c in spelled if unicodedata.category(c) not in ("Cf", "Cc", "Cs") or c.isspace())
    return tuple(_word(part) for part in _APART.split(_AT_APOSTROPHE.sub("", " ".join(spelled.split()))) if part)


def _word(text: str) -> SpelledWord:
    if text.isascii() and text.isdigit():
        text = text.lstrip("0") or "0"
    letters: list[str] = []
    marks: list[str] = []
    tones = ""
    for sign in spelt("NFD", text):
        if sign in _TONES:
            tones += sign
        elif unicodedata.combining(sign) and marks:
            marks[-1] += sign
        else:
            letters.append(_STROKED.get(sign, sign))
            marks.append(_STROKE if sign in _STROKED else "")
    return SpelledWord("".join(letters), tuple(marks), tones)


def run_of(name: Words) -> SpelledWord:
    """Return all its words as one; numbers stay apart, so that `1 0` is not 10."""
    return SpelledWord(
        "".join(f" {word.letters} " if word.letters.isdigit() else word.letters for word in name),
        tuple(mark for word in name for mark in (("", *word.marks, "") if word.letters.isdigit() else word.marks)),
        "".join(word.tones for word in name),
    )


def letters(name: str) -> str:
    """Return all its letters run together: whatever is found by a word has that word's letters in here. Quick, so that
    the people of a province can be searched."""
    return spelt("NFKD", name.casefold()).translate(_RUN_TOGETHER)


def same(one: str, other: str) -> bool:
    """Say whether two names are one: Hòa and Hoà are, Hùng and Hưng are not."""
    return key(one) == key(other)


def key(name: str) -> str:
    """Return by what a name is looked up among others: the same for spellings that are one, another for another
    mark."""
    return " ".join(f"{word.letters}{_signs(word)}" for word in words(name))


def _signs(word: SpelledWord) -> str:
    signs = "".join(f"{at}{mark}" for at, mark in enumerate(word.marks) if mark)
    return f"/{signs}{word.tones}" if signs or word.tones else ""


def bare(name: str) -> str:
    """Return the letters alone: names that may be mistaken for each other have the same."""
    return " ".join(word.letters for word in words(name))
