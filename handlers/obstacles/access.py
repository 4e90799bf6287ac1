"""Who may see an obstacle, answer it, or deal with it otherwise; who may not is told so."""

from domain import rights
from handlers.conversation.talk import Talk
from handlers.display import obstacle_text
from storage.deciding import obstacles
from storage.deciding.obstacles import Entry
from storage.people import absences
from storage.tables import Obstacle


def may_answer(talk: Talk, entry: Entry) -> bool:
    obstacle = entry.obstacle
    return rights.may_answer(talk.person, obstacle.plan_id, obstacle.owner_unit_id, in_charge(talk, obstacle))


def in_charge(talk: Talk, obstacle: Obstacle) -> set[int]:
    """The person to whom it was forwarded, and who stands in for them."""
    owner = obstacle.owner_person_id
    return set() if owner is None else {owner, *absences.standing_in(talk.session, owner, talk.now)}


def seen_or_stop(talk: Talk, obstacle_id: int) -> Entry:
    """The obstacle, where this person's unit raised it, or they follow it or are to answer it."""
    entry = obstacles.entry(talk.session, obstacle_id)
    if entry is None or not (entry.obstacle.unit_id in talk.person.reporting_units or may_answer(talk, entry)):
        talk.stop("obstacle.not_yours")
    return entry


def to_answer_or_stop(talk: Talk, obstacle_id: int) -> Entry:
    """Open, and this person is to answer it."""
    entry = seen_or_stop(talk, obstacle_id)
    if not may_answer(talk, entry):
        talk.stop("obstacle.not_yours")
    if not obstacle_text.is_open(entry):
        talk.stop("obstacle.settled", state=obstacle_text.state(talk.words, entry))
    return entry


def followed_or_stop(talk: Talk, obstacle_id: int) -> Entry:
    """Open, and this person follows its plan."""
    entry = to_answer_or_stop(talk, obstacle_id)
    if not rights.may_follow(talk.person, entry.obstacle.plan_id):
        talk.stop("obstacle.not_yours")
    return entry


def locked_or_stop(talk: Talk, obstacle_id: int) -> Obstacle:
    obstacle = obstacles.locked(talk.session, obstacle_id)
    if obstacle is None:
        talk.stop("obstacle.not_yours")
    return obstacle


def own_or_followed_or_stop(talk: Talk, obstacle_id: int) -> Obstacle:
    obstacle = locked_or_stop(talk, obstacle_id)
    own = obstacle.unit_id in talk.person.reporting_units
    if not own and not rights.may_follow(talk.person, obstacle.plan_id):
        talk.stop("obstacle.not_yours")
    return obstacle
