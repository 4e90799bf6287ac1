"""How a task can stand: one entry a status, with what it means wherever it is counted, typed, chosen and shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    NOTHING = "nothing"  # nothing to report on this task: outside of every mean


@dataclass(frozen=True, slots=True)
class StatusDef:
    """`chosen`: its word in the setup's workbook. `takes_percent`: how far the task is may be said with it; `percent`:
    what it says itself of that, None where it says nothing. `in_means`: it counts there, where a per cent is known.
    `typed`: phrases that say it and need no rules of their own; the first three have theirs in `domain.typed`.
    `column`: its name in Word templates."""

    status: Status
    chosen: str
    column: str
    takes_percent: bool = False
    percent: float | None = None
    in_means: bool = True
    typed: tuple[str, ...] = ()


STATUSES: tuple[StatusDef, ...] = (
    StatusDef(Status.DONE, "hoàn thành", "done", percent=100),
    StatusDef(Status.IN_PROGRESS, "đang thực hiện", "in_progress", takes_percent=True),
    StatusDef(Status.NOT_STARTED, "chưa thực hiện", "not_started", percent=0),
    StatusDef(Status.NOTHING, "không phát sinh", "nothing_to_report", in_means=False),
)
"""In the order in which counts of units or tasks are shown."""

OF_STATUS: Mapping[str, StatusDef] = {one.status: one for one in STATUSES}
COUNTED = tuple(one.status for one in STATUSES)
WITH_PERCENT = frozenset(one.status for one in STATUSES if one.takes_percent)
TYPED = frozenset(str(one.status) for one in STATUSES if one.typed)
"""Read by their phrases alone."""
