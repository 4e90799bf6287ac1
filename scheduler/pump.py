"""Runs a piece of work again and again: at once while there is more, else when woken or after a while."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from scheduler.delivery.backoff import delay_seconds
from scheduler.delivery.bell import Bell
from scheduler.watching.health import ProgramPart, reason_of, unwatched

log = structlog.get_logger(__name__)

LONGEST_PAUSE = 30.0  # seconds, between failures in a row
LONGEST_ROUND = 60.0  # seconds; a round that takes longer hangs, unless the pump's work is known to be long


class Pump:
    """`work` says whether there is more to do now. Where it fails, that is logged and tried again, later each time."""

    def __init__(
        self,
        work: Callable[[], Awaitable[bool]],
        idle: float,
        name: str,
        part: ProgramPart | None = None,
        longest_round: float = LONGEST_ROUND,
    ) -> None:
        """Take the work and its pauses. `part` is told how it goes; a round that takes longer than `longest_round`
        seconds stands still."""
        self._work = work
        self._part = part or unwatched()
        self._silence = longest_round + idle
        self._idle = idle  # seconds
        self._name = name
        self._failures = 0
        self._bell = Bell()
        self._stopping = asyncio.Event()
        self._finished = asyncio.Event()
        self._finished.set()

    def wake(self) -> None:
        """Say that there is something to do. From the event loop's own thread only."""
        self._bell.ring()

    async def run(self) -> None:
        """Run until `stop` is called."""
        self._finished.clear()
        try:
            with self._part.expected(self._silence):
                while not self._stopping.is_set():
                    await self._round()
        finally:
            self._finished.set()

    async def stop(self) -> None:
        """Let the round in hand end, and begin no other."""
        self._stopping.set()
        self._bell.ring()
        await self._finished.wait()

    async def _round(self) -> None:
        try:
            more = await self._work()
        except Exception as error:
            self._failures += 1
            self._part.failed(reason_of(error))
            log.exception("pump_failed", pump=self._name, failures=self._failures)
            await self._pause()
            return
        self._failures = 0
        self._part.good()
        if not more and not self._stopping.is_set():
            await self._bell.wait(self._idle)

    async def _pause(self) -> None:
        """Wait after a failure. Being woken does not shorten it: what fails must not be hammered because people keep
        writing."""
        seconds = min(LONGEST_PAUSE, delay_seconds(self._failures) / 2)
        try:
            async with asyncio.timeout(seconds):
                await self._stopping.wait()
        except TimeoutError:
            pass
