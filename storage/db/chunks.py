"""Reading rows without the object layer, which costs as much again as the query."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import CursorResult, Select
from sqlalchemy.orm import Session

V = TypeVar("V")

PART = 5_000
"""A query takes 32,766 values on SQLite as it usually comes and 65,535 on PostgreSQL; a province has more people."""


def in_parts(ids: Sequence[V]) -> Iterator[Sequence[V]]:
    """Yield so many ids (or other values) at a time that a query can take them, in their order."""
    return (ids[start : start + PART] for start in range(0, len(ids), PART))


def rows(
    session: Session, query: Select[*tuple[Any, ...]], values: Mapping[str, Any]
) -> CursorResult[*tuple[Any, ...]]:
    """Return the rows of a query on tables (`table_of`); what was changed through objects until now is seen."""
    session.flush()
    return session.connection().execute(query, values)
