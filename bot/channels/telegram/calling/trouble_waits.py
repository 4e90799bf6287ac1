"""What can be the matter with Telegram, and how long to wait for it."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from telegram.error import BadRequest, Conflict, RetryAfter, TelegramError

from bot.channels.patience import Patience, RetryRule, Troubles
from bot.channels.telegram.calling.failures import TOKEN_REFUSED, seconds
from scheduler.watching.health import ProgramPart

T = TypeVar("T")


def _told_wait(error: Exception) -> float | None:
    return seconds(error.retry_after) if isinstance(error, RetryAfter) else None


# The grave ones last until somebody mends them.
TROUBLES = Troubles(
    (
        RetryRule(TOKEN_REFUSED, 30, 600, "Telegram refuses the token: get a new one from @BotFather", is_grave=True),
        RetryRule(
            (Conflict,), 3, 30, "another program receives for this bot, or a webhook is set for it", is_grave=True
        ),
        RetryRule((BadRequest,), 30, 600, "Telegram does not accept what is asked of it", is_grave=True),
        RetryRule((TelegramError,), 0.5, 30, "Telegram is out of reach"),
        RetryRule((Exception,), 0.5, 30, "nothing can be stored; Telegram keeps what people write", is_grave=True),
    ),
    _told_wait,
)


def patience(account: str, doing: str, part: ProgramPart | None = None) -> Patience:
    return Patience(TROUBLES, account, doing, part)


async def until_done(work: Callable[[], Awaitable[T]], account: str, doing: str, part: ProgramPart | None = None) -> T:
    """Return what `work` gives, trying until it succeeds."""
    return await patience(account, doing, part).until_done(work)
