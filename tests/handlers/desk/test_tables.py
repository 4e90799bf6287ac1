"""Lines that are written whole, against the same ones put cell by cell with XlsxWriter's public functions."""

import random
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import xlsxwriter
from openpyxl import load_workbook
from openxml_audit import OpenXmlValidator

from domain.reports.states import State
from handlers.display.excel import printed_pages as pages
from handlers.display.excel.book import FORMATS, LETTERS_IN_WIDTH, WHOLE, Book, due_width
from handlers.display.excel.columns import Kind, Row, SheetColumn
from handlers.display.excel.ranges import as_table
from handlers.display.excel.raw_cells import of_one
from handlers.words import Words
from tests.handlers.documents.workbooks import totals

ZONE = ZoneInfo("Europe/Berlin")  # whose clocks change
AT = datetime(2026, 10, 24, 22, 59, 59, 999_999, UTC)
TEXTS = [
    "",
    "Phòng Y tế",
    "x" * 500,
    "hai\ndòng",
    "a\n" * 300,
    " giữ khoảng trắng ",
    "\tbảng\n",
    "=1+1",
    "0012",
    "https://example.org",
    "a & b < c > d \"e\" 'f' <b>đậm</b>",
    "\r\x00\x1f\x7f\x85\u00a0\u2028\ufffe\uffff",
    "_x0041_ _x00e9_ _x_",
    "é" * 40_000,
    "🧾" * 20_000,
    "e🧾" * 11_000,
    State.EXCUSED,
]
NUMBERS = [0, 7, -3, 10**18, True, 0.0, 0.1 + 0.2, 1 / 3, 1e300, 5e-324, 12_345.678_9, -2.5]
DAYS = [date(2026, 12, 31), date(1900, 1, 1), date(1900, 2, 28), date(1900, 3, 1), date(1850, 5, 5), date(9999, 12, 31)]
MOMENTS = [AT, AT + timedelta(hours=2.3), AT + timedelta(days=90), datetime(1999, 1, 1, 1, tzinfo=ZONE)]


def test_lines_are_those_that_the_public_functions_write(tmp_path: Path) -> None:
    chance = random.Random(1)
    kinds: list[Kind] = [*FORMATS, "text", "decimal"]
    columns: list[SheetColumn[Any]] = [
        SheetColumn(f"{number}. {kind}", 7 + 3 * number, kind) for number, kind in enumerate(kinds)
    ]
    values: list[Any] = [None, *TEXTS, *NUMBERS, *DAYS, *MOMENTS]
    rows = [[chance.choice(values) for _ in columns[1:]] + ["luôn có chữ"] for _ in range(400)]
    with Book(tmp_path / "whole.xlsx", ZONE, Words()) as book:
        book.table("Bảng", columns, rows)
        book.table("Không có gì", columns, [])
    with Book(tmp_path / "by cell.xlsx", ZONE, Words()) as book:
        by_cell(book, "Bảng", columns, rows)
        by_cell(book, "Không có gì", columns, [])
    assert parts(tmp_path / "whole.xlsx") == parts(tmp_path / "by cell.xlsx")


def test_lines_stand_among_cells(tmp_path: Path) -> None:
    columns: list[SheetColumn[Any]] = [SheetColumn("a", 10), SheetColumn("b", 10, "number")]
    with Book(tmp_path / "a.xlsx", ZONE, Words()) as book:
        sheet = book.sheet("Tờ", columns)
        sheet.write_string(0, 0, "trên")
        book.headings(sheet, 2, columns)
        assert book.rows(sheet, 3, columns, [("một", 1), ("hai", 2)]) == 2
        sheet.write_string(6, 3, "dưới")
        assert book.rows(sheet, 7, columns, [("ba", 3)]) == 1
    found = load_workbook(tmp_path / "a.xlsx")["Tờ"]
    assert found.dimensions == "A1:D8"
    assert [[cell.value for cell in row if cell.value is not None] for row in found.iter_rows()] == [
        *(["trên"], [], ["a", "b"], ["một", 1], ["hai", 2], [], ["dưới"], ["ba", 3]),
    ]


def test_a_due_moment_is_marked_while_it_is_provisional(tmp_path: Path) -> None:
    words = Words(official_years=frozenset({2026, 2028}))
    moments = [datetime(year, 3, 17, 17, tzinfo=ZONE) for year in (2026, 2027, 2028)]
    midnight = datetime(2027, 1, 1, tzinfo=ZONE)  # 24:00 of the last day of 2026
    with Book(tmp_path / "a.xlsx", ZONE, words) as book:
        columns: list[SheetColumn[Any]] = [
            SheetColumn("Hạn", due_width(words, ZONE, moments), "due"),
            SheetColumn("Lúc nộp", 17, "moment"),
        ]
        book.table("Tờ", columns, [(one, one) for one in [*moments, midnight]])
    sheet = load_workbook(tmp_path / "a.xlsx")["Tờ"]
    usual, marked = "dd/mm/yyyy hh:mm", 'dd/mm/yyyy hh:mm" (tạm tính)"'
    assert [sheet.cell(row, 1).number_format for row in range(2, 6)] == [usual, marked, usual, 'dd/mm/yyyy" 24:00"']
    assert sheet["A5"].value == datetime(2026, 12, 31, 23, 59, 59), "on the day that it ends"  # noqa: DTZ001
    assert [sheet.cell(row, 2).number_format for row in range(2, 6)] == [usual] * 4, "what happened has happened"
    assert sheet["A3"].value == datetime(2027, 3, 17, 17), "still a moment, to sort by"  # noqa: DTZ001
    assert sheet.column_dimensions["A"].width > sheet.column_dimensions["B"].width
    assert due_width(words, ZONE, [moments[0], None, midnight]) == 17


def test_what_looks_like_the_markup_of_a_cell_is_text(tmp_path: Path) -> None:
    """XlsxWriter would put `<r>…</r>` into the file as it stands: a report could make the file unreadable."""
    typed = ["<r>a & b</r>", "<r><t>ẩn</t></r>"]
    with Book(tmp_path / "a.xlsx", ZONE, Words()) as book:
        book.table("Tờ", [SheetColumn("a", 10)], [(text,) for text in typed])
    sheet = load_workbook(tmp_path / "a.xlsx")["Tờ"]
    assert [sheet["A2"].value, sheet["A3"].value] == typed


def by_cell(book: Book, name: str, columns: Sequence[SheetColumn[Any]], rows: Sequence[Row]) -> None:
    by_code = {one.num_format: one for one in book._book.formats}
    formats = {kind: by_code[code] for kind, code in FORMATS.items()}
    sheet = book.sheet(name, columns, 1)
    sheet.repeat_rows(0)
    sheet.freeze_panes(1, 1)
    book.headings(sheet, 0, columns)
    for at, row in enumerate(rows, 1):
        lines = max(
            -(-len(value) // int(column.width * LETTERS_IN_WIDTH)) + value.count("\n")
            for column, value in zip(columns, row, strict=True)
            if isinstance(value, str)
        )
        if lines > 1:
            sheet.set_row(at, min(15 * lines, 409))
        for number, (column, value) in enumerate(zip(columns, row, strict=True)):
            shape = formats[column.kind]
            if column.kind == "percent" and isinstance(value, int | float):
                value = of_one(value)
            if column.kind in WHOLE and isinstance(value, int | float) and value == round(value):
                shape = by_code[WHOLE[column.kind]]
            if value is None:
                sheet.write_blank(at, number, None, shape)
            elif isinstance(value, datetime):
                sheet.write_datetime(at, number, value.astimezone(ZONE).replace(tzinfo=None), shape)
            elif isinstance(value, date):
                sheet.write_datetime(at, number, value, shape)
            elif isinstance(value, str) or column.kind == "text":
                shape = formats["text"]
                sheet.write_string(at, number, str(value), shape)
            else:
                sheet.write_number(at, number, value, shape)
    as_table(sheet, name, columns, max(len(rows), 1), {}, "")


def parts(path: Path) -> dict[str, bytes]:
    with ZipFile(path) as file:
        return {name: file.read(name) for name in file.namelist() if name != "docProps/core.xml"}  # when it was made


def test_a_table_is_the_one_that_is_made_where_all_cells_are_kept(tmp_path: Path) -> None:
    """XlsxWriter makes no tables in constant memory; what is put in its place is what it would have made."""
    columns: list[SheetColumn[Any]] = [
        SheetColumn("Tên", 20),
        SheetColumn("Số", 10, "number", total="sum"),
        SheetColumn("Tỷ lệ", 10, "percent", total="average"),
        SheetColumn("Đơn vị", 10, total="count"),
        SheetColumn("Cao nhất", 10, "decimal", total="max"),
    ]
    rows: list[Row] = [("a", 1, 25.0, "x", 2.5), ("b", None, 75.0, "y", -1), ("c", 4, None, None, None)]
    with Book(tmp_path / "a.xlsx", ZONE, Words()) as book:
        assert book.table("Dữ liệu gốc", columns, rows) == 3
    made = xlsxwriter.Workbook(str(tmp_path / "b.xlsx"))
    described: list[dict[str, Any]] = [{"header": column.heading} for column in columns]
    described[0]["total_string"] = "Tổng"
    for at, function in ((1, "109"), (2, "101"), (3, "103"), (4, "104")):
        letter = "ABCDE"[at]
        said = f"SUBTOTAL({function},{letter}2:{letter}4)"
        described[at]["total_function"] = f'=IFERROR({said},"")' if function == "101" else f"={said}"
    options = {"name": "Du_lieu_goc", "style": None, "banded_rows": False, "total_row": True, "columns": described}
    made.add_worksheet().add_table(0, 0, 4, 4, options)
    made.close()
    name = "xl/tables/table1.xml"
    assert parts(tmp_path / "a.xlsx")[name] == parts(tmp_path / "b.xlsx")[name]
    kept = load_workbook(tmp_path / "a.xlsx", data_only=True).active
    assert kept is not None
    assert totals(kept) == {"Tên": "Tổng", "Số": 5, "Tỷ lệ": 0.5, "Đơn vị": 2, "Cao nhất": 2.5}


def test_headings_are_told_apart(tmp_path: Path) -> None:
    """Whatever people call their fields: Excel repairs a table whose headings are alike, empty or of two lines."""
    typed = ["Số", "SỐ", "số (2)", "", "hai\ndòng", "x" * 400, "_x000A_ ", "=1+1", "[#All]'"]
    with Book(tmp_path / "a.xlsx", ZONE, Words()) as book:
        book.table("Tờ", [SheetColumn(name, 10, total="count") for name in typed], [["a"] * len(typed)])
    assert OpenXmlValidator().validate(tmp_path / "a.xlsx").is_valid
    sheet = load_workbook(tmp_path / "a.xlsx")["Tờ"]
    heads = [str(cell.value) for cell in sheet[1]]
    [table] = sheet.tables.values()
    assert [column.name for column in table.tableColumns] == heads
    assert len({head.casefold() for head in heads}) == len(typed)
    assert heads[:5] == ["Số", "SỐ (2)", "số (2) (2)", "–", "hai dòng"]


def test_letters_on_paper_are_of_eight_points_or_more(tmp_path: Path) -> None:
    narrow: list[SheetColumn[Any]] = [SheetColumn(f"{at}", 20) for at in range(6)]
    wide: list[SheetColumn[Any]] = [SheetColumn(f"{at}", 30) for at in range(20)]
    with Book(tmp_path / "a.xlsx", ZONE, Words()) as book:
        book.describe("Báo cáo & số liệu " * 30, "a", AT, "Kế hoạch", "tạm tính & chưa đủ")
        book.table("Hẹp", narrow, [["a"] * 6], frozen=2)
        book.table("Rộng", wide, [["a"] * 20], frozen=2)
    found: Any = load_workbook(tmp_path / "a.xlsx")
    hep, rong = found["Hẹp"], found["Rộng"]
    assert hep.sheet_properties.pageSetUpPr.fitToPage
    assert pages.points([20] * 6) * 8 / 11 <= (pages.LENGTH - 2 * pages.MARGIN) * 72
    assert rong.page_setup.scale * 11 / 100 >= 8
    assert rong.print_title_cols == "$A:$B"
    assert rong.print_title_rows == "$1:$1"
    ends = [0, *(one.id for one in rong.col_breaks.brk), 20]
    room = (pages.LENGTH - 2 * pages.MARGIN) * 72 * 100 / rong.page_setup.scale
    for start, end in pairwise(ends):
        assert pages.points([30] * ((end - start) + (2 if start else 0))) <= room
    for sheet in (hep, rong):
        assert "Báo cáo" in str(sheet.oddHeader.left.text)
        assert "&P" in str(sheet.oddFooter.center.text)


def test_a_header_takes_no_more_than_excel_does() -> None:
    for title in ("", "&" * 300, "Báo cáo " * 100, "x" * 500):
        for below in ("", "&" * 300, "Theo đơn vị · tạm tính " * 20):
            assert len(pages.header(title, below)) <= pages.LONGEST
