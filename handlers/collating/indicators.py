"""The requirement's own fields over the units: as lines of a message and tables in Word."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from domain.collation import TaskRemark
from domain.collation.indicators import Earlier, Indicator
from domain.messaging.messages import Span, Text
from handlers.collating.gathering import Gathered
from handlers.display import answers, field_values, listing
from handlers.words import Words
from storage.reporting.duties import TaskLine

MOST_NAMES = 8
MOST_DOCUMENTS = 5  # in a message; the files have all


def before_of(gathered: Gathered, one: Indicator) -> Earlier | None:
    """Return the number of the period before, where somebody answered."""
    found = gathered.indicators_before.get(one.place)
    return found if found is not None and found.units else None


def summary_lines(words: Words, gathered: Gathered) -> list[Text]:
    """Return lines as `• 2.7 TTHC đã rà soát: tổng 206 thủ tục / chỉ tiêu 240 (85,8 %) · 2/3 đơn vị (kỳ trước 180)`"""
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
        target = field_values.number(words, one.field, one.target, with_target=False)
        said += word("indicator.share", target=target, share=answers.percent(words, one.share))
    answered = one.listed if one.field.kind in ("document", "text") else one.lines
    if answered:
        said += word("indicator.units", n=units_of(answered), of=gathered.collation.counts.expected)
    if one.otherwise:
        said += word("indicator.otherwise", n=len(one.otherwise))
    return said + compared(words, gathered, one)


def compared(words: Words, gathered: Gathered, one: Indicator) -> str:
    """Return the number of before, as ` (kỳ trước 180 thủ tục, 3 đơn vị)`; where other units answered then, over those
    that did in both periods."""
    before = before_of(gathered, one)
    if before is None or before.value is None:
        return ""
    units = [{line.owed.unit_id for line in which.lines} for which in (one, before.of)]
    both = before.over_both(one)
    if units[0] == units[1] or both is None:
        value = field_values.number(words, before.field, before.value, with_target=False)
        return words.plain("indicator.before", value=value, n=before.units)
    now, then = (field_values.number(words, one.field, value, with_target=False) for value in both[:2])
    return words.plain("indicator.both", before=then, now=now, n=both[2])


def units_of(lines: Sequence[TaskRemark]) -> int:
    """Return how many units were asked: a coordinating unit that adds to a report is not counted beside its own."""
    return len({line.owed.obligation_id for line in lines})


def result(words: Words, one: Indicator) -> str:
    """Return what the units' values come to, without target and units."""
    word, field = words.plain, one.field
    if not one.lines and not (one.by_others and field.kind in ("document", "text")):
        return word("indicator.nothing")
    if one.value is not None:
        value = field_values.number(words, field, one.value, with_target=False)
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


def _names(words: Words, lines: Sequence[TaskRemark], most: int | None = MOST_NAMES) -> str:
    return listing.joined(words, [line.owed.name for line in lines], most)


def _documents(words: Words, one: Indicator) -> list[Text]:
    found = [
        words(
            "indicator.document",
            text=field_values.value(words, one.field, one.value_of(line)),
            source=source(words, line),
        )
        for line in one.listed[:MOST_DOCUMENTS]
    ]
    if len(one.listed) > MOST_DOCUMENTS:
        found.append(words("indicator.more", n=len(one.listed) - MOST_DOCUMENTS))
    return found


def source(words: Words, line: TaskRemark) -> str:
    assert line.owed.sent is not None
    return words.plain("collate.source", unit=line.said.unit, number=line.owed.sent.number)


def of_task(words: Words, gathered: Gathered, task: TaskLine) -> list[dict[str, str]]:
    """Return a row for each, as a template may name them; documents with their sources below."""
    return [_fields(words, gathered, one) for one in gathered.indicators if one.task_id == task.id]


def _fields(words: Words, gathered: Gathered, one: Indicator) -> dict[str, Any]:
    before = before_of(gathered, one)
    target = "" if one.target is None else field_values.number(words, one.field, one.target, with_target=False)
    was = (
        ""
        if before is None or before.value is None
        else field_values.number(words, before.field, before.value, with_target=False)
    )
    listed = one.listed if one.field.kind in ("document", "text") else one.lines
    shown = result(words, one)
    if one.field.kind in ("document", "text") and listed:
        shown = "; ".join(
            f"{field_values.value(words, one.field, one.value_of(line))} ({source(words, line)})" for line in listed
        )
    return {
        "name": one.field.name,
        "value": shown,
        "target": target,
        "share": "" if one.share is None else answers.percent(words, one.share),
        "units": f"{units_of(listed)}/{gathered.collation.counts.expected}",
        "before": was,
    }
