"""The clock ticks by itself, survives what goes wrong in a tick, and finishes what it has begun when it stops."""

import asyncio
import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from scheduler import clock as clock_module
from scheduler.clock import Clock
from scheduler.planning import TickPlan
from scheduler.tick import TickResult, look
from storage.db.database import Database
from tests.bureau import Bureau
from tests.patience import PATIENCE
from tests.scheduler.clockwork import CALENDAR, Clockwork


class Wall:
    """A wall clock that is set by hand."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def wall(now: datetime) -> Wall:
    return Wall(now)


@pytest.fixture
def woken() -> asyncio.Event:
    return asyncio.Event()


@pytest.fixture
def clock(sqlite_database: Database, wall: Wall, woken: asyncio.Event) -> Clock:
    return Clock(sqlite_database, CALENDAR, woken.set, wall)


@pytest.fixture
def office(sqlite_database: Database, now: datetime) -> Iterator[Bureau]:
    with Session(sqlite_database.engine, expire_on_commit=False) as session:
        office = Bureau(session)
        office.once("D", ["PKT"], now, timedelta(seconds=90), policy=office.policy())
        office.person("Lan", "PKT")
        session.commit()
        yield office


async def test_a_tick_that_queued_something_wakes_delivery(
    clock: Clock, wall: Wall, woken: asyncio.Event, office: Bureau
) -> None:
    assert await clock.tick() == TickResult(opened=1)
    assert not woken.is_set()
    wall.now += timedelta(seconds=30)
    assert await clock.tick() == TickResult(queued=1)
    assert woken.is_set()


async def test_the_jobs_run_by_themselves_until_stopped(
    clock: Clock, wall: Wall, woken: asyncio.Event, office: Bureau, sqlite_database: Database
) -> None:
    clock.start()
    wall.now += timedelta(seconds=30)
    await asyncio.wait_for(woken.wait(), PATIENCE)
    await clock.stop()
    wall.now += timedelta(seconds=60)
    await asyncio.sleep(1.1)
    assert len(Clockwork(sqlite_database).messages()) == 1


async def test_what_fails_in_one_organisation_stops_no_other(
    clock: Clock, wall: Wall, office: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Bureau(office.session, code="KHAC")
    other.once("D", ["PKT"], wall.now, timedelta(seconds=90))
    office.session.commit()

    def failing(session: Session, organisation_id: int, *rest: object) -> tuple[TickResult, TickPlan | None]:
        if organisation_id == office.id:
            raise ZeroDivisionError
        return look(session, organisation_id, wall.now, CALENDAR)

    monkeypatch.setattr(clock_module, "look", failing)
    assert await clock.tick() == TickResult(opened=1)
    monkeypatch.undo()
    assert await clock.tick() == TickResult(opened=1), "and it is made up for by the next tick"


async def test_stopping_lets_a_tick_finish(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, finished = asyncio.Event(), asyncio.Event()

    async def slow() -> None:
        begun.set()
        await asyncio.sleep(0.2)
        finished.set()

    monkeypatch.setattr(clock, "tick", slow)
    clock.start()
    await begun.wait()
    await clock.stop()
    assert finished.is_set()


async def test_a_job_that_fails_runs_again(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    tries, again = [], asyncio.Event()

    async def failing() -> None:
        tries.append(1)
        if len(tries) > 1:
            again.set()
        raise ZeroDivisionError

    monkeypatch.setattr(clock, "tick", failing)
    clock.start()
    await asyncio.wait_for(again.wait(), PATIENCE)
    await clock.stop()


async def test_a_clock_set_back_does_not_stop_the_ticks(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock_module, "_MEND", 0.05)
    ticks = asyncio.Semaphore(0)

    async def counted() -> None:
        ticks.release()

    monkeypatch.setattr(clock, "tick", counted)
    clock.start()
    await ticks.acquire()
    job = clock._scheduler.get_jobs()[0]
    job.modify(next_run_time=datetime.now(UTC) + timedelta(hours=1))  # as if an hour had been taken back
    await asyncio.wait_for(ticks.acquire(), PATIENCE)
    await clock.stop()


async def test_slow_ticks_fill_no_log(clock: Clock, caplog: pytest.LogCaptureFixture) -> None:
    clock.start()
    await clock.stop()
    logging.getLogger("apscheduler.scheduler").warning("maximum number of running instances reached")
    assert caplog.records == []
