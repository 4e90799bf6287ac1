"""Which order a text is, by words alone; and what only looks like one."""

import time
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from domain.orders.best_way import HOLD, OrderTerm, asked
from domain.orders.concepts import SAID
from domain.orders.kinds_in_text import kinds_named, likely_names
from domain.orders.names_in_text import days_and_codes, periods
from domain.orders.order_tokens import tokens_of
from domain.orders.order_ways import WAYS
from domain.orders.reports_first import order_in
from domain.typed import Reading, read_line
from handlers.orders.order_table import DO
from handlers.words import LANGUAGES

TODAY = date(2026, 11, 29)
TASKS = {"2.7": "Quỹ phát triển KH&CN", "3.1": "Ứng dụng KH&CN cho rau, hoa"}
NO_ORDERS = (
    "2.7 đã nhắc các hộ nộp hồ sơ, đạt 60%",
    "2.7 xong, chưa có báo cáo tài chính",
    "3.1 đang chờ duyệt dự toán",
    "2.7 đã gửi báo cáo tỉnh rồi, 3.1 chưa",
    "đã tổng hợp xong 2.7",
    "2.7 vướng mắc: chưa ai trả lời",
    "2.7 hạn cuối năm nhưng mới 30%",
    "hôm qua đi công tác nên 2.7 mới 20%",
    "3.1 đã mời chuyên gia về tập huấn",
    "2.7: đã thông báo tới các doanh nghiệp",
    "3.1 đã trả lại hồ sơ cho dân, còn 40%",
    "2.7 sửa lại 50%",
    "đính chính 2.7: 60% không phải 80%",
    "trời hôm nay đẹp quá",
    "con mèo trèo cây cau",
    "giá vàng hôm nay bao nhiêu",
    "wifi mật khẩu gì",
    "đặt giúp anh phòng họp chiều mai",
)
HELD = ("đừng nhắc phường 5", "khoan đã, chưa nhắc vội", "không cần nhắc phường 10 nữa đâu", "khỏi hối phường 10 nữa",
        "dung nhac phuong 5", "đừng gửi không phát sinh vội", "don't remind ward 5", "khoan duyệt đã")  # fmt: skip


def first(text: str) -> str:
    tokens = tokens_of(text)
    found = asked(tokens, [OrderTerm("unit", *span) for span in likely_names(tokens, ())])
    return found[0].order if found else ""


def test_what_tells_of_work_or_of_nothing_here_is_no_order() -> None:
    def read(text: str) -> Reading:
        return read_line(text, list(TASKS), today=TODAY)

    for text in NO_ORDERS:
        found = order_in(text, TODAY, list(TASKS), lambda text=text: read(text))  # type: ignore[misc]
        assert found is None, (text, found)


def test_what_is_held_back_is_not_done() -> None:
    assert {text: first(text) for text in HELD} == dict.fromkeys(HELD, HOLD)
    for text in ("đúng hết rồi gửi đi", "dung het roi gui di"):
        assert first(text) == "hand_in"


def test_asking_who_did_it_does_it_not() -> None:
    for text in (
        "hôm qua ai nhắc phường 5 vậy",
        "ai duyệt báo cáo đó",
        "phường 5 bị nhắc mấy lần rồi",
        "nhắc phường 5 chưa",
    ):
        assert first(text) == "log", text


def test_every_way_is_made_of_concepts_and_done_by_a_function() -> None:
    assert {concept for way in WAYS for concept in (*way.needs, *way.without)} <= SAID.keys()
    assert {way.order for way in WAYS} == DO.keys()
    for words in LANGUAGES.values():
        spoken = {order for order in DO if f"order.{order}" not in words}
        assert spoken <= {"draft_away", "english", "vietnamese", "recall", "delete", "instead", "told"} | {
            order for order in DO if f"talk.{order}" in words or order in ("thanks", "who_are_you")
        }


def test_names_of_periods_kinds_and_unknown_units() -> None:
    tokens = tokens_of("tháng mười, quý tư năm 2026, quý trước, tháng này, Q3/2026")
    assert [spot.found for spot in periods(tokens, TODAY)] == [
        ("tháng 10",), ("quý 4/2026",), ("quý 3/2026",), (), ("quý 3/2026",)
    ]  # fmt: skip
    assert kinds_named(tokens_of("nhắc các phường và mấy xã"), ()) == [(1, 3), (4, 6)]
    assert kinds_named(tokens_of("các phường nào chưa nộp"), ()) == []
    assert likely_names(tokens_of("xã Duyệt Trung nộp chưa"), ()) == [(0, 3)]
    assert likely_names(tokens_of("phường nào nộp chưa"), ()) == []
    named = days_and_codes("2.7 mai", tokens_of("2.7 mai"), TODAY)
    assert [one.kind for one in named] == ["code", "ahead"]


def test_time_grows_with_the_length_alone() -> None:
    for words in ("nhắc nộp báo cáo gửi chưa không ", "xin cho thêm hạn ", "(((**", "con bao nhieu ngay han nop "):
        began = time.thread_time()
        assert asked(tokens_of((words * 2000)[:60_000])) == []
        assert time.thread_time() - began < 1


@given(st.text(st.characters() | st.sampled_from("\n.,?: _@2năm"), max_size=12))
def test_words_stand_where_they_were_typed(text: str) -> None:
    ends = [0]
    for token in tokens_of(text):
        assert 0 <= token.start < token.end <= len(text)
        assert token.start >= ends[-1] or token.end == ends[-1], "several words of one short form share a place"
        ends.append(token.end)
