"""Which days may be asked for or granted, for one unit's report or for everybody's."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Protocol, TypeVar
from zoneinfo import ZoneInfo

from domain.deadlines import due_day
from domain.durations import Clock, parse_clock
from domain.extensions import BadWish, Terms, Wish, checked, last_day, on_day, read_wish
from domain.moments.writing import due_clock
from handlers.talk import Talk
from handlers.words import Words, dates
from storage import extensions
from storage.duties import Duty

T = TypeVar("T")


class Due(Protocol):
    """A report with its due moment."""

    @property
    def requirement_id(self) -> int: ...
    @property
    def due_at(self) -> datetime: ...
    @property
    def zone(self) -> ZoneInfo: ...


def about(words: Words, duty: Duty) -> dict[str, Any]:
    """What the templates speak of: the report, its unit, its due moment as it stands."""
    return {
        "title": dates.report_title(words, duty.title, duty.period_type, duty.period_key),
        "unit": duty.unit_name,
        "due": dates.moment(words, duty.due_at, duty.zone),
    }


def terms_of(talk: Talk, due: Due) -> Terms:
    day = due_day(due.due_at, due.zone)
    until = extensions.plan_until(talk.session, due.requirement_id)
    now = talk.now.astimezone(due.zone)
    clocks = due_clock(due.due_at, due.zone), Clock(now.hour * 60 + now.minute)
    return Terms(now.date(), day, last_day(day, until), talk.context.calendar, *clocks)


def wish_or_stop(talk: Talk, due: Due, typed: str) -> Wish:
    return _or_stop(talk, due, lambda terms: read_wish(typed, terms))


def moment_or_stop(talk: Talk, due: Due, wanted: str) -> datetime:
    """The due moment on the day of `as_wanted`, where it may be asked for now."""
    day, _, hour = wanted.partition(" ")
    clock = parse_clock(hour) if hour else None
    checked_day = _or_stop(talk, due, lambda terms: checked(date.fromisoformat(day), terms, clock))
    return on_day(due.due_at, checked_day, due.zone, clock)


def as_wanted(day: date, clock: Clock | None = None) -> str:
    """How buttons keep it: `2026-12-22`, or with a time of day `2026-12-22 17:30`."""
    return f"{day}" if clock is None else f"{day} {clock}"


def _or_stop(talk: Talk, due: Due, read: Callable[[Terms], T]) -> T:
    """What was read; else says why not, and the question stays open."""
    terms = terms_of(talk, due)
    try:
        return read(terms)
    except BadWish as bad:
        words = talk.words
        talk.stop(
            f"extend.bad.{bad.why}",
            day=dates.day(words, bad.day) if bad.day else "",
            said=bad.said,
            last=dates.day(words, terms.last),
            due=dates.moment(words, due.due_at, due.zone),
        )
