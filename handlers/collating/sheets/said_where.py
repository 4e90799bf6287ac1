"""Where something was said: which unit owes the report, in whose words it is, about which task."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from domain.collation import CountedRevision, Owed, TaskAnswer
from handlers.collating.gathering import Gathered
from handlers.collating.sheets import naming_columns as naming
from handlers.display.excel.columns import SheetColumn
from handlers.words import Words
from storage.reporting.duties import TaskLine


class Entry(NamedTuple):
    """What one report that counts says of one task, which is None where the plan has it no longer. `file`: the one
    of its files that is listed, where files are."""

    owed: Owed
    sent: CountedRevision
    said: TaskAnswer
    task: TaskLine | None
    file: Mapping[str, Any] | None = None

    @property
    def answers(self) -> Mapping[str, Any]:
        return self.said.answers


def entries(gathered: Gathered) -> Iterator[Entry]:
    tasks = {task.id: task for task in (*gathered.about.tasks, *gathered.about.other_tasks)}
    for owed in gathered.collation.owed:
        if owed.sent is not None and owed.is_in:
            for said in owed.sent.said:
                yield Entry(owed, owed.sent, said, tasks.get(said.task_id))


def _owed(one: Entry) -> Owed:
    return one.owed


def columns(words: Words, gathered: Gathered) -> list[SheetColumn[Entry]]:
    """Return the columns that say where; a task that is no longer in the plan has a question mark for its code."""
    word, groups = words.plain, gathered.about.groups
    return [
        *naming.unit_columns(words, gathered, _owed),
        SheetColumn(word("sheet.whose"), 30, value=lambda one: one.said.unit),
        SheetColumn(word("sheet.group"), 24, value=lambda one: groups.get(one.task.group) if one.task else None),
        SheetColumn(word("sheet.code"), 8, value=lambda one: one.task.code if one.task else "?"),
        SheetColumn(word("sheet.task"), 34, value=lambda one: one.task.title if one.task else ""),
    ]
