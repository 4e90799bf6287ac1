"""The collated report: what was expected and came in, how each task stands, what is in the way, and what changed since.

Every line keeps the report that it comes from, so that it leads back to unit, number and revision.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from domain.form import Answers, Status, progress
from domain.reports import State, is_on_time
from domain.shares import apart, mean_of


class Standing(StrEnum):
    """Of one unit's report, everywhere it is counted or named. The five of them add up to all units that were asked."""

    ON_TIME = "on_time"
    LATE = "late"
    RETURNED = "returned"  # was in, and is expected again
    MISSING = "missing"
    EXCUSED = "excused"


IN = frozenset({Standing.ON_TIME, Standing.LATE})


def standing_of(state: State, first_at: datetime | None, first_due: datetime | None) -> Standing:
    """`first_at`: when the first revision came in; `first_due`: the due moment as it stood then, with extensions."""
    if state is State.EXCUSED:
        return Standing.EXCUSED
    if state is State.RETURNED:
        return Standing.RETURNED
    if state is State.OPEN or first_at is None or first_due is None:
        return Standing.MISSING
    return Standing.ON_TIME if is_on_time(first_at, first_due) else Standing.LATE


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
        sent = self.sent
        return standing_of(self.state, sent.first_at if sent else None, sent.first_due if sent else None)

    @property
    def is_in(self) -> bool:
        return self.standing in IN

    @property
    def own(self) -> Iterator[Said]:
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


FIGURES = (
    "asked", "expected", "submitted", "on_time", "late", "nil", "returned", "missing", "excused", "on_time_originally",
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
    """What reports that are in say about a task; of a nil report that there is nothing to report on it. The counts by
    status add up to `reported`."""

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

    @property
    def known(self) -> int:
        """Units whose per cent is known: over them the mean is."""
        return len(self.progress)

    @property
    def is_partly_known(self) -> bool:
        """Some that are at it have not said how far."""
        return 0 < self.known < self.reported - len(self.by_status[Status.NOTHING])

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


def collate(task_ids: Iterable[int], asked: Sequence[Owed]) -> Collation:
    tasks = {task_id: TaskResult() for task_id in task_ids}
    owed = [_spoken_out(one, tasks) for one in asked]
    by_standing = dict.fromkeys(Standing, 0)
    nil = originally = 0
    for one in owed:
        by_standing[one.standing] += 1
        if one.sent is None or not one.is_in:
            continue
        nil += one.is_nil
        originally += is_on_time(one.sent.first_at, one.original_due_at)
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


def _spoken_out(owed: Owed, task_ids: Iterable[int]) -> Owed:
    """Whose report has nothing to report has nothing to report on each task."""
    sent = owed.sent
    if sent is None or not owed.is_nil:
        return owed
    answered = {said.task_id for said in owed.own}
    nothing = {"status": Status.NOTHING}
    more = [
        Said(
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
