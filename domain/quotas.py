"""A month's number of messages: when to save, and when nothing unasked goes out any more."""

from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

SAVING_FROM = 0.8
"""Of the quota: from here on reminders to one person are one a week."""
RESERVE = 0.03
"""Of the quota, kept for answers to those who write: reminders and notices end before it."""
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


class Level(StrEnum):
    FREE = "free"
    SAVING = "saving"
    SPENT = "spent"  # but for answers
    REFUSED = "refused"  # the channel itself says so, whatever we counted


RESTING = (Level.SPENT, Level.REFUSED)
"""Nothing unasked goes out."""


def level(sent: int, quota: int) -> Level:
    if sent >= quota * (1 - RESERVE):
        return Level.SPENT
    return Level.SAVING if sent >= quota * SAVING_FROM else Level.FREE


def month_of(moment: datetime) -> str:
    """Return the month, `2026-11`, by the calendar of Viet Nam."""
    return f"{moment.astimezone(ZONE):%Y-%m}"


def month_began(moment: datetime) -> datetime:
    return moment.astimezone(ZONE).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
