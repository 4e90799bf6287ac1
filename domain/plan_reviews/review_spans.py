"""From which period to which a plan is reviewed, and the periods that are in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from domain.calendar.periods import parse_period


@dataclass(frozen=True, slots=True)
class ReviewedPeriod:
    """One period of one requirement."""

    requirement_id: int
    requirement_code: str
    title: str  # of the requirement
    period_type: str
    period_key: str
    start: date
    end: date
    due_at: datetime  # before any extension

    @property
    def place(self) -> tuple[date, datetime, int]:
        """Return by what periods are ordered: by their ends, then by when they are due."""
        return self.end, self.due_at, self.requirement_id


@dataclass(frozen=True, slots=True)
class ReviewSpan:
    """By the keys of its first and last period, as `2026-Q1`; None: from the plan's beginning, up to now. PeriodError
    where a key is none."""

    first: str | None = None
    last: str | None = None

    @property
    def key(self) -> str:
        """Return by what the span is kept: `2026-Q1..2026-Q4`, `..2026` from the beginning, `..` for the whole."""
        return f"{self.first or ''}..{self.last or ''}"

    @classmethod
    def of(cls, key: str) -> "ReviewSpan":
        first, _, last = key.partition("..")
        return cls(first or None, last or None)

    @property
    def start(self) -> date | None:
        return parse_period(self.first).start if self.first else None

    @property
    def end(self) -> date | None:
        return parse_period(self.last).end if self.last else None

    @property
    def is_backwards(self) -> bool:
        return self.start is not None and self.end is not None and self.end < self.start

    def holds(self, day: date) -> bool:
        start, end = self.start, self.end
        return (start is None or day >= start) and (end is None or day <= end)

    def within(self, periods: Iterable[ReviewedPeriod]) -> list[ReviewedPeriod]:
        """Return the periods that end in the span, in their order: a year belongs to the span in which it ends."""
        return sorted((one for one in periods if self.holds(one.end)), key=lambda one: one.place)
