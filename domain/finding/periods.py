"""How people call a period: `quý 4`, `Q4/2026`, `quý IV năm 2026`, `tháng 11`, `6 tháng đầu năm`."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

from domain.text import fold

_KEY = re.compile(r"(\d{4})(?:-(.+))?")
_ROMAN: Mapping[str, str] = {"1": "I", "2": "II", "3": "III", "4": "IV"}
_PARTS: Mapping[str, Sequence[str]] = {
    "9M": ("9 tháng", "9 tháng đầu năm", "chín tháng"),
    "H1": ("6 tháng đầu năm", "sáu tháng đầu năm", "6 tháng", "nửa đầu năm"),
    "H2": ("6 tháng cuối năm", "sáu tháng cuối năm", "6 tháng", "nửa cuối năm"),
}
_WORD = re.compile(r"[a-z]+|[0-9]+")
_LEFT_OUT = frozenset({"nam", "ky", "bao", "cao"})
_NUMBERED = frozenset(number.lower() for number in _ROMAN.values())
_NUMBERED_PARTS = frozenset({"thang", "quy", "tuan"})
_LONGEST = 60  # characters
_SPOKEN_OF = frozenset(
    ["quy", "thang", "tuan", "dau", "cuoi", "nua", "q", "t", "h", "m", "w", "s", "i", "ii", "iii", "iv"]
)


def names(key: str) -> tuple[str, ...]:
    """Return by what the period of this key goes beside the key, with its year and without."""
    match = _KEY.fullmatch(key)
    if match is None:
        return ()
    year, part = match[1], match[2] or ""
    bare = tuple(_of_part(part))
    dated = (f"{name}{between}{year}" for name in bare for between in (" ", " năm "))
    return (*bare, *dated, *([] if part else [year, f"năm {year}"]))


def _of_part(part: str) -> Iterator[str]:
    number = part.lstrip("QW0")
    yield from _PARTS.get(part, ())
    if part.startswith("Q") and number in _ROMAN:
        yield from (f"quý {number}", f"quý {_ROMAN[number]}", f"Q{number}")
    elif part.startswith("W") and number.isdecimal():
        yield f"tuần {number}"
    elif len(part) == 2 and part.isdecimal():
        yield from (f"tháng {number}", f"T{number}")


def is_called(key: str, typed: str) -> bool:
    """Say whether somebody who types this may mean the period of that key."""
    said = _bare(typed) if len(typed) <= _LONGEST else ()
    return bool(said) and any(said == _bare(name) for name in names(key))


def may_be_one(typed: str) -> bool:
    """Say whether this is a period and nothing else, as `tháng 10` and `2026-Q3` are, there or not."""
    said = _bare(typed) if len(typed) <= _LONGEST else ()
    is_numbered = any(word.isdecimal() or word in _NUMBERED for word in said)
    return is_numbered and all(word.isdecimal() or word in _SPOKEN_OF for word in said)


def speaks_of_one(typed: str) -> bool:
    """Say whether a part of a year is named by its number somewhere in it: `y tế, tháng 12`, `báo cáo quý 4`."""
    said = _WORD.findall(fold(typed[:_LONGEST]))
    return any(word in _NUMBERED_PARTS and next_one[:1].isdecimal() for word, next_one in pairwise(said))


def of_month(day: date) -> tuple[str, ...]:
    """Return by what the month of a day goes: `tháng 12`, `tháng 12/2026`, `12/2026`."""
    return (*(name for name in names(f"{day:%Y-%m}") if not name.startswith("T")), f"{day:%m/%Y}")


def _bare(name: str) -> tuple[str, ...]:
    """Return its words and numbers, without what may be left out: `quý 04 năm 2026` as `quý 4/2026`."""
    found = (word.lstrip("0") if word.isdecimal() else word for word in _WORD.findall(fold(name)))
    return tuple(word for word in found if word and word not in _LEFT_OUT)
