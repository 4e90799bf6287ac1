"""What a reminder policy says: its steps, its quiet hours, and whether days off count."""

from dataclasses import dataclass
from datetime import time
from typing import Literal

from domain.calendar.durations import Duration
from domain.calendar.quiet_hours import QuietHours

StepKind = Literal["before", "after", "every"]


class PolicyError(ValueError):
    """A reminder step that makes no sense."""


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a policy: remind so long before or after the due moment, or again and again after that.

    at: local time of day, for steps counted in days only. to: the roles to remind. Raises PolicyError.
    """

    kind: StepKind
    duration: Duration
    at: time | None = None
    to: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.kind not in ("before", "after", "every"):
            raise PolicyError(f"unknown kind of step {self.kind!r}: use before, after or every")
        if self.at is not None and not self.duration.in_days:
            raise PolicyError(f"{self}: a time of day goes with days (wd, d) only")
        if self.kind == "every" and not self.duration.amount:
            raise PolicyError(f"{self}: it must last some time")

    def __str__(self) -> str:
        return f"{self.kind}-{self.duration}"


@dataclass(frozen=True, slots=True)
class Policy:
    """How insistently to remind; quiet hours are local, days off those of the organisation's calendar."""

    steps: tuple[Step, ...]
    quiet: QuietHours | None = None
    working_days_only: bool = False
