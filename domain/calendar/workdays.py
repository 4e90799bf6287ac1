"""Working days: Monday to Friday without public holidays, with the exchanged days ordered each year."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

_DAY = timedelta(days=1)
# A calendar with so long a pause was loaded wrong; the search for its next working day must not be endless.
_LONGEST_PAUSE = 400


class WorkCalendarError(ValueError):
    """A calendar without a working day for more than a year."""


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Which days are worked.

    off: public holidays and days given in exchange (Labour Code 2019 art. 112).
    worked: days worked although they are a weekend or a holiday; it wins over `off`.
    official_years: years whose calendar was announced; other years are an extrapolation.
    """

    off: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()
    official_years: frozenset[int] = frozenset()
    why: Mapping[date, str] = field(default_factory=dict, compare=False)  # a holiday's name, or a document

    def is_working(self, day: date) -> bool:
        """Say whether offices work on this day."""
        return day in self.worked or (day.weekday() < 5 and day not in self.off)

    def is_provisional(self, day: date) -> bool:
        """Say whether the calendar of this day's year is not official yet, so that the day may still change."""
        return day.year not in self.official_years

    def specials(self, first: date, last: date) -> Iterator[tuple[date, str]]:
        """Yield weekdays that are off and weekend days that are worked, from `first` to `last`, each with why."""
        for day in sorted(self.off | self.worked):
            usual = day.weekday() < 5
            if first <= day <= last and self.is_working(day) is not usual:
                yield day, self.why.get(day, "")

    def on_or_after(self, day: date) -> date:
        """Return the day itself if worked, else the next working day (Civil Code 2015 art. 148.5)."""
        return self._seek(day, _DAY)

    def on_or_before(self, day: date) -> date:
        """Return the day itself if worked, else the working day before it."""
        return self._seek(day, -_DAY)

    def shift(self, day: date, count: int) -> date:
        """Return the n-th working day after `day` (n > 0), before it (n < 0), or `day` itself (n = 0).

        `day` is not counted, whether worked or not (Civil Code 2015 art. 147.2).
        """
        step = _DAY if count > 0 else -_DAY
        for _ in range(abs(count)):
            day = self._seek(day + step, step)
        return day

    def _seek(self, day: date, step: timedelta) -> date:
        for _ in range(_LONGEST_PAUSE):
            if self.is_working(day):
                return day
            day += step
        raise WorkCalendarError(f"no working day within {_LONGEST_PAUSE} days of {day}")
