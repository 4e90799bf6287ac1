"""Taking from the outbox what is to be sent now.

In a chat only the first waiting row, by lane and then by age, can be taken, and nothing of that chat while one
of its rows is leased: so the order within a chat holds however many processes send. A row whose sending failed
holds back what stands behind it until its next try; one that was planned for later and not tried yet does not.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Any

from sqlalchemy import and_, bindparam, false, func, or_, select, tuple_, update
from sqlalchemy.orm import Session

from storage.db.upsert import dialect_of, table_of
from storage.messages.outbox import Lane
from storage.tables import Address, Outbox

FIRST_PAGE, LONGEST_PAGE = 64, 4096
"""Rows looked at in one query: the first page nearly always has enough, and a long jam is read in few queries."""

FARTHEST = timedelta(minutes=10)
"""No lease is longer, and no pause after a failure; a flood wait may be, and holds the whole account besides."""


@dataclass(frozen=True, slots=True)
class ClaimedMessage:
    """One row taken for sending. The lease keeps others away from it, and from its chat, until it ends."""

    id: int
    chat_id: str
    lane: int
    payload: Mapping[str, Any]  # domain.messaging.messages.Outgoing
    attempts: int  # this one included
    created_at: datetime
    not_before: datetime | None
    is_group: bool


_Row = tuple[int, int, str, bool]  # id, lane, chat, whether it is ready
_T = table_of(Outbox).c
_ADDRESS = table_of(Address)
_IS_GROUP = func.coalesce(_ADDRESS.c.is_group, false())  # no address: nobody has written from that chat yet
_OF_ACCOUNT = and_(_T.channel == bindparam("channel"), _T.account == bindparam("account"), _T.state == "waiting")
# A lease or a retry further ahead than any is long was written by a clock that has been set back since.
_NO_LEASE = or_(
    _T.leased_until.is_(None), _T.leased_until <= bindparam("clock"), _T.leased_until > bindparam("clock_far")
)
_WAS_TRIED = _T.reason.is_not(None)
_TIME_HAS_COME = or_(
    _T.not_before.is_(None),
    _T.not_before <= bindparam("now"),
    and_(_WAS_TRIED, _T.lane != int(Lane.ASIDE), _T.not_before > bindparam("far")),
)
# Readiness is worked out in the query: reading moments into Python took most of the time in a long jam.
_PAGE = (
    select(_T.id, _T.lane, _T.chat_id, and_(_TIME_HAS_COME, _NO_LEASE))
    .where(
        _OF_ACCOUNT,
        tuple_(_T.lane, _T.id) > tuple_(bindparam("lane"), bindparam("after")),
        _T.chat_id.not_in(bindparam("skip_chats", expanding=True)),
        or_(_TIME_HAS_COME, _WAS_TRIED),
    )
    .order_by(_T.lane, _T.id)
    .limit(bindparam("page"))
)
_LEASED_CHATS = select(_T.chat_id).where(
    _OF_ACCOUNT, _T.leased_until > bindparam("clock"), _T.leased_until <= bindparam("clock_far")
)
_TAKE = (
    select(_T.id, _T.chat_id, _T.lane, _T.payload, _T.attempts + 1, _T.created_at, _T.not_before, _IS_GROUP)
    .select_from(
        table_of(Outbox).outerjoin(
            _ADDRESS,
            and_(_ADDRESS.c.channel == _T.channel, _ADDRESS.c.account == _T.account, _ADDRESS.c.chat_id == _T.chat_id),
        )
    )
    .where(_T.id.in_(bindparam("ids", expanding=True)), _T.state == "waiting", _NO_LEASE)
    .order_by(_T.lane, _T.id)
    .with_for_update(of=table_of(Outbox), skip_locked=True)
)
_LEASE = (
    update(table_of(Outbox))
    .where(_T.id.in_(bindparam("ids", expanding=True)))
    .values(leased_until=bindparam("until"), attempts=_T.attempts + 1)
)
_RENEW = (
    update(table_of(Outbox))
    .where(_T.id.in_(bindparam("ids", expanding=True)), _T.state == "waiting", _T.leased_until.is_not(None))
    .values(leased_until=bindparam("until"))
)
_CLOCK = select(func.clock_timestamp())
_IN_TURN = select(func.pg_advisory_xact_lock(bindparam("key")))


def claim(
    session: Session,
    *,
    channel: str,
    account: str,
    now: datetime,
    limit: int,
    lease: timedelta,
    clock: datetime | None = None,
    skip_chats: Collection[str] = (),
) -> list[ClaimedMessage]:
    """Lease at most `limit` rows that may go out now, one a chat, the most urgent first.

    `clock` is what leases are counted by, `now` where it is not given: the same for all who share them.
    """
    clock = clock or now
    of_account = {
        "channel": channel,
        "account": account,
        "now": now,
        "far": now + FARTHEST,
        "clock": clock,
        "clock_far": clock + FARTHEST,
    }
    shared = dialect_of(session) == "postgresql"
    skip = set(skip_chats)
    if shared:
        skip |= _chats_of_others(session, of_account)
    ids = _heads(_rows(session, of_account, skip), limit)
    if not ids:
        return []
    claimed = [ClaimedMessage(*row) for row in session.execute(_TAKE, {**of_account, "ids": ids})]
    session.connection().execute(_LEASE, {"ids": [row.id for row in claimed], "until": clock + lease})
    return claimed


def shared_clock(session: Session, now: datetime) -> datetime:
    """Return what leases are counted by: PostgreSQL's clock where processes share it, as theirs may differ."""
    return session.execute(_CLOCK).scalar_one() if dialect_of(session) == "postgresql" else now


def _chats_of_others(session: Session, of_account: Mapping[str, Any]) -> set[str]:
    """Return the chats in which somebody is sending."""
    wait_turn(session, of_account["channel"], of_account["account"])
    return set(session.execute(_LEASED_CHATS, of_account).scalars())


def wait_turn(session: Session, channel: str, account: str) -> None:
    """Wait for one's turn: processes claim for an account one after another (it takes a few milliseconds), so that each
    sees what the one before it took. The turn ends with the transaction. PostgreSQL only."""
    name = "\0".join(("outbox", channel, account))
    key = int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), signed=True)
    session.execute(_IN_TURN, {"key": key})


def renew(session: Session, ids: Collection[int], until: datetime) -> None:
    """Keep rows that are still in hand."""
    session.connection().execute(_RENEW, {"ids": list(ids), "until": until})


def _rows(session: Session, of_account: Mapping[str, Any], skip: Collection[str]) -> Iterator[_Row]:
    """Yield the rows that count, in their order, read page by page as far as they are asked for."""
    values = {**of_account, "skip_chats": list(skip), "lane": -1, "after": 0, "page": FIRST_PAGE}
    while True:
        page: Sequence[Any] = session.execute(_PAGE, values).all()
        yield from page
        if len(page) < values["page"]:
            return
        after, lane, *_ = page[-1]
        values |= {"lane": lane, "after": after, "page": min(LONGEST_PAGE, 4 * values["page"])}


def _heads(rows: Iterable[_Row], limit: int) -> list[int]:
    """Return the ids of the first `limit` rows that are ready and have nothing before them in their chat."""
    passed: set[str] = set()
    ids: list[int] = []
    for row_id, _, chat_id, is_ready in rows:
        if chat_id in passed:
            continue
        passed.add(chat_id)
        if is_ready:
            ids.append(row_id)
            if len(ids) == limit:
                break
    return ids
