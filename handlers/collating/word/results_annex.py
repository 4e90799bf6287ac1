"""The annex of results: what each unit said of each task in its own words, with the number of its report."""

from collections.abc import Iterator, Mapping, Sequence

from domain.collation import TaskRemark, TaskResult
from domain.collation.indicators import Indicator
from handlers.collating.gathering import Gathered
from handlers.display import answers, field_values
from handlers.display.shown_numbers import number
from handlers.papers.naming_units import in_order
from handlers.papers.paper_tables import Row
from handlers.words import Words

_Key = tuple[int, int]  # a report, and the unit that speaks in it
ELSEWHERE = frozenset({"number", "document"})  # kinds of own fields that have an annex of their own


def results(words: Words, gathered: Gathered) -> Iterator[Row]:
    """Yield a head for each task; what each unit said of it, its own fields without another annex among that; and
    behind them, together where they stand alike, those who said nothing in words: who is in other annexes, and who only
    gave a status."""
    asked: dict[int, list[Indicator]] = {}
    for one in gathered.indicators:
        asked.setdefault(one.task_id, []).append(one)
    for place, task in enumerate(gathered.about.tasks, 1):
        result, own = gathered.collation.tasks[task.id], asked.get(task.id, ())
        fields, elsewhere = _fields(words, own), _elsewhere(result, own)
        silent: dict[tuple[str, str], list[TaskRemark]] = {}  # by where the rest stands, and how they stand
        rows = []
        for line in in_order(gathered.collation.owed, _lines(result, own)):
            text = "; ".join(filter(None, (answers.outcome(words, line.said.answers), *fields.get(_key(line), ()))))
            if text:
                rows.append(_said("unit", line.said.unit, _standing(words, line), text, _number(line)))
            else:
                where = "elsewhere" if _key(line) in elsewhere else "only"
                silent.setdefault((where, _standing(words, line)), []).append(line)
        for (where, standing), found in silent.items():
            rows.append(_without_words(words, where, standing, found))
        if rows:
            yield _said("head", f"{place}. {task.title} ({task.code})")
            yield from rows


def _without_words(words: Words, where: str, standing: str, found: Sequence[TaskRemark]) -> Row:
    """Return the row of those who stand alike and said nothing in words; one alone has a row as others have."""
    if len(found) == 1:
        return _said("unit", found[0].said.unit, standing, words.plain(f"document.alone_{where}"), _number(found[0]))
    names = "; ".join(f"{line.owed.called} ({_number(line)})" for line in found)
    return _said("unit", words.plain(f"document.units_{where}", n=len(found)), standing, names)


def _lines(result: TaskResult, own: Sequence[Indicator]) -> list[TaskRemark]:
    """Return each that said something of the task, once; those that owe the report before those that add to it."""
    found: dict[_Key, TaskRemark] = {}
    for lines in (
        *result.by_status.values(),
        result.results,
        *(one.listed for one in own),
        *(one.otherwise for one in own),
    ):
        for line in lines:
            found.setdefault(_key(line), line)
    return sorted(found.values(), key=lambda line: line.said.by_other)


def _fields(words: Words, own: Sequence[Indicator]) -> Mapping[_Key, Sequence[str]]:
    found: dict[_Key, list[str]] = {}
    for one in own:
        for line in one.listed if one.field.kind not in ELSEWHERE else ():
            value = field_values.value(words, one.field, one.value_of(line))
            found.setdefault(_key(line), []).append(words.plain("document.own_field", name=one.field.name, said=value))
        for line in one.otherwise:
            if isinstance(given := one.value_of(line), str | int | float):
                said = words.plain("document.own_field_then", name=one.field.name, said=_answered(words, given))
                found.setdefault(_key(line), []).append(said)
    return found


def _answered(words: Words, given: str | float) -> str:
    return given if isinstance(given, str) else number(words, given)


def _elsewhere(result: TaskResult, own: Sequence[Indicator]) -> set[_Key]:
    listed = [one.listed for one in own if one.field.kind in ELSEWHERE]
    return {_key(line) for lines in (result.obstacles, result.recommendations, *listed) for line in lines}


def _key(line: TaskRemark) -> _Key:
    return line.owed.obligation_id, line.said.unit_id


def _number(line: TaskRemark) -> str:
    assert line.owed.sent is not None
    return line.owed.sent.number


def _said(kind: str, unit: str, standing: str = "", text: str = "", report: str = "") -> Row:
    return {"kind": kind, "unit": unit, "standing": standing, "text": text, "report": report}


def _standing(words: Words, line: TaskRemark) -> str:
    return answers.standing(words, line.said.answers) if "status" in line.said.answers else ""
