"""Drawing on what several processes share: the account's rate, a flood wait, and what each chat got lately."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from scheduler.delivery import shared_pace
from scheduler.delivery.limits import GROUP_WINDOW
from scheduler.delivery.shared_pace import Slot
from storage.db import notify
from storage.messages import rate_budget
from storage.messages.outbox_claim import ClaimedMessage, wait_turn

CHAT_MEMORY = 10.0  # seconds in which the allowance of a private chat comes back


@dataclass(frozen=True, slots=True)
class Share:
    """How a process stands when it asks. Moments are monotonic seconds."""

    per_second: float | None
    stock: int  # messages at hand
    slots: int  # messages it may send already
    hands: int  # messages it could begin to send
    flooded_until: float  # this process was told that nobody may send until then
    chats: Mapping[str, float] = field(default_factory=dict)  # and of these chats, until when nobody writes there

    def wants(self, claimed: int) -> int:
        """Return for how many messages it needs slots, with so many more at hand. Slots lapse: none to no purpose."""
        return max(0, min(self.stock + claimed, self.hands) - self.slots)


@dataclass(frozen=True, slots=True)
class RateShare:
    """What it got. Moments are monotonic seconds of this process."""

    slots: Sequence[Slot] = ()
    held_until: float = 0.0
    chats: Mapping[str, float] = field(default_factory=dict)  # chat -> until when nobody writes there
    sent: Mapping[str, Sequence[float]] = field(default_factory=dict)  # chat -> what it got lately


NOTHING = RateShare()


def draw(
    session: Session, channel: str, account: str, share: Share, claimed: Sequence[ClaimedMessage], now: datetime
) -> RateShare:
    """Draw in the transaction that claims, so that nobody else draws on this account at the same time."""
    sent = _sent_lately(session, channel, account, claimed, now)
    wanted = share.wants(len(claimed))
    if share.per_second is None or not (wanted or share.flooded_until or share.chats or claimed):
        return RateShare(sent=sent)
    if not claimed:
        wait_turn(session, channel, account)
    before = time.monotonic()
    clock, state = rate_budget.read(session, channel, account)
    shift = (before + time.monotonic()) / 2 - clock  # from the database's clock to ours
    if share.flooded_until:
        state = shared_pace.hold(state, share.flooded_until - shift)
        notify.tell(session, notify.HOLD)
    if share.chats:
        state = shared_pace.hold_chats(state, {chat: until - shift for chat, until in share.chats.items()}, clock)
    held_until = shared_pace.held_until(state)
    slots: list[Slot] = []
    if wanted and held_until <= clock:
        slots, state = shared_pace.give(state, share.per_second, wanted, clock)
    if slots or share.flooded_until or share.chats:
        rate_budget.write(session, channel, account, state)
    chats = {chat: until + shift for chat, until in shared_pace.held_chats(state, clock).items()}
    return RateShare(shared_pace.on_clock(slots, shift), held_until + shift, chats, sent)


def _sent_lately(
    session: Session, channel: str, account: str, claimed: Sequence[ClaimedMessage], now: datetime
) -> dict[str, list[float]]:
    if not claimed:
        return {}
    memory = GROUP_WINDOW if any(row.is_group for row in claimed) else CHAT_MEMORY
    chats = [row.chat_id for row in claimed]
    monotonic = time.monotonic()
    found: dict[str, list[float]] = {}
    for chat_id, at in rate_budget.sent_lately(session, channel, account, chats, now - timedelta(seconds=memory)):
        if at <= now + timedelta(seconds=1):  # else a clock was set back: it says nothing
            found.setdefault(chat_id, []).append(monotonic - (now - at).total_seconds())
    return {chat_id: sorted(times) for chat_id, times in found.items()}
