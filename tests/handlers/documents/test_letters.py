"""*Soạn công văn*: a letter that urges those who are late, in the organisation's style, noted with each report."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator
from sqlalchemy import delete, update

from handlers.file_exports import Maker
from handlers.letters import actions, urging_letter
from handlers.letters.actions import CannotWriteLetter
from scheduler.tick import tick
from storage.db.database import Database
from storage.messages import exports
from storage.tables import AuditEvent, Organisation, Plan, PlanCoordinator, Unit, UnitChange
from tests.each import each
from tests.handlers.actions.caller import acting
from tests.handlers.documents.test_documents import out_of_order
from tests.handlers.documents.word_files import opened
from tests.world import World

TUAN, LAN, AN = "900", "100", "101"
SIGNER = {"authority": ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"], "position": "Phó Chủ tịch", "name": "Trần Văn Mẫu"}


@pytest.fixture
def world(sqlite_database: Database) -> World:
    """Three units are late; the plan's coordinator follows."""
    world = World(sqlite_database)
    world.furnish()
    world.person("BTG", "coordinator", "Tuấn", TUAN)
    world.person("PKT", "focal_point", "Lan", LAN)
    world.person("PYT", "focal_point", "An", AN)
    with sqlite_database.transaction() as session:
        session.execute(update(Organisation).values(place="Đà Lạt", signer=SIGNER))
        session.execute(update(Unit).where(Unit.code == "PYT").values(protocol_order=1))
    world.at("2026-12-21 09:00")
    return world


def letter(world: World, typed: str = "/quahan", until: str = "Trước 17:00 thứ Năm 24/12/2026") -> bytes:
    world.says(TUAN, typed)
    world.presses(TUAN, "Soạn công văn")
    world.presses(TUAN, until)
    assert world.make_files() == 1
    return world.file(TUAN)


def text_of(content: bytes) -> str:
    document = opened(content)
    tables = ["\t".join(cell.text for cell in row.cells) for table in document.tables for row in table.rows]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *tables])


@pytest.mark.parametrize(
    ("style", "head", "number"),
    [
        ("state", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: ……/BTG"),
        ("party", "ĐẢNG CỘNG SẢN VIỆT NAM", "Số ……-CV/BTG"),
    ],
)
def test_a_letter_in_both_styles(world: World, style: str, head: str, number: str, tmp_path: object) -> None:
    with world.database.transaction() as session:
        session.execute(update(Organisation).values(document_style=style))
    world.says(TUAN, "/dondoc PKT")
    world.at("2026-12-21 09:05")
    content = letter(world)
    said = text_of(content)
    for expected in (
        head,
        number,
        "V/v đôn đốc gửi báo cáo",
        "Đà Lạt, ngày 21 tháng 12 năm 2026",
        "Kính gửi:",
        "- Phòng Y tế;\n- Phòng Kinh tế & <Hạ tầng>;\n- Phòng Nội vụ.",
        "đến 09:05 thứ Hai 21/12/2026, Ban Tuyên giáo chưa nhận đủ báo cáo của 3 đơn vị sau:",
        "1\tPhòng Y tế\tBáo cáo quý IV/2026\t17:00 17/12/2026, trễ 4 ngày\t",
        "2\tPhòng Kinh tế & <Hạ tầng>\tBáo cáo quý IV/2026\t17:00 17/12/2026, trễ 4 ngày\t1 lần",
        "trước 17:00 thứ Năm 24/12/2026;",
        "Đầu mối liên hệ: Tuấn./.",
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
        "Trần Văn Mẫu",
        "- Như trên.",
        "CÁC LẦN ĐÃ NHẮC, ĐÔN ĐỐC",
        "Phòng Kinh tế & <Hạ tầng>\t09:00 21/12/2026\tTuấn đôn đốc\tLan, Telegram\tđã gửi",
    ):
        assert expected in said, expected
    assert "{" not in said
    (Path(str(tmp_path)) / "a.docx").write_bytes(content)
    assert list(out_of_order(content)) == []


def test_word_finds_nothing_wrong(world: World, tmp_path: object) -> None:
    path = f"{tmp_path}/a.docx"
    with open(path, "wb") as file:
        file.write(letter(world))
    assert [str(error) for error in OpenXmlValidator().validate(path).errors] == []


def test_it_is_noted_with_each_report_and_shown_there(world: World) -> None:
    letter(world, "/quahan phòng y tế")
    noted = [event for event in world.all(AuditEvent) if event.action == "letter.written"]
    assert [event.subject for event in noted] == [f"obligation:{world.obligation_id('PYT')}"]
    world.says(TUAN, "/donvi PYT")
    world.presses(TUAN, "Đã nhắc gì")
    assert "• 09:00 thứ Hai 21/12/2026: Tuấn soạn công văn: đã lập tệp Word" in world.last(TUAN).text
    world.says(TUAN, "/nhatky")
    assert "soạn công văn đôn đốc" in world.last(TUAN).text


def test_for_one_unit_only_it_is_named(world: World) -> None:
    said = text_of(letter(world, "/quahan PKT"))
    assert "Kính gửi: Phòng Kinh tế & <Hạ tầng>\n" in said
    assert "chưa nhận đủ báo cáo của Phòng Kinh tế & <Hạ tầng>, cụ thể:" in said
    assert "đề nghị Phòng Kinh tế & <Hạ tầng> khẩn trương gửi báo cáo trước 17:00" in said
    assert "các đơn vị nêu trên" not in said
    assert "Phòng Y tế" not in said


def test_who_handed_in_meanwhile_is_not_in_it(world: World) -> None:
    world.says(TUAN, "/quahan")
    world.presses(TUAN, "Soạn công văn")
    world.says(AN, "/khongphatsinh")
    world.presses(AN, "Gửi báo cáo")
    world.presses(TUAN, "Trước 17:00 thứ Năm 24/12/2026")
    world.make_files()
    assert "Phòng Y tế" not in text_of(world.file(TUAN))


def test_nobody_is_late_any_more(world: World) -> None:
    world.says(TUAN, "/quahan PYT")
    world.presses(TUAN, "Soạn công văn")
    world.says(AN, "/khongphatsinh")
    world.presses(AN, "Gửi báo cáo")
    world.presses(TUAN, "Trước 17:00 thứ Năm 24/12/2026")
    assert "Không còn đơn vị nào quá hạn" in world.last(TUAN).text


def test_a_day_that_is_over_is_told(world: World) -> None:
    world.says(TUAN, "/quahan")
    world.presses(TUAN, "Soạn công văn")
    world.now += timedelta(days=30)
    world.presses(TUAN, "Trước 17:00 thứ Năm 24/12/2026")
    assert "Thời hạn này đã qua" in world.last(TUAN).text


def test_many_units_are_listed_and_not_named_above(world: World) -> None:
    for number in range(urging_letter.MOST_NAMED):
        world.add_unit(f"X{number}", f"Xã {number}")
    world.add_requirement("KHAC", "Báo cáo khác", units=[f"X{n}" for n in range(urging_letter.MOST_NAMED)])
    world.open("KHAC", "2026-Q4", "2026-12-18 17:00")
    said = text_of(letter(world))
    assert "Kính gửi: Các đơn vị có tên trong danh sách dưới đây." in said
    assert "\nKính gửi:\n" not in said


def test_in_english(world: World) -> None:
    world.says(TUAN, "/language en")
    world.says(TUAN, "/overdue")
    world.presses(TUAN, "Write a letter")
    assert "A letter that urges 3 units (3 late reports)" in world.last(TUAN).text
    [first, *_] = world.last(TUAN).labels
    world.presses(TUAN, first)
    assert world.make_files() == 1
    assert "REMINDERS AND NUDGES" not in text_of(world.file(TUAN)), "there were none"


def test_pressed_twice_it_is_written_and_noted_once(world: World) -> None:
    world.says(TUAN, "/quahan PYT")
    world.presses(TUAN, "Soạn công văn")
    card = world.last(TUAN)
    for _ in range(2):
        world.presses(TUAN, "Trước 17:00 thứ Năm 24/12/2026", on=card)
    assert world.make_files() == 1
    assert sum(event.action == "letter.written" for event in world.all(AuditEvent)) == 1


def test_what_is_missing_in_the_setup_is_named_in_the_answer(world: World) -> None:
    with world.database.transaction() as session:
        session.execute(update(Organisation).values(place=None, signer=None))
    letter(world)
    assert world.last(TUAN).text.endswith("Còn để trống: người ký, địa danh.")


def test_only_plans_of_the_chat_are_written_about(world: World) -> None:
    [plan] = {one.id for one in world.all(Plan)}
    with acting(world, world.person_id("Tuấn")) as caller:
        assert len(actions.late(caller, [plan])) == 3
        for wrong in ([], [plan, 999]):
            with caller.refused(CannotWriteLetter.NOT_YOUR_PLAN):
                actions.late(caller, wrong)


def noted(world: World) -> list[str]:
    return [event.subject for event in world.all(AuditEvent) if event.action == "letter.written"]


def asks(world: World, typed: str = "/quahan") -> None:
    world.says(TUAN, typed)
    world.presses(TUAN, "Soạn công văn")
    world.presses(TUAN, "Trước 17:00 thứ Năm 24/12/2026")


def test_it_is_noted_of_those_in_the_file_once_that_is_made(world: World) -> None:
    asks(world)
    assert noted(world) == [], "asked for is not written"
    world.says(AN, "/khongphatsinh")
    world.presses(AN, "Gửi báo cáo")
    assert world.make_files() == 1
    late = {f"obligation:{world.obligation_id(unit)}" for unit in ("PKT", "PNV")}
    assert (len(noted(world)), set(noted(world))) == (2, late)


def test_nothing_is_noted_where_everybody_has_handed_in(world: World) -> None:
    asks(world, "/quahan PYT")
    world.says(AN, "/khongphatsinh")
    world.presses(AN, "Gửi báo cáo")
    world.make_files()
    assert "không cần gửi nữa" in world.last(TUAN).text
    assert noted(world) == []


def test_who_follows_the_plan_no_more_gets_no_file(world: World) -> None:
    asks(world)
    with world.database.transaction() as session:
        session.execute(delete(PlanCoordinator))
    world.make_files()
    assert world.last(TUAN).text == "Anh/chị không còn quyền xem nội dung tệp này nên tệp không được gửi."
    assert world.last(TUAN).file is None
    assert noted(world) == []


def test_rights_are_looked_at_again_when_the_file_is_brought(world: World) -> None:
    asks(world)
    maker = Maker(world.database, world.context.files, world.templates, world.context.calendar)
    export = world.database.do(exports.claim, world.now)
    assert export is not None
    made = maker.make(export, world.now)
    assert made.content is not None
    with world.database.transaction() as session:
        session.execute(delete(PlanCoordinator))
    world.database.do(maker.keep, export, made, world.now)
    world.deliver()
    assert "không còn quyền xem" in world.last(TUAN).text
    assert world.database.do(exports.content, export.id) is None
    assert noted(world) == []


def rename(world: World, code: str, old: str, new: str, day: date) -> None:
    with world.database.transaction() as session:
        unit = session.query(Unit).filter_by(code=code).one()
        session.add(
            UnitChange(
                organisation_id=world.organisation_id, kind="rename", basis={"number": "NQ 9"}, day=day,
                unit_id=unit.id, old_name=old, new_name=new,
            )
        )  # fmt: skip


def test_who_was_renamed_is_one_unit_under_the_name_of_today(world: World) -> None:
    """Late with a report of before the renaming and with one of after."""
    rename(world, "PYT", "Phòng Y tế", "Phòng Sức khỏe cộng đồng", date(2027, 1, 1))
    rename(world, "BTG", "Ban Tuyên giáo", "Ban Tuyên giáo và Dân vận", date(2027, 1, 1))
    world.open("KHCN-QUY", "2027-Q1", "2027-03-17 17:00")
    world.at("2027-03-20 09:00")
    world.database.do(tick, world.now, world.context.calendar)
    world.deliver()
    world.says(TUAN, "/quahan y tế")
    assert world.last(TUAN).text.startswith("Quá hạn: 1 đơn vị")
    assert "Phòng Y tế · " not in world.last(TUAN).text
    world.presses(TUAN, "Soạn công văn")
    assert "1 đơn vị** (2 báo cáo" in world.last(TUAN).text or "1 đơn vị (2 báo cáo" in world.last(TUAN).text
    world.presses(TUAN, world.last(TUAN).labels[0])
    assert world.make_files() == 1
    said = text_of(world.file(TUAN))
    assert "Kính gửi: Phòng Sức khỏe cộng đồng\n" in said
    assert "Ban Tuyên giáo và Dân vận chưa nhận đủ báo cáo" in said
    assert "Phòng Y tế" not in said


@each(("given", "shown"), [
    (["Lưu: VT", "Lưu: VT.", "lưu: vt"], ["- Như trên;", "- Lưu: VT."]),
    (["Như trên", "Thường trực Tỉnh ủy;", " "], ["- Như trên;", "- Thường trực Tỉnh ủy."]),
    ([], ["- Như trên."]),
])  # fmt: skip
def test_each_recipient_stands_once(world: World, given: list[str], shown: list[str]) -> None:
    with world.database.transaction() as session:
        session.execute(update(Plan).values(recipients=given))
    lines = text_of(letter(world)).split("\n")
    at = next(at for at, line in enumerate(lines) if "Nơi nhận:" in line)
    assert [line.split("\t")[0] for line in lines[at + 1 : at + 1 + len(shown)]] == shown


def test_a_plan_is_named_as_in_a_report(world: World) -> None:
    with world.database.transaction() as session:
        session.execute(update(Plan).values(number="26-KH/TU", date=date(2026, 1, 15), issuer="Thành ủy Hoa Mai"))
    assert "(26-KH/TU ngày 15/01/2026 của Thành ủy Hoa Mai), các đơn vị" in text_of(letter(world))
