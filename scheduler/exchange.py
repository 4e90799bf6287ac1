"""One visit of delivery to the database: hand in what became of messages, take the next ones."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlalchemy.orm import Session

from scheduler.sharing import NOTHING, Drawn, Share, draw
from storage.outbox_claims import Claimed, claim, renew, shared_clock
from storage.outbox_marks import Lost, Outcome, mark

log = structlog.get_logger(__name__)

OnUnreachable = Callable[[Session, int, str, datetime], None]
"""Called with the address's id and the reason, in the transaction that writes them down."""


@dataclass(frozen=True, slots=True)
class Visit:
    channel: str
    account: str
    outcomes: Sequence[Outcome]
    room: int  # how many rows to take; 0: none
    skip_chats: Collection[str]
    now: datetime
    lease: timedelta
    renew: Collection[int] = ()  # rows still in hand whose leases are to go on
    share: Share | None = None  # None: this process is the only one


@dataclass(frozen=True, slots=True)
class Taken:
    claimed: Sequence[Claimed] = ()
    drawn: Drawn = NOTHING


def exchange(session: Session, visit: Visit, on_unreachable: OnUnreachable | None) -> Taken:
    """Marking and taking in one transaction: half the commits, and a chat's next message at once."""
    for lost in mark(session, visit.outcomes):
        _tell(session, lost, visit.now, on_unreachable)
    clock = shared_clock(session, visit.now) if visit.renew or visit.room > 0 else visit.now
    if visit.renew:
        renew(session, visit.renew, clock + visit.lease)
    claimed = _claim(session, visit, clock) if visit.room > 0 else []
    if visit.share is None:
        return Taken(claimed)
    return Taken(claimed, draw(session, visit.channel, visit.account, visit.share, claimed, visit.now))


def _claim(session: Session, visit: Visit, clock: datetime) -> list[Claimed]:
    return claim(
        session,
        channel=visit.channel,
        account=visit.account,
        now=visit.now,
        limit=visit.room,
        lease=visit.lease,
        clock=clock,
        skip_chats=visit.skip_chats,
    )


def _tell(session: Session, lost: Lost, now: datetime, on_unreachable: OnUnreachable | None) -> None:
    """A callback that fails must not keep outcomes from being stored: else what was sent would be sent again."""
    if on_unreachable is None:
        return
    try:
        with session.begin_nested():
            on_unreachable(session, lost.address_id, lost.reason, now)
    except Exception as error:
        log.error("unreachable_not_told", address_id=lost.address_id, error=type(error).__name__, exc_info=True)
