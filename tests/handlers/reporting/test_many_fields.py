"""A form of fifty-three figures: it can be set up, the page is offered before the questions, and typing goes on."""

from typing import Any

import pytest
from sqlalchemy import update

from storage.db.database import Database
from storage.setup.schema.field_rules import MOST_FIELDS
from storage.tables import DraftEntry, Requirement
from tests.world import World

LAN = "100"


def fields(count: int) -> list[dict[str, Any]]:
    return [
        {"code": f"so_{n}", "name": f"Số liệu {n}", "kind": "number", "required": True, "tasks": ["2.7"]}
        for n in range(1, count + 1)
    ]


@pytest.fixture
def world(sqlite_database: Database) -> World:
    world = World(sqlite_database)
    world.furnish()
    world.person("PKT", "focal_point", "Lan", LAN)
    world.at("2026-12-15 09:00")
    return world


def asks(world: World, count: int) -> None:
    with world.database.transaction() as session:
        session.execute(update(Requirement).values(fields=fields(count)))


def test_a_real_form_has_room() -> None:
    assert MOST_FIELDS >= 53


def test_the_page_is_offered_before_many_questions_and_typing_goes_on(world: World) -> None:
    asks(world, 53)
    world.says(LAN, "/baocao")
    world.presses(LAN, "2.7")
    assert len(world.last(LAN).labels) < 40
    [link] = world.last(LAN).urls
    world.presses(LAN, "Hoàn thành")
    assert world.last(LAN).text.startswith("Còn 53 chỉ tiêu. Điền tất cả trên một trang sẽ nhanh hơn")
    assert world.last(LAN).labels[0] == "Điền trên trang"
    assert world.last(LAN).urls == [link]
    assert "/bao-cao/" in link
    for n in range(1, 48):
        world.says(LAN, str(n))
    assert "Còn" not in world.last(LAN).text
    assert not world.last(LAN).urls, "six are left"
    [entry] = world.all(DraftEntry)
    assert entry.answers["so_47"] == 47


def test_few_questions_need_no_page(world: World) -> None:
    asks(world, 6)
    world.says(LAN, "/baocao")
    world.presses(LAN, "2.7")
    assert not world.last(LAN).urls
    world.presses(LAN, "Hoàn thành")
    assert not world.last(LAN).urls
