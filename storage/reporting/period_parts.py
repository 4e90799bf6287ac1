"""What a unit handed in for the parts of a period: the quarters of a year, of any report of the same plan."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, exists, select
from sqlalchemy.orm import Session, aliased

from domain.calendar.periods import PeriodType, period_type_of
from domain.collation import from_parts
from domain.collation.from_parts import PartOfPeriod
from domain.forms.form import Form
from domain.reports.states import IN
from storage.reporting import reports
from storage.reporting.drafts import LatestAnswer
from storage.reporting.duties import Duty
from storage.tables import Obligation, Report, Requirement

WHOLE = frozenset({PeriodType.HALF_YEARLY, PeriodType.NINE_MONTHLY, PeriodType.YEARLY})
"""Periods so long that other reports are made of their parts."""


@dataclass(frozen=True, slots=True)
class SaidOfParts:
    """What a unit's reports of the parts of a period said, taken together by task; `at`: when the last one came in."""

    at: datetime
    by_task: Mapping[int, Mapping[str, Any]]

    def said_again(self, person_id: int, person: str) -> dict[int, LatestAnswer]:
        """Return the report of the whole as it opens where nobody has written: who opens it says again what its parts
        said, as of the last of them. It is kept with the first word that is written."""
        return {id: LatestAnswer(said, False, person_id, person, self.at) for id, said in self.by_task.items()}


_PART, _WHOLE, _LATER, _OF_PART = aliased(Obligation), aliased(Obligation), aliased(Report), aliased(Requirement)
_PARTS = (
    select(_PART.period_start, _PART.period_end, Report)
    .select_from(_WHOLE)
    .join(Requirement, Requirement.id == _WHOLE.requirement_id)
    .join(_OF_PART, and_(_OF_PART.plan_id == Requirement.plan_id, _OF_PART.id != Requirement.id))
    .join(
        _PART,
        and_(
            _PART.requirement_id == _OF_PART.id,
            _PART.unit_id == _WHOLE.unit_id,
            _PART.period_start >= _WHOLE.period_start,
            _PART.period_end <= _WHOLE.period_end,
        ),
    )
    .join(Report, Report.obligation_id == _PART.id)
    .where(
        _WHOLE.id == bindparam("whole"),
        _PART.period_key != "once",
        _PART.state.in_(IN),
        ~exists().where(_LATER.obligation_id == Report.obligation_id, _LATER.revision > Report.revision),
    )
    .order_by(_PART.period_start, _PART.period_end, _PART.id)
)


def of(session: Session, duty: Duty, tasks: Collection[int], forms: Mapping[int, Form]) -> SaidOfParts | None:
    """Return what the reports that are in say of these tasks, numbers in the units in which they are asked now; None
    where there are none, or the period is too short to have parts."""
    if period_type_of(duty.period_key) not in WHOLE:
        return None
    found = session.execute(_PARTS, {"whole": duty.id}).all()
    said = [
        (line.task_id, PartOfPeriod(start, end, line.answers))
        for start, end, report in found
        for line in reports.lines_now(session, report, duty.own_fields)
        if line.unit_id == duty.unit_id
    ]
    by_task = from_parts.by_task(said, tasks, forms)
    return SaidOfParts(max(report.submitted_at for _, _, report in found), by_task) if by_task else None
