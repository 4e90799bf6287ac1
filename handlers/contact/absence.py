"""`/vangmat`: somebody of a unit is away for some days, and a colleague is written to and reports in their place."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.messaging.messages import Text, lines_of
from domain.reports.absences import BadDays, Days, read_days
from domain.rights import REPORTING_ROLES
from domain.text import nfc, vietnamese_key
from handlers.conversation.notices import Said, tell
from handlers.conversation.talk import Choice, Rows, Talk, in_rows
from handlers.naming import people as naming
from handlers.naming.people import ShownPerson
from handlers.words import Words, dates
from storage.people import absences, people
from storage.people.absences import Away
from storage.tables import Absence, Organisation, Person, Unit


def command(talk: Talk, rest: str = "") -> None:
    """`/vangmat`, `/vangmat 20/12 đến 25/12`; what is planned already can be ended."""
    if rest:
        typed(talk, rest)
        return
    words = talk.words
    planned = absences.coming(talk.session, talk.person.reporting_units, talk.now)
    own = [away for away in planned if away.absence.person_id == talk.person.person_id]
    lines = [_line(words, away, _zone(talk)) for away in planned]
    choices = [
        Choice(
            words.plain("button.back_again", until=_days(words, away, _zone(talk))),
            "away.end",
            {"absence_id": away.absence.id},
        )
        for away in own
    ]
    talk.say(lines_of([*lines, words("away.ask")]), in_rows(choices, 1), focus={"ask": "away"})


def typed(talk: Talk, text: str) -> None:
    """An answer to the question `{"ask": "away"}`: the days; then who stands in? `first`: the first day, where it is
    known and the last is asked for."""
    since = (talk.address.focus or {}).get("first") if (talk.address.focus or {}).get("ask") == "away" else None
    talk.address.focus = {"ask": "away"}
    today = talk.now.astimezone(_zone(talk)).date()
    try:
        days = read_days(nfc(text), today, date.fromisoformat(since) if since else None)
    except BadDays as bad:
        if first := bad.first or (since and date.fromisoformat(since)):
            talk.address.focus = {"ask": "away", "first": f"{first}"}
        talk.stop(f"away.bad.{bad.why}", said=bad.said, first=dates.day(talk.words, bad.first) if bad.first else "")
    choices = [
        Choice(
            f"{n}. {label}",
            "away.with",
            {"unit_id": unit.id, "deputy_id": person.id, "first": f"{days.first}", "last": f"{days.last}"},
        )
        for n, (unit, person, label) in enumerate(_labelled(talk), 1)
    ]
    words = talk.words
    span = _span(words, days.first, days.last)
    if not choices:
        talk.address.focus = None  # nothing that can be typed leads on
        talk.stop("away.nobody", days=span)
    hours = [words("away.whole_days")] if days.has_hours else []
    talk.show(lines_of([*hours, words("away.who", days=span)]), in_rows(choices, 1))


def _colleagues(talk: Talk) -> Sequence[tuple[Unit, Person]]:
    """Who else may report for a unit of this person: unit by unit, in Vietnamese order."""
    found: list[tuple[Unit, Person]] = []
    for unit_id in talk.person.reporting_units:
        unit = talk.session.get_one(Unit, unit_id)
        in_unit = people.in_office(talk.session, unit.organisation_id, unit_id, talk.now)
        others = {id for role, id in in_unit if role in REPORTING_ROLES} - {talk.person.person_id}
        found += [(unit, person) for person in people.persons(talk.session, others)]
    return sorted(found, key=lambda one: (vietnamese_key(one[0].name), vietnamese_key(one[1].name), one[1].id))


def _labelled(talk: Talk) -> list[tuple[Unit, Person, str]]:
    """With how each is shown among the others; see `handlers.naming.people`."""
    found = _colleagues(talk)
    roles = {
        (unit_id, person_id): role
        for unit_id in {unit.id for unit, _ in found}
        for role, person_id in people.in_office(talk.session, found[0][0].organisation_id, unit_id, talk.now)
    }
    shown = [
        ShownPerson(person.id, f"{person.name} · {unit.shown}", roles.get((unit.id, person.id), ""))
        for unit, person in found
    ]
    labels = naming.labels(talk.session, talk.words, shown, talk.now)
    return [(unit, person, label) for (unit, person), label in zip(found, labels, strict=True)]


def read_back(talk: Talk, unit_id: int, deputy_id: int, first: str, last: str) -> None:
    """`Tôi hiểu là …`; nothing is kept before it is confirmed."""
    unit, deputy = _pair_or_stop(talk, unit_id, deputy_id)
    words = talk.words
    span = _span(words, date.fromisoformat(first), date.fromisoformat(last))
    name = _name_among(talk, unit, deputy)
    said = [words("away.understood", days=span, unit=unit.shown, deputy=name)]
    said += [
        words("away.deputy_away", deputy=name, days=_days(words, one, _zone(talk)), instead=one.deputy)
        for one in absences.coming(talk.session, [unit_id], talk.now)
        if one.absence.person_id == deputy_id
        and _overlaps(talk, one, Days(date.fromisoformat(first), date.fromisoformat(last)))
    ]
    body = lines_of([*said, words("right?")])
    go = Choice(
        words.plain("button.away"),
        "away.keep",
        {"unit_id": unit_id, "deputy_id": deputy_id, "first": first, "last": last},
    )
    talk.show(body, [[go, Choice(words.plain("button.leave"), "leave")]])


def keep(talk: Talk, unit_id: int, deputy_id: int, first: str, last: str) -> None:
    """Kept once; the deputy is told."""
    unit, deputy = _pair_or_stop(talk, unit_id, deputy_id)
    days = Days(date.fromisoformat(first), date.fromisoformat(last))
    zone = _zone(talk)
    since, until = (datetime.combine(day, time(), zone) for day in (days.first, days.last + timedelta(days=1)))
    known = absences.coming(talk.session, [unit_id], talk.now)
    same = (talk.person.person_id, deputy_id, since, until)
    if not any((a.absence.person_id, a.absence.deputy_id, a.absence.since, a.absence.until) == same for a in known):
        absence = absences.add(
            talk.session,
            organisation_id=unit.organisation_id,
            unit_id=unit_id,
            person_id=talk.person.person_id,
            deputy_id=deputy_id,
            since=since,
            until=until,
            now=talk.now,
        )
        talk.record(
            unit.organisation_id,
            "absence.planned",
            f"unit:{unit_id}",
            absence=absence.id,
            deputy=deputy_id,
            first=first,
            last=last,
        )
        tell(talk.session, [deputy_id], _told(talk, unit, "away.told", days), talk.now)
    words = talk.words
    talk.show(words("away.done", days=_span(words, days.first, days.last), deputy=_name_among(talk, unit, deputy)))


def end(talk: Talk, absence_id: int) -> None:
    """`Đã có mặt lại`: it ends now."""
    absence = talk.session.get(Absence, absence_id, with_for_update=True)
    if absence is None or absence.person_id != talk.person.person_id:
        talk.stop("button.unknown")
    unit = talk.session.get_one(Unit, absence.unit_id)
    if absence.until > talk.now:
        absence.until = talk.now
        talk.session.flush()
        talk.record(unit.organisation_id, "absence.ended", f"unit:{unit.id}", absence=absence_id)
        today = talk.now.astimezone(_zone(talk)).date()
        tell(talk.session, [absence.deputy_id], _told(talk, unit, "away.told_back", Days(today, today)), talk.now)
    talk.show(talk.words("away.back"))


def _told(talk: Talk, unit: Unit, name: str, days: Days) -> Said:
    def said(words: Words) -> tuple[Text, Rows]:
        span = _span(words, days.first, days.last)
        duties = Choice(words.plain("button.duties"), "duties")
        return words(name, who=talk.person.name, unit=unit.shown, days=span), [[duties]]

    return said


def _name_among(talk: Talk, unit: Unit, deputy: Person) -> str:
    """The name, with what tells the person from a colleague of that name."""
    pairs = ((there.id, person.id, label) for there, person, label in _labelled(talk))
    label = next((label for u, p, label in pairs if (u, p) == (unit.id, deputy.id)), deputy.name)
    return label.replace(f" · {unit.shown}", "", 1)


def _pair_or_stop(talk: Talk, unit_id: int, deputy_id: int) -> tuple[Unit, Person]:
    wanted = (unit_id, deputy_id)
    found = next(((unit, person) for unit, person in _colleagues(talk) if (unit.id, person.id) == wanted), None)
    if found is None:
        talk.stop("away.not_there")
    return found


def _line(words: Words, away: Away, zone: ZoneInfo) -> Text:
    return words("away.line", who=away.person, deputy=away.deputy, days=_days(words, away, zone))


def _overlaps(talk: Talk, away: Away, days: Days) -> bool:
    zone = _zone(talk)
    first = away.absence.since.astimezone(zone).date()
    last = (away.absence.until - timedelta(seconds=1)).astimezone(zone).date()
    return first <= days.last and days.first <= last


def _days(words: Words, away: Away, zone: ZoneInfo) -> str:
    first = away.absence.since.astimezone(zone).date()
    last = (away.absence.until - timedelta(seconds=1)).astimezone(zone).date()
    return _span(words, first, last)


def _span(words: Words, first: date, last: date) -> str:
    if first == last:
        return dates.day(words, first)
    return words.plain("away.span", first=dates.day(words, first), last=dates.day(words, last))


def _zone(talk: Talk) -> ZoneInfo:
    assert talk.organisation is not None
    return ZoneInfo(talk.session.get_one(Organisation, talk.organisation.id).timezone)
