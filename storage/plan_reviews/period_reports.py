"""The reports of a plan's periods: who owes what is read at once, what reports say one period after the other."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from domain.collation import Owed
from domain.forms import own_fields
from domain.forms.fields import Field
from domain.plan_reviews.review_spans import ReviewedPeriod
from domain.plan_reviews.reviewed_periods import PeriodReports
from domain.text import vietnamese_key
from storage.collating import revisions
from storage.collating.revisions import FrozenRevision, Progress, Revision
from storage.db.json_codec import canonical
from storage.db.upsert import table_of
from storage.deciding import duty_decisions
from storage.plan_reviews.reviewed_plan import ReviewSubject
from storage.tables import Obligation, Report

_OBLIGATION, _REPORT = map(table_of, (Obligation, Report))
_OF_REQUIREMENTS = _OBLIGATION.c.requirement_id.in_(bindparam("requirements", expanding=True))
_OWED = revisions.OWED.add_columns(_OBLIGATION.c.requirement_id, _OBLIGATION.c.period_key).where(_OF_REQUIREMENTS)
_REVISIONS = revisions.REVISIONS.where(_OF_REQUIREMENTS)
_ASKED = (
    select(_REPORT.c.id, _REPORT.c.fields)
    .join(_OBLIGATION, _OBLIGATION.c.id == _REPORT.c.obligation_id)
    .where(_OF_REQUIREMENTS, _REPORT.c.fields.is_not(None))
    .order_by(_REPORT.c.submitted_at, _REPORT.c.id)
)
Place = tuple[int, str]  # a requirement, and the key of its period
Kept = Mapping[int, FrozenRevision]
"""What counts of each obligation, where a review was frozen."""


@dataclass(frozen=True, slots=True)
class CountedReport:
    """The revision that counts, and the first one, by which it is on time or late."""

    counting: Revision
    first: Revision


def period_reports(
    session: Session,
    subject: ReviewSubject,
    periods: Sequence[ReviewedPeriod],
    *,
    kept: Kept | None = None,
    until: datetime,
    progress: Progress | None = None,
) -> Iterator[PeriodReports]:
    """Yield what was reported for each of these periods, the units in Vietnamese order: as it is, or as it was `kept`
    at `until`. Nothing of an earlier period is held when the next is read."""
    which = {"requirements": sorted({one.requirement_id for one in periods})}
    rows = _rows(session, which, kept)
    reports = _counted(session, which, kept)
    asked = _asked(session, which, {one.counting.report_id for one in reports.values()})
    moved = duty_decisions.moved_of_plan(session, subject.plan_id, until)
    for number, period in enumerate(periods):
        place = period.requirement_id, period.period_key
        of_period = rows.pop(place, [])
        if kept is not None and not of_period:  # it opened after the review was frozen
            continue
        counted = {row[0]: reports[row[0]] for row in of_period if row[0] in reports}
        ids = {one.counting.report_id for one in counted.values()}
        said = revisions.said_in(session, *place, ids)
        owed = [_owed(row, counted.get(row[0]), said, kept, moved) for row in of_period]
        owed.sort(key=lambda one: (vietnamese_key(one.name), one.code))
        requirement = subject.requirements[period.requirement_id]
        yield PeriodReports(
            period,
            requirement.task_ids,
            requirement.fields if kept is None else (),
            owed,
            {id: asked[id] for id in asked if id in ids},
        )
        if progress is not None:
            progress(number + 1, len(periods))


def _rows(session: Session, which: Mapping[str, Any], kept: Kept | None) -> dict[Place, list[Sequence[Any]]]:
    found: dict[Place, list[Sequence[Any]]] = defaultdict(list)
    for *row, requirement_id, period_key in session.execute(_OWED, which):
        if kept is None or row[0] in kept:
            found[requirement_id, period_key].append(row)
    return found


def _counted(session: Session, which: Mapping[str, Any], kept: Kept | None) -> dict[int, CountedReport]:
    """Return what counts of each obligation: the last revision, or the one that was kept."""
    found: dict[int, CountedReport] = {}
    firsts: dict[int, Revision] = {}
    for id, *rest in session.execute(_REVISIONS, which):
        one = Revision(*rest)
        first = firsts.setdefault(id, one)
        if kept is None or (id in kept and kept[id].report_id == one.report_id):
            found[id] = CountedReport(one, first)
    return found


def _asked(session: Session, which: Mapping[str, Any], report_ids: Collection[int]) -> dict[int, tuple[Field, ...]]:
    """Return the own fields that each report was asked with, the latest report last; thousands share a few forms."""
    forms: dict[bytes, tuple[Field, ...]] = {}
    found = {}
    for id, written in session.execute(_ASKED, which):
        if written and id in report_ids:
            key = canonical(written)
            if key not in forms:
                forms[key] = own_fields.read(written)
            found[id] = forms[key]
    return found


def _owed(
    row: Sequence[Any],
    report: CountedReport | None,
    said: Mapping[int, Any],
    kept: Kept | None,
    moved: Mapping[int, Sequence[str]],
) -> Owed:
    then, moved_to = kept[row[0]] if kept is not None else None, moved.get(row[0], ())
    if report is None:
        return revisions.owed_of(row, None, None, said, then, moved_to=moved_to)
    return revisions.owed_of(row, report.counting, report.first, said, then, moved_to=moved_to)
