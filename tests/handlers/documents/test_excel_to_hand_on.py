"""The collation as Excel, to hand on: pivot ready, signs beside colours, real numbers beside words, explained."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openxml_audit import OpenXmlValidator

from handlers.collating.sheets import workbook
from handlers.words import Words
from storage.db.database import Database
from storage.tables import UnitClass, UnitMembership
from tests.handlers.desk.test_collating import AN, LAN, TUAN, exported, two_of_three
from tests.handlers.documents.collated import collated
from tests.handlers.documents.workbooks import table_lines, totals
from tests.world import World

INLINE = "inline-string"
"""What the audit remarks of texts that stand in their cells: so are lines written in constant memory (decision 25)."""


@pytest.fixture
def world(sqlite_database: Database) -> World:
    world = World(sqlite_database)
    world.furnish()
    world.person("BTG", "coordinator", "Tuấn", TUAN)
    world.person("PKT", "focal_point", "Lan", LAN)
    world.person("PYT", "focal_point", "An", AN)
    for code, name, units in (("PHONG", "Các phòng", ("PYT", "PKT")), ("KHO", "Vùng khó khăn", ("PYT",))):
        class_id = world._add(UnitClass(organisation_id=world.organisation_id, code=code, name=name))
        for unit in units:
            own: dict[str, Any] = {"unit_id": world.unit_id(unit), "class_id": class_id}
            world._add(UnitMembership(organisation_id=world.organisation_id, **own))
    world.at("2026-12-15 09:00")
    two_of_three(world)
    return world


def test_raw_lines_are_ready_for_a_pivot(world: World) -> None:
    raw = [*table_lines(load_workbook(BytesIO(exported(world)))["Dữ liệu gốc"])]
    assert [line["STT"] for line in raw] == [*range(1, len(raw) + 1)]
    classes = {line["Mã đơn vị"]: line["Lớp đơn vị"] for line in raw}
    assert classes == {"PYT": "Các phòng; Vùng khó khăn", "PKT": "Các phòng"}
    assert {line["Kỳ báo cáo"] for line in raw} == {"quý IV/2026"}
    assert all("Nhóm nhiệm vụ" in line for line in raw)
    assert {line["Tiến độ"] for line in raw} == {1, 0.25, 0.5, 0.75}


def test_numbers_stand_beside_words_and_signs_beside_colours(world: World) -> None:
    sheet = load_workbook(BytesIO(exported(world)), data_only=True)["Theo đơn vị"]
    units = {line["Mã đơn vị"]: line for line in table_lines(sheet)}
    assert (units["PYT"]["Tình hình"], units["PYT"]["Trễ"], units["PYT"]["Số giờ trễ"]) == ("● trễ", "trễ 1 ngày", 17)
    assert (units["PKT"]["Số giờ trễ"], units["PNV"]["Số giờ trễ"]) == (0, None)
    assert (units["PKT"]["2.7"], units["PKT"]["2.7 (%)"]) == ("đang thực hiện 25 %", 0.25)
    below = totals(sheet)
    assert (below["Mã đơn vị"], below["Đơn vị"], below["2.7 (%)"]) == ("Tổng", 3, 0.5)
    texts = {rule.text for area in sheet.conditional_formatting for rule in area.rules}
    assert texts == {"●", "▲", "■"}


def test_a_total_is_over_what_a_filter_shows_and_keeps_its_value(world: World) -> None:
    content = exported(world)
    sheet = load_workbook(BytesIO(content))["Theo nhiệm vụ"]
    lines = [*table_lines(sheet)]
    assert totals(sheet)["Số đơn vị báo cáo"] == f"=SUBTOTAL(109,D2:D{len(lines) + 1})"
    kept = load_workbook(BytesIO(content), data_only=True)["Theo nhiệm vụ"]
    assert totals(kept)["Số đơn vị báo cáo"] == sum(line["Số đơn vị báo cáo"] for line in lines) == 14


def test_per_cents_are_written_with_one_decimal(world: World) -> None:
    book = load_workbook(BytesIO(exported(world)))
    codes = {cell.number_format for sheet in book for row in sheet.iter_rows() for cell in row}
    assert {code for code in codes if "%" in code} == {"0.0%"}


def test_every_sheet_is_explained(world: World) -> None:
    book = load_workbook(BytesIO(exported(world)))
    said = [*table_lines(book["Giải thích"])]
    assert [line["Tên"] for line in said if line["Mục"] == "Trang"] == book.sheetnames[:-1]
    assert {"Phải nộp", "Đã nộp", "● trễ", "▲ chưa nộp", "■ đã trả lại"} <= {line["Tên"] for line in said}
    world.says(TUAN, "/language en")
    book = load_workbook(BytesIO(exported(world, "As Excel")))
    assert "Explained" in book.sheetnames


@pytest.mark.parametrize("longest", [False, True])
@pytest.mark.parametrize("units", [1, 3, 120])
def test_the_audit_finds_nothing(tmp_path: Path, units: int, longest: bool) -> None:
    path = tmp_path / "a.xlsx"
    workbook.write(path, Words(), collated(units, longest=longest, long_text=4000))
    assert [str(error) for error in OpenXmlValidator().validate(path).errors if INLINE not in str(error)] == []


def test_each_units_share_of_its_target(tmp_path: Path) -> None:
    workbook.write(tmp_path / "a.xlsx", Words(), collated(3))
    lines = [*table_lines(load_workbook(tmp_path / "a.xlsx")["Chỉ tiêu theo đơn vị"])]
    value, share = "1.1 TTHC đã rà soát (thủ tục)", "1.1 TTHC đã rà soát: so với chỉ tiêu 120"
    given = [(line[value], line[share]) for line in lines if line[value] is not None]
    assert given
    assert all(abs(part - value / 120) < 1e-6 for value, part in given)
