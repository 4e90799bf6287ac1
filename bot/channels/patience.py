"""Waiting out trouble with a channel: longer each time, and told once, not at each try."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import NoReturn, TypeVar

import structlog

from scheduler.watching.health import ProgramPart, unwatched

log = structlog.get_logger(__name__)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class RetryRule:
    """`first` and `longest` are seconds of waiting; between them each wait is twice the one before."""

    kinds: tuple[type[Exception], ...]
    first: float
    longest: float
    told: str
    is_grave: bool = False


@dataclass(frozen=True, slots=True)
class Troubles:
    """Those of a channel, of which the first that fits counts; the last fits all. `told_wait` gives the seconds that an
    error itself says, None where it says none."""

    known: Sequence[RetryRule]
    told_wait: Callable[[Exception], float | None] = lambda error: None

    def of(self, error: Exception) -> RetryRule:
        return next(trouble for trouble in self.known if isinstance(error, trouble.kinds))

    def wait_after(self, error: Exception, failures: int, luck: float) -> float:
        """Return the seconds to wait after so many failures in a row; `luck` (0…1) spreads those who began together."""
        told = self.told_wait(error)
        if told is not None:
            return told
        trouble = self.of(error)
        doubled = trouble.first * 2.0 ** min(failures - 1, 20)
        return min(trouble.longest, doubled) * (0.5 + luck / 2)


async def pause(seconds: float) -> None:
    await asyncio.sleep(seconds)


class Patience:
    """Counts the failures of one thing that is tried again and again."""

    def __init__(self, troubles: Troubles, account: str, doing: str, part: ProgramPart | None = None) -> None:
        """Begin without a failure. `part` is told of each failure, and when it is over."""
        self._part = part or unwatched()
        self._doing = doing
        self._troubles = troubles
        self._log = log.bind(account=account, doing=doing)
        self._failures = 0
        self._trouble: RetryRule | None = None

    async def after(self, error: Exception) -> None:
        """Wait before the next try; tell what is the matter when it is a new matter."""
        self._failures += 1
        wait = self._troubles.wait_after(error, self._failures, random.random())  # noqa: S311 not for secrets
        trouble = self._troubles.of(error)
        tell = self._log.debug
        if trouble is not self._trouble:
            tell = self._log.error if trouble.is_grave else self._log.warning
        self._trouble = trouble
        self._part.failed(f"{self._doing}: {trouble.told}")
        tell(trouble.told, error=f"{type(error).__name__}: {error}"[:300], again_in=round(wait, 1))
        await pause(wait)

    def over(self) -> None:
        if self._trouble is not None:
            self._log.info("works again", failures=self._failures)
        self._failures, self._trouble = 0, None
        self._part.good()

    async def again_and_again(self, work: Callable[[], Awaitable[object]]) -> NoReturn:
        """Do the work again and again until cancelled."""
        while True:
            try:
                await work()
            except Exception as error:  # the channel out of reach, or the database: in both cases do it again
                await self.after(error)
            else:
                self.over()

    async def until_done(self, work: Callable[[], Awaitable[T]]) -> T:
        """Return what `work` gives, trying until it succeeds."""
        while True:
            try:
                done = await work()
                self._part.good()
                return done
            except Exception as error:  # each is told, and none may end the program
                await self.after(error)
