"""`/tiendo` by task and by unit with a picture; lists narrowed by what is typed, and taken along as Excel."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from storage.db.database import Database
from storage.tables import UnitClass, UnitMembership
from tests.handlers.documents.workbooks import table_lines
from tests.world import World

TUAN, LAN, AN = "900", "100", "101"
ANY = "1.1, 3.1, 4.8, 5.2, 6.2, T.1"


@pytest.fixture
def world(sqlite_database: Database) -> World:
    world = World(sqlite_database)
    world.furnish()
    world.person("BTG", "coordinator", "Tuấn", TUAN)
    world.person("PKT", "focal_point", "Lan", LAN)
    world.person("PYT", "focal_point", "An", AN)
    world.at("2026-12-15 09:00")
    return world


def hand_in(world: World, chat: str, *lines: str, first: str = "/baocao") -> None:
    world.says(chat, first)
    if first != "/baocao":
        world.presses(chat, "Báo cáo ngay 1")
    for line in lines:
        world.says(chat, line)
        world.presses(chat, "Đúng, ghi vào nháp")
    world.presses(chat, "Xem lại")
    world.presses(chat, "Gửi báo cáo")
    assert world.last(chat).text.startswith("Đã nộp"), world.last(chat).text


def test_by_task_with_what_has_changed_since_the_period_before(world: World) -> None:
    world.open("KHCN-QUY", "2026-Q3")
    hand_in(world, LAN, f"{ANY} xong", "2.7 60%", first="/nhiemvu")
    hand_in(world, LAN, f"{ANY} xong", "2.7 40%")
    hand_in(world, AN, f"{ANY} 50%", "2.7 100%", first="/nhiemvu")
    world.says(TUAN, "/tiendo KHCN-QUY 2026-Q4")
    said = world.last(TUAN).text
    assert said.startswith("Tiến độ Báo cáo quý IV/2026\nPhải nộp 3 · đã nộp 1")
    both = "ở 1 đơn vị có cả hai kỳ)"
    assert f"\n2.7 Quỹ phát triển KH&CN: đang thực hiện 1 · bình quân 40 % (kỳ trước 60 % → 40 % {both} ▼ 20" in said
    assert f"\n1.1 Tuyên truyền NQ 20, KL 50: hoàn thành 1 · bình quân 100 % (kỳ trước 100 % → 100 % {both} =" in said
    assert world.last(TUAN).labels == ["Theo đơn vị", "Xem hình", "Tổng hợp"]


def test_one_decimal_everywhere_and_the_arrow_of_what_is_shown(world: World) -> None:
    world.open("KHCN-QUY", "2026-Q3")
    for chat, before in ((LAN, "50,2%"), (AN, "75%")):
        hand_in(world, chat, f"{ANY} xong", f"2.7 {before}", first="/nhiemvu")
    hand_in(world, LAN, f"{ANY} xong", "2.7 70%", "1.1 99%")
    hand_in(world, AN, f"{ANY} xong", "2.7 75%")
    world.says(TUAN, "/tiendo KHCN-QUY 2026-Q4")
    said = world.last(TUAN).text
    assert "đang thực hiện 2 · bình quân 72,5 % (kỳ trước 62,6 %) ▲ 9,9" in said
    assert "bình quân 99,5 % (kỳ trước 100 %) ▼ 0,5" in said
    world.says(TUAN, "/language en")
    world.says(TUAN, "/progress KHCN-QUY 2026-Q4")
    assert "mean 72.5 % (before: 62.6 %) ▲ 9.9" in world.last(TUAN).text


def test_by_unit_those_least_far_first(world: World) -> None:
    hand_in(world, LAN, f"{ANY} xong", "2.7 30%")
    hand_in(world, AN, f"{ANY} chưa làm", "2.7 70%")
    world.says(TUAN, "/tiendo")
    world.presses(TUAN, "Theo đơn vị")
    assert world.last(TUAN).text == (
        "Tiến độ Báo cáo quý IV/2026 theo đơn vị (3 đơn vị, thấp nhất xếp trước)\n"
        "1. Phòng Nội vụ · chưa nộp\n"
        "2. Phòng Y tế · đúng hạn · bình quân 10 % · 1 đang thực hiện, 6 chưa thực hiện\n"
        "3. Phòng Kinh tế & <Hạ tầng> · đúng hạn · bình quân 90 % · 6 hoàn thành, 1 đang thực hiện"
    )
    world.presses(TUAN, "Xem 2")
    assert world.last(TUAN).text.startswith("Phòng Y tế (PYT)")


def test_the_picture_comes_as_a_png(world: World) -> None:
    world.open("KHCN-QUY", "2026-Q3")
    hand_in(world, LAN, f"{ANY} xong", "2.7 60%", first="/nhiemvu")
    hand_in(world, AN, f"{ANY} 50%", "2.7 70%", first="/nhiemvu")
    world.says(TUAN, "/tiendo KHCN-QUY 2026-Q3")
    world.presses(TUAN, "Xem hình")
    assert world.make_files() == 1
    assert world.file(TUAN).startswith(b"\x89PNG")
    assert world.last(TUAN).file is not None
    assert world.last(TUAN).file.name == "KHCN-QUY 2026-Q3.png"  # type: ignore[union-attr]


# Lists


def classified(world: World) -> None:
    """Two of the three units belong to a class."""
    class_id = world._add(UnitClass(organisation_id=world.organisation_id, code="BAN_NGANH", name="Các ban, ngành"))
    for unit in ("PYT", "PNV"):
        world._add(
            UnitMembership(organisation_id=world.organisation_id, unit_id=world.unit_id(unit), class_id=class_id)
        )


@pytest.mark.parametrize(
    ("typed", "units"),
    [
        ("y tế", ["Phòng Y tế"]),
        ("BAN_NGANH", ["Phòng Nội vụ", "Phòng Y tế"]),
        ("2026-q4, nội vụ", ["Phòng Nội vụ"]),
        ("khcn-quy", ["Phòng Kinh tế & <Hạ tầng>", "Phòng Nội vụ", "Phòng Y tế"]),
        ("BAN_NGANH, kinh tế", ["Phòng Kinh tế & <Hạ tầng>", "Phòng Nội vụ", "Phòng Y tế"]),
        ("BAN_NGANH, y tế", ["Phòng Y tế"]),
        ("2026-Q1", []),
    ],
)
def test_a_list_is_narrowed_by_what_is_typed(world: World, typed: str, units: list[str]) -> None:
    classified(world)
    world.at("2026-12-18 09:00")
    world.says(TUAN, f"/quahan {typed}")
    said = world.last(TUAN).text
    if not units:
        assert said == f"Không có đơn vị nào trong danh sách khớp với “{typed}”."
        return
    assert said.startswith(f"Quá hạn: {len(units)} đơn vị")
    assert [line.split(". ", 1)[1].split(" · ")[0] for line in said.split("\n") if line[:1].isdigit()] == units
    assert said.endswith(f"Lọc: {typed}")
    world.presses(TUAN, "Bỏ lọc")
    assert world.last(TUAN).text.startswith("Quá hạn: 3 đơn vị")


def test_what_is_narrowed_is_nudged_and_nobody_else(world: World) -> None:
    world.at("2026-12-18 09:00")
    world.says(TUAN, "/quahan y tế")
    world.presses(TUAN, "Đôn đốc tất cả")
    assert "đôn đốc anh/chị" in world.last(AN).text
    assert not world.heard(LAN)


def test_a_long_list_offers_what_it_can_be_narrowed_by(world: World) -> None:
    for number in range(10):
        world.add_unit(f"X{number}", f"Xã {number}")
    world.add_requirement("KHAC", "Báo cáo khác", units=[f"X{number}" for number in range(10)])
    world.open("KHAC", "2026-Q4")
    world.at("2026-12-18 09:00")
    world.says(TUAN, "/quahan")
    world.presses(TUAN, "Lọc")
    assert world.last(TUAN).labels == ["KHCN-QUY", "KHAC"]
    world.says(TUAN, "xã 3")
    assert world.last(TUAN).text.startswith("Quá hạn: 1 đơn vị")


def test_a_list_as_excel(world: World) -> None:
    world.at("2026-12-18 09:00")
    world.says(TUAN, "/quahan phòng")
    world.presses(TUAN, "Xuất Excel")
    assert world.make_files() == 1
    assert world.last(TUAN).text == "Đơn vị quá hạn: 3 dòng"
    rows = table_lines(load_workbook(BytesIO(world.file(TUAN)))["Danh sách"])
    assert [(row["Mã đơn vị"], row["Trễ"], row["Số giờ trễ"], row["Đầu mối"]) for row in rows] == [
        ("PKT", "trễ 1 ngày", 16, "Lan"),
        ("PNV", "trễ 1 ngày", 16, None),
        ("PYT", "trễ 1 ngày", 16, "An"),
    ]


def test_what_names_no_report_is_told_with_an_example_of_the_same_command(world: World) -> None:
    for command in ("/tiendo", "/tonghop"):
        world.says(TUAN, f"{command} xyz")
        assert world.last(TUAN).text.endswith(f"ví dụ: {command} KHCN-QUY 2026-Q4.")
