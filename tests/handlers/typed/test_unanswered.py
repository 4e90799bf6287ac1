"""What was read back and is not answered when the next line comes: nothing is lost, nothing kept unasked."""

from typing import Any

import pytest

from handlers.conversation.notices import tell
from handlers.conversation.talk import Choice
from storage.tables import Address, Report
from tests.handlers.health_office import AN, RIGHT, ZALO, kept
from tests.world import World

REST = "1.1, 4.8, 5.2, 6.2, T.1 50%"
CARRIED = "Gồm cả phần đọc lại trước đó mà anh/chị chưa trả lời: {}."
FIRST = "Phần dưới đây anh/chị chưa trả lời nên tôi chưa ghi vào nháp. Anh/chị trả lời trước rồi xem lại và gửi giúp."


def percents(world: World) -> dict[str, Any]:
    return {code: said.get("percent") for code, said in kept(world).items()}


def waits(world: World) -> bool:
    return any(address.unanswered for address in world.all(Address))


def is_reminded(world: World) -> None:
    with world.database.transaction() as session:
        row = [Choice("Nhắc lại", "duties")]
        tell(session, [world.person_id("An")], lambda words: (words("courtesy"), [row]), world.now)
    world.deliver()


@pytest.mark.parametrize("chat", [AN, ZALO])
def test_the_next_line_carries_it(world: World, chat: str) -> None:
    world.says(chat, "2.7 40%")
    assert "Gồm cả" not in world.last(chat).text
    is_reminded(world)
    world.says(chat, "3.1 60%")
    assert world.last(chat).text == (
        "Tôi hiểu là: 2.7 đang thực hiện 40 %; 3.1 đang thực hiện 60 %. (Báo cáo quý IV/2026)\n"
        f"{CARRIED.format('2.7')}\nĐúng không ạ?"
    )
    world.says(chat, "/nhiemvu")
    world.says(chat, "ok")
    assert not kept(world), "ok answers the list, which asks nothing"
    world.says(chat, "4.8 70%")
    assert CARRIED.format("2.7, 3.1") in world.last(chat).text
    world.says(chat, "đúng")
    assert percents(world) == {"2.7": 40, "3.1": 60, "4.8": 70}
    assert not waits(world)
    world.says(chat, "5.2 10%")
    assert "Gồm cả" not in world.last(chat).text


@pytest.mark.parametrize("chat", [AN, ZALO])
@pytest.mark.parametrize("asked", ["xem lại", "gửi luôn", "Gửi báo cáo", "kps"])
def test_before_it_is_handed_in_it_is_shown_again(world: World, chat: str, asked: str) -> None:
    world.says(chat, f"{REST}; 2.7 10%; 3.1 20%")
    world.says(chat, "đúng")
    world.says(chat, "xem lại")
    world.says(chat, "2.7 40%")
    is_reminded(world)
    for _ in range(2):
        world.says(chat, asked)
        assert world.last(chat).text.startswith(f"{FIRST}\nTôi hiểu là: 2.7 đang thực hiện 40 %. ("), world.last(chat)
    assert not world.all(Report)
    world.says(chat, RIGHT)
    assert percents(world)["2.7"] == 40
    world.says(chat, "xem lại")
    world.says(chat, "gửi báo cáo")
    assert len(world.all(Report)) == 1


@pytest.mark.parametrize("chat", [AN, ZALO])
def test_the_newer_words_on_a_task_win_and_that_is_said(world: World, chat: str) -> None:
    world.says(chat, "2.7 40%, kết quả: mở 5 lớp; 3.1 xong")
    world.says(chat, "2.7 60%")
    text = world.last(chat).text
    assert "Tôi hiểu là: 2.7 đang thực hiện 60 %, kết quả “mở 5 lớp”; 3.1 hoàn thành." in text
    assert "2.7: “đang thực hiện 60 %” thay cho “đang thực hiện 40 %” vừa đọc lại, chưa ghi." in text
    world.says(chat, "2.7 60%")
    assert "thay cho" not in world.last(chat).text
    world.says(chat, "3.1 cơ bản xong")
    world.says(chat, "3.1 70%")
    assert world.last(chat).labels[0] == RIGHT, "what was asked of it is answered"
    world.says(chat, "đúng")
    assert percents(world) == {"2.7": 60, "3.1": 70}


@pytest.mark.parametrize("chat", [AN, ZALO])
def test_dropped_is_dropped(world: World, chat: str) -> None:
    for drop in ("Bỏ", "không", "/huy"):
        world.says(chat, "2.7 40%")
        world.says(chat, "3.1 60%")
        world.says(chat, drop)
        assert not waits(world), drop
        world.says(chat, "4.8 70%")
        assert "Gồm cả" not in world.last(chat).text
        world.says(chat, "bỏ")
    world.says(chat, "2.7 40%; 3.1 cơ bản xong")
    world.says(chat, "Bỏ phần này")
    assert "Tôi hiểu là: 2.7 đang thực hiện 40 %. (" in world.last(chat).text
    world.says(chat, "đúng")
    assert percents(world) == {"2.7": 40}
    assert not waits(world)


@pytest.mark.parametrize("chat", [AN, ZALO])
def test_what_is_not_certain_is_carried_too(world: World, chat: str) -> None:
    world.says(chat, "3.1 cơ bản xong")
    world.says(chat, "2.7 40%")
    assert world.last(chat).text == (
        "Tôi hiểu là: 2.7 đang thực hiện 40 %. (Báo cáo quý IV/2026)\n"
        f"{CARRIED.format('3.1')}\n3.1: “cơ bản xong”: ghi là đang thực hiện hay hoàn thành ạ?"
    )
    world.says(chat, "80%")  # settles it
    assert "2.7 đang thực hiện 40 %; 3.1 đang thực hiện 80 %" in world.last(chat).text
    world.says(chat, "đúng")
    assert percents(world) == {"2.7": 40, "3.1": 80}
    world.says(chat, "hoàn thành")  # of nothing that is known
    world.says(chat, "4.8 hoàn thành, kết quả: đủ")
    assert world.last(chat).text.startswith("Tôi hiểu là: 4.8 hoàn thành, kết quả “đủ”.")
    assert "về nhiệm vụ nào" not in world.last(chat).text


def another_report(world: World) -> None:
    world.add_requirement("RIENG", "Báo cáo riêng", units=["PYT"], tasks=["2.7", "3.1"], period_type="monthly")
    world.open("RIENG", "2026-11", "2026-12-31 17:00")


@pytest.mark.parametrize("chat", [AN, ZALO])
def test_of_two_reports_each_keeps_its_own(world: World, chat: str) -> None:
    another_report(world)
    world.says(chat, "2.7 40%; 1.1 10%")
    world.says(chat, "/baocao RIENG")
    world.says(chat, "2.7 70%")
    assert "Tôi hiểu là: 2.7 đang thực hiện 70 %. (Báo cáo riêng" in world.last(chat).text
    world.says(chat, "/baocao KHCN-QUY")
    world.says(chat, "3.1 60%")
    assert "2.7 đang thực hiện 40 %; 1.1 đang thực hiện 10 %; 3.1 đang thực hiện 60 %" in world.last(chat).text
    world.says(chat, "đúng")
    assert percents(world) == {"1.1": 10, "2.7": 40, "3.1": 60}
    world.says(chat, "/baocao RIENG")
    world.says(chat, "xem lại")
    assert world.last(chat).text.startswith(f"{FIRST}\nTôi hiểu là: 2.7 đang thực hiện 70 %. (Báo cáo riêng")
    world.says(chat, "đúng")
    assert not waits(world)


def test_of_a_report_that_is_in_it_is_a_correction(world: World) -> None:
    for chat in (AN, ZALO):
        world.says(chat, f"{REST}; 2.7, 3.1 50%")
        for typed in ("đúng", "xem lại", "gửi báo cáo"):
            world.says(chat, typed)
        world.says(chat, "2.7 75%")
        world.says(chat, "3.1 85%")
        text = world.last(chat).text
        assert "2.7 đang thực hiện 75 %; 3.1 đang thực hiện 85 %" in text
        assert "Báo cáo này đã nộp." in text
        world.says(chat, "gửi luôn")
        assert world.last(chat).text.startswith(FIRST)
        world.says(chat, "đúng")
        assert percents(world)["2.7"] == 75
        assert percents(world)["3.1"] == 85
        world.says(chat, "2.7 80%")
        world.says(chat, "Bỏ")
        world.says(chat, "xem lại")
        world.says(chat, "gửi báo cáo")


def test_an_edited_line_takes_back_what_it_said_before(world: World) -> None:
    world.says(AN, "4.8 10%")
    world.says(AN, "2.7 40%; 3.1 60%", message_id="7")
    world.sends(AN, "edited", text="2.7 45%", message_id="7")
    assert "Tôi hiểu là: 4.8 đang thực hiện 10 %; 2.7 đang thực hiện 45 %. (" in world.last(AN).text
    world.says(AN, "5.2 20%")
    world.sends(AN, "edited", text="2.7 xong; 3.1 65%", message_id="7")
    assert "3.1 đang thực hiện 65 %" in world.last(AN).text
    world.presses(AN, RIGHT)
    assert percents(world) == {"4.8": 10, "5.2": 20, "2.7": None, "3.1": 65}
    world.sends(AN, "edited", text="2.7 xong; 3.1 66%", message_id="7")
    assert world.last(AN).text.startswith("Anh/chị vừa sửa tin đã ghi."), "it is known where a carried line went"


def test_cards_of_before_mean_what_they_meant(world: World) -> None:
    world.says(AN, "2.7 40%")
    first = world.last(AN)
    world.says(AN, "3.1 60%")
    second = world.last(AN)
    world.presses(AN, RIGHT, on=first)
    assert percents(world) == {"2.7": 40}
    world.says(AN, "xem lại")
    assert "Tôi hiểu là: 3.1 đang thực hiện 60 %. (" in world.last(AN).text, "the rest waits"
    world.presses(AN, RIGHT, on=second)
    assert percents(world) == {"2.7": 40, "3.1": 60}
    assert not waits(world)


def test_what_was_said_of_the_task_since_stands(world: World) -> None:
    world.says(AN, "2.7 40%, kết quả: mở 5 lớp; 3.1 60%")
    world.presses(AN, "Sửa 2.7")
    world.presses(AN, "75 %")
    world.says(AN, "gửi luôn")
    assert "Tôi hiểu là: 2.7 kết quả “mở 5 lớp”; 3.1 đang thực hiện 60 %. (" in world.last(AN).text
    world.presses(AN, RIGHT)
    assert kept(world)["2.7"] == {"status": "in_progress", "percent": 75, "result": "mở 5 lớp"}


def test_a_line_that_is_about_another_report_is_about_that_one_alone(world: World) -> None:
    another_report(world)
    for chat in (AN, ZALO):
        world.says(chat, "2.7 40%")
        other = next(label for label in world.last(chat).labels if "Báo cáo riêng" in label)
        world.presses(chat, other)
        assert "2.7 đang thực hiện 40 %. (Báo cáo riêng" in world.last(chat).text
        world.says(chat, "/baocao KHCN-QUY")
        world.says(chat, "3.1 60%")
        assert "Gồm cả" not in world.last(chat).text


@pytest.mark.parametrize("chat", [AN, ZALO])
def test_who_thanks_or_agrees_elsewhere_is_shown_it_again(world: World, chat: str) -> None:
    """`Vâng, cảm ơn` would let them think that it is kept."""
    read_back = (
        "Phần dưới đây anh/chị chưa trả lời nên tôi chưa ghi vào nháp.\n"
        "Tôi hiểu là: 2.7 đang thực hiện 40 %. (Báo cáo quý IV/2026)\nĐúng không ạ?"
    )
    world.says(chat, "2.7 40%")
    for elsewhere in ("", "hạn nộp là khi nào ạ", "/nhiemvu", "/baocao"):
        for said in ("cảm ơn em", "đúng", "ok", "dạ vâng") if elsewhere else ("cảm ơn em",):
            if elsewhere:
                world.says(chat, elsewhere)
            world.says(chat, said)
            assert world.last(chat).text == read_back, (elsewhere, said)
    assert not kept(world)
    world.says(chat, "/baocao")
    world.says(chat, "2.7" if chat == AN else "1")
    world.says(chat, "Vướng mắc")
    world.says(chat, "cảm ơn em")
    assert "chưa trả lời" not in world.last(chat).text, "something else is asked"
    world.says(chat, "/huy")
    world.says(chat, "cảm ơn em")
    assert world.last(chat).text == "Vâng, cảm ơn anh/chị."


def test_what_was_handed_in_or_locked_since_is_not_shown(world: World) -> None:
    world.says(AN, "2.7 40%")
    world.settle("PYT", state="accepted")
    world.says(AN, "cảm ơn em")
    assert world.last(AN).text == "Vâng, cảm ơn anh/chị."


GONE = "Phần đọc lại này đã được thay hoặc đã bỏ, nên tôi không ghi gì từ đó."
EDITS = ["3.1 60%", "2.7 60%", "2.7 xong, kết quả: mở 5 lớp", "2.7 cơ bản xong"]


@pytest.mark.parametrize("edited", EDITS)
@pytest.mark.parametrize("between", ["", "4.8 10%"])
def test_a_card_of_words_that_were_edited_writes_nothing(world: World, edited: str, between: str) -> None:
    world.says(AN, "2.7 40%", message_id="7")
    olds = [world.last(AN)]
    if between:
        world.says(AN, between)
        olds.append(world.last(AN))
    world.sends(AN, "edited", text=edited, message_id="7")
    shown = world.last(AN)
    for old in olds:
        world.presses(AN, RIGHT, on=old)
        assert not kept(world)
        assert world.last(AN).text.startswith(f"{GONE}\n")
        assert shown.text.splitlines()[-1] in world.last(AN).text, "what the message says now is shown again"
    if shown.key(RIGHT):
        world.presses(AN, RIGHT, on=shown)
        assert kept(world)
    assert percents(world).get("2.7") != 40
    world.presses(AN, RIGHT, on=olds[0])
    assert percents(world).get("2.7") != 40, "nor afterwards"


def test_words_that_were_edited_back_are_written(world: World) -> None:
    world.says(AN, "2.7 40%", message_id="7")
    for text in ("2.7 60%", "2.7 40%"):
        world.sends(AN, "edited", text=text, message_id="7")
    world.presses(AN, RIGHT)
    assert percents(world) == {"2.7": 40}


@pytest.mark.parametrize("chat", [AN, ZALO])
@pytest.mark.parametrize("drop", ["/huy", "Bỏ", "không", "sai rồi"])
@pytest.mark.parametrize("line", ["2.7 40%", "2.7 40%; 3.1 xong", "2.7 40%; 3.1 cơ bản xong"])
def test_a_card_that_was_dropped_writes_nothing(world: World, chat: str, drop: str, line: str) -> None:
    world.says(chat, line)
    first = world.last(chat)
    world.says(chat, "4.8 10%")
    second = world.last(chat)
    world.says(chat, drop)
    for old in (first, second):
        key = old.key(RIGHT)
        assert key is not None
        world.sends(chat, "button", key=key, message_id=old.message_id)
        assert GONE in world.last(chat).text
    assert not kept(world)
    world.says(chat, line)
    world.says(chat, RIGHT)
    assert percents(world)["2.7"] == 40, "said again it is written"


@pytest.mark.parametrize("newer", ["2.7 60%", "2.7 xong", "2.7 chưa làm"])
def test_a_card_that_newer_words_took_the_place_of_writes_nothing(world: World, newer: str) -> None:
    world.says(AN, "2.7 40%, kết quả: mở 5 lớp; 3.1 60%")
    old = world.last(AN)
    world.says(AN, newer)
    new = world.last(AN)
    world.presses(AN, RIGHT, on=old)
    assert not kept(world)
    assert world.last(AN).text.startswith(f"{GONE}\nTôi hiểu là: 2.7 ")
    world.presses(AN, RIGHT, on=new)
    said = kept(world)
    world.presses(AN, RIGHT, on=old)
    assert world.last(AN).text == GONE
    assert kept(world) == said
