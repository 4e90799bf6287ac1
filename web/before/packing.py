"""Answers are sent packed, where the browser takes that and it helps.

Not what comes bit by bit (the stream of a chat must not wait for a full package), and no page: pages hold both what a
visitor sent and what nobody else may know (a code, a token in a link), and the length of the two packed together would
tell whoever can make the visitor ask again and again (BREACH). Scripts, styles and the chat's lines hold no such pair.
"""

from starlette.datastructures import Headers
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

SMALLEST = 1_000  # bytes
LEVEL = 6
_PACKED = ("/static/", "/api/messages", "/metrics")


class Packing:
    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._packed = GZipMiddleware(app, minimum_size=SMALLEST, compresslevel=LEVEL)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and is_packed(scope["path"]) and "range" not in Headers(scope=scope):
            await self._packed(scope, receive, send)
        else:
            await self._app(scope, receive, send)


def is_packed(path: str) -> bool:
    return path.startswith(_PACKED[0]) or path.endswith(_PACKED[1:])
