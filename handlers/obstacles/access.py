"""Who may see an obstacle, answer it, or deal with it otherwise."""

from domain import rights
from handlers.conversation.acting import Acting, Phrase, Reason, Refusal
from storage.deciding import obstacles
from storage.deciding.obstacles import ObstacleEntry
from storage.people import absences
from storage.tables import Obstacle


class CannotHandleObstacle(Reason):
    NOT_YOURS = "obstacle.not_yours"
    SETTLED = "obstacle.settled"
    OPEN_ALREADY = "obstacle.open_already"
    NOBODY_THERE = "forward.gone"
    NOT_YOUR_UNIT = "report.not_yours"
    NO_SUCH_TASK = "task.gone"
    TOO_LONG = "bad.text"


def may_answer(acting: Acting, entry: ObstacleEntry) -> bool:
    obstacle = entry.obstacle
    return rights.may_answer(acting.person, obstacle.plan_id, obstacle.owner_unit_id, in_charge(acting, obstacle))


def in_charge(acting: Acting, obstacle: Obstacle) -> set[int]:
    """Return the person to whom the obstacle was forwarded, and who stands in for them."""
    owner = obstacle.owner_person_id
    return set() if owner is None else {owner, *absences.standing_in(acting.session, owner, acting.now)}


def seen(acting: Acting, obstacle_id: int) -> ObstacleEntry:
    """Return the obstacle, where this person's unit raised it, or they follow it or are to answer it."""
    entry = obstacles.entry(acting.session, obstacle_id)
    if entry is None or not (entry.obstacle.unit_id in acting.person.reporting_units or may_answer(acting, entry)):
        raise Refusal(CannotHandleObstacle.NOT_YOURS)
    return entry


def to_answer(acting: Acting, obstacle_id: int) -> ObstacleEntry:
    """Return the obstacle, where it is open and this person is to answer it."""
    entry = seen(acting, obstacle_id)
    if not may_answer(acting, entry):
        raise Refusal(CannotHandleObstacle.NOT_YOURS)
    if not entry.is_open:
        raise settled(entry)
    return entry


def settled(entry: ObstacleEntry) -> Refusal:
    state = Phrase(f"obstacle.state.{entry.standing}", {"owner": entry.owner or ""})
    return Refusal(CannotHandleObstacle.SETTLED, state=state)


def followed(acting: Acting, obstacle_id: int) -> ObstacleEntry:
    """Return the obstacle, where it is open and this person follows its plan."""
    entry = to_answer(acting, obstacle_id)
    if not rights.may_follow(acting.person, entry.obstacle.plan_id):
        raise Refusal(CannotHandleObstacle.NOT_YOURS)
    return entry


def locked(acting: Acting, obstacle_id: int) -> Obstacle:
    obstacle = obstacles.locked(acting.session, obstacle_id)
    if obstacle is None:
        raise Refusal(CannotHandleObstacle.NOT_YOURS)
    return obstacle


def own_or_followed(acting: Acting, obstacle_id: int) -> Obstacle:
    obstacle = locked(acting, obstacle_id)
    own = obstacle.unit_id in acting.person.reporting_units
    if not own and not rights.may_follow(acting.person, obstacle.plan_id):
        raise Refusal(CannotHandleObstacle.NOT_YOURS)
    return obstacle
