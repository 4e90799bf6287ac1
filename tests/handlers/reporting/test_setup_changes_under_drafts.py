"""A setup is loaded anew while drafts are being written: what is shown is what is sent, and what changed is told."""

import re
from io import BytesIO

import pytest
from openpyxl import load_workbook

from storage.db.database import Database
from storage.setup import load_setup
from storage.tables import DraftEntry, Organisation, ReportEntry
from tests.handlers.documents.workbooks import table_lines
from tests.world import World

LAN, TUAN = "100", "900"
SETUP = """\
version: 1
organisation: {code: OWN, name: Ủy ban nhân dân tỉnh}
unit_classes: [{code: XA, name: Các xã}]
units:
  - {code: VP, name: Văn phòng}
  - {code: X1, name: Xã Một, classes: [XA]}
  - {code: X2, name: Xã Hai, classes: [XA]}
plans:
  - code: KH1
    title: Kế hoạch công tác năm
    coordinators: {lead: VP}
    tasks: [{code: "1.1", title: Giải ngân}, {code: "2.7", title: Tập huấn}]
requirements:
  - code: BC1
    plan: KH1
    title: Báo cáo quý
    units: {classes: [XA]}
    tasks: all
    period: {type: quarterly, from: 2026-10-01}
    data_window: decree_09
    due: {month: last, day: 17, time: "17:00"}
"""
LESS = ("    tasks: all", '    tasks: {codes: ["1.1"]}')
SWAPPED = (
    'tasks: [{code: "1.1", title: Giải ngân}, {code: "2.7", title: Tập huấn}]',
    'tasks: [{code: "1.1", title: Tập huấn}, {code: "2.7", title: Giải ngân}]',
)
NOT_SENT = "⚠️ 2.7 Tập huấn không còn thuộc báo cáo này nên không gửi; đã ghi: đang thực hiện 40 %, kết quả “mở 2 lớp”."
RENAMED = "⚠️ 2.7: lúc ghi, nhiệm vụ này tên là “Tập huấn”, nay là “Giải ngân”."


def load(world: World, *changes: tuple[str, str]) -> None:
    text = SETUP
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    with world.database.transaction() as session:
        own = session.get_one(Organisation, world.organisation_id).code
        load_setup(session, text.replace("OWN", own), world.now, world.context.calendar)


@pytest.fixture
def world(sqlite_database: Database) -> World:
    world = World(sqlite_database)
    world.at("2026-12-15 09:00")
    load(world)
    world.person("X1", "focal_point", "Lan", LAN)
    world.person("VP", "coordinator", "Tuấn", TUAN)
    world.says(LAN, "2.7 40%, kết quả: mở 2 lớp; 1.1 xong")
    world.presses(LAN, "Đúng, ghi vào nháp")
    world.passes(hours=1)
    return world


def test_a_task_that_is_no_longer_asked_is_shown_as_not_sent_and_is_not_sent(world: World) -> None:
    load(world, LESS)
    world.says(LAN, "/nhiemvu")
    assert "có nháp 1/1 nhiệm vụ" in world.last(LAN).text
    world.says(LAN, "/baocao")
    assert NOT_SENT in world.last(LAN).text
    world.presses(LAN, "Xem lại")
    assert NOT_SENT in world.last(LAN).text
    world.heard(LAN)
    world.presses(LAN, "Gửi báo cáo")
    kept, receipt = world.heard(LAN)
    assert NOT_SENT in kept.text, "its words stay readable"
    assert receipt.text.endswith("1 nhiệm vụ: 1 hoàn thành")
    assert len(world.all(ReportEntry)) == 1
    world.says(TUAN, "/duyet")
    world.presses(TUAN, "Xem 1")
    assert "?" not in world.last(TUAN).text
    assert "mở 2 lớp" not in world.last(TUAN).text


def test_what_is_handed_in_is_what_was_read(world: World) -> None:
    world.says(LAN, "/baocao")
    world.presses(LAN, "Xem lại")
    load(world, LESS)
    world.presses(LAN, "Gửi báo cáo")
    assert world.last(LAN).text.startswith("Bản nháp vừa có thay đổi")
    assert NOT_SENT in world.last(LAN).text
    assert world.all(ReportEntry) == []
    load(world)
    assert len(world.all(DraftEntry)) == 2, "nothing is lost where the task comes back"
    world.says(LAN, "/baocao")
    assert "✓ 2.7 Tập huấn" in world.last(LAN).text
    assert "⚠️" not in world.last(LAN).text


def test_an_earlier_report_keeps_the_code_of_what_it_said(world: World) -> None:
    world.says(LAN, "/baocao")
    world.presses(LAN, "Xem lại")
    world.presses(LAN, "Gửi báo cáo")
    load(world, LESS)
    world.says(TUAN, "/duyet")
    world.presses(TUAN, "Xem 1")
    assert "2.7 Tập huấn: đang thực hiện 40 %" in world.last(TUAN).text
    world.says(TUAN, "/tonghop BC1")
    world.presses(TUAN, "Xuất Excel")
    world.make_files()
    book = load_workbook(BytesIO(world.file(TUAN)))
    codes = {row["Mã"] for row in table_lines(book["Dữ liệu gốc"])}
    assert {"1.1", "2.7"} <= codes
    assert "?" not in codes
    world.says(LAN, "/lichsu")
    world.presses(LAN, "Xem 1")
    assert "2.7 Tập huấn: đang thực hiện 40 %" in world.last(LAN).text


def test_a_title_that_changed_since_is_told_until_something_is_said_anew(world: World) -> None:
    world.says(LAN, "/baocao")
    world.presses(LAN, "Xem lại")
    load(world, SWAPPED)
    world.presses(LAN, "Gửi báo cáo")
    assert world.last(LAN).text.startswith("Bản nháp vừa có thay đổi")
    assert RENAMED in world.last(LAN).text
    world.passes(minutes=5)
    world.says(LAN, "2.7 60%")
    world.presses(LAN, "Đúng, ghi vào nháp")
    assert "⚠️ 2.7" not in world.last(LAN).text
    assert "⚠️ 1.1: lúc ghi, nhiệm vụ này tên là “Giải ngân”, nay là “Tập huấn”." in world.last(LAN).text


def test_titles_that_came_back_and_small_differences_are_not_told(world: World) -> None:
    load(world, SWAPPED)
    world.passes(minutes=5)
    load(world)
    world.says(LAN, "/baocao")
    assert "⚠️" not in world.last(LAN).text
    load(world, ("title: Tập huấn}", "title: TẬP HUẤN}"))
    world.says(LAN, "/baocao")
    assert "⚠️" not in world.last(LAN).text


def test_open_months_keep_their_name_where_quarters_are_asked_for_now(world: World) -> None:
    monthly = ("period: {type: quarterly, from: 2026-10-01}\n    data_window: decree_09", "MONTHLY")
    period = ("MONTHLY", "period: {type: monthly, from: 2026-12-01}")
    load(world, monthly, period, ('due: {month: last, day: 17, time: "17:00"}', "due: {after_period: 5d}"))
    world.says(LAN, "/nhiemvu")
    owed = world.last(LAN).text
    assert "Báo cáo quý IV/2026 · Xã Một" in owed, "as it was asked for"
    assert "tháng 12/2026 · Xã Một" in owed


def test_who_is_replaced_hears_it_once_and_is_answered_so_from_then_on(world: World) -> None:
    world.says(TUAN, "/moi xã một")
    world.presses(TUAN, "Thay Lan")
    made = re.search(r"Mã mời: (\w+)", "\n".join(one.text for one in world.screens[TUAN]))
    assert made is not None
    world.heard(LAN)
    world.says("777", made[1])
    told = world.said(LAN)
    assert told.startswith("Anh/chị đã thôi làm đầu mối Xã Một, nay là ")
    for typed in (
        "2.7 50%",
        "/baocao",
        "/nhiemvu",
        "xin gia hạn 3 ngày",
        "em còn nợ báo cáo nào không",
        "2.7 xong rồi nhé",
    ):
        world.says(LAN, typed)
        assert world.last(LAN).text == told, typed
    world.says(LAN, "/trogiup")
    assert world.last(LAN).text != told
