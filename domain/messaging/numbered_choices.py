"""Choices where nothing can be pressed: each has a number, and the numbers are answered."""

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from string import ascii_lowercase

from domain.text import fold

LASTS = timedelta(days=3)
"""So long a list of choices is answered by number; what people read above a newer one they take for the newer one's."""
BACK = "0"
_LETTERS = ascii_lowercase.replace("k", "")  # `k` alone is `không`
_OWN_NUMBER = re.compile(r"(\d{1,3})\. ")
_BARE = re.compile(r"(\d{1,3})(?: ✓)?")  # a task whose code is a number
_ENDING = re.compile(r"(.*\S) (\d{1,3})")
_POLITE = r"(?:\s+(?:a|nhe|nha|nhi|em|anh|chi|ban|oi|vay|please))*[\s.!]*"
_TYPED = re.compile(rf"(?:(?:chon|so|muc|lua chon|number|no\.?)\s+)*(\d{{1,3}})[.)]?{_POLITE}", re.ASCII)
_LETTER = re.compile(rf"(?:chon\s+)?([a-z])[.)]?{_POLITE}", re.ASCII)
_PIECES = re.compile(r"[a-z0-9]+|[^\sa-z0-9]")
_BETWEEN = frozenset({",", ";", "&", "+", "va", "voi", "chon", "so", "muc", "tu", "a", "nhe", "nha", "and"})
_UNTIL = frozenset({"-", "–", "den", "toi", "to"})
_LONGEST_ROW = 200  # characters
_DIGITS = 3


def rows_in(text: str) -> set[str]:
    """Return the numbers of the lines of a list that stands in a text: `1. Phường 1 · trễ 2 ngày`."""
    return {match[1] for line in text.splitlines() if (match := _OWN_NUMBER.match(line))}


def marks(labels: Sequence[str], back: Collection[str], rows: Collection[str] = ()) -> list[str]:
    """Return by what each choice is chosen: the number that its label has (`2. Báo cáo quý`, a task's `5`, the first
    way to deal with the second duty of a text, `Báo cáo ngay 2`), `0` for the first of those that lead back, else the
    next number. Where a list has numbers already, in the labels or as `rows` of the text, the others have letters, so
    that no number means two things."""
    found = _own(labels)
    if rows and not set(found.values()) <= set(rows):
        found = {place: number for place, number in found.items() if _OWN_NUMBER.match(labels[place])}
    others = iter(_LETTERS if rows or found else (str(number) for number in range(1, len(labels) + 1)))
    leading_back = next((place for place, label in enumerate(labels) if label in back), None)
    if leading_back is not None and BACK not in {*found.values(), *rows}:
        found[leading_back] = BACK
    return [found[place] if place in found else next(others, "") for place in range(len(labels))]


def has_numbers(labels: Sequence[str]) -> bool:
    """Say whether the labels bring the numbers of a list with them."""
    return bool(_own(labels))


def _own(labels: Sequence[str]) -> dict[int, str]:
    """Return the numbers that labels bring with them, by place; none where two lists in one have the same."""
    for pattern in (_OWN_NUMBER, _BARE):
        matches = [pattern.match(label) if pattern is _OWN_NUMBER else pattern.fullmatch(label) for label in labels]
        found = {place: match[1] for place, match in enumerate(matches) if match and match[1] == number_in(match[1])}
        if found:
            return found if len(set(found.values())) == len(found) else {}
    return {place: number for number, place in ending(labels).items()}


def ending(labels: Iterable[str]) -> dict[str, int]:
    """Return, by the number in which a label ends, its place, of those of the first kind: of `Báo cáo ngay 1`, `Không
    phát sinh 1`, `Báo cáo ngay 2`, … the reports."""
    matches = [(place, match) for place, label in enumerate(labels) if (match := _ENDING.fullmatch(label))]
    of_kind = [(place, match[2]) for place, match in matches if match[1] == matches[0][1][1]]
    found = {number: place for place, number in of_kind if number == number_in(number)}
    return found if len(found) == len(of_kind) else {}


def letters(labels: Sequence[str]) -> list[str]:
    """Return letters in the place of numbers, where a number is asked for and would be the answer itself."""
    return [_LETTERS[place] if place < len(_LETTERS) else "" for place in range(len(labels))]


def without_number(label: str) -> str:
    """Return the label beside its number."""
    return _OWN_NUMBER.sub("", label, count=1)


def marked(mark: str, label: str) -> str:
    """Return a choice as it stands in a text: `2 Hoàn thành`, `2) 2.7`; a label that is its number already stands
    alone."""
    bare = _BARE.fullmatch(label)
    if not mark or (bare and bare[1] == mark):
        return label
    said = without_number(label)
    return f"{mark}) {said}" if mark.isdigit() and said[:1].isdigit() else f"{mark} {said}"


def is_number(text: str) -> bool:
    """Say whether somebody answers by number: `2`, `2.`, `số 2`, `2 ạ`."""
    return bool(number_in(text))


def number_in(text: str) -> str:
    """Return the number that is typed; "" where it is none; a raised ² is none either."""
    match = None if any(c.isdigit() and not c.isdecimal() for c in text) else _TYPED.fullmatch(fold(text).strip())
    return (match[1].lstrip("0") or "0") if match else ""


def numbers_in(text: str) -> list[int]:
    """Return several of a list, in their order: `1, 2`, `1 và 3`, `số 2 4`, `1-3`, `từ 2 đến 4`; [] where anything else
    is said, as in `2.7`, or a raised ²."""
    if len(text) > _LONGEST_ROW or any(c.isdigit() and not c.isdecimal() for c in text):
        return []
    found: list[int] = []
    runs = False
    for piece in _PIECES.findall(fold(text).rstrip(" .!")):
        if piece.isdecimal() and len(piece) <= _DIGITS:
            first = found[-1] + 1 if runs else int(piece)
            if first > int(piece):
                return []
            found += range(first, int(piece) + 1)
            runs = False
        elif piece in _UNTIL and found and not runs:
            runs = True
        elif piece not in _BETWEEN or runs:
            return []
    return [] if runs else list(dict.fromkeys(found))


def letter_in(text: str) -> str:
    """Return the letter by which somebody answers; "" where it is none, as of `ạ`, which folds to one."""
    match = _LETTER.fullmatch(fold(text).strip())
    typed = {word.strip(").,:!") for word in text.casefold().split()}
    return match[1] if match and match[1] in typed else ""


def is_old(shown_at: datetime | None, now: datetime) -> bool:
    return shown_at is not None and now - shown_at > LASTS


def is_unseen(shown_at: datetime | None, said_at: datetime) -> bool:
    """Say whether the list was made only after this was said: two answers sent at once do not both answer what the
    first one led to."""
    return shown_at is not None and said_at < shown_at
