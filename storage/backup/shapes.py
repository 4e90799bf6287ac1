"""Which tables there are and what their columns hold, as the database itself says."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Integer, MetaData, Table, inspect

from storage.backup.values import kind_of
from storage.db.migrate import revisions
from storage.tables import PASSING, Base

VERSION_TABLE = "alembic_version"


@dataclass(frozen=True, slots=True)
class Shape:
    name: str
    columns: tuple[str, ...]
    kinds: tuple[str, ...]  # storage.backup.values.KINDS, beside `columns`
    key: tuple[str, ...]
    counted: bool  # the database itself gives new rows their key, the next whole number

    @property
    def batch(self) -> int:
        """How many rows are held in memory at once; of those with files only a few."""
        return 4 if "bytes" in self.kinds else 1000

    def kind(self, column: str) -> str:
        return self.kinds[self.columns.index(column)]


def shape_of(table: Table) -> Shape:
    key = list(table.primary_key.columns)
    return Shape(
        name=table.name,
        columns=tuple(column.name for column in table.columns),
        kinds=tuple(kind_of(column.type) for column in table.columns),
        key=tuple(column.name for column in key),
        counted=len(key) == 1 and isinstance(key[0].type, Integer),
    )


def shapes(connection: Connection, names: Collection[str]) -> list[Shape]:
    """Return the shapes of those tables, each after all it refers to."""
    found = MetaData()
    found.reflect(connection, only=sorted(names), resolve_fks=False)
    return [shape_of(table) for table in found.sorted_tables]


def our_tables(connection: Connection, revision: str) -> set[str]:
    """Return the names of our tables that are worth keeping; at older revisions also of those known then."""
    names = set(inspect(connection).get_table_names()) - {VERSION_TABLE} - PASSING
    return names & set(Base.metadata.tables) if revision == revisions()[-1] else names


def quoted(connection: Connection, name: str) -> str:
    quote: Any = connection.dialect.identifier_preparer.quote
    return str(quote(name))
