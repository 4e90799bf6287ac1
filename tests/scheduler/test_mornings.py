"""The morning's digest through the tick: who hears what, once, and nothing when there is nothing."""

from datetime import date

import pytest
from sqlalchemy import update

from scheduler.tick import tick
from storage.db.database import Database
from storage.installation.calendars import work_calendar
from storage.tables import GroupWatch, Organisation
from tests.world import World

TUAN, HOA = "900", "901"
LAN, AN = "100", "101"
GROUP = "-500"
CALENDAR = work_calendar()


@pytest.fixture
def world(sqlite_database: Database) -> World:
    world = World(sqlite_database)
    world.furnish()
    world.person("BTG", "coordinator", "Tuấn", TUAN)
    world.person("PKT", "focal_point", "Lan", LAN)
    world.person("PYT", "focal_point", "An", AN)
    with sqlite_database.transaction() as session:
        session.execute(update(Organisation).values(digested_on=date(2026, 12, 17)))
    return world


def morning(world: World, moment: str = "2026-12-18 07:45") -> str:
    """What Tuấn hears at that moment."""
    world.at(moment)
    world.heard(TUAN)
    world.database.do(tick, world.now, CALENDAR)
    world.deliver()
    return world.said(TUAN)


def test_it_says_what_is_late_in_and_in_the_way(world: World) -> None:
    world.at("2026-12-17 09:00")
    world.says(LAN, "1.1, 3.1, 4.8, 5.2, 6.2, T.1 xong; 2.7 25%, vướng: thiếu kinh phí")
    world.presses(LAN, "Đúng, ghi vào nháp")
    world.presses(LAN, "Xem lại")
    world.presses(LAN, "Gửi báo cáo")
    assert morning(world) == (
        "☀️ Bản tin sáng thứ Sáu 18/12/2026\n"
        "• Quá hạn: 2 đơn vị (2 mới): Phòng Nội vụ; Phòng Y tế\n"
        "• Mới nộp: 1 báo cáo; chờ duyệt: 1\n"
        "• Chưa liên lạc được: Phòng Nội vụ\n"
        "• Vướng mắc, kiến nghị mới: 1 (đang mở: 1)\n"
        "   Phòng Kinh tế & <Hạ tầng> · 2.7: “thiếu kinh phí” · từ 17/12/2026 · chưa trả lời"
    )
    assert world.last(TUAN).labels == ["Quá hạn", "Đôn đốc tất cả", "Chờ duyệt (1)", "Vướng mắc (1)"]
    world.presses(TUAN, "Vướng mắc (1)")
    assert "thiếu kinh phí" in world.last(TUAN).text
    assert "Bản tin" not in world.said(AN), "units are told only by the steps that name them"


def test_it_comes_once_however_often_the_clock_ticks(world: World) -> None:
    assert "Bản tin" in morning(world)
    assert morning(world, "2026-12-18 07:46") == ""
    assert morning(world, "2026-12-19 08:00") == "", "a Saturday"
    again = morning(world, "2026-12-21 07:50")
    assert "• Quá hạn: 3 đơn vị: Phòng Kinh tế & <Hạ tầng>; Phòng Nội vụ; Phòng Y tế" in again


def test_what_falls_due_soon_is_told_before(world: World) -> None:
    with world.database.transaction() as session:
        session.execute(update(Organisation).values(digested_on=date(2026, 12, 14)))
    assert "• Đến hạn trong 3 ngày, còn phải nộp: 3 đơn vị" in morning(world, "2026-12-15 08:00")


def test_nothing_when_there_is_nothing(world: World) -> None:
    with world.database.transaction() as session:
        session.execute(update(Organisation).values(digested_on=date(2026, 12, 8)))
    assert morning(world, "2026-12-09 08:00") == ""


def test_a_new_organisation_has_its_first_on_the_morning_after(world: World) -> None:
    with world.database.transaction() as session:
        session.execute(update(Organisation).values(digested_on=None))
    assert morning(world, "2026-12-18 08:00") == ""
    assert "Bản tin" in morning(world, "2026-12-21 08:00")


@pytest.mark.parametrize("place", [GROUP, f"{GROUP}:7"])
def test_where_the_plan_has_a_group_or_a_topic_it_goes_there(world: World, place: str) -> None:
    address = world.address(None, place, is_group=True)
    world._add(
        GroupWatch(
            organisation_id=world.organisation_id,
            address_id=address,
            plan_id=world.plan_id(),
            person_id=1,
            registered_at=world.now,
        )
    )
    assert morning(world) == ""
    assert "• Quá hạn: 3 đơn vị" in world.last(place).text
    assert world.last(place).labels == ["Quá hạn", "Đôn đốc tất cả"]


def test_several_plans_are_one_message(world: World) -> None:
    world.add_plan("KHAC", "Kế hoạch chuyển đổi số", coordinators=["BTG"])
    world.add_requirement("KHAC-QUY", "Báo cáo quý", units=["PYT"], plan="KHAC")
    world.open("KHAC-QUY", "2026-Q4")
    said = morning(world)
    assert said.count("Bản tin") == 1
    assert "\n\nKế hoạch chuyển đổi số\n• Quá hạn: 1 đơn vị (1 mới): Phòng Y tế" in said


def test_what_waits_is_what_the_hearer_may_decide_on(world: World) -> None:
    """Tuấn reports for a unit too: nobody accepts their own unit's report, nor grants its request."""
    with world.database.transaction() as session:
        session.execute(update(Organisation).values(digested_on=date(2026, 12, 8)))
    world.person("BTG", "coordinator", "Hoa", HOA)
    world.appoint(world.person_id("Tuấn"), "PKT", "focal_point")
    world.at("2026-12-08 09:00")
    world.says(LAN, "/khongphatsinh")
    world.presses(LAN, "Gửi báo cáo")
    world.says(AN, "/giahan 22/12 vì chờ số liệu")
    world.presses(AN, "Gửi đề nghị")
    said = morning(world, "2026-12-09 07:45")
    assert "Mới nộp: 1 báo cáo; chờ duyệt: 0" in said
    assert world.last(TUAN).labels == []
    assert "chờ duyệt: 1" in world.last(HOA).text
    assert world.last(HOA).labels == ["Chờ duyệt (1)"]
    world.says(TUAN, "/duyet")
    assert world.last(TUAN).text == "Không có báo cáo nào chờ duyệt."
    world.appoint(world.person_id("Tuấn"), "PYT", "focal_point")
    world.says(TUAN, "/giahan")
    assert "Đề nghị gia hạn (1)" not in world.last(TUAN).labels
    world.says(HOA, "/giahan")
    assert "xin gia hạn" in world.last(HOA).text or "Phòng Y tế" in world.last(HOA).text
    assert morning(world, "2026-12-10 07:45") == "", "nothing is new, and nothing waits for Tuấn"
    assert "chờ duyệt: 1" in world.said(HOA)
