"""A pressed button stops turning at once: the press is answered beside the work, not after it."""

import asyncio
from collections.abc import Iterable

import structlog
from telegram.error import TelegramError

from bot.channels.telegram.calling.api import BotApi

log = structlog.get_logger(__name__)

MOST_AT_ONCE = 64


class PressAnswers:
    """Answers presses in the background. A lost answer only leaves a button turning for some seconds."""

    def __init__(self, api: BotApi) -> None:
        self._api = api
        self._under_way: set[asyncio.Task[None]] = set()

    def answer(self, query_ids: Iterable[str]) -> None:
        for query_id in query_ids:
            if len(self._under_way) >= MOST_AT_ONCE:
                log.debug("too many button presses to answer them all", account=self._api.account)
                return
            task = asyncio.get_running_loop().create_task(self._answer(query_id))
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)

    async def _answer(self, query_id: str) -> None:
        try:
            await self._api.call("answerCallbackQuery", callback_query_id=query_id)
        except TelegramError as error:
            log.debug("a button press was not answered", account=self._api.account, error=error.message)

    async def close(self) -> None:
        tasks = list(self._under_way)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
