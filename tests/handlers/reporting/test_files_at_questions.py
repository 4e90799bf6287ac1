"""A file that comes while a question is open is placed, and the question stays; one that answers a card goes there."""

import re
from collections.abc import Sequence
from typing import Any

import pytest
from sqlalchemy import update

from storage.db.database import Database
from storage.tables import Attachment, DraftEntry, Extension, Obstacle, Requirement, Task
from tests import files
from tests.world import World

LAN, HOA, TUAN = "100", "z-hoa", "900"
WORDS = "đang chờ số liệu của các xã"
OWN = [{"code": "ghi_chu", "name": "Ghi chú", "kind": "text", "limit": 300}]
QUESTIONS = {
    "extend.why": ("/giahan 22/12",),
    "extend": ("/giahan",),
    "raise": ("/vuongmac", "Nêu vướng mắc"),
    "result": ("/baocao", "2.7", "Ghi kết quả"),
    "percent": ("/baocao", "2.7", "Đang thực hiện"),
    "away": ("/vangmat",),
}


@pytest.fixture
def world(sqlite_database: Database) -> World:
    world = World(sqlite_database)
    world.furnish()
    world.person("PKT", "focal_point", "Lan", LAN)
    world.person("PYT", "focal_point", "Hoa", HOA, channel="zalo")
    world.person("BTG", "coordinator", "Tuấn", TUAN)
    world.at("2026-12-15 09:00")
    return world


def sends(world: World, chat: str, text: str = "", reply_to: str | None = None) -> str:
    world.heard(chat)
    source = f"file-{len(world.outside)}"
    photo = files.picture(colour="red" if len(world.outside) % 2 else "blue")
    world.outside[source] = photo
    more: Any = {"what": "photo", "file_size": len(photo)}
    world.sends(chat, "file", text=text, extra={"file_id": source}, reply_to=reply_to, **more)
    world.fetch_files()
    return world.said(chat)


def attached(world: World) -> list[str]:
    """The tasks with files in drafts."""
    codes = {task.id: task.code for task in world.all(Task)}
    return sorted(codes[entry.task_id] for entry in world.all(DraftEntry) for _ in entry.answers.get("files", ()))


def ask(world: World, chat: str, steps: Sequence[str]) -> None:
    world.says(chat, "/huy")
    for step in steps:
        world.says(chat, step)
    world.heard(chat)


def focus(world: World, chat: str) -> str:
    from storage.tables import Address

    [found] = [one.focus for one in world.all(Address) if one.chat_id == chat]
    return str((found or {}).get("ask"))


@pytest.mark.parametrize("chat", [LAN, HOA])
def test_whatever_is_asked_stays_asked(world: World, chat: str) -> None:
    for asked, steps in QUESTIONS.items():
        ask(world, chat, steps)
        before = focus(world, chat)
        assert before == asked
        said = sends(world, chat)
        assert focus(world, chat) == asked
        if "nhiệm vụ nào" in said:
            world.says(chat, "3.1")
            assert re.search("Đã đính kèm|đã có tệp cùng nội dung", world.last(chat).text)  # there are two pictures
            assert "Câu hỏi trước đó vẫn chờ" in world.last(chat).text
        else:
            assert "Đã đính kèm" in said, asked
        assert focus(world, chat) == asked
        assert not world.all(Obstacle)


@pytest.mark.parametrize("chat", [LAN, HOA])
def test_the_reason_is_given_before_or_after_the_file_is_placed(world: World, chat: str) -> None:
    for answers in (("3.1", WORDS), (WORDS,), ("Bỏ tệp này", WORDS)):
        ask(world, chat, ["/giahan 22/12"])
        assert "nhiệm vụ nào" in sends(world, chat)
        for answer in answers:
            world.says(chat, answer)
        assert f"lý do “{WORDS}”" in world.last(chat).text, answers
    world.says(chat, "Gửi đề nghị")
    [asked] = world.all(Extension)
    assert asked.reason == WORDS
    assert attached(world) == ["3.1"]


def test_a_button_about_the_file_leaves_the_question(world: World) -> None:
    ask(world, LAN, ["/giahan 22/12"])
    sends(world, LAN)
    world.presses(LAN, "4.8")
    assert "Câu hỏi trước đó vẫn chờ anh/chị trả lời" in world.last(LAN).text
    world.says(LAN, "Chờ số liệu")  # a button of the question
    assert "lý do “Chờ số liệu”" in world.last(LAN).text
    assert attached(world) == ["4.8"]


def test_words_with_the_file_are_read_and_the_question_stays(world: World) -> None:
    ask(world, LAN, ["/giahan 22/12"])
    said = sends(world, LAN, "2.7 xong")
    assert "Tôi hiểu là: 2.7 hoàn thành" in said
    world.presses(LAN, "Đúng, ghi vào nháp")
    assert attached(world) == ["2.7"]


def test_an_edited_line_leaves_the_question(world: World) -> None:
    world.says(LAN, "2.7 40%", message_id="one")
    world.presses(LAN, "Đúng, ghi vào nháp")
    ask(world, LAN, ["/giahan 22/12"])
    world.sends(LAN, "edited", text="2.7 45%", message_id="one")
    assert "2.7 đang thực hiện 45 %" in world.said(LAN)
    world.says(LAN, WORDS)
    assert f"lý do “{WORDS}”" in world.last(LAN).text


def test_tasks_by_the_page_where_there_are_many(world: World) -> None:
    many = {f"{n}.1": f"Việc {n}" for n in range(1, 31)}
    world.add_plan("NHIEU", "Kế hoạch nhiều việc", tasks=many)
    world.add_requirement("NHIEU-QUY", "Báo cáo nhiều", units=["PNV"], plan="NHIEU")
    world.open("NHIEU-QUY", "2026-Q4")
    world.person("PNV", "focal_point", "Mai", "102")
    ask(world, "102", ["/giahan"])
    world.says("102", world.last("102").labels[-1])
    world.says("102", "22/12")
    sends(world, "102")
    world.presses("102", world.last("102").labels[-2])
    world.presses("102", "Trang sau")
    world.presses("102", "30.1")
    assert "Đã đính kèm" in world.last("102").text
    world.says("102", WORDS)
    assert f"lý do “{WORDS}”" in world.last("102").text


def test_a_photo_that_answers_a_card_goes_with_its_report_and_task(world: World) -> None:
    world.add_requirement("RIENG", "Báo cáo riêng", units=["PKT"], period_type="monthly")
    world.open("RIENG", "2026-11", "2026-12-19 17:00")
    world.says(LAN, "/baocao riêng")
    month = world.last(LAN)
    world.says(LAN, "3.1")
    task = world.last(LAN)
    world.says(LAN, "/nhiemvu")
    assert "Báo cáo riêng tháng 11/2026" in sends(world, LAN, reply_to=month.message_id)
    world.presses(LAN, "Bỏ tệp này")
    assert "Đã đính kèm" in sends(world, LAN, reply_to=task.message_id)
    assert attached(world) == ["3.1"]
    [row] = [one for one in world.all(Attachment) if one.state == "attached"]
    assert row.obligation_id == world.obligation_id("PKT", "RIENG", "2026-11")


def test_after_it_the_card_s_report_is_still_the_one_meant(world: World) -> None:
    world.add_requirement("RIENG", "Báo cáo riêng", units=["PKT"], period_type="monthly")
    world.open("RIENG", "2026-11", "2026-12-19 17:00")
    world.says(LAN, "/baocao riêng")
    sends(world, LAN)
    world.presses(LAN, "3.1")
    world.says(LAN, "2.7 xong")
    assert "Báo cáo riêng tháng 11/2026" in world.last(LAN).text


def test_an_own_field_of_words(world: World) -> None:
    with world.database.transaction() as session:
        session.execute(update(Requirement).values(fields=OWN))
    ask(world, LAN, ["/baocao", "2.7", "Đang thực hiện", "40"])
    assert focus(world, LAN) == "own"
    assert "Đã đính kèm" in sends(world, LAN)
    assert focus(world, LAN) == "own"
