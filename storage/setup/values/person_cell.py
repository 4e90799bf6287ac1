"""What a cell or line says that should hold the name of one person."""

import re

from domain.messaging.sentences import EMPTY, Filling, listing, sentence
from storage.setup.values.name_cell import SURNAMES

_BETWEEN = re.compile(r"[;\n]|\s(?:và|&)\s", re.IGNORECASE)
_MAY_BE_BETWEEN = re.compile(r",|\s?/\s?|\s[-–—]\s?|[-–—]\s")  # `Lê Văn Tám, 1975` is one
_LONGEST = 5  # words of a name
_NOBODY = frozenset({
    "chưa có", "chưa rõ", "đang bố trí", "trống", "khuyết", "bỏ trống", "không", "không có", "không rõ", "bổ sung sau",
    "sẽ bổ sung", "chờ bổ sung", "chưa", "còn trống", "còn khuyết", "thiếu", "vacant", "none", "nobody", "n/a", "na",
    "tbd", "tba", "x", "xx", "xxx", "chua co", "chua ro", "dang bo tri", "khong co", "bo sung sau", "khuyet",
    "chua bo tri",
})  # fmt: skip
_BEGINS_NO_NAME = ("chưa ", "đang ", "sẽ ", "chờ ", "không có ", "khuyết ")  # with their marks: `Đặng` is a surname
_WORDS = 2  # of a name at least; `Võ Văn`, a line break, `Sự` is one name that was wrapped


def people_in(text: str) -> list[str]:
    """Return the names, where it may be those of several people: they would become one person with all their names.
    Behind a comma or a dash a name has to begin as names do, for other things stand there too."""
    named = _parts(_BETWEEN, text)
    if len(named) > 1 and all(len(name.split()) >= _WORDS for name in named):
        return [one for name in named for one in _each(name)]
    return _each(text) or named[:1]


def _parts(pattern: re.Pattern[str], text: str) -> list[str]:
    return [name for part in pattern.split(text) if (name := " ".join(part.split()))]


def _each(text: str) -> list[str]:
    names = _parts(_MAY_BE_BETWEEN, text)
    are_names = all(
        _WORDS <= len(name.split()) <= _LONGEST and name.split()[0].casefold() in SURNAMES for name in names
    )
    return names if are_names or len(names) == 1 else [" ".join(text.split())]


def is_nobody(text: str) -> bool:
    """Say whether it is written there that nobody is known yet: `Chưa có`, `Đang bố trí`, `(trống)`."""
    said = " ".join(text.casefold().split()).strip("()[].-–… ")
    return said in _NOBODY or said.startswith(_BEGINS_NO_NAME)


def instead_of_one(text: str) -> Filling:
    if is_nobody(text):
        return sentence("setup.hint.nobody_yet")
    names = people_in(text)
    if len(names) <= 1:
        return EMPTY
    return sentence("setup.hint.one_person_a_line", names=listing(f"“{name[:40]}”" for name in names[:4]))
