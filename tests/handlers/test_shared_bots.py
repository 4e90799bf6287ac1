"""Several Zalo bots share the people: invitations name the one with room, and a full one sends on."""

import pytest

from domain.messaging.channels import MOST_PEOPLE
from storage.db.database import Database
from storage.messages import shared_bots
from storage.tables import Invitation
from tests.office import account_of
from tests.world import World

TUAN = "900"
FULL, FREE = account_of("zalo"), "222"


@pytest.fixture
def world(either_database: Database, monkeypatch: pytest.MonkeyPatch) -> World:
    world = World(either_database)
    world.furnish()
    world.person("BTG", "coordinator", "Tuấn", TUAN)
    monkeypatch.setitem(MOST_PEOPLE, "zalo", 2)
    with world.database.transaction() as session:
        shared_bots.remember(session, "zalo", FULL, "Đôn Đốc 1", "")
        shared_bots.remember(session, "zalo", FREE, "Đôn Đốc 2", "https://zalo.me/222")
    return world


def fills(world: World, people: int) -> None:
    for n in range(people):
        world.person("PKT", "focal_point", f"Người {n}", f"z{n}", channel="zalo")


def invited(world: World) -> str:
    """The code in the letter that a coordinator is given."""
    world.says(TUAN, "/moi PKT")
    world.presses(TUAN, "Đầu mối")
    letter = world.last(TUAN).text
    return letter.partition("gõ mã ")[2].split()[0]


def test_an_invitation_names_the_bot_with_the_most_room(world: World) -> None:
    fills(world, 1)
    invited(world)
    assert "Zalo: mở https://zalo.me/222 (hoặc tìm bot “Đôn Đốc 2”), rồi gõ mã" in world.last(TUAN).text


def test_a_full_bot_sends_on_and_the_code_stays_good(world: World) -> None:
    fills(world, 2)
    code = invited(world)
    world.says("z-moi", code, channel="zalo", account=FULL)
    assert "bot “Đôn Đốc 2”: https://zalo.me/222" in world.said("z-moi")
    world.says("z-khac", code, channel="zalo", account=FREE)
    assert [one.used_at for one in world.all(Invitation)] == [world.now]


def test_a_bot_whose_link_nobody_told_is_found_by_its_name(world: World) -> None:
    fills(world, 0)
    with world.database.transaction() as session:
        shared_bots.remember(session, "zalo", FREE, "Đôn Đốc 2", "")
    invited(world)
    assert "Zalo: tìm bot “Đôn Đốc 1” trong ô tìm kiếm, rồi gõ mã" in world.last(TUAN).text
    assert "zalo.me" not in world.last(TUAN).text


def test_strangers_take_room_too(world: World) -> None:
    for n in range(2):
        world.says(f"z-la-{n}", "chào", channel="zalo", account=FULL)
    invited(world)
    assert "tìm bot “Đôn Đốc 2”" in world.last(TUAN).text


def test_where_all_are_full_the_browser_is_named(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    code = invited(world)
    monkeypatch.setitem(MOST_PEOPLE, "zalo", 0)
    world.says("z-moi", code, channel="zalo", account=FULL)
    assert "Các bot Zalo của cơ quan đã đủ người" in world.said("z-moi")
    assert [one.used_at for one in world.all(Invitation)] == [None]


def test_rooms_are_given_out_evenly() -> None:
    bots = [shared_bots.Bot("zalo", "1", "a"), shared_bots.Bot("zalo", "2", "b")]
    room = {bots[0]: 1, bots[1]: 3}
    given = []
    while (bot := shared_bots.roomiest(room)) is not None:
        given.append(bot.account)
        room[bot] -= 1
    assert given.count("2") == 3
    assert given.count("1") == 1
    assert given[0] == "2"
