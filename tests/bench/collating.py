"""`dondoc collate` for ten thousand units with seven tasks each, in a process of its own, and for half as many."""

import asyncio
import os
import resource
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select, update

from domain.messaging.messages import Incoming
from handlers.conversation.acting import Context
from handlers.dispatch import handle_waiting
from handlers.file_exports import Maker
from scheduler.exports import Exports
from storage.db.database import Database
from storage.db.upsert import table_of
from storage.installation.calendars import work_calendar
from storage.messages import exports, inbox
from storage.tables import Address, Obligation, Organisation, Person, Report, ReportEntry, Requirement, Task, Unit
from tests.bench.population import ACCOUNT, FIRST_CHAT, add_rows, ids_of, opened, settle
from tests.bench.processes import ROOT
from tests.bench.results import Figure
from tests.bench.servers.postgres import postgres_url

UNITS, ANSWERS = 10_000, 60
MOST_SECONDS, MOST_MIB, LINEAR = 20.0, 400.0, 2.3  # the last: what twice as many units may cost, with some noise
STATUSES = ("done", "in_progress", "in_progress", "not_started")
RESULT = "Đã ban hành kế hoạch số {n}/KH-UBND, tổ chức {n} hội nghị và giải ngân 1,2 tỷ đồng cho các hợp tác xã."


def measure(folder: Path, quick: bool) -> list[Figure]:
    units = UNITS // 10 if quick else UNITS
    found = _on("SQLite", f"sqlite:///{folder}/whole.db", f"sqlite:///{folder}/half.db", folder, units)
    with postgres_url(folder) as url:
        report(opened(url), units)
        seconds, mib, _ = collated(url, folder / "postgres.xlsx")
    return [
        *found,
        Figure(f"{units:,} units × 7 tasks as Excel (PostgreSQL)", seconds, "s", MOST_SECONDS),
        Figure("  memory of that process, at most", mib, "MiB", MOST_MIB),
    ]


def _on(name: str, whole: str, half: str, folder: Path, units: int) -> list[Figure]:
    report(opened(whole), units)
    report(opened(half), units // 2)
    seconds, mib, size = collated(whole, folder / "whole.xlsx")
    less, _, _ = collated(half, folder / "half.xlsx")
    word, _, _ = collated(whole, folder / "whole.docx")
    alone, beside = asyncio.run(_answers_meanwhile(whole))
    return [
        Figure(f"{units:,} units × 7 tasks as Excel ({name})", seconds, "s", MOST_SECONDS),
        Figure("  memory of that process, at most", mib, "MiB", MOST_MIB),
        Figure("  against half as many units", seconds / less, "×", LINEAR),
        Figure("  the file", size / 2**20, "MiB"),
        Figure("  the same as Word", word, "s"),
        Figure("  an answer while nothing else goes on, 95 of 100 within", alone, "ms"),
        Figure("  an answer while the Excel file is made in the same program, 95 of 100 within", beside, "ms", 100),
    ]


def collated(url: str, to: Path) -> tuple[float, float, int]:
    """Seconds from start to end of the command, the most memory it took in MiB, and the file's size in bytes."""
    command = [sys.executable, "-m", "tests.bench.collating", str(to)]
    environment = {**os.environ, "DONDOC_DATABASE_URL": url}
    began = time.perf_counter()
    done = subprocess.run(command, env=environment, cwd=ROOT, check=True, capture_output=True, text=True)
    return time.perf_counter() - began, float(done.stdout.split()[-1]), to.stat().st_size


def report(database: Database, units: int) -> None:
    """Every unit has handed in what it owes: on each task a status, on every other a result of a hundred letters, on
    each tenth an obstacle."""
    settle(database, units)
    at = datetime.now(UTC)
    with database.transaction() as session:
        organisation = session.scalars(select(Organisation.id)).one()
        tasks = list(session.scalars(select(Task.id).order_by(Task.position)))
        person = session.scalars(select(Person.id).order_by(Person.id)).first()
        own = {"organisation_id": organisation, "person_id": person}
        owed = list(
            session.execute(
                select(Obligation.id, Obligation.unit_id, Unit.code, Obligation.due_at)
                .join(Unit, Unit.id == Obligation.unit_id)
                .order_by(Obligation.id)
            )
        )
        sent = ids_of(
            session,
            Report,
            (
                {**own, "obligation_id": id, "revision": 1, "number": f"KHCN-QUY/2026-Q4/{code}/1", "nil": False,
                 "submitted_at": at, "due_at": due, "channel": "telegram"}
                for id, _, code, due in owed
            ),
        )  # fmt: skip
        add_rows(
            session,
            ReportEntry,
            (
                {**own, "report_id": id, "task_id": task, "unit_id": unit, "answers": _answers(n * len(tasks) + m),
                 "as_before": False, "said_at": at}
                for n, (id, (_, unit, _, _)) in enumerate(zip(sent, owed, strict=True))
                for m, task in enumerate(tasks)
            ),
        )  # fmt: skip
        session.execute(update(table_of(Obligation)).values(state="submitted"))
    database.close()


async def _answers_meanwhile(url: str) -> tuple[float, float]:
    """Milliseconds from a message's coming in to its answer's being in the outbox; without, then with an export."""
    database = Database(url)
    with database.transaction() as session:
        requirement, organisation = session.execute(select(Requirement.id, Requirement.organisation_id)).one()
        person = session.scalars(select(Person.id).order_by(Person.id).limit(1)).one()
        address = session.scalars(select(Address.id).where(Address.person_id == person)).one()
        exports.ask(
            session,
            organisation_id=organisation,
            person_id=person,
            address_id=address,
            what="collation",
            kind="xlsx",
            args={"requirement_id": requirement, "period_key": "2026-Q4", "frozen": False},
            plan_ids=[1],
            now=datetime.now(UTC),
        )
    context = Context(work_calendar(), "https://dondoc.example", b"a secret of the benchmark")
    alone = [await _answered(database, context, n) for n in range(ANSWERS)]
    files = Exports(
        database, Maker(database, context.files, None, context.calendar), lambda: datetime.now(UTC), lambda: None
    )
    making = asyncio.create_task(files.work())
    beside: list[float] = []
    while not making.done():
        beside.append(await _answered(database, context, ANSWERS + len(beside)))
        await asyncio.sleep(0.05)
    assert await making
    database.close()
    return _most(alone), _most(beside)


async def _answered(database: Database, context: Context, n: int) -> float:
    now = datetime.now(UTC)
    incoming = Incoming("text", "telegram", ACCOUNT, str(FIRST_CHAT), str(FIRST_CHAT), f"b{n}", now, text="/nhiemvu")
    began = time.perf_counter()
    await database.run(inbox.store, [incoming], now)
    assert await database.run(handle_waiting, now, context) == 1
    return 1000 * (time.perf_counter() - began)


def _most(spent: list[float]) -> float:
    return sorted(spent)[int(0.95 * len(spent))]


def _answers(n: int) -> dict[str, object]:
    status = STATUSES[n % len(STATUSES)]
    said: dict[str, object] = {"status": status}
    if status == "in_progress":
        said["percent"] = n % 100
    if n % 2:
        said["result"] = RESULT.format(n=n)
    if n % 10 == 0:
        said["obstacle"] = "Thiếu kinh phí, cán bộ kiêm nhiệm, chưa bố trí được mặt bằng."
    return said


def main() -> None:
    from typer.testing import CliRunner

    from bot.cli import app

    done = CliRunner().invoke(app, ["collate", "KHCN-QUY", "--to", sys.argv[1]])
    if done.exit_code:
        raise SystemExit(done.output)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    main()
