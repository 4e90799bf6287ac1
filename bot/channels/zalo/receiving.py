"""Receiving from Zalo: by polling, one update at a time, or by webhook. Stored first, then acknowledged.

There is no offset to confirm by, and whether an update comes again is not known: the inbox knows what it has by the
message's id. One program polls for a bot at a time.
"""

import asyncio
import hashlib
import hmac
import json
from collections.abc import Awaitable, Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial

import structlog
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from bot.channels.patience import Patience, RetryRule, Troubles
from bot.channels.zalo.api import NOTHING_NEW, OutOfReachError, ZaloApi, ZaloError
from bot.channels.zalo.channel import ZaloChannel
from bot.channels.zalo.updates import read_update
from domain.messaging.messages import Incoming
from scheduler.watching.health import ProgramPart, unwatched

log = structlog.get_logger(__name__)

Receive = Callable[[list[Incoming]], Awaitable[object]]
"""Stores what came in; when it returns, it is durable, and 0 says that all of it was known. An exception means that it
is not stored."""

POLL_SECONDS = 25
ANSWER_SECONDS = 10.0  # beyond the poll itself
APART_SECONDS = 1.0  # between polls that gave nothing new
HEADER = "X-Bot-Api-Secret-Token"
LARGEST_BODY = 2**20  # bytes


class TokenRefusedError(Exception):
    """Zalo does not know the bot."""


TROUBLES = Troubles((
    RetryRule((TokenRefusedError,), 30, 600, "Zalo refuses the token: get a new one where it was made", is_grave=True),
    RetryRule((ZaloError,), 5, 300, "Zalo does not accept what is asked of it", is_grave=True),
    RetryRule((OutOfReachError,), 0.5, 30, "Zalo is out of reach"),
    RetryRule((Exception,), 0.5, 30, "nothing can be stored; what came last is kept until it is", is_grave=True),
))  # fmt: skip


STANDS_STILL = 3 * (POLL_SECONDS + ANSWER_SECONDS)


async def poll(
    channel: ZaloChannel, receive: Receive, seconds: int = POLL_SECONDS, part: ProgramPart | None = None
) -> None:
    """Receive until cancelled."""
    part = part or unwatched()
    patience = Patience(TROUBLES, channel.account, "polling", part)
    is_idle = False

    async def ask() -> None:
        nonlocal is_idle
        if is_idle:
            await asyncio.sleep(APART_SECONDS)
        is_idle = False
        with _token_told():
            update = await _next(channel.api, seconds)
        incoming = read_update(update, channel.account, datetime.now(UTC), channel.api.ahead)
        # Nothing brings it again: it is kept here until it is stored.
        stored = await patience.until_done(partial(receive, [incoming])) if incoming is not None else 0
        is_idle = stored == 0  # nothing, nothing that concerns us, or the same once more, for ever perhaps

    with part.expected(STANDS_STILL):
        await until_done(channel.api, "polling", lambda: _without_webhook(channel.api), part)
        await patience.again_and_again(ask)


async def _next(api: ZaloApi, seconds: int) -> object:
    """Return an update, or None where there is nothing new."""
    try:
        return await api.call("getUpdates", seconds + ANSWER_SECONDS, timeout=str(seconds))
    except ZaloError as error:
        if error.code == NOTHING_NEW:
            return None
        raise


async def _without_webhook(api: ZaloApi) -> None:
    """Take the webhook down: where one is set, polls are refused. (With none set, some servers say 404 to the
    question.)"""
    try:
        await api.call("deleteWebhook")
    except ZaloError as error:
        if error.code != 404:
            raise


async def until_done(
    api: ZaloApi, doing: str, work: Callable[[], Awaitable[object]], part: ProgramPart | None = None
) -> None:
    async def tried() -> None:
        with _token_told():
            await work()

    await Patience(TROUBLES, api.account, doing, part).until_done(tried)


@contextmanager
def _token_told() -> Iterator[None]:
    """Raise a refused token as TokenRefusedError: it is a trouble of its own."""
    try:
        yield
    except ZaloError as error:
        if error.code == 401:
            raise TokenRefusedError(str(error)) from error
        raise


def webhook_path(account: str) -> str:
    return f"/zalo/{account}"


def webhook_secret(app_secret: str, account: str) -> str:
    """Return a secret that only Zalo and we know for this bot; 8 to 256 letters are allowed."""
    return hmac.new(app_secret.encode(), f"zalo webhook {account}".encode(), hashlib.sha256).hexdigest()


async def set_webhook(api: ZaloApi, public_url: str, app_secret: str, part: ProgramPart | None = None) -> None:
    """Tell Zalo where to post, trying until it is done."""
    url = public_url.rstrip("/") + webhook_path(api.account)
    secret = webhook_secret(app_secret, api.account)
    await until_done(api, "setting the webhook", lambda: api.call("setWebhook", url=url, secret_token=secret), part)


def zalo_routes(channels: Iterable[ZaloChannel], receive: Receive, app_secret: str) -> list[Route]:
    """Return the routes for Zalo, one for each bot."""
    return [
        Route(
            webhook_path(channel.account),
            _door(channel.api, receive, webhook_secret(app_secret, channel.account)),
            methods=["POST"],
        )
        for channel in channels
    ]


def _door(api: ZaloApi, receive: Receive, secret: str) -> Callable[[Request], Awaitable[Response]]:
    async def door(request: Request) -> Response:
        # Before the body is read: strangers cannot make us read one.
        if not hmac.compare_digest(request.headers.get(HEADER, "").encode(), secret.encode()):
            log.warning("a webhook call without the right secret", account=api.account)
            return Response(status_code=403)
        body = await _body(request)
        return Response(status_code=413 if body is None else await _take(body, api, receive))

    return door


async def _body(request: Request) -> bytes | None:
    """Return the request's body; None where it is too large."""
    body = bytearray()
    try:
        async for piece in request.stream():
            body += piece
            if len(body) > LARGEST_BODY:
                return None
    except ClientDisconnect:
        return b""
    return bytes(body)


async def _take(body: bytes, api: ZaloApi, receive: Receive) -> int:
    """Store an update, and return the HTTP status to answer with: 503 has Zalo bring the update again."""
    try:
        update = json.loads(body.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return 400
    if not isinstance(update, dict):
        return 400
    incoming = read_update(update, api.account, datetime.now(UTC), api.ahead)
    if incoming is None:
        return 200
    try:
        await receive([incoming])
    except Exception as error:
        log.error("an update could not be stored", account=api.account, error=type(error).__name__)
        return 503
    return 200
