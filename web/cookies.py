"""Cookies: one session for each chat, so that several people can be open side by side in one browser; the chat
opened last; and who is trying codes.
"""

import hashlib
import re
import secrets

from starlette.requests import Request
from starlette.responses import Response

from storage.web.sessions import LASTS
from web.context import context_of

SESSION = "dondoc_session"
LAST = "dondoc_last"
VISITOR = "dondoc_visitor"

_A_DAY = 24 * 3600
_PUBLIC_ID = re.compile(r"[A-Za-z0-9_-]{16,64}")


def new_public_id() -> str:
    """The id of a chat in its address; it opens nothing by itself."""
    return secrets.token_urlsafe(18)


def new_token() -> str:
    return secrets.token_urlsafe(32)


def hashed(token: str) -> str:
    """A token is 32 random bytes: a plain hash cannot be turned back."""
    return hashlib.sha256(token.encode()).hexdigest()


def session_token(request: Request) -> str:
    return request.cookies.get(SESSION, "")


def last_chat(request: Request) -> str | None:
    return _well_formed(request.cookies.get(LAST, ""))


def visitor(request: Request) -> str | None:
    return _well_formed(request.cookies.get(VISITOR, ""))


def keep_session(request: Request, response: Response, public_id: str, token: str) -> None:
    """Sends the session with requests for this chat only, and the chat's id with every request."""
    seconds = int(LASTS.total_seconds())
    _set(request, response, SESSION, token, f"/chat/{public_id}/", seconds)
    _set(request, response, LAST, public_id, "/", seconds)


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
