"""The requirement's own fields over the units, as sheets of the Excel file and columns of its raw entries."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from domain.collation import Line, Owed
from domain.collation.indicators import Indicator
from domain.collation.shares import apart
from domain.forms.fields import Field
from handlers.collating.gathering import Gathered
from handlers.collating.indicators import before_of, by_task, result, source, units_of
from handlers.display import field_values, listing
from handlers.display.excel_tables import Book, Column, Kind, Row
from handlers.words import Words
from storage.reporting.duties import TaskLine

MOST_IN_CELL = 200


def sheets(book: Book, words: Words, gathered: Gathered) -> None:
    """A row for each field; and each unit with what it gave, as real numbers and days. Nothing without own fields."""
    if not gathered.indicators:
        return
    _over_units(book, words, gathered)
    _by_unit(book, words, gathered)


def _over_units(book: Book, words: Words, gathered: Gathered) -> None:
    word = words.plain
    columns = [
        *naming_columns(words),
        Column(word("sheet.result_value"), 14, "decimal"),
        Column(word("sheet.target"), 14, "decimal"),
        Column(word("sheet.target_share"), 10, "share"),
        Column(word("sheet.units_answered"), 11, "number"),
        Column(word("sheet.expected"), 11, "number"),
        Column(word("sheet.value_before"), 14, "decimal"),
        Column(word("sheet.units_before"), 11, "number"),
        Column(word("sheet.compared"), 11, "number"),
        Column(word("sheet.difference"), 12, "decimal"),
        Column(word("sheet.said_in"), 60),
    ]

    def rows() -> Iterator[Row]:
        for task, one in by_task(gathered):
            before = before_of(gathered, one)
            was = before.value if before else None
            both = before.over_both(one) if before else None
            listed = one.listed if one.field.kind in ("document", "text") else one.lines
            yield (
                *naming_cells(words, task, one),
                one.value,
                one.target,
                None if one.share is None else round(one.share / 100, 6),
                units_of(listed),
                gathered.collation.counts.expected,
                was,
                before.units if before else None,
                both[2] if both else None,
                apart(*both[:2]) if both else None,
                _detail(words, one, listed) or None,
            )

    book.table(word("sheet.indicators"), columns, rows(), frozen=3)


def naming_columns(words: Words) -> list[Column]:
    """What a row about an own field begins with: which field it is, of which task, and how units are put together."""
    widths = {"code": 8, "task": 34, "indicator": 30, "measure": 12, "way": 14}
    return [Column(words.plain(f"sheet.{name}"), width) for name, width in widths.items()]


def naming_cells(words: Words, task: TaskLine, one: Indicator) -> Row:
    field = one.field
    way = words.plain(f"sheet.way.{field.over_units if field.kind == 'number' else field.kind}")
    return task.code, task.title, field.name, field.unit or None, way


def _detail(words: Words, one: Indicator, listed: Sequence[Line]) -> str:
    """Where each value stands: unit, value, report number, whose last part is the revision."""
    if one.field.kind == "choice":
        return result(words, one)
    said = [
        f"{field_values.value(words, one.field, one.value_of(line), with_target=False)} ({source(words, line)})"
        for line in listed
    ]
    if one.otherwise:
        said.append(words.plain("indicator.otherwise", n=len(one.otherwise)).strip(" ·"))
    return listing.joined(words, said, MOST_IN_CELL)


def _by_unit(book: Book, words: Words, gathered: Gathered) -> None:
    word, found = words.plain, list(by_task(gathered))
    columns = [
        Column(word("sheet.unit_code"), 12),
        Column(word("sheet.unit"), 32),
        Column(word("sheet.standing"), 16),
        Column(word("sheet.number"), 30),
        Column(word("sheet.revision"), 9, "number"),
        *(Column(heading(task, one.field), 22, kind_of(one.field)) for task, one in found),
    ]
    given: dict[int, dict[int, Any]] = {}
    for at, (_, one) in enumerate(found):
        for line in one.lines:
            given.setdefault(line.owed.obligation_id, {})[at] = cell(words, one.field, one.value_of(line))

    def row(owed: Owed) -> Row:
        sent = owed.sent if owed.is_in else None
        values = given.get(owed.obligation_id, {})
        return (
            owed.code,
            owed.name,
            word(f"standing.{owed.standing}") + (f", {word('standing.nil')}" if owed.is_nil else ""),
            sent.number if sent else None,
            sent.revision if sent else None,
            *(values.get(at) for at in range(len(found))),
        )

    book.table(word("sheet.indicators_by_unit"), columns, map(row, gathered.collation.owed), frozen=2)


def heading(task: TaskLine, field: Field) -> str:
    return f"{task.code} {field.name}" + (f" ({field.unit})" if field.unit else "")


def kind_of(field: Field) -> Kind:
    return {"number": "decimal", "date": "date"}.get(field.kind, "text")  # type: ignore[return-value]


def cell(words: Words, field: Field, given: Any) -> Any:
    """A real number, a real day, or text."""
    if field.kind == "number":
        return given
    if field.kind == "date":
        return date.fromisoformat(given)
    return given if field.kind == "text" else field_values.value(words, field, given)


def raw_columns(gathered: Gathered) -> list[tuple[Column, Field]]:
    """A column of the raw entries for each field, whichever tasks it is asked with."""
    fields = {one.field.code: one.field for one in gathered.indicators}
    return [
        (Column(field.name + (f" ({field.unit})" if field.unit else ""), 22, kind_of(field)), field)
        for field in fields.values()
    ]


def raw_cells(words: Words, own: Sequence[Field], given: Any) -> Iterator[Any]:
    """What was answered to another form is put as it stands."""
    for field in own:
        value = given.get(field.code)
        try:
            yield None if value is None else cell(words, field, value)
        except (TypeError, ValueError, KeyError, AttributeError):
            yield str(value)
