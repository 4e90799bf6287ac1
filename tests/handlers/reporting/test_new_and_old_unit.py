"""After a merger: what is said of the new unit goes into no report of the old one."""

import pytest

from storage.db.database import Database
from tests.handlers.actions.mergers import merge
from tests.world import World

LAN, TU = "101", "102"
UNITS = {"VP": "Văn phòng", "P1": "Phường Một", "P2": "Phường Hai", "PXH": "Phường Xuân Hương", "X3": "Xã Ba"}


def merged(database: Database, owing: list[str]) -> World:
    """Lan writes for the old ward and the new one, Tú for the old one alone."""
    world = World(database)
    for code, name in UNITS.items():
        world.add_unit(code, name)
    world.add_plan("KH", "Kế hoạch", coordinators=["VP"], tasks={"2.7": "Làm đường", "3.1": "Trồng rừng"})
    world.add_requirement("QUY", "Báo cáo quý", units=owing, plan="KH")
    world.open("QUY", "2026-Q4")
    lan = world.person("P1", "focal_point", "Lan", LAN)
    world.appoint(lan, "PXH", "focal_point")
    world.person("P2", "focal_point", "Tú", TU)
    world.at("2026-12-02 09:00")
    merge(world, "PXH", "P1", "P2")
    return world


NEW = [
    "phường mới: 3.1 xong", "phuong moi: 3.1 xong", "PHƯỜNG MỚI 3.1 xong", "phường mới báo cáo 3.1 xong",
    "3.1 xong (phường mới)", "3.1 xong ở phường mới", "đơn vị mới: 3.1 xong", "phường xuân hương: 3.1 xong",
    "PXH 3.1 xong", "new ward: 3.1 done",
]  # fmt: skip


@pytest.mark.parametrize("typed", NEW)
@pytest.mark.parametrize("is_open", [True, False])
def test_the_new_unit_has_a_report(sqlite_database: Database, typed: str, is_open: bool) -> None:
    world = merged(sqlite_database, ["P1", "P2", "PXH"])
    if is_open:  # the old one's is on screen
        world.says(LAN, "phường cũ: 2.7 xong")
        world.presses(LAN, "Đúng, ghi vào nháp")
        assert "Phường Một" in world.last(LAN).text
    world.says(LAN, typed)
    assert "(Báo cáo quý IV/2026 · Phường Xuân Hương)" in world.last(LAN).text, world.last(LAN).text


@pytest.mark.parametrize("typed", NEW)
@pytest.mark.parametrize("chat", [LAN, TU])
def test_the_new_unit_has_none_yet(sqlite_database: Database, typed: str, chat: str) -> None:
    world = merged(sqlite_database, ["P1", "P2"])
    world.says(chat, typed)
    assert world.last(chat).text.startswith(
        "Phường Xuân Hương hiện không có báo cáo nào phải nộp, nên tôi chưa ghi gì."
    )
    old = "Phường Một" if chat == LAN else "Phường Hai"
    assert world.last(chat).labels == [f"1. Báo cáo quý IV/2026 · {old}"]
    world.presses(chat, world.last(chat).labels[0])
    assert "Tôi hiểu là: 3.1 hoàn thành" in world.last(chat).text


@pytest.mark.parametrize(
    "typed", ["phường cũ: 3.1 xong", "3.1 xong (phường cũ)", "phường một: 3.1 xong", "old ward: 3.1 done"]
)
def test_the_old_unit_is_meant(sqlite_database: Database, typed: str) -> None:
    world = merged(sqlite_database, ["P1", "P2", "PXH"])
    world.says(LAN, typed)
    assert "(Báo cáo quý IV/2026 · Phường Một)" in world.last(LAN).text, world.last(LAN).text


def test_without_a_merger_they_are_words_like_others(sqlite_database: Database) -> None:
    world = World(sqlite_database)
    for code, name in UNITS.items():
        world.add_unit(code, name)
    world.add_plan("KH", "Kế hoạch", coordinators=["VP"], tasks={"2.7": "Làm đường", "3.1": "Trồng rừng"})
    world.add_requirement("QUY", "Báo cáo quý", units=["X3"], plan="KH")
    world.open("QUY", "2026-Q4")
    world.person("X3", "focal_point", "Lan", LAN)
    world.at("2026-12-02 09:00")
    world.says(LAN, "3.1 xong, kết quả: trụ sở xã mới")
    assert "kết quả “trụ sở xã mới”" in world.last(LAN).text
