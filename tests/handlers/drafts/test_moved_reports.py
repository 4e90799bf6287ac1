"""A report went to the unit that came after a merger: the former unit hears that, and not that it is excused."""

import pytest

from scheduler.tick import tick
from storage.db.database import Database
from tests.handlers.drafts.communes import LAN, RIGHT, TUAN, communes, load
from tests.world import World

MERGED = (
    "  - {code: T1,",
    "  - {code: XM, name: Xã Phú Lợi, classes: [XA]}\n  - {code: T1,",
)
CHANGE = (
    "plans:\n",
    'unit_changes:\n  - {kind: merge, date: 2026-12-16, basis: "NQ 13", before: [X1, X2], after: [XM]}\nplans:\n',
)


@pytest.fixture
def world(sqlite_database: Database) -> World:
    world = communes(sqlite_database)
    world.says(LAN, "báo cáo quý 3.1 40%")
    world.presses(LAN, RIGHT)
    load(world, MERGED, CHANGE)
    world.at("2026-12-16 09:00")
    with world.database.transaction() as session:
        tick(session, world.now, world.context.calendar)
    world.deliver()
    return world


def move(world: World) -> None:
    world.presses(TUAN, "Chuyển sang Xã Phú Lợi")
    world.presses(TUAN, next(label for label in world.last(TUAN).labels if label.startswith("Đúng, làm")))


@pytest.mark.parametrize("typed", ["báo cáo quý 3.1 60%", "BAO CAO QUY 3.1 60%", "xóa 3.1", "3.1 xong"])
def test_the_former_unit_hears_who_hands_it_in_now(world: World, typed: str) -> None:
    move(world)
    world.says(LAN, typed)
    assert world.last(LAN).text == (
        "Báo cáo quý IV/2026: sau khi sắp xếp đơn vị, báo cáo này đã chuyển sang Xã Phú Lợi; "
        "đơn vị cũ không phải nộp nữa."
    )


def test_the_units_screen_says_so_too(world: World) -> None:
    move(world)
    world.says(TUAN, "/donvi xã tân phú")
    said = world.last(TUAN).text
    assert "đã chuyển sang đơn vị khác (“Chuyển sang Xã Phú Lợi theo NQ 13”)" in said, said
    assert "được miễn" not in said


def test_a_report_that_was_excused_is_excused(world: World) -> None:
    world.presses(TUAN, "Miễn báo cáo")
    world.presses(TUAN, next(label for label in world.last(TUAN).labels if label.startswith("Đúng")))
    world.says(LAN, "báo cáo quý 3.1 60%")
    assert "được miễn kỳ này" in world.last(LAN).text


def test_in_english(world: World) -> None:
    move(world)
    world.says(LAN, "/language en")
    world.says(LAN, "báo cáo quý 3.1 60%")
    assert "went to Xã Phú Lợi" in world.last(LAN).text
