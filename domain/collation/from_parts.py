"""What a unit reported of the parts of a period, taken together for the report of the whole: a year out of quarters."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from domain.collation.indicators import over_time
from domain.forms.fields import fits
from domain.forms.form import STANDARD, TEXT_LIMIT, Answers, Form, says_nothing

LAST_WORD = ("status", "percent", "done_on", "figures")
"""How a task stands at the end is how it stands; nobody said how free figures are to be added."""


@dataclass(frozen=True, slots=True)
class PartOfPeriod:
    """What was said of a task in a part of the period, from `start` to `end`, both included."""

    start: date
    end: date
    answers: Answers

    def is_within(self, other: "PartOfPeriod") -> bool:
        """Say whether the other is longer and covers this one: the half-year that covers a quarter."""
        return (
            other.start <= self.start and self.end <= other.end and (other.start, other.end) != (self.start, self.end)
        )


def by_task(
    parts: Iterable[tuple[int, PartOfPeriod]], tasks: Iterable[int], forms: Mapping[int, Form]
) -> dict[int, dict[str, Any]]:
    """Return the answers for the whole period by task, of those of these tasks of which a part said something."""
    spoken: dict[int, list[PartOfPeriod]] = {task_id: [] for task_id in tasks}
    for task_id, part in parts:
        if task_id in spoken:
            spoken[task_id].append(part)
    taken = {task_id: together(said, forms.get(task_id, STANDARD)) for task_id, said in spoken.items() if said}
    return {task_id: said for task_id, said in taken.items() if said}


def together(parts: Sequence[PartOfPeriod], of_task: Form) -> dict[str, Any]:
    """Return the answers for the whole period; there is at least one part.

    Parts count in the order of time, each once: not beside a longer one that covers it, and one with nothing to report
    only where all are so. A requirement's own numbers are added as the field says, other own fields and how the task
    stands are those said last, results stand one behind the other. Obstacles and recommendations are followed by
    themselves, and files prove what was done in their part: neither is said again.
    """
    longest = [one for one in parts if not any(one.is_within(other) for other in parts)]
    speaking = [one for one in longest if not says_nothing(one.answers)] or longest
    said = [one.answers for one in sorted(speaking, key=lambda one: (one.end, one.start))]
    found: dict[str, Any] = {code: said[-1][code] for code in LAST_WORD if said[-1].get(code) is not None}
    if result := _results(said):
        found["result"] = result
    for field in of_task.own:
        given = [one[field.code] for one in said if field.code in one and fits(field, one[field.code])]
        if given:
            found[field.code] = over_time(field, given) if field.kind == "number" else given[-1]
    return of_task.kept(found)


def _results(said: Iterable[Answers]) -> str:
    """Join results, the latest as many as there is room for; one that a later one contains is said there."""
    texts = [str(one.get("result") or "").strip().rstrip(";.").rstrip() for one in said]
    kept: list[str] = []
    for text in reversed(texts):
        if not text or any(text in later for later in kept):
            continue
        if len("; ".join([text, *kept])) > TEXT_LIMIT:
            break
        kept.insert(0, text)
    return "; ".join(kept)
