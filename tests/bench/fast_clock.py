"""A clock that goes at its own pace while the program works and jumps ahead while the program only waits.

So an hour of pacing takes the seconds of its work, and that work still takes the time it takes: what is slow is late.
The program sees the clock as `time.monotonic`, the event loop's time, and the `now` it is given.
"""

import asyncio
import selectors
import time
from collections.abc import Callable, Coroutine, Iterable
from concurrent.futures import Executor
from datetime import datetime, timedelta
from typing import Any, TypeVar, TypeVarTuple
from unittest.mock import patch

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

_real = time.monotonic


class FastClock:
    def __init__(self, at: datetime) -> None:
        self._at, self._began = at, _real()
        self.skipped = 0.0  # seconds

    def monotonic(self) -> float:
        return _real() + self.skipped

    def now(self) -> datetime:
        return self._at + timedelta(seconds=self.monotonic() - self._began)

    def leap(self, to: datetime) -> None:
        """What happens until then is left out: whoever waits wakes once, late."""
        self.skipped += max(0.0, (to - self.now()).total_seconds())

    async def until(self, moment: datetime) -> None:
        await asyncio.sleep(max(0.0, (moment - self.now()).total_seconds()))

    def run(self, main: Coroutine[Any, Any, T]) -> T:
        """`asyncio.run` by this clock."""
        with patch("time.monotonic", self.monotonic), asyncio.Runner(loop_factory=lambda: _Loop(self)) as runner:
            return runner.run(main)


class _Selector(selectors.DefaultSelector):
    """Where the loop waits for the next timer."""

    def __init__(self, clock: FastClock) -> None:
        super().__init__()
        self._clock = clock
        self.threads_busy = 0

    def select(self, timeout: float | None = None) -> Any:
        if self.threads_busy or (timeout is not None and timeout <= 0):
            return super().select(timeout)
        if timeout is None:
            raise RuntimeError("everybody waits for somebody else")
        self._clock.skipped += timeout
        return super().select(0)


class _Loop(asyncio.SelectorEventLoop):
    def __init__(self, clock: FastClock) -> None:
        self._waiting = _Selector(clock)
        super().__init__(self._waiting)

    def run_in_executor(self, executor: Executor | None, func: Callable[[*Ts], T], *args: *Ts) -> "asyncio.Future[T]":
        self._waiting.threads_busy += 1
        future = super().run_in_executor(executor, func, *args)
        future.add_done_callback(self._came_back)
        return future

    def _came_back(self, _: object) -> None:
        self._waiting.threads_busy -= 1


def most_in(moments: Iterable[float], seconds: float) -> int:
    """The most of these moments, which are in order, that lie within any such span."""
    most, start, known = 0, 0, list(moments)
    for end, moment in enumerate(known):
        while known[start] <= moment - seconds:
            start += 1
        most = max(most, end - start + 1)
    return most
