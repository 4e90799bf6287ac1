"""A requirement's own fields: what applies whatever the order of answers, what is asked, and over all units."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.collation import CountedRevision, Owed, TaskAnswer
from domain.collation.indicators import indicators
from domain.forms import form
from domain.forms.fields import Status
from domain.forms.own_fields import form_of, read
from domain.forms.plausibility import own_oddities
from domain.reports.states import State

WRITTEN: list[dict[str, Any]] = [
    {"code": "n", "name": "N", "kind": "number", "target": 100, "required": True, "max": 1000},
    {"code": "c", "name": "C", "kind": "choice", "choices": [{"code": "x", "name": "X"}, {"code": "y", "name": "Y"}]},
    {"code": "d", "name": "D", "kind": "date", "only_when": {"field": "c", "is": ["x"]}},
    {"code": "e", "name": "E", "kind": "text", "limit": 9, "only_when": {"field": "status", "is": ["done"]}},
    {"code": "f", "name": "F", "kind": "choice", "only_when": {"field": "c", "is": ["y"]},
     "choices": [{"code": "x", "name": "X"}, {"code": "y", "name": "Y"}]},
    {"code": "g", "name": "G", "kind": "number", "only_when": {"field": "f", "is": ["x"]}},
]  # fmt: skip
OWN = read(WRITTEN)
FORM = form_of(OWN, "2.7")
SAID = st.one_of(
    st.tuples(st.just("status"), st.sampled_from(list(form.Status))),
    st.tuples(st.just("percent"), st.integers(0, 100)),
    st.tuples(st.sampled_from(["n", "g"]), st.integers(0, 1000)),
    st.tuples(st.sampled_from(["c", "f"]), st.sampled_from(["x", "y"])),
    st.tuples(st.just("d"), st.dates().map(lambda day: day.isoformat())),
    st.tuples(st.just("e"), st.text(min_size=1, max_size=9)),
)


@given(st.lists(SAID, max_size=12))
def test_what_does_not_apply_is_never_kept_and_the_last_word_wins(said: list[tuple[str, Any]]) -> None:
    answers: dict[str, Any] = {}
    for code, value in said:
        answers = form.put(answers, code, value, FORM)
        for field in FORM.fields:
            assert field.code not in answers or form.applies(field, answers), field.code
    assert answers == FORM.kept(answers)
    last = dict(said)
    assert all(answers[code] == last[code] for code in answers.keys() & {"n", "c"})


@given(st.permutations(["c", "f", "g", "n"]))
def test_whatever_the_order_in_which_it_is_said_at_once(order: list[str]) -> None:
    everything = {"c": "y", "f": "x", "g": 5, "n": 7}
    assert form.merge({}, {code: everything[code] for code in order}, FORM) == everything


def test_a_chain_of_conditions_falls_together() -> None:
    answers = form.merge({}, {"c": "y", "f": "x", "g": 5}, FORM)
    assert form.put(answers, "c", "x", FORM) == {"c": "x"}


@given(st.lists(SAID, max_size=6), st.sets(st.sampled_from("ncdefg")))
def test_asking_ends_and_never_skips_what_is_required(said: list[tuple[str, Any]], skipped: set[str]) -> None:
    answers = form.merge({}, dict(said), FORM)
    question = form.next_question(answers, skipped, FORM)
    if question is not None and question.code in skipped:
        assert question.required
    nothing_to_report = answers.get("status") == Status.NOTHING
    assert form.is_answered(answers, FORM) == ("status" in answers and (nothing_to_report or "n" in answers))


def test_what_no_longer_fits_is_no_answer() -> None:
    assert not form.is_answered({"status": "done", "n": 5000}, FORM)
    assert form.merge({"status": "done"}, {"n": 5000, "gone": 1}, FORM) == {"status": "done"}


def test_what_looks_odd() -> None:
    number, last = read(
        [{**WRITTEN[0], "max": None}, {"code": "l", "name": "L", "kind": "number", "over_units": "last"}]
    )
    assert [why for _, why in own_oddities([number], {"n": 150}, {})] == ["over"]
    assert own_oddities(read([{**WRITTEN[0], "may_exceed": True}]), {"n": 150}, {}) == []
    assert [why for _, why in own_oddities([number], {"n": 1}, {"n": 200})] == ["ratio"]
    assert [why for _, why in own_oddities([last], {"l": 4}, {"l": 5})] == ["backwards"]


NOW = datetime(2026, 6, 20, tzinfo=UTC)


def owed(number: int, value: Any, *, nil: bool = False, by_other: bool = False, state: State = State.SUBMITTED) -> Owed:
    answers = {} if value is None else {"n": value}
    said = TaskAnswer(1, f"U{number}", by_other, answers, "An", NOW.replace(minute=number))
    sent = CountedRevision(number, f"R/{number}/1", 1, nil, NOW, "An", None, "web", NOW, NOW, [said])
    return Owed(number, number, f"U{number}", f"U{number}", state, NOW, NOW, sent)


VALUES = st.lists(st.none() | st.integers(0, 10**6), max_size=12)


@given(VALUES, st.sampled_from(["sum", "mean", "last", "max"]))
def test_over_units_only_those_who_answered_count(values: list[int | None], way: str) -> None:
    own = read([{**WRITTEN[0], "max": None, "over_units": way}])
    units = [owed(n, value) for n, value in enumerate(values, 1)]
    one = indicators({1: "2.7"}, own, units, dict.fromkeys(range(1, 13), own))[0]
    known = [value for value in values if value is not None]
    assert [line.owed.sent.number for line in one.lines if line.owed.sent] == [
        f"R/{n}/1" for n, value in enumerate(values, 1) if value is not None
    ]
    if not known:
        assert one.value is one.target is one.share is None
        return
    expected = {"sum": sum(known), "mean": sum(known) / len(known), "last": known[-1], "max": max(known)}
    # A mean is as it is shown: of whole numbers with one decimal, and never 0 unless all are.
    assert one.value == (pytest.approx(expected[way], abs=0.1) if way == "mean" else expected[way])
    assert one.target == (100 * len(known) if way == "sum" else 100)


def test_nil_returned_and_other_units_are_not_counted() -> None:
    own = OWN[:1]
    asked = dict.fromkeys(range(1, 7), own)
    units = [owed(1, 5), owed(2, 5, nil=True), owed(3, 5, by_other=True), owed(4, 5, state=State.RETURNED)]
    one = indicators({1: "2.7"}, own, units, asked)[0]
    assert one.value == 5
    assert [line.owed.code for line in one.by_others] == ["U3"]


def test_without_own_fields_nothing_is_looked_at() -> None:
    class Untouched(list[Owed]):
        def __iter__(self) -> Any:
            raise AssertionError("a row was looked at")

    assert indicators({1: "2.7"}, (), Untouched(), {}) == []
