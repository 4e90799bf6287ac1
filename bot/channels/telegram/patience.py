"""Waiting out trouble with Telegram: longer each time, and told once, not at each try."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

import structlog
from telegram.error import BadRequest, Conflict, RetryAfter, TelegramError

from bot.channels.telegram.failures import TOKEN_REFUSED, seconds

log = structlog.get_logger(__name__)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Trouble:
    """`first` and `longest` are seconds of waiting; between them each wait is twice the one before."""

    kinds: tuple[type[Exception], ...]
    first: float
    longest: float
    told: str
    is_grave: bool = False


# The first that fits. The grave ones last until somebody mends them.
TROUBLES = (
    Trouble(TOKEN_REFUSED, 30, 600, "Telegram refuses the token: get a new one from @BotFather", is_grave=True),
    Trouble((Conflict,), 3, 30, "another program receives for this bot, or a webhook is set for it", is_grave=True),
    Trouble((BadRequest,), 30, 600, "Telegram does not accept what is asked of it", is_grave=True),
    Trouble((TelegramError,), 0.5, 30, "Telegram is out of reach"),
    Trouble((Exception,), 0.5, 30, "nothing can be stored; Telegram keeps what people write", is_grave=True),
)


def wait_after(error: Exception, failures: int, luck: float) -> float:
    """Seconds to wait after so many failures in a row; `luck` (0…1) spreads those who began together."""
    if isinstance(error, RetryAfter):
        return seconds(error.retry_after)
    trouble = trouble_of(error)
    doubled = trouble.first * 2.0 ** min(failures - 1, 20)
    return min(trouble.longest, doubled) * (0.5 + luck / 2)


def trouble_of(error: Exception) -> Trouble:
    return next(trouble for trouble in TROUBLES if isinstance(error, trouble.kinds))


class Patience:
    """Counts the failures of one thing that is tried again and again."""

    def __init__(self, account: str, doing: str) -> None:
        self._log = log.bind(account=account, doing=doing)
        self._failures = 0
        self._trouble: Trouble | None = None

    async def after(self, error: Exception) -> None:
        """Waits; tells what is the matter when it is a new matter."""
        self._failures += 1
        wait = wait_after(error, self._failures, random.random())  # noqa: S311 not for secrets
        trouble = trouble_of(error)
        tell = self._log.debug
        if trouble is not self._trouble:
            tell = self._log.error if trouble.is_grave else self._log.warning
        self._trouble = trouble
        tell(trouble.told, error=f"{type(error).__name__}: {error}"[:300], again_in=round(wait, 1))
        await asyncio.sleep(wait)

    def over(self) -> None:
        if self._trouble is not None:
            self._log.info("works again", failures=self._failures)
        self._failures, self._trouble = 0, None


async def until_done(work: Callable[[], Awaitable[T]], account: str, doing: str) -> T:
    """What `work` gives, tried until it succeeds."""
    patience = Patience(account, doing)
    while True:
        try:
            return await work()
        except Exception as error:  # each is told, and none may end the program
            await patience.after(error)
