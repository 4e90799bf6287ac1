"""The instants at which a policy reminds of one due moment: a timeline that is computed, never stored.

A timeline is asked for what lies before or after an instant and never walked from its start, so that the
answer after a year of downtime costs no more than the answer on time.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from domain.calendar.quiet_hours import SendingHours
from domain.reminders.kinds import BY_KEY, Dates, LocalCalendar
from domain.reminders.policy import Policy, Step

LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One reminder to give.

    key: unique within an obligation and always the same for the same reminder; it holds the due moment, so
    that an extension starts a new series: `20261217T1000Z/before-5wd`, `20261217T1000Z/every-5wd-3`.
    step: the policy's step; where several steps fall on one instant, the last of them with the roles of all.
    moment: UTC.
    """

    key: str
    step: Step
    moment: datetime


@dataclass(frozen=True, slots=True)
class Superseded:
    """A reminder whose time passed while nobody was reminded, replaced by a later one.

    count is above 1 for a run of repeats, of which `occurrence` is the last; it counts repeats as the policy
    counts them, also those that quiet hours would have put on one instant.
    """

    occurrence: Occurrence
    count: int = 1


@dataclass(frozen=True, slots=True)
class Single:
    """A step that does not repeat: one occurrence."""

    occurrence: Occurrence

    def latest(self, now: datetime) -> Occurrence | None:
        return self.occurrence if self.occurrence.moment <= now else None

    def following(self, now: datetime) -> Occurrence | None:
        return self.occurrence if self.occurrence.moment > now else None

    def missed(self, after: datetime, before: datetime) -> Superseded | None:
        return Superseded(self.occurrence) if after < self.occurrence.moment < before else None


@dataclass(frozen=True, slots=True)
class Repeat:
    """A step that repeats: 1, 2, … without end, repeat k being k times the step's duration after `base`.

    Repeats that sending hours put on one instant are one occurrence, numbered as the last of them. Moments
    never decrease with the number, so that the number at an instant is found by bisection.
    """

    key: str
    step: Step
    base: datetime
    place: LocalCalendar
    hours: SendingHours

    def moment(self, number: int) -> datetime:
        return _later(self.hours, self.step, self.place.away(self.base, self.step.duration, self.step.at, number))

    def latest(self, now: datetime) -> Occurrence | None:
        number = self._count(now)
        return self._occurrence(number) if number else None

    def following(self, now: datetime) -> Occurrence:
        moment = self.moment(1 + self._count(now))
        return self._occurrence(self._count(moment))

    def missed(self, after: datetime, before: datetime) -> Superseded | None:
        last = bisect_left(self._numbers(before), before, key=self.moment)
        count = last - self._count(after)
        return Superseded(self._occurrence(last), count) if count > 0 else None

    def _count(self, until: datetime) -> int:
        """Return the number of the last repeat at or before an instant; 0 when there is none."""
        return bisect_right(self._numbers(until), until, key=self.moment)

    def _occurrence(self, number: int) -> Occurrence:
        return Occurrence(f"{self.key}-{number}", self.step, self.moment(number))

    def _numbers(self, until: datetime) -> range:
        """Return 1, 2, … at least as far as any repeat at or before `until` can be."""
        # A step with a time of day may come up to a day sooner than whole days after the base.
        slack = timedelta(days=2) if self.step.duration.in_days else timedelta()
        return range(1, max(0, (until - self.base + slack) // self.step.duration.nominal) + 1)


Series = Single | Repeat


@dataclass(frozen=True, slots=True)
class Timeline:
    """All the reminders of one due moment."""

    series: tuple[Series, ...]

    def latest(self, now: datetime) -> Occurrence | None:
        """Return the last reminder at or before `now`."""
        found = [o for s in self.series if (o := s.latest(now))]
        return _together(found, max(o.moment for o in found)) if found else None

    def following(self, now: datetime) -> Occurrence | None:
        """Return the first reminder after `now`; None when there is no more."""
        found = [o for s in self.series if (o := s.following(now))]
        return _together(found, min(o.moment for o in found)) if found else None

    def missed(self, after: datetime, before: datetime) -> tuple[Superseded, ...]:
        """Return the reminders strictly between two instants, by their moment; a run of repeats is one item."""
        found = [m for s in self.series if (m := s.missed(after, before))]
        return tuple(sorted(found, key=lambda m: m.occurrence.moment))


def timeline(policy: Policy, dates: Dates, place: LocalCalendar, hours: SendingHours) -> Timeline:
    """Return all reminders of a due moment under a policy; repeats count from the last `after`, else from due."""
    steps = list(zip(_keys(policy, dates.due), policy.steps, strict=True))
    fixed = [Occurrence(key, step, _fixed_moment(step, dates, place, hours)) for key, step in steps if not step.repeats]
    base = max((o.moment for o in fixed if BY_KEY[o.step.kind].is_base), default=dates.due)
    repeats = [Repeat(key, step, base, place, hours) for key, step in steps if step.repeats]
    return Timeline((*map(Single, fixed), *repeats))


def _fixed_moment(step: Step, dates: Dates, place: LocalCalendar, hours: SendingHours) -> datetime:
    moment = step.moment(dates, place)
    return hours.earlier(moment) if BY_KEY[step.kind].is_early else _later(hours, step, moment)


def _later(hours: SendingHours, step: Step, moment: datetime) -> datetime:
    """Return the next moment that is allowed. Days keep their time of day (08:30 stays 08:30 on Monday); elapsed time
    ends as soon as is allowed."""
    return hours.later(moment) if step.duration.in_days else hours.next_allowed(moment)


def _together(found: list[Occurrence], moment: datetime) -> Occurrence:
    """Return the one reminder at an instant: the last step that falls on it, told to the people of all that do."""
    same = [o for o in found if o.moment == moment]
    roles = dict.fromkeys(role for o in same for role in o.step.to)
    return replace(same[-1], step=replace(same[-1].step, to=tuple(roles)))


def _keys(policy: Policy, due: datetime) -> list[str]:
    """Return one key a step, in order; a step that comes a second time has `~2` after it."""
    stamp, seen = _stamp(due), Counter[str]()
    keys = []
    for name in map(str, policy.steps):
        seen[name] += 1
        keys.append(f"{stamp}/{name}" + (f"~{seen[name]}" if seen[name] > 1 else ""))
    return keys


def _stamp(due: datetime) -> str:
    """Return the moment as `20261217T1000Z`; seconds only where there are any."""
    seconds = "%S.%f" if due.microsecond else "%S" if due.second else ""
    return due.astimezone(UTC).strftime(f"%Y%m%dT%H%M{seconds}Z")
