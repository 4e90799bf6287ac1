"""The database's own troubles are told from mistakes in what it was asked."""

import sqlite3

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from storage.db.database import Database, is_in_trouble


def error_of(database: Database, *statements: str) -> Exception:
    *before, last = map(text, statements)
    with database.engine.connect() as connection:
        for statement in before:
            connection.execute(statement)
        with pytest.raises(DBAPIError) as caught:
            connection.execute(last)
    return caught.value


@pytest.mark.parametrize(
    "mistake", ["SELECT nonsense FROM report", "INSERT INTO report (id) VALUES (1)", "SELECT * FROM nowhere"]
)
def test_a_mistake_is_no_trouble(database: Database, mistake: str) -> None:
    assert not is_in_trouble(error_of(database, mistake))
    assert not is_in_trouble(ValueError("of our own"))


def test_a_lock_that_is_not_given(postgres_database: Database) -> None:
    with postgres_database.engine.connect() as other:
        other.execute(text("LOCK TABLE report"))
        locked = error_of(postgres_database, "SET lock_timeout = 20", "LOCK TABLE report")
        ended = error_of(postgres_database, "SELECT pg_terminate_backend(pg_backend_pid())")
    assert is_in_trouble(locked)
    assert is_in_trouble(ended)


@pytest.fixture
def small(sqlite_database: Database) -> Database:
    """One whose file may not grow any more."""
    with sqlite_database.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    return sqlite_database


def test_a_file_that_is_full(small: Database) -> None:
    error = error_of(small, "INSERT INTO setting (name, value) VALUES ('x', hex(randomblob(3000000)))")
    assert isinstance(error, DBAPIError)
    assert isinstance(error.orig, sqlite3.OperationalError)
    assert is_in_trouble(error)
