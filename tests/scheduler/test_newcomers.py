"""Whoever joins while a reminder is current gets it at once, and nobody gets it twice."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from handlers.conversation.acting import Context
from handlers.reminding.newcomers import remind_newcomer
from storage.db.database import Database
from storage.tables import Person
from tests.bureau import Bureau
from tests.scheduler.clockwork import CALENDAR, Clockwork

CONTEXT = Context(CALENDAR, "https://dondoc.example")


@pytest.fixture
def clock(database: Database) -> Clockwork:
    return Clockwork(database)


@pytest.fixture
def office(database: Database, clock: Clockwork, now: datetime) -> Iterator[Bureau]:
    """Two reports of one unit, due in 90 seconds."""
    with Session(database.engine, expire_on_commit=False) as session:
        office = Bureau(session)
        policy = office.policy()
        for code in ("A", "B"):
            office.once(code, ["PKT"], now, timedelta(seconds=90), policy=policy)
        session.commit()
        yield office


def joins(office: Bureau, clock: Clockwork, person: Person, at: datetime) -> bool:
    office.session.commit()
    return clock.database.do(remind_newcomer, person.id, at, CONTEXT)


def test_the_current_reminder_comes_at_once_as_one_digest(office: Bureau, clock: Clockwork, now: datetime) -> None:
    clock.run(now, 45)
    lan = office.person("Lan", "PKT")
    joined = now + timedelta(seconds=45)
    assert joins(office, clock, lan, joined)
    (digest,) = clock.messages()
    assert (digest.to, digest.at) == ("Lan", joined)
    assert "Báo cáo A" in digest.text
    assert "Báo cáo B" in digest.text
    assert clock.steps("queued") == ["before-60s", "before-60s"]
    clock.run(joined, 30)
    assert clock.heard()[1:] == [("Lan", now + timedelta(seconds=70))]


def test_before_the_first_reminder_there_is_none(office: Bureau, clock: Clockwork, now: datetime) -> None:
    clock.tick(now)
    lan = office.person("Lan", "PKT")
    assert not joins(office, clock, lan, now + timedelta(seconds=29))
    assert clock.messages() == []


def test_joining_on_a_second_channel_repeats_nothing(office: Bureau, clock: Clockwork, now: datetime) -> None:
    lan = office.person("Lan", "PKT")
    office.session.commit()
    clock.run(now, 31)
    office.address(lan, "web", created_at=now)
    assert not joins(office, clock, lan, now + timedelta(seconds=32))
    assert not joins(office, clock, lan, now + timedelta(seconds=33))
    assert len(clock.messages()) == 1


def test_joining_in_the_second_of_the_tick_is_one_reminder(office: Bureau, clock: Clockwork, now: datetime) -> None:
    clock.tick(now)
    lan = office.person("Lan", "PKT")
    assert joins(office, clock, lan, now + timedelta(seconds=30))
    clock.tick(now + timedelta(seconds=30))
    assert len(clock.messages()) == 1


def test_only_reminders_for_the_persons_role_come(office: Bureau, clock: Clockwork, now: datetime) -> None:
    clock.run(now, 45)
    leader = office.person("Hùng", "PKT", "unit_leader")
    stranger = office.person("Mai", "PYT")
    coordinator = office.person("Tuấn", "BTG", "coordinator")
    joined = now + timedelta(seconds=45)
    assert not any(joins(office, clock, person, joined) for person in (leader, stranger, coordinator))
    late = now + timedelta(seconds=131)
    assert joins(office, clock, coordinator, late)
    assert joins(office, clock, leader, late)
    assert not joins(office, clock, stranger, late)
    assert [message.to for message in clock.messages()] == ["Tuấn", "Hùng"]


def test_what_is_in_is_not_reminded_of(office: Bureau, clock: Clockwork, now: datetime) -> None:
    clock.run(now, 45)
    clock.change(1, state="submitted")
    lan = office.person("Lan", "PKT")
    assert joins(office, clock, lan, now + timedelta(seconds=45))
    assert "Báo cáo A" not in clock.messages()[0].text


def test_who_cannot_be_reached_gets_it_when_they_can(office: Bureau, clock: Clockwork, now: datetime) -> None:
    lan = office.person("Lan", "PKT", channel=None)
    office.session.commit()
    clock.run(now, 45)
    assert clock.steps("nobody") == ["before-60s", "before-60s"]
    assert not joins(office, clock, lan, now + timedelta(seconds=45))
    office.address(lan, "web", created_at=now)
    assert joins(office, clock, lan, now + timedelta(seconds=46))
