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


def ask(talk: Talk, obstacle_id: int) -> None:
    """To whom?"""
    entry = access.followed_or_stop(talk, obstacle_id)
    talk.say(
        talk.words("forward.ask", unit=entry.unit, text=entry.obstacle.text),
        focus={"ask": "forward", "obstacle_id": obstacle_id},
    )


def typed(talk: Talk, text: str) -> None:
    """An answer to the question `{"ask": "forward", "obstacle_id": …}`: a part of a unit's name or of a person's."""
    x = (talk.address.focus or {})["obstacle_id"]
    entry = access.followed_or_stop(talk, x)
    organisation_id = entry.obstacle.organisation_id
    today = talk.now.astimezone(ZoneInfo(entry.timezone)).date()
    there = [unit for unit in units.listed(talk.session, (), [organisation_id]) if exists(unit.ended_on, today)]
    found = matching(talk.session, there, text)
    persons = _persons(talk, organisation_id, text)
    to: list[tuple[str, str, dict[str, Any]]] = [
        *((unit.shown, "obstacle.forwarded", {"obstacle_id": x, "unit_id": unit.id}) for unit in found),
        *((label, "obstacle.passed", {"obstacle_id": x, "person_id": person}) for person, label in persons.items()),
    ]
    if not to:
        talk.stop("forward.nobody", typed=text[:60])
    shown = enumerate(to[:MOST_CHOICES], 1)
    choices = [Choice(f"{n}. {label}", action, args) for n, (label, action, args) in shown]
    name = "forward.which" if len(to) <= MOST_CHOICES else "forward.which_of_many"
    body = talk.words(name, unit=entry.unit, text=entry.obstacle.text, n=MOST_CHOICES, all=len(to))
    talk.say(body, in_rows(choices, 1), focus={"ask": "forward", "obstacle_id": x})


def _persons(talk: Talk, organisation_id: int, typed: str) -> dict[int, str]:
    """Those who may be meant, as each is shown."""
    there = people.in_positions(talk.session, organisation_id, talk.now)
    labels = _labels(talk, there)
    return {one.person_id: labels[one.person_id] for one in meant.possible(there, typed)}


def _labels(talk: Talk, there: Sequence[Seat]) -> dict[int, str]:
    shown = [Shown(one.person_id, one.code, one.role) for one in there]
    told_apart = naming.labels(talk.session, talk.words, shown, talk.now)
    return {one.person_id: label for one, label in zip(there, told_apart, strict=True)}


def to_unit(talk: Talk, obstacle_id: int, unit_id: int) -> None:
    """That unit is to answer: its leader and those who report for it."""
    obstacle = access.locked_or_stop(talk, obstacle_id)
    access.followed_or_stop(talk, obstacle_id)
    unit = talk.session.get(Unit, unit_id)
    if unit is None or unit.organisation_id != obstacle.organisation_id:
        talk.stop("obstacle.not_yours")
    held = holders(talk.session, obstacle.organisation_id, [unit_id], (), talk.now)
    _forward(talk, obstacle, unit.shown, held.holding(_LEADERS, unit_id, 0), unit_id=unit_id)


def to_person(talk: Talk, obstacle_id: int, person_id: int) -> None:
    """That person is to answer, whatever they are in the organisation; and who stands in for them now."""
    obstacle = access.locked_or_stop(talk, obstacle_id)
    access.followed_or_stop(talk, obstacle_id)
    named = _labels(talk, people.in_positions(talk.session, obstacle.organisation_id, talk.now))
    if person_id not in named:
        talk.stop("forward.gone")
    _forward(
        talk,
        obstacle,
        named[person_id],
        {person_id, *absences.standing_in(talk.session, person_id, talk.now)},
        to_person_id=person_id,
    )


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
