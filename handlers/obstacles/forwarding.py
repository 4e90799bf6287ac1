"""`Chuyển`: a unit or a person is to answer an obstacle; they are told, and so is the unit that raised it."""

import re
from typing import Any
from zoneinfo import ZoneInfo

from domain.finding import meant
from domain.finding.person_names import bare
from domain.reports.successions import exists
from handlers.conversation.talk import Choice, Talk, in_rows
from handlers.naming.units import matching
from handlers.obstacles import access, actions
from handlers.obstacles.actions import Handled
from handlers.obstacles.wording import person_labels
from storage.messages import buttons
from storage.people import people
from storage.tables import Unit
from storage.units import units

MOST_CHOICES = 10


def ask(talk: Talk, obstacle_id: int) -> None:
    """Ask to whom the obstacle goes."""
    entry = access.followed(talk, obstacle_id)
    talk.say(
        talk.words("forward.ask", unit=entry.unit, text=entry.obstacle.text),
        focus={"ask": "forward", "obstacle_id": obstacle_id},
    )


def typed(talk: Talk, text: str) -> None:
    """Take an answer to the question `{"ask": "forward", "obstacle_id": …}`: a part of a unit's name or of a
    person's."""
    x = (talk.address.focus or {})["obstacle_id"]
    entry = access.followed(talk, x)
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


def by_number(talk: Talk, text: str) -> bool:
    """Ask to whom one may be forwarded, on `chuyển 1 cho Minh` under the list of obstacles; else return False."""
    found = _NUMBERED.fullmatch(text)
    if found is None or talk.actor is None or not talk.person.plan_ids:
        return False
    label = talk.words.plain("button.read", n=int(found["n"]))
    key = next((str(choice[1]) for choice in talk.address.choices if choice[0] == label), "")
    meant_by_it = buttons.meaning(talk.session, talk.address, key) if key else None
    if meant_by_it is None or meant_by_it[0] != "obstacle":
        return False
    talk.address.focus = {"ask": "forward", "obstacle_id": meant_by_it[1]["obstacle_id"]}
    typed(talk, found["to"])
    return True


_NUMBERED = re.compile(
    r"(?:em |anh |chị |chi )?(?:chuyển|chuyen|giao) "
    r"(?:(?:số|so|cái|cai|mục|muc|vướng mắc|vuong mac) ){0,2}(?P<n>\d{1,3}) "
    r"(?:cho|sang|qua|tới|toi|đến|den) (?:(?:anh|chị|chi|cô|co|chú|chu|bác|bac|đồng chí|dong chi) )?(?P<to>\S.{0,80}?)"
    r"(?: (?:xử lý|xu ly|giải quyết|giai quyet|trả lời|tra loi|nhé|nhe|giúp|giup))?",
    re.IGNORECASE,
)


def _persons(talk: Talk, organisation_id: int, typed: str) -> dict[int, str]:
    """Return the people who may be meant, as each is shown."""
    there = people.in_positions(talk.session, organisation_id, talk.now)
    labels = person_labels(talk.session, talk.words, organisation_id, talk.now)
    found = meant.possible(there, typed) or meant.possible(there, bare(typed))
    return {one.person_id: labels[one.person_id] for one in found}


def to_unit(talk: Talk, obstacle_id: int, unit_id: int) -> None:
    done = actions.forward_to_unit(talk, obstacle_id, unit_id)
    _show(talk, done, talk.session.get_one(Unit, unit_id).shown)


def to_person(talk: Talk, obstacle_id: int, person_id: int) -> None:
    done = actions.forward_to_person(talk, obstacle_id, person_id)
    named = person_labels(talk.session, talk.words, done.entry.obstacle.organisation_id, talk.now)
    _show(talk, done, named[person_id])


def _show(talk: Talk, done: Handled, to: str) -> None:
    name = "forward.done" if done.heard else "forward.unheard"
    talk.show(talk.words(name, to=to, unit=done.entry.unit, text=done.entry.obstacle.text))
