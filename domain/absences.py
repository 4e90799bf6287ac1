"""Days away, as people type them: `20/12 đến 25/12`, `20/12`, `từ mai đến hết tuần`."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from domain.text import fold

LONGEST = timedelta(days=180)
_DAY = timedelta(days=1)
_DATE = re.compile(r"(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})(?:[/.-](?P<y>\d{4}))?")
_NAMED = (("hom nay", 0), ("ngay mai", 1), ("mai", 1), ("today", 0), ("tomorrow", 1))


class BadDays(ValueError):
    """`why`: unclear, no_such_day, past, reversed or too_long."""

    def __init__(self, why: str, said: str = "") -> None:
        super().__init__(why)
        self.why, self.said = why, said


@dataclass(frozen=True, slots=True)
class Days:
    """Both ends belong to it."""

    first: date
    last: date


def read_days(text: str, today: date) -> Days:
    """One or two days; without a year the next such day. Raises BadDays."""
    folded = fold(text)
    found = [_date(match, today) for match in _DATE.finditer(folded)]
    if not found:
        found = [today + number * _DAY for name, number in _NAMED if re.search(rf"\b{name}\b", folded)][:1]
        if found and "het tuan" in folded:
            found.append(found[0] + (6 - found[0].weekday()) * _DAY)
    elif len(found) == 1 and re.search(r"\b(hom nay|today)\b", folded):
        found.insert(0, today)
    if not 1 <= len(found) <= 2:
        raise BadDays("unclear")
    first, last = found[0], found[-1]
    if last < first:
        raise BadDays("reversed")
    if last < today:
        raise BadDays("past")
    if last - first > LONGEST or first - today > 2 * LONGEST:
        raise BadDays("too_long")
    return Days(max(first, today), last)


def _date(match: re.Match[str], today: date) -> date:
    day, month = int(match["d"]), int(match["m"])
    years = [int(match["y"])] if match["y"] else [today.year, today.year + 1]
    for year in years:
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if match["y"] or found >= today:
            return found
    raise BadDays("no_such_day", match[0])
