"""Parts of the program in trouble, as they are kept for `dondoc check` and so that each is told once."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from storage.aside.aside_rows import Aside, everything
from storage.aside.received import going_on
from storage.db.upsert import table_of
from storage.tables import Outbox, PartTrouble

MANY = 10
"""So many things set aside in one part are a failing part; a few are what bulkheads are for."""
STANDS_STILL = "stands still"
"""The reason of a part that has said nothing for too long."""
INTERNAL = "internal error"
"""What the reason of a message begins with whose sending failed for a fault of our own."""

_TROUBLE = table_of(PartTrouble)
_OUTBOX = table_of(Outbox)


def all_of_them(session: Session) -> Sequence[PartTrouble]:
    return session.scalars(select(PartTrouble).order_by(PartTrouble.since, PartTrouble.name)).all()


def forget(session: Session, name: str) -> None:
    session.connection().execute(delete(_TROUBLE).where(_TROUBLE.c.name == name))


def failing_parts(session: Session, now: datetime) -> dict[str, str]:
    """Return the parts that fail by what is set aside of them: part -> the reason."""
    by_part: dict[str, list[Aside]] = {}
    for one in going_on(everything(session), now):
        by_part.setdefault(one.part, []).append(one)
    failing = {}
    for part, found in by_part.items():
        whole = [one for one in found if one.subject.startswith("organisation:")]
        if whole:
            failing[part] = f"set aside for {len(whole)} organisation(s): {whole[0].reason}"
        elif len(found) >= MANY:
            failing[part] = f"{len(found)} things set aside: {found[0].reason}"
    return failing


def set_aside(session: Session) -> dict[str, int]:
    """Return how many things are set aside, by part; messages that could not be made ready for their channel are of
    `delivery`."""
    found: dict[str, int] = {}
    for one in everything(session):
        found[one.part] = found.get(one.part, 0) + 1
    if messages := messages_aside(session):
        found["delivery"] = messages
    return found


def messages_aside(session: Session) -> int:
    query = select(func.count()).where(_OUTBOX.c.state == "waiting", _OUTBOX.c.reason.startswith(INTERNAL))
    return session.execute(query).scalar_one()


def oldest_waiting(session: Session, now: datetime) -> dict[str, float]:
    """Return, by channel, for how many seconds the oldest message waits that could have gone out."""
    ready = func.coalesce(_OUTBOX.c.not_before, _OUTBOX.c.created_at)
    untried = (
        select(_OUTBOX.c.channel, func.min(ready))
        .where(_OUTBOX.c.state == "waiting", _OUTBOX.c.reason.is_(None), ready <= now)
        .group_by(_OUTBOX.c.channel)
    )
    tried = (
        select(_OUTBOX.c.channel, func.min(_OUTBOX.c.created_at))
        .where(_OUTBOX.c.state == "waiting", _OUTBOX.c.reason.is_not(None))
        .group_by(_OUTBOX.c.channel)
    )
    found: dict[str, float] = {}
    for channel, since in (*session.execute(untried), *session.execute(tried)):
        found[channel] = max(found.get(channel, 0.0), (now - since).total_seconds())
    return found
