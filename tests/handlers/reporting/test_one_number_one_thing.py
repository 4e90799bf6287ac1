"""Where nothing can be pressed: on no screen does a number mean two things, and what acts on others by a typed number
or letter is read back before."""

import pytest

from domain.messaging.numbered_choices import rows_in
from handlers.conversation.notices import tell
from handlers.conversation.talk import Choice
from storage.db.database import Database
from storage.tables import AuditEvent, Obstacle
from tests.world import Heard, World

TUAN, LAN, DUNG = "z-tuan", "z-lan", "z-dung"
UNITS = {
    "BTG": "Ban Tuyên giáo", "PKT": "Phòng Kinh tế", "PYT": "Phòng Y tế",
    **{f"P{number}": f"Phường {number}" for number in range(1, 14)},
}  # fmt: skip
REST = "1.1, 3.1, 4.8, 5.2, 6.2, T.1"


@pytest.fixture
def world(sqlite_database: Database) -> World:
    """Fifteen units owe two reports; Tuấn follows, Dũng administers, Lan and others report, all without buttons."""
    world = World(sqlite_database)
    owing = [code for code in UNITS if code != "BTG"]
    world.furnish(UNITS, owing)
    world.person("BTG", "coordinator", "Tuấn", TUAN, channel="zalo")
    world.person("BTG", "admin", "Dũng", DUNG, channel="zalo")
    world.person("PKT", "focal_point", "Lan", LAN, channel="zalo")
    for code in owing[1:9]:
        world.person(code, "focal_point", f"Người {code}", f"z-{code}", channel="zalo")
    world.add_requirement("RIENG", "Báo cáo tháng", units=owing, period_type="monthly")
    world.open("RIENG", "2026-11", "2026-12-10 17:00")
    world.at("2026-12-15 09:00")
    return world


def two_meanings(heard: Heard) -> list[str]:
    """Of a screen: numbers that stand before a line of its text and before a choice that is not about that line, or
    before two choices, or before two lines."""
    rows = rows_in(heard.text)
    lines = [line.partition(". ")[0] for line in heard.text.splitlines() if line.partition(". ")[0] in rows]
    found = [number for number in rows if lines.count(number) > 1]
    marks = [button.number for row in heard.card.rows for button in row if button.number]
    found += [mark for mark in set(marks) if marks.count(mark) > 1]
    return found + [
        f"{button.number} {button.label}"
        for row in heard.card.rows
        for button in row
        if button.number in rows and not button.label.endswith(f" {button.number}")
        and not button.label.startswith(f"{button.number}. ")
    ]  # fmt: skip


def busy(world: World) -> None:
    """Something in every list: reports to be read, more time asked, obstacles."""
    does = {LAN: "nộp", "z-PYT": "nộp", "z-P1": "xin", "z-P2": "xin", "z-P3": "vướng", "z-P4": "vướng"}
    for chat, said in does.items():
        if said == "nộp":
            world.says(chat, "/khongphatsinh")
            world.says(chat, "1")
            world.says(chat, "gửi báo cáo")
        elif said == "xin":
            world.says(chat, "/giahan")
            world.says(chat, "1")
            world.says(chat, "25/12")
            world.says(chat, "thiếu số liệu")
            world.says(chat, "gửi đề nghị")
        else:
            world.says(chat, "/vuongmac 2.7 thiếu kinh phí")
            world.says(chat, "gửi vướng mắc")
    world.passes(minutes=5)


SCREENS = {
    TUAN: [
        ["/quahan"], ["/quahan", "trang sau"], ["/quahan", "chọn đơn vị"], ["/quahan", "lọc"], ["/quahan RIENG"],
        ["/sapdenhan"], ["/chuanop"], ["/chuanop", "trang sau"],
        ["/dondoc"], ["/dondoc", "3"], ["/dondoc", "3", "trang sau"], ["/dondoc", "trang sau", "12"],
        ["/dondoc phường 1"], ["/dondoc phuong"], ["/dondoc xyz"],
        ["/duyet"], ["/duyet PKT"], ["/duyet phường"], ["/vuongmac"], ["/donvi P1"], ["/donvi phường"], ["/donvi"],
        ["/tiendo"], ["/tonghop"], ["/tonghop KHCN-QUY"], ["/thongbao"], ["/thongbao Họp lúc 8 giờ"], ["/moi"],
        ["/moi phường"],
        ["/quahan", "đề nghị gia hạn"], ["/quahan", "đề nghị gia hạn", "1"], ["/vuongmac", "1"], ["/duyet", "1"],
        ["/nhatky"], ["/sapxep"], ["/kenh"], ["/lich"], ["/trogiup"], ["/email"], ["/giahan"],
    ],
    DUNG: [["/moi"], ["/moi", "1"], ["/dangky"], ["/sapxep"], ["/nhatky"], ["/trogiup"]],
    LAN: [
        ["/nhiemvu"], ["/baocao"], ["/baocao", "1"], ["/baocao", "1", "1"], ["/khongphatsinh"], ["/giahan"],
        ["/giahan", "1"],
        ["/vangmat"], ["/vuongmac"], ["/lichsu"], ["/kenh"], ["/language"], ["2.7 40%"], ["2.7"], ["2.7 chắc xong"],
    ],
}  # fmt: skip


@pytest.mark.parametrize("chat", SCREENS)
def test_no_number_means_two_things_on_any_screen(world: World, chat: str) -> None:
    busy(world)
    found = {}
    for steps in SCREENS[chat]:
        world.says(chat, "/huy")
        for step in steps:
            world.passes(seconds=5)
            world.heard(chat)
            world.says(chat, step)
        for heard in world.heard(chat):
            if wrong := two_meanings(heard):
                found[" → ".join(steps)] = wrong
    assert found == {}


def nudged(world: World) -> int:
    return sum(event.action == "person.nudged" for event in world.all(AuditEvent))


@pytest.mark.parametrize("steps", [["/quahan", "a"], ["/dondoc", "a"], ["/dondoc", "3", "5", "b"], ["/donvi P3", "a"]])
def test_urging_by_a_letter_is_read_back_and_names_whom(world: World, steps: list[str]) -> None:
    before = nudged(world)
    for step in steps:
        world.passes(seconds=5)
        world.says(TUAN, step)
    assert nudged(world) == before
    asked = world.last(TUAN).text
    whom = {1: "Phường 3.", 2: "Phường 1, Phường 3.", 15: "Phòng Kinh tế, Phòng Y tế, Phường 1, "}
    n = next(n for n in whom if asked.startswith(f"Đôn đốc {n} đơn vị: "))
    assert whom[n] in asked
    world.passes(seconds=5)
    world.says(TUAN, "1")
    assert nudged(world) > before


def test_a_number_of_the_text_acts_on_nobody(world: World) -> None:
    for command in ("/quahan", "/sapdenhan", "/chuanop"):
        world.says(TUAN, command)
        world.passes(seconds=5)
        world.says(TUAN, "1")
        assert "Trong danh sách không có số ấy" in world.last(TUAN).text, command
        world.says(TUAN, "ạ")
        world.says(TUAN, "k")
    assert not nudged(world)


def test_what_was_asked_about_already_is_not_asked_twice(world: World) -> None:
    world.says(TUAN, "/thongbao Họp lúc 8 giờ")
    world.passes(seconds=5)
    world.says(TUAN, "1")
    assert "Đã gửi" in world.said(TUAN)
    world.says("z-P3", "/vuongmac 2.7 thiếu kinh phí")
    world.says("z-P3", "gửi vướng mắc")
    world.says(TUAN, "/vuongmac")
    world.says(TUAN, "1")
    world.passes(seconds=5)
    close = next(b.number for row in world.last(TUAN).card.rows for b in row if b.label == "Đóng")
    world.says(TUAN, close)
    assert "Đóng" in world.last(TUAN).text
    assert world.all(Obstacle)[0].state == "open"


def test_a_number_may_be_an_earlier_lists_where_the_newer_came_unasked(world: World) -> None:
    world.says(LAN, "/nhiemvu")
    with world.database.transaction() as session:
        offers = [[Choice("Xem tin", "help"), Choice("Nhắc lại", "duties")]]
        tell(session, [world.person_id("Lan")], lambda words: (words("courtesy"), offers), world.now)
    world.deliver()
    world.passes(seconds=5)
    world.says(LAN, "1")
    assert world.last(LAN).text.startswith("“1” có thể là một trong các lựa chọn sau")
    assert world.last(LAN).labels == ["“Xem tin” của tin mới nhất", "“Báo cáo ngay 1” của danh sách trước đó"]
    world.passes(seconds=5)
    world.says(LAN, "2")
    assert world.last(LAN).text.startswith("📝 Báo cáo tháng 11/2026")


def test_a_newer_card_is_meant_where_nothing_was_in_hand(world: World) -> None:
    world.says(LAN, "/vuongmac")
    for wait in (5, 4000):
        with world.database.transaction() as session:
            offers = [[Choice("Nhắc lại", "duties")]]
            tell(session, [world.person_id("Lan")], lambda words: (words("courtesy"), offers), world.now)  # noqa: B023
        world.deliver()
        world.passes(seconds=5)
        world.says(LAN, "1")
        assert world.last(LAN).text.startswith("Anh/chị còn 2 báo cáo phải nộp"), "and that list is old the next time"
        world.passes(seconds=wait * 1000)


def test_the_picker_keeps_its_numbers_on_all_pages(world: World) -> None:
    world.says(TUAN, "/dondoc")
    for typed in ("3", "trang sau", "12", "trang trước"):
        world.passes(seconds=5)
        world.says(TUAN, typed)
    numbers = {b.label: b.number for row in world.last(TUAN).card.rows for b in row}
    assert (numbers["1. Phòng Kinh tế"], numbers["3. Phường 1 ✓"]) == ("1", "3")
    assert "đã chọn 2/15" in world.last(TUAN).text
