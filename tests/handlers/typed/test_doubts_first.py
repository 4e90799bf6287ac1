"""What answers the doubt that is open comes before commands, orders and small talk; nothing else is taken for it."""

import pytest

from storage.tables import DraftEntry
from tests.handlers.health_office import AN, ZALO
from tests.world import World

DOUBT, ASKED = "3.1 cơ bản xong", "3.1: “cơ bản xong”: ghi là đang thực hiện hay hoàn thành ạ?"


@pytest.mark.parametrize("chat", [AN, ZALO])
def test_how_the_task_stands_in_polite_words(world: World, chat: str) -> None:
    for typed, read in (
        ("em xin lỗi, 70%", "3.1 đang thực hiện 70 %"),
        ("cảm ơn em, hoàn thành nhé", "3.1 hoàn thành"),
        ("đang thực hiện em ơi", "3.1 đang thực hiện"),
        ("bot ơi đang làm dở", "3.1 đang thực hiện"),
        ("dạ xong rồi ạ", "3.1 hoàn thành"),
    ):
        world.says(chat, DOUBT)
        assert world.last(chat).text == ASKED
        world.says(chat, typed)
        assert world.last(chat).text.startswith(f"Tôi hiểu là: {read}. ("), (typed, world.last(chat).text)
        world.says(chat, "bỏ")
    assert not world.all(DraftEntry)


@pytest.mark.parametrize("chat", [AN, ZALO])
def test_orders_and_small_talk_stay_what_they_are(world: World, chat: str) -> None:
    for typed in ("hạn nộp là khi nào ạ", "em xin lỗi nhé", "chào em", "đã nộp rồi", "cảm ơn em", "cho xin link web",
                  "không phát sinh", "nhiệm vụ", "xem lại"):  # fmt: skip
        world.says(chat, DOUBT)
        world.says(chat, typed)
        assert "Tôi hiểu là: 3.1" not in world.last(chat).text, typed
        world.says(chat, "/huy")
    assert not world.all(DraftEntry)


@pytest.mark.parametrize("chat", [AN, ZALO])
def test_behind_a_label_come_its_words(world: World, chat: str) -> None:
    for typed, read in (
        ("chờ tỉnh gia hạn dự án", "vướng mắc “chờ tỉnh gia hạn dự án”"),
        ("thiếu vốn", "vướng mắc “thiếu vốn”"),
        ("không phát sinh", "không có vướng mắc"),
    ):
        world.says(chat, "3.1 40%, vướng mắc:")
        world.says(chat, typed)
        assert f"3.1 đang thực hiện 40 %, {read}" in world.last(chat).text, (typed, world.last(chat).text)
        world.says(chat, "bỏ")
    for typed in ("hạn nộp là khi nào ạ", "cảm ơn em", "nhiệm vụ"):
        world.says(chat, "3.1 40%, vướng mắc:")
        world.says(chat, typed)
        assert f"“{typed}”" not in world.last(chat).text, typed
        world.says(chat, "/huy")
    assert not world.all(DraftEntry)


def test_not_what_answers_another_reports_card(world: World) -> None:
    world.add_requirement("RIENG", "Báo cáo riêng", units=["PYT"], tasks=["2.7"], period_type="monthly")
    world.open("RIENG", "2026-11", "2026-12-31 17:00")
    world.says(AN, "/baocao RIENG")
    other = world.last(AN)
    world.says(AN, "/baocao KHCN-QUY")
    world.says(AN, DOUBT)
    assert world.last(AN).text == ASKED
    world.says(AN, "hoàn thành 70%", reply_to=other.message_id)
    assert "3.1" not in world.last(AN).text, world.last(AN).text


def test_what_names_another_task_by_its_title_is_about_that(world: World) -> None:
    for typed in (
        "rau hoa 70%",
        "cái rau hoa chưa làm",
        "đang thực hiện rau hoa",
        "rau hoa: đang thực hiện 40%",
        "ứng dụng KH&CN cho rau, hoa đang thực hiện",
    ):
        world.says(AN, "2.7 cơ bản xong")
        world.says(AN, typed)
        assert world.last(AN).text.startswith("Tôi hiểu là: 3.1 (Ứng dụng KH&CN cho rau, hoa)"), typed
        assert "2.7: “cơ bản xong”: ghi là đang thực hiện hay hoàn thành ạ?" in world.last(AN).text, typed
        world.says(AN, "/huy")
    world.says(AN, "2.7 cơ bản xong")
    world.says(AN, "quỹ phát triển đang thực hiện")
    assert world.last(AN).text.startswith("Tôi hiểu là: 2.7 đang thực hiện. (")


def test_behind_a_label_words_of_a_title_are_words(world: World) -> None:
    for typed in ("chưa ban hành kế hoạch", "chưa có sản phẩm đặc trưng", "viện trường chưa phối hợp"):
        world.says(AN, "2.7 40%, vướng mắc:")
        world.says(AN, typed)
        assert f"2.7 đang thực hiện 40 %, vướng mắc “{typed}”" in world.last(AN).text, world.last(AN).text
        world.says(AN, "/huy")
    world.says(AN, "2.7 40%, vướng mắc:")
    world.says(AN, "ứng dụng KH&CN cho rau, hoa hoàn thành")
    assert "3.1 (Ứng dụng KH&CN cho rau, hoa) hoàn thành" in world.last(AN).text
