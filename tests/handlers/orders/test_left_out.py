"""`nhắc hết trừ thôn 1`: who is left out of an order is never the one to whom it is done."""

import pytest

from storage.db.database import Database
from tests.handlers.orders.commune import REPORTING, TUAN, commune, urged
from tests.world import World


@pytest.fixture
def world(sqlite_database: Database) -> World:
    return commune(sqlite_database)


@pytest.mark.parametrize(
    ("typed", "spared"),
    [
        ("nhắc hết trừ thôn 1", {"B01"}),
        ("đôn đốc hết trừ trạm y tế", {"N04"}),
        ("nhắc hết ngoại trừ trạm y tế giúp em", {"N04"}),
        ("nhắc các đơn vị chưa nộp trừ thôn 1", {"B01"}),
        ("nhắc ai trễ trừ thôn 1", {"B01"}),
        ("nhac het tru thon 1 nhe", {"B01"}),
        ("trừ thôn 1 ra thì nhắc hết", {"B01"}),
        ("ngoài thôn 1 ra nhắc hết giúp anh", {"B01"}),
        ("nhắc hết đi, riêng trạm y tế thì thôi", {"N04"}),
        ("nhắc hết nhé, trạm y tế thì khỏi", {"N04"}),
        ("nhắc tất cả trừ thôn 1 và trạm y tế", {"B01", "N04"}),
        ("đôn đốc mọi đơn vị, chừa thôn 1, thôn 10 ra", {"B01", "B02"}),
        ("nhắc hết không tính buôn ea súp", {"B05"}),
        ("remind all except thôn 1", {"B01"}),
        ("/dondoc tất cả trừ thôn 1", {"B01"}),
        ("/dondoc mọi đơn vị, trừ thôn 1, thôn 10", {"B01", "B02"}),
        ("/dondoc trừ trạm y tế", {"N04"}),
    ],
)
def test_all_are_urged_but_those_left_out(world: World, typed: str, spared: set[str]) -> None:
    world.says(TUAN, typed)
    heard = world.last(TUAN)
    assert urged(world) == set()
    assert heard.text.startswith("Không đôn đốc: "), heard.text
    world.presses(TUAN, f"Đôn đốc {len(REPORTING) - len(spared)} đơn vị đã chọn")
    assert urged(world) == REPORTING - spared


@pytest.mark.parametrize(
    "typed",
    [
        "nhắc thôn 1 trừ trạm xá",
        "nhắc hết trừ thôn 1 và trạm xá",
        "nhắc hết trừ thôn 1, trạm xá",
        "nhắc thôn 10, trừ ai thì nói sau",
        "nhắc hết trừ mấy chỗ của anh Bảy",
        "nhắc các xóm trừ thôn 1",
        "/dondoc tất cả, trừ trạm xá, thôn 1",
        "/dondoc các xóm trừ thôn 1, thôn 10",
    ],
)
def test_where_it_is_not_understood_who_is_left_out_nobody_is_proposed(world: World, typed: str) -> None:
    world.says(TUAN, typed)
    heard = world.last(TUAN)
    assert not any(label.startswith("Đôn đốc đơn vị này") or "đã chọn" in label for label in heard.labels), heard
    assert urged(world) == set()


@pytest.mark.parametrize(
    "typed",
    [
        "nhắc riêng thôn 1 thôi",
        "riêng thôn 1 không thấy nộp, nhắc giúp em",
        "thôn 1 thì không nộp, nhắc giúp em",
        "thôn 1 thì đúng là chậm, nhắc giúp em",
        "/dondoc riêng thôn 1 thôi",
    ],
)
def test_others_are_not_meant_where_one_alone_is(world: World, typed: str) -> None:
    world.says(TUAN, typed)
    heard = world.last(TUAN)
    assert not any("đơn vị đã chọn" in label for label in heard.labels), heard
    assert urged(world) == set()


def test_a_name_behind_a_comma_is_refused_alone(world: World) -> None:
    world.says(TUAN, "nhắc thôn 1, trạm y tế thì thôi")
    assert world.last(TUAN).text.startswith("Không đôn đốc: Trạm Y tế.\nĐôn đốc 1 đơn vị: Thôn 1.")
    world.says(TUAN, "nhắc các thôn, thôn 1 thì thôi")
    assert world.last(TUAN).text.startswith("Không đôn đốc: Thôn 1.\nĐôn đốc 3 đơn vị: Thôn 10, ")


@pytest.mark.parametrize("typed", ["nhắc hết, thôn 1 thì không cần", "nhắc hết, riêng thôn 1 thì khỏi"])
def test_who_is_refused_in_other_words(world: World, typed: str) -> None:
    world.says(TUAN, typed)
    assert world.last(TUAN).text.startswith("Không đôn đốc: Thôn 1.")


def test_nobody_is_left(world: World) -> None:
    world.says(TUAN, "nhắc thôn 1 trừ thôn 1")
    assert world.last(TUAN).text == ("Không đôn đốc: Thôn 1.\nNgoài ra không còn đơn vị nào quá hạn để đôn đốc.")
    assert world.last(TUAN).labels == []


@pytest.mark.parametrize(
    "typed", ["nhắc riêng thôn 1", "nhắc thôn 1 ngoài giờ cũng được", "đôn đốc thôn 1, ngoài ra thôi"]
)
def test_what_leaves_nobody_out(world: World, typed: str) -> None:
    world.says(TUAN, typed)
    assert "Đôn đốc đơn vị này" in world.last(TUAN).labels


@pytest.mark.parametrize(
    "typed",
    [
        "gia hạn cho tất cả trừ thôn 1",
        "miễn cho các đơn vị trừ thôn 1",
        "trả lại hết trừ thôn 1",
        "mở lại báo cáo cho tất cả trừ thôn 1",
        "mời tất cả trừ thôn 1",
        "tổng hợp trừ thôn 1",
    ],
)
def test_nothing_else_is_done_to_who_is_left_out(world: World, typed: str) -> None:
    world.says(TUAN, typed)
    assert world.last(TUAN).text.startswith("Việc này tôi chưa bỏ riêng Thôn 1 ra được, nên chưa làm gì.")
    assert world.last(TUAN).labels == []


@pytest.mark.parametrize(
    "typed",
    [
        "chưa nộp trừ thôn 1",
        "ai chưa nộp ngoài thôn 1",
        "đơn vị nào quá hạn trừ thôn 1",
        "ngoài thôn 1 còn ai chưa nộp",
    ],
)
def test_a_list_says_that_they_are_still_on_it(world: World, typed: str) -> None:
    world.says(TUAN, typed)
    said = [heard.text for heard in world.heard(TUAN)][-2:]
    assert said[0].startswith("Danh sách sau vẫn có cả Thôn 1")
    assert "10 đơn vị" in said[1]
