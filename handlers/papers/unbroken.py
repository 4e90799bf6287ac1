"""What no line ends within, in documents on paper: a number and its per cent, a number and its unit of measure."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

SPACE = "\u00a0"  # at which no line ends
_ALWAYS = ("%", "đơn vị", "nhiệm vụ", "văn bản", "báo cáo", "lần", "units", "tasks", "documents", "reports")


def unbroken(measures: Iterable[str] = ()) -> Callable[[str], str]:
    """Return what puts spaces that do not break into a text. `measures`: units of measure beside the usual ones."""
    pattern = _pattern(tuple(sorted({*_ALWAYS, *filter(None, measures)})))
    return lambda text: pattern.sub(SPACE, text)


def breaking(text: str) -> str:
    """Return it as it was typed, to be compared."""
    return text.replace(SPACE, " ")


@lru_cache(maxsize=64)
def _pattern(measures: Sequence[str]) -> re.Pattern[str]:
    longest_first = sorted(measures, key=len, reverse=True)
    return re.compile(rf"(?<=\d) (?=(?:{'|'.join(map(re.escape, longest_first))})(?!\w))")
