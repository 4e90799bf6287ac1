"""The requirement's own fields over the units, as sheets of the Excel file and columns of its raw entries."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from domain.collation import CountedRevision, Owed, TaskRemark
from domain.collation.indicators import Earlier, Indicator
from domain.collation.shares import apart
from domain.forms.fields import Field
from handlers.collating.gathering import Gathered
from handlers.collating.indicators import before_of, by_task, result, source, units_of
from handlers.collating.sheets import naming_columns as naming
from handlers.collating.sheets.said_where import Entry
from handlers.display import field_values, listing
from handlers.display.excel.book import Book, letters_in
from handlers.display.excel.columns import Kind, SheetColumn, Total
from handlers.display.excel.raw_cells import of_one
from handlers.display.shown_numbers import number
from handlers.words import Words
from storage.reporting.duties import TaskLine

DETAIL_WIDTH = 60
_TOTALS: Mapping[str, Total] = {"sum": "sum", "mean": "average", "max": "max"}
"""How numbers over units stand below their column; the last of all is no matter of a column."""


def sheets(book: Book, words: Words, gathered: Gathered) -> None:
    """Write a row for each field; and each unit with what it gave, as real numbers and days. Nothing without own
    fields."""
    if not gathered.indicators:
        return
    _over_units(book, words, gathered)
    _by_unit(book, words, gathered)


@dataclass(frozen=True, slots=True)
class Named:
    """A field of the requirement's own, and the task that it is asked with."""

    task: TaskLine
    one: Indicator

    @property
    def own(self) -> Field:
        return self.one.field


@dataclass(frozen=True, slots=True)
class OverUnits(Named):
    """`both`: over those who answered now and in the period `before`: then, now, and how many they are."""

    before: Earlier | None
    both: tuple[float, float, int] | None

    @property
    def listed(self) -> Sequence[TaskRemark]:
        return self.one.listed if self.own.kind in ("document", "text") else self.one.lines


def _over_units(book: Book, words: Words, gathered: Gathered) -> None:
    word, expected = words.plain, gathered.collation.counts.expected
    columns: Sequence[SheetColumn[OverUnits]] = [
        *naming_columns(words),
        SheetColumn(word("sheet.result_value"), 14, "decimal", lambda row: row.one.value),
        SheetColumn(word("sheet.target"), 14, "decimal", lambda row: row.one.target),
        SheetColumn(
            word("sheet.target_share"),
            10,
            "share",
            lambda row: None if row.one.share is None else of_one(row.one.share),
        ),
        SheetColumn(word("sheet.units_answered"), 11, "number", lambda row: units_of(row.listed)),
        SheetColumn(word("sheet.expected"), 11, "number", lambda _: expected),
        SheetColumn(word("sheet.value_before"), 14, "decimal", lambda row: row.before.value if row.before else None),
        SheetColumn(word("sheet.units_before"), 11, "number", lambda row: row.before.units if row.before else None),
        SheetColumn(word("sheet.compared"), 11, "number", lambda row: row.both[2] if row.both else None),
        SheetColumn(word("sheet.difference"), 12, "decimal", lambda row: apart(*row.both[:2]) if row.both else None),
        SheetColumn(word("sheet.said_in"), DETAIL_WIDTH, value=lambda row: _detail(words, row.one, row.listed) or None),
    ]

    def rows() -> Iterator[OverUnits]:
        for task, one in by_task(gathered):
            before = before_of(gathered, one)
            yield OverUnits(task, one, before, before.over_both(one) if before else None)

    book.listing(word("sheet.indicators"), columns, rows(), frozen=3)


def naming_columns(words: Words) -> list[SheetColumn[Named]]:
    """Return what a row about an own field begins with: which field it is, of which task, and how units are put
    together."""
    word = words.plain

    def way(row: Named) -> str:
        return word(f"sheet.way.{row.own.over_units if row.own.kind == 'number' else row.own.kind}")

    return [
        SheetColumn(word("sheet.code"), 8, value=lambda row: row.task.code),
        SheetColumn(word("sheet.task"), 34, value=lambda row: row.task.title),
        SheetColumn(word("sheet.indicator"), 30, value=lambda row: row.own.name),
        SheetColumn(word("sheet.measure"), 12, value=lambda row: row.own.unit or None),
        SheetColumn(word("sheet.way"), 14, value=way),
    ]


def _detail(words: Words, one: Indicator, listed: Sequence[TaskRemark]) -> str:
    """Return where each value stands: unit, value, report number, whose last part is the revision."""
    if one.field.kind == "choice":
        return result(words, one)

    def said(line: TaskRemark) -> str:
        value = field_values.value(words, one.field, one.value_of(line), with_target=False)
        return f"{value} ({source(words, line)})"

    whole = listing.within(words, listed, said, letters_in(DETAIL_WIDTH))
    otherwise = words.plain("indicator.otherwise", n=len(one.otherwise)).strip(" ·") if one.otherwise else ""
    return "; ".join(filter(None, (whole, otherwise)))


def _by_unit(book: Book, words: Words, gathered: Gathered) -> None:
    word = words.plain

    def sent(owed: Owed) -> CountedRevision | None:
        return owed.sent if owed.is_in else None

    columns: Sequence[SheetColumn[Owed]] = [
        *naming.unit_columns(words, gathered, _itself, counted=True),
        naming.standing_column(words, _itself),
        SheetColumn(word("sheet.number"), 30, value=lambda owed: found.number if (found := sent(owed)) else None),
        SheetColumn(
            word("sheet.revision"), 9, "number", lambda owed: found.revision if (found := sent(owed)) else None
        ),
        *(column for task, one in by_task(gathered) for column in _of_field(words, task, one)),
    ]
    book.listing(word("sheet.indicators_by_unit"), columns, gathered.collation.owed, frozen=3)


def _itself(owed: Owed) -> Owed:
    return owed


def _of_field(words: Words, task: TaskLine, one: Indicator) -> Iterator[SheetColumn[Owed]]:
    """Yield what each unit gave; of a number with a target also its share of that."""
    own, target = one.field, one.field.target
    given = {line.owed.obligation_id: cell(words, own, one.value_of(line)) for line in one.lines}
    total = _TOTALS.get(own.over_units) if own.kind == "number" else None
    yield SheetColumn(
        heading(task, own), 22, kind_of(own), lambda owed: given.get(owed.obligation_id), total
    )  # fmt: skip
    if own.kind == "number" and target:
        name = words.plain("sheet.of_target", name=f"{task.code} {own.name}", target=number(words, target))
        shares = {id: round(value / target, 6) for id, value in given.items()}
        yield SheetColumn(name, 14, "share", lambda owed: shares.get(owed.obligation_id))


def heading(task: TaskLine, field: Field) -> str:
    return f"{task.code} {field.name}" + (f" ({field.unit})" if field.unit else "")


def kind_of(field: Field) -> Kind:
    return {"number": "decimal", "date": "date"}.get(field.kind, "text")  # type: ignore[return-value]


def cell(words: Words, field: Field, given: Any) -> Any:
    """Return a real number, a real day, or text."""
    if field.kind == "number":
        return given
    if field.kind == "date":
        return date.fromisoformat(given)
    return given if field.kind == "text" else field_values.value(words, field, given)


def raw_columns(words: Words, gathered: Gathered) -> list[SheetColumn[Entry]]:
    """Return a column of the raw entries for each field, whichever tasks it is asked with."""
    asked: dict[tuple[str, ...], list[Indicator]] = {}
    for one in gathered.indicators:
        asked.setdefault(one.place[1:], []).append(one)
    codes = Counter(code for code, _ in asked)
    return [
        _raw(words, found[0].field, _given(found) if codes[code] > 1 else None) for (code, _), found in asked.items()
    ]


def _given(found: Sequence[Indicator]) -> set[tuple[int, int]]:
    """Return the entries that gave such a number: by report and task."""
    return {(line.owed.obligation_id, line.said.task_id) for one in found for line in (*one.lines, *one.by_others)}


def _raw(words: Words, field: Field, given_in: Collection[tuple[int, int]] | None) -> SheetColumn[Entry]:
    """Put what was answered to another form as it stands. `given_in`: where that form asks in another unit of measure,
    which has a column of its own, only these entries."""

    def value(one: Entry) -> Any:
        if given_in is not None and (one.owed.obligation_id, one.said.task_id) not in given_in:
            return None
        given = one.answers.get(field.code)
        try:
            return None if given is None else cell(words, field, given)
        except (TypeError, ValueError, KeyError, AttributeError):
            return str(given)

    return SheetColumn(field.name + (f" ({field.unit})" if field.unit else ""), 22, kind_of(field), value)
