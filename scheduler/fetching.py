"""Files that people sent, fetched from their channels beside everything else, a few at once."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import structlog

from domain.files.attachments import MOST_BYTES, Refusal, RefusedFile
from handlers.attaching.looking import looked
from scheduler.delivery.backoff import delay_seconds
from scheduler.delivery.channel import Fetches, GoneError
from storage.db.database import Database
from storage.reporting import attachments
from storage.reporting.attachments import ExaminedFile

log = structlog.get_logger(__name__)

AT_ONCE = 4  # of up to 20 MB each


class Fetching:
    """`work` is for a pump. `received` is called when a chat has something to deal with."""

    def __init__(
        self,
        database: Database,
        channels: Sequence[Fetches],
        now: Callable[[], datetime],
        received: Callable[[], None],
    ) -> None:
        self._database = database
        self._channels = {(channel.name, channel.account): channel for channel in channels}
        self._now = now
        self._received = received

    async def work(self) -> bool:
        """Fetch those that wait, and say whether there may be more."""
        rows = await self._database.run(attachments.claim, self._now(), AT_ONCE)
        done = await asyncio.gather(*map(self._one, rows), return_exceptions=True)
        if failed := [error for error in done if isinstance(error, BaseException)]:
            raise failed[0]  # once all others are settled; its own lease ends, and it is tried again
        return len(rows) == AT_ONCE

    async def _one(self, row: attachments.ClaimedFile) -> None:
        try:
            await self._settle(row, *await self._fetched(row))
        except GoneError as error:
            await self._settle(row, error.reason)
        except RefusedFile as error:
            await self._settle(row, error.reason)
        except Exception as error:
            # Its kind only: an address in its words would have the bot's token in it.
            log.warning("fetching_failed", attachment=row.id, error=type(error).__name__, attempts=row.attempts)
            await self._later(row)

    async def _fetched(self, row: attachments.ClaimedFile) -> tuple[ExaminedFile, bytes]:
        channel = self._channels.get((row.channel, row.account))
        if channel is None:  # the bot is not ours any more
            raise GoneError("lost")
        content = await channel.fetch(row.source, MOST_BYTES)
        return await asyncio.to_thread(looked, content, row.name), content

    async def _later(self, row: attachments.ClaimedFile) -> None:
        if row.attempts >= attachments.MOST_ATTEMPTS:
            await self._settle(row, "lost")
        else:
            again = self._now() + timedelta(seconds=delay_seconds(row.attempts))
            await self._database.run(attachments.postpone, row.id, again)

    async def _settle(self, row: attachments.ClaimedFile, found: ExaminedFile | Refusal, content: bytes = b"") -> None:
        await self._database.run(attachments.settle, row.id, found, content, self._now())
        self._received()
