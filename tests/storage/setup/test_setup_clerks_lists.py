"""Lists as clerks draw them: sections, merged cells, crossed-out rows, other sheets, letters of other alphabets."""

import zipfile
from collections.abc import Callable, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font

from domain.finding import lookalikes
from storage.setup import SetupDocument, SetupProblems, read_setup
from storage.setup.workbook import write_workbook
from storage.setup.workbook.which_sheet import meant_by
from tests.each import each
from tests.storage.setup.in_vietnamese import all_read, as_read
from tests.storage.setup.test_setup_real_workbooks import Change, cell, made, problems

HEAD = ["Mã", "Tên đơn vị", "Thuộc lớp"]
OFFICE, WARD = ["VP", "Văn phòng", None], ["P1", "Xã Một", "XA"]
PEOPLE = ["Đơn vị", "Vai trò", "Họ và tên", "E-mail"]


def rows(name: str, *given: Sequence[Any], merged: Sequence[str] = ()) -> Change:
    def change(book: Workbook) -> None:
        sheet = book[name]
        sheet.delete_rows(1, 50)
        for row in given:
            sheet.append(list(row))
        for area in merged:
            sheet.merge_cells(area)

    return change


def read(change: Change) -> SetupDocument:
    return read_setup(made(change))


def units(document: SetupDocument) -> list[str]:
    return [f"{unit.code} {unit.name}" for unit in document.file.units or []]


# Rows that are no entries


@each(
    ("change", "said"),
    [
        (rows("Đơn vị", HEAD, ["I", "Khối phường"], OFFICE, WARD), "dòng 2 (tên nhóm, phần)"),
        (rows("Đơn vị", HEAD, ["I", "KHỐI ĐẢNG"], OFFICE, ["II", "Xã, phường"], WARD), "dòng 2, 4 (tên nhóm"),
        (rows("Đơn vị", HEAD, ["I. Khối phường"], OFFICE, WARD), "dòng 2 (tên nhóm, phần)"),
        (rows("Đơn vị", HEAD, [None, "Các phòng, ban"], OFFICE, WARD), "dòng 2 (tên nhóm, phần)"),
        (rows("Đơn vị", HEAD, ["PHÒNG BAN"], OFFICE, ["XÃ"], WARD, merged=["A2:C2", "A4:C4"]), "dòng 2, 4 (tên nhóm"),
        (rows("Đơn vị", ["STT", *HEAD], ["A", None, "Cấp tỉnh"], [1, *OFFICE], [2, *WARD]), "dòng 2 (tên nhóm, phần)"),
        (rows("Đơn vị", HEAD, OFFICE, [], HEAD, WARD), "dòng 4 (tên cột lặp lại)"),
        (rows("Đơn vị", HEAD, OFFICE, WARD, ["Tổng cộng", None, 2], merged=["A4:B4"]), "dòng 4 (dòng tổng cộng)"),
    ],
)
def test_rows_that_head_others_are_no_units(change: Change, said: str) -> None:
    document = read(change)
    assert units(document) == ["VP Văn phòng", "P1 Xã Một"]
    assert said in "\n".join(all_read(document.source.notices))


def test_what_may_be_a_unit_is_read_and_told() -> None:
    document = read(rows("Đơn vị", HEAD, OFFICE, WARD, ["I", "Ủy ban xã Thử", "XA"]))
    assert "I Ủy ban xã Thử" in units(document)
    assert "“I” ở dòng 4 được đọc là một mã" in "\n".join(all_read(document.source.notices))


def test_a_list_without_codes_is_no_list_of_sections() -> None:
    said = problems(made(rows("Đơn vị", ["STT", *HEAD], ["I", None, "Văn phòng"], ["II", None, "Xã Một"])))
    assert said.count("thiếu; cần điền cột “Mã”") == 2


def test_points_of_a_plan_keep_their_letters() -> None:
    group = ["Kế hoạch", "Mã", "Tên nhóm"]

    def change(book: Workbook) -> None:
        book.create_sheet("Nhóm nhiệm vụ")
        rows("Nhóm nhiệm vụ", group, ["KH", "I", "Các nhiệm vụ chung"], ["KH", "II", "Hạ tầng"])(book)

    plans = read(change).file.plans
    assert plans
    assert [one.code for one in plans[0].task_groups or []] == ["I", "II"]


# Crossed out


def test_a_row_that_is_crossed_out_is_asked_about() -> None:
    def change(book: Workbook) -> None:
        for one in book["Đơn vị"][3]:
            one.font = Font(strike=True)

    assert problems(made(change)).startswith(
        "trang “Đơn vị”, dòng 3: cả dòng bị gạch ngang; nếu bỏ thì xóa hẳn dòng này"
    )


def test_so_are_a_cell_and_a_part_of_its_words() -> None:
    def whole(book: Workbook) -> None:
        book["Đơn vị"]["C3"].font = Font(strike=True)

    def part(book: Workbook) -> None:
        book["Đơn vị"]["B3"] = CellRichText("Xã ", TextBlock(InlineFont(strike=True), "Một"), " Hai")

    assert "ô C3 (Thuộc lớp): “XA” bị gạch ngang; nếu bỏ thì xóa chữ ấy đi" in problems(made(whole))
    assert "ô B3 (Tên đơn vị): “Xã Một Hai” bị gạch ngang" in problems(made(part))


def test_remarks_are_told() -> None:
    def change(book: Workbook) -> None:
        book["Đơn vị"]["B1"].comment = Comment("cột này", "Lan")
        book["Đơn vị"]["B3"].comment = Comment("đã giải thể", "Lan")

    assert "trang “Đơn vị”: không đọc ghi chú đính ở ô B3" in all_read(read(change).source.notices)


# Merged cells, headings in two rows, tables in other shapes


def test_a_unit_merged_downwards_is_of_each_of_its_people() -> None:
    document = read(
        rows("Người", PEOPLE, ["P1", "đầu mối", "Lê Văn Thử"], [None, "lãnh đạo đơn vị", "Trần Thử"],
             ["VP", "người theo dõi", "Mơ"], merged=["A2:A3"])
    )  # fmt: skip
    assert [(one.unit, one.name) for one in document.file.people or []] == [
        ("P1", "Lê Văn Thử"), ("P1", "Trần Thử"), ("VP", "Mơ"),
    ]  # fmt: skip
    assert "trang “Người”: ô gộp A2:A3 (P1) được đọc cho mỗi dòng bên cạnh" in all_read(document.source.notices)


def test_headings_over_two_rows() -> None:
    reports = ["Mã", "Kế hoạch", "Tên báo cáo", "Lớp nộp", "Nhiệm vụ", "Kỳ", "Hạn"]
    document = read(
        rows("Báo cáo", reports, [None] * 6 + ["tháng", "ngày", "giờ"],
             ["BC", "KH", "Báo cáo", "XA", "tất cả", "hằng tháng", "tháng sau kỳ", "5", "16:30"],
             merged=[*(f"{letter}1:{letter}2" for letter in "ABCDEF"), "G1:I1"])
    )  # fmt: skip
    assert document.file.requirements
    due = document.file.requirements[0].due
    assert due
    assert (due.month, due.day, due.time) == ("next", 5, "16:30")
    for above in ("Hạn nộp", "Thời hạn nộp"):
        named = [*reports[:6], above]
        same = read(
            rows("Báo cáo", named, [None] * 6 + ["tháng", "ngày", "giờ"],
                 ["BC", "KH", "Báo cáo", "XA", "Tất cả các nhiệm vụ", "hằng tháng", "tháng sau kỳ", "5", "16:30"],
                 merged=[*(f"{letter}1:{letter}2" for letter in "ABCDEF"), "G1:I1"])
        )  # fmt: skip
        assert same.file.requirements == document.file.requirements
    twice = rows("Đơn vị", ["STT", "Đơn vị", None, "Thuộc lớp"], [None, "Mã", "Tên"], [1, *OFFICE], [2, *WARD],
                 merged=["A1:A2", "B1:C1", "D1:D2"])  # fmt: skip
    assert units(read(twice)) == ["VP Văn phòng", "P1 Xã Một"]


@each(
    ("change", "said"),
    [
        (rows("Đơn vị", ["Mã", "VP", "P1"], ["Tên đơn vị", "a", "b"], ["Thuộc lớp", None, "XA"]), "đang nằm ngang"),
        (rows("Đơn vị", [*HEAD, None, *HEAD], [*OFFICE, None, *WARD]), "ô E1: cột “Mã” đã có ở cột A"),
        (rows("Đơn vị", HEAD, OFFICE, WARD, [], ["Mã lớp", "Tên lớp"], ["PH", "Các phòng"]),
         "dòng 5: từ dòng này là một bảng khác (giống trang “Lớp đơn vị”)"),
        (rows("Đơn vị", HEAD, OFFICE, WARD, ["24943.0", "Xã Hai", "XA"]), "gõ lại “24943”"),
        (rows("Đơn vị", HEAD, OFFICE, WARD, ["P 2", "Xã Hai", "XA"]), "ví dụ “P-2”"),
        (cell("Đơn vị!B3", "#REF!"), "ô báo lỗi “#REF!”"),
        (cell("Đơn vị!C1", "lớp nào"), "có phải “Thuộc lớp”? Không cần thì xóa cột này"),
        (cell("Báo cáo!G1", "tháng"), "có phải “Hạn: tháng”?"),
    ],
)  # fmt: skip
def test_other_shapes_are_told_with_a_cure(change: Change, said: str) -> None:
    assert said in problems(made(change))


def test_headings_that_say_whose_code_it_is() -> None:
    document = read(rows("Nhiệm vụ", ["Mã kế hoạch", "Mã nhiệm vụ", "Tên"], ["KH", "2.8", "Việc"]))
    assert document.file.plans
    assert [one.code for one in document.file.plans[0].tasks or []] == ["2.8"]
    assert units(read(rows("Đơn vị", ["Mã ĐV", "Tên", "Mã lớp"], OFFICE, WARD)))[1] == "P1 Xã Một"


# Sheets


def sheet_called(name: str, *given: Sequence[Any]) -> Change:
    def change(book: Workbook) -> None:
        book.create_sheet(name)
        rows(name, *given)(book)

    return change


@pytest.mark.parametrize("name", ["Ghi chú", "Hướng dẫn điền", "Sheet1", "Tổng hợp", "Phụ lục"])
def test_notes_beside_the_lists_are_passed_over(name: str) -> None:
    document = read(sheet_called(name, ["Lưu ý khi điền tệp này"], ["Điền đủ các cột"]))
    assert f"không đọc trang “{name}”" in "\n".join(all_read(document.source.notices))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (sheet_called("Sheet1", HEAD, WARD), "các cột giống trang “Đơn vị”"),
        (sheet_called("Đầu mối", PEOPLE, ["P1", "đầu mối", "Lê Văn Thử"]), "các cột giống trang “Người”"),
        (sheet_called("Don vi (2)", ["x"]), "có phải “Đơn vị”?"),
        (sheet_called("Đơn vị 2026", ["x"]), "có phải “Đơn vị”?"),
        (sheet_called("Danh sách đơn vị", HEAD, WARD), "trang “Đơn vị” cũng là danh sách này"),
    ],
)
def test_a_list_under_another_name_is_never_lost(change: Change, said: str) -> None:
    found = problems(made(change))
    assert said in found
    assert "xóa" in found


@each(
    ("name", "meant"),
    [("Danh sách đơn vị", "Đơn vị"), ("2. Đơn vị", "Đơn vị"), ("DS các đơn vị", "Đơn vị"), ("nhiem_vu", "Nhiệm vụ"),
     ("Danh mục nhóm nhiệm vụ", "Nhóm nhiệm vụ"), ("Đơn vị (2)", None), ("Danh sách", None), ("", None)],
)  # fmt: skip
def test_names_of_sheets(name: str, meant: str | None) -> None:
    found = meant_by(name)
    assert (found and found.name) == meant


def test_what_is_wrong_is_told_by_the_name_in_the_file() -> None:
    def change(book: Workbook) -> None:
        book["Đơn vị"]["B3"] = None
        book["Đơn vị"].title = "Danh sách đơn vị"

    assert "trang “Danh sách đơn vị”, ô B3 (Tên đơn vị): thiếu" in problems(made(change))


# Letters


@pytest.mark.parametrize("code", ["\u04201", "\u03a11", "P\u20111", "P–1"])
def test_a_letter_of_another_alphabet_makes_no_second_code(code: str) -> None:
    said = problems(made(rows("Đơn vị", HEAD, OFFICE, WARD, [code, "Xã Hai", "XA"])))
    assert f"trông giống “{lookalikes.latin(code)}”" in said
    assert "\n" not in said


def test_nor_a_name_that_nobody_finds() -> None:
    assert "từ “Хã” có chữ Nga" in problems(made(cell("Đơn vị!B3", "\u0425ã Một")))
    for name in ("Đo nồng độ μm", "Nhóm β", "Xã Ｍột", "Phòng Kỹ thuật – Hạ tầng"):
        assert units(read(cell("Đơn vị!B3", name)))[1].endswith(name)


def test_what_cannot_be_seen_is_left_out() -> None:
    document = read(rows("Đơn vị", HEAD, OFFICE, ["P1\u200b", "Xã\u00a0Một\ufeff", "XA\u00a0"]))
    assert units(document)[1] == "P1 Xã Một"


# Days and times that are bare numbers


def moments(opens: Any, due: Any, format: str = "General") -> Change:
    def change(book: Workbook) -> None:
        sheet = book["Báo cáo"]
        sheet.delete_cols(7, 2)
        for spot, value in (("F2", "một lần"), ("G1", "Mở lúc"), ("H1", "Hạn lúc"), ("G2", opens), ("H2", due)):
            sheet[spot] = value
        sheet["G2"].number_format = sheet["H2"].number_format = format

    return change


def hour(value: object, format: str = "General") -> Change:
    def change(book: Workbook) -> None:
        cell("Báo cáo!I1", "Hạn: giờ")(book)
        cell("Báo cáo!I2", value, format)(book)

    return change


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (cell("Kế hoạch!C2", 46357), "C2 (Ngày): ô đang là số 46357 (định dạng số, không phải ngày giờ)"),
        (hour(0.7083), "đang hiểu là 17:00"),
        (hour(17), "ô đang là số 17 (định dạng số, không phải ngày giờ); đang hiểu là 17:00"),
        (moments(46100.5, 46357.7083), "đang hiểu là 17:00 01/12/2026"),
        (moments(datetime(2026, 3, 1, 8), datetime(2026, 3, 9, 17), "dd/mm/yyyy"), "ô chỉ hiện ngày; đang hiểu"),  # noqa: DTZ001
    ],
)  # fmt: skip
def test_a_number_taken_for_a_moment_is_told(change: Change, said: str) -> None:
    assert said in "\n".join(all_read(read(change).source.notices))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (hour(8.3), "ô đang là số 8,3, không phải là giờ"),
        (hour(datetime(2026, 12, 15), "dd/mm/yyyy"), "ô đang là 15/12/2026, không phải là giờ"),  # noqa: DTZ001
        (moments(46100.5, 46357), "01/12/2026 thiếu giờ"),
        (moments(46100.5, datetime(2026, 12, 1), "dd/mm/yyyy"), "01/12/2026 thiếu giờ"),  # noqa: DTZ001
    ],
)
def test_or_asked_about(change: Change, said: str) -> None:
    assert said in problems(made(change))


@each("typed", ["khoảng 100", "đạt 100", "~100", "trên 100", "100-120", "100 trở lên", "100%", "-"])
def test_a_target_is_one_number(typed: str) -> None:
    assert f"“{typed}” không phải là số" in problems(made(cell("Chỉ tiêu!F2", typed)))


@each(
    "typed", ["12O", "12o", "1OO", "1.OOO", "1O0", "1l2", "12 O", "O,5", "12a", "12R", "12 z", "12O triệu", "100-12O"]
)
def test_a_letter_among_figures_is_asked_about(typed: str) -> None:
    said = problems(made(cell("Chỉ tiêu!F2", typed)))
    assert "F2" in said
    assert typed in said
    if typed[0].isdecimal() and "-" not in typed:
        assert "chữ O hay số 0?" in said


@each("typed", ["12k", "12 triệu", "12 tỷ đồng", "12 ạ"])
def test_a_letter_that_is_a_unit_is_none(typed: str) -> None:
    read(cell("Chỉ tiêu!F2", typed))


def test_a_target_in_a_unit_of_something_else_is_refused() -> None:
    said = problems(made(cell("Chỉ tiêu!F2", "12 kg")))
    assert "“12 kg” không phải là số tính bằng triệu đồng, và không đổi sang được" in said


# What is no workbook

LIST = "Mã,Tên đơn vị\r\nVP,Văn phòng\r\nP1,Xã Một\r\n"


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("written", [
    lambda text: text.encode(), lambda text: b"\xef\xbb\xbf" + text.encode(), lambda text: text.encode("utf-16"),
    lambda text: text.encode("utf-16-le"), lambda text: text.encode("cp1258", "replace"),
    lambda text: text.replace("Tên đơn vị", "Tªn ®¬n vÞ").encode("latin-1", "replace"),
], ids=["utf-8", "mark", "utf-16", "bare utf-16", "1258", "tcvn"])  # fmt: skip
def test_a_list_of_letters_is_named(sign: str, written: Callable[[str], bytes]) -> None:
    said = problems(written(LIST.replace(",", sign)))
    assert "(CSV)" in said
    assert "dondoc template" in said


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"From: a@b.example\r\nTo: c@d.example\r\n\r\nxin gui\r\n", "một thư"),
        (b'<?xml version="1.0"?><office:document/>', "XML"),
        (b"ID;PWXL;N;E\r\nC;Y1;X1;K1\r\n", "SYLK"),
        (b"\0\0\0\x18ftypheic" + bytes(40), "ảnh"),
        (b"\x1f\x8b\x08\0" + bytes(40), ".gz"),
        (bytes(range(256)) * 4, "một dạng tệp khác"),
        ("xin chào".encode(), "dondoc template"),
    ],
)
def test_what_else_it_may_be(content: bytes, said: str) -> None:
    with pytest.raises(SetupProblems) as refused:
        read_setup(content)
    assert said in as_read(refused.value)
    assert len(refused.value.problems) == 1


def test_the_probe_writes_real_workbooks() -> None:
    """What these tests make holds what they speak of: the struck font, the remark."""

    def change(book: Workbook) -> None:
        book["Đơn vị"]["B3"].font = Font(strike=True)

    with zipfile.ZipFile(BytesIO(made(change))) as book:
        assert b"<strike" in book.read("xl/styles.xml")


@each(
    ("typed", "said"),
    [
        ("Võ Văn Sự\nLê Thị Lài", "mỗi dòng ghi một người: “Võ Văn Sự”, “Lê Thị Lài”"),
        ("Võ Văn Sự; Lê Thị Lài;", "mỗi dòng ghi một người: “Võ Văn Sự”, “Lê Thị Lài”"),
        ("Võ Văn Sự và Lê Thị Lài", "mỗi dòng ghi một người: “Võ Văn Sự”, “Lê Thị Lài”"),
        ("Võ Văn\nSự", ""),
        ("Võ Văn Sự;", ""),
        ("Nguyễn Thị Và", ""),
        ("Đ/c Võ Văn Sự (PCT)", ""),
    ],
)
def test_several_people_in_one_cell_are_not_one_person(typed: str, said: str) -> None:
    change = rows("Người", PEOPLE, ["VP", "đầu mối", typed, None])
    if said:
        assert said in problems(made(change))
    else:
        assert [person.name for person in read(change).file.people or []] == [
            " ".join(typed.split()).removeprefix("Đ/c ")
        ]


# What is not read, or not there


def test_a_hidden_sheet_is_told_beside_the_problems() -> None:
    def hidden(book: Workbook) -> None:
        book["Lớp đơn vị"].sheet_state = "hidden"
        book["Đơn vị"]["A3"] = "P 1/x"

    said = problems(made(hidden))
    assert "không đọc trang ẩn “Lớp đơn vị”" in said
    assert "P 1/x" in said
    assert "trang ẩn" not in problems(made(cell("Đơn vị!A3", "P 1/x")))


@each(
    "order", [("Mã", "Tên đơn vị", "Thuộc lớp"), ("Tên đơn vị", "Thuộc lớp", "Mã"), ("Thuộc lớp", "Mã", "Tên đơn vị")]
)
def test_an_example_is_passed_over_wherever_its_column_was_moved_to(order: Sequence[str]) -> None:
    rows: list[dict[str, Any]] = [
        {"Mã": "Ví dụ: PYT", "Tên đơn vị": "Phòng Y tế", "Thuộc lớp": "XA"},
        {"Mã": "VP", "Tên đơn vị": "Văn phòng"},
        {"Mã": "P1", "Tên đơn vị": "Xã Ví dụ: Một", "Thuộc lớp": "XA"},
    ]

    def moved(book: Workbook) -> None:
        book["Đơn vị"].delete_rows(1, 9)
        book["Đơn vị"].append(list(order))
        for one in rows:
            book["Đơn vị"].append([one.get(heading) for heading in order])

    assert [unit.code for unit in read(moved).file.units or ()] == ["VP", "P1"]


def test_a_workbook_with_nothing_in_it_says_where_a_template_comes_from() -> None:
    def headings_alone(book: Workbook) -> None:
        for sheet in book.worksheets:
            sheet.delete_rows(2, 9)

    empty = BytesIO()
    Workbook().save(empty)
    for content in (empty.getvalue(), made(headings_alone), write_workbook(None)):
        said = problems(content)
        assert "chưa dòng nào được điền" in said
        assert "dondoc template MAU.xlsx" in said
