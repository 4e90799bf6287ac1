"""More time as people ask for it, ask after it and take it back; and days that a number alone may mean."""

import pytest

from storage.db.database import Database
from storage.tables import DraftEntry, Extension
from tests.world import World

AN = "101"


@pytest.fixture
def world(sqlite_database: Database) -> World:
    world = World(sqlite_database)
    world.furnish()
    world.person("PYT", "focal_point", "An", AN)
    world.person("BTG", "coordinator", "Tuấn", "900")
    world.at("2026-12-14 08:00")
    return world


def test_what_asks_for_none_is_no_request(world: World) -> None:
    for line in ("rút đề nghị gia hạn", "không xin gia hạn nữa", "em không cần gia hạn đâu", "huy gia han"):
        world.says(AN, line)
        assert world.last(AN).text == "Hiện anh/chị không có đề nghị gia hạn nào đang chờ trả lời.", line
    for line in ("có được gia hạn không ạ?", "gia hạn được ko", "gia hạn của em được duyệt chưa"):
        world.says(AN, line)
        assert world.last(AN).text.startswith("Xin gia hạn Báo cáo quý IV/2026"), line
        world.says(AN, "/huy")
    world.says(AN, "/giahan 22/12 vì bận")
    world.presses(AN, "Gửi đề nghị")
    world.says(AN, "gia hạn của em được duyệt chưa ạ")
    assert "đến 17:00 thứ Ba 22/12/2026, gửi lúc 08:00 thứ Hai 14/12/2026, đang chờ trả lời" in world.last(AN).text
    world.says(AN, "rút đề nghị gia hạn giúp em")
    assert "Tôi chưa rút được đề nghị đã gửi" in world.last(AN).text
    assert len(world.all(Extension)) == 1
    assert not world.all(DraftEntry)


def test_in_other_words(world: World) -> None:
    for line, day in (
        ("cho em nợ đến thứ 6", "17:00 thứ Sáu 18/12/2026"),
        ("cho chị xin tới thứ 3 tuần sau", "17:00 thứ Ba 22/12/2026"),
        ("em xin khất đến 22/12", "17:00 thứ Ba 22/12/2026"),
        ("/giahan hết ngày 22", "24:00 thứ Ba 22/12/2026"),
        ("/giahan cuối ngày 22", "24:00 thứ Ba 22/12/2026"),
    ):
        world.says(AN, line)
        assert world.last(AN).text.startswith(f"Đến {day}. Vì lý do gì ạ?"), line
        world.says(AN, "/huy")


def test_a_number_alone_may_be_the_day_of_a_month(world: World) -> None:
    world.says(AN, "/giahan 22")
    assert world.last(AN).labels == ["Đến 17:00 thứ Ba 22/12/2026", "Đến 17:00 thứ Sáu 08/01/2027 (tạm tính)"]
    world.says(AN, "/giahan 3")
    assert "Đến 17:00 thứ Hai 21/12/2026. Vì lý do gì ạ?" in world.last(AN).text


def test_the_weekday_that_is_today_may_be_today_or_in_a_week(world: World) -> None:
    world.at("2026-12-21 08:00")  # a Monday, and the report is late
    for line in ("sáng thứ 2", "thứ hai", "17h T2", "chieu thu hai", "monday"):
        world.says(AN, f"/giahan đến {line}")
        labels = world.last(AN).labels
        assert [label.rpartition(" ")[2] for label in labels] == ["21/12/2026", "28/12/2026"], line
        world.says(AN, "/huy")
    for line, day in (("thứ hai tới", "28/12"), ("thứ Hai 21/12", "21/12"), ("7h thứ hai", "28/12"), ("T6", "25/12")):
        world.says(AN, f"/giahan đến {line}")
        assert f"{day}/2026. Vì lý do gì ạ?" in world.last(AN).text, line
        world.says(AN, "/huy")
