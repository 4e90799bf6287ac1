"""The leader's page as an action: who may have it."""

import pytest

from handlers.briefs import actions
from handlers.briefs.actions import CannotBrief
from storage.db.database import Database
from storage.tables import Export
from tests.handlers.actions.caller import acting
from tests.world import World


@pytest.fixture
def world(sqlite_database: Database) -> World:
    world = World(sqlite_database)
    world.furnish()
    return world


def test_who_coordinates_and_who_leads_them_have_it(world: World) -> None:
    for number, (unit, role) in enumerate([("BTG", "coordinator"), ("BTG", "unit_leader"), ("BTG", "admin")]):
        person = world.person(unit, role, f"Người {number}", str(900 + number))
        with acting(world, person) as caller:
            assert actions.readable_plans(caller) == {world.plan_id()}
            actions.ask_for_document(caller, [world.plan_id()], number + 1)
    assert [export.what for export in world.all(Export)] == ["brief"] * 3


def test_pages_of_different_plans_are_different_files(world: World) -> None:
    plans = [world.plan_id(), world.add_plan("CCHC", "Kế hoạch cải cách hành chính", coordinators=["BTG"])]
    with acting(world, world.person("BTG", "unit_leader", "Chi", "950")) as caller:
        for asked in ([plans[0]], [plans[1]], plans, plans[::-1], [plans[0]]):
            actions.ask_for_document(caller, asked, 1)
    assert [export.plan_ids for export in world.all(Export)] == [[plans[0]], [plans[1]], plans]


def test_others_have_none(world: World) -> None:
    for role in ("focal_point", "unit_leader"):
        person = world.person("PYT", role, role, role)
        with acting(world, person) as caller:
            with caller.refused(CannotBrief.NO_PLAN):
                actions.readable_plans(caller)
            with caller.refused(CannotBrief.NO_PLAN):
                actions.ask_for_document(caller, [world.plan_id()], 1)
