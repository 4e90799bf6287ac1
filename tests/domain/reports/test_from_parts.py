"""What the parts of a period said, taken together: a year out of quarters."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from domain.collation.from_parts import PartOfPeriod, by_task, together
from domain.forms.fields import Field
from domain.forms.form import STANDARD, TEXT_LIMIT, Form

Q1, Q2, Q3 = ((date(2026, month, 1), date(2026, month + 2, 28)) for month in (1, 4, 7))
HALF = date(2026, 1, 1), date(2026, 6, 30)


def part(span: tuple[date, date], **answers: Any) -> PartOfPeriod:
    return PartOfPeriod(*span, answers)


def number(over_units: Any, **more: Any) -> Form:
    own = Field("so", "number", name="Số", over_units=over_units, **more)
    return Form((*STANDARD.fields, own))


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        ([part(Q1, status="done"), part(Q2, status="nothing")], {"status": "done"}),
        ([part(Q1, status="nothing"), part(Q2, status="nothing")], {"status": "nothing"}),
        (
            [part(Q1, status="done", done_on="2026-02-01"), part(Q2, status="in_progress", percent=80)],
            {"status": "in_progress", "percent": 80},
        ),
        ([part(Q2, status="done"), part(Q1, status="in_progress", percent=10)], {"status": "done"}),
        (
            [part(Q1, status="in_progress", percent=30, obstacles="thiếu", recommendations="cấp", files=[{"id": 1}])],
            {"status": "in_progress", "percent": 30},
        ),
        (
            [part(Q1, status="done", result="mở 2 lớp."), part(Q2, status="done", result="mở 3 lớp")],
            {"status": "done", "result": "mở 2 lớp; mở 3 lớp"},
        ),
        (
            [part(Q1, status="done", result="mở 2 lớp"), part(Q2, status="done", result="mở 2 lớp; cấp 5 thẻ")],
            {"status": "done", "result": "mở 2 lớp; cấp 5 thẻ"},
        ),
        (
            [part(one, status="done", result=said) for one, said in ((Q1, "quý I"), (HALF, "nửa năm"), (Q3, "cuối"))],
            {"status": "done", "result": "nửa năm; cuối"},
        ),
    ],
)  # fmt: skip
def test_the_last_word_stands_and_results_go_on(parts: Sequence[PartOfPeriod], whole: Mapping[str, Any]) -> None:
    assert together(parts, STANDARD) == whole


@pytest.mark.parametrize(("way", "value"), [("sum", 30), ("mean", 15), ("last", 20), ("max", 20)])
def test_numbers_are_taken_together_as_the_field_says(way: str, value: float) -> None:
    parts = [part(Q1, status="done", so=10), part(Q2, status="done", so=20), part(Q3, status="done")]
    assert together(parts, number(way)) == {"status": "done", "so": value}


def test_what_does_not_fit_the_form_of_the_whole_is_left_to_be_asked() -> None:
    parts = [part(Q1, status="done", so="mười"), part(Q2, status="done", so=60), part(Q3, status="done", so=70)]
    assert together(parts, number("sum", most=100)) == {"status": "done"}, "130 is more than the year takes"
    assert together(parts[:2], number("sum", most=100)) == {"status": "done", "so": 60}


def test_the_latest_results_have_the_room() -> None:
    halves = ((span, letter * (TEXT_LIMIT // 2)) for span, letter in ((Q1, "a"), (Q2, "b"), (Q3, "c")))
    parts = [part(span, status="done", result=text) for span, text in halves]
    result = together(parts, STANDARD)["result"]
    assert len(result) <= TEXT_LIMIT
    assert result.endswith("c" * (TEXT_LIMIT // 2))
    assert "a" not in result


@given(
    some.lists(
        some.tuples(some.sampled_from([Q1, Q2, Q3, HALF]), some.text(max_size=TEXT_LIMIT)), min_size=1, max_size=6
    )
)
def test_the_whole_is_an_answer_that_the_form_keeps(said: list[tuple[tuple[date, date], str]]) -> None:
    whole = together([part(span, status="done", result=text) for span, text in said], STANDARD)
    assert whole == STANDARD.kept(whole)
    assert len(whole.get("result", "")) <= TEXT_LIMIT


def test_only_tasks_that_are_asked_for() -> None:
    said = [(1, part(Q1, status="done")), (2, part(Q1, status="done")), (3, part(Q1))]
    assert by_task(said, [1, 3], {}) == {1: {"status": "done"}}
