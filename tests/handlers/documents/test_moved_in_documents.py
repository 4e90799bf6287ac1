"""A report that went to the unit that came after a merger is neither excused nor expected of the old one, in every file
and count."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from domain.collation import Standing
from handlers.collating import picture
from handlers.collating.gathering import Gathered, gather
from handlers.display import standing_text
from handlers.words import Words
from scheduler.tick import tick
from storage.db.database import Database
from storage.tables import Requirement
from tests.handlers.documents.word_files import opened
from tests.handlers.documents.workbooks import table_lines
from tests.handlers.drafts.communes import MAI, TUAN, communes, hand_in, load
from tests.handlers.drafts.test_moved_reports import CHANGE, MERGED
from tests.world import World

TO = "chuyển sang Xã Phú Lợi"


@pytest.fixture
def world(sqlite_database: Database) -> World:
    """Of five units two were merged; the report of one moved, that of the other was excused."""
    world = communes(sqlite_database)
    hand_in(world, MAI, "xã tân an báo cáo quý 1.1 xong, 2.7 xong, 3.1 xong")
    load(world, MERGED, CHANGE)
    world.at("2026-12-16 09:00")
    with world.database.transaction() as session:
        tick(session, world.now, world.context.calendar)
    world.deliver()
    world.presses(TUAN, "Chuyển sang Xã Phú Lợi")
    world.presses(TUAN, next(label for label in world.last(TUAN).labels if label.startswith("Đúng, làm")))
    return world


def gathered(world: World, *, frozen: bool = False) -> Gathered:
    [row] = [one for one in world.all(Requirement) if one.code == "QUY"]
    found = world.database.do(gather, row.id, "2026-Q4", world.now, frozen=frozen)
    assert found is not None
    return found


def said(world: World, typed: str = "/tonghop QUY 2026-Q4") -> str:
    world.says(TUAN, typed)
    return world.last(TUAN).text


def file(world: World, label: str) -> bytes:
    said(world)
    world.presses(TUAN, label)
    assert world.make_files() == 1
    return world.file(TUAN)


def test_it_has_a_count_of_its_own(world: World) -> None:
    counts = gathered(world).collation.counts
    assert (counts.asked, counts.expected, counts.excused, counts.moved) == (5, 3, 0, 2)
    assert counts.expected + counts.excused + counts.moved == counts.asked


def test_the_summary_says_where_it_went(world: World) -> None:
    text = said(world)
    assert "được miễn 0 · chuyển đơn vị khác 2" in text
    assert f"Đã chuyển cho đơn vị kế thừa (2): Xã Hòa Lợi ({TO}); Xã Tân Phú ({TO})" in text
    assert "Được miễn (" not in text


def test_progress_by_unit_says_so(world: World) -> None:
    said(world, "/tiendo QUY 2026-Q4")
    world.presses(TUAN, "Theo đơn vị")
    assert f"Xã Tân Phú · {TO}" in world.last(TUAN).text
    assert "được miễn" not in world.last(TUAN).text


def test_word_says_so(world: World) -> None:
    document = opened(file(world, "Xuất Word"))
    body = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert f"Báo cáo chuyển sang đơn vị kế thừa (2 đơn vị): Xã Hòa Lợi ({TO}), Xã Tân Phú ({TO})." in body
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert cells.count(TO) == 2
    assert not [text for text in [body, *cells] if "miễn" in text]


def test_excel_says_so(world: World) -> None:
    book = load_workbook(BytesIO(file(world, "Xuất Excel")), data_only=True)
    word = Words().plain
    overview = {row[0]: row for row in book[word("sheet.overview")].iter_rows(values_only=True) if row[0]}
    assert (overview[word("sheet.moved")][1], overview[word("sheet.excused")][1]) == (2, 0)
    assert {f"Xã Tân Phú ({TO})", word("sheet.moved_units", n=2)} <= overview.keys()
    units = [row[word("sheet.standing")] for row in table_lines(book[word("sheet.by_unit")])]
    assert units.count(TO) == 2


def test_a_picture_has_a_mark_of_its_own(world: World) -> None:
    assert picture.MARKS[Standing.MOVED] != picture.MARKS[Standing.EXCUSED]
    assert f"{picture.MARKS[Standing.MOVED]}\u00a0chuyển" in picture._legend(Words())


def test_what_was_frozen_before_does_not_know_of_it(sqlite_database: Database) -> None:
    world = communes(sqlite_database)
    load(world, MERGED, CHANGE)
    said(world)
    world.presses(TUAN, "Chốt số liệu")
    world.presses(TUAN, "Chốt số liệu")
    world.at("2026-12-16 09:00")
    with world.database.transaction() as session:
        tick(session, world.now, world.context.calendar)
    world.deliver()
    world.presses(TUAN, "Chuyển sang Xã Phú Lợi")
    world.presses(TUAN, next(label for label in world.last(TUAN).labels if label.startswith("Đúng, làm")))
    assert gathered(world, frozen=True).collation.counts.moved == 0
    now = gathered(world)
    assert now.collation.counts.moved == 2
    assert now.freezing is not None
    later = [standing_text.standing(Words(), one.owed) for one in now.freezing.since if one.owed.code in ("X1", "X2")]
    assert later == [TO, TO]


def test_in_english(world: World) -> None:
    world.says(TUAN, "/language en")
    assert "excused 0 · gone to other units 2" in said(world, "/collate QUY 2026-Q4")
    assert "gone to Xã Phú Lợi" in world.last(TUAN).text


def test_whoever_asks_how_it_stands_hears_it(world: World) -> None:
    assert "đã chuyển sang Xã Phú Lợi" in said(world, "/dondoc báo cáo quý xã tân phú")
