"""Which days may be asked for or granted, for one unit's report or for everybody's."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Protocol, TypeVar
from zoneinfo import ZoneInfo

from domain.calendar.deadlines import due_day
from domain.calendar.durations import TimeOfDay, parse_clock
from domain.messaging.messages import Text, lines_of
from domain.moments.writing import due_clock
from domain.reports.extensions import BadWish, Terms, Wish, checked, last_day, on_day, read_wish
from handlers.conversation.talk import Answer, Choice, Talk, in_rows
from handlers.words import Words, dates
from storage.deciding import extensions
from storage.reporting import duties
from storage.reporting.duties import Duty

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
    clocks = due_clock(due.due_at, due.zone), TimeOfDay(now.hour * 60 + now.minute)
    codes = frozenset(task.code for task in duties.tasks_of(talk.session, due.requirement_id))
    return Terms(now.date(), day, last_day(day, until), talk.context.calendar, *clocks, codes)


Offer = Callable[[str, str], Choice]
"""From a moment, as buttons keep it, and the reason that was given to what pressing does; its label is filled in."""


def wish_or_stop(talk: Talk, due: Due, typed: str, offer: Offer | None = None) -> Wish:
    """Where several moments may be meant they are told, each with its button where there is an `offer`."""
    return _or_stop(talk, due, lambda terms: read_wish(typed, terms), offer)


def moment_or_stop(talk: Talk, due: Due, wanted: str) -> datetime:
    """The due moment on the day of `as_wanted`, where it may be asked for now."""
    day, clock = _parts(wanted)
    return on_day(due.due_at, _or_stop(talk, due, lambda terms: checked(day, terms, clock)), due.zone, clock)


def as_wanted(day: date, clock: TimeOfDay | None = None) -> str:
    """How buttons keep it: `2026-12-22`, or with a time of day `2026-12-22 17:30`."""
    return f"{day}" if clock is None else f"{day} {clock}"


def wanted_of(wish: Wish) -> str:
    """The day as it was named, so that it is said when it moves."""
    return as_wanted(wish.named or wish.day, wish.clock)


def remarks(words: Words, due: Due, wanted: str, moment: datetime, tasks: Sequence[str] = ()) -> list[Text]:
    """That a day off was moved to a working day, and that a task has no time of its own."""
    named, moved = _parts(wanted)[0], due_day(moment, due.zone)
    lines = [_of_tasks(words, tasks)] if tasks else []
    if named != moved:
        lines.append(words("extend.moved", day=dates.day(words, named), to=dates.day(words, moved)))
    return lines


def _of_tasks(words: Words, tasks: Sequence[str]) -> Text:
    return words("extend.whole_report", tasks=", ".join(tasks))


def _parts(wanted: str) -> tuple[date, TimeOfDay | None]:
    day, _, hour = wanted.partition(" ")
    return date.fromisoformat(day), parse_clock(hour) if hour else None


def _or_stop(talk: Talk, due: Due, read: Callable[[Terms], T], offer: Offer | None = None) -> T:
    """What was read; else says why not, and the question stays open."""
    terms = terms_of(talk, due)
    try:
        return read(terms)
    except BadWish as bad:
        words = talk.words
        options = [as_wanted(*option) for option in bad.options]
        moments = [dates.moment(words, moment_or_stop(talk, due, option), due.zone) for option in options]
        why = words(
            f"extend.bad.{bad.why}",
            day=dates.day(words, bad.day) if bad.day else "",
            said=bad.said,
            last=dates.day(words, terms.last),
            due=dates.moment(words, due.due_at, due.zone),
            moments="; ".join(moments),
        )
        choices = [
            replace(offer(option, bad.reason), label=words.plain("button.extend_to", day=moment))
            for option, moment in zip(options, moments, strict=True)
            if offer is not None
        ]
        raise Answer(
            lines_of([*([_of_tasks(words, bad.tasks)] if bad.tasks else []), why]), in_rows(choices, 1)
        ) from bad
