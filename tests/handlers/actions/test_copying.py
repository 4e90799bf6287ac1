"""A report's own copy as an action: who may have it."""

import pytest

from handlers.copies import actions
from handlers.copies.actions import CannotCopy
from storage.db.database import Database
from storage.tables import Export, Report
from tests.handlers.actions.caller import acting
from tests.world import World


@pytest.fixture
def world(sqlite_database: Database) -> World:
    world = World(sqlite_database)
    world.furnish()
    world.person("PKT", "focal_point", "Lan", "100")
    for line in ("/baocao", "/khongphatsinh"):
        world.says("100", line)
    world.presses("100", "Gửi báo cáo")
    return world


def test_its_unit_and_who_follows_the_plan_have_it(world: World) -> None:
    [report] = world.all(Report)
    for number, (unit, role) in enumerate([("PKT", "unit_leader"), ("PKT", "deputy"), ("BTG", "coordinator")], 2):
        person = world.person(unit, role, f"Người {number}", str(900 + number))
        with acting(world, person) as caller:
            assert actions.ask_for_document(caller, report.id, number).report.number == report.number
    assert [(export.what, export.args) for export in world.all(Export)] == [("copy", {"report_id": report.id})] * 3


def test_others_have_none_nor_is_there_another(world: World) -> None:
    [report] = world.all(Report)
    an = world.person("PYT", "focal_point", "An", "101")
    tuan = world.person("BTG", "coordinator", "Tuấn", "900")
    for person, asked in ((an, report.id), (tuan, report.id + 1)):
        with acting(world, person) as caller, caller.refused(CannotCopy.NOT_YOURS):
            actions.ask_for_document(caller, asked, 1)
