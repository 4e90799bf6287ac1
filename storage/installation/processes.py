"""Which programs run on this database now, and what only one of them does at a time. PostgreSQL only.

Two signs say that a process is there: a lock that its listening connection holds, which is gone in the moment
the process ends, and a moment that it renews, for a machine that vanished without closing its connections. All moments
are the database's, so that clocks of different machines do not matter.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, text
from sqlalchemy.orm import Session

from storage.db import notify
from storage.tables.base import Json

PRESENCE = 0x646F6E  # "don": the kind of the locks by which processes show that they are there
SEEN_WITHIN = 30  # seconds; whoever was not seen for longer is gone
LEASE_SECONDS = 15

_PRESENT = f"""EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 2 AND granted
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND classid = {PRESENCE} AND objid = %s)"""  # noqa: S608
_ENTER = text("""
    INSERT INTO process (started_at, seen_at, place, agreement)
    VALUES (clock_timestamp(), clock_timestamp(), :place, :agreement) RETURNING id
    """).bindparams(bindparam("agreement", type_=Json))
_SEEN = text("UPDATE process SET seen_at = clock_timestamp() WHERE id = :id")
_LIVING = text(f"""
    SELECT id, place, agreement FROM process
    WHERE seen_at > clock_timestamp() - interval '{SEEN_WITHIN} s' AND {_PRESENT % "process.id"} ORDER BY id
    """).columns(agreement=Json)  # noqa: S608
_FORGET = text("DELETE FROM process WHERE seen_at < clock_timestamp() - interval '1 day'")
_LEAVE = text("DELETE FROM process WHERE id = :id")
_TAKE = text(f"""
    INSERT INTO lease (name, holder, until) VALUES (:name, :holder, clock_timestamp() + interval '{LEASE_SECONDS} s')
    ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until
    WHERE lease.holder = excluded.holder OR lease.until < clock_timestamp() OR NOT {_PRESENT % "lease.holder"}
    RETURNING holder
    """)  # noqa: S608
_GIVE_BACK = text("DELETE FROM lease WHERE name = :name AND holder = :holder")


@dataclass(frozen=True, slots=True)
class Living:
    id: int
    place: str
    agreement: Mapping[str, Any]


def enter(session: Session, place: str, agreement: Mapping[str, str]) -> int:
    """Note that a process begins, and return its number."""
    session.execute(_FORGET)
    return int(session.execute(_ENTER, {"place": place, "agreement": dict(agreement)}).scalar_one())


def seen(session: Session, process: int) -> None:
    """Note that it is still there."""
    session.execute(_SEEN, {"id": process})


def leave(session: Session, process: int) -> None:
    session.execute(_LEAVE, {"id": process})


def living(session: Session) -> list[Living]:
    return [Living(*row) for row in session.execute(_LIVING)]


def take(session: Session, name: str, holder: int) -> bool:
    """Take a lease for `LEASE_SECONDS`, or renew it; False while another process has it and is there."""
    return session.execute(_TAKE, {"name": name, "holder": holder}).scalar_one_or_none() is not None


def give_back(session: Session, name: str, holder: int) -> None:
    """Give a lease back, so that the next one need not wait."""
    session.execute(_GIVE_BACK, {"name": name, "holder": holder})
    notify.tell(session, notify.LEASE, name)
