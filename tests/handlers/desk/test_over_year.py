"""The requirement's own numbers of monthly reports, by quarter and of the year so far."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import update

from domain.collation.indicators import over_time
from domain.forms.fields import Field
from storage.db.database import Database
from storage.tables import Obligation, Requirement
from tests.world import World

TUAN, LAN = "900", "100"
FIELDS: list[dict[str, Any]] = [
    {"code": "hop", "name": "Số cuộc họp", "kind": "number", "over_units": "sum", "tasks": ["2.7"]},
    {"code": "ty_le", "name": "Tỷ lệ", "kind": "number", "over_units": "mean", "tasks": ["2.7"]},
    {"code": "con_lai", "name": "Còn lại", "kind": "number", "over_units": "last", "tasks": ["2.7"]},
]


@pytest.fixture
def world(sqlite_database: Database) -> World:
    world = World(sqlite_database)
    world.furnish()
    world.person("BTG", "coordinator", "Tuấn", TUAN)
    world.person("PKT", "focal_point", "Lan", LAN)
    world.at("2026-12-15 09:00")
    return world


def monthly(world: World, *months: int) -> None:
    world.settle("PKT", state="excused")
    world.add_requirement("THANG", "Báo cáo", units=["PKT"], tasks=["2.7"], period_type="monthly")
    with world.database.transaction() as session:
        session.execute(update(Requirement).where(Requirement.code == "THANG").values(fields=FIELDS))
    for month in months:
        opens(world, month)


def opens(world: World, month: int) -> None:
    [id] = world.open("THANG", f"2026-{month:02}", f"2026-{month:02}-28 17:00")
    days = {"period_start": date(2026, month, 1), "period_end": date(2026, month, 28)}
    with world.database.transaction() as session:
        session.execute(update(Obligation).where(Obligation.id == id).values(**days))


def reports(world: World, *lines: str) -> None:
    for line in lines:
        world.says(LAN, line)
        world.presses(LAN, "Đúng, ghi vào nháp")
        world.presses(LAN, "Xem lại")
        world.presses(LAN, "Gửi báo cáo")
        assert world.last(LAN).text.startswith("Đã nộp"), world.last(LAN).text
        world.says(LAN, "/huy")


def book(world: World) -> Any:
    world.says(TUAN, "/tonghop THANG 2026-05")
    world.presses(TUAN, "Xuất Excel")
    assert world.make_files() == 1
    return load_workbook(BytesIO(world.file(TUAN)))


def test_each_quarter_and_the_year_so_far(world: World) -> None:
    monthly(world, 1)
    reports(world, "2.7 xong; hop: 5; ty_le: 40; con_lai: 9")
    for month, line in ((2, "2.7 xong; hop: 7; ty_le: 60; con_lai: 8"), (4, "2.7 xong; hop: 1; con_lai: 6")):
        opens(world, month)
        reports(world, line)
    opens(world, 5)
    world.says(LAN, "/khongphatsinh")
    world.presses(LAN, "Gửi báo cáo")
    heads, *rows = book(world)["Chỉ tiêu theo quý"].iter_rows(values_only=True)
    found = {row[2]: dict(zip(heads, row, strict=True)) for row in rows}
    of = ("Quý I", "Quý II", "Từ đầu năm", "Số kỳ có số liệu")
    assert [found["Số cuộc họp"][head] for head in of] == [12, 1, 13, 3]
    assert [found["Tỷ lệ"][head] for head in of] == [50, None, 50, 2]
    assert [found["Còn lại"][head] for head in of] == [8, 6, 6, 3]


def test_of_one_period_there_is_no_such_sheet(world: World) -> None:
    monthly(world, 5)
    reports(world, "2.7 xong; hop: 5")
    assert "Chỉ tiêu theo quý" not in book(world).sheetnames


def test_over_time() -> None:
    def field(way: Any) -> Field:
        return Field("n", "number", name="N", over_units=way)

    assert [over_time(field(way), [0.1, 0.2, 0.15]) for way in ("sum", "mean", "last", "max")] == [
        0.45,
        0.15,
        0.15,
        0.2,
    ]
    assert over_time(field("sum"), []) is None
