"""This program among the others on the same PostgreSQL: hearing them, being seen, and doing some things in turn."""

import asyncio
import random
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from contextlib import asynccontextmanager
from typing import Any, Protocol

import structlog

from bot.running.agreement import differences, place
from scheduler.delivery.bell import Bell
from storage.db.database import Database
from storage.db.notify import LEASE, Notice, NotifyConnection
from storage.installation import processes
from storage.installation.processes import LEASE_SECONDS, PRESENCE

log = structlog.get_logger(__name__)

SEEN_EVERY = 5.0  # seconds
RENEWED_EVERY = LEASE_SECONDS / 3
LOOK_EVERY = 2.0  # seconds: whether what another process does has become free
PRESENT_WITHIN = 5.0  # seconds; without being seen, what is ours could be taken for left behind
AGAIN_AFTER = 1.0  # seconds until a lost connection is tried again, half more or less

Work = Callable[[], Coroutine[Any, Any, None]]


class Fellows(Protocol):
    async def run(self) -> None:
        """Run until cancelled."""

    async def one_at_a_time(self, name: str, work: Work) -> None:
        """Do endless work in this process only while no other process does it; stand by otherwise."""


class Nobody:
    """On SQLite, where this is the only program."""

    async def run(self) -> None:
        await asyncio.Event().wait()

    async def one_at_a_time(self, name: str, work: Work) -> None:
        await work()


class Others:
    """`on_notice` is called for what others say, and with None when something may have been missed."""

    def __init__(
        self, database: Database, number: int, agreed: Mapping[str, str], on_notice: Callable[[Notice | None], None]
    ) -> None:
        self._database, self._number, self._agreed, self._on_notice = database, number, agreed, on_notice
        self._present = asyncio.Event()
        self._looks: set[Bell] = set()
        self._compared: set[int] = {number}

    async def run(self) -> None:
        async with asyncio.TaskGroup() as group:
            group.create_task(self._hear())
            group.create_task(self._be_seen())

    async def _hear(self) -> None:
        import psycopg  # only where there is a PostgreSQL: it is 8 MiB

        while True:
            try:
                line = await NotifyConnection.opened(self._database.engine)
                try:
                    await self._hear_on(line)
                finally:
                    await line.close()
            except (psycopg.Error, OSError) as error:
                log.warning("the line to the other processes is broken, looking instead", error=type(error).__name__)
            await asyncio.sleep(AGAIN_AFTER * (0.5 + random.random()))  # noqa: S311

    async def _hear_on(self, line: NotifyConnection) -> None:
        await line.show(PRESENCE, self._number)
        self._present.set()
        self._on_notice(None)
        async for notice in line.notices():
            if notice.topic == LEASE:
                self._look()
            self._on_notice(notice)

    def _look(self) -> None:
        for bell in self._looks:
            bell.ring()

    async def _be_seen(self) -> None:
        await self._present.wait()
        while True:
            try:
                await self._database.run(processes.seen, self._number)
                self._compare(await self._database.run(processes.living))
            except Exception as error:
                log.warning("not seen by the other processes", error=type(error).__name__)
            await asyncio.sleep(SEEN_EVERY)

    def _compare(self, living: list[processes.Living]) -> None:
        for other in living:
            if other.id not in self._compared and (names := differences(self._agreed, other.agreement)):
                log.error(
                    "another process runs with other settings: make them the same", other=other.place, differ=names
                )
            self._compared.add(other.id)

    async def one_at_a_time(self, name: str, work: Work) -> None:
        try:
            async with asyncio.timeout(PRESENT_WITHIN):
                await self._present.wait()
        except TimeoutError:
            pass
        while True:
            await self._until_taken(name)
            log.info("in charge", of=name)
            await self._while_ours(name, work)
            log.warning("no longer in charge", of=name)

    async def _until_taken(self, name: str) -> None:
        bell = Bell()
        self._looks.add(bell)
        told = False
        try:
            while not await self._takes(name):
                if not told:
                    log.info("standing by, another process is in charge", of=name)
                told = True
                await bell.wait(LOOK_EVERY)
        finally:
            self._looks.discard(bell)

    async def _takes(self, name: str) -> bool | None:
        """Say whether this process may do the work of that name; None where the database does not answer."""
        try:
            return await self._database.run(processes.take, name, self._number)
        except Exception as error:
            log.warning("a lease could not be looked at", of=name, error=type(error).__name__)
            return None

    async def _while_ours(self, name: str, work: Work) -> None:
        working = asyncio.create_task(work())
        try:
            ends = time.monotonic() + LEASE_SECONDS
            while time.monotonic() < ends:
                began = time.monotonic()
                done, _ = await asyncio.wait([working], timeout=RENEWED_EVERY)
                if done:
                    return working.result()
                renewed = await self._takes(name)
                if renewed is False:
                    return None
                if renewed:
                    ends = began + RENEWED_EVERY + LEASE_SECONDS
            return None
        finally:
            working.cancel()
            await asyncio.gather(working, return_exceptions=True)
            await self._give_back(name)

    async def _give_back(self, name: str) -> None:
        try:
            await self._database.run(processes.give_back, name, self._number)
        except Exception as error:  # it ends by itself
            log.warning("a lease could not be given back", of=name, error=type(error).__name__)


@asynccontextmanager
async def among_fellows(
    database: Database, agreed: Mapping[str, str], on_notice: Callable[[Notice | None], None]
) -> AsyncIterator[Fellows]:
    """Sign this process on, so that the others know it until the end; yield its way of acting among them."""
    if database.is_sqlite:
        yield Nobody()
        return
    number = await database.run(processes.enter, place(), agreed)
    try:
        yield Others(database, number, agreed, on_notice)
    finally:
        try:
            await database.run(processes.leave, number)
        except Exception as error:  # what it left is told by its age
            log.warning("could not sign off", error=type(error).__name__)
