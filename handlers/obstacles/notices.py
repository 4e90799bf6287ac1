"""What others hear about an obstacle, in their own language."""

from collections.abc import Callable, Collection

from domain.messaging.messages import Text, lines_of
from handlers.conversation.acting import Acting
from handlers.conversation.notices import tell
from handlers.conversation.talk import Rows
from handlers.display import obstacle_text
from handlers.obstacles.wording import person_labels
from handlers.words import Words
from storage.deciding import obstacles
from storage.deciding.obstacles import ObstacleEntry
from storage.people import actors
from storage.people.contacts import concerned
from storage.tables import Obstacle, Unit


def raised(acting: Acting, obstacle: Obstacle) -> set[int]:
    """Tell those who follow the plan, with the ways to deal with it; return who could be reached."""
    entry = _entry(acting, obstacle.id)

    def said(words: Words) -> tuple[Text, Rows]:
        rows = obstacle_text.ways(words, entry, follows=True, answers=True)
        return obstacle_text.in_full(words, acting.session, entry), rows

    return tell(acting.session, _coordinators(acting, entry), said, acting.now)


def answered(acting: Acting, obstacle: Obstacle, answer: str) -> set[int]:
    return _tell_unit(acting, obstacle, "told.answered", lambda words: answer)


def closed(acting: Acting, obstacle: Obstacle) -> None:
    _tell_unit(acting, obstacle, "told.closed", lambda words: "")


def reopened(acting: Acting, obstacle: Obstacle) -> None:
    _tell_unit(acting, obstacle, "told.reopened", lambda words: "")


def answered_for_coordinators(acting: Acting, obstacle: Obstacle) -> None:
    """Tell those who coordinate that somebody else answered."""
    entry = _entry(acting, obstacle.id)
    people = _coordinators(acting, entry)
    tell(acting.session, people, lambda words: (obstacle_text.in_full(words, acting.session, entry), []), acting.now)


def forwarded(acting: Acting, obstacle: Obstacle, to: Collection[int]) -> set[int]:
    """Tell those who are to answer; return who could be reached."""
    entry = _entry(acting, obstacle.id)

    def said(words: Words) -> tuple[Text, Rows]:
        lines = [words("told.forwarded", who=acting.person.name), obstacle_text.in_full(words, acting.session, entry)]
        return lines_of(lines), obstacle_text.ways(words, entry, answers=True)

    return tell(acting.session, set(to) - {acting.person.person_id}, said, acting.now)


def passed_on_to_unit(acting: Acting, obstacle: Obstacle, unit: Unit) -> None:
    _tell_unit(acting, obstacle, "told.passed_on", lambda words: unit.shown)


def passed_on_to_person(acting: Acting, obstacle: Obstacle, person_id: int) -> None:
    def named(words: Words) -> str:
        return person_labels(acting.session, words, obstacle.organisation_id, acting.now)[person_id]

    _tell_unit(acting, obstacle, "told.passed_on", named)


def _tell_unit(acting: Acting, obstacle: Obstacle, name: str, text: Callable[[Words], str]) -> set[int]:
    """Tell who raised it, and who else reports for the unit; return who could be reached."""
    entry = _entry(acting, obstacle.id)
    to = concerned(acting.session, obstacle.organisation_id, obstacle.unit_id, obstacle.person_id, acting.now)

    def said(words: Words) -> tuple[Text, Rows]:
        filled = {"who": acting.person.name, "unit": entry.unit, "obstacle": obstacle.text, "text": text(words)}
        return words(name, **filled), [] if entry.is_open else obstacle_text.ways(words, entry, own=True)

    return tell(acting.session, to - {acting.person.person_id}, said, acting.now)


def _coordinators(acting: Acting, entry: ObstacleEntry) -> set[int]:
    return set(actors.coordinators(acting.session, entry.obstacle.plan_id, acting.now)) - {acting.person.person_id}


def _entry(acting: Acting, obstacle_id: int) -> ObstacleEntry:
    entry = obstacles.entry(acting.session, obstacle_id)
    assert entry is not None
    return entry
