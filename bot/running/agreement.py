"""What all programs on one database must have alike, and where they differ."""

import hashlib
import os
import socket
from collections.abc import Mapping
from importlib.metadata import version

from pydantic import SecretStr

from bot.settings import PREFIX, Settings
from storage.db.migrate import revisions

ALIKE = ("telegram_token", "telegram_api", "telegram_webhook", "telegram_rate", "zalo_token", "zalo_api",
         "zalo_webhook", "zalo_link", "zalo_quota", "smtp_url", "mail_from", "public_url")  # fmt: skip
"""Settings by which they would do the same thing differently. Where each listens and how it logs is its own matter."""

HASH_BYTES = 6
"""Enough to see a difference, and too little to be of use to whoever reads it."""


def place() -> str:
    """Return where a person finds this process: the host and the number of the process."""
    return f"{socket.gethostname()}:{os.getpid()}"


def agreement(settings: Settings, secret: str) -> dict[str, str]:
    """Return hashes by name; `secret` is the one that signs, wherever it comes from."""
    calendar = settings.calendar.read_bytes() if settings.calendar else b""
    return {
        "version": version("dondoc"),
        "migrations": revisions()[-1],
        **{PREFIX + name.upper(): _hashed(_written(getattr(settings, name)).encode()) for name in ALIKE},
        f"{PREFIX}SECRET": _hashed(secret.encode()),
        f"{PREFIX}CALENDAR": _hashed(calendar),
    }


def differences(ours: Mapping[str, str], theirs: Mapping[str, str]) -> list[str]:
    """Return the names of the settings in which two programs differ, sorted."""
    return sorted(name for name in ours.keys() | theirs.keys() if ours.get(name) != theirs.get(name))


def _written(value: object) -> str:
    if isinstance(value, tuple) and all(isinstance(item, SecretStr) for item in value):
        return ",".join(
            sorted(item.get_secret_value() for item in value)
        )  # the same bots in another order are the same
    return str(value)


def _hashed(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=HASH_BYTES).hexdigest()
