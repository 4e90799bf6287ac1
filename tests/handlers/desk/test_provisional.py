"""Due dates of a year whose calendar is not official are said to be provisional, wherever they are shown."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import docx
import pytest
import time_machine
from icalendar import Calendar
from openpyxl import load_workbook
from sqlalchemy import select
from typer.testing import CliRunner

from bot.cli import app
from domain.calendar.workdays import WorkCalendar
from handlers.calendar import changed
from handlers.calendar.feed import feed
from handlers.words import Words, dates
from scheduler.tick import tick
from storage.db.database import Database
from storage.installation.calendars import work_calendar
from storage.tables import Obligation, Requirement, Setting
from tests.handlers.documents.word_files import opened
from tests.office import local
from tests.storage.setup.in_vietnamese import load_setup
from tests.world import World

TUAN, AN = "900", "101"
CALENDAR = work_calendar()
OFFICIAL = replace(CALENDAR, official_years=CALENDAR.official_years | {2027})
DUE = "17:00 thứ Tư 17/03/2027"
MARK = " (tạm tính)"
IN_A_CELL = f'dd/mm/yyyy hh:mm"{MARK}"'
SETUP = """
version: 1
organisation: {code: NAM, name: Cơ quan thử, timezone: Asia/Ho_Chi_Minh}
units: [{code: P1, name: Phòng Một}, {code: P2, name: Phòng Hai}]
plans: [{code: KH, title: Kế hoạch, issuer: P2, coordinators: {lead: P2}, tasks: [{code: "1", title: Việc}]}]
requirements:
  - {code: DOT, plan: KH, title: Báo cáo nhanh, units: {codes: [P1]}, tasks: {all: true},
     period: {type: once, opens: "2026-11-01T08:00+07:00", due: "2027-03-17T17:00+07:00"}}
"""


@pytest.fixture
def world(sqlite_database: Database) -> World:
    world = World(sqlite_database)
    world.furnish()
    world.person("BTG", "coordinator", "Tuấn", TUAN)
    world.person("PYT", "focal_point", "An", AN)
    policy = world.add_policy("NHAC", [{"before": "1wd", "at": "08:30", "to": ["focal_point"]}])
    world.add_requirement("NHANH", "Báo cáo nhanh", units=["PYT"], period_type="once", policy_id=policy)
    world.open("NHANH", "once", "2027-03-17 17:00")
    for unit in ("PKT", "PYT", "PNV"):
        world.settle(unit)
    with sqlite_database.transaction() as session:
        asked = session.scalars(select(Requirement).where(Requirement.code == "NHANH")).one()
        asked.once_opens_at, asked.once_due_at = world.now, local("2027-03-17 17:00")
    counts_by(world, CALENDAR)
    world.at("2027-03-01 09:00")
    return world


def counts_by(world: World, calendar: WorkCalendar) -> None:
    """The program runs, with that calendar."""
    world.context = replace(world.context, calendar=calendar)
    world.database.do(changed.follow, calendar, world.now)


def duties(world: World) -> str:
    world.says(AN, "/nhiemvu")
    return world.last(AN).text


def card(world: World) -> str:
    world.says(AN, "/baocao NHANH")
    return world.last(AN).text


def coming(world: World) -> str:
    world.says(TUAN, "/sapdenhan 30")
    return world.last(TUAN).text


def reminder(world: World) -> str:
    world.heard(AN)
    world.at("2027-03-16 08:30")
    with world.database.transaction() as session:
        for obligation in session.scalars(select(Obligation).where(Obligation.period_key == "once")):
            obligation.next_check_at = world.now
    world.database.do(tick, world.now, world.context.calendar)
    world.deliver()
    [heard] = world.heard(AN)
    return heard.text


def wishes(world: World) -> str:
    """Days for more time, on buttons."""
    world.says(AN, "/giahan")
    labels = [label for label in world.last(AN).labels if label.startswith("Đến ")]
    assert labels
    assert len([label for label in labels if label.endswith(MARK)]) in (0, len(labels))
    return labels[0]


def openings(world: World) -> str:
    """Days until when an accepted report can be opened, on buttons."""
    world.says(AN, "/khongphatsinh NHANH")
    world.presses(AN, "Gửi báo cáo")
    world.says(TUAN, "/duyet")
    world.presses(TUAN, "Xem 1")
    world.presses(TUAN, "Chấp nhận")
    world.presses(AN, "Sửa")
    world.presses(AN, "Xin mở lại")
    world.says(AN, "sai số liệu")
    world.presses(AN, "Gửi đề nghị")
    labels = [label for label in world.last(TUAN).labels if label.startswith("Mở lại đến ")]
    assert labels
    return labels[0]


def event(world: World) -> str:
    content = world.database.do(feed, world.person_id("An"), world.now)
    assert content is not None
    [found] = Calendar.from_ical(content).walk("VEVENT")
    return str(found["summary"])


def list_as_a_sheet(world: World) -> str:
    world.at("2027-03-18 09:00")
    world.says(TUAN, "/quahan")
    world.presses(TUAN, "Xuất Excel")
    world.make_files()
    return _formats(world.file(TUAN), ("Hạn", "Hạn gốc"))


def collation_as_a_workbook(world: World) -> str:
    return _formats(_collated(world, "Xuất Excel"), ("Hạn", "Hạn gốc"))


def collation_as_a_letter(world: World) -> str:
    return _said_in(opened(_collated(world, "Xuất Word")))


def _collated(world: World, kind: str) -> bytes:
    world.says(TUAN, "/tonghop NHANH")
    world.presses(TUAN, kind)
    world.make_files()
    return world.file(TUAN)


def _said_in(letter: docx.document.Document) -> str:
    return "\n".join(paragraph.text for paragraph in letter.paragraphs)


def _formats(content: bytes | Path, headings: tuple[str, ...]) -> str:
    """The formats of the cells under those headings, as one."""
    book = load_workbook(BytesIO(content) if isinstance(content, bytes) else content)
    found = set()
    for sheet in book.worksheets:
        columns = [cell.column for cell in sheet[1] if cell.value in headings]
        found |= {sheet.cell(2, column).number_format for column in columns}
    assert len(found) == 1, found
    return str(found.pop())


def loading(world: World) -> str:
    """The line of what a loading expects by when."""
    with world.database.transaction() as session:
        lines = load_setup(session, SETUP, world.now, world.context.calendar)
    return next(line for line in lines if "hạn nộp" in line)


PLACES: list[Callable[[World], str]] = [
    *(duties, card, coming, reminder, wishes, openings, event, loading),
    *(list_as_a_sheet, collation_as_a_workbook, collation_as_a_letter),
]


@pytest.mark.parametrize("place", PLACES)
def test_due_dates_of_a_year_without_an_official_calendar_are_provisional_everywhere(
    world: World, place: Callable[[World], str]
) -> None:
    assert MARK in place(world)


@pytest.mark.parametrize("place", PLACES)
def test_once_its_calendar_is_official_they_are_not(world: World, place: Callable[[World], str]) -> None:
    counts_by(world, OFFICIAL)
    assert MARK not in place(world)


@pytest.fixture
def dondoc(world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., str]:
    """The commands, on a database with which no program has run yet."""
    with world.database.transaction() as session:
        for setting in session.scalars(select(Setting)):
            session.delete(setting)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DONDOC_DATABASE_URL", world.database.engine.url.render_as_string())

    def call(*arguments: str) -> str:
        with time_machine.travel(local("2027-03-18 09:00"), tick=True):
            result = CliRunner().invoke(app, arguments)
        assert result.exit_code == 0, result.output
        return result.stdout

    return call


def test_the_commands_say_so_everywhere_before_any_program_has_run(dondoc: Callable[..., str]) -> None:
    assert f"hạn {DUE}{MARK}" in dondoc("overdue")
    [item] = json.loads(dondoc("overdue", "--json"))["items"]
    assert item["provisional"] is True
    dondoc("collate", "NHANH", "--to", "ra.docx")
    assert f"{DUE}{MARK}" in _said_in(opened("ra.docx"))
    dondoc("collate", "NHANH", "--to", "ra.xlsx")
    assert _formats(Path("ra.xlsx"), ("Hạn", "Hạn gốc")) == IN_A_CELL
    overview = load_workbook("ra.xlsx")["Tổng quan"]
    assert any(f"{DUE}{MARK}" in str(row[0]) for row in overview.iter_rows(values_only=True))


def test_the_commands_follow_the_offices_own_calendar(
    dondoc: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("lich.yaml").write_text("official_years: [2027]\n", encoding="utf-8")
    monkeypatch.setenv("DONDOC_CALENDAR", "lich.yaml")
    assert MARK not in dondoc("overdue")
    assert json.loads(dondoc("overdue", "--json"))["items"][0]["provisional"] is False


def test_a_year_between_official_ones_is_provisional_too() -> None:
    words = Words(official_years=frozenset({2025, 2026, 2028}))
    marked = [year for year in range(2025, 2031) if dates.provisional(words, date(year, 3, 17))]
    assert marked == [2027, 2029, 2030]
    assert not dates.provisional(Words(), date(2030, 1, 1)), "where nothing is known of calendars nothing is said"
    assert dates.provisional(Words(official_years=frozenset()), date(2026, 1, 1)), "none is official"


def test_the_end_of_a_year_is_that_years() -> None:
    words, zone = Words(official_years=frozenset({2026})), local("2026-12-01 00:00").tzinfo
    midnight = datetime(2027, 1, 1, tzinfo=zone)
    assert dates.moment(words, midnight, zone) == "24:00 thứ Năm 31/12/2026"  # type: ignore[arg-type]
