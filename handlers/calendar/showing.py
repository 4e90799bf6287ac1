"""`/lich`: days off and days worked in exchange in the year to come, with why; and one's own duties as a feed."""

from collections.abc import Iterator
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from domain.messages import Text, lines_of
from domain.workdays import WorkCalendar
from handlers.calendar.feed import FeedLinks
from handlers.talk import Choice, Talk
from handlers.words import Words, dates

AHEAD = timedelta(days=366)
_DAY = timedelta(days=1)


def command(talk: Talk, rest: str = "") -> None:
    words, calendar = talk.words, talk.context.calendar
    assert talk.organisation is not None
    today = talk.now.astimezone(ZoneInfo(talk.organisation.timezone)).date()
    lines: list[Text] = [words("calendar.title")]
    lines += list(_stretches(words, calendar, today, today + AHEAD)) or [words("calendar.none")]
    provisional = [year for year in (today.year, (today + AHEAD).year) if calendar.is_provisional(date(year, 1, 1))]
    lines += [words("calendar.provisional", year=year) for year in dict.fromkeys(provisional)]
    rows = []
    if talk.person.is_reporter:
        links = FeedLinks(talk.context.public_url, talk.context.secret)
        lines.append(words("calendar.feed"))
        rows.append([Choice(words.plain("button.feed"), url=links.link(talk.person.person_id))])
    talk.say(lines_of(lines), rows)


def _stretches(words: Words, calendar: WorkCalendar, first: date, last: date) -> Iterator[Text]:
    """Days in a row for the same reason are one line."""
    begun: tuple[date, date, str] | None = None
    for day, why in calendar.specials(first, last):
        if begun is not None and begun[2] == why and (day - begun[1]) <= _DAY and _same(calendar, begun[1], day):
            begun = (begun[0], day, why)
            continue
        if begun is not None:
            yield _line(words, calendar, *begun)
        begun = (day, day, why)
    if begun is not None:
        yield _line(words, calendar, *begun)


def _same(calendar: WorkCalendar, day: date, other: date) -> bool:
    return calendar.is_working(day) is calendar.is_working(other)


def _line(words: Words, calendar: WorkCalendar, first: date, last: date, why: str) -> Text:
    name = "calendar.worked" if calendar.is_working(first) else "calendar.off"
    days = dates.day(words, first)
    if last != first:
        days = words.plain("calendar.from_to", first=days, last=dates.day(words, last))
    mark = words.plain("calendar.mark") if calendar.is_provisional(first) else ""
    return words(name, days=days, why=why, mark=mark)
