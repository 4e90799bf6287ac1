"""A setup takes a task out of a report while it is read back: the rest is written, and what is not is named."""

import pytest

from storage.db.database import Database
from tests.handlers.drafts.communes import AN, RIGHT, communes, kept, load
from tests.world import World

LESS = ("    title: Báo cáo quý\n    units: {classes: [XA, PHONG]}\n    tasks: all",
        '    title: Báo cáo quý\n    units: {classes: [XA, PHONG]}\n    tasks: {codes: ["1.1", "3.1"]}')  # fmt: skip
GONE = "Nhiệm vụ 2.7 không còn trong báo cáo này nên tôi không ghi: đang thực hiện 60 %."


@pytest.fixture
def world(sqlite_database: Database) -> World:
    return communes(sqlite_database)


@pytest.mark.parametrize("said", ["2.7 60%, 3.1 xong", "3.1 xong; 2.7 60%", "3.1 XONG, 2.7 DAT 60%"])
def test_the_rest_is_written_and_what_left_is_named(world: World, said: str) -> None:
    world.says(AN, said)
    load(world, LESS)
    world.heard(AN)
    world.presses(AN, RIGHT)
    told = "\n".join(one.text for one in world.heard(AN))
    assert GONE in told, told
    assert "✓ 3.1 Trồng rừng · hoàn thành" in told
    assert kept(world) == {"PYT QUY": {"3.1"}}
    world.presses(AN, "Xem lại")
    assert "Chưa trả lời" not in world.last(AN).text


def test_where_all_of_it_left_nothing_is_written_and_that_is_said(world: World) -> None:
    world.says(AN, "2.7 60%")
    load(world, LESS)
    world.presses(AN, RIGHT)
    assert world.last(AN).text == GONE
    assert kept(world) == {}


def test_a_doubt_about_what_left_is_not_taken_for_the_next(world: World) -> None:
    world.says(AN, "2.7 40% xong, 3.1 50% xong")
    asked = world.last(AN)
    load(world, LESS)
    world.presses(AN, asked.labels[0])
    told = world.last(AN).text
    assert "Nhiệm vụ 2.7 không còn trong báo cáo này" in told, told
    assert "3.1" in told
    assert kept(world) == {}, "what is asked of 3.1 is asked anew"


def test_it_is_named_too_where_the_next_line_is_typed(world: World) -> None:
    world.says(AN, "2.7 60%, 3.1 xong")
    load(world, LESS)
    world.says(AN, "1.1 xong")
    assert GONE in world.last(AN).text
    assert "3.1 hoàn thành" in world.last(AN).text
    world.presses(AN, RIGHT)
    assert kept(world) == {"PYT QUY": {"1.1", "3.1"}}
    world.says(AN, "1.1 90%")
    assert "2.7" not in world.last(AN).text, "it is said once"


def test_in_english(world: World) -> None:
    world.says(AN, "/language en")
    world.says(AN, "2.7 60%, 3.1 done")
    load(world, LESS)
    world.heard(AN)
    world.presses(AN, "Right, put it in the draft")
    told = "\n".join(one.text for one in world.heard(AN))
    assert "This report no longer asks for task 2.7, so I have not kept: in progress 60 %." in told, told
    assert kept(world) == {"PYT QUY": {"3.1"}}


@pytest.mark.parametrize("typed", ["xóa 2.7 và 3.1", "xóa 3.1, 2.7"])
def test_what_is_taken_out_is_asked_anew(world: World, typed: str) -> None:
    world.says(AN, "2.7 60%, 3.1 xong")
    world.presses(AN, RIGHT)
    world.says(AN, typed)
    load(world, LESS)
    world.presses(AN, "Bỏ nội dung 2.7, 3.1")
    world.presses(AN, "Bỏ nội dung 3.1")
    assert kept(world) == {"PYT QUY": {"2.7"}}
