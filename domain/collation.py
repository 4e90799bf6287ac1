"""The collated report: what was expected and came in, how each task stands, what is in the way, and what changed since.

Every line keeps the report that it comes from, so that it leads back to unit, number and revision.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from domain.form import Answers, Status, progress
from domain.reports import State
from domain.shares import apart, mean_of


class Standing(StrEnum):
    """Of one unit's report. The five of them add up to all units that were asked."""

    ON_TIME = "on_time"
    LATE = "late"
    RETURNED = "returned"  # was in, and is expected again
    MISSING = "missing"
    EXCUSED = "excused"


IN = frozenset({Standing.ON_TIME, Standing.LATE})


@dataclass(frozen=True, slots=True)
class Said:
    """What was said about one task, in whose words."""

    task_id: int
    unit: str
    by_other: bool  # by a unit that adds to the report and does not owe it
    answers: Answers
    person: str
    said_at: datetime
    unit_id: int = 0


@dataclass(frozen=True, slots=True)
class Sent:
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
    said: Sequence[Said]


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
    sent: Sent | None

    @property
    def standing(self) -> Standing:
        if self.state is State.EXCUSED:
            return Standing.EXCUSED
        if self.state is State.RETURNED:
            return Standing.RETURNED
        if self.sent is None or self.state is State.OPEN:
            return Standing.MISSING
        return Standing.ON_TIME if self.sent.first_at <= self.sent.first_due else Standing.LATE

    @property
    def is_in(self) -> bool:
        return self.standing in IN

    @property
    def own(self) -> Iterator[Said]:
        """What the unit itself said, where its report counts."""
        return (said for said in (self.sent.said if self.sent and self.is_in else ()) if not said.by_other)


FIGURES = (
    "asked", "expected", "submitted", "on_time", "late", "nil", "returned", "missing", "excused", "on_time_originally",
)  # fmt: skip
"""The numbers of `Counts`, in the order in which they are listed."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Units. `on_time_originally`: against the due moment before any extension."""

    asked: int
    on_time: int
    late: int
    nil: int
    returned: int
    missing: int
    excused: int
    on_time_originally: int

    @property
    def expected(self) -> int:
        return self.asked - self.excused

    @property
    def submitted(self) -> int:
        return self.on_time + self.late

    @property
    def awaited(self) -> int:
        """Units that still have to hand in: what is missing, and what was returned to be mended."""
        return self.missing + self.returned

    @property
    def is_provisional(self) -> bool:
        return self.awaited > 0


@dataclass(frozen=True, slots=True)
class Line:
    """One thing said about a task, with the unit's report that it stands in."""

    owed: Owed
    said: Said


@dataclass(slots=True)
class TaskResult:
    """Reports that say something about a task; a nil report says nothing about any."""

    by_status: dict[Status, list[Line]] = field(default_factory=lambda: {status: [] for status in Status})
    results: list[Line] = field(default_factory=list)
    obstacles: list[Line] = field(default_factory=list)
    recommendations: list[Line] = field(default_factory=list)
    progress: dict[int, float] = field(default_factory=dict)  # per cents that are known, by unit

    @property
    def reported(self) -> int:
        return sum(map(len, self.by_status.values()))

    @property
    def mean(self) -> float | None:
        """Of the per cents that are known, as it is shown; None where there is none."""
        return mean_of([*self.progress.values()])

    def take(self, line: Line) -> None:
        answers = line.said.answers
        if "status" in answers and not line.said.by_other:
            self.by_status[answers["status"]].append(line)
            done = progress(answers)
            if done is not None:
                self.progress[line.owed.unit_id] = done
        for name, lines in (
            ("result", self.results),
            ("obstacle", self.obstacles),
            ("recommendation", self.recommendations),
        ):
            if answers.get(name) or (name == "result" and (answers.get("figures") or answers.get("files"))):
                lines.append(line)


@dataclass(frozen=True, slots=True)
class Brief:
    """What is left of a period when the next is compared with it."""

    counts: Counts
    progress: Mapping[int, Mapping[int, float]]  # by task and unit


@dataclass(frozen=True, slots=True)
class Comparison:
    """A task against the period before, over the `units` of which a per cent is known in both. `are_all`: there are no
    others in either period."""

    now: float
    before: float
    units: int
    are_all: bool

    @property
    def apart(self) -> float:
        return apart(self.now, self.before)


@dataclass(frozen=True, slots=True)
class Collation:
    counts: Counts
    owed: Sequence[Owed]  # in the order given
    tasks: Mapping[int, TaskResult]  # by id, in the order given

    def of(self, *standings: Standing) -> list[Owed]:
        return [owed for owed in self.owed if owed.standing in standings]

    @property
    def brief(self) -> Brief:
        return Brief(
            self.counts,
            {task: result.progress for task, result in self.tasks.items()},
        )

    def compared(self, task_id: int, before: Brief | None) -> Comparison | None:
        """None where no unit reported on the task in both periods."""
        now, then = self.tasks[task_id].progress, before.progress.get(task_id, {}) if before is not None else {}
        units = [unit for unit in now if unit in then]
        means = mean_of([now[unit] for unit in units]), mean_of([then[unit] for unit in units])
        if means[0] is None or means[1] is None:
            return None
        return Comparison(means[0], means[1], len(units), are_all=len(units) == len(now) == len(then))


def collate(task_ids: Iterable[int], owed: Sequence[Owed]) -> Collation:
    tasks = {task_id: TaskResult() for task_id in task_ids}
    by_standing = dict.fromkeys(Standing, 0)
    nil = originally = 0
    for one in owed:
        by_standing[one.standing] += 1
        if one.sent is None or not one.is_in:
            continue
        nil += one.sent.nil
        originally += one.sent.first_at <= one.original_due_at
        for said in one.sent.said:
            if said.task_id in tasks:
                tasks[said.task_id].take(Line(one, said))
    counts = Counts(
        asked=len(owed),
        on_time=by_standing[Standing.ON_TIME],
        late=by_standing[Standing.LATE],
        nil=nil,
        returned=by_standing[Standing.RETURNED],
        missing=by_standing[Standing.MISSING],
        excused=by_standing[Standing.EXCUSED],
        on_time_originally=originally,
    )
    return Collation(counts, owed, tasks)


@dataclass(frozen=True, slots=True)
class Since:
    """One unit whose report is not what it was when the collation was frozen."""

    owed: Owed
    was: Standing
    was_revision: int | None
    revision: int | None


def since(frozen: Sequence[Owed], now: Sequence[Owed]) -> list[Since]:
    """What came later: reports of units that were missing, new revisions, units that were excused or asked anew."""
    before = {owed.obligation_id: owed for owed in frozen}
    found = []
    for owed in now:
        old = before.get(owed.obligation_id)
        was = Standing.MISSING if old is None else old.standing
        revisions = (_revision(old), _revision(owed))
        if was != owed.standing or revisions[0] != revisions[1]:
            found.append(Since(owed, was, *revisions))
    return found


def _revision(owed: Owed | None) -> int | None:
    return owed.sent.revision if owed is not None and owed.sent is not None and owed.is_in else None
