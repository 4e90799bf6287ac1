"""The rows of a table as the lines of a backup, in the order of its key, a batch at a time."""

from collections.abc import Iterator

from sqlalchemy import Connection

from storage.backup.shapes import Shape, quoted
from storage.backup.values import FROM_DATABASE, SELECTED, convert, lines_of


def count(connection: Connection, table: str) -> int:
    found = connection.exec_driver_sql(f"SELECT count(*) FROM {quoted(connection, table)}").scalar_one()  # noqa: S608
    return int(found)


def batches(connection: Connection, shape: Shape) -> Iterator[tuple[int, bytes]]:
    """Yield batches: how many rows, and their lines."""
    conversions = FROM_DATABASE[connection.dialect.name]
    # Rows come as they are needed: without this PostgreSQL's would all be fetched first.
    flowing = {"stream_results": True, "max_row_buffer": shape.batch}
    with connection.exec_driver_sql(_select(connection, shape), None, flowing) as result:
        for part in result.partitions(shape.batch):
            rows = [list(row) for row in part]
            convert(rows, shape.kinds, conversions)
            yield len(rows), lines_of(rows)


def _select(connection: Connection, shape: Shape) -> str:
    forms = SELECTED[connection.dialect.name]
    columns = ", ".join(
        forms.get(kind, "{}").format(quoted(connection, column))
        for column, kind in zip(shape.columns, shape.kinds, strict=True)
    )
    order = ", ".join(_ordered(connection, column, shape.kind(column)) for column in shape.key)
    return f"SELECT {columns} FROM {quoted(connection, shape.name)} ORDER BY {order}"  # noqa: S608


def _ordered(connection: Connection, column: str, kind: str) -> str:
    """Order by the column. SQLite compares texts by their bytes; PostgreSQL by the rules of a language unless told
    otherwise."""
    by_bytes = kind == "text" and connection.dialect.name == "postgresql"
    return quoted(connection, column) + (' COLLATE "C"' if by_bytes else "")
