"""What can be done with an obstacle: raised, forwarded, answered, closed, opened again."""

from collections.abc import Collection
from dataclasses import dataclass

from domain import rights
from domain.reports.obstacles import ANSWER_LIMIT, TEXT_LIMIT, ObstacleKind, ObstacleLine, ObstacleState, the_same
from handlers.conversation.acting import Acting, Refusal
from handlers.obstacles import access, keeping, notices
from handlers.obstacles.access import CannotHandleObstacle
from handlers.obstacles.keeping import ObstaclePlace
from storage.deciding import obstacles
from storage.deciding.obstacles import ObstacleEntry
from storage.people import absences, people
from storage.people.contacts import CALLED
from storage.people.people import holders
from storage.reporting import duties
from storage.reporting.duties import Duty, TaskLine
from storage.tables import Obstacle, Unit

_ANSWERING = ("unit_leader", *CALLED)


@dataclass(frozen=True, slots=True)
class Target:
    """A report under which a unit may raise something: it says which plan and which tasks."""

    duty: Duty
    task: TaskLine | None

    @property
    def place(self) -> ObstaclePlace:
        duty = self.duty
        return ObstaclePlace(duty.organisation_id, duty.plan_id, duty.unit_id, self.task.id if self.task else None)


@dataclass(frozen=True, slots=True)
class Raised:
    """`heard`: how many coordinators could be told at once; None where it is not urgent."""

    obstacle: Obstacle
    heard: int | None


@dataclass(frozen=True, slots=True)
class Handled:
    """`heard`: whether somebody whom it concerns could be told."""

    entry: ObstacleEntry
    heard: bool = True


def target(acting: Acting, obligation_id: int, task_id: int | None) -> Target:
    """Return a report of this person's unit, with one of its plan's tasks."""
    duty = duties.duty(acting.session, obligation_id)
    if duty is None or duty.unit_id not in acting.person.reporting_units:
        raise Refusal(CannotHandleObstacle.NOT_YOUR_UNIT)
    task = next((task for task in duties.plan_tasks(acting.session, duty.plan_id) if task.id == task_id), None)
    if task_id is not None and task is None:
        raise Refusal(CannotHandleObstacle.NO_SUCH_TASK)
    return Target(duty, task)


def raise_obstacle(
    acting: Acting, obligation_id: int, task_id: int | None, text: str, kind: ObstacleKind, *, urgent: bool
) -> Raised:
    """Keep the obstacle in the ledger; an urgent one is told at once. Raised twice, or said before and still open, it
    is one."""
    place = target(acting, obligation_id, task_id).place
    if len(text) > TEXT_LIMIT:
        raise Refusal(CannotHandleObstacle.TOO_LONG, limit=TEXT_LIMIT)
    known = _open_one(acting, place, kind, text)
    if known is None:
        obstacle = keeping.raise_new(acting, place, kind, text, urgent=urgent)
    else:
        obstacle = keeping.restate(acting, known, text, urgent=urgent)
    return Raised(obstacle, len(notices.raised(acting, obstacle)) if urgent else None)


def answer(acting: Acting, obstacle_id: int, text: str) -> Handled:
    """Answer the obstacle, which the unit hears, and those who coordinate where somebody else answered."""
    if len(text) > ANSWER_LIMIT:
        raise Refusal(CannotHandleObstacle.TOO_LONG, limit=ANSWER_LIMIT)
    obstacle = access.locked(acting, obstacle_id)
    entry = access.to_answer(acting, obstacle_id)
    obstacle.state, obstacle.answer = str(ObstacleState.ANSWERED), text
    keeping.done(acting, obstacle, "answered", text)
    told = notices.answered(acting, obstacle, text)
    if not rights.may_follow(acting.person, obstacle.plan_id):
        notices.answered_for_coordinators(acting, obstacle)
    return Handled(entry, bool(told))


def forward_to_unit(acting: Acting, obstacle_id: int, unit_id: int) -> Handled:
    """Forward the obstacle to that unit, which is to answer: its leader and those who report for it."""
    obstacle = access.locked(acting, obstacle_id)
    access.followed(acting, obstacle_id)
    unit = acting.session.get(Unit, unit_id)
    if unit is None or unit.organisation_id != obstacle.organisation_id:
        raise Refusal(CannotHandleObstacle.NOT_YOURS)
    held = holders(acting.session, obstacle.organisation_id, [unit_id], (), acting.now)
    done = _forward(acting, obstacle, held.holding(_ANSWERING, unit_id, 0), unit_id=unit_id)
    notices.passed_on_to_unit(acting, obstacle, unit)
    return done


def forward_to_person(acting: Acting, obstacle_id: int, person_id: int) -> Handled:
    """Forward the obstacle to that person, whatever they are in the organisation; and to who stands in for them now."""
    obstacle = access.locked(acting, obstacle_id)
    access.followed(acting, obstacle_id)
    there = people.in_positions(acting.session, obstacle.organisation_id, acting.now)
    if person_id not in {seat.person_id for seat in there}:
        raise Refusal(CannotHandleObstacle.NOBODY_THERE)
    to = {person_id, *absences.standing_in(acting.session, person_id, acting.now)}
    done = _forward(acting, obstacle, to, to_person_id=person_id)
    notices.passed_on_to_person(acting, obstacle, person_id)
    return done


def to_close(acting: Acting, obstacle_id: int) -> tuple[Obstacle, ObstacleEntry]:
    """Return the obstacle, where it is open and this person's to close: of their unit, or on a plan that they
    follow."""
    obstacle = access.own_or_followed(acting, obstacle_id)
    entry = access.seen(acting, obstacle_id)
    if not entry.is_open:
        raise access.settled(entry)
    return obstacle, entry


def close(acting: Acting, obstacle_id: int) -> Handled:
    """Close the obstacle, which the unit hears where it was somebody else."""
    obstacle, entry = to_close(acting, obstacle_id)
    obstacle.state = str(ObstacleState.CLOSED)
    keeping.done(acting, obstacle, "closed")
    if obstacle.unit_id not in acting.person.reporting_units:
        notices.closed(acting, obstacle)
    return Handled(entry)


def reopen(acting: Acting, obstacle_id: int) -> Handled:
    """Open the obstacle again, since the day it was raised."""
    obstacle = access.own_or_followed(acting, obstacle_id)
    entry = access.seen(acting, obstacle_id)
    if entry.is_open:
        raise Refusal(CannotHandleObstacle.OPEN_ALREADY)
    obstacle.state, obstacle.owner_unit_id = str(ObstacleState.OPEN), None
    obstacle.owner_person_id = None
    keeping.done(acting, obstacle, "reopened")
    notices.raised(acting, obstacle)
    if obstacle.unit_id not in acting.person.reporting_units:
        notices.reopened(acting, obstacle)
    return Handled(entry)


def _forward(
    acting: Acting,
    obstacle: Obstacle,
    to: Collection[int],
    *,
    unit_id: int | None = None,
    to_person_id: int | None = None,
) -> Handled:
    obstacle.state = str(ObstacleState.FORWARDED)
    obstacle.owner_unit_id, obstacle.owner_person_id = unit_id, to_person_id
    keeping.done(acting, obstacle, "forwarded", unit_id=unit_id, to_person_id=to_person_id)
    told = notices.forwarded(acting, obstacle, to)
    entry = obstacles.entry(acting.session, obstacle.id)
    assert entry is not None
    return Handled(entry, bool(told) or acting.person.person_id in to)


def _open_one(acting: Acting, place: ObstaclePlace, kind: ObstacleKind, text: str) -> int | None:
    """Return the id of the obstacle that is open on the same task and says the same; on the whole plan, in the same
    words."""
    if place.task_id is not None:
        known = obstacles.known(acting.session, place.plan_id, [place.unit_id])
        found = the_same(known.get(ObstacleLine(place.unit_id, place.task_id, kind), ()), text)
        return found.id if found else None
    for entry in obstacles.entries(acting.session, units=[place.unit_id], plans=(), since=acting.now):
        one = entry.obstacle
        if entry.is_open and (one.task_id, one.plan_id, one.kind, one.text) == (None, place.plan_id, kind, text):
            return one.id
    return None
