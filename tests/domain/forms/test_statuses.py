"""Statuses are one table: each is complete, and one that is read by its phrases alone is never certain when denied."""

import pytest

from domain.forms.form import progress, put
from domain.forms.statuses import COUNTED, STATUSES, Status
from domain.typed.values import combine


def test_every_status_is_one_entry() -> None:
    assert set(COUNTED) == set(Status)
    assert len(COUNTED) == len(set(COUNTED))
    assert len({one.column for one in STATUSES}) == len({one.chosen for one in STATUSES}) == len(STATUSES)
    for one in STATUSES:
        answers = put({}, "status", str(one.status))
        assert progress(answers) == (one.percent if one.in_means else None)
        if one.takes_percent:
            assert progress(put(answers, "percent", 40)) == 40
            assert put(answers, "percent", 40)["status"] == one.status


@pytest.mark.parametrize("beside", ["no", "not_yet", "later", "soon", "guess", "if", "ahead", "hedge", "spared", "nil"])
def test_a_status_of_phrases_is_certain_alone_only(beside: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(combine, "TYPED", frozenset({"paused"}))
    assert combine.standing_of(["paused"]) == combine.standing_of(["now", "paused"]) == "paused"
    for words in ([beside, "paused"], ["paused", beside], ["now", beside, "paused"]):
        assert combine.standing_of(words) == "unclear"
