"""One account's rate shared by several processes: moments at which a message may leave, given out ahead of time.

What was given away is kept in the database, by the database's clock. Every process counts its moments off by its own
monotonic clock, and lets one that it could not use in time lapse: so the sum keeps the limit whoever is late.
Everything here is pure; seconds are given to it.
"""

import math
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from scheduler.delivery.limits import Pace

FINEST = 50
"""Moments a second: at a higher rate each stands for several messages, so that what is kept stays small."""


@dataclass(frozen=True, slots=True)
class Slot:
    """So many messages may leave from this moment on, until it lapses."""

    moment: float
    lapses: float
    messages: int


def messages_a_slot(per_second: float) -> int:
    return math.ceil(per_second / FINEST)


def give(state: Mapping[str, Any], per_second: float, messages: int, now: float) -> tuple[list[Slot], dict[str, Any]]:
    """Return the next slots for so many messages, and the state after it; `state` {} is that of an account at rest."""
    each = messages_a_slot(per_second)
    pace = Pace(per_second / each, lapse=True)
    pace.restore(state.get("given", ()), state.get("due", -math.inf), now)
    slots: list[Slot] = []
    moment = now
    for _ in range(math.ceil(messages / each)):
        moment = pace.next_free(moment)
        pace.take(moment)
        slots.append(Slot(moment, moment + pace.spacing, each))
    given, due = pace.keep()
    return slots, {**state, "given": given, "due": due}


def hold(state: Mapping[str, Any], until: float) -> dict[str, Any]:
    """Let nobody send before `until`."""
    return {**state, "held_until": max(until, state.get("held_until", until))}


def held_until(state: Mapping[str, Any]) -> float:
    return float(state.get("held_until", -math.inf))


def hold_chats(state: Mapping[str, Any], chats: Mapping[str, float], now: float) -> dict[str, Any]:
    """Let nobody write to these chats before the moments given; what is over is forgotten."""
    held = held_chats(state, now)
    return {**state, "chats": held | {chat: max(until, held.get(chat, until)) for chat, until in chats.items()}}


def held_chats(state: Mapping[str, Any], now: float) -> dict[str, float]:
    return {chat: float(until) for chat, until in state.get("chats", {}).items() if until > now}


@dataclass(slots=True)
class GivenPace:
    """The account's rule in a process that shares it: a message may leave when there is a slot for it."""

    _slots: deque[Slot] = field(default_factory=deque)
    _used: int = 0  # messages of the first slot

    def put(self, slots: Iterable[Slot]) -> None:
        self._slots.extend(slots)

    def next_free(self, now: float) -> float:
        self._drop_lapsed(now)
        return max(now, self._slots[0].moment) if self._slots else math.inf

    def take(self, now: float) -> None:
        self._used += 1
        if self._used >= self._slots[0].messages:
            self._slots.popleft()
            self._used = 0

    def settle(self, taken: float, now: float) -> None:
        """Change nothing: slots are given out ahead, and what was late on its way is not known to those who gave
        them."""

    def left(self, now: float) -> int:
        """Return how many messages there are slots for."""
        self._drop_lapsed(now)
        return sum(slot.messages for slot in self._slots) - self._used

    def last(self, now: float) -> float:
        """Return when the last slot comes; `now` where there is none."""
        return self._slots[-1].moment if self.left(now) else now

    def _drop_lapsed(self, now: float) -> None:
        while self._slots and self._slots[0].lapses <= now:
            self._slots.popleft()
            self._used = 0


def on_clock(slots: Sequence[Slot], shift: float) -> list[Slot]:
    """Return the slots on another clock."""
    return [Slot(slot.moment + shift, slot.lapses + shift, slot.messages) for slot in slots]
