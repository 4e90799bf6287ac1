"""What several processes share so that an account keeps its limits in sum. PostgreSQL only.

The account's rate is a row; a chat's allowance follows from what the outbox says was sent to it lately, so that it
travels with the chat from one process to the next and outlives them.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Double, bindparam, cast, func, select
from sqlalchemy.orm import Session

from storage.db.upsert import insert_or_update, table_of
from storage.tables import Outbox, RateBudget

_BUDGET = table_of(RateBudget)
_OUTBOX = table_of(Outbox)
_NOW = cast(func.extract("epoch", func.clock_timestamp()), Double)
_STATE = (
    select(_BUDGET.c.state)
    .where(_BUDGET.c.channel == bindparam("channel"), _BUDGET.c.account == bindparam("account"))
    .scalar_subquery()
)
_READ = select(_NOW, _STATE)
_WRITE = insert_or_update(RateBudget, "channel", "account")
_SENT = select(_OUTBOX.c.chat_id, _OUTBOX.c.sent_at).where(
    _OUTBOX.c.channel == bindparam("channel"),
    _OUTBOX.c.account == bindparam("account"),
    _OUTBOX.c.chat_id.in_(bindparam("chats", expanding=True)),
    _OUTBOX.c.sent_at > bindparam("since"),
)


def read(session: Session, channel: str, account: str) -> tuple[float, Mapping[str, Any]]:
    """Return the seconds of the database's clock, and the account's state; {} where it has none. Only in one's turn
    (`outbox_claim.wait_turn`), so that nobody else changes it until this transaction ends."""
    now, state = session.execute(_READ, {"channel": channel, "account": account}).one()
    return float(now), state or {}


def write(session: Session, channel: str, account: str, state: Mapping[str, Any]) -> None:
    session.connection().execute(_WRITE.on(session), {"channel": channel, "account": account, "state": dict(state)})


def sent_lately(
    session: Session, channel: str, account: str, chats: Collection[str], since: datetime
) -> Sequence[tuple[str, datetime]]:
    """Return what went to these chats, by whichever process: the chat and when it was sent."""
    values = {"channel": channel, "account": account, "chats": list(chats), "since": since}
    return [(chat_id, sent_at) for chat_id, sent_at in session.execute(_SENT, values)]
