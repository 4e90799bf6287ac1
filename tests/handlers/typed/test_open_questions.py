"""At a question for words about a task: that there is none leaves the field empty; what is no answer is none."""

from typing import Any

import pytest
from sqlalchemy import update

from storage.db.database import Database
from storage.tables import DraftEntry, Obstacle, Report, Requirement
from tests.world import World

LAN, HOA = "100", "z-hoa"
QUESTIONS = {"Ghi kết quả": "result", "Vướng mắc": "obstacle", "Kiến nghị": "recommendation"}
NONE = {"result": "không ghi kết quả", "obstacle": "không có vướng mắc", "recommendation": "không có kiến nghị"}
TEXT_FIELD = {"code": "ghi_chu", "name": "Ghi chú", "kind": "text", "limit": 300}


@pytest.fixture
def world(sqlite_database: Database) -> World:
    world = World(sqlite_database)
    world.furnish()
    world.person("PKT", "focal_point", "Lan", LAN)
    world.person("PYT", "focal_point", "Hoa", HOA, channel="zalo")
    world.at("2026-12-01 09:00")
    return world


def asked(world: World, question: str, chat: str = LAN) -> None:
    world.says(chat, "/huy")
    world.says(chat, "/baocao")
    world.says(chat, "2.7")
    world.says(chat, question)
    world.heard(chat)


def kept(world: World) -> list[dict[str, Any]]:
    return [dict(entry.answers) for entry in world.all(DraftEntry) if entry.answers]


@pytest.mark.parametrize("chat", [LAN, HOA])
def test_that_there_is_none_leaves_the_field_empty(world: World, chat: str) -> None:
    for question, field in QUESTIONS.items():
        for typed in ("không phát sinh", "không có gì ạ", "0", "-", "Không có khó khăn, vướng mắc", "kps", "ko"):
            asked(world, question, chat)
            world.says(chat, typed)
            first, screen = world.heard(chat)
            assert first.text == f"Mục 2.7: {NONE[field]}.", typed
            assert "Nhiệm vụ này thế nào rồi ạ?" in screen.text
            assert kept(world) == []
    assert not world.all(Report)


def test_it_takes_back_what_was_said_before(world: World) -> None:
    asked(world, "Vướng mắc")
    world.says(LAN, "thiếu kinh phí")
    asked(world, "Vướng mắc")
    world.says(LAN, "bình thường")
    assert world.heard(LAN)[0].text == "Mục 2.7: đã bỏ nội dung ghi trước đó."
    assert kept(world) == []


def test_no_obstacle_is_raised_where_there_is_none(world: World) -> None:
    for typed in ("không có gì", "khẩn: 2.7 không có vướng mắc", "bình thường ạ", "2.7: không", "3.1 ko có gì"):
        world.says(LAN, f"/vuongmac {typed}")
        assert "không có vướng mắc, nên tôi không gửi gì" in world.last(LAN).text.lower(), typed
        assert not world.last(LAN).labels
    world.says(LAN, "/vuongmac khẩn: 2.7")
    assert world.last(LAN).text.startswith("Anh/chị gõ nội dung vướng mắc hoặc kiến nghị của mục 2.7")
    world.says(LAN, "thiếu cán bộ")
    assert "🔴" in world.last(LAN).text
    assert "2.7 Quỹ phát triển KH&CN: “thiếu cán bộ”" in world.last(LAN).text
    world.says(LAN, "bỏ")
    world.says(LAN, "/vuongmac 2.7")
    world.says(LAN, "không có gì")
    assert world.last(LAN).text == "Mục 2.7: không có vướng mắc, nên tôi không gửi gì."
    assert not world.all(Obstacle)


@pytest.mark.parametrize("question", QUESTIONS)
def test_another_tasks_line_is_asked_about(world: World, question: str) -> None:
    what = {"Ghi kết quả": "kết quả", "Vướng mắc": "vướng mắc", "Kiến nghị": "kiến nghị"}[question]
    asked(world, question)
    world.says(LAN, "3.1 xong")
    assert world.last(LAN).text == f"“3.1 xong”: đó là {what} của 2.7, hay 3.1 hoàn thành? Tôi chưa ghi gì."
    assert kept(world) == []
    world.presses(LAN, "3.1 hoàn thành")
    world.presses(LAN, "Đúng, ghi vào nháp")
    assert kept(world) == [{"status": "done"}]
    asked(world, question)
    world.says(LAN, "3.1 ha đất đã giao cho dân")
    world.presses(LAN, f"Ghi là {what} của 2.7")
    assert {QUESTIONS[question]: "3.1 ha đất đã giao cho dân"} in kept(world)


def test_the_question_stays_open_while_it_is_asked(world: World) -> None:
    asked(world, "Ghi kết quả")
    for typed in ("3.1 xong", "?", "hạn nộp là khi nào ạ?", "40%"):
        world.says(LAN, typed)
        assert "chưa ghi gì" in world.last(LAN).text, typed
    world.says(LAN, "mở 5 lớp tập huấn")
    assert kept(world) == [{"result": "mở 5 lớp tập huấn"}]


def test_a_buttons_word_does_what_the_button_does(world: World) -> None:
    asked(world, "Vướng mắc")
    world.says(LAN, "xem lại")
    assert "Còn thiếu" in world.last(LAN).text
    asked(world, "Vướng mắc")
    world.says(LAN, "gửi")
    assert "Còn thiếu" in world.last(LAN).text
    for word in ("quay lại", "bỏ qua", "2.7"):
        asked(world, "Kiến nghị")
        world.says(LAN, word)
        assert world.last(LAN).text.startswith("2.7 Quỹ phát triển KH&CN"), word
    asked(world, "Kiến nghị")
    world.says(LAN, "3.1")
    assert world.last(LAN).text.startswith("3.1 Ứng dụng KH&CN")
    world.says(LAN, "gửi")  # on the task's own screen, where what is typed is its result
    assert "Còn thiếu" in world.last(LAN).text
    assert kept(world) == []


def test_a_command_leaves_the_question_waiting_and_its_answer_is_read_back(world: World) -> None:
    asked(world, "Ghi kết quả")
    world.says(LAN, "/trogiup")
    world.says(LAN, "/lichsu")
    world.says(LAN, "mở 5 lớp tập huấn cho bà con")
    assert world.last(LAN).text.startswith("Tôi hiểu là: 2.7 kết quả “mở 5 lớp tập huấn cho bà con”.")
    assert kept(world) == []
    asked(world, "Ghi kết quả")
    world.says(LAN, "huỷ")
    world.says(LAN, "qwe zxc")
    assert "Tôi chưa hiểu" in world.said(LAN)


def test_in_own_text_fields_and_in_english(world: World) -> None:
    with world.database.transaction() as session:
        session.execute(update(Requirement).values(fields=[TEXT_FIELD]))
    world.says(LAN, "/language en")
    world.says(LAN, "/baocao")
    world.says(LAN, "2.7")
    world.says(LAN, "Obstacle")
    world.says(LAN, "no problems")
    assert world.heard(LAN)[-2].text == "2.7: no obstacle."
    world.says(LAN, "Ghi chú")
    world.says(LAN, "3.1 done")
    assert world.last(LAN).text == "“3.1 done”: is that the Ghi chú of 2.7, or 3.1 done? Nothing is kept yet."
    world.says(LAN, "?")
    assert "is a question" in world.last(LAN).text
    world.says(LAN, "two boxes came late")
    assert kept(world) == [{"ghi_chu": "two boxes came late"}]


def test_what_is_longer_than_its_field_is_offered_as_far_as_it_goes(world: World) -> None:
    asked(world, "Ghi kết quả")
    world.says(LAN, "Đã mở lớp tập huấn. " * 150)
    assert "chỉ ghi được 2000" in world.last(LAN).text
    assert kept(world) == []
    world.presses(LAN, world.last(LAN).labels[0])
    [answers] = kept(world)
    assert 1900 < len(answers["result"]) <= 2000
    assert answers["result"].endswith("tập huấn.")


@pytest.mark.parametrize("chat", [LAN, HOA])
def test_a_text_longer_than_a_message_is_read_as_far_as_it_says_something(world: World, chat: str) -> None:
    world.says(chat, "2.7 40%; 3.1 xong; 4.8 kết quả: " + "đã làm nhiều việc quan trọng " * 200)
    text = world.last(chat).text
    assert text.startswith("Tôi hiểu là: 2.7 đang thực hiện 40 %; 3.1 hoàn thành.")
    assert "dài quá 2000 ký tự" in text
    world.says(chat, "/huy")
    world.says(chat, "chúng ta cần cố gắng. " * 300)
    assert "chưa rõ là về nhiệm vụ nào" in world.last(chat).text
    world.says(chat, "2.7 60%; " + "a" * 19_000, extra={"cut": 500_000})
    heard = world.heard(chat)
    assert "tôi chỉ đọc 20000 ký tự đầu" in heard[-2].text
    assert "2.7 đang thực hiện 60 %" in heard[-1].text
