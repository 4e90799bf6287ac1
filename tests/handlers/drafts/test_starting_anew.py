"""`làm lại từ đầu`, `start over`: who wants to begin anew leaves what is asked; a draft stays, and that is said."""

import pytest

from storage.db.database import Database
from tests.handlers.drafts.communes import AN, TUAN, communes, kept
from tests.world import World

ANEW = ["làm lại từ đầu", "LAM LAI TU DAU", "bắt đầu lại", "start over", "Start over", "start again", "restart"]


@pytest.fixture
def world(sqlite_database: Database) -> World:
    return communes(sqlite_database)


@pytest.mark.parametrize("typed", ANEW)
@pytest.mark.parametrize("asked", ["/vangmat", "/giahan", "3.1 40%"])
def test_a_question_is_left(world: World, typed: str, asked: str) -> None:
    world.says(AN, asked)
    world.says(AN, typed)
    assert world.last(AN).text == "Đã dừng."
    assert kept(world) == {}


@pytest.mark.parametrize("typed", ANEW)
def test_an_announcement_is_not_made_of_it(world: World, typed: str) -> None:
    world.says(TUAN, "/thongbao các xã")
    world.says(TUAN, typed)
    assert world.last(TUAN).text == "Đã dừng."


@pytest.mark.parametrize("typed", ANEW)
def test_a_draft_stays_and_that_is_said(world: World, typed: str) -> None:
    world.says(AN, "3.1 40%")
    world.presses(AN, "Đúng, ghi vào nháp")
    world.says(AN, typed)
    assert world.last(AN).text.startswith("Bản nháp vẫn giữ")
    assert kept(world) == {"PYT QUY": {"3.1"}}


@pytest.mark.parametrize("typed", ["start 24KHCN26", "bắt đầu 24KHCN26"])
def test_a_code_is_still_one(world: World, typed: str) -> None:
    world.says(AN, typed)
    assert "Mã này" in world.last(AN).text
