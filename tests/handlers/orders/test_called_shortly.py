"""Units by abbreviations, without their kind, by a part of the name, several in one question, in either numerals."""

import pytest

from storage.db.database import Database
from tests.handlers.orders import commune
from tests.handlers.orders.commune import TUAN, urged
from tests.world import World

MORE = {
    "MT": "Ủy ban MTTQ Việt Nam xã",
    "HCB": "Hội Cựu chiến binh",
    "HN": "Hội Nông dân",
    "DTN": "Đoàn TNCS Hồ Chí Minh",
    "BQ": "Ban Chỉ huy Quân sự",
    "B12": "Thôn 12",
    "TD4": "Tổ dân phố IV",
    "KT": "Phòng Kinh tế",
}


@pytest.fixture
def world(sqlite_database: Database, monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setattr(commune, "UNITS", {**commune.UNITS, **MORE})
    return commune.commune(sqlite_database)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("hội lhpn", "Hội Liên hiệp Phụ nữ"),
        ("LHPN", "Hội Liên hiệp Phụ nữ"),
        ("phụ nữ nộp chưa", "Hội Liên hiệp Phụ nữ"),
        ("phu nu nop chua", "Hội Liên hiệp Phụ nữ"),
        ("lhpn nộp chưa", "Hội Liên hiệp Phụ nữ"),
        ("/donvi hội pn", "Hội Liên hiệp Phụ nữ"),
        ("thcs lê quý đôn", "Trường THCS Lê Quý Đôn"),
        ("THCS LE QUY DON nop chua", "Trường THCS Lê Quý Đôn"),
        ("trung học cơ sở lê quý đôn nộp chưa", "Trường THCS Lê Quý Đôn"),
        ("mn hoa pơ lang nộp bc chưa em", "Trường Mầm non Hoa Pơ Lang"),
        ("ubmttq nộp chưa", "Ủy ban MTTQ Việt Nam xã"),
        ("mặt trận nộp chưa", "Ủy ban MTTQ Việt Nam xã"),
        ("hội ccb nộp chưa", "Hội Cựu chiến binh"),
        ("hội nd nộp chưa", "Hội Nông dân"),
        ("đoàn tn nộp chưa", "Đoàn TNCS Hồ Chí Minh"),
        ("bch qs nộp chưa", "Ban Chỉ huy Quân sự"),
        ("pkt nộp chưa", "Phòng Kinh tế"),
        ("/donvi thôn XII", "Thôn 12"),
        ("thôn xii nộp chưa", "Thôn 12"),
        ("/donvi tdp 4", "Tổ dân phố IV"),
        ("has tổ dân phố 4 submitted", "Tổ dân phố IV"),
    ],
)
def test_the_only_one_that_fits_is_shown(world: World, typed: str, name: str) -> None:
    world.says(TUAN, typed)
    assert world.last(TUAN).text.startswith(f"{name} ("), world.last(TUAN).text


@pytest.mark.parametrize(
    "typed",
    [
        "tân thành tân thạnh nộp chưa",
        "tan thanh tan thanh nop chua",
        "Tân Thạnh và Tân Thành nộp chưa?",
        "thôn tân thành, thôn tân thạnh nộp chưa",
    ],
)
def test_two_units_in_one_question_are_both_told(world: World, typed: str) -> None:
    world.says(TUAN, typed)
    said = world.last(TUAN).text
    assert said.startswith("Chưa nộp kỳ này: 2 đơn vị")
    assert "Thôn Tân Thành ·" in said
    assert "Thôn Tân Thạnh ·" in said


@pytest.mark.parametrize(
    ("typed", "units"),
    [
        ("nhắc ccb", "1 đơn vị: Hội Cựu chiến binh"),
        ("nhắc hội ccb và hội lhpn", "2 đơn vị: Hội Cựu chiến binh, Hội Liên hiệp Phụ nữ"),
        ("/dondoc phụ nữ", "1 đơn vị: Hội Liên hiệp Phụ nữ"),
        ("đôn đốc thôn XII", "1 đơn vị: Thôn 12"),
    ],
)
def test_they_are_read_back_before_they_are_urged(world: World, typed: str, units: str) -> None:
    world.says(TUAN, typed)
    assert f"ôn đốc {units}." in world.last(TUAN).text
    assert urged(world) == set()


def test_who_is_left_out_by_an_abbreviation(world: World) -> None:
    world.says(TUAN, "nhac tat ca tru lhpn")
    assert world.last(TUAN).text.startswith("Không đôn đốc: Hội Liên hiệp Phụ nữ.")


@pytest.mark.parametrize("typed", ["hội abc nộp chưa", "abc nộp báo cáo chưa em"])
def test_who_is_not_known_is_said_and_nothing_of_rights(world: World, typed: str) -> None:
    world.says(TUAN, typed)
    assert world.last(TUAN).text == "Không tìm thấy “abc” trong các đơn vị anh/chị theo dõi."


@pytest.mark.parametrize("typed", ["nhắc tôi 3 giờ chiều họp giao ban", "đông vui quá"])
def test_words_of_a_name_out_of_order_are_no_name(world: World, typed: str) -> None:
    world.says(TUAN, typed)
    assert "(BTG)" not in world.last(TUAN).text
    assert urged(world) == set()
