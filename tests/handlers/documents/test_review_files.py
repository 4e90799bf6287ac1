"""*Xuất Word* under `/soket`: the file, what it leaves blank, and what is written for it."""

import pytest
from sqlalchemy import update

from storage.tables import Organisation, Plan, PlanCoordinator, Requirement
from tests.handlers.documents.test_plan_reviews import TUAN, played, world
from tests.handlers.documents.word_files import opened
from tests.storage.reported import opened as opened_period
from tests.world import World

__all__ = ["world"]


def word(world: World, typed: str = "/soket KHCN 2026-Q1 2026-Q2") -> list[str]:
    """The paragraphs of the file."""
    world.says(TUAN, typed)
    world.presses(TUAN, "Xuất Word")
    assert world.make_files() == 1
    return [paragraph.text for paragraph in opened(world.file(TUAN)).paragraphs]


def test_the_word_file_says_what_was_sent(world: World) -> None:
    played(world)
    found = "\n".join(word(world))
    for expected in (
        "Sơ kết thực hiện “Kế hoạch khoa học và công nghệ” từ quý I/2026 đến quý II/2026",
        "3 đơn vị phải gửi 6 báo cáo của 2 kỳ; đã gửi 4 báo cáo (66,7 %), trong đó 3 đúng hạn (50 %), 1 trễ hạn",
        "Còn 2 báo cáo chưa gửi hoặc chờ bổ sung, trong đó 2 báo cáo quá hạn.",
        "Luôn gửi báo cáo đúng hạn (1 đơn vị): Phòng Kinh tế & <Hạ tầng>.",
        "Phòng Nội vụ (2 lần), Phòng Y tế (1 lần)",
        "Kế hoạch: 1/3 đơn vị đã ban hành, 1 văn bản: số 12/KH-UBND ngày 05/02/2026 (Phòng Y tế).",
        "Số lớp: tổng 15 lớp so với 30 lớp được giao, đạt 50 %, qua 2 kỳ.",
        "Bình quân qua các kỳ ở 1 đơn vị có cả hai kỳ: quý I/2026 40 %, quý II/2026 80 %.",
        "Kết quả cụ thể: đã mở 6 lớp (Phòng Y tế).",
        "Báo cáo quý I/2026: “Triển khai khá.” (Lan).",
    ):
        assert expected in found, expected
    attached = world.last(TUAN).file
    assert attached is not None
    assert attached.name == "KHCN 2026-Q1 2026-Q2.docx"


def test_it_is_called_by_the_periods_that_were_asked_for(world: World) -> None:
    """Not by another report's longer period that ends as they do."""
    world.add_requirement("KHCN-NUA", "Báo cáo nửa năm", units=["PKT"], period_type="half_yearly")
    opened_period(world, "KHCN-NUA", "2026-H1", "2026-06-20 17:00")
    for typed in ("/soket KHCN 2026-Q1 2026-Q2", "/soket KHCN đến quý II/2026"):
        assert word(world, typed)[2].endswith("từ quý I/2026 đến quý II/2026"), typed


def opening(world: World, typed: str) -> str:
    return next(one for one in word(world, typed) if one.startswith("Thực hiện Kế hoạch"))


def test_what_goes_on_until_now_ends_today(world: World) -> None:
    """Quarter IV is not over; where it is asked for by name, it is the whole quarter."""
    world.at("2026-11-23 09:00")
    assert "sơ kết việc thực hiện từ ngày 01/01/2026 đến ngày 23/11/2026" in opening(world, "/soket KHCN")
    assert "đến ngày 31/12/2026" in opening(world, "/soket KHCN 2026-Q1 2026-Q4")
    assert "từ ngày 01/01/2026 đến ngày 31/03/2026" in opening(world, "/soket KHCN quý 1")


def test_the_answer_says_what_it_leaves_blank_and_leads_there(world: World) -> None:
    played(world)
    word(world)
    assert world.last(TUAN).text.endswith(
        "Còn để trống: đánh giá chung, nguyên nhân, bài học kinh nghiệm, nhiệm vụ kỳ tới, kiến nghị, "
        "nơi nhận, người ký, địa danh."
    )
    world.presses(TUAN, "Viết đánh giá")
    world.presses(TUAN, "Bài học kinh nghiệm · chưa viết")
    world.says(TUAN, "Giao việc rõ thì xong sớm.")
    world.presses(TUAN, "Đúng, lưu lại")
    world.presses(TUAN, "Xuất Word")
    assert world.make_files() == 1
    said = [paragraph.text for paragraph in opened(world.file(TUAN)).paragraphs]
    assert said[said.index("4. Bài học kinh nghiệm") + 1] == "Giao việc rõ thì xong sớm."
    assert "bài học kinh nghiệm" not in world.last(TUAN).text


@pytest.mark.parametrize(("style", "number"), [("state", "Số: ……/BC-BTG"), ("party", "Số ……-BC/BTG")])
def test_in_both_styles(world: World, style: str, number: str) -> None:
    played(world)
    with world.database.transaction() as session:
        session.execute(update(Organisation).values(document_style=style, place="Hoa Mai"))
        session.execute(update(Plan).values(recipients=["Lưu: VT"]))
    world.says(TUAN, "/soket KHCN")
    world.presses(TUAN, "Xuất Word")
    assert world.make_files() == 1
    head = opened(world.file(TUAN)).tables[0]
    cells = [cell.text for row in head.rows for cell in row.cells]
    assert any(number in text for text in cells)
    assert any("Hoa Mai, ngày 23 tháng 11 năm 2026" in text for text in cells)
    assert "nơi nhận" not in world.last(TUAN).text


def test_what_is_frozen_keeps_its_numbers_and_its_words(world: World) -> None:
    played(world)
    world.says(TUAN, "/soket KHCN")
    for _ in range(2):
        world.presses(TUAN, "Chốt số liệu")
    world.says(TUAN, "/soket KHCN")
    world.presses(TUAN, "Bản đã chốt")
    world.presses(TUAN, "Xuất Word")
    assert world.make_files() == 1
    said = "\n".join(paragraph.text for paragraph in opened(world.file(TUAN)).paragraphs)
    assert "(Số liệu chốt lúc" in said
    assert "tạm tính" not in said


def test_it_is_the_last_one_once_the_plan_is_over(world: World) -> None:
    played(world)
    with world.database.transaction() as session:
        session.execute(update(Requirement).values(next_open_at=None))
    world.at("2027-01-05 09:00")
    assert word(world, "/soket KHCN")[2].startswith("Tổng kết thực hiện")
    assert word(world)[2].startswith("Sơ kết thực hiện"), "it does not reach the plan's end"


def test_who_follows_the_plan_no_more_gets_no_file(world: World) -> None:
    played(world)
    world.says(TUAN, "/soket KHCN")
    world.presses(TUAN, "Xuất Word")
    with world.database.transaction() as session:
        session.query(PlanCoordinator).delete()
    world.make_files()
    assert "không còn quyền xem" in world.last(TUAN).text


def test_in_english(world: World) -> None:
    played(world)
    world.says(TUAN, "/language en")
    world.says(TUAN, "/soket KHCN")
    world.presses(TUAN, "As Word")
    assert world.make_files() == 1
    said = [paragraph.text for paragraph in opened(world.file(TUAN)).paragraphs]
    assert said[2].startswith("Interim review of “")
