"""Who is urged for a report that is named is urged for that one alone; who has handed it in is said to have."""

import pytest

from storage.db.database import Database
from tests.handlers.orders.stations import LAN, TUAN, stations, urged
from tests.world import World

QUARTER, MONTH = "“Báo cáo quý IV/2026”", "“Báo cáo tháng bảo hiểm y tế tháng 11/2026”"


@pytest.fixture
def world(sqlite_database: Database) -> World:
    return stations(sqlite_database)


def _goes(world: World) -> set[str]:
    world.presses(TUAN, next(label for label in world.last(TUAN).labels if label.startswith(("Đôn đốc", "Nudge"))))
    return urged(world)


@pytest.mark.parametrize(
    ("typed", "report"),
    [
        ("/dondoc báo cáo quý xã hòa lợi", "QUY"),
        ("/dondoc xã hòa lợi báo cáo quý", "QUY"),
        ("/dondoc QUY, xã hòa lợi", "QUY"),
        ("/dondoc bao cao thang xa hoa loi", "BHYT"),
        ("/dondoc báo cáo của xã hòa lợi, BHYT", "BHYT"),
        ("đôn đốc báo cáo quý xã hòa lợi", "QUY"),
        ("don doc bao cao quy xa hoa loi", "QUY"),
        ("DON DOC BAO CAO THANG XA HOA LOI", "BHYT"),
        ("nhắc xã hòa lợi nộp báo cáo bảo hiểm y tế", "BHYT"),
        ("remind Xã Hòa Lợi to submit the quarterly report", "QUY"),
        ("nhắc các xã trừ tân phú, tân an nộp báo cáo quý", "QUY"),
    ],
)
def test_only_for_that_report(world: World, typed: str, report: str) -> None:
    world.says(TUAN, typed)
    assert f"Chỉ đôn đốc về: {QUARTER if report == 'QUY' else MONTH}." in world.last(TUAN).text
    period = "2026-Q4" if report == "QUY" else "2026-11"
    assert _goes(world) == {f"X2/{report}/{period}"}


def test_without_a_report_it_is_for_all_that_is_late(world: World) -> None:
    world.says(TUAN, "đôn đốc xã hòa lợi")
    assert "Chỉ đôn đốc về" not in world.last(TUAN).text
    assert _goes(world) == {"X2/QUY/2026-Q4", "X2/BHYT/2026-11"}


def test_from_a_list_that_was_narrowed_to_a_report(world: World) -> None:
    world.says(TUAN, "/quahan báo cáo tháng")
    world.presses(TUAN, "Chọn đơn vị")
    world.says(TUAN, "xã hòa lợi")
    world.presses(TUAN, "Đôn đốc 1 đơn vị đã chọn")
    assert urged(world) == {"X2/BHYT/2026-11"}
    world.says(TUAN, "/quahan QUY")
    world.presses(TUAN, "Đôn đốc tất cả")
    assert {one.split("/")[1] for one in urged(world) if not one.startswith("X2/")} == {"QUY"}


def test_all_but_some_of_a_report(world: World) -> None:
    world.says(TUAN, "/dondoc báo cáo tháng trừ xã hòa lợi")
    assert f"Chỉ đôn đốc về: {MONTH}." in world.last(TUAN).text
    assert _goes(world) == {"X1/BHYT/2026-11", "X3/BHYT/2026-11"}


@pytest.mark.parametrize(
    "typed",
    [
        "nhắc xã tân phú nộp báo cáo quý",
        "nhac xa tan phu nop bao cao quy",
        "/dondoc báo cáo quý xã tân phú",
        "/dondoc QUY, xã tân phú",
    ],
)
def test_who_has_handed_in_is_said_to_have_and_when(world: World, typed: str) -> None:
    world.says(LAN, "báo cáo quý không phát sinh")
    world.presses(LAN, "Gửi báo cáo")
    world.says(TUAN, typed)
    assert world.last(TUAN).text == "Xã Tân Phú đã nộp Báo cáo quý IV/2026 lúc 09:00 thứ Sáu 18/12/2026."
    assert not world.last(TUAN).labels


def test_what_is_not_asked_or_not_due_is_said(world: World) -> None:
    world.says(TUAN, "nhắc phòng y tế nộp báo cáo tháng bảo hiểm y tế")
    assert world.last(TUAN).text.startswith("Phòng Y tế không phải nộp Báo cáo tháng bảo hiểm y tế tháng 11/2026.")
    world.at("2026-12-17 09:00")
    world.says(TUAN, "nhắc xã hòa lợi nộp báo cáo quý")
    assert world.last(TUAN).text == "Xã Hòa Lợi chưa đến hạn nộp Báo cáo quý IV/2026 (hạn 17:00 thứ Năm 17/12/2026)."
    world.says(TUAN, "/dondoc QUY")
    assert "chưa đến hạn" in world.last(TUAN).text


def test_two_read_backs_of_different_units_both_wait(world: World) -> None:
    world.says(TUAN, "đôn đốc xã hòa lợi báo cáo quý")
    world.says(TUAN, "đôn đốc xã tân phú báo cáo quý")
    world.presses(TUAN, "Đôn đốc đơn vị này")
    world.presses(TUAN, "Phần chờ: đôn đốc đơn vị này")
    assert urged(world) == {"X1/QUY/2026-Q4", "X2/QUY/2026-Q4"}


def test_all_is_not_offered_again_where_somebody_was_to_be_left_out(world: World) -> None:
    world.says(TUAN, "nhắc tất cả trừ bệnh viện")
    assert "Đôn đốc tất cả" not in world.last(TUAN).labels
    world.presses(TUAN, "Xã Hòa Lợi")
    assert "Đôn đốc tất cả" not in world.last(TUAN).labels
    assert "Đôn đốc 1 đơn vị đã chọn" in world.last(TUAN).labels
