"""When people may be written to: not in quiet hours and, where a policy says so, on working days only."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.calendar.durations import parse_clock, parse_time
from domain.calendar.workdays import WorkCalendar

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)


class QuietHoursError(ValueError):
    """Quiet hours that are empty, cover the whole day, or are not whole minutes."""


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From `start` up to but without `end`, local time, across midnight when start is later than end.

    An end of 00:00 is midnight. Whole minutes, so that at least one minute of a day is left to write in.
    Raises QuietHoursError.
    """

    start: time
    end: time

    def __post_init__(self) -> None:
        if self.start == self.end:
            raise QuietHoursError("quiet hours must start and end at different times")
        if any(t.second or t.microsecond or t.tzinfo for t in (self.start, self.end)):
            raise QuietHoursError("quiet hours are local times in whole minutes")

    def contain(self, at: time) -> bool:
        """Say whether a local time of day is quiet."""
        if self.start < self.end:
            return self.start <= at < self.end
        return at >= self.start or at < self.end


def parse_quiet_hours(start: str, end: str) -> QuietHours:
    """Read `20:00` and `07:30`; the end may be `24:00`. Raise ClockError or QuietHoursError."""
    return QuietHours(parse_time(start), time() if parse_clock(end).minutes == 24 * 60 else parse_time(end))


@dataclass(frozen=True, slots=True)
class SendingHours:
    """The instants at which people may be written to; `calendar` is None where days off do not matter.

    Each answer is an allowed instant; an allowed instant is its own answer. Clock changes are survived: every
    step moves at least a minute, so no search can stand still in an hour that is skipped or repeated.
    """

    zone: ZoneInfo
    quiet: QuietHours | None = None
    calendar: WorkCalendar | None = None

    def allow(self, moment: datetime) -> bool:
        """Say whether people may be written to at this instant."""
        local = moment.astimezone(self.zone)
        return not self._is_quiet(local) and not self._is_off(local)

    def earlier(self, moment: datetime) -> datetime:
        """Return an allowed instant at or before: a minute before quiet hours, the same time on a working day."""
        while not self.allow(moment):
            local = moment.astimezone(self.zone)
            quiet = self._is_quiet(local)
            target = self._quiet_start(local) - _MINUTE if quiet else self._on(local, -1, local.time())
            moment = min(target, moment - _MINUTE)
        return moment

    def later(self, moment: datetime) -> datetime:
        """Return an allowed instant at or after: the end of quiet hours, the same time on the next working day."""
        return self._later(moment, keep_time=True)

    def next_allowed(self, moment: datetime) -> datetime:
        """Return the first allowed instant at or after; a working day starts when its quiet hours end, or at 00:00."""
        return self._later(moment, keep_time=False)

    def _later(self, moment: datetime, *, keep_time: bool) -> datetime:
        while not self.allow(moment):
            local = moment.astimezone(self.zone)
            if self._is_quiet(local):
                target = self._quiet_end(local)
            else:
                target = self._on(local, 1, local.time() if keep_time else time())
            moment = max(target, moment + _MINUTE)
        return moment

    def _is_quiet(self, local: datetime) -> bool:
        return self.quiet is not None and self.quiet.contain(local.time())

    def _is_off(self, local: datetime) -> bool:
        return self.calendar is not None and not self.calendar.is_working(local.date())

    def _quiet_start(self, local: datetime) -> datetime:
        assert self.quiet is not None
        day = local.date() if local.time() >= self.quiet.start else local.date() - _DAY
        return datetime.combine(day, self.quiet.start, self.zone).astimezone(UTC)

    def _quiet_end(self, local: datetime) -> datetime:
        assert self.quiet is not None
        day = local.date() if local.time() < self.quiet.end else local.date() + _DAY
        return datetime.combine(day, self.quiet.end, self.zone).astimezone(UTC)

    def _on(self, local: datetime, direction: int, at: time) -> datetime:
        """Return that time on the nearest working day in a direction."""
        assert self.calendar is not None
        seek = self.calendar.on_or_after if direction > 0 else self.calendar.on_or_before
        return datetime.combine(seek(local.date()), at, self.zone).astimezone(UTC)
