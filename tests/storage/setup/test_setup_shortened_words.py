"""What clerks write in the place of a word of the list, and names in the place of codes."""

import pytest
from openpyxl import Workbook

from storage.setup import SetupProblems, read_setup
from storage.setup.workbook.cell_words import DAYS, MONTHS, PERIODS, WEEKDAYS, YEARS, YES_NO
from storage.setup.workbook.cells import BadCell, _chosen
from tests.each import each
from tests.storage.setup.in_vietnamese import as_read, refusal
from tests.storage.setup.setup_files import changed
from tests.storage.setup.test_setup_problems import DUE
from tests.storage.setup.test_setup_real_workbooks import Change, cell, made


@each(
    ("typed", "period"),
    [
        ("tháng", "monthly"), ("hàng tháng", "monthly"), ("Mỗi tháng", "monthly"), ("định kỳ hằng tháng", "monthly"),
        ("quý", "quarterly"), ("từng quý", "quarterly"), ("năm", "yearly"), ("hàng năm", "yearly"),
        ("tuần", "weekly"), ("6 tháng", "half_yearly"), ("hằng 6 tháng", "half_yearly"), ("9 tháng", "nine_monthly"),
        ("1 lần", "once"), ("ngày", "daily"), ("NỬA THÁNG", "half_monthly"), ("monthly", "monthly"),
    ],
)  # fmt: skip
def test_a_period_as_people_shorten_it(typed: str, period: str) -> None:
    assert _chosen(typed, PERIODS) == period


def test_days_and_months_as_people_write_them() -> None:
    assert _chosen("ngày 5", DAYS) == "5"
    assert _chosen("tháng 6", MONTHS) == "6"
    assert [_chosen(f"thứ {day}", WEEKDAYS) for day in ("2", "3", "4", "5", "6", "7", "năm")] == list("1234564")


@each("typed", ["5", "2 năm", "tháng tới", "hai tháng", "hằng", "đột xuất", "quý năm", ""])
def test_what_may_be_no_period_is_asked_about(typed: str) -> None:
    with pytest.raises(BadCell):
        _chosen(typed, PERIODS)


def test_a_name_in_the_place_of_a_code_is_answered_with_the_code() -> None:
    with refusal("không có đơn vị “Văn phòng”; cần một mã đã khai báo; có phải “VP”"):
        read_setup(made(cell("Người!A2", "Văn phòng")), lambda code: {})


def test_a_day_named_nearly_is_answered_with_its_word() -> None:
    with refusal("có phải “last_working”") as caught:
        read_setup(changed((DUE, "due: {month: last, day: last_working_day}")))
    assert len(caught.value.problems) == 1


@each(
    ("written", "expected"),
    [
        (f"{DUE}\n    exceptions: [{{month: 12, day: 31}}]", "exceptions ghi bên trong due của requirements"),
        (f"{DUE}\n    weekday: 5", "weekday ghi bên trong due của requirements"),
        (f"{DUE}\n    at: '08:30'", "at ghi bên trong steps của reminder_policies"),
        (f"{DUE}\n    timezone: Asia/Ho_Chi_Minh", "timezone ghi bên trong organisation"),
        (f"{DUE}\n    unit_classes: []", "unit_classes ghi ở đầu dòng, ngang với organisation"),
        (f"{DUE}\n    name: Báo cáo", "có phải “title”?"),
    ],
)
def test_a_known_key_in_the_wrong_place_is_told_its_place(written: str, expected: str) -> None:
    with pytest.raises(SetupProblems) as caught:
        read_setup(changed((DUE, written)))
    assert [expected in as_read(one) for one in caught.value.problems] == [True]


def test_plain_words_in_the_place_of_a_files_own() -> None:
    written = "due: {month: sau kỳ, day: ngày làm việc cuối, when_not_working: lùi, year: sang năm}"
    found = read_setup(changed((DUE, written), ("before: 5wd", "before: 5 ngày làm việc"))).file
    due = (found.requirements or [])[0].due
    assert due is not None
    assert (due.month, due.day, due.when_not_working, due.year) == ("next", "last_working", "forward", "next")
    assert ((found.reminder_policies or [])[0].steps or [])[0].before == "5wd"


@each(("typed", "choices", "meant"), [("X", YES_NO, "true"), ("✓", YES_NO, "true"), ("sang năm", YEARS, "next")])
def test_marks_and_words_in_tables(typed: str, choices: dict[str, str], meant: str) -> None:
    assert _chosen(typed, choices) == meant


def test_a_number_out_of_range_is_not_taken_for_another() -> None:
    with pytest.raises(BadCell) as caught:
        _chosen("32", DAYS)
    assert "có phải" not in as_read(caught.value)
    with pytest.raises(BadCell):
        _chosen("thứ Sáu", DAYS)


def test_a_sheet_refused_at_its_head_is_one_problem() -> None:
    """And not one more for each thing that names something on it."""
    for sheet, column in (("Cơ quan", 1), ("Đơn vị", 1), ("Lớp đơn vị", 1), ("Kế hoạch", 1), ("Nhiệm vụ", 2)):
        with pytest.raises(SetupProblems) as caught:
            read_setup(made(heading(sheet, column)), lambda code: {})
        (told,) = caught.value.problems
        assert "có phải là cột “Zzz”" in as_read(told), sheet
    for sheet in ("Đơn vị", "Nhiệm vụ"):
        with pytest.raises(SetupProblems) as caught:
            read_setup(made(renamed(sheet)), lambda code: {})
        assert len(caught.value.problems) == 1, sheet


def heading(sheet: str, column: int) -> Change:
    def change(book: Workbook) -> None:
        book[sheet].cell(1, column).value = "Zzz"

    return change


def renamed(sheet: str) -> Change:
    def change(book: Workbook) -> None:
        book[sheet].title = "Trang khac"

    return change
