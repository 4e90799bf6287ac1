"""What clerks write in the place of a word of the list, and names in the place of codes."""

import pytest

from storage.setup import SetupProblems, read_setup
from storage.setup.workbook.cells import BadCell, _chosen
from storage.setup.workbook.layout import _DAYS, _MONTHS, _PERIODS, _WEEKDAYS
from tests.each import each
from tests.storage.setup_files import changed
from tests.storage.test_setup_problems import DUE
from tests.storage.test_setup_real_workbooks import cell, made


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
    assert _chosen(typed, _PERIODS) == period


def test_days_and_months_as_people_write_them() -> None:
    assert _chosen("ngày 5", _DAYS) == "5"
    assert _chosen("tháng 6", _MONTHS) == "6"
    assert [_chosen(f"thứ {day}", _WEEKDAYS) for day in ("2", "3", "4", "5", "6", "7", "năm")] == list("1234564")


@each("typed", ["5", "2 năm", "tháng tới", "hai tháng", "hằng", "đột xuất", "quý năm", ""])
def test_what_may_be_no_period_is_asked_about(typed: str) -> None:
    with pytest.raises(BadCell):
        _chosen(typed, _PERIODS)


def test_a_name_in_the_place_of_a_code_is_answered_with_the_code() -> None:
    with pytest.raises(SetupProblems, match="không có đơn vị “Văn phòng”; cần một mã đã khai báo; có phải “VP”"):
        read_setup(made(cell("Người!A2", "Văn phòng")), lambda code: {})


def test_a_day_named_nearly_is_answered_with_its_word() -> None:
    with pytest.raises(SetupProblems, match="có phải “last_working”") as caught:
        read_setup(changed((DUE, "due: {month: last, day: last_working_day}")))
    assert len(caught.value.problems) == 1
