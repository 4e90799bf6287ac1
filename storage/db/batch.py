"""A batch of messages: what they need is read in few statements, and what they add is written in few.

Within `batch(session)` a `Lookup` remembers rows by key, and `later` collects rows to be added. Nobody has to think of
it: a statement that changes what was read makes the batch forget it, and one that so much as names a table for which
rows wait has them written first. Outside a batch both do at once what they are asked.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Generic, TypeVar

from sqlalchemy import (
    ColumnClause,
    ColumnElement,
    Connection,
    Engine,
    Executable,
    Insert,
    Select,
    Table,
    bindparam,
    event,
    tuple_,
)
from sqlalchemy.orm import Session
from sqlalchemy.sql import visitors

from storage.db.upsert import dialect_of
from storage.tables.base import Base

T = TypeVar("T")
Key = tuple[Any, ...]
Rows = Sequence[Sequence[Any]]

PRECISE = {"batch_precise": True}
"""Execution option of a statement whose caller itself says which keys are to be forgotten."""

_NAME = "batch"
_CHANGE = re.compile(r"(INSERT INTO|UPDATE|DELETE FROM) (\w+)")
_ASSIGNED = re.compile(r"\b(\w+)=")


@dataclass(slots=True)
class _Batch:
    known: "dict[Remembered, dict[Key, Any]]" = field(default_factory=dict)
    late: dict[str, tuple[Insert, list[Mapping[str, Any]]]] = field(default_factory=dict)  # by table


@contextmanager
def batch(session: Session) -> Iterator[None]:
    """Yield; what waits is written at the end, and where the work fails it is dropped, as the caller rolls back."""
    connection = session.connection()
    connection.info[_NAME] = session.info[_NAME] = own = _Batch()
    try:
        yield
        session.flush()
        _write(connection, own)
    finally:
        del connection.info[_NAME], session.info[_NAME]


def _of(session: Session) -> _Batch | None:
    found: _Batch | None = session.info.get(_NAME)
    return found


def later(session: Session, statement: Insert, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add rows, at the latest before anything names their table. For one table it is always the same statement.

    Rows of tables that others refer to are written first.
    """
    batch = _of(session)
    if batch is None:
        session.connection().execute(statement, list(rows))
        return
    assert isinstance(statement.table, Table)
    batch.late.setdefault(statement.table.name, (statement, []))[1].extend(rows)


def _write(connection: Connection, batch: _Batch) -> None:
    waiting, batch.late = batch.late, {}
    for table in sorted(waiting, key=_places().__getitem__):
        connection.execute(*waiting[table])


@cache
def _places() -> Mapping[str, int]:
    """Return where a table stands when each comes after all it refers to. Finding out takes longer than a statement."""
    return {table.name: place for place, table in enumerate(Base.metadata.sorted_tables)}


def watch(engine: Engine) -> None:
    """Keep the batches on this engine true."""
    event.listen(engine, "before_cursor_execute", _watch)


def _watch(connection: Connection, cursor: Any, statement: str, values: Any, context: Any, many: bool) -> None:
    batch: _Batch | None = connection.info.get(_NAME)
    if batch is None:
        return
    if any(table in statement for table in batch.late):
        _write(connection, batch)
    if (change := _CHANGE.match(statement)) and not context.execution_options.get("batch_precise"):
        how, table = change.groups()
        columns = set(_ASSIGNED.findall(statement.partition(" WHERE ")[0])) if how == "UPDATE" else None
        for remembered in [own for own in batch.known if own.is_about(table, columns)]:
            del batch.known[remembered]


class Remembered:
    """What was read of these columns {table: names}, by key, while the batch lasts and they stay as they are."""

    def __init__(self, columns: Mapping[str, Collection[str]]) -> None:
        self.columns = columns

    def is_about(self, table: str, changed: Collection[str] | None) -> bool:
        """Say whether a change of these columns (None: of whole rows) of a table touches it."""
        own = self.columns.get(table)
        return own is not None and (changed is None or not set(own).isdisjoint(changed))

    def known(self, session: Session) -> Mapping[Key, Any]:
        batch = _of(session)
        return {} if batch is None else batch.known.get(self, {})

    def remember(self, session: Session, found: Mapping[Key, Any]) -> None:
        batch = _of(session)
        if batch is not None:
            batch.known.setdefault(self, {}).update(found)

    def forget(self, session: Session, *key: Any) -> None:
        """Forget what belongs to this key: it has just been changed by a statement with `PRECISE`."""
        batch = _of(session)
        if batch is not None:
            batch.known.get(self, {}).pop(key, None)


class Lookup(Remembered, Generic[T]):
    """What `make` makes of the rows of a key: asked one key at a time, and in a batch for many keys ahead.

    `query` has no condition on the key columns; the rows of a key come in its order. What is made must not be changed,
    as it is given out again. Where `lock` is given (`select` what to lock, `:keys` being the first part of each key),
    PostgreSQL locks that in a statement before, so that what is read stays true until the transaction ends.
    """

    def __init__(
        self,
        query: Select[*tuple[Any, ...]],
        *key: ColumnElement[Any],
        make: Callable[[Rows], T],
        lock: Executable | None = None,
    ) -> None:
        super().__init__(_columns(query))
        self._one = query.where(*(column == bindparam(f"key_{n}") for n, column in enumerate(key)))
        any_of = key[0] if len(key) == 1 else tuple_(*key)
        self._many = query.add_columns(*key).where(any_of.in_(bindparam("keys", expanding=True)))
        self._make = make
        self._lock = lock
        self._width = len(key)

    def of(self, session: Session, *key: Any) -> T:
        self._flush(session)
        known = self.known(session)
        if key in known:
            found: T = known[key]
            return found
        self._take_lock(session, [key])
        values = {f"key_{n}": part for n, part in enumerate(key)}
        found = self._make(session.connection().execute(self._one, values).all())
        self.remember(session, {key: found})
        return found

    def read_ahead(self, session: Session, keys: Collection[Key]) -> list[T]:
        """Read by one statement in place of one for each key."""
        if not keys:
            return []
        self._flush(session)
        self._take_lock(session, keys)
        rows: dict[Key, list[Sequence[Any]]] = {key: [] for key in keys}
        plain = [key[0] for key in keys] if self._width == 1 else list(keys)
        for row in session.connection().execute(self._many, {"keys": plain}):
            rows[tuple(row[-self._width :])].append(row[: -self._width])
        found = {key: self._make(own) for key, own in rows.items()}
        self.remember(session, found)
        return list(found.values())

    def _take_lock(self, session: Session, keys: Collection[Key]) -> None:
        if self._lock is not None and dialect_of(session) == "postgresql":
            session.connection().execute(self._lock, {"keys": [key[0] for key in keys]})

    def _flush(self, session: Session) -> None:
        """Let what was changed through objects until now be seen."""
        changed = {*map(type, session.dirty), *map(type, session.new), *map(type, session.deleted)}
        if any(getattr(kind, "__tablename__", None) in self.columns for kind in changed):
            session.flush()


def _columns(query: Select[*tuple[Any, ...]]) -> Mapping[str, frozenset[str]]:
    """Return the tables that it reads, and which of their columns, also under another name."""
    found: dict[str, set[str]] = {}
    for part in visitors.iterate(query):
        if isinstance(part, Table):
            found.setdefault(part.name, set())
        elif isinstance(part, ColumnClause) and part.table is not None:
            table: Any = getattr(part.table, "element", part.table)
            found.setdefault(table.name, set()).add(part.name)
    return {table: frozenset(names) for table, names in found.items()}
