"""The chapter of results: the plan's tasks by their groups, each with counts, who leads and lags, and what units said;
no more of it than the body has room for."""

from collections.abc import Iterator

from domain.collation import TaskRemark, TaskResult
from domain.collation.indicators import Indicator
from domain.collation.leading import extremes
from domain.collation.told_once import SharedStatement, fitting, statements
from domain.forms.statuses import STATUSES
from handlers.collating import indicators, summary
from handlers.collating.gathering import Gathered
from handlers.display import answers, field_values
from handlers.papers.body_parts import ChapterPart, shortly
from handlers.papers.naming_units import in_order, named
from handlers.words import Words
from storage.reporting.duties import TaskLine

ROOM = 7_400  # characters of this chapter: with the others, the body is four to five pages
BESIDE = 60  # characters of room that a paragraph takes beside its text
BRIEF = 330  # of a task: with less room only counts are told, and what still has room
NAMES = 90  # characters of names in a sentence, or behind a statement
_MOST = 1_000  # characters for a task of few


def results(words: Words, gathered: Gathered) -> Iterator[ChapterPart]:
    """Yield the plan's groups of tasks, a paragraph for each task."""
    about, counts = gathered.about, gathered.collation.counts
    if not counts.submitted or counts.nil == counts.submitted:
        name = "document.all_nil" if counts.submitted else "document.nothing_in"
        yield ChapterPart("paragraph", words.plain(name, n=counts.nil))
        return
    yield ChapterPart("paragraph", words.plain("document.results_where"))
    by_group: dict[str | None, list[TaskLine]] = {}
    for task in about.tasks:
        by_group.setdefault(task.group if about.groups else None, []).append(task)
    beside = BESIDE * (len(about.tasks) + len(by_group))
    room = min(_MOST, (ROOM - beside) // max(1, len(about.tasks)))
    for number, (group, tasks) in enumerate(by_group.items(), 1):
        if about.groups:
            yield ChapterPart("heading", f"{number}. {about.groups.get(group) or words.plain('document.other_tasks')}")
        for task in tasks:
            yield ChapterPart("paragraph", _of_task(words, gathered, task, room))


def _of_task(words: Words, gathered: Gathered, task: TaskLine, room: int) -> str:
    """Return what is said of a task: first how many units stand how; then, as far as there is room, its indicators, who
    leads and lags, and the units' own words."""
    result = gathered.collation.tasks[task.id]
    title = shortly(task.title)
    if not result.reported and not result.results:
        return words.plain("document.task_silent", title=title)
    said = [
        words.plain("document.task", title=title, said=_counted(words, gathered, task, result, is_brief=room < BRIEF))
    ]
    for sentence in _beside(words, gathered, task, result):
        if len(" ".join([*said, sentence])) <= room:
            said.append(sentence)
    told = statements(
        in_order(gathered.collation.owed, result.results),
        lambda line: answers.outcome(words, line.said.answers),
        of_report,
    )
    left = room - len(" ".join(said)) - len(words.plain("document.outcomes", said=""))
    shown = fitting(told, left, lambda one: len(told_by(words, one)) + 2)
    if shown:
        said.append(words.plain("document.outcomes", said="; ".join(told_by(words, one) for one in shown)))
    if len(shown) < len(told) and room >= BRIEF:
        name = "document.outcomes_more" if shown else "document.outcomes_all"
        said.append(words.plain(name, n=len(told) - len(shown)))
    return " ".join(said)


def _beside(words: Words, gathered: Gathered, task: TaskLine, result: TaskResult) -> Iterator[str]:
    for one in gathered.indicators:
        if one.task_id == task.id and one.field.kind not in ("document", "text") and one.lines:
            yield words.plain("document.indicator", name=one.field.name, said=_indicator(words, gathered, one))
    found = extremes(result)
    if found.lead:
        yield words.plain("document.leading", units=named(words, found.lead, NAMES))
    if found.lag:
        yield words.plain("document.lagging", units=named(words, found.lag, NAMES))


def _counted(words: Words, gathered: Gathered, task: TaskLine, result: TaskResult, *, is_brief: bool) -> str:
    """Return how many units stand how, and how far they are."""
    name = "document.counted_brief" if is_brief else "document.counted"
    said = [
        words.plain(name, n=len(result.by_status[one.status]), status=words.plain(f"status.{one.status}"))
        for one in STATUSES
        if result.by_status[one.status]
    ]
    if result.mean is not None:
        known = "collate.mean_known" if result.is_partly_known and not is_brief else "collate.mean"
        said.append(words.plain(known, mean=answers.percent(words, result.mean), n=result.known))
    compared = gathered.collation.compared(task.id, gathered.before)
    if compared is not None and not is_brief:
        said[-1] += summary.before(words, compared)
    return ", ".join(said)


def _indicator(words: Words, gathered: Gathered, one: Indicator) -> str:
    """Return what the units' values come to: against the target, over how many units, in the period before."""
    said = indicators.result(words, one)
    if one.share is not None and one.target is not None:
        target = field_values.number(words, one.field, one.target, with_target=False)
        said = words.plain("document.reached", said=said, target=target, share=answers.percent(words, one.share))
    of = gathered.collation.counts.expected
    said = words.plain("document.by_units", said=said, n=indicators.units_of(one.lines), of=of)
    return said + indicators.compared(words, gathered, one)


def of_report(remark: TaskRemark) -> int:
    """Return whose remark it is."""
    return remark.owed.obligation_id


def told_by(words: Words, one: SharedStatement[TaskRemark]) -> str:
    """Return a statement with its units: `đã tập huấn 120 người (Phòng Y tế, Phường 1)`. A coordinating unit that adds
    to a report is named itself, not the one whose report it is."""
    others = dict.fromkeys(remark.said.unit for remark in one.remarks if remark.said.by_other)
    own = {remark.owed.unit_id: remark.owed for remark in one.remarks if not remark.said.by_other}
    names = [named(words, [*own.values()], NAMES)] if own else []
    text = " ".join(one.text.split()).rstrip(" .;,")
    return words.plain("document.statement", text=text, units=", ".join([*names, *others]))
