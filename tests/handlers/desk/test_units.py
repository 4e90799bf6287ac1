"""`/donvi`: one unit with its people, duties and record; excusing it from a report is a decision with a reason."""

from datetime import date

import pytest

from domain.reports.states import State
from scheduler.tick import tick
from storage.db.database import Database
from storage.tables import AuditEvent, Excuse, Obligation, UnitChange
from tests.world import World

TUAN, AN = "900", "101"
SAYS = "1.1, 3.1, 4.8, 5.2, 6.2, T.1 xong; 2.7 25%, vướng: thiếu kinh phí"


@pytest.fixture
def world(sqlite_database: Database) -> World:
    world = World(sqlite_database)
    world.furnish()
    world.person("BTG", "coordinator", "Tuấn", TUAN)
    world.person("PYT", "focal_point", "An", AN)
    world.at("2026-12-18 09:00")
    return world


def state(world: World) -> str:
    wanted = world.obligation_id("PYT")
    return str(next(one.state for one in world.all(Obligation) if one.id == wanted))


def hand_in(world: World) -> None:
    world.says(AN, "/baocao")
    world.says(AN, SAYS)
    world.presses(AN, "Đúng, ghi vào nháp")
    world.presses(AN, "Xem lại")
    world.presses(AN, "Gửi báo cáo")


def test_the_card_of_a_unit(world: World) -> None:
    world.says(TUAN, "/donvi y tế")
    assert world.last(TUAN).text == (
        "Phòng Y tế (PYT)\n"
        "• đang có đầu mối An (Telegram)\n"
        "1. Báo cáo quý IV/2026, hạn 17:00 thứ Năm 17/12/2026: trễ 1 ngày\n"
        "Từ trước đến nay: 1 báo cáo đến hạn, đã nộp 0, đúng hạn 0 (0 %); theo hạn gốc 0 %"
    )
    assert world.last(TUAN).labels == ["Miễn kỳ này", "Đôn đốc đơn vị này", "Gửi lời mời", "Đã nhắc gì"]
    hand_in(world)
    world.says(TUAN, "đơn vị")
    world.says(TUAN, "PYT")
    assert "hạn 17:00 thứ Năm 17/12/2026: chờ duyệt\n" in world.last(TUAN).text
    assert "1 báo cáo đến hạn, đã nộp 1, đúng hạn 0 (0 %)" in world.last(TUAN).text
    assert "Vướng mắc đang mở: 1\nPhòng Y tế · 2.7: “thiếu kinh phí”" in world.last(TUAN).text
    assert world.last(TUAN).labels == ["Xem báo cáo", "Gửi lời mời", "Đã nhắc gì"]


def test_a_late_unit_is_nudged_from_its_card(world: World) -> None:
    world.says(TUAN, "/donvi PYT")
    world.presses(TUAN, "Đôn đốc đơn vị này")
    assert world.last(TUAN).text.startswith("Đã đôn đốc 1 đơn vị")


def test_several_that_fit_are_offered(world: World) -> None:
    world.says(TUAN, "/donvi phòng")
    assert world.last(TUAN).text == "Đơn vị nào ạ?"
    world.presses(TUAN, "3. Phòng Y tế")
    assert world.last(TUAN).text.startswith("Phòng Y tế (PYT)")
    world.says(TUAN, "/donvi zzz")
    assert "Không có đơn vị nào khớp với “zzz”" in world.last(TUAN).text


def test_a_unit_is_found_by_what_it_was_called(world: World) -> None:
    """Also beside one whose present name only has the same words in it; and what is shown has the name of now."""
    world.add_unit("YT2", "Trung tâm Y tế dự phòng")
    for code in ("PYT", "YT2"):
        world.add_requirement(f"X-{code}", "Báo cáo khác", units=[code])
    rename(world, "PYT", "Phòng Y tế", "Phòng Sức khỏe cộng đồng")
    world.says(TUAN, "/donvi phong y te")
    assert world.last(TUAN).text.startswith("Phòng Sức khỏe cộng đồng (PYT)")
    assert "Phòng Y tế" in world.last(TUAN).text
    world.says(TUAN, "/donvi y tế")
    assert world.last(TUAN).labels == ["1. Phòng Sức khỏe cộng đồng", "2. Trung tâm Y tế dự phòng"]
    rename(world, "YT2", "Trung tâm Y tế dự phòng", "Phòng Y tế")
    world.says(TUAN, "/donvi phòng y tế")
    assert world.last(TUAN).text.startswith("Phòng Y tế (YT2)"), "who bears the name now comes first"


def test_lists_are_narrowed_and_units_urged_by_what_they_were_called(world: World) -> None:
    rename(world, "PYT", "Phòng Y tế", "Phòng Sức khỏe cộng đồng")
    world.at("2026-12-18 09:00")
    world.says(TUAN, "/quahan phong y te")
    assert "Phòng Sức khỏe cộng đồng" in world.last(TUAN).text
    assert "Phòng Kinh tế" not in world.last(TUAN).text
    world.says(TUAN, "/dondoc phòng y tế")
    assert world.last(TUAN).text.startswith("Đã đôn đốc 1 đơn vị")


def rename(world: World, code: str, old: str, new: str) -> None:
    with world.database.transaction() as session:
        change = UnitChange(
            organisation_id=world.organisation_id,
            kind="rename",
            basis={"number": "NQ 9"},
            day=date(2026, 12, 1),
            unit_id=world.unit_id(code),
            old_name=old,
            new_name=new,
        )
        session.add(change)
    world.database.do(tick, world.now, world.context.calendar)
    world.deliver()


def test_excused_with_a_reason_it_is_neither_late_nor_missing(world: World) -> None:
    world.says(TUAN, "/donvi PYT")
    world.presses(TUAN, "Miễn kỳ này")
    world.says(TUAN, "bão số 9, cả đơn vị đi cứu hộ")
    assert state(world) == State.OPEN, "nothing changes before it is confirmed"
    world.presses(TUAN, "Miễn kỳ này")
    assert state(world) == State.EXCUSED
    assert world.last(AN).text == (
        "Báo cáo quý IV/2026 · Phòng Y tế: được miễn kỳ này, không phải nộp. Lý do: “bão số 9, cả đơn vị đi cứu hộ”."
    )
    world.says(TUAN, "/quahan")
    assert "Phòng Y tế" not in world.last(TUAN).text
    assert "đã nộp 0/2" in world.last(TUAN).text
    world.says(TUAN, "/tonghop")
    assert "Phải nộp 2" in world.last(TUAN).text
    assert "Được miễn (1): Phòng Y tế" in world.last(TUAN).text
    world.says(AN, "/baocao")
    assert "không có báo cáo nào phải nộp" in world.last(AN).text
    assert world.all(AuditEvent)[-1].detail == {"reason": "bão số 9, cả đơn vị đi cứu hộ"}


def test_it_can_be_taken_back(world: World) -> None:
    world.says(TUAN, "/donvi PYT")
    world.presses(TUAN, "Miễn kỳ này")
    world.presses(TUAN, "Thiên tai, sự cố")
    world.presses(TUAN, "Miễn kỳ này")
    world.says(TUAN, "/donvi PYT")
    assert "được miễn (“Thiên tai, sự cố”)" in world.last(TUAN).text
    world.presses(TUAN, "Bỏ miễn")
    assert state(world) == State.OPEN
    assert "không còn được miễn, hạn nộp 17:00 thứ Năm 17/12/2026" in world.last(AN).text
    assert world.all(Excuse)[0].lifted_at is not None


def test_what_is_in_is_not_excused(world: World) -> None:
    world.says(TUAN, "/donvi PYT")
    card = world.last(TUAN)
    hand_in(world)
    world.presses(TUAN, "Miễn kỳ này", on=card)
    assert world.last(TUAN).text == "Báo cáo quý IV/2026 · Phòng Y tế hiện chờ duyệt. Chưa thay đổi gì."


def test_nobody_excuses_their_own_unit_or_one_they_do_not_follow(world: World) -> None:
    person = world.person("PYT", "deputy", "Bình", "102")
    world.appoint(person, "BTG", "coordinator")
    world.says("102", "/donvi PYT")
    world.presses("102", "Miễn kỳ này")
    assert world.last("102").text == "Đây là báo cáo của chính đơn vị anh/chị, nên người khác quyết định."
    world.add_unit("KHAC", "Ban khác")
    world.add_plan("KHAC", "Kế hoạch khác", coordinators=["KHAC"])
    world.person("KHAC", "coordinator", "Sơn", "950")
    world.says("950", "/donvi PYT")
    assert "Không có đơn vị nào khớp" in world.last("950").text
