"""What a book comes to: the counts of reports, tasks, indicators, documents and units, each by hand."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from tests.office import ZONE
from tests.three_years import setting
from tests.three_years.book import STATUSES, Book, Document, Duty, Word, last_day, mean, rounded, share, tasks_of
from tests.three_years.setting import MERGED, MERGER, Asked

COUNTS = ("expected", "submitted", "on_time", "late", "nil", "returned", "missing", "excused", "moved")
Place = tuple[str, str]  # requirement, period


def names() -> dict[str, str]:
    """The units' names of today, by their codes."""
    found = {one["code"]: one["name"] for one in setting.example()["units"]}
    return found | {setting.RENAMED: setting.NEW_NAME, MERGER: setting.MERGER_NAME}


NAMES = names()
TASKS = {one["code"]: one["title"] for one in setting.example()["plans"][0]["tasks"]}
GROUPS = {one["code"]: one["title"] for one in setting.example()["plans"][0]["task_groups"]}
GROUP_OF = {one["code"]: GROUPS[one["group"]] for one in setting.example()["plans"][0]["tasks"]}


def called(unit: str, day: date) -> str:
    """What it was called then."""
    return setting.OLD_NAME if unit == setting.RENAMED and day < setting.RENAMED_ON else NAMES[unit]


def today(then: str, unit: str) -> str:
    """A name of then, with what the unit is called by now, or what came after it."""
    now = setting.MERGER_NAME if unit in MERGED else NAMES[unit]
    return then if then == now else f"{then} (nay {now})"


def called_in(duty: Duty) -> str:
    return called(duty.unit, last_day(duty.period))


def counts(duties: Iterable[Duty]) -> Counter[str]:
    found: Counter[str] = Counter()
    for one in duties:
        standing = one.standing
        found[standing] += 1
        found["expected"] += standing not in ("excused", "moved")
        found["submitted"] += one.is_in
        found["originally"] += one.is_in and one.reports[0].at <= one.original
        found["extended"] += one.is_extended
        found["nil"] += one.is_in and all(word.status == "nothing" for word in one.said.values())
    return found


@dataclass(frozen=True)
class Standing:
    """Units by status, and the mean of those that say how far they are."""

    by_status: dict[str, int]
    mean: float | None
    known: int

    @property
    def reported(self) -> int:
        return sum(self.by_status.values())

    @property
    def is_partly_known(self) -> bool:
        return 0 < self.known < self.reported - self.by_status["nothing"]


def standing(words: Iterable[Word]) -> Standing:
    said = list(words)
    known = [one.progress for one in said if one.progress is not None]
    return Standing({status: sum(one.status == status for one in said) for status in STATUSES}, mean(known), len(known))


def at_end(book: Book, place: Place, task: str) -> Standing:
    return standing(one.said[task] for one in book.of(*place) if task in one.said)


@dataclass(frozen=True)
class Last:
    """What a unit said last of a task, and where."""

    duty: Duty
    task: str

    @property
    def word(self) -> Word:
        return self.duty.said[self.task]

    @property
    def place(self) -> tuple[date, datetime]:
        report = self.duty.reports[-1]
        return last_day(self.duty.period), report.said_at.get(self.task, report.at)


def last_words(book: Book, periods: Sequence[Place], task: str) -> dict[str, Last]:
    """By unit: the last that is not "nothing", where there is one; of merged units until the new one says something."""
    every: dict[str, list[Last]] = {}
    for duty in book.within(list(periods)):
        if task in duty.said:
            every.setdefault(duty.unit, []).append(Last(duty, task))
    found = {}
    for unit, said in every.items():
        firm = [one for one in said if one.word.status != "nothing"]
        found[unit] = sorted(firm or said, key=lambda one: one.place)[-1]
    old = [unit for unit in MERGED if unit in found]
    if MERGER in found and found[MERGER].word.status != "nothing":
        gone = old
    elif any(found[unit].word.status != "nothing" for unit in old):
        gone = [MERGER, *(unit for unit in old if found[unit].word.status == "nothing" and MERGER in found)]
    else:
        gone = old if MERGER in found else []
    return {unit: one for unit, one in found.items() if unit not in gone}


def silent(book: Book, periods: Sequence[Place], task: str) -> int:
    """How many were asked about it and have not said how it stands; of merged units none that the new one is asked."""
    duties = [one for one in book.within(list(periods)) if task in tasks_of(one.requirement)]
    asked = {one.unit for one in duties if one.standing not in ("excused", "moved")}
    heard = {one.unit for one in duties if task in one.said}
    asked -= {*MERGED} if MERGER in asked | heard else set()
    heard |= {MERGER} if heard & {*MERGED} else set()
    return len(asked - heard)


def goes_on(one: Standing, silent: int) -> bool:
    return bool(silent or one.by_status["in_progress"] or one.by_status["not_started"] or not one.reported)


def is_finished(one: Standing, silent: int) -> bool:
    return one.by_status["done"] > 0 and not goes_on(one, silent)


@dataclass(frozen=True)
class Course:
    """From the first to the last period of a report with a per cent: over the units with one in both."""

    first: Place
    last: Place
    then: float
    now: float
    units: int
    are_all: bool


def course(book: Book, periods: Sequence[Place], task: str) -> Course | None:
    """Of the report that has most periods to tell of."""
    found = []
    for requirement in dict.fromkeys(one for one, _ in periods):
        known = [(place, far) for place in periods if place[0] == requirement and (far := _far(book, place, task))]
        if len(known) < 2:
            continue
        (first, then), (last, now) = known[0], known[-1]
        units = then.keys() & now.keys()
        means = [mean([far[one] for one in units]) for far in (then, now)]
        if means[0] is not None and means[1] is not None:
            are_all = len(units) == len(then) == len(now)
            found.append((len(known), Course(first, last, means[0], means[1], len(units), are_all)))
    return max(found, key=lambda one: one[0])[1] if found else None


def _far(book: Book, place: Place, task: str) -> dict[str, float]:
    words = {one.unit: one.said[task].progress for one in book.of(*place) if task in one.said}
    return {unit: far for unit, far in words.items() if far is not None}


def last_results(book: Book, periods: Sequence[Place], task: str) -> dict[str, Last]:
    every: dict[str, list[Last]] = {}
    for duty in book.within(list(periods)):
        if task in duty.said and duty.said[task].result:
            every.setdefault(duty.unit, []).append(Last(duty, task))
    found = {unit: sorted(said, key=lambda one: one.place)[-1] for unit, said in every.items()}
    return {unit: one for unit, one in found.items() if not (unit in MERGED and MERGER in found)}


@dataclass(frozen=True)
class Point:
    """A field in a period, as it was asked there. `units`: who gave a number, in the order of their names."""

    period: Place
    asked: Asked
    lines: dict[str, float]
    value: float
    target: float | None
    order: tuple[str, ...] = ()  # the units, who said theirs last first

    @property
    def share(self) -> float | None:
        return None if not self.target else share(self.value, self.target)


def point(book: Book, place: Place, asked: Asked) -> Point | None:
    """Over the answers to just this form; those to another are in another point."""
    given = {one.unit: (one, _answer(one, asked)) for one in book.of(*place)}
    lines = {unit: value for unit, (_, value) in given.items() if value is not None}
    duties = [given[unit][0] for unit in lines]
    if not duties:
        return None
    order = sorted(by_name(duties), key=lambda one: Last(one, asked.task).place[1], reverse=True)
    value = over([*lines.values()], asked, lines[order[0].unit])
    target = None if asked.target is None else asked.target * (len(lines) if asked.over == "sum" else 1)
    return Point(place, asked, lines, value, target, tuple(one.unit for one in order))


def by_name(duties: Iterable[Duty]) -> list[Duty]:
    from domain.text import vietnamese_key

    return sorted(duties, key=lambda one: (vietnamese_key(called_in(one)), one.unit))


def _answer(duty: Duty, asked: Asked) -> float | None:
    word = duty.said.get(asked.task)
    value = None if word is None else word.given.get(asked.code)
    is_so = duty.form.get(asked.code) == asked
    return value if is_so and isinstance(value, int | float) else None


def over(values: Sequence[float], asked: Asked, last: float | None) -> float:
    """Taken together as the form says; a mean has the decimals of the longest number, one at least."""
    exact = [Decimal(str(one)) for one in values]
    if asked.over == "mean":
        places = max(1, *(-int(one.normalize().as_tuple().exponent) for one in exact))
        return rounded(sum(exact, Decimal(0)) / len(exact), places)
    if asked.over == "last":
        assert last is not None
        return float(last)
    return float(max(exact) if asked.over == "max" else sum(exact, Decimal(0)))


def series(book: Book, periods: Sequence[Place]) -> list[list[Point]]:
    """Each field, in each form that there was, over the periods."""
    forms = dict.fromkeys((*setting.FORM, *setting.LATER_FORM))
    found = [
        [one for place in periods if place[0] == setting.QUARTERLY and (one := point(book, place, asked)) is not None]
        for asked in forms if asked.kind == "number"
    ]  # fmt: skip
    return [one for one in found if one]


def together(points: Sequence[Point]) -> tuple[float, float | None, float | None]:
    """What a field comes to over the periods, what it was to come to, and the share."""
    asked = points[-1].asked
    value = over([one.value for one in points], asked, points[-1].value)
    targets = [one.target for one in points if one.target is not None]
    target = over(targets, asked, targets[-1]) if len(targets) == len(points) else None
    return value, target, None if not target else share(value, target)


def documents(book: Book, periods: Sequence[Place]) -> list[tuple[Duty, Document]]:
    """Each once, in the order of the periods and names."""
    found: dict[tuple[str, str], tuple[Duty, Document]] = {}
    for place in periods:
        for duty in by_name(book.of(*place)):
            for word in duty.said.values():
                for value in word.given.values():
                    if isinstance(value, Document):
                        found.setdefault((duty.unit, value.number + str(value.day)), (duty, value))
    return list(found.values())


def without(book: Book, periods: Sequence[Place]) -> tuple[int, set[str]]:
    """How many units were asked for a document, the merged ones not beside the new one; and who has none."""
    duties = [one for one in book.within(list(periods)) if one.requirement == setting.QUARTERLY]
    asked = {one.unit for one in duties if one.standing not in ("excused", "moved")}
    asked -= {*MERGED} if MERGER in asked else set()
    having = {duty.unit for duty, _ in documents(book, periods)}
    having |= {MERGER} if having & {*MERGED} else set()
    return len(asked), asked - having


@dataclass(frozen=True)
class Record:
    """How a unit kept its due moments."""

    unit: str
    duties: Sequence[Duty]
    counts: Counter[str]
    late: Sequence[Duty]
    overdue: int

    @property
    def is_always_on_time(self) -> bool:
        return self.counts["on_time"] > 0 and not self.late


def records(book: Book, periods: Sequence[Place], now: datetime) -> list[Record]:
    by_unit: dict[str, list[Duty]] = {}
    for duty in book.within(list(periods)):
        by_unit.setdefault(duty.unit, []).append(duty)
    return [
        Record(
            unit, duties, counts(duties), [one for one in duties if one.standing == "late" or one.is_overdue(now)],
            sum(one.is_overdue(now) for one in duties),
        )
        for unit, duties in by_unit.items()
    ]  # fmt: skip


def days_late(duty: Duty, now: datetime) -> int:
    """Calendar days between the due day and the day it came, or today."""
    until = duty.reports[0].at if duty.is_in else now
    due = duty.reports[0].due if duty.is_in else duty.due
    return (until.astimezone(ZONE).date() - due.astimezone(ZONE).date()).days


def tasks_asked(periods: Sequence[Place]) -> list[str]:
    asked = {task for requirement, _ in periods for task in tasks_of(requirement)}
    return [task for task in TASKS if task in asked]
