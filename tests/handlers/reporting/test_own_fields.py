"""Own fields of a requirement, from the question to the collated files: every number is what was sent."""

from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import select, update

from domain.forms import own_fields
from storage.db.database import Database
from storage.reporting import drafts
from storage.tables import DraftEntry, Obligation, Report, ReportEntry, Requirement, Task
from tests.handlers.documents.word_files import opened
from tests.handlers.documents.workbooks import table_lines
from tests.scheduler.clockwork import Clockwork
from tests.world import World

TUAN, LAN, AN, BINH = "900", "100", "101", "102"
REST = "1.1, 3.1, 4.8, 5.2, 6.2, T.1"
FIELDS: list[dict[str, Any]] = [
    {"code": "tthc", "name": "TTHC đã rà soát", "kind": "number", "unit": "thủ tục", "target": 120, "over_units": "sum",
     "required": True, "tasks": ["2.7"]},
    {"code": "muc_do", "name": "Mức độ sẵn sàng", "kind": "choice", "tasks": ["2.7"],
     "choices": [{"code": "cao", "name": "Cao"}, {"code": "thap", "name": "Thấp"}]},
    {"code": "ke_hoach", "name": "Kế hoạch triển khai", "kind": "document", "tasks": ["2.7"],
     "only_when": {"field": "status", "is": ["in_progress", "done"]}},
    {"code": "ngay_th", "name": "Ngày tập huấn", "kind": "date", "tasks": ["2.7"],
     "only_when": {"field": "muc_do", "is": ["cao"]}},
    {"code": "ghi_chu", "name": "Ghi chú thêm", "kind": "text", "limit": 50, "tasks": ["2.7"]},
]  # fmt: skip


def asks(world: World, fields: list[dict[str, Any]] | None) -> None:
    with world.database.transaction() as session:
        session.execute(update(Requirement).values(fields=fields))


@pytest.fixture
def world(either_database: Database) -> World:
    world = World(either_database)
    world.furnish()
    asks(world, FIELDS)
    world.person("BTG", "coordinator", "Tuấn", TUAN)
    for unit, name, chat in (("PKT", "Lan", LAN), ("PYT", "An", AN), ("PNV", "Bình", BINH)):
        world.person(unit, "focal_point", name, chat)
    world.at("2026-12-15 09:00")
    return world


def kept(world: World, code: str = "2.7") -> Any:
    task_id = next(task.id for task in world.all(Task) if task.code == code)
    return next(entry.answers for entry in world.all(DraftEntry) if entry.task_id == task_id)


def types(world: World, chat: str, *lines: str) -> None:
    for line in lines:
        world.says(chat, line)
        world.presses(chat, "Đúng, ghi vào nháp")


def hands_in(world: World, chat: str) -> None:
    world.presses(chat, "Xem lại")
    world.presses(chat, "Gửi báo cáo")
    assert world.last(chat).text.startswith("Đã nộp"), world.last(chat).text


def by_buttons(world: World) -> None:
    """Lan answers what is asked, with a mistake at each."""
    world.says(LAN, "/baocao")
    types(world, LAN, f"{REST} xong")
    world.presses(LAN, "2.7")
    world.presses(LAN, "50 %")
    assert world.last(LAN).text == (
        "2.7 Quỹ phát triển KH&CN\nTTHC đã rà soát\nChỉ tiêu giao: 120 thủ tục\n"
        "Anh/chị gõ một số thủ tục, ví dụ 1.250 hoặc 12,5."
    )
    assert world.last(LAN).labels == ["Quay lại"], "what is required cannot be passed over"
    world.says(LAN, "nhiều lắm")
    assert world.last(LAN).text == "TTHC đã rà soát: xin nhập một số, ví dụ 1.250 hoặc 12,5. Chưa ghi gì."
    world.says(LAN, "96 thủ tục")
    assert world.last(LAN).labels == ["Cao", "Thấp", "Bỏ qua", "Quay lại"]
    world.presses(LAN, "Cao")
    world.says(LAN, "số 12/KH-UBND")
    assert "xin nhập cả số và ngày văn bản" in world.last(LAN).text
    world.says(LAN, "số 12/KH-UBND ngày 5/3/2026 của UBND phường <A>")
    assert "Ngày tập huấn" in world.last(LAN).text
    world.says(LAN, "31/2")
    assert "xin nhập một ngày có trong lịch" in world.last(LAN).text
    world.says(LAN, "15/10")
    world.says(LAN, "x" * 51)
    assert "mục Ghi chú thêm chỉ ghi được 50. Tôi chưa ghi gì." in world.last(LAN).text
    world.says(LAN, "=1+1")


def test_each_is_asked_in_its_turn(world: World) -> None:
    by_buttons(world)
    assert kept(world) == {
        "status": "in_progress", "percent": 50, "tthc": 96, "muc_do": "cao",
        "ke_hoach": {"number": "12/KH-UBND", "date": "2026-03-05", "issuer": "UBND phường <A>"},
        "ngay_th": "2026-10-15", "ghi_chu": "=1+1",
    }  # fmt: skip
    assert (
        "✓ 2.7 Quỹ phát triển KH&CN · đang thực hiện 50 %, TTHC đã rà soát: 96/120 thủ tục, Mức độ sẵn sàng: Cao, "
        "Kế hoạch triển khai: số 12/KH-UBND ngày 05/03/2026 của UBND phường <A>, Ngày tập huấn: 15/10/2026, "
        "Ghi chú thêm: “=1+1”"
    ) in world.last(LAN).text


def test_what_no_longer_applies_is_dropped_and_skipped(world: World) -> None:
    by_buttons(world)
    world.presses(LAN, "2.7 ✓")
    world.presses(LAN, "Mức độ sẵn sàng ✓")
    world.presses(LAN, "Thấp")
    assert "ngay_th" not in kept(world)
    world.presses(LAN, "2.7 ✓")
    world.presses(LAN, "Chưa thực hiện")
    assert "ke_hoach" not in kept(world)
    assert "Báo cáo quý IV/2026" in world.last(LAN).text, "nothing is left to ask"


def test_optional_ones_are_passed_over_and_required_ones_are_missed(world: World) -> None:
    world.says(AN, "/baocao")
    types(world, AN, f"2.7, {REST} 50%")
    world.presses(AN, "Xem lại")
    assert "2.7" in world.last(AN).text.splitlines()[-1], world.last(AN).text
    assert "Gửi báo cáo" not in world.last(AN).labels
    world.presses(AN, "Sửa")
    world.presses(AN, "2.7")
    world.presses(AN, "75 %")
    world.says(AN, "1,500")
    assert world.last(AN).labels == ["1.500 thủ tục", "1,5 thủ tục"]
    world.presses(AN, "1.500 thủ tục")
    assert "vượt chỉ tiêu giao" in world.said(AN)
    for _ in range(3):
        world.presses(AN, "Bỏ qua")
    hands_in(world, AN)
    sent = world.all(Report)[0]
    assert [field["code"] for field in sent.fields] == ["tthc", "muc_do", "ke_hoach", "ngay_th", "ghi_chu"]


def test_typed_ones_are_read_back_and_the_doubtful_asked_back(world: World) -> None:
    world.says(AN, "2.7 60%, tthc 96/120, mức độ sẵn sàng: trung bình")
    assert world.last(AN).text == (
        "Tôi hiểu là: 2.7 đang thực hiện 60 %, TTHC đã rà soát: 96/120 thủ tục. (Báo cáo quý IV/2026)\n"
        "2.7: “mức độ sẵn sàng: trung bình”: anh/chị chọn một mục:"
    )
    world.presses(AN, "Mức độ sẵn sàng: Thấp")
    world.presses(AN, "Đúng, ghi vào nháp")
    assert kept(world) == {"status": "in_progress", "percent": 60, "tthc": 96, "muc_do": "thap"}
    types(world, AN, "2.7 đã ban hành kế hoạch số 7/KH ngày 1/2/2026")
    assert kept(world)["ke_hoach"] == {"number": "7/KH", "date": "2026-02-01", "issuer": ""}
    world.says(AN, "2.7 ngày tập huấn: 3/4/2026")
    assert "mục Ngày tập huấn chưa hỏi với tình trạng này" in world.last(AN).text
    world.says(AN, "3.1 tthc 5")
    assert "nhiệm vụ này không hỏi mục đó" in world.last(AN).text


def test_as_last_time(world: World) -> None:
    world.open("KHCN-QUY", "2026-Q3")
    world.at("2026-09-10 09:00")
    world.says(AN, "/baocao")
    world.presses(AN, next(label for label in world.last(AN).labels if "quý III" in label))
    types(world, AN, f"{REST} xong", "2.7 40%, tthc 96")
    hands_in(world, AN)
    world.at("2026-12-15 09:00")
    world.says(AN, "/baocao")
    world.presses(AN, "2.7")
    world.presses(AN, "75 %")
    assert "Kỳ trước: 96 thủ tục" in world.last(AN).text
    world.presses(AN, "Như kỳ trước: 96 thủ tục")
    assert kept(world)["tthc"] == 96


def test_a_report_stays_readable_when_the_form_has_changed(world: World) -> None:
    by_buttons(world)
    asks(world, [{**FIELDS[0], "kind": "text", "limit": 9}])
    world.presses(LAN, "Xem lại")
    assert "TTHC" not in world.last(LAN).text, "a number is no answer to what asks for words"
    assert "Gửi báo cáo" not in world.last(LAN).labels
    asks(world, FIELDS)
    world.presses(LAN, "Sửa")
    hands_in(world, LAN)
    asks(world, None)
    world.says(LAN, "/lichsu")
    world.presses(LAN, "Xem 1")
    assert "TTHC đã rà soát: 96/120 thủ tục, Mức độ sẵn sàng: Cao" in world.last(LAN).text


def three_reports(world: World) -> None:
    by_buttons(world)
    hands_in(world, LAN)
    types(world, AN, f"{REST} 50%", "2.7 75%, tthc 110, muc_do thấp, kế hoạch triển khai: số 7/KH ngày 1/2/2026")
    world.says(AN, "/baocao")
    hands_in(world, AN)
    world.presses(AN, "Sửa")
    types(world, AN, "2.7 tthc 130,5")
    hands_in(world, AN)
    world.says(BINH, "/khongphatsinh")
    world.presses(BINH, "Gửi báo cáo")


def sheet(world: World, name: str) -> list[dict[str, Any]]:
    world.says(TUAN, "/tonghop")
    world.presses(TUAN, "Xuất Excel")
    assert world.make_files() == 1
    book = load_workbook(BytesIO(world.file(TUAN)))
    return [*table_lines(book[name])]


def test_the_summary_and_the_comparison(world: World) -> None:
    three_reports(world)
    world.says(TUAN, "/tonghop")
    said = world.last(TUAN).text
    assert (
        "• 2.7 TTHC đã rà soát: tổng 226,5 thủ tục / chỉ tiêu 240 thủ tục (94,4 %) · 2/3 đơn vị\n"
        "• 2.7 Mức độ sẵn sàng: Cao 1 (Phòng Kinh tế & <Hạ tầng>) · Thấp 1 (Phòng Y tế) · 2/3 đơn vị\n"
        "• 2.7 Kế hoạch triển khai: 2 văn bản · 2/3 đơn vị\n"
    ) in said, said
    assert "số 7/KH ngày 01/02/2026 (Phòng Y tế, số KHCN-QUY/2026-Q4/PYT/2)" in said
    world.says(AN, "/lichsu")
    world.presses(AN, "Xem 1")
    world.presses(AN, "So với lần trước")
    assert "TTHC đã rà soát: 110/120 thủ tục → 130,5/120 thủ tục" in world.last(AN).text


def test_every_number_of_the_excel_file(world: World) -> None:
    three_reports(world)
    rows = {row["Chỉ tiêu"]: row for row in sheet(world, "Chỉ tiêu")}
    number = rows["TTHC đã rà soát"]
    assert (number["Kết quả"], number["Chỉ tiêu giao"], number["Số đơn vị có số liệu"]) == (226.5, 240, 2)
    assert number["Đạt"] == 0.944
    assert number["Chi tiết"] == (
        "96 thủ tục (Phòng Kinh tế & <Hạ tầng>, số KHCN-QUY/2026-Q4/PKT/1); "
        "130,5 thủ tục (Phòng Y tế, số KHCN-QUY/2026-Q4/PYT/2)"
    )
    assert rows["Ngày tập huấn"]["Số đơn vị có số liệu"] == 1
    by_unit = {row["Mã đơn vị"]: row for row in sheet(world, "Chỉ tiêu theo đơn vị")}
    assert by_unit["PKT"]["2.7 TTHC đã rà soát (thủ tục)"] == 96
    assert by_unit["PKT"]["2.7 Ngày tập huấn"].isoformat()[:10] == "2026-10-15"
    assert by_unit["PKT"]["2.7 Ghi chú thêm"] == "=1+1"
    assert (by_unit["PYT"]["2.7 TTHC đã rà soát (thủ tục)"], by_unit["PYT"]["2.7 Mức độ sẵn sàng"]) == (130.5, "Thấp")
    assert by_unit["PNV"]["2.7 TTHC đã rà soát (thủ tục)"] is None, "nil is not nought"
    raw = [row for row in sheet(world, "Dữ liệu gốc") if row["Mã"] == "2.7"]
    assert [row["TTHC đã rà soát (thủ tục)"] for row in raw] == [96, None, 130.5], "nil is a row too"


def test_every_number_of_the_word_file(world: World) -> None:
    three_reports(world)
    world.says(TUAN, "/tonghop")
    world.presses(TUAN, "Xuất Word")
    assert world.make_files() == 1
    document = opened(world.file(TUAN))
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    indicators = next(table for table in tables if "Chỉ tiêu, đơn vị" in table[0])
    assert indicators[2:] == [
        ["1", "Phòng Kinh tế & <Hạ tầng>", "thủ tục", "120", "96", "80 %", ""],
        ["2", "Phòng Y tế", "thủ tục", "120", "130,5", "108,8 %", ""],
        ["", "Cộng 2 đơn vị", "thủ tục", "240", "226,5", "94,4 %", ""],
    ]
    documents = next(table for table in tables if "Văn bản" in table[0])
    assert [[row[1], row[2], row[4]] for row in documents[1:]] == [
        ["Phòng Kinh tế & <Hạ tầng>", "số 12/KH-UBND ngày 05/03/2026 của UBND phường <A>", "KHCN-QUY/2026-Q4/PKT/1"],
        ["Phòng Y tế", "số 7/KH ngày 01/02/2026", "KHCN-QUY/2026-Q4/PYT/2"],
    ]
    results = next(table for table in tables if table[0][0] == "Đơn vị")
    [own] = [row for row in results if row[0].startswith("Phòng Kinh tế") and "Ghi chú" in row[2]]
    assert own[2] == "Mức độ sẵn sàng: Cao; Ngày tập huấn: 15/10/2026; Ghi chú thêm: “=1+1”"
    assert own[3] == "KHCN-QUY/2026-Q4/PKT/1"
    body = " ".join(paragraph.text for paragraph in document.paragraphs)
    assert "TTHC đã rà soát: tổng 226,5 thủ tục so với 240 thủ tục được giao, đạt 94,4 %, ở 2/3 đơn vị." in body


def test_answers_in_another_unit_are_not_added_up(world: World) -> None:
    three_reports(world)
    asks(world, [{**FIELDS[0], "unit": "hồ sơ"}, *FIELDS[1:]])
    world.says(TUAN, "/tonghop")
    text = world.last(TUAN).text
    assert "TTHC đã rà soát: chưa có số liệu · 2 đơn vị trả lời theo biểu mẫu cũ, không gộp" in text
    assert "TTHC đã rà soát: tổng 226,5 thủ tục / chỉ tiêu 240 thủ tục (94,4 %) · 2/3 đơn vị" in text
    rows = sheet(world, "Dữ liệu gốc")
    assert [row["TTHC đã rà soát (thủ tục)"] for row in rows if row["TTHC đã rà soát (thủ tục)"]] == [96, 130.5]
    assert not any(row["TTHC đã rà soát (hồ sơ)"] for row in rows)
    assert "TTHC đã rà soát (theo biểu mẫu cũ): 130,5; Mức độ sẵn sàng: Thấp" in "\n".join(results_annex(world))


MONEY: dict[str, Any] = {
    "code": "von", "name": "Vốn giải ngân", "kind": "number", "unit": "triệu đồng", "required": True, "tasks": ["2.7"],
}  # fmt: skip


def asks_in(world: World, unit: str) -> None:
    """As a setup that is loaded does."""
    with world.database.transaction() as session:
        for requirement in session.scalars(select(Requirement)):
            then, now = own_fields.read(requirement.fields), own_fields.read([{**MONEY, "unit": unit}])
            requirement.fields = [{**MONEY, "unit": unit}]
            drafts.in_new_units(session, requirement.id, then, now, world.now)


def test_a_number_keeps_its_unit_when_the_setup_asks_in_another(world: World) -> None:
    asks(world, [MONEY])
    world.open("KHCN-QUY", "2026-Q3")
    world.says(LAN, "/nhiemvu")
    world.presses(LAN, "Báo cáo ngay 1")
    types(world, LAN, f"{REST} xong", "2.7 50%, vốn giải ngân: 950 triệu")
    assert kept(world)["von"] == 950
    asks_in(world, "tỷ đồng")
    assert kept(world)["von"] == 0.95, "in a draft"
    hands_in(world, LAN)
    asks_in(world, "đồng")
    world.presses(LAN, "Sửa")
    assert kept(world)["von"] == 950_000_000, "in a report that is being corrected"
    hands_in(world, LAN)
    asks_in(world, "triệu đồng")
    world.says(LAN, "/baocao")
    world.presses(LAN, "Như kỳ trước")
    assert kept(world)["von"] == 950, "as last time"
    world.says(TUAN, "/tonghop KHCN-QUY 2026-Q3")
    assert "Vốn giải ngân: tổng 950 triệu đồng · 1/3 đơn vị" in world.last(TUAN).text


def test_what_was_read_back_or_asked_in_another_unit_is_read_back_anew(world: World) -> None:
    asks(world, [MONEY])
    world.says(LAN, "/baocao")
    world.says(LAN, "2.7 50%, vốn giải ngân: 950 triệu")
    asks_in(world, "tỷ đồng")
    world.presses(LAN, "Đúng, ghi vào nháp")
    assert not world.all(DraftEntry)
    assert "đọc lại theo đơn vị mới" in world.last(LAN).text
    assert "0,95 tỷ đồng" in world.last(LAN).text
    world.presses(LAN, "Đúng, ghi vào nháp")
    assert kept(world)["von"] == 0.95
    world.says(LAN, "2.7 60%, vốn giải ngân: 2 tỷ")
    asks_in(world, "công trình")
    world.presses(LAN, "Đúng, ghi vào nháp")
    assert "60" in world.last(LAN).text, "what has no number of that kind is still offered"
    assert "giải ngân" not in world.last(LAN).text


def test_an_answer_to_a_question_in_another_unit_is_asked_for_anew(world: World) -> None:
    asks(world, [MONEY])
    world.says(LAN, "/baocao")
    world.presses(LAN, "2.7")
    world.presses(LAN, "50 %")
    assert "Vốn giải ngân" in world.last(LAN).text
    asks_in(world, "tỷ đồng")
    world.says(LAN, "950")
    assert "von" not in kept(world)
    assert "tỷ đồng" in world.last(LAN).text
    world.says(LAN, "0,95")
    assert kept(world)["von"] == 0.95


def test_where_nobody_knows_how_to_convert_it_is_asked_again(world: World) -> None:
    asks(world, [MONEY])
    world.says(LAN, "/baocao")
    types(world, LAN, f"{REST} xong", "2.7 50%, vốn giải ngân: 950 triệu")
    asks_in(world, "công trình")
    assert "von" not in kept(world)
    assert kept(world)["percent"] == 50
    world.says(LAN, "/baocao")
    assert "2.7 ✓" not in world.last(LAN).labels
    world.presses(LAN, "2.7")
    world.presses(LAN, "50 %")
    assert "Vốn giải ngân" in world.last(LAN).text
    assert "công trình" in world.last(LAN).text


def test_without_own_fields_the_files_are_as_before(world: World) -> None:
    asks(world, None)
    world.says(AN, "/baocao")
    types(world, AN, f"2.7, {REST} 50%")
    hands_in(world, AN)
    world.says(TUAN, "/tonghop")
    assert "Chỉ tiêu" not in world.last(TUAN).text
    world.presses(TUAN, "Xuất Excel")
    world.make_files()
    assert "Chỉ tiêu" not in load_workbook(BytesIO(world.file(TUAN))).sheetnames
    with world.database.reading() as session:
        assert session.scalars(select(Report.fields)).all() == [None]
        assert all(set(answers) == {"status", "percent"} for answers in session.scalars(select(ReportEntry.answers)))


def test_on_a_tasks_screen_and_beside_a_question_other_lines_are_read_too(world: World) -> None:
    world.says(AN, "/baocao")
    world.presses(AN, "2.7")
    world.says(AN, "ngày tập huấn: 3/4/2026")
    assert "mục Ngày tập huấn chưa hỏi với tình trạng này" in world.last(AN).text
    world.presses(AN, "Bỏ")
    world.presses(AN, "2.7")
    world.says(AN, "đang thực hiện 40%, tthc 7")
    assert kept(world) == {"status": "in_progress", "percent": 40, "tthc": 7}
    assert world.last(AN).labels == ["Cao", "Thấp", "Bỏ qua", "Quay lại"]
    world.says(AN, "3.1 xong")
    assert world.last(AN).text.startswith("Tôi hiểu là: 3.1 hoàn thành.")


def test_an_old_button_of_a_field_that_is_gone_or_changed_keeps_nothing(world: World) -> None:
    world.says(AN, "/baocao")
    world.presses(AN, "2.7")
    world.presses(AN, "Hoàn thành")
    world.says(AN, "5")
    asked = world.last(AN)
    asks(world, [FIELDS[0], {**FIELDS[1], "choices": [{"code": "a", "name": "A"}, {"code": "b", "name": "B"}]}])
    world.presses(AN, "Cao", on=asked)
    assert world.last(AN).labels == ["A", "B", "Bỏ qua", "Quay lại"]
    asks(world, FIELDS[:1])
    world.presses(AN, "A")
    assert world.last(AN).text == "Báo cáo này không còn hỏi mục đó. Chưa ghi gì."
    assert kept(world) == {"status": "done", "tthc": 5}


def test_what_was_frozen_stays_as_its_reports_were_asked(world: World) -> None:
    three_reports(world)
    world.says(TUAN, "/tonghop")
    world.presses(TUAN, "Chốt số liệu")
    world.presses(TUAN, "Chốt số liệu")
    asks(world, [{**FIELDS[0], "target": 200, "name": "Tên mới"}])
    world.says(TUAN, "/tonghop")
    assert "Tên mới: tổng 226,5 thủ tục / chỉ tiêu 400 thủ tục" in world.last(TUAN).text
    assert "Kế hoạch triển khai: 2 văn bản" in world.last(TUAN).text, "asked no more, and answered"
    world.presses(TUAN, "Bản đã chốt")
    assert "TTHC đã rà soát: tổng 226,5 thủ tục / chỉ tiêu 240 thủ tục" in world.last(TUAN).text


def test_reminders_of_a_report_with_own_fields_go_out(world: World) -> None:
    """Own fields are lists, and a digest gathers duties by what is equal: the two were never tried together."""
    policy = world.add_policy("NHAC", [{"before": "3wd", "at": "08:30", "to": ["focal_point"]}])
    with world.database.transaction() as session:
        session.execute(update(Requirement).values(policy_id=policy))
        session.execute(update(Obligation).values(next_check_at=world.now))
    Clockwork(world.database).tick(world.now)
    world.deliver()
    assert "Báo cáo quý" in world.last(LAN).text


def test_a_unit_of_another_scale_is_converted_asked_about_or_refused(world: World) -> None:
    asks(world, [{"code": "dt", "name": "Diện tích", "kind": "number", "unit": "ha", "tasks": ["2.7"]}])
    world.says(LAN, "/baocao")
    world.presses(LAN, "2.7")
    world.presses(LAN, "50 %")
    world.says(LAN, "12 kg")
    assert world.last(LAN).text == (
        "Diện tích tính bằng ha; đơn vị vừa gõ đo cái khác nên không đổi sang được."
        " Xin nhập một số tính bằng ha. Chưa ghi gì."
    )
    world.says(LAN, "12 sào")
    assert world.last(LAN).labels[:3] == ["0,432 ha", "0,6 ha", "1,2 ha"]
    assert "dt" not in kept(world)
    world.says(LAN, "12.500 m2")
    assert kept(world)["dt"] == 1.25
    world.says(LAN, "2.7 diện tích 3 tấn")
    assert "đơn vị này đo cái khác với biểu mẫu" in world.last(LAN).text


def results_annex(world: World) -> list[str]:
    """What the Word file says of each task, a row each."""
    world.says(TUAN, "/tonghop")
    world.presses(TUAN, "Xuất Word")
    assert world.make_files() == 1
    [table] = [one for one in opened(world.file(TUAN)).tables if one.rows[0].cells[0].text == "Đơn vị"]
    return ["\t".join(cell.text for cell in row.cells) for row in table.rows]


def test_only_who_said_nothing_else_gave_only_a_status(world: World) -> None:
    three_reports(world)
    world.at("2026-12-16 09:00")
    types(world, AN, "3.1 vướng: thiếu người")
    world.presses(AN, "Xem lại")
    world.presses(AN, "Gửi báo cáo")
    rows = results_annex(world)
    head = next(at for at, row in enumerate(rows) if "(3.1)" in row)
    task = rows[head + 1 :]
    task = task[: next((at for at, row in enumerate(task) if row.startswith(tuple("4567"))), len(task))]
    elsewhere = [row for row in task if "nêu ở các phụ lục khác" in row]
    only = [row for row in task if "chỉ nêu tình trạng" in row]
    assert elsewhere[0].startswith("Phòng Y tế\t")
    assert elsewhere[0].endswith("(nêu ở các phụ lục khác)\tKHCN-QUY/2026-Q4/PYT/3")
    assert not [row for row in only if "Phòng Y tế" in row]
    assert [row.split("\t")[-2:] for row in only if row.startswith("Phòng Kinh tế & <Hạ tầng>\t")] == [
        ["(chỉ nêu tình trạng)", "KHCN-QUY/2026-Q4/PKT/1"]
    ]
