"""A short form of `make chaos`; and the oracle notices when something is lost, doubled or made up."""

from pathlib import Path

import pytest
from sqlalchemy import text

from tests.chaos import storms
from tests.chaos.books import Books
from tests.chaos.run import Chaos, Plan

pytestmark = pytest.mark.long

FEW = {"reporters": 6, "listeners": 2, "storm_every": 3, "reports": 3}


async def test_killed_on_sqlite_nothing_is_lost(tmp_path: Path) -> None:
    plan = Plan(kills=4, seconds=300, seed=7, **FEW)
    chaos = Chaos(plan, f"sqlite:///{tmp_path}/office.db", storms.ON_SQLITE)
    figures = await chaos.run()
    assert figures.is_good, str(figures)
    assert figures.kills.total() >= 3
    assert figures.reports >= 3
    for damage, noticed in DAMAGES:
        with chaos.books.engine.begin() as connection:
            connection.execute(text(damage))
        again = chaos.judged()
        assert any(noticed in line for line in [*again.losses, *again.excesses]), (noticed, str(again))


async def test_killed_on_postgresql_nothing_is_lost(postgres_url: str) -> None:
    Books(postgres_url).make_durable()
    plan = Plan(kills=4, seconds=8, seed=7, processes=2, **FEW)
    figures = await Chaos(plan, postgres_url, storms.ON_POSTGRES).run()
    assert figures.is_good, str(figures)
    assert figures.reports >= 3


DAMAGES = (
    ("DELETE FROM inbox WHERE id = (SELECT min(id) FROM inbox)", "is not stored"),
    ("UPDATE inbox SET error = 'x' WHERE id = (SELECT max(id) FROM inbox)", "was not dealt with"),
    ("UPDATE reminder_entry SET outbox_id = NULL WHERE outcome = 'queued'", "did not reach"),
    (
        "UPDATE reminder_entry SET step = step || '99', repeats = 0, moment = '2020-01-01 00:00:00'"
        " WHERE id = (SELECT max(id) FROM reminder_entry)",
        "not in the ledger",
    ),
    ("UPDATE report_entry SET answers = '{}'", "does not say"),
    ("UPDATE report SET number = 'X' WHERE id = (SELECT min(id) FROM report)", "was receipted and is not stored"),
    (
        "DELETE FROM outbox WHERE id = (SELECT min(id) FROM outbox WHERE payload->>'op' = 'say')",
        "came twice without need",
    ),
    ("UPDATE outbox SET external_id = '999' WHERE id = (SELECT max(id) FROM outbox)", "was not shown as it was meant"),
    ("UPDATE outbox SET state = 'given_up' WHERE id = (SELECT max(id) FROM outbox)", "is given_up"),
)
"""What is done to a database that was good, and what the oracle must say about it."""
