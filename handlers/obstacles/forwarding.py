"""`Chuyển`: a unit or a person is to answer an obstacle; they are told, and so is the unit that raised it."""

from collections.abc import Collection, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from domain.finding import meant
from domain.messaging.messages import Text, lines_of
from domain.reports.obstacles import ObstacleState
from domain.reports.successions import exists
from handlers.conversation.notices import tell
from handlers.conversation.talk import Choice, Rows, Talk, in_rows
from handlers.display import obstacle_text
from handlers.naming import people as naming
from handlers.naming.people import Shown
from handlers.naming.units import matching
from handlers.obstacles import access, keeping
from handlers.words import Words
from storage.deciding import obstacles
from storage.people import absences, people
from storage.people.contacts import CALLED
from storage.people.people import Seat, holders
from storage.tables import Obstacle, Unit
from storage.units import units

MOST_CHOICES = 10
_LEADERS = ("unit_leader", *CALLED)


def ask(talk: Talk, x: int) -> None:
    """To whom?"""
    entry = access.followed_or_stop(talk, x)
    talk.say(talk.words("forward.ask", unit=entry.unit, text=entry.obstacle.text), focus={"ask": "forward", "x": x})


def typed(talk: Talk, text: str) -> None:
    """An answer to the question `{"ask": "forward", "x": …}`: a part of a unit's name or of a person's."""
    x = (talk.address.focus or {})["x"]
    entry = access.followed_or_stop(talk, x)
    organisation_id = entry.obstacle.organisation_id
    today = talk.now.astimezone(ZoneInfo(entry.timezone)).date()
    there = [unit for unit in units.listed(talk.session, (), [organisation_id]) if exists(unit.ended_on, today)]
    found = matching(talk.session, there, text)
    persons = _persons(talk, organisation_id, text)
    to: list[tuple[str, str, dict[str, Any]]] = [
        *((unit.shown, "obstacle.forwarded", {"x": x, "u": unit.id}) for unit in found),
        *((label, "obstacle.passed", {"x": x, "p": person}) for person, label in persons.items()),
    ]
    if not to:
        talk.stop("forward.nobody", typed=text[:60])
    shown = enumerate(to[:MOST_CHOICES], 1)
    choices = [Choice(f"{n}. {label}", action, args) for n, (label, action, args) in shown]
    name = "forward.which" if len(to) <= MOST_CHOICES else "forward.which_of_many"
    body = talk.words(name, unit=entry.unit, text=entry.obstacle.text, n=MOST_CHOICES, all=len(to))
    talk.say(body, in_rows(choices, 1), focus={"ask": "forward", "x": x})


def _persons(talk: Talk, organisation_id: int, typed: str) -> dict[int, str]:
    """Those who may be meant, as each is shown."""
    there = people.in_positions(talk.session, organisation_id, talk.now)
    labels = _labels(talk, there)
    return {one.person_id: labels[one.person_id] for one in meant.possible(there, typed)}


def _labels(talk: Talk, there: Sequence[Seat]) -> dict[int, str]:
    shown = [Shown(one.person_id, one.code, one.role) for one in there]
    told_apart = naming.labels(talk.session, talk.words, shown, talk.now)
    return {one.person_id: label for one, label in zip(there, told_apart, strict=True)}


def to_unit(talk: Talk, x: int, u: int) -> None:
    """That unit is to answer: its leader and those who report for it."""
    obstacle = access.locked_or_stop(talk, x)
    access.followed_or_stop(talk, x)
    unit = talk.session.get(Unit, u)
    if unit is None or unit.organisation_id != obstacle.organisation_id:
        talk.stop("obstacle.not_yours")
    held = holders(talk.session, obstacle.organisation_id, [u], (), talk.now)
    _forward(talk, obstacle, unit.shown, held.holding(_LEADERS, u, 0), unit_id=u)


def to_person(talk: Talk, x: int, p: int) -> None:
    """That person is to answer, whatever they are in the organisation; and who stands in for them now."""
    obstacle = access.locked_or_stop(talk, x)
    access.followed_or_stop(talk, x)
    named = _labels(talk, people.in_positions(talk.session, obstacle.organisation_id, talk.now))
    if p not in named:
        talk.stop("forward.gone")
    _forward(talk, obstacle, named[p], {p, *absences.standing_in(talk.session, p, talk.now)}, to_person_id=p)


def _forward(
    talk: Talk,
    obstacle: Obstacle,
    name: str,
    to: Collection[int],
    *,
    unit_id: int | None = None,
    to_person_id: int | None = None,
) -> None:
    obstacle.state = str(ObstacleState.FORWARDED)
    obstacle.owner_unit_id, obstacle.owner_person_id = unit_id, to_person_id
    keeping.done(talk, obstacle, "forwarded", unit_id=unit_id, to_person_id=to_person_id)
    forwarded = obstacles.entry(talk.session, obstacle.id)
    assert forwarded is not None

    def said(words: Words) -> tuple[Text, Rows]:
        lines = [words("told.forwarded", who=talk.person.name), obstacle_text.in_full(words, talk.session, forwarded)]
        return lines_of(lines), obstacle_text.ways(words, forwarded, answers=True)

    told = tell(talk.session, set(to) - {talk.person.person_id}, said, talk.now)
    keeping.tell_unit(talk, obstacle.id, "told.passed_on", name)
    heard = told or talk.person.person_id in to
    talk.show(
        talk.words("forward.done" if heard else "forward.unheard", to=name, unit=forwarded.unit, text=obstacle.text)
    )
