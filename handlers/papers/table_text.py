"""What stands in the cells of a document's tables: moments, and when something was due."""

from datetime import datetime
from zoneinfo import ZoneInfo

from domain.moments.due_writing import day_and_clock
from handlers.words import Words, dates


def moment(at: datetime, zone: ZoneInfo) -> str:
    """Write a moment as it stands in a table: `16:40 17/12/2026`."""
    day, clock = day_and_clock(at, zone)
    return f"{clock} {day:%d/%m/%Y}"


def due(words: Words, at: datetime, zone: ZoneInfo) -> str:
    """Write when something is due, and where that day is not certain yet, that it is not."""
    return moment(at, zone) + dates.provisional(words, day_and_clock(at, zone)[0])
