"""What all units' reports come to: how many stand how, how far each task is, and that against the period before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from domain.collation.completion import Completion, completion
from domain.collation.shares import apart, mean_of
from domain.collation.standings import Owed, Standing, TaskAnswer
from domain.forms.form import Status, progress
from domain.forms.statuses import STATUSES
from domain.reports.states import is_on_time

FIGURES = (
    "asked", "expected", "submitted", "on_time", "late", "nil", "returned", "missing", "excused", "moved",
    "on_time_originally",
)  # fmt: skip
"""The numbers of `Counts`, in the order in which they are listed."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Units; decision 63 says what each is. `on_time_originally`: against the due moment before any extension; `nil`:
    in, with nothing to report on any task."""

    asked: int
    on_time: int
    late: int
    nil: int
    returned: int
    missing: int
    excused: int
    on_time_originally: int
    moved: int = 0

    @property
    def expected(self) -> int:
        return self.asked - self.excused - self.moved

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
class TaskRemark:
    """One thing said about a task, with the unit's report that it stands in."""

    owed: Owed
    said: TaskAnswer


@dataclass(slots=True)
class TaskResult:
    """What reports that are in say about a task; of a nil report that there is nothing to report on it. The counts by
    status add up to `reported`."""

    by_status: dict[Status, list[TaskRemark]] = field(default_factory=lambda: {status: [] for status in Status})
    results: list[TaskRemark] = field(default_factory=list)
    obstacles: list[TaskRemark] = field(default_factory=list)
    recommendations: list[TaskRemark] = field(default_factory=list)
    progress: dict[int, float] = field(default_factory=dict)  # per cents that are known, by unit

    @property
    def reported(self) -> int:
        return sum(map(len, self.by_status.values()))

    @property
    def mean(self) -> float | None:
        """Of the per cents that are known, as it is shown; None where there is none."""
        return mean_of([*self.progress.values()])

    @property
    def known(self) -> int:
        """Units whose per cent is known: over them the mean is."""
        return len(self.progress)

    @property
    def is_partly_known(self) -> bool:
        """Some that are at it have not said how far."""
        return 0 < self.known < sum(len(self.by_status[one.status]) for one in STATUSES if one.in_means)

    def take(self, line: TaskRemark) -> None:
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
        """Compare the task with the period before; return None where no unit reported on the task in both periods."""
        then = before.progress.get(task_id, {}) if before is not None else {}
        return compare(self.tasks[task_id].progress, then)

    def completion(self, task_id: int) -> Completion:
        """Say whether all units from which a report is expected are done with the task."""
        result = self.tasks[task_id]
        counts = {status: len(lines) for status, lines in result.by_status.items()}
        return completion(counts, max(0, self.counts.expected - result.reported))


def compare(now: Mapping[int, float], then: Mapping[int, float]) -> Comparison | None:
    """Compare per cents by unit over the units that are in both; return None where none is."""
    units = [unit for unit in now if unit in then]
    means = mean_of([now[unit] for unit in units]), mean_of([then[unit] for unit in units])
    if means[0] is None or means[1] is None:
        return None
    return Comparison(means[0], means[1], len(units), are_all=len(units) == len(now) == len(then))


def counts_of(asked: Iterable[Owed]) -> Counts:
    """Count reports by how each stands."""
    by_standing = dict.fromkeys(Standing, 0)
    nil = originally = 0
    for one in asked:
        by_standing[one.standing] += 1
        if one.sent is not None and one.is_in:
            nil += one.is_nil
            originally += is_on_time(one.sent.first_at, one.original_due_at)
    return Counts(
        asked=sum(by_standing.values()),
        on_time=by_standing[Standing.ON_TIME],
        late=by_standing[Standing.LATE],
        nil=nil,
        returned=by_standing[Standing.RETURNED],
        missing=by_standing[Standing.MISSING],
        excused=by_standing[Standing.EXCUSED],
        on_time_originally=originally,
        moved=by_standing[Standing.MOVED],
    )


def collate(task_ids: Iterable[int], asked: Sequence[Owed]) -> Collation:
    tasks = {task_id: TaskResult() for task_id in task_ids}
    owed = [_spoken_out(one, tasks) for one in asked]
    for one in owed:
        for said in one.sent.said if one.sent is not None and one.is_in else ():
            if said.task_id in tasks:
                tasks[said.task_id].take(TaskRemark(one, said))
    return Collation(counts_of(owed), owed, tasks)


def _spoken_out(owed: Owed, task_ids: Iterable[int]) -> Owed:
    """Return the report with every task spoken for: who has nothing to report has nothing to report on each task."""
    sent = owed.sent
    if sent is None or not owed.is_nil:
        return owed
    answered = {said.task_id for said in owed.own}
    nothing = {"status": Status.NOTHING}
    more = [
        TaskAnswer(
            id,
            owed.name,
            by_other=False,
            answers=nothing,
            person=sent.person,
            said_at=sent.submitted_at,
            unit_id=owed.unit_id,
        )
        for id in task_ids
        if id not in answered
    ]
    return replace(owed, sent=replace(sent, said=[*sent.said, *more]))
