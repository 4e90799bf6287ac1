"""Telling the other processes at once that there is something to do: LISTEN and NOTIFY of PostgreSQL.

A notice goes out with the commit it belongs to, and only hurries: whoever misses it finds the same by looking, a
second later. On SQLite there is nobody to tell.
"""

import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Engine, bindparam, func, select
from sqlalchemy.orm import Session

from storage.db.upsert import dialect_of

if TYPE_CHECKING:
    import psycopg

NAME = "dondoc"
SELF = secrets.token_hex(6)
"""This process, so that it is not woken by what it said itself."""

INBOX, OUTBOX, HOLD, WEB_CHAT, LEASE = "inbox", "outbox", "hold", "web", "lease"
"""Topics. What follows one says more: after `web` the chat's public id."""

HEARD_WITHIN = 10.0  # seconds; a connection on which nothing is heard for longer is tried
_TELL = select(func.pg_notify(NAME, bindparam("payload")))


@dataclass(frozen=True, slots=True)
class Notice:
    topic: str
    about: str


def telling(topic: str, about: str = "") -> str:
    return f"{SELF} {topic} {about}"


def tell(session: Session, topic: str, about: str = "") -> None:
    """Tell the others when, and if, this transaction is committed; said twice in one it is told once."""
    if dialect_of(session) == "postgresql":
        session.connection().execute(_TELL, {"payload": telling(topic, about)})


class NotifyConnection:
    """One connection on which this process hears the others, and by which they see that it is there.

    Raises psycopg.Error and OSError from everything: then it is to be opened anew.
    """

    def __init__(self, connection: "psycopg.AsyncConnection[tuple[object, ...]]") -> None:
        self._connection = connection

    @classmethod
    async def opened(cls, engine: Engine) -> "NotifyConnection":
        import psycopg  # only where there is a PostgreSQL: it is 8 MiB

        url = engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
        # Keepalives: a server that vanished without a word is noticed, and it notices that we have.
        alive = {"keepalives_idle": 5, "keepalives_interval": 3, "keepalives_count": 3}
        connection = await psycopg.AsyncConnection.connect(url, autocommit=True, connect_timeout=10, **alive)  # type: ignore[arg-type]
        line = cls(connection)
        try:
            await connection.execute(f'LISTEN "{NAME}"')
        except BaseException:
            await line.close()
            raise
        return line

    async def show(self, kind: int, number: int) -> None:
        """Show others by this lock that the process of that number is there; it goes with the connection."""
        await self._connection.execute("SELECT pg_advisory_lock(%s, %s)", (kind, number))

    async def notices(self) -> AsyncIterator[Notice]:
        """Yield what others say, without end."""
        while True:
            async for heard in self._connection.notifies(timeout=HEARD_WITHIN):
                sender, _, rest = heard.payload.partition(" ")
                topic, _, about = rest.partition(" ")
                if sender != SELF:
                    yield Notice(topic, about)
            await self._connection.execute("SELECT 1")

    async def close(self) -> None:
        await self._connection.close()
