"""A plan of so many units and quarters, all reported, written straight into the database."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.calendar.periods import Period, following, parse_period
from storage.db.database import Database
from storage.db.migrate import upgrade
from storage.tables import Obligation, Person, Report, ReportEntry, Task, Unit
from tests.bench.collating import RESULT, STATUSES
from tests.bench.population import add_rows, ids_of
from tests.office import Office, local

FIELDS = [
    {"code": "lop", "name": "Số lớp", "kind": "number", "over_units": "sum", "unit": "lớp", "target": 10},
    {"code": "kh", "name": "Kế hoạch", "kind": "document", "tasks": ["1"]},
]


def populate(url: str, units: int, periods: int, tasks_in_plan: int) -> None:
    """Every unit handed in what it owed of each quarter, every tenth report late: on each task a status and a number,
    on every other a result of a hundred letters."""
    database = Database(url)
    upgrade(database.engine)
    office = Office(database)
    office.add_unit("BTG", "Ban Tuyên giáo")
    codes = [f"U{number}" for number in range(units)]
    titles = {str(number): f"Nhiệm vụ {number}" for number in range(1, tasks_in_plan + 1)}
    office.add_plan("KHCN", "Kế hoạch", coordinators=["BTG"], tasks=titles)
    with database.transaction() as session:
        own = {"organisation_id": office.organisation_id}
        unit_ids = ids_of(session, Unit, ({**own, "code": code, "name": f"Đơn vị số {code[1:]}"} for code in codes))
    requirement = office.add_requirement("KHCN-QUY", "Báo cáo quý", units=["BTG"])
    with database.transaction() as session:
        person = ids_of(session, Person, [{**own, "name": "Lan", "language": "vi"}])[0]
        tasks = list(session.scalars(select(Task.id).order_by(Task.position)))
        days = parse_period("2020-Q1")
        for number in range(periods):
            _period(session, {**own, "requirement_id": requirement}, unit_ids, tasks, person, days, number)
            days = following(days)
    database.close()


def _period(
    session: Session,
    own: Mapping[str, Any],
    unit_ids: Sequence[int],
    tasks: Sequence[int],
    person: int,
    days: Period,
    number: int,
) -> None:
    due = local(f"{days.end} 17:00")
    between = {"period_start": days.start, "period_end": days.end, "window_start": days.start, "window_end": days.end}
    whole = {**own, **between, "period_key": days.key, "opens_at": local(f"{days.start} 00:00"), "due_at": due}
    owned = {"organisation_id": own["organisation_id"], "person_id": person}
    owed = ids_of(
        session, Obligation, ({**whole, "original_due_at": due, "unit_id": id, "state": "submitted"} for id in unit_ids)
    )
    late = [due + timedelta(days=1 if (n + number) % 10 == 0 else -1) for n in range(len(owed))]
    sent = ids_of(
        session, Report,
        ({**owned, "obligation_id": id, "revision": 1, "number": f"KHCN-QUY/{days.key}/{id}/1", "nil": False,
          "submitted_at": at, "due_at": due, "channel": "telegram", "fields": FIELDS}
         for id, at in zip(owed, late, strict=True)),
    )  # fmt: skip
    add_rows(
        session, ReportEntry,
        ({**owned, "report_id": id, "task_id": task, "unit_id": unit, "answers": _answers(n + m + number, m),
          "as_before": False, "said_at": at}
         for n, (id, unit, at) in enumerate(zip(sent, unit_ids, late, strict=True)) for m, task in enumerate(tasks)),
    )  # fmt: skip


def _answers(n: int, task: int) -> dict[str, object]:
    said: dict[str, object] = {"status": STATUSES[n % len(STATUSES)], "lop": n % 20}
    if said["status"] == "in_progress":
        said["percent"] = n % 100
    if n % 2:
        said["result"] = RESULT.format(n=n)
    if task == 0:
        said["kh"] = {"number": f"{n}/KH-UBND", "date": "2026-03-05", "issuer": ""}
    return said
