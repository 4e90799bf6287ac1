"""Units and people stand in Vietnamese order wherever they are listed: 2 before 10, Đ after D."""

import re
from random import Random

import pytest

from domain.text import vietnamese_key
from scheduler.tick import tick
from storage.db.database import Database
from storage.reporting import drafts, duties
from storage.tables import Obligation, Task, Unit
from tests.world import World

AN = "101"
NAMES = ["Ban Điều phối", "Ban Dân vận", "Phường 1", "Phường 2", "Phường 10", "Đội Cảnh sát", "Đảng ủy phường 3"]
RIGHT = ["Ban Dân vận", "Ban Điều phối", "Đảng ủy phường 3", "Đội Cảnh sát", "Phường 1", "Phường 2", "Phường 10"]


@pytest.fixture
def world(sqlite_database: Database) -> World:
    """An reports for all these units, which came into the database in no order."""
    world = World(sqlite_database)
    names = Random(3).sample(NAMES, len(NAMES))
    units = {f"U{number}": name for number, name in enumerate(names)}
    world.furnish({**units, "BTG": "Ban Tuyên giáo"}, reporting=tuple(units))
    an = world.person("U0", "focal_point", "An", AN)
    for code in list(units)[1:]:
        world.appoint(an, code, "focal_point")
    return world


def units_in(text: str) -> list[str]:
    return re.findall("|".join(sorted(NAMES, key=len, reverse=True)), text)


def test_the_names_are_as_a_reader_orders_them() -> None:
    assert sorted(NAMES, key=vietnamese_key) == RIGHT


def test_duties_of_one_person(world: World) -> None:
    world.says(AN, "/nhiemvu")
    assert units_in(world.last(AN).text) == RIGHT
    owed = world.database.do(duties.owed_by, [world.unit_id(f"U{n}") for n in range(len(NAMES))])
    assert [duty.unit_name for duty in owed] == RIGHT
    ids = [duty.id for duty in owed]
    assert [duty.id for duty in world.database.do(duties.duties, ids[::-1])] == ids


def test_units_of_one_person(world: World) -> None:
    world.says(AN, "/start")
    assert units_in(world.last(AN).text) == RIGHT


def test_a_reminder_of_many(world: World) -> None:
    policy = world.add_policy("NHAC", [{"before": "1wd", "at": "08:30", "to": ["focal_point"]}])
    units = [f"U{n}" for n in range(len(NAMES))]
    world.add_requirement("NHANH", "Báo cáo nhanh", units=units, period_type="once", policy_id=policy)
    opened = world.open("NHANH", "once", "2026-12-10 17:00")
    world.at("2026-12-09 08:30")
    with world.database.transaction() as session:
        for id in opened:
            session.get_one(Obligation, id).next_check_at = world.now
    world.database.do(tick, world.now, world.context.calendar)
    world.deliver()
    assert units_in(world.last(AN).text) == RIGHT


def test_contributors_and_what_they_said(world: World) -> None:
    lead = "U0"
    others = [f"U{n}" for n in range(1, len(NAMES))]
    requirement = world.add_requirement("CHUNG", "Báo cáo chung", units=[lead], contributing=others, tasks=["2.7"])
    [obligation] = world.open("CHUNG", "2026-Q4")
    led = next(unit.name for unit in world.all(Unit) if unit.code == lead)
    in_order = [name for name in RIGHT if name != led]
    found = world.database.do(lambda session: [unit.name for unit in duties.contributors(session, requirement)])
    assert found == in_order
    person, task = world.person_id("An"), next(task.id for task in world.all(Task) if task.code == "2.7")
    ids = [world.unit_id(code) for code in others]
    with world.database.transaction() as session:
        for unit_id in ids:
            draft = drafts.begin(
                session,
                organisation_id=world.organisation_id,
                obligation_id=obligation,
                unit_id=unit_id,
                now=world.now,
            )
            drafts.put(session, draft, task, {"status": "done"}, person_id=person, said_at=world.now, now=world.now)
    written = world.database.do(drafts.read, obligation, world.unit_id(lead))
    assert [one.unit for one in written.by_others] == in_order


def test_who_may_stand_in_for_somebody_away(world: World) -> None:
    for n in range(len(NAMES)):
        world.person(f"U{n}", "deputy", "Bình")
        world.person(f"U{n}", "deputy", "Ánh")
    world.says(AN, "/vangmat 1/12 đến 5/12")
    labels = [label for label in world.last(AN).labels if " · " in label]
    assert [units_in(label)[0] for label in labels] == [name for name in RIGHT for _ in range(2)]
    assert [label.split()[1] for label in labels[:2]] == ["Ánh", "Bình"]
