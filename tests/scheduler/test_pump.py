"""The pump: at once while there is more, woken in between, never dead."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from structlog.testing import capture_logs

import scheduler.pump
from scheduler.pump import Pump
from tests.patience import PATIENCE
from tests.scheduler.posts import until


@asynccontextmanager
async def pumping(work: Callable[[], Awaitable[bool]], idle: float = 60) -> AsyncIterator[Pump]:
    pump = Pump(work, idle, "test")
    running = asyncio.create_task(pump.run())
    try:
        yield pump
    finally:
        await pump.stop()
        await running


async def test_runs_again_at_once_while_there_is_more() -> None:
    left = [True, True, True, False]

    async def work() -> bool:
        return left.pop(0)

    async with pumping(work):
        await until(lambda: not left)


async def test_waits_until_woken_or_idle_time_is_over() -> None:
    rounds: list[float] = []

    async def work() -> bool:
        rounds.append(time.monotonic())
        return False

    async with pumping(work, idle=3600) as pump:
        await until(lambda: len(rounds) == 1)
        pump.wake()
        await until(lambda: len(rounds) == 2)
    async with pumping(work, idle=0.3):
        await until(lambda: len(rounds) == 4)
    assert rounds[3] - rounds[2] >= 0.29


async def test_woken_during_a_round_it_looks_again() -> None:
    rounds = 0

    async def work() -> bool:
        nonlocal rounds
        rounds += 1
        if rounds == 1:
            pump.wake()  # something came in after this round had looked
        return False

    async with pumping(work) as pump:
        await until(lambda: rounds == 2)


async def test_a_failure_is_logged_and_the_work_goes_on() -> None:
    failures = iter([ValueError("x"), OSError("y")])
    done = asyncio.Event()

    async def work() -> bool:
        if error := next(failures, None):
            raise error
        done.set()
        return False

    with capture_logs() as logs:
        async with pumping(work):
            await asyncio.wait_for(done.wait(), PATIENCE)
    assert [(entry["event"], entry["failures"]) for entry in logs] == [("pump_failed", 1), ("pump_failed", 2)]


async def test_being_woken_does_not_hammer_what_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scheduler.pump, "delay_seconds", lambda failures: 3600.0)
    rounds = 0

    async def work() -> bool:
        nonlocal rounds
        rounds += 1
        raise OSError("down")

    with capture_logs():
        async with pumping(work) as pump:
            for _ in range(20):
                pump.wake()
                await asyncio.sleep(0.01)
    assert rounds == 1


async def test_stop_lets_the_round_in_hand_end() -> None:
    ended = []
    begun = asyncio.Event()

    async def work() -> bool:
        begun.set()
        await asyncio.sleep(0.1)
        ended.append(True)
        return True

    async with pumping(work) as pump:
        await begun.wait()
        await pump.stop()
        assert len(ended) == 1
    assert len(ended) == 1


async def test_stop_before_it_ran_does_not_wait() -> None:
    async def work() -> bool:
        raise AssertionError("not wanted")

    pump = Pump(work, 1, "test")
    await asyncio.wait_for(pump.stop(), PATIENCE)
    await asyncio.wait_for(pump.run(), PATIENCE)
