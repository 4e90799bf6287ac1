"""What is asked about everybody in a large organisation at once, which is more than one query takes."""

from datetime import UTC, datetime

import pytest

from storage import people, reminders
from storage.database import Database

EVERYBODY = range(1, 70_001)  # SQLite as it usually comes takes 32,766 values in a query, PostgreSQL 65,535
NOW = datetime(2026, 12, 17, tzinfo=UTC)


@pytest.mark.long
def test_a_question_about_everybody(database: Database) -> None:
    with database.transaction() as session:
        assert people.reachable(session, EVERYBODY) == set()
        assert people.holders(session, 1, EVERYBODY, EVERYBODY, NOW).in_unit == {}
        assert reminders.watched(session, EVERYBODY) == {}
        assert reminders.locked(session, EVERYBODY) == []
