"""From which period to which, as people type it: `2026-Q1 2026-Q2`, `quý 1 đến quý 3/2026`, `từ tháng 5`."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from domain.calendar.periods import PeriodError, parse_period
from domain.finding import periods
from domain.plan_reviews.review_spans import ReviewSpan
from domain.text import fold

_FROM = frozenset({"tu", "from", "since"})
_TO = frozenset({"den", "toi", "to", "until", "till", "-", "–", "—", "->", "→"})
_NOW = frozenset({"nay", "bay gio", "hien nay", "now", "today"})
_FIRST = frozenset({"dau", "ban dau", "dau tien", "khi bat dau", "the beginning", "beginning", "the start", "start"})
_OF_THE_YEAR = frozenset({"dau nam", "dau nam nay", "the beginning of the year"})
_PARTS = ("", "H1", "H2", "9M", *(f"Q{number}" for number in range(1, 5)), *(f"{month:02}" for month in range(1, 13)))
_YEARS_AHEAD, MOST_WORDS = 1, 16
_WORD = re.compile(r"[a-z]+|[0-9]+")
_SPOKEN_OF = frozenset(
    ["nam", "ky"]
    + [
        word
        for part in _PARTS
        for name in periods.names(f"2026-{part}".rstrip("-"))
        for word in _WORD.findall(fold(name))
    ]
)
"""Every word by which a period is called, without its numbers: what has another is none, and is not compared."""


def read_span(words: Sequence[str], today: date, first_year: int) -> ReviewSpan | None:
    """Return the span that is typed; None where it is none. A period alone is that one; its key alone, or `từ` before
    it, is all since then. Without words for from and to, the first of two is where it begins and the second where it
    ends. What is named without its year is the one that ended last, or is going on. `first_year`: in which the plan's
    first period ends."""
    if not words:
        return ReviewSpan()
    if len(words) > MOST_WORDS:
        return None
    folded = [fold(word).strip(",;.") for word in words]
    at = next((place for place, word in enumerate(folded) if word in _TO), None)
    begins = 1 if folded[0] in _FROM else 0
    if at is not None:
        first, last = " ".join(words[begins:at]), " ".join(words[at + 1 :])
        return _span(first, last, today, first_year)
    rest = words[begins:]
    whole = _key(" ".join(rest), today, first_year)
    if whole is not None:
        return ReviewSpan(whole, None if begins or _is_key(rest) else whole)
    for cut in range(1, len(rest)):
        found = _span(" ".join(rest[:cut]), " ".join(rest[cut:]), today, first_year)
        if found is not None:
            return found
    return None


def speaks_of_periods(word: str) -> bool:
    """Say whether a word is of those by which spans are typed: `quý`, `đến`, `2026-Q9`, though that is none."""
    said = _WORD.findall(fold(word))
    return fold(word) in _TO or (bool(said) and all(one.isdecimal() or one in _SPOKEN_OF | _FROM | _TO for one in said))


def _is_key(words: Sequence[str]) -> bool:
    """Say whether it is a period's key, as behind `/soket PLAN [from] [to]`: a key alone is where it begins."""
    try:
        return len(words) == 1 and bool(parse_period(words[0].upper().strip(" ,;.")).key)
    except PeriodError:
        return False


def _span(first: str, last: str, today: date, first_year: int) -> ReviewSpan | None:
    """Return the span between two names; nothing before `đến`, or `từ đầu`, is the beginning, `nay` behind it is now. A
    first period without a year is of the year of the last one."""
    end = None if fold(last) in _NOW else _key(last, today, first_year)
    if end is None and fold(last) not in _NOW:
        return None
    first = "" if fold(first).strip(" ,") in _FIRST else first
    year = parse_period(end).end if end else today
    start = str(year.year) if fold(first) in _OF_THE_YEAR else _key(first, year, first_year) if first else None
    return ReviewSpan(start, end) if start is not None or not first else None


def _key(typed: str, today: date, first_year: int) -> str | None:
    """Return the key of a period that somebody names."""
    text = typed.strip(" ,;.")
    try:
        return parse_period(text).key
    except PeriodError:
        pass
    said = _WORD.findall(fold(text))
    if not said or not all(word in _SPOKEN_OF or word.isdecimal() for word in said):
        return None
    keys = [*_keys(today, first_year)]
    ways = (text, fold(text))  # `qúy`: a mark on another letter
    return next((key for way in ways for key in keys if periods.is_called(key, way)), None)


def _keys(today: date, first_year: int) -> Iterator[str]:
    """Give the periods of these years, those that have begun first, the latest before the others."""
    keys = [
        f"{year}-{part}".rstrip("-") for year in range(first_year, today.year + 1 + _YEARS_AHEAD) for part in _PARTS
    ]
    begun = [key for key in keys if parse_period(key).start <= today]
    yield from sorted(begun, key=lambda key: parse_period(key).start, reverse=True)
    yield from (key for key in keys if key not in begun)
