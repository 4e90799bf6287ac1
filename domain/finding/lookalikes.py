"""Letters of other alphabets that look like Latin ones: `Р1` with a Cyrillic Р is not `P1`, and nobody sees it."""

import re

from domain.text import spelt

_CYRILLIC = dict(zip("АВЕЅІЈКМНОРСТУХЗаеѕіјорсухԁԛԝһ", "ABESIJKMHOPCTYX3aesijopcyxdqwh", strict=True))
_GREEK = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοι", "ABEZHIKMNOPTYXoi", strict=True))
_LOOKS_LIKE = str.maketrans(_CYRILLIC | _GREEK | {"ı": "i", "ǀ": "l", "‐": "-", "‑": "-", "–": "-", "—": "-", "−": "-"})
_FOREIGN = re.compile(r"[\u0370-\u03ff\u0400-\u052f]")
_WORD = re.compile(r"[^\W\d_]+")


def latin(text: str) -> str:
    """Return the text with the Latin letters, narrow signs and plain hyphens that it looks like."""
    return spelt("NFC", spelt("NFKC", text).translate(_LOOKS_LIKE))


def are_in(text: str) -> bool:
    """Say whether such letters are in the text. Width alone is another matter: it can be seen, and everything is
    compared without it."""
    return not text.isascii() and latin(text) != spelt("NFKC", text)


def mixed(text: str) -> str | None:
    """Return the word of a name in which letters of two alphabets stand side by side; signs like `μm` are none."""
    if text.isascii() or not _FOREIGN.search(text):
        return None
    for found in _WORD.finditer(text):
        word = found[0]
        foreign = _FOREIGN.findall(word)
        if foreign and len(foreign) < len(word) and all(letter.translate(_LOOKS_LIKE) != letter for letter in foreign):
            return word
    return None


def alphabet(text: str) -> str:
    """Return whose letters these are: `greek` or `russian`."""
    return "greek" if re.search(r"[\u0370-\u03ff]", text) else "russian"
