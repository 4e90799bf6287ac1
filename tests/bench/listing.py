"""The overdue list's first page, with a million obligations in the database and with ten thousand."""

import time
from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from handlers.conversation.paging import Page, page_of
from handlers.following import texts
from handlers.words import Words
from storage.db.database import Database
from storage.following import overdue
from storage.tables import Obligation, Plan
from tests.bench.population import opened, settle
from tests.bench.results import Figure
from tests.bench.servers.postgres import postgres_url
from tests.bench.ticking import history

MILLION, FEW, UNITS, LATE, TIMES = 1_000_000, 10_000, 1000, 200, 40


def measure(folder: Path, quick: bool) -> list[Figure]:
    million = MILLION // 10 if quick else MILLION
    found = _on("SQLite", f"sqlite:///{folder}/million.db", f"sqlite:///{folder}/few.db", million)
    with postgres_url(folder) as url:
        return found + _on("PostgreSQL", url, _other(url), million)


def _other(url: str) -> str:
    """A second database on the same server."""
    database = Database(url)
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("CREATE DATABASE few"))
    database.close()
    head, _, options = url.partition("?")
    return f"{head.rpartition('/')[0]}/few" + (f"?{options}" if options else "")


def _on(name: str, many: str, few: str, million: int) -> list[Figure]:
    large, small = (_pages(url, count) for url, count in ((many, million), (few, FEW)))
    return [
        Figure(f"the overdue list's first page, {LATE} late of {million:,} obligations ({name})", large, "ms", 50),
        Figure(f"  against {FEW:,} obligations", large / small, "×", 2),
    ]


def _pages(url: str, count: int) -> float:
    database = opened(url)
    settle(database, UNITS)
    history(database.engine, count)
    _late(database)
    with database.transaction() as session:
        plans = list(session.scalars(select(Plan.id)))
    spent = []
    for _ in range(TIMES):
        began = time.perf_counter()
        database.do(_page, plans)
        spent.append(1000 * (time.perf_counter() - began))
    database.close()
    return median(spent)


def _page(session: Session, plans: Collection[int]) -> None:
    now = datetime.now(UTC)
    rows = overdue.overdue(session, plans, now)
    assert len(rows) == LATE
    page = page_of(rows, 0)
    shown = Page(overdue.described(session, page.lines, now), page.first, page.number, page.pages)
    texts.overdue_text(Words(), rows, shown, now)


def _late(database: Database) -> None:
    with database.transaction() as session:
        ids = session.scalars(select(Obligation.id).order_by(Obligation.id).limit(LATE)).all()
        late = datetime.now(UTC) - timedelta(days=2)
        session.execute(update(Obligation).where(Obligation.id.in_(ids)).values(due_at=late, original_due_at=late))
