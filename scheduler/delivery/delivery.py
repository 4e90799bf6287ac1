"""Delivery of the outbox: a courier for each account of each channel.

At least once: a message is marked sent after the channel took it, so a crash between the two sends it again
when its lease is over. It is never marked before, so none is lost.
"""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import structlog

from scheduler.delivery.backoff import delay_seconds
from scheduler.delivery.channel import Channel
from scheduler.delivery.courier import LEASE, Courier
from scheduler.delivery.exchange import OnQuota, OnStray
from scheduler.watching.health import Health
from storage.db.database import Database
from storage.messages.outbox import void_leases

log = structlog.get_logger(__name__)

LONGEST_PAUSE = 2.0  # seconds between tries at the start


class Deliverer:
    """Sends what waits in the outbox for these channels, from `run` until `stop`.

    `on_stray` is called with what did not arrive as it was meant to, in the transaction that writes it down, so that it
    goes another way and whoever coordinates can be told; `on_quota` when an account's month runs short.
    """

    def __init__(
        self,
        database: Database,
        channels: Sequence[Channel],
        *,
        now: Callable[[], datetime],
        on_stray: OnStray | None = None,
        on_quota: OnQuota | None = None,
        lease: timedelta = LEASE,
        health: Health | None = None,
    ) -> None:
        self._database = database
        self._couriers = [
            Courier(
                database,
                channel,
                now=now,
                on_stray=on_stray,
                on_quota=on_quota,
                lease=lease,
                health=health,
            )
            for channel in channels
        ]
        self._stopping = False
        self._finished = asyncio.Event()
        self._finished.set()

    def wake(self) -> None:
        """Say that something was added. From the event loop's own thread only."""
        for courier in self._couriers:
            courier.wake()

    async def run(self) -> None:
        self._finished.clear()
        try:
            if self._database.is_sqlite:  # one process only: what is leased was left by one that is gone
                await self._void_leases()
            async with asyncio.TaskGroup() as group:
                for courier in self._couriers:
                    group.create_task(courier.run())
        finally:
            self._finished.set()

    async def _void_leases(self) -> None:
        """Void the leases, and try until it is done: a disk that is full while the program starts must not end it."""
        failures = 0
        while not self._stopping:
            try:
                await self._database.run(void_leases)
                return
            except Exception:
                failures += 1
                log.exception("leases_not_voided", failures=failures)
                await asyncio.sleep(min(LONGEST_PAUSE, delay_seconds(failures) / 10))

    async def stop(self, grace: float = 5.0) -> None:
        """Begin nothing new, give what is under way `grace` seconds, and return when all is written down.

        What was not sent waits in the outbox, free for the next process.
        """
        self._stopping = True
        await asyncio.gather(*(courier.stop(grace) for courier in self._couriers))
        await self._finished.wait()
