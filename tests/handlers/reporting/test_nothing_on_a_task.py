"""A single task with nothing to report: a status of its own, typed or pressed, outside of every mean."""

from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import update

from domain.forms.form import COUNTED, Status
from domain.typed import read_line
from handlers.words import LANGUAGES
from storage.db.database import Database
from storage.setup.workbook.cell_words import STATUSES
from storage.tables import DraftEntry, Report, Requirement, Task
from tests.domain.test_typed import CODES, TODAY
from tests.handlers.documents.word_files import opened
from tests.world import World

TUAN, LAN, AN, BINH = "900", "100", "101", "102"
REST = "1.1, 3.1, 4.8, 5.2, 6.2, T.1"
FIELDS: list[dict[str, Any]] = [
    {"code": "tthc", "name": "TTHC đã rà soát", "kind": "number", "required": True, "tasks": ["2.7"]},
    {"code": "ly_do", "name": "Vì sao không có", "kind": "text", "tasks": ["2.7"],
     "only_when": {"field": "status", "is": ["nothing"]}},
]  # fmt: skip


@pytest.fixture
def world(either_database: Database) -> World:
    world = World(either_database)
    world.furnish()
    world.person("BTG", "coordinator", "Tuấn", TUAN)
    for unit, name, chat in (("PKT", "Lan", LAN), ("PYT", "An", AN), ("PNV", "Bình", BINH)):
        world.person(unit, "focal_point", name, chat)
    world.at("2026-12-15 09:00")
    return world


def asks(world: World) -> None:
    with world.database.transaction() as session:
        session.execute(update(Requirement).values(fields=FIELDS))


def kept(world: World) -> Any:
    task_id = next(task.id for task in world.all(Task) if task.code == "2.7")
    return next(entry.answers for entry in world.all(DraftEntry) if entry.task_id == task_id)


def hands_in(world: World, chat: str, *lines: str) -> None:
    for line in lines:
        world.says(chat, line)
        world.presses(chat, "Đúng, ghi vào nháp")
    world.presses(chat, "Xem lại")
    world.presses(chat, "Gửi báo cáo")
    assert world.last(chat).text.startswith("Đã nộp"), world.last(chat).text


@pytest.mark.parametrize("way", ["Không phát sinh", "khong phat sinh", "kps", "2.7 kps"])
def test_on_the_tasks_own_screen_it_is_said_of_the_task(world: World, way: str) -> None:
    asks(world)
    world.says(LAN, "/baocao")
    world.presses(LAN, "2.7")
    (world.presses if way == "Không phát sinh" else world.says)(LAN, way)
    if way == "2.7 kps":
        world.presses(LAN, "Đúng, ghi vào nháp")
        assert kept(world) == {"status": "nothing"}
        return
    if way == "kps":  # which is of the whole report everywhere: it is read back, and asked
        assert world.last(LAN).labels == ["Chỉ 2.7 không phát sinh", "Gửi báo cáo", "Bỏ"]
        world.presses(LAN, "Chỉ 2.7 không phát sinh")
    assert "Vì sao không có" in world.last(LAN).text, "only this is asked of a task with nothing to report"
    world.presses(LAN, "Bỏ qua")
    assert kept(world) == {"status": "nothing"}
    assert "✓ 2.7" in world.last(LAN).text
    assert not world.all(Report)


def test_what_is_required_of_a_task_stands_in_no_reports_way(world: World) -> None:
    asks(world)
    hands_in(world, LAN, f"2.7 không phát sinh; {REST} xong")
    assert "6 hoàn thành, 1 không phát sinh" in world.last(LAN).text


def test_outside_of_mean_and_denominator_in_every_file(world: World) -> None:
    hands_in(world, LAN, f"2.7 40%; {REST} xong")
    hands_in(world, AN, f"2.7 kps; {REST} kps")
    world.says(TUAN, "/tiendo")
    [line] = [line for line in world.last(TUAN).text.split("\n") if line.startswith("2.7")]
    assert "đang thực hiện 1 · không phát sinh 1 · bình quân 40 %" in line
    world.says(TUAN, "/tonghop")
    assert "đang thực hiện 1 · không phát sinh 1 · bình quân 40 %" in world.last(TUAN).text
    world.presses(TUAN, "Xuất Excel")
    world.make_files()
    book = load_workbook(BytesIO(world.file(TUAN)))
    rows = [[cell.value for cell in row] for row in book["Theo nhiệm vụ"]]
    head = next(row for row in rows if "Không phát sinh" in row)
    row = dict(zip(head, next(row for row in rows if row[0] == "2.7"), strict=True))
    assert (row["Không phát sinh"], row["Đang thực hiện"], row["Hoàn thành"]) == (1, 1, 0)
    assert 0.4 in row.values() or 40 in row.values()
    world.presses(TUAN, "Xuất Word")
    world.make_files()
    said = "\n".join(one.text for one in opened(world.file(TUAN)).paragraphs)
    [line] = [line for line in said.split("\n") if "1 đơn vị đang thực hiện, 1 đơn vị không phát sinh" in line]
    assert "1 đơn vị đang thực hiện, 1 đơn vị không phát sinh, bình quân 40 %" in line


def test_a_unit_with_nothing_at_all_is_not_the_one_that_is_least_far(world: World) -> None:
    hands_in(world, AN, f"2.7, {REST} kps")
    world.says(TUAN, "/tiendo")
    world.presses(TUAN, "Theo đơn vị")
    lines = world.last(TUAN).text.split("\n")
    assert "Phòng Y tế" in next(line for line in reversed(lines) if line[:1].isdigit())


def test_as_last_time_it_is_said_again(world: World) -> None:
    world.open("KHCN-QUY", "2026-Q3")
    world.says(LAN, "/nhiemvu")
    world.presses(LAN, "Báo cáo ngay 1")
    hands_in(world, LAN, f"2.7 kps; {REST} xong")
    world.says(LAN, "/baocao")
    world.presses(LAN, "Như kỳ trước")
    assert "không phát sinh" in world.last(LAN).text
    assert kept(world) == {"status": "nothing"}


def test_no_status_is_forgotten_anywhere() -> None:
    """Each has words, a button, a word in the setup's workbook, and is not certain when it is negated."""
    assert set(COUNTED) == set(Status) == set(STATUSES.values())
    for status in Status:
        for words in LANGUAGES.values():
            assert words[f"status.{status}"]
            assert words[f"button.status.{status}"]
        said = LANGUAGES["vi"][f"status.{status}"]
        [read] = read_line(f"2.7 {said}", CODES, today=TODAY).updates
        assert read.answers == {"status": status}
        for negated in (f"không phải {said}", f"không {said}", f"chưa {said}", f"sẽ không {said}", f"chưa phải {said}"):
            reading = read_line(f"2.7 {negated}", CODES, today=TODAY)
            assert not any(
                one.answers.get("status") == status and not one.remark
                for one in reading.updates
                if status != Status.NOT_STARTED
            ), negated
        for beside in (f"2.7 {said} 40%", f"2.7 40%, {said}"):
            read_line(beside, CODES, today=TODAY)
