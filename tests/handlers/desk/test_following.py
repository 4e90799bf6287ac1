"""`/quahan`, `/sapdenhan`, `/chuanop`, as coordinators see them."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import delete, update

from domain.reports.states import State
from storage.db.database import Database
from storage.tables import Obligation, Position, RequirementUnit
from tests.handlers.documents.workbooks import table_lines
from tests.office import local
from tests.world import World

TUAN = "900"  # the coordinator's chat


@pytest.fixture
def world(sqlite_database: Database) -> World:
    world = World(sqlite_database)
    world.furnish()
    world.person("BTG", "coordinator", "Tuấn", TUAN)
    world.person("PKT", "focal_point", "Lan", "100")
    world.person("PYT", "focal_point", "An", "101", channel="web")
    return world


def lines(world: World, chat: str = TUAN) -> list[str]:
    return world.last(chat).text.splitlines()


def test_the_overdue_list_says_who_is_late_by_how_long_and_whom_to_call(world: World) -> None:
    world.settle("PYT")
    world.at("2026-12-19 09:00")
    world.says(TUAN, "/quahan")
    assert lines(world) == [
        "Quá hạn: 2 đơn vị",
        "Báo cáo quý IV/2026, hạn 17:00 thứ Năm 17/12/2026 · đã nộp 1/3",
        "1. Phòng Kinh tế & <Hạ tầng> · trễ 2 ngày · đầu mối Lan",
        "2. Phòng Nội vụ · trễ 2 ngày · chưa có đầu mối trên kênh nào",
    ]
    assert world.last(TUAN).labels == ["Đôn đốc tất cả", "Chọn đơn vị", "Gửi lời mời 2", "Soạn công văn", "Xuất Excel"]


@pytest.mark.parametrize("typed", ["/quahan", "/overdue", "quá hạn", "Qua han", "/quahan@dondoc_bot", "trễ hạn"])
def test_the_command_goes_by_all_its_names(world: World, typed: str) -> None:
    world.at("2026-12-19 09:00")
    world.says(TUAN, typed)
    assert lines(world)[0] == "Quá hạn: 3 đơn vị"


def test_a_unit_late_with_two_reports_is_one_unit(world: World) -> None:
    world.add_requirement("KHCN-RIENG", "Báo cáo đột xuất", units=["PYT"], period_type="once")
    world.open("KHCN-RIENG", "once", "2026-12-18 17:00")
    world.at("2026-12-18 19:05")
    world.says(TUAN, "/quahan")
    assert lines(world) == [
        "Quá hạn: 3 đơn vị",
        "Báo cáo quý IV/2026, hạn 17:00 thứ Năm 17/12/2026 · đã nộp 0/3",
        "1. Phòng Kinh tế & <Hạ tầng> · trễ 1 ngày · đầu mối Lan",
        "2. Phòng Nội vụ · trễ 1 ngày · chưa có đầu mối trên kênh nào",
        "3. Phòng Y tế · trễ 1 ngày · đầu mối An",
        "Báo cáo đột xuất, hạn 17:00 thứ Sáu 18/12/2026 · đã nộp 0/1",
        "4. Phòng Y tế · trễ 2 giờ 5 phút · đầu mối An",
    ]


def test_a_draft_shows_how_far_it_is(world: World) -> None:
    world.says("100", "2.7 40%; 3.1 xong")
    world.presses("100", "Đúng, ghi vào nháp")
    world.at("2026-12-19 09:00")
    world.says(TUAN, "/quahan")
    assert "1. Phòng Kinh tế & <Hạ tầng> · trễ 2 ngày · đầu mối Lan · có nháp 2/7" in lines(world)


def test_where_nobody_is_late_it_says_so_and_how_far_the_reports_are(world: World) -> None:
    world.settle("PKT")
    world.says(TUAN, "/quahan")
    assert lines(world) == [
        "Không có đơn vị quá hạn.",
        "Báo cáo quý IV/2026, hạn 17:00 thứ Năm 17/12/2026 · đã nộp 1/3",
    ]
    world.presses(TUAN, "Chưa nộp")
    assert lines(world)[0] == "Chưa nộp kỳ này: 2 đơn vị"


def test_upcoming_are_those_due_within_a_week_and_not_in(world: World) -> None:
    world.settle("PYT")
    world.at("2026-12-14 09:00")
    world.says(TUAN, "/sapdenhan")
    assert lines(world)[:3] == [
        "Sắp đến hạn trong 7 ngày: 2 đơn vị còn phải nộp",
        "Báo cáo quý IV/2026, hạn 17:00 thứ Năm 17/12/2026 · đã nộp 1/3",
        "1. Phòng Kinh tế & <Hạ tầng> · còn 3 ngày · đầu mối Lan",
    ]


def test_where_nothing_is_due_soon_the_nearest_due_moment_is_named(world: World) -> None:
    world.says(TUAN, "/sapdenhan")
    assert lines(world) == [
        "Trong 7 ngày tới không có báo cáo nào đến hạn mà chưa nộp.",
        "Đến hạn tiếp theo: Báo cáo quý IV/2026, hạn 17:00 thứ Năm 17/12/2026 · đã nộp 0/3",
    ]


def test_missing_counts_all_that_is_not_in_and_marks_the_late(world: World) -> None:
    world.settle("PYT")
    world.says(TUAN, "/chuanop")
    assert lines(world)[0] == "Chưa nộp kỳ này: 2 đơn vị"
    world.at("2026-12-19 09:00")
    world.says(TUAN, "/chuanop")
    assert lines(world)[0] == "Chưa nộp kỳ này: 2 đơn vị, trong đó 2 đơn vị quá hạn"
    assert "trễ 2 ngày" in lines(world)[2]
    world.settle("PKT")
    world.settle("PNV")
    world.says(TUAN, "/chuanop")
    assert lines(world) == ["Kỳ này các đơn vị đã nộp đủ."]


def test_a_long_list_is_turned_in_place_and_keeps_its_numbers(sqlite_database: Database) -> None:
    world = World(sqlite_database)
    units = {"BTG": "Ban Tuyên giáo"} | {f"P{n:02}": f"Phường {n}" for n in range(1, 26)}
    world.furnish(units, reporting=list(units)[1:])
    world.person("BTG", "coordinator", "Tuấn", TUAN)
    world.at("2026-12-19 09:00")
    world.says(TUAN, "/quahan")
    assert lines(world)[0] == "Quá hạn: 25 đơn vị"
    assert lines(world)[2].startswith("1. Phường 1 ")
    assert lines(world)[-1] == "Trang 1/3"
    assert "Trang trước" not in world.last(TUAN).labels
    world.presses(TUAN, "Trang sau")
    world.says(TUAN, "trang sau")  # typed, where nothing can be pressed
    assert lines(world)[2].startswith("21. Phường 21 ")
    assert lines(world)[-1] == "Trang 3/3"
    assert "Trang sau" not in world.last(TUAN).labels
    world.heard(TUAN)
    world.presses(TUAN, "Trang trước")
    [turned] = world.heard(TUAN)
    assert (turned.op, turned.text.splitlines()[2][:3]) == ("edit", "11.")


def test_the_list_can_be_invited_from(world: World) -> None:
    world.at("2026-12-19 09:00")
    world.says(TUAN, "/quahan")
    world.heard(TUAN)
    world.presses(TUAN, "Gửi lời mời 2")
    made, letter = world.heard(TUAN)
    assert "Phòng Nội vụ · đầu mối" in made.text
    assert "/vao/" in letter.text


def test_only_plans_one_follows_are_shown(world: World) -> None:
    world.add_plan("KHAC", "Kế hoạch khác", coordinators=["PYT"])
    world.add_requirement("KHAC-QUY", "Báo cáo khác", units=["PNV"], plan="KHAC")
    world.open("KHAC-QUY", "2026-Q4")
    world.person("PYT", "coordinator", "Hoa", "901")
    world.at("2026-12-19 09:00")
    world.says("901", "/quahan")
    assert lines(world, "901")[:2] == [
        "Quá hạn: 1 đơn vị",
        "Báo cáo khác quý IV/2026, hạn 17:00 thứ Năm 17/12/2026 · đã nộp 0/1",
    ]
    assert "Kinh tế" not in world.last("901").text


def test_an_admin_sees_every_plan_with_its_code(world: World) -> None:
    world.add_plan("KHAC", "Kế hoạch khác", coordinators=["PYT"])
    world.add_requirement("KHAC-QUY", "Báo cáo khác", units=["PNV"], plan="KHAC")
    world.open("KHAC-QUY", "2026-Q4")
    world.person("BTG", "admin", "Quản", "902")
    world.at("2026-12-19 09:00")
    world.says("902", "/quahan")
    assert [line for line in lines(world, "902") if "đã nộp" in line] == [
        "Báo cáo quý IV/2026 (KHCN), hạn 17:00 thứ Năm 17/12/2026 · đã nộp 0/3",
        "Báo cáo khác quý IV/2026 (KHAC), hạn 17:00 thứ Năm 17/12/2026 · đã nộp 0/1",
    ]


@pytest.mark.parametrize("command", ["/quahan", "/sapdenhan", "/chuanop", "/dondoc", "/moi"])
def test_those_who_follow_nothing_are_told_so(world: World, command: str) -> None:
    world.at("2026-12-19 09:00")
    world.says("100", command)
    assert world.said("100") == "Lệnh này dành cho cơ quan theo dõi, đôn đốc."
    world.says("555", command)
    assert world.said("555").startswith("Chào anh/chị. Đây là Đôn Đốc")


def test_a_coordinator_without_a_plan_is_told_so(world: World) -> None:
    world.person("PNV", "coordinator", "Mới", "903")
    world.says("903", "/quahan")
    assert world.said("903") == "Anh/chị chưa được giao theo dõi kế hoạch nào."


def test_rights_are_looked_at_when_a_button_is_pressed(world: World) -> None:
    world.at("2026-12-19 09:00")
    world.says(TUAN, "/quahan")
    shown = world.last(TUAN)
    with world.database.transaction() as session:
        session.execute(update(Position).where(Position.role == "coordinator").values(until=world.now))
    world.heard(TUAN)
    world.presses(TUAN, "Đôn đốc tất cả", on=shown)
    assert world.said(TUAN) == "Anh/chị chưa được giao theo dõi kế hoạch nào."
    assert world.heard("100") == []


def test_another_persons_button_is_worth_nothing(world: World) -> None:
    world.at("2026-12-19 09:00")
    world.says(TUAN, "/quahan")
    key = world.last(TUAN).key("Đôn đốc tất cả")
    world.sends("100", "button", key=key, message_id="m1")
    assert world.said("100") == "Lựa chọn này không còn dùng được ở đây. Chưa thay đổi gì."


def test_the_lists_speak_english(world: World) -> None:
    world.says(TUAN, "/language en")
    world.at("2026-12-19 09:00")
    world.says(TUAN, "/overdue")
    assert lines(world)[0] == "Overdue: 3 units"
    assert "focal point Lan" in lines(world)[2]


def test_as_many_days_ahead_as_are_said(world: World) -> None:
    world.at("2026-11-25 09:00")
    for typed, title in (
        ("/sapdenhan", "Trong 7 ngày tới không có báo cáo nào"),
        ("/sapdenhan 30 ngày", "Sắp đến hạn trong 30 ngày: "),
        ("/sapdenhan 30", "Sắp đến hạn trong 30 ngày: "),
        ("/sapdenhan trong 4 tuần tới", "Sắp đến hạn trong 28 ngày: "),
        ("sắp đến hạn 30 ngày", "Sắp đến hạn trong 30 ngày: "),
        ("/sapdenhan 22 ngày", "Sắp đến hạn trong 22 ngày: "),  # the hour of the day is not looked at
        ("/sapdenhan tháng 12", "Sắp đến hạn: 3 đơn vị"),
        ("/sapdenhan thang 12, y te", "Sắp đến hạn: 1 đơn vị"),
        ("/sapdenhan quý 4", "Sắp đến hạn: 3 đơn vị"),
        ("/sapdenhan tháng 2", "Không có báo cáo nào của tháng 2 hoặc đến hạn trong thời gian đó mà sắp đến hạn"),
        ("/quahan tháng 10", "Không có báo cáo nào của tháng 10 hoặc đến hạn trong thời gian đó mà quá hạn."),
        ("/quahan thang 10", "Không có báo cáo nào của thang 10 hoặc đến hạn trong thời gian đó mà quá hạn."),
        ("tháng 10 ai trễ", "Không có báo cáo nào của tháng 10 hoặc đến hạn trong thời gian đó mà quá hạn."),
        ("/chuanop tháng 12", "Chưa nộp kỳ này: 3 đơn vị"),
        ("/chuanop quý 3", "Kỳ này không còn báo cáo nào chưa nộp của quý 3"),
        ("/sapdenhan 10 ngày", "Trong 10 ngày tới không có báo cáo nào"),
    ):
        world.says(TUAN, typed)
        assert world.last(TUAN).text.startswith(title), (typed, world.last(TUAN).text)
    world.says(TUAN, "/sapdenhan 30 ngày, y tế")
    assert world.last(TUAN).text.startswith("Sắp đến hạn trong 30 ngày: 1 đơn vị")
    world.presses(TUAN, "Xuất Excel")
    world.make_files()
    [sheet] = load_workbook(BytesIO(world.file(TUAN))).worksheets
    assert [row["Đơn vị"] for row in table_lines(sheet)] == ["Phòng Y tế"]


def test_days_ahead_may_be_named(world: World) -> None:
    world.at("2026-12-14 09:00")
    for typed, title in (
        ("/sapdenhan đến hết tháng", "Đến hạn từ thứ Hai 14/12/2026 đến thứ Năm 31/12/2026: 3 đơn vị"),
        ("/sapdenhan quy nay", "Đến hạn từ thứ Hai 14/12/2026 đến thứ Năm 31/12/2026: 3 đơn vị"),
        ("/sapdenhan tuần này, y tế", "Đến hạn từ thứ Hai 14/12/2026 đến Chủ nhật 20/12/2026: 1 đơn vị"),
        ("/sapdenhan tuần sau", "Không có báo cáo nào đến hạn từ thứ Hai 21/12/2026 đến Chủ nhật 27/12/2026"),
    ):
        world.says(TUAN, typed)
        assert world.last(TUAN).text.startswith(title), (typed, world.last(TUAN).text)
    world.says(TUAN, "/sapdenhan tuần này, y tế")
    world.presses(TUAN, "Xuất Excel")
    world.make_files()
    [sheet] = load_workbook(BytesIO(world.file(TUAN))).worksheets
    assert [row["Đơn vị"] for row in table_lines(sheet)] == ["Phòng Y tế"]


def test_who_is_asked_for_no_more_is_followed_for_what_is_open(world: World) -> None:
    with world.database.transaction() as session:
        session.execute(delete(RequirementUnit).where(RequirementUnit.unit_id == world.unit_id("PYT")))
    world.at("2026-12-19 09:00")
    for typed in ("/donvi PYT", "phòng y tế nộp chưa"):
        world.says(TUAN, typed)
        assert lines(world)[0] == "Phòng Y tế (PYT)"
        assert "Miễn kỳ này" in world.last(TUAN).labels
    world.says(TUAN, "/quahan PYT")
    assert lines(world)[0] == "Quá hạn: 1 đơn vị"
    assert "không thuộc" not in world.last(TUAN).text
    world.says(TUAN, "nhắc phòng y tế")
    assert lines(world)[0] == "Tôi hiểu là: đôn đốc 1 đơn vị: Phòng Y tế."
    world.says(TUAN, "/dondoc PYT")
    assert lines(world)[0].startswith("Đã đôn đốc 1 đơn vị: Phòng Y tế")


def test_who_owes_nothing_and_is_asked_for_no_more_is_not_followed(world: World) -> None:
    with world.database.transaction() as session:
        pyt = world.unit_id("PYT")
        session.execute(delete(RequirementUnit).where(RequirementUnit.unit_id == pyt))
        session.execute(update(Obligation).where(Obligation.unit_id == pyt).values(state=State.EXCUSED))
    world.at("2026-12-19 09:00")
    world.says(TUAN, "/donvi PYT")
    assert not lines(world)[0].startswith("Phòng Y tế (PYT)")


def test_a_day_that_a_setup_moved_while_some_are_in_is_the_day_and_no_extension(world: World) -> None:
    world.settle("PYT")
    moved = local("2026-12-24 17:00")
    with world.database.transaction() as session:
        open_ones = update(Obligation).where(Obligation.state == State.OPEN)
        session.execute(open_ones.values(due_at=moved, original_due_at=moved))
    world.at("2026-12-19 09:00")
    for typed in ("/quahan", "/chuanop", "báo cáo quý 4 hạn hôm nào"):
        world.says(TUAN, typed)
        assert "hạn 17:00 thứ Năm 24/12/2026" in world.last(TUAN).text, typed
        assert "17/12" not in world.last(TUAN).text
        assert "gia hạn" not in world.last(TUAN).text
    with world.database.transaction() as session:
        later = update(Obligation).where(Obligation.unit_id == world.unit_id("PKT"))
        session.execute(later.values(due_at=local("2026-12-28 17:00")))
    world.says(TUAN, "/chuanop")
    assert world.last(TUAN).text.count("gia hạn đến 17:00 thứ Hai 28/12/2026") == 1
