"""The requirement's own fields over the units: as lines of a message, sheets of the Excel file, tables in Word."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from domain.collation import Line, Owed
from domain.fields import Field
from domain.indicators import Earlier, Indicator
from domain.messages import Span, Text
from handlers.collating import listing
from handlers.collating.gathering import Gathered
from handlers.files.tables import Book, Column, Kind, Row
from handlers.reporting import answers, own_values
from handlers.words import Words
from storage.duties import TaskLine

MOST_NAMES = 8
MOST_DOCUMENTS = 5  # in a message; the files have all
MOST_IN_CELL = 200


def before_of(gathered: Gathered, one: Indicator) -> Earlier | None:
    """Of the period before, where somebody answered."""
    found = gathered.indicators_before.get((one.task_id, one.field.code))
    return found if found is not None and found.units else None


def summary_lines(words: Words, gathered: Gathered) -> list[Text]:
    """`• 2.7 TTHC đã rà soát: tổng 206 thủ tục / chỉ tiêu 240 (85,8 %) · 2/3 đơn vị (kỳ trước 180)`"""
    if not gathered.indicators:
        return []
    lines = [words("collate.indicators")]
    for task, one in by_task(gathered):
        said = in_a_line(words, gathered, one)
        lines.append(words("collate.indicator", code=task.code, name=one.field.name, said=said))
        if one.field.kind == "document":
            lines += [(Span("   – "), *text) for text in _documents(words, one)]
    return lines


def by_task(gathered: Gathered) -> Iterator[tuple[TaskLine, Indicator]]:
    tasks = {task.id: task for task in gathered.about.tasks}
    return ((tasks[one.task_id], one) for one in gathered.indicators)


def in_a_line(words: Words, gathered: Gathered, one: Indicator) -> str:
    word = words.plain
    said = result(words, one)
    if one.share is not None and one.target is not None:
        target = own_values.number(words, one.field, one.target, with_target=False)
        said += word("indicator.share", target=target, share=answers.percent(words, round(one.share, 1)))
    answered = one.listed if one.field.kind in ("document", "text") else one.lines
    if answered:
        said += word("indicator.units", n=units_of(answered), of=gathered.collation.counts.expected)
    if one.otherwise:
        said += word("indicator.otherwise", n=len(one.otherwise))
    before = before_of(gathered, one)
    if before is not None and before.value is not None:
        value = own_values.number(words, before.field, before.value, with_target=False)
        said += word("indicator.before", value=value, n=before.units)
    return said


def units_of(lines: Sequence[Line]) -> int:
    return len({line.said.unit for line in lines})


def result(words: Words, one: Indicator) -> str:
    """What it comes to, without target and units."""
    word, field = words.plain, one.field
    if not one.lines and not (one.by_others and field.kind in ("document", "text")):
        return word("indicator.nothing")
    if one.value is not None:
        value = own_values.number(words, field, round(one.value, 2), with_target=False)
        return word(f"indicator.{field.over_units}", value=value)
    if field.kind == "choice":
        return " · ".join(
            word("indicator.choice", name=field.choice_name(code), n=len(lines), units=_names(words, lines))
            if lines
            else f"{field.choice_name(code)} 0"
            for code, lines in one.by_choice().items()
        )
    if field.kind == "date":
        days = sorted(map(date.fromisoformat, one.values()))
        return word("indicator.days", first=f"{days[0]:%d/%m/%Y}", last=f"{days[-1]:%d/%m/%Y}")
    return word("indicator.documents" if field.kind == "document" else "indicator.texts", n=len(one.listed))


def _names(words: Words, lines: Sequence[Line], most: int | None = MOST_NAMES) -> str:
    return listing.joined(words, [line.owed.name for line in lines], most)


def _documents(words: Words, one: Indicator) -> list[Text]:
    found = [
        words(
            "indicator.document",
            text=own_values.value(words, one.field, one.value_of(line)),
            source=_source(words, line),
        )
        for line in one.listed[:MOST_DOCUMENTS]
    ]
    if len(one.listed) > MOST_DOCUMENTS:
        found.append(words("indicator.more", n=len(one.listed) - MOST_DOCUMENTS))
    return found


def _source(words: Words, line: Line) -> str:
    assert line.owed.sent is not None
    return words.plain("collate.source", unit=line.said.unit, number=line.owed.sent.number)


# Excel


def sheets(book: Book, words: Words, gathered: Gathered) -> None:
    """A row for each field; and each unit with what it gave, as real numbers and days. Nothing without own fields."""
    if not gathered.indicators:
        return
    _over_units(book, words, gathered)
    _by_unit(book, words, gathered)


def _over_units(book: Book, words: Words, gathered: Gathered) -> None:
    word = words.plain
    columns = [
        Column(word("sheet.code"), 8),
        Column(word("sheet.task"), 34),
        Column(word("sheet.indicator"), 30),
        Column(word("sheet.measure"), 12),
        Column(word("sheet.way"), 14),
        Column(word("sheet.result_value"), 14, "decimal"),
        Column(word("sheet.target"), 14, "decimal"),
        Column(word("sheet.target_share"), 10, "share"),
        Column(word("sheet.units_answered"), 11, "number"),
        Column(word("sheet.expected"), 11, "number"),
        Column(word("sheet.value_before"), 14, "decimal"),
        Column(word("sheet.units_before"), 11, "number"),
        Column(word("sheet.difference"), 12, "decimal"),
        Column(word("sheet.said_in"), 60),
    ]

    def rows() -> Iterator[Row]:
        for task, one in by_task(gathered):
            before = before_of(gathered, one)
            was = before.value if before else None
            listed = one.listed if one.field.kind in ("document", "text") else one.lines
            yield (
                task.code,
                task.title,
                one.field.name,
                one.field.unit or None,
                word(f"sheet.way.{one.field.over_units if one.field.kind == 'number' else one.field.kind}"),
                one.value,
                one.target,
                None if one.share is None else one.share / 100,
                units_of(listed),
                gathered.collation.counts.expected,
                was,
                before.units if before else None,
                None if one.value is None or was is None else round(one.value - was, 6),
                _detail(words, one, listed) or None,
            )

    book.table(word("sheet.indicators"), columns, rows(), frozen=3)


def _detail(words: Words, one: Indicator, listed: Sequence[Line]) -> str:
    """Where each value stands: unit, value, report number, whose last part is the revision."""
    if one.field.kind == "choice":
        return result(words, one)
    said = [
        f"{own_values.value(words, one.field, one.value_of(line), with_target=False)} ({_source(words, line)})"
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
            word(f"standing.{owed.standing}") + (f", {word('standing.nil')}" if sent and sent.nil else ""),
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
    return given if field.kind == "text" else own_values.value(words, field, given)


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


# Word


def of_task(words: Words, gathered: Gathered, task: TaskLine) -> list[dict[str, str]]:
    """A row each, as a template may name them; documents with their sources below."""
    return [_fields(words, gathered, one) for one in gathered.indicators if one.task_id == task.id]


def _fields(words: Words, gathered: Gathered, one: Indicator) -> dict[str, Any]:
    before = before_of(gathered, one)
    target = "" if one.target is None else own_values.number(words, one.field, one.target, with_target=False)
    was = (
        ""
        if before is None or before.value is None
        else own_values.number(words, before.field, before.value, with_target=False)
    )
    listed = one.listed if one.field.kind in ("document", "text") else one.lines
    shown = result(words, one)
    if one.field.kind in ("document", "text") and listed:
        shown = "; ".join(
            f"{own_values.value(words, one.field, one.value_of(line))} ({_source(words, line)})" for line in listed
        )
    return {
        "name": one.field.name,
        "value": shown,
        "target": target,
        "share": "" if one.share is None else answers.percent(words, round(one.share, 1)),
        "units": f"{units_of(listed)}/{gathered.collation.counts.expected}",
        "before": was,
    }
