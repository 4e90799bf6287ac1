"""A channel with Telegram's limits and a way there and back, on whatever clock the loop runs; and people who press."""

import asyncio
import random
import time
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import count

from domain.messaging.messages import Card
from scheduler.delivery.channel import Delivery, FloodError, Limits
from tests.bench.fast_clock import most_in

PER_SECOND = 30
WAY = (0.03, 0.05)  # seconds, one way: uneven, so that messages arrive closer together than they left
FLOOD = 5.0  # seconds of silence after a refusal


@dataclass
class FakeTelegram:
    """Refuses what exceeds the limit as it arrives, the first second included."""

    account: str
    limits: Limits
    chats: tuple[int, int]  # the first of them, and the one after the last
    most: int = PER_SECOND + 1  # in any sliding second: one more than the limit, as the strict server of the tests
    name: str = "telegram"
    moments: list[float] = field(default_factory=list)  # monotonic, of what was taken, in their order
    refused: int = 0
    arrived: dict[int, list[float]] = field(default_factory=dict)  # the same, by outbox row
    cards: dict[int, Card] = field(default_factory=dict)  # what each chat saw last
    chat_moments: dict[int, list[float]] = field(default_factory=dict)
    _looking: dict[int, "asyncio.Future[float]"] = field(default_factory=dict)
    _ids: "count[int]" = field(default_factory=count)
    _ways: random.Random = field(default_factory=lambda: random.Random(1))

    async def send(self, delivery: Delivery) -> str:
        way = self._ways.uniform(*WAY)
        arrives = time.monotonic() + way  # a loop that wakes late does not hold up what is on its way
        await asyncio.sleep(way)
        self._take(arrives, delivery.outbox_id, int(delivery.chat_id), delivery.outgoing.card)
        await asyncio.sleep(self._ways.uniform(*WAY))
        return str(next(self._ids))

    def answer(self, chat: int) -> "asyncio.Future[float]":
        """When the next message arrives there."""
        found: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        self._looking[chat] = found
        return found

    @property
    def most_in_a_second(self) -> int:
        return most_in(self.moments, 1.0)

    @property
    def most_in_a_chat(self) -> int:
        return max((most_in(moments, 1.0) for moments in self.chat_moments.values()), default=0)

    def _take(self, now: float, outbox_id: int, chat: int, card: Card | None) -> None:
        place = bisect_right(self.moments, now)
        if place >= self.most and now - self.moments[place - self.most] < 1.0:
            self.refused += 1
            raise FloodError("Too Many Requests", FLOOD)
        self.moments.insert(place, now)
        self.arrived.setdefault(outbox_id, []).append(now)
        self.chat_moments.setdefault(chat, []).append(now)
        if card is None:
            return  # a menu, which nobody sees coming
        self.cards[chat] = card
        if chat in self._looking:
            self._looking.pop(chat).set_result(now)
