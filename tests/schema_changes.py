"""What a migration took away from programs that know only the tables before it."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, inspect


@dataclass(frozen=True, slots=True)
class TableSeen:
    """A table as the database describes it; columns by their names, rules by what they hold over."""

    columns: dict[str, dict[str, Any]]
    rules: frozenset[str]

    def writable_without(self, column: str) -> bool:
        seen = self.columns[column]
        return bool(seen["nullable"] or seen["default"] is not None)


Seen = dict[str, TableSeen]


def see(engine: Engine) -> Seen:
    looked = inspect(engine)
    return {
        name: TableSeen({column["name"]: dict(column) for column in looked.get_columns(name)}, _rules(looked, name))
        for name in looked.get_table_names()
    }


def _rules(looked: Any, table: str) -> frozenset[str]:
    unique = [("unique", key["column_names"]) for key in looked.get_unique_constraints(table)]
    unique += [("unique", index["column_names"]) for index in looked.get_indexes(table) if index["unique"]]
    refers = [("refers", key["constrained_columns"], key["referred_table"]) for key in looked.get_foreign_keys(table)]
    checks = [("check", key["sqltext"]) for key in looked.get_check_constraints(table)]
    return frozenset(map(repr, [*unique, *refers, *checks]))


def taken_away(before: Seen, after: Seen) -> list[str]:
    """Each thing that a program of before relied on and that is no more, in words."""
    return [
        f"{table}: {what}"
        for table, old in before.items()
        for what in (_from_table(old, after[table]) if table in after else ["the table is gone"])
    ]


def _from_table(old: TableSeen, new: TableSeen) -> Iterator[str]:
    for name, column in old.columns.items():
        if name not in new.columns:
            yield f"column {name} is gone"
        elif repr(column["type"]) != repr(new.columns[name]["type"]):
            yield f"column {name} is of another type"
        elif column["nullable"] and not new.columns[name]["nullable"]:
            yield f"column {name} may no longer be empty"
    for name in new.columns.keys() - old.columns.keys():
        if not new.writable_without(name):
            yield f"new column {name} has to be filled, and old programs do not"
    for rule in sorted(new.rules - old.rules):
        if not _is_about_new_columns(rule, new.columns.keys() - old.columns.keys()):
            yield f"new rule {rule}"


def _is_about_new_columns(rule: str, new: set[str]) -> bool:
    """Old programs leave such columns empty, and what is empty refers to nothing and repeats nothing."""
    kind, columns, *_ = ast.literal_eval(rule)
    return kind != "check" and set(columns) <= new
