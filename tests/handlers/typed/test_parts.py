"""A text that a Telegram client sent in parts is read as one."""

import pytest

from domain.messaging.messages import Incoming
from storage.db.database import Database
from storage.tables import DraftEntry, Inbox, Outbox, Task
from tests.office import account_of
from tests.world import World

AN = "103"
WORK = "2.7 đang thực hiện, đạt 75%, "
LONG = (WORK + "đã làm việc với các xã, phường về mặt bằng; " * 200)[:4096]
TAIL = "vướng mắc: thiếu vốn đối ứng; 3.1 chưa thực hiện"


@pytest.fixture
def world(either_database: Database) -> World:
    world = World(either_database)
    world.furnish()
    world.person("PYT", "focal_point", "An", AN)
    world.at("2026-12-18 09:00")
    world.says(AN, "/nhiemvu")
    world.heard(AN)
    return world


def part(world: World, number: int, text: str, user: str = AN) -> Incoming:
    account = account_of("telegram")
    return Incoming("text", "telegram", account, AN, user, f"p{number}", world.now, text=text, message_id=str(number))


def read(world: World) -> str:
    """Whatever waited for a part has waited long enough."""
    world.passes(seconds=2)
    world.receives()
    assert all(row.done_at for row in world.all(Inbox))
    return world.said(AN)


@pytest.mark.parametrize("together", [True, False])
def test_two_parts_are_read_as_one(world: World, together: bool) -> None:
    first, second = part(world, 91, LONG), part(world, 92, TAIL)
    if together:
        world.receives(first, second)
    else:
        world.receives(first)
        assert world.heard(AN) == [], "it waits for its next part"
        world.passes(seconds=1)
        world.receives(second)
    said = read(world)
    assert "dài quá 2000 ký tự" in said
    assert "2.7 đang thực hiện 75 %, vướng mắc “thiếu vốn đối ứng”; 3.1 chưa thực hiện" in said
    assert "3.1 chưa thực hiện" in said
    assert said.count("Tôi hiểu là") == 1
    world.presses(AN, "Đúng, ghi vào nháp")
    codes = {task.id: task.code for task in world.all(Task)}
    kept = {codes[entry.task_id]: entry.answers for entry in world.all(DraftEntry)}
    assert kept["2.7"]["percent"] == 75
    assert kept["2.7"]["obstacle"] == "thiếu vốn đối ứng"
    assert kept["3.1"]["status"] == "not_started"


def test_three_parts(world: World) -> None:
    world.receives(part(world, 91, LONG), part(world, 92, "tiếp " * 600), part(world, 93, TAIL))
    said = read(world)
    assert "3.1 chưa thực hiện" in said
    assert "2.7 đang thực hiện 75 %" in world.last(AN).text


def test_a_long_text_that_comes_alone_is_read_alone_a_moment_later(world: World) -> None:
    world.receives(part(world, 91, LONG))
    assert world.heard(AN) == []
    assert "dài quá 2000 ký tự" in read(world)
    assert "2.7 đang thực hiện 75 %" in world.last(AN).text


def test_others_do_not_wait_meanwhile(world: World) -> None:
    world.person("PKT", "focal_point", "Lan", "100")
    world.receives(part(world, 91, LONG))
    world.says("100", "/nhiemvu")
    assert world.heard("100")


@pytest.mark.parametrize(
    ("number", "text"),
    [(93, "2.8 40%"), (92, "/nhiemvu"), (90, "chào")],
    ids=["not the next", "a command", "the one before"],
)
def test_what_is_no_next_part_stays_by_itself(world: World, number: int, text: str) -> None:
    world.receives(part(world, 91, LONG), part(world, number, text))
    read(world)
    answered = [row for row in world.all(Outbox) if row.chat_id == AN and row.lane == 0]
    assert len(answered) >= 3, "each is answered"


def test_short_lines_in_a_row_stay_lines(world: World) -> None:
    world.receives(part(world, 91, "2.7 40%"), part(world, 92, "3.1 xong"))
    said = world.said(AN)
    assert said.count("Tôi hiểu là") == 2
