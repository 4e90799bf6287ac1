"""What goes into the ledger: new, said again, taken back; and what a report that was handed in does to it."""

from dataclasses import dataclass

from domain.reports.obstacles import ObstacleKind, ObstacleLine, ObstacleState, ObstacleStep, read_urgency, steps
from handlers.conversation.acting import Acting
from handlers.obstacles import notices
from storage.deciding import obstacles
from storage.reporting import reports
from storage.reporting.duties import Duty
from storage.tables import Obstacle, Report


@dataclass(frozen=True, slots=True)
class ObstaclePlace:
    """Where something was raised; `task_id` None: about the whole plan."""

    organisation_id: int
    plan_id: int
    unit_id: int
    task_id: int | None


def take_report(acting: Acting, duty: Duty, report: Report) -> None:
    """Put obstacles and recommendations of a report that was just handed in into the ledger."""
    said: dict[ObstacleLine, str] = {}
    urgent: set[ObstacleLine] = set()
    for line in reports.lines(acting.session, report.id):
        for kind in ObstacleKind:
            if text := line.answers.get(str(kind)):
                at = ObstacleLine(line.unit_id, line.task_id, kind)
                is_urgent, said[at] = read_urgency(text)
                urgent |= {at} if is_urgent else set()
    units = {duty.unit_id, *(line.unit_id for line in said)}
    known = obstacles.known(acting.session, duty.plan_id, units)
    earlier = [reports.previous(acting.session, duty.id), reports.before(acting.session, report)]
    settled = obstacles.settled(acting.session, [one.id for one in earlier if one is not None], units)
    for step in list(steps(known, said, duty.id, settled)):
        is_urgent = step.line in urgent and step.what not in ("carried", "withdrawn")
        was_urgent = step.known is not None and step.known.is_urgent
        obstacle = _take(acting, duty, step, report, urgent=is_urgent)
        if is_urgent and not (step.what == "repeated" and was_urgent):
            notices.raised(acting, obstacle)


def _take(acting: Acting, duty: Duty, step: ObstacleStep, report: Report, *, urgent: bool) -> Obstacle:
    line = step.line
    if step.known is None:
        place = ObstaclePlace(duty.organisation_id, duty.plan_id, line.unit_id, line.task_id)
        return raise_new(acting, place, line.kind, step.text, urgent=urgent, report=report)
    if step.what == "withdrawn":
        return _withdraw(acting, step.known.id)
    if step.what == "carried":
        return _carry(acting, step.known.id, report)
    return restate(acting, step.known.id, step.text, report, urgent=urgent)


def raise_new(
    acting: Acting, place: ObstaclePlace, kind: ObstacleKind, text: str, *, urgent: bool, report: Report | None = None
) -> Obstacle:
    obstacle = obstacles.add(
        acting.session,
        organisation_id=place.organisation_id,
        plan_id=place.plan_id,
        unit_id=place.unit_id,
        task_id=place.task_id,
        obligation_id=report.obligation_id if report else None,
        report_id=report.id if report else None,
        kind=str(kind),
        text=text,
        urgent=urgent,
        since=acting.now,
        person_id=acting.person.person_id,
        state=str(ObstacleState.OPEN),
        changed_at=acting.now,
    )
    note(acting, obstacle, "raised", text)
    return obstacle


def restate(acting: Acting, obstacle_id: int, text: str, report: Report | None = None, *, urgent: bool) -> Obstacle:
    """Keep what was said again, perhaps in other words, as the same obstacle, since the same day; what became urgent
    is so until it is answered."""
    obstacle = _locked(acting, obstacle_id)
    obstacle.urgent = obstacle.urgent or urgent
    if report is not None:
        obstacle.report_id = report.id
    if obstacle.text != text:
        obstacle.text = text
        note(acting, obstacle, "restated", text)
    return obstacle


def _carry(acting: Acting, obstacle_id: int, report: Report) -> Obstacle:
    """Keep what is settled and was said again as it was: it stays the same with its answer, until somebody opens it
    again."""
    obstacle = _locked(acting, obstacle_id)
    obstacle.report_id = report.id
    note(acting, obstacle, "repeated")
    return obstacle


def _withdraw(acting: Acting, obstacle_id: int) -> Obstacle:
    obstacle = _locked(acting, obstacle_id)
    obstacle.state = str(ObstacleState.CLOSED)
    note(acting, obstacle, "withdrawn")
    return obstacle


def _locked(acting: Acting, obstacle_id: int) -> Obstacle:
    obstacle = obstacles.locked(acting.session, obstacle_id)
    assert obstacle is not None
    return obstacle


def done(
    acting: Acting,
    obstacle: Obstacle,
    action: str,
    text: str = "",
    unit_id: int | None = None,
    to_person_id: int | None = None,
) -> None:
    """Record a decision on the obstacle, in its history and in the audit log."""
    note(acting, obstacle, action, text, unit_id, to_person_id)
    to = {"unit": unit_id} if to_person_id is None else {"person": to_person_id}
    acting.record(obstacle.organisation_id, f"obstacle.{action}", f"obstacle:{obstacle.id}", text=text, **to)


def note(
    acting: Acting,
    obstacle: Obstacle,
    action: str,
    text: str = "",
    unit_id: int | None = None,
    to_person_id: int | None = None,
) -> None:
    """Note what this person did with the obstacle, in this chat."""
    obstacles.note(
        acting.session,
        obstacle,
        action,
        person_id=acting.person.person_id,
        channel=acting.channel,
        now=acting.now,
        text=text,
        unit_id=unit_id,
        to_person_id=to_person_id,
    )
