"""A name without its kind that several units share: who is meant is asked, and nobody is urged meanwhile."""

import pytest

from storage.db.database import Database
from tests.handlers.orders.stations import TUAN, stations, urged
from tests.world import World


@pytest.fixture
def world(sqlite_database: Database) -> World:
    return stations(sqlite_database)


@pytest.mark.parametrize(
    "typed",
    [
        "/dondoc tân phú",
        "/dondoc tan phu",
        "/dondoc TÂN PHÚ",
        "/nudge Tan Phu",
        "đôn đốc tân phú",
        "nhắc tân phú nộp báo cáo đi",
        "remind Tan Phu to report",
        "/donvi tân phú",
        "tân phú nộp chưa",
        "tan phu nop chua",
        "tân phú",
    ],
)
def test_it_is_asked_which(world: World, typed: str) -> None:
    world.says(TUAN, typed)
    assert {"1. Xã Tân Phú", "2. Trạm Y tế Tân Phú"} <= set(world.last(TUAN).labels), world.last(TUAN).text
    assert not urged(world)


@pytest.mark.parametrize("command", ["/quahan", "/chuanop"])
def test_a_list_shows_all_and_says_so(world: World, command: str) -> None:
    world.says(TUAN, f"{command} tân phú")
    said = world.last(TUAN).text
    assert "Xã Tân Phú ·" in said
    assert "Trạm Y tế Tân Phú ·" in said
    assert "“tân phú” có thể là Xã Tân Phú, Trạm Y tế Tân Phú" in said


@pytest.mark.parametrize(
    ("typed", "unit"),
    [
        ("/dondoc xã tân phú", "X1"),
        ("/dondoc x. tân phú", "X1"),
        ("/dondoc trạm y tế tân phú", "T1"),
        ("/dondoc T1", "T1"),
        ("/dondoc tân an", "X3"),
        ("/dondoc phòng y tế", "PYT"),
        ("/dondoc y tế", "PYT"),
    ],
)
def test_who_is_the_only_one_is_urged(world: World, typed: str, unit: str) -> None:
    world.says(TUAN, typed)
    assert {one.partition("/")[0] for one in urged(world)} == {unit}


def test_the_one_that_is_chosen_is_urged(world: World) -> None:
    world.says(TUAN, "/dondoc hòa lợi")
    world.presses(TUAN, "2. Trạm Y tế Hòa Lợi")
    assert urged(world) == {"T2/QUY/2026-Q4"}


def test_an_announcement_is_not_sent_to_one_of_them(world: World) -> None:
    world.says(TUAN, "/thongbao tân phú: chiều họp 14h")
    assert not world.last(TUAN).text.startswith("Xem trước · Xã Tân Phú ·")
