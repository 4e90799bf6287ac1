"""`đúng`, `ok`, `sai rồi` under a card that asks `Đúng không ạ?`: they answer it, and nothing else."""

import pytest
from sqlalchemy import delete

from storage.tables import Address, Draft, DraftEntry, Extension, Obstacle, Report, Task
from tests.handlers.health_office import AN, RIGHT, ZALO
from tests.world import World

YES = ("đúng", "có ạ", "dạ đúng rồi ạ", "dung roi", "ừ", "ok em", "vâng", "chuẩn luôn", "👍")
NO = ("không", "sai rồi", "khong dung", "không phải ạ", "dừng", "khoan đã", "thôi")
REST = "1.1, 3.1, 4.8, 5.2, 6.2, T.1 50%"


def kept(world: World) -> int:
    return len(world.all(DraftEntry))


def test_a_line_is_kept_or_dropped(world: World) -> None:
    for chat in (AN, ZALO):
        for no in NO:
            world.says(chat, "2.7 40%")
            world.says(chat, no)
            assert not kept(world), no
            assert world.last(chat).text.startswith("📝"), no
    for number, yes in enumerate(YES, 41):
        chat = (AN, ZALO)[number % 2]
        world.says(chat, f"2.7 {number}%")
        world.says(chat, yes)
        assert world.all(DraftEntry)[0].answers["percent"] == number, yes


def test_what_is_not_certain_is_asked_on(world: World) -> None:
    world.says(AN, "2.7 cơ bản xong; 3.1 40%")
    world.says(AN, "đúng")
    assert kept(world) == 1
    assert world.last(AN).text == "2.7: “cơ bản xong”: ghi là đang thực hiện hay hoàn thành ạ?"
    world.says(AN, "đúng")
    assert kept(world) == 1, "none of the ways on is the one that was agreed to"


def test_what_others_see_is_done_by_its_own_words(world: World) -> None:
    world.says(AN, "/giahan 22/12 vì bận")
    world.says(AN, "không")
    assert world.last(AN).text == "Vâng, chưa gửi đề nghị nào."
    for lines, label in (
        (["/giahan 22/12 vì bận"], "Gửi đề nghị"),
        (["/vuongmac 2.7 thiếu vốn"], "Gửi vướng mắc"),
        (["kps"], "Gửi báo cáo"),
        ([f"2.7 50%; {REST}", "ok", "xem lại"], "Gửi báo cáo"),
    ):
        for chat in (AN, ZALO):
            world.says(chat, "/huy")
            for line in lines:
                world.says(chat, line)
            for yes in ("ok", "đúng rồi ạ"):
                world.says(chat, yes)
                said = f"Tôi chưa gửi và chưa thay đổi gì. Anh/chị chọn “{label}” thì tôi mới làm."
                assert world.last(chat).text == said
            assert not [*world.all(Extension), *world.all(Obstacle), *world.all(Report)]
    world.says(ZALO, "1")
    assert len(world.all(Report)) == 1


def test_elsewhere_they_are_what_they_were(world: World) -> None:
    for polite in ("ok", "cảm ơn em", "dạ em cảm ơn ạ", "ok em nhé", "👍"):
        world.says(AN, polite)
        assert world.last(AN).text == "Vâng, cảm ơn anh/chị.", polite
    world.says(AN, "2.7")
    world.says(AN, "ok")
    assert not world.all(Draft)
    world.says(AN, "không")
    assert world.last(AN).text.startswith("2.7: “không”"), "on a task's screen it is a word about the task"
    world.says(AN, "2.7 40%")
    world.passes(days=4)
    world.says(AN, "ok")
    assert not world.all(Draft), "an old card is agreed to by nobody"


BOTH, ONE = "2.7 40%, 3.1 80%", "2.7 40%"
CORRECTED: dict[str, dict[str, dict[str, int | None]]] = {
    BOTH: {
        "2.7 thì đúng, 3.1 sai": {"2.7": 40},
        "2.7 đúng rồi còn 3.1 chưa đúng ạ": {"2.7": 40},
        "trừ 3.1": {"2.7": 40},
        "đúng hết trừ 3.1": {"2.7": 40},
        "3.1 bỏ ra": {"2.7": 40},
        "bỏ 3.1 ra giúp em": {"2.7": 40},
        "3.1 chứ không phải 2.7": {"3.1": 80},
        "đúng hết, trừ 3.1 là 70%": {"2.7": 40, "3.1": 70},
        "đúng rồi nhưng 3.1 mới 70%": {"2.7": 40, "3.1": 70},
        "không phải, 2.7 là 30%": {"2.7": 30, "3.1": 80},
        "dạ đúng rồi, thêm 4.8 10%": {"2.7": 40, "3.1": 80, "4.8": 10},
    },
    ONE: {
        "nhầm, 3.1 ạ": {"3.1": 40},
        "ý em là 3.1": {"3.1": 40},
        "3.1 chứ không phải 2.7": {"3.1": 40},
        "không phải 2.7 mà là 3.1": {"3.1": 40},
        "nhầm, 3.1 60%": {"3.1": 60},
        "30% chứ ko phải 40": {"2.7": 30},
        "chưa đúng, 30%": {"2.7": 30},
        "không, 30% thôi": {"2.7": 30},
        "dạ không, 30% ạ": {"2.7": 30},
        "à 30% nhé": {"2.7": 30},
        "sai rồi, 30% thôi": {"2.7": 30},
        "nhầm rồi em ơi, 35%": {"2.7": 35},
        "sửa lại 30%": {"2.7": 30},
        "không phải, 2.7 là 30%": {"2.7": 30},
        "không, xong rồi": {"2.7": None},
    },
}


@pytest.mark.parametrize("chat", [AN, ZALO])
def test_what_was_called_wrong_leaves_the_button(world: World, chat: str) -> None:
    codes = {task.id: task.code for task in world.all(Task)}
    for first, lines in CORRECTED.items():
        for line, expected in lines.items():
            world.says(chat, first)
            old = world.last(chat)
            world.says(chat, line)
            assert "về mục nào" not in world.last(chat).text, line
            assert "về nhiệm vụ nào" not in world.last(chat).text, line
            key = old.key(RIGHT)
            assert key is not None
            if "thêm" not in line:
                world.sends(chat, "button", key=key, message_id=old.message_id)
                assert not kept(world), line
            world.says(chat, "đúng")
            found = {codes[entry.task_id]: entry.answers.get("percent") for entry in world.all(DraftEntry)}
            assert found == expected, line
            with world.database.transaction() as session:
                session.execute(delete(DraftEntry))


@pytest.mark.parametrize("line", ["2.7 sai", "bỏ 2.7", "2.7 chưa đúng ạ"])
def test_where_all_was_wrong_nothing_waits(world: World, line: str) -> None:
    world.says(AN, ONE)
    world.says(AN, line)
    assert "Đã bỏ khỏi phần đọc lại, chưa ghi: 2.7." in world.said(AN)
    assert world.last(AN).text.startswith("📝")
    world.says(AN, "xem lại")
    assert "40 %" not in world.last(AN).text
    assert not kept(world)


@pytest.mark.parametrize("line", ["sửa 2.7", "3.1 70%", "đừng ghi 3.1", "không phát sinh, 3.1 xong", "ok, cảm ơn em"])
def test_what_corrects_nothing_takes_nothing_out(world: World, line: str) -> None:
    world.says(AN, ONE)
    world.says(AN, line)
    assert "Đã bỏ khỏi" not in world.last(AN).text
    assert any(address.unanswered for address in world.all(Address)), "it still waits"


@pytest.mark.parametrize(
    "line",
    [
        "còn lại đang chờ xi măng về đợt 2, dự kiến hết tháng 12 xong",
        "còn lại chưa làm",
        "các nhiệm vụ còn lại xong hết",
        "các mục còn lại 20%",
    ],
)
def test_the_rest_is_not_what_has_its_own_word(world: World, line: str) -> None:
    world.says(AN, "2.7 50%, kết quả: đã đổ bê tông đoạn từ nhà văn hóa")
    world.says(AN, line)
    assert "Tôi hiểu là: 2.7 đang thực hiện 50 %, kết quả “đã đổ bê tông đoạn từ nhà văn hóa”; 1.1 " in (
        world.last(AN).text
    )
    world.says(AN, "đúng")
    codes = {task.id: task.code for task in world.all(Task)}
    of_it = next(entry for entry in world.all(DraftEntry) if codes[entry.task_id] == "2.7")
    assert of_it.answers["percent"] == 50


def test_a_line_said_anew_or_edited_still_speaks_of_the_rest(world: World) -> None:
    world.says(AN, "2.7 50%, còn lại xong", message_id="7")
    world.sends(AN, "edited", text="2.7 60%, còn lại chưa làm", message_id="7")
    assert "2.7 đang thực hiện 60 %; 1.1 chưa thực hiện; 3.1 chưa thực hiện" in world.last(AN).text
    world.says(AN, "2.7 70%, còn lại xong")
    assert "2.7 đang thực hiện 70 %; 1.1 hoàn thành; 3.1 hoàn thành" in world.last(AN).text
