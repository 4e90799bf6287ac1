"""At a question for words or a number: what was said last time, an answer that comes later, and a question back."""

from typing import Any

import pytest
from sqlalchemy import update

from storage.db.database import Database
from storage.tables import DraftEntry, Requirement, Task
from tests.world import World

AN = "z-an"
FIELD = {"code": "tthc", "name": "TTHC", "kind": "number", "unit": "thủ tục", "tasks": ["2.7"]}


@pytest.fixture
def world(sqlite_database: Database) -> World:
    world = World(sqlite_database)
    world.furnish()
    with world.database.transaction() as session:
        session.execute(update(Requirement).values(fields=[FIELD]))
    world.open("KHCN-QUY", "2026-Q3")
    world.person("PYT", "focal_point", "An", AN, channel="zalo")
    world.at("2026-09-15 09:00")
    for line in ("2.7 25%, tthc 80, vướng mắc: thiếu vốn; 1.1, 3.1, 4.8, 5.2, 6.2, T.1 50%", "đúng", "xem lại", "1"):
        world.says(AN, line)
    assert world.last(AN).text.startswith("Đã nộp"), world.last(AN).text
    world.at("2026-12-15 09:00")
    return world


def kept(world: World, code: str = "2.7") -> dict[str, Any]:
    task_id = next(task.id for task in world.all(Task) if task.code == code)
    return next((dict(entry.answers) for entry in world.all(DraftEntry) if entry.task_id == task_id), {})


def asks(world: World, task: str, what: str) -> None:
    for line in ("/huy", "/baocao", task, what):
        world.says(AN, line)


def test_as_last_time_is_what_was_said_then(world: World) -> None:
    for said in ("như cũ", "vẫn như kỳ trước ạ", "giong ky truoc", "vẫn vậy", "không thay đổi"):
        asks(world, "2.7", "Vướng mắc")
        world.says(AN, said)
        assert kept(world)["obstacle"] == "thiếu vốn", said
        asks(world, "2.7", "Vướng mắc")
        world.says(AN, "không")
        assert "obstacle" not in kept(world)
    asks(world, "3.1", "Vướng mắc")
    world.says(AN, "như cũ")
    assert "Kỳ trước mục 3.1 không có vướng mắc, nên tôi chưa ghi gì." in world.last(AN).text
    assert kept(world, "3.1") == {}


def test_what_comes_later_or_asks_back_is_no_answer(world: World) -> None:
    for said in ("để sau", "bổ sung sau nhé", "k biết", "hạn là khi nào", "ghi gì ạ", "cái này ghi sao"):
        asks(world, "2.7", "Vướng mắc")
        world.says(AN, said)
        assert kept(world) == {}, said
    for said in ("chưa có số liệu", "chưa rõ cơ chế thế nào", "chưa biết khi nào có vốn"):
        asks(world, "2.7", "Vướng mắc")
        world.says(AN, said)
        assert kept(world)["obstacle"] == said


def test_a_number_that_is_not_known_yet_is_passed_over(world: World) -> None:
    for said, answers in (
        ("như kỳ trước", {"tthc": 80}), ("chưa có số", {}), ("để sau", {}), ("k biết", {}), ("không có", {}),
    ):  # fmt: skip
        asks(world, "2.7", "50 %")
        world.says(AN, said)
        assert kept(world) == {"status": "in_progress", "percent": 50, **answers}, said
        world.says(AN, "/baocao")
        world.says(AN, "2.7 tthc không")
        with world.database.transaction() as session:
            session.query(DraftEntry).delete()
