"""`/dondoc 2` below a list: the second line of the list that was seen, narrowed or not, whoever reported meanwhile."""

import pytest

from storage.db.database import Database
from tests.handlers.orders.commune import TUAN, commune, urged
from tests.world import World


@pytest.fixture
def world(sqlite_database: Database) -> World:
    world = commune(sqlite_database)
    world.add_requirement("RTH", "Báo cáo rác thải", units=["B03", "T01", "N04"], period_type="once")
    world.open("RTH", "once", "2026-12-18 17:00")
    return world


@pytest.mark.parametrize(
    ("listed", "typed", "name"),
    [
        ("/quahan RTH", "/dondoc 2", "Trạm Y tế"),
        ("/quahan các trường học", "/dondoc 1", "Trường Mầm non Hoa Pơ Lang"),
        ("/quahan trừ buôn ea súp", "/dondoc dòng 1", "Hội Liên hiệp Phụ nữ"),
        ("/chuanop RTH", "đôn đốc số 3", "Trường Tiểu học Lê Quý Đôn"),
        ("ai chưa nộp báo cáo rác thải", "/nudge line 1", "Thôn Tân Thành"),
        ("/quahan", "/dondoc 3", "Thôn 1"),
    ],
)
def test_the_number_is_that_of_the_list_that_was_seen(world: World, listed: str, typed: str, name: str) -> None:
    world.says(TUAN, listed)
    world.says(TUAN, typed)
    assert "vừa xem.\nTôi hiểu là: đôn đốc 1 đơn vị" in world.last(TUAN).text
    assert f"đôn đốc 1 đơn vị: {name}." in world.last(TUAN).text
    assert urged(world) == set()


def test_lines_below_a_turned_page(world: World) -> None:
    world.says(TUAN, "/quahan")
    world.presses(TUAN, "Trang sau")
    world.says(TUAN, "/dondoc 12")
    assert "đôn đốc 1 đơn vị: Trạm Y tế." in world.last(TUAN).text
    world.says(TUAN, "/dondoc 1, 12")  # below what was read back
    assert "đôn đốc 2 đơn vị: Buôn Ea Súp, Trạm Y tế." in world.last(TUAN).text


def test_who_reported_meanwhile_moves_no_line(world: World) -> None:
    world.says(TUAN, "/quahan")
    assert "3. Thôn 1 ·" in world.last(TUAN).text
    world.settle("B05")
    world.says(TUAN, "/dondoc 3")
    assert "đôn đốc 1 đơn vị: Thôn 1." in world.last(TUAN).text
    world.says(TUAN, "/dondoc 1")
    assert "vừa xem.\nBuôn Ea Súp không quá hạn." in world.last(TUAN).text
    world.says(TUAN, "/dondoc 1, 3")
    assert "Buôn Ea Súp không quá hạn.\nTôi hiểu là: đôn đốc 1 đơn vị: Thôn 1." in world.last(TUAN).text
    assert urged(world) == set()


def test_a_line_that_is_not_there(world: World) -> None:
    world.says(TUAN, "/quahan RTH")
    world.says(TUAN, "/dondoc 7")
    assert "danh sách anh/chị vừa xem chỉ có 3 dòng" in world.last(TUAN).text
    world.says(TUAN, "/dondoc 2")
    assert "đôn đốc 1 đơn vị: Trạm Y tế." in world.last(TUAN).text


def test_without_a_list_it_is_said_which_is_meant(world: World) -> None:
    world.says(TUAN, "/dondoc 2")
    assert world.last(TUAN).text.startswith("Tôi hiểu 2 là số dòng trong danh sách quá hạn lúc này.")


def test_a_unit_of_that_number_and_a_line_are_both_offered(world: World) -> None:
    world.add_unit("P2", "Phường 2")
    world.add_requirement("P", "Báo cáo phường", units=["P2"], period_type="once")
    world.open("P", "once", "2026-12-18 17:00")
    world.says(TUAN, "/quahan")
    world.says(TUAN, "/dondoc 2")
    assert world.last(TUAN).labels == ["1. Phường 2", "2. Hội Liên hiệp Phụ nữ"]
    assert urged(world) == set()
    world.says(TUAN, "/dondoc dòng 2")
    assert "đôn đốc 1 đơn vị: Hội Liên hiệp Phụ nữ." in world.last(TUAN).text


def test_a_list_that_stands_there_asks_nothing(world: World) -> None:
    world.says(TUAN, "/quahan")
    world.says(TUAN, "/huy")
    assert world.last(TUAN).text == "Không có câu hỏi nào đang chờ."
