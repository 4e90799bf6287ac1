"""When the digest of the morning goes out: once on a working day, at the hour that the organisation has chosen."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.calendar.workdays import WorkCalendar

LATEST = timedelta(hours=4)
"""A program that was off at the hour makes up for it so long; later the day has been lived without it."""


def morning_due(last: date | None, at: str, now: datetime, zone: ZoneInfo, calendar: WorkCalendar) -> date | None:
    """Return the day for which a digest is to go out now; None where there is none, or it has gone out.

    `last` is the day of the last one, `at` the local hour (`07:45`). Where there was none yet, there is none today:
    the first comes on the morning after.
    """
    local = now.astimezone(zone)
    today = local.date()
    begins = datetime.combine(today, time.fromisoformat(at), zone)
    if last is None or last >= today or not calendar.is_working(today):
        return None
    return today if begins <= local < begins + LATEST else None


def begins_week(last: date, day: date) -> bool:
    """Say whether the digest of `day` is the first of its week: on Monday, or where that is a day off, or was lived
    without one, on the first day after it."""
    return last.isocalendar()[:2] < day.isocalendar()[:2]


def since(last: date, at: str, zone: ZoneInfo) -> datetime:
    """Return when the last digest went out: what came after it is new."""
    return datetime.combine(last, time.fromisoformat(at), zone)
