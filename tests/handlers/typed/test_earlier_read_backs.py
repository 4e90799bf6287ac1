"""What was read back earlier: its card does nothing once another took its place, and a remark leaves the list's numbers
alone."""

import pytest

from storage.db.database import Database
from storage.tables import Address, Extension, Obstacle
from tests.handlers.health_office import AN, ZALO, health_office
from tests.world import World

TUAN = "900"
STILL = "⏳ Phần chờ"
URGENT = "khẩn: kho vắc xin mất điện"


@pytest.fixture
def world(sqlite_database: Database) -> World:
    world = health_office(sqlite_database)
    world.person("BTG", "coordinator", "Tuấn", TUAN)
    return world


def waits(world: World) -> bool:
    return any("action" in one for address in world.all(Address) for one in address.unanswered or ())


# What was read back before, and is done by no card any more


@pytest.mark.parametrize(("first", "second"), [("nhắc phòng y tế", "nhắc phòng nội vụ"), ("nhac PNV", "nhắc PYT")])
def test_nobody_is_urged_by_an_earlier_card_after_stopping(world: World, first: str, second: str) -> None:
    world.person("PNV", "focal_point", "Hoa", "300")
    world.at("2026-12-20 09:00")
    cards = []
    for typed in (first, second):
        world.says(TUAN, typed)
        cards.append(world.last(TUAN))
    world.says(TUAN, "/huy")
    for card in cards:
        world.presses(TUAN, card.labels[0], on=card)
        assert world.last(TUAN).text.startswith("Phần này đã hủy"), world.last(TUAN).text


def test_what_was_replaced_is_not_done_by_its_old_card(world: World) -> None:
    world.says(AN, "/giahan 22/12 vì bận")
    old = world.last(AN)
    world.says(AN, "/giahan 25/12 vì bận")
    world.presses(AN, old.labels[0], on=old)
    assert world.last(AN).text.startswith("Sau phần này tôi đã đọc lại phần khác thay nó")
    world.says(AN, "/huy")
    world.presses(AN, old.labels[0], on=old)
    assert not world.all(Extension)
    world.says(AN, "/giahan 22/12 vì bận")
    world.presses(AN, old.labels[0])
    assert len(world.all(Extension)) == 1, "said again it can be sent"


def test_what_is_one_too_many_is_not_done_after_stopping(world: World) -> None:
    first = None
    for what in ("kho vắc xin", "nhà máy nước", "trạm bơm", "trạm y tế", "trường học", "chợ"):
        world.says(AN, f"khẩn: {what} mất điện")
        first = first or world.last(AN)
    world.says(AN, "/huy")
    assert first is not None
    world.presses(AN, first.labels[0], on=first)
    assert world.last(AN).text.startswith("Phần này đã hủy")
    assert not world.all(Obstacle)


# A remark leaves what can be typed as it was


@pytest.mark.parametrize("remark", ["nhdkls", "cảm ơn", "asdfgh"])
@pytest.mark.parametrize("typed", [URGENT, "/giahan 22/12 vì bận"])
def test_a_number_still_means_the_list(world: World, remark: str, typed: str) -> None:
    world.says(ZALO, typed)
    world.says(ZALO, "/nhiemvu")
    assert world.last(ZALO).labels[0].startswith("Báo cáo ngay")
    world.says(ZALO, remark)
    assert STILL in world.last(ZALO).text
    assert not world.last(ZALO).labels
    world.says(ZALO, "1")
    assert "bản nháp" in world.last(ZALO).text, world.last(ZALO).text
    assert not world.all(Obstacle)
    assert not world.all(Extension)
    assert waits(world)


def test_words_of_the_list_can_still_be_typed(world: World) -> None:
    world.says(AN, URGENT)
    world.says(AN, "/nhiemvu")
    world.says(AN, "nhdkls")
    assert world.last(AN).labels == ["Phần chờ: gửi vướng mắc", "Phần chờ: bỏ"]
    world.says(AN, "báo cáo ngay")
    assert "bản nháp" in world.last(AN).text, world.last(AN).text
