"""The kinds of reminder steps: one entry each, with what it is called and where it falls."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.calendar.deadlines import due_day
from domain.calendar.durations import Duration
from domain.calendar.workdays import WorkCalendar
from domain.messaging.sentences import EMPTY, Filling, Sentence


@dataclass(frozen=True, slots=True)
class Dates:
    """Of one expected report, in UTC: what steps count from. `opens`: where it is known."""

    due: datetime
    opens: datetime | None = None


@dataclass(frozen=True, slots=True)
class LocalCalendar:
    """Where days are counted: the organisation's zone and calendar."""

    zone: ZoneInfo
    calendar: WorkCalendar

    def away(self, anchor: datetime, duration: Duration, at: time | None, times: int) -> datetime:
        """Return the instant that is `times` the duration after (before, if negative) the anchor, in UTC."""
        if not duration.in_days:
            return anchor + times * duration.nominal
        day, days = due_day(anchor, self.zone), times * duration.amount
        moved = self.calendar.shift(day, days) if duration.unit == "wd" else day + timedelta(days=days)
        return self._on(moved, at, anchor)

    def _on(self, day: date, at: time | None, anchor: datetime) -> datetime:
        """Return the moment of `at` on a day, or else of the anchor's own time of day, where midnight is the end of the
        day."""
        if at is None:
            at = anchor.astimezone(self.zone).time()
            day += timedelta(days=at == time())
        return datetime.combine(day, at, self.zone).astimezone(UTC)


Moment = Callable[[Duration, time | None, Dates, LocalCalendar], datetime]


@dataclass(frozen=True, slots=True)
class StepKind:
    """`key`: in the setup file. `heading`, `example` and `note`: its column of the setup workbook. `moment`: where it
    falls; None where it repeats, from the last that `is_base` or else from the due moment. `is_early`: where nothing
    may be sent then, it moves earlier and not later.
    """

    key: str
    heading: str
    moment: Moment | None = None
    is_early: bool = False
    is_base: bool = False
    example: str = ""
    note: Filling = EMPTY

    @property
    def repeats(self) -> bool:
        return self.moment is None


def _before(duration: Duration, at: time | None, dates: Dates, place: LocalCalendar) -> datetime:
    """Return the moment so long before the due one; never on the wrong side of it, where a time on the due day itself
    (`0d`) might be."""
    return min(place.away(dates.due, duration, at, -1), dates.due)


def _after(duration: Duration, at: time | None, dates: Dates, place: LocalCalendar) -> datetime:
    return max(place.away(dates.due, duration, at, 1), dates.due)


KINDS: tuple[StepKind, ...] = (
    StepKind(
        "before",
        "Trước hạn",
        _before,
        is_early=True,
        example="5wd",
        note=Sentence("setup.guide.steps.before"),
    ),
    StepKind("after", "Sau hạn", _after, is_base=True),
    StepKind("every", "Lặp lại mỗi", note=Sentence("setup.guide.steps.every")),
)
BY_KEY: Mapping[str, StepKind] = {one.key: one for one in KINDS}
