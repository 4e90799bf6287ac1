"""A due moment as a day and a time of day: midnight is the end of the day before (Civil Code 2015 art. 148)."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.calendar.durations import TimeOfDay


def day_and_clock(moment: datetime, zone: ZoneInfo) -> tuple[date, str]:
    """Return the day, and the time of day as `17:00`, `24:00`, with seconds where there are any."""
    local = moment.astimezone(zone)
    if not (local.hour or local.minute or local.second):
        return local.date() - timedelta(days=1), "24:00"
    return local.date(), f"{local:%H:%M:%S}" if local.second else f"{local:%H:%M}"


def due_clock(moment: datetime, zone: ZoneInfo) -> TimeOfDay:
    """Return the time of day of a due moment, to the minute."""
    local = moment.astimezone(zone)
    return TimeOfDay(local.hour * 60 + local.minute or 24 * 60)
