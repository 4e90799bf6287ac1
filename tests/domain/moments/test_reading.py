"""Days and hours are read alike wherever they are written."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from domain.moments.due_writing import day_and_clock, due_clock
from domain.moments.moments_in_text import find_moments, read_clock, read_instant, read_moment
from domain.moments.sight import looking_ahead, looking_back
from tests.each import each

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
TODAY = date(2026, 12, 2)  # a Wednesday
AHEAD = looking_ahead(TODAY, date(2026, 12, 18), near=date(2026, 12, 17))


def told(text: str) -> str:
    """`11/12/2026 17:00`; several with `|` between them, what is no day or hour as `?`."""
    found = []
    for one in find_moments(text, AHEAD):
        parts = [f"{one.day:%d/%m/%Y}" if one.day else "", f"{one.clock}" if one.clock else ""]
        parts += [f"+{one.span.amount}{one.span.unit}" if one.span else "", "?" if one.is_false else ""]
        found.append(" ".join(filter(None, parts)))
    return " | ".join(found)


@each(
    ("text", "meant"),
    [
        ("thứ Sáu tuần sau", "11/12/2026"),
        ("thứ 6 tuần tới", "11/12/2026"),
        ("thu sau tuan sau", "11/12/2026"),
        ("t6 tuần sau", "11/12/2026"),
        ("tuần sau thứ 6", "11/12/2026"),
        ("cn tuần này", "06/12/2026"),
        ("chủ nhật này", "06/12/2026"),
        ("thứ hai tuần sau nữa", "14/12/2026"),
        ("thứ Năm", "24/12/2026"),
        ("thứ Sáu, 25/12", "25/12/2026"),
        ("thứ sáu ngày 25/12", "25/12/2026"),
        ("sáu tuần", "+6w"),
        ("hai tuần nữa", "+2w"),
        ("5 ngày nữa", "+5d"),
        ("trong 3 ngày", "+3d"),
        ("sau 3 ngày", "+3d"),
        ("10 ngày làm việc", "+10wd"),
        ("nửa tháng", "+15d"),
        ("2 tiếng nữa", "+2h"),
        ("sau tuần này", ""),
        ("cuối tuần sau", "11/12/2026"),
        ("hết tuần", "18/12/2026"),
        ("đầu tuần", "21/12/2026"),
        ("cuối tháng", "31/12/2026"),
        ("giữa tháng 12", "15/12/2026"),
        ("hết quý", "31/12/2026"),
        ("ngày kia", "04/12/2026"),
        ("mùng 5", "05/01/2027"),
        ("mùng 5 Tết", ""),
        ("mùng 5 tháng 1 âm lịch", ""),
        ("ngày 5 tháng sau", "05/01/2027"),
        ("25 tháng 12 năm 2026", "25/12/2026"),
        ("25.12.2026 17.30", "25/12/2026 17:30"),
        ("2026-12-25", "25/12/2026"),
        ("trước 17h00 ngày 25/12", "25/12/2026 17:00"),
        ("17h30", "17:30"),
        ("17 giờ 30", "17:30"),
        ("17 giờ kém 15 thứ 6", "18/12/2026 16:45"),
        ("5 giờ chiều", "17:00"),
        ("5h rưỡi chiều thứ 6", "18/12/2026 17:30"),
        ("8h sáng mai", "03/12/2026 08:00"),
        ("tối mai 8h", "03/12/2026 20:00"),
        ("sáng mai", "03/12/2026 12:00"),
        ("trước 12h trưa thứ 6", "18/12/2026 12:00"),
        ("17:00 25/12", "25/12/2026 17:00"),
        ("17h25/12", "25/12/2026 17:00"),
        ("17h 25 tháng 12", "25/12/2026 17:00"),
        ("25/12 lúc 17h", "25/12/2026 17:00"),
        ("24:00 ngày 30/11", "30/11/2026 24:00"),
        ("12h đêm 25/12", "25/12/2026 24:00"),
        ("hết ngày 25/12", "25/12/2026 24:00"),
        ("25h ngày 25/12", "25/12/2026 ?"),
        ("31/2", "?"),
        ("Friday next week 5pm", "11/12/2026 17:00"),
        ("25 December 2026", "25/12/2026"),
        ("chờ chị Mai ký, 3 ngày", "+3d"),
        ("lần thứ 2 đến 22/12", "22/12/2026"),
        ("từ 10/12 đến 22/12", "10/12/2026 | 22/12/2026"),
    ],
)
def test_what_is_still_to_come(text: str, meant: str) -> None:
    assert told(text) == meant


@each(
    ("text", "meant"),
    [
        ("thứ Sáu tuần trước", "2026-11-27"),
        ("thứ 6", "2026-11-27"),
        ("thứ 2 tuần này", "2026-11-30"),
        ("chủ nhật vừa rồi", "2026-11-29"),
        ("hôm kia", "2026-11-30"),
        ("3 ngày trước", "2026-11-29"),
        ("mùng 1", "2026-12-01"),
        ("20/11", "2026-11-20"),
    ],
)
def test_what_was(text: str, meant: str) -> None:
    [found] = find_moments(text, looking_back(TODAY))
    assert f"{found.day}" == meant


@each(
    ("text", "clock"),
    [("24:00", "24:00"), ("24h", "24:00"), ("17h", "17:00"), ("7:30", "07:30"), ("17.30", "17:30"), ("8g15", "08:15"),
     ("17 giờ 30 phút", "17:30"), ("17:00:00", "17:00"), ("5 pm", "17:00"), ("17h30'", "17:30"), ("17:00'", "17:00"),
     ("5 rưỡi chiều", "17:30"),
     ("12h đêm", "24:00"),
     ("17h-18h", "None"), ("745", "None"), ("25:00", "None"), ("17:75", "None"),
     ("17:00 25/12", "None"), ("17", "None"), ("", "None")],
)  # fmt: skip
def test_a_time_of_day_alone(text: str, clock: str) -> None:
    assert str(read_clock(text)) == clock


@each(
    ("text", "meant"),
    [
        ("17:00 15/06/2026", "2026-06-15 17:00"),
        ("15/06/2026 17h", "2026-06-15 17:00"),
        ("17h00 ngày 15 tháng 6 năm 2026", "2026-06-15 17:00"),
        ("24:00 ngày 30/11/2026", "2026-11-30 24:00"),
        ("2026-11-30T24:00", "2026-11-30 24:00"),
        ("15/06/2026", "2026-06-15 None"),
        ("17:00 thứ Hai, ngày 15 tháng 6 năm 2026", "2026-06-15 17:00"),
        ("thứ Hai, 15/06/2026 17h00'", "2026-06-15 17:00"),
        ("thứ Sáu 15/06/2026", ""),  # it is a Monday
        ("June 15, 2026 5 PM", "2026-06-15 17:00"),
        ("15-Jul-2026 17:00", "2026-07-15 17:00"),
        ("5 Sept 2026", "2026-09-05 None"),
        ("May 15, 2026", "2026-05-15 None"),
        ("15-16/6/2026", ""),
        ("15/06/2026 âm lịch", ""),
        ("cuối tháng 6/2026", ""),
        ("15/6", ""),
        ("thứ sáu", ""),
        ("ngày mai", ""),
        ("17:00 31/02/2026", ""),
        ("25:00 15/06/2026", ""),
        ("17:00 15/06/2026 và sau đó", ""),
        ("29/2", ""),
    ],
)
def test_a_cell_holds_a_whole_moment_or_none(text: str, meant: str) -> None:
    found = read_moment(text)
    assert (f"{found[0]} {found[1]}" if found else "") == meant


def test_an_instant_has_its_zone_with_it_or_is_told_it() -> None:
    end = datetime(2026, 11, 30, 17, tzinfo=UTC)
    assert read_instant("2026-11-30T24:00+07:00") == read_instant("24:00 30/11/2026", ZONE) == end
    assert read_instant("2026-11-30T17:00Z") == end
    for typed in ("trước 0h 1/12/2026", "chậm nhất là 24h ngày 30/11/2026", "Hạn nộp: 24:00 30\xa0/ 11/2026"):
        assert read_instant(typed, ZONE) == end
    assert read_instant("trước 30/11/2026", ZONE) is None
    assert read_instant("2026-11-30T17:00") is None
    assert read_instant("30/11/2026", ZONE) is None
    assert read_instant("24:00 31/12/9999", ZONE) is None


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(0, 24 * 60 - 1))
def test_what_is_written_is_read_again(on: date, minutes: int) -> None:
    moment = datetime.combine(on, time(minutes // 60, minutes % 60), ZONE)
    day, clock = day_and_clock(moment, ZONE)
    assert due_clock(moment, ZONE) == read_clock(clock)
    for text in (f"{clock} {day:%d/%m/%Y}", f"{clock} ngày {day.day}/{day.month}/{day.year}", f"{day}T{clock}"):
        assert read_instant(text, ZONE) == moment


@given(
    st.text(max_size=60)
    | st.from_regex(r"(thứ|sáu|tuần|sau|\d{1,4}|h|:|/|ngày|chiều| |\.|-|tháng){1,9}", fullmatch=True)
)
def test_any_text_is_read_without_a_failure(text: str) -> None:
    for sight in (AHEAD, looking_ahead(TODAY), looking_back(TODAY)):
        for one in find_moments(text, sight):
            assert 0 <= one.start < one.end <= len(text)
    read_moment(text)
    read_instant(text, ZONE)
