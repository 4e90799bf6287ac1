"""People of one name, in one unit and in several: never two that look alike, never the first one taken."""

import pytest

from domain.finding.apart import told_apart
from storage.db.database import Database
from storage.tables import Absence, Obstacle
from tests.world import World

TUAN, AN = "900", "101"
UNITS = {"BTG": "Ban Tuyên giáo", "PYT": "Phòng Y tế", "PNV": "Phòng Nội vụ"}


@pytest.fixture
def world(sqlite_database: Database) -> World:
    world = World(sqlite_database)
    world.furnish(UNITS, reporting=("PYT", "PNV"))
    world.person("BTG", "coordinator", "Tuấn", TUAN)
    world.person("PYT", "focal_point", "An", AN)
    world.person("PYT", "focal_point", "Lê Văn Hùng", "102")
    world.person("PYT", "deputy", "Lê Văn Hùng")
    world.person("PYT", "deputy", "Lê Văn Hưng")
    world.person("PNV", "focal_point", "Lê Văn Hùng", "104")
    world.person("PNV", "unit_leader", "Hung")
    return world


def test_a_deputy_is_chosen_among_people_of_one_name(world: World) -> None:
    world.says(AN, "/vangmat 25/11 đến 27/11")
    labels = world.last(AN).labels
    assert labels == [
        "1. Lê Văn Hùng · Phòng Y tế · đầu mối",
        "2. Lê Văn Hùng · Phòng Y tế · đầu mối dự phòng",
        "3. Lê Văn Hưng · Phòng Y tế",
    ]
    world.says(AN, "Lê Văn Hùng")
    assert world.last(AN).labels == [label[3:] for label in labels[:2]]
    assert world.all(Absence) == []
    world.presses(AN, "Lê Văn Hùng · Phòng Y tế · đầu mối dự phòng")
    assert "Lê Văn Hùng · đầu mối dự phòng" in world.last(AN).text


def test_an_invitation_replaces_the_one_that_was_chosen(world: World) -> None:
    world.says(TUAN, "/moi PYT")
    heard = world.last(TUAN)
    replacing = [label for label in heard.labels if label.startswith("Thay ")]
    assert len(set(replacing)) == len(replacing) == 4
    assert "Thay Lê Văn Hùng · đầu mối dự phòng" in replacing


def test_an_obstacle_is_forwarded_to_the_one_that_was_chosen(world: World) -> None:
    world.says(AN, "/vuongmac thiếu kinh phí")
    world.presses(AN, "Gửi vướng mắc")
    world.says(TUAN, "/vuongmac")
    world.presses(TUAN, "Xem 1")
    world.presses(TUAN, "Chuyển")
    assert "Phòng Y tế" in world.last(TUAN).text
    world.says(TUAN, "hung")
    labels = world.last(TUAN).labels
    assert len(set(labels)) == len(labels)
    assert any("Hưng" in label for label in labels), labels
    world.says(TUAN, "Lê Văn Hùng (Phòng Y tế)")
    assert world.all(Obstacle)[0].state == "open", "two are called so"
    world.presses(TUAN, next(one for one in world.last(TUAN).labels if one.endswith("Phòng Y tế) · đầu mối dự phòng")))
    assert "đầu mối dự phòng" in world.last(TUAN).text


@pytest.mark.parametrize(
    ("names", "details", "shown"),
    [
        (["A", "B"], [["x"], ["x"]], ["A", "B"]),
        (["A", "A"], [["x", "1"], ["x", "2"]], ["A · 1", "A · 2"]),
        (["Hòa", "Hoà"], [["x"], ["y"]], ["Hòa · x", "Hoà · y"]),
        (["A", "A"], [["x"], ["x"]], ["A (1)", "A (2)"]),
        (["A", "A", "A"], [["x", ""], ["x", "m"], ["y", ""]], ["A · x", "A · x · m", "A · y"]),
        ([], [], []),
    ],
)
def test_no_more_is_shown_than_tells_apart(names: list[str], details: list[list[str]], shown: list[str]) -> None:
    assert told_apart(names, details) == shown


def test_who_has_not_read_is_told_apart(world: World) -> None:
    world.person("PYT", "deputy", "Lê Văn Hùng", "106")
    world.person("PYT", "deputy", "Hoa", "107")
    world.says(TUAN, "/thongbao họp 14h")
    world.presses(TUAN, f"Gửi cho {world.last(TUAN).labels[0].split()[2]} người")
    world.presses(TUAN, "Ai chưa đọc")
    lines = [line for line in world.last(TUAN).text.split("\n") if line.startswith("•")]
    assert len(set(lines)) == len(lines)
    assert "• Phòng Y tế · Hoa" in lines
    assert "• Phòng Nội vụ · Lê Văn Hùng" in lines
    assert "• Phòng Y tế · Lê Văn Hùng · đầu mối" in lines
    assert sum("Lê Văn Hùng · đầu mối dự phòng" in line for line in lines) == 2
