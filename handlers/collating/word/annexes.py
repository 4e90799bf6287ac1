"""The annexes of a collated report, as rows of tables: units and how they reported, indicators by unit, documents,
obstacles with their answers, and what each unit said of each task with the number of its report."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from domain.collation import CountedRevision, Owed, Standing, TaskRemark
from domain.collation.indicators import Indicator
from domain.collation.shares import per_cent
from domain.collation.told_once import pieces
from domain.messaging.messages import plain
from domain.moments.due_writing import day_and_clock
from domain.reports.obstacles import ObstacleKind, read_urgency
from handlers.collating import indicators, summary
from handlers.collating.answered import answer_to
from handlers.collating.gathering import Gathered
from handlers.collating.word.annex_layout import ANNEXES, AnnexTable
from handlers.display import answers, field_values
from handlers.display.obstacle_text import state, unit
from handlers.display.shown_numbers import number
from handlers.papers.naming_units import in_order, ordered
from handlers.words import Words, dates

IN_A_MILLIMETRE = 8  # characters for each of a column's width: so a row is no taller than half of the page
Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Annex:
    """`name`: of its columns, `ANNEXES` of `annex_layout`. `number`: I, II, …"""

    name: str
    number: str
    title: str
    rows: Sequence[Row]

    def fields(self) -> dict[str, Any]:
        return {"number": self.number, "title": self.title, "rows": self.rows}


_NUMBERS = ("I", "II", "III", "IV", "V")


def annexes(words: Words, gathered: Gathered) -> dict[str, Annex]:
    """Return the annexes that have rows, by name, numbered in their order."""
    written = {
        "units": list(_units(words, gathered)),
        "indicators": list(_indicators(words, gathered)),
        "documents": list(_documents(words, gathered)),
        "obstacles": list(_obstacles(words, gathered)),
        "results": list(_results(words, gathered)),
    }
    there = [table for table in ANNEXES if written[table.name]]
    return {
        table.name: Annex(
            table.name,
            _NUMBERS[at],
            words.plain(f"document.annex.{table.name}"),
            [part for row in written[table.name] for part in _cut(table, row)],
        )
        for at, table in enumerate(there)
    }


def _cut(table: AnnexTable, row: Row) -> Iterator[Row]:
    """Yield a row, and below it what of its cells has no room in it; what goes over the whole width has room."""
    if row.get("kind") == "head" and table.heads:
        yield row
        return
    cut = {one.name: pieces(row[one.name], one.width * IN_A_MILLIMETRE) for one in table.columns}
    kind = {} if "kind" in cut or "kind" not in row else {"kind": row["kind"]}
    for at in range(max(map(len, cut.values()))):
        yield {name: parts[at] if at < len(parts) else "" for name, parts in cut.items()} | kind


def _units(words: Words, gathered: Gathered) -> Iterator[Row]:
    zone = gathered.about.zone
    for place, one in enumerate(ordered(gathered.collation.owed), 1):
        sent = one.sent if one.is_in else None
        yield {
            "number": str(place),
            "unit": one.name,
            "standing": _reported(words, one),
            "due": _due(words, one.due_at, zone),
            "sent": _short(sent.first_at, zone) if sent else "",
            "person": _sender(words, sent) if sent else "",
            "report": sent.number if sent else "",
        }


def _reported(words: Words, one: Owed) -> str:
    """Say how it reported: late with nothing to report is both."""
    said = words.plain(f"standing.{one.standing}")
    if not one.is_nil:
        return said
    nil = words.plain("standing.nil")
    return f"{said}, {nil}" if one.standing is Standing.LATE else nil


def _sender(words: Words, sent: CountedRevision) -> str:
    return words.plain("document.for", who=sent.person, of=sent.instead_of) if sent.instead_of else sent.person


def _short(moment: datetime, zone: ZoneInfo) -> str:
    """Write a moment as it stands in a table: `16:40 17/12/2026`."""
    day, clock = day_and_clock(moment, zone)
    return f"{clock} {day:%d/%m/%Y}"


def _due(words: Words, moment: datetime, zone: ZoneInfo) -> str:
    return _short(moment, zone) + dates.provisional(words, day_and_clock(moment, zone)[0])


def _indicators(words: Words, gathered: Gathered) -> Iterator[Row]:
    """Yield a head for each number that is asked, a row for each unit, and what they come to together."""
    for one in gathered.indicators:
        if one.field.kind != "number" or not one.lines:
            continue
        task = next(task for task in gathered.about.tasks if task.id == one.task_id)
        yield _figures("head", f"{one.field.name} ({task.title})", one.field.unit)
        lines = {line.owed.obligation_id: line for line in one.lines}
        earlier = _earlier(gathered, one)
        place = 0
        for owed in ordered(gathered.collation.owed):
            line = lines.get(owed.obligation_id)
            if line is None:
                continue
            place += 1
            yield _of_unit(words, one, owed, line, earlier.get(owed.unit_id), place)
        yield _total(words, gathered, one)


def _figures(kind: str, name: str, measure: str, **figures: str) -> Row:
    empty = dict.fromkeys(("number", "target", "value", "share", "before"), "")
    return {"kind": kind, "name": name, "measure": measure, **empty, **figures}


def _earlier(gathered: Gathered, one: Indicator) -> dict[int, float]:
    before = indicators.before_of(gathered, one)
    if before is None:
        return {}
    return {line.owed.unit_id: before.of.value_of(line) for line in before.of.lines}


def _of_unit(words: Words, one: Indicator, owed: Owed, line: TaskRemark, before: float | None, place: int) -> Row:
    value, target = one.value_of(line), one.field.target
    return _figures(
        "unit",
        owed.called,
        one.field.unit,
        number=str(place),
        target=_bare(words, target),
        value=_bare(words, value),
        share="" if not target else answers.percent(words, per_cent(100 * value / target)),
        before=_bare(words, before),
    )


def _total(words: Words, gathered: Gathered, one: Indicator) -> Row:
    """Return what the units come to together; of the period before, what the units in both had come to."""
    before = indicators.before_of(gathered, one)
    both = before.over_both(one) if before is not None else None
    return _figures(
        "total",
        words.plain(f"document.over.{one.field.over_units}", n=len(one.lines)),
        one.field.unit,
        target=_bare(words, one.target),
        value=_bare(words, one.value),
        share="" if one.share is None else answers.percent(words, one.share),
        before=_bare(words, both[1] if both is not None else None),
    )


def _bare(words: Words, value: float | None) -> str:
    return "" if value is None else number(words, value)


def _documents(words: Words, gathered: Gathered) -> Iterator[Row]:
    place = 0
    titles = {task.id: task.title for task in gathered.about.tasks}
    for one in gathered.indicators:
        if one.field.kind != "document":
            continue
        for line in one.listed:
            place += 1
            assert line.owed.sent is not None
            yield {
                "number": str(place),
                "unit": line.said.unit,
                "document": field_values.value(words, one.field, one.value_of(line)),
                "task": titles[one.task_id],
                "report": line.owed.sent.number,
            }


def _obstacles(words: Words, gathered: Gathered) -> Iterator[Row]:
    """Yield what is in the way and what is recommended, with the answers; then what is carried forward."""
    for place, (head, text, answer) in enumerate(_raised(words, gathered), 1):
        yield {"number": str(place), **head, "text": text, "answer": answer}


def _raised(words: Words, gathered: Gathered) -> Iterator[tuple[Row, str, str]]:
    for task in gathered.about.tasks:
        result = gathered.collation.tasks[task.id]
        for kind in ObstacleKind:
            found = result.obstacles if kind is ObstacleKind.OBSTACLE else result.recommendations
            for line in found:
                assert line.owed.sent is not None
                head = _head(words, kind, line.said.unit, task.title, line.owed.sent.number)
                text = read_urgency(str(line.said.answers[str(kind)]))[1]
                yield head, text, answer_to(words, gathered, line, str(kind)) or words.plain("document.unanswered")
    for entry in gathered.carried:
        obstacle = entry.obstacle
        head = _head(words, obstacle.kind, unit(words, entry), entry.task or "", entry.number or "")
        yield head, obstacle.text, state(words, entry)


def _head(words: Words, kind: str, of_unit: str, task: str, report: str) -> Row:
    return {"unit": of_unit, "task": task, "kind": words.plain(f"button.{kind}"), "report": report}


def _results(words: Words, gathered: Gathered) -> Iterator[Row]:
    """Yield a head for each task, what each unit said of it, and in one row each those that only gave a status."""
    for place, task in enumerate(gathered.about.tasks, 1):
        result = gathered.collation.tasks[task.id]
        told = in_order(gathered.collation.owed, result.results)
        silent: dict[str, list[TaskRemark]] = {}  # by how they stand, with the per cent
        for line in in_order(gathered.collation.owed, [one for found in result.by_status.values() for one in found]):
            if not answers.outcome(words, line.said.answers):
                silent.setdefault(_standing(words, line), []).append(line)
        if not told and not silent:
            continue
        yield _said("head", f"{place}. {task.title} ({task.code})")
        for line in told:
            assert line.owed.sent is not None
            said = {"standing": _standing(words, line), "report": line.owed.sent.number}
            yield _said("unit", line.said.unit, text=answers.outcome(words, line.said.answers), **said)
        for standing, found in silent.items():
            names = "; ".join(line.owed.called for line in found)
            yield _said("unit", words.plain("document.units_only", n=len(found)), standing=standing, text=names)


def _said(kind: str, unit: str, **more: str) -> Row:
    return {"kind": kind, "unit": unit, "standing": "", "text": "", "report": "", **more}


def _standing(words: Words, line: TaskRemark) -> str:
    return answers.standing(words, line.said.answers) if "status" in line.said.answers else ""


def later(words: Words, gathered: Gathered) -> list[str]:
    """Return what came after the collation was frozen, a line each."""
    return [plain(line).removeprefix("• ") for line in summary.since_lines(words, gathered)]
