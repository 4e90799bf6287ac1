"""What our accounts have sent this month, and who is written to less, or elsewhere, because of it."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from sqlalchemy import Insert, bindparam, select, update
from sqlalchemy.orm import Session

from domain.quotas import Level, level, month_began, month_of
from storage.db.upsert import DialectInsert, Upsert, table_of
from storage.messages.outbox import Lane
from storage.tables import Address, MonthlyCount, Outbox

REASON = "quota"  # in the reminder ledger, and beside a message that went another way
SAVED_FOR = timedelta(days=7)

_COUNT, _ADDRESS = table_of(MonthlyCount), table_of(Address)


def _adding(insert: DialectInsert) -> Insert:
    return insert.on_conflict_do_update(
        index_elements=["channel", "account", "month"], set_={"sent": _COUNT.c.sent + insert.excluded.sent}
    )


_ADD = Upsert(_COUNT, _adding)
_REMINDED_LATELY = (
    select(Outbox.sent_at)
    .where(
        Outbox.channel == bindparam("channel"),
        Outbox.account == bindparam("account"),
        Outbox.chat_id == bindparam("chat"),
        Outbox.sent_at > bindparam("since"),
        Outbox.lane == Lane.REMINDER,
    )
    .order_by(Outbox.sent_at.desc())
    .limit(1)
)


def count(
    session: Session, channel: str, account: str, sent: int, quota: int, now: datetime, *, refused: bool = False
) -> Level | None:
    """Add what was sent; return the new level where it is another than before. `refused`: the channel says that it is
    all, which holds for the month. What was only counted is over where the quota was raised."""
    month = month_of(now)
    row = {"channel": channel, "account": account, "month": month, "sent": sent, "level": Level.FREE}
    session.connection().execute(_ADD.on(session), row)
    kept = session.get_one(MonthlyCount, (channel, account, month), populate_existing=True)
    reached = Level.REFUSED if refused else level(kept.sent, quota)
    if kept.level in (reached, Level.REFUSED):
        return None
    kept.level = reached
    session.flush()
    return reached


def this_month(session: Session, channel: str, account: str, now: datetime) -> MonthlyCount | None:
    return session.get(MonthlyCount, (channel, account, month_of(now)), populate_existing=True)


def rest(session: Session, channel: str, account: str, now: datetime) -> None:
    """Let nothing unasked go out through this account until the month is over."""
    session.execute(
        update(_ADDRESS)
        .where(_ADDRESS.c.channel == channel, _ADDRESS.c.account == account, _ADDRESS.c.resting_since.is_(None))
        .values(resting_since=now)
    )


def wake_account(session: Session, channel: str, account: str) -> None:
    """Let it write again."""
    session.execute(
        update(_ADDRESS)
        .where(_ADDRESS.c.channel == channel, _ADDRESS.c.account == account, _ADDRESS.c.resting_since.is_not(None))
        .values(resting_since=None)
    )


def wake(session: Session, now: datetime) -> None:
    """Write again, in a new month, to whoever rested since an earlier one."""
    session.execute(
        update(_ADDRESS)
        .where(_ADDRESS.c.resting_since.is_not(None), _ADDRESS.c.resting_since < month_began(now))
        .values(resting_since=None)
    )


def resting(session: Session, person_ids: Collection[int]) -> set[int]:
    """Return those of these people of whom some chat rests."""
    found = select(_ADDRESS.c.person_id).where(
        _ADDRESS.c.person_id.in_(sorted(person_ids)), _ADDRESS.c.resting_since.is_not(None)
    )
    return set(session.scalars(found)) if person_ids else set()


def saving(session: Session, addresses: Mapping[int, Address], now: datetime) -> dict[int, datetime | None]:
    """Return those of these people whose account is saving, with when they were last reminded there within a week."""
    levels: dict[tuple[str, str], str] = {}
    found: dict[int, datetime | None] = {}
    for person_id, address in addresses.items():
        place = (address.channel, address.account)
        if place not in levels:
            counted = this_month(session, *place, now)
            levels[place] = counted.level if counted else Level.FREE
        if levels[place] == Level.SAVING:
            found[person_id] = _reminded_lately(session, address, now)
    return found


def _reminded_lately(session: Session, address: Address, now: datetime) -> datetime | None:
    values = {"channel": address.channel, "account": address.account, "chat": address.chat_id, "since": now - SAVED_FOR}
    return session.scalar(_REMINDED_LATELY, values)
