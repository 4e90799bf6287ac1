from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, pairwise
from time import process_time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar.durations import Duration, parse_duration
from domain.calendar.quiet_hours import QuietHours, QuietHoursError, SendingHours, parse_quiet_hours
from domain.calendar.workdays import WorkCalendar
from domain.reminders.decide import (
    Occurrence,
    Policy,
    PolicyError,
    ReminderDecision,
    Step,
    current,
    decide,
    occurrences,
    sending_hours,
)
from domain.reminders.kinds import LocalCalendar
from domain.reminders.series import Repeat
from tests.each import each

VN = ZoneInfo("Asia/Ho_Chi_Minh")
PLAIN = WorkCalendar()
HALF_PAST_EIGHT = time(8, 30)
MORNING = QuietHours(time(20), time(7, 30))
MINUTE = timedelta(minutes=1)


def at(*parts: int) -> datetime:
    """A moment in Viet Nam."""
    year, month, day, *rest = parts
    return datetime(year, month, day, *rest, tzinfo=VN).astimezone(UTC)  # type: ignore[misc,arg-type]


def before(duration: str, at: time | None = None, *to: str) -> Step:
    return Step("before", parse_duration(duration), at, to)


def after(duration: str, at: time | None = None, *to: str) -> Step:
    return Step("after", parse_duration(duration), at, to)


def every(duration: str, at: time | None = None, *to: str) -> Step:
    return Step("every", parse_duration(duration), at, to)


STANDARD = Policy(
    (
        before("5wd", HALF_PAST_EIGHT, "focal_point"),
        before("1wd", HALF_PAST_EIGHT, "focal_point"),
        before("4h", None, "focal_point", "deputy"),
        after("1wd", HALF_PAST_EIGHT, "focal_point", "deputy"),
        after("3wd", HALF_PAST_EIGHT, "focal_point", "unit_leader"),
        every("5wd", HALF_PAST_EIGHT, "focal_point", "unit_leader", "coordinator"),
    ),
    quiet=MORNING,
    working_days_only=True,
)
QUICK = Policy((before("60s"), before("20s"), after("10s"), every("30s")))
QUARTER_DUE = at(2026, 12, 17, 17)


def first(policy: Policy, due: datetime, count: int, calendar: WorkCalendar = PLAIN) -> list[Occurrence]:
    return list(islice(occurrences(policy, due, VN, calendar), count))


def moments(found: Iterable[Occurrence]) -> list[datetime]:
    return [occurrence.moment for occurrence in found]


def ask(policy: Policy, due: datetime, handled: datetime | None, now: datetime) -> ReminderDecision:
    return decide(policy, due=due, handled_through=handled, now=now, zone=VN, calendar=PLAIN)


def test_the_reminders_of_a_quarterly_report() -> None:
    assert [(o.key, o.moment) for o in first(STANDARD, QUARTER_DUE, 7)] == [
        ("20261217T1000Z/before-5wd", at(2026, 12, 10, 8, 30)),
        ("20261217T1000Z/before-1wd", at(2026, 12, 16, 8, 30)),
        ("20261217T1000Z/before-4h", at(2026, 12, 17, 13)),
        ("20261217T1000Z/after-1wd", at(2026, 12, 18, 8, 30)),
        ("20261217T1000Z/after-3wd", at(2026, 12, 22, 8, 30)),
        ("20261217T1000Z/every-5wd-1", at(2026, 12, 29, 8, 30)),
        ("20261217T1000Z/every-5wd-2", at(2027, 1, 5, 8, 30)),
    ]


def test_the_reminders_of_a_two_minute_cycle() -> None:
    due = at(2026, 11, 23, 9, 1, 30)
    found = first(QUICK, due, 5)
    assert [(o.moment - due).total_seconds() for o in found] == [-60, -20, 10, 40, 70]
    assert found[0].key == "20261123T020130Z/before-60s"


def test_the_tet_holidays_are_not_counted() -> None:
    tet = WorkCalendar(off=frozenset(date(2027, 2, day) for day in range(4, 12)))
    policy = Policy((before("2wd", HALF_PAST_EIGHT), after("1wd", HALF_PAST_EIGHT)), None, True)
    assert moments(first(policy, at(2027, 2, 12, 17), 2, tet)) == [
        at(2027, 2, 2, 8, 30),
        at(2027, 2, 15, 8, 30),
    ]


@each(
    ("step", "due", "moment"),
    [
        (before("4h"), at(2026, 12, 17, 10), at(2026, 12, 16, 19, 59)),
        (before("4h"), at(2026, 12, 21, 10), at(2026, 12, 18, 19, 59)),
        (before("1d", HALF_PAST_EIGHT), at(2026, 12, 21, 17), at(2026, 12, 18, 8, 30)),
        (after("4h"), at(2026, 12, 17, 17), at(2026, 12, 18, 7, 30)),
        (after("4h"), at(2026, 12, 18, 17), at(2026, 12, 21, 7, 30)),
        (after("20h"), at(2026, 12, 18, 17), at(2026, 12, 21, 7, 30)),
        (after("1d", HALF_PAST_EIGHT), at(2026, 12, 18, 17), at(2026, 12, 21, 8, 30)),
        (before("1wd"), at(2026, 12, 17, 17), at(2026, 12, 16, 17)),
        (before("0d", HALF_PAST_EIGHT), at(2026, 12, 17, 17), at(2026, 12, 17, 8, 30)),
        (before("0d", time(18)), at(2026, 12, 17, 17), at(2026, 12, 17, 17)),
        (after("0d", HALF_PAST_EIGHT), at(2026, 12, 17, 17), at(2026, 12, 17, 17)),
    ],
)
def test_reminders_move_out_of_quiet_hours_and_days_off(step: Step, due: datetime, moment: datetime) -> None:
    assert moments(first(Policy((step,), MORNING, True), due, 2)) == [moment]


def test_a_due_moment_at_midnight_counts_from_the_day_it_ends() -> None:
    policy = Policy((before("1wd", HALF_PAST_EIGHT), before("1d"), after("1wd", HALF_PAST_EIGHT)))
    assert moments(first(policy, at(2026, 12, 18), 9)) == [
        at(2026, 12, 16, 8, 30),
        at(2026, 12, 17),
        at(2026, 12, 18, 8, 30),
    ]


def test_repeats_pushed_to_one_instant_are_one_reminder() -> None:
    policy = Policy((every("1d", HALF_PAST_EIGHT),), MORNING, True)
    found = first(policy, at(2026, 12, 17, 17), 3)
    assert moments(found) == [at(2026, 12, day, 8, 30) for day in (18, 21, 22)]
    assert [o.key.rsplit("-", 1)[1] for o in found] == ["1", "4", "5"]


def test_steps_on_one_instant_are_one_reminder_to_all_their_people() -> None:
    policy = Policy((before("1d", time(13), "focal_point"), before("28h", None, "deputy", "focal_point")))
    [found] = first(policy, QUARTER_DUE, 2)
    assert found.key.endswith("/before-28h")
    assert found.step.to == ("focal_point", "deputy")


def test_keys_are_unique_and_change_with_the_due_moment() -> None:
    policy = Policy((before("1wd", time(8)), before("1wd", time(14)), every("1h"), every("1h", None, "x")))
    keys = [o.key for o in first(policy, QUARTER_DUE, 20)]
    assert keys[:2] == ["20261217T1000Z/before-1wd", "20261217T1000Z/before-1wd~2"]
    assert len(set(keys)) == len(keys)
    extended = {o.key for o in first(policy, QUARTER_DUE + timedelta(days=7), 20)}
    assert not extended & set(keys)


def test_without_after_steps_repeats_count_from_the_due_moment() -> None:
    assert moments(first(Policy((every("2h"),)), QUARTER_DUE, 2)) == [
        QUARTER_DUE + timedelta(hours=2),
        QUARTER_DUE + timedelta(hours=4),
    ]


def test_a_reminder_fires_at_its_very_moment() -> None:
    moment = at(2026, 12, 10, 8, 30)
    early = ask(STANDARD, QUARTER_DUE, None, moment - MINUTE)
    assert early == ReminderDecision(None, (), moment)
    exact = ask(STANDARD, QUARTER_DUE, None, moment)
    assert exact.fire is not None
    assert exact.fire.key == "20261217T1000Z/before-5wd"
    assert exact.next_check_at == at(2026, 12, 16, 8, 30)
    assert ask(STANDARD, QUARTER_DUE, moment, moment) == ReminderDecision(None, (), exact.next_check_at)


def test_missed_reminders_collapse_into_the_latest() -> None:
    decision = ask(STANDARD, QUARTER_DUE, at(2026, 12, 10, 8, 30), at(2026, 12, 18, 9))
    assert decision.fire is not None
    assert decision.fire.key.endswith("after-1wd")
    assert [s.occurrence.key.split("/")[1] for s in decision.superseded] == ["before-1wd", "before-4h"]


def test_a_run_of_missed_repeats_is_one_item() -> None:
    due = at(2026, 11, 23, 9)
    decision = ask(QUICK, due, due, due + timedelta(seconds=10 + 30 * 100))
    assert decision.fire is not None
    assert decision.fire.key.endswith("every-30s-100")
    assert [(s.occurrence.key.split("/")[1], s.count) for s in decision.superseded] == [
        ("after-10s", 1),
        ("every-30s-99", 99),
    ]


def test_repeats_that_quiet_hours_merge_are_not_missed() -> None:
    policy = Policy((every("30s"),), MORNING)
    due = at(2026, 11, 23, 19, 59, 30)
    morning = at(2026, 11, 24, 7, 30)
    assert ask(policy, due, due, due).next_check_at == morning
    decision = ask(policy, due, due, morning)
    assert decision.fire is not None
    assert decision.superseded == ()


@pytest.mark.parametrize(
    ("now", "allowed"),
    [
        (at(2026, 12, 18, 22), at(2026, 12, 21, 7, 30)),
        (at(2026, 12, 19, 10), at(2026, 12, 21, 7, 30)),
        (at(2026, 12, 22, 7), at(2026, 12, 22, 7, 30)),
    ],
)
def test_nothing_fires_in_quiet_hours_or_on_a_day_off(now: datetime, allowed: datetime) -> None:
    assert ask(STANDARD, QUARTER_DUE, None, now) == ReminderDecision(None, (), allowed)


def test_a_series_without_repeats_ends() -> None:
    policy = Policy((before("1d"), after("1h")))
    assert ask(policy, QUARTER_DUE, None, QUARTER_DUE + timedelta(days=1)).next_check_at is None
    assert ask(Policy(()), QUARTER_DUE, None, QUARTER_DUE) == ReminderDecision(None, (), None)


def test_who_joins_late_gets_the_current_reminder() -> None:
    def now_is(now: datetime) -> Occurrence | None:
        return current(STANDARD, due=QUARTER_DUE, now=now, zone=VN, calendar=PLAIN)

    assert now_is(at(2026, 12, 10, 8, 29)) is None
    found = now_is(at(2026, 12, 12, 23))
    assert found is not None
    assert found.key.endswith("before-5wd")


@pytest.mark.parametrize("repeat", ["30s", "1d", "1wd"])
@pytest.mark.parametrize("guarded", [False, True])
def test_a_year_of_downtime_is_cheap(repeat: str, guarded: bool) -> None:
    policy = Policy((every(repeat),), MORNING if guarded else None, guarded)
    now = at(2027, 12, 20, 9)
    started = process_time()
    decision = ask(policy, QUARTER_DUE, QUARTER_DUE, now)
    assert process_time() - started < 0.05
    assert decision.fire is not None
    assert now - decision.fire.moment < timedelta(days=4)
    assert [s.count > 200 for s in decision.superseded] == [True]


def test_steps_that_make_no_sense_are_refused() -> None:
    with pytest.raises(PolicyError, match="every-0d"):
        every("0d")
    with pytest.raises(PolicyError, match="before-4h"):
        before("4h", HALF_PAST_EIGHT)
    with pytest.raises(PolicyError, match="sometimes"):
        Step("sometimes", Duration(1, "d"))


def test_quiet_hours_leave_time_to_write_in() -> None:
    for start, end in ((time(8), time(8)), (time(8), time(7, 59, 30))):
        with pytest.raises(QuietHoursError):
            QuietHours(start, end)
    evening = parse_quiet_hours("20:00", "24:00")
    assert evening == QuietHours(time(20), time())
    assert evening.contain(time(23, 59))
    assert not evening.contain(time())


def test_quiet_hours_that_end_or_start_in_a_clock_change_are_left() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    repeated = SendingHours(berlin, QuietHours(time(22), time(2, 30)))
    second_ten_past_two = datetime(2026, 10, 25, 1, 10, tzinfo=UTC)
    assert repeated.later(second_ten_past_two) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    skipped = SendingHours(berlin, QuietHours(time(2, 30), time(5)))
    four_in_summer_time = datetime(2026, 3, 29, 2, tzinfo=UTC)
    assert skipped.earlier(four_in_summer_time) == datetime(2026, 3, 29, 0, 59, tzinfo=UTC)


# Properties, over any policy and any calendar

ZONES = st.sampled_from([VN, VN, ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")])
# The quarter-hours of a year with a clock change in each half.
MOMENTS = st.integers(0, 366 * 96).map(lambda n: datetime(2026, 6, 1, tzinfo=UTC) + n * 15 * MINUTE)
TIMES = st.integers(0, 95).map(lambda n: time(n // 4, n % 4 * 15))
CALENDARS = st.builds(
    WorkCalendar,
    off=st.frozensets(st.dates(date(2026, 6, 1), date(2027, 12, 31)), max_size=60),
    worked=st.frozensets(st.dates(date(2026, 6, 1), date(2027, 12, 31)), max_size=10),
)
QUIET = st.none() | st.tuples(TIMES, TIMES).filter(lambda t: t[0] != t[1]).map(lambda t: QuietHours(*t))
DAYS = st.builds(Duration, st.integers(1, 12), st.sampled_from(["wd", "d"]))
SPANS = st.sampled_from(["10m", "45m", "3h", "20h", "50h"]).map(parse_duration)


def steps(kind: str) -> st.SearchStrategy[Step]:
    timed = st.builds(Step, kind=st.just(kind), duration=DAYS, at=st.none() | TIMES)
    return timed | st.builds(Step, kind=st.just(kind), duration=SPANS)


POLICIES = st.builds(
    Policy,
    steps=st.tuples(st.lists(steps("before") | steps("after"), max_size=4), st.lists(steps("every"), max_size=2)).map(
        lambda parts: (*parts[0], *parts[1])
    ),
    quiet=QUIET,
    working_days_only=st.booleans(),
)


@given(POLICIES, MOMENTS, ZONES, CALENDARS)
def test_reminders_increase_and_stay_within_sending_hours(
    policy: Policy, due: datetime, zone: ZoneInfo, calendar: WorkCalendar
) -> None:
    found = list(islice(occurrences(policy, due, zone, calendar), 30))
    hours = sending_hours(policy, zone, calendar)
    assert all(earlier.moment < later.moment for earlier, later in pairwise(found))
    assert all(hours.allow(o.moment) for o in found)
    assert len({o.key for o in found}) == len(found)
    assert all(o.moment <= due for o in found if o.step.kind == "before")
    assert all(o.moment >= due for o in found if o.step.kind != "before")
    assert found == list(islice(occurrences(policy, due, zone, calendar), 30))


@given(steps("every"), MOMENTS, QUIET, ZONES, CALENDARS, st.booleans())
def test_bisection_finds_what_counting_finds(
    step: Step, base: datetime, quiet: QuietHours | None, zone: ZoneInfo, calendar: WorkCalendar, strict: bool
) -> None:
    hours = SendingHours(zone, quiet, calendar if strict else None)
    repeat = Repeat("due/every", step, base, LocalCalendar(zone, calendar), hours)
    last_of = {repeat.moment(number): number for number in range(1, 25)}
    counted = [(f"due/every-{number}", moment) for moment, number in last_of.items()]
    now, found = base - timedelta(days=1), list[tuple[str, datetime]]()
    # The last instant may still be shared by repeats that were not counted.
    while len(found) < len(counted) - 1:
        occurrence = repeat.following(now)
        assert occurrence == repeat.latest(occurrence.moment)
        assert repeat.missed(now, occurrence.moment) is None
        found.append((occurrence.key, occurrence.moment))
        now = occurrence.moment
    assert found == counted[:-1]


@given(MOMENTS, QUIET, ZONES, st.none() | CALENDARS)
def test_moving_goes_one_way_to_an_allowed_instant(
    moment: datetime, quiet: QuietHours | None, zone: ZoneInfo, calendar: WorkCalendar | None
) -> None:
    hours = SendingHours(zone, quiet, calendar)
    back, ahead, soonest = hours.earlier(moment), hours.later(moment), hours.next_allowed(moment)
    assert back <= moment <= soonest <= ahead
    assert all(map(hours.allow, (back, ahead, soonest)))
    assert (back == moment) == hours.allow(moment) == (ahead == moment) == (soonest == moment)


@given(POLICIES, MOMENTS, ZONES, CALENDARS, st.lists(st.integers(1, 4000), max_size=25), st.booleans())
def test_any_downtime_fires_the_latest_once(
    policy: Policy, due: datetime, zone: ZoneInfo, calendar: WorkCalendar, naps: list[int], punctual: bool
) -> None:
    """Whatever the gaps between ticks, each tick that may send gives the latest reminder, and none twice."""
    hours = sending_hours(policy, zone, calendar)
    now, handled, fired = due - timedelta(days=20), None, list[str]()
    for nap in naps:
        decision = decide(policy, due=due, handled_through=handled, now=now, zone=zone, calendar=calendar)
        latest = current(policy, due=due, now=now, zone=zone, calendar=calendar)
        fresh = latest is not None and (handled is None or latest.moment > handled)
        assert decision.fire == (latest if fresh and hours.allow(now) else None)
        assert decision.next_check_at is None or decision.next_check_at > now
        if decision.fire:
            assert all((handled or now - timedelta(days=999)) < s.occurrence.moment for s in decision.superseded)
            assert all(s.occurrence.moment < decision.fire.moment for s in decision.superseded)
            assert not {s.occurrence.key for s in decision.superseded} & set(fired)
            fired.append(decision.fire.key)
            handled = decision.fire.moment
        now = decision.next_check_at if punctual and decision.next_check_at else now + nap * MINUTE
    assert len(set(fired)) == len(fired)


@given(POLICIES, MOMENTS, ZONES, CALENDARS)
def test_looking_only_when_told_to_misses_nothing(
    policy: Policy, due: datetime, zone: ZoneInfo, calendar: WorkCalendar
) -> None:
    expected = list(islice(occurrences(policy, due, zone, calendar), 15))
    fired: list[Occurrence] = []
    now: datetime | None = due - timedelta(days=60)
    handled = None
    while now and len(fired) < len(expected):
        decision = decide(policy, due=due, handled_through=handled, now=now, zone=zone, calendar=calendar)
        assert decision.superseded == ()
        if decision.fire:
            fired.append(decision.fire)
            handled = now
        now = decision.next_check_at
    assert fired == expected
