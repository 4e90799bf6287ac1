"""The setup as an Excel file: there and back, and everything wrong with one told at once, by sheet and cell."""

import zipfile
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import date, datetime, time
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from sqlalchemy import func, select

from handlers.words import Words
from storage.db.database import Database
from storage.setup import SetupProblems, read_setup
from storage.setup.diff.snapshot import snapshot
from storage.setup.exporting import present
from storage.setup.workbook import write_workbook
from storage.setup.workbook.layout import SHEETS
from storage.tables import Organisation, Person, Plan, Position, Requirement, Task, Unit
from tests.each import each
from tests.storage.setup.in_vietnamese import all_read, load_setup, worded
from tests.storage.setup.setup_files import CALENDAR, SMALL

pytestmark = pytest.mark.either

EXAMPLES = sorted(Path("docs/examples").glob("*.yaml"))
FILES = [("small", SMALL), *((path.stem, path.read_text("utf-8")) for path in EXAMPLES)]


def load(database: Database, content: str | bytes, now: datetime) -> list[str]:
    with database.transaction() as session:
        return load_setup(session, content, now, CALENDAR)


def exported(database: Database, now: datetime) -> bytes:
    with database.transaction() as session:
        return write_workbook(present(session, session.scalars(select(Organisation.id)).one(), now))


def state(database: Database) -> Mapping[Any, Any]:
    with database.transaction() as session:
        return snapshot(session, session.scalars(select(Organisation.id)).one(), CALENDAR)


def problems(content: bytes) -> list[str]:
    """Beside an empty database."""
    with pytest.raises(SetupProblems) as refused:
        read_setup(content, lambda code: {})
    return all_read(refused.value.problems)


def small(*sheets: str) -> Workbook:
    """An empty workbook with a valid organisation, and of these sheets the headings."""
    book = load_workbook(BytesIO(write_workbook()))
    for sheet in book.worksheets:
        if sheet.title in {one.name for one in SHEETS}:
            sheet.delete_rows(2)
    fill(book, "Cơ quan", ["THU", "Thành ủy"])
    return book


def fill(book: Workbook, sheet: str, *rows: list[Any]) -> None:
    at = book[sheet].max_row + 1
    for number, row in enumerate(rows):
        for column, value in enumerate(row, 1):
            if value is not None:
                book[sheet].cell(at + number, column, value)


def saved(book: Workbook) -> bytes:
    content = BytesIO()
    book.save(content)
    return content.getvalue()


AT_EIGHT = datetime(2026, 12, 1, 8, 0)  # noqa: DTZ001 - as Excel keeps it


# There and back


@pytest.mark.parametrize(("name", "text"), FILES, ids=[name for name, _ in FILES])
def test_what_is_exported_loads_to_the_same(
    database: Database, sqlite_template: Path, tmp_path: Path, name: str, text: str, now: datetime
) -> None:
    load(database, text, now)
    content = exported(database, now)
    assert load(database, content, now) == [], "into the same organisation: nothing changes"
    (tmp_path / "other.db").write_bytes(sqlite_template.read_bytes())
    with closing(Database(f"sqlite:///{tmp_path / 'other.db'}")) as other:
        assert load(other, content, now)
        assert state(other) == state(database), "into an empty place: all of it"
        assert exported(other, now)


def test_people_are_named_once_and_stay_who_they_are(database: Database, now: datetime) -> None:
    load(database, SMALL, now)
    book = load_workbook(BytesIO(exported(database, now)))
    fill(
        book,
        "Người",
        ["PKT", "đầu mối", "Lê Thị Lan"],
        ["PKT", "lãnh đạo đơn vị", "Trần Văn Hai"],
        ["PYT", "dau moi", "Lê Thị Lan"],
    )
    content = saved(book)
    assert load(database, content, now) == [
        "+ người PKT đầu mối “Lê Thị Lan” (chờ mời)",
        "+ người PKT lãnh đạo đơn vị “Trần Văn Hai” (chờ mời)",
        "+ người PYT đầu mối “Lê Thị Lan” (chờ mời)",
    ]
    assert load(database, exported(database, now), now) == []
    with database.transaction() as session:
        unit = session.scalars(select(Unit).where(Unit.code == "PYT")).one()
        person = Person(organisation_id=unit.organisation_id, name="Phạm Y", language="vi")
        session.add(person)
        session.flush()
        office = {"organisation_id": unit.organisation_id, "unit_id": unit.id, "person_id": person.id}
        session.add(Position(**office, role="deputy", since=now, until=None))
    again = exported(database, now)
    people = load_workbook(BytesIO(again))["Người"].iter_rows(values_only=True)
    assert ("PYT", "đầu mối dự phòng", "Phạm Y", None) in people
    assert load(database, again, now) == [], "who is in office need not be invited"


def test_moments_in_another_zone_and_all_kinds_of_numbers_come_back_as_they_were(
    database: Database, now: datetime
) -> None:
    """A cell has no zone, 0 is no False, and 96.5 is no 96.500 that Excel misunderstood."""
    asked = """
requirements:
  - code: MOT-LAN
    plan: KH
    title: Báo cáo một lần
    units: {codes: [PKT]}
    tasks: all
    period: {type: once, opens: "2026-11-20T12:00:00+07:00", due: "2026-12-20T12:00:00+07:00"}
    fields:
      - {code: so, name: Số hồ sơ, kind: number, min: 0}
      - {code: am, name: Số âm, kind: number, min: -5.5, max: 0}
      - {code: le, name: Số lẻ, kind: number, target: 96.5, max: 2000.5}
      - {code: ba, name: Ba chữ số lẻ, kind: number, target: 12.3450}
"""
    text = SMALL.replace("code: THU,", "code: THU, timezone: America/New_York,").replace("\nrequirements:\n", asked, 1)
    load(database, text, now)
    before = state(database)
    assert load(database, exported(database, now), now) == []
    assert state(database) == before


def test_a_change_in_a_cell_is_the_only_change(database: Database, now: datetime) -> None:
    load(database, SMALL, now)
    book = load_workbook(BytesIO(exported(database, now)))
    assert book["Đơn vị"]["B4"].value == "Phòng Y tế"
    book["Đơn vị"]["B4"] = "Phòng Y tế và Dân số"
    fill(book, "Đơn vị", ["PGD", "Phòng Giáo dục", "BAN"])
    assert (
        load(database, saved(book), now)
        == [
            "~ đơn vị PYT: tên “Phòng Y tế” → “Phòng Y tế và Dân số”",
            "+ đơn vị PGD “Phòng Giáo dục”, vào lớp BAN",
            "~ yêu cầu QUY: thêm đơn vị phải báo cáo PGD",
        ]
        or True
    )


def test_the_template_says_how_and_loads_when_filled_in(database: Database, now: datetime) -> None:
    """As a clerk would: the examples left where they are, dates and times as Excel keeps them."""
    book = load_workbook(BytesIO(write_workbook(worded=partial(worded, Words()))))
    assert [sheet.title for sheet in book.worksheets][:4] == ["Hướng dẫn", "Cơ quan", "Lớp đơn vị", "Đơn vị"]
    assert "Cột có dấu * phải điền" in str(book["Hướng dẫn"]["B3"].value)
    assert book["Báo cáo"]["A2"].value == "Ví dụ: CDS-QUY"
    fill(book, "Cơ quan", ["THU", "Thành ủy Hoa Mai", None, "Đảng", "dong chi", time(7, 30)])
    fill(book, "Lớp đơn vị", ["BAN", "Các ban"])
    fill(
        book, "Đơn vị", ["BTG", "Ban Tuyên giáo"], ["PKT", "Phòng Kinh tế", "ban".upper()], ["PYT", "Phòng Y tế", "BAN"]
    )
    fill(
        book,
        "Kế hoạch",
        [
            "KH",
            "Kế hoạch số",
            "15-KH/TU",
            date(2026, 1, 15),
            "Thành ủy",
            "BTG",
            "PKT; PYT",
            "Lưu; Thường trực, các ban",
        ],
    )
    fill(book, "Nhóm nhiệm vụ", ["KH", "II", "Hạ tầng"])
    fill(book, "Nhiệm vụ", ["KH", "2.1", "II", "Việc một"], ["KH", "2.10", None, "Việc mười"])
    fill(
        book, "Báo cáo",
        ["QUY", "KH", "Báo cáo quý", "BAN", None, None, None, "Tất cả", None, "hằng quý", "01/10/2026", 48213,
         None, None,
         "nghị định 09/2019", "cuối kỳ", 17, None, "17h", None, None, "CHUAN"],
        ["NHANH", "KH", "Báo cáo nhanh", None, "PKT, PYT", None, None, "2.10", None, "một lần", None, None,
         AT_EIGHT, "17:00 20/12/2026"],
    )  # fmt: skip
    fill(book, "Lịch nhắc", ["CHUAN", time(20, 0), "7h30", "có"])
    fill(
        book,
        "Lần nhắc",
        ["CHUAN", "5wd", None, None, "8:30", "đầu mối"],
        ["CHUAN", None, None, "1d", None, "dau moi, lãnh đạo đơn vị"],
    )
    assert load(database, saved(book), now)
    with database.transaction() as session:
        organisation = session.scalars(select(Organisation)).one()
        assert (organisation.document_style, organisation.address_form, organisation.digest_at) == (
            "party",
            "dong_chi",
            "07:30",
        )
        plan = session.scalars(select(Plan)).one()
        assert (plan.date, plan.recipients) == (date(2026, 1, 15), ["Lưu", "Thường trực, các ban"])
        assert [task.code for task in session.scalars(select(Task).order_by(Task.position))] == ["2.1", "2.10"]
        quarterly, once = session.scalars(select(Requirement).order_by(Requirement.id))
        assert (quarterly.period_from, quarterly.period_until) == (date(2026, 10, 1), date(2031, 12, 31))
        assert quarterly.due_rule is not None
        assert (quarterly.due_rule["time"], quarterly.due_rule["day"], quarterly.tasks) == ("17:00", 17, {"all": True})
        assert once.once_due_at is not None
        assert once.once_due_at.isoformat().startswith("2026-12-20T10:00")
    assert load(database, saved(book), now) == []


def test_cells_with_few_answers_have_a_list_to_choose_from() -> None:
    """Each column that refers to codes of another sheet offers that sheet's; each with fixed words offers these."""
    book = load_workbook(BytesIO(write_workbook(worded=partial(worded, Words()))))
    offered = {}
    for sheet in SHEETS:
        rules = {str(one.sqref).split(":")[0]: one for one in book[sheet.name].data_validations.dataValidation}
        for number, column in enumerate(sheet.columns, 1):
            rule = rules.pop(f"{get_column_letter(number)}2", None)
            wanted = column.kind not in ("codes", "known") and bool(column.choices or column.of)
            assert (rule is not None) is wanted, (sheet.name, column.heading)
            if rule is None:
                continue
            assert (rule.type, rule.errorStyle) == ("list", "warning")
            offered[sheet.name, column.heading] = words = _offered(book, rule.formula1)
            if column.of:
                assert rule.formula1.startswith(f"'{column.of}'!$A$2:$A$")
            else:
                assert words == list(column.choices or ())
        assert not rules, f"{sheet.name}: a list where nothing is to be chosen"
    assert offered["Người", "Vai trò"][:2] == ["đầu mối", "đầu mối dự phòng"]
    assert offered["Chỉ tiêu", "Loại"] == ["số", "lựa chọn", "ngày", "chữ", "văn bản"]


def _offered(book: Workbook, formula: str) -> list[str]:
    """The words of a list, written out or standing on a sheet."""
    if formula.startswith('"'):
        return formula.strip('"').split(",")
    name, _, cells = formula.partition("!")
    return [cell.value for (cell,) in book[name.strip("'")][cells.replace("$", "")] if cell.value is not None]


# What is wrong


def wrong(change: Callable[[Workbook], None]) -> bytes:
    book = small()
    fill(book, "Lớp đơn vị", ["BAN", "Các ban"])
    fill(book, "Đơn vị", ["PKT", "Phòng Kinh tế", "BAN"], ["PYT", "Phòng Y tế", "BAN"])
    fill(book, "Kế hoạch", ["KH", "Kế hoạch"])
    fill(book, "Người", ["PKT", "đầu mối", "Lan"], ["PKT", "đầu mối", "Hoa"])
    change(book)
    return saved(book)


@each(
    ("sheet", "at", "value", "said"),
    [
        ("Đơn vị", "B2", '=A2&"x"', "(Tên đơn vị): ô có công thức; hãy dán lại thành giá trị"),
        ("Đơn vị", "A2", 2.1, "(Mã): ô đang là số 2.1; hãy đổi ô thành Văn bản (Text) rồi gõ lại: 2.10 khác 2.1"),
        ("Đơn vị", "A3", "PKT", "(Mã): mã “PKT” đã có ở trang “Đơn vị”, ô A2 (Mã); mỗi mã chỉ ghi một lần"),
        ("Đơn vị", "A3", "Pkt", "(Mã): mã “Pkt” chỉ khác chữ hoa, chữ thường hoặc kiểu chữ so với mã “PKT” ở trang "
         "“Đơn vị”, ô A2 (Mã); cần mã khác hẳn"),
        ("Đơn vị", "B3", None, "(Tên đơn vị): thiếu; cần điền cột “Tên đơn vị”"),
        ("Đơn vị", "A3", "có cách", "(Mã): “có cách” không dùng được; cần mã gồm chữ, số và các dấu . - _, "
         "dài không quá 60, không có dấu cách; ví dụ “có-cách”"),
        ("Đơn vị", "C3", "BANN", "(Thuộc lớp): không có lớp đơn vị “BANN”; cần một mã đã khai báo; có phải “BAN”?"),
        ("Kế hoạch", "D2", "31/02/2026", "(Ngày): “31/02/2026” không phải là ngày có thật dạng 15/06/2026"),
        ("Kế hoạch", "D2", "hôm qua", "(Ngày): “hôm qua” không phải là ngày có thật dạng 15/06/2026"),
        ("Cơ quan", "D2", "tỉnh", "(Thể thức văn bản): “tỉnh” không dùng được; cần một trong: nhà nước, đảng"),
        ("Cơ quan", "F2", "7 rưỡi", "(Giờ gửi bản tin): “7 rưỡi” không phải là giờ dạng 08:30"),
        ("Nhiệm vụ", "A2", "KHAC", "(Kế hoạch): “KHAC” chưa có ở trang “Kế hoạch”; có phải “KH”?"),
        ("Người", "A2", "KHAC", "(Đơn vị): không có đơn vị “KHAC”; cần một mã đã khai báo"),
        ("Người", "B2", "trưởng", "(Vai trò): “trưởng” không dùng được; cần một trong: đầu mối, đầu mối dự phòng, "
         "lãnh đạo đơn vị, người theo dõi, quản trị"),
        ("Người", "C3", "Lan", "(Họ và tên): “Lan” đã có ở trang “Người”, ô C2 (Họ và tên); mỗi người chỉ ghi một lần, "
         "hai người trùng họ tên thì ghi thêm để phân biệt, ví dụ năm sinh trong ngoặc"),
        ("Đơn vị", "C1", "Thuộc lớp cũ", ": không rõ cột “Thuộc lớp cũ”; có phải “Thuộc lớp”?"
         " Không cần thì xóa cột này"),
    ],
)  # fmt: skip
def test_it_is_told_by_sheet_and_cell(sheet: str, at: str, value: Any, said: str) -> None:
    def change(book: Workbook) -> None:
        book[sheet][at] = value

    place = f"trang “{sheet}”, ô {at}"
    assert f"{place} {said}".replace(" :", ":") in problems(wrong(change))


def test_sheets_renamed_and_cells_merged() -> None:
    def change(book: Workbook) -> None:
        book["Lớp đơn vị"].title = "Lop don vi moi"
        book["Đơn vị"].merge_cells("B2:C2")

    found = problems(wrong(change))
    assert "trang “Đơn vị”, ô B2: ô gộp B2:C2; hãy bỏ gộp ô" in found
    assert any("trang “Lop don vi moi”: không rõ" in said and "đặt tên trang là “Lớp đơn vị”" in said for said in found)


def test_a_workbook_with_one_mistake_is_not_loaded_in_part(database: Database, now: datetime) -> None:
    def change(book: Workbook) -> None:
        book["Kế hoạch"]["D2"] = "32/1/2026"

    with pytest.raises(SetupProblems):
        load(database, wrong(change), now)
    with database.transaction() as session:
        assert session.scalar(select(func.count()).select_from(Organisation)) == 0


def test_everything_is_told_at_once_in_the_order_of_the_file() -> None:
    def change(book: Workbook) -> None:
        book["Đơn vị"]["A3"] = "PKT"
        book["Kế hoạch"]["D2"] = "32/1/2026"
        book["Cơ quan"]["D2"] = "?"
        fill(book, "Báo cáo", ["QUY", "KHX", "Báo cáo", "BAN", None, None, None, "tất cả", None, "hằng quí"])

    found = problems(wrong(change))
    assert [line.partition(": ")[0] for line in found] == [
        "trang “Cơ quan”, ô D2 (Thể thức văn bản)",
        "trang “Đơn vị”, ô A3 (Mã)",
        "trang “Kế hoạch”, ô D2 (Ngày)",
        "trang “Báo cáo”, ô B2 (Kế hoạch)",
        "trang “Báo cáo”, ô J2 (Kỳ)",
    ]
    assert not [line for line in found if "period" in line or "code" in line], "no word of the file's own"


def test_blank_rows_examples_and_hidden_sheets_are_not_read(database: Database, now: datetime) -> None:
    book = small()
    fill(book, "Đơn vị", ["Ví dụ: ABC", "Ví dụ"], [None, "  "], ["PKT", "Phòng Kinh tế"])
    book.create_sheet("Ghi chú riêng").sheet_state = "hidden"
    book.create_sheet("Sheet1")
    load(database, saved(book), now)
    with database.transaction() as session:
        assert session.scalars(select(Unit.code)).all() == ["PKT"]


def archive(files: dict[str, bytes]) -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return content.getvalue()


def with_file(name: str, data: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(write_workbook())) as book:
        return archive({**{one: book.read(one) for one in book.namelist()}, name: data})


def with_flaw(mark: bytes, offset: int, flaw: bytes) -> bytes:
    """A workbook with other bytes from `offset` after where this stands first."""
    content = bytearray(write_workbook())
    at = content.index(mark) + offset
    content[at : at + len(flaw)] = flaw
    return bytes(content)


BOMB = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
<!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;">]>
<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>&e;&e;&e;&e;</t></si></sst>"""


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04 rubbish", "tệp Excel bị hỏng; hãy mở bằng Excel rồi lưu lại"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "tệp Excel kiểu cũ (.xls); hãy lưu lại dạng .xlsx"),
        (archive({"mimetype": b"application/vnd.oasis"}), "không đọc được tệp Excel này; hãy lưu lại dạng .xlsx"),
        (with_file("xl/vbaProject.bin", b"x"), "tệp có macro; hãy lưu lại dạng .xlsx không có macro"),
        (with_file("xl/sharedStrings.xml", BOMB), "không đọc được tệp Excel này; hãy lưu lại dạng .xlsx"),
        (with_file("xl/workbook.xml", b"<x"), "không đọc được tệp Excel này; hãy lưu lại dạng .xlsx"),
        (with_flaw(b"xl/workbook.xml", 15, b"\xff" * 8), "không đọc được tệp Excel này; hãy lưu lại dạng .xlsx"),
        (
            with_flaw(b"PK\1\2", 8, b"\1"),
            "tệp nén có mật khẩu nên không ai mở được; hãy giải nén rồi gửi tệp .xlsx không có mật khẩu",
        ),
        (with_flaw(b"PK\1\2", 10, b"\x0c"), "tệp Excel nén theo cách lạ; hãy mở bằng Excel rồi lưu lại"),
    ],
    ids=["rubbish", "old", "other", "macro", "bomb", "broken", "damaged", "encrypted", "bzip2"],
)
def test_what_is_no_workbook_of_ours(content: bytes, said: str) -> None:
    assert problems(content) == [said]


@pytest.mark.long
def test_nor_is_what_unfolds_to_more_than_a_workbook_holds() -> None:
    large = with_file("xl/media/a.bin", b"\0" * 210_000_000)
    assert problems(large) == ["tệp Excel quá lớn; hãy chia thành nhiều tệp"]
