"""A reminder does not take the turn from somebody who is answering something by a number."""

import pytest
from sqlalchemy import update

from scheduler.tick import tick
from storage.db.database import Database
from storage.installation.calendars import work_calendar
from storage.tables import DraftEntry, Obligation, ReminderEntry, Requirement
from tests.world import World

LAN = "z-lan"


@pytest.fixture
def world(sqlite_database: Database) -> World:
    world = World(sqlite_database)
    world.furnish()
    policy = world.add_policy("P", [{"before": "2wd", "at": "09:00", "to": ["focal_point"]}])
    world.person("PKT", "focal_point", "Lan", LAN, channel="zalo")
    world.at("2026-12-15 08:59")
    with world.database.transaction() as session:
        session.execute(update(Requirement).values(policy_id=policy))
        session.execute(update(Obligation).values(next_check_at=world.now))
    return world


def reminded(world: World) -> list[tuple[str, str | None]]:
    return [
        (entry.outcome, entry.reason) for entry in world.all(ReminderEntry) if entry.person_id == world.person_id("Lan")
    ]


def ticks(world: World) -> str:
    world.database.do(tick, world.now, work_calendar())
    world.deliver()
    return world.said(LAN)


def test_between_the_read_back_and_the_answer_no_reminder_comes(world: World) -> None:
    world.says(LAN, "2.7 40%")
    assert world.last(LAN).text.startswith("Tôi hiểu là")
    world.heard(LAN)
    world.at("2026-12-15 09:00")
    assert ticks(world) == ""
    assert reminded(world) == [("saved", "answering")]
    world.says(LAN, "1")
    assert [entry.answers for entry in world.all(DraftEntry)] == [{"status": "in_progress", "percent": 40}]
    world.heard(LAN)
    world.passes(minutes=6)
    assert "Nhắc báo cáo" in ticks(world)
    world.passes(minutes=1)
    assert ticks(world) == ""


def test_who_is_not_answering_is_reminded_in_time(world: World) -> None:
    world.says(LAN, "/nhiemvu")
    world.heard(LAN)
    world.at("2026-12-15 09:00")
    assert "Nhắc báo cáo" in ticks(world)
    assert reminded(world) == [("queued", None)]
