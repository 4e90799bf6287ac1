"""How one unit's report stands, and what it says: once for every place that shows or counts it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.collation.shares import mean_of
from domain.forms.form import Answers, progress
from domain.reports.states import State, is_on_time


class Standing(StrEnum):
    """Of one unit's report, everywhere it is counted or named. All of them add up to all units that were asked."""

    ON_TIME = "on_time"
    LATE = "late"
    RETURNED = "returned"  # was in, and is expected again
    MISSING = "missing"
    EXCUSED = "excused"
    MOVED = "moved"  # the unit ended, and those that came after it report instead: neither excused nor expected of it


IN = frozenset({Standing.ON_TIME, Standing.LATE})


def standing_of(
    state: State, first_at: datetime | None, first_due: datetime | None, *, is_moved: bool = False
) -> Standing:
    """Say how a report stands. `first_at`: when the first revision came in; `first_due`: the due moment as it stood
    then, with extensions; `is_moved`: it went to the units that came after this one, which is kept as excused."""
    if state is State.EXCUSED:
        return Standing.MOVED if is_moved else Standing.EXCUSED
    if state is State.RETURNED:
        return Standing.RETURNED
    if state is State.OPEN or first_at is None or first_due is None:
        return Standing.MISSING
    return Standing.ON_TIME if is_on_time(first_at, first_due) else Standing.LATE


@dataclass(frozen=True, slots=True)
class TaskAnswer:
    """What was said about one task, in whose words."""

    task_id: int
    unit: str
    by_other: bool  # by a unit that adds to the report and does not owe it
    answers: Answers
    person: str
    said_at: datetime
    unit_id: int = 0


@dataclass(frozen=True, slots=True)
class CountedRevision:
    """The revision that counts, and when the first came in."""

    report_id: int
    number: str
    revision: int
    nil: bool
    submitted_at: datetime
    person: str
    instead_of: str | None  # on leave, whose deputy sent it
    channel: str
    first_at: datetime
    first_due: datetime  # the due moment as it stood then, extensions included
    said: Sequence[TaskAnswer]


@dataclass(frozen=True, slots=True)
class Owed:
    """One unit that was asked."""

    obligation_id: int
    unit_id: int
    code: str
    name: str
    state: State
    due_at: datetime
    original_due_at: datetime
    sent: CountedRevision | None
    short_name: str | None = None  # in tables of documents
    protocol_order: int | None = None  # its place where documents list units
    moved_to: Sequence[str] = ()  # the units that hand it in now, where it went to those that came after an ended one

    @property
    def called(self) -> str:
        """Return what it is called in tables of documents."""
        return self.short_name or self.name

    @property
    def standing(self) -> Standing:
        sent = self.sent
        first = (sent.first_at, sent.first_due) if sent else (None, None)
        return standing_of(self.state, *first, is_moved=bool(self.moved_to))

    @property
    def is_in(self) -> bool:
        return self.standing in IN

    @property
    def own(self) -> Iterator[TaskAnswer]:
        """What the unit itself said, where its report counts."""
        return (said for said in (self.sent.said if self.sent and self.is_in else ()) if not said.by_other)

    @property
    def is_nil(self) -> bool:
        """In, and with nothing to report at all."""
        return self.sent is not None and self.sent.nil and self.is_in

    @property
    def mean(self) -> float | None:
        """Of the per cents that are known of its tasks, as it is shown."""
        return mean_of([done for said in self.own if (done := progress(said.answers)) is not None])

    @property
    def far(self) -> float:
        """How far it is, to sort by: who said nothing is least far, who had nothing to report farthest."""
        mean = self.mean
        return mean if mean is not None else 101.0 if self.is_in else -1.0
