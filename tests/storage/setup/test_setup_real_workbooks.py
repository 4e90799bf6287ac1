"""Workbooks as real offices and programs make them: what a person sees is read, or asked about; the rest is said."""

import zipfile
from collections.abc import Callable, Mapping
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font

from domain.files.old_letters import old_letters
from storage.db.database import Database
from storage.setup import Applied, SetupProblems, apply_setup, read_setup
from storage.setup.workbook.reading_process import read_apart
from tests import files
from tests.each import each
from tests.storage.setup.in_vietnamese import all_read, as_read
from tests.storage.setup.setup_files import CALENDAR

pytestmark = pytest.mark.either

ROWS: Mapping[str, list[list[object]]] = {
    "Cơ quan": [["Mã", "Tên cơ quan"], ["THU", "Ủy ban thử"]],
    "Lớp đơn vị": [["Mã", "Tên lớp"], ["XA", "Các xã"]],
    "Đơn vị": [["Mã", "Tên đơn vị", "Thuộc lớp"], ["VP", "Văn phòng", None], ["P1", "Xã Một", "XA"]],
    "Người": [["Đơn vị", "Vai trò", "Họ và tên"], ["P1", "đầu mối", "Lê Văn Thử"]],
    "Kế hoạch": [["Mã", "Tên kế hoạch", "Ngày"], ["KH", "Kế hoạch", None]],
    "Nhiệm vụ": [["Kế hoạch", "Mã", "Tên nhiệm vụ"], ["KH", "2.7", "Giải ngân"]],
    "Báo cáo": [
        ["Mã", "Kế hoạch", "Tên báo cáo", "Lớp nộp", "Nhiệm vụ", "Kỳ", "Hạn: tháng", "Hạn: ngày"],
        ["BC", "KH", "Báo cáo", "XA", "tất cả", "hằng tháng", "tháng sau kỳ", "5"],
    ],
    "Chỉ tiêu": [
        ["Báo cáo", "Mã", "Tên", "Loại", "Đơn vị tính", "Chỉ tiêu giao", "Cao nhất"],
        ["BC", "von", "Vốn", "số", "triệu đồng", 1200, None],
    ],
}
Change = Callable[[Workbook], None]


def made(change: Change = lambda book: None) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in ROWS.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    change(book)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def rewritten(content: bytes, change: Callable[[str, bytes], tuple[str, bytes]]) -> bytes:
    with zipfile.ZipFile(BytesIO(content)) as book:
        return files.zipped(dict(change(name, book.read(name)) for name in book.namelist()))


def replaced(old: str, new: str, only: str = "") -> Callable[[str, bytes], tuple[str, bytes]]:
    return lambda name, data: (name, data.replace(old.encode(), new.encode()) if only in name else data)


def tried(database: Database, content: bytes, now: datetime) -> Applied:
    with database.transaction() as session:
        return apply_setup(session, read_setup(content), now, CALENDAR)


def problems(content: bytes) -> str:
    with pytest.raises(SetupProblems) as refused:
        read_setup(content)
    return as_read(refused.value)


def cell(at: str, value: Any, format: str = "General") -> Change:
    def change(book: Workbook) -> None:
        sheet, _, spot = at.partition("!")
        book[sheet][spot] = value
        book[sheet][spot].number_format = format

    return change


# Amounts


@each(
    ("value", "format", "target"),
    [
        (1200, "General", 1200),
        (1200, "#,##0", 1200),
        ("1,2 tỷ", "@", 1200),
        ("950 triệu", "@", 950),
        ("1.200.000.000 đồng", "@", 1200),
        ("96.890", "@", 96890),
        ("96,89", "@", 96.89),
        ("12,3450", "@", 12.345),
        (12.34, "0.00", "asked"),
        (12.3456, "General", 12.3456),
        (0.5, "General", 0.5),
        (96.89, "General", "nếu đã gõ 96.890"),
        (96.898, "General", "gõ 96898 hoặc 96,8980"),
        (12.345, "0.000", "12.345 hoặc 12,345"),
        ("12,345", "@", "gõ 12345 hoặc 12,3450"),
        (1_200_000, "#,##0,", "ô hiện 1.200 nhưng bên trong là 1.200.000"),
        (12.34, "0.0", "ô hiện 12,3 nhưng"),
        (0.95, "0%", "ô hiện 95% nhưng"),
        (1.2, '0.0 "tỷ"', 1200),
        (5, "# ?/?", "định dạng số lạ"),
    ],
)
def test_an_amount_is_what_is_seen_or_asked_about(value: object, format: str, target: object) -> None:
    content = made(cell("Chỉ tiêu!F2", value, format))
    if isinstance(target, str):
        assert problems(content).startswith("trang “Chỉ tiêu”, ô F2 (Chỉ tiêu giao): ")
        assert target == "asked" or target in problems(content)
        return
    file = read_setup(content).file
    assert file.requirements
    assert file.requirements[0].fields
    assert file.requirements[0].fields[0].target == target


@each(("value", "format", "target"), [(0.725, "0.0%", 72.5), ("2000,5", "@", 2000.5), ("72,5", "@", 72.5)])
def test_a_per_cent_needs_no_asking(value: object, format: str, target: float) -> None:
    def change(book: Workbook) -> None:
        book["Chỉ tiêu"]["E2"] = "%"
        cell("Chỉ tiêu!F2", value, format)(book)

    file = read_setup(made(change)).file
    assert file.requirements
    assert file.requirements[0].fields
    assert file.requirements[0].fields[0].target == target


@pytest.mark.parametrize(("format", "code"), [("00000", "00004"), ('"P"0', "P4"), ("0.00", "4.00"), ("General", "4")])
def test_a_code_is_what_its_format_shows(format: str, code: str) -> None:
    file = read_setup(made(cell("Nhiệm vụ!B2", 4, format))).file
    assert file.plans
    assert file.plans[0].tasks
    assert file.plans[0].tasks[0].code == code


def test_targets_and_due_moments_are_shown_before_anything_is_written(database: Database, now: datetime) -> None:
    applied = tried(database, made(cell("Chỉ tiêu!F2", "96.898", "@")), now)
    assert "+ chỉ tiêu BC von “Vốn”, đơn vị tính triệu đồng, chỉ tiêu giao 96.898" in all_read(applied.lines)
    assert len(applied.dues) == 1
    assert as_read(applied.dues[0]).count(" tháng ") == 4
    assert as_read(applied.dues[0]).startswith("BC: 17:00 thứ ")


# Clerks' lists


def test_a_list_as_clerks_make_it(database: Database, now: datetime) -> None:
    def change(book: Workbook) -> None:
        sheet = book["Người"]
        sheet.delete_rows(1, 9)
        for row in (
            ["UBND PHƯỜNG THỬ"], [], ["DANH SÁCH ĐẦU MỐI"],
            ["STT", "Họ tên", "Chức vụ", "Đơn vị", "Vai trò", "Ghi chú"],
            ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"], [1, "Lê Văn Thử", "CV", "P1", "đầu mối", None, "x"],
            ["Tổng cộng: 1 người"], [], [None, "NGƯỜI LẬP BIỂU"],
        ):  # fmt: skip
            sheet.append(row)
        sheet.merge_cells("A1:F1")

    applied = tried(database, made(change), now)
    assert any("Lê Văn Thử" in line for line in all_read(applied.lines))
    said = "\n".join(all_read(applied.notes))
    for words in ("phía trên tên cột", "“STT”, “Chức vụ”, “Ghi chú”", "số thứ tự cột", "dòng tổng cộng", "phần ký",
                  "cột G (không có tên cột)"):  # fmt: skip
        assert words in said


def test_what_is_hidden_is_said() -> None:
    def change(book: Workbook) -> None:
        book["Đơn vị"].row_dimensions[3].hidden = True
        book["Đơn vị"].column_dimensions["C"].hidden = True
        book.create_sheet("Nháp").append(["x"])
        book["Nháp"].sheet_state = "hidden"

    said = "\n".join(all_read(read_setup(made(change)).source.notices))
    for words in ("dòng 3 đang ẩn", "cột Thuộc lớp đang ẩn", "không đọc trang ẩn “Nháp”"):
        assert words in said


@pytest.mark.parametrize(
    ("typed", "name", "meant"),
    [("Phßng Y tÕ", "TCVN3", "Phòng Y tế"), ("Phoøng Y teá", "VNI", "Phòng Y tế"), ("®¬n vÞ", "TCVN3", "đơn vị")],
)
def test_letters_of_old_fonts_are_told(typed: str, name: str, meant: str) -> None:
    said = problems(made(cell("Đơn vị!B3", typed)))
    assert name in said
    assert f"có phải “{meant}”?" in said


@pytest.mark.parametrize("text", ["Xã Krông Nô", "Hoà Bình", "Đường §5", "«Tên»", "Thuỷ lợi", "Müller", "© 2026 · x"])
def test_letters_of_today_are_not(text: str) -> None:
    assert old_letters(text) is None


def test_a_font_alone_tells_where_no_letter_does() -> None:
    def change(book: Workbook) -> None:
        book["Đơn vị"]["B3"] = "Thñ"
        book["Đơn vị"]["B3"].font = Font(name=".VnTime")

    assert "TCVN3" in problems(made(change))


# Programs


@pytest.mark.parametrize(
    "change",
    [
        replaced("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main"),
        replaced("<fills", "<fills><fill/><fill><x/></fill></fills><fills", "styles"),
        replaced("</styleSheet>", "<nonsense></styleSheet", "no such part"),
        lambda name, data: (name.replace("workbook.xml", "Book7.xml"), data.replace(b"workbook.xml", b"Book7.xml")),
        replaced("Văn phòng", "Văn_x000D_ phòng", "sheet3"),
        replaced('Target="/xl/', 'Target="\\xl\\'),
    ],
    ids=["strict", "fills", "plain", "other names", "escaped", "backslashes"],
)  # fmt: skip
def test_what_other_programs_write_is_read(change: Callable[[str, bytes], tuple[str, bytes]]) -> None:
    file = read_setup(rewritten(made(), change)).file
    assert [unit.name for unit in file.units or []] == ["Văn phòng", "Xã Một"]


@each(
    ("content", "said"),
    [
        (files.old_office(streams={"EncryptedPackage": b"x"}), "có mật khẩu"),
        (files.encrypted(made()), "có mật khẩu"),
        (files.PDF, "tệp là PDF"),
        (b"<html><table><tr><td>M\xc3\xa3</td></tr></table></html>", "trang web (HTML)"),
        ("Mã;Tên\n1;Xã Một\n".encode(), "CSV"),
        (b'{"url": "https://docs.google.com/x", "doc_id": "1"}', "Google Trang tính"),
        (b"Rar!\x1a\x07\x01\0", ".rar"),
        (files.word(), "văn bản Word"),
        (files.old_office("WordDocument"), "văn bản Word kiểu cũ"),
        (files.open_document("spreadsheet"), ".ods"),
        (files.zipped({"xl/workbook.bin": b"x"}), ".xlsb"),
        (files.zipped({"Index/Document.iwa": b"x"}), "Numbers"),
        (files.zipped({"bang.xlsx": b"x"}), ".zip"),
        (files.zipped({"Đơn vị.html": b"<html>"}), "trang web"),
        (files.zipped({"a.txt": b"x"}), "không có bảng tính"),
        (files.zipped({}), ".zip trống"),
        (b"[InternetShortcut]\r\nURL=https://docs.google.com/x\r\n", "Google Trang tính"),
        (b"https://coquan.vn/thiet-lap.xlsx\n", "chỉ có một đường dẫn"),
        (b"\x03Lan" + b" " * 51 + b"\x03\0L\0a\0n\0" + b" \0" * 51, "đóng Excel"),
        (b"SQLite format 3\0", "SQLite"),
        (b"", "tệp trống"),
    ],
)
def test_what_it_is_instead_is_named_with_the_cure(content: bytes, said: str) -> None:
    found = problems(content)
    assert said in found
    assert "\n" not in found


# Moments


def test_days_of_programs_are_pointed_out(database: Database, now: datetime) -> None:
    def change(book: Workbook) -> None:
        book["Kế hoạch"]["C2"] = datetime(2026, 12, 5)  # noqa: DTZ001 - as Excel keeps it
        book["Kế hoạch"]["C2"].number_format = "mm/dd/yyyy"
        sheet = book["Báo cáo"]
        sheet.delete_cols(7, 2)
        sheet["F2"] = "một lần"
        sheet["G1"], sheet["H1"] = "Mở lúc", "Hạn lúc"
        sheet["G2"], sheet["H2"] = "08:00 01/01/1970", "24:00 ngày 15 tháng 7 năm 1970"

    applied = tried(database, made(change), now)
    assert as_read(applied.dues[0]).startswith("BC: 24:00 thứ Tư, ngày 15 tháng 7 năm 1970")
    assert "ĐÃ QUA" in as_read(applied.dues[0])
    said = "\n".join(all_read(applied.notes))
    assert "tháng trước ngày (12/05/2026); đang hiểu là ngày 5 tháng 12" in said
    assert "thường do máy ghi khi ô để trống" in said


def test_the_calendar_of_1904(database: Database, now: datetime) -> None:
    content = made(cell("Kế hoạch!C2", datetime(2026, 1, 15), "dd/mm/yyyy"))  # noqa: DTZ001
    in_1904 = rewritten(content, replaced("<workbookPr/>", '<workbookPr date1904="1"/>', "xl/workbook.xml"))
    days = [plans[0].date for one in (content, in_1904) if (plans := read_setup(one).file.plans)]
    assert [day and day.isoformat() for day in days] == ["2026-01-15", "2030-01-16"]


# Size


def sheet_of(rows: bytes, styles: bytes = b"") -> bytes:
    """A workbook whose sheet of units has these rows."""

    def change(name: str, data: bytes) -> tuple[str, bytes]:
        if name == "xl/worksheets/sheet3.xml":
            start, _, _ = data.partition(b"<sheetData>")
            return name, start + b"<sheetData>" + rows + b"</sheetData></worksheet>"
        return (name, styles) if styles and name == "xl/styles.xml" else (name, data)

    return rewritten(made(), change)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(sheet_of(b"<row>" + b"<c><v>1</v></c>" * 301_000 + b"</row>"), id="cells", marks=pytest.mark.long),
        pytest.param(
            sheet_of((b"<row>" + b'<c t="inlineStr"><is><t>' + b"x" * 30_000 + b"</t></is></c></row>") * 700),
            id="text",
            marks=pytest.mark.long,
        ),
        pytest.param(
            sheet_of(b"<row/>" * 100, b"<styleSheet><cellXfs>" + b"<xf/>" * 71_000 + b"</cellXfs></styleSheet>"),
            id="styles",
        ),
    ],
)
def test_what_unfolds_is_too_large_and_read_apart(content: bytes) -> None:
    assert len(content) < 200_000
    assert "quá lớn" in problems(content)


@pytest.mark.long
def test_many_mistakes_end_the_reading() -> None:
    heading = '<row><c t="inlineStr"><is><t>Mã</t></is></c><c t="inlineStr"><is><t>Tên đơn vị</t></is></c></row>'
    with pytest.raises(SetupProblems) as refused:
        read_setup(sheet_of(heading.encode() + b"<row><c><v>1.5</v></c></row>" * 9000))
    told = all_read(refused.value.problems)
    assert len(told) < 300
    assert any("và còn nữa" in problem for problem in told)


def test_far_away_cells_cost_nothing() -> None:
    content = made(lambda book: book["Đơn vị"].cell(1_048_576, 16_384, " "))  # type: ignore[arg-type]
    assert read_apart(content)[1] == []
