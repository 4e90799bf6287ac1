"""Watches over the running program: writes that it runs, and has it told what fails and what is over."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

import structlog
from sqlalchemy.orm import Session

from handlers.failures import stopped, telling
from handlers.failures.telling import TroubledPart
from scheduler.careful import Careful
from scheduler.tick import organisation_ids
from scheduler.watching.health import Health, reason_of
from storage.aside.aside_rows import Aside, everything
from storage.aside.bulkhead import STOPS, Bulkhead
from storage.aside.received import going_on
from storage.db.database import Database
from storage.installation import heartbeat
from storage.installation.room import NoRoomError, look_for_room

log = structlog.get_logger(__name__)

EVERY = 10.0  # seconds


class Watch:
    """`work` is for a pump. `to_send` is called when messages were queued."""

    def __init__(
        self,
        database: Database,
        health: Health,
        now: Callable[[], datetime],
        to_send: Callable[[], None],
        place: str,
    ) -> None:
        """Take what to watch by. `place`: this process, for a person to find it."""
        self._database, self._health, self._now, self._to_send, self._place = database, health, now, to_send, place
        self._careful = Careful(database)
        self._has_begun = False

    async def work(self) -> bool:
        if not self._has_begun:
            await self._tell_of_stop()
            self._has_begun = True
        await self._write()
        found = [
            TroubledPart(part, one.reason, one.since)
            for part, one in self._health.troubles().items()
            if part != "watch"
        ]
        queued, aside = await self._database.run(_follow, found, self._place, self._now())
        for id in {one.organisation_id for one in aside if one.part == STOPS}:
            of_this = [one for one in aside if one.organisation_id == id]
            queued += await self._careful.run(Bulkhead.of(self._now(), id, of_this), stopped.tell_again)
        if queued:
            self._to_send()
        return False

    async def _write(self) -> None:
        """Write that the program runs. A database that takes nothing is no failure of the watch: it goes on, and tells
        it where that is possible."""
        part = self._health.part("database")
        try:
            look_for_room(self._database.engine)
            await self._database.run(heartbeat.beat, self._now())
        except NoRoomError as error:
            part.failed(str(error))
        except Exception as error:
            part.failed(f"nothing can be written: {reason_of(error)}")
            raise
        else:
            part.good()

    async def _tell_of_stop(self) -> None:
        last, now = await self._database.run(heartbeat.last), self._now()
        if last is None or now - last < stopped.LONG:
            return
        log.warning("the program did not run for long", since=last.isoformat())
        for id in await self._database.run(organisation_ids):
            if await self._careful.run(Bulkhead(now, id), partial(_tell_of_stop, last, now)):
                self._to_send()


def _tell_of_stop(last: datetime, now: datetime, session: Session, bulkhead: Bulkhead) -> int:
    return stopped.tell_of_stop(session, last, now, bulkhead)


def _follow(session: Session, found: Sequence[TroubledPart], place: str, now: datetime) -> tuple[int, list[Aside]]:
    aside = everything(session)
    return telling.follow(session, [*found, *telling.of_aside(going_on(aside, now))], place, now), aside
