"""Proves for each request of a chat that its browser is signed in there."""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.orm import Session
from starlette.requests import Request

from storage.webchat import sessions
from storage.webchat.sessions import Visit
from web.site.context import context_of
from web.site.cookies import hashed, session_token
from web.site.error_pages import HttpRefusal
from web.words import words_in

T = TypeVar("T")


def visit_of(session: Session, request: Request) -> Visit | None:
    """Return whose chat this request may see; None when its session opens another chat or none."""
    token = session_token(request)
    if not token:
        return None
    return sessions.visit(session, request.path_params["public_id"], hashed(token), context_of(request).now())


def in_chat(session: Session, request: Request, work: Callable[[Session, Visit], T]) -> T:
    """Return what `work` gives for the request's chat, in the same transaction; raises Refusal without a session."""
    visit = visit_of(session, request)
    if visit is None:
        raise HttpRefusal(401, "no_session", words_in("vi")["api.no_session"])
    return work(session, visit)


async def run_in_chat(request: Request, work: Callable[[Session, Visit], T]) -> T:
    """Run `work(session, visit)` on a database thread."""
    return await context_of(request).database.run(in_chat, request, work)
