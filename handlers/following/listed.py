"""The lists of those who follow, as data: which rows are on which, narrowed or not."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from handlers.following.filters import narrowed
from handlers.following.texts import UPCOMING_DAYS
from storage import following
from storage.following import Awaited, Owing

Rows = Callable[[Session, Collection[int], datetime], list[Owing]]


def _upcoming(session: Session, plans: Collection[int], now: datetime) -> list[Owing]:
    return following.upcoming(session, plans, now, now + timedelta(days=UPCOMING_DAYS))


LISTS: Mapping[str, Rows] = {"overdue": following.overdue, "upcoming": _upcoming, "missing": following.missing}


def rows(session: Session, plans: Collection[int], args: Mapping[str, Any], now: datetime) -> list[Awaited]:
    """`args`: {"list": its name, "rest": what it is narrowed by}."""
    found = narrowed(session, LISTS[args["list"]](session, plans, now), plans, args["rest"]).rows
    return following.described(session, found, now)
