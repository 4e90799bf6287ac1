"""A yearly report opens filled with what the unit's quarters said; nothing of it is kept before somebody writes, reads
it once more or saves its page."""

from typing import Any

import pytest

from handlers.drafting.subject import Subject
from handlers.forms import opened_link, saving
from handlers.forms.screen import Screen
from handlers.forms.visiting import visitor
from scheduler.tick import tick
from storage.db.database import Database
from storage.tables import Draft, DraftEntry, Obligation, ReportEntry, Task
from tests.storage.setup.in_vietnamese import load_setup
from tests.world import World
from web.report_page import form_answers
from web.report_page.form_answers import DrawnPage

TUAN, LAN, MAI = "900", "101", "102"
FIELDS = """\
    fields:
      - {code: tthc, name: TTHC đã rà soát, kind: number, unit: thủ tục, over_units: sum, tasks: ["2.7"]}
      - {code: hai_long, name: Mức độ hài lòng, kind: number, unit: "%", over_units: mean, max: 100, tasks: ["2.7"]}
"""
SETUP = """
version: 1
organisation: {code: DALAT, name: Thành ủy Đà Lạt}
unit_classes: [{code: PHUONG, name: Các phường}]
units:
  - {code: BTG, name: Ban Tuyên giáo}
  - {code: P1, name: Phường 1, classes: [PHUONG]}
  - {code: P2, name: Phường 2, classes: [PHUONG]}
plans:
  - code: KHCN
    title: Kế hoạch khoa học và công nghệ
    coordinators: {lead: BTG}
    tasks: [{code: "2.7", title: Quỹ}, {code: "3.1", title: Rau}, {code: "4.8", title: Phòng đọc}]
requirements:
  - code: QUY
    plan: KHCN
    title: Báo cáo quý
    units: {classes: [PHUONG]}
    tasks: all
    period: {type: quarterly, from: 2026-01-01}
    due: {month: last, day: 20}
{fields}  - code: NAM
    plan: KHCN
    title: Báo cáo năm
    units: {classes: [PHUONG]}
    tasks: all
    period: {type: yearly, from: 2026-01-01}
    due: {month: last, day: 25}
{fields}"""


@pytest.fixture
def world(either_database: Database) -> World:
    world = World(either_database)
    world.at("2026-01-05 09:00")
    with world.database.transaction() as session:
        load_setup(session, SETUP.replace("{fields}", FIELDS), world.now, world.context.calendar)
    world.person("BTG", "coordinator", "Tuấn", TUAN)
    world.person("P1", "focal_point", "Lan", LAN)
    world.person("P2", "focal_point", "Mai", MAI)
    return world


def quarter(world: World, month: str, *lines: str, chat: str = LAN) -> None:
    """The report on the quarter that ends with that month is opened, written line by line, and handed in."""
    world.at(f"2026-{month}-10 09:00")
    world.database.do(tick, world.now, world.context.calendar)
    world.deliver()
    number = {"03": "I", "06": "II", "09": "III", "12": "IV"}[month]
    world.says(chat, f"báo cáo quý {number}")
    for line in lines:
        world.says(chat, f"báo cáo quý {number} {line}")
        world.presses(chat, "Đúng, ghi vào nháp")
    world.presses(chat, "Xem lại")
    world.presses(chat, "Gửi báo cáo")
    assert world.last(chat).text.startswith("Đã nộp"), world.last(chat).text


def lived(world: World) -> None:
    quarter(world, "03", "2.7 50%, tthc 10, hài lòng 80, kết quả: mở 2 lớp", "3.1 xong", "4.8 không phát sinh")
    quarter(world, "06", "2.7 70%, tthc 15, hài lòng 90, kết quả: mở thêm 3 lớp", "3.1 không phát sinh",
            "4.8 không phát sinh")  # fmt: skip


def said(world: World, rows: Any, task: str) -> dict[str, Any]:
    id = next(one.id for one in world.all(Task) if one.code == task)
    return dict(next(row.answers for row in rows if row.task_id == id))


def in_december(world: World) -> None:
    lived(world)
    world.at("2026-12-01 09:00")
    world.database.do(tick, world.now, world.context.calendar)
    world.deliver()


TAKEN = {"status": "in_progress", "percent": 70, "result": "mở 2 lớp; mở thêm 3 lớp", "tthc": 25, "hai_long": 85}


def test_it_opens_filled_and_nothing_is_kept_by_looking(world: World) -> None:
    in_december(world)
    world.says(LAN, "báo cáo năm")
    card = world.last(LAN).text
    assert "Tôi đã điền sẵn theo các báo cáo anh/chị gửi trong kỳ này" in card
    assert "✓ 2.7 Quỹ · theo các kỳ: đang thực hiện 70 %" in card
    assert "mở 2 lớp; mở thêm 3 lớp" in card
    assert "✓ 3.1 Rau · theo các kỳ: hoàn thành" in card, "a later period without anything takes nothing back"
    assert "✓ 4.8 Phòng đọc · theo các kỳ: không phát sinh" in card
    assert not world.all(Draft)


def test_it_is_handed_in_as_it_was_read(world: World) -> None:
    in_december(world)
    before = {row.id for row in world.all(ReportEntry)}
    world.says(LAN, "báo cáo năm")
    world.presses(LAN, "Xem lại")
    assert "mở 2 lớp; mở thêm 3 lớp" in world.last(LAN).text
    world.presses(LAN, "Gửi báo cáo")
    assert "Đã nộp báo cáo năm" in world.last(LAN).text
    rows = [row for row in world.all(ReportEntry) if row.id not in before]
    assert len(rows) == 3
    assert said(world, rows, "2.7") == TAKEN
    assert said(world, rows, "3.1")["status"] == "done"


def test_the_first_word_is_written_beside_all_the_rest(world: World) -> None:
    in_december(world)
    world.says(LAN, "báo cáo năm 2.7 95%")
    world.presses(LAN, "Đúng, ghi vào nháp")
    rows = world.all(DraftEntry)
    assert len(rows) == 3
    assert said(world, rows, "2.7") == TAKEN | {"percent": 95}
    world.says(LAN, "báo cáo năm")
    assert "(theo các kỳ: đang thực hiện 70 %)" in world.last(LAN).text, "what was changed stands beside it"


def test_nothing_to_report_of_a_task_is_said_beside_nothing(world: World) -> None:
    in_december(world)
    world.says(LAN, "báo cáo năm 3.1 95%; 2.7 không phát sinh")
    world.presses(LAN, "Đúng, ghi vào nháp")
    assert said(world, world.all(DraftEntry), "2.7") == {"status": "nothing"}


def test_what_is_taken_out_does_not_come_back(world: World) -> None:
    in_december(world)
    world.says(LAN, "báo cáo năm")
    world.says(LAN, "xóa 3.1")
    world.presses(LAN, next(label for label in world.last(LAN).labels if label.startswith(("Đúng", "Xóa", "Bỏ"))))
    assert {row.task_id for row in world.all(DraftEntry)} == {
        one.id for one in world.all(Task) if one.code in ("2.7", "4.8")
    }
    world.says(LAN, "báo cáo năm")
    assert "✓ 3.1" not in world.last(LAN).text


def test_the_quarter_that_comes_later_is_shown_and_changes_nothing_written(world: World) -> None:
    in_december(world)
    world.says(LAN, "báo cáo năm 3.1 90%")
    world.presses(LAN, "Đúng, ghi vào nháp")
    quarter(world, "12", "2.7 xong, tthc 5", "3.1 xong", "4.8 40%")
    written = said(world, world.all(DraftEntry), "2.7")
    assert written["percent"] == 70
    world.says(LAN, "báo cáo năm")
    assert "2.7 Quỹ · đang thực hiện 70 %" in world.last(LAN).text
    assert "(theo các kỳ: hoàn thành)" in world.last(LAN).text


def test_nobody_else_has_it(world: World) -> None:
    in_december(world)
    world.says(MAI, "báo cáo năm")
    card = world.last(MAI).text
    assert not any(said in card for said in ("theo các kỳ", "điền sẵn", "lớp"))
    world.says(LAN, "báo cáo quý IV")
    assert "theo các kỳ" not in world.last(LAN).text, "a quarter is no whole of quarters"


def test_a_returned_quarter_does_not_count(world: World) -> None:
    in_december(world)
    with world.database.transaction() as session:
        session.get_one(Obligation, world.obligation_id("P1", "QUY", "2026-Q2")).state = "returned"
    world.says(LAN, "báo cáo năm")
    assert "đang thực hiện 50 %" in world.last(LAN).text
    assert "mở thêm 3 lớp" not in world.last(LAN).text


def test_nothing_to_report_says_what_is_left_out(world: World) -> None:
    in_december(world)
    world.says(LAN, "báo cáo năm không phát sinh")
    assert "3" in world.last(LAN).text
    assert not world.all(Draft)


def test_the_page_opens_filled_and_keeps_it_when_saved(world: World) -> None:
    in_december(world)
    place = (world.obligation_id("P1", "NAM", "2026"), world.unit_id("P1"))
    lan = world.person_id("Lan")
    with world.database.transaction() as session:
        visit = visitor(session, world.context, lan, world.now)
        found = opened_link.opened(visit, *place)
        assert isinstance(found, Subject)
        answer = form_answers.form(visit, found, ())
        assert isinstance(answer, DrawnPage)
        drawn = answer.what
        assert isinstance(drawn, Screen)
        assert "Đã điền sẵn theo các báo cáo anh/chị gửi trong kỳ này" in drawn.remarks[0]
        task = drawn.tasks[0]
        assert {one.name.split(":")[1]: one.value for one in task.main}["result"] == "mở 2 lớp; mở thêm 3 lớp"
        assert drawn.answered == 3
        assert task.of_parts == ""
    assert not world.all(Draft)
    with world.database.transaction() as session:
        visit = visitor(session, world.context, lan, world.now)
        found = opened_link.opened_to_change(visit, *place)
        assert isinstance(found, Subject)
        saving.save(visit, found, {})
    assert said(world, world.all(DraftEntry), "2.7") == TAKEN
