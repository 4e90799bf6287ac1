"""What a reminder policy says: its steps, its quiet hours, and whether days off count."""

from dataclasses import dataclass
from datetime import datetime, time

from domain.calendar.durations import Duration
from domain.calendar.quiet_hours import QuietHours
from domain.reminders.kinds import BY_KEY, Dates, LocalCalendar


class PolicyError(ValueError):
    """A reminder step that makes no sense."""


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a policy: remind so long before or after the due moment, or again and again after that.

    at: local time of day, for steps counted in days only. to: the roles to remind. Raises PolicyError.
    """

    kind: str  # the key of one of KINDS
    duration: Duration
    at: time | None = None
    to: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.kind not in BY_KEY:
            *others, last = BY_KEY
            raise PolicyError(f"unknown kind of step {self.kind!r}: use {', '.join(others)} or {last}")
        if self.at is not None and not self.duration.in_days:
            raise PolicyError(f"{self}: a time of day goes with days (wd, d) only")
        if self.repeats and not self.duration.amount:
            raise PolicyError(f"{self}: it must last some time")

    def __str__(self) -> str:
        return f"{self.kind}-{self.duration}"

    @property
    def repeats(self) -> bool:
        return BY_KEY[self.kind].repeats

    def moment(self, dates: Dates, place: LocalCalendar) -> datetime:
        """Return where it falls, before quiet hours are looked at; not for one that repeats."""
        kind = BY_KEY[self.kind]
        assert kind.moment is not None
        return kind.moment(self.duration, self.at, dates, place)


@dataclass(frozen=True, slots=True)
class Policy:
    """How insistently to remind; quiet hours are local, days off those of the organisation's calendar."""

    steps: tuple[Step, ...]
    quiet: QuietHours | None = None
    working_days_only: bool = False
