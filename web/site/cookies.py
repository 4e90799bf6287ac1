"""Cookies: one session for each chat, so that several people can be open side by side in one browser; the chat
opened last; who is trying codes, and from where somebody has come in before.
"""

import hashlib
import re
import secrets
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response

from handlers.conversation.signed_links import is_ours, sign
from storage.webchat.sessions import LASTS
from web.site.context import context_of

SESSION = "dondoc_session"
LAST = "dondoc_last"
VISITOR = "dondoc_visitor"
KNOWN = "dondoc_known"

_A_DAY = 24 * 3600
_HALF_A_YEAR = 182 * _A_DAY
_PUBLIC_ID = re.compile(r"[A-Za-z0-9_-]{16,64}")


def new_public_id() -> str:
    """Return the id of a chat in its address; it opens nothing by itself."""
    return secrets.token_urlsafe(18)


def new_token() -> str:
    return secrets.token_urlsafe(32)


def hashed(token: str) -> str:
    """Hash a token; it is 32 random bytes, so that a plain hash cannot be turned back."""
    return hashlib.sha256(token.encode()).hexdigest()


def session_token(request: Request) -> str:
    return request.cookies.get(SESSION, "")


def last_chat(request: Request) -> str | None:
    return _well_formed(request.cookies.get(LAST, ""))


def visitor(request: Request) -> str | None:
    return _well_formed(request.cookies.get(VISITOR, ""))


def known_as(request: Request) -> str | None:
    """Return the mark of a browser from which somebody came in before; nobody else can make one."""
    mark, _, signature = request.cookies.get(KNOWN, "").partition(".")
    return mark if _well_formed(mark) and is_ours(signature, context_of(request).secret, "known", mark) else None


def are_kept(request: Request) -> bool:
    """Say whether this browser keeps our cookies, which are for https alone where links begin with it: each page with a
    form gives it one. What is no browser may do as it likes with them (it sends no Origin)."""
    is_browser = "origin" in request.headers or "sec-fetch-site" in request.headers
    return not is_browser or not context_of(request).https_only or VISITOR in request.cookies or LAST in request.cookies


def keep_session(request: Request, response: Response, public_id: str, token: str, lasts: timedelta = LASTS) -> None:
    """Send the session with requests for this chat only, and the chat's id with every request."""
    seconds = max(int(lasts.total_seconds()), 0)
    _set(request, response, SESSION, token, f"/chat/{public_id}/", seconds)
    _set(request, response, LAST, public_id, "/", seconds)


def keep_known(request: Request, response: Response) -> None:
    if known_as(request) is None:
        mark = new_public_id()
        signature = sign(context_of(request).secret, "known", mark)
        _set(request, response, KNOWN, f"{mark}.{signature}", "/", _HALF_A_YEAR)


def drop_session(request: Request, response: Response, public_id: str) -> None:
    _set(request, response, SESSION, "", f"/chat/{public_id}/", 0)
    if last_chat(request) == public_id:
        _set(request, response, LAST, "", "/", 0)


def keep_visitor(request: Request, response: Response) -> None:
    if visitor(request) is None:
        _set(request, response, VISITOR, new_public_id(), "/", _A_DAY)


def _set(request: Request, response: Response, name: str, value: str, path: str, seconds: int) -> None:
    response.set_cookie(
        name,
        value,
        max_age=seconds,
        path=path,
        secure=context_of(request).https_only,
        httponly=True,
        samesite="lax",
    )


def _well_formed(value: str) -> str | None:
    return value if _PUBLIC_ID.fullmatch(value) else None
