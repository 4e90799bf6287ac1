"""What the reading puts somewhere by itself is shown as a proposal, is put right with one tap or number, and is kept
only when it was confirmed; what belongs nowhere is told as not kept."""

import pytest

from tests.handlers.health_office import AN, RIGHT, ZALO, kept
from tests.world import World

MARK = "(tôi tạm xếp vào đây)"


@pytest.mark.parametrize("chat", [AN, ZALO])
def test_it_is_marked_and_can_be_put_elsewhere(world: World, chat: str) -> None:
    world.says(chat, "2.7 40%, mở được 4 lớp")
    assert f"2.7 đang thực hiện 40 %, kết quả “mở được 4 lớp” {MARK}" in world.last(chat).text
    assert not kept(world)
    world.says(chat, "Ghi là vướng mắc")
    assert f"vướng mắc “mở được 4 lớp” {MARK}" not in world.last(chat).text
    assert "vướng mắc “mở được 4 lớp”" in world.last(chat).text
    world.says(chat, "đúng")
    assert kept(world) == {"2.7": {"status": "in_progress", "percent": 40, "obstacle": "mở được 4 lớp"}}


@pytest.mark.parametrize("chat", [AN, ZALO])
def test_left_out_it_is_told_as_not_kept(world: World, chat: str) -> None:
    world.says(chat, "2.7 40% vì dân chưa chịu ký")
    assert f"vướng mắc “dân chưa chịu ký” {MARK}" in world.last(chat).text
    world.says(chat, "không ghi")
    assert "2.7 đang thực hiện 40 %. (" in world.last(chat).text
    assert "Chưa ghi, vì tôi chưa rõ là về mục nào: “dân chưa chịu ký”." in world.last(chat).text
    world.says(chat, "đúng")
    assert kept(world) == {"2.7": {"status": "in_progress", "percent": 40}}


def test_each_of_several_has_its_own_ways(world: World) -> None:
    world.says(AN, "2.7 40%, đã mở 4 lớp vì tỉnh cho vốn; 3.1 xong")
    assert "3.1 hoàn thành" in world.last(AN).text
    world.presses(AN, "“đã mở 4 lớp”: ghi là kiến nghị")
    world.presses(AN, RIGHT)
    assert kept(world)["2.7"]["recommendation"] == "đã mở 4 lớp"
    assert kept(world)["2.7"]["obstacle"] == "tỉnh cho vốn"


def test_of_many_each_is_chosen_first(world: World) -> None:
    said = "2.7 40%, đã mở 4 lớp do tỉnh cho vốn, xin thêm 2 máy; 3.1 50%, đã họp dân; 4.8 60%, do mưa kéo dài"
    world.says(AN, said)
    world.presses(AN, "Xếp lại “đã họp dân”")
    assert world.last(AN).text == "“đã họp dân”: anh/chị muốn ghi vào đâu ạ?"
    world.presses(AN, "Ghi là vướng mắc")
    world.presses(AN, RIGHT)
    assert kept(world)["3.1"] == {"status": "in_progress", "percent": 50, "obstacle": "đã họp dân"}
    assert kept(world)["2.7"]["recommendation"] == "thêm 2 máy"


@pytest.mark.parametrize("chat", [AN, ZALO])
def test_it_is_carried_with_its_mark(world: World, chat: str) -> None:
    """Into the next read-back, where it is still a proposal."""
    world.says(chat, "2.7 40%, mở được 4 lớp")
    world.says(chat, "3.1 60%")
    assert f"kết quả “mở được 4 lớp” {MARK}; 3.1 đang thực hiện 60 %" in world.last(chat).text
    world.says(chat, "ghi là kiến nghị")
    world.says(chat, "đúng")
    assert kept(world)["2.7"]["recommendation"] == "mở được 4 lớp"


def test_the_rest_of_a_label_comes_with_the_next_message(world: World) -> None:
    world.says(AN, "2.7 40%, vướng mắc:")
    world.says(AN, "thiếu vốn đối ứng")
    assert "2.7 đang thực hiện 40 %, vướng mắc “thiếu vốn đối ứng”." in world.last(AN).text
    world.says(AN, "3.1 50%, kiến nghị:")
    world.says(AN, "không có")
    assert "3.1 đang thực hiện 50 %, không có kiến nghị" in world.last(AN).text


def test_on_a_tasks_own_screen_words_are_its_result_and_causes_are_shown(world: World) -> None:
    world.says(AN, "2.7")
    world.says(AN, "đã mở 5 lớp cho dân")
    assert kept(world) == {"2.7": {"result": "đã mở 5 lớp cho dân"}}
    world.says(AN, "2.7")
    world.says(AN, "vì dân chưa chịu ký")
    assert f"2.7 vướng mắc “dân chưa chịu ký” {MARK}" in world.last(AN).text
    assert kept(world) == {"2.7": {"result": "đã mở 5 lớp cho dân"}}
