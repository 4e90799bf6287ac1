"""`/vangmat`: somebody of a unit is away for some days, and a colleague is written to and reports in their place."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from domain.finding import meant
from domain.finding.person_names import bare
from domain.messaging.messages import Text, lines_of
from domain.reports.absences import BadDays, Days, read_days
from domain.text import nfc
from handlers.contact import actions, deputies
from handlers.contact.actions import Colleague
from handlers.conversation.dialogs import confirmation
from handlers.conversation.talk import Answer, Choice, Talk, in_rows
from handlers.naming import unit_named
from handlers.words import Words, dates
from handlers.words.enumerations import listed
from storage.people import absences
from storage.people.absences import Away
from storage.tables import Unit


def command(talk: Talk, rest: str = "") -> None:
    """Ask for the days away, or take them (`/vangmat`, `/vangmat 20/12 đến 25/12`); what is planned already can be
    ended."""
    if rest:
        typed(talk, rest)
        return
    words = talk.words
    planned = absences.coming(talk.session, talk.person.reporting_units, talk.now)
    own = [away for away in planned if away.absence.person_id == talk.person.person_id]
    choices = [Choice(_back_label(talk, away, own), "away.end", {"absence_id": away.absence.id}) for away in own]
    talk.say(lines_of([*_lines(talk, planned), words("away.ask")]), in_rows(choices, 1), focus={"ask": "away"})


def typed(talk: Talk, text: str) -> None:
    """Take an answer to the question `{"ask": "away"}`: the days; then ask who stands in. `first`: the first day, where
    it is known and the last is asked for."""
    since = (talk.address.focus or {}).get("first") if (talk.address.focus or {}).get("ask") == "away" else None
    talk.address.focus = {"ask": "away"}
    of_units, said = _units_in(talk, nfc(text))
    today = talk.now.astimezone(actions.zone_of(talk)).date()
    try:
        days = read_days(said, today, date.fromisoformat(since) if since else None)
    except BadDays as bad:
        if first := bad.first or (since and date.fromisoformat(since)):
            talk.address.focus = {"ask": "away", "first": f"{first}"}
        talk.stop(f"away.bad.{bad.why}", said=bad.said, first=dates.day(talk.words, bad.first) if bad.first else "")
    units = sorted(of_units or talk.person.reporting_units)
    found, nobody = deputies.named_in(talk, nfc(text))
    ask(talk, days, units, found, nobody)


def ask(talk: Talk, days: Days, units: Sequence[int], only: Collection[int] = (), nobody: str = "") -> None:
    """Ask who stands in in these units; read back where one person in one unit was named. `nobody`: a name that is no
    colleague's."""
    words, span = talk.words, dates.span(talk.words, days.first, days.last)
    offered = deputies.offered(talk, units, only)
    args = {"first": f"{days.first}", "last": f"{days.last}"}
    if only and len(offered) == 1:
        read_back(talk, offered[0].units[0], offered[0].person_id, args["first"], args["last"])
        return
    lines: list[Text] = [words("away.whole_days")] if days.has_hours else []
    lines += [words("away.no_such", said=nobody[:60])] if nobody else []
    if not offered:
        talk.address.focus = None  # nothing that can be typed leads on
        raise Answer(lines_of([*lines, words("away.nobody", days=span)]))
    choices = [
        Choice(f"{n}. {one.label}", "away.with", _args(one.units, one.person_id, args))
        for n, one in enumerate(offered, 1)
    ]
    several = listed(words, _names(talk, units)) if len(units) > 1 else ""
    name = "away.in_which" if only and len({one.person_id for one in offered}) == 1 else "away.who"
    who = offered[0].label.partition(" · ")[0]
    body = words(f"{name}_units" if several and name == "away.who" else name, days=span, units=several, deputy=who)
    talk.show(lines_of([*lines, body]), in_rows(choices, 1), focus={"ask": "away.who", **args, "units": list(units)})


def typed_deputy(talk: Talk, text: str) -> bool:
    """Take an answer to the question `{"ask": "away.who", …}`: a name; False where it is nobody's."""
    focus = talk.address.focus or {}
    found = deputies.called(talk, nfc(text)) or deputies.named_in(talk, nfc(text))[0]
    if found:
        ask(talk, Days(date.fromisoformat(focus["first"]), date.fromisoformat(focus["last"])), focus["units"], found)
    return bool(found)


def typed_anew(talk: Talk, text: str) -> bool:
    """Take other days in place of those for which it is asked who stands in, also where they have to be asked about
    (`xin nghỉ từ mai`); False where none are said."""
    try:
        read_days(_units_in(talk, nfc(text))[1], talk.now.astimezone(actions.zone_of(talk)).date(), None)
    except BadDays as bad:
        if bad.why in _NO_DAYS:
            return False
    typed(talk, text)
    return True


_NO_DAYS = frozenset({"unclear", "vague", "lunar"})


def no_such(talk: Talk, text: str) -> None:
    """Say that the name is no colleague's, and how one is added."""
    talk.note(talk.words("away.no_such", said=(deputies.named_in(talk, nfc(text))[1] or bare(nfc(text)))[:60]))


def _args(units: Sequence[int], deputy_id: int, days: Mapping[str, str]) -> dict[str, Any]:
    more = {"more": list(units[1:])} if len(units) > 1 else {}
    return {"unit_id": units[0], "deputy_id": deputy_id, **days, **more}


def _names(talk: Talk, units: Sequence[int]) -> list[str]:
    return [talk.session.get_one(Unit, unit).shown for unit in units]


def read_back(
    talk: Talk, unit_id: int, deputy_id: int, first: str, last: str, more: Sequence[int] | None = None
) -> None:
    """Read it back (`Tôi hiểu là …`); nothing is kept before it is confirmed. `more`: further units."""
    units = [unit_id, *(more or ())]
    found = [actions.colleague(talk, unit, deputy_id) for unit in units]
    words, days = talk.words, Days(date.fromisoformat(first), date.fromisoformat(last))
    span, name = dates.span(words, days.first, days.last), _name_among(talk, found[0])
    there = listed(words, [one.unit.shown for one in found])
    said = [words("away.understood", days=span, unit=there, deputy=name)]
    away = [
        one
        for one in absences.coming(talk.session, units, talk.now)
        if one.absence.person_id == deputy_id and _overlaps(talk, one, days)
    ]
    said += [
        words("away.deputy_away", deputy=name, days=_days(words, one, actions.zone_of(talk)), instead=one.deputy)
        for one in away[:1]
    ]
    if rest := _without_deputy(talk, days, units):
        said.append(words("away.rest", units=listed(words, _names(talk, rest))))
    go = Choice(words.plain("button.away"), "away.keep", _args(units, deputy_id, {"first": first, "last": last}))
    talk.show(*confirmation(words, said, go))


def keep(talk: Talk, unit_id: int, deputy_id: int, first: str, last: str, more: Sequence[int] | None = None) -> None:
    """Keep what was confirmed, and go on with the person's other units, where nobody stands in yet."""
    days = Days(date.fromisoformat(first), date.fromisoformat(last))
    units = [unit_id, *(more or ())]
    found = actions.be_away(talk, units, deputy_id, days)
    words, args = talk.words, {"first": first, "last": last}
    span, deputy = dates.span(words, days.first, days.last), _name_among(talk, found[0])
    lines = [words("away.done", days=span, deputy=deputy, unit=listed(words, [one.unit.shown for one in found]))]
    rest = _without_deputy(talk, days, units)
    offered = deputies.offered(talk, rest) if rest else []
    if rest:
        lines.append(words("away.rest" if not offered else "away.rest_who", units=listed(words, _names(talk, rest))))
    choices = [
        Choice(f"{n}. {one.label}", "away.with", _args(one.units, one.person_id, args))
        for n, one in enumerate(offered, 1)
    ]
    talk.show(lines_of(lines), in_rows(choices, 1))


def _without_deputy(talk: Talk, days: Days, besides: Collection[int]) -> list[int]:
    """Return the person's other units in which nobody stands in on these days."""
    own = [
        one.absence.unit_id
        for one in absences.coming(talk.session, talk.person.reporting_units, talk.now)
        if one.absence.person_id == talk.person.person_id and _overlaps(talk, one, days)
    ]
    return [unit for unit in sorted(talk.person.reporting_units) if unit not in {*own, *besides}]


def end(talk: Talk, absence_id: int) -> None:
    """End the absence, and say so (`Đã có mặt lại`)."""
    actions.be_back(talk, absence_id)
    talk.show(talk.words("away.back"))


def _units_in(talk: Talk, text: str) -> tuple[frozenset[int], str]:
    """Return those of several units of the person that are named, and the text without them: `15/12 ở phường ba`."""
    if len(talk.person.reporting_units) < 2:
        return frozenset(), text
    known, named, left = unit_named.own_units(talk), set[int](), list[str]()
    for clause in text.split(","):
        found, rest = unit_named.apart_from(known, clause.strip())
        alone = {unit.id for unit in meant.whole(known, clause.strip())} if not found else set()
        named |= found | alone
        left += [] if alone else [rest if found else clause]
    return frozenset(named & talk.person.reporting_units), ",".join(left)


def _name_among(talk: Talk, deputy: Colleague) -> str:
    """Return the name, with what tells the person from a colleague of that name."""
    wanted = (deputy.unit.id, deputy.person.id)
    pairs = deputies.labelled(talk)
    label = next((label for one, label in pairs if (one.unit.id, one.person.id) == wanted), deputy.person.name)
    return label.replace(f" · {deputy.unit.shown}", "", 1)


def _lines(talk: Talk, planned: Sequence[Away]) -> list[Text]:
    """Say who is away when, and who stands in in which units."""
    together: dict[tuple[str, str, str], list[int]] = {}
    for away in planned:
        known = (away.person, away.deputy, _days(talk.words, away, actions.zone_of(talk)))
        together.setdefault(known, []).append(away.absence.unit_id)
    return [
        talk.words("away.line", who=who, deputy=deputy, days=days, unit=listed(talk.words, _names(talk, units)))
        for (who, deputy, days), units in together.items()
    ]


def _back_label(talk: Talk, away: Away, own: Sequence[Away]) -> str:
    label = talk.words.plain("button.back_again", until=_days(talk.words, away, actions.zone_of(talk)))
    several = len({one.absence.unit_id for one in own}) > 1
    return f"{label} · {_names(talk, [away.absence.unit_id])[0]}" if several else label


def _overlaps(talk: Talk, away: Away, days: Days) -> bool:
    zone = actions.zone_of(talk)
    first = away.absence.since.astimezone(zone).date()
    last = (away.absence.until - timedelta(seconds=1)).astimezone(zone).date()
    return first <= days.last and days.first <= last


def _days(words: Words, away: Away, zone: ZoneInfo) -> str:
    first = away.absence.since.astimezone(zone).date()
    last = (away.absence.until - timedelta(seconds=1)).astimezone(zone).date()
    return dates.span(words, first, last)
