"""The review of a plan: each period counted as a collation counts it, no unit told twice, nothing added that is not to
be added."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zlib import crc32
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar.periods import PeriodError, parse_period
from domain.collation import FIGURES, CountedRevision, Owed, TaskAnswer, collate
from domain.forms.fields import Field
from domain.forms.form import Status
from domain.plan_reviews.ledger_of_then import LedgerEvent, stood
from domain.plan_reviews.review_spans import ReviewedPeriod, ReviewSpan
from domain.plan_reviews.reviewed_periods import PeriodReports, PlanReview, review
from domain.plan_reviews.task_standings import TaskStanding
from domain.plan_reviews.typed_spans import read_span
from domain.reports.obstacles import ObstacleState
from domain.reports.states import State
from tests.domain.reports.test_collation import units

TASKS = {1: "1.1", 2: "2.7", 3: "3.1"}
LATER = datetime(2030, 1, 1, tzinfo=UTC)
SAID: dict[str, dict[str, Any]] = {
    "done": {"status": "done"}, "half": {"status": "in_progress", "percent": 50}, "nothing": {"status": "nothing"},
    "not yet": {"status": "not_started"}, "unknown": {"status": "in_progress"},
}  # fmt: skip
RATES = {"sum": [5, 7, 1], "mean": [40, 60], "last": [9, 8, 6], "max": [3, 8, 2]}


def period(key: str = "2026-Q4", requirement_id: int = 1) -> ReviewedPeriod:
    days = parse_period(key)
    due = datetime(days.end.year, days.end.month, 17, 10, tzinfo=UTC)
    return ReviewedPeriod(
        requirement_id, f"R{requirement_id}", "Báo cáo", str(days.type), key, days.start, days.end, due
    )


def of_unit(
    unit_id: int,
    at: ReviewedPeriod,
    said: Mapping[int, Mapping[str, Any]] | None,
    *,
    late: float = -1,
    extended: int = 0,
    state: State | None = None,
    name: str = "",
    report_id: int | None = None,
) -> Owed:
    """A unit's report, so many hours after its due moment; None said: it is not in."""
    name = name or f"Đơn vị {unit_id}"
    due = at.due_at + timedelta(hours=extended)
    first = due + timedelta(hours=late)
    entries = [TaskAnswer(task, name, False, answers, "Lan", first, unit_id) for task, answers in (said or {}).items()]
    report_id = report_id or crc32(f"{unit_id} {at.period_key} {at.requirement_id}".encode())
    sent = CountedRevision(
        report_id, f"N/{at.period_key}/{unit_id}/1", 1, False, first, "Lan", None, "telegram", first, due, entries
    )
    state = state or (State.OPEN if said is None else State.SUBMITTED)
    return Owed(
        unit_id, unit_id, f"U{unit_id}", name, state, due, at.due_at, None if said is None else sent
    )  # fmt: skip


def reports(at: ReviewedPeriod, owed: Sequence[Owed], own: Sequence[Field] = ()) -> PeriodReports:
    asked = {one.sent.report_id: own for one in owed if one.sent is not None} if own else {}
    return PeriodReports(at, [*TASKS], own, owed, asked)


def reviewed(*found: PeriodReports, after: Mapping[int, Sequence[int]] | None = None) -> PlanReview:
    return review(iter(found), TASKS, after or {}, LATER)


def statuses(found: PlanReview, task: int = 2) -> dict[int, Status]:
    return {word.unit_id: word.status for word in found.tasks[task].words}


@given(units())
def test_a_review_of_one_period_is_its_collation(found: list[Owed]) -> None:
    counted, one = collate(TASKS, found), reviewed(reports(period(), found))
    assert one.periods[0].counts == counted.counts == one.counts
    for task, result in counted.tasks.items():
        standing = TaskStanding.of_result(result)
        assert one.periods[0].tasks[task] == standing
        assert one.tasks[task].standing == standing
        assert (standing.reported, standing.is_partly_known) == (result.reported, result.is_partly_known)


@given(st.lists(units(), min_size=1, max_size=4))
def test_over_periods_units_add_up_and_nobody_is_told_twice(found: list[list[Owed]]) -> None:
    keys = ("2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4")
    one = reviewed(*(reports(period(key), owed) for key, owed in zip(keys, found, strict=False)))
    for figure in FIGURES:
        each = sum(getattr(unit.counts, figure) for unit in one.units)
        assert each == getattr(one.counts, figure) == sum(getattr(at.counts, figure) for at in one.periods)
    for unit in one.units:
        assert unit.is_always_on_time == (unit.counts.on_time > 0 and unit.counts.late == unit.overdue == 0)
        assert unit.times_late == unit.counts.late + unit.overdue
    for task in one.tasks.values():
        told = [word.unit_id for word in task.words]
        assert len(told) == len(set(told)) == task.standing.reported


@given(st.dictionaries(st.integers(1, 5), st.sampled_from(sorted(SAID)), min_size=1), st.permutations([1, 2, 3, 4, 5]))
def test_no_unit_and_one_after_it_are_told_of_one_task(said: dict[int, str], order: list[int]) -> None:
    """1 and 2 became 3, which was split into 4 and 5."""
    after = {1: [3], 2: [3], 3: [4, 5]}
    quarters = [period(key) for key in ("2026-Q1", "2026-Q2", "2026-Q3")]
    found = reviewed(
        *(
            reports(at, [of_unit(id, at, {2: SAID[said[id]]}) for id in order if id in said and at is quarters[id % 3]])
            for at in quarters
        ),
        after=after,
    )
    told = statuses(found)
    firm = {id for id, way in said.items() if way != "nothing"}
    for old, later in ((1, {3, 4, 5}), (2, {3, 4, 5}), (3, {4, 5})):
        if old in told:
            assert not later & told.keys()
    assert not firm or any(status is not Status.NOTHING for status in told.values())


def test_the_last_word_stands_and_nothing_to_report_takes_nothing_back() -> None:
    first, second, third = (period(key) for key in ("2026-Q1", "2026-Q2", "2026-Q3"))
    found = reviewed(
        reports(first, [of_unit(1, first, {2: SAID["half"]}), of_unit(2, first, {2: SAID["nothing"]})]),
        reports(second, [of_unit(1, second, {2: SAID["done"]}), of_unit(2, second, {2: SAID["not yet"]})]),
        reports(third, [of_unit(1, third, {2: SAID["nothing"]}), of_unit(2, third, None)]),
    )
    assert statuses(found) == {1: Status.DONE, 2: Status.NOT_STARTED}
    assert found.tasks[2].standing.mean == 50
    assert [word.period.period_key for word in found.tasks[2].words] == ["2026-Q2", "2026-Q2"]
    assert [standing.by_status[Status.NOTHING] for _, standing in found.points_of(2)] == [1, 0, 1]


def test_what_is_handed_in_late_for_an_earlier_period_is_not_the_last_word() -> None:
    first, second = period("2026-Q1"), period("2026-Q2")
    late = of_unit(1, first, {2: SAID["half"]}, late=24 * 200)
    assert statuses(
        reviewed(reports(first, [late]), reports(second, [of_unit(1, second, {2: SAID["done"]})]))
    ) == {1: Status.DONE}  # fmt: skip


def test_a_moved_report_is_counted_with_the_unit_that_hands_it_in() -> None:
    at = period()
    gone = replace(of_unit(1, at, None, state=State.EXCUSED), moved_to=["Đơn vị 3"])
    found = reviewed(reports(at, [of_unit(3, at, {2: SAID["done"]}), gone]), after={1: [3]})
    assert (found.counts.asked, found.counts.excused, found.counts.moved, found.counts.expected) == (2, 0, 1, 1)
    assert {unit.unit_id: (unit.counts.expected, unit.counts.moved) for unit in found.units} == {3: (1, 0), 1: (0, 1)}


def test_who_was_late_and_how_often() -> None:
    first, second = period("2026-Q1"), period("2026-Q2")
    found = reviewed(
        reports(
            first, [of_unit(1, first, {}, late=0), of_unit(2, first, {}, late=5), of_unit(3, first, {}, extended=24)]
        ),
        reports(
            second, [of_unit(1, second, {}), of_unit(2, second, None), of_unit(4, second, None, state=State.EXCUSED)]
        ),
    )
    assert [unit.unit_id for unit in found.always_on_time] == [1, 3]
    assert [(unit.unit_id, unit.times_late, unit.counts.late, unit.overdue) for unit in found.ever_late] == [
        (2, 2, 1, 1)
    ]
    assert (found.extended, found.overdue) == (1, 1)
    assert (found.counts.on_time, found.counts.on_time_originally, found.counts.expected) == (3, 2, 5)


def test_a_unit_goes_by_its_last_name_and_is_one() -> None:
    first, second = period("2026-Q1"), period("2026-Q2")
    found = reviewed(
        reports(first, [of_unit(1, first, {2: SAID["half"]}, name="Phòng Nội vụ")]),
        reports(second, [of_unit(1, second, {2: SAID["done"]}, name="Phòng Tổ chức")]),
    )
    [unit] = found.units
    assert (unit.name, unit.former_names, unit.counts.asked) == ("Phòng Tổ chức", ["Phòng Nội vụ"], 2)


def number(over: Any, unit: str = "người", target: float | None = None) -> Field:
    return Field("n", "number", name="Số", unit=unit, over_units=over, target=target, tasks=("2.7",))


def with_number(at: ReviewedPeriod, value: float, own: Field, *, unit_id: int = 1) -> PeriodReports:
    return reports(at, [of_unit(unit_id, at, {2: {"status": "done", "n": value}})], [own])


@pytest.mark.parametrize(("over", "total"), [("sum", 13), ("mean", 50), ("last", 6), ("max", 8)])
def test_numbers_are_taken_together_as_the_field_declares(over: str, total: float) -> None:
    at = [period(f"2026-{month:02}") for month in (1, 2, 4)]
    values = zip(at, RATES[over], strict=False)
    [found] = reviewed(*(with_number(when, value, number(over, target=10)) for when, value in values)).series
    assert found.total == total
    assert [point.value for point in found.points] == RATES[over]
    assert (found.target, found.is_changed) == (10 * len(RATES[over]) if over == "sum" else 10, False)


@given(
    st.lists(st.tuples(st.sampled_from(["người", "Người", "hộ", "lượt"]), st.integers(0, 99)), min_size=1, max_size=6)
)
def test_nothing_is_added_across_units_of_measure(said: list[tuple[str, int]]) -> None:
    at = [period(f"2026-{month:02}") for month in range(1, 13)]
    found = reviewed(
        *(with_number(when, value, number("sum", unit)) for when, (unit, value) in zip(at, said, strict=False))
    ).series
    by_unit: dict[str, int] = {}
    for unit, value in said:
        by_unit[unit.casefold()] = by_unit.get(unit.casefold(), 0) + value
    assert {one.field.unit.casefold(): one.total for one in found} == by_unit
    assert {one.is_changed for one in found} == {len(by_unit) > 1}


def test_answers_of_one_period_to_two_forms_are_two_numbers() -> None:
    at = period("2026-Q1"), period("2026-Q2")
    old, new = number("sum", "hộ", target=10), number("sum", "người", target=30)
    late = with_number(at[1], 7, new, unit_id=2)
    mixed = replace(with_number(at[1], 5, old), owed=[*with_number(at[1], 5, old).owed, *late.owed])
    mixed = replace(mixed, asked={**with_number(at[1], 5, old).asked, **late.asked})
    found = {one.field.unit: one for one in reviewed(with_number(at[0], 4, old), mixed).series}
    assert {unit: (one.total, one.target, one.is_changed) for unit, one in found.items()} == {
        "hộ": (9, 20, True), "người": (7, 30, True),
    }  # fmt: skip
    assert [point.units for point in found["hộ"].points] == [1, 1]


@pytest.mark.parametrize(("values", "mean"), [((60.1, 61.2, 60.3), 60.5), ((5, 6, 6), 5.7), ((1.25, 1.5), 1.38)])
def test_a_mean_over_periods_has_the_decimals_of_what_was_typed(values: tuple[float, ...], mean: float) -> None:
    at = [period(f"2026-{month:02}") for month in range(1, 1 + len(values))]
    [found] = reviewed(
        *(with_number(when, value, number("mean")) for when, value in zip(at, values, strict=True))
    ).series
    assert found.total == mean


def test_a_target_that_was_not_there_in_each_period_is_none_of_the_whole() -> None:
    at = period("2026-Q1"), period("2026-Q2")
    [found] = reviewed(
        with_number(at[0], 5, number("sum")), with_number(at[1], 5, number("sum", target=10))
    ).series  # fmt: skip
    assert (found.total, found.target, found.share) == (10, None, None)
    assert [point.share for point in found.points] == [None, 50]


def test_of_two_requirements_numbers_are_two_series() -> None:
    found = reviewed(
        with_number(period("2026-03", 1), 5, number("sum")), with_number(period("2026-Q1", 2), 5, number("sum"))
    ).series
    assert [(one.requirement_id, one.total, one.is_changed) for one in found] == [(1, 5, False), (2, 5, False)]


DOCUMENT = Field("kh", "document", name="Kế hoạch", tasks=("2.7",))


def with_document(at: ReviewedPeriod, **numbers: str | None) -> PeriodReports:
    owed = []
    for name, value in numbers.items():
        answers: dict[str, Any] = {"status": "done"}
        if value:
            answers["kh"] = {"number": value, "date": "2026-03-05", "issuer": ""}
        owed.append(of_unit(int(name[1:]), at, {2: answers}))
    return reports(at, owed, [DOCUMENT])


def test_documents_count_once_and_who_has_none_is_named() -> None:
    at = period("2026-Q1"), period("2026-Q2")
    [found] = reviewed(
        with_document(at[0], u1="12/KH-UBND", u2=None, u5=None),
        with_document(at[1], u1="12/kh-ubnd", u3="7/KH", u4=None),
        after={5: [3], 2: [4]},
    ).documents  # fmt: skip
    assert [(one.unit_id, one.value["number"]) for one in found.documents] == [(1, "12/KH-UBND"), (3, "7/KH")]
    assert [found.until(when) for when in at] == [1, 2]
    assert (found.asked, found.without) == (3, [4])  # 2 and 5 are no more; of 5 the one after it has a plan


@pytest.mark.parametrize(
    ("after", "said", "kept", "having"),
    [
        ({1: [3], 2: [3]}, {"u3": "12/KH"}, [1, 2], 1),  # both had a plan of their own, of that number
        ({1: [2], 2: [3]}, {"u3": "12/kh"}, [1], 1),  # one after the other
        ({1: [3, 4]}, {"u3": "12/KH", "u4": "12/KH"}, [1, 2], 3),  # split
        ({1: [3]}, {"u3": "13/KH"}, [1, 2, 3], 2),  # another one
        ({}, {"u3": "12/KH"}, [1, 2, 3], 3),  # nobody came after anybody
    ],
)
def test_a_document_that_a_unit_names_again_of_one_it_came_after_is_the_same(
    after: Mapping[int, Sequence[int]], said: Mapping[str, str], kept: Sequence[int], having: int
) -> None:
    at = period("2026-Q1"), period("2026-Q2")
    [found] = reviewed(
        with_document(at[0], u1="12/KH", u2="12/KH"), with_document(at[1], **said), after=after
    ).documents  # fmt: skip
    assert [one.unit_id for one in found.documents] == kept
    assert (found.having, found.without) == (having, [])
    assert found.having <= found.asked


def test_who_was_not_asked_for_a_document_then_is_not_named_as_without_one() -> None:
    """The field came with the second quarter, in which unit 1 was asked no more."""
    at = period("2026-Q1"), period("2026-Q2")
    before = reports(at[0], [of_unit(1, at[0], {2: SAID["done"]}), of_unit(2, at[0], {2: SAID["done"]})])
    with_it = with_document(at[1], u2="12/KH", u3=None)
    [found] = reviewed(replace(before, fields=[DOCUMENT]), with_it).documents
    assert (found.asked, found.without) == (2, [3])
    nobody = replace(before, owed=[of_unit(id, at[0], None) for id in (1, 2)], fields=[DOCUMENT])
    assert reviewed(nobody, with_it).documents[0].without == [1, 3], "who owes it still is asked with the form of now"


def test_a_task_that_is_asked_about_no_more_keeps_its_numbers() -> None:
    at = period("2026-Q1"), period("2026-Q2")
    first, second = with_number(at[0], 5, number("sum")), with_number(at[1], 7, number("sum"))
    [found] = reviewed(*(replace(one, task_ids=[1, 3]) for one in (first, second))).series
    assert (found.task_id, found.total) == (2, 12)


def test_how_far_a_task_came_is_told_of_one_requirement() -> None:
    months, quarter = [period("2026-02"), period("2026-04"), period("2026-05")], period("2026-Q1", 2)
    said = {"2026-02": "half", "2026-Q1": "done", "2026-04": "half", "2026-05": "done"}
    in_order = sorted([*months, quarter], key=lambda one: one.place)
    found = reviewed(*(reports(at, [of_unit(1, at, {2: SAID[said[at.period_key]]})]) for at in in_order))
    course = found.tasks[2].course
    assert course is not None
    assert (course.first.period_key, course.last.period_key) == ("2026-02", "2026-05")
    assert (course.compared.before, course.compared.now, course.compared.are_all) == (50, 100, True)
    assert found.tasks[1].course is None


def test_first_and_last_period_are_compared_over_the_units_in_both() -> None:
    at = [period(f"2026-Q{quarter}") for quarter in (1, 2, 3)]
    said = ({1: "done", 2: "done", 3: "not yet"}, {1: "done", 2: "done", 3: "half"}, {3: "half", 4: "done"})
    found = reviewed(*(
        reports(one, [of_unit(unit, one, {2: SAID[word]}) for unit, word in words.items()])
        for one, words in zip(at, said, strict=True)
    ))  # fmt: skip
    course = found.tasks[2].course
    assert course is not None
    assert (course.compared.before, course.compared.now) == (0, 50), "unit 3 alone: it rose"
    assert (course.compared.units, course.compared.are_all) == (1, False)


def test_where_no_unit_is_in_two_periods_nothing_went_anywhere() -> None:
    at = period("2026-Q1"), period("2026-Q2"), period("2026", 2)
    said = ({1: "done"}, {2: "half"}, {1: "half"})
    found = reviewed(*(
        reports(one, [of_unit(unit, one, {2: SAID[word]}) for unit, word in words.items()])
        for one, words in zip(at, said, strict=True)
    ))  # fmt: skip
    assert found.tasks[2].course is None


@pytest.mark.parametrize(
    ("words", "after", "silent", "completion"),
    [
        ([{1: "done", 2: "done"}], {}, [], "done"),
        ([{1: "done", 2: "nothing"}], {}, [], "done"),
        ([{1: "nothing", 2: "nothing"}], {}, [], "nothing"),
        ([{1: "done", 2: "half"}], {}, [], "going_on"),
        ([{1: "done", 2: "unknown"}], {}, [], "going_on"),  # one known per cent, of 100
        ([{1: "done", 2: "not yet"}], {}, [], "going_on"),
        ([{1: "done", 2: None}], {}, [2], "going_on"),
        ([{1: None, 2: None}], {}, [1, 2], "going_on"),
        ([{1: "done", 2: None}, {2: "done"}], {}, [], "done"),
        ([{1: "done", 2: None}, {1: "done"}], {}, [2], "going_on"),  # asked once, and never heard
        ([{1: "done", 2: "done"}, {3: None}], {1: [3], 2: [3]}, [], "done"),  # said before they became one
        ([{1: None, 2: "done"}, {3: None}], {1: [3]}, [3], "going_on"),
        ([{1: None, 2: "done"}, {3: "done"}], {1: [3]}, [], "done"),
    ],
)
def test_done_is_what_every_unit_that_was_asked_is_done_with(
    words: Sequence[Mapping[int, str | None]],
    after: Mapping[int, Sequence[int]],
    silent: Sequence[int],
    completion: str,
) -> None:
    found = reviewed(
        *(
            reports(at, [of_unit(unit, at, None if word is None else {2: SAID[word]}) for unit, word in said.items()])
            for number, said in enumerate(words, 1)
            for at in [period(f"2026-Q{number}")]
        ),
        after=after,
    )
    assert sorted(found.tasks[2].silent) == silent
    assert found.tasks[2].completion == completion
    assert found.tasks[1].completion == "going_on", "nobody reported on it"
    [last, *_] = reversed(words)
    one = collate(
        TASKS, [of_unit(unit, period(), None if word is None else {2: SAID[word]}) for unit, word in last.items()]
    )
    if len(words) == 1:
        assert one.completion(2) == completion


def test_who_was_excused_is_not_waited_for() -> None:
    at = period()
    owed = [of_unit(1, at, {2: SAID["done"]}), of_unit(2, at, None, state=State.EXCUSED)]
    assert reviewed(reports(at, owed)).tasks[2].completion == collate(TASKS, owed).completion(2) == "done"


def test_what_a_unit_had_is_of_the_one_after_it() -> None:
    at = period("2026-Q1"), period("2026-Q2")
    [found] = reviewed(with_document(at[0], u1="12/KH"), with_document(at[1], u3=None), after={1: [3]}).documents
    assert (found.asked, found.without, found.having) == (1, [], 1)


def test_units_that_became_one_have_issued_as_one() -> None:
    at = period("2026-Q1"), period("2026-Q2")
    [found] = reviewed(
        with_document(at[0], u1="1/KH", u2="2/KH", u4=None),
        with_document(at[1], u3="3/KH", u4=None),
        after={1: [3], 2: [3]},
    ).documents  # fmt: skip
    assert (len(found.documents), found.asked, found.having) == (3, 2, 1)


def test_periods_of_a_span_are_those_that_end_in_it() -> None:
    keys = ("2026-Q1", "2026-05", "2026-Q2", "2026-H1", "2026", "2026-Q4")
    every = [period(key) for key in keys]

    def within(first: str | None, last: str | None) -> list[str]:
        return [one.period_key for one in ReviewSpan(first, last).within(every)]

    assert within(None, None) == ["2026-Q1", "2026-05", "2026-Q2", "2026-H1", "2026", "2026-Q4"]
    assert within("2026-Q2", "2026-Q2") == ["2026-05", "2026-Q2", "2026-H1"]
    assert within("2026-Q3", None) == ["2026", "2026-Q4"]
    assert within(None, "2025") == []
    assert ReviewSpan("2026-Q3", "2026-Q1").is_backwards
    assert not ReviewSpan("2026-Q1", "2026-03").is_backwards
    for span in (ReviewSpan(), ReviewSpan("2026-Q1"), ReviewSpan(None, "2026"), ReviewSpan("2026-Q1", "2026-Q2")):
        assert ReviewSpan.of(span.key) == span
    with pytest.raises(PeriodError):
        assert ReviewSpan("quý 1").start


def test_how_an_obstacle_stood_is_told_by_what_had_happened() -> None:
    zone = ZoneInfo("Asia/Ho_Chi_Minh")
    start = datetime(2026, 3, 1, 1, tzinfo=UTC)

    def at(days: int) -> datetime:
        return start + timedelta(days=days)

    happened = [
        LedgerEvent("raised", "thiếu tiền", "Lan", at(0)), LedgerEvent("restated", "thiếu kinh phí", "Lan", at(2)),
        LedgerEvent("answered", "đã cấp", "Tuấn", at(10)), LedgerEvent("reopened", "chưa nhận", "Lan", at(20)),
        LedgerEvent("closed", "", "Tuấn", at(30)),
    ]  # fmt: skip

    def then(days: int) -> tuple[ObstacleState, str, str | None, int]:
        found = stood("thiếu tiền", happened, at(days))
        return found.state, found.text, found.answer, found.days(start, at(days), zone)

    assert then(1) == (ObstacleState.OPEN, "thiếu tiền", None, 1)
    assert then(15) == (ObstacleState.ANSWERED, "thiếu kinh phí", "đã cấp", 10)
    assert then(25) == (ObstacleState.OPEN, "thiếu kinh phí", "đã cấp", 25)
    assert then(40) == (ObstacleState.CLOSED, "thiếu kinh phí", "đã cấp", 30)


@pytest.mark.parametrize("again", ["repeated", "restated"])
def test_what_is_settled_and_said_again_is_settled_since_the_same_day(again: str) -> None:
    start = datetime(2026, 3, 1, 1, tzinfo=UTC)
    happened = [
        LedgerEvent(what, text, "Lan", start + timedelta(days=days))
        for what, text, days in (("raised", "thiếu tiền", 0), ("answered", "đã cấp", 10), (again, "thiếu tiền", 90))
    ]
    found = stood("thiếu tiền", happened, start + timedelta(days=99))
    assert (found.state, found.days(start, start + timedelta(days=99), ZoneInfo("UTC"))) == (ObstacleState.ANSWERED, 10)


def test_what_was_asked_once_keeps_its_place_among_periods() -> None:
    once = replace(period("2026-Q2"), period_key="once", period_type="once", end=date(2026, 5, 20))
    assert [one.period_key for one in ReviewSpan(None, "2026-Q2").within([period("2026-Q2"), once])] == [
        "once",
        "2026-Q2",
    ]


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("", None, None),
        ("2026-Q1", "2026-Q1", None),
        ("2025-q4", "2025-Q4", None),
        ("quý 1", "2026-Q1", "2026-Q1"),
        ("6 tháng đầu năm", "2026-H1", "2026-H1"),
        ("năm 2025", "2025", "2025"),
        ("từ quý 1", "2026-Q1", None),
        ("đến quý 1", None, "2026-Q1"),
        ("từ đầu đến nay", None, None),
        ("từ đầu đến quý 1", None, "2026-Q1"),
        ("từ đầu năm đến nay", "2026", None),
        ("từ đầu năm đến quý 4/2025", "2025", "2025-Q4"),
        ("qúy 1 đến qúy 2/2025", "2025-Q1", "2025-Q2"),
        ("2026-q1 2026-q2", "2026-Q1", "2026-Q2"),
        ("quý 1 đến quý 3", "2026-Q1", "2026-Q3"),
        ("tu quy 4/2025 toi quy 1/2026", "2025-Q4", "2026-Q1"),
        ("từ quý I đến quý III năm 2025", "2025-Q1", "2025-Q3"),
        ("QUÝ 3 - QUÝ 1", "2025-Q3", "2026-Q1"),  # the third quarter before that first one
        ("từ tháng 5 đến nay", "2026-05", None),
        ("đến 6 tháng đầu năm 2026", None, "2026-H1"),
        ("from 2025 to 2026-Q2", "2025", "2026-Q2"),
    ],
)
def test_periods_are_typed_as_people_call_them(typed: str, first: str | None, last: str | None) -> None:
    assert read_span(typed.split(), date(2026, 11, 23), 2020) == ReviewSpan(first, last)


@pytest.mark.parametrize("typed", ["linh tinh", "2026-13", "quý 5", "từ", "đến", "quý 1 quý", "x " * 40])
def test_what_is_no_period_is_none(typed: str) -> None:
    assert read_span(typed.split(), date(2026, 11, 23), 2020) is None
