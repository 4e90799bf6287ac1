"""Which of several reports a typed line is about: the one that has its tasks, else the one that is clearly nearest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.typed import Reading
from storage.duties import Duty

_CLEARLY = timedelta(days=7)  # by which the next is farther off


@dataclass(frozen=True, slots=True)
class Meant:
    """A report that a line may be about, through which unit, and what the line says then."""

    duty: Duty
    unit_id: int
    reading: Reading


def names_tasks(reading: Reading) -> bool:
    return bool(reading.updates) or any(doubt.task is not None for doubt in reading.doubts)


def that_fit(meant: Sequence[Meant]) -> list[Meant]:
    """Those that have all of the tasks which are named, where some have not."""
    unknown = [sum(doubt.why == "unknown_task" for doubt in one.reading.doubts) for one in meant]
    return [one for one, n in zip(meant, unknown, strict=True) if n == min(unknown)]


def nearest(meant: Sequence[Meant], now: datetime) -> Meant | None:
    """The one that is due, or over, long before all others; None where it is not clear."""
    if len(meant) < 2:
        return next(iter(meant), None)
    first, second = sorted(meant, key=lambda one: one.duty.due_at)[:2]
    left = [max(timedelta(0), one.duty.due_at - now) for one in (first, second)]
    return first if left[1] - left[0] >= _CLEARLY and left[1] >= 2 * left[0] else None
