"""The numbers that the next rows get. They go on after a restore, also where the last rows were deleted: an id that
people or channels have seen must never come to mean something else."""

from typing import Any

from sqlalchemy import Connection

from storage.backup.shapes import Shape, quoted


def last_number(connection: Connection, shape: Shape) -> int:
    """Return the highest key that this table is known to have given out; 0 before the first."""
    highest = _scalar(connection, f"SELECT max({_key(connection, shape)}) FROM {quoted(connection, shape.name)}")  # noqa: S608
    counter = {"sqlite": _sqlite_counter, "postgresql": _postgres_counter}[connection.dialect.name]
    return max(highest or 0, counter(connection, shape))


def go_on_from(connection: Connection, shape: Shape, last: int) -> None:
    """Let new rows of the table have keys after `last`."""
    {"sqlite": _set_sqlite, "postgresql": _set_postgres}[connection.dialect.name](connection, shape, last)


def _sqlite_counter(connection: Connection, shape: Shape) -> int:
    if not _sqlite_counts(connection, shape):
        return 0
    return int(_scalar(connection, "SELECT seq FROM sqlite_sequence WHERE name = ?", shape.name) or 0)


def _set_sqlite(connection: Connection, shape: Shape, last: int) -> None:
    if _sqlite_counts(connection, shape):
        connection.exec_driver_sql("DELETE FROM sqlite_sequence WHERE name = ?", (shape.name,))
        connection.exec_driver_sql("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (shape.name, last))


def _sqlite_counts(connection: Connection, shape: Shape) -> bool:
    """Say whether SQLite remembers the highest key: only AUTOINCREMENT does; other tables take the highest key there
    is, plus one."""
    written = "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?"
    return "AUTOINCREMENT" in str(_scalar(connection, written, shape.name))


def _postgres_counter(connection: Connection, shape: Shape) -> int:
    if (sequence := _sequence(connection, shape)) is None:
        return 0
    return int(_scalar(connection, f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {sequence}"))  # noqa: S608


def _set_postgres(connection: Connection, shape: Shape, last: int) -> None:
    if sequence := _sequence(connection, shape):
        _scalar(connection, "SELECT setval(%s, %s, %s)", sequence, max(last, 1), last > 0)


def _sequence(connection: Connection, shape: Shape) -> str | None:
    """Return its name, quoted where it needs to be."""
    found = _scalar(connection, "SELECT pg_get_serial_sequence(%s, %s)", quoted(connection, shape.name), *shape.key)
    return None if found is None else str(found)


def _key(connection: Connection, shape: Shape) -> str:
    return quoted(connection, *shape.key)


def _scalar(connection: Connection, sql: str, *values: Any) -> Any:
    return connection.exec_driver_sql(sql, values).scalar()
