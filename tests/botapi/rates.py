"""How fast Telegram lets a bot send (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this)."""

import math
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace

from tests.botapi.errors import too_many_requests


@dataclass
class Limits:
    """What is allowed; change a field at any time, zero or less switches that limit off."""

    per_second: int = 30
    """Messages of the whole bot in any sliding second."""
    tolerance: int = 3
    """How many more than that pass before the bot is told to wait."""
    chat_per_second: float = 1.0
    chat_burst: int = 5
    """A private chat may get this many at once, then one more every 1/chat_per_second seconds."""
    group_per_minute: int = 20
    edits_count: bool = True
    holds_everything: bool = True
    """A wait earned in one chat holds for all chats (Telegram itself holds only the chat in most cases)."""
    shortest_wait: int = 1

    @classmethod
    def none(cls) -> "Limits":
        return cls(per_second=0, chat_per_second=0, group_per_minute=0)

    def but(self, **changes: float) -> "Limits":
        return replace(self, **changes)  # type: ignore[arg-type]


class Window:
    """At most `most` in any sliding `seconds`."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.times: deque[float] = deque()

    def wait(self, now: float, most: int) -> float:
        """Seconds until one more fits; 0 when it fits now."""
        while self.times and self.times[0] <= now - self.seconds:
            self.times.popleft()
        return 0.0 if len(self.times) < most else self.times[len(self.times) - most] + self.seconds - now


class Bucket:
    """A burst, refilled at a steady pace."""

    def __init__(self, now: float, burst: int) -> None:
        self.level = float(burst)
        self.at = now

    def wait(self, now: float, burst: int, pace: float) -> float:
        self.level = min(float(burst), self.level + (now - self.at) * pace)
        self.at = now
        return 0.0 if self.level >= 1 - 1e-9 else (1 - self.level) / pace


class Rates:
    """One bot's spending; `spend` raises 429 and then holds until the wait is over."""

    def __init__(self, limits: Limits, clock: Callable[[], float]) -> None:
        self.limits = limits
        self.clock = clock
        self.all = Window(1.0)
        self.groups: dict[int, Window] = {}
        self.chats: dict[int, Bucket] = {}
        self.held: dict[int | None, float] = {}

    def spend(self, chat_id: int, is_edit: bool = False) -> None:
        now = self.clock()
        for key in (None, chat_id):
            self._refuse_while_held(key, now)
        if is_edit and not self.limits.edits_count:
            return
        limits = self.limits
        if limits.per_second > 0:
            self._refuse_if(self.all.wait(now, limits.per_second + limits.tolerance), None, now)
        self._spend_in_chat(chat_id, now)
        if limits.per_second > 0:
            self.all.times.append(now)

    def hold(self, seconds: float) -> None:
        """Begin a flood wait by hand: everything sending is refused for this long."""
        self.held[None] = self.clock() + seconds

    def _spend_in_chat(self, chat_id: int, now: float) -> None:
        limits = self.limits
        whom = None if limits.holds_everything else chat_id
        if chat_id < 0:
            if limits.group_per_minute > 0:
                window = self.groups.setdefault(chat_id, Window(60.0))
                self._refuse_if(window.wait(now, limits.group_per_minute), whom, now)
                window.times.append(now)
        elif limits.chat_per_second > 0:
            bucket = self.chats.setdefault(chat_id, Bucket(now, limits.chat_burst))
            self._refuse_if(bucket.wait(now, limits.chat_burst, limits.chat_per_second), whom, now)
            bucket.level -= 1

    def _refuse_if(self, wait: float, whom: int | None, now: float) -> None:
        if wait > 0:
            seconds = max(self.limits.shortest_wait, math.ceil(wait))
            self.held[whom] = now + seconds
            raise too_many_requests(seconds)

    def _refuse_while_held(self, whom: int | None, now: float) -> None:
        until = self.held.get(whom)
        if until is None:
            return
        if until > now:
            raise too_many_requests(max(1, math.ceil(until - now)))
        del self.held[whom]
