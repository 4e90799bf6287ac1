"""Who writes in tests of typed lines: An of the health office, in two chats, two days before the report is due."""

from collections.abc import Mapping
from typing import Any

from storage.db.database import Database
from storage.tables import DraftEntry, Task
from tests.world import World

AN, ZALO = "101", "z-an"
RIGHT = "Đúng, ghi vào nháp"


def health_office(database: Database) -> World:
    world = World(database)
    world.furnish()
    an = world.person("PYT", "focal_point", "An", AN)
    world.address(an, ZALO, channel="zalo")
    world.at("2026-12-15 09:00")
    return world


def kept(world: World) -> dict[str, Mapping[str, Any]]:
    """The draft by task code."""
    codes = {task.id: task.code for task in world.all(Task)}
    return {codes[entry.task_id]: entry.answers for entry in world.all(DraftEntry)}
