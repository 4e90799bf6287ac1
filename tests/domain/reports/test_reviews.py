"""Comments as they are typed, what is left to mend, and one revision beside another."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.forms.form import FIELDS, Status
from domain.forms.revisions import Change, changes
from domain.reports.reviews import Comment, read_comment, to_mend

AT = datetime(2026, 12, 16, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "task", "text"),
    [
        ("2.7 chưa có số liệu", "2.7", "chưa có số liệu"),
        ("2.7: chưa có số liệu.", "2.7", "chưa có số liệu."),
        ("t.1 - thiếu văn bản", "T.1", "thiếu văn bản"),
        ("chưa ký số", None, "chưa ký số"),
        ("2.70 không có", None, "2.70 không có"),
        ("2.7", "2.7", ""),
        ("   ", None, ""),
    ],
)
def test_a_comment_begins_with_the_task_it_is_about(typed: str, task: str | None, text: str) -> None:
    assert read_comment(typed, ["1.1", "2.7", "T.1"]) == Comment(task, text)


def test_a_comment_is_answered_by_what_is_said_after_it() -> None:
    said = {1: AT - timedelta(hours=1), 2: AT, 3: AT + timedelta(seconds=1)}
    assert to_mend([1, 2, 3, 4], said, AT) == [1, 2, 4]


ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "status": st.sampled_from([str(s) for s in Status]),
        "percent": st.integers(0, 100),
        "result": st.text(min_size=1, max_size=5),
        "obstacle": st.text(min_size=1, max_size=5),
    },
)
REPORTS = st.dictionaries(st.integers(1, 5), ANSWERS, max_size=5)


@given(REPORTS, REPORTS)
def test_the_changes_lead_from_one_revision_to_the_other(
    before: dict[int, dict[str, object]], after: dict[int, dict[str, object]]
) -> None:
    made = {line: dict(answers) for line, answers in before.items()}
    for change in changes(before, after):
        assert change.was != change.now
        if change.now is None:
            del made[change.line][change.field]
        else:
            made.setdefault(change.line, {})[change.field] = change.now
    assert {k: v for k, v in made.items() if v} == {k: v for k, v in after.items() if v}


def test_changes_come_in_the_order_of_the_form() -> None:
    found = list(changes({1: {"status": "done"}}, {2: {"result": "x", "status": "done"}, 1: {}}))
    assert found == [
        Change(2, "status", None, "done"),
        Change(2, "result", None, "x"),
        Change(1, "status", "done", None),
    ]
    assert [field.code for field in FIELDS][:5] == ["status", "percent", "done_on", "figures", "result"]
