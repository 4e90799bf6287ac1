"""What one account has in hand: the messages at hand, most urgent first, and the sendings under way."""

import asyncio
import math
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.messaging.messages import Outgoing, chat_of
from scheduler.delivery.bell import Bell
from scheduler.delivery.channel import Channel, Delivery, Sent
from scheduler.delivery.failing import Failing
from scheduler.delivery.limits import Limiter
from scheduler.delivery.metrics import SENT, WAITED
from scheduler.delivery.shared_pace import GivenPace
from scheduler.delivery.sharing import RateShare, Share
from scheduler.watching.health import ProgramPart
from storage.messages.outbox import Lane
from storage.messages.outbox_claim import ClaimedMessage
from storage.messages.outbox_mark import Outcome

LONGEST_REASON = 300  # characters
SEND_SECONDS = 30.0
"""Generous: a message whose answer we do not wait for is sent twice."""


@dataclass(slots=True, eq=False)
class Sending:
    """One message on its way."""

    claimed: ClaimedMessage
    begun: float  # monotonic
    is_cut_off: bool = False  # it took too long
    is_over: bool = False  # what became of it is known


class Sendings:
    """Starts sendings as the limits allow. `closed` is told what became of each message, `drained` that the
    stock got smaller; both are called in the event loop and must not wait."""

    def __init__(
        self,
        channel: Channel,
        now: Callable[[], datetime],
        closed: Callable[[ClaimedMessage, Outcome], None],
        drained: Callable[[], None],
        shared: bool = False,
        part: ProgramPart | None = None,
    ) -> None:
        """Take what to send by. `shared`: other processes may send for this account too, and what is drawn says what
        this one may."""
        self._given = GivenPace() if shared and channel.limits.per_second is not None else None
        self.limiter = Limiter(channel.limits, self._given)
        self.failing = Failing(channel, now, self._is_held, self._hold, self._hold_chat, part)
        self._channel = channel
        self._labels = (channel.name, channel.account)
        self._count_sent = SENT.labels(*self._labels).inc
        self._note_wait = {lane: WAITED.labels(*self._labels, lane.name.lower()).observe for lane in Lane}
        self._now = now
        self._closed = closed
        self._drained = drained
        self._stock: list[ClaimedMessage] = []
        self._hands: dict[asyncio.Task[None], Sending] = {}
        self._stopping = False
        self._bell = Bell()

    @property
    def stock(self) -> int:
        return len(self._stock)

    @property
    def under_way(self) -> int:
        return len(self._hands)

    @property
    def ids(self) -> list[int]:
        """The rows in hand."""
        return [row.id for row in (*self._stock, *(sending.claimed for sending in self._hands.values()))]

    @property
    def lacks_slots(self) -> bool:
        """Whether more could leave now if the account's budget gave it."""
        return self._given is not None and self.share(time.monotonic()).wants(0) > 0

    def fetch_from(self, now: float, urgent: bool) -> float:
        """Return from when more messages can be of use; urgent ones go ahead of those that have slots."""
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
            flooded_until=until if (until := self.failing.flooded_until) > now else 0.0,
            chats={chat_id: until for chat_id, until in self.failing.flooded_chats.items() if until > now},
        )

    def take_in(self, claimed: Sequence[ClaimedMessage], drawn: RateShare, soon: float) -> None:
        """Take in what was claimed, as `put` does, with what was drawn. What may not leave within `soon` seconds for
        its chat's sake is given back."""
        now = time.monotonic()
        if self._given is not None:
            self._given.put(drawn.slots)
        if drawn.held_until > now:
            self.limiter.hold(drawn.held_until)
        groups = {row.chat_id: row.is_group for row in claimed}
        for chat_id, until in drawn.chats.items():
            self.limiter.hold_chat(chat_id, until)
        for chat_id, moments in drawn.sent.items():
            self.limiter.learn(now, chat_id, groups[chat_id], moments)
        for row in claimed:
            self.limiter.meet(row.chat_id)
        throttled = self.limiter.throttled(now, soon)
        for row in claimed:
            if row.chat_id in throttled:
                self._closed(row, Outcome("released", row.id, self._now()))
        self.put(row for row in claimed if row.chat_id not in throttled)

    def put(self, claimed: Iterable[ClaimedMessage]) -> None:
        """Add to the stock; what is urgent goes ahead of what was there before."""
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
                await self._cancel(list(self._hands))

    async def stop(self, grace: float) -> None:
        """Give the stock back, and what is under way `grace` seconds to end."""
        self._stopping = True
        self.release()
        self._bell.ring()
        if self._hands:
            _, late = await asyncio.wait(list(self._hands), timeout=grace)
            await self._cancel(list(late))

    async def _cancel(self, tasks: list[asyncio.Task[None]]) -> None:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _start_what_may_go(self) -> float | None:
        """Start what may leave now, and return in how many seconds there is something to see to (None: when something
        changes)."""
        now = time.monotonic()
        soonest = self._cut_off(now)
        while self.under_way < self._channel.limits.concurrency:
            claimed, free = self._first_free(now)
            if claimed is None:
                soonest = min(soonest, free)
                break
            sending = self._taken(claimed, now)
            task = asyncio.create_task(self._hand(sending))
            self._hands[task] = sending
            task.add_done_callback(self._ended)
        self._drained()
        return None if math.isinf(soonest) else soonest - now

    def _first_free(self, now: float) -> tuple[ClaimedMessage | None, float]:
        """Return the first of the stock that may leave now, or when the next one may."""
        soonest = math.inf
        for claimed in self._stock:
            free = self.limiter.next_free(now, claimed.chat_id)
            if free <= now:
                return claimed, now
            soonest = min(soonest, free)
            if self.limiter.account_free(now) > now:
                break
        return None, soonest

    def _taken(self, claimed: ClaimedMessage, now: float) -> Sending:
        self._stock.remove(claimed)
        self.limiter.take(now, claimed.chat_id, claimed.is_group)
        return Sending(claimed, now)

    async def _hand(self, sending: Sending) -> None:
        """Send, and go on with the next that may leave as long as there is one: a task and a turn of the loop for each
        message cost a tenth of sending it, and a turn late is late against the limit."""
        task = asyncio.current_task()
        assert task is not None
        while True:
            got_through = await self._send(sending)
            sending.is_over = True
            now = time.monotonic()
            self.limiter.settle(now, sending.claimed.chat_id, sending.begun)
            claimed = self._first_free(now)[0] if got_through and not self._stopping else None
            if claimed is None:
                return
            sending = self._hands[task] = self._taken(claimed, now)
            self._drained()

    def _ended(self, task: asyncio.Task[None]) -> None:
        sending = self._hands.pop(task)
        if not sending.is_over:  # torn down; nobody knows whether it went out: better twice than never
            self.limiter.settle(time.monotonic(), sending.claimed.chat_id, sending.begun)
            self._closed(sending.claimed, Outcome("released", sending.claimed.id, self._now()))
        self._bell.ring()

    def _cut_off(self, now: float) -> float:
        """End what has taken too long; return when the next may be that late. One look for all, as a timer for each
        costs a twentieth of a sending."""
        for task, sending in self._hands.items():
            if sending.begun + SEND_SECONDS <= now and not sending.is_cut_off:
                sending.is_cut_off = True
                task.cancel()
        return min((one.begun + SEND_SECONDS for one in self._hands.values() if not one.is_cut_off), default=math.inf)

    async def _send(self, sending: Sending) -> bool:
        """Say whether it got through."""
        claimed = sending.claimed
        try:
            outgoing = Outgoing.from_json(claimed.payload)
            alone = self.failing.times_alone(claimed)
            external_id = await self._channel.send(Delivery(claimed.id, claimed.chat_id, outgoing, alone))
        except asyncio.CancelledError:
            task = asyncio.current_task()
            if not sending.is_cut_off or task is None or task.uncancel() > 0:
                raise
            self._failed(claimed, TimeoutError())
            return False
        except Exception as error:
            self._failed(claimed, error)
            return False
        self._sent(claimed, external_id)
        return True

    def _sent(self, claimed: ClaimedMessage, external_id: str) -> None:
        now = self._now()
        ready = max(claimed.created_at, claimed.not_before or claimed.created_at)
        self.failing.got_through(claimed)
        self._count_sent()
        self._note_wait[Lane(claimed.lane)](max(0.0, (now - ready).total_seconds()))
        detour = external_id.detour if isinstance(external_id, Sent) else None
        kind, why = (detour.kind, detour.reason[:LONGEST_REASON]) if detour else (None, None)
        self._closed(claimed, Outcome("sent", claimed.id, now, external_id=str(external_id), reason=why, detour=kind))

    def _failed(self, claimed: ClaimedMessage, error: Exception) -> None:
        self._closed(claimed, self.failing.outcome(claimed, error))

    def _hold_chat(self, chat_id: str, until: float) -> None:
        self.limiter.hold_chat(chat_id, until)
        self._release(lambda row: chat_of(row.chat_id) == chat_id)

    def _is_held(self) -> bool:
        return self.limiter.is_held(time.monotonic())

    def _hold(self, seconds: float) -> None:
        self.limiter.hold(time.monotonic() + seconds)
        self.release()

    def release(self) -> None:
        """Give back what was not tried."""
        self._release(lambda row: True)

    def _release(self, which: Callable[[ClaimedMessage], bool]) -> None:
        given_back = [row for row in self._stock if which(row)]
        self._stock = [row for row in self._stock if not which(row)]
        for claimed in given_back:
            self._closed(claimed, Outcome("released", claimed.id, self._now()))
