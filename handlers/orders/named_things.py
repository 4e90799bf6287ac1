"""What a text names: units, people and the units they are of, reports, periods, days, tasks."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from domain.finding import meant
from domain.finding.abbreviations import in_full, is_abbreviation
from domain.finding.meant import Called
from domain.finding.spelling import words
from domain.orders.best_way import OrderCandidate, OrderTerm
from domain.orders.concepts import NEUTRAL
from domain.orders.kinds_in_text import likely_names
from domain.orders.names_in_text import (
    Spot,
    days_and_codes,
    named_periods,
    periods,
    said_together,
    whole_names,
)
from domain.orders.order_tokens import OrderToken, runs, said_of, ways_said
from domain.orders.report_names import begins_name, named_reports
from handlers.conversation.talk import Talk
from handlers.naming import asked_for
from handlers.naming.asked_for import KnownUnits
from handlers.naming.named_together import named_together, places
from storage.following import overdue
from storage.people import actors
from storage.people.contacts import contacts_of
from storage.reporting import duties
from storage.tables import Unit
from storage.units import units

_LONGEST = 10  # words of a name
_BEFORE_A_PERSON = frozenset({"chi", "anh", "ong", "ba", "co", "chu", "bac", "o", "dong", "d/c"})


@dataclass(frozen=True, slots=True)
class Mentioned:
    """What the text names, with the words of each."""

    text: str
    tokens: Sequence[OrderToken]
    units: Sequence[Spot[Unit]] = ()
    reports: Sequence[Spot[str]] = ()  # by code
    periods: Sequence[Spot[str]] = ()
    others: Sequence[OrderTerm] = field(default_factory=list)  # days and codes of tasks
    but: str = ""  # who is left out, as it is typed behind a command

    @property
    def spots(self) -> list[OrderTerm]:
        return [
            *(OrderTerm("unit", one.start, one.end) for one in self.units),
            *(OrderTerm("report", one.start, one.end) for one in self.reports),
            *named_periods(self.periods),
            *self.others,
        ]

    @property
    def unit_names(self) -> str:
        return said_together(self.units)

    @property
    def filters(self) -> str:
        """Return what is named as it is typed behind the command of a list."""
        said = ", ".join(filter(None, [self.unit_names, self.conditions]))
        return f"{said} {self.but}".strip()

    @property
    def conditions(self) -> str:
        """Return the reports and periods, as they are typed there."""
        codes = list(dict.fromkeys(code for one in self.reports for code in one.found))
        return ", ".join([*codes, *(period for one in self.periods for period in one.found)])

    @property
    def report_and_period(self) -> str:
        """Return the report and the period as they are typed behind `/tonghop`."""
        codes = list(dict.fromkeys(code for one in self.reports for code in one.found))
        named = [period for one in self.periods for period in one.found]
        return " ".join([*codes[:1], *named[:1]])

    @property
    def behind_names(self) -> str:
        """Return the text without what it names: `tháng 11` is no month to ask for, `phường 5` no number of days."""
        text, end = "", 0
        known = [one for one in self.units if one.found]  # `so lieu` only looks like a `sở`
        named = [*self.spots, *(OrderTerm("known", one.start, one.end) for one in known)]
        spans = [(one.start, one.end) for one in named if one.kind in ("known", "report", "period")]
        for start, stop in sorted(spans):
            first = self.tokens[start].start
            if first >= end:
                text, end = text + self.text[end:first], self.tokens[stop - 1].end
        return " ".join((text + self.text[end:]).split())

    def behind(self, place: int) -> str:
        """Return the text from this word on."""
        return self.text[self.tokens[place].start :].strip() if place < len(self.tokens) else ""


def mentioned(talk: Talk, text: str, tokens: Sequence[OrderToken], *, follows: bool) -> Mentioned:
    """Return what the text names. `follows`: units are looked for among those that the person follows, and reports
    among theirs."""
    today = talk.now.date()
    spots = periods(tokens, today)
    titled = [one for one in _reports(talk, text, tokens) if not places([one]) & places(spots)]
    said_so = [one for one in titled if begins_name(tokens, one.start) < one.start]  # `báo cáo y tế` is no unit
    taken = places(spots) | places(said_so)
    named_units = named_together(talk.session, _there(talk), text, tokens, taken) if follows else []
    named_units = _or_people(talk, text, tokens, named_units)
    taken |= places(named_units)
    titled = [one for one in titled if one in said_so or not places([one]) & taken]
    taken |= places(titled)
    named_units += [
        Spot(start, end, said_of(text, tokens, (start, end)), ()) for start, end in likely_names(tokens, taken)
    ]
    taken |= places(named_units)
    others = [one for one in days_and_codes(text, tokens, today) if not set(range(one.start, one.end)) & taken]
    return Mentioned(text, tokens, named_units, titled, spots, others)


def with_parts(talk: Talk, said: Mentioned, first: OrderCandidate | None) -> Mentioned:
    """Add the units of which what is left over is a part of the name, and those of people who are named there."""
    people = with_people(talk, said)
    if people.units:
        return people
    known = _there(talk).called
    more = [spot for span in _left_of(said, first, _vocabulary(known)) for spot in _parts_in(said, known, *span)]
    more = more or (_units_of_people(talk, said, _people_in(said, first)) if first else [])
    return replace(said, units=[*said.units, *more])


def with_people(talk: Talk, said: Mentioned) -> Mentioned:
    """Add the units of people whose whole names stand there."""
    spots = [one for one in _by_whole_names(said.text, said.tokens, _people(talk)) if one.end - one.start > 1]
    return replace(said, units=[*said.units, *spots])


def _left_of(said: Mentioned, first: OrderCandidate | None, known: Collection[str]) -> Sequence[tuple[int, int]]:
    """Return the words of units' names that are not the order's own and name nothing else."""
    taken = {place for one in said.spots for place in range(one.start, one.end)} | (first.said if first else set())
    return runs(
        [
            place
            for place, token in enumerate(said.tokens)
            if place not in taken and (token.key in known or is_abbreviation(token.word))
        ]
    )


def _vocabulary(known: Sequence[tuple[Unit, Called]]) -> frozenset[str]:
    names = [name for _, called in known for name in (called.code, called.name, *called.former)]
    return frozenset(word.letters for name in names for word in (*words(name), *in_full(words(name))))


def _parts_in(said: Mentioned, known: Sequence[tuple[Unit, Called]], start: int, end: int) -> list[Spot[Unit]]:
    """Return the names that stand side by side there (`tân thành tân thạnh`), the longest first."""
    found: list[Spot[Unit]] = []
    at = start
    while at < end:
        stops = range(min(end, at + _LONGEST), at, -1)
        spot = next((one for stop in stops if (one := _part(said, known, at, stop, (start, end)))), None)
        found += [spot] if spot else []
        at = spot.end if spot else at + 1
    return found


def _part(
    said: Mentioned, known: Sequence[tuple[Unit, Called]], at: int, stop: int, all_of_it: tuple[int, int]
) -> Spot[Unit] | None:
    """Find the name that these words are; one of several words is none by itself, and a name says something."""
    some = [token for token in said.tokens[at:stop] if token.key not in NEUTRAL]
    is_short = stop - at == 1 and (at, stop) != all_of_it and not is_abbreviation(said.tokens[at].word)
    if not some or is_short:
        return None
    ways = [name for name in ways_said(said.text, said.tokens, (at, stop)) if not name.isdecimal()]
    for name in ways:
        in_order = [pair for pair in known if meant.in_order(pair[1], name)]
        if stop - at == 1 and not is_abbreviation(some[0].word):  # `đồng` is no word of `HĐND`
            in_order = [pair for pair in in_order if some[0].key in {word.letters for word in words(pair[1].name)}]
        if found := meant.choose(in_order, name):
            return Spot(at, stop, name, found)
    return None


def _people_in(said: Mentioned, first: OrderCandidate) -> list[tuple[int, int]]:
    """Return what is left over, and what stands behind a form of address or is written as a name is (`chị Lan`)."""
    taken = first.said | {place for one in said.spots for place in range(one.start, one.end)}
    addressed = {
        place
        for place, token in enumerate(said.tokens)
        if place and place not in taken and (said.tokens[place - 1].key in _BEFORE_A_PERSON or _is_capital(said, token))
    }
    return [*first.left, *((place, place + 1) for place in sorted(addressed))]


def _is_capital(said: Mentioned, token: OrderToken) -> bool:
    return said.text[token.start].isupper()


def _there(talk: Talk) -> KnownUnits:
    return asked_for.known(talk.session, followed(talk))


def followed(talk: Talk) -> Sequence[Unit]:
    return units.listed(talk.session, actors.units_followed(talk.session, talk.person.plan_ids), ())


def _or_people(talk: Talk, text: str, tokens: Sequence[OrderToken], found: Sequence[Spot[Unit]]) -> list[Spot[Unit]]:
    """Return the units named, but the unit of `Trần Thành Phú`, who is a focal point, instead of `Xã Thành Phú`, whose
    name is a part of that name."""
    if not any(one.start and tokens[one.start - 1].key not in NEUTRAL for one in found):
        return list(found)
    of_people = [
        one
        for one in _by_whole_names(text, tokens, _people(talk))
        if any(one.start < unit.start and unit.end <= one.end for unit in found)
    ]
    return [*(one for one in found if places([one]).isdisjoint(places(of_people))), *of_people]


def _people(talk: Talk) -> list[tuple[Unit, Called]]:
    """Return the people who answer for units, each as the unit under that person's name."""
    there = {unit.id: unit for unit in followed(talk)}
    contacts = contacts_of(talk.session, [(unit.organisation_id, unit.id) for unit in there.values()], talk.now)
    return [(there[unit_id], Called("", one.name)) for unit_id, found in contacts.items() for one in found if one.name]


def _units_of_people(talk: Talk, said: Mentioned, left: Sequence[tuple[int, int]]) -> list[Spot[Unit]]:
    """Return the unit of which `chị Lan` is a focal point; where it may be several people, all of their units."""
    people, wanted = _people(talk), {place for start, end in left for place in range(start, end)}
    spots = [one for one in _by_whole_names(said.text, said.tokens, people) if not wanted.isdisjoint(places([one]))]
    for start, end in left:
        if places(spots).isdisjoint(range(start, end)):
            name = said_of(said.text, said.tokens, (start, end))
            found = list({unit.id: unit for unit in meant.choose(people, name)}.values())
            spots += [_of_person(start, end, name, found)] if found else []
    return spots


def _by_whole_names(text: str, tokens: Sequence[OrderToken], people: Sequence[tuple[Unit, Called]]) -> list[Spot[Unit]]:
    """Return the units of the people whose whole names stand in the text."""
    named = {unit.id: unit for unit, _ in people}
    whole = whole_names(text, tokens, [(unit.id, called) for unit, called in people])
    return [_of_person(one.start, one.end, one.said, [named[id] for id in dict.fromkeys(one.found)]) for one in whole]


def _of_person(start: int, end: int, name: str, units_of: Sequence[Unit]) -> Spot[Unit]:
    return Spot(start, end, units_of[0].shown if len(units_of) == 1 else name, units_of)


def _reports(talk: Talk, text: str, tokens: Sequence[OrderToken]) -> list[Spot[str]]:
    """Return the reports that are named, by their codes."""
    asked = overdue.current(talk.session, talk.person.plan_ids, talk.now) if talk.person.plan_ids else ()
    owed = duties.owed_by(talk.session, talk.person.reporting_units)
    there = {one.requirement_code: one for one in (*asked, *owed)}
    named = named_reports(text, tokens, list(there.values()))
    return [Spot(one.start, one.end, "", [report.requirement_code for report in one.found]) for one in named]
