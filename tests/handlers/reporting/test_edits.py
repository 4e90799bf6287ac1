"""Edits: silence where no word was edited, and older words never in the place of newer ones without saying so."""

from datetime import datetime

import pytest

from storage.db.database import Database
from storage.tables import DraftEntry, Task
from tests.world import World

AN = "103"


@pytest.fixture
def world(sqlite_database: Database) -> World:
    world = World(sqlite_database)
    world.furnish()
    world.person("PYT", "focal_point", "An", AN)
    world.at("2026-12-18 09:00")
    return world


def kept(world: World) -> dict[str, object]:
    codes = {task.id: task.code for task in world.all(Task)}
    return {codes[entry.task_id]: entry.answers.get("percent") for entry in world.all(DraftEntry)}


def edits(world: World, text: str, message_id: str, written: str = "2026-12-18 09:00") -> str:
    world.heard(AN)
    at = datetime.fromisoformat(f"{written}+07:00").timestamp()
    world.sends(AN, "edited", text=text, message_id=message_id, extra={"written_at": int(at)})
    return world.said(AN)


@pytest.mark.parametrize("text", ["2.7 50%", "2.7 hoàn thành", "chào bạn", "/nhiemvu", "2.7 50%\n3.1 xong"])
@pytest.mark.parametrize("answered", [True, False])
def test_where_no_word_was_edited_there_is_silence(world: World, text: str, answered: bool) -> None:
    world.says(AN, text, message_id="m-1")
    if answered and "Đúng, ghi vào nháp" in world.last(AN).labels:
        world.presses(AN, "Đúng, ghi vào nháp")
    before = kept(world)
    for same in (text, text, f"{text} "):
        world.passes(minutes=5)
        assert edits(world, same, "m-1") == ""
    assert kept(world) == before


def test_a_caption_that_stayed_as_it_was(world: World) -> None:
    world.sends_file(AN, "anh.jpg", b"\xff\xd8\xff" + b"x" * 100, what="photo", text="2.7")
    [heard] = [world.all(row) for row in (DraftEntry,)]
    world.sends(AN, "file", what="photo", file_name="b.jpg", text="2.7 ảnh", message_id="m-4", extra={"file_id": "f"})
    assert edits(world, "2.7 ảnh", "m-4") == ""
    assert heard == []


def test_an_edit_and_then_a_reaction_to_it(world: World) -> None:
    world.says(AN, "2.7 50%", message_id="m-1")
    assert "2.7 đang thực hiện 60 %" in edits(world, "2.7 60%", "m-1")
    assert edits(world, "2.7 60%", "m-1") == ""
    assert "2.7 đang thực hiện 50 %" in edits(world, "2.7 50%", "m-1"), "back to what it was is an edit too"


@pytest.mark.parametrize("confirmed", [True, False])
def test_an_older_message_is_not_offered_over_a_newer_word_without_saying_so(world: World, confirmed: bool) -> None:
    world.says(AN, "2.7 50%", message_id="m-1")
    if confirmed:
        world.presses(AN, "Đúng, ghi vào nháp")
    world.passes(minutes=10)
    world.says(AN, "2.7 80%", message_id="m-2")
    world.presses(AN, "Đúng, ghi vào nháp")
    world.passes(minutes=10)
    assert edits(world, "2.7 50%", "m-1") == "", "a reaction on the older one"
    said = edits(world, "2.7 55%", "m-1")
    assert "Tin vừa sửa là tin cũ; sau tin ấy đã ghi: 2.7 đang thực hiện 80 %." in said
    assert "Tôi hiểu là: 2.7 đang thực hiện 55 %." in said
    assert kept(world)["2.7"] == 80
    world.presses(AN, "Đúng, ghi vào nháp")
    assert kept(world)["2.7"] == 55


def test_the_newest_message_is_no_older_one(world: World) -> None:
    world.says(AN, "2.7 50%", message_id="m-1")
    world.passes(minutes=1)
    world.presses(AN, "Đúng, ghi vào nháp")
    world.passes(minutes=10)
    assert "tin cũ" not in edits(world, "2.7 55%", "m-1")


def test_of_other_tasks_nothing_is_said(world: World) -> None:
    world.says(AN, "2.7 50%", message_id="m-1")
    world.passes(minutes=1)
    world.says(AN, "3.1 80%", message_id="m-2")
    world.presses(AN, "Đúng, ghi vào nháp")
    assert "tin cũ" not in edits(world, "2.7 55%", "m-1")


def test_a_message_that_never_came(world: World) -> None:
    """One of these days may have been missed; what is older cannot be edited by people any more."""
    assert "2.7 đang thực hiện 50 %" in edits(world, "2.7 50%", "m-9", written="2026-12-17 10:00")
    assert edits(world, "2.7 50%", "m-8", written="2026-12-16 08:00") == ""
    world.says(AN, "2.7 80%", message_id="m-10")
    world.presses(AN, "Đúng, ghi vào nháp")
    assert "sau tin ấy đã ghi: 2.7 đang thực hiện 80 %" in edits(world, "2.7 40%", "m-7", written="2026-12-17 10:00")


def test_a_report_that_went_in_since(world: World) -> None:
    world.says(AN, "2.7 50%", message_id="m-1")
    world.passes(minutes=10)
    world.says(AN, "2.7 80%; các nhiệm vụ còn lại xong", message_id="m-2")
    for label in ("Đúng, ghi vào nháp", "Xem lại", "Gửi báo cáo"):
        world.presses(AN, label)
    world.passes(minutes=10)
    assert edits(world, "2.7 50%", "m-1") == ""
    assert "sau tin ấy đã ghi: 2.7 đang thực hiện 80 %" in edits(world, "2.7 55%", "m-1")
