"""Live updates of a chat: a stream of server-sent events that a page can resume where it stopped."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from storage.webchat import lines
from storage.webchat.sessions import Visit
from web.chat.chat_history import number_in, whole_number
from web.chat.line_json import lines_json, state_json
from web.entering.visits import run_in_chat, visit_of
from web.site.context import context_of

SAID_EVERY = 15.0  # seconds; a page that hears nothing for longer reconnects


async def events(request: Request) -> Response:
    """Send events `lines` (id: the version they bring the page to), `state` after them, and `ended` with the
    session."""
    after = _resumed_from(request)
    await run_in_chat(request, lambda session, visit: None)  # so that 401 is an answer, not a broken stream
    return StreamingResponse(_stream(request, after), media_type="text/event-stream", headers=_UNBUFFERED)


_UNBUFFERED = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


def _resumed_from(request: Request) -> int:
    """Return the version the page has: the browser's own Last-Event-ID where it reconnected, else `?after=`."""
    said = whole_number(request.headers.get("last-event-id", ""))
    return (number_in(request, "after") or 0) if said is None else said


async def _stream(request: Request, version: int) -> AsyncIterator[str]:
    context = context_of(request)
    with context.listeners.listening(request.path_params["public_id"]) as bell:
        while not context.listeners.closing:
            bell.clear()
            news = await context.database.run(_news, request, version)
            if news is None:
                yield _event("ended", {})
                return
            changed, state = news
            if changed:
                version = changed[-1]["version"]
                yield _event("lines", {"lines": changed}, version)
            if len(changed) == lines.BATCH:
                continue
            yield _event("state", state)
            await _rings(bell)


async def _rings(bell: asyncio.Event) -> None:
    try:
        await asyncio.wait_for(bell.wait(), SAID_EVERY)
    except TimeoutError:
        return


def _news(session: Session, request: Request, version: int) -> tuple[list[dict[str, Any]], dict[str, Any]] | None:
    visit: Visit | None = visit_of(session, request)
    if visit is None:
        return None
    return lines_json(lines.newer(session, visit.address_id, version)), state_json(session, visit)


def _event(name: str, data: dict[str, Any], event_id: int | None = None) -> str:
    # JSON has its line breaks escaped, so that one `data:` line holds it.
    number = "" if event_id is None else f"id: {event_id}\n"
    return f"event: {name}\n{number}data: {json.dumps(data, ensure_ascii=False)}\n\n"
