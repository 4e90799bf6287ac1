"""Files that were asked for in chats, made one after another beside everything else."""

import asyncio
from collections.abc import Callable
from datetime import datetime

import structlog

from handlers.conversation.made_files import Made
from handlers.file_exports import Maker
from scheduler import export_process
from storage.db.database import Database
from storage.messages import exports
from storage.tables import Export

log = structlog.get_logger(__name__)


class TooOftenError(Exception):
    """It was begun as often as it may be, and never came to an end."""


class Exports:
    """`work` is for a pump: makes the oldest that waits, and says whether there was one."""

    def __init__(
        self, database: Database, maker: Maker, now: Callable[[], datetime], to_send: Callable[[], None]
    ) -> None:
        self._database = database
        self._maker = maker
        self._now = now
        self._to_send = to_send

    async def work(self) -> bool:
        export = await self._database.run(exports.claim, self._now())
        if export is None:
            return False
        try:
            if export.attempts > exports.MOST_ATTEMPTS:  # the program ended each time while it was made
                raise TooOftenError
            made = await self._made(export)
        except Exception as error:
            await self._could_not(export, error)
        else:
            await self._database.run(self._maker.keep, export, made, self._now())
        self._to_send()
        return True

    async def _made(self, export: Export) -> Made:
        """Make the file neither on the database's threads nor on the loop's: it may take as long as a message may
        wait."""
        now, maker = self._now(), self._maker
        if await self._database.run(maker.is_large, export):
            return await export_process.made(export_process.Job(self._database.url, maker.templates, export.id, now))
        return await asyncio.to_thread(maker.make, export, now)

    async def _could_not(self, export: Export, error: Exception) -> None:
        log.exception("export_failed", export=export.id, attempts=export.attempts)
        await self._database.run(self._maker.could_not, export, type(error).__name__, self._now())
