"""The secret that signs links and sessions."""

import secrets

from sqlalchemy.orm import Session

from bot.settings import Settings
from storage.db.upsert import insert_once
from storage.installation import settings as stored
from storage.tables import Setting

NAME = "secret"
_KEEP_FIRST = insert_once(Setting, "name")


def known_secret(session: Session, settings: Settings) -> str | None:
    """Return the secret that was set, else the one kept in the database; None where there is none yet."""
    if settings.secret is not None:
        return settings.secret.get_secret_value()
    kept = stored.get(session, NAME)
    return None if kept is None else str(kept["text"])


def signing_secret(session: Session, settings: Settings) -> str:
    """Return the known secret, else one that is made now: once, however many processes start."""
    if (known := known_secret(session, settings)) is None:
        session.execute(_KEEP_FIRST.on(session), {"name": NAME, "value": {"text": secrets.token_hex(32)}})
        known = known_secret(session, settings)
    assert known is not None
    return known
