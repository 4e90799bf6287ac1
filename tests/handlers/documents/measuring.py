"""How long documents take, and how much memory: `python -m tests.handlers.documents.measuring review 300 20 45` (units,
periods, tasks), or `collation 300 1 45`: read from a database of that size, which another process makes before, and
written. One at a time: a process remembers its highest peak."""

import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from domain.calendar.periods import parse_period
from domain.plan_reviews.review_spans import ReviewSpan
from handlers.collating import gathering
from handlers.collating.gathering import Gathered
from handlers.collating.word import report_document
from handlers.plan_reviews import gathered_review
from handlers.plan_reviews.gathered_review import GatheredReview
from handlers.plan_reviews.word import review_document
from handlers.words import Words
from storage.db.database import Database
from storage.tables import Base, Obligation, Plan, Report, ReportEntry, Requirement, RequirementUnit, Task
from tests.handlers.documents.collated import SAID
from tests.office import Office, local

LAST_YEAR = 2026
AT = local("2026-12-31 18:00")


def make(path: Path, units: int, periods: int, tasks: int) -> None:
    """Make a database in which every unit has reported on every task for so many quarters."""
    database = Database(f"sqlite:///{path}")
    with database.transaction() as session:
        Base.metadata.create_all(session.connection())
    office = Office(database)
    names = {"BTG": "Ban Tuyên giáo", **{f"U{number}": f"Phường {number}" for number in range(units)}}
    for code, name in names.items():
        office.add_unit(code, name)
    titles = {f"{number // 7 + 1}.{number % 7 + 1}": f"Nhiệm vụ số {number + 1}" for number in range(tasks)}
    office.add_plan("KHCN", "Kế hoạch khoa học và công nghệ", coordinators=["BTG"], tasks=titles)
    office.add_requirement("KHCN-QUY", "Báo cáo quý", units=[code for code in names if code != "BTG"])
    person = office.person("U0", "focal_point", "Lan")
    draw = random.Random(1)
    years = range(LAST_YEAR - (periods - 1) // 4, LAST_YEAR + 1)
    for key in [f"{year}-Q{quarter}" for year in years for quarter in range(1, 5)][-periods:]:
        with database.transaction() as session:
            _reported(session, draw, office.organisation_id, person, key)


def _reported(session: Session, draw: random.Random, organisation_id: int, person_id: int, key: str) -> None:
    whole = parse_period(key)
    due = local(f"{whole.end} 17:00")
    own: dict[str, Any] = {"organisation_id": organisation_id}
    requirement = session.scalars(select(Requirement.id)).one()
    days = {"period_start": whole.start, "period_end": whole.end, "window_start": whole.start, "window_end": whole.end}
    due_at = {"opens_at": local(f"{whole.start} 00:00"), "due_at": due, "original_due_at": due, "state": "submitted"}
    units = session.scalars(select(RequirementUnit.unit_id)).all()
    rows = [{**own, **days, **due_at, "requirement_id": requirement, "period_key": key, "unit_id": id} for id in units]
    session.execute(insert(Obligation), rows)
    owed = session.execute(select(Obligation.id, Obligation.unit_id).where(Obligation.period_key == key)).all()
    sent = {**own, "revision": 1, "nil": False, "person_id": person_id, "channel": "telegram", "due_at": due}
    session.execute(
        insert(Report),
        [
            {**sent, "obligation_id": id, "number": f"KHCN-QUY/{key}/U{unit}/1", "submitted_at": due + _late(draw)}
            for id, unit in owed
        ],
    )
    reports = select(Report.id, Obligation.unit_id).join(Obligation, Obligation.id == Report.obligation_id)
    tasks = session.scalars(select(Task.id)).all()
    said = {**own, "person_id": person_id, "said_at": due, "as_before": False}
    session.execute(
        insert(ReportEntry),
        [
            {**said, "report_id": report, "unit_id": unit, "task_id": task, "answers": _answers(draw)}
            for report, unit in session.execute(reports.where(Obligation.period_key == key)).all()
            for task in tasks
        ],
    )


def _late(draw: random.Random) -> timedelta:
    return timedelta(hours=draw.randint(-90, 10))


def _answers(draw: random.Random) -> dict[str, Any]:
    status = draw.choice(("done", "in_progress", "not_started"))
    percent = {"percent": draw.choice((20, 40, 75))} if status == "in_progress" else {}
    return {
        "status": status,
        **percent,
        "result": draw.choice(SAID).format(n=draw.randint(2, 40), m=draw.randint(50, 900)),
    }


def write(kind: str, database: Path, path: Path) -> None:
    """Read and write it, and say what that took."""
    writes: Callable[[], None]
    with Database(f"sqlite:///{database}").reading() as session:
        if kind == "review":
            plan = session.scalars(select(Plan.id)).one()
            writes = partial(_review, path, gathered_review.gather(session, plan, ReviewSpan(), AT))
        else:
            requirement = session.scalars(select(Requirement.id)).one()
            writes = partial(_collation, path, gathering.gather(session, requirement, f"{LAST_YEAR}-Q4", AT))
    read = time.process_time()
    writes()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size, took = path.stat().st_size // 1024, time.process_time() - read
    print(f"{kind}: read {read:.1f} s after the start, written in {took:.1f} s (CPU), {size} kB, peak {peak:.0f} MiB")


def _review(path: Path, review: GatheredReview | None) -> None:
    assert review is not None
    review_document.write(path, Words(), review)


def _collation(path: Path, collation: Gathered | None) -> None:
    assert collation is not None
    report_document.write(path, Words(), collation)


def main(kind: str, *given: str) -> None:
    if kind == "make":
        make(Path(given[0]), *map(int, given[1:]))
        return
    with TemporaryDirectory() as folder:
        database = Path(folder) / "made.db"
        command = [sys.executable, "-m", "tests.handlers.documents.measuring", "make", str(database), *given]
        subprocess.run(command, check=True)
        write(kind, database, Path(folder) / "a.docx")


if __name__ == "__main__":
    main(*sys.argv[1:])
