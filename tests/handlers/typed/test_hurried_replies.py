"""Typed replies that were read wrong and looked right, through the chat: what is kept of them, and what is said."""

import pytest

from tests.handlers.health_office import AN, kept
from tests.world import World


def notes(world: World, line: str) -> str:
    """What was said about the line, which is then kept."""
    world.says(AN, line)
    said = world.last(AN).text
    world.presses(AN, "Đúng, ghi vào nháp")
    return said


def test_how_far_a_task_is_is_said_in_one_way_and_the_newer_replaces(world: World) -> None:
    notes(world, "2.7 72,5%")
    assert "2.7: “đang thực hiện 99 %” thay cho “đang thực hiện 72,5 %” đã ghi trước đó." in notes(world, "2.7 99/100")
    assert kept(world)["2.7"]["percent"] == 99
    assert "2.7: “đang thực hiện 80 %” thay cho “99/100” đã ghi trước đó." in notes(world, "2.7 80%")
    assert kept(world) == {"2.7": {"status": "in_progress", "percent": 80}}
    assert "thay cho" not in notes(world, "2.7 15/40 hồ sơ"), "what is counted by name is no second per cent"
    assert kept(world)["2.7"]["percent"] == 80
    world.says(AN, "3.1 72,5%, 99/100")
    assert world.last(AN).text == "3.1: “72,5%; 99/100” có hai ý khác nhau. Ý nào đúng ạ?"


def test_a_label_keeps_its_text(world: World) -> None:
    notes(world, "2.7 Kết quả: mở 5 lớp / Vướng mắc: 3.1 chưa xong / Kiến nghị: T1 cấp vốn")
    assert kept(world) == {
        "2.7": {"result": "mở 5 lớp", "obstacle": "3.1 chưa xong", "recommendation": "T1 cấp vốn"},
    }  # fmt: skip


def test_rows_of_a_table_are_lines(world: World) -> None:
    """Cells are apart by tabs where they are pasted from Word or Excel."""
    row = "TT\tMã\tNhiệm vụ\tTiến độ\tKhó khăn\n1\t2.7\tLập quỹ\tHoàn thành\t\n2\t3.1\tỨng dụng\t70%\tthiếu vốn"
    notes(world, row)
    assert kept(world) == {
        "2.7": {"status": "done"}, "3.1": {"status": "in_progress", "percent": 70, "obstacle": "thiếu vốn"},
    }  # fmt: skip


def test_as_before_where_nothing_was_before_says_so_and_offers_what_there_is(world: World) -> None:
    world.says(AN, "như kỳ trước")
    assert world.last(AN).text == "“như kỳ trước”: chưa có kỳ trước để lấy lại. Hiện nay thế nào ạ?"
    assert world.last(AN).labels == ["Xem báo cáo", "Không phát sinh", "Bỏ"]
    world.says(AN, "2.7 như kỳ trước")
    assert world.last(AN).text == "2.7: “như kỳ trước”: chưa có kỳ trước để lấy lại. Hiện nay thế nào ạ?"
    assert world.last(AN).labels[:3] == ["2.7 đang thực hiện", "2.7 hoàn thành", "2.7 chưa thực hiện"]


def test_nothing_to_report_in_other_words_is_read_back(world: World) -> None:
    for line in (
        "kỳ này ko có gì phát sinh nha",
        "0 phát sinh",
        "không có nội dung phát sinh cần báo cáo",
        "không có gì ạ",
    ):
        world.says(AN, line)
        assert "Gửi báo cáo" in world.last(AN).labels, line
    for line in ("2.7 không phát sinh chi phí", "phát sinh không nhiều", "không phát sinh vướng mắc, 2.7 xong"):
        world.says(AN, line)
        assert "Gửi báo cáo" not in world.last(AN).labels, line
    assert not kept(world)


@pytest.mark.parametrize(
    "line",
    ["2.7 xong à", "hình như 2.7 xong", "nếu có vốn thì 2.7 mới xong", "2.7 đâu có xong đâu", "2.7 mai xong",
     "2.7 xong trước 31/12", "miễn 2.7 xong", "còn 2.7, 3.1 xong"],
)  # fmt: skip
def test_what_is_not_sure_is_neither_done_nor_first_offered_as_done(world: World, line: str) -> None:
    world.says(AN, line)
    assert "2.7 hoàn thành" not in world.last(AN).text
    assert not world.last(AN).labels or world.last(AN).labels[0] != "2.7 hoàn thành"
