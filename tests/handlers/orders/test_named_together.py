"""The name of a class, a kind of units, names that share a kind: all of them are meant, not the one that is found."""

import pytest

from storage.db.database import Database
from tests.handlers.orders.commune import REPORTING, TUAN, UNITS, commune, urged
from tests.world import World

SCHOOLS = {"T01", "T02", "T03"}


@pytest.fixture
def world(sqlite_database: Database) -> World:
    return commune(sqlite_database)


@pytest.mark.parametrize(
    ("typed", "units"),
    [
        ("nhắc các trường học nộp báo cáo", SCHOOLS),
        ("đôn đốc các trường học", SCHOOLS),
        ("nhac cac truong hoc nop di", SCHOOLS),
        ("nhắc khối trường học đi em", SCHOOLS),
        ("nhac khoi truong hoc", SCHOOLS),
        ("Đôn đốc khối trường", SCHOOLS),
        ("nhắc nhóm trường học nộp báo cáo", SCHOOLS),
        ("nhắc khối thôn", {"B01", "B02", "B03", "B04"}),
        ("đôn đốc giúp em mấy trường", SCHOOLS),
        ("nhắc các ban ngành nộp báo cáo", {"N02", "N04"}),
        ("đôn đốc các thôn buôn đi", {"B01", "B02", "B03", "B04", "B05"}),
        ("nhắc các thôn", {"B01", "B02", "B03", "B04"}),
        ("nhắc các thôn trừ thôn 1", {"B02", "B03", "B04"}),
        ("nhắc các trường học trừ lê quý đôn", {"T03"}),
        ("nhắc các trường trừ mầm non nộp bc", {"T01", "T02"}),
        ("nhắc thôn tân thành với tân thạnh", {"B03", "B04"}),
        ("nhắc thôn tân thạnh, tân thành và thôn 1", {"B01", "B03", "B04"}),
    ],
)
def test_all_that_are_named_are_urged(world: World, typed: str, units: set[str]) -> None:
    world.says(TUAN, typed)
    heard = world.last(TUAN)
    assert urged(world) == set()
    go = [label for label in heard.labels if label.startswith("Đôn đốc")]
    assert len(go) == 1, (heard.text, heard.labels)
    world.presses(TUAN, go[0])
    assert urged(world) == units


@pytest.mark.parametrize(
    ("typed", "units"),
    [
        (
            "các trường học nộp chưa",
            ["Trường Mầm non Hoa Pơ Lang", "Trường THCS Lê Quý Đôn", "Trường Tiểu học Lê Quý Đôn"],
        ),
        ("các ban ngành nộp chưa em", ["Hội Liên hiệp Phụ nữ", "Trạm Y tế"]),
        ("thôn tân thành với tân thạnh nộp chưa", ["Thôn Tân Thành", "Thôn Tân Thạnh"]),
        ("thôn tân thạnh và tân thành nộp bc chưa", ["Thôn Tân Thành", "Thôn Tân Thạnh"]),
        ("tiến độ thôn tân thạnh và tân thành", ["Thôn Tân Thành", "Thôn Tân Thạnh"]),
        ("tiến độ thôn tân thành tân thạnh", ["Thôn Tân Thành", "Thôn Tân Thạnh"]),
    ],
)
def test_all_that_are_named_are_shown(world: World, typed: str, units: list[str]) -> None:
    world.says(TUAN, typed)
    said = world.last(TUAN).text
    assert all(name in said for name in units), said
    assert "Thôn 10" not in said


def test_a_case_is_no_school(world: World) -> None:
    world.says(TUAN, "nhắc thôn 1 các trường hợp còn thiếu")
    assert "Trường" not in world.last(TUAN).text


def test_a_number_behind_a_name_is_no_unit(world: World) -> None:
    world.says(TUAN, "đôn đốc thôn tân thành 1 lần nữa")
    assert "đôn đốc 1 đơn vị: Thôn Tân Thành." in world.last(TUAN).text


@pytest.mark.parametrize(
    ("typed", "units"),
    [
        ("các trường học, Thôn 1", {"T01", "T02", "T03", "B01"}),
        ("Trạm Y tế, các trường học", {"T01", "T02", "T03", "N04"}),
        ("TRUONG, NGANH", {"T01", "T02", "T03", "N02", "N04"}),
        ("cac truong hoc va thon 1", {"T01", "T02", "T03", "B01"}),
        ("các thôn, buôn, trạm y tế", {"B01", "B02", "B03", "B04", "B05", "N04"}),
    ],
)
def test_a_class_and_a_unit_are_both(world: World, typed: str, units: set[str]) -> None:
    world.says(TUAN, f"/quahan {typed}")
    listed = world.last(TUAN).text
    assert {code for code in REPORTING if f". {UNITS[code]} ·" in listed} == units, listed
    world.says(TUAN, f"/dondoc {typed}")
    assert urged(world) == set()
    [go] = [label for label in world.last(TUAN).labels if label.startswith("Đôn đốc")]
    world.presses(TUAN, go)
    assert urged(world) == units


@pytest.mark.parametrize(
    "typed",
    ["Trần Tân Thành nộp chưa", "chị tran tan thanh nop chua", "hôm nay đồng chí Trần Tân Thành đã nộp báo cáo chưa"],
)
def test_a_person_named_like_a_unit_is_that_person(world: World, typed: str) -> None:
    world.person("N04", "focal_point", "Trần Tân Thành", "555")
    world.says(TUAN, typed)
    assert world.last(TUAN).text.startswith("Trạm Y tế (N04)"), world.last(TUAN).text
    world.says(TUAN, "thôn Tân Thành nộp chưa")
    assert world.last(TUAN).text.startswith("Thôn Tân Thành (B03)"), world.last(TUAN).text


@pytest.mark.parametrize("typed", ["khối trường học", "khoi truong hoc", "nhóm trường học", "các trường học"])
def test_a_list_is_narrowed_to_a_class_by_any_word_for_several(world: World, typed: str) -> None:
    world.says(TUAN, f"/quahan {typed}")
    assert world.last(TUAN).text.startswith("Quá hạn: 3 đơn vị")


@pytest.mark.parametrize(
    ("typed", "to"),
    [
        ("các trường học", "Nhóm: Các trường học"),
        ("khối trường học", "Nhóm: Các trường học"),
        ("cac truong hoc", "Nhóm: Các trường học"),
        ("các trường", "Trường Mầm non Hoa Pơ Lang, Trường THCS Lê Quý Đôn, Trường Tiểu học Lê Quý Đôn"),
    ],
)
def test_a_class_alone_is_to_whom_and_the_text_is_asked_for(world: World, typed: str, to: str) -> None:
    world.says(TUAN, f"/thongbao {typed}")
    assert f"nội dung thông báo cho {to} (" in world.last(TUAN).text
    world.says(TUAN, "mai nghỉ họp")
    assert world.last(TUAN).text.startswith(f"Xem trước · {to} · 3 người")


def test_what_is_asked_for_whom_is_left_by_the_command(world: World) -> None:
    for typed, label in (("/thongbao mai nghỉ họp", "Mọi đơn vị"), ("/dondoc lê quý đôn", "1. Trường THCS Lê Quý Đôn")):
        world.says(TUAN, typed)
        world.says(TUAN, "/huy")
        assert world.last(TUAN).text == "Đã dừng."
        world.presses(TUAN, label)
        assert world.last(TUAN).text.startswith("Phần này đã hủy")
    assert urged(world) == set()
    world.says(TUAN, "/huy")
    assert world.last(TUAN).text == "Không có câu hỏi nào đang chờ."


@pytest.mark.parametrize(
    "typed",
    [
        "thôn 1 với thôn tân thành bên nào nộp rồi?",
        "thon 1 voi thon tan thanh ben nao nop roi",
        "Thôn 1 và Thôn Tân Thành ai nộp rồi",
    ],
)
def test_which_of_several_has_reported_is_told_of_these(world: World, typed: str) -> None:
    world.says(TUAN, typed)
    said = world.last(TUAN).text
    assert "Thôn 1 · " in said
    assert "Thôn Tân Thành · " in said
    assert "Thôn 10" not in said
