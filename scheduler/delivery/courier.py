"""Delivery for one account of one channel: visits the outbox, and hands what it finds to `Sendings`.

What is at hand but not under way is kept small, so that an answer written later still overtakes.
"""

import asyncio
import heapq
import math
import time
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from scheduler.delivery.backoff import delay_seconds
from scheduler.delivery.bell import Bell
from scheduler.delivery.channel import Channel
from scheduler.delivery.exchange import ChannelVisit, OnQuota, OnStray, exchange
from scheduler.delivery.sendings import Sendings
from scheduler.watching.health import Health, reason_of
from storage.db.database import Database, is_in_trouble
from storage.messages.outbox_claim import ClaimedMessage
from storage.messages.outbox_mark import Outcome

log = structlog.get_logger(__name__)

LEASE = timedelta(seconds=15)
"""After that much silence of its process a message is free for the others. Who still sends renews in time."""
RENEWALS = 3  # in the length of a lease
POLL_SECONDS = 1.0
AHEAD_SECONDS = 0.25  # messages are fetched about this long before they can leave
LINGER_SECONDS = 0.02  # outcomes wait this long for company
LONGEST_PAUSE = 5.0  # seconds between tries to reach a database that fails
STANDS_STILL = 60.0  # seconds without a visit
LAST_TRIES_SECONDS = 3.0  # how long a stop still tries to reach it


class Courier:
    def __init__(
        self,
        database: Database,
        channel: Channel,
        *,
        now: Callable[[], datetime],
        on_stray: OnStray | None = None,
        on_quota: OnQuota | None = None,
        lease: timedelta = LEASE,
        health: Health | None = None,
    ) -> None:
        self._database = database
        self._channel = channel
        of_account = f"{channel.name} {channel.account}"
        self._part = (health or Health()).part(f"delivery {of_account}")
        sending = (health or Health()).part(f"sending {of_account}")
        self._now = now
        self._on_stray = on_stray
        self._on_quota = on_quota
        self._lease = lease
        self._most = _stock(channel)
        self._shares = not database.is_sqlite
        self._sendings = Sendings(channel, now, self._close, self._ask_for_more, self._shares, sending)
        self._renew_at = math.inf  # monotonic
        self._outcomes: list[tuple[str, Outcome]] = []  # with their chats; not in the database yet
        self._busy: set[str] = set()  # chats of all that is at hand, under way, or not written down
        self._retries: list[float] = []  # heap of monotonic moments at which a message may be tried again
        self._chats_free = math.inf  # when the first of the chats left out for their limits may be written to
        self._woken = True
        self._more = False  # the last visit took all it had room for
        self._failures = 0  # visits in a row that failed
        self._careful = False  # the last one failed, and not for trouble of the database
        self._stopping = False
        self._deadline = math.inf
        self._bell = Bell()
        self._log = log.bind(channel=channel.name, account=channel.account)

    def wake(self) -> None:
        self._woken = True
        self._bell.ring()

    async def run(self) -> None:
        """Run until `stop` is called and what was in hand is written down."""
        with self._part.expected(STANDS_STILL):
            async with asyncio.TaskGroup() as loops:
                loops.create_task(self._sendings.run())
                loops.create_task(self._visiting())

    async def stop(self, grace: float) -> None:
        """Send nothing new, and wait at most `grace` seconds for what is under way; `run` ends after that."""
        self._stopping = True
        self._bell.ring()
        await self._sendings.stop(grace)
        self._deadline = time.monotonic() + LAST_TRIES_SECONDS
        self._bell.ring()

    def _close(self, claimed: ClaimedMessage, outcome: Outcome) -> None:
        self._outcomes.append((claimed.chat_id, outcome))
        if outcome.kind in ("held", "released"):
            self._woken = True
        if outcome.not_before is not None:
            seconds = (outcome.not_before - self._now()).total_seconds()
            heapq.heappush(self._retries, time.monotonic() + seconds)
        self._bell.ring()

    def _ask_for_more(self) -> None:
        if self._wants_more(time.monotonic()):
            self._bell.ring()

    async def _visiting(self) -> None:
        while not self._is_finished():
            if self._outcomes and self._sendings.under_way > 1 and not self._woken:  # an answer waits for nobody
                await asyncio.sleep(LINGER_SECONDS)
            await self._visit()
            now = time.monotonic()
            self._note_alarms(now)
            if not self._outcomes and not self._wants_more(now) and not self._is_finished():
                await self._bell.wait(self._rest(now))

    def _is_finished(self) -> bool:
        return self._stopping and not (self._sendings.stock or self._sendings.under_way or self._outcomes)

    def _wants_more(self, now: float) -> bool:
        return ((self._woken or self._more) and self._room(now) > 0) or self._sendings.lacks_slots

    def _note_alarms(self, now: float) -> None:
        while self._retries and self._retries[0] <= now:
            heapq.heappop(self._retries)
            self._woken = True
        if self._chats_free <= now:
            self._chats_free = math.inf
            self._woken = True

    def _rest(self, now: float) -> float:
        """Return the seconds until it is worth looking again without being called."""
        alarms = [now + POLL_SECONDS, self._renew_at, self._chats_free, *self._retries[:1]]
        fetch_from = self._sendings.fetch_from(now, self._woken) - AHEAD_SECONDS
        if fetch_from > now and (self._woken or self._more):
            alarms.append(fetch_from)
        return min(alarms) - now

    def _room(self, now: float) -> int:
        """Return how many messages to fetch."""
        if self._stopping or self._sendings.fetch_from(now, self._woken) > now + AHEAD_SECONDS:
            return 0
        if self._failures and self._outcomes:
            return 0  # first get what happened written down
        if self._woken:  # somebody has just written: look past a full stock for what is more urgent
            return max(0, 2 * self._most - self._sendings.stock)
        return self._most - self._sendings.stock if self._sendings.stock <= self._most // 2 else 0

    async def _visit(self) -> None:
        handed_in = list(self._outcomes)
        visit = self._plan_visit(handed_in)
        if not (handed_in or visit.room or visit.renew or self._sendings.lacks_slots):
            self._part.alive()
            return
        began = time.monotonic()
        try:
            taken = await self._database.run(exchange, visit, self._on_stray, self._on_quota)
        except Exception as error:
            self._careful = not self._careful and not is_in_trouble(error)
            await self._visit_failed(error)
            return
        self._careful = False
        claimed = taken.claimed
        self._failures = 0
        self._part.good()
        if visit.share is not None:
            self._sendings.failing.others_know(visit.share.flooded_until, visit.share.chats)
        if visit.room:
            self._more = len(claimed) == visit.room
        del self._outcomes[: len(handed_in)]
        self._busy.difference_update(chat_id for chat_id, _ in handed_in)
        self._busy.update(row.chat_id for row in claimed)
        self._sendings.take_in(claimed, taken.drawn, AHEAD_SECONDS)
        self._note_leases(began, bool(visit.renew))

    def _note_leases(self, began: float, renewed: bool) -> None:
        """Note the oldest lease in hand: it began at `began` if all were renewed then, or nothing was in hand."""
        if not self._sendings.ids:
            self._renew_at = math.inf
        elif renewed or math.isinf(self._renew_at):
            self._renew_at = began + self._lease.total_seconds() / RENEWALS

    def _plan_visit(self, handed_in: list[tuple[str, Outcome]]) -> ChannelVisit:
        now = time.monotonic()
        self._bell.hush()
        room = self._room(now)
        if room:
            self._woken = False
        return ChannelVisit(
            channel=self._channel.name,
            account=self._channel.account,
            outcomes=[outcome for _, outcome in handed_in],
            room=room,
            skip_chats=self._left_out(now, {chat_id for chat_id, _ in handed_in}) if room else (),
            now=self._now(),
            lease=self._lease,
            renew=self._sendings.ids if self._renew_at <= now else (),
            share=self._sendings.share(now) if self._shares else None,
            quota=self._channel.limits.a_month,
            careful=self._careful,
        )

    def _left_out(self, now: float, closed: set[str]) -> set[str]:
        """Return the chats from which nothing can be sent soon."""
        throttled = self._sendings.limiter.throttled(now, AHEAD_SECONDS)
        if throttled:
            self._chats_free = min(throttled.values()) - AHEAD_SECONDS
        return (self._busy - closed) | throttled.keys()

    async def _visit_failed(self, error: Exception) -> None:
        """Note that a visit failed. Nothing is forgotten: what was sent is written down once the database is back."""
        self._failures += 1
        self._part.failed(reason_of(error))
        self._woken = True
        if time.monotonic() > self._renew_at + self._lease.total_seconds() / RENEWALS:
            self._sendings.release()  # soon others may take it: begin nothing of it
        self._log.error("outbox_visit_failed", failures=self._failures, exc_info=error)
        if time.monotonic() > self._deadline:
            self._log.error("outcomes_lost", sent=[o.id for _, o in self._outcomes if o.kind == "sent"])
            self._outcomes.clear()
            return
        await asyncio.sleep(min(LONGEST_PAUSE, delay_seconds(self._failures) / 10))


def _stock(channel: Channel) -> int:
    """Return how many messages to keep at hand: what leaves in the time that fetching more takes."""
    rate = channel.limits.per_second
    return 16 * channel.limits.concurrency if rate is None else max(2, math.ceil(rate * AHEAD_SECONDS))
