"""Due moments that cannot be meant are refused, with what to write; those that were told to be so are taken."""

import pytest

from storage.setup import SetupProblems, read_setup
from tests.storage.setup_files import changed

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
        return str(refused)
    return ""


@pytest.mark.parametrize(
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
        ("monthly", "{day: 25, exceptions: []}", "chưa dùng được"),
        ("daily", "{day: 25}", "kỳ ngày chưa có"),
        ("half_monthly", "{day: 25}", "kỳ nửa tháng chưa có"),
    ],
)
def test_what_cannot_be_meant_is_refused(kind: str, due: str, words: str) -> None:
    assert words in said(kind, due)


@pytest.mark.parametrize(
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
    ],
)
def test_what_may_be_meant_is_taken(kind: str, due: str) -> None:
    assert said(kind, due) == ""
