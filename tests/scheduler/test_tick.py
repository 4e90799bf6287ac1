"""Reminders follow their steps: each person gets one message for all that falls due, once, and while it is of use."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from scheduler.tick import TickResult
from storage.db.database import Database
from storage.messages.outbox import Lane
from tests.bureau import Bureau, local
from tests.scheduler.clockwork import Clockwork

OFFICE_HOURS = [
    {"before": "1wd", "at": "08:30", "to": ["focal_point"]},
    {"before": "4h", "to": ["focal_point", "deputy"]},
    {"after": "1wd", "at": "08:30", "to": ["focal_point", "deputy"]},
    {"every": "5wd", "at": "08:30", "to": ["focal_point", "unit_leader"]},
]


@pytest.fixture
def clock(database: Database) -> Clockwork:
    return Clockwork(database)


@pytest.fixture
def office(database: Database) -> Iterator[Bureau]:
    """What is added to it the clock sees from `office.session.commit()` on."""
    with Session(database.engine, expire_on_commit=False) as session:
        yield Bureau(session)


def after(now: datetime, *seconds: float) -> list[datetime]:
    return [now + timedelta(seconds=s) for s in seconds]


def two_minutes(office: Bureau, now: datetime, *units: str) -> None:
    office.once("DOT-XUAT", units or ["PKT"], now, timedelta(seconds=90), policy=office.policy())


def test_the_two_minute_plan_runs_its_course(office: Bureau, clock: Clockwork, now: datetime) -> None:
    two_minutes(office, now)
    office.person("Lan", "PKT")
    office.person("Hùng", "PKT", "unit_leader")
    office.person("Tuấn", "BTG", "coordinator")
    office.session.commit()
    clock.run(now, 170)
    heard = clock.heard()
    assert [at for name, at in heard if name == "Lan"] == after(now, 30, 70, 100, 130, 160)
    assert [at for name, at in heard if name == "Hùng"] == after(now, 100, 130, 160)
    assert [at for name, at in heard if name == "Tuấn"] == after(now, 130, 160)
    assert {message.lane for message in clock.messages()} == {Lane.REMINDER}
    assert clock.steps("queued").count("after-10s") == 2
    assert clock.steps("superseded") == clock.steps("nobody") == []


def test_the_ledger_says_which_message_carried_each_step(office: Bureau, clock: Clockwork, now: datetime) -> None:
    two_minutes(office, now)
    lan = office.person("Lan", "PKT")
    office.session.commit()
    assert clock.tick(now) == TickResult(opened=1, queued=0)
    assert clock.tick(now + timedelta(seconds=31)) == TickResult(opened=0, queued=1)
    (entry,) = clock.ledger()
    assert (entry.recipient, entry.person_id, entry.outcome) == (str(lan.id), lan.id, "queued")
    assert (entry.moment, entry.decided_at) == tuple(after(now, 30, 31))
    assert entry.outbox_id == 1
    assert entry.repeats == 0


def test_steps_missed_while_the_program_was_down_become_one_reminder(
    office: Bureau, clock: Clockwork, now: datetime
) -> None:
    two_minutes(office, now)
    office.person("Lan", "PKT")
    office.session.commit()
    clock.tick(now)
    clock.tick(now + timedelta(minutes=10))
    clock.tick(now + timedelta(minutes=10))
    assert clock.heard() == [("Lan", now + timedelta(minutes=10))]
    assert clock.steps("queued") == ["every-30s-16"]
    assert clock.steps("superseded") == ["before-60s", "before-20s", "after-10s", "every-30s-15"]
    assert [entry.repeats for entry in clock.ledger() if entry.outcome == "superseded"] == [1, 1, 1, 15]
    assert clock.tick(now + timedelta(seconds=609)).queued == 0
    assert clock.tick(now + timedelta(seconds=610)).queued == 1


def test_all_duties_of_a_person_are_one_digest(office: Bureau, clock: Clockwork, now: datetime) -> None:
    policy = office.policy()
    for code in ("A", "B", "C"):
        office.once(code, ["PKT", "PYT"], now, timedelta(seconds=90), policy=policy)
    lan = office.person("Lan", "PKT")
    office.appoint(lan, "PYT", "focal_point")
    office.person("Minh", "PYT", "focal_point")
    office.session.commit()
    clock.tick(now)
    assert clock.tick(now + timedelta(seconds=30)).queued == 2
    to_lan, to_minh = clock.messages()
    assert (to_lan.to, to_minh.to) == ("Lan", "Minh")
    assert [to_lan.text.count(f"Báo cáo {code}") for code in "ABC"] == [2, 2, 2]
    assert [to_minh.text.count(f"Báo cáo {code}") for code in "ABC"] == [1, 1, 1]
    assert len(clock.ledger()) == 9


@pytest.mark.parametrize("state", ["submitted", "accepted", "excused"])
def test_nobody_is_reminded_of_what_is_in_or_excused(
    office: Bureau, clock: Clockwork, now: datetime, state: str
) -> None:
    two_minutes(office, now)
    office.person("Lan", "PKT")
    office.session.commit()
    clock.tick(now)
    clock.tick(now + timedelta(seconds=30))
    (obligation,) = clock.obligations()
    clock.change(obligation.id, state=state)
    clock.run(now + timedelta(seconds=31), 60)
    assert len(clock.messages()) == 1
    assert clock.obligations()[0].next_check_at is None


def test_what_was_returned_is_reminded_of_again(office: Bureau, clock: Clockwork, now: datetime) -> None:
    two_minutes(office, now)
    office.person("Lan", "PKT")
    office.session.commit()
    clock.tick(now)
    (obligation,) = clock.obligations()
    clock.change(obligation.id, state="returned")
    assert clock.tick(now + timedelta(seconds=30)).queued == 1


def test_an_extension_starts_a_new_series(office: Bureau, clock: Clockwork, now: datetime) -> None:
    two_minutes(office, now)
    office.person("Lan", "PKT")
    office.session.commit()
    clock.run(now, 100)
    assert [at for _, at in clock.heard()] == after(now, 30, 70, 100)
    (obligation,) = clock.obligations()
    granted = now + timedelta(seconds=101)
    clock.change(obligation.id, due_at=now + timedelta(seconds=300), next_check_at=granted)
    clock.run(granted, 210)
    assert [at for _, at in clock.heard()[3:]] == after(now, 240, 280, 310)
    assert clock.steps("queued") == ["before-60s", "before-20s", "after-10s"] * 2


def test_recipients_are_found_when_the_reminder_goes_out(office: Bureau, clock: Clockwork, now: datetime) -> None:
    two_minutes(office, now)
    lan = office.person("Lan", "PKT")
    held = office.appoint(lan, "PKT", "deputy")
    office.session.commit()
    clock.tick(now)
    for position in (held, *office.positions_of(lan)):
        position.until = now + timedelta(seconds=40)
    office.person("Mai", "PKT")
    office.session.commit()
    clock.run(now + timedelta(seconds=1), 80)
    assert clock.heard() == [
        ("Lan", now + timedelta(seconds=30)),
        ("Mai", now + timedelta(seconds=30)),
        ("Mai", now + timedelta(seconds=70)),
    ]


def test_telegram_is_written_to_before_the_web(office: Bureau, clock: Clockwork, now: datetime) -> None:
    two_minutes(office, now)
    lan = office.person("Lan", "PKT")
    web = office.address(lan, "web", created_at=now)
    office.session.commit()
    clock.tick(now)
    clock.tick(now + timedelta(seconds=30))
    for address in office.addresses_of(lan):
        if address.id != web.id:
            address.unreachable_since = now
    office.session.commit()
    clock.tick(now + timedelta(seconds=70))
    assert [message.channel for message in clock.messages()] == ["telegram", "web"]


def test_with_nobody_to_send_to_the_coordinator_is_told_once(office: Bureau, clock: Clockwork, now: datetime) -> None:
    two_minutes(office, now, "PKT", "PYT")
    office.person("Vắng", "PKT", channel=None)
    office.person("Tuấn", "BTG", "coordinator")
    office.session.commit()
    clock.run(now, 100)
    (told,) = clock.messages()
    assert (told.to, told.at, told.lane) == ("Tuấn", now + timedelta(seconds=30), Lane.NOTICE)
    assert "Đơn vị PKT" in told.text
    assert "Đơn vị PYT" in told.text
    assert clock.steps("nobody") == ["before-60s", "before-60s", "before-20s", "before-20s", "after-10s", "after-10s"]
    assert {entry.recipient for entry in clock.ledger() if entry.outcome == "nobody"} == {""}


def test_the_coordinator_is_told_of_one_unit_with_the_way_to_invite(
    office: Bureau, clock: Clockwork, now: datetime
) -> None:
    two_minutes(office, now)
    office.person("Tuấn", "BTG", "coordinator")
    office.session.commit()
    clock.run(now, 75)
    (told,) = clock.messages()
    assert told.text.startswith("Chưa nhắc được Đơn vị PKT: chưa có đầu mối trên kênh nào.")


def test_a_coordinator_who_comes_later_is_told_at_the_next_step(
    office: Bureau, clock: Clockwork, now: datetime
) -> None:
    two_minutes(office, now)
    office.session.commit()
    clock.run(now, 40)
    assert clock.messages() == []
    office.person("Tuấn", "BTG", "coordinator")
    office.session.commit()
    clock.run(now + timedelta(seconds=41), 60)
    assert clock.heard() == [("Tuấn", now + timedelta(seconds=70))]


def test_office_hours_are_kept(office: Bureau, clock: Clockwork) -> None:
    policy = office.policy(OFFICE_HOURS, quiet_from="20:00", quiet_to="07:30", working_days_only=True)
    start = local(2026, 12, 14, 8)
    office.requirement("Q", ["PKT"], start, policy=policy, due_rule={"day": 18})  # Friday 18 December, 17:00
    office.person("Lan", "PKT")
    office.session.commit()
    clock.tick(start)
    clock.run_to(local(2027, 1, 2))
    assert [at for _, at in clock.heard()] == [
        local(2026, 12, 17, 8, 30),
        local(2026, 12, 18, 13),
        local(2026, 12, 21, 8, 30),  # Monday
        local(2026, 12, 28, 8, 30),
    ]


def test_a_reminder_found_late_in_quiet_hours_waits(office: Bureau, clock: Clockwork) -> None:
    policy = office.policy(OFFICE_HOURS, quiet_from="20:00", quiet_to="07:30", working_days_only=True)
    start = local(2026, 12, 14, 8)
    office.requirement("Q", ["PKT"], start, policy=policy, due_rule={"day": 18})
    office.person("Lan", "PKT")
    office.session.commit()
    clock.tick(start)
    assert clock.tick(local(2026, 12, 18, 22)).queued == 0, "Friday night"
    assert clock.obligations()[0].next_check_at == local(2026, 12, 21, 7, 30)
    assert clock.steps("superseded") == []
    assert clock.tick(local(2026, 12, 21, 7, 30)).queued == 1
    assert clock.steps("superseded") == ["before-1wd"]


def test_without_a_policy_nobody_is_reminded(office: Bureau, clock: Clockwork, now: datetime) -> None:
    office.once("D", ["PKT"], now, timedelta(seconds=90))
    office.person("Lan", "PKT")
    office.session.commit()
    clock.run(now, 100)
    assert clock.messages() == []
    assert clock.obligations()[0].next_check_at is None


def test_organisations_do_not_mix(office: Bureau, clock: Clockwork, now: datetime) -> None:
    other = Bureau(office.session, code="KHAC")
    two_minutes(office, now, "PKT")
    two_minutes(other, now, "PKT")
    office.person("Lan", "PKT")
    other.person("Mai", "PKT")
    office.session.commit()
    clock.tick(now)
    assert clock.tick(now + timedelta(seconds=30)).queued == 2
    assert sorted(clock.heard()) == [("Lan", now + timedelta(seconds=30)), ("Mai", now + timedelta(seconds=30))]


def test_every_period_that_passed_in_downtime_is_reminded_of_in_one_digest(office: Bureau, clock: Clockwork) -> None:
    start = local(2026, 9, 10, 9)
    office.requirement("T", ["PKT"], start, policy=office.policy(), period_type="monthly")
    office.person("Lan", "PKT")
    office.session.commit()
    clock.tick(start)
    assert clock.tick(local(2026, 11, 23, 9)) == TickResult(opened=2, queued=1)
    (digest,) = clock.messages()
    assert "tháng 09/2026" in digest.text
    assert "tháng 10/2026" in digest.text
    assert "tháng 11/2026" not in digest.text, "November is not due yet"
