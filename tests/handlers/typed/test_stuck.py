"""Words in which people got stuck: each says what there is for this person, and the way on is at hand."""

import pytest
from sqlalchemy import select, update

from domain.messaging.numbered_choices import marked
from storage.db.database import Database
from storage.tables import Extension, Obligation
from tests.handlers.test_joining import invite
from tests.world import World

TUAN, LAN = "900", "100"
ALL = "1.1, 2.7, 3.1, 4.8, 5.2, 6.2, T.1"


@pytest.fixture
def world(sqlite_database: Database) -> World:
    world = World(sqlite_database)
    world.furnish()
    world.person("BTG", "coordinator", "Tuấn", TUAN)
    world.person("PKT", "focal_point", "Lan", LAN)
    world.at("2026-12-15 09:00")
    return world


def accepted(world: World) -> None:
    world.says(LAN, f"{ALL} xong")
    for label in ("Đúng, ghi vào nháp", "Xem lại", "Gửi báo cáo"):
        world.presses(LAN, label)
    assert world.last(LAN).text.startswith("Đã nộp")
    with world.database.transaction() as session:
        pkt = select(Obligation.id).where(Obligation.unit_id == world.unit_id("PKT"))
        session.execute(update(Obligation).where(Obligation.id.in_(pkt)).values(state="accepted"))


@pytest.mark.parametrize("typed", ["/lichsu", "/baocao", "/nhiemvu", "2.7 40%", "/baocao 2.7 40%", "/khongphatsinh"])
def test_a_locked_report_can_be_asked_to_be_opened_from_wherever_it_is_met(world: World, typed: str) -> None:
    accepted(world)
    world.says(LAN, typed)
    [ask] = [label for label in world.last(LAN).labels if label.startswith("Xin mở lại")]
    world.presses(LAN, ask)
    assert "Vì sao" in world.last(LAN).text or "lý do" in world.last(LAN).text.lower()


def test_it_is_told_in_the_help_and_offered_beside_the_report_itself(world: World) -> None:
    accepted(world)
    world.says(LAN, "/trogiup")
    assert "gõ /lichsu rồi chọn Xin mở lại" in world.last(LAN).text
    world.says(LAN, "/lichsu")
    world.presses(LAN, "Xem 1")
    assert "Xin mở lại" in world.last(LAN).labels


def test_many_tasks_are_not_many_buttons(world: World) -> None:
    world.says(LAN, f"{ALL} xong")
    assert not [label for label in world.last(LAN).labels if label.startswith("Sửa")]
    assert "Chỗ nào chưa đúng, anh/chị ghi vào nháp rồi gõ lại mã kèm nội dung, ví dụ 1.1 40%." in world.last(LAN).text
    world.presses(LAN, "Bỏ")
    world.says(LAN, "2.7, 3.1 xong")
    assert [label for label in world.last(LAN).labels if label.startswith("Sửa")] == ["Sửa 2.7", "Sửa 3.1"]


def test_numbers_of_a_list_are_no_codes() -> None:
    assert marked("1", "1.1") == "1) 1.1"
    assert marked("2", "2.7 ✓") == "2) 2.7 ✓"
    assert marked("4", "25 %") == "4) 25 %"
    assert marked("5", "5 ✓") == "5 ✓"
    assert marked("3", "Hoàn thành") == "3 Hoàn thành"
    assert marked("2", "2. Báo cáo quý") == "2 Báo cáo quý"


@pytest.mark.parametrize(("now", "said"), [
    ("2026-12-01 09:00", "Sắp tới phải nộp: Báo cáo quý IV/2026, hạn 17:00 thứ Năm 17/12/2026."),
    ("2027-04-05 09:00", "Đang chờ anh/chị: Báo cáo quý IV/2026, hạn 17:00 thứ Năm 17/12/2026, trễ 109 ngày."),
])  # fmt: skip
def test_what_is_over_is_not_soon(world: World, now: str, said: str) -> None:
    world.at(now)
    world.says("101", f"/start {invite(world, name='An').code}")
    assert said in world.said("101") or said in world.last("101").text


def test_who_only_follows_is_shown_what_there_is_for_them(world: World) -> None:
    world.says(TUAN, "/nhiemvu")
    assert world.last(TUAN).labels == ["Quá hạn", "Trợ giúp"]


def test_text_behind_the_command_begins_it(world: World) -> None:
    world.says(TUAN, "/thongbao Họp giao ban chiều thứ Hai")
    assert "“Họp giao ban chiều thứ Hai”" in world.said(TUAN) or "Họp giao ban" in world.last(TUAN).text
    if "Gửi cho" not in "".join(world.last(TUAN).labels):
        world.presses(TUAN, world.last(TUAN).labels[0])
    assert "Họp giao ban chiều thứ Hai" in world.last(TUAN).text
    world.says(LAN, "/giahan 22/12 vì chờ số liệu của sở")
    assert "chờ số liệu của sở" in world.last(LAN).text
    assert "22/12/2026" in world.last(LAN).text
    world.presses(LAN, "Gửi đề nghị")
    [asked] = world.all(Extension)
    assert asked.reason == "chờ số liệu của sở"
