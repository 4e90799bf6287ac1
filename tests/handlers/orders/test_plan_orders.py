"""`/soket` and `/tinhhinh` without their slash and their marks, with a plan, a span, and politeness around."""

import pytest

from storage.db.database import Database
from tests.world import World

TUAN, LAN = "900", "100"


@pytest.fixture
def world(sqlite_database: Database) -> World:
    world = World(sqlite_database)
    world.furnish()
    world.open("KHCN-QUY", "2026-Q1", "2026-03-17 17:00")
    world.open("KHCN-QUY", "2026-Q2", "2026-06-17 17:00")
    world.open("KHCN-QUY", "2026-Q3", "2026-09-17 17:00")
    world.person("BTG", "coordinator", "Tuấn", TUAN)
    world.person("PKT", "focal_point", "Lan", LAN)
    world.at("2026-12-19 09:00")
    return world


ALL = "/soket KHCN"
ONE = "/soket KHCN 2026-Q1 2026-Q2"


@pytest.mark.parametrize(
    ("typed", "as_if"),
    [
        ("so ket KHCN", ALL),
        ("sơ kết KHCN", ALL),
        ("soket KHCN", ALL),
        ("Sơ kết khcn nhé", ALL),
        ("tong ket KHCN", ALL),
        ("tổng kết KHCN ạ", ALL),
        ("tongket khcn", ALL),
        ("sơ kết kế hoạch khoa học công nghệ", ALL),
        ("tổng kết kế hoạch khoa học và công nghệ", ALL),
        ("sơ kết kế hoạch", ALL),
        ("cho em xin bản sơ kết", ALL),
        ("cho tôi bản tổng kết kế hoạch", ALL),
        ("em chào anh, cho em xin báo cáo sơ kết KHCN với ạ", ALL),
        ("lập giúp tôi bản sơ kết KHCN", ALL),
        ("plan review KHCN", ALL),
        ("show me the plan review of KHCN please", ALL),
        ("so ket khcn quy 1 den quy 2", ONE),
        ("sơ kết quý 1 đến quý 2", ONE),
        ("sơ kết KHCN từ quý I đến quý II", ONE),
        ("cho xin bản sơ kết qúy 1 đến qúy 2", ONE),
        ("so ket KHCN 6 thang dau nam", "/soket KHCN 2026-H1 2026-H1"),
        ("sơ kết KHCN quý 1", "/soket KHCN 2026-Q1 2026-Q1"),
        ("sơ kết KHCN từ quý 2", "/soket KHCN từ 2026-Q2"),
        ("sơ kết từ đầu đến nay", ALL),
        ("sơ kết KHCN từ đầu đến quý 2", "/soket KHCN đến 2026-Q2"),
        ("tình hình KHCN", "/tinhhinh KHCN"),
        ("tinh hinh khcn", "/tinhhinh KHCN"),
        ("cho em xem tình hình kế hoạch khoa học công nghệ ạ", "/tinhhinh KHCN"),
        ("situation KHCN", "/tinhhinh KHCN"),
    ],
)
def test_it_does_what_the_command_does(world: World, typed: str, as_if: str) -> None:
    world.says(TUAN, as_if)
    wanted = world.last(TUAN).text
    assert wanted.startswith(
        ("📘", "📗", "📕", "Sơ kết", "Tổng kết", "📊", "📋", "🧭", "Trang", "📰", "**", "Kế hoạch")
    ), wanted
    world.says(TUAN, typed)
    assert world.last(TUAN).text == wanted


@pytest.mark.parametrize(
    "typed",
    [
        "tổng kết số liệu quý 4",
        "sơ kết chưa?",
        "tình hình thế nào rồi",
        "ai chưa sơ kết",
        "tổng kết cuối năm liên hoan ở đâu",
    ],
)
def test_what_is_said_of_something_else_is_no_review(world: World, typed: str) -> None:
    world.says(TUAN, ALL)
    review = world.last(TUAN).text
    world.says(TUAN, typed)
    assert world.last(TUAN).text != review


def test_who_only_reports_gets_none(world: World) -> None:
    for typed in ("so ket KHCN", "tình hình KHCN", "cho em xin bản sơ kết"):
        world.says(LAN, typed)
        assert "Phòng Y tế" not in world.last(LAN).text
