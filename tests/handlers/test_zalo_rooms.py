"""Several Zalo bots share the people: invitations name the one with room, and a full one sends on."""

import pytest

from storage import zalo_bots
from storage.database import Database
from storage.tables import Invitation
from tests.office import account_of
from tests.world import World

TUAN = "900"
FULL, FREE = account_of("zalo"), "222"


@pytest.fixture
def world(database: Database, monkeypatch: pytest.MonkeyPatch) -> World:
    world = World(database)
    world.furnish()
    world.person("BTG", "coordinator", "Tuấn", TUAN)
    monkeypatch.setattr(zalo_bots, "MOST_PEOPLE", 2)
    with world.database.transaction() as session:
        zalo_bots.remember(session, FULL, "Đôn Đốc 1", "111")
        zalo_bots.remember(session, FREE, "Đôn Đốc 2", "222")
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
    assert "Zalo: https://zalo.me/222 (bot “Đôn Đốc 2”), rồi gõ mã" in world.last(TUAN).text


def test_a_full_bot_sends_on_and_the_code_stays_good(world: World) -> None:
    fills(world, 2)
    code = invited(world)
    world.says("z-moi", code, channel="zalo", account=FULL)
    assert "bot “Đôn Đốc 2”: https://zalo.me/222" in world.said("z-moi")
    world.says("z-khac", code, channel="zalo", account=FREE)
    assert [one.used_at for one in world.all(Invitation)] == [world.now]


def test_where_all_are_full_the_browser_is_named(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    code = invited(world)
    monkeypatch.setattr(zalo_bots, "MOST_PEOPLE", 0)
    world.says("z-moi", code, channel="zalo", account=FULL)
    assert "Các bot Zalo của cơ quan đã đủ người" in world.said("z-moi")
    assert [one.used_at for one in world.all(Invitation)] == [None]


def test_rooms_are_given_out_evenly() -> None:
    bots = [zalo_bots.Bot("1", "a", ""), zalo_bots.Bot("2", "b", "")]
    room = {bots[0]: 1, bots[1]: 3}
    given = []
    while (bot := zalo_bots.roomiest(room)) is not None:
        given.append(bot.account)
        room[bot] -= 1
    assert given.count("2") == 3
    assert given.count("1") == 1
    assert given[0] == "2"
