"""Choices are numbered as people see them, and answered by number."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.messaging.numbered_choices import (
    LASTS,
    ending,
    is_number,
    is_old,
    is_unseen,
    letter_in,
    letters,
    marked,
    marks,
    number_in,
    numbers_in,
    rows_in,
)
from tests.each import each

BACK = ("Quay lại", "Bỏ")


@each(
    ("labels", "expected"),
    [
        (["Chưa thực hiện", "Đang thực hiện", "Hoàn thành", "Quay lại"], ["1", "2", "3", "0"]),
        (["1. Quý IV", "2. Năm", "Bỏ"], ["1", "2", "0"]),
        (["2. Năm", "1. Quý IV", "Xuất Excel"], ["2", "1", "a"]),
        (["1. a", "1. b"], ["1", "2"]),
        (["Bỏ", "Quay lại"], ["0", "1"]),
        (["2.7", "3.1"], ["1", "2"]),
        (["5", "6 ✓", "12", "Xem lại", "Quay lại"], ["5", "6", "12", "a", "0"]),
        (["Báo cáo ngay 1", "Bỏ qua 1", "Báo cáo ngay 2", "Bỏ qua 2", "Xin gia hạn"], ["1", "a", "2", "b", "c"]),
        (["Phường 10", "Phường 2", "Xã 2", "Trang sau"], ["10", "2", "a", "b"]),
        (["Phường 2", "Phường 2"], ["1", "2"]),
        ([], []),
    ],
)
def test_marks(labels: list[str], expected: list[str]) -> None:
    assert marks(labels, BACK) == expected


LABELS = [*BACK, "1. a", "2. b", "3. c", "x", "y", "12. z", "4", "7 ✓", "a 1", "a 2", "b 1", "02"]


@given(st.lists(st.sampled_from(LABELS), max_size=30))
def test_every_choice_has_a_number_of_its_own(labels: list[str]) -> None:
    found = list(filter(None, marks(labels, BACK)))
    assert len(found) == len(set(found))
    assert len(found) >= min(len(labels), 25)
    assert all(number_in(mark) == mark or letter_in(mark) == mark for mark in found)


@each(
    ("text", "number"),
    [
        ("2", "2"),
        (" 2. ", "2"),
        ("02", "2"),
        ("0", "0"),
        ("12)", "12"),
        ("số 2", "2"),
        ("Chọn số 2 nhé!", "2"),
        ("2 ạ", "2"),
    ],
)
def test_a_number_as_it_is_typed(text: str, number: str) -> None:
    assert is_number(text)
    assert number_in(text) == number


@each("text", ["2.7", "2 xong", "", "1234", "²", "-1", "40%", "số", "ạ", "2 chưa"])
def test_other_texts_are_no_numbers_of_a_list(text: str) -> None:
    assert not is_number(text)


def test_a_list_grows_old() -> None:
    now = datetime(2026, 11, 27, tzinfo=UTC)
    assert not is_old(None, now)
    assert not is_old(now - LASTS, now)
    assert is_old(now - LASTS - timedelta(seconds=1), now)


def test_letters_where_a_number_is_the_answer() -> None:
    assert letters(["10 %", "25 %", "Bỏ qua"]) == ["a", "b", "c"]
    assert letters(["x"] * 27)[9:] == [*"jlmnopqrstuvwxyz", "", ""], "k alone is không"
    typed = ("b", " B. ", "chọn b ạ", "2", "bỏ", "", "ạ", "á", "a ạ")
    assert [letter_in(text) for text in typed] == ["b", "b", "b", "", "", "", "", "", "a"]


def test_a_number_of_the_text_is_no_choices() -> None:
    rows = rows_in("Quá hạn: 2 đơn vị\n1. Phường 1 · trễ 2 ngày\n2. Phường 10\n12 tin")
    assert rows == {"1", "2"}
    assert marks(["Đôn đốc tất cả", "Gửi lời mời 2", "Thôi", "Bỏ"], ("Bỏ",), rows) == ["a", "2", "b", "0"]
    assert marks(["Phường 7", "Xuất Excel"], (), rows) == ["a", "b"], "a name that ends in a number is no row"


def test_how_a_choice_stands_in_a_text() -> None:
    assert marked("2", "Hoàn thành") == "2 Hoàn thành"
    assert marked("2", "2. Năm") == "2 Năm"
    assert marked("6", "6 ✓") == "6 ✓"
    assert marked("", "Hoàn thành") == "Hoàn thành"


def test_the_numbers_in_which_labels_of_the_first_kind_end() -> None:
    assert ending(["Báo cáo ngay 1", "Bỏ qua 1", "Báo cáo ngay 2", "Bỏ qua 2"]) == {"1": 0, "2": 2}
    assert ending(["Xem lại", "Đôn đốc 3 đơn vị"]) == {}


def test_what_was_said_before_a_list_was_made() -> None:
    now = datetime(2026, 11, 27, tzinfo=UTC)
    assert is_unseen(now, now - timedelta(milliseconds=1))
    assert not is_unseen(now, now)
    assert not is_unseen(None, now)


@each(
    ("typed", "numbers"),
    [
        ("1, 2", [1, 2]), ("1 và 3", [1, 3]), ("1 2 ạ", [1, 2]), ("số 2; số 4.", [2, 4]), ("1-3", [1, 2, 3]),
        ("từ 2 đến 4", [2, 3, 4]), ("01,02,01", [1, 2]), ("7", [7]), ("3-1", []), ("1-", []), ("2.7", []), ("1/2", []),
        ("²", []), ("phường 1, 2", []), ("1, 2 xong", []), ("1,", [1]), ("9999", []), ("", []), ("1 " * 200, []),
    ],
)  # fmt: skip
def test_several_of_a_list(typed: str, numbers: list[int]) -> None:
    assert numbers_in(typed) == numbers
