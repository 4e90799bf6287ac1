"""Reports and lists of a period, named as people call it."""

from storage.db.database import Database
from tests.world import World

TUAN = "900"


def asks(world: World, typed: str) -> str:
    world.says(TUAN, typed)
    return " | ".join(world.last(TUAN).text.split("\n"))


def test_a_period_is_called_as_people_call_it(sqlite_database: Database) -> None:
    world = World(sqlite_database)
    world.furnish({"BTG": "Ban Tuyên giáo", "P10": "Phường 10", "P11": "Phường 11"}, ["P10", "P11"])
    world.person("BTG", "coordinator", "Tuấn", TUAN)
    world.at("2026-12-19 09:00")
    world.open("KHCN-QUY", "2026-Q3")
    world.add_requirement("THANG", "Báo cáo tháng", units=["P10"], period_type="monthly")
    world.open("THANG", "2026-11", "2026-12-05 17:00")
    for typed, title in (
        ("quý 4", "quý IV/2026"),
        ("quy iii", "quý III/2026"),
        ("Báo cáo quý IV/2026", "quý IV/2026"),
        ("KHCN-QUY quý 3 năm 2026", "quý III/2026"),
        ("tháng 11", "tháng 11/2026"),
        ("báo cáo tháng 11/2026", "tháng 11/2026"),
    ):
        assert asks(world, f"/tonghop {typed}").startswith(f"📊 Tổng hợp Báo cáo {title} | "), typed
        assert asks(world, f"/tiendo {typed}").startswith(f"Tiến độ Báo cáo {title} | "), typed
    for typed in ("quý 2", "quý 4/2025", "tháng 12", "quý 4 phường 10"):
        assert f"“{typed}”" in asks(world, f"/tonghop {typed}")
    assert "ví dụ: /tiendo " in asks(world, "/tiendo 2.7")
    assert "Báo cáo quý III/2026" in asks(world, "/quahan quý 3, p10")
    assert "quý III" not in asks(world, "/quahan quý IV năm 2026, p10")


def test_a_report_without_that_period_offers_those_it_has(sqlite_database: Database) -> None:
    world = World(sqlite_database)
    world.furnish({"BTG": "Ban Tuyên giáo", "P10": "Phường 10"}, ["P10"])
    world.person("BTG", "coordinator", "Tuấn", TUAN)
    world.at("2026-12-19 09:00")
    world.add_requirement("THANG", "Báo cáo công tác dân vận", units=["P10"], period_type="monthly")
    world.open("THANG", "2026-11", "2026-12-05 17:00")
    world.open("THANG", "2026-12", "2027-01-05 17:00")
    for typed in ("dân vận tháng 10", "dan van thang 10/2026", "THANG 2026-10", "thang t10", "dân vận quý III"):
        answer = asks(world, f"/tonghop {typed}")
        assert answer.startswith("“Báo cáo công tác dân vận” chưa có kỳ “"), (typed, answer)
    world.presses(TUAN, "1. Báo cáo công tác dân vận tháng 11/2026")
    assert world.last(TUAN).text.startswith("📊 Tổng hợp Báo cáo công tác dân vận tháng 11/2026")
    for typed in ("dân vận phường 10", "dân vận nào đó", "tuần 3"):
        assert asks(world, f"/tonghop {typed}").startswith("Không có báo cáo nào khớp với"), typed
    assert "chưa có kỳ “tháng 10”" in asks(world, "/tiendo dân vận tháng 10")


def test_a_task_behind_a_period_is_what_is_spoken_of(sqlite_database: Database) -> None:
    """`I` and `4` are of the period, and nothing to report of a task is none of the whole report."""
    world = World(sqlite_database)
    world.furnish()
    world.person("PKT", "focal_point", "Lan", "100")
    world.at("2026-12-15 09:00")
    for typed, understood in (
        ("báo cáo quý IV 3.1 xong", "3.1 hoàn thành"),
        ("Báo cáo quý 4: 3.1 xong", "3.1 hoàn thành"),
        ("quý IV 3.1 xong", "3.1 hoàn thành"),
        ("quy iv/2026 3.1 xong", "3.1 hoàn thành"),
        ("bao cao quy iv 2.7 40%", "2.7 đang thực hiện 40 %"),
        ("báo cáo quý IV 4.8 không phát sinh", "4.8 không phát sinh"),
        ("báo cáo quý 4 4.8 không phát sinh", "4.8 không phát sinh"),
        ("báo cáo quý IV mục 4.8 không phát sinh gì", "4.8 không phát sinh"),
        ("báo cáo quý 4.8 không phát sinh", "4.8 không phát sinh"),
    ):
        world.says("100", typed)
        heard = world.last("100")
        assert heard.text.startswith(f"Tôi hiểu là: {understood}."), (typed, heard.text)
        assert [label for label in heard.labels if label.startswith("Ghi là")] == [], (typed, heard.labels)
        world.presses("100", "Bỏ")
    for typed in ("báo cáo quý IV không phát sinh", "báo cáo quý 4 kps", "quý IV không phát sinh"):
        world.says("100", typed)
        assert "không phát sinh trong kỳ" in world.last("100").text, typed
        world.presses("100", "Bỏ")
