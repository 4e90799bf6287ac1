"""A report that is new beside one of the same title that the same units owe: its code was changed, perhaps, and now
both are owed."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from domain.finding import spelling
from domain.messaging.sentences import Sentence, sentence
from storage.setup.apply.apply_context import Loading
from storage.setup.diff.difference import State
from storage.tables import Requirement


def told(loading: Loading, was: State, now: State) -> Iterator[Sentence]:
    for code, row in loading.requirements.items():
        if ("requirement", code) in was:
            continue
        for other, earlier in loading.requirements.items():
            is_first = ("requirement", other) in was or earlier.id < row.id
            if other != code and is_first and _alike(row, earlier) and not _is_over(loading, earlier):
                units = [now["requirement", one]["units"] for one in (other, code)]
                if units[0] == units[1]:
                    yield sentence("setup.same_report", other=other, code=code)


def _alike(one: Requirement, other: Requirement) -> bool:
    return (
        one.plan_id == other.plan_id and one.period_type == other.period_type and spelling.same(one.title, other.title)
    )


def _is_over(loading: Loading, row: Requirement) -> bool:
    if row.once_due_at is not None:
        return row.once_due_at <= loading.now
    today = loading.now.astimezone(ZoneInfo(loading.organisation.timezone)).date()
    return row.period_until is not None and row.period_until < today
