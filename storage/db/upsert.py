"""Inserts that leave an existing row alone or put it right: the database's own uniqueness decides, on both dialects."""

from collections.abc import Mapping
from typing import Any, cast

from sqlalchemy import ColumnElement, Insert, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import DeclarativeBase, Session


def table_of(model: type[DeclarativeBase]) -> Table:
    """Return the Core table of a mapped class: statements on it skip the cost of the object layer."""
    return cast(Table, model.__table__)


def dialect_of(session: Session) -> str:
    return session.get_bind().dialect.name


def insert_once(
    model: type[DeclarativeBase], *keys: str, returning: ColumnElement[Any] | None = None
) -> Mapping[str, Insert]:
    """`INSERT … ON CONFLICT (keys) DO NOTHING [RETURNING …]`, built once, by dialect name."""
    table = table_of(model)
    postgres = postgresql.insert(table).on_conflict_do_nothing(index_elements=keys)
    lite = sqlite.insert(table).on_conflict_do_nothing(index_elements=keys)
    if returning is None:
        return {"postgresql": postgres, "sqlite": lite}
    return {"postgresql": postgres.returning(returning), "sqlite": lite.returning(returning)}


def insert_or_update(model: type[DeclarativeBase], *keys: str) -> Mapping[str, Insert]:
    """`INSERT … ON CONFLICT (keys) DO UPDATE` of all other columns, built once, by dialect name."""
    table = table_of(model)
    return {
        "postgresql": _or_update(postgresql.insert(table), keys),
        "sqlite": _or_update(sqlite.insert(table), keys),
    }


def _or_update(insert: postgresql.Insert | sqlite.Insert, keys: tuple[str, ...]) -> Insert:
    others = {column.name: column for column in insert.excluded if column.name not in keys and not column.primary_key}
    return insert.on_conflict_do_update(index_elements=keys, set_=others)
