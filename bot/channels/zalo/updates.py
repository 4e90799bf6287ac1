"""What Zalo tells us, in either of its two shapes, to `Incoming`. Whatever is missing or odd reads as nothing."""

import hashlib
import json
from datetime import datetime, timedelta
from typing import Any

import structlog

from bot.channels.json_fields import LARGEST_ID, NOTHING, Fields, inner, number, text
from domain.messaging.messages import Incoming, Kind

log = structlog.get_logger(__name__)

LONGEST_TEXT = 20_000  # characters kept
LONGEST_ID = 100
LONGEST_NAME = 200
LONGEST_URL = 2000
OLDEST = 7 * 24 * 3600 * 1000  # milliseconds that a message may have waited for us
NO_TIME = timedelta()
EVENTS = ("text", "image", "sticker", "voice", "unsupported")


def read_update(update: object, account: str, now: datetime, ahead: timedelta = NO_TIME) -> Incoming | None:
    """Read an update; return None for what is nobody's message to the bot. Never raise, whatever `update` is. `ahead`:
    by how much our clock is ahead of Zalo's."""
    event, message = _parts(update)
    sender, chat = inner(message, "from"), inner(message, "chat")
    chat_id, user_id = _id(chat, "id"), _id(sender, "id")
    message_id = _id(message, "message_id")
    if not chat_id or not user_id or sender.get("is_bot") is True:
        log.debug("an update from no person or no chat", account=account, named=event[:40])
        return None
    kind, more = _content(event, message, now, ahead)
    return Incoming(
        kind=kind,
        channel="zalo",
        account=account,
        chat_id=chat_id,
        user_id=user_id,
        external_id=message_id or _digest(update),
        at=now,
        user_name=" ".join(text(sender, "display_name", LONGEST_NAME).split()),
        is_group=text(chat, "chat_type").upper() == "GROUP",
        message_id=message_id or None,
        **more,
    )


def _parts(update: object) -> tuple[str, Fields]:
    """Return the event's name and the message, whether wrapped in `result` or flat."""
    if not isinstance(update, dict):
        return "", NOTHING
    body = inner(update, "result") if "result" in update else update
    return text(body, "event_name", 100), inner(body, "message")


def _content(event: str, message: Fields, now: datetime, ahead: timedelta) -> tuple[Kind, dict[str, Any]]:
    """Return what a message holds by the event's name; one that is unknown by what the message holds, as names are
    added now and then."""
    name = event.removeprefix("message.").removesuffix(".received")
    photo = _photo(message)
    if name == "image" or (name not in EVENTS and photo):
        extra = {"file_id": photo} if photo else {}
        return "file", {"what": "photo", "text": text(message, "caption", LONGEST_TEXT), "extra": extra}
    said = text(message, "text", LONGEST_TEXT)
    if said.strip() and (name == "text" or name not in EVENTS):
        whole = len(message.get("text") or "") if isinstance(message.get("text"), str) else 0
        return "text", {
            "text": said,
            "extra": {"cut": whole} if whole > LONGEST_TEXT else _said_at(message, now, ahead),
        }
    if name == "text":  # a link with a preview may come so
        return "other", {"what": "empty"}
    return "other", {"what": name if name in EVENTS else "unknown"}


def _said_at(message: Fields, now: datetime, ahead: timedelta) -> dict[str, Any]:
    """Return when it was said, in milliseconds of our clock; whatever cannot be the moment of a message that comes now
    is left out."""
    told, here = number(message, "date"), now.timestamp() * 1000
    if told is None:
        return {}
    said_at = told + int(ahead.total_seconds() * 1000)
    return {"said_at": said_at} if here - OLDEST < said_at <= here else {}


def _digest(update: object) -> str:
    """Return what stands for the id of a message that has none: the same however often it comes."""
    return hashlib.blake2b(json.dumps(update, sort_keys=True, default=str).encode(), digest_size=16).hexdigest()


def _photo(message: Fields) -> str:
    """Return the link to the photo. The documentation calls the field `photo`, what is sent calls it `photo_url`."""
    return text(message, "photo_url", LONGEST_URL) or text(message, "photo", LONGEST_URL)


def _id(fields: Fields, name: str) -> str:
    """Return an id as text; a number is taken for one. "" where it is neither, or too large or too long."""
    value = fields.get(name)
    if type(value) is int and abs(value) < LARGEST_ID:
        return str(value)
    found = text(fields, name)
    return found if len(found) <= LONGEST_ID else ""
