"""The day before a report is due, the day itself and the day after, lived through by the real program on a fast clock.

Real are the clock's ticks, the plan of a tick and its parts, the outbox, the couriers with their pace and lanes, the
inbox, dispatch and the handlers, and the database. Not real are the channel and the people.
"""

import asyncio
import random
import time
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from unittest.mock import patch

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.running import program
from bot.running.program import Inbound
from domain.messaging.messages import Incoming, plain
from handlers.conversation.acting import Context
from scheduler.clock import TICK, Clock
from scheduler.delivery.delivery import Deliverer
from storage.db.database import Database
from storage.installation.calendars import work_calendar
from storage.messages.outbox import Lane
from storage.tables import Outbox
from tests.bench.fast_clock import FastClock
from tests.bench.servers.fake_telegram import FakeTelegram
from tests.queued import waiting_count

LEAD = timedelta(seconds=2)  # the clock ticks so long before the moment
LOOK = 5.0  # seconds between looks at whether everything has gone out
PRESS_EVERY = 2.0  # seconds, while reminders go out
HAND_IN_EVERY = 1.0  # seconds, afterwards


@dataclass(frozen=True, slots=True)
class Wave:
    """One reminder of everybody. Seconds are simulated ones from the moment it fell due."""

    messages: int
    queued: float  # until the last was in the outbox
    arrived: float  # until the last was with its person
    last_at: datetime
    cpu: float  # seconds of it


_REMINDERS = select(Outbox.id).where(Outbox.lane == int(Lane.REMINDER))


def _reminders(session: Session) -> Sequence[int]:
    """The outbox rows of all of them."""
    return session.scalars(_REMINDERS).all()


@dataclass
class Days:
    database: Database
    fast: FastClock
    channel: FakeTelegram
    ticks: int = 0
    longest_tick: float = 0.0  # seconds
    queued: int = 0
    waits: list[float] = field(default_factory=list)  # seconds from a press to its answer, while reminders go out
    calm_waits: list[float] = field(default_factory=list)  # the same with no reminders
    _numbers: "count[int]" = field(default_factory=count)
    _draw: random.Random = field(default_factory=lambda: random.Random(1))

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """The program's parts, put together as `dondoc run` does."""
        calendar = work_calendar()
        deliverer = Deliverer(self.database, [self.channel], now=self.fast.now)
        self._inbound = Inbound(self.database, Context(calendar, "https://dondoc.example"), deliverer.wake)
        self._clock = Clock(self.database, calendar, deliverer.wake, self.fast.now)
        with patch.object(program, "utc_now", self.fast.now):
            async with asyncio.TaskGroup() as group:
                group.create_task(deliverer.run())
                group.create_task(self._inbound.dispatch.run())
                yield
                await self._inbound.dispatch.stop()
                await deliverer.stop()

    async def wave(self, moment: datetime, expected: int, presses: bool = True) -> Wave:
        """From shortly before a reminder falls due until it has reached everybody."""
        self.fast.leap(moment - LEAD)
        cpu, before, began = time.process_time(), self.queued, self.fast.monotonic() + LEAD.total_seconds()
        beside = [asyncio.create_task(self._ticking())]
        if presses:
            beside.append(asyncio.create_task(self._pressing()))
        while (fresh := self.queued - before) < expected:  # noqa: ASYNC110 - as somebody who looks on
            await asyncio.sleep(1.0)
        queued = self.fast.monotonic() - began
        while await self.database.run(waiting_count):  # noqa: ASYNC110 - the same
            await asyncio.sleep(LOOK)
        for task in beside:
            task.cancel()
        await asyncio.gather(*beside, return_exceptions=True)
        arrived = max(at for id in await self.database.run(_reminders) for at in self.channel.arrived[id]) - began
        return Wave(fresh, queued, arrived, moment + timedelta(seconds=arrived), time.process_time() - cpu)

    def lost_or_doubled(self) -> int:
        """Of all that was queued; what came in the end is known by then."""
        came = [len(self.channel.arrived.get(id, ())) for id in self.database.do(_reminders)]
        return abs(self.queued - len(came)) + sum(abs(times - 1) for times in came)

    async def nothing_falls_due(self, moment: datetime) -> int:
        """Ticks around a moment at which nobody is to be told anything; how many were."""
        self.fast.leap(moment - LEAD)
        before = self.queued
        ticking = asyncio.create_task(self._ticking())
        await asyncio.sleep(5 * LEAD.total_seconds())
        ticking.cancel()
        return self.queued - before

    async def hand_in(self, chats: Iterable[int]) -> None:
        """One of each commune has nothing to report: two presses."""
        async with asyncio.TaskGroup() as group:
            for chat in chats:
                group.create_task(self._nil(chat))
                await asyncio.sleep(HAND_IN_EVERY)

    async def _nil(self, chat: int) -> None:
        self.calm_waits.append(await self._press(chat, "Không phát sinh"))
        self.calm_waits.append(await self._press(chat, "Gửi báo cáo"))

    async def _ticking(self) -> None:
        """Each second, and a tick that takes longer than that is followed by the next at once: as the clock's jobs."""
        while True:
            began = self.fast.monotonic()
            self.queued += (await self._clock.tick()).queued
            took = self.fast.monotonic() - began
            self.ticks += 1
            self.longest_tick = max(self.longest_tick, took)
            await asyncio.sleep(max(0.0, TICK.total_seconds() - took))

    async def _pressing(self) -> None:
        """People take the reminder at its word; one press in a chat at a time."""
        done: set[int] = set()
        async with asyncio.TaskGroup() as group:
            while True:
                await asyncio.sleep(PRESS_EVERY)
                if seen := [
                    chat for chat in self._draw.sample(range(*self.channel.chats), 50) if self._can(chat, done)
                ]:
                    done.add(seen[0])
                    group.create_task(self._note(seen[0]))

    def _can(self, chat: int, done: set[int]) -> bool:
        return chat not in done and chat in self.channel.cards

    async def _note(self, chat: int) -> None:
        self.waits.append(await self._press(chat, "Báo cáo ngay"))

    async def _press(self, chat: int, label: str) -> float:
        """Seconds until the answer is there."""
        card = self.channel.cards[chat]
        key = next((b.key for row in card.rows for b in row if b.label.startswith(label)), None)
        assert key, f"no button {label!r} under {plain(card.text)!r}"
        pressed = self.fast.monotonic()
        answer = self.channel.answer(chat)
        await self._inbound.receive(
            [
                Incoming(
                    kind="button",
                    channel=self.channel.name,
                    account=self.channel.account,
                    chat_id=str(chat),
                    user_id=str(chat),
                    external_id=f"press:{next(self._numbers)}",
                    at=self.fast.now(),
                    key=key,
                    message_id="1",
                )
            ]
        )
        return await answer - pressed
