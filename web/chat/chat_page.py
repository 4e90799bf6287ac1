"""The chat's page, and signing out of it. What is said in the chat comes through `reading` and `events`."""

import json
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from domain.files.attachments import MOST_BYTES
from storage.webchat import sessions
from storage.webchat.sessions import Visit
from web.chat.bodies import MAX_BODY
from web.entering.visits import run_in_chat, visit_of
from web.site import cookies
from web.site.context import context_of
from web.site.pages import page
from web.words import words_in

PAGE_WORDS = "page."


async def chat(request: Request) -> Response:
    """Answer `/chat/PUBLIC_ID/` with the page. Where the session is missing or over: how to come in again, never
    another's chat."""
    found = await context_of(request).database.run(_open, request)
    public_id = request.path_params["public_id"]
    if found is None:
        response: Response = page("ended.html", "vi", 401, {"Referrer-Policy": "same-origin"})
        cookies.drop_session(request, response, public_id)
        return response
    visit, units = found
    config = json.dumps(page_config(visit), ensure_ascii=False)
    about = " · ".join([*units, visit.person])
    response = page("chat.html", visit.language, config=config, about=about, organisation=visit.organisation)
    left = visit.expires_at - context_of(request).now()
    cookies.keep_session(request, response, public_id, cookies.session_token(request), left)
    return response


async def sign_out(request: Request) -> Response:
    """End this browser's session; the chat and its other sessions stay."""
    await run_in_chat(request, lambda session, visit: sessions.end(session, visit.session_id))
    context_of(request).listeners.notify(request.path_params["public_id"])
    response = JSONResponse({})
    cookies.drop_session(request, response, request.path_params["public_id"])
    return response


def page_config(visit: Visit) -> dict[str, Any]:
    """Return what the page's script needs to know from the start."""
    words = words_in(visit.language)
    return {
        "publicId": visit.public_id,
        "language": visit.language,
        "timezone": visit.timezone,
        "maxBody": MAX_BODY,
        "maxFile": MOST_BYTES,
        "words": {name.removeprefix(PAGE_WORDS): said for name, said in words.items() if name.startswith(PAGE_WORDS)},
    }


def _open(session: Session, request: Request) -> tuple[Visit, list[str]] | None:
    visit = visit_of(session, request)
    if visit is None:
        return None
    now = context_of(request).now()
    units = sessions.units(session, visit.person_id, now)
    if units and visit.wants_extending(now):  # whoever left the office reads what was said to its end, and no longer
        sessions.extend(session, visit.session_id, now)
        visit = replace(visit, expires_at=now + sessions.LASTS)
    return visit, units
