"""The lists of those who follow, as data: which rows are on which, narrowed or not."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from domain.moments.ahead import days_ahead
from handlers.following.filters import narrowed
from handlers.following.texts import UPCOMING_DAYS
from storage.following import overdue
from storage.following.overdue import FollowedDuty, OutstandingDuty

Rows = Callable[[Session, Collection[int], datetime], list[OutstandingDuty]]


def upcoming(
    session: Session, plans: Collection[int], now: datetime, days: int = UPCOMING_DAYS
) -> list[OutstandingDuty]:
    return overdue.upcoming(session, plans, now, now + timedelta(days=days))


def ahead(typed: str) -> tuple[int, str]:
    """Return how many days the list looks ahead, and what it is narrowed by: `/sapdenhan 30 ngày, y tế`."""
    return days_ahead(typed) or (UPCOMING_DAYS, typed)


LISTS: Mapping[str, Rows] = {"overdue": overdue.overdue, "upcoming": upcoming, "missing": overdue.missing}


def rows(session: Session, plans: Collection[int], args: Mapping[str, Any], now: datetime) -> list[FollowedDuty]:
    """Return the rows of a list. `args`: {"list": its name, "rest": what it is narrowed by}."""
    if args["list"] == "upcoming":
        days, rest = ahead(args["rest"])
        expected = upcoming(session, plans, now, days)
    else:
        rest, expected = args["rest"], LISTS[args["list"]](session, plans, now)
    found = narrowed(session, expected, plans, rest).rows if rest else expected
    return overdue.described(session, found, now)
