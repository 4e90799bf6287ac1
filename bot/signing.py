"""The secret that signs links and sessions."""

import secrets

from sqlalchemy.orm import Session

from bot.settings import Settings
from storage import settings as stored
from storage.insert_once import dialect_of, insert_once
from storage.tables import Setting

NAME = "secret"
_KEEP_FIRST = insert_once(Setting, "name")


def signing_secret(session: Session, settings: Settings) -> str:
    """The one that was set, else the one kept in the database, made once however many processes start."""
    if settings.secret is not None:
        return settings.secret.get_secret_value()
    if (kept := stored.get(session, NAME)) is None:
        session.execute(_KEEP_FIRST[dialect_of(session)], {"name": NAME, "value": {"text": secrets.token_hex(32)}})
        kept = stored.get(session, NAME)
    assert kept is not None
    return str(kept["text"])
