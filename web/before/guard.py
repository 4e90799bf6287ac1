"""What stands before every request: headers that keep pages to themselves, and no writing from other sites."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.site.error_pages import failure

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}


class Guard:
    """Adds `HEADERS` where a page set none of its own, and turns away requests of other sites with 403."""

    def __init__(self, app: ASGIApp, public_host: str) -> None:
        self._app = app
        self._public_host = public_host

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        if scope["method"] in ("GET", "HEAD", "OPTIONS") or comes_from_here(Headers(scope=scope), self._public_host):
            await self._app(scope, receive, send_guarded)
        else:
            await failure(scope, 403)(scope, receive, send_guarded)


def comes_from_here(headers: Mapping[str, str], public_host: str) -> bool:
    """Say whether our own page asked for this change, or a program that is no browser (webhooks).

    Browsers send Sec-Fetch-Site to addresses they trust (https, localhost) and Origin with every POST;
    what sends neither is no browser and carries no one else's cookies.
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = headers.get("origin")
    if origin is None:
        return True
    return _host_of(origin) in {headers.get("host", "").lower(), public_host} - {""}


def _host_of(origin: str) -> str:
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return ""
