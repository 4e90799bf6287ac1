"""The annexes of a collated report, as rows of tables: units and how they reported, indicators by unit, documents,
obstacles with their answers, and what each unit said of each task with the number of its report."""

from collections.abc import Iterator

from domain.collation import CountedRevision, Owed, Standing, TaskRemark
from domain.collation.indicators import Indicator
from domain.collation.shares import per_cent
from domain.messaging.messages import plain
from domain.reports.obstacles import ObstacleKind, read_urgency
from handlers.collating import indicators, summary
from handlers.collating.answered import answer_to
from handlers.collating.gathering import Gathered
from handlers.collating.word.annex_layout import ANNEXES
from handlers.collating.word.results_annex import results
from handlers.display import answers, field_values, standing_text
from handlers.display.obstacle_text import state, unit
from handlers.display.shown_numbers import number
from handlers.papers import table_text
from handlers.papers.annex_pages import Annex, numbered
from handlers.papers.naming_units import ordered
from handlers.papers.paper_tables import Row
from handlers.words import Words


def annexes(words: Words, gathered: Gathered) -> dict[str, Annex]:
    """Return the annexes that have rows, by name, numbered in their order."""
    written = {
        "units": _units(words, gathered),
        "indicators": _indicators(words, gathered),
        "documents": _documents(words, gathered),
        "obstacles": _obstacles(words, gathered),
        "results": results(words, gathered),
    }
    return numbered(words, "document", ANNEXES, written)


def _units(words: Words, gathered: Gathered) -> Iterator[Row]:
    zone = gathered.about.zone
    for place, one in enumerate(ordered(gathered.collation.owed), 1):
        sent = one.sent if one.is_in else None
        yield {
            "number": str(place),
            "unit": one.name,
            "standing": _reported(words, one),
            "due": table_text.due(words, one.due_at, zone),
            "sent": table_text.moment(sent.first_at, zone) if sent else "",
            "person": _sender(words, sent) if sent else "",
            "report": sent.number if sent else "",
        }


def _reported(words: Words, one: Owed) -> str:
    """Say how it reported: late with nothing to report is both."""
    said = standing_text.standing(words, one)
    if not one.is_nil:
        return said
    nil = words.plain("standing.nil")
    return f"{said}, {nil}" if one.standing is Standing.LATE else nil


def _sender(words: Words, sent: CountedRevision) -> str:
    return words.plain("document.for", who=sent.person, of=sent.instead_of) if sent.instead_of else sent.person


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


def later(words: Words, gathered: Gathered) -> list[str]:
    """Return what came after the collation was frozen, a line each."""
    return [plain(line).removeprefix("• ") for line in summary.since_lines(words, gathered)]
