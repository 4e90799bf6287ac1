"""The setup sent as an Excel file in chat: shown first, written when confirmed, refused by sheet, row and column."""

from datetime import timedelta
from io import BytesIO
from time import process_time
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from storage.db.database import Database
from storage.reporting import attachments
from storage.setup import Applied, apply_setup, load_setup
from storage.setup.exporting import present
from storage.setup.workbook import is_setup, write_workbook
from storage.tables import Attachment, AuditEvent, Organisation, Position, Unit
from tests import files
from tests.storage.setup.in_vietnamese import vietnamese_left
from tests.storage.setup.setup_files import SMALL
from tests.world import World

TUAN, HOA, LAN = "900", "910", "100"


@pytest.fixture
def world(either_database: Database) -> World:
    world = World(either_database)
    with world.database.transaction() as session:
        own = session.get_one(Organisation, world.organisation_id).code
        load_setup(session, SMALL.replace("{code: THU,", f"{{code: {own},"), world.now, world.context.calendar)
    world.person("BTG", "coordinator", "Tuấn", TUAN)
    world.person("BTG", "admin", "Hoa", HOA)
    world.person("PKT", "focal_point", "Lan", LAN)
    world.at("2026-12-15 09:00")
    return world


def workbook(world: World, *changes: tuple[str, str, Any]) -> bytes:
    """The present setup, with cells changed: (sheet, cell, value)."""
    with world.database.transaction() as session:
        content = write_workbook(present(session, world.organisation_id, world.now))
    book = load_workbook(BytesIO(content))
    for sheet, cell, value in changes:
        book[sheet][cell] = value
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def row_of(content: bytes, code: str) -> int:
    sheet = load_workbook(BytesIO(content))["Đơn vị"]
    return next(row[0].row or 0 for row in sheet.iter_rows() if any(cell.value == code for cell in row))


def cell_of(content: bytes, heading: str, row: int) -> str:
    sheet = load_workbook(BytesIO(content))["Đơn vị"]
    found = next(cell.coordinate for line in sheet.iter_rows() for cell in line if str(cell.value).startswith(heading))
    return f"{found.rstrip('0123456789')}{row}"


def sends(world: World, content: bytes, chat: str = HOA, name: str = "thiet-lap.xlsx") -> str:
    world.sends_file(chat, name, content)
    world.fetch_files()
    world.make_files()
    return world.said(chat)


def unit_name(world: World, code: str) -> str:
    return str(next(unit.name for unit in world.all(Unit) if unit.code == code))


def renamed(world: World, to: Any = "Phòng Kinh tế mới") -> bytes:
    present_now = workbook(world)
    return workbook(world, ("Đơn vị", cell_of(present_now, "Tên đơn vị", row_of(present_now, "PKT")), to))


def test_shown_first_and_written_when_confirmed(world: World) -> None:
    said = sends(world, renamed(world))
    assert "Xem trước thiết lập trong “thiet-lap.xlsx”" in said
    assert "Sửa (1)" in said
    assert "đơn vị PKT: tên" in said
    assert "Giữ nguyên: " in said
    assert "Chưa ghi gì" in said
    assert unit_name(world, "PKT") != "Phòng Kinh tế mới"
    world.presses(HOA, "Ghi vào hệ thống")
    world.make_files()
    assert "Đã ghi 1 thay đổi" in world.said(HOA)
    assert unit_name(world, "PKT") == "Phòng Kinh tế mới"
    loaded = [event for event in world.all(AuditEvent) if event.action == "setup.loaded"]
    assert [event.person_id for event in loaded] == [None, world.person_id("Hoa")]


def test_left_alone_it_writes_nothing(world: World) -> None:
    before = unit_name(world, "PKT")
    sends(world, renamed(world))
    world.presses(HOA, "Bỏ")
    assert "Đã bỏ “thiet-lap.xlsx”" in world.said(HOA)
    assert unit_name(world, "PKT") == before
    assert [row.state for row in world.all(Attachment)] == ["removed"]


def test_left_alone_while_it_is_being_written_it_writes_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    before = unit_name(world, "PKT")
    sends(world, renamed(world))
    world.presses(HOA, "Ghi vào hệ thống")

    def applied(session: Session, *given: Any, **more: Any) -> Applied:
        attachments.drop(session, [row.id for row in session.scalars(select(Attachment))])
        session.commit()
        return apply_setup(session, *given, **more)

    monkeypatch.setattr("handlers.setup.preview.apply_setup", applied)
    world.make_files()
    assert "Tệp thiết lập này không còn nữa" in world.said(HOA)
    assert unit_name(world, "PKT") == before


def test_the_present_setup_changes_nothing(world: World) -> None:
    said = sends(world, workbook(world))
    assert "không làm thay đổi gì" in said
    assert "3 đơn vị" in said


def test_what_was_changed_meanwhile_is_shown_again(world: World) -> None:
    sends(world, renamed(world))
    with world.database.transaction() as session:
        unit = next(unit for unit in world.all(Unit) if unit.code == "PYT")
        session.get_one(Unit, unit.id).name = "Phòng Y tế và Dân số"
    world.presses(HOA, "Ghi vào hệ thống")
    world.make_files()
    said = world.said(HOA)
    assert "đã có thay đổi khác nên tôi chưa ghi" in said
    assert "Phòng Y tế và Dân số" in said
    assert unit_name(world, "PKT") != "Phòng Kinh tế mới"
    world.presses(HOA, "Ghi vào hệ thống")
    world.make_files()
    assert unit_name(world, "PKT") == "Phòng Kinh tế mới"


def test_all_that_is_wrong_is_told_by_sheet_and_cell(world: World) -> None:
    content = workbook(world)
    cell = cell_of(content, "Mã", row_of(content, "PYT"))
    said = sends(world, workbook(world, ("Đơn vị", cell, "PKT")))
    assert "chưa nạp được, chưa ghi gì" in said
    assert f"trang “Đơn vị”, ô {cell}" in said
    assert [event.action for event in world.all(AuditEvent)].count("setup.loaded") == 1  # the fixture's


def test_another_organisation_s_setup_is_refused(world: World) -> None:
    content = workbook(world)
    sheet = load_workbook(BytesIO(content))["Cơ quan"]
    [own] = world.all(Organisation)
    place = next(cell.coordinate for row in sheet.iter_rows() for cell in row if cell.value == own.code)
    said = sends(world, workbook(world, ("Cơ quan", place, "KHAC")))
    assert "là thiết lập của tổ chức KHAC" in said


@pytest.mark.parametrize("chat", [TUAN, LAN])
def test_only_an_admin_s_file_is_a_setup(world: World, chat: str) -> None:
    said = sends(world, renamed(world), chat)
    assert "Xem trước thiết lập" not in said
    assert unit_name(world, "PKT") != "Phòng Kinh tế mới"


def test_who_is_no_admin_any_more_writes_nothing(world: World) -> None:
    sends(world, renamed(world))
    with world.database.transaction() as session:
        session.execute(update(Position).where(Position.role == "admin").values(until=world.now))
    world.passes(minutes=1)
    world.presses(HOA, "Ghi vào hệ thống")
    world.make_files()
    assert unit_name(world, "PKT") != "Phòng Kinh tế mới"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("cu.xls", files.old_office("Workbook"), "kiểu cũ (.xls)"),
        ("bang.ods", files.open_document("spreadsheet"), "hãy lưu lại dạng .xlsx"),
        ("macro.xlsx", files.zipped({"[Content_Types].xml": b"", "xl/vbaProject.bin": b""}), "có macro"),
        ("khac.xlsx", files.excel(), "chưa nạp được"),
    ],
)
def test_other_tables_are_refused_in_words(world: World, name: str, content: bytes, words: str) -> None:
    assert words in sends(world, content, name=name)


def test_an_admin_who_reports_too_attaches_other_tables(world: World) -> None:
    world.person("PYT", "focal_point", "Bình", "920")
    with world.database.transaction() as session:
        session.add(
            Position(
                organisation_id=world.organisation_id,
                person_id=world.person_id("Bình"),
                unit_id=world.unit_id("PYT"),
                role="admin",
                since=world.now - timedelta(days=1),
            )
        )
    assert "vào báo cáo nào" in sends(world, files.excel(), "920", "so-lieu.xlsx")
    assert "Xem trước thiết lập" in sends(world, renamed(world), "920")


def test_a_setup_is_known_by_its_sheets() -> None:
    def named(*sheets: str) -> bytes:
        book, saved = Workbook(), BytesIO()
        book.remove(book.worksheets[0])
        for sheet in sheets:
            book.create_sheet(sheet)
        book.save(saved)
        return saved.getvalue()

    assert is_setup(named("Hướng dẫn"))
    assert is_setup(named("CƠ QUAN", "x"))
    assert is_setup(named("Đơn vị", "Nhiệm vụ"))
    assert not is_setup(named("Đơn vị", "Số liệu"))
    assert not is_setup(b"PK\x03\x04")


def test_a_list_of_sheets_made_to_be_slow_is_read_at_once() -> None:
    started = process_time()
    assert not is_setup(files.zipped({"xl/workbook.xml": b"<sheet " * 140_000}))
    assert process_time() - started < 5  # it was 45 minutes; what others do does not count


def test_a_list_of_sheets_that_cannot_be_unpacked_is_no_setup() -> None:
    content = bytearray(files.zipped({"xl/workbook.xml": bytes(range(256))}))
    at = content.index(b"xl/workbook.xml") + len("xl/workbook.xml")
    content[at : at + 8] = b"\xff" * 8
    assert not is_setup(bytes(content))


WRONG = (
    [("Đơn vị", "A2", None)],
    [("Đơn vị", "A2", 2.5), ("Đơn vị", "B3", "=1+1")],
    [("Cơ quan", "A1", "Zzz")],
    [("Báo cáo", "J2", "hằng giờ"), ("Báo cáo", "K2", "31/02/2026"), ("Báo cáo", "S2", "25h")],
    [("Báo cáo", "B2", "KHONG-CO"), ("Lịch nhắc", "B2", "sớm"), ("Lần nhắc", "A2", "LA")],
    [("Kế hoạch", "A1", "Cột lạ"), ("Nhiệm vụ", "A2", "KHAC")],
)


def test_in_english_nothing_is_said_in_vietnamese_but_what_the_file_says(world: World) -> None:
    world.says(HOA, "/language en")
    for changes in WRONG:
        said = sends(world, workbook(world, *changes))
        assert "could not be loaded" in said
        assert vietnamese_left(said) == set()
    shown = sends(world, renamed(world))
    assert "Changed (1)" in shown
    assert "unit PKT: name “Phòng Kinh tế” → “Phòng Kinh tế mới”" in shown
    assert "Left alone: 1 organisation, 2 classes, 2 units" in shown
    world.presses(HOA, "Write it")
    world.make_files()
    assert "Wrote 1 change" in world.said(HOA)
    unchanged = sends(world, workbook(world))
    assert "changes nothing" in unchanged
    due = row_with(world, "Báo cáo", "QUY")
    moved = sends(world, workbook(world, ("Báo cáo", f"Q{due}", 20), ("Báo cáo", f"S{due}", "16:00")))
    assert "December 2026" in moved
    assert vietnamese_left("\n".join((shown, unchanged, moved, world.said(HOA)))) == set()


def row_with(world: World, sheet: str, code: str) -> int:
    rows = load_workbook(BytesIO(workbook(world)))[sheet].iter_rows()
    return next(row[0].row or 0 for row in rows if any(cell.value == code for cell in row))
