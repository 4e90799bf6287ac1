"""A tick is carried out in parts: what happens between them is respected, and dying between them harms nobody."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from scheduler import reminding
from scheduler.planning import TickPlan
from scheduler.reminding import finish, parts, send_part
from scheduler.tick import look
from storage.db.database import Database
from tests.bureau import Bureau
from tests.scheduler.clockwork import CALENDAR, Clockwork

PEOPLE = ["Lan", "Mai", "Minh", "Vân", "Yến"]


@pytest.fixture
def clock(database: Database) -> Clockwork:
    return Clockwork(database)


@pytest.fixture
def office(database: Database, clock: Clockwork, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bureau]:
    """Five units with a person each, and two people at a time."""
    monkeypatch.setattr(reminding, "PEOPLE_AT_ONCE", 2)
    units = [f"U{number}" for number in range(len(PEOPLE))]
    with Session(database.engine, expire_on_commit=False) as session:
        office = Bureau(session)
        office.once("A", units, now, timedelta(seconds=90), policy=office.policy())
        for name, unit in zip(PEOPLE, units, strict=True):
            office.person(name, unit)
        session.commit()
        clock.tick(now)
        yield office


def planned(clock: Clockwork, office: Bureau, now: datetime) -> TickPlan:
    _, plan = clock.database.do(look, office.id, now, CALENDAR)
    assert plan is not None
    return plan


def test_people_take_turns(office: Bureau, clock: Clockwork, now: datetime) -> None:
    plan = planned(clock, office, now + timedelta(seconds=30))
    assert [clock.database.do(send_part, plan, people) for people in parts(plan)] == [2, 2, 1]
    assert [name for name, _ in clock.heard()] == PEOPLE


def test_what_is_handed_in_or_put_off_meanwhile_is_left_out(office: Bureau, clock: Clockwork, now: datetime) -> None:
    at = now + timedelta(seconds=30)
    plan = planned(clock, office, at)
    clock.change(3, state="submitted")
    clock.change(4, due_at=now + timedelta(days=1), next_check_at=at + timedelta(milliseconds=1))
    for people in parts(plan):
        clock.database.do(send_part, plan, people)
    clock.database.do(finish, plan)
    assert [name for name, _ in clock.heard()] == ["Lan", "Mai", "Yến"]
    assert clock.obligations()[3].next_check_at == at + timedelta(milliseconds=1), "its own look is still to come"
    assert clock.obligations()[0].next_check_at == now + timedelta(seconds=70)


def test_a_new_look_asked_for_meanwhile_is_not_forgotten(office: Bureau, clock: Clockwork, now: datetime) -> None:
    at = now + timedelta(seconds=30)
    plan = planned(clock, office, at)
    clock.change(1, next_check_at=at + timedelta(seconds=1))
    clock.database.do(finish, plan)
    assert clock.obligations()[0].next_check_at == at + timedelta(seconds=1)


def test_dying_between_two_parts_neither_loses_nor_repeats(office: Bureau, clock: Clockwork, now: datetime) -> None:
    at = now + timedelta(seconds=30)
    plan = planned(clock, office, at)
    clock.database.do(send_part, plan, next(iter(parts(plan))))
    assert clock.tick(at + timedelta(seconds=5)).queued == 3
    assert [name for name, _ in clock.heard()] == PEOPLE
    assert clock.tick(at + timedelta(seconds=6)).queued == 0


def test_several_processes_share_the_parts(office: Bureau, clock: Clockwork, now: datetime) -> None:
    """Each does them in an order of its own; what the other did is not done again."""
    at = now + timedelta(seconds=30)
    one, other = planned(clock, office, at), planned(clock, office, at)
    first, second, third = parts(one)
    turns = [(one, third), (other, first), (one, second), (other, second), (one, first), (other, third)]
    assert [clock.database.do(send_part, plan, people) for plan, people in turns] == [1, 2, 2, 0, 0, 0]
    assert [clock.database.do(finish, plan) for plan in (one, other)] == [0, 0]
    assert sorted(name for name, _ in clock.heard()) == sorted(PEOPLE)
    assert clock.tick(at + timedelta(seconds=1)).queued == 0
