"""What of a second reader's answer is taken: only what stands in the person's words and goes against none of them."""

import json
from typing import Any

import pytest

from domain.typed import Doubt, Reading, Update
from domain.typed.second import Question, joined, may_help, proposals
from tests.domain.readings import told

TASKS = (("2.7", "Lập quỹ phát triển khoa học"), ("3.1", "Ứng dụng cho rau, hoa, chè"), ("T.1", "Tuyên truyền"))


def proposed(text: str, *tasks: dict[str, Any], of: tuple[tuple[str, str], ...] = TASKS) -> dict[str, dict[str, Any]]:
    return {one.task: one.answers for one in proposals(json.dumps({"tasks": tasks}), Question(text, of))}


def test_what_stands_in_the_message_is_taken_in_the_persons_own_spelling() -> None:
    text = "2.7 Mở được 5 Lớp cho bà con, đang tới đâu hay tới đó khoảng 40 %, ngặt nỗi Kinh phí chưa về"
    said = {"task": "2.7", "status": "in_progress", "status_words": "dang toi dau hay toi do", "percent": 40,
            "result": "mở được 5 lớp cho bà con", "obstacle": "kinh phí chưa về"}  # fmt: skip
    assert proposed(text, said) == {
        "2.7": {"status": "in_progress", "percent": 40, "result": "Mở được 5 Lớp cho bà con",
                "obstacle": "Kinh phí chưa về"},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2.7 cứ từ từ", {"task": "2.7", "result": "mở 12 lớp tập huấn"}),  # invented
        ("2.7 cứ từ từ", {"task": "2.7", "status": "done", "status_words": "đã hoàn thành"}),
        ("2.7 cứ từ từ", {"task": "9.9", "status": "in_progress", "status_words": "cứ từ từ"}),  # no such task
        ("2.7 cứ từ từ", {"task": "3.1", "status": "in_progress", "status_words": "cứ từ từ"}),  # not named
        ("2.7 cứ từ từ, 3.1 nghỉ", {"task": "3.1", "status": "in_progress", "status_words": "cứ từ từ"}),  # the other's
        ("2.7 chưa xong", {"task": "2.7", "status": "done", "status_words": "xong"}),  # denied
        ("nếu có vốn thì 2.7 xong", {"task": "2.7", "status": "done", "status_words": "xong"}),
        ("nghe nói 2.7 xong", {"task": "2.7", "status": "done", "status_words": "xong"}),
        ("2.7 xong chưa?", {"task": "2.7", "status": "in_progress", "status_words": "xong chưa"}),
        ("2.7 xong rồi hả?", {"task": "2.7", "status": "done", "status_words": "xong rồi"}),
        ("2.7 làm tới rồi", {"task": "2.7", "status": "not_started", "status_words": "làm tới rồi"}),  # no denial
        ("2.7 làm tới rồi", {"task": "2.7", "percent": 60}),
        ("2.7 làm tới rồi", {"task": "2.7", "status": "none", "status_words": "làm tới rồi"}),
        ("2.7 làm tới rồi", {"task": "2.7", "status": ["done"], "status_words": {"a": 1}, "result": 5}),
        ("2.7 có lớp nào không?", {"task": "2.7", "result": "có lớp nào không"}),
        ("2.7 lớp", {"task": "2.7", "result": "lớp"}),  # one word is no text
    ],
)
def test_what_does_not_is_left(text: str, said: dict[str, Any]) -> None:
    assert proposed(text, said) == {}


def test_a_per_cent_is_the_only_one_there_is() -> None:
    said = {"task": "2.7", "status": "in_progress", "status_words": "đang chạy", "percent": 40}
    assert proposed("2.7 đang chạy 40% vốn, 30% hộ", said) == {"2.7": {"status": "in_progress"}}
    assert proposed("2.7 đang chạy 4 lớp", {**said, "percent": 4}) == {"2.7": {"status": "in_progress"}}
    assert proposed("2.7 đang chạy 40%", {**said, "percent": True}) == {"2.7": {"status": "in_progress"}}
    assert proposed("2.7 đang chạy 62,5%", {**said, "percent": 62.5})["2.7"]["percent"] == 62.5


def test_a_task_is_named_by_its_code_or_by_words_of_its_title_alone() -> None:
    said = {"task": "3.1", "status": "in_progress", "status_words": "còn đang triển khai"}
    assert proposed("vụ rau hoa còn đang triển khai", said) == {"3.1": {"status": "in_progress"}}
    assert proposed("vụ đó còn đang triển khai", said) == {}
    assert proposed("còn đang triển khai", {**said, "task": "1"}, of=(("1", "Một việc"),)) == {
        "1": {"status": "in_progress"}
    }
    assert "T.1" in proposed("T.1 còn đang triển khai", {**said, "task": "T.1"})


@pytest.mark.parametrize(
    "answer",
    ["", "xin lỗi", "{", '{"tasks": 5}', '{"tasks": ["2.7"]}', '[{"task": "2.7"}]', "{" * 5000,
     '{"tasks": [{"task": {}}]}'],
)  # fmt: skip
def test_an_answer_that_is_none_proposes_nothing(answer: str) -> None:
    assert proposals(answer, Question("2.7 cứ từ từ", TASKS)) == []


def test_words_around_the_answer_do_not_matter() -> None:
    said = {"tasks": [{"task": "2.7", "status": "in_progress", "status_words": "cứ từ từ"}]}
    found = proposals(f"Đây ạ:\n```json\n{json.dumps(said)}\n```", Question("2.7 cứ từ từ", TASKS))
    assert [one.answers for one in found] == [{"status": "in_progress"}]


@pytest.mark.parametrize(
    "text",
    ["Tối mật: 2.7 cứ từ từ", "toi mat 2.7 cu tu tu", "2.7 theo tài liệu mật", "(mat) 2.7", "2.7 bi mat nha nuoc",
     "x" * 2001],
)  # fmt: skip
def test_what_may_be_secret_or_is_a_page_is_not_sent(text: str) -> None:
    assert not Question(text, TASKS).may_be_sent
    assert not Question("2.7 cứ từ từ", (("2.7", text),)).may_be_sent or len(text) > 2000


def test_nothing_but_the_message_and_the_titles_is_sent() -> None:
    question = Question("2.7 bảo mật mạng cứ từ từ", TASKS)
    assert question.may_be_sent
    assert json.loads(question.messages[1]["content"]) == {
        "tasks": [{"code": code, "title": title} for code, title in TASKS],
        "message": "2.7 bảo mật mạng cứ từ từ",
    }


DOUBT = Doubt("text", "kiểu lúc được lúc mất", "2.7", ({"result": "kiểu lúc được lúc mất"},))


def both(text: str, reading: Reading, *tasks: dict[str, Any]) -> Reading:
    assert may_help(reading)
    return joined(reading, proposals(json.dumps({"tasks": tasks}), Question(text, TASKS)))


def test_what_is_certain_stands_and_what_was_proposed_is_marked() -> None:
    said = [
        {"task": "3.1", "status": "in_progress", "status_words": "xong"},
        {"task": "2.7", "status": "in_progress", "status_words": "kiểu lúc được lúc mất"},
    ]
    certain = Reading((Update("3.1", {"status": "done"}),), (DOUBT,))
    reading = both("3.1 xong; 2.7 kiểu lúc được lúc mất", certain, *said)
    assert told(reading) == "3.1 done | 2.7 in_progress !second"
    assert not may_help(reading)


def test_a_doubt_about_other_words_is_asked_as_it_was() -> None:
    said = {"task": "2.7", "status": "in_progress", "status_words": "đang chạy"}
    reading = both("2.7 đang chạy; 2.7 kiểu lúc được lúc mất", Reading(doubts=(DOUBT,)), said)
    assert reading == Reading(doubts=(DOUBT,))


def test_other_doubts_are_for_the_person_alone() -> None:
    twice = Doubt("contradiction", "2.7", "2.7", ({"status": "done"}, {"percent": 40}))
    reading = Reading(doubts=(twice, DOUBT))
    said = {"task": "2.7", "status": "in_progress", "status_words": "kiểu lúc được lúc mất"}
    assert both("2.7 xong; 2.7 40% kiểu lúc được lúc mất", reading, said) == reading
    assert not may_help(Reading(doubts=(twice,)))
    assert not may_help(Reading(is_nil=True, doubts=(DOUBT,)))
