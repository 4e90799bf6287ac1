"""The database as the test reads it, beside the program."""

from typing import Any

from sqlalchemy import Engine, NullPool, create_engine, make_url, text
from sqlalchemy.exc import OperationalError

_RECORDED = """SELECT chat_id, external_id FROM outbox WHERE state = 'sent'
    AND (payload->>'op' = 'say' OR payload->>'op' = 'edit' AND external_id <> payload->>'message_id')"""


class Books:
    def __init__(self, url: str) -> None:
        self.url = url
        postgres = make_url(url).get_backend_name() == "postgresql"
        plain = make_url(url).set(drivername="postgresql+psycopg") if postgres else make_url(url)
        self.engine: Engine = create_engine(plain, poolclass=NullPool)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with self.engine.connect() as connection:
            return [tuple(row) for row in connection.execute(text(query))]

    def has(self, query: str) -> bool:
        """Whether there are such rows; none can be seen while the database is away."""
        try:
            return bool(self.rows(query))
        except OperationalError:
            return False

    def change(self, statement: str) -> None:
        with self.engine.begin() as connection:
            connection.execute(text(statement))

    def recorded(self) -> set[tuple[str, str]]:
        """The messages that are written down as sent: (chat, message id)."""
        return {(row[0], row[1]) for row in self.rows(_RECORDED)}

    def make_durable(self) -> None:
        """A commit survives the end of a PostgreSQL server, also where the server of the tests is set to be quick."""
        name = make_url(self.url).database
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text(f"ALTER DATABASE {name} SET synchronous_commit = on"))
