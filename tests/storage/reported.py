"""Reports written straight into the database, of quarters that have opened: what each unit said, and when."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from domain.calendar.periods import parse_period
from storage.tables import Obligation, Report, ReportEntry, Requirement, Task
from tests.office import Office, local


def opened(office: Office, requirement: str, period_key: str, due: str) -> None:
    """The period with its own days, unlike those of `Office.open`."""
    ids = office.open(requirement, period_key, due)
    days = parse_period(period_key)
    at = {"period_start": days.start, "period_end": days.end, "window_start": days.start, "window_end": days.end}
    with office.database.transaction() as session:
        opens = local(f"{days.start} 00:00")
        session.execute(update(Obligation).where(Obligation.id.in_(ids)).values(**at, opens_at=opens))


def asks_for(office: Office, requirement: str, fields: list[Any]) -> None:
    """From now on the requirement has these fields of its own."""
    with office.database.transaction() as session:
        session.execute(update(Requirement).where(Requirement.code == requirement).values(fields=fields))


def hand_in(
    office: Office,
    person_id: int,
    unit: str,
    period_key: str,
    said: Mapping[str, Mapping[str, Any]],
    at: datetime,
    *,
    requirement: str = "KHCN-QUY",
    nil: bool = False,
) -> int:
    """A further revision; the id of the report."""
    obligation_id = office.obligation_id(unit, requirement, period_key)
    own = {"organisation_id": office.organisation_id, "person_id": person_id}
    with office.database.transaction() as session:
        duty = session.get_one(Obligation, obligation_id)
        tasks = dict(session.execute(select(Task.code, Task.id)).all())
        fields = session.get_one(Requirement, duty.requirement_id).fields
        before = session.scalars(select(Report.id).where(Report.obligation_id == obligation_id)).all()
        number = f"{requirement}/{period_key}/{unit}/{len(before) + 1}"
        report = Report(
            **own,
            obligation_id=obligation_id,
            revision=len(before) + 1,
            number=number,
            nil=nil,
            submitted_at=at,
            due_at=duty.due_at,
            channel="telegram",
            fields=fields,
        )
        session.add(report)
        session.flush()
        for code, answers in said.items():
            entry = {"report_id": report.id, "task_id": tasks[code], "unit_id": duty.unit_id}
            session.add(ReportEntry(**own, **entry, answers=dict(answers), as_before=False, said_at=at))
        duty.state = "submitted"
        return report.id
