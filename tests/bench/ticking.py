"""A tick over a million obligations: its cost is that of what is due."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from sqlalchemy import Engine, text, update

from scheduler.tick import tick
from storage.db.database import Database
from storage.installation.calendars import work_calendar
from storage.tables import Obligation
from tests.bench.population import opened, settle
from tests.bench.results import Figure
from tests.bench.servers.postgres import postgres_url

MILLION, UNITS, TICKS = 1_000_000, 1000, 300
DUE = 200
STEPS = [{"before": "5wd", "at": "08:30", "to": ["focal_point"]}]


def measure(folder: Path, quick: bool) -> list[Figure]:
    million = MILLION // 10 if quick else MILLION
    found = _on("SQLite", f"sqlite:///{folder}/tick.db", million)
    with postgres_url(folder) as url:
        return found + _on("PostgreSQL", url, million)


def _on(name: str, url: str, million: int) -> list[Figure]:
    database = opened(url)
    settle(database, UNITS)
    alone = _busy(database)
    history(database.engine, million)
    idle = _median(lambda: database.do(tick, datetime.now(UTC), work_calendar()))
    busy = _busy(database)
    database.close()
    return [
        Figure(f"a tick over {million:,} obligations of which none is due ({name})", idle, "ms", 5),
        Figure(f"  with {DUE} due", busy, "ms"),
        Figure(f"  the same {DUE} without the million", alone, "ms"),
        Figure("  what history adds to them", busy / alone, "×", 2),
    ]


def _median(work: Callable[[], object], times: int = TICKS) -> float:
    """Milliseconds."""
    spent = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        spent.append(1000 * (time.perf_counter() - began))
    return median(spent)


def _busy(database: Database) -> float:
    """A tick in which some duties of a policy are looked at, none of which fires."""
    due = datetime.now(UTC)
    spent = []
    for _ in range(7):
        with database.transaction() as session:
            ids = [
                row.id for row in session.execute(text("select id from obligation order by id limit :n"), {"n": DUE})
            ]
            session.execute(update(Obligation).where(Obligation.id.in_(ids)).values(next_check_at=due))
        began = time.perf_counter()
        database.do(tick, datetime.now(UTC), work_calendar())
        spent.append(1000 * (time.perf_counter() - began))
    return median(spent)


# Everything of one unit and one requirement is copied into many long past periods, which are done with.
_COPY = """
INSERT INTO obligation (organisation_id, requirement_id, unit_id, period_key, period_start, period_end, window_start,
  window_end, opens_at, due_at, original_due_at, state, reminded_through, next_check_at)
SELECT o.organisation_id, o.requirement_id, o.unit_id, 'old-' || p.n, o.period_start, o.period_end, o.window_start,
  o.window_end, o.opens_at, o.due_at, o.original_due_at, CASE WHEN p.n % 2 = 0 THEN 'accepted' ELSE 'open' END,
  NULL, CASE WHEN p.n % 2 = 0 THEN NULL ELSE o.due_at END
FROM obligation o CROSS JOIN ({numbers}) p
"""
_NUMBERS = {
    "sqlite": "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < {most}) SELECT n FROM c",
    "postgresql": "SELECT n FROM generate_series(1, {most}) AS s(n)",
}


def history(engine: Engine, million: int) -> None:
    """So many more obligations of other periods: half were accepted, the other half is to be looked at in weeks."""
    numbers = _NUMBERS[engine.dialect.name].format(most=million // UNITS)
    with engine.begin() as connection:
        connection.execute(text(_COPY.format(numbers=numbers)))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))
