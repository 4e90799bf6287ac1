"""One visit of delivery to the database: hand in what became of messages, take the next ones."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlalchemy.orm import Session

from domain.quotas import Level
from scheduler.delivery.sharing import NOTHING, RateShare, Share, draw
from storage.aside.troubles import INTERNAL
from storage.db.database import is_in_trouble
from storage.messages import quotas
from storage.messages.outbox_claim import ClaimedMessage, claim, renew, shared_clock
from storage.messages.outbox_mark import Outcome, Stray, mark

log = structlog.get_logger(__name__)

OnStray = Callable[[Session, Stray, datetime], None]
"""Called with what did not arrive as it was meant to, in the transaction that writes it down."""

OnQuota = Callable[[Session, str, str, Level, bool, datetime], None]
"""Called with channel, account, the level and whether it is reached just now, in the transaction that counts."""


@dataclass(frozen=True, slots=True)
class ChannelVisit:
    channel: str
    account: str
    outcomes: Sequence[Outcome]
    room: int  # how many rows to take; 0: none
    skip_chats: Collection[str]
    now: datetime
    lease: timedelta
    renew: Collection[int] = ()  # rows still in hand whose leases are to go on
    share: Share | None = None  # None: this process is the only one
    quota: int | None = None  # messages a month; None: not counted
    careful: bool = False  # it failed before, perhaps for one of the outcomes


@dataclass(frozen=True, slots=True)
class Taken:
    claimed: Sequence[ClaimedMessage] = ()
    drawn: RateShare = NOTHING


def exchange(session: Session, visit: ChannelVisit, on_stray: OnStray | None, on_quota: OnQuota | None = None) -> Taken:
    """Mark and take in one transaction: half the commits, and a chat's next message at once."""
    for stray in _mark_each(session, visit.outcomes) if visit.careful else mark(session, visit.outcomes):
        _tell(session, stray, visit.now, on_stray)
    if visit.quota is not None and visit.outcomes:
        _count(session, visit, visit.quota, on_quota)
    clock = shared_clock(session, visit.now) if visit.renew or visit.room > 0 else visit.now
    if visit.renew:
        renew(session, visit.renew, clock + visit.lease)
    claimed = _claim(session, visit, clock) if visit.room > 0 else []
    if visit.share is None:
        return Taken(claimed)
    return Taken(claimed, draw(session, visit.channel, visit.account, visit.share, claimed, visit.now))


def _mark_each(session: Session, outcomes: Sequence[Outcome]) -> list[Stray]:
    """Write the outcomes down one by one. One that cannot be written down is given up, with why; the others are written
    down. Else all of them would stay under way for ever, and be sent again and again."""
    strays: list[Stray] = []
    for outcome in outcomes:
        try:
            with session.begin_nested():
                strays += mark(session, [outcome])
        except Exception as error:
            if is_in_trouble(error):
                raise
            log.error("outcome_not_marked", outbox_id=outcome.id, kind=outcome.kind, error=type(error).__name__)
            reason = f"{INTERNAL} {type(error).__name__}: {outcome.kind}"
            mark(session, [Outcome("given_up", outcome.id, outcome.at, reason=reason)])
    return strays


def _count(session: Session, visit: ChannelVisit, quota: int, on_quota: OnQuota | None) -> None:
    """Count messages: a text in several parts is as many; a menu is none."""
    sent = sum(len(ids.split(",")) for one in visit.outcomes if one.kind == "sent" and (ids := one.external_id))
    refused = any(one.kind == "spent" for one in visit.outcomes)
    reached = quotas.count(session, visit.channel, visit.account, sent, quota, visit.now, refused=refused)
    if on_quota is None or not (reached or refused):
        return
    try:
        with session.begin_nested():
            is_new = reached is not None
            on_quota(session, visit.channel, visit.account, reached or Level.REFUSED, is_new, visit.now)
    except Exception as error:
        if is_in_trouble(error):
            raise
        log.error("quota_not_told", account=visit.account, error=type(error).__name__, exc_info=True)


def _claim(session: Session, visit: ChannelVisit, clock: datetime) -> list[ClaimedMessage]:
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


def _tell(session: Session, stray: Stray, now: datetime, on_stray: OnStray | None) -> None:
    """Call back; what fails must not keep outcomes from being stored: else what was sent would be sent again."""
    if on_stray is None:
        return
    try:
        with session.begin_nested():
            on_stray(session, stray, now)
    except Exception as error:
        about = {"stray": stray.kind, "outbox_ids": stray.outbox_ids[:10]}
        log.error("stray_not_told", **about, error=type(error).__name__, exc_info=True)
