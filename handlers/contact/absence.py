"""`/vangmat`: somebody of a unit is away for some days, and a colleague is written to and reports in their place."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from domain.messaging.messages import Text, lines_of
from domain.reports.absences import BadDays, Days, read_days
from domain.text import fold, nfc
from handlers.contact import actions
from handlers.contact.actions import Colleague
from handlers.conversation.dialogs import confirmation
from handlers.conversation.talk import Choice, Talk, in_rows
from handlers.naming import people as naming
from handlers.naming.people import ShownPerson
from handlers.words import Words, dates
from storage.people import absences, people
from storage.people.absences import Away
from storage.tables import Person, Unit


def command(talk: Talk, rest: str = "") -> None:
    """Ask for the days away, or take them (`/vangmat`, `/vangmat 20/12 đến 25/12`); what is planned already can be
    ended."""
    if rest:
        typed(talk, rest)
        return
    words = talk.words
    planned = absences.coming(talk.session, talk.person.reporting_units, talk.now)
    own = [away for away in planned if away.absence.person_id == talk.person.person_id]
    lines = [_line(words, away, actions.zone_of(talk)) for away in planned]
    choices = [
        Choice(
            words.plain("button.back_again", until=_days(words, away, actions.zone_of(talk))),
            "away.end",
            {"absence_id": away.absence.id},
        )
        for away in own
    ]
    talk.say(lines_of([*lines, words("away.ask")]), in_rows(choices, 1), focus={"ask": "away"})


def typed(talk: Talk, text: str) -> None:
    """Take an answer to the question `{"ask": "away"}`: the days; then ask who stands in. `first`: the first day, where
    it is known and the last is asked for."""
    since = (talk.address.focus or {}).get("first") if (talk.address.focus or {}).get("ask") == "away" else None
    talk.address.focus = {"ask": "away"}
    today = talk.now.astimezone(actions.zone_of(talk)).date()
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
    span = dates.span(words, days.first, days.last)
    if len(meant := _named_in(talk, nfc(text))) == 1:
        read_back(talk, meant[0].unit.id, meant[0].person.id, f"{days.first}", f"{days.last}")
        return
    if not choices:
        talk.address.focus = None  # nothing that can be typed leads on
        talk.stop("away.nobody", days=span)
    hours = [words("away.whole_days")] if days.has_hours else []
    talk.show(lines_of([*hours, words("away.who", days=span)]), in_rows(choices, 1))


def _named_in(talk: Talk, text: str) -> list[Colleague]:
    """Return the colleagues whose name stands beside words for standing in: `mai em nghỉ, chị Bình thay`."""
    typed_words = text.casefold().split()
    said = f" {' '.join(word.strip(_SIGNS) for word in typed_words)} "
    if not any(f" {fold(word)} " in f" {fold(said)} " for word in _STANDS_IN):
        return []
    is_marked = fold(said.strip()) != said.strip()
    found = [one for one in actions.colleagues(talk) if _is_said(one.person.name, said, is_marked=is_marked)]
    return list({one.person.id: one for one in found}.values()) if len({one.person.id for one in found}) == 1 else found


def _is_said(name: str, said: str, *, is_marked: bool) -> bool:
    last = name.casefold().split()[-1]
    ways = [f" {lead}{last} " for lead in _LEADS_TO_A_NAME] + [f" {last}{verb} " for verb in (" thay", " trực", " làm")]
    return any((way in said) if is_marked else (fold(way.strip()) in said.strip()) for way in ways)


_SIGNS = ",.;:!?()"
_STANDS_IN = ("thay", "trực", "giúp", "hộ", "phụ trách", "bàn giao", "giao", "nhờ", "lo")
_LEADS_TO_A_NAME = tuple(f"{who} " for who in ("anh", "chị", "cô", "chú", "bác", "bạn", "đồng chí", "nhờ", "cho"))


def _labelled(talk: Talk) -> list[tuple[Unit, Person, str]]:
    """Return each colleague with how they are shown among the others; see `handlers.naming.people`."""
    found = [(one.unit, one.person) for one in actions.colleagues(talk)]
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
    """Read the absence back (`Tôi hiểu là …`); nothing is kept before it is confirmed."""
    found = actions.colleague(talk, unit_id, deputy_id)
    words = talk.words
    span = dates.span(words, date.fromisoformat(first), date.fromisoformat(last))
    name = _name_among(talk, found)
    said = [words("away.understood", days=span, unit=found.unit.shown, deputy=name)]
    said += [
        words("away.deputy_away", deputy=name, days=_days(words, one, actions.zone_of(talk)), instead=one.deputy)
        for one in absences.coming(talk.session, [unit_id], talk.now)
        if one.absence.person_id == deputy_id
        and _overlaps(talk, one, Days(date.fromisoformat(first), date.fromisoformat(last)))
    ]
    go = Choice(
        words.plain("button.away"),
        "away.keep",
        {"unit_id": unit_id, "deputy_id": deputy_id, "first": first, "last": last},
    )
    talk.show(*confirmation(words, said, go))


def keep(talk: Talk, unit_id: int, deputy_id: int, first: str, last: str) -> None:
    """Keep the absence: it was confirmed."""
    days = Days(date.fromisoformat(first), date.fromisoformat(last))
    found = actions.be_away(talk, unit_id, deputy_id, days)
    span, deputy = dates.span(talk.words, days.first, days.last), _name_among(talk, found)
    talk.show(talk.words("away.done", days=span, deputy=deputy))


def end(talk: Talk, absence_id: int) -> None:
    """End the absence, and say so (`Đã có mặt lại`)."""
    actions.be_back(talk, absence_id)
    talk.show(talk.words("away.back"))


def _name_among(talk: Talk, deputy: Colleague) -> str:
    """Return the name, with what tells the person from a colleague of that name."""
    pairs = ((there.id, person.id, label) for there, person, label in _labelled(talk))
    wanted = (deputy.unit.id, deputy.person.id)
    label = next((label for u, p, label in pairs if (u, p) == wanted), deputy.person.name)
    return label.replace(f" · {deputy.unit.shown}", "", 1)


def _line(words: Words, away: Away, zone: ZoneInfo) -> Text:
    return words("away.line", who=away.person, deputy=away.deputy, days=_days(words, away, zone))


def _overlaps(talk: Talk, away: Away, days: Days) -> bool:
    zone = actions.zone_of(talk)
    first = away.absence.since.astimezone(zone).date()
    last = (away.absence.until - timedelta(seconds=1)).astimezone(zone).date()
    return first <= days.last and days.first <= last


def _days(words: Words, away: Away, zone: ZoneInfo) -> str:
    first = away.absence.since.astimezone(zone).date()
    last = (away.absence.until - timedelta(seconds=1)).astimezone(zone).date()
    return dates.span(words, first, last)
