"""What the page's script sends: JSON of a limited size, with values of the expected kinds."""

import json
from collections.abc import Mapping
from typing import Any

from starlette.requests import ClientDisconnect, Request

from domain.messaging.messages import MAX_KEY_BYTES
from web.site.error_pages import HttpRefusal
from web.words import words_in

MAX_BODY = 1_000_000  # bytes
MAX_READ = 32_000_000  # a browser shows our answer only when it could send everything: read on, keep nothing
MAX_CLIENT_ID = 64


async def read_json(request: Request) -> dict[str, Any]:
    """Return the JSON object of a request; raise Refusal 413 above `MAX_BODY`, 415 or 400 for what is none."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise refusal(415, "not_json")
    try:
        value = json.loads(await _read(request))
    except (ValueError, RecursionError):
        raise refusal(400, "not_json") from None
    if not isinstance(value, dict):
        raise refusal(400, "not_json")
    return value


def text_in(body: Mapping[str, Any], name: str, longest: int | None = None) -> str:
    """Return a string that is there and not empty; raises Refusal 400."""
    value = body.get(name)
    if (
        not isinstance(value, str)
        or not value
        or (longest is not None and len(value.encode("utf-8", "replace")) > longest)
    ):
        raise refusal(400, "not_json")
    return value


def client_id_in(body: Mapping[str, Any]) -> str:
    """Return the page's own id of what it sends; raises Refusal 400 for what no database would keep."""
    client_id = text_in(body, "client_id", MAX_CLIENT_ID)
    if not client_id.isprintable():
        raise refusal(400, "not_json")
    return client_id


def message_id_in(body: Mapping[str, Any]) -> str:
    """Return the id of a line; raises Refusal 400 for what no line can have."""
    message_id = text_in(body, "message_id", 10)
    if not (message_id.isascii() and message_id.isdigit() and int(message_id) < 2**31):
        raise refusal(400, "not_json")
    return message_id


def key_in(body: Mapping[str, Any]) -> str:
    return text_in(body, "key", MAX_KEY_BYTES)


def refusal(status: int, error: str) -> HttpRefusal:
    return HttpRefusal(status, error, words_in("vi")[f"api.{error}"])


async def _read(request: Request) -> bytes:
    kept, size = bytearray(), 0
    try:
        async for piece in request.stream():
            size += len(piece)
            if size > MAX_READ:
                break
            if size <= MAX_BODY:
                kept += piece
    except ClientDisconnect:
        raise refusal(400, "not_json") from None
    if size > MAX_BODY:
        raise refusal(413, "text_too_large")
    return bytes(kept)
