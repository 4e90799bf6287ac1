"""Reading rows without the object layer, which costs as much again as the query."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import CursorResult, Select
from sqlalchemy.orm import Session


def rows(
    session: Session, query: Select[*tuple[Any, ...]], values: Mapping[str, Any]
) -> CursorResult[*tuple[Any, ...]]:
    """The rows of a query on tables (`table_of`); what was changed through objects until now is seen."""
    session.flush()
    return session.connection().execute(query, values)
