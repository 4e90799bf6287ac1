"""`/tonghop`: the summary, the files with every number, freezing and what came later, sending to the recipients."""

from collections.abc import Sequence
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy import update

from handlers.collating.gathering import gather
from handlers.collating.word import layouts, report_document, template_check
from handlers.collating.word.own_templates import BadTemplate
from handlers.words import Words
from storage.db.database import Database
from storage.tables import (
    AuditEvent,
    Export,
    FrozenCollation,
    FrozenPlanReview,
    Obligation,
    Obstacle,
    Organisation,
    Plan,
)
from tests.handlers.documents.word_files import opened
from tests.handlers.documents.workbooks import OWN_FORMULA, table_lines
from tests.office import TASKS, local
from tests.world import World

TUAN = "900"  # coordinator
LAN, AN, BINH = "100", "101", "102"  # focal points
ANY = "1.1, 3.1, 4.8, 5.2, 6.2, T.1"


@pytest.fixture
def world(sqlite_database: Database) -> World:
    world = World(sqlite_database)
    world.furnish()
    world.person("BTG", "coordinator", "Tuấn", TUAN)
    world.person("PKT", "focal_point", "Lan", LAN)
    world.person("PYT", "focal_point", "An", AN)
    world.person("PNV", "focal_point", "Bình", BINH)
    with sqlite_database.transaction() as session:
        session.execute(update(Plan).values(recipients=["Thường trực Tỉnh ủy (để báo cáo)", "Phòng Y tế", "Lưu"]))
    world.at("2026-12-15 09:00")
    return world


def hand_in(world: World, chat: str, *lines: str) -> None:
    world.says(chat, "/baocao")
    for line in lines:
        world.says(chat, line)
        world.presses(chat, "Đúng, ghi vào nháp")
    world.presses(chat, "Xem lại")
    world.presses(chat, "Gửi báo cáo")
    assert world.last(chat).text.startswith("Đã nộp"), world.last(chat).text


def two_of_three(world: World) -> None:
    """Lan in time with an obstacle, An a day late, Bình not at all."""
    hand_in(world, LAN, f"{ANY} xong", "2.7 25%, vướng: =thiếu kinh phí & <nhân lực>")
    world.at("2026-12-18 10:00")
    hand_in(world, AN, f"{ANY} 50%", "2.7 75%, kiến nghị: bố trí kinh phí")


def exported(world: World, kind: str = "Xuất Excel", *, ask: bool = True) -> bytes:
    if ask:
        world.says(TUAN, "/tonghop")
    world.presses(TUAN, kind)
    assert world.make_files() == 1
    return world.file(TUAN)


def rows_of(sheet: Worksheet) -> list[dict[str, object]]:
    return [*table_lines(sheet)]


# The summary


def test_the_summary_says_who_where_how_far_and_what_is_in_the_way(world: World) -> None:
    two_of_three(world)
    world.says(TUAN, "/tonghop")
    assert world.last(TUAN).text == (
        "📊 Tổng hợp Báo cáo quý IV/2026\nKế hoạch khoa học và công nghệ\n"
        "Số liệu tạm tính lúc 10:00 thứ Sáu 18/12/2026: còn 1 đơn vị chưa nộp.\n"
        "Phải nộp 3 · đã nộp 2 (66,7 %) · đúng hạn 1 (33,3 %) · trễ 1 · cả báo cáo không phát sinh 0 "
        "· trả lại 0 · chưa nộp 1 · được miễn 0\n"
        "Chưa nộp (1): Phòng Nội vụ\n"
        "\nTheo nhiệm vụ\n"
        "1.1 Tuyên truyền NQ 20, KL 50: hoàn thành 1 · đang thực hiện 1 · bình quân 75 %\n"
        "2.7 Quỹ phát triển KH&CN: đang thực hiện 2 · bình quân 50 %\n"
        "3.1 Ứng dụng KH&CN cho rau, hoa: hoàn thành 1 · đang thực hiện 1 · bình quân 75 %\n"
        "4.8 Chuyển giao KH&CN vào nông nghiệp: hoàn thành 1 · đang thực hiện 1 · bình quân 75 %\n"
        "5.2 Sở hữu trí tuệ cho sản phẩm đặc trưng: hoàn thành 1 · đang thực hiện 1 · bình quân 75 %\n"
        "6.2 Hợp tác với viện, trường: hoàn thành 1 · đang thực hiện 1 · bình quân 75 %\n"
        "T.1 Ban hành kế hoạch của đơn vị: hoàn thành 1 · đang thực hiện 1 · bình quân 75 %\n"
        "\nVướng mắc: 1\n"
        "• 2.7: “=thiếu kinh phí & <nhân lực>” (Phòng Kinh tế & <Hạ tầng>, số KHCN-QUY/2026-Q4/PKT/1)\n"
        "\nKiến nghị: 1\n"
        "• 2.7: “bố trí kinh phí” (Phòng Y tế, số KHCN-QUY/2026-Q4/PYT/1)"
    )
    assert world.last(TUAN).labels == ["Xuất Excel", "Xuất Word", "Viết đánh giá", "Chốt số liệu"]


def test_it_is_compared_with_the_period_before(world: World) -> None:
    world.open("KHCN-QUY", "2026-Q3")
    for unit in ("PYT", "PNV"):
        world.settle(unit, period_key="2026-Q3", state="excused")
    hand_in_first(world)
    two_of_three(world)
    world.says(TUAN, "/tonghop KHCN-QUY 2026-Q4")
    assert "Kỳ trước (quý III/2026): đã nộp 100 %, đúng hạn 0 %" in world.last(TUAN).text
    assert "đang thực hiện 2 · bình quân 50 % (kỳ trước 10 % → 25 % ở 1 đơn vị có cả hai kỳ)" in world.last(TUAN).text
    world.presses(TUAN, "Kỳ trước")
    assert world.last(TUAN).text.startswith("📊 Tổng hợp Báo cáo quý III/2026")


def hand_in_first(world: World) -> None:
    """Lan's report on the quarter before, three months late."""
    world.says(LAN, "/nhiemvu")
    world.presses(LAN, "Báo cáo ngay 1")
    for line in (f"{ANY} xong", "2.7 10%"):
        world.says(LAN, line)
        world.presses(LAN, "Đúng, ghi vào nháp")
    world.presses(LAN, "Xem lại")
    world.presses(LAN, "Gửi báo cáo")


@pytest.mark.parametrize(
    "typed", ["/tonghop khcn-quy", "tổng hợp", "/collate báo cáo quý 2026-q4", "/tonghop KHCN-QUY 2026-Q4"]
)
def test_the_report_can_be_named(world: World, typed: str) -> None:
    world.says(TUAN, typed)
    assert world.last(TUAN).text.startswith("📊 Tổng hợp Báo cáo quý IV/2026")


def test_what_there_is_not_is_told(world: World) -> None:
    world.says(TUAN, "/tonghop KHCN-QUY 2031-Q1")
    assert world.last(TUAN).text.startswith("“Báo cáo quý” chưa có kỳ “2031-Q1”. Các kỳ đã có:")
    world.says(TUAN, "/tonghop KHCN-QUÍ 2031-Q1")
    assert world.last(TUAN).text.startswith("Không có báo cáo nào khớp với “KHCN-QUÍ 2031-Q1”.")
    world.says(LAN, "/tonghop")
    assert world.last(LAN).text == "Lệnh này dành cho cơ quan theo dõi, đôn đốc."


def test_only_plans_that_one_follows_are_collated(world: World) -> None:
    world.add_unit("KHAC", "Ban khác")
    world.add_plan("KHAC", "Kế hoạch khác", coordinators=["KHAC"])
    world.person("KHAC", "coordinator", "Sơn", "950")
    two_of_three(world)
    for typed in ("/tonghop", "/tonghop KHCN-QUY 2026-Q4"):
        world.says("950", typed)
        assert world.last("950").text == "Chưa có báo cáo nào để tổng hợp."
    world.says(TUAN, "/tonghop")
    world.sends("950", "button", key=world.last(TUAN).key("Xuất Excel"), message_id="1")
    assert world.make_files() == 0


# Excel


def test_every_number_of_the_workbook(world: World) -> None:
    two_of_three(world)
    book = load_workbook(BytesIO(exported(world)))
    assert book.sheetnames == [
        *("Tổng quan", "Theo nhiệm vụ", "Đơn vị theo nhiệm vụ", "Theo đơn vị"),
        *("Vướng mắc, kiến nghị", "Dữ liệu gốc", "Giải thích"),
    ]
    overview: dict[Any, Any] = {row[0]: row[1:3] for row in book["Tổng quan"].iter_rows(values_only=True) if row[0]}
    assert overview["Phải nộp"][0] == 3
    assert overview["Đã nộp"] == (2, 0.667)
    assert overview["Trễ hạn"] == (1, 0.333)
    assert {"▲ Chưa nộp (1)", "Phòng Nội vụ", "Nơi nhận:", "- Phòng Y tế"} <= overview.keys()

    task = next(row for row in rows_of(book["Theo nhiệm vụ"]) if row["Mã"] == "2.7")
    assert (task["Số đơn vị báo cáo"], task["Đang thực hiện"], task["Tiến độ bình quân"]) == (2, 2, 0.5)
    named = [row for row in rows_of(book["Đơn vị theo nhiệm vụ"]) if row["Mã"] == "2.7"]
    assert [(row["Tình trạng"], row["Số đơn vị"], row["Các đơn vị"]) for row in named] == [
        ("đang thực hiện", 2, "Phòng Kinh tế & <Hạ tầng> (25 %); Phòng Y tế (75 %)")
    ]

    units = {row["Mã đơn vị"]: row for row in rows_of(book["Theo đơn vị"])}
    assert [units[code]["Tình hình"] for code in ("PKT", "PNV", "PYT")] == ["đúng hạn", "▲ chưa nộp", "● trễ"]
    assert units["PYT"]["Trễ"] == "trễ 1 ngày"
    assert f"{units['PYT']['Nộp lúc']:%d/%m/%Y %H:%M}" == "18/12/2026 10:00"
    assert (units["PKT"]["2.7"], units["PNV"]["2.7"]) == ("đang thực hiện 25 %", None)

    raw = rows_of(book["Dữ liệu gốc"])
    assert len(raw) == 2 * len(TASKS)
    line = next(row for row in raw if row["Vướng mắc"])
    assert (line["Mã đơn vị"], line["Mã"], line["Tiến độ"], line["Lần nộp"]) == ("PKT", "2.7", 0.25, 1)
    assert line["Số báo cáo"] == "KHCN-QUY/2026-Q4/PKT/1"


def test_figures_and_days_are_results_too(world: World) -> None:
    world.says(AN, "1.1, 3.1, 4.8, 5.2, 6.2, T.1 xong; 2.7 xong hôm qua, giải ngân 1,5 tỷ, tập huấn 12/12 doanh nghiệp")
    for label in ("Đúng, ghi vào nháp", "Xem lại", "Gửi báo cáo"):
        world.presses(AN, label)
    day = world.now - timedelta(days=1)
    said = "giải ngân 1.500.000.000 đồng; tập huấn 12/12 doanh nghiệp"
    raw = rows_of(load_workbook(BytesIO(exported(world)))["Dữ liệu gốc"])
    line = next(row for row in raw if row["Mã"] == "2.7")
    assert (f"{line['Ngày xong']:%d/%m/%Y}", line["Số liệu"], line["Kết quả"]) == (f"{day:%d/%m/%Y}", said, None)
    letter = opened(exported(world, "Xuất Word"))
    assert said in "\n".join(paragraph.text for paragraph in letter.paragraphs)


def test_what_people_typed_is_never_a_formula(world: World) -> None:
    two_of_three(world)
    book = load_workbook(BytesIO(exported(world)))
    kinds = {
        cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("=")
    }
    assert kinds == {"s", "f"}
    formulas = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert all(OWN_FORMULA.fullmatch(said) for said in formulas), "nothing typed"


def test_sheets_are_made_to_be_read(world: World) -> None:
    two_of_three(world)
    book = load_workbook(BytesIO(exported(world)))
    for name in book.sheetnames[1:]:
        sheet = book[name]
        assert sheet.freeze_panes is not None
        assert len(sheet.tables) == 1
        assert sheet.page_setup.orientation == "landscape"
    heads = [cell.value for cell in book["Theo đơn vị"][1]]
    moment: Any = book["Theo đơn vị"].cell(2, heads.index("Nộp lúc") + 1)
    assert moment.is_date
    assert moment.number_format == "dd/mm/yyyy hh:mm"


def test_pressed_twice_it_is_made_once(world: World) -> None:
    two_of_three(world)
    world.says(TUAN, "/tonghop")
    card = world.last(TUAN)
    world.presses(TUAN, "Xuất Excel", on=card)
    world.presses(TUAN, "Xuất Excel", on=card)
    assert "Đang lập tệp Excel Báo cáo quý IV/2026" in world.last(TUAN).text
    assert world.make_files() == 1
    assert world.last(TUAN).file is not None
    assert world.last(TUAN).file.name == "KHCN-QUY 2026-Q4.xlsx"  # type: ignore[union-attr]


def test_a_number_that_is_given_again_keeps_no_file_back(world: World) -> None:
    world.says(TUAN, "/tonghop")
    for _ in range(2):
        world.presses(TUAN, "Xuất Excel")
        assert world.make_files() == 1
        assert world.file(TUAN)
        [export] = world.all(Export)
        assert export.id == 1
        world.passes(minutes=1)
        with world.database.transaction() as session:  # as upkeep does, while a message that was given up stays longer
            session.delete(session.get_one(Export, export.id))


def test_what_cannot_be_made_is_tried_again_and_then_told(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    two_of_three(world)
    monkeypatch.setattr("handlers.collating.sheets.workbook.write", lambda *given: 1 / 0)
    world.says(TUAN, "/tonghop")
    world.presses(TUAN, "Xuất Excel")
    assert world.make_files() == 0
    assert world.last(TUAN).text.startswith("Xin lỗi, tôi chưa lập được tệp này.")
    assert [(row.state, row.attempts, row.reason) for row in world.all(Export)] == [("failed", 3, "ZeroDivisionError")]


def test_of_many_units_the_summary_too_is_made_beside_the_messages(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handlers.collating.collation_chat.MOST_AT_ONCE", 2)
    two_of_three(world)
    world.says(TUAN, "/tonghop")
    assert world.last(TUAN).text == "Đang tổng hợp Báo cáo quý IV/2026 của 3 đơn vị; xong tôi gửi ở đây."
    world.make_files()
    assert world.last(TUAN).text.startswith("📊 Tổng hợp Báo cáo quý IV/2026")
    assert world.last(TUAN).labels == ["Xuất Excel", "Xuất Word", "Viết đánh giá", "Chốt số liệu"]


# Word


def text_of(content: bytes) -> str:
    document = opened(content)
    tables = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *tables])


@pytest.mark.parametrize(
    ("style", "head", "number"),
    [
        ("party", "ĐẢNG CỘNG SẢN VIỆT NAM", "Số ……-BC/BTG"),
        ("state", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: ……/BC-BTG"),
    ],
)
def test_the_letter_in_both_styles(world: World, style: str, head: str, number: str) -> None:
    with world.database.transaction() as session:
        session.execute(update(Organisation).values(document_style=style))
    two_of_three(world)
    said = text_of(exported(world, "Xuất Word"))
    for expected in (
        head,
        number,
        "THÀNH ỦY ĐÀ LẠT",
        "BAN TUYÊN GIÁO",
        "BÁO CÁO",
        "Tổng hợp báo cáo quý IV/2026 thực hiện “Kế hoạch khoa học và công nghệ”",
        "(Số liệu tạm tính lúc 10:00 thứ Sáu 18/12/2026, còn 1 đơn vị chưa nộp)",
        "ngày 18 tháng 12 năm 2026",
        "2/3 đơn vị đã gửi báo cáo (66,7 %), trong đó 1 đơn vị đúng hạn, 1 đơn vị trễ hạn.",
        "Chưa gửi báo cáo (1 đơn vị): Phòng Nội vụ.",
        "- =thiếu kinh phí & <nhân lực> (Phòng Kinh tế & <Hạ tầng>).",
        "- bố trí kinh phí (Phòng Y tế).",
        "KHCN-QUY/2026-Q4/PKT/1",
        "KHCN-QUY/2026-Q4/PYT/1",
        "- Thường trực Tỉnh ủy (để báo cáo);",
        "- Lưu.",
    ):
        assert expected in said, expected
    assert "{" not in said
    assert ("CỘNG HÒA" in said) == (style == "state")


HEAD = ("{{ title | upper }}", "{%p if provisional %}", "{{ provisional }}", "{%p endif %}")
ROWS = ("{%p for t in tasks %}", "{{ t.code }}", "{%p endfor %}")


def own_template(world: World, folder: Path, *lines: str) -> None:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(str(folder / "dalat.docx"))
    world.templates = folder


def test_an_organisations_own_template_is_used(world: World, tmp_path: Path) -> None:
    two_of_three(world)
    own_template(
        world,
        tmp_path,
        *HEAD,
        "{{ issuer }}: {{ submitted }}/{{ expected }}",
        *ROWS,
    )
    assert text_of(exported(world, "Xuất Word")).split("\n") == [
        "BÁO CÁO QUÝ IV/2026",
        "(Số liệu tạm tính lúc 10:00 thứ Sáu 18/12/2026, còn 1 đơn vị chưa nộp)",
        "Ban Tuyên giáo: 2/3",
        *TASKS,
    ]


BRACE, LITERAL = "dấu ngoặc của trường thiếu hoặc thừa", "tên trường nằm trong dấu nháy"


SPOILT: list[tuple[Sequence[str], str]] = [
    (("{{ title }", *HEAD[1:], *ROWS), f"dòng “{{{{ title }}”: {BRACE}"),
    (("{ title }}", *HEAD[1:], *ROWS), f"dòng “{{ title }}}}”: {BRACE}"),
    (("{{ “title” }}", *HEAD[1:], *ROWS), f"dòng “{{{{ “title” }}}}”: {LITERAL}"),
    (("{{ 'title' }}", *HEAD[1:], *ROWS), f"dòng “{{{{ 'title' }}}}”: {LITERAL}"),
    ((*HEAD[1:], *ROWS), "mẫu không in tiêu đề; cần {{ subject }} hoặc {{ title }}"),
    ((HEAD[0], *ROWS), "mẫu không in là số liệu tạm tính; cần {{ provisional }}"),
    ((HEAD[0], HEAD[1], HEAD[3], *ROWS), "dòng “{%p if provisional %}”: từ dòng này đến endif không in gì"),
    ((*HEAD[:3], *ROWS), "dòng “{%p if provisional %}”: thiếu endif đi cùng"),
    (HEAD, "mẫu không in đủ nhiệm vụ (thiếu M1, M2)"),
    ((*HEAD, ROWS[0], ROWS[2]), "dòng “{%p for t in tasks %}”: từ dòng này đến endfor không in gì"),
    ((*HEAD, ROWS[0], "Nhiệm vụ", ROWS[2]), "dòng “{%p for t in tasks %}”: từ dòng này đến endfor không in gì"),
    ((*HEAD, *ROWS[1:]), "dòng “{%p endfor %}”: thiếu for mở đầu"),
    ((*HEAD, "{%p for t in tasks %}", "{{ t.cod }}", "{%p endfor %}"), "dòng “{{ t.cod }}”: không có cod"),
    ((*HEAD, "{{ title | }}", *ROWS), "dòng “{{ title | }}”: không đọc được phần trong ngoặc"),
]


def test_a_template_that_would_leave_something_out_prints_nothing(world: World, tmp_path: Path) -> None:
    two_of_three(world)
    for lines, told in SPOILT:
        own_template(world, tmp_path, *lines)
        world.says(TUAN, "/tonghop")
        world.presses(TUAN, "Xuất Word")
        world.make_files()
        assert told in world.last(TUAN).text
        assert world.last(TUAN).file is None
        world.passes(hours=1)


def test_what_goes_missing_only_with_this_report_is_found_too(world: World, tmp_path: Path) -> None:
    """With a sample all is there."""
    two_of_three(world)
    own_template(world, tmp_path, "{% if submitted == expected %}{{ title }}{% endif %}", *HEAD[1:], *ROWS)
    world.says(TUAN, "/tonghop")
    world.presses(TUAN, "Xuất Word")
    world.make_files()
    assert "mẫu không in tiêu đề" in world.last(TUAN).text


def test_the_built_in_templates_pass_their_own_check_and_the_sample_has_every_field(
    world: World, tmp_path: Path
) -> None:
    two_of_three(world)
    gathered = world.database.do(gather, *which(world), world.now)
    assert gathered is not None
    given, sample = report_document.content(Words(), gathered), template_check.sample()
    assert sample.keys() == given.keys()
    assert sample["tasks"][0].keys() == given["tasks"][0].keys()
    assert sample["obstacles"][0]["lines"][0].keys() == given["obstacles"][0]["lines"][0].keys()
    for style in ("state", "party"):
        for language in ("vi", "en"):
            (tmp_path / "a.docx").write_bytes(layouts.template(style, Words(language)))
            template_check.check(tmp_path / "a.docx")


def which(world: World) -> tuple[int, str]:
    [obligation] = [one for one in world.all(Obligation) if one.id == world.obligation_id("PYT")]
    return obligation.requirement_id, obligation.period_key


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ('{{ "Số đơn vị: " + expected }}', '{{ "Số đơn vị: " + expected }}'),
        ("{% for u in expected %}{{ u }}{% endfor %}", "{% for u in expected %}{{ u }}{% endfor %}"),
        ('{% include "tieu-de.docx" %}', '{% include "tieu-de.docx" %}'),
        ("{{ subject(1) }}", "{{ subject(1) }}"),
        ("{{ 1/0 }}", "{{ 1/0 }}"),
        ("{{ subject|khongco }}", "{{ subject|khongco }}"),
        ("provisional", "provisional"),
    ],
)
def test_a_template_that_fails_names_its_line(world: World, tmp_path: Path, line: str, named: str) -> None:
    own_template(world, tmp_path, *HEAD, *ROWS, line)
    with pytest.raises(BadTemplate) as refused:
        template_check.check(tmp_path / "dalat.docx")
    assert named in [flaw.line for flaw in refused.value.flaws]
    two_of_three(world)
    world.says(TUAN, "/tonghop")
    world.presses(TUAN, "Xuất Word")
    world.make_files()
    assert world.last(TUAN).text.startswith("Mẫu Word của cơ quan không dùng được")


def test_the_words_of_a_field_do_not_say_that_it_is_provisional(world: World, tmp_path: Path) -> None:
    own_template(
        world, tmp_path, "{{ title }}", "{%p if not provisional %}", "{{ provisional }}", "{%p endif %}", *ROWS
    )
    with pytest.raises(BadTemplate) as refused:
        template_check.check(tmp_path / "dalat.docx")
    assert [flaw.why for flaw in refused.value.flaws] == ["provisional"]


def test_the_built_in_templates_without_that_sentence_are_refused(tmp_path: Path) -> None:
    document = docx.Document(BytesIO(layouts.template("state", Words())))
    for paragraph in document.paragraphs:
        if paragraph.text == "{{ provisional }}":
            paragraph.text = "provisional"
    document.save(str(tmp_path / "a.docx"))
    with pytest.raises(BadTemplate):
        template_check.check(tmp_path / "a.docx")


def test_fields_that_there_are_not_are_named(world: World, tmp_path: Path) -> None:
    two_of_three(world)
    own_template(world, tmp_path, "{{ nguoi_ky }} {{ submitted }} {{ so_van_ban }}")
    world.says(TUAN, "/tonghop")
    world.presses(TUAN, "Xuất Word")
    world.make_files()
    assert world.last(TUAN).text.startswith(
        "Mẫu Word của cơ quan có trường không có: nguoi_ky, so_van_ban. Các trường dùng được: annexes, asked,"
    )


@pytest.mark.parametrize("line", ["{{ issuer.__class__.__mro__ }}", "{% for t in tasks %}", "{{ tasks[0].nothing }}"])
def test_a_template_that_cannot_be_used_harms_nothing(world: World, tmp_path: Path, line: str) -> None:
    two_of_three(world)
    own_template(world, tmp_path, line)
    world.says(TUAN, "/tonghop")
    world.presses(TUAN, "Xuất Word")
    world.make_files()
    assert world.last(TUAN).text.startswith("Mẫu Word của cơ quan không dùng được")


def test_a_file_that_is_no_document_is_told_too(world: World, tmp_path: Path) -> None:
    two_of_three(world)
    (tmp_path / "DALAT.docx").write_bytes(b"no document")
    world.templates = tmp_path
    world.says(TUAN, "/tonghop")
    world.presses(TUAN, "Xuất Word")
    world.make_files()
    assert "không dùng được" in world.last(TUAN).text


def test_the_built_in_templates_name_only_fields_that_there_are(world: World) -> None:
    for style in ("state", "party"):
        for language in ("vi", "en"):
            assert docx.Document(BytesIO(layouts.template(style, Words(language)))).paragraphs


# Freezing


def test_frozen_it_stays_and_what_comes_later_is_a_difference(world: World) -> None:
    two_of_three(world)
    world.says(TUAN, "/tonghop")
    world.presses(TUAN, "Chốt số liệu")
    assert world.last(TUAN).text.startswith("Chốt Báo cáo quý IV/2026: 2/3 đơn vị đã nộp.")
    assert not world.all(FrozenCollation)
    world.presses(TUAN, "Chốt số liệu")
    assert [event.action for event in world.all(AuditEvent)][-1] == "collation.frozen"
    world.at("2026-12-19 08:00")
    hand_in(world, BINH, f"{ANY}, 2.7 xong")
    world.presses(LAN, "Sửa")
    world.says(LAN, "2.7 30%")
    world.presses(LAN, "Đúng, ghi vào nháp")
    world.presses(LAN, "Xem lại")
    world.presses(LAN, "Gửi báo cáo")
    world.says(TUAN, "/tonghop")
    assert "Tuấn đã chốt lúc 10:00 thứ Sáu 18/12/2026; từ đó có 2 thay đổi." in world.last(TUAN).text
    assert "đã nộp 3 (100 %)" in world.last(TUAN).text
    current = world.last(TUAN)
    world.presses(TUAN, "Thay đổi sau khi chốt (2)")
    assert world.last(TUAN).text == (
        "Thay đổi từ khi chốt Báo cáo quý IV/2026 (Tuấn, 10:00 thứ Sáu 18/12/2026)\n"
        "• Phòng Kinh tế & <Hạ tầng>: nộp lại, lần 1 → lần 2\n"
        "• Phòng Nội vụ: chưa nộp → trễ"
    )
    world.presses(TUAN, "Bản đã chốt", on=current)
    assert "Bản chốt của Tuấn" in world.last(TUAN).text
    assert "đã nộp 2 (66,7 %)" in world.last(TUAN).text
    book = load_workbook(BytesIO(exported(world, ask=False)))
    frozen = {row["Mã đơn vị"]: row for row in rows_of(book["Theo đơn vị"])}
    assert (frozen["PKT"]["2.7"], frozen["PNV"]["Tình hình"]) == ("đang thực hiện 25 %", "▲ chưa nộp")
    changed = {row["Mã đơn vị"]: row for row in rows_of(book["Thay đổi sau khi chốt"])}
    assert (changed["PNV"]["Khi chốt"], changed["PNV"]["Hiện nay"]) == ("▲ chưa nộp", "● trễ")


def test_a_frozen_file_has_nothing_of_later(world: World) -> None:
    """The due moments, and what the period before had by then."""
    world.add_requirement("NGAN", "Báo cáo ngắn", units=["PKT", "PNV"], tasks=["2.7"])
    world.open("NGAN", "2026-Q3", "2026-12-16 17:00")
    world.open("NGAN", "2026-Q4", "2026-12-18 17:00")
    third_quarter(world, LAN)
    which = "/tonghop Báo cáo ngắn quý IV/2026"
    world.says(TUAN, which)
    world.presses(TUAN, "Chốt số liệu")
    world.presses(TUAN, "Chốt số liệu")
    third_quarter(world, BINH)
    unit = world.unit_id("PNV")
    with world.database.transaction() as session:
        now = update(Obligation).where(Obligation.due_at == local("2026-12-18 17:00"))
        session.execute(now.values(due_at=local("2026-12-24 17:00")))
        later = update(Obligation).where(Obligation.due_at == local("2026-12-24 17:00"))
        session.execute(later.where(Obligation.unit_id == unit).values(original_due_at=local("2026-12-19 17:00")))

    def exported_from(*labels: str) -> tuple[list[str], object]:
        world.says(TUAN, which)
        for label in labels:
            world.presses(TUAN, label)
        book = load_workbook(BytesIO(exported(world, ask=False)))
        rows = rows_of(book["Theo đơn vị"])
        due = [f"{row[name]:%d/%m}" for row in rows for name in ("Hạn", "Hạn gốc")]
        overview = [[cell.value for cell in row] for row in book["Tổng quan"].iter_rows()]
        return due, next(row[3] for row in overview if row[0] == "Đã nộp")

    assert exported_from("Bản đã chốt") == (["18/12"] * 4, 1)
    assert exported_from() == (["24/12", "18/12", "24/12", "19/12"], 2)


def third_quarter(world: World, chat: str) -> None:
    world.says(chat, "/baocao Báo cáo ngắn quý III/2026")
    world.says(chat, "2.7 40%")
    world.presses(chat, "Đúng, ghi vào nháp")
    world.presses(chat, "Xem lại")
    world.presses(chat, "Gửi báo cáo")
    assert world.last(chat).text.startswith("Đã nộp"), world.last(chat).text


# What is carried forward


def test_what_is_open_and_in_no_report_is_carried_forward(world: World) -> None:
    """Said outside a report, or in one of another period; gone once it is answered; what was frozen does not change."""
    world.says(AN, "/vuongmac 3.1 chưa có mặt bằng")
    world.presses(AN, "Gửi vướng mắc")
    two_of_three(world)
    world.says(TUAN, "/tonghop")
    head, _, after = world.last(TUAN).text.partition("Nêu từ trước hoặc ngoài báo cáo, chưa giải quyết xong: 1\n")
    assert after == "• Vướng mắc 3.1: “chưa có mặt bằng” (Phòng Y tế, từ 15/12/2026, chưa trả lời)"
    assert "Vướng mắc: 1\n• 2.7: “=thiếu kinh phí" in head, "those of the reports stand where they stood"
    [*_, last] = rows_of(load_workbook(BytesIO(exported(world)))["Vướng mắc, kiến nghị"])
    assert (last["Mã"], last["Nội dung"], last["Đơn vị"]) == ("3.1", "chưa có mặt bằng", "Phòng Y tế")
    assert last["Tình trạng"] == "từ trước hoặc ngoài báo cáo, chưa trả lời"
    said = text_of(exported(world, "Xuất Word"))
    assert "còn 1 vướng mắc, kiến nghị nêu từ trước hoặc ngoài báo cáo chưa giải quyết xong" in said
    assert "Vướng mắc\nchưa có mặt bằng\nchưa trả lời" in said
    world.says(TUAN, "/tonghop")
    for _ in range(2):
        world.presses(TUAN, "Chốt số liệu")
    world.says(TUAN, "/tonghop")
    world.presses(TUAN, "Bản đã chốt")
    assert "Từ trước" not in world.last(TUAN).text
    with world.database.transaction() as session:
        session.execute(update(Obstacle).where(Obstacle.text == "chưa có mặt bằng").values(state="answered"))
    world.says(TUAN, "/tonghop")
    assert "Từ trước" not in world.last(TUAN).text


def test_what_was_answered_stands_with_its_answer(world: World) -> None:
    two_of_three(world)
    world.says(TUAN, "/vuongmac PKT")
    world.presses(TUAN, "Xem 1")
    world.presses(TUAN, "Trả lời")
    world.says(TUAN, "đã bố trí 200 triệu.")
    world.presses(TUAN, "Gửi trả lời")
    answer = "trả lời: “đã bố trí 200 triệu” (Tuấn, 10:00 thứ Sáu 18/12/2026)"
    world.says(TUAN, "/tonghop")
    assert f"số KHCN-QUY/2026-Q4/PKT/1) → {answer}" in world.last(TUAN).text
    [remark, other] = rows_of(load_workbook(BytesIO(exported(world)))["Vướng mắc, kiến nghị"])
    assert (remark["Trả lời"], other["Trả lời"]) == (answer, None)
    assert f"(Phòng Kinh tế & <Hạ tầng>); {answer}." in text_of(exported(world, "Xuất Word"))
    world.says(LAN, "/vuongmac")
    world.presses(LAN, "Xem 1")
    world.presses(LAN, "Chưa giải quyết xong")
    world.says(TUAN, "/tonghop")
    assert f"→ đã {answer}; chưa giải quyết xong, đã mở lại" in world.last(TUAN).text


def test_the_next_period_has_what_was_not_settled_in_this_one_and_not_the_other_way_round(world: World) -> None:
    two_of_three(world)
    world.open("KHCN-QUY", "2027-Q1", "2027-03-19 17:00")
    world.at("2027-01-05 09:00")
    world.says(BINH, "/vuongmac 1.1 thiếu tài liệu")
    world.presses(BINH, "Gửi vướng mắc")
    world.says(TUAN, "/tonghop KHCN-QUY 2027-Q1")
    assert "Nêu từ trước hoặc ngoài báo cáo, chưa giải quyết xong: 3" in world.last(TUAN).text
    assert "2.7: “=thiếu kinh phí & <nhân lực>” (Phòng Kinh tế & <Hạ tầng>, từ 15/12/2026" in world.last(TUAN).text
    world.says(TUAN, "/tonghop KHCN-QUY 2026-Q4")
    assert "Từ trước" not in world.last(TUAN).text


# The recipients


def test_one_tap_sends_the_file_to_those_who_have_an_address(world: World) -> None:
    two_of_three(world)
    exported(world, "Xuất Word")
    world.presses(TUAN, "Gửi theo nơi nhận")
    assert world.last(TUAN).text == (
        "Gửi tệp KHCN-QUY 2026-Q4.docx cho 1 người của: Phòng Y tế?\n"
        "Chưa có địa chỉ, anh/chị gửi theo đường công văn: Thường trực Tỉnh ủy (để báo cáo)."
    )
    asked = world.last(TUAN)
    world.presses(TUAN, "Gửi cho 1 người")
    world.presses(TUAN, "Gửi cho 1 người", on=asked)
    assert world.last(AN).text == "📄 Tuấn gửi anh/chị Báo cáo quý IV/2026."
    assert world.file(AN) == world.database.do(lambda session: session.get_one(Export, 1).content)
    assert len([heard for heard in world.screens[AN] if heard.file]) == 1, "sent twice, it comes once"
    event = world.all(AuditEvent)[-1]
    assert (event.action, event.detail["to"]) == ("collation.sent", ["Phòng Y tế"])


# Two who freeze


@pytest.mark.parametrize(("asked", "button"), [("/tonghop", "Chốt số liệu"), ("/soket KHCN", "Chốt số liệu")])
def test_who_freezes_is_told_that_a_colleague_has(world: World, asked: str, button: str) -> None:
    """Before they confirm it, and also where it happened since they were asked."""
    world.person("BTG", "coordinator", "Hoa", "901")
    two_of_three(world)
    for chat in (TUAN, "901"):
        world.says(chat, asked)
        world.presses(chat, button)
    mine, theirs = world.last(TUAN), world.last("901")
    assert "đã chốt lúc" not in mine.text + theirs.text
    world.presses(TUAN, button)
    assert world.last(TUAN).text.startswith("Đã chốt")
    frozen = len(world.all(FrozenCollation)) + len(world.all(FrozenPlanReview))
    world.presses("901", button, on=theirs)
    assert "Tuấn đã chốt lúc 10:00" in world.last("901").text
    world.presses(TUAN, button, on=mine)
    assert "Tuấn đã chốt lúc 10:00" in world.last(TUAN).text, "pressed twice, frozen once"
    assert len(world.all(FrozenCollation)) + len(world.all(FrozenPlanReview)) == frozen == 1
    world.presses("901", button)
    assert world.last("901").text.startswith("Đã chốt")
    assert len(world.all(FrozenCollation)) + len(world.all(FrozenPlanReview)) == 2
