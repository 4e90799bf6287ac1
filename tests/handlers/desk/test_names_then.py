"""A renamed unit keeps the name of then on what is of before: past reports, letters, the log, obstacles."""

from datetime import date

import pytest

from scheduler.tick import tick
from storage.db.database import Database
from storage.tables import UnitChange
from tests.handlers.documents.word_files import opened
from tests.world import World

TUAN, LAN, BINH = "900", "101", "102"
OLD = {"PNV": "Phòng Nội vụ", "BTG": "Ban Tuyên giáo"}
NEW = {"PNV": "Phòng Tổ chức", "BTG": "Ban Tuyên giáo và Dân vận"}
ANY = "2.7, 3.1"


@pytest.fixture
def world(either_database: Database) -> World:
    """A report on the last quarter, to which Phòng Nội vụ contributed."""
    world = World(either_database)
    world.furnish()
    world.add_requirement("CHUNG", "Báo cáo chung", units=["PKT"], contributing=["PNV"], tasks=["2.7", "3.1"])
    world.open("CHUNG", "2026-Q4")
    for unit in ("PKT", "PYT", "PNV"):
        world.settle(unit)
    world.person("BTG", "coordinator", "Tuấn", TUAN)
    world.person("PKT", "focal_point", "Lan", LAN)
    world.person("PNV", "focal_point", "Bình", BINH)
    world.says(BINH, "2.7 40%, vướng: thiếu kinh phí")
    world.presses(BINH, "Đúng, ghi vào nháp")
    world.says(LAN, f"{ANY} xong")
    for label in ("Đúng, ghi vào nháp", "Xem lại", "Gửi báo cáo"):
        world.presses(LAN, label)
    return world


def renamed(world: World) -> None:
    """From New Year's Day on."""
    ids = {code: world.unit_id(code) for code in NEW}
    with world.database.transaction() as session:
        for code, name in NEW.items():
            session.add(
                UnitChange(
                    organisation_id=world.organisation_id,
                    kind="rename",
                    basis={"number": "NQ 9"},
                    day=date(2027, 1, 1),
                    unit_id=ids[code],
                    old_name=OLD[code],
                    new_name=name,
                )
            )
    world.at("2027-01-02 09:00")
    world.database.do(tick, world.now, world.context.calendar)
    world.deliver()


def test_in_a_past_report_its_contributor(world: World) -> None:
    renamed(world)
    world.says(LAN, "/lichsu")
    world.presses(LAN, "Xem 1")
    assert "(Phòng Nội vụ)" in world.last(LAN).text
    assert NEW["PNV"] not in world.last(LAN).text


def letter(world: World, period: str) -> str:
    world.says(TUAN, f"/tonghop CHUNG {period}")
    world.presses(TUAN, "Xuất Word")
    world.make_files()
    document = opened(world.file(TUAN))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells]).lower()


def test_in_a_past_letter_its_issuer(world: World) -> None:
    renamed(world)
    past = letter(world, "2026-Q4")
    assert OLD["BTG"].lower() in past
    assert NEW["BTG"].lower() not in past


def test_in_the_log_what_was_before_and_what_came_after(world: World) -> None:
    world.says(TUAN, "/moi PNV")
    world.presses(TUAN, "Đầu mối")
    world.passes(minutes=1)
    renamed(world)
    world.says(TUAN, f"/moi {NEW['PNV']}")
    world.presses(TUAN, "Đầu mối")
    world.says(TUAN, "/nhatky")
    about = [line for line in world.last(TUAN).text.splitlines() if "Phòng Nội vụ" in line or NEW["PNV"] in line]
    before = [line for line in about if "Phòng Nội vụ" in line]
    after = [line for line in about if NEW["PNV"] in line]
    assert before
    assert all("/11 " in line for line in before)
    assert after
    assert all("02/01 " in line for line in after)


def test_an_obstacle_under_both(world: World) -> None:
    renamed(world)
    world.says(TUAN, "/vuongmac")
    assert "Phòng Nội vụ (nay Phòng Tổ chức) · 2.7: “thiếu kinh phí”" in world.last(TUAN).text
    world.presses(TUAN, "Xem 1")
    assert "Phòng Nội vụ (nay Phòng Tổ chức)" in world.last(TUAN).text


def test_what_is_raised_afterwards_has_the_new_name_alone(world: World) -> None:
    renamed(world)
    world.says(BINH, "/vuongmac 3.1 thiếu người")
    world.presses(BINH, "Gửi vướng mắc")
    world.says(TUAN, "/vuongmac")
    [line] = [line for line in world.last(TUAN).text.splitlines() if "thiếu người" in line]
    assert "Phòng Tổ chức · 3.1" in line
    assert "Phòng Nội vụ" not in line
