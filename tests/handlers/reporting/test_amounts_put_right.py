"""An amount, or a task, that was called wrong under a read-back: it is corrected, or asked about, and never kept."""

from typing import Any

import pytest
from sqlalchemy import update

from storage.db.database import Database
from storage.tables import Requirement
from tests.handlers.health_office import AN, RIGHT, ZALO, health_office, kept
from tests.world import World

FIELDS: list[dict[str, Any]] = [
    {"code": "dt", "name": "Diện tích", "kind": "number", "unit": "ha", "tasks": ["3.1", "4.8"]},
    {"code": "von", "name": "Vốn", "kind": "number", "unit": "triệu đồng", "tasks": ["2.7", "3.1"]},
    {"code": "ngay", "name": "Ngày họp", "kind": "date", "tasks": ["1.1"]},
]


@pytest.fixture
def world(sqlite_database: Database) -> World:
    world = health_office(sqlite_database)
    with world.database.transaction() as session:
        session.execute(update(Requirement).values(fields=FIELDS))
    return world


CORRECTED = [
    ("3.1 diện tích 2 ha", "nhầm, 3 ha", {"3.1": {"dt": 3}}),
    ("3.1 diện tích 2 ha", "nham, 3 ha thoi a", {"3.1": {"dt": 3}}),
    ("3.1 diện tích 2 ha", "3 ha mới đúng", {"3.1": {"dt": 3}}),
    ("3.1 diện tích 2 ha", "3 ha chứ không phải 2 ha", {"3.1": {"dt": 3}}),
    ("3.1 diện tích 2 ha", "sửa lại 3,5 ha", {"3.1": {"dt": 3.5}}),
    ("3.1 diện tích 2 ha", "sửa lại 35.000 m2", {"3.1": {"dt": 3.5}}),
    ("2.7 vốn 300 triệu", "nhầm, 500 triệu", {"2.7": {"von": 500}}),
    ("2.7 vốn 300 triệu", "KHÔNG PHẢI, 1,5 TỶ", {"2.7": {"von": 1500}}),
    ("3.1 50%, diện tích 2 ha", "không phải, 3 ha", {"3.1": {"status": "in_progress", "percent": 50, "dt": 3}}),
    ("3.1 50%, diện tích 2 ha", "không phải, 60%", {"3.1": {"status": "in_progress", "percent": 60, "dt": 2}}),
    ("3.1 diện tích 2 ha, vốn 300 triệu", "nhầm, 500 triệu", {"3.1": {"dt": 2, "von": 500}}),
    ("3.1 40%", "no, 50%", {"3.1": {"status": "in_progress", "percent": 50}}),
    ("3.1 40%", "sorry, it should be 50%", {"3.1": {"status": "in_progress", "percent": 50}}),
    ("3.1 40%", "nhầm, 50", {"3.1": {"status": "in_progress", "percent": 50}}),
    ("1.1 ngày họp 12/11", "nhầm, 15/11", {"1.1": {"ngay": "2026-11-15"}}),
    ("3.1 40%", "không, 4.8 mới đúng", {"4.8": {"status": "in_progress", "percent": 40}}),
    ("3.1 40%", "khong, 4.8 moi dung a", {"4.8": {"status": "in_progress", "percent": 40}}),
    ("3.1 diện tích 2 ha", "4.8 mới đúng", {"4.8": {"dt": 2}}),
    ("3.1 40%", "no, 4.8", {"4.8": {"status": "in_progress", "percent": 40}}),
]


@pytest.mark.parametrize(("first", "line", "meant"), CORRECTED)
@pytest.mark.parametrize("chat", [AN, ZALO])
def test_what_was_called_wrong_is_put_right(world: World, chat: str, first: str, line: str, meant: Any) -> None:
    world.says(chat, first)
    old = world.last(chat)
    world.says(chat, line)
    world.sends(chat, "button", key=old.key(RIGHT), message_id=old.message_id)
    assert kept(world) == {}, "the old card keeps what was called wrong"
    world.says(chat, "đúng")
    assert kept(world) == meant


@pytest.mark.parametrize(
    ("first", "line", "pressed", "meant"),
    [
        ("2.7 40%, 3.1 80%", "không, 30% thôi", "3.1", {"2.7": 40, "3.1": 30}),
        ("2.7 40%, 3.1 80%", "không, 30% thôi", "2.7", {"2.7": 30, "3.1": 80}),
        ("2.7 40%, 3.1 80%", "khong phai, 30% a", "Cả hai", {"2.7": 30, "3.1": 30}),
        ("2.7 40%, 3.1 80%, 4.8 10%", "nhầm, 30%", "Tất cả", {"2.7": 30, "3.1": 30, "4.8": 30}),
    ],
)
def test_of_several_it_is_asked_which(world: World, first: str, line: str, pressed: str, meant: dict[str, int]) -> None:
    world.says(AN, first)
    old = world.last(AN)
    world.says(AN, line)
    assert "là của mục nào ạ?" in world.last(AN).text
    question = world.last(AN)
    world.sends(AN, "button", key=old.key(RIGHT), message_id=old.message_id)
    assert kept(world) == {}
    world.presses(AN, pressed, on=question)
    world.says(AN, "đúng")
    assert {code: one["percent"] for code, one in kept(world).items()} == meant


def test_of_several_fields_it_is_asked_which(world: World) -> None:
    world.says(AN, "3.1 diện tích 2 ha, vốn 300 triệu")
    world.says(AN, "nhầm, 3")
    assert world.last(AN).labels == ["3.1 Diện tích: 3 ha", "3.1 Vốn: 3 triệu đồng"]
    world.presses(AN, "3.1 Diện tích: 3 ha")
    world.says(AN, "đúng")
    assert kept(world) == {"3.1": {"dt": 3, "von": 300}}


@pytest.mark.parametrize("line", ["nhầm, 3 ha", "không phải, 12 cuốn", "no, 500 million"])
def test_what_fits_nothing_changes_nothing_and_says_so(world: World, line: str) -> None:
    world.says(AN, "3.1 40%")
    world.says(AN, line)
    assert "không khớp với nội dung nào vừa đọc lại" in world.last(AN).text
    assert RIGHT in world.last(AN).labels


def test_of_several_tasks_it_is_asked_which_another_takes_the_place_of(world: World) -> None:
    world.says(AN, "2.7 40%, 3.1 80%")
    world.says(AN, "không, 4.8 mới đúng")
    assert world.last(AN).text.startswith("Tôi chưa rõ 4.8 thay cho mục nào. Anh/chị gõ ví dụ: 4.8 chứ không phải 2.7.")
    world.says(AN, "4.8 chứ không phải 2.7")
    world.says(AN, "đúng")
    assert {code: one["percent"] for code, one in kept(world).items()} == {"4.8": 40, "3.1": 80}
