"""`/thongbao`: to whom, previewed with a count, acknowledged, and who has not."""

import pytest

from storage.db.database import Database
from storage.tables import Announcement, AnnouncementReader, AuditEvent, UnitClass, UnitMembership
from tests.world import World

TUAN, LAN, AN = "900", "100", "101"
TEXT = "Họp giao ban 14:00 thứ Sáu <phòng A> & trực tuyến"


@pytest.fixture
def world(sqlite_database: Database) -> World:
    world = World(sqlite_database)
    world.furnish()
    class_id = world._add(UnitClass(organisation_id=world.organisation_id, code="YTE", name="Khối y tế"))
    world._add(UnitMembership(organisation_id=world.organisation_id, unit_id=world.unit_id("PYT"), class_id=class_id))
    world.person("BTG", "coordinator", "Tuấn", TUAN)
    world.person("PKT", "focal_point", "Lan", LAN)
    world.person("PYT", "focal_point", "An", AN)
    world.at("2026-12-15 09:00")
    return world


def announce(world: World, to: str = "Mọi đơn vị") -> None:
    world.says(TUAN, "/thongbao")
    world.presses(TUAN, to)
    world.says(TUAN, TEXT)


def test_previewed_with_a_count_and_sent_when_confirmed(world: World) -> None:
    announce(world)
    assert world.last(TUAN).text == (
        "Xem trước · Mọi đơn vị · 2 người ở 2 đơn vị:\n"
        f"📣 Thông báo của Tuấn\n{TEXT}\nKhông có ai để gửi ở: Phòng Nội vụ\nĐúng không ạ?"
    )
    assert not world.all(Announcement)
    card = world.last(TUAN)
    world.presses(TUAN, "Gửi cho 2 người")
    assert world.last(TUAN).text == "Đã gửi thông báo cho 2 người (Mọi đơn vị)."
    for chat in (LAN, AN):
        assert world.last(chat).text == f"📣 Thông báo của Tuấn\n{TEXT}"
        assert world.last(chat).labels == ["Đã đọc"]
    world.presses(TUAN, "Gửi cho 2 người", on=card)
    assert world.last(TUAN).text.startswith("Thông báo này vừa gửi lúc 09:00")
    assert len(world.all(Announcement)) == 1
    assert world.all(AuditEvent)[-1].action == "announcement.sent"


def test_acknowledged_and_who_has_not(world: World) -> None:
    announce(world)
    world.presses(TUAN, "Gửi cho 2 người")
    world.presses(AN, "Đã đọc")
    assert "✓ Đã đọc" in world.screens[AN][-2].text
    assert world.last(AN).text == "Cảm ơn anh/chị đã xác nhận."
    world.presses(TUAN, "Ai chưa đọc")
    assert world.last(TUAN).text == (f"“{TEXT}” · đã đọc 1/2. Chưa xác nhận:\n• Phòng Kinh tế & <Hạ tầng> · Lan")
    world.says(TUAN, "/thongbao")
    assert f"1. 09:00 thứ Ba 15/12/2026 · “{TEXT}” · đã đọc 1/2" in world.last(TUAN).text


def test_to_a_class_only_its_units(world: World) -> None:
    announce(world, "Nhóm: Khối y tế")
    world.presses(TUAN, "Gửi cho 1 người")
    assert world.last(AN).text.startswith("📣")
    assert not world.heard(LAN)


def test_to_nobody_it_is_told(world: World) -> None:
    world.sends(AN, "blocked")
    announce(world, "Nhóm: Khối y tế")
    assert world.last(TUAN).text == "Chưa có ai ở Nhóm: Khối y tế nhận được tin trên Đôn Đốc. Chưa gửi gì."


def test_a_stolen_button_reads_for_nobody_else(world: World) -> None:
    announce(world, "Nhóm: Khối y tế")
    world.presses(TUAN, "Gửi cho 1 người")
    world.sends(LAN, "button", key=world.last(AN).key("Đã đọc"), message_id="1")
    assert [reader.read_at for reader in world.all(AnnouncementReader)] == [None]
    world.says(TUAN, "/thongbao")
    world.presses(TUAN, "Mọi đơn vị")
    world.says(TUAN, "x" * 2001)
    assert "dài quá 2000 ký tự" in world.last(TUAN).text
