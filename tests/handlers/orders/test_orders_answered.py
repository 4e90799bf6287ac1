"""What is typed where an order was read back, or asked which was meant; words of buttons that are not offered."""

import pytest

from storage.db.database import Database
from storage.following import nudges
from storage.tables import AuditEvent
from tests.handlers.orders.test_orders import LAN, TUAN, furnished
from tests.world import World


@pytest.fixture(params=["telegram", "zalo"])
def world(request: pytest.FixtureRequest, sqlite_database: Database) -> World:
    return furnished(sqlite_database, request.param)


THREE = "Phòng Văn hóa – Xã hội, Xã Suối Mây, Xã Tà Nung"


def urged(world: World) -> int:
    return sum(event.action == nudges.UNIT_NUDGED for event in world.all(AuditEvent))


def test_the_act_by_its_name_does_what_was_read_back(world: World) -> None:
    for word in ("gửi đi", "nhắc đi"):
        world.says(TUAN, "nhắc phường 5 giúp anh" if word == "gửi đi" else "đôn đốc phường 1")
        before = urged(world)
        world.says(TUAN, "ok")
        assert urged(world) == before
        assert "Tôi chưa gửi" in world.last(TUAN).text
        world.says(TUAN, word)
        assert urged(world) > before, word
    world.says(TUAN, "đôn đốc tất cả")
    before = urged(world)
    world.says(TUAN, "thôi")
    assert urged(world) == before


def test_both_of_those_that_may_be_meant_or_one_by_its_name(world: World) -> None:
    for answer, units in (
        ("cả ba", THREE),
        ("tà nung", "Xã Tà Nung"),
        ("tất cả", THREE),
    ):
        world.says(TUAN, "/dondoc xã")
        assert "“xã” có thể là 3 đơn vị" in world.last(TUAN).text
        world.says(TUAN, answer)
        assert f" đơn vị: {units}" in world.last(TUAN).text, world.last(TUAN).text
        assert "Đúng không ạ?" in world.last(TUAN).text
    assert urged(world) == 0
    world.says(TUAN, "nhắc hung")
    assert "“hung” có thể là người của 2 đơn vị" in world.last(TUAN).text
    world.presses(TUAN, next(label for label in world.last(TUAN).labels if "Tà Nung" in label))
    assert "đôn đốc 1 đơn vị: Xã Tà Nung." in world.last(TUAN).text
    assert urged(world) == 0


def test_announcements_go_to_nobody_who_was_not_named(world: World) -> None:
    for typed, whom in (
        ("/thongbao các xã: mai họp", "Xem trước · Xã Suối Mây, Xã Tà Nung ·"),
        ("/thongbao phường 5, phường 1: mai họp", "Xem trước · Phường 1, Phường 5 ·"),
        ("/thongbao cho mọi đơn vị: mai họp", "Xem trước · Mọi đơn vị ·"),
        ("/thongbao các huyện: mai họp", "Tôi chưa rõ “các huyện” là những đơn vị nào, nên chưa gửi gì."),
        ("/thongbao Lưu ý: mai họp", "Xem trước · Mọi đơn vị ·"),
    ):
        world.says(TUAN, typed)
        assert world.last(TUAN).text.startswith(whom), (typed, world.last(TUAN).text)


def test_more_than_a_handful_are_urged_when_they_were_read_back(world: World) -> None:
    world.says(TUAN, "/dondoc tất cả")
    assert world.last(TUAN).text.startswith("Tôi hiểu là: đôn đốc 11 đơn vị: ")
    assert urged(world) == 0
    world.says(TUAN, "đôn đốc tất cả")
    assert urged(world) > 0


def test_words_of_buttons_that_are_not_offered(world: World) -> None:
    for typed, said in (
        ("gửi báo cáo", "Anh/chị chọn báo cáo"),
        ("xem lại", "Anh/chị chọn báo cáo"),
        ("báo cáo", "Anh/chị chọn báo cáo"),
        ("/baocao 2.7 xong", "Anh/chị muốn nói về báo cáo nào ạ?"),
        ("/nhiemvu 2.7 xong", "Anh/chị muốn nói về báo cáo nào ạ?"),
        ("/xong 2.7", "Anh/chị muốn nói về báo cáo nào ạ?"),
    ):
        world.says(LAN, typed)
        assert world.last(LAN).text.startswith(said), (typed, world.last(LAN).text)
    world.says(LAN, "/baocao tháng 11")
    world.says(LAN, "2.7 xong")
    world.says(LAN, "đúng")
    world.says(LAN, "gửi báo cáo")
    assert "Còn thiếu" in world.last(LAN).text


def test_who_may_not_is_told_so(world: World) -> None:
    for chat, typed in ((LAN, "nhắc phường 5 nộp đi"), (LAN, "ai chưa nộp?"), (TUAN, "tháng này tôi phải nộp gì")):
        world.says(chat, typed)
        assert world.last(chat).text.startswith("Lệnh này dành cho"), typed
    assert urged(world) == 0


def test_where_two_are_meant_both_are_offered_and_the_nearest_where_none_is(world: World) -> None:
    world.says(LAN, "quý trước em nộp hôm nào nhỉ")
    assert world.last(LAN).labels == ["Báo cáo đã nộp", "Hạn nộp"]
    world.presses(LAN, "Báo cáo đã nộp")
    assert "báo cáo nào đã nộp" in world.last(LAN).text


def test_an_own_word_that_is_asked_for_is_no_order(world: World) -> None:
    world.says(TUAN, "/donvi phường 5")
    world.presses(TUAN, "Miễn kỳ này 1")
    world.says(TUAN, "nhắc phường 10 nộp đi")
    assert "lý do “nhắc phường 10 nộp đi”" in world.last(TUAN).text


def test_english(world: World) -> None:
    for chat, typed, said in (
        (TUAN, "who is late?", "Quá hạn: "),
        (TUAN, "remind ward 5", "Tôi hiểu là: đôn đốc 1 đơn vị: Phường 5."),
        (TUAN, "progress of ward 10", "Tiến độ"),
        (LAN, "when is my monthly report due", "Báo cáo"),
        (LAN, "what do i owe", "Anh/chị còn 5 báo cáo"),
    ):
        world.says(chat, typed)
        assert world.last(chat).text.startswith(said), (typed, world.last(chat).text)


UNITS_IN_WORDS = {
    "BTG": "Ban Tuyên giáo",
    "P2": "Phường Hai",
    "HBT": "Phường Hai Bà Trưng",
    "BV": "Xã Ba Vì",
    "NC": "Xã Năm Căn",
    "P5": "Phường 5",
}


def test_units_whose_names_have_numbers_in_words(sqlite_database: Database) -> None:
    world = World(sqlite_database)
    world.furnish(UNITS_IN_WORDS, [code for code in UNITS_IN_WORDS if code != "BTG"])
    world.person("BTG", "coordinator", "Tuấn", TUAN)
    world.at("2026-12-19 09:00")
    for said, name in (
        ("phường hai", "Phường Hai"),
        ("phuong hai", "Phường Hai"),
        ("phường hai bà trưng", "Phường Hai Bà Trưng"),
        ("hai bà trưng", "Phường Hai Bà Trưng"),
        ("xã ba vì", "Xã Ba Vì"),
        ("xa ba vi", "Xã Ba Vì"),
        ("ba vì", "Xã Ba Vì"),
        ("xã năm căn", "Xã Năm Căn"),
        ("phường năm", "Phường 5"),
        ("phường 5", "Phường 5"),
    ):
        world.says(TUAN, f"nhắc {said} nộp đi em")
        assert f"đôn đốc 1 đơn vị: {name}." in world.last(TUAN).text, said
        world.says(TUAN, f"{said} nộp chưa ạ")
        assert world.last(TUAN).text.startswith(f"{name} ("), said
    world.says(TUAN, "xã ba vì với phường năm ai trễ")
    assert "Quá hạn: 2 đơn vị" in world.last(TUAN).text
    assert urged(world) == 0
