"""`/soket`: the review of a plan as it is typed, said, written as Excel and frozen, with the numbers that were sent."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy import delete, select

from handlers.plan_reviews import review_chat
from scheduler.tick import tick
from storage.collating import kept_narratives as narratives
from storage.db.database import Database
from storage.tables import AuditEvent, FrozenPlanReview, PlanCoordinator, Requirement, RequirementTask, Task, UnitChange
from tests.each import each
from tests.handlers.documents.workbooks import table_lines
from tests.office import local
from tests.storage.reported import asks_for, hand_in, opened
from tests.world import World

TUAN, LAN, AN = "900", "100", "101"
FIELDS: list[dict[str, Any]] = [
    {"code": "lop", "name": "Số lớp", "kind": "number", "over_units": "sum", "unit": "lớp", "target": 10,
     "tasks": ["2.7"]},
    {"code": "kh", "name": "Kế hoạch", "kind": "document", "tasks": ["T.1"]},
]  # fmt: skip


@pytest.fixture
def world(either_database: Database) -> World:
    """Three units over three quarters; the last one is not due yet."""
    world = World(either_database)
    world.furnish()
    world.person("BTG", "coordinator", "Tuấn", TUAN)
    world.person("PKT", "focal_point", "Lan", LAN)
    asks_for(world, "KHCN-QUY", FIELDS)
    for key, day in (("2026-Q1", "2026-03-17"), ("2026-Q2", "2026-06-17")):
        opened(world, "KHCN-QUY", key, f"{day} 17:00")
    return world


def played(world: World) -> None:
    lan = world.person_id("Lan")
    plan = {"number": "12/KH-UBND", "date": "2026-02-05", "issuer": ""}
    first, second = local("2026-03-16 09:00"), local("2026-06-16 09:00")
    hand_in(world, lan, "PKT", "2026-Q1", {"2.7": {"status": "in_progress", "percent": 40, "lop": 4}}, first)
    hand_in(
        world, lan, "PYT", "2026-Q1",
        {"2.7": {"status": "done", "lop": 6, "result": "đã mở 6 lớp"}, "T.1": {"status": "done", "kh": plan}},
        local("2026-03-20 09:00"),
    )  # fmt: skip
    hand_in(world, lan, "PKT", "2026-Q2", {"2.7": {"status": "in_progress", "percent": 80, "lop": 5}}, second)
    hand_in(world, lan, "PYT", "2026-Q2", {"2.7": {"status": "nothing"}}, second)
    place = {"organisation_id": world.organisation_id, "plan_id": world.plan_id(), "person_id": lan}
    [requirement] = [one.id for one in world.all(Requirement)]
    with world.database.transaction() as session:
        narratives.add(
            session, **place, requirement_id=requirement, period_key="2026-Q1", part="assessment",
            text="Triển khai khá.", channel="telegram", now=first,
        )  # fmt: skip


SAID = """\
📘 Sơ kết Kế hoạch khoa học và công nghệ, từ quý I/2026 đến quý II/2026
Số liệu đến 09:00 thứ Hai 23/11/2026: 2 kỳ của 1 báo cáo, còn 2 báo cáo chưa nộp hoặc chờ bổ sung.
Báo cáo phải nộp 6 · đã nộp 4 (66,7 %) · đúng hạn 3 (50 %) · nộp trễ 1 · đang quá hạn 2
Luôn đúng hạn (1): Phòng Kinh tế & <Hạ tầng>
Có lần trễ (2): Phòng Nội vụ (2 lần); Phòng Y tế (1 lần)

Nhiệm vụ, theo lời sau cùng của từng đơn vị
1.1 Tuyên truyền NQ 20, KL 50: chưa có báo cáo
2.7 Quỹ phát triển KH&CN: hoàn thành 1 · đang thực hiện 1 · bình quân 90 % \
(quý I/2026 40 % → quý II/2026 80 %, ở 1 đơn vị có cả hai kỳ)"""


def test_the_summary_says_what_was_sent(world: World) -> None:
    played(world)
    world.says(TUAN, "/soket KHCN 2026-Q1 2026-Q2")
    text = world.last(TUAN).text
    assert text.startswith(SAID), text
    for line in (
        "• 2.7 Số lớp: 15 lớp / chỉ tiêu 30 lớp (50 %) · cộng 2 kỳ", "• T.1 Kế hoạch: 1 văn bản; chưa có (2): "
        "Phòng Kinh tế & <Hạ tầng>; Phòng Nội vụ", "Đánh giá của các kỳ: 1 phần",
    ):  # fmt: skip
        assert line in text
    assert world.last(TUAN).labels == ["Xuất Excel", "Xuất Word", "Viết đánh giá", "Chốt số liệu"]


@each(
    "typed",
    ["/soket khcn quý 1 đến quý 2", "/summary KHCN 2026-q1 2026-q2", "/soket từ quý I đến quý II/2026",
     "/tongket kế hoạch khoa học và công nghệ q1 q2"],
)  # fmt: skip
def test_it_is_typed_in_many_ways(world: World, typed: str) -> None:
    world.says(TUAN, typed)
    assert ", từ quý I/2026 đến quý II/2026\n" in world.last(TUAN).text


def test_the_whole_plan_up_to_now(world: World) -> None:
    world.says(TUAN, "/soket")
    assert "Kế hoạch khoa học và công nghệ, từ đầu đến nay\n" in world.last(TUAN).text
    assert "3 kỳ của 1 báo cáo, còn 9 báo cáo" in world.last(TUAN).text


@each(
    ("typed", "answer"),
    [
        ("/soket KHCN 2026-Q2 2026-Q1", "Kỳ đầu (quý II/2026) sau kỳ cuối (quý I/2026)"),
        ("/soket KHCN đến 2024", "không có kỳ báo cáo nào kết thúc trong khoảng ấy"),
        ("/soket KHCN hôm nào đó", "Tôi chưa hiểu “hôm nào đó” là từ kỳ nào đến kỳ nào"),
        ("/soket 2026-Q9", "Tôi chưa hiểu “2026-Q9” là từ kỳ nào đến kỳ nào"),
        ("/soket quý 9", "Tôi chưa hiểu “quý 9” là từ kỳ nào đến kỳ nào"),
        ("/soket KHCX", "Không có kế hoạch nào anh/chị theo dõi khớp với “KHCX”"),
        ("/soket khcx quý 1 đến quý 2", "Không có kế hoạch nào anh/chị theo dõi khớp với “khcx quý 1 đến quý 2”"),
        ("/tongket X1", "Không có kế hoạch nào anh/chị theo dõi khớp với “X1”"),
    ],
)
def test_what_cannot_be_reviewed_is_said(world: World, typed: str, answer: str) -> None:
    world.says(TUAN, typed)
    assert answer in world.last(TUAN).text


def test_a_wrong_code_is_told_which_plans_there_are(world: World) -> None:
    world.says(TUAN, "/soket KHCX")
    assert world.last(TUAN).labels == ["1. Kế hoạch khoa học và công nghệ"]
    world.presses(TUAN, "1. Kế hoạch khoa học và công nghệ")
    assert "Kế hoạch khoa học và công nghệ, từ đầu đến nay\n" in world.last(TUAN).text


@each(
    ("typed", "called"),
    [
        ("/soket KHCN quý 1", ", quý I/2026\n"),
        ("/soket KHCN 2026-Q2 2026-Q2", ", quý II/2026\n"),
        ("/soket KHCN 6 tháng đầu năm", ", 6 tháng đầu năm 2026\n"),
        ("/soket KHCN từ quý 1", ", từ quý I/2026 đến nay\n"),
    ],
)
def test_one_period_is_called_by_its_name_alone(world: World, typed: str, called: str) -> None:
    world.says(TUAN, typed)
    assert called in world.last(TUAN).text


def test_of_several_plans_it_is_asked_which(world: World) -> None:
    world.add_plan("CCHC", "Kế hoạch cải cách hành chính", coordinators=["BTG"])
    world.says(TUAN, "/soket")
    assert world.last(TUAN).labels == ["1. Kế hoạch cải cách hành chính", "2. Kế hoạch khoa học và công nghệ"]
    world.presses(TUAN, "2. Kế hoạch khoa học và công nghệ")
    assert world.last(TUAN).text.startswith("📘 Sơ kết Kế hoạch khoa học và công nghệ")
    world.says(TUAN, "/soket CCHC")
    assert world.last(TUAN).text.endswith("chưa có kỳ báo cáo nào, nên chưa có gì để sơ kết.")
    world.says(TUAN, "/soket không có thật")
    assert "Không có kế hoạch nào" in world.last(TUAN).text


def test_a_period_is_no_name_of_a_plan(world: World) -> None:
    world.add_plan("QUY", "Kế hoạch Quỹ khoa học", coordinators=["BTG"])
    world.says(TUAN, "/soket quý 1 đến quý 2")
    assert world.last(TUAN).text.startswith("Sơ kết kế hoạch nào?")
    world.presses(TUAN, "1. Kế hoạch khoa học và công nghệ")
    assert ", từ quý I/2026 đến quý II/2026\n" in world.last(TUAN).text


def test_it_is_for_those_who_follow_the_plan(world: World) -> None:
    world.says(LAN, "/soket KHCN")
    assert "Sơ kết" not in world.last(LAN).text


def excel(world: World, typed: str = "/soket KHCN 2026-Q1 2026-Q2") -> Workbook:
    if typed:
        world.says(TUAN, typed)
    world.presses(TUAN, "Xuất Excel")
    assert world.make_files() == 1
    return load_workbook(BytesIO(world.file(TUAN)))


def test_the_excel_file_has_each_number(world: World) -> None:
    played(world)
    book = excel(world)
    assert book.sheetnames == [
        "Tổng quan", "Theo kỳ", "Nhiệm vụ đến nay", "Nhiệm vụ qua các kỳ", "Kết quả sau cùng", "Chỉ tiêu gộp",
        "Chỉ tiêu qua các kỳ", "Đơn vị nộp báo cáo", "Văn bản", "Chưa có văn bản", "Đánh giá các kỳ", "Giải thích",
    ]  # fmt: skip
    of_periods = table_lines(book["Theo kỳ"])
    heads = ("Kỳ báo cáo", "Đúng hạn (kể cả hạn được gia hạn)", "Trễ hạn", "Chưa nộp")
    assert [tuple(row[head] for head in heads) for row in of_periods] == [
        ("quý I/2026", 1, 1, 1), ("quý II/2026", 2, 0, 1),
    ]  # fmt: skip
    now = next(row for row in table_lines(book["Nhiệm vụ đến nay"]) if row["Mã"] == "2.7")
    assert (now["Hoàn thành"], now["Đang thực hiện"], now["Không phát sinh"]) == (1, 1, 0)
    assert now["Tiến độ bình quân"] == 0.9
    ends = (
        "Số đơn vị có cả kỳ đầu và kỳ cuối",
        "Bình quân kỳ đầu của các đơn vị này",
        "Bình quân kỳ cuối của các đơn vị này",
    )
    assert [now[name] for name in ends] == [1, 0.4, 0.8]
    [total] = table_lines(book["Chỉ tiêu gộp"])
    assert [total[name] for name in ("Kết quả", "Chỉ tiêu giao", "So với chỉ tiêu", "Cách gộp các kỳ")] == [
        15, 30, 0.5, "cộng",
    ]  # fmt: skip
    assert [row["Kết quả"] for row in table_lines(book["Chỉ tiêu qua các kỳ"])] == [10, 5]
    units = {row["Mã đơn vị"]: row for row in table_lines(book["Đơn vị nộp báo cáo"])}
    assert {code: (row["Số lần trễ"], row["Luôn đúng hạn"]) for code, row in units.items()} == {
        "PKT": (0, "có"), "PYT": (1, None), "PNV": (2, None),
    }  # fmt: skip
    assert units["PNV"]["Trễ ở các kỳ"] == "quý I/2026; quý II/2026"
    [quoted] = table_lines(book["Đánh giá các kỳ"])
    assert (quoted["Nội dung"], quoted["Người viết"], quoted["Kỳ báo cáo"]) == ("Triển khai khá.", "Lan", "quý I/2026")


def test_what_a_unit_said_before_it_was_renamed_has_its_name_of_then(world: World) -> None:
    played(world)
    change = {"organisation_id": world.organisation_id, "unit_id": world.unit_id("PYT"), "basis": {"number": "NQ"}}
    with world.database.transaction() as session:
        session.add(
            UnitChange(kind="rename", day=date(2026, 5, 1), old_name="Phòng Y tế", new_name="Trung tâm Y tế", **change)
        )
    with world.database.transaction() as session:
        tick(session, world.now, world.context.calendar)
    book = excel(world)
    assert [row["Đơn vị"] for row in table_lines(book["Văn bản"])] == ["Phòng Y tế"]
    assert [row["Đơn vị"] for row in table_lines(book["Kết quả sau cùng"])] == ["Phòng Y tế"]


def test_what_was_frozen_stays(world: World) -> None:
    played(world)
    world.says(TUAN, "/soket KHCN 2026-Q1 2026-Q2")
    world.presses(TUAN, "Chốt số liệu")
    assert "Số đã tính giữ nguyên" in world.last(TUAN).text
    world.presses(TUAN, "Chốt số liệu")
    assert "Đã chốt Sơ kết Kế hoạch" in world.last(TUAN).text
    [frozen] = world.all(FrozenPlanReview)
    assert (frozen.span, len(frozen.reports)) == ("2026-Q1..2026-Q2", 6)
    assert world.all(AuditEvent)[-1].action == "plan_review.frozen"
    world.passes(hours=1)
    hand_in(world, world.person_id("Lan"), "PNV", "2026-Q2", {"2.7": {"status": "done", "lop": 100}}, world.now)
    world.says(TUAN, "/soket KHCN 2026-Q1 2026-Q2")
    assert "Số lớp: 115 lớp" in world.last(TUAN).text
    assert "Tuấn đã chốt lúc 09:00 thứ Hai 23/11/2026; từ đó có 1 báo cáo thay đổi." in world.last(TUAN).text
    world.presses(TUAN, "Bản đã chốt")
    text = world.last(TUAN).text
    assert "Số liệu Tuấn đã chốt lúc 09:00" in text
    assert "Số lớp: 15 lớp" in text
    [total] = table_lines(excel(world, "")["Chỉ tiêu gộp"])
    assert total["Kết quả"] == 15
    world.says(TUAN, "/nhatky")
    assert "chốt sơ kết kế hoạch" in world.last(TUAN).text


def test_the_excel_file_has_what_was_written_for_the_review(world: World) -> None:
    played(world)
    world.says(TUAN, "/soket KHCN 2026-Q1 2026-Q2")
    world.presses(TUAN, "Viết đánh giá")
    world.presses(TUAN, "Bài học kinh nghiệm · chưa viết")
    world.says(TUAN, "Giao việc rõ thì xong sớm.")
    world.presses(TUAN, "Đúng, lưu lại")
    book = excel(world)
    [own] = table_lines(book["Đánh giá của bản này"])
    assert (own["Phần"], own["Nội dung"], own["Người viết"]) == (
        "Bài học kinh nghiệm", "Giao việc rõ thì xong sớm.", "Tuấn",
    )  # fmt: skip
    assert "Đánh giá của bản này" in {row["Tên"] for row in table_lines(book["Giải thích"])}
    assert "Đánh giá của bản này" not in excel(world, "/soket KHCN").sheetnames, "it is of another span"


def test_what_was_frozen_keeps_numbers_of_a_task_that_is_asked_about_no_more(world: World) -> None:
    played(world)
    world.says(TUAN, "/soket KHCN 2026-Q1 2026-Q2")
    world.presses(TUAN, "Chốt số liệu")
    world.presses(TUAN, "Chốt số liệu")
    with world.database.transaction() as session:
        task = session.scalar(select(Task.id).where(Task.code == "2.7"))
        session.execute(delete(RequirementTask).where(RequirementTask.task_id == task))
    world.says(TUAN, "/soket KHCN 2026-Q1 2026-Q2")
    assert "• 2.7 Số lớp: 15 lớp / chỉ tiêu 30 lớp (50 %)" in world.last(TUAN).text
    world.presses(TUAN, "Bản đã chốt")
    assert "• 2.7 Số lớp: 15 lớp / chỉ tiêu 30 lớp (50 %)" in world.last(TUAN).text


def test_in_english(world: World) -> None:
    played(world)
    world.person("BTG", "coordinator", "Ann", "902", language="en")
    world.says("902", "/summary KHCN 2026-Q1 2026-Q2")
    assert "Reports expected 6 · in 4" in world.last("902").text


def test_the_word_file_and_what_is_written_for_it(world: World) -> None:
    played(world)
    world.says(TUAN, "/soket KHCN 2026-Q1 2026-Q2")
    world.presses(TUAN, "Viết đánh giá")
    assert "Kế hoạch khoa học và công nghệ" in world.last(TUAN).text
    world.says(TUAN, "/soket KHCN 2026-Q1 2026-Q2")
    world.presses(TUAN, "Xuất Word")
    assert world.make_files() == 1
    assert world.last(TUAN).file is not None
    assert world.last(TUAN).file.name == "KHCN 2026-Q1 2026-Q2.docx"  # type: ignore[union-attr]


def test_of_many_reports_it_is_counted_beside_everything_else(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    played(world)
    monkeypatch.setattr(review_chat, "MOST_AT_ONCE", 5)
    world.says(TUAN, "/soket KHCN 2026-Q1 2026-Q2")
    assert world.last(TUAN).text.startswith("Đang tính Sơ kết")
    assert world.make_files() == 1
    assert world.last(TUAN).text.startswith(SAID)
    assert "Xuất Excel" in world.last(TUAN).labels


def test_with_nothing_to_report_nothing_is_invented(world: World) -> None:
    for unit in ("PKT", "PYT", "PNV"):
        hand_in(world, world.person_id("Lan"), unit, "2026-Q1", {}, local("2026-03-16 09:00"), nil=True)
    world.says(TUAN, "/soket KHCN 2026-Q1 2026-Q1")
    text = world.last(TUAN).text
    assert "đã nộp 3 (100 %) · đúng hạn 3 (100 %) · nộp trễ 0 · đang quá hạn 0" in text
    assert "2.7 Quỹ phát triển KH&CN: không phát sinh 3\n" in text
    assert "Chỉ tiêu qua các kỳ" not in text
    assert "đã nộp đủ" in text


def test_a_period_that_opens_after_it_was_frozen_is_not_in_it(world: World) -> None:
    played(world)
    world.says(TUAN, "/soket KHCN")
    world.presses(TUAN, "Chốt số liệu")
    world.presses(TUAN, "Chốt số liệu")
    world.at("2027-01-05 09:00")
    opened(world, "KHCN-QUY", "2027-Q1", "2027-03-17 17:00")
    world.says(TUAN, "/soket KHCN")
    assert "4 kỳ của 1 báo cáo" in world.last(TUAN).text
    assert "từ đó có 3 báo cáo thay đổi" in world.last(TUAN).text
    world.presses(TUAN, "Bản đã chốt")
    assert "3 kỳ của 1 báo cáo" in world.last(TUAN).text
    assert "đang quá hạn 2" in world.last(TUAN).text  # as it was then, though quarter IV is overdue by now


def test_what_was_typed_like_a_formula_stays_text(world: World) -> None:
    said = {"2.7": {"status": "done", "result": "=SUM(1;2) {{ x }}"}}
    hand_in(world, world.person_id("Lan"), "PKT", "2026-Q1", said, local("2026-03-16 09:00"))
    [row] = table_lines(excel(world)["Kết quả sau cùng"])
    assert row["Kết quả"] == "=SUM(1;2) {{ x }}"
    world.presses(TUAN, "Xuất Word")
    assert world.make_files() == 1


def test_who_follows_it_no_more_is_told_of_the_plan(world: World) -> None:
    """Not that `this report` is of another plan: the review is of a plan."""
    world.says(TUAN, "/soket KHCN")
    with world.database.transaction() as session:
        session.execute(delete(PlanCoordinator))
    for label in ("Chốt số liệu", "Viết đánh giá", "Xuất Excel"):
        world.presses(TUAN, label)
        assert "không theo dõi kế hoạch này" in world.last(TUAN).text, label
