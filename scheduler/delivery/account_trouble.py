"""What failures of single messages say of their account: an outage, a flood, or one message that alone does not pass.

Pure: seconds are given to it. Whatever gets through shows that the account works.
"""

from collections import OrderedDict
from dataclasses import dataclass, field

from scheduler.delivery.backoff import delay_seconds

OUTAGE_CHATS = 4
"""So many chats failing in passing, and nothing getting through in between, is an outage of the channel: then the
account pauses, instead of every waiting message wearing out its patience on its own."""
LONGEST_OUTAGE_PAUSE = 30.0  # seconds

FLOODED_CHATS = 3
"""So many chats told to wait within a minute, and nothing getting through in between: it is the whole account that
sends too much, or may be. Then it pauses, but not for as long as one chat was told: the next try shows whose wait it
is."""
FLOODED_WITHIN = 60.0  # seconds
LONGEST_FLOOD_PAUSE = 300.0  # seconds
IN_A_ROW = 3
"""So many failures in passing with nothing getting through in between are told, whatever chats they are of."""
REMEMBERED = 1000  # messages that failed while others got through


@dataclass(slots=True)
class AccountTrouble:
    _failing: set[str] = field(default_factory=set)  # chats that failed in passing since something got through
    _told_to_wait: dict[str, float] = field(default_factory=dict)  # chats since something got through, and when
    _pauses: int = 0
    _in_a_row: int = 0  # failures in passing
    _through: int = 0  # messages that got through
    _alone: OrderedDict[int, tuple[int, int]] = field(default_factory=OrderedDict)

    def got_through(self) -> None:
        self._failing.clear()
        self._told_to_wait.clear()
        self._pauses = self._in_a_row = 0
        self._through += 1

    def failed(self, chat_id: str, *, pausing: bool) -> float | None:
        """Note that a message failed in passing; return for how long the account is to pause, None where it is not or
        pauses already."""
        self._failing.add(chat_id)
        self._in_a_row += 1
        if pausing or len(self._failing) < OUTAGE_CHATS:
            return None
        self._pauses += 1
        return min(LONGEST_OUTAGE_PAUSE, delay_seconds(self._pauses))

    @property
    def is_lasting(self) -> bool:
        """Whether it fails for long enough to be told."""
        return self._in_a_row >= IN_A_ROW

    def flooded(self, chat_id: str, seconds: float, now: float, *, pausing: bool) -> float | None:
        """Note that a chat was told to wait so long; return for how long the account is to pause, None where it is not
        or pauses already."""
        lately = {chat: at for chat, at in self._told_to_wait.items() if at > now - FLOODED_WITHIN}
        self._told_to_wait = {**lately, chat_id: now}
        if pausing or len(self._told_to_wait) < FLOODED_CHATS:
            return None
        self._told_to_wait.clear()
        self._pauses += 1
        return min(seconds, LONGEST_FLOOD_PAUSE, LONGEST_OUTAGE_PAUSE * 2.0 ** min(self._pauses - 1, 10))

    def failed_alone(self, message: int) -> None:
        """Count the failures of one message between which others got through."""
        times, through = self._alone.pop(message, (0, -1))
        self._alone[message] = (times + (self._through > through >= 0), self._through)
        if len(self._alone) > REMEMBERED:
            self._alone.popitem(last=False)

    def times_alone(self, message: int) -> int:
        return self._alone.get(message, (0, 0))[0]

    def forget(self, message: int) -> None:
        self._alone.pop(message, None)
