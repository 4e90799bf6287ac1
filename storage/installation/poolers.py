"""Notices a pooler between us and PostgreSQL that hands each transaction to another connection of its own.

PgBouncer in the modes `transaction` and `statement` keeps nothing of a session: locks by which programs see each other,
LISTEN, and prepared statements, of which another client's may run in the place of ours. Asking it for its mode needs an
administrator's rights, so it is seen by what it does: two clients that are there at once never share a connection to
the server, unless somebody lends it to them in turns.
"""

from typing import TYPE_CHECKING

from sqlalchemy import URL

if TYPE_CHECKING:
    import psycopg

    Connection = psycopg.Connection[tuple[object, ...]]

CONNECT_SECONDS = 10
LOOKS = 4


def trouble_with_pooler(url: URL) -> str | None:
    """Return how a pooler lends its connections where that does not do: `transaction`, `statement`, or `prepared` where
    they come with statements that others prepared. None where all is well, and where it is SQLite."""
    if url.get_backend_name() != "postgresql":
        return None
    import psycopg  # only where there is a PostgreSQL: it is 8 MiB

    try:
        with _opened(url) as one, _opened(url) as other:
            return _how_it_lends(one, other)
    except psycopg.Error:
        return None  # whoever opens the database for good is told in words what is the matter


def _how_it_lends(one: "Connection", other: "Connection") -> str | None:
    import psycopg

    own = [_server(one)]
    for _ in range(LOOKS):
        try:
            other.execute("BEGIN")
            if _server(other) in own:
                return "transaction"
            own.append(_server(one))
            other.execute("ROLLBACK")
        except psycopg.Error as error:
            if "statement pooling" in str(error):
                return "statement"
            raise
        if len(set(own)) > 1:
            return "transaction"
    return "prepared" if _prepared(one) or _prepared(other) else None


def _opened(url: URL) -> "Connection":
    import psycopg

    target = url.set(drivername="postgresql").render_as_string(hide_password=False)
    # Nothing may be prepared here: that is what goes wrong.
    return psycopg.connect(target, autocommit=True, prepare_threshold=None, connect_timeout=CONNECT_SECONDS)


def _server(connection: "Connection") -> object:
    row = connection.execute("SELECT pg_backend_pid()").fetchone()
    return row[0] if row else None


def _prepared(connection: "Connection") -> bool:
    return connection.execute("SELECT FROM pg_prepared_statements LIMIT 1").fetchone() is not None
