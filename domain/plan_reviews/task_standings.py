"""How a task stands: at the end of each period, and now, by what each unit said last."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from domain.collation import Comparison, TaskResult
from domain.collation.counting import compare
from domain.collation.shares import mean_of
from domain.forms.form import Status, progress
from domain.forms.statuses import COUNTED, STATUSES
from domain.plan_reviews.review_spans import ReviewedPeriod
from domain.reports.successions import reached

Successors = Mapping[int, Collection[int]]
"""Those that came directly after each unit that was merged or split."""


@dataclass(frozen=True, slots=True)
class TaskStanding:
    """Units by status, and the mean over those whose per cent is known: the counts of decision 63, which add up to
    `reported`."""

    by_status: Mapping[Status, int]
    mean: float | None
    known: int

    @property
    def reported(self) -> int:
        return sum(self.by_status.values())

    @property
    def is_partly_known(self) -> bool:
        """Some that are at it have not said how far."""
        return 0 < self.known < sum(self.by_status[one.status] for one in STATUSES if one.in_means)

    @classmethod
    def of_result(cls, result: TaskResult) -> "TaskStanding":
        counts = {status: len(result.by_status[status]) for status in COUNTED}
        return cls(counts, result.mean, result.known)

    @classmethod
    def of_words(cls, words: Iterable["LatestWord"]) -> "TaskStanding":
        counts, known = dict.fromkeys(COUNTED, 0), list[float]()
        for word in words:
            counts[word.status] += 1
            if word.progress is not None:
                known.append(word.progress)
        return cls(counts, mean_of(known), len(known))


@dataclass(frozen=True, slots=True)
class LatestWord:
    """How a task stands by what a unit said of that last, and where. `unit`: as it was called then."""

    unit_id: int
    unit: str
    status: Status
    progress: float | None  # per cent, where it is known
    period: ReviewedPeriod
    number: str  # of the report
    said_at: datetime

    @property
    def place(self) -> tuple[date, datetime]:
        return self.period.end, self.said_at


@dataclass(frozen=True, slots=True)
class LatestResult:
    """What a unit wrote last of its results on a task, and where: a text that is longer ago than its last word says of
    which period it is."""

    unit_id: int
    unit: str
    text: str
    period: ReviewedPeriod
    number: str
    said_at: datetime

    @property
    def place(self) -> tuple[date, datetime]:
        return self.period.end, self.said_at


@dataclass(frozen=True, slots=True)
class Course:
    """How far a task was at the end of the first and of the last period of a requirement, over the units of which a
    per cent is known in both."""

    first: ReviewedPeriod
    last: ReviewedPeriod
    compared: Comparison


@dataclass(slots=True)
class _Ends:
    """The per cents of the first and of the last period with some, by unit, of one requirement."""

    first: tuple[ReviewedPeriod, Mapping[int, float]]
    last: tuple[ReviewedPeriod, Mapping[int, float]]
    periods: int = 1

    @property
    def course(self) -> Course | None:
        (first, then), (last, now) = self.first, self.last
        found = compare(now, then) if self.periods > 1 else None
        return None if found is None else Course(first, last, found)


@dataclass(slots=True)
class TaskOverTime:
    """What has been said of one task so far, one word a unit, however many periods there are. `asked`: the units that
    were asked about it; `ends`: how far it was, by requirement: what two of them ask are two things."""

    words: dict[int, LatestWord] = field(default_factory=dict)
    texts: dict[int, LatestResult] = field(default_factory=dict)
    asked: set[int] = field(default_factory=set)
    ends: dict[int, _Ends] = field(default_factory=dict)

    def take(self, period: ReviewedPeriod, result: TaskResult) -> None:
        self._take_progress(period, result.progress)
        for status, remarks in result.by_status.items():
            for remark in remarks:
                owed, said = remark.owed, remark.said
                assert owed.sent is not None
                word = LatestWord(
                    owed.unit_id, owed.name, status, progress(said.answers), period, owed.sent.number, said.said_at
                )
                if _replaces(word, self.words.get(owed.unit_id)):
                    self.words[owed.unit_id] = word
        for remark in result.results:
            said, sent = remark.said, remark.owed.sent
            assert sent is not None
            text = said.answers.get("result")
            if text:
                unit_id = said.unit_id or remark.owed.unit_id
                found = LatestResult(unit_id, said.unit, text, period, sent.number, said.said_at)
                old = self.texts.get(unit_id)
                if old is None or old.place <= found.place:
                    self.texts[unit_id] = found

    def _take_progress(self, period: ReviewedPeriod, progress: Mapping[int, float]) -> None:
        if not progress:
            return
        found = self.ends.get(period.requirement_id)
        if found is None:
            self.ends[period.requirement_id] = _Ends((period, progress), (period, progress))
        else:
            found.last, found.periods = (period, progress), found.periods + 1

    @property
    def course(self) -> Course | None:
        """Return how it went in the requirement that has most periods to tell of; None where no unit is in two."""
        found = [(one.periods, course) for one in self.ends.values() if (course := one.course) is not None]
        return max(found, key=lambda one: one[0])[1] if found else None

    def silent(self, after: Successors) -> set[int]:
        """Return the units that were asked and have not said how it stands, nor has one that they came after; one that
        was merged or split is asked no more where one after it is."""
        spoken_for = {heir for id in self.words for heir in reached(id, after)}
        known = self.asked | self.words.keys()
        return {id for id in self.asked - self.words.keys() if id not in spoken_for and not _heirs_in(id, after, known)}

    def now(self, after: Successors) -> list[LatestWord]:
        """Return one word for each unit, none of them told twice: where a unit was merged or split, its word stands
        until one that came after it says how the task stands."""
        firm = {id for id, word in self.words.items() if word.status is not Status.NOTHING}
        kept = {id for id in firm if not _heirs_in(id, after, firm)}
        spoken_for = {heir for id in kept for heir in reached(id, after)}
        return [
            word
            for id, word in self.words.items()
            if id in kept or (id not in firm and id not in spoken_for and not _heirs_in(id, after, self.words))
        ]

    def results(self, after: Successors) -> list[LatestResult]:
        """Return the last text of each unit; of a unit that was merged or split, until one after it has written."""
        return [one for id, one in self.texts.items() if not _heirs_in(id, after, self.texts)]


def _replaces(word: LatestWord, old: LatestWord | None) -> bool:
    """Say whether a word counts instead of an earlier one: nothing to report in a period takes back nothing that was
    said of another, so that what is done stays done."""
    if old is None or (old.status is Status.NOTHING and word.status is not Status.NOTHING):
        return True
    if word.status is Status.NOTHING and old.status is not Status.NOTHING:
        return False
    return old.place <= word.place


def _heirs_in(unit_id: int, after: Successors, units: Collection[int]) -> bool:
    return unit_id in after and any(heir in units for heir in reached(unit_id, after))


def over_time(task_ids: Sequence[int]) -> dict[int, TaskOverTime]:
    return {id: TaskOverTime() for id in task_ids}
