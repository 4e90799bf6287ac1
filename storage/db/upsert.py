"""Inserts that leave an existing row alone or put it right: the database's own uniqueness decides, on both dialects."""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from sqlalchemy import ColumnElement, Insert, Table
from sqlalchemy.orm import DeclarativeBase, Session

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql, sqlite

DialectInsert: TypeAlias = "postgresql.Insert | sqlite.Insert"


class Upsert:
    """An insert as the database in use writes it, made when it is first wanted: the dialect of PostgreSQL takes a fifth
    of a start and is not loaded where SQLite serves."""

    def __init__(self, table: Table, says: Callable[[DialectInsert], Insert]) -> None:
        self._table, self._says = table, says
        self._made: dict[str, Insert] = {}

    def on(self, session: Session) -> Insert:
        """Return the statement for the database of this session."""
        dialect = dialect_of(session)
        if dialect not in self._made:
            insert = import_module(f"sqlalchemy.dialects.{dialect}").insert
            self._made[dialect] = self._says(insert(self._table))
        return self._made[dialect]

    def then(self, change: Callable[[Insert], Insert]) -> "Upsert":
        """Return the same statement, changed."""
        return Upsert(self._table, lambda insert: change(self._says(insert)))


def table_of(model: type[DeclarativeBase]) -> Table:
    """Return the Core table of a mapped class: statements on it skip the cost of the object layer."""
    return cast(Table, model.__table__)


def dialect_of(session: Session) -> str:
    return session.get_bind().dialect.name


def insert_once(model: type[DeclarativeBase], *keys: str, returning: ColumnElement[Any] | None = None) -> Upsert:
    """Return `INSERT … ON CONFLICT (keys) DO NOTHING [RETURNING …]`."""
    once = Upsert(table_of(model), lambda insert: insert.on_conflict_do_nothing(index_elements=keys))
    return once if returning is None else once.then(lambda insert: insert.returning(returning))


def insert_or_update(model: type[DeclarativeBase], *keys: str) -> Upsert:
    """Return `INSERT … ON CONFLICT (keys) DO UPDATE` of all other columns."""
    return Upsert(table_of(model), lambda insert: _or_update(insert, keys))


def _or_update(insert: DialectInsert, keys: tuple[str, ...]) -> Insert:
    others = {column.name: column for column in insert.excluded if column.name not in keys and not column.primary_key}
    return insert.on_conflict_do_update(index_elements=keys, set_=others)
