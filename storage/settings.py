"""Small facts of the installation, by name."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.tables import Setting


def get(session: Session, name: str) -> dict[str, Any] | None:
    setting = session.get(Setting, name)
    return None if setting is None else setting.value


def put(session: Session, name: str, value: dict[str, Any]) -> None:
    session.merge(Setting(name=name, value=value))
    session.flush()


def telegram_usernames(session: Session) -> list[str]:
    """The names of our Telegram bots, without the @, as last told by Telegram."""
    rows = session.scalars(select(Setting.value).where(Setting.name.startswith("telegram:")).order_by(Setting.name))
    return [value["username"] for value in rows if value.get("username")]
