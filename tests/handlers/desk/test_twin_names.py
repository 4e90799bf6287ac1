"""Units, reports and people whose names differ by a mark, a word or a number alone: no neighbour is ever acted on."""

from datetime import date

import pytest

from storage.db.database import Database
from storage.following import nudges
from storage.tables import AuditEvent, Plan, Unit
from storage.units import units as stored_units
from tests.world import World

TUAN = "900"
UNITS = {
    "BTG": "Ban Tuyên giáo",
    "X1": "Xã Cẩm Giang",
    "X2": "Xã Cẩm Giàng",
    "P1": "Phường 1",
    "P10": "Phường 10",
    "T1": "Xã Tân An",
    "T2": "Xã Tân An Hội",
    "E1": "Xã Ea H'Leo",
    "V1": "Phường Văn Miếu - Quốc Tử Giám",
}
IN = ("X2", "P1", "T1")  # handed in: their neighbours are late


@pytest.fixture
def world(sqlite_database: Database) -> World:
    world = World(sqlite_database)
    world.furnish(UNITS, reporting=list(UNITS)[1:])
    world.person("BTG", "coordinator", "Tuấn", TUAN)
    for number, code in enumerate(list(UNITS)[1:]):
        world.person(code, "focal_point", f"Đầu mối {UNITS[code]}", str(100 + number))
    world.at("2026-12-19 09:00")
    for code in IN:
        world.settle(code)
    return world


def urged(world: World) -> list[str]:
    names = {f"obligation:{world.obligation_id(code)}": name for code, name in UNITS.items() if code != "BTG"}
    return [names[event.subject] for event in world.all(AuditEvent) if event.action == nudges.UNIT_NUDGED]


@pytest.mark.parametrize(
    ("typed", "unit"),
    [
        ("Cẩm Giàng", "Xã Cẩm Giàng"),
        ("Xã Cẩm Giàng", "Xã Cẩm Giàng"),
        ("X2", "Xã Cẩm Giàng"),
        ("phường 1", "Phường 1"),
        ("phuong 1", "Phường 1"),
        ("Tân An", "Xã Tân An"),
        ("tan an", "Xã Tân An"),
    ],
)
def test_who_is_not_late_is_named_and_no_neighbour_is_urged(world: World, typed: str, unit: str) -> None:
    world.says(TUAN, f"/dondoc {typed}")
    assert world.last(TUAN).text == f"{unit} không quá hạn."
    assert urged(world) == []
    world.says(TUAN, f"/quahan {typed}")
    assert world.last(TUAN).text == f"{unit} không quá hạn."
    world.says(TUAN, f"/donvi {typed}")
    assert world.last(TUAN).text.startswith(f"{unit} (")


@pytest.mark.parametrize(
    ("typed", "unit"),
    [
        ("Cẩm Giang", "Xã Cẩm Giang"),
        ("phường 10", "Phường 10"),
        ("tân an hội", "Xã Tân An Hội"),
        ("ea h’leo", "Xã Ea H'Leo"),
        ("EA H`LEO", "Xã Ea H'Leo"),
        ("Văn Miếu-Quốc Tử Giám", "Phường Văn Miếu - Quốc Tử Giám"),
        ("van mieu – quoc tu giam", "Phường Văn Miếu - Quốc Tử Giám"),
    ],
)
def test_who_is_late_is_urged_by_name(world: World, typed: str, unit: str) -> None:
    world.says(TUAN, f"/dondoc {typed}")
    assert world.last(TUAN).text == f"Đã đôn đốc 1 đơn vị: {unit} (Telegram 1)."
    assert urged(world) == [unit]


@pytest.mark.parametrize("typed", ["10", "10, 1", " 10 ạ"])
def test_a_number_alone_may_be_a_line_of_a_list_and_is_read_back(world: World, typed: str) -> None:
    world.says(TUAN, "/quahan")
    world.says(TUAN, f"/dondoc {typed}")
    assert "Tôi hiểu là: đôn đốc 1 đơn vị: Phường 10." in world.last(TUAN).text
    assert urged(world) == []
    world.presses(TUAN, "Đôn đốc đơn vị này")
    assert urged(world) == ["Phường 10"]


def test_a_number_alone_is_no_report_with_that_number_in_its_title(world: World) -> None:
    world.add_requirement("D7", "Báo cáo đợt 7", units=["X1", "P10"])
    world.open("D7", "2026-Q4")
    world.says(TUAN, "/quahan 7")
    assert "“7”" in world.last(TUAN).text
    assert "Xã Cẩm Giang" not in world.last(TUAN).text
    # A line of the list may be meant: it is said so, and who stands there.
    world.says(TUAN, "/dondoc 7")
    assert world.last(TUAN).text == (
        "Tôi hiểu 7 là số dòng trong danh sách quá hạn lúc này.\n"
        "Tôi hiểu là: đôn đốc 1 đơn vị: Xã Cẩm Giang.\nĐúng không ạ?"
    )
    assert urged(world) == []


def test_without_marks_it_is_asked_which_though_one_alone_is_late(world: World) -> None:
    world.says(TUAN, "/dondoc cam giang")
    assert world.last(TUAN).text == (
        "“cam giang” có thể là 2 đơn vị; anh/chị chọn đơn vị cần đôn đốc.\nXã Cẩm Giàng không quá hạn."
    )
    assert world.last(TUAN).labels == ["1. Xã Cẩm Giang"]
    assert urged(world) == []
    world.presses(TUAN, "1. Xã Cẩm Giang")
    assert urged(world) == ["Xã Cẩm Giang"]


def test_a_mistyped_mark_is_asked_about(world: World) -> None:
    world.says(TUAN, "/dondoc Cấm Giang")
    assert world.last(TUAN).text.startswith("Không có đơn vị nào khớp với “Cấm Giang”")
    assert world.last(TUAN).labels == ["1. Xã Cẩm Giang", "2. Xã Cẩm Giàng"]
    world.presses(TUAN, "2. Xã Cẩm Giàng")
    assert world.last(TUAN).text == "Xã Cẩm Giàng không quá hạn."
    assert urged(world) == []


def test_a_button_typed_without_marks_is_asked_about_and_with_them_pressed(world: World) -> None:
    world.says(TUAN, "/donvi cam giang")
    assert world.last(TUAN).labels == ["1. Xã Cẩm Giang", "2. Xã Cẩm Giàng"]
    world.says(TUAN, "xa cam giang")
    assert world.last(TUAN).text == "“xa cam giang” có thể là một trong các lựa chọn sau; anh/chị chọn giúp:"
    world.says(TUAN, "Xã Cẩm Giàng")
    assert world.last(TUAN).text.startswith("Xã Cẩm Giàng (X2)")


def test_an_invitation_is_for_the_unit_that_was_named(world: World) -> None:
    world.says(TUAN, "/moi Phường 1")
    assert "Phường 1" in world.last(TUAN).text
    assert "Phường 10" not in world.last(TUAN).text
    world.says(TUAN, "/moi cam giang")
    assert world.last(TUAN).labels[:2] == ["Xã Cẩm Giang", "Xã Cẩm Giàng"]


def test_a_report_is_opened_by_its_whole_title_before_longer_ones(world: World) -> None:
    for number in (1, 10, 2):
        world.add_requirement(f"D{number}", f"Báo cáo đợt {number}", units=["X1"], period_type="once")
        world.open(f"D{number}", "once", "2026-12-20 17:00")
    world.says(TUAN, "/tonghop Báo cáo đợt 1")
    assert world.last(TUAN).text.splitlines()[0].rstrip("*").endswith("Báo cáo đợt 1")
    world.says(TUAN, "/tonghop bao cao dot")
    assert world.last(TUAN).text == "Tổng hợp báo cáo nào?"
    assert (
        world.last(TUAN).labels == ["1. Báo cáo đợt 1", "2. Báo cáo đợt 2", "3. Báo cáo đợt 10"]
        or len(world.last(TUAN).labels) == 3
    )
    assert "Báo cáo đợt 10" in " ".join(world.last(TUAN).labels)


def test_a_file_goes_to_the_recipient_that_was_written_and_to_no_neighbour(world: World) -> None:
    with world.database.transaction() as session:
        session.get_one(Plan, world.plan_id()).recipients = ["Xã Cẩm Giàng", "xa tan an", "cam giang", "Lưu: VT"]
    world.says(TUAN, "/tonghop KHCN-QUY")
    world.presses(TUAN, "Xuất Excel")
    world.make_files()
    world.presses(TUAN, "Gửi theo nơi nhận")
    assert "Xã Cẩm Giàng" in world.last(TUAN).text
    assert "cam giang" in world.last(TUAN).text.split("Chưa có địa chỉ")[1], "which of the two it is, nobody knows"
    world.presses(TUAN, next(label for label in world.last(TUAN).labels if label.startswith("Gửi cho")))
    heard = {code: len(world.heard(str(100 + number))) for number, code in enumerate(list(UNITS)[1:])}
    assert [code for code, n in heard.items() if n] == ["X2", "T1"]


def test_units_of_one_name_are_told_apart_wherever_they_stand(world: World) -> None:
    world.add_unit("CN1", "Phường Cửa Nam")
    world.add_unit("CN2", "Phường Cửa Nam")
    world.add_requirement("CN", "Báo cáo cải cách", units=["CN1", "CN2"], period_type="once")
    world.open("CN", "once", "2026-12-18 17:00")
    with world.database.transaction() as session:
        session.get_one(Unit, world.unit_id("CN1")).ended_on = date(2026, 7, 1)
        stored_units.tell_apart(session, world.organisation_id, date(2026, 12, 19))
    world.says(TUAN, "/quahan CN")
    assert "Phường Cửa Nam (cũ, đến 30/06/2026) · " in world.last(TUAN).text
    assert "Phường Cửa Nam · " in world.last(TUAN).text
    world.says(TUAN, "/dondoc Phường Cửa Nam")
    assert world.last(TUAN).labels[:2] == ["1. Phường Cửa Nam", "2. Phường Cửa Nam (cũ, đến 30/06/2026)"]
    world.says(TUAN, "phường cửa nam (cũ, đến 30/06/2026)")
    assert "Phường Cửa Nam (cũ, đến 30/06/2026)" in world.last(TUAN).text
    world.says(TUAN, "thôi")
    with world.database.transaction() as session:
        session.get_one(Unit, world.unit_id("CN1")).ended_on = None
        stored_units.tell_apart(session, world.organisation_id, date(2026, 12, 19))
    world.says(TUAN, "/donvi cửa nam")
    assert world.last(TUAN).labels == ["1. Phường Cửa Nam (mã CN1)", "2. Phường Cửa Nam (mã CN2)"]
