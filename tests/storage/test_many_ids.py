"""What is asked about everybody in a large organisation at once, which is more than one query takes."""

from datetime import UTC, datetime

import pytest

from storage.db.database import Database
from storage.people import people
from storage.reporting import reminder_ledger

EVERYBODY = range(1, 70_001)  # SQLite as it usually comes takes 32,766 values in a query, PostgreSQL 65,535
NOW = datetime(2026, 12, 17, tzinfo=UTC)


@pytest.mark.long
def test_a_question_about_everybody(database: Database) -> None:
    with database.transaction() as session:
        assert people.reachable(session, EVERYBODY) == set()
        assert people.holders(session, 1, EVERYBODY, EVERYBODY, NOW).in_unit == {}
        assert reminder_ledger.watched(session, EVERYBODY) == {}
        assert reminder_ledger.locked(session, EVERYBODY) == []
