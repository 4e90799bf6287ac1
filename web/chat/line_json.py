"""Lines as the page gets them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from domain.messaging.messages import Card
from storage.tables import WebMessage
from storage.webchat import lines, menus
from storage.webchat.sessions import Visit


def content_of(card: Card) -> dict[str, Any]:
    """Return a card as it is kept and shown; marks and links that are not set are left out."""
    return {
        "text": [_set_values(span._asdict()) for span in card.text],
        "rows": [[_set_values(button._asdict()) for button in row] for row in card.rows],
    }


def line_json(line: WebMessage) -> dict[str, Any]:
    """Return one line: `mine` says which side it stands on, `at` is an ISO moment in UTC."""
    return {
        "id": line.id,
        "version": line.version,
        "mine": line.from_person,
        "at": line.created_at.isoformat(timespec="milliseconds"),
        "edited": line.changed_at is not None,
        "client_id": line.client_id,
        **line.content,
    }


def lines_json(found: Sequence[WebMessage]) -> list[dict[str, Any]]:
    return [line_json(line) for line in found]


def state_json(session: Session, visit: Visit) -> dict[str, Any]:
    """Return what the page shows around the lines."""
    return {
        "waiting": lines.is_waiting(session, visit.public_id),
        "menu": menus.of(session, visit.address_id),
        "language": visit.language,
    }


def _set_values(value: dict[str, Any]) -> dict[str, Any]:
    return {name: set_to for name, set_to in value.items() if set_to}
