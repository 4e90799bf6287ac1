"""Choices where nothing can be pressed: each has a number, and the numbers are answered."""

import re
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

LASTS = timedelta(days=3)
"""So long a list of choices is answered by number; what people read above a newer one they take for the newer one's."""
BACK = "0"
_OWN_NUMBER = re.compile(r"(\d{1,3})\. ")


def numbers(labels: Sequence[str], back: Collection[str]) -> list[str]:
    """The number of each choice: the one with which its label begins (`2. Báo cáo quý`), `0` for the first of those
    that lead back, else the next that is free."""
    found = {place: match[1] for place, label in enumerate(labels) if (match := _OWN_NUMBER.match(label))}
    if len(set(found.values())) < len(found):  # two lists in one
        found = {}
    taken = set(found.values())
    leading_back = next((place for place, label in enumerate(labels) if label in back), None)
    if leading_back is not None and BACK not in taken:
        found[leading_back] = BACK
    free = (str(number) for number in range(1, 2 * len(labels) + 2) if str(number) not in taken)
    return [found[place] if place in found else next(free) for place in range(len(labels))]


def without_number(label: str) -> str:
    """The label beside its number."""
    return _OWN_NUMBER.sub("", label, count=1)


def is_number(text: str) -> bool:
    """Whether somebody answers by number: `2`, `2.`, `2)`."""
    return re.fullmatch(r"\d{1,3}[.)]?", text.strip(), re.ASCII) is not None


def number_in(text: str) -> str:
    bare = text.strip().rstrip(".)")
    return bare.lstrip("0") or "0"


def is_old(shown_at: datetime | None, now: datetime) -> bool:
    return shown_at is not None and now - shown_at > LASTS
