"""The log of requests: what was called, when by the monotonic clock, and what came of it."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.botapi.params import Params
from tests.patience import PATIENCE


@dataclass
class Call:
    at: float
    token: str
    method: str
    params: Params
    status: int = 0
    """HTTP status of the answer; 0 while in hand; -1 when the connection was cut."""
    answer: Any = field(default=None, repr=False)
    """The result, or the description of the refusal."""

    @property
    def ok(self) -> bool:
        return self.status == 200


class CallLog:
    """Every request in order of arrival (empty in quiet mode)."""

    def __init__(self, clock: Callable[[], float], keep: bool) -> None:
        self._clock = clock
        self._keep = keep
        self._watchers: set[asyncio.Future[None]] = set()
        self.all: list[Call] = []

    def __iter__(self) -> Iterator[Call]:
        return iter(self.all)

    def __len__(self) -> int:
        return len(self.all)

    def begin(self, token: str, method: str, params: Params) -> Call:
        call = Call(self._clock(), token, method, params)
        if self._keep:
            self.all.append(call)
        return call

    def finish(self, call: Call, status: int, answer: Any) -> None:
        call.status, call.answer = status, answer
        for watcher in self._watchers:
            if not watcher.done():
                watcher.set_result(None)
        self._watchers.clear()

    def of(self, *methods: str, ok: bool | None = None) -> list[Call]:
        """Calls of these methods (any when none is named); `ok` keeps only the accepted or the refused."""
        wanted = {method.lower() for method in methods}
        return [
            call for call in self.all if (not wanted or call.method.lower() in wanted) and (ok is None or call.ok is ok)
        ]

    def most_in(self, seconds: float, *methods: str) -> int:
        """The largest number of accepted calls in any sliding window of that many seconds."""
        times = [call.at for call in self.of(*methods, ok=True)]
        most = first = 0
        for last, at in enumerate(times):
            while times[first] <= at - seconds:
                first += 1
            most = max(most, last - first + 1)
        return most

    async def wait(self, method: str, count: int = 1, timeout: float = PATIENCE) -> list[Call]:  # noqa: ASYNC109
        """Until that many calls of the method are finished; AssertionError when they do not come in time."""
        try:
            async with asyncio.timeout(timeout):
                while len(done := [call for call in self.of(method) if call.status]) < count:
                    watcher = asyncio.get_running_loop().create_future()
                    self._watchers.add(watcher)
                    await watcher
        except TimeoutError:
            raise AssertionError(f"{len(self.of(method))} of {count} calls of {method} in {timeout} s") from None
        return done
