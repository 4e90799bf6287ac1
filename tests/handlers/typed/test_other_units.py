"""A focal point of several villages names one that is none of theirs, or one of theirs in the other numerals: what is
said is kept for that one or for none."""

from collections.abc import Collection

import pytest
from sqlalchemy.orm import Session

from handlers.naming import asked_for
from handlers.naming.asked_for import KnownUnits
from storage.db.database import Database
from storage.tables import Unit
from tests.world import World

LAN, AN = "100", "101"
TASKS = {"2.7": "Làm đường giao thông", "3.1": "Trồng rừng"}
UNITS = {"VP": "Văn phòng", "T1": "Thôn 1", "T2": "Thôn 2", "T5": "Thôn 5", "TD": "Trạm Y tế"}


@pytest.fixture
def world(sqlite_database: Database) -> World:
    """Lan reports for two villages, An for one."""
    world = World(sqlite_database)
    for code, name in UNITS.items():
        world.add_unit(code, name)
    world.add_plan("KH", "Kế hoạch phát triển", coordinators=["VP"], tasks=TASKS)
    world.add_requirement("QUY", "Báo cáo quý", units=["T1", "T2", "T5", "TD"], plan="KH")
    world.open("QUY", "2026-Q4")
    lan = world.person("T1", "focal_point", "Lan", LAN)
    world.appoint(lan, "T2", "focal_point")
    world.person("T5", "focal_point", "An", AN)
    world.at("2026-12-01 09:00")
    return world


@pytest.mark.parametrize("chat", [LAN, AN])
@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("thôn 7: 3.1 xong", "thôn 7"),
        ("thon 7 3.1 xong", "thon 7"),
        ("Thôn VII: 2.7 40%", "Thôn VII"),
        ("thôn 7 - 2.7 xong, 3.1 50%", "thôn 7"),
        ("Trạm Y tế: 3.1 xong", "Trạm Y tế"),
    ],
)
def test_what_is_said_of_another_unit_is_kept_for_none(world: World, chat: str, typed: str, label: str) -> None:
    world.says(chat, typed)
    said = world.last(chat)
    assert said.text.startswith(f"“{label}” không có trong các đơn vị anh/chị báo cáo (")
    assert said.labels == []


@pytest.mark.parametrize(
    ("typed", "unit"),
    [
        ("thôn II: 3.1 xong", "Thôn 2"),
        ("thon ii 3.1 xong", "Thôn 2"),
        ("thôn 1: 3.1 xong", "Thôn 1"),
        ("THÔN I 2.7 40%", "Thôn 1"),
    ],
)
def test_their_own_are_known_in_either_numerals(world: World, typed: str, unit: str) -> None:
    world.says(LAN, typed)
    assert f"· {unit}" in world.last(LAN).text, world.last(LAN).text


def test_of_two_units_only_ones_own_is_read(world: World) -> None:
    world.says(LAN, "thôn 1: 3.1 xong, thôn 7: 3.1 50%, 2.7 20%")
    told, read = world.heard(LAN)
    assert told.text.startswith("“thôn 7” không có trong")
    assert "· Thôn 1" in read.text
    assert "hoàn thành" in read.text
    assert "2.7" not in read.text


@pytest.mark.parametrize("typed", ["thôn 7: nhà ông Ba bị sập", "3.1 thôn 7 đã xong", "thôn 5 3.1 xong"])
def test_what_only_tells_of_a_place_is_no_label(world: World, typed: str) -> None:
    world.says(AN, typed)
    assert "không có trong các đơn vị" not in world.last(AN).text


@pytest.mark.parametrize(
    ("typed", "unit"),
    [
        ("/giahan thôn II 3 ngày vì chờ số liệu", "Thôn 2"),
        ("/giahan thôn 2 thêm 3 ngày vì chờ số liệu", "Thôn 2"),
        ("/giahan thon i den 25/12 vi cho so lieu", "Thôn 1"),
        ("xin gia hạn cho thôn II thêm 3 ngày vì chờ số liệu", "Thôn 2"),
        ("/extend thôn 1 3 ngày vì chờ số liệu", "Thôn 1"),
    ],
)
def test_more_time_is_asked_for_the_unit_that_is_named(world: World, typed: str, unit: str) -> None:
    world.says(LAN, typed)
    said = world.last(LAN)
    assert f"· {unit} " in said.text, said.text
    assert "lý do “ch" in said.text
    assert "Gửi đề nghị" in said.labels


def test_the_unit_alone_is_enough_for_the_question(world: World) -> None:
    world.says(LAN, "/giahan thôn II")
    assert "· Thôn 2, hạn" in world.last(LAN).text


@pytest.mark.parametrize(
    ("typed", "unit", "text"),
    [
        ("/vuongmac thôn II thiếu kinh phí", "Thôn 2", "thiếu kinh phí"),
        ("/vuongmac thon 1: 2.7 thiếu máy", "Thôn 1", "thiếu máy"),
        ("/vuongmac khẩn: thôn II sạt lở đường", "Thôn 2", "sạt lở đường"),
    ],
)
def test_an_obstacle_is_raised_for_the_unit_that_is_named(world: World, typed: str, unit: str, text: str) -> None:
    world.says(LAN, typed)
    said = world.last(LAN)
    assert unit in said.text, said.text
    assert f"“{text}”" in said.text
    assert "Gửi vướng mắc" in said.labels


@pytest.mark.parametrize("typed", ["/giahan thôn 7 3 ngày vì chờ số liệu", "/vuongmac thôn 7 thiếu kinh phí"])
def test_of_a_unit_that_is_none_of_theirs_it_is_said(world: World, typed: str) -> None:
    world.says(LAN, typed)
    assert world.last(LAN).text.startswith("“thôn 7” không có trong các đơn vị anh/chị báo cáo.")


def test_each_name_is_said_once_and_the_units_are_read_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []
    known = asked_for.known

    def counted(session: Session, among: Collection[Unit]) -> KnownUnits:
        read.append(len(among))
        return known(session, among)

    monkeypatch.setattr(asked_for, "known", counted)
    world.says(LAN, "Trạm Y tế: 2.7 40%\nTrạm Y tế: 3.1 xong\nThôn 5: 2.7 1%\nthôn 1: 2.7 20%\nThôn 5: 3.1 2%")
    told = world.heard(LAN)[0]
    assert told.text.startswith("“Trạm Y tế”, “Thôn 5” không có trong các đơn vị anh/chị báo cáo (")
    assert len(read) == 1
