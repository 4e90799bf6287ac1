"""Lists by month, quarter, report and plan as they are typed, without commas and in English."""

import pytest

from storage.db.database import Database
from tests.handlers.orders.stations import TUAN, stations, urged
from tests.world import World

NOVEMBER, DECEMBER = "Báo cáo tháng bảo hiểm y tế tháng 11/2026", "Báo cáo tháng bảo hiểm y tế tháng 12/2026"
QUARTER = "Báo cáo quý IV/2026"


@pytest.fixture
def world(sqlite_database: Database) -> World:
    return stations(sqlite_database)


@pytest.mark.parametrize(
    ("typed", "reports"),
    [
        ("/chuanop tháng 12, các xã", {NOVEMBER, DECEMBER, QUARTER}),  # of December, or due in it
        ("/chuanop xã hòa lợi tháng 12", {NOVEMBER, DECEMBER, QUARTER}),
        ("/chuanop thang 12/2026, các xã", {NOVEMBER, DECEMBER, QUARTER}),
        ("/chuanop báo cáo bảo hiểm y tế tháng 12", {NOVEMBER, DECEMBER}),
        ("/chuanop bao cao bao hiem y te thang 12", {NOVEMBER, DECEMBER}),
        ("/chuanop báo cáo bảo hiểm y tế", {NOVEMBER}),
        ("/chuanop tháng 11", {NOVEMBER}),
        ("/chuanop quý 4, các xã", {QUARTER}),
        ("/quahan báo cáo quý xã hòa lợi", {QUARTER}),
        ("/quahan cải cách", {QUARTER}),
        ("/quahan báo cáo cải cách", {QUARTER}),
        ("/overdue november except Xã Tân Phú", {NOVEMBER}),
        ("/missing November", {NOVEMBER}),
        ("/missing december 2026, Các xã", {NOVEMBER, DECEMBER, QUARTER}),
        ("/missing quarter 4, Các xã", {QUARTER}),
        ("/missing month 11", {NOVEMBER}),
        ("who has not reported for November", {NOVEMBER}),
    ],
)
def test_what_is_named_is_on_the_list(world: World, typed: str, reports: set[str]) -> None:
    world.says(TUAN, typed)
    said = world.last(TUAN).text
    assert {one for one in (NOVEMBER, DECEMBER, QUARTER) if one in said} == reports, said
    assert "Phòng Y tế ·" not in said or reports == {QUARTER}


def test_who_is_left_out_of_a_month_is_left_out(world: World) -> None:
    world.says(TUAN, "/overdue november except Xã Tân Phú")
    said = world.last(TUAN).text
    assert "Xã Tân Phú ·" not in said
    assert "Xã Hòa Lợi ·" in said


@pytest.mark.parametrize("typed", ["hoi phong y te nop chua", "HOI PHONG Y TE NOP CHUA", "hỏi phòng y tế nộp chưa"])
def test_a_question_without_marks_is_no_urge_and_no_log(world: World, typed: str) -> None:
    world.says(TUAN, typed)
    assert world.last(TUAN).text.startswith("Phòng Y tế (PYT)"), world.last(TUAN).text
    assert not urged(world)


# Who is left out is looked for within what is named


@pytest.mark.parametrize(
    ("typed", "spared", "left"),
    [
        ("/quahan trạm y tế trừ hòa lợi", "Không kể: Trạm Y tế Hòa Lợi.", "Trạm Y tế Tân Phú ·"),
        ("/quahan tram y te tru hoa loi", "Không kể: Trạm Y tế Hòa Lợi.", "Trạm Y tế Tân Phú ·"),
        ("/quahan các xã trừ hòa lợi", "Không kể: Xã Hòa Lợi.", "Xã Tân Phú ·"),
        ("/dondoc trạm y tế trừ hòa lợi", "Không đôn đốc: Trạm Y tế Hòa Lợi.", "1 đơn vị: Trạm Y tế Tân Phú."),
        ("nhắc trạm y tế trừ hòa lợi", "Không đôn đốc: Trạm Y tế Hòa Lợi.", "1 đơn vị: Trạm Y tế Tân Phú."),
        ("nhắc các xã trừ hòa lợi", "Không đôn đốc: Xã Hòa Lợi.", "2 đơn vị: Xã Tân An, Xã Tân Phú."),
    ],
)
def test_the_one_within_what_is_named_is_left_out(world: World, typed: str, spared: str, left: str) -> None:
    world.says(TUAN, typed)
    assert spared in world.last(TUAN).text
    assert left in world.last(TUAN).text


@pytest.mark.parametrize("typed", ["/quahan trừ Tân Bình", "/quahan các xã trừ Hòa Tài", "/dondoc tất cả trừ Lợi Tài"])
def test_one_word_of_a_name_leaves_nobody_else_out(world: World, typed: str) -> None:
    world.says(TUAN, typed)
    assert "chưa rõ anh/chị muốn trừ đơn vị nào" in world.last(TUAN).text
    assert "Không kể" not in world.last(TUAN).text
    assert "Đôn đốc tất cả" not in world.last(TUAN).labels


@pytest.mark.parametrize("typed", ["/vuongmac trừ hòa lợi", "/duyet trừ bệnh viện", "/obstacles except Xã Hòa Lợi"])
def test_where_nobody_can_be_left_out_that_is_said(world: World, typed: str) -> None:
    world.says(TUAN, typed)
    assert world.last(TUAN).text.startswith("Ở đây tôi chưa bỏ riêng đơn vị nào ra được")
