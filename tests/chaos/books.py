"""The database as the test reads it, beside the program and without ever locking anything."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Engine, NullPool, Row, create_engine, make_url, text

_RECORDED = """SELECT chat_id, external_id FROM outbox WHERE state = 'sent'
    AND (payload->>'op' = 'say' OR payload->>'op' = 'edit' AND external_id <> payload->>'message_id')"""


class Books:
    def __init__(self, url: str) -> None:
        self.url = url
        postgres = make_url(url).get_backend_name() == "postgresql"
        plain = make_url(url).set(drivername="postgresql+psycopg") if postgres else make_url(url)
        self.engine: Engine = create_engine(plain, poolclass=NullPool)

    def rows(self, query: str) -> Sequence[Row[Any]]:
        with self.engine.connect() as connection:
            return connection.execute(text(query)).all()

    def has(self, query: str) -> bool:
        return bool(self.rows(query))

    def recorded(self) -> set[tuple[str, str]]:
        """The messages that are written down as sent: (chat, message id)."""
        return {(row[0], row[1]) for row in self.rows(_RECORDED)}
