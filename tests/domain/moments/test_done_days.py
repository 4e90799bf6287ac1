"""When something was done, as a report says it: a day, or a question where it may be another or none."""

from datetime import date

from domain.typed import read_line
from tests.each import each

TODAY = date(2026, 12, 2)  # a Wednesday


def told(text: str) -> str:
    reading = read_line(f"2.7 {text}", ["2.7", "3.1"], today=TODAY)
    if reading.doubts:
        [doubt] = reading.doubts
        days = [str(offer["done_on"])[5:] for offer in doubt.offers if "done_on" in offer]
        return " ".join([doubt.why, *dict.fromkeys(days)])
    [update] = reading.updates
    return str(update.answers.get("done_on", update.answers["status"]))


@each(
    ("text", "meant"),
    [
        ("xong 20/11 năm ngoái", "2025-11-20"),
        ("xong ngày 20.11", "2026-11-20"),
        ("xong ngày 5 tháng trước", "2026-11-05"),
        ("xong cách đây 3 ngày", "2026-11-29"),
        ("xong 3 hôm trước", "2026-11-29"),
        ("xong 17h hôm qua", "2026-12-01"),
        ("xong lúc 17h30' ngày 20/11", "2026-11-20"),
        ("xong hồi 9h ngày 20/11", "2026-11-20"),
        ("xong ngày 20/11 lúc 17h", "2026-11-20"),
        ("done on 20 November", "2026-11-20"),
        ("done November 20", "2026-11-20"),
        ("done last Friday", "2026-11-27"),
        ("xong thứ sáu 24/11", "day 11-24 11-27"),  # the 24th was a Tuesday
        ("xong ngày 15 tháng chạp", "lunar_day"),
        ("xong ngay 15 thang chap", "lunar_day"),
        ("xong rằm tháng 10", "lunar_day"),
        ("XONG HÔM RẰM", "lunar_day"),
        ("hoàn thành mùng 2 tháng 11 âm lịch", "lunar_day"),
        ("xong từ mùng 10 tháng chạp", "lunar_day"),
        ("xong 15/10 âm lịch", "lunar_day"),
        ("ngày 15 tháng giêng xong", "lunar_day"),
        ("xong tuần trước", "done"),
        ("xong cuối tuần trước", "done"),
        ("done last week", "done"),
        ("xong tháng 11", "done"),
        ("xong đầu tháng 11", "done"),
        ("hoàn thành tháng 11/2026", "done"),
        ("xong năm ngoái", "done"),
        ("xong trước Tết", "partly"),
        ("xong trước ngày 20/11", "day"),
        ("xong 2-3 ngày trước", "partly"),
        ("xong 15-20/11", "partly"),
        ("xong 31/11", "no_such_day"),
        ("xong 29/02", "no_such_day"),
        ("xong từ 30/2", "no_such_day"),
        ("đã xong từ 31/4", "no_such_day"),
        ("hoàn thành từ 31/9", "no_such_day"),
        ("xong từ hôm 31/11", "no_such_day"),
        ("xong hết từ ngày 30/2", "no_such_day"),
        ("xong ngày mai", "to_come"),
        ("xong 5/13", "in_progress"),  # five of thirteen
    ],
)
def test_when_it_was_done(text: str, meant: str) -> None:
    assert told(text) == meant


def test_a_feast_is_no_day_on_which_it_was_done() -> None:
    for text in ("đã phát quà Tết xong", "tổ chức rằm tháng 7 xong"):
        reading = read_line(f"2.7 {text}", ["2.7"], today=TODAY)
        assert [doubt.why for doubt in reading.doubts] == ["partly"], text
