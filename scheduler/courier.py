"""Delivery for one account of one channel.

Two loops: one visits the database (outcomes in, next messages out), one starts sendings as the limits allow.
What is taken but not under way is kept small, so that an answer written later still overtakes.
"""

import asyncio
import math
import random
import time
import traceback
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from domain.messages import Outgoing
from scheduler.backoff import delay_seconds
from scheduler.bell import Bell
from scheduler.channel import Channel, Delivery, FloodError, SendError
from scheduler.exchange import OnUnreachable, Visit, exchange
from scheduler.limits import Limiter
from scheduler.metrics import FAILED, SENT, WAITED
from scheduler.verdicts import kind_of, verdict
from storage.database import Database
from storage.outbox import Lane
from storage.outbox_claims import Claimed
from storage.outbox_marks import Outcome

log = structlog.get_logger(__name__)

LEASE = timedelta(seconds=120)
SEND_SECONDS = 60.0  # a sending ends well before its lease does
POLL_SECONDS = 1.0
AHEAD_SECONDS = 0.25  # messages are taken from the outbox about this long before they can leave
LINGER_SECONDS = 0.005  # outcomes wait this long for company
LONGEST_PAUSE = 5.0  # seconds between tries to reach a database that fails


class Courier:
    def __init__(
        self,
        database: Database,
        channel: Channel,
        *,
        now: Callable[[], datetime],
        on_unreachable: OnUnreachable | None = None,
        lease: timedelta = LEASE,
    ) -> None:
        self._database = database
        self._channel = channel
        self._now = now
        self._on_unreachable = on_unreachable
        self._lease = lease
        self._limiter = Limiter(channel.limits)
        self._most = _stock(channel)
        self._stock: list[Claimed] = []  # taken, not under way; most urgent first
        self._under_way: dict[asyncio.Task[None], Claimed] = {}
        self._outcomes: list[tuple[str, Outcome]] = []  # with their chats; not in the database yet
        self._busy: set[str] = set()  # chats of all three
        self._alarms: list[float] = []  # monotonic moments at which something may become ready
        self._woken = True
        self._more = False  # the last visit took all it had room for
        self._failures = 0  # visits in a row that failed
        self._stopping = False
        self._send_bell = Bell()
        self._visit_bell = Bell()
        self._log = log.bind(channel=channel.name, account=channel.account)

    def wake(self) -> None:
        self._woken = True
        self._visit_bell.ring()

    async def run(self) -> None:
        """Until `stop` is called and what was in hand is written down."""
        async with asyncio.TaskGroup() as loops:
            loops.create_task(self._sending())
            loops.create_task(self._visiting())

    async def stop(self, grace: float) -> None:
        """Sends nothing new; waits `grace` seconds for what is under way. `run` ends after that."""
        self._stopping = True
        self._release_stock()
        self._ring()
        if self._under_way:
            _, late = await asyncio.wait(list(self._under_way), timeout=grace)
            for task in late:
                task.cancel()
        self._ring()

    def _ring(self) -> None:
        self._send_bell.ring()
        self._visit_bell.ring()

    # Sending

    async def _sending(self) -> None:
        while not self._stopping:
            await self._send_bell.wait(self._start_sendings())

    def _start_sendings(self) -> float | None:
        """Starts what may go now, and says in how many seconds more may (None: when something changes)."""
        now = time.monotonic()
        soonest = math.inf
        for claimed in list(self._stock):
            if len(self._under_way) >= self._channel.limits.concurrency:
                return None
            free = self._limiter.next_free(now, claimed.chat_id)
            soonest = min(soonest, free)
            if free <= now:
                self._start(claimed, now)
            elif self._limiter.account_free(now) > now:
                break
        self._ask_for_more()
        return None if not self._stock else max(0.0, soonest - now)

    def _ask_for_more(self) -> None:
        if self._more and len(self._stock) <= self._most // 2:
            self._visit_bell.ring()

    def _start(self, claimed: Claimed, now: float) -> None:
        self._stock.remove(claimed)
        self._limiter.take(now, claimed.chat_id, claimed.is_group)
        task = asyncio.create_task(self._send(claimed))
        self._under_way[task] = claimed
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        claimed = self._under_way.pop(task)
        if task.cancelled():  # stopped before it was known whether it went out: better twice than never
            self._close(claimed, Outcome("released", claimed.id, self._now()))
        self._limiter.settle(time.monotonic(), claimed.chat_id)
        self._ring()

    async def _send(self, claimed: Claimed) -> None:
        try:
            async with asyncio.timeout(SEND_SECONDS):
                outgoing = Outgoing.from_json(claimed.payload)
                external_id = await self._channel.send(Delivery(claimed.id, claimed.chat_id, outgoing))
        except Exception as error:
            self._failed(claimed, error)
        else:
            self._sent(claimed, external_id)

    def _sent(self, claimed: Claimed, external_id: str) -> None:
        now = self._now()
        labels = (self._channel.name, self._channel.account)
        SENT.labels(*labels).inc()
        ready = max(claimed.created_at, claimed.not_before or claimed.created_at)
        WAITED.labels(*labels, Lane(claimed.lane).name.lower()).observe(max(0.0, (now - ready).total_seconds()))
        self._close(claimed, Outcome("sent", claimed.id, now, external_id=external_id))

    def _failed(self, claimed: Claimed, error: Exception) -> None:
        kind = kind_of(error)
        FAILED.labels(self._channel.name, self._channel.account, kind).inc()
        outcome = verdict(claimed, error, self._now(), random.random())  # noqa: S311 - spreads retries
        about = {"outbox_id": claimed.id, "attempts": claimed.attempts, "kind": kind, "then": outcome.kind}
        if isinstance(error, SendError | TimeoutError):
            self._log.info("send_failed", **about, reason=outcome.reason)
        else:  # the places only: the words of an unknown error may be those of the message
            places = "".join(traceback.format_tb(error.__traceback__))
            self._log.error("send_failed", **about, reason=outcome.reason, places=places)
        if isinstance(error, FloodError):
            self._hold(error.retry_after)
        self._close(claimed, outcome)

    def _hold(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        self._limiter.hold(until)
        self._alarms.append(until)
        self._release_stock()

    def _release_stock(self) -> None:
        for claimed in self._stock:
            self._close(claimed, Outcome("released", claimed.id, self._now()))
        self._stock.clear()

    def _close(self, claimed: Claimed, outcome: Outcome) -> None:
        self._outcomes.append((claimed.chat_id, outcome))
        if outcome.not_before is not None:
            self._alarms.append(time.monotonic() + (outcome.not_before - self._now()).total_seconds())
        self._visit_bell.ring()

    # Visiting the database

    async def _visiting(self) -> None:
        while not self._is_finished():
            if self._outcomes and len(self._under_way) > 1:
                await asyncio.sleep(LINGER_SECONDS)
            await self._visit()
            if not self._has_errand():
                await self._visit_bell.wait(self._rest())

    def _is_finished(self) -> bool:
        return self._stopping and not (self._stock or self._under_way or self._outcomes)

    def _has_errand(self) -> bool:
        if self._outcomes or self._is_finished():
            return True
        wants = self._woken or (self._more and len(self._stock) <= self._most // 2)
        return wants and self._room(time.monotonic()) > 0

    def _rest(self) -> float:
        """Seconds until it is worth looking again without being called."""
        now = time.monotonic()
        self._alarms = [alarm for alarm in self._alarms if alarm > now]
        return min([POLL_SECONDS, *(alarm - now for alarm in self._alarms)])

    def _room(self, now: float) -> int:
        if self._stopping or self._limiter.account_free(now) > now + AHEAD_SECONDS:
            return 0
        if self._failures and self._outcomes:
            return 0  # first get what happened written down
        # Somebody has just written: look past a full stock of reminders for what is more urgent.
        return (2 * self._most if self._woken else self._most) - len(self._stock)

    async def _visit(self) -> None:
        handed_in = list(self._outcomes)
        visit = self._plan_visit(handed_in)
        if not handed_in and visit.room <= 0:
            return
        try:
            claimed = await self._database.run(exchange, visit, self._on_unreachable)
        except Exception as error:
            await self._visit_failed(error)
            return
        self._failures = 0
        self._more = len(claimed) >= visit.room > 0
        self._put_away(handed_in, claimed)

    def _plan_visit(self, handed_in: list[tuple[str, Outcome]]) -> Visit:
        now = time.monotonic()
        room = self._room(now)
        throttled = self._limiter.throttled(now, AHEAD_SECONDS) if room > 0 else {}
        if throttled:
            self._alarms.append(min(throttled.values()) - AHEAD_SECONDS)
        if room > 0:
            self._woken = False
        closed = {chat_id for chat_id, _ in handed_in}
        return Visit(
            channel=self._channel.name,
            account=self._channel.account,
            outcomes=[outcome for _, outcome in handed_in],
            room=room,
            skip_chats=(self._busy - closed) | throttled.keys(),
            now=self._now(),
            lease=self._lease,
        )

    def _put_away(self, handed_in: list[tuple[str, Outcome]], claimed: list[Claimed]) -> None:
        del self._outcomes[: len(handed_in)]
        self._busy.difference_update(chat_id for chat_id, _ in handed_in)
        self._busy.update(row.chat_id for row in claimed)
        self._stock = sorted([*self._stock, *claimed], key=lambda row: (row.lane, row.id))
        if self._stopping or self._limiter.account_free(time.monotonic()) > time.monotonic() + POLL_SECONDS:
            self._release_stock()  # a stop or a flood wait came while they were being taken
        self._send_bell.ring()

    async def _visit_failed(self, error: Exception) -> None:
        """Nothing is forgotten: what was sent is written down once the database is back."""
        self._failures += 1
        self._woken = True
        self._log.error("outbox_visit_failed", error=type(error).__name__, failures=self._failures, exc_info=error)
        await asyncio.sleep(min(LONGEST_PAUSE, delay_seconds(self._failures) / 10))


def _stock(channel: Channel) -> int:
    """How many messages to keep at hand: what leaves in the time that fetching more takes."""
    rate = channel.limits.per_second
    return 2 * channel.limits.concurrency if rate is None else max(2, math.ceil(rate * AHEAD_SECONDS))
