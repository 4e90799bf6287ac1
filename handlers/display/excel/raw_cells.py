"""What stands in a cell of a sheet, in the XML of a sheet: text, numbers, and days as Excel counts them."""

import html
import re
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

LONGEST = 32_767  # units of UTF-16, Excel specifications and limits
_BEFORE_DAY_ONE = datetime(1899, 12, 31)  # noqa: DTZ001, of no zone, as Excel's days are
_28_FEBRUARY_1900 = 59
_WRITTEN_AS_CODE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


@lru_cache(maxsize=1024)  # codes, names and titles come again in row after row
def text(value: str) -> str:
    """Return a cell with text as it was typed, whatever it looks like: never a formula, nor any markup."""
    if len(value) > LONGEST // 2:
        value = value.encode("utf-16-le")[: 2 * LONGEST].decode("utf-16-le", "ignore")  # no half of a pair is left
    if not value.isprintable() or "_x" in value:
        value = _WRITTEN_AS_CODE.sub(lambda found: f"_x{ord(found[0]):04X}_", value)
    kept = ' xml:space="preserve"' if value[:1].isspace() or value[-1:].isspace() else ""
    return f' t="inlineStr"><is><t{kept}>{html.escape(value, quote=False)}</t></is></c>'


def of_one(percent: float) -> float:
    """Return per cents as Excel keeps them: 25 % is 0.25."""
    return round(percent / 100, 8)


@lru_cache(maxsize=1024)
def percent(value: float) -> str:
    return number(of_one(value))


def number(value: float) -> str:
    return f"><v>{value:.16G}</v></c>"


@lru_cache(maxsize=1024)  # a report has one line for each task, and all of them were due at the same time
def moment(value: datetime, zone: ZoneInfo) -> str:
    """Return a cell with a moment, as the clocks of that zone had it."""
    return number(_days(value.astimezone(zone).replace(tzinfo=None)))


def day(value: date) -> str:
    return number(_days(datetime(value.year, value.month, value.day)))  # noqa: DTZ001


def _days(local: datetime) -> float:
    """Return the days since the beginning of 1900, whose first day is 1."""
    past = local - _BEFORE_DAY_ONE
    days = past.days + (past.seconds + past.microseconds / 1e6) / 86_400
    return days + 1 if days > _28_FEBRUARY_1900 else days  # Excel has a 29 February 1900
