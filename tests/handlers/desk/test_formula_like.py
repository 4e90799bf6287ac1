"""Names that begin as a formula does are text on every sheet of every file, also once somebody edits them; and read
again they are what they were."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import update

from storage.db.database import Database
from storage.setup.exporting import present
from storage.setup.schema.reading import read_setup
from storage.setup.workbook.workbook_writing import write_workbook
from storage.tables import Organisation, Plan, Requirement, Task, Unit
from tests.handlers.documents.workbooks import OWN_FORMULA
from tests.world import World

TUAN, LAN = "900", "100"
STARTS = ("=1+1", "+84 xã", "-1 phường", "@ban", "=HYPERLINK(A1)")


@pytest.fixture
def world(sqlite_database: Database) -> World:
    """Where everything that has a name begins so."""
    world = World(sqlite_database)
    world.furnish()
    world.person("BTG", "coordinator", "=Tuấn", TUAN)
    world.person("PKT", "focal_point", "+Lan", LAN)
    with sqlite_database.transaction() as session:
        for unit, start in zip(session.query(Unit).order_by(Unit.id), STARTS, strict=False):
            unit.name = f"{start} {unit.name}"
        session.execute(update(Plan).values(title="=Kế hoạch", recipients=["=Nơi nhận", "-Lưu"], basis=["@Căn cứ"]))
        session.execute(update(Organisation).values(name="=Tổ chức"))
        session.execute(update(Requirement).values(title="+Báo cáo"))
        for task in session.query(Task):
            task.title = f"={task.title}"
    world.at("2026-12-15 09:00")
    return world


def is_total(cell: Any) -> bool:
    """Whether it is a formula of the book's own: what people typed is no part of one."""
    return cell.data_type == "f" and OWN_FORMULA.fullmatch(cell.value) is not None


def texts(content: bytes) -> Iterator[tuple[str, str, bool, bool]]:
    """Sheet, text, whether it is text, whether it stays so when it is edited."""
    for sheet in load_workbook(BytesIO(content)):
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith(("=", "+", "-", "@")) and not is_total(cell):
                    yield sheet.title, cell.value, cell.data_type == "s", bool(cell.quotePrefix)


def test_on_every_sheet(world: World) -> None:
    world.says(LAN, "/baocao")
    world.says(LAN, "2.7 25%, kết quả: =SUM(A1), vướng: -thiếu kinh phí, kiến nghị: @bổ sung")
    files = []
    for asking in ("/tonghop", "/chuanop", "/sapdenhan", "/tiendo"):
        world.says(TUAN, asking)
        if "Xuất Excel" in world.last(TUAN).labels:
            world.presses(TUAN, "Xuất Excel")
            world.make_files()
            files.append(world.file(TUAN))
    assert len(files) >= 2
    found = [text for content in files for text in texts(content)]
    assert {text for text in found if not (text[2] and text[3])} == set()
    assert len({sheet for sheet, *_ in found}) >= 4


def test_in_the_setup_workbook_and_back(world: World) -> None:
    with world.database.transaction() as session:
        tree = present(session, world.organisation_id, world.now)
    written = write_workbook(tree)
    found = list(texts(written))
    assert {text for text in found if not (text[2] and text[3])} == set()
    units = {entry["code"]: entry["name"] for entry in tree["units"]}
    named = {key: tree[key] for key in ("version", "organisation", "units")}  # the tests' reports are owed by hand
    again = read_setup(write_workbook(named))
    assert {one.code: one.name for one in again.file.units or []} == units
    assert sum(name.startswith(STARTS) for name in units.values()) == 4
