"""Expected reports appear when their period opens: one for each requirement, unit and period, and none is skipped."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from storage.db.database import Database
from storage.installation.calendars import work_calendar
from storage.plans.plans import look_again
from storage.reporting.obligations import open_due_periods, refresh_open_obligations
from tests.bureau import Bureau, day, local

CALENDAR = work_calendar()


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.transaction() as session:
        yield session


@pytest.fixture
def office(session: Session) -> Bureau:
    return Bureau(session)


def open_at(office: Bureau, now: datetime) -> int:
    return open_due_periods(office.session, office.id, now, CALENDAR)


def owed(office: Bureau) -> list[tuple[str, str]]:
    codes = {unit.id: code for code, unit in office.units.items()}
    return [(o.period_key, codes[o.unit_id]) for o in office.obligations()]


def test_loading_makes_only_what_is_open_now(office: Bureau, now: datetime) -> None:
    office.requirement("Q", ["PKT", "PYT"], now, period_from=day("2026-10-01"), period_until=day("2030-12-31"))
    assert open_at(office, now) == 2
    assert owed(office) == [("2026-Q4", "PKT"), ("2026-Q4", "PYT")]
    assert open_at(office, now) == 0


def test_an_expected_report_knows_its_period_window_and_due_moment(office: Bureau, now: datetime) -> None:
    rule = {"month": "last", "day": 17, "time": "17:00", "when_not_working": "forward"}
    office.requirement("Q", ["PKT"], now, due_rule=rule, data_window="decree_09", policy=office.policy())
    open_at(office, now)
    (obligation,) = office.obligations()
    assert (obligation.period_start, obligation.period_end) == (day("2026-10-01"), day("2026-12-31"))
    assert (obligation.window_start, obligation.window_end) == (day("2026-09-15"), day("2026-12-14"))
    assert obligation.opens_at == local(2026, 10, 1)
    assert obligation.due_at == obligation.original_due_at == local(2026, 12, 17, 17)
    assert obligation.next_check_at == local(2026, 12, 17, 16, 59), "the first reminder is a minute before"
    assert obligation.state == "open"


def test_a_due_day_off_moves_to_the_next_working_day(office: Bureau) -> None:
    at = local(2026, 8, 3, 9)
    office.requirement("T", ["PKT"], at, period_type="monthly", due_rule={"day": 31})  # 31 August to 2 September: off
    open_at(office, at)
    assert office.obligations()[0].due_at == local(2026, 9, 3, 17)


def test_the_next_period_appears_at_its_local_midnight(office: Bureau, now: datetime) -> None:
    requirement = office.requirement("T", ["PKT"], now, period_type="monthly")
    open_at(office, now)
    assert requirement.next_open_at == local(2026, 12, 1)
    assert open_at(office, local(2026, 12, 1) - timedelta(seconds=1)) == 0
    assert open_at(office, local(2026, 12, 1)) == 1
    assert owed(office) == [("2026-11", "PKT"), ("2026-12", "PKT")]


def test_periods_that_passed_while_the_program_was_down_are_not_skipped(office: Bureau, now: datetime) -> None:
    office.requirement("T", ["PKT"], now, period_type="monthly")
    open_at(office, now)
    assert open_at(office, local(2027, 3, 20)) == 4
    assert [key for key, _ in owed(office)] == ["2026-11", "2026-12", "2027-01", "2027-02", "2027-03"]


def test_until_ends_the_series(office: Bureau, now: datetime) -> None:
    requirement = office.requirement("T", ["PKT"], now, period_type="monthly", period_until=day("2026-12-01"))
    open_at(office, now)
    open_at(office, local(2027, 6, 1))
    assert [key for key, _ in owed(office)] == ["2026-11", "2026-12"]
    assert requirement.next_open_at is None


def test_a_new_unit_owes_the_periods_still_open(office: Bureau, now: datetime) -> None:
    requirement = office.requirement("T", ["PKT"], local(2026, 9, 10), period_type="monthly")
    open_at(office, local(2026, 9, 10))
    open_at(office, now)
    office.ask(requirement, "PYT")
    look_again(requirement, now)
    assert open_at(office, now) == 1
    assert owed(office) == [("2026-09", "PKT"), ("2026-10", "PKT"), ("2026-11", "PKT"), ("2026-11", "PYT")]
    assert requirement.next_open_at == local(2026, 12, 1)


def test_looking_again_does_not_forget_what_passed_meanwhile(office: Bureau, now: datetime) -> None:
    requirement = office.requirement("T", ["PKT"], local(2026, 9, 10), period_type="monthly")
    open_at(office, local(2026, 9, 10))
    look_again(requirement, now)
    open_at(office, now)
    assert [key for key, _ in owed(office)] == ["2026-09", "2026-10", "2026-11"]


def test_what_is_asked_once_opens_at_its_moment_and_has_no_end(office: Bureau, now: datetime) -> None:
    asked = office.once("D", ["PKT"], now, timedelta(days=2), once_opens_at=now + timedelta(days=1))
    assert open_at(office, now) == 0
    assert asked.next_open_at == now + timedelta(days=1)
    assert open_at(office, now + timedelta(days=400)) == 1
    (obligation,) = office.obligations()
    assert obligation.period_key == "once"
    assert (obligation.opens_at, obligation.due_at) == (now + timedelta(days=1), now + timedelta(days=2))
    assert (obligation.period_start, obligation.period_end) == (day("2026-11-24"), day("2026-11-25"))
    assert asked.next_open_at is None
    office.ask(asked, "PYT")
    look_again(asked, now + timedelta(days=500))
    assert open_at(office, now + timedelta(days=500)) == 1, "a new unit owes it too, until it is in"


def test_only_the_lead_owes_a_report(office: Bureau, now: datetime) -> None:
    office.requirement("L", ["PKT"], now, contributing=["PNV", "PYT"])
    open_at(office, now)
    assert owed(office) == [("2026-Q4", "PKT")]


def test_another_organisation_is_left_alone(office: Bureau, now: datetime) -> None:
    other = Bureau(office.session, code="KHAC")
    other.requirement("Q", ["PKT"], now)
    assert open_at(office, now) == 0
    assert open_at(other, now) == 1


def test_a_quiet_moment_costs_one_query(office: Bureau, now: datetime) -> None:
    office.requirement("Q", ["PKT", "PYT"], now)
    open_at(office, now)
    said: list[str] = []
    engine = office.session.get_bind()
    event.listen(engine, "before_cursor_execute", lambda *given: said.append(given[2]))
    assert open_at(office, now + timedelta(minutes=1)) == 0
    assert len(said) == 1
    assert "next_open_at" in said[0]


def test_a_changed_rule_moves_what_is_still_expected(office: Bureau, now: datetime) -> None:
    requirement = office.requirement("Q", ["PKT", "PYT", "PNV"], now, due_rule={"day": 17})
    open_at(office, now)
    first, second, done = office.obligations()
    second.due_at = local(2027, 1, 20, 17)  # more time was granted
    done.state = "submitted"
    requirement.due_rule = {"day": 21}
    later = now + timedelta(days=1)
    moved = refresh_open_obligations(office.session, office.id, [requirement.id], later, CALENDAR)
    assert moved == [(first.id, local(2026, 12, 17, 17), local(2026, 12, 21, 17))]
    assert (second.due_at, second.original_due_at) == (local(2027, 1, 20, 17), local(2026, 12, 21, 17))
    assert done.due_at == local(2026, 12, 17, 17)
    assert [o.next_check_at for o in (first, second)] == [later, later], "the clock looks at what follows"
    assert done.next_check_at is None


def test_a_once_moment_moves_too(office: Bureau, now: datetime) -> None:
    requirement = office.once("D", ["PKT"], now, timedelta(days=2))
    open_at(office, now)
    requirement.once_due_at = now + timedelta(days=5)
    ((_, old, new),) = refresh_open_obligations(office.session, office.id, [requirement.id], now, CALENDAR)
    assert (old, new) == (now + timedelta(days=2), now + timedelta(days=5))
    assert refresh_open_obligations(office.session, office.id, [requirement.id], now, CALENDAR) == []
