"""Things set aside, as they stand in the database."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import Session

from storage.db.upsert import insert_or_update, table_of
from storage.tables import SetAside

FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(days=1)
FORGOTTEN_AFTER = timedelta(days=2)
"""What is still wanted is tried when its time has come, and then has a new one."""

_ASIDE = table_of(SetAside)
_ALL = select(
    _ASIDE.c.organisation_id,
    _ASIDE.c.part,
    _ASIDE.c.subject,
    _ASIDE.c.detail,
    _ASIDE.c.reason,
    _ASIDE.c.failures,
    _ASIDE.c.since,
    _ASIDE.c.next_try_at,
)
_PUT = insert_or_update(SetAside, "part", "subject")
_OVER = delete(_ASIDE).where(_ASIDE.c.part == bindparam("of_part"), _ASIDE.c.subject == bindparam("of_subject"))


@dataclass(frozen=True, slots=True)
class Aside:
    """One thing that is tried again at `next_try_at`, after so many failures."""

    organisation_id: int | None
    part: str
    subject: str
    detail: Mapping[str, Any] = field(compare=False)
    reason: str
    failures: int
    since: datetime
    next_try_at: datetime


def everything(session: Session) -> list[Aside]:
    """Return all that is set aside: one query, usually of an empty table."""
    return [Aside(*row) for row in session.execute(_ALL)]


def of_everybody(session: Session) -> dict[int | None, list[Aside]]:
    """Return what is set aside, by organisation."""
    found: dict[int | None, list[Aside]] = {}
    for aside in everything(session):
        found.setdefault(aside.organisation_id, []).append(aside)
    return found


def wait_after(failures: int) -> timedelta:
    """Return how long to wait after that many failures: not at all after none; a minute, then twice as long each time,
    a day at most."""
    if failures < 1:
        return timedelta()
    return min(LONGEST_WAIT, FIRST_WAIT * (1 << min(failures - 1, 20)))


def put(session: Session, aside: Aside) -> None:
    """Set it aside, or again with what is known now."""
    row = {name: getattr(aside, name) for name in Aside.__dataclass_fields__}
    session.connection().execute(_PUT.on(session), row | {"detail": dict(aside.detail)})


def over(session: Session, part: str, subjects: Collection[str]) -> None:
    """Take these off: they went well now, or nobody needs them any more."""
    if subjects:
        rows = [{"of_part": part, "of_subject": subject} for subject in sorted(subjects)]
        session.connection().execute(_OVER, rows)


def forget_old(session: Session, now: datetime) -> int:
    """Forget those that nobody tries any more, as what they are about is gone or settled; return how many."""
    old = delete(_ASIDE).where(_ASIDE.c.next_try_at < now - FORGOTTEN_AFTER)
    return session.connection().execute(old).rowcount
