"""Vietnamese text: how it is stored, matched and sorted."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

_LETTERS_D = str.maketrans({"đ": "d", "ð": "d", "ɖ": "d"})
_LOOKS_LIKE_D = str.maketrans({"ð": "đ", "ɖ": "đ"})
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}  # huyền hỏi ngã sắc nặng
_SHAPES = {"\u0306": 1, "\u0302": 2, "\u031b": 3}  # ă, then â ê ô, then ơ ư
_BARE = _LETTERS_D | dict.fromkeys(map(ord, [*_TONES, *_SHAPES]))  # what remains of decomposed Vietnamese
_NUMBER_OR_LETTER = re.compile(r"[0-9]+|.", re.DOTALL)

_MOST_MARKS = 30
_MANY_MARKS = re.compile(r"[^\w\s!-/:-@\[-`{-~]{31,}")  # not only marks: a quick look at whether any are to be counted

Form = Literal["NFC", "NFD", "NFKC", "NFKD"]
SHORT = 80  # code points

SortKey = tuple[tuple[tuple[int, int, int | str], ...], tuple[int, ...], str]


def spelt(form: Form, text: str) -> str:
    """Return `text` in this normal form. Where dozens of marks stand over one letter, which no language has, only the
    first thirty are kept, as UAX #15 advises: the time Python takes to order them is the square of their number."""
    return unicodedata.normalize(form, _MANY_MARKS.sub(_first_marks, text))


def _first_marks(run: re.Match[str]) -> str:
    kept, marks = [], 0
    for letter in run[0]:
        marks = marks + 1 if unicodedata.combining(letter) else 0
        if marks <= _MOST_MARKS:
            kept.append(letter)
    return "".join(kept)


def nfc(text: str) -> str:
    """Return the form in which text is stored: NFC, plain single spaces, no space at the ends of lines.

    Newlines stay; other control characters, zero-width ones and halves of surrogate pairs, which a database
    refuses or a reader cannot see, go.
    """
    lines = re.sub(r"\r\n?|[\u2028\u2029\v\f\x85]", "\n", text).split("\n")
    return "\n".join(_clean_line(line) for line in lines).strip("\n")


def fold(text: str) -> str:
    """Return the key under which texts match: no case, no marks, đ (and ð, typed in its place) as d, single spaces.

    It also folds words apart only by their marks (dạ and đã): where marks were typed, compare these too.
    """
    return _folded_before(text) if len(text) <= SHORT else _folded(text)


def code_key(code: str) -> str:
    """Return the key under which codes are one: no case, no width, and ð, which looks like đ as a capital, as đ. Other
    than by `fold`, d and đ stay two: they number points of one list (a, b, c, d, đ)."""
    return spelt("NFKC", code).casefold().translate(_LOOKS_LIKE_D)


def codes_meant(typed: str, codes: Iterable[str]) -> list[str]:
    """Return which of these codes may be meant. A mark that was typed counts (`1.đ` is not `1.d`); typed without, it
    may have been left out, so that it may be either."""
    alike = [code for code in codes if fold(code) == fold(typed)]
    exact = [code for code in alike if code_key(code.strip()) == code_key(typed.strip())]
    return exact if exact and fold(typed) != code_key(typed.strip()) else alike


def _folded(text: str) -> str:
    folded = spelt("NFKC", text).casefold()
    bare = spelt("NFKD", folded).translate(_BARE)
    if not bare.isascii():  # there may be other marks than those of Vietnamese
        bare = "".join(c for c in bare if not unicodedata.category(c).startswith("M"))
    return _clean_line(bare)


_folded_before = lru_cache(maxsize=1024)(_folded)
"""Buttons' words, commands and codes are folded again at each message."""


@lru_cache(maxsize=4096)
def word_keys(word: str) -> tuple[str, str]:
    """Return the folded word; and the word with its tone at the end, wherever it was typed (`hoà` and `hòa` are one),
    or "" where it has no marks at all."""
    lowered = spelt("NFD", spelt("NFKC", word).casefold())
    letters = "".join(c for c in lowered if c not in _TONES).translate(_LOOKS_LIKE_D)
    tones = "".join(c for c in lowered if c in _TONES)
    key = fold(word)
    return key, "" if letters + tones == key else letters + tones


def vietnamese_key(text: str) -> SortKey:
    """Return a key that sorts as a Vietnamese reader expects.

    Letters in the order a ă â b c d đ e ê … o ô ơ … u ư …; texts alike in letters by their tones: none,
    huyền, hỏi, ngã, sắc, nặng; numbers by value. Spaces come first, then signs, numbers, Latin letters, the
    rest.
    """
    spelled = spelt("NFD", spelt("NFKC", text).casefold())
    places: list[tuple[int, int, int | str]] = []
    tones: list[int] = []
    for piece in _NUMBER_OR_LETTER.findall(spelled):
        if piece in _TONES and tones:
            tones[-1] = _TONES[piece]
        elif piece in _SHAPES and places and places[-1][0] == 3:
            places[-1] = (3, places[-1][1], _SHAPES[piece])
        else:
            places.append(_place(piece))
            tones.append(0)
    return tuple(places), tuple(tones), text


def _clean_line(line: str) -> str:
    if line.isprintable():  # it has no space but the plain one, and nothing that is not seen
        return spelt("NFC", re.sub(" +", " ", line).strip(" "))
    spaced = "".join(" " if c == "\t" or unicodedata.category(c) == "Zs" else c for c in line)
    seen = "".join(c for c in spaced if unicodedata.category(c) not in ("Cc", "Cf", "Cs"))
    return spelt("NFC", re.sub(" +", " ", seen).strip(" "))


def _place(piece: str) -> tuple[int, int, int | str]:
    """Return the rank of a number or letter: its class, then its place within the class."""
    if piece.isspace():
        return (0, 0, 0)
    if piece[0] in "0123456789":
        # Compared by length and then as text, because Python refuses to read very long numbers.
        digits = piece.lstrip("0")
        return (2, len(digits), digits)
    if piece in "đðɖ":
        return (3, ord("d"), 1)
    if "a" <= piece <= "z":
        return (3, ord(piece), 0)
    return (4 if piece.isalpha() else 1, ord(piece), 0)
