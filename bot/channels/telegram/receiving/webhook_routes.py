"""The doors for webhooks: Telegram posts an update to us and repeats it until the answer is 2xx."""

import hmac
import json
from collections.abc import Awaitable, Callable, Iterable

import structlog
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from bot.channels.telegram.receiving.inbound import Receive, TelegramInbound
from bot.channels.telegram.receiving.webhook import webhook_path, webhook_secret
from bot.channels.telegram.sending.channel import TelegramChannel

log = structlog.get_logger(__name__)

HEADER = "X-Telegram-Bot-Api-Secret-Token"
LARGEST_BODY = 1024 * 1024  # bytes; an update has a few thousand


def telegram_routes(channels: Iterable[TelegramChannel], receive: Receive, app_secret: str) -> list[Route]:
    """Return the routes for Telegram, one for each bot."""
    return [
        Route(
            webhook_path(channel.account),
            _endpoint(TelegramInbound(channel, receive), webhook_secret(app_secret, channel.account)),
            methods=["POST"],
        )
        for channel in channels
    ]


def _endpoint(inbound: TelegramInbound, secret: str) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        # Before the body is read: strangers cannot make us read one.
        if not hmac.compare_digest(request.headers.get(HEADER, "").encode(), secret.encode()):
            log.warning("a webhook call without the right secret", account=inbound.account)
            return Response(status_code=403)
        try:
            body = await _body(request)
        except ClientDisconnect:
            body = b""
        return Response(status_code=413 if body is None else await _take(body, inbound))

    return endpoint


async def _body(request: Request) -> bytes | None:
    """Return the request's body; None where it is too large."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_BODY:
            return None
    return bytes(body)


async def _take(body: bytes, inbound: TelegramInbound) -> int:
    """Store an update, and return the HTTP status to answer with: 503 has Telegram bring the update again."""
    try:
        update = json.loads(body.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return 400
    if not isinstance(update, dict):
        return 400
    try:
        await inbound.take([update])
    except Exception as error:
        log.error(
            "an update could not be stored", account=inbound.account, error=f"{type(error).__name__}: {error}"[:300]
        )
        return 503
    return 200
