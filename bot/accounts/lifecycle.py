"""Running until asked to stop: the tasks of the program, and what signals do to it."""

import asyncio
import os
import signal
import threading
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from typing import Any

import structlog

log = structlog.get_logger(__name__)

STOP_WITHIN = 9.0  # seconds from the first signal; the promise is 10
SIGNALS = (signal.SIGTERM, signal.SIGINT)


class TaskEnded(Exception):
    """A task that should run as long as the program ended by itself: going on would be limping."""


class Stopping:
    """Becomes set at the first signal. A second one, or too slow a stop, ends the process at once.

    Ending at once loses nothing: what came in is in the inbox, what goes out is in the outbox.
    """

    def __init__(self) -> None:
        self._event = asyncio.Event()
        # A thread, because what is slow may be the event loop itself or a database thread.
        self._watchdog = threading.Timer(STOP_WITHIN, _too_slow)
        self._watchdog.daemon = True

    def listen(self) -> None:
        loop = asyncio.get_running_loop()
        for number in SIGNALS:
            loop.add_signal_handler(number, self._signalled, number)

    def begin(self) -> None:
        self._event.set()

    def over(self) -> None:
        """Note that the program has stopped in time; this process may go on."""
        self._watchdog.cancel()

    async def wait(self) -> None:
        await self._event.wait()

    @property
    def begun(self) -> bool:
        return self._event.is_set()

    def _signalled(self, number: signal.Signals) -> None:
        if self.begun:
            log.warning("stopped at once")
            os._exit(128 + number)
        log.info("stopping", signal=number.name)
        self._watchdog.start()
        self.begin()


def _too_slow() -> None:
    log.error("stopping took too long, stopped at once")
    os._exit(1)


Work = Callable[[], Coroutine[Any, Any, None]]


async def run_until_stopped(
    intake: Mapping[str, Work],
    tasks: Mapping[str, Work],
    stopping: Stopping,
    stop: Callable[[], Awaitable[None]],
) -> None:
    """Run all side by side. Once `stopping`, cancel the intake and call `stop`, which ends each of `tasks`.

    Raise an ExceptionGroup as soon as one of them fails or ends too early; the others are cancelled.
    """
    async with asyncio.TaskGroup() as group:
        for name, task in tasks.items():
            group.create_task(_kept(name, task, stopping), name=name)
        receivers = [group.create_task(_kept(name, task, stopping), name=name) for name, task in intake.items()]
        await stopping.wait()
        for receiver in receivers:
            receiver.cancel()
        await stop()


async def _kept(name: str, task: Work, stopping: Stopping) -> None:
    await task()
    if not stopping.begun:
        raise TaskEnded(name)
