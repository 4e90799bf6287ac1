"""Errors in words: a page for people, JSON for the page's script."""

import structlog
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Scope

from web.site.pages import page
from web.words import words_in

log = structlog.get_logger(__name__)


LINKS = ("/bao-cao/", "/ban-in/", "/thu/", "/tep/", "/dinh-kem/", "/lich/")
"""What is opened by links that we send: where one of them opens nothing, a part of it was lost on the way."""


class HttpRefusal(HTTPException):
    """An answer other than 200 to the page's script, with words the page may show."""

    def __init__(self, status: int, error: str, message: str) -> None:
        super().__init__(status)
        self.error, self.message = error, message


def failure(scope: Scope, status: int) -> Response:
    """Return the answer to a request that failed with this status."""
    words = words_in("vi")
    is_link = status == 404 and scope["path"].startswith(LINKS)
    say = words["error.link"] if is_link else words.get(f"error.{status}", words["error.other"])
    if "/api/" in scope["path"]:
        return JSONResponse({"error": str(status), "message": say}, status)
    return page("error.html", "vi", status, say=say)


async def on_http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if isinstance(error, HttpRefusal):
        return JSONResponse({"error": error.error, "message": error.message}, error.status_code)
    response = failure(request.scope, error.status_code)
    response.headers.update(error.headers or {})
    return response


async def on_gone(request: Request, error: Exception) -> Response:
    """Answer a link of ours to somebody or something that is not there any more."""
    log.info("web.gone", route=getattr(request.scope.get("route"), "path", ""))
    return failure(request.scope, 410)


async def on_cut(request: Request, error: Exception) -> Response:
    """Log that whoever sent it went before all of it was there; nobody reads the answer."""
    log.info("web.cut", route=getattr(request.scope.get("route"), "path", ""))
    return failure(request.scope, 400)


async def on_too_slow(request: Request, error: Exception) -> Response:
    log.info("web.too_slow", route=getattr(request.scope.get("route"), "path", ""))
    response = failure(request.scope, 408)
    response.headers["Connection"] = "close"
    return response


async def on_crash(request: Request, error: Exception) -> Response:
    return failure(request.scope, 500)
