"""Rows by their codes: made where they are missing, changed where they differ, left alone otherwise."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from sqlalchemy import bindparam, delete, insert, select
from sqlalchemy.orm import Session

from storage.db.upsert import table_of
from storage.tables import Base

T = TypeVar("T", bound=Base)


def put(session: Session, row: T | None, table: type[T], identity: Mapping[str, Any], **values: Any) -> T:
    """Return the row with these values: `row` itself, changed where it differs, or a new one."""
    if row is None:
        row = table(**identity, **values)
        session.add(row)
        return row
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)
    return row


def relate(
    session: Session,
    table: type[Base],
    columns: tuple[str, ...],
    organisation_id: int,
    wanted: Iterable[tuple[Any, ...]],
    owners: Iterable[int] | None = None,
) -> None:
    """Make rows of nothing but these columns be just those wanted, for all whose first column is an owner.

    `owners`: None for all rows of the organisation. Whatever their number, three statements.
    """
    core = table_of(table)
    among = None if owners is None else set(owners)
    query = select(core.c.id, *(core.c[name] for name in columns)).where(core.c.organisation_id == organisation_id)
    present = {tuple(row[1:]): row[0] for row in session.execute(query) if among is None or row[1] in among}
    asked = dict.fromkeys(wanted)
    gone = [{"gone": id} for values, id in present.items() if values not in asked]
    come = [values for values in asked if values not in present]
    connection = session.connection()
    if gone:
        connection.execute(delete(core).where(core.c.id == bindparam("gone")), gone)
    if come:
        rows = [dict(zip(columns, values, strict=True), organisation_id=organisation_id) for values in come]
        connection.execute(insert(core), rows)


def merged(present: list[str], listed: list[str]) -> list[str]:
    """Return the order of a list of codes of which a file may list a part.

    The file's own where it lists all; else a new code comes after the one that it follows in the file.
    """
    if set(present) <= set(listed):
        return listed
    order = list(present)
    for number, code in enumerate(listed):
        if code not in order:
            order.insert(order.index(listed[number - 1]) + 1 if number else len(order), code)
    return order
