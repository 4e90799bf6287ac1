"""Obstacles without a chat: raised, forwarded, answered, closed, opened again."""

import pytest

from domain.reports.obstacles import ObstacleKind
from handlers.obstacles import actions
from handlers.obstacles.access import CannotHandleObstacle
from storage.db.database import Database
from tests.handlers.actions.caller import acting, events, queued
from tests.world import World

TUAN, LAN, AN, BINH = "900", "100", "101", "102"


@pytest.fixture
def world(sqlite_database: Database) -> World:
    world = World(sqlite_database)
    world.furnish()
    world.person("BTG", "coordinator", "Tuấn", TUAN)
    world.person("PKT", "focal_point", "Lan", LAN)
    world.person("PYT", "focal_point", "An", AN)
    world.person("PNV", "focal_point", "Bình", BINH, language="en")
    world.at("2026-12-15 09:00")
    return world


def test_an_obstacle_goes_its_way(world: World) -> None:
    o, others, pkt = world.obligation_id("PYT"), world.obligation_id("PKT"), world.unit_id("PKT")
    an, lan, tuan, binh = map(world.person_id, ("An", "Lan", "Tuấn", "Bình"))
    with acting(world, an) as caller:
        raised = actions.raise_obstacle(caller, o, None, "thiếu thuốc", ObstacleKind.OBSTACLE, urgent=True)
        x = raised.obstacle.id
        assert (raised.heard, queued(caller)) == (1, {TUAN: 1})
        again = actions.raise_obstacle(caller, o, None, "thiếu thuốc", ObstacleKind.OBSTACLE, urgent=False)
        assert (again.obstacle.id, again.heard) == (x, None), "said twice, it is one"
        with caller.refused(CannotHandleObstacle.NOT_YOUR_UNIT):
            actions.raise_obstacle(caller, others, None, "thiếu thuốc", ObstacleKind.OBSTACLE, urgent=False)
        with caller.refused(CannotHandleObstacle.NO_SUCH_TASK):
            actions.raise_obstacle(caller, o, 999, "thiếu thuốc", ObstacleKind.OBSTACLE, urgent=False)
        with caller.refused(CannotHandleObstacle.NOT_YOURS):
            actions.forward_to_unit(caller, x, pkt)
    with acting(world, tuan) as caller:
        assert actions.forward_to_unit(caller, x, pkt).heard
        assert queued(caller) == {TUAN: 1, LAN: 1, AN: 1}
        assert actions.forward_to_person(caller, x, binh).heard
        assert queued(caller) == {TUAN: 1, LAN: 1, AN: 2, BINH: 1}
        with caller.refused(CannotHandleObstacle.NOBODY_THERE):
            actions.forward_to_person(caller, x, 999)
    with acting(world, lan) as caller, caller.refused(CannotHandleObstacle.NOT_YOURS):
        actions.answer(caller, x, "đã cấp")
    with acting(world, binh) as caller:
        assert actions.answer(caller, x, "đã cấp").heard
        assert queued(caller) == {TUAN: 2, LAN: 1, AN: 3, BINH: 1}
        with caller.refused(CannotHandleObstacle.SETTLED):
            actions.answer(caller, x, "đã cấp")
    with acting(world, an) as caller:
        actions.reopen(caller, x)
        with caller.refused(CannotHandleObstacle.OPEN_ALREADY):
            actions.reopen(caller, x)
    with acting(world, tuan) as caller:
        actions.close(caller, x)
        done = [(action, who) for action, channel, who in events(caller) if channel == "api"]
        assert done == [
            ("obstacle.forwarded", tuan), ("obstacle.forwarded", tuan), ("obstacle.answered", binh),
            ("obstacle.reopened", an), ("obstacle.closed", tuan),
        ]  # fmt: skip
