"""A report that is named is that report wherever it is named, and asked about where it is not found: never the one that
is late, never a unit, never a reason."""

import pytest

from storage.db.database import Database
from storage.setup import load_setup
from tests.world import World

HA, TUAN = "100", "900"
HEALTH, FIRST = "Báo cáo tháng bảo hiểm y tế tháng 11/2026 · Xã Thạnh Phú", "Báo cáo đợt 1 · Xã Thạnh Phú"
SETUP = """
version: 1
organisation: {code: DALAT, name: Ủy ban nhân dân huyện Thạnh Phú}
unit_classes: [{code: XA, name: "Các xã"}, {code: PHONG, name: Các phòng chuyên môn}]
units:
  - {code: VP, name: Văn phòng}
  - {code: PYT, name: Phòng Y tế, classes: [PHONG]}
  - {code: X02, name: Xã Thạnh Phú, classes: [XA]}
  - {code: X04, name: Xã Hòa Lợi, classes: [XA]}
plans:
  - code: CDS
    title: Kế hoạch chuyển đổi số
    coordinators: {lead: VP}
    tasks: [{code: "1", title: Dịch vụ công trực tuyến}, {code: "2", title: Chữ ký số cho cán bộ}]
  - code: BHYT
    title: Kế hoạch bao phủ bảo hiểm y tế
    coordinators: {lead: VP}
    tasks: [{code: "1.1", title: Vận động người dân tham gia}]
requirements:
  - code: CDS-D1
    plan: CDS
    title: Báo cáo đợt 1
    units: {classes: [XA, PHONG]}
    tasks: all
    period: {type: once, opens: "2026-11-01T08:00+07:00", due: "2026-11-20T17:00+07:00"}
  - code: BHYT-T
    plan: BHYT
    title: Báo cáo tháng bảo hiểm y tế
    units: {classes: [XA]}
    tasks: all
    period: {type: monthly, from: 2026-11-01}
    due: {month: last, day: 28, time: "16:30", when_not_working: forward}
"""


@pytest.fixture
def world(sqlite_database: Database) -> World:
    world = World(sqlite_database)
    world.at("2026-11-23 09:00")
    with world.database.transaction() as session:
        load_setup(session, SETUP, world.now, world.context.calendar)
    world.person("X02", "focal_point", "Hà", HA)
    world.person("PYT", "focal_point", "Hòa", "101")
    world.person("VP", "coordinator", "Tuấn", TUAN)
    return world


def edits(world: World, text: str) -> None:
    world.sends(HA, "edited", text=text, message_id="a1", extra={"written_at": int(world.now.timestamp()) - 60})


@pytest.mark.parametrize(
    "typed",
    [
        "xin gia hạn báo cáo bhyt đến 4/12 vì chờ bảng kê",
        "xin gia hạn báo cáo tháng đến 4/12 vì chờ bảng kê",
        "xin gia hạn báo cáo y tế đến 4/12 vì chờ bảng kê",
        "xin gia han bao cao bao hiem y te den 4/12 vi chờ bảng kê",
        "xin gia hạn BHYT-T đến 4/12 vì chờ bảng kê",
        "XIN GIA HẠN BÁO CÁO BHYT ĐẾN 4/12 VÌ chờ bảng kê",
        "/giahan bhyt 4/12 vì chờ bảng kê",
        "/giahan BHYT-T 4/12 vì chờ bảng kê",
        "/giahan báo cáo bảo hiểm y tế tháng 11 đến 4/12 vì chờ bảng kê",
    ],
)
def test_more_time_is_asked_for_the_report_that_is_named(world: World, typed: str) -> None:
    world.says(HA, typed)
    assert world.last(HA).text.startswith(f"Tôi hiểu là: xin gia hạn {HEALTH} đến 16:30 thứ Sáu 04/12/2026 ")
    assert "lý do “chờ bảng kê”." in world.last(HA).text


@pytest.mark.parametrize(
    ("typed", "until"),
    [
        ("/giahan bhyt 4/12 trước 17h", "17:00 thứ Sáu 04/12/2026"),
        ("/giahan bhyt 4/12 trước 9 giờ", "09:00 thứ Sáu 04/12/2026"),
        ("/giahan BHYT-T 4/12", "16:30 thứ Sáu 04/12/2026"),
        ("xin gia hạn BHYT-T đến 4/12", "16:30 thứ Sáu 04/12/2026"),
        ("báo cáo bhyt em xin nộp chậm 2 hôm", "16:30 thứ Tư 02/12/2026"),
    ],
)
def test_a_name_is_no_reason(world: World, typed: str, until: str) -> None:
    world.says(HA, typed)
    assert world.last(HA).text.startswith(f"Đến {until}. Vì lý do gì ạ?")
    world.says(HA, "chờ bảng kê")
    assert world.last(HA).text.startswith(f"Tôi hiểu là: xin gia hạn {HEALTH} đến {until} ")


@pytest.mark.parametrize(
    "typed",
    [
        "xin gia hạn báo cáo giáo dục đến 4/12 vì chờ bảng kê",
        "/giahan báo cáo giáo dục 4/12 vì chờ bảng kê",
        "/giahan giao duc 4/12",
    ],
)
def test_a_report_that_is_not_there_is_asked_about(world: World, typed: str) -> None:
    world.says(HA, typed)
    assert world.last(HA).labels == [f"1. {FIRST}", f"2. {HEALTH}"]


def test_the_one_that_is_late_goes_on_being_meant_where_none_is_named(world: World) -> None:
    world.says(HA, "xin gia hạn báo cáo đến 4/12 vì thiếu thẻ bảo hiểm y tế của dân")
    assert world.last(HA).text.startswith(f"Tôi hiểu là: xin gia hạn {FIRST} đến ")


@pytest.mark.parametrize(
    "typed",
    ["xin gia hạn báo cáo bảo hiểm y tế đến 8/12 vì chờ bảng kê", "/giahan báo cáo bhyt 8/12 vì chờ bảng kê"],
)
@pytest.mark.parametrize("before", ["1 50%", "/giahan bhyt 4/12 vì chờ bảng kê"])
def test_what_is_edited_into_a_request_is_read_as_a_new_one(world: World, before: str, typed: str) -> None:
    world.says(HA, before, message_id="a1")
    edits(world, typed)
    assert world.last(HA).text.startswith(f"Tôi hiểu là: xin gia hạn {HEALTH} đến 16:30 thứ Ba 08/12/2026 ")
    assert "lý do “chờ bảng kê”." in world.last(HA).text


def test_an_edited_request_takes_the_place_of_what_was_read_back(world: World) -> None:
    world.says(HA, "/giahan bhyt 4/12 vì chờ bảng kê", message_id="a1")
    before = world.last(HA)
    edits(world, "/giahan bhyt 8/12 vì chờ bảng kê")
    world.presses(HA, "Gửi đề nghị", on=before)
    assert "đọc lại phần khác thay nó" in world.last(HA).text
    world.says(TUAN, "/giahan")
    assert "08/12" not in world.last(TUAN).text
    assert "04/12" not in world.last(TUAN).text


@pytest.mark.parametrize(
    "typed",
    [
        "nhắc các xã nộp báo cáo bảo hiểm y tế",
        "đôn đốc báo cáo bảo hiểm y tế",
        "nhac cac xa nop bao cao bao hiem y te",
        "nhắc các xã nộp báo cáo bhyt",
        "nhắc các xã nộp báo cáo tháng",
    ],
)
def test_nobody_is_urged_for_another_report_than_the_one_that_is_named(world: World, typed: str) -> None:
    world.says(TUAN, typed)
    assert world.last(TUAN).text.startswith("“Báo cáo tháng bảo hiểm y tế” chưa đến hạn ")
    assert not world.last(TUAN).labels


def test_the_report_is_named_where_it_is_read_back_whom_an_urge_is_for(world: World) -> None:
    world.says(TUAN, "nhắc các xã nộp báo cáo đợt 1")
    assert world.last(TUAN).text.startswith(
        "Chỉ đôn đốc về: “Báo cáo đợt 1”.\nĐôn đốc 2 đơn vị: Xã Hòa Lợi, Xã Thạnh Phú."
    )
    world.says(TUAN, "đôn đốc phòng y tế nộp báo cáo đợt 1")
    assert "đôn đốc 1 đơn vị: Phòng Y tế." in world.last(TUAN).text
    world.says(TUAN, "nhắc các xã nộp báo cáo giáo dục")
    assert world.last(TUAN).text.startswith("Không có báo cáo nào khớp với “giáo dục”")


def test_words_of_a_reports_name_are_no_unit_in_a_question(world: World) -> None:
    world.says(TUAN, "các xã nộp báo cáo bảo hiểm y tế chưa")
    assert "Báo cáo tháng bảo hiểm y tế tháng 11/2026" in world.last(TUAN).text
    assert "Phòng Y tế" not in world.last(TUAN).text


@pytest.mark.parametrize("typed", ["BHYT", "bhyt", "BHYT tháng 11", "bao phủ bảo hiểm y tế", "báo cáo tháng"])
def test_a_collation_is_found_by_the_plan(world: World, typed: str) -> None:
    world.says(TUAN, f"/tonghop {typed}")
    assert "Tổng hợp Báo cáo tháng bảo hiểm y tế tháng 11/2026" in world.last(TUAN).text


def test_a_collation_is_found_by_a_part_of_the_plans_title(world: World) -> None:
    world.says(TUAN, "/tonghop chuyển đổi số")
    assert "Tổng hợp Báo cáo đợt 1" in world.last(TUAN).text
    world.says(TUAN, "/tonghop giáo dục")
    assert world.last(TUAN).text.startswith("Không có báo cáo nào khớp")


@pytest.mark.parametrize("typed", ["bhyt", "BHYT-T", "báo cáo bảo hiểm y tế", "bảo hiểm y tế"])
def test_commands_of_reporters_find_it_too(world: World, typed: str) -> None:
    world.says(HA, f"/baocao {typed}")
    assert HEALTH in world.last(HA).text
    world.says(HA, f"/khongphatsinh {typed}")
    assert f"không phát sinh trong kỳ. {HEALTH}" in world.last(HA).text


def test_a_task_goes_before_a_part_of_a_title(world: World) -> None:
    world.says(HA, "/khongphatsinh 1")
    assert "1 không phát sinh. (Báo cáo đợt 1)" in world.last(HA).text
