"""`/lich`: days off and days worked in exchange in the year to come, with why; and one's own duties as a feed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from domain.calendar.workdays import WorkCalendar
from domain.messaging.messages import Text, lines_of
from domain.moments.ahead import year_or_month
from handlers.conversation.signed_links import FeedLinks
from handlers.conversation.talk import Choice, Talk
from handlers.words import Words, dates

AHEAD = timedelta(days=366)
_DAY = timedelta(days=1)


def command(talk: Talk, rest: str = "") -> None:
    words, calendar = talk.words, talk.context.calendar
    assert talk.organisation is not None
    today = talk.now.astimezone(ZoneInfo(talk.organisation.timezone)).date()
    first, last, title = _asked_for(talk, rest, today)
    lines: list[Text] = [title, *(list(_stretches(words, calendar, first, last)) or [words("calendar.none")])]
    provisional = [year for year in (first.year, last.year) if calendar.is_provisional(date(year, 1, 1))]
    lines += [words("calendar.provisional", year=year) for year in dict.fromkeys(provisional)]
    rows = []
    if talk.person.is_reporter:
        links = FeedLinks(talk.context.public_url, talk.context.secret)
        lines.append(words("calendar.feed"))
        rows.append([Choice(words.plain("button.feed"), url=links.link(talk.person.person_id))])
    talk.say(lines_of(lines), rows)


def _asked_for(talk: Talk, rest: str, today: date) -> tuple[date, date, Text]:
    """Return the first and the last day, and the heading: a year to come, or the year or month that was named."""
    words = talk.words
    if not rest:
        return today, today + AHEAD, words("calendar.title")
    named = year_or_month(rest, today)
    if named is None:
        talk.note(words("command.unused", said=rest[:60], command="lich"))
        return today, today + AHEAD, words("calendar.title")
    first, last, is_month = named
    name = "calendar.title_month" if is_month else "calendar.title_year"
    return first, last, words(name, month=first.month, year=first.year)


@dataclass(slots=True)
class _Stretch:
    first: date
    last: date
    why: list[str]


def _stretches(words: Words, calendar: WorkCalendar, first: date, last: date) -> Iterator[Text]:
    """Yield a line for each stretch of days off with nothing but weekends between them; a day that is worked is one by
    itself."""
    stretch: _Stretch | None = None
    for day, why in calendar.specials(first, last):
        if stretch is not None and _goes_on(calendar, stretch.last, day):
            stretch.last = day
            stretch.why += [why] if why not in stretch.why else []
            continue
        if stretch is not None:
            yield _line(words, calendar, stretch)
        stretch = _Stretch(day, day, [why])
    if stretch is not None:
        yield _line(words, calendar, stretch)


def _goes_on(calendar: WorkCalendar, before: date, day: date) -> bool:
    days = (before + _DAY * n for n in range((day - before).days + 1))
    return not any(calendar.is_working(one) for one in days)


def _line(words: Words, calendar: WorkCalendar, stretch: _Stretch) -> Text:
    first, last = stretch.first, stretch.last
    name = "calendar.worked" if calendar.is_working(first) else "calendar.off"
    days = dates.day(words, first)
    if last != first:
        days = words.plain("calendar.from_to", first=days, last=dates.day(words, last))
    mark = words.plain("calendar.mark") if calendar.is_provisional(last) else ""
    return words(name, days=days, why="; ".join(filter(None, stretch.why)), mark=mark)
