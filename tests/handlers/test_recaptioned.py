"""The words under a file, edited: with which task it belongs then."""

import pytest

from handlers.drafting import kept_files
from storage.db.database import Database
from storage.tables import DraftEntry, Task
from tests import files
from tests.world import World

AN = "103"


@pytest.fixture
def world(sqlite_database: Database) -> World:
    world = World(sqlite_database)
    world.furnish()
    world.person("PYT", "focal_point", "An", AN)
    world.at("2026-12-15 09:00")
    return world


def sends(world: World, text: str, number: int = 1, album: str | None = None) -> None:
    source = f"photo-{number}"
    world.outside[source] = files.picture(colour=("red", "blue")[number % 2])
    extra = {"file_id": source, **({"album": album} if album else {})}
    name, message = f"{number}.jpg", f"m-{number}"
    world.sends(AN, "file", what="photo", text=text, file_name=name, file_size=100, message_id=message, extra=extra)


def edits(world: World, text: str) -> str:
    world.heard(AN)
    world.passes(minutes=1)
    world.sends(AN, "edited", text=text, message_id="m-1", extra={"written_at": int(world.now.timestamp()) - 60})
    return world.said(AN)


def attached(world: World) -> dict[str, list[str]]:
    codes = {task.id: task.code for task in world.all(Task)}
    found = {codes[e.task_id]: [file["name"] for file in e.answers.get("files", ())] for e in world.all(DraftEntry)}
    return {code: names for code, names in found.items() if names}


@pytest.mark.parametrize("is_here", [True, False])
def test_words_put_under_a_file_answer_where_it_belongs(world: World, is_here: bool) -> None:
    sends(world, "")
    if is_here:
        world.fetch_files()
        assert "vào nhiệm vụ nào" in world.last(AN).text
    edits(world, "3.1")
    world.fetch_files()
    assert attached(world) == {"3.1": ["1.jpg"]}
    assert world.last(AN).text.startswith("Đã đính kèm 1.jpg")
    world.says(AN, "4.8")
    assert attached(world) == {"3.1": ["1.jpg"]}, "it is no longer asked where"


@pytest.mark.parametrize("album", [None, "a"])
def test_another_task_is_asked_about_before_the_file_moves(world: World, album: str | None) -> None:
    sends(world, "3.1", album=album)
    if album:
        sends(world, "", 2, album)
    world.fetch_files()
    before = attached(world)
    assert "đang ở nhiệm vụ 3.1. Chuyển sang 4.8" in edits(world, "4.8")
    assert attached(world) == before
    world.presses(AN, "Để ở 3.1")
    assert attached(world) == before
    edits(world, "4.8 ")
    edits(world, "3.1")
    edits(world, "4.8")
    card = world.last(AN)
    for _ in range(2):
        world.presses(AN, "Chuyển sang 4.8", on=card)
        assert attached(world) == {"4.8": before["3.1"]}


def test_what_else_the_words_say_is_read_back_too(world: World) -> None:
    sends(world, "3.1")
    world.fetch_files()
    said = edits(world, "4.8 được 50%")
    assert "Chuyển sang 4.8" in said
    assert "Tôi hiểu là: 4.8 đang thực hiện 50 %." in said


def test_a_report_that_is_in_keeps_its_files(world: World) -> None:
    sends(world, "3.1")
    world.fetch_files()
    world.says(AN, "tất cả xong")
    world.presses(AN, "Đúng, ghi vào nháp")
    world.says(AN, "/baocao")
    world.presses(AN, "Xem lại")
    world.presses(AN, "Gửi báo cáo")
    assert "Báo cáo đã nộp nên 1.jpg (JPG, 1 kB) vẫn ở nhiệm vụ 3.1" in edits(world, "4.8")
    assert attached(world) == {}


def test_a_file_that_cannot_be_moved_stays_where_it_was(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_files, "MOST_WITH_A_TASK", 1)
    for text, number in (("4.8", 2), ("3.1", 1)):
        sends(world, text, number)
        world.fetch_files()
    before = attached(world)
    edits(world, "4.8")
    world.presses(AN, "Chuyển sang 4.8")
    assert attached(world) == before == {"4.8": ["2.jpg"], "3.1": ["1.jpg"]}
