"""Transactions that may fail for one thing among many: in one go first, then carefully, as `storage.aside` says."""

import traceback
from collections.abc import Callable
from functools import partial
from typing import TypeVar

import structlog
from sqlalchemy.orm import Session

from scheduler.watching.health import FAILURES
from storage.aside.bulkhead import Bulkhead
from storage.db.database import Database, is_in_trouble

log = structlog.get_logger(__name__)

R = TypeVar("R")


class Careful:
    """Runs work that takes a `bulkhead`; what is set aside is counted and logged once it is committed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def run(self, bulkhead: Bulkhead, work: Callable[[Session, Bulkhead], R]) -> R:
        """Return what `work(session, bulkhead)` gives. Where the database itself is in trouble that is nobody's fault,
        and is raised at once."""
        try:
            return await self._database.run(work, bulkhead)
        except Exception as error:
            if is_in_trouble(error):
                raise
            log.warning("doing it carefully", organisation_id=bulkhead.organisation_id, error=type(error).__name__)
        careful = bulkhead.carefully()
        done = await self._database.run(work, careful)
        _tell(careful)
        return done

    async def set_aside(self, bulkhead: Bulkhead, part: str, error: Exception) -> None:
        """Set all of a part aside, for the whole organisation."""
        own = bulkhead.carefully()
        await self._database.run(partial(Bulkhead.put, own), part, own.whole, error)
        _tell(own)

    async def over(self, bulkhead: Bulkhead, part: str) -> None:
        """Note that the part as a whole goes well again."""
        if (part, bulkhead.whole) in bulkhead.known:
            await self._database.run(partial(Bulkhead.over, bulkhead), part, [bulkhead.whole])


def _tell(bulkhead: Bulkhead) -> None:
    for failure in bulkhead.failed:
        FAILURES.labels(failure.part).inc()
        # Places only, and of this program: an error's own words may repeat what somebody wrote.
        every = traceback.extract_tb(failure.error.__traceback__)
        frames = [frame for frame in every if "site-packages" not in frame.filename][-6:]
        log.error(
            "set aside",
            part=failure.part,
            subject=failure.subject,
            organisation_id=bulkhead.organisation_id,
            error=type(failure.error).__name__,
            places=[f"{frame.name} {frame.filename}:{frame.lineno}" for frame in frames],
        )
