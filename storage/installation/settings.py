"""Small facts of the installation, by name."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.db.upsert import insert_or_update
from storage.tables import Setting

_PUT = insert_or_update(Setting, "name")


def get(session: Session, name: str) -> dict[str, Any] | None:
    setting = session.get(Setting, name, populate_existing=True)
    return None if setting is None else setting.value


def put(session: Session, name: str, value: dict[str, Any]) -> None:
    """Put the setting in the place of what was there; programs that start together may all do so."""
    session.connection().execute(_PUT.on(session), {"name": name, "value": value})


CALENDAR = "calendar"


def official_years(session: Session) -> frozenset[int] | None:
    """Return the years whose calendar was announced, as the running program last counted; read once in a session. None
    where none has run yet."""
    kept = session.get(Setting, CALENDAR)
    years = None if kept is None else kept.value.get("official_years")
    return None if years is None else frozenset(years)


def telegram_usernames(session: Session) -> list[str]:
    """Return the names of our Telegram bots, without the @, as last told by Telegram."""
    rows = session.scalars(select(Setting.value).where(Setting.name.startswith("telegram:")).order_by(Setting.name))
    return [value["username"] for value in rows if value.get("username")]
