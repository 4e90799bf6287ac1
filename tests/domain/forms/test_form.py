"""The report form: what an answer brings with it, what is asked next, what counts as answered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.forms import form
from domain.forms.form import BadAnswer, Status
from tests.each import each

values = st.one_of(
    st.tuples(st.just("status"), st.sampled_from(list(Status))),
    st.tuples(st.just("percent"), st.integers(0, 100)),
    st.tuples(st.sampled_from(form.TEXT_FIELDS), st.text(min_size=1, max_size=50)),
)


@given(st.lists(values, max_size=8))
def test_answers_never_hold_a_field_that_does_not_apply(said: list[tuple[str, object]]) -> None:
    answers: dict[str, object] = {}
    for code, value in said:
        answers = form.put(answers, code, value)
        assert answers.get(code) == value or (code == "percent" and value == 100)
        assert ("percent" in answers) <= (answers.get("status") == Status.IN_PROGRESS)


@given(st.lists(values, max_size=8))
def test_saying_the_same_again_changes_nothing(said: list[tuple[str, object]]) -> None:
    answers: dict[str, object] = {}
    for code, value in said:
        answers = form.put(answers, code, value)
        again = form.put(answers, code, value)
        assert {**again, "percent": 0} == {**answers, "percent": 0}


def test_a_hundred_per_cent_is_done() -> None:
    assert form.put({}, "percent", 100) == {"status": "done"}
    assert form.progress({"status": "done"}) == 100
    assert form.progress({"status": "not_started"}) == 0
    assert form.progress({"status": "in_progress", "percent": 40}) == 40
    assert form.progress({}) is None


def test_a_new_status_forgets_the_old_per_cent() -> None:
    answers = form.put(form.put({}, "percent", 40), "status", Status.IN_PROGRESS)
    assert "percent" not in answers
    assert form.next_question(answers) is form.BY_CODE["percent"]
    assert form.next_question(answers, skipped={"percent"}) is None
    assert form.is_answered(answers)


@each(
    ("code", "value"),
    [
        ("status", "late"),
        ("percent", 101),
        ("percent", -1),
        ("percent", "40"),
        ("percent", float("nan")),
        ("result", ""),
        ("result", "x" * (form.TEXT_LIMIT + 1)),
        ("obstacle", 5),
    ],
)
def test_what_does_not_fit_is_refused(code: str, value: object) -> None:
    with pytest.raises(BadAnswer) as refused:
        form.put({}, code, value)
    assert refused.value.args == (code,)


@each(
    ("typed", "meant"),
    [
        ("40", 40),
        ("40 %", 40),
        ("40,5%", 40.5),
        ("100", 100),
        ("0", 0),
        ("101", None),
        ("-5", None),
        ("bốn mươi", None),
        ("", None),
        ("%", None),
        ("4.0.0", None),
        ("٤٠", None),
        ("9" * 5000, None),
    ],
)
def test_per_cents_as_typed(typed: str, meant: float | None) -> None:
    assert form.parse_percent(typed) == meant
