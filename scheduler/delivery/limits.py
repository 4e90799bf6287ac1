"""How fast one account may send: a pure state machine over monotonic seconds that are given to it.

Three rules hold together. The account sends at most `per_second` in any second, the very first included: half
of it may go at once, the rest is spaced evenly. Every chat has its own allowance. A flood wait holds everyone, or the
one chat that it speaks of.
"""

from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Protocol

from domain.messaging.messages import chat_of, topic_of
from scheduler.delivery.channel import Limits

MARGIN = 1.01
"""Windows are this much longer than the rule says, for messages that arrive a little closer than they left."""

GROUP_WINDOW = 60.0 * MARGIN
LATELY = 20
"""The quickest of so many sendings shows how long the way is when nothing holds a message up."""
LATENESS = 3
"""How many spacings a late wake-up may make good again, so that timers that ring late cost no throughput."""
FARTHEST = 60.0
"""Seconds: nobody is given moments that lie further ahead."""


class Allowance(Protocol):
    def next_free(self, now: float) -> float: ...
    def take(self, now: float) -> None: ...
    def settle(self, now: float) -> None: ...
    def is_full(self, now: float) -> bool: ...


@dataclass(slots=True)
class Bucket:
    """A burst that comes back at a steady pace; `due` is when it would be full again (GCRA)."""

    burst: int
    spacing: float  # seconds
    due: float = -1e18

    def next_free(self, now: float) -> float:
        return max(now, self.due - (self.burst - 1) * self.spacing)

    def take(self, now: float) -> None:
        self.due = max(self.due, now) + self.spacing

    def settle(self, now: float) -> None:
        self.due = max(self.due, now + self.spacing)

    def is_full(self, now: float) -> bool:
        return self.due <= now


@dataclass(slots=True)
class Window:
    """At most `most` in any `seconds`."""

    most: int
    seconds: float
    times: deque[float] = field(default_factory=deque)

    def next_free(self, now: float) -> float:
        return now if self.used(now) < self.most else max(now, self.times[-self.most] + self.seconds)

    def take(self, now: float) -> None:
        self.times.append(now)

    def settle(self, now: float) -> None:
        if self.times:
            self.times[-1] = max(self.times[-1], now)

    def move(self, taken: float, later: float) -> None:
        """Count what was taken at `taken` from `later` on; also where the window had let it go."""
        with suppress(ValueError):
            self.times.remove(taken)
        self.times.insert(bisect_right(self.times, later), later)

    def is_full(self, now: float) -> bool:
        return self.used(now) == 0

    def used(self, now: float) -> int:
        while self.times and self.times[0] + self.seconds <= now:
            self.times.popleft()
        return len(self.times)


class AccountPace(Protocol):
    """When the account's next message may leave; infinity: when it is told more."""

    def next_free(self, now: float) -> float: ...
    def take(self, now: float) -> None: ...
    def settle(self, taken: float, now: float) -> None: ...


class Pace:
    """The account's rule: a window, inside which what goes beyond half of it is spaced evenly.

    Spacing everything would make the last of ten simultaneous answers wait for no reason; spacing nothing would
    send volleys, and two volleys a second apart can arrive within one second.

    `lapse` is for moments that are given out ahead and may be used until one spacing later: the window is longer by
    that, so that one more than the rule says is the most that can meet in it.
    """

    def __init__(self, per_second: float, lapse: bool = False) -> None:
        most = max(1, int(per_second))
        self.spacing = MARGIN / per_second  # seconds
        self._window = Window(most + lapse, (most + lapse) * self.spacing)
        self._spaced = Bucket(LATENESS, self.spacing)
        self._at_once = most // 2
        self._took: deque[float] = deque(maxlen=LATELY)  # seconds, the latest sendings

    def next_free(self, now: float) -> float:
        free = self._window.next_free(now)
        if self._window.used(now) < self._at_once:
            return free
        return max(free, self._spaced.next_free(now))

    def take(self, now: float) -> None:
        self._window.take(now)
        self._spaced.take(now)
        # What went at once is not owed as silence afterwards: the window already counts it.
        self._spaced.due = min(self._spaced.due, now + LATENESS * self._spaced.spacing)

    def settle(self, taken: float, now: float) -> None:
        """Note that the sending that `take` announced at `taken` has ended."""
        self._took.append(now - taken)
        arrived = now - (min(self._took) if len(self._took) == LATELY else 0.0)
        if arrived - taken > self.spacing / 2:
            self._window.move(taken, arrived)

    def keep(self) -> tuple[list[float], float]:
        """Return all that `restore` needs."""
        return list(self._window.times), self._spaced.due

    def restore(self, times: Iterable[float], due: float, now: float) -> None:
        """Go on from what was kept. Moments far ahead are of a clock that was set back since, and are forgotten."""
        self._window.times.extend(time for time in times if time < now + FARTHEST)
        self._spaced.due = due if due < now + FARTHEST else now


class Limiter:
    """Says when the next message may leave, and is told of every message that does. A chat limit of 0 is no limit.

    A chat is the whole of it: the topics of a group share its allowance. It is counted from the moment a sending ended
    (`settle`): it arrived there by then at the latest, so the other side can never see messages closer together than
    allowed.
    """

    def __init__(self, limits: Limits, pace: AccountPace | None = None) -> None:
        """Take the rules of the channel; `pace` stands in for the account's own where processes share it."""
        self._limits = limits
        self._pace = Pace(limits.per_second) if pace is None and limits.per_second is not None else pace
        self._chats: dict[str, Allowance] = {}
        self._used_up: set[str] = set()  # chats of which it was seen that they must wait
        self._chats_held: dict[str, float] = {}  # chats that were told to wait, and until when
        self._topics: dict[str, set[str]] = {}  # of a group: its topics that were seen, by their whole ids
        self._held_until = 0.0
        self._sweep_at = 1000

    def next_free(self, now: float, chat_id: str) -> float:
        """Return when a message to this chat may leave: `now` or later."""
        return max(self.account_free(now), self._chat_free(now, chat_of(chat_id)))

    def _chat_free(self, now: float, chat_id: str) -> float:
        known = self._chats.get(chat_id)
        return max(self._chats_held.get(chat_id, now), now if known is None else known.next_free(now))

    def account_free(self, now: float) -> float:
        """Return when any message at all may leave."""
        return max(self._held_until, now if self._pace is None else self._pace.next_free(now))

    def take(self, now: float, chat_id: str, is_group: bool = False) -> None:
        """Note that a message to this chat leaves now; edits are messages too."""
        chat_id = chat_of(chat_id)
        if self._pace is not None:
            self._pace.take(now)
        if (self._limits.group_per_minute if is_group else self._limits.chat_per_second) > 0:
            self._allowance(now, chat_id, is_group).take(now)
            self._look(now, chat_id)

    def settle(self, now: float, chat_id: str, taken: float) -> None:
        """Note that the sending that `take` announced at `taken` has ended."""
        chat_id = chat_of(chat_id)
        if self._pace is not None:
            self._pace.settle(taken, now)
        if chat_id in self._chats:
            self._chats[chat_id].settle(now)
            self._look(now, chat_id)

    @property
    def held_until(self) -> float:
        return self._held_until

    def hold(self, until: float) -> None:
        """Let nobody send before `until`."""
        self._held_until = max(self._held_until, until)

    def is_held(self, now: float) -> bool:
        return self._held_until > now

    def hold_chat(self, chat_id: str, until: float) -> None:
        """Let nobody send to this chat before `until`; the others are not held up by it."""
        chat_id = chat_of(chat_id)
        self._chats_held[chat_id] = max(until, self._chats_held.get(chat_id, until))

    def meet(self, chat_id: str) -> None:
        """Note which topics a group has, so that `throttled` can name them."""
        if topic_of(chat_id):
            self._topics.setdefault(chat_of(chat_id), set()).add(chat_id)

    def learn(self, now: float, chat_id: str, is_group: bool, moments: Sequence[float]) -> None:
        """Learn what went to a chat lately, from other processes too: the stricter of this and what is known counts."""
        if not moments or (self._limits.group_per_minute if is_group else self._limits.chat_per_second) <= 0:
            return
        chat_id = chat_of(chat_id)
        learned = self._new_allowance(is_group)
        for moment in moments:
            learned.take(moment)
        known = self._chats.get(chat_id)
        if known is None or learned.next_free(now) > known.next_free(now):
            self._chats[chat_id] = learned
            self._look(now, chat_id)

    def throttled(self, now: float, ahead: float) -> dict[str, float]:
        """Return the chats, and their topics, that may not be written to within `ahead` seconds, and when they may."""
        self._chats_held = {chat_id: until for chat_id, until in self._chats_held.items() if until > now}
        waiting = (self._used_up & self._chats.keys()) | self._chats_held.keys()
        free = {chat_id: self._chat_free(now, chat_id) for chat_id in waiting}
        self._used_up = {chat_id for chat_id, at in free.items() if at > now}
        late = {chat_id: at for chat_id, at in free.items() if at > now + ahead}
        return {name: at for chat_id, at in late.items() for name in (chat_id, *self._topics.get(chat_id, ()))}

    def _look(self, now: float, chat_id: str) -> None:
        if self._chats[chat_id].next_free(now) > now:
            self._used_up.add(chat_id)

    def _allowance(self, now: float, chat_id: str, is_group: bool) -> Allowance:
        if chat_id not in self._chats:
            self._sweep(now)
            self._chats[chat_id] = self._new_allowance(is_group)
        return self._chats[chat_id]

    def _new_allowance(self, is_group: bool) -> Allowance:
        limits = self._limits
        if is_group:
            return Window(limits.group_per_minute, GROUP_WINDOW)
        return Bucket(limits.chat_burst, MARGIN / limits.chat_per_second)

    def _sweep(self, now: float) -> None:
        """Forget chats whose allowance is whole again, so that memory follows what is going on now."""
        if len(self._chats) >= self._sweep_at:
            self._chats = {chat_id: chat for chat_id, chat in self._chats.items() if not chat.is_full(now)}
            kept = self._chats.keys() | self._chats_held.keys()
            self._topics = {chat_id: topics for chat_id, topics in self._topics.items() if chat_id in kept}
            self._sweep_at = max(1000, 2 * len(self._chats))
