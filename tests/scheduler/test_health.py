"""What is known of the program's parts: failing, standing still, and over."""

import asyncio
from datetime import UTC, datetime

import pytest
from sqlalchemy import update
from sqlalchemy.exc import OperationalError

from scheduler.delivery.channel import FloodError, PassingError
from scheduler.delivery.courier import Courier
from scheduler.pump import Pump
from scheduler.watching.health import STANDS_STILL, Health, reason_of
from storage.db.database import Database
from storage.tables import Outbox
from tests.scheduler.posts import Played, delivering, queue, until


class Seconds:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.passed = 0.0

    def monotonic(self) -> float:
        return self.passed

    def now(self) -> datetime:
        return datetime.fromtimestamp(1_800_000_000 + self.passed, UTC)


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def health(seconds: Seconds) -> Health:
    return Health(seconds.now, seconds.monotonic)


def test_a_part_that_fails_is_in_trouble_until_it_is_good(health: Health, seconds: Seconds) -> None:
    began = seconds.now()
    health.failed("dispatch", "KeyError")
    seconds.passed += 30
    health.failed("dispatch", "ValueError")
    trouble = health.troubles()["dispatch"]
    assert (trouble.reason, trouble.since) == ("ValueError", began)
    health.good("dispatch")
    assert health.troubles() == {}


def test_what_is_only_waited_out_is_over_by_itself(health: Health, seconds: Seconds) -> None:
    health.failed("sending mail", "must wait", lasts=60)
    assert "sending mail" in health.troubles()
    seconds.passed += 61
    assert health.troubles() == {}


def test_a_part_that_is_not_heard_of_stands_still(health: Health, seconds: Seconds) -> None:
    health.expects("tick", 60)
    seconds.passed += 59
    assert health.troubles() == {}
    health.alive("tick")
    silent_since = seconds.now()
    seconds.passed += 61
    trouble = health.troubles()["tick"]
    assert (trouble.reason, trouble.since) == (STANDS_STILL, silent_since)
    health.forgets("tick")
    assert health.troubles() == {}


def test_an_error_is_told_by_its_kind_and_not_by_its_words() -> None:
    assert reason_of(ValueError("2.7 đã xong, mật khẩu abc")) == "ValueError"
    assert reason_of(OperationalError("UPDATE", {}, RuntimeError("host=db password=abc"))) == "RuntimeError"


async def test_a_pump_whose_round_hangs_stands_still(health: Health, seconds: Seconds) -> None:
    begun, let_go = asyncio.Event(), asyncio.Event()

    async def hangs() -> bool:
        begun.set()
        await let_go.wait()
        return False

    pump = Pump(hangs, 1.0, "exports", health.part("exports"), longest_round=30.0)
    running = asyncio.create_task(pump.run())
    await begun.wait()
    assert health.troubles() == {}
    seconds.passed += 32
    assert health.troubles()["exports"].reason == STANDS_STILL
    let_go.set()
    await pump.stop()
    await running
    assert health.troubles() == {}


async def test_a_pump_that_fails_is_in_trouble_until_a_round_goes_well(health: Health) -> None:
    failed, mended = asyncio.Event(), asyncio.Event()

    async def work() -> bool:
        if not failed.is_set():
            failed.set()
            raise KeyError("what somebody wrote")
        mended.set()
        return False

    pump = Pump(work, 0.01, "dispatch", health.part("dispatch"))
    running = asyncio.create_task(pump.run())
    await failed.wait()
    await asyncio.sleep(0)
    assert health.troubles()["dispatch"].reason == "KeyError"
    await mended.wait()
    await asyncio.sleep(0)
    assert health.troubles() == {}
    await pump.stop()
    await running


async def test_a_mail_server_that_refuses_us_is_trouble_of_its_channel_until_a_mail_gets_through(
    sqlite_database: Database,
) -> None:
    health = Health()
    queue(sqlite_database, [("c", "x")])
    refusals = [FloodError("535 5.7.8", 60.0)]
    channel = Played(plays=lambda delivery: refusals[0] if refusals else None)
    async with delivering(sqlite_database, channel, health=health):
        await until(lambda: bool(health.troubles()))
        assert health.troubles()["sending telegram bot"].reason == "must wait: 535 5.7.8"
    refusals.clear()
    sqlite_database.do(lambda session: session.execute(update(Outbox).values(not_before=None)))
    async with delivering(sqlite_database, channel, health=health):
        await until(lambda: not health.troubles())


async def test_a_channel_that_is_out_of_reach_is_told_though_only_one_chat_waits(sqlite_database: Database) -> None:
    health = Health()
    queue(sqlite_database, [("c", "x")])
    channel = Played(plays=lambda delivery: PassingError("502 Bad Gateway"))
    async with delivering(sqlite_database, channel, health=health):
        await until(lambda: bool(health.troubles()))
    assert health.troubles()["sending telegram bot"].reason == "502 Bad Gateway"


async def test_a_visit_to_the_outbox_that_hangs_stands_still(
    sqlite_database: Database, health: Health, seconds: Seconds, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = asyncio.Event()

    async def hangs(*args: object) -> None:
        begun.set()
        await asyncio.Event().wait()

    monkeypatch.setattr(sqlite_database, "run", hangs)
    courier = Courier(sqlite_database, Played(), now=seconds.now, health=health)
    running = asyncio.create_task(courier.run())
    await begun.wait()
    assert health.troubles() == {}
    seconds.passed += 61
    assert health.troubles()["delivery telegram bot"].reason == STANDS_STILL
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
