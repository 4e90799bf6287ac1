"""What was sent, by whom and when: written down as people type it, and counted without the program."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from tests.office import ZONE, local
from tests.three_years import setting
from tests.three_years.setting import HALF_YEARLY, QUARTERLY, YEARLY, Asked

STATUSES = ("done", "in_progress", "not_started", "nothing")


@dataclass(frozen=True)
class Document:
    number: str
    day: date

    @property
    def told(self) -> str:
        return f"số {self.number} ngày {self.day:%d/%m/%Y}"


@dataclass(frozen=True)
class Word:
    """What a report says of a task."""

    status: str
    percent: int | None = None
    result: str = ""
    obstacle: str = ""
    proposal: str = ""
    given: Mapping[str, float | Document] = field(default_factory=dict)  # by the field's code

    @property
    def progress(self) -> float | None:
        return {"done": 100, "not_started": 0, "in_progress": self.percent}.get(self.status)


NOTHING = Word("nothing")


@dataclass(frozen=True)
class Report:
    """A revision. `due`: as it stood then."""

    at: datetime
    due: datetime
    form: tuple[Asked, ...]
    said: Mapping[str, Word]
    nil: bool = False
    said_at: Mapping[str, datetime] = field(default_factory=dict)  # of tasks that an earlier revision spoke of first


@dataclass
class Duty:
    """What a unit owes for a period. `state`: asked, returned, excused, moved."""

    requirement: str
    period: str
    unit: str
    original: datetime
    due: datetime
    state: str = "asked"
    reports: list[Report] = field(default_factory=list)
    moved_to: str = ""

    @property
    def standing(self) -> str:
        if self.state != "asked":
            return self.state
        if not self.reports:
            return "missing"
        first = self.reports[0]
        return "on_time" if first.at <= first.due else "late"

    @property
    def is_in(self) -> bool:
        return self.standing in ("on_time", "late")

    @property
    def said(self) -> Mapping[str, Word]:
        """By task, in the report that counts."""
        if not self.is_in:
            return {}
        last = self.reports[-1]
        return dict.fromkeys(tasks_of(self.requirement), NOTHING) if last.nil else last.said

    @property
    def form(self) -> dict[str, Asked]:
        return {one.code: one for one in self.reports[-1].form} if self.is_in else {}

    @property
    def number(self) -> str:
        return f"{self.requirement}/{self.period}/{self.unit}/{len(self.reports)}"

    def is_overdue(self, now: datetime) -> bool:
        return self.standing in ("missing", "returned") and self.due < now

    @property
    def is_extended(self) -> bool:
        due = self.reports[0].due if self.is_in else self.due
        return due > self.original and self.standing not in ("excused", "moved")


@dataclass
class Obstacle:
    unit: str
    task: str
    kind: str
    text: str
    since: datetime
    duty: tuple[str, str] | None  # requirement and period, where a report raised it
    number: str | None  # of the report that said it last
    answer: str = ""
    settled: datetime | None = None
    withdrawn: bool = False
    texts: list[str] = field(default_factory=list)  # earlier wordings

    def days(self, now: datetime) -> int:
        until = self.settled or now
        return (until.astimezone(ZONE).date() - self.since.astimezone(ZONE).date()).days


@dataclass
class Book:
    duties: dict[tuple[str, str, str], Duty] = field(default_factory=dict)
    obstacles: list[Obstacle] = field(default_factory=list)
    narratives: list[tuple[str, str, str]] = field(default_factory=list)  # period, part, text

    def opens(self, requirement: str, period: str, units: Iterator[str] | list[str]) -> None:
        due = due_of(requirement, period)
        for unit in units:
            self.duties.setdefault((requirement, period, unit), Duty(requirement, period, unit, due, due))

    def of(self, requirement: str, period: str) -> list[Duty]:
        return [one for one in self.duties.values() if (one.requirement, one.period) == (requirement, period)]

    def within(self, periods: list[tuple[str, str]]) -> list[Duty]:
        return [one for place in periods for one in self.of(*place)]

    def takes(self, duty: Duty, report: Report) -> None:
        """A report goes in, and what it says is in the way with it."""
        before = self._numbers_before(duty)
        duty.state, corrects = "asked", bool(duty.reports)
        duty.reports.append(report)
        for task, word in report.said.items():
            for kind in ("obstacle", "proposal"):
                text = getattr(word, kind)
                carried = [
                    one for one in self.obstacles
                    if (one.task, one.kind, one.text) == (task, kind, text)
                    and one.number in before and one.settled and not one.withdrawn
                ]  # fmt: skip
                if carried:  # it was settled, and is said again as it was
                    carried[0].number = duty.number
                else:
                    self._is_said(duty, task, kind, text, report.at, corrects=corrects)

    def with_parts(self, duty: Duty, typed: Mapping[str, Word]) -> dict[str, Word]:
        """What a yearly report says once this was typed: it opened with the results of the year's quarters."""
        if duty.requirement != YEARLY:
            return dict(typed)
        quarters = [self.duties.get((QUARTERLY, f"{duty.period}-Q{number}", duty.unit)) for number in (1, 2, 3, 4)]
        said = [one.said for one in quarters if one is not None and one.is_in and not one.reports[-1].nil]
        found = {}
        for task, word in typed.items():
            texts = [one[task].result for one in said if task in one and one[task].result]
            last = list(reversed(dict.fromkeys(reversed(texts))))  # what was said again stands where it was said last
            is_of_the_parts = word.status != "nothing" and not word.result
            found[task] = replace(word, result="; ".join(last)) if is_of_the_parts else word
        return found

    def _numbers_before(self, duty: Duty) -> set[str]:
        """The report of the period before, and the revision before."""
        place = last_day(duty.period)
        earlier = [
            one for one in self.duties.values()
            if (one.requirement, one.unit) == (duty.requirement, duty.unit)
            and one.reports and last_day(one.period) < place
        ]  # fmt: skip
        found = max(earlier, key=lambda one: last_day(one.period), default=None)
        return {one.number for one in (found, duty) if one is not None and one.reports}

    def _is_said(self, duty: Duty, task: str, kind: str, text: str, at: datetime, *, corrects: bool) -> None:
        """No text of the play has all the words of another: what is worded otherwise is something else."""
        place = (duty.requirement, duty.period)
        open_ones = [
            one for one in self.obstacles
            if (one.unit, one.task, one.kind) == (duty.unit, task, kind) and one.settled is None
        ]  # fmt: skip
        same = [one for one in open_ones if one.text == text]
        own = [one for one in open_ones if corrects and one.duty == place]
        if text and not same and not own:
            self.obstacles.append(Obstacle(duty.unit, task, kind, text, at, place, duty.number))
        elif text:
            said = (same or own)[0]
            if said.text != text:
                said.texts.append(said.text)
            said.text, said.number = text, duty.number
        for one in own:
            if one.number != duty.number or not text:
                one.withdrawn, one.settled = True, at


# The calendar, by hand


def periods_until(moment: datetime) -> list[tuple[str, str]]:
    """Every period that has ended or opened by then, in the order of their ends and due moments."""
    found = [(requirement, key) for requirement, keys in setting.PERIODS.items() for key in keys]
    opened = [place for place in found if local(f"{first_day(place[1])} 00:00") <= moment]
    order = {QUARTERLY: 0, YEARLY: 1, HALF_YEARLY: 2}
    return sorted(opened, key=lambda place: (last_day(place[1]), due_of(*place), order[place[0]]))


def first_day(key: str) -> date:
    year, _, part = key.partition("-")
    month = {"": 1, "H1": 1, "H2": 7, "Q1": 1, "Q2": 4, "Q3": 7, "Q4": 10}[part]
    return date(int(year), month, 1)


def last_day(key: str) -> date:
    year, _, part = key.partition("-")
    month, day = {"": (12, 31), "H1": (6, 30), "H2": (12, 31), "Q1": (3, 31), "Q2": (6, 30), "Q3": (9, 30),
                  "Q4": (12, 31)}[part]  # fmt: skip
    return date(int(year), month, day)


def due_of(requirement: str, key: str) -> datetime:
    """17:00 of the day that the setup names; of a weekend's day on Monday."""
    day = last_day(key).replace(day={QUARTERLY: 17, YEARLY: 18, HALF_YEARLY: 20}[requirement])
    day += timedelta(days={5: 2, 6: 1}.get(day.weekday(), 0))
    return local(f"{day} 17:00")


@cache
def tasks_of(requirement: str) -> list[str]:
    if requirement == QUARTERLY:
        return ["1.1", "2.7", "3.1", "4.8", "5.2", "6.2", "T.1"]
    every = [one["code"] for one in setting.example()["plans"][0]["tasks"]]
    return ["T.3"] if requirement == HALF_YEARLY else [code for code in every if code not in ("T.2", "T.3")]


# Rounding, by hand: one decimal, half up; nothing is 100 that is not all, nor 0 that is not none


def rounded(exact: Decimal, decimals: int = 1) -> float:
    step = Decimal(1).scaleb(-decimals)
    found = exact.quantize(step, ROUND_HALF_UP)
    if found != exact and found in (0, 100):
        found += step if exact > found else -step
    return float(found)


def mean(values: list[float]) -> float | None:
    return rounded(sum((Decimal(str(one)) for one in values), Decimal(0)) / len(values)) if values else None


def share(part: float, whole: float) -> float | None:
    return rounded(Decimal(str(part)) * 100 / Decimal(str(whole))) if whole else None


def told(number: float | None) -> str:
    """As people write it: `1.234,5`."""
    if number is None:
        return ""
    whole, _, rest = f"{number:,.6f}".rstrip("0").rstrip(".").partition(".")
    return whole.replace(",", ".") + (f",{rest}" if rest else "")


def percent(number: float | None) -> str:
    return "" if number is None else f"{told(number)} %"
