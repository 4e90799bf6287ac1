"""The columns that name a unit, and say how its report stands."""

from collections.abc import Callable, Sequence
from itertools import count
from typing import TypeVar

from domain.collation import Owed, Standing
from handlers.collating.gathering import Gathered
from handlers.display import standing_text
from handlers.display.excel.columns import SheetColumn
from handlers.words import Words

SIGNED = {Standing.LATE: "● ", Standing.MISSING: "▲ ", Standing.RETURNED: "■ "}
"""What stands before those that somebody has to look at; the book colours cells by it."""
Listed = TypeVar("Listed")


def unit_columns(
    words: Words, gathered: Gathered, owed: Callable[[Listed], Owed], *, counted: bool = False
) -> Sequence[SheetColumn[Listed]]:
    """Return number of the line, code, name and class of the unit that a line is about; `counted`: how many stands
    below. Where no unit has a class, there is no column for it."""
    word, numbers = words.plain, count(1)
    classes = {unit_id: "; ".join(names) for unit_id, names in gathered.classes.items()}
    columns: list[SheetColumn[Listed]] = [
        SheetColumn(word("sheet.place"), 6, "number", lambda _: next(numbers)),
        SheetColumn(word("sheet.unit_code"), 12, value=lambda one: owed(one).code),
        SheetColumn(
            word("sheet.unit"), 34, value=lambda one: owed(one).name, total="count" if counted else None
        ),
    ]  # fmt: skip
    if classes:
        columns.append(SheetColumn(word("sheet.class"), 18, value=lambda one: classes.get(owed(one).unit_id)))
    return columns


def standing_column(words: Words, owed: Callable[[Listed], Owed]) -> SheetColumn[Listed]:
    """Return how the report stands, with a sign before what is late or not in."""
    said = {standing: signed(words, standing) for standing in Standing}
    nil = {standing: f"{text}, {words.plain('standing.nil')}" for standing, text in said.items()}

    def value(one: Listed) -> str:
        found = owed(one)
        if found.standing is Standing.MOVED:
            return standing_text.standing(words, found)
        return (nil if found.is_nil else said)[found.standing]

    return SheetColumn(words.plain("sheet.standing"), 16, value=value, signed=True)


def signed(words: Words, standing: Standing) -> str:
    return SIGNED.get(standing, "") + words.plain(f"standing.{standing}")
