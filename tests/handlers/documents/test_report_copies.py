"""*Bản in*: a report as it was handed in, as Word in both styles."""

from io import BytesIO
from pathlib import Path

import docx
import pytest
from openxml_audit import OpenXmlValidator
from sqlalchemy import update

from storage.db.database import Database
from storage.tables import Export, Organisation, Position, Report
from tests.handlers.documents import rendering
from tests.handlers.documents.test_documents import out_of_order
from tests.world import World

TUAN, LAN, AN = "900", "100", "101"
ANY = "1.1, 3.1, 4.8, 5.2, 6.2, T.1"
LONG = "Đã phối hợp với các phường, xã rà soát {{ số liệu }} {% if %} ở từng thôn. " * 12


@pytest.fixture
def world(sqlite_database: Database) -> World:
    world = World(sqlite_database)
    world.furnish()
    world.person("BTG", "coordinator", "Tuấn", TUAN)
    world.person("PKT", "focal_point", "Lan", LAN)
    world.person("PYT", "focal_point", "An", AN)
    world.at("2026-12-15 09:00")
    return world


def hand_in(world: World, *lines: str) -> None:
    for line in ("/baocao", *lines):
        world.says(LAN, line)
        if line != "/baocao":
            world.presses(LAN, "Đúng, ghi vào nháp")
    world.presses(LAN, "Xem lại")
    world.presses(LAN, "Gửi báo cáo")
    assert world.last(LAN).text.startswith("Đã nộp"), world.last(LAN).text


def copied(world: World, chat: str) -> docx.document.Document:
    world.presses(chat, "Bản in")
    assert "Đang lập bản Word của báo cáo KHCN-QUY/2026-Q4/PKT/" in world.last(chat).text
    world.make_files()
    return docx.Document(BytesIO(world.file(chat)))


def said(document: docx.document.Document) -> str:
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def test_its_unit_has_it_from_the_receipt(world: World) -> None:
    hand_in(world, f"{ANY} xong", "2.7 25%, đã mở lớp =1+1; vướng: khẩn: thiếu kinh phí; kiến nghị cấp 300 triệu")
    document = copied(world, LAN)
    text = said(document)
    assert "BÁO CÁO" in text
    assert "(Bản in báo cáo số KHCN-QUY/2026-Q4/PKT/1 trên Đôn Đốc; Lan gửi 09:00 thứ Ba 15/12/2026, đúng hạn)" in text
    at = text.index("2.7. ")
    assert "Đang thực hiện 25\u00a0%." in text[at:]
    assert "đã mở lớp =1+1" in text[at:]
    assert "Khó khăn, vướng mắc: " in text[at:]
    assert "thiếu kinh phí" in text[at:]
    assert "300 triệu" in text[at:]
    assert text.count("Hoàn thành.") == 6
    head = document.tables[0]
    assert "PHÒNG KINH TẾ & <HẠ TẦNG>" in head.rows[0].cells[0].text
    assert document.core_properties.author == "Phòng Kinh tế & <Hạ tầng>"
    [export] = world.all(Export)
    assert export.name == "KHCN-QUY 2026-Q4 PKT 1.docx"


def test_each_revision_as_it_was_and_what_became_of_it(world: World) -> None:
    hand_in(world, f"{ANY}, 2.7 xong")
    world.says(LAN, "2.7 40%")
    world.presses(LAN, "Đúng, ghi vào nháp")
    world.presses(LAN, "Xem lại")
    world.presses(LAN, "Gửi báo cáo")
    world.says(TUAN, "/duyet")
    world.presses(TUAN, "Xem 1")
    later = said(copied(world, TUAN))
    assert "lần 2; Lan gửi" in later
    assert "Đang thực hiện 40\u00a0%." in later
    world.says(TUAN, "/duyet")
    world.presses(TUAN, "Xem 1")
    world.presses(TUAN, "Chấp nhận")
    world.says(LAN, "/lichsu")
    world.presses(LAN, world.last(LAN).labels[1])
    first = said(copied(world, LAN))
    assert "40\u00a0%" not in first
    assert first.count("Hoàn thành.") == 7
    world.says(LAN, "/lichsu")
    world.presses(LAN, world.last(LAN).labels[0])
    assert "Tuấn" in said(copied(world, LAN))


def test_nothing_to_report(world: World) -> None:
    world.says(LAN, "/khongphatsinh")
    world.presses(LAN, "Gửi báo cáo")
    assert "Không phát sinh nội dung báo cáo trong kỳ." in said(copied(world, LAN))


@pytest.mark.parametrize(
    ("language", "nothing"),
    [("vi", "Phòng Kinh tế & <Hạ tầng> không phát sinh nội dung báo cáo trong kỳ; phần dưới đây do đơn vị phối hợp"),
     ("en", "Phòng Kinh tế & <Hạ tầng> had nothing to report in this period; what stands below was reported by")],
)  # fmt: skip
def test_nothing_to_report_beside_what_another_unit_added(world: World, language: str, nothing: str) -> None:
    """Found by random lives: the copy said that there was nothing, above what there was."""
    for unit in ("PKT", "PYT", "PNV"):
        world.settle(unit)
    world.add_requirement("KHCN-TK", "Báo cáo tổng kết", units=["PKT"], contributing=["PYT"], tasks=["2.7", "3.1"])
    world.open("KHCN-TK", "2026-Q4")
    world.says(AN, "2.7 50%")
    world.presses(AN, "Đúng, ghi vào nháp")
    world.says(LAN, f"/language {language}")
    world.says(LAN, "/khongphatsinh")
    world.presses(LAN, world.last(LAN).labels[0])
    assert world.all(Report)[-1].nil
    world.presses(LAN, world.last(LAN).labels[-1])
    world.make_files()
    text = said(docx.Document(BytesIO(world.file(LAN))))
    assert nothing in text
    assert text.index(nothing) < text.index("2.7.")
    assert "(Phòng Y tế)" in text


def test_in_english(world: World) -> None:
    world.says(LAN, "/language en")
    world.says(LAN, "/nil")
    world.presses(LAN, "Send report")
    world.presses(LAN, "Printable copy")
    world.make_files()
    assert "There was nothing to report in this period." in said(docx.Document(BytesIO(world.file(LAN))))


def test_rights_lost_before_the_file_is_there(world: World) -> None:
    hand_in(world, f"{ANY}, 2.7 xong")
    world.presses(LAN, "Bản in")
    with world.database.transaction() as session:
        session.execute(update(Position).where(Position.role == "focal_point").values(until=world.now))
    world.make_files()
    assert world.last(LAN).text == "Anh/chị không còn quyền xem nội dung tệp này nên tệp không được gửi."


def test_not_for_another_unit_by_a_forged_button(world: World) -> None:
    hand_in(world, f"{ANY}, 2.7 xong")
    before = len(world.all(Export))
    world.presses(AN, "Bản in", on=world.last(LAN))
    assert len(world.all(Export)) == before


@pytest.mark.parametrize("style", ["state", "party"])
def test_the_file_is_valid_whatever_was_typed(world: World, style: str, tmp_path: Path) -> None:
    with world.database.transaction() as session:
        session.execute(update(Organisation).values(document_style=style))
    hand_in(world, f"{ANY} xong", f"2.7 25%, {LONG}")
    world.presses(LAN, "Bản in")
    world.make_files()
    path = tmp_path / "copy.docx"
    path.write_bytes(world.file(LAN))
    assert list(OpenXmlValidator().validate(path).errors) == []
    assert list(out_of_order(path.read_bytes())) == []
    assert "{{ số liệu }} {% if %}" in said(docx.Document(str(path)))


@pytest.mark.long
@pytest.mark.parametrize("style", ["state", "party"])
def test_its_pages(world: World, style: str, tmp_path: Path) -> None:
    if reason := rendering.why_not():
        pytest.skip(reason)
    with world.database.transaction() as session:
        session.execute(update(Organisation).values(document_style=style))
    hand_in(world, f"{ANY} xong", f"2.7 25%, {LONG}")
    world.presses(LAN, "Bản in")
    world.make_files()
    path = tmp_path / "copy.docx"
    path.write_bytes(world.file(LAN))
    pages = list(rendering.pages(rendering.drawn([path], tmp_path)[0]))
    assert 2 <= len(pages) <= 3
    right = 210 - (20 if style == "party" else 15)
    assert all(page.edges[0] >= 29 and page.edges[1] <= right + 1 for page in pages)
    signed = [number for number, page in enumerate(pages) if "Nơi nhận:" in page.text]
    assert signed == [len(pages) - 1], "the signature stands whole, on the last page"
    assert pages[-1].text.rstrip().endswith("…")
