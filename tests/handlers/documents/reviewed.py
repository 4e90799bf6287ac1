"""A plan's review of as many units and periods as wanted, without a database: words and names as in `collated`."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from domain.calendar.periods import parse_period
from domain.collation import Owed
from domain.plan_reviews.ledger_of_then import ObstacleThen
from domain.plan_reviews.review_spans import ReviewedPeriod, ReviewSpan
from domain.plan_reviews.reviewed_periods import PeriodReports, review
from domain.reports.obstacles import ObstacleState
from handlers.plan_reviews.gathered_review import GatheredReview
from storage.collating.kept_narratives import WrittenPart
from storage.deciding.obstacles import ObstacleEntry
from storage.plan_reviews.assessments import PeriodAssessment
from storage.plan_reviews.reviewed_obstacles import ReviewedObstacle
from storage.plan_reviews.reviewed_plan import ReviewedRequirement, ReviewSubject
from storage.plan_reviews.reviewed_units import ReviewedUnit
from storage.reporting.duties import TaskLine
from storage.tables import Obstacle
from tests.handlers.documents import collated
from tests.handlers.documents.collated import DUE, NOW, OWN, WAYS


def reviewed(
    units: int = 3,
    periods: int = 4,
    tasks: int = 7,
    *,
    style: str = "state",
    longest: bool = False,
    long_text: int = 0,
    seed: int = 1,
) -> GatheredReview:
    """Return a review; `long_text`: so many characters has one result."""
    draw = random.Random(seed)
    lines = [collated._task(number) for number in range(tasks)]
    if long_text:
        lines[-1] = replace(lines[-1], title=f"{lines[-1].title} {'theo kế hoạch ' * 70}".strip())
    subject = _subject(lines, style, longest=longest)
    spans = [_period(at, periods) for at in range(periods)]
    codes = {task.id: task.code for task in lines}
    found = review(_read(draw, spans, lines, units, longest=longest, long_text=long_text), codes, {}, NOW)
    return GatheredReview(
        subject=subject,
        span=ReviewSpan(),
        now=NOW,
        periods=spans,
        review=found,
        units={one.unit_id: _unit(one.unit_id, one.name) for one in found.units},
        obstacles=[_obstacle(draw, at, units, lines, long_text) for at in range(units // 2)],
        assessments=[_assessment(at, one) for at, one in enumerate(spans)],
        written={},
        freezing=None,
        is_frozen=False,
    )


def _period(at: int, of: int) -> ReviewedPeriod:
    """The last is the last quarter of 2026."""
    year, quarter = divmod(2026 * 4 + 3 - (of - 1 - at), 4)
    key = f"{year}-Q{quarter + 1}"
    whole = parse_period(key)
    due = DUE - timedelta(days=91 * (of - 1 - at))
    return ReviewedPeriod(1, "KHCN-QUY", "Báo cáo quý", "quarterly", key, whole.start, whole.end, due)


def _read(
    draw: random.Random,
    spans: Sequence[ReviewedPeriod],
    lines: Sequence[TaskLine],
    units: int,
    *,
    longest: bool,
    long_text: int,
) -> Iterator[PeriodReports]:
    ids = [task.id for task in lines]
    for at, period in enumerate(spans):
        owed = [
            _then(collated._owed(draw, number, lines, longest=longest, long_text=long_text), period, at, units)
            for number in range(units)
        ]
        yield PeriodReports(period, ids, OWN, owed, {one.sent.report_id: OWN for one in owed if one.sent})


def _then(owed: Owed, period: ReviewedPeriod, at: int, units: int) -> Owed:
    """The same report as it would have been sent for that period."""
    if owed.sent is None:
        return replace(owed, obligation_id=at * units + owed.obligation_id, due_at=period.due_at)
    earlier = DUE - period.due_at
    said = [replace(one, said_at=one.said_at - earlier) for one in owed.sent.said]
    sent = replace(
        owed.sent,
        report_id=at * units + owed.unit_id,
        number=owed.sent.number.replace("2026-Q4", period.period_key),
        submitted_at=owed.sent.submitted_at - earlier,
        first_at=owed.sent.first_at - earlier,
        first_due=owed.sent.first_due - earlier,
        said=said,
    )
    return replace(
        owed,
        obligation_id=at * units + owed.obligation_id,
        due_at=period.due_at,
        original_due_at=period.due_at,
        sent=sent,
    )


def _unit(id: int, name: str) -> ReviewedUnit:
    return ReviewedUnit(id, f"U{id:02}", name, None, None, None, (), (), ())


def _obstacle(draw: random.Random, at: int, units: int, lines: Sequence[TaskLine], long_text: int) -> ReviewedObstacle:
    days = draw.randint(3, 400)
    since = NOW - timedelta(days=days)
    text = draw.choice(WAYS) + (" vì chưa bố trí được vốn" * 30 if long_text and at == 0 else "")
    state = draw.choice([ObstacleState.OPEN, ObstacleState.ANSWERED])
    answer = "đã bố trí trong đợt bổ sung" if state is ObstacleState.ANSWERED else None
    kind = "recommendation" if at % 4 == 3 else "obstacle"
    task = lines[at % len(lines)]
    row = Obstacle(id=at, unit_id=at, kind=kind, text=text, since=since, state=str(state), urgent=False, answer=answer)
    pattern = collated.SHORT[at % 3].format(at + 1)
    entry = ObstacleEntry(
        row,
        pattern,
        f"U{at:02}",
        task.code,
        task.title,
        "Lê Thị Lan",
        None,
        f"KHCN-QUY/2026-Q3/U{at:02}/1",
        "Asia/Ho_Chi_Minh",
    )
    then = ObstacleThen(state, text, answer, None, None, None, is_withdrawn=False)
    return ReviewedObstacle(entry, then, days, is_earlier=False)


def _assessment(at: int, period: ReviewedPeriod) -> PeriodAssessment:
    text = "Nhìn chung các đơn vị đã bám sát kế hoạch, khối phường tiến bộ rõ; một số xã còn chậm do thiếu cán bộ."
    when = datetime.combine(period.end, NOW.timetz())
    return PeriodAssessment(period, WrittenPart(at, "assessment", text, "Trần Thị Tuấn Mẫu", when))


def _subject(tasks: Sequence[TaskLine], style: str, *, longest: bool) -> ReviewSubject:
    about = collated._about(tasks, style, longest=longest)
    shared: dict[str, Any] = {
        name: getattr(about, name)
        for name in (
            "organisation_id", "organisation_code", "organisation", "timezone", "document_style", "plan_id",
            "plan_code", "plan", "plan_number", "plan_date", "plan_issuer", "basis", "recipients", "place", "signer",
            "issuer", "issuer_code", "tasks", "groups",
        )
    }  # fmt: skip
    asked = ReviewedRequirement(1, "KHCN-QUY", "Báo cáo quý", "quarterly", OWN, [task.id for task in tasks])
    return ReviewSubject(**shared, requirements={1: asked})
