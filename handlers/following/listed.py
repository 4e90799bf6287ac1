"""The lists of those who follow, as data: which rows are on which, narrowed or not."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from domain.calendar.deadlines import due_day
from domain.moments.ahead import MOST_DAYS, days_ahead, days_named
from handlers.following.filters import narrowed
from handlers.following.in_one_breath import names_period
from handlers.following.texts import UPCOMING_DAYS
from storage.following import overdue
from storage.following.overdue import FollowedDuty, OutstandingDuty

Rows = Callable[[Session, Collection[int], datetime], list[OutstandingDuty]]


def upcoming(
    session: Session, plans: Collection[int], now: datetime, days: int = UPCOMING_DAYS
) -> list[OutstandingDuty]:
    """Return what is due within these days, to the end of the last, as what is owed is said to be due in so many."""
    rows = overdue.upcoming(session, plans, now, now + timedelta(days=days + 1))
    return [row for row in rows if (due_day(row.due_at, row.asked.zone) - _today(row, now)).days <= days]


def _today(row: OutstandingDuty, now: datetime) -> date:
    return now.astimezone(row.asked.zone).date()


@dataclass(frozen=True, slots=True)
class Ahead:
    """How far the list looks: so many `days`, or the first and the last of those `between` which it is. `names`: what
    it is narrowed by. `of_period`: a period is named, and what is due is looked for however late it is."""

    days: int
    names: str
    between: tuple[date, date] | None = None
    of_period: bool = False


def ahead(session: Session, plans: Collection[int], typed: str, now: datetime) -> Ahead:
    """Read how far the list looks, and what it is narrowed by: `/sapdenhan 30 ngày, y tế`, `/sapdenhan tuần sau`."""
    if (found := days_ahead(typed)) is not None:
        return Ahead(*found)
    if not typed:
        return Ahead(UPCOMING_DAYS, "")
    nearest = overdue.next_due(session, plans, now)
    today = now.astimezone(nearest.zone).date() if nearest is not None else now.date()
    if (named := days_named(typed, today)) is None:
        of_period = names_period(typed, today)
        return Ahead(MOST_DAYS if of_period else UPCOMING_DAYS, typed, of_period=of_period)
    return Ahead((named[1] - today).days + 1, named[2], named[:2])


def due(session: Session, plans: Collection[int], now: datetime, ahead: Ahead) -> list[OutstandingDuty]:
    rows = upcoming(session, plans, now, ahead.days)
    if ahead.between is None:
        return rows
    first, last = ahead.between
    return [row for row in rows if first <= due_day(row.due_at, row.asked.zone) <= last]


def missing(session: Session, plans: Collection[int], rest: str, now: datetime) -> list[OutstandingDuty]:
    """Return what is not in for the current periods; where one is named, also what is not in for others."""
    rows = overdue.missing(session, plans, now)
    if not names_period(rest, now.date()):
        return rows
    known = {row.obligation_id for row in rows}
    others = overdue.expected(session, plans, now - _LONG_AGO)
    return [*rows, *(row for row in others if row.obligation_id not in known)]


_LONG_AGO = timedelta(days=300)
"""A month or quarter without its year is none that is further back."""

LISTS: Mapping[str, Rows] = {"overdue": overdue.overdue, "upcoming": upcoming, "missing": overdue.missing}


def rows(session: Session, plans: Collection[int], args: Mapping[str, Any], now: datetime) -> list[FollowedDuty]:
    """Return the rows of a list. `args`: {"list": its name, "rest": what it is narrowed by}."""
    if args["list"] == "upcoming":
        far = ahead(session, plans, args["rest"], now)
        rest, expected = far.names, due(session, plans, now, far)
    else:
        rest = args["rest"]
        is_missing = args["list"] == "missing"
        expected = missing(session, plans, rest, now) if is_missing else LISTS[args["list"]](session, plans, now)
    found = narrowed(session, expected, plans, rest, now).rows if rest else expected
    return overdue.described(session, found, now)
