"""Choices are numbered as people see them, and answered by number."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.choices import LASTS, is_number, is_old, number_in, numbers

BACK = ("Quay lại", "Bỏ")


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (["Chưa thực hiện", "Đang thực hiện", "Hoàn thành", "Quay lại"], ["1", "2", "3", "0"]),
        (["1. Quý IV", "2. Năm", "Bỏ"], ["1", "2", "0"]),
        (["2. Năm", "1. Quý IV", "Xuất Excel"], ["2", "1", "3"]),
        (["1. a", "1. b"], ["1", "2"]),
        (["Bỏ", "Quay lại"], ["0", "1"]),
        (["2.7", "3.1"], ["1", "2"]),
        ([], []),
    ],
)
def test_numbers(labels: list[str], expected: list[str]) -> None:
    assert numbers(labels, BACK) == expected


@given(st.lists(st.sampled_from([*BACK, "1. a", "2. b", "3. c", "x", "y", "12. z"]), max_size=30))
def test_every_choice_has_a_number_of_its_own(labels: list[str]) -> None:
    found = numbers(labels, BACK)
    assert len(found) == len(labels) == len(set(found))
    assert all(is_number(number) and number_in(number) == number for number in found)


@pytest.mark.parametrize(("text", "number"), [("2", "2"), (" 2. ", "2"), ("02", "2"), ("0", "0"), ("12)", "12")])
def test_a_number_as_it_is_typed(text: str, number: str) -> None:
    assert is_number(text)
    assert number_in(text) == number


@pytest.mark.parametrize("text", ["2.7", "2 xong", "", "1234", "²", "-1", "40%"])
def test_other_texts_are_no_numbers_of_a_list(text: str) -> None:
    assert not is_number(text)


def test_a_list_grows_old() -> None:
    now = datetime(2026, 11, 27, tzinfo=UTC)
    assert not is_old(None, now)
    assert not is_old(now - LASTS, now)
    assert is_old(now - LASTS - timedelta(seconds=1), now)
