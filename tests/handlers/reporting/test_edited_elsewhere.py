"""An edited message that now names another report or unit goes there, and what it put before is taken back."""

from datetime import datetime

import pytest

from storage.tables import Draft, DraftEntry, Task, Unit
from tests.handlers.reporting.test_several_places import world as of_several
from tests.world import World

LAN, MAI = "100", "200"
RIGHT = "Đúng, ghi vào nháp"
world = of_several


def kept(world: World) -> dict[str, dict[str, object]]:
    """What the drafts say, by requirement and unit: the status and per cent of each task."""
    codes = {task.id: task.code for task in world.all(Task)}
    units = {unit.id: unit.code for unit in world.all(Unit)}
    drafts = {draft.id: f"{draft.obligation_id}·{units[draft.unit_id]}" for draft in world.all(Draft)}
    found: dict[str, dict[str, object]] = {}
    for entry in world.all(DraftEntry):
        if entry.answers:
            said = entry.answers.get("percent") or entry.answers.get("status") or entry.answers
            found.setdefault(drafts[entry.draft_id], {})[codes[entry.task_id]] = said
    return found


def by_unit(world: World) -> dict[str, dict[str, object]]:
    return {place.partition("·")[2]: said for place, said in kept(world).items()}


def edits(world: World, chat: str, text: str, message_id: str = "m-1") -> str:
    world.heard(chat)
    at = datetime.fromisoformat("2026-12-01 09:00+07:00").timestamp()
    world.sends(chat, "edited", text=text, message_id=message_id, extra={"written_at": int(at)})
    return world.said(chat)


@pytest.fixture
def mai(world: World) -> World:
    """Mai reports for two units on Telegram."""
    person = world.person("P2", "focal_point", "Hằng", MAI)
    world.appoint(person, "P3", "focal_point")
    return world


@pytest.mark.parametrize(
    "edited",
    ["phường ba: 2.7 40%", "phuong ba 2.7 40%", "PHƯỜNG BA: 2.7 40%", "2.7 40% (phường ba)", "P3: 2.7 40%",
     "2.7 40%, à nhầm, phường ba", "phường ba 2.7 mới 40% thôi ạ"],
)  # fmt: skip
def test_another_unit_that_is_named(mai: World, edited: str) -> None:
    mai.says(MAI, "phường hai: 2.7 30%", message_id="m-1")
    mai.presses(MAI, RIGHT)
    assert by_unit(mai) == {"P2": {"2.7": 30}}
    mai.passes(minutes=3)
    said = edits(mai, MAI, edited)
    assert "Phường Ba" in said, said
    assert "Tin này trước đó đã ghi 2.7 vào Báo cáo quý IV/2026 · Phường Hai" in said, said
    assert by_unit(mai) == {"P2": {"2.7": 30}}, "nothing is changed before it is confirmed"
    mai.presses(MAI, RIGHT)
    assert by_unit(mai) == {"P3": {"2.7": 40}}
    assert "Đã bỏ phần 2.7 mà tin trước khi sửa ghi ở Báo cáo quý IV/2026 · Phường Hai" in mai.said(MAI)


def test_what_others_put_beside_it_stays(mai: World) -> None:
    mai.says(MAI, "phường hai: 2.7 kết quả: mở 5 km; 3.1 xong")
    mai.presses(MAI, RIGHT)
    mai.passes(minutes=1)
    mai.says(MAI, "phường hai: 2.7 30%; 2.8 20%", message_id="m-1")
    mai.presses(MAI, RIGHT)
    mai.passes(minutes=1)
    mai.says(MAI, "phường hai: 2.8 25%")
    mai.presses(MAI, RIGHT)
    mai.passes(minutes=1)
    said = edits(mai, MAI, "phường ba: 2.7 30%; 2.8 20%")
    assert "đã ghi 2.7 vào" in said, "2.8 was said anew since"
    mai.presses(MAI, RIGHT)
    assert by_unit(mai) == {
        "P2": {"2.7": {"result": "mở 5 km"}, "3.1": "done", "2.8": 25},
        "P3": {"2.7": 30, "2.8": 20},
    }


@pytest.mark.parametrize("edited", ["phường hai: 2.7 40%", "2.7 40%", "2.7 40% ạ"])
def test_the_same_unit_or_none_is_the_same_report(mai: World, edited: str) -> None:
    mai.says(MAI, "phường hai: 2.7 30%", message_id="m-1")
    mai.presses(MAI, RIGHT)
    mai.passes(minutes=3)
    said = edits(mai, MAI, edited)
    assert "đã ghi 2.7 vào" not in said
    mai.presses(MAI, RIGHT)
    assert by_unit(mai) == {"P2": {"2.7": 40}}


@pytest.mark.parametrize(
    "edited", ["báo cáo quý 2.7 40%", "bao cao quy: 2.7 40%", "quý 4: 2.7 40%", "báo cáo quý IV/2026 2.7 được 40%"]
)
def test_another_report_that_is_named(world: World, edited: str) -> None:
    world.says(LAN, "báo cáo tháng 2.7 30%", message_id="m-1")
    assert "Báo cáo tháng 11/2026" in world.last(LAN).text
    world.presses(LAN, RIGHT)
    world.passes(minutes=3)
    said = edits(world, LAN, edited)
    assert "(Báo cáo quý IV/2026" in said, said
    assert "Tin này trước đó đã ghi 2.7 vào Báo cáo tháng 11/2026" in said
    world.presses(LAN, RIGHT)
    assert list(kept(world).values()) == [{"2.7": 40}]


def test_a_task_that_only_another_report_has(world: World) -> None:
    world.says(LAN, "báo cáo tháng 2.7 30%", message_id="m-1")
    world.presses(LAN, RIGHT)
    world.passes(minutes=3)
    said = edits(world, LAN, "5.2 40%")
    assert "Báo cáo nông thôn" in said, said
    world.presses(LAN, RIGHT)
    assert list(kept(world).values()) == [{"5.2": 40}]


def test_where_several_may_be_meant_it_is_asked(mai: World) -> None:
    mai.add_requirement("THANG2", "Báo cáo tháng", units=["P3"], plan="KH", period_type="monthly")
    mai.open("THANG2", "2026-11", "2026-12-30 17:00")
    mai.says(MAI, "phường hai: 2.7 30%", message_id="m-1")
    mai.presses(MAI, RIGHT)
    mai.passes(minutes=3)
    edits(mai, MAI, "phường ba: 2.7 40%")
    assert len([label for label in mai.last(MAI).labels if "Phường Ba" in label]) == 2
    mai.presses(MAI, next(label for label in mai.last(MAI).labels if "quý" in label))
    assert "Tin này trước đó đã ghi 2.7" in mai.last(MAI).text
    mai.presses(MAI, RIGHT)
    assert by_unit(mai) == {"P3": {"2.7": 40}}


def test_what_is_handed_in_is_named_and_stays(mai: World) -> None:
    mai.says(MAI, "phường hai: 1.2, 2.8, 3.1 xong")
    mai.presses(MAI, RIGHT)
    mai.says(MAI, "phường hai: 2.7 30%", message_id="m-1")
    mai.presses(MAI, RIGHT)
    mai.presses(MAI, "Xem lại")
    mai.presses(MAI, "Gửi báo cáo")
    mai.passes(minutes=3)
    said = edits(mai, MAI, "phường ba: 2.7 40%")
    assert "Phường Ba" in said
    mai.presses(MAI, RIGHT)
    assert by_unit(mai) == {"P3": {"2.7": 40}}


def test_by_english_words(mai: World) -> None:
    mai.says(MAI, "/language en")
    mai.says(MAI, "P2: 2.7 30%", message_id="m-1")
    mai.presses(MAI, mai.last(MAI).labels[0])
    mai.passes(minutes=3)
    assert "This message was kept before as 2.7 of" in edits(mai, MAI, "P3: 2.7 done")
    mai.presses(MAI, mai.last(MAI).labels[0])
    assert by_unit(mai) == {"P3": {"2.7": "done"}}
