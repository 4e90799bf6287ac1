"""What the guide says one may type in one's own words is so."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.db.database import Database
from storage.tables import DraftEntry, Extension
from tests.world import World

GUIDE = Path(__file__).parents[2] / "docs" / "huong-dan.md"
AN, TUAN = "100", "900"
ANSWERS = {
    "danh sách quá hạn": "Quá hạn: 3 đơn vị",
    "đơn vị ấy: đầu mối, báo cáo, đã nộp hay chưa": "đang có đầu mối An (Telegram)\n1. Báo cáo quý IV/2026",
    "tiến độ của đơn vị ấy": "Phòng Nội vụ · chưa nộp",
    "đọc lại đơn vị; anh/chị đồng ý mới gửi": "Tôi hiểu là: đôn đốc 1 đơn vị: Phòng Y tế.",
    "tệp Excel tổng hợp quý IV": "Đang lập tệp Excel Báo cáo quý IV/2026",
}


def table(head: str) -> Iterator[tuple[str, str]]:
    _, _, below = GUIDE.read_text(encoding="utf-8").partition(head)
    rows = below.partition("\n\n")[0].splitlines()[2:]
    for row in rows:
        found = re.fullmatch(r"\| `(.+)` \| (.+) \|", row)
        assert found, row
        yield found[1], found[2]


@pytest.fixture
def world(sqlite_database: Database) -> World:
    world = World(sqlite_database)
    world.furnish()
    world.person("PYT", "focal_point", "An", AN)
    world.person("BTG", "coordinator", "Tuấn", TUAN)
    return world


def test_clerks_write_as_they_do(world: World) -> None:
    world.at("2026-12-15 09:00")
    told = list(table("| Anh/chị gõ | Tôi đọc lại |"))
    assert len(told) == 5
    for typed, read_back in told:
        world.says(AN, typed)
        assert f"Tôi hiểu là: {read_back}" in world.said(AN)
        world.says(AN, "/huy")
    assert not world.all(DraftEntry)
    assert not world.all(Extension)


def test_coordinators_ask_in_their_own_words(world: World) -> None:
    world.at("2026-12-18 09:00")
    told = list(table("| Anh/chị hỏi | Tôi trả lời |"))
    assert len(told) == 5
    for typed, answer in told:
        world.says(TUAN, typed)
        assert ANSWERS[answer] in world.said(TUAN)
    assert not world.said(AN)
