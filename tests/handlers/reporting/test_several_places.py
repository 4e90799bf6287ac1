"""One message about several reports, or for several of the person's units: each part is read back for its own, the rest
is named and offered; nothing of one is kept for another."""

import pytest

from storage.db.database import Database
from tests.world import World

LAN, MAI = "100", "z-mai"
TASKS = {"1.2": "Tập huấn một cửa", "2.7": "Làm đường giao thông", "2.8": "Xóa nhà tạm", "3.1": "Trồng rừng"}
FARMING = {"5.1": "Trồng rau sạch", "5.2": "Nuôi cá lồng", "5.3": "Bảo vệ đê điều"}
UNITS = {"VP": "Văn phòng", "P1": "Phường Một", "P2": "Phường Hai", "P3": "Phường Ba"}
MONTH, QUARTER, FIELDS = "Báo cáo tháng 11/2026", "Báo cáo quý IV/2026", "Báo cáo nông thôn tháng 11/2026"


@pytest.fixture
def world(sqlite_database: Database) -> World:
    """Lan owes three reports of one unit, Mai one of each of two."""
    world = World(sqlite_database)
    for code, name in UNITS.items():
        world.add_unit(code, name)
    world.add_plan("KH", "Kế hoạch phát triển", coordinators=["VP"], tasks=TASKS)
    world.add_plan("NT", "Kế hoạch nông thôn", coordinators=["VP"], tasks=FARMING)
    world.add_requirement("QUY", "Báo cáo quý", units=["P1", "P2", "P3"], plan="KH")
    world.add_requirement("THANG", "Báo cáo tháng", units=["P1"], plan="KH", period_type="monthly")
    world.add_requirement("NONG", "Báo cáo nông thôn", units=["P1"], plan="NT", period_type="monthly")
    world.open("QUY", "2026-Q4")
    world.open("THANG", "2026-11", "2026-12-15 17:00")
    world.open("NONG", "2026-11", "2026-12-16 17:00")
    world.person("P1", "focal_point", "Lan", LAN)
    mai = world.person("P2", "focal_point", "Mai", MAI, channel="zalo")
    world.appoint(mai, "P3", "focal_point")
    world.at("2026-12-01 09:00")
    return world


@pytest.mark.parametrize(
    ("typed", "first", "read", "rest"),
    [
        ("báo cáo tháng không phát sinh, báo cáo quý 2.7 40%", MONTH, "không phát sinh", "báo cáo quý 2.7 40%"),
        ("bc tháng kps nhé, còn bc quý thì 2.7 xong", MONTH, "không phát sinh", "bc quý thì 2.7 xong"),
        ("báo cáo tháng: không phát sinh\nbáo cáo quý: 2.7 40%", MONTH, "không phát sinh", "báo cáo quý: 2.7 40%"),
        ("báo cáo quý 2.7 xong, 3.1 50%; báo cáo tháng 2.7 60%", QUARTER, "3.1 đang", "báo cáo tháng 2.7 60%"),
        ("bao cao quy 2.7 40%, bao cao thang 11 khong phat sinh", QUARTER, "40 %", "bao cao thang 11 khong phat sinh"),
        ("báo cáo tháng kps và báo cáo quý cũng không phát sinh", MONTH, "không phát sinh", "báo cáo quý cũng"),
        ("tháng 11: 2.7 xong, quý 4: 2.7 40%", MONTH, "2.7 hoàn thành", "quý 4: 2.7 40%"),
        ("báo cáo quý đã gửi, báo cáo tháng 2.7 xong", MONTH, "2.7 hoàn thành", "báo cáo quý đã gửi"),
        ("làm đường 50%, trồng rau sạch xong", "", "2.7", ""),
        ("báo cáo quý làm đường 50%, trồng rau sạch xong", QUARTER, "50 %", "trồng rau sạch xong"),
        ("rau xong, báo cáo quý đường 60%, đê điều chưa", FIELDS, "5.3", "báo cáo quý đường 60%"),
        ("báo cáo tháng nhà tạm xong, nuôi cá lồng chưa", MONTH, "2.8", "nuôi cá lồng chưa"),
        ("nuôi cá xong rồi, còn báo cáo tháng thì 3.1 mới 30%", FIELDS, "5.2", "báo cáo tháng thì 3.1 mới 30%"),
    ],
)
def test_what_is_said_of_another_report_is_named_and_offered(
    world: World, typed: str, first: str, read: str, rest: str
) -> None:
    world.says(LAN, typed)
    if not first:  # of which of two reports it is said is asked, without what is of the third
        told, asked = world.heard(LAN)
        assert asked.text == "Anh/chị muốn nói về báo cáo nào ạ?"
        assert len(asked.labels) == 2
        world.presses(LAN, asked.labels[0])
        assert "rau" not in world.last(LAN).text
        return
    told, shown = world.heard(LAN)
    assert f"Phần “{rest}" in told.text
    assert "tôi chưa ghi" in told.text
    assert first in shown.text
    assert read in shown.text
    assert "tạm xếp" not in shown.text, "no words of another report are a result of this one"


def test_the_rest_is_read_for_its_report_when_it_is_gone_on_with(world: World) -> None:
    world.says(LAN, "báo cáo tháng 2.7 xong, báo cáo quý 2.7 40%")
    way = next(label for label in world.last(LAN).labels if label.startswith("Tiếp: "))
    world.presses(LAN, way)
    assert "2.7 đang thực hiện 40 %" in world.last(LAN).text
    assert QUARTER in world.last(LAN).text


@pytest.mark.parametrize(
    ("typed", "first", "rest"),
    [
        ("phường hai 1.2 xong, phường ba 1.2 50%", "Phường Hai", "phường ba 1.2 50%"),
        ("phường ba 1.2 xong 2.7 40%, phường hai chưa có gì", "Phường Ba", "phường hai chưa có gì"),
        ("1.2 phường hai xong, phường ba 50%", "Phường Hai", "phường ba 50%"),
        ("p. hai 1.2 xong còn p. ba 1.2 mới 50%", "Phường Hai", "p. ba 1.2 mới 50%"),
        ("phuong hai 1.2 xong va phuong ba 1.2 50%", "Phường Hai", "phuong ba 1.2 50%"),
        ("1.2 xong cho phường hai, 1.2 50% cho phường ba", "Phường Hai", "1.2 50% cho phường ba"),
        ("phường hai 1.2 xong, phường ba cũng xong", "Phường Hai", "phường ba cũng xong"),
    ],
)
def test_each_of_two_units_gets_what_is_said_of_it(world: World, typed: str, first: str, rest: str) -> None:
    world.says(MAI, typed)
    told, shown = world.heard(MAI)
    assert f"Phần “{rest}” là của đơn vị khác" in told.text
    assert "1.2 hoàn thành" in shown.text
    assert f"· {first})" in shown.text
    other = next(label for label in shown.labels if label.startswith("Tiếp: "))
    world.presses(MAI, other)
    assert f"· {first})" not in world.last(MAI).text
    assert "1.2 hoàn thành. (" not in world.last(MAI).text or "cũng" in typed


@pytest.mark.parametrize(
    "typed", ["phường hai: 1.2 xong, phường ba hỗ trợ", "phường hai: 1.2 40%, kết quả: mở lớp cho phường ba"]
)
def test_a_unit_that_stands_in_a_result_is_no_other(world: World, typed: str) -> None:
    world.says(MAI, typed)
    [shown] = world.heard(MAI)
    assert "· Phường Hai)" in shown.text
    assert "phường ba" in shown.text


def hand_in(world: World, chat: str, named: str) -> None:
    world.says(chat, f"{named}: 1.2, 2.7, 2.8, 3.1 xong")
    for said in ("Đúng, ghi vào nháp", "Xem lại", "Gửi báo cáo"):
        world.says(chat, said)
    assert world.last(chat).text.startswith("Đã nộp"), world.last(chat).text
    world.heard(chat)


@pytest.mark.parametrize(
    ("chat", "typed", "read", "following"),
    [
        (LAN, "báo cáo tháng 2.7 60%, báo cáo quý 2.7 40%", "60 %. (Báo cáo tháng 11/2026", QUARTER),
        (LAN, "bao cao thang 2.7 60%, bao cao quy 2.7 40%", "60 %. (Báo cáo tháng 11/2026", QUARTER),
        (LAN, "báo cáo quý 2.7 40%, báo cáo tháng 2.7 60%", "40 %. (Báo cáo quý IV/2026", MONTH),
        (MAI, "phường hai 2.7 60%, phường ba 2.7 40%", "60 %. (Báo cáo quý IV/2026 · Phường Hai", "Phường Ba"),
        (MAI, "PHƯỜNG BA 2.7 40%; PHƯỜNG HAI 2.7 60%", "40 %. (Báo cáo quý IV/2026 · Phường Ba", "Phường Hai"),
    ],
)
def test_one_of_them_is_handed_in(world: World, chat: str, typed: str, read: str, following: str) -> None:
    hand_in(world, chat, "báo cáo tháng" if chat == LAN else "phường hai")
    world.says(chat, typed)
    told, shown = world.heard(chat)
    assert "tôi chưa ghi" in told.text
    assert read in shown.text
    assert [following in label for label in shown.labels if label.startswith("Tiếp: ")] == [True]


@pytest.mark.parametrize("first", ["không phát sinh", "1.2, 2.7, 2.8, 3.1 xong"])
def test_the_rest_goes_along_until_it_is_gone_on_with(world: World, first: str) -> None:
    world.says(LAN, f"báo cáo tháng: {first}\nbáo cáo quý: 2.7 40%\nnuôi cá lồng chưa")
    ways = [label for label in world.last(LAN).labels if label.startswith("Tiếp: ")]
    assert len(ways) == 2, world.last(LAN).labels
    while not world.last(LAN).text.startswith("Đã nộp"):
        known = ("Gửi báo cáo", "Đúng, ghi vào nháp", "Xem lại")
        world.presses(LAN, next(label for label in world.last(LAN).labels if label in known))
        assert [label for label in world.last(LAN).labels if label.startswith("Tiếp: ")] == ways
    world.presses(LAN, ways[0])
    assert "Tôi hiểu là: 2.7 đang thực hiện 40 %. (Báo cáo quý IV/2026" in world.last(LAN).text
    assert [label for label in world.last(LAN).labels if label.startswith("Tiếp: ")] == ways[1:]
    world.presses(LAN, ways[1])
    assert "Tôi hiểu là: 5.2 (Nuôi cá lồng) chưa thực hiện." in world.last(LAN).text
