"""A kind of unit that is typed before a name: a neighbour of another kind is neither shown nor urged."""

import pytest

from storage.db.database import Database
from tests.handlers.orders import commune
from tests.handlers.orders.commune import TUAN, urged
from tests.world import World

MORE = {
    "PYT": "Phòng Y tế",
    "TTYT": "Trung tâm Y tế huyện",
    "N04": "Trạm Y tế xã An Bình",
    "PVH": "Phòng Văn hóa",
    "TTVH": "Trung tâm Văn hóa và Thể thao",
    "PNN": "Phòng Nông nghiệp",
    "DNN": "Đội Nông nghiệp số 2",
    "CAX": "Công an xã An Bình",
    "XAB": "Xã An Bình",
    "XHL": "Xã Hòa Lợi",
}


@pytest.fixture
def world(sqlite_database: Database, monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setattr(commune, "UNITS", {**commune.UNITS, **MORE})
    return commune.commune(sqlite_database)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("trạm y tế nộp chưa", "Trạm Y tế xã An Bình"),
        ("tram y te nop chua", "Trạm Y tế xã An Bình"),
        ("TRẠM Y TẾ nộp chưa em", "Trạm Y tế xã An Bình"),
        ("trạm y tế an bình nộp chưa", "Trạm Y tế xã An Bình"),
        ("has trạm y tế submitted", "Trạm Y tế xã An Bình"),
        ("trung tâm y tế nộp chưa", "Trung tâm Y tế huyện"),
        ("trung tam van hoa nop chua", "Trung tâm Văn hóa và Thể thao"),
        ("đội nông nghiệp nộp chưa em", "Đội Nông nghiệp số 2"),
        ("công an an bình nộp chưa", "Công an xã An Bình"),
        ("cong an xa an binh nop chua", "Công an xã An Bình"),
        ("phòng y tế nộp chưa", "Phòng Y tế"),
        ("trưởng phòng y tế nộp chưa", "Phòng Y tế"),
        ("y tế nộp chưa", "Phòng Y tế"),
        ("xã an bình nộp chưa", "Xã An Bình"),
        ("ubnd xã an bình nộp chưa", "Xã An Bình"),
    ],
)
def test_the_unit_of_that_kind_is_shown(world: World, typed: str, name: str) -> None:
    world.says(TUAN, typed)
    assert world.last(TUAN).text.startswith(f"{name} ("), world.last(TUAN).text


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("trạm y tế với phòng y tế nộp chưa", ["Phòng Y tế", "Trạm Y tế xã An Bình"]),
        ("trung tâm y tế với phòng y tế nộp chưa", ["Phòng Y tế", "Trung tâm Y tế huyện"]),
        ("nhắc trạm y tế với phòng y tế", ["Phòng Y tế", "Trạm Y tế xã An Bình"]),
        ("nhac tram y te va phong van hoa", ["Phòng Văn hóa", "Trạm Y tế xã An Bình"]),
        ("nhắc trung tâm văn hóa nộp đi", ["Trung tâm Văn hóa và Thể thao"]),
        ("nhắc đội nông nghiệp", ["Đội Nông nghiệp số 2"]),
        ("nhắc công an an bình", ["Công an xã An Bình"]),
        ("nhắc hòa lợi, công an xã an bình", ["Công an xã An Bình", "Xã Hòa Lợi"]),
    ],
)
def test_each_kind_that_is_typed_counts(world: World, typed: str, names: list[str]) -> None:
    world.says(TUAN, typed)
    said = world.last(TUAN).text
    for name in sorted(MORE.values(), key=len, reverse=True):
        assert (name in said) == (name in names), said
        said = said.replace(name, "")
    assert urged(world) == set()


@pytest.mark.parametrize(
    ("typed", "unknown", "offered"),
    [
        ("sở y tế nộp chưa", "sở y tế", "Phòng Y tế"),
        ("nhắc công an xã hòa lợi đi", "công an xã hòa lợi", "Xã Hòa Lợi"),
        ("nhac cong an xa hoa loi", "cong an xa hoa loi", "Xã Hòa Lợi"),
        ("trạm y tế xã hòa lợi nộp chưa", "trạm y tế xã hòa lợi", "Xã Hòa Lợi"),
        ("nhắc phường hòa lợi", "phường hòa lợi", "Xã Hòa Lợi"),
    ],
)
def test_nobody_of_that_kind_is_said_and_others_are_offered(
    world: World, typed: str, unknown: str, offered: str
) -> None:
    world.says(TUAN, typed)
    heard = world.last(TUAN)
    assert f"“{unknown}”" in heard.text
    assert any(label.endswith(offered) for label in heard.labels)
    assert not any(label.startswith("Đôn đốc") for label in heard.labels)


def test_an_announcement_goes_to_the_kind_that_is_named(world: World) -> None:
    world.says(TUAN, "/thongbao trạm y tế: chiều họp 14h")
    assert world.last(TUAN).text.startswith("Xem trước · Trạm Y tế xã An Bình · ")
    world.says(TUAN, "/thongbao công an xã hòa lợi: chiều họp 14h")
    assert world.last(TUAN).text.startswith("Thông báo sau gửi cho ai?")


def test_without_marks_a_word_that_may_be_another_is_no_kind(world: World) -> None:
    world.says(TUAN, "doi hoa loi nop chua")
    assert world.last(TUAN).text.startswith("Xã Hòa Lợi (")
