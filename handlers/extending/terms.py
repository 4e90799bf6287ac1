"""Days that are typed for more time, for one unit's report or for everybody's; and how buttons keep them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime

from domain.calendar.deadlines import due_day
from domain.calendar.durations import TimeOfDay, parse_clock
from domain.messaging.messages import Text, lines_of
from domain.reports.extensions import BadWish, Wish
from domain.reports.wishes import read_wish
from handlers.conversation.talk import Answer, Choice, Talk, in_rows
from handlers.extending.actions import Due, Wanted, moment_of, terms_of
from handlers.words import Words, dates

Offer = Callable[[str, str], Choice]
"""From a moment, as buttons keep it, and the reason that was given to what pressing does; its label is filled in."""


def as_wanted(day: date, clock: TimeOfDay | None = None) -> str:
    """Write the day as buttons keep it: `2026-12-22`, or with a time of day `2026-12-22 17:30`."""
    return f"{day}" if clock is None else f"{day} {clock}"


def wanted_of(wish: Wish) -> str:
    """Return the day as it was named, so that it is said when it moves, in the form that buttons keep."""
    return as_wanted(wish.named or wish.day, wish.clock)


def remarks(words: Words, due: Due, wanted: str, moment: datetime, tasks: Sequence[str] = ()) -> list[Text]:
    """Return the remarks that a day off was moved to a working day, and that a task has no time of its own."""
    named, moved = wanted_from(wanted)[0], due_day(moment, due.zone)
    lines = [_of_tasks(words, tasks)] if tasks else []
    if named != moved:
        lines.append(words("extend.moved", day=dates.day(words, named), to=dates.day(words, moved)))
    return lines


def _of_tasks(words: Words, tasks: Sequence[str]) -> Text:
    return words("extend.whole_report", tasks=", ".join(tasks))


def wanted_from(wanted: str) -> Wanted:
    """Read the day, and the time of day, from how buttons keep it."""
    day, _, hour = wanted.partition(" ")
    return date.fromisoformat(day), parse_clock(hour) if hour else None


def wish_or_stop(talk: Talk, due: Due, typed: str, offer: Offer | None = None) -> Wish:
    """Return what was typed; else say why not, and the question stays open. Where several moments may be meant they are
    told, each with its button where there is an `offer`."""
    terms = terms_of(talk, due)
    try:
        return read_wish(typed, terms)
    except BadWish as bad:
        words = talk.words
        options = [as_wanted(*option) for option in bad.options]
        moments = [dates.moment(words, moment_of(talk, due, option), due.zone) for option in bad.options]
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
