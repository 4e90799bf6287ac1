"""What one account has in hand: the messages at hand, most urgent first, and the sendings under way."""

import asyncio
import math
import random
import time
import traceback
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

import structlog

from domain.messages import Outgoing
from scheduler.backoff import delay_seconds
from scheduler.bell import Bell
from scheduler.channel import Channel, Delivery, FloodError, SendError
from scheduler.limits import Limiter
from scheduler.metrics import FAILED, SENT, WAITED
from scheduler.shared_pace import GivenPace
from scheduler.sharing import Drawn, Share
from scheduler.verdicts import kind_of, verdict
from storage.outbox import Lane
from storage.outbox_claims import Claimed
from storage.outbox_marks import Outcome

log = structlog.get_logger(__name__)

SEND_SECONDS = 60.0  # a sending ends well before its lease does
OUTAGE_CHATS = 4
"""So many chats failing in passing, and nothing getting through in between, is an outage of the channel: then the
account pauses, instead of every waiting message wearing out its patience on its own."""
LONGEST_OUTAGE_PAUSE = 30.0  # seconds


class Sendings:
    """Starts sendings as the limits allow. `closed` is told what became of each message, `drained` that the
    stock got smaller; both are called in the event loop and must not wait."""

    def __init__(
        self,
        channel: Channel,
        now: Callable[[], datetime],
        closed: Callable[[Claimed, Outcome], None],
        drained: Callable[[], None],
        shared: bool = False,
    ) -> None:
        """`shared`: other processes may send for this account too, and what is drawn says what this one may."""
        self._given = GivenPace() if shared and channel.limits.per_second is not None else None
        self.limiter = Limiter(channel.limits, self._given)
        self.flooded_until = 0.0  # monotonic seconds; 0: nothing that the other processes do not know
        self._channel = channel
        self._labels = (channel.name, channel.account)
        self._count_sent = SENT.labels(*self._labels).inc
        self._note_wait = {lane: WAITED.labels(*self._labels, lane.name.lower()).observe for lane in Lane}
        self._now = now
        self._closed = closed
        self._drained = drained
        self._stock: list[Claimed] = []
        self._under_way: dict[asyncio.Task[None], Claimed] = {}
        self._begun: dict[asyncio.Task[None], float] = {}  # monotonic
        self._failing: set[str] = set()  # chats that failed in passing since something got through
        self._pauses = 0
        self._stopping = False
        self._bell = Bell()
        self._log = log.bind(channel=channel.name, account=channel.account)

    @property
    def stock(self) -> int:
        return len(self._stock)

    @property
    def under_way(self) -> int:
        return len(self._under_way)

    @property
    def ids(self) -> list[int]:
        """The rows in hand."""
        return [row.id for row in (*self._stock, *self._under_way.values())]

    @property
    def lacks_slots(self) -> bool:
        """Whether more could leave now if the account's budget gave it."""
        return self._given is not None and self.share(time.monotonic()).wants(0) > 0

    def fetch_from(self, now: float, urgent: bool) -> float:
        """From when more messages can be of use; urgent ones go ahead of those that have slots."""
        if self._given is None:
            return self.limiter.account_free(now)
        if self.limiter.is_held(now):
            return self.limiter.held_until
        return now if urgent else self._given.last(now)

    def share(self, now: float) -> Share:
        held = self._stopping or self.limiter.is_held(now)
        return Share(
            per_second=self._channel.limits.per_second,
            stock=self.stock,
            slots=self._given.left(now) if self._given is not None else 0,
            hands=0 if held else self._channel.limits.concurrency - self.under_way,
            flooded_until=self.flooded_until if self.flooded_until > now else 0.0,
        )

    def take_in(self, claimed: Sequence[Claimed], drawn: Drawn, soon: float) -> None:
        """`put`, with what was drawn. What may not leave within `soon` seconds for its chat's sake is given back."""
        now = time.monotonic()
        if self._given is not None:
            self._given.put(drawn.slots)
        if drawn.held_until > now:
            self.limiter.hold(drawn.held_until)
        groups = {row.chat_id: row.is_group for row in claimed}
        for chat_id, moments in drawn.sent.items():
            self.limiter.learn(now, chat_id, groups[chat_id], moments)
        throttled = self.limiter.throttled(now, soon).keys() & drawn.sent.keys()
        for row in claimed:
            if row.chat_id in throttled:
                self._closed(row, Outcome("released", row.id, self._now()))
        self.put(row for row in claimed if row.chat_id not in throttled)

    def put(self, claimed: Iterable[Claimed]) -> None:
        """Adds to the stock; what is urgent goes ahead of what was there before."""
        self._stock = sorted([*self._stock, *claimed], key=lambda row: (row.lane, row.id))
        if self._stopping or self.limiter.is_held(time.monotonic()):
            self.release()  # a stop or a flood wait came while they were being fetched
        self._bell.ring()

    async def run(self) -> None:
        try:
            while not self._stopping:
                await self._bell.wait(self._start_what_may_go())
        finally:
            if not self._stopping:  # torn down from outside: nothing may run on unseen
                await self._cancel(list(self._under_way))

    async def stop(self, grace: float) -> None:
        """Gives the stock back, and what is under way `grace` seconds to end."""
        self._stopping = True
        self.release()
        self._bell.ring()
        if self._under_way:
            _, late = await asyncio.wait(list(self._under_way), timeout=grace)
            await self._cancel(list(late))

    async def _cancel(self, tasks: list[asyncio.Task[None]]) -> None:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _start_what_may_go(self) -> float | None:
        """Gives in how many seconds more may go (None: when something changes)."""
        now = time.monotonic()
        soonest = math.inf
        for claimed in list(self._stock):
            if self.under_way >= self._channel.limits.concurrency:
                soonest = math.inf  # the end of a sending rings
                break
            free = self.limiter.next_free(now, claimed.chat_id)
            if free <= now:
                self._start(claimed, now)
                continue
            soonest = min(soonest, free)
            if self.limiter.account_free(now) > now:
                break
        self._drained()
        return None if math.isinf(soonest) else soonest - now

    def _start(self, claimed: Claimed, now: float) -> None:
        self._stock.remove(claimed)
        self.limiter.take(now, claimed.chat_id, claimed.is_group)
        task = asyncio.create_task(self._send(claimed))
        self._under_way[task], self._begun[task] = claimed, now
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        claimed = self._under_way.pop(task)
        self.limiter.settle(time.monotonic(), claimed.chat_id, self._begun.pop(task))
        if task.cancelled():  # nobody knows whether it went out: better twice than never
            self._closed(claimed, Outcome("released", claimed.id, self._now()))
        self._bell.ring()

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
        ready = max(claimed.created_at, claimed.not_before or claimed.created_at)
        self._failing.clear()
        self._pauses = 0
        self._count_sent()
        self._note_wait[Lane(claimed.lane)](max(0.0, (now - ready).total_seconds()))
        self._closed(claimed, Outcome("sent", claimed.id, now, external_id=external_id))

    def _failed(self, claimed: Claimed, error: Exception) -> None:
        outcome = verdict(claimed, error, self._now(), random.random())  # noqa: S311 - spreads retries
        kind = kind_of(error)
        FAILED.labels(*self._labels, kind).inc()
        about = {"outbox_id": claimed.id, "attempts": claimed.attempts, "kind": kind, "then": outcome.kind}
        if isinstance(error, SendError | TimeoutError):
            self._log.info("send_failed", **about, reason=outcome.reason)
        else:  # the places only: the words of an unknown error may be those of the message
            places = "".join(traceback.format_tb(error.__traceback__))
            self._log.error("send_failed", **about, reason=outcome.reason, places=places)
        if isinstance(error, FloodError):
            self.flooded_until = max(self.flooded_until, time.monotonic() + error.retry_after)
            self._hold(error.retry_after)
        elif kind == "passing":
            self._note_outage(claimed.chat_id)
        self._closed(claimed, outcome)

    def _note_outage(self, chat_id: str) -> None:
        self._failing.add(chat_id)
        if len(self._failing) < OUTAGE_CHATS or self.limiter.is_held(time.monotonic()):
            return
        self._pauses += 1
        seconds = min(LONGEST_OUTAGE_PAUSE, delay_seconds(self._pauses))
        self._log.warning("channel_paused", seconds=seconds)
        self._hold(seconds)

    def _hold(self, seconds: float) -> None:
        self.limiter.hold(time.monotonic() + seconds)
        self.release()

    def release(self) -> None:
        """Gives back what was not tried."""
        stock, self._stock = self._stock, []
        for claimed in stock:
            self._closed(claimed, Outcome("released", claimed.id, self._now()))
