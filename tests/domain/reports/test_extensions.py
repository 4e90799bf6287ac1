"""More time: what a typed wish means, and which days can be asked for."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar.deadlines import due_day
from domain.calendar.workdays import WorkCalendar
from domain.reports.extensions import (
    BadWish,
    Terms,
    Wish,
    checked,
    last_day,
    on_day,
    suggestions,
)
from domain.reports.wishes import only_asks_whether, read_wish
from tests.each import each

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
CALENDAR = WorkCalendar(off=frozenset({date(2027, 1, 1)}))
DUE = date(2026, 12, 17)  # a Thursday
TERMS = Terms(date(2026, 12, 10), DUE, last_day(DUE, None), CALENDAR)
LATE = Terms(date(2026, 12, 21), DUE, last_day(DUE, None), CALENDAR)


@each(
    ("typed", "day", "reason"),
    [
        ("3 ngày vì chờ số liệu", date(2026, 12, 21), "chờ số liệu"),  # the 20th is a Sunday
        ("3 ngày đo đạc chưa xong", date(2026, 12, 21), "đo đạc chưa xong"),  # `đo` is no `do`
        ("thêm 3 ngày", date(2026, 12, 21), ""),
        ("xin gia hạn đến 22/12", date(2026, 12, 22), ""),
        ("xin đến ngày 22/12/2026, do mưa lũ", date(2026, 12, 22), "mưa lũ"),
        ("22.12.26 - lý do: họp", date(2026, 12, 22), "họp"),
        ("ngày 22 tháng 12 năm 2026 lý do là đi vắng", date(2026, 12, 22), "đi vắng"),
        ("den 22 thang 12 vi ban", date(2026, 12, 22), "ban"),
        ("2026-12-25", date(2026, 12, 25), ""),
        ("10/1", date(2027, 1, 11), ""),  # the nearest tenth of January, which is a Sunday
        ("1/1", date(2027, 1, 4), ""),  # a holiday before a weekend
        ("5 ngày làm việc vì thiếu người", date(2026, 12, 24), "thiếu người"),
        ("5wd", date(2026, 12, 24), ""),
        ("1 tuần", date(2026, 12, 24), ""),
        ("một tuần, chờ ký", date(2026, 12, 24), "chờ ký"),
        ("năm ngày", date(2026, 12, 22), ""),
        ("3", date(2026, 12, 21), ""),
        ("chờ ký, xin thêm 5 ngày", date(2026, 12, 22), "chờ ký"),
        ("Kính đề nghị quý cơ quan cho phép đơn vị được lùi thời hạn nộp đến ngày 22/12", date(2026, 12, 22), ""),
        ("chờ Sở đề nghị mức thưởng, xin đến 22/12", date(2026, 12, 22), "chờ Sở đề nghị mức thưởng"),
        ("Chờ số liệu, kính mong Ban xem xét cho lùi thời hạn đến 22/12", date(2026, 12, 22), "Chờ số liệu"),
        ("vì bận nên xin thêm 2 tuần", date(2026, 12, 31), "bận"),
        ("3 ngày vì còn 2 xã chưa gửi", date(2026, 12, 21), "còn 2 xã chưa gửi"),
        ("xin lùi tới ngày hai mươi hai tháng mười hai nhé chị đi công tác", date(2026, 12, 22), "chị đi công tác"),
        ("xin lui den hai muoi hai thang muoi hai", date(2026, 12, 22), ""),
        ("xin đến mùng bốn tháng một", date(2027, 1, 4), ""),
        ("vì 21/12 mới có số liệu, xin đến 22/12", date(2026, 12, 22), "21/12 mới có số liệu"),
        ("kẹt vì 20/12 họp, cho xin thêm ba ngày", date(2026, 12, 21), "kẹt vì 20/12 họp"),
    ],
)
def test_what_is_typed(typed: str, day: date, reason: str) -> None:
    assert read_wish(typed, TERMS) == Wish(day, reason)


@each(
    ("typed", "day", "clock", "reason"),
    [
        ("thứ Sáu tuần sau", date(2026, 12, 18), "None", ""),
        ("chậm nhất trước 17h30 ngày 25/12 vì chờ Sở KH&CN", date(2026, 12, 25), "17:30", "chờ Sở KH&CN"),
        ("xin lùi đến 8h sáng thứ 2 do họp thứ 6", date(2026, 12, 21), "08:00", "họp thứ 6"),
        ("mới có 5/7 xã gửi, xin thêm 3 ngày", date(2026, 12, 21), "None", "mới có 5/7 xã gửi"),
        ("do mưa từ 10/12 nên xin đến 22/12", date(2026, 12, 22), "None", "mưa từ 10/12"),
        ("24:00 ngày 22/12", date(2026, 12, 22), "24:00", ""),
        ("0h ngày 23/12", date(2026, 12, 22), "24:00", ""),
        ("đến 20h", DUE, "20:00", ""),
        ("thêm 3 giờ", DUE, "20:00", ""),
        ("cuối tháng được không ạ", date(2026, 12, 31), "None", ""),
        ("1 tháng", date(2027, 1, 18), "None", ""),
        ("tuần sau", date(2026, 12, 18), "None", ""),  # its Monday is before the due day
        ("until Friday next week 5pm because of the flood", date(2026, 12, 18), "17:00", "the flood"),
    ],
)
def test_the_hour_is_kept_and_is_no_reason(typed: str, day: date, clock: str, reason: str) -> None:
    wish = read_wish(typed, TERMS)
    assert (wish.day, str(wish.clock), wish.reason) == (day, clock, reason)


def test_days_count_from_today_where_the_due_day_has_passed() -> None:
    assert read_wish("3 ngày", LATE).day == date(2026, 12, 24)
    assert suggestions(LATE) == [date(2026, 12, 22), date(2026, 12, 24), date(2026, 12, 28)]


@each(
    ("typed", "why"),
    [
        ("31/2", "no_such_day"),
        ("30/2/2027", "no_such_day"),
        ("12/13", "no_such_day"),
        ("0/12", "no_such_day"),
        ("9/12", "past"),
        ("15/12/2025", "past"),
        ("17/12", "not_later"),
        ("16/12/2026", "not_later"),
        ("200 ngày", "too_far"),
        ("30 tuần", "too_far"),
        ("1/1/9999", "too_far"),
        ("25h ngày 22/12", "no_such_hour"),
        ("mùng 5 Tết", "lunar"),
        ("0 ngày", "unclear"),
        ("ngày mai", "not_later"),
        ("", "unclear"),
        ("xin gia hạn vì 22/12 mới có số liệu", "unclear"),
        ("lý do đến 22/12 mới họp", "unclear"),
        ("chưa biết", "unclear"),
    ],
)
def test_what_cannot_be_asked_for(typed: str, why: str) -> None:
    with pytest.raises(BadWish) as refused:
        read_wish(typed, TERMS)
    assert refused.value.why == why


@given(st.text(max_size=200) | st.from_regex(r"[\w ]*\d{1,4}[/ .-]?(\d{1,3}|ngay|tuan|wd)?[\w ,]*", fullmatch=True))
def test_any_text_is_a_working_day_in_reach_or_refused(text: str) -> None:
    for terms in (TERMS, LATE):
        try:
            wish = read_wish(text, terms)
        except BadWish:
            continue
        assert max(terms.due_day, terms.today) <= wish.day
        assert wish.day > terms.due_day or (wish.clock and wish.clock > terms.due_clock)
        assert CALENDAR.is_working(wish.day)
        assert checked(wish.day, Terms(terms.today, terms.due_day, wish.day, CALENDAR), wish.clock) == wish.day


def test_not_beyond_the_plan_but_for_a_month_after_its_last_report() -> None:
    assert last_day(DUE, None) == date(2027, 6, 15)
    assert last_day(DUE, date(2030, 12, 31)) == date(2027, 6, 15)
    assert last_day(DUE, date(2027, 3, 31)) == date(2027, 3, 31)
    assert last_day(DUE, date(2026, 12, 31)) == date(2027, 1, 17)


@given(st.times(), st.dates(date(2027, 1, 2), date(2028, 1, 1)))
def test_the_clock_stays_and_midnight_is_the_end_of_the_day(clock: time, day: date) -> None:
    due = datetime.combine(DUE, clock, ZONE)
    moved = on_day(due, day, ZONE)
    assert due_day(moved, ZONE) == day
    assert moved.astimezone(ZONE).time() == clock


def test_whether_it_may_be_asked_says_nothing_of_until_when() -> None:
    for line in ("cho em gia hạn được không ạ", "cho em gia han dc k a", "xin gia hạn dc ko", "nộp muộn được chăng"):
        assert only_asks_whether(line), line
    for line in ("xin gia hạn đến 22/12 được không ạ", "xin lùi 3 ngày dc k", "gia hạn vì chưa được kinh phí"):
        assert not only_asks_whether(line), line
