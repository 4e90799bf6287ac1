"""Days, moments, periods and delays in words."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from domain.calendar.deadlines import Lateness, lateness
from domain.calendar.periods import Period, PeriodType, parse_period
from domain.moments.due_writing import day_and_clock
from handlers.words import Words


def day(words: Words, value: date) -> str:
    """Write a day: `thứ Năm 17/12/2026`"""
    return f"{words.plain(f'weekday.{value.isoweekday()}')} {value:%d/%m/%Y}"


def moment(words: Words, value: datetime, zone: ZoneInfo) -> str:
    """Return when something is due: `17:00 thứ Năm 17/12/2026`; midnight is 24:00 of the day before (Civil Code 2015,
    art. 148). In a year without an official calendar it is said to be provisional."""
    on, clock = day_and_clock(value, zone)
    return f"{clock} {day_due(words, on)}"


def day_due(words: Words, value: date) -> str:
    """Return a day on which something is due: `thứ Tư 17/03/2027 (tạm tính)` where it may still move."""
    return f"{day(words, value)}{provisional(words, value)}"


def provisional(words: Words, value: date) -> str:
    """Return ` (tạm tính)` for a day that may still move; else nothing."""
    if words.official_years is None or value.year in words.official_years:
        return ""
    return words.plain("calendar.mark")


def span(words: Words, first: date, last: date) -> str:
    """Write from one day to another; one day where they are the same."""
    return (
        day(words, first) if first == last else words.plain("away.span", first=day(words, first), last=day(words, last))
    )


def clocked(words: Words, value: datetime, zone: ZoneInfo) -> str:
    """Return when something happened, to the minute: `09:12 thứ Tư 16/12/2026`."""
    local = value.astimezone(zone)
    return f"{local:%H:%M} {day(words, local.date())}"


def period(words: Words, key: str) -> str:
    """Write a period: `quý IV/2026`; empty for a report asked for once. Its key says of which kind it is: what was
    monthly may be asked for by the quarter now."""
    if key == "once":
        return ""
    whole = parse_period(key)
    if whole.type in (PeriodType.DAILY, PeriodType.HALF_MONTHLY):
        return _within_month(words, whole)
    year, _, part = key.partition("-")
    number = part.lstrip("QHWM9") if whole.type is not PeriodType.NINE_MONTHLY else ""
    roman = {"1": "I", "2": "II", "3": "III", "4": "IV"}.get(number, number)
    name = f"period.{whole.type}.{number}"  # where each part of a year has a name of its own
    name = name if words.has(name) else f"period.{whole.type}"
    return words.plain(name, year=year, number=number.lstrip("0"), roman=roman, part=part)


def _within_month(words: Words, whole: Period) -> str:
    """Write a period within a month: `kỳ 1 tháng 12/2026 (01–15)`, `ngày 01/12/2026`"""
    end = whole.end
    name = "period.daily" if whole.type is PeriodType.DAILY else f"period.half_monthly.{whole.key[-1]}"
    return words.plain(name, year=f"{end:%Y}", month=f"{end:%m}", day=f"{end:%d}", last=end.day)


def report_title(words: Words, title: str, key: str) -> str:
    """Return the requirement's title with the period, not said twice: `Báo cáo quý IV/2026`. Titles are Vietnamese, so
    in another language the period stands apart: `Báo cáo quý (quarter IV/2026)`."""
    named = period(words, key)
    if not named:
        return title
    if words.language != "vi":
        return f"{title} ({named})"
    return f"{title[: len(title) - _shared(title, named)].rstrip()} {named}".lstrip()


def _shared(title: str, named: str) -> int:
    """Return how many characters at the end of the title the name of the period says again: `6 tháng`, `sáu tháng`,
    `quý`."""
    said, names = title.lower().split(" "), [_SPELLED.get(word, word) for word in named.lower().split(" ")]
    for length in range(min(len(said), len(names)), 0, -1):
        if [_SPELLED.get(word, word) for word in said[-length:]] == names[:length]:
            return len(" ".join(said[-length:]))
    return 0


_SPELLED = {"6": "sáu", "9": "chín"}


def delay(words: Words, late: Lateness) -> str:
    """Write by how much it is late: `2 ngày`; on the due day itself `3 giờ 5 phút`."""
    if late.days:
        return words.plain("delay.days", n=late.days)
    parts = [words.plain(f"delay.{unit}", n=n) for unit, n in (("hours", late.hours), ("minutes", late.minutes)) if n]
    return " ".join(parts) or words.plain("delay.seconds", n=max(1, late.seconds))


def late_by(words: Words, due: datetime, at: datetime, zone: ZoneInfo) -> str | None:
    """Say how late it is: `trễ 2 ngày`; None when in time."""
    late = lateness(due, at, zone)
    return None if late is None else words.plain("late", delay=delay(words, late))


def remaining(words: Words, due: datetime, now: datetime, zone: ZoneInfo) -> str:
    """Return how long until a due moment: `còn 3 ngày`, `còn 4 giờ`."""
    back = lateness(now, due, zone)
    return "" if back is None else words.plain("remaining", delay=delay(words, back))
