"""Who reported on time, over all periods: one record a unit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime

from domain.collation import Counts, Owed, Standing, counts_of
from domain.plan_reviews.review_spans import ReviewedPeriod
from domain.reports.states import is_overdue


@dataclass(frozen=True, slots=True)
class LateReport:
    """One that came late, or (without `first_at`) is overdue now. `due_at`: with extensions, as it stood."""

    period: ReviewedPeriod
    due_at: datetime
    first_at: datetime | None


@dataclass(frozen=True, slots=True)
class UnitPunctuality:
    """One unit's reports over all periods, counted as those of a period are."""

    unit_id: int
    code: str
    name: str  # of the last period in which it was asked
    former_names: Sequence[str]  # of earlier ones, where they were others
    counts: Counts
    overdue: int  # of what is not in: past its due moment
    extended: int  # had more time than at first
    late: Sequence[LateReport]  # the overdue among them

    @property
    def is_always_on_time(self) -> bool:
        """All that was due is in, on time, extensions included; and something was."""
        return self.counts.on_time > 0 and not self.late

    @property
    def times_late(self) -> int:
        """How often it was late: handed in late, and overdue."""
        return len(self.late)


@dataclass(slots=True)
class UnitsReports:
    """What is gathered of one unit, period by period."""

    code: str
    names: dict[str, None] = field(default_factory=dict)
    counts: list[Counts] = field(default_factory=list)
    overdue: int = 0
    extended: int = 0
    late: list[LateReport] = field(default_factory=list)

    def take(self, period: ReviewedPeriod, owed: Owed, now: datetime) -> None:
        self.names.pop(owed.name, None)
        self.names[owed.name] = None
        self.counts.append(counts_of([owed]))
        due = owed.sent.first_due if owed.sent is not None else owed.due_at
        self.extended += due > owed.original_due_at and owed.standing not in (Standing.EXCUSED, Standing.MOVED)
        if owed.standing is Standing.LATE and owed.sent is not None:
            self.late.append(LateReport(period, owed.sent.first_due, owed.sent.first_at))
        elif is_overdue(owed.state, owed.due_at, now):
            self.overdue += 1
            self.late.append(LateReport(period, owed.due_at, None))

    def record(self, unit_id: int) -> UnitPunctuality:
        *former, name = self.names
        return UnitPunctuality(
            unit_id, self.code, name, former, added(self.counts), self.overdue, self.extended, self.late
        )


def added(counts: Iterable[Counts]) -> Counts:
    """Add up counts of reports over periods."""
    every = list(counts)
    return Counts(**{one.name: sum(getattr(each, one.name) for each in every) for one in fields(Counts)})
