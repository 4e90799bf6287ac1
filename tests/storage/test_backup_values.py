"""Values that the two databases keep in ways of their own come back as they were."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Interval, insert, inspect, select, text

from storage.backup import RefusedRows, back_up, restore
from storage.backup.shapes import our_tables, shapes
from storage.backup.values import kind_of, number, parse
from storage.db.database import Database
from storage.db.migrate import revisions
from storage.db.upsert import table_of
from storage.tables import PASSING, Address, Base, Plan, Setting
from tests.office import Office
from tests.storage.conftest import Places
from tests.storage.test_backup import KINDS, engine_of, restored, rows_of, url_of

AWKWARD: list[Any] = [
    {"z": 1, "a": {"c": None, "b": [True, False]}, "": "", "Đ": "đ"},
    {"numbers": [0, -1, 2**63, 10**30, 0.1, 1.0, -2.50, 1e22, 1e-9, 5e-324, -0.0]},
    {"text": "“Đôn Đốc”\n\r\t\u2028 👩‍💼 \\ \\N \\. \u0001 '\" %s {} :name"},
    {"deep": [[[[[[{}]]]]]]},
]


MOMENTS = (
    datetime(1, 1, 2, tzinfo=UTC),
    datetime(2026, 2, 28, 23, 59, 59, 999999, UTC),
    datetime(9999, 12, 30, tzinfo=UTC),
)


def put(database: Database, *values: Any) -> None:
    """Settings whose names the rules of a language would put in another order than their bytes."""
    with database.engine.begin() as connection:
        rows = [{"name": f"{letter}{n}", "value": value} for n, value in enumerate(values) for letter in "bBđ"]
        connection.execute(insert(table_of(Setting)), rows)


def put_moments(database: Database) -> None:
    office = Office(database)
    with database.transaction() as session:
        for n, moment in enumerate(MOMENTS):
            address = Address(
                channel="web",
                account="\\N",
                chat_id=f"\t{n}\n\\.",
                is_group=bool(n % 2),
                choices=[],
                puzzled=-n,
                wrong_codes=2**31 - 1,
                closed_until=moment,
                created_at=moment,
            )
            plan = Plan(code=str(n), title="", basis=[], recipients=[], date=moment.date())
            plan.organisation_id = office.organisation_id
            session.add_all((address, plan))


def without_focus(database: Database) -> list[str]:
    query = text("SELECT chat_id FROM address WHERE focus IS NULL ORDER BY id")
    return database.do(lambda session: list(session.scalars(query)))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.either
def test_values_come_back(database: Database, now: datetime, tmp_path: Path, places: Places, kind: str) -> None:
    put(database, *AWKWARD)
    put_moments(database)
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE address SET focus = 'null' WHERE puzzled < 0"))  # JSON's, not SQL's
        connection.execute(text("UPDATE address SET focus = NULL WHERE puzzled = 0"))
    assert len(without_focus(database)) == 1
    back_up(url_of(database), tmp_path / "backup", now)
    with restored(tmp_path / "backup", places(kind)) as elsewhere:
        assert rows_of(elsewhere) == rows_of(database)
        assert without_focus(elsewhere) == without_focus(database)


def test_half_a_character_is_kept_where_it_can_be(
    sqlite_database: Database, now: datetime, tmp_path: Path, places: Places
) -> None:
    """PostgreSQL cannot hold one; it says so, and nothing is left there."""
    put(sqlite_database, {"text": "\ud83d"})
    back_up(url_of(sqlite_database), tmp_path / "backup", now)
    with restored(tmp_path / "backup", places("sqlite")) as elsewhere:
        assert rows_of(elsewhere) == rows_of(sqlite_database)
    is_refused_by_postgresql(tmp_path / "backup", places)


def test_nul_is_kept_where_it_can_be(sqlite_database: Database, now: datetime, tmp_path: Path, places: Places) -> None:
    put(sqlite_database, {"text": "a\0b"})
    back_up(url_of(sqlite_database), tmp_path / "backup", now)
    with restored(tmp_path / "backup", places("sqlite")) as elsewhere:
        assert rows_of(elsewhere) == rows_of(sqlite_database)
    is_refused_by_postgresql(tmp_path / "backup", places)


def is_refused_by_postgresql(file: Path, places: Places) -> None:
    with engine_of(places("postgresql")) as engine:
        with pytest.raises(RefusedRows) as refused:
            restore(engine, file)
        assert (refused.value.table, bool(refused.value.reason)) == ("setting", True)
        assert inspect(engine).get_table_names() == []


def test_a_moment_that_sql_wrote_is_read_too(
    sqlite_database: Database, now: datetime, tmp_path: Path, places: Places
) -> None:
    Office(sqlite_database).address(None, "a")
    with sqlite_database.engine.begin() as connection:
        connection.execute(text("UPDATE address SET created_at = '2026-11-23 02:00:00'"))
    back_up(url_of(sqlite_database), tmp_path / "backup", now)
    with restored(tmp_path / "backup", places("postgresql")) as elsewhere, elsewhere.transaction() as session:
        assert session.scalars(select(Address.created_at)).one() == datetime(2026, 11, 23, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1e22", 10**22),
        ("1.5E+3", 1500),
        ("1.5e300", 15 * 10**299),
        ("-0.0", 0.0),
        ("0.10", 0.1),
        ("1.0", 1.0),
        ("1e-9", 1e-9),
    ],
)
def test_numbers_are_read_as_postgresql_gives_them_back(written: str, value: float) -> None:
    assert repr(number(written)) == repr(value)
    assert repr(parse(f"[{written}]")) == repr([value])


def test_every_column_of_every_table_can_be_written(sqlite_database: Database) -> None:
    with sqlite_database.engine.connect() as connection:
        found = shapes(connection, our_tables(connection, revisions()[-1]))
    assert {shape.name: set(shape.columns) for shape in found} == {
        name: set(table.columns.keys()) for name, table in Base.metadata.tables.items() if name not in PASSING
    }
    assert all(shape.key for shape in found)
    with pytest.raises(TypeError, match="do not know"):
        kind_of(Interval())
