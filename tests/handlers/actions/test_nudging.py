"""Urging and announcing without a chat."""

from datetime import timedelta
from functools import partial

import pytest

from handlers.following import actions as following
from handlers.following.actions import CannotFollow
from handlers.letters import actions as letters
from handlers.letters.actions import CannotWriteLetter
from handlers.nudging import actions
from handlers.nudging.actions import CannotAnnounce, CannotNudge
from storage.db.database import Database
from tests.handlers.actions.caller import acting, events, queued
from tests.world import World

TUAN, LAN, AN = "900", "100", "101"


@pytest.fixture
def world(sqlite_database: Database) -> World:
    world = World(sqlite_database)
    world.furnish()
    world.person("BTG", "coordinator", "Tuấn", TUAN)
    world.person("PKT", "focal_point", "Lan", LAN)
    world.person("PYT", "focal_point", "An", AN, language="en")
    return world


def test_units_that_are_late_are_urged_once_an_hour(world: World) -> None:
    tuan, plan, pyt = world.person_id("Tuấn"), world.plan_id(), world.unit_id("PYT")
    with acting(world, tuan) as caller, caller.refused(CannotNudge.NOBODY_LATE):
        actions.nudge(caller, [plan])
    world.at("2026-12-18 09:00")
    with acting(world, tuan) as caller:
        some = actions.nudge(caller, [plan], [pyt], say="gửi giúp")
        assert [row.unit_id for row in some.urged] == [pyt]
        everybody = actions.nudge(caller, [plan])
        assert [len(rows) for rows in (everybody.urged, everybody.spared, everybody.unreached)] == [1, 1, 1]
        assert queued(caller) == {AN: 1, LAN: 1}
        assert [(action, who) for action, _, who in events(caller)] == [
            ("person.nudged", tuan),
            ("unit.nudged", tuan),
        ] * 2
        with caller.refused(CannotNudge.TOO_LONG):
            actions.nudge(caller, [plan], say="x" * 501)
    with acting(world, world.person_id("An")) as caller, caller.refused(CannotNudge.NOT_YOUR_PLAN):
        actions.nudge(caller, [plan])


def test_an_announcement_goes_out_once(world: World) -> None:
    with acting(world, world.person_id("Tuấn")) as caller:
        assert len(actions.audience(caller, "").lost) == 1
        assert actions.announce(caller, "", "tất cả", "Họp lúc 9 giờ").people_told == 2
        assert [action for action, _, _ in events(caller)] == ["announcement.sent"]
        assert queued(caller) == {LAN: 1, AN: 1}
        with caller.refused(CannotAnnounce.ALREADY):
            actions.announce(caller, "", "tất cả", "Họp lúc 9 giờ")
        with caller.refused(CannotAnnounce.GONE):
            actions.announce(caller, "plan:khác", "kế hoạch khác", "Họp lúc 9 giờ")


def test_an_announcement_is_acknowledged_by_those_who_were_told(world: World) -> None:
    tuan, lan = world.person_id("Tuấn"), world.person_id("Lan")
    with acting(world, tuan) as caller:
        id = actions.announce(caller, "", "tất cả", "Họp lúc 9 giờ").announcement_id
        assert {one.person for one in actions.unread(caller, id)[1]} == {"Lan", "An"}
        with caller.refused(CannotAnnounce.NOT_TO_YOU):
            actions.acknowledge(caller, id)
    with acting(world, lan) as caller:
        assert actions.acknowledge(caller, id).text == "Họp lúc 9 giờ"
        assert actions.acknowledge(caller, id).text == "Họp lúc 9 giờ", "said twice, it is as before"
        with caller.refused(CannotAnnounce.NOT_TO_YOU):
            actions.unread(caller, id)
        with caller.refused(CannotAnnounce.NOT_TO_YOU):
            actions.acknowledge(caller, 999)
    with acting(world, tuan) as caller:
        assert [one.person for one in actions.unread(caller, id)[1]] == ["An"]
        assert [action for action, _, _ in events(caller)] == ["announcement.sent"], "having read is no event"


def test_only_who_follows_the_plan_sees_what_was_urged(world: World) -> None:
    owed, tuan, an = world.obligation_id("PKT"), world.person_id("Tuấn"), world.person_id("An")
    with acting(world, an) as caller:
        for look in (following.followed_duty, partial(following.ask_for_urgings, to=1)):
            for obligation_id in (owed, 999):
                with caller.refused(CannotFollow.NOT_YOUR_PLAN):
                    look(caller, obligation_id)
    with acting(world, tuan) as caller:
        assert following.followed_duty(caller, owed).unit_code == "PKT"


def test_a_letter_that_cannot_be_written(world: World) -> None:
    tuan, an, until = world.person_id("Tuấn"), world.person_id("An"), world.now + timedelta(days=9)
    plan = world.plan_id()
    with acting(world, an) as caller, caller.refused(CannotWriteLetter.NOT_YOUR_PLAN):
        letters.ask_for_letters(caller, [plan], until, 1)
    with acting(world, tuan) as caller:
        with caller.refused(CannotWriteLetter.NOBODY_LATE):
            letters.ask_for_letters(caller, [plan], until, 1)
        with caller.refused(CannotWriteLetter.PAST):
            letters.ask_for_letters(caller, [plan], world.now, 1)
