"""The commands that a chat's page offers, as the last `menu` set them."""

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy.orm import Session

from domain.messaging.messages import MenuEntry
from storage.installation import settings


def keep(session: Session, address_id: int, menu: Sequence[MenuEntry]) -> None:
    settings.put(session, _name(address_id), {"entries": [asdict(entry) for entry in menu]})


def of(session: Session, address_id: int) -> list[dict[str, str]]:
    """Return `[{"command": "quahan", "description": "…"}]`; empty where no menu was set."""
    kept = settings.get(session, _name(address_id))
    return [] if kept is None else list(kept["entries"])


def _name(address_id: int) -> str:
    return f"webmenu:{address_id}"
