"""Rows of a backup into a table, as fast as each database takes them."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

import psycopg
from sqlalchemy import Connection
from sqlalchemy.exc import DataError, OperationalError

from storage.backup.shapes import Shape, quoted
from storage.backup.stages import Watcher
from storage.backup.values import TO_DATABASE, Row, convert, parse


def load(connection: Connection, shape: Shape, lines: Iterator[bytes], watcher: Watcher) -> None:
    """Put all lines into the empty table. Raise DataError or IntegrityError for what the database does not take."""
    {"sqlite": _insert, "postgresql": _copy}[connection.dialect.name](connection, shape, lines, watcher)


def _insert(connection: Connection, shape: Shape, lines: Iterator[bytes], watcher: Watcher) -> None:
    places = ", ".join("?" for _ in shape.columns)
    statement = f"INSERT INTO {_target(connection, shape)} VALUES ({places})"  # noqa: S608
    for rows in _batches(connection, shape, lines):
        connection.exec_driver_sql(statement, [tuple(row) for row in rows])
        watcher.advances(len(rows))


def _copy(connection: Connection, shape: Shape, lines: Iterator[bytes], watcher: Watcher) -> None:
    cursor: Any = connection.connection.cursor()
    with _as_of_sqlalchemy(), cursor, cursor.copy(f"COPY {_target(connection, shape)} FROM STDIN") as copy:
        for rows in _batches(connection, shape, lines):
            for row in rows:
                copy.write_row(row)
            watcher.advances(len(rows))


@contextmanager
def _as_of_sqlalchemy() -> Iterator[None]:
    """Raise the errors of COPY, which is psycopg's own, so that they look like those of every other statement."""
    try:
        yield
    except (psycopg.DataError, psycopg.IntegrityError, UnicodeEncodeError) as error:
        raise DataError("COPY", None, error) from error
    except psycopg.Error as error:
        raise OperationalError("COPY", None, error) from error


def _target(connection: Connection, shape: Shape) -> str:
    columns = ", ".join(quoted(connection, column) for column in shape.columns)
    return f"{quoted(connection, shape.name)} ({columns})"


def _batches(connection: Connection, shape: Shape, lines: Iterator[bytes]) -> Iterator[list[Row]]:
    conversions = TO_DATABASE[connection.dialect.name]
    while batch := [parse(line.decode()) for line in islice(lines, shape.batch)]:
        convert(batch, shape.kinds, conversions)
        yield batch
