"""Dates, periods and delays as people read them."""

from datetime import date, timedelta

import pytest

from handlers.words import Words, dates
from tests.each import each
from tests.office import ZONE, local

VI, EN = Words(), Words("en")


def test_a_moment_has_its_weekday() -> None:
    assert dates.moment(VI, local("2026-12-17 17:00"), ZONE) == "17:00 thứ Năm 17/12/2026"
    assert dates.moment(EN, local("2026-12-17 17:00"), ZONE) == "17:00 Thursday 17/12/2026"
    assert dates.day(VI, date(2026, 11, 22)) == "Chủ nhật 22/11/2026"


def test_midnight_is_the_end_of_the_day_before() -> None:
    assert dates.moment(VI, local("2026-12-18 00:00"), ZONE) == "24:00 thứ Năm 17/12/2026"


@each(
    ("title", "key", "said"),
    [
        ("Báo cáo quý", "2026-Q4", "Báo cáo quý IV/2026"),
        ("Báo cáo sơ kết năm", "2026", "Báo cáo sơ kết năm 2026"),
        ("Báo cáo tháng", "2026-09", "Báo cáo tháng 09/2026"),
        ("Báo cáo tuần", "2026-W07", "Báo cáo tuần 7/2026"),
        ("Báo cáo ngày", "2026-12-01", "Báo cáo ngày 01/12/2026"),
        ("Báo cáo", "2026-12-K1", "Báo cáo kỳ 1 tháng 12/2026 (01–15)"),
        ("Báo cáo", "2027-02-K2", "Báo cáo kỳ 2 tháng 02/2027 (16–28)"),
        ("Giám sát", "2026-H2", "Giám sát 6 tháng cuối năm 2026"),
        ("Báo cáo 6 tháng", "2026-H2", "Báo cáo 6 tháng cuối năm 2026"),
        ("Sơ kết sáu tháng", "2026-H1", "Sơ kết 6 tháng đầu năm 2026"),
        ("Quý", "2026-Q1", "quý I/2026"),
        ("Báo cáo 9 tháng", "2026-9M", "Báo cáo 9 tháng năm 2026"),
        ("Báo cáo", "2026-9M", "Báo cáo 9 tháng năm 2026"),
        ("Báo cáo đột xuất", "once", "Báo cáo đột xuất"),
    ],
)
def test_reports_are_named_with_their_period(title: str, key: str, said: str) -> None:
    assert dates.report_title(VI, title, key) == said


def test_in_english_the_period_stands_beside_the_vietnamese_title() -> None:
    assert dates.report_title(EN, "Báo cáo quý", "2026-Q4") == "Báo cáo quý (quarter IV/2026)"
    assert dates.report_title(EN, "Báo cáo đột xuất", "once") == "Báo cáo đột xuất"


@pytest.mark.parametrize(
    ("span", "said"),
    [
        (timedelta(seconds=40), "trễ 40 giây"),
        (timedelta(minutes=5), "trễ 5 phút"),
        (timedelta(hours=3, minutes=5), "trễ 3 giờ 5 phút"),
        (timedelta(hours=16), "trễ 1 ngày"),
        (timedelta(days=40), "trễ 40 ngày"),
    ],
)
def test_delays(span: timedelta, said: str) -> None:
    due = local("2026-12-17 17:00")
    assert dates.late_by(VI, due, due + span, ZONE) == said


def test_in_time_is_not_late() -> None:
    due = local("2026-12-17 17:00")
    assert dates.late_by(VI, due, due, ZONE) is None
    assert dates.remaining(VI, due, due - timedelta(days=3), ZONE) == "còn 3 ngày"
    assert dates.remaining(VI, due, due - timedelta(hours=4), ZONE) == "còn 4 giờ"
