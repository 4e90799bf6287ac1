"""A request whose body does not come, or comes drop by drop, is waited for only so long."""

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send

GRACE = 30.0  # seconds
SLOWEST = 2_000  # bytes a second, once that is over; the worst line in the mountains carries more


class TooSlow(Exception):
    """Answered by 408: the connection is closed, as what else comes on it belongs to that body."""


class RequestPatience:
    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        loop = asyncio.get_running_loop()
        began, size, is_whole = loop.time(), 0, False

        async def receive_in_time() -> Message:
            nonlocal size, is_whole
            if is_whole:  # what is waited for now is that they go
                return await receive()
            try:
                async with asyncio.timeout_at(began + GRACE + size / SLOWEST):
                    message = await receive()
            except TimeoutError:
                raise TooSlow from None
            size += len(message.get("body", b""))
            is_whole = message["type"] != "http.request" or not message.get("more_body", False)
            return message

        await self._app(scope, receive_in_time, send)
