"""A report that one unit leads and others contribute to."""

from datetime import date

import pytest

from scheduler.tick import tick
from storage.db.database import Database
from storage.tables import Report, ReportEntry, UnitChange
from tests.world import World


@pytest.fixture
def shared(sqlite_database: Database) -> World:
    world = World(sqlite_database)
    world.furnish()
    world.add_requirement("KHCN-TK", "Báo cáo tổng kết", units=["PKT"], contributing=["PNV"], tasks=["2.7", "3.1"])
    world.open("KHCN-TK", "2026-Q4")
    for unit in ("PKT", "PYT", "PNV"):
        world.settle(unit)
    world.person("PKT", "focal_point", "Lan", "lan")
    world.person("PNV", "focal_point", "Bình", "binh")
    return world


def test_a_contribution_appears_in_the_leads_draft_under_its_name(shared: World) -> None:
    shared.says("binh", "/nhiemvu")
    assert "Phối hợp: Báo cáo tổng kết quý IV/2026 do Phòng Kinh tế & <Hạ tầng> chủ trì" in shared.last("binh").text
    shared.says("binh", "/baocao")
    shared.presses("binh", "2.7")
    shared.presses("binh", "50 %")
    assert "Gửi báo cáo" not in shared.last("binh").labels
    shared.presses("binh", "Xong phần phối hợp")
    shared.says("lan", "/baocao")
    assert "• Phòng Nội vụ · 2.7: đang thực hiện 50 % (Bình)" in shared.last("lan").text


def test_in_a_draft_on_a_past_period_contributors_have_the_name_of_then(shared: World) -> None:
    contributes(shared)
    with shared.database.transaction() as session:
        session.add(
            UnitChange(
                organisation_id=shared.organisation_id,
                kind="rename",
                basis={"number": "NQ 9"},
                day=date(2027, 1, 1),
                unit_id=shared.unit_id("PNV"),
                old_name="Phòng Nội vụ",
                new_name="Phòng Tổ chức",
            )
        )
    shared.at("2027-01-02 09:00")
    shared.database.do(tick, shared.now, shared.context.calendar)
    shared.deliver()
    shared.says("lan", "/baocao")
    assert "• Phòng Nội vụ · 2.7" in shared.last("lan").text
    assert "Phòng Tổ chức" not in shared.last("lan").text
    shared.says("binh", "/baocao")
    assert "Phòng Nội vụ" in shared.last("binh").text


def test_one_report_is_expected_and_it_holds_both(shared: World) -> None:
    shared.says("binh", "2.7 50%")
    shared.presses("binh", "Đúng, ghi vào nháp")
    shared.says("lan", "2.7, 3.1 xong")
    for label in ("Đúng, ghi vào nháp", "Xem lại", "Gửi báo cáo"):
        shared.presses("lan", label)
    assert len(shared.all(Report)) == 1
    units = [entry.unit_id for entry in shared.all(ReportEntry)]
    assert units == [shared.unit_id("PKT"), shared.unit_id("PKT"), shared.unit_id("PNV")]
    shared.says("binh", "/nhiemvu")
    assert "không có báo cáo nào phải nộp" in shared.last("binh").text


def test_a_coordinating_unit_cannot_hand_in(shared: World) -> None:
    shared.says("binh", "kps")
    assert "không có báo cáo nào phải nộp" in shared.last("binh").text
    assert shared.all(Report) == []


def contributes(shared: World) -> None:
    shared.says("binh", "2.7 vướng: thiếu vốn")
    shared.presses("binh", "Đúng, ghi vào nháp")


def test_the_lead_reads_the_contributions_before_handing_in(shared: World) -> None:
    shared.says("lan", "2.7, 3.1 xong")
    shared.presses("lan", "Đúng, ghi vào nháp")
    shared.presses("lan", "Xem lại")
    review = shared.last("lan")
    shared.passes(minutes=1)
    contributes(shared)
    shared.presses("lan", "Gửi báo cáo", on=review)
    assert shared.all(Report) == []
    assert "Bản nháp vừa có thay đổi" in shared.last("lan").text
    assert "• Phòng Nội vụ · 2.7: vướng mắc “thiếu vốn” (Bình)" in shared.last("lan").text
    shared.presses("lan", "Gửi báo cáo")
    assert len(shared.all(Report)) == 1


def test_nothing_to_report_of_the_lead_does_not_lose_the_contributions(shared: World) -> None:
    contributes(shared)
    shared.says("lan", "kps")
    assert "• Phòng Nội vụ · 2.7: vướng mắc “thiếu vốn” (Bình)" in shared.last("lan").text
    shared.presses("lan", "Gửi báo cáo")
    assert [entry.unit_id for entry in shared.all(ReportEntry)] == [shared.unit_id("PNV")]
    shared.says("lan", "/lichsu")
    shared.presses("lan", "Xem 1")
    assert "2.7 Quỹ phát triển KH&CN (Phòng Nội vụ): vướng mắc “thiếu vốn”" in shared.last("lan").text
