"""The play: three years of quarters, half years and years, day by day, and the papers that are asked for on the way."""

from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import Any

from tests.office import ZONE
from tests.three_years import acts, drawn, setting
from tests.three_years.book import Book, Duty, Word, due_of, first_day, tasks_of
from tests.three_years.setting import (
    FORM,
    HALF_YEARLY,
    LATER_FORM,
    MERGED,
    MERGED_ON,
    MERGER,
    MERGER_NAME,
    PERIODS,
    QUARTERLY,
    RENAMED_ON,
    YEARLY,
)  # fmt: skip
from tests.three_years.stage import TUAN, Stage

HALF_WAY, END = "2027-07-20 10:00", "2029-01-12 10:00"
OBSTACLES_ANSWERED = 0.5


Happening = tuple[str, str, list[Any]]
"""When, what kind of act, and of whom."""


@dataclass
class Plan:
    """When what happens. `moment`: local; acts of one moment and kind are done together."""

    at: dict[tuple[str, str], list[Any]] = field(default_factory=dict)

    def add(self, moment: str, kind: str, what: Any) -> None:
        self.at.setdefault((moment, kind), []).append(what)


def drawn_units(plan: Plan, units: dict[str, list[str]], draw: Random) -> None:
    """What units do of themselves."""
    for requirement, periods in PERIODS.items():
        for period in periods:
            gone = (MERGER,) if first_day(period) < MERGED_ON and period != "2027" else MERGED
            for unit in units[requirement]:
                if unit not in gone or (unit in MERGED and first_day(period) < MERGED_ON and period != "2027"):
                    _draw(plan, (requirement, period, unit), draw)


def opened(plan: Plan, units: dict[str, list[str]]) -> None:
    """What does not come of the units themselves."""
    for requirement, periods in PERIODS.items():
        for period in periods:
            there = MERGED if first_day(period) < MERGED_ON else (MERGER,)
            gone = (MERGER,) if first_day(period) < MERGED_ON else MERGED
            owing = [one for one in units[requirement] if one not in gone]
            assert requirement == HALF_YEARLY or {*there} <= {*owing}
            plan.add(f"{first_day(period)} 00:05", "opens", (requirement, period, owing))
            if requirement == QUARTERLY:
                plan.add(f"{first_day(period) + timedelta(days=40)} 15:00", "answers", None)
    plan.add(f"{RENAMED_ON - timedelta(days=3)} 08:00", "renames", None)
    plan.add(f"{MERGED_ON - timedelta(days=3)} 08:00", "merges", None)
    plan.add(f"{MERGED_ON} 08:00", "moves", None)
    plan.add(f"{MERGED_ON} 09:00", "changes the form", None)
    plan.add("2026-08-11 09:00", "raises", ("P02", "2.10", "doanh nghiệp chưa tìm được đối tác"))
    plan.add("2026-08-11 09:00", "raises", ("P03", "2.10", "chưa có đầu mối liên kết"))
    plan.add("2028-02-08 09:00", "raises", ("PYT", "4.2", "bác sĩ trẻ xin chuyển công tác"))
    for period, moment in (("2026-Q2", "2026-06-26"), ("2027-Q1", "2027-03-26"), ("2028-Q3", "2028-09-27")):
        plan.add(f"{moment} 16:00", "assesses", period)


def _draw(plan: Plan, place: tuple[str, str, str], draw: Random) -> None:
    requirement, period, unit = place
    due = due_of(requirement, period).astimezone(ZONE)

    def day(after: int, clock: str) -> str:
        return f"{(due + timedelta(days=after)).date()} {clock}"

    for after, clock in ((-7, "08:30"), (-1, "08:30"), (0, "13:05"), (1, "08:30"), (4, "08:30")):
        plan.add(day(after, clock), "ticks", None)
    kind = drawn.kind(draw, unit)
    if unit == MERGED[0] and period == "2027-Q2":
        kind = "missing"
    if kind.startswith("extended") or kind == "refused":
        plan.add(day(-3, "14:00"), "asks", (place, day(7, "17:00"), kind != "refused"))
    when = {
        "early": day(-6, "10:00"), "in_time": day(-1, "09:30"), "refused": day(-1, "09:30"), "nil": day(-1, "11:00"),
        "nil_late": day(3, "11:00"), "late": day(draw.choice((1, 3, 8)), "10:00"), "very_late": day(30, "10:00"),
        "extended": day(6, "10:00"), "extended_late": day(9, "10:00"), "returned": day(-6, "10:00"),
        "returned_open": day(-6, "10:00"),
    }.get(kind)  # fmt: skip
    if when is not None:
        plan.add(when, "nil" if kind.startswith("nil") else "hands in", place)
    if kind == "excused":
        plan.add(day(2, "09:00"), "is excused", place)
    if kind.startswith("returned"):
        plan.add(day(-5, "15:00"), "is returned", (place, day(-1, "16:00") if kind == "returned" else None))
    if kind == "returned":
        plan.add(day(-1, "16:00"), "mends", None)


@dataclass
class Play:
    stage: Stage
    draw: Random
    book: Book = field(default_factory=Book)
    form: tuple[setting.Asked, ...] = FORM
    returned: dict[str, list[tuple[Duty, str]]] = field(default_factory=dict)

    def run(self, until: str, moments: list[Happening]) -> list[Happening]:
        """What is left of it then."""
        due = [one for one in moments if one[0] <= until]
        for moment, kind, whats in due:
            self.stage.comes(moment)
            DOES[kind](self, whats)
        return moments[len(due) :]

    def duty(self, place: tuple[str, str, str]) -> Duty:
        return self.book.duties[place]

    def _asks(self, whats: list[Any]) -> None:
        for place, until, is_granted in whats:
            acts.asks_for_time(self.stage, self.duty(place), until, is_granted=is_granted)

    def _hands_in(self, places: list[Any]) -> None:
        given = []
        for requirement, period, unit in places:
            form = self.form if requirement == QUARTERLY else ()
            earlier = [one for one in self.book.duties.values() if (one.requirement, one.unit) == (requirement, unit)]
            before: dict[str, Word] = next((dict(one.said) for one in reversed(earlier) if one.said), {})
            said = drawn.words(self.draw, tasks_of(requirement), form, unit, before, first_day(period))
            given.append((self.duty((requirement, period, unit)), said))
        for requirement in PERIODS:
            if found := [(duty, said) for duty, said in given if duty.requirement == requirement]:
                acts.hand_in(self.stage, self.book, self.form if requirement == QUARTERLY else (), found)

    def _nil(self, places: list[Any]) -> None:
        acts.has_nothing(self.stage, self.book, [self.duty(place) for place in places])

    def _is_excused(self, places: list[Any]) -> None:
        for place in places:
            acts.is_excused(self.stage, self.duty(place))

    def _is_returned(self, whats: list[Any]) -> None:
        for place, again in whats:
            task = acts.is_returned(self.stage, self.duty(place))
            if again:
                self.returned.setdefault(again, []).append((self.duty(place), task))

    def _mends(self, _: list[Any]) -> None:
        moment = f"{self.stage.now.astimezone(ZONE):%Y-%m-%d %H:%M}"
        for duty, task in self.returned.pop(moment, ()):
            acts.mends(self.stage, self.book, duty, task, self.draw.randint(1, 99))

    def _answers(self, _: list[Any]) -> None:
        for one in self.book.obstacles:
            if one.settled is None and self.draw.random() < OBSTACLES_ANSWERED / 2:
                answer = self.draw.choice(drawn.ANSWERS) if self.draw.random() < 0.8 else ""
                acts.is_answered(self.stage, one, answer)

    def _raises(self, whats: list[Any]) -> None:
        for unit, task, text in whats:
            acts.raises(self.stage, self.book, unit, task, text)

    def _assesses(self, periods: list[Any]) -> None:
        for period in periods:
            acts.assesses(self.stage, self.book, period)

    def _opens(self, whats: list[Any]) -> None:
        for requirement, period, units in whats:
            self.book.opens(requirement, period, units)

    def _renames(self, _: list[Any]) -> None:
        self.stage.loads(setting.renamed(self.stage.setup))

    def _merges(self, _: list[Any]) -> None:
        self.stage.loads(setting.merged(self.stage.setup))
        self.stage.joins(MERGER)

    def _moves(self, _: list[Any]) -> None:
        """What is open of both goes to the new unit."""
        still = [one for one in self.book.duties.values()
                 if one.unit in MERGED and one.standing in ("missing", "returned")]  # fmt: skip
        [told] = [one.text for one in self.stage.screens[TUAN] if f"sáp nhập thành {MERGER_NAME}" in one.text]
        assert f"Còn {len(still)} báo cáo đang mở" in told, told
        self.stage.presses(TUAN, f"Chuyển sang {MERGER_NAME}")
        self.stage.presses(TUAN, self.stage.labelled(TUAN, "Đúng, làm với cả"))
        for one in still:
            self.book.opens(one.requirement, one.period, [MERGER])
            one.state, one.moved_to = "moved", MERGER

    def _changes_the_form(self, _: list[Any]) -> None:
        self.stage.loads(setting.asking_otherwise(self.stage.setup))
        self.form = LATER_FORM


DOES = {
    "opens": Play._opens, "renames": Play._renames, "merges": Play._merges, "moves": Play._moves,
    "changes the form": Play._changes_the_form, "ticks": lambda play, _: None, "asks": Play._asks,
    "nil": Play._nil, "hands in": Play._hands_in, "is excused": Play._is_excused,
    "is returned": Play._is_returned, "mends": Play._mends, "raises": Play._raises, "answers": Play._answers,
    "assesses": Play._assesses,
}  # fmt: skip


def begin(stage: Stage, seed: int) -> tuple[Play, list[Happening]]:
    """The play, and everything that is going to happen, in its order."""
    draw, plan = Random(seed), Plan()
    quarterly = [*setting.owing(stage.setup, ("CO_SO_DANG", "PHONG_BAN")), MERGER]
    units = {QUARTERLY: quarterly, YEARLY: quarterly, HALF_YEARLY: [*setting.owing(stage.setup, ("DOAN_THE",))]}
    opened(plan, units)
    drawn_units(plan, units, draw)
    order = list(DOES)
    moments = sorted(plan.at, key=lambda one: (one[0], order.index(one[1])))
    return Play(stage, draw), [(moment, kind, plan.at[moment, kind]) for moment, kind in moments]
