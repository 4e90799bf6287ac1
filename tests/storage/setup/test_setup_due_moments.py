"""Due moments that cannot be meant are refused, with what to write; those that were told to be so are taken."""

import re

import pytest

from domain.calendar.periods import PeriodType
from storage.setup import SetupProblems, read_setup
from storage.setup.schema.fitting import EXAMPLES
from tests.each import each
from tests.storage.setup.in_vietnamese import as_read
from tests.storage.setup.setup_files import changed

DUE = "due: {month: last, day: 17}"
PERIOD = "type: quarterly"


def said(kind: str, due: str, window: str = "calendar") -> str:
    """The problem, or "" where there is none."""
    text = changed(
        (DUE, f"due: {due}"), (PERIOD, f"type: {kind}"), ("data_window: decree_09", f"data_window: {window}")
    )
    try:
        read_setup(text)
    except SetupProblems as refused:
        return as_read(refused)
    return ""


@each(
    ("kind", "due", "words"),
    [
        ("half_yearly", "{month: 8, day: 14}", "có hạn 16/08/2027, trước khi hết kỳ số liệu (31/12/2027)"),
        ("half_yearly", "{month: 8, day: 14, before_end: true}", "cùng hạn"),
        ("monthly", "{day: 5}", "before_end: true"),
        ("weekly", "{weekday: 1}", "after_period: 1wd"),
        ("yearly", "{month: 10, day: 1}", "trước khi hết kỳ"),
        ("monthly", "{days_after: 45}", "after_period: 45d"),
        ("monthly", "{after_period: 45d, day: 3}", "đứng một mình"),
        ("monthly", "{after_period: 4h}", "đứng một mình"),
        ("daily", "{day: 25}", "after_period: 1d"),
        ("half_monthly", "{day: 25}", "after_period: 1d"),
        ("half_monthly", "{weekday: 5}", "after_period: 1d"),
        ("weekly", "{exceptions: [{month: 12, day: 31}]}", "exceptions"),
        ("monthly", "{day: 25, exceptions: [{month: 13, day: 31}]}", "số từ 1 đến 12"),
        ("quarterly", "{month: last, day: 25, before_end: false}", "trước khi hết kỳ số liệu"),
        ("monthly", "{day: 25, before_end: false}", "trước khi hết kỳ số liệu"),
        ("quarterly", "{month: 4, day: 15}", "month không ghi bằng số"),
    ],
)
def test_what_cannot_be_meant_is_refused(kind: str, due: str, words: str) -> None:
    assert words in said(kind, due)


@each(
    ("kind", "due"),
    [
        ("half_yearly", "{month: last, day: 25}"),
        ("half_yearly", "{month: next, day: 14}"),
        ("yearly", "{month: 10, day: 1, before_end: true}"),
        ("quarterly", "{month: last, day: 7}"),
        ("monthly", "{day: 5, before_end: true}"),
        ("monthly", "{month: next, day: first_working}"),
        ("monthly", "{day: last_working}"),
        ("quarterly", "{after_period: 45d}"),
        ("weekly", "{after_period: 1wd}"),
        ("weekly", "{weekday: 5}"),
        ("daily", '{time: "16:30"}'),
        ("daily", "{after_period: 1wd}"),
        ("half_monthly", "{time: 24:00}"),
        ("half_monthly", "{after_period: 2wd}"),
        ("quarterly", "{month: next, day: 10, exceptions: [{month: 12, day: 31}]}"),
        ("monthly", "{month: next, day: 5, before_end: false}"),
        ("monthly", "{after_period: 5d, exceptions: [{month: 12, day: 31}]}"),
    ],
)
def test_what_may_be_meant_is_taken(kind: str, due: str) -> None:
    assert said(kind, due) == ""


@each("kind", [kind for kind in PeriodType if kind is not PeriodType.ONCE])
def test_the_advice_for_a_missing_due_can_be_followed(kind: PeriodType) -> None:
    text = changed((f"    {DUE}\n", ""), (PERIOD, f"type: {kind}"), ("data_window: decree_09", "data_window: calendar"))
    with pytest.raises(SetupProblems) as refused:
        read_setup(text)
    advice = re.search(r"ví dụ due: (\{.*?\})", as_read(refused.value))
    assert advice is not None
    assert advice[1] == EXAMPLES[kind]
    assert said(kind, advice[1]) == ""


@each("kind", ["monthly", "quarterly", "half_yearly"])
@each("wrong", ["{month: 4, day: 15}", "{month: 8, day: 14}", "{month: 1, day: 5}"])
def test_the_advice_for_a_month_by_number_can_be_followed(kind: str, wrong: str) -> None:
    assert "dùng month: next" in said(kind, wrong)
    for cure in ("next", "last"):
        assert said(kind, re.sub(r"month: \d+, day: \d+", f"month: {cure}, day: 25", wrong)) == ""
