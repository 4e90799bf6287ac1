"""`/lich`: days off with why, what is provisional, one's duties as a feed; and a calendar that changes."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from icalendar import Calendar
from sqlalchemy import update

from domain.calendar.workdays import WorkCalendar
from handlers.calendar import changed
from handlers.calendar.feed import feed
from handlers.conversation.signed_links import FeedLinks
from storage.db.database import Database
from storage.installation.calendars import work_calendar
from storage.tables import AuditEvent, Obligation, Outbox, Requirement
from tests.office import local
from tests.world import World

TUAN, AN = "900", "101"
CALENDAR = work_calendar()
DUE_DAY = date(2026, 12, 17)  # Thursday


@pytest.fixture
def world(sqlite_database: Database) -> World:
    world = World(sqlite_database)
    world.furnish()
    world.person("BTG", "coordinator", "Tuấn", TUAN)
    world.person("PYT", "focal_point", "An", AN)
    rule = {"month": "last", "day": 17, "time": "17:00", "when_not_working": "forward", "year": "same"}
    with sqlite_database.transaction() as session:
        session.execute(update(Requirement).values(due_rule=rule))
    world.at("2026-12-01 09:00")
    return world


def without(day: date) -> WorkCalendar:
    """With that day given off too."""
    return replace(CALENDAR, off=CALENDAR.off | {day}, why={**CALENDAR.why, day: "Nghỉ bù"})


def test_days_off_and_worked_with_why_and_what_is_provisional(world: World) -> None:
    world.at("2025-12-25 09:00")
    world.says(TUAN, "/lich")
    lines = world.last(TUAN).text.splitlines()
    assert lines[:3] == [
        "Lịch nghỉ và làm bù trong 12 tháng tới",
        "• Nghỉ thứ Năm 01/01/2026 đến thứ Sáu 02/01/2026: Tết Dương lịch; Hoán đổi ngày làm việc dịp Tết Dương lịch "
        "2026: nghỉ thứ Sáu 02/01",
        "• Làm bù thứ Bảy 10/01/2026: Hoán đổi ngày làm việc dịp Tết Dương lịch 2026: làm bù thứ Bảy 10/01",
    ]
    assert not [line for line in lines if "tạm tính" in line]
    world.at("2026-12-01 09:00")
    world.says(TUAN, "ngày nghỉ")
    assert "• Nghỉ thứ Sáu 01/01/2027 (tạm tính): Tết Dương lịch" in world.last(TUAN).text
    assert "Lịch nghỉ năm 2027 chưa công bố chính thức" in world.last(TUAN).text
    assert "2026 chưa công bố" not in world.last(TUAN).text
    assert world.last(TUAN).urls == [], "who reports for nobody has no feed"


@pytest.mark.parametrize(
    ("typed", "title", "has"),
    [
        ("/lich 2027", "Lịch nghỉ và làm bù năm 2027", "02/09/2027"),
        ("/lich năm sau", "Lịch nghỉ và làm bù năm 2027", "02/09/2027"),
        ("/lich tháng 9", "Lịch nghỉ và làm bù tháng 9/2027", "02/09/2027"),
        ("/lich 9/2026", "Lịch nghỉ và làm bù tháng 9/2026", "02/09/2026"),
        ("/lich", "Lịch nghỉ và làm bù trong 12 tháng tới", "02/09/2027"),
    ],
)
def test_a_year_or_a_month_behind_the_command_is_used(world: World, typed: str, title: str, has: str) -> None:
    world.says(AN, typed)
    assert world.last(AN).text.split("\n")[0] == title
    assert has in world.last(AN).text
    assert "chưa dùng đến" not in world.said(AN)


def test_days_with_only_a_weekend_between_them_are_one_line(world: World) -> None:
    days = {date(2027, 3, n) for n in (11, 12, 15)}
    calendar = replace(CALENDAR, off=CALENDAR.off | days, why={**CALENDAR.why, **dict.fromkeys(days, "Nghỉ Tết")})
    world.context = replace(world.context, calendar=calendar)
    world.says(TUAN, "/lich")
    assert "• Nghỉ thứ Năm 11/03/2027 đến thứ Hai 15/03/2027 (tạm tính): Nghỉ Tết\n" in world.last(TUAN).text


def test_what_is_owed_is_a_feed_for_who_reports(world: World) -> None:
    world.says(AN, "/calendar")
    [url] = world.last(AN).urls
    links = FeedLinks(world.context.public_url, world.context.secret)
    assert url == links.link(world.person_id("An"))
    signature = url.rpartition("/")[2]
    assert links.opens(world.person_id("An"), signature)
    assert not links.opens(world.person_id("Tuấn"), signature), "nobody else's"
    content = world.database.do(feed, world.person_id("An"), world.now)
    assert content is not None
    [event] = Calendar.from_ical(content).walk("VEVENT")
    assert str(event["summary"]) == "Hạn nộp: Báo cáo quý IV/2026 · Phòng Y tế"
    assert event.decoded("dtstart") == local("2026-12-17 17:00")
    world.settle("PYT")
    content = world.database.do(feed, world.person_id("An"), world.now)
    assert content is not None
    assert not Calendar.from_ical(content).walk("VEVENT"), "what is in is not owed"
    assert world.database.do(feed, world.person_id("Tuấn"), world.now) is None


def test_the_end_of_a_day_is_shown_on_that_day(world: World) -> None:
    with world.database.transaction() as session:
        session.get_one(Obligation, world.obligation_id("PYT")).due_at = local("2026-12-18 00:00")
    content = world.database.do(feed, world.person_id("An"), world.now)
    assert content is not None
    [event] = Calendar.from_ical(content).walk("VEVENT")
    assert event.decoded("dtstart") == local("2026-12-17 23:59")
    assert event.decoded("dtend") == local("2026-12-18 00:00")
    assert str(event["description"]).startswith("Hạn 24:00 thứ Năm 17/12/2026.")


def due(world: World) -> datetime:
    moments: list[datetime] = [one.due_at for one in world.all(Obligation) if one.id == world.obligation_id("PYT")]
    return moments[0]


def test_a_changed_calendar_moves_what_is_still_expected_and_tells(world: World) -> None:
    assert world.database.do(changed.follow, CALENDAR, world.now) == 0, "the first one is only noted"
    assert world.database.do(changed.follow, CALENDAR, world.now) == 0
    world.settle("PKT")
    now_off = without(DUE_DAY)
    assert world.database.do(changed.follow, now_off, world.now) == 2
    world.deliver()
    assert due(world) == local("2026-12-18 17:00")
    assert world.last(TUAN).text == (
        "📅 Lịch nghỉ đã thay đổi. Hạn nộp dời:\n"
        "• Báo cáo quý IV/2026: 17:00 thứ Năm 17/12/2026 → 17:00 thứ Sáu 18/12/2026 (2 đơn vị)"
    )
    moved = [event for event in world.all(AuditEvent) if event.action == "deadline.moved"]
    assert len(moved) == 2
    assert moved[0].detail["was"].startswith("2026-12-17T10:00"), "the old date is kept"
    assert next(one.due_at for one in world.all(Obligation) if one.id == world.obligation_id("PKT")) == local(
        "2026-12-17 17:00"
    ), "what is in stays as it was"
    before = len(world.all(Outbox))
    assert world.database.do(changed.follow, now_off, world.now) == 0
    assert len(world.all(Outbox)) == before, "told once"
    assert world.database.do(changed.follow, CALENDAR, world.now) == 2
    assert due(world) == local("2026-12-17 17:00")


def test_a_year_made_official_changes_no_date(world: World) -> None:
    world.database.do(changed.follow, CALENDAR, world.now)
    official = replace(CALENDAR, official_years=CALENDAR.official_years | {2027})
    assert world.database.do(changed.follow, official, world.now) == 0
    world.deliver()
    assert not world.heard(TUAN)
