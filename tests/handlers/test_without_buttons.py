"""A whole report where nothing can be pressed: by number, by words, and what is said when a number means nothing."""

import pytest

from bot.channels.zalo.render import LONGEST_TEXT, texts_of
from handlers.notices import tell
from handlers.talk import Choice
from storage.database import Database
from storage.tables import DraftEntry, Report, Task
from tests.office import account_of
from tests.world import World

LAN = "z-lan"
REST = "1.1, 3.1, 4.8, 5.2, 6.2, T.1"


@pytest.fixture
def world(database: Database) -> World:
    world = World(database)
    world.furnish()
    world.person("PKT", "focal_point", "Lan", LAN, channel="zalo")
    world.at("2026-12-15 09:00")
    return world


def seen(world: World) -> str:
    """The last card as Zalo shows it."""
    return "\n".join(texts_of(world.last(LAN).card))


def kept(world: World, code: str = "2.7") -> dict[str, object]:
    task_id = next(task.id for task in world.all(Task) if task.code == code)
    return next((dict(entry.answers) for entry in world.all(DraftEntry) if entry.task_id == task_id), {})


def test_a_whole_report_by_number(world: World) -> None:
    world.says(LAN, "/baocao")
    assert "1 1.1 · 2 2.7 · 3 3.1" in seen(world)
    assert "(trả lời bằng số hoặc gõ lời)" in seen(world)
    world.says(LAN, "2")
    assert "1 Chưa thực hiện · 2 Đang thực hiện · 3 Hoàn thành" in seen(world)
    assert "0 Quay lại" in seen(world)
    world.says(LAN, "2.")
    assert "Đã đến đâu" in seen(world) or "%" in seen(world)
    world.says(LAN, "45")  # no number of the list: a per cent
    assert kept(world) == {"status": "in_progress", "percent": 45}
    world.says(LAN, f"{REST} chua lam")
    world.says(LAN, "dung, ghi vao nhap")
    world.says(LAN, "xem lai")
    world.says(LAN, "1")
    [report] = world.all(Report)
    assert report.channel == "zalo"


def test_by_words_with_and_without_diacritics(world: World) -> None:
    world.says(LAN, "bao cao")
    world.says(LAN, "2.7")
    world.says(LAN, "hoan thanh")
    assert kept(world) == {"status": "done"}


def test_a_number_that_is_not_on_the_list(world: World) -> None:
    world.says(LAN, "/baocao")
    world.says(LAN, "77")
    assert "Trong danh sách không có số ấy" in world.said(LAN)
    assert not world.all(DraftEntry)


def test_a_choice_from_an_old_list(world: World) -> None:
    world.says(LAN, "/baocao")
    world.passes(days=4)
    world.heard(LAN)
    world.says(LAN, "2")
    assert "Danh sách này đã cũ" in world.said(LAN)


def test_a_reminder_in_between_takes_no_words_away(world: World) -> None:
    world.says(LAN, "/baocao")
    with world.database.transaction() as session:
        tell(
            session,
            [world.person_id("Lan")],
            lambda words: (words("courtesy"), [[Choice("Nhắc lại", "duties")]]),
            world.now,
        )
    world.deliver()
    assert "1 Nhắc lại" in seen(world)
    world.says(LAN, "2.7")
    assert "1 Chưa thực hiện" in seen(world)


def test_two_answers_at_once_are_taken_in_their_order(world: World) -> None:
    world.says(LAN, "/baocao")
    world.says(LAN, "2")
    world.says(LAN, "3")
    assert kept(world) == {"status": "done"}


def test_a_group_is_told_once_that_only_private_chats_work(world: World) -> None:
    for _ in range(3):
        world.sends("z-group", "text", by=LAN, text="ai trễ?", channel="zalo", account=account_of("zalo"))
    assert world.said("z-group").count("Trên Zalo, Đôn Đốc chỉ trò chuyện riêng") == 1


@pytest.mark.parametrize("what", ["sticker", "voice", "unsupported"])
def test_what_is_no_text_gets_an_answer(world: World, what: str) -> None:
    world.sends(LAN, "other", what=what)
    assert world.said(LAN)


def test_every_text_fits(world: World) -> None:
    world.says(LAN, "/trogiup")
    assert all(0 < len(text) <= LONGEST_TEXT for heard in world.screens[LAN] for text in texts_of(heard.card))
