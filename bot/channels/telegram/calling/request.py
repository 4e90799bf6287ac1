"""HTTP to the Bot API: one aiohttp session, and the only place that knows a bot's token.

No address is logged or told, as the token is in it. What is no answer of the Bot API (a gateway's error page, a captive
portal, a firewall's 403) becomes a `NetworkError`, so that nobody is taken for a blocked user and no message for
refused because of somebody else's server.
"""

import json
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any
from urllib.parse import quote, urlsplit
from urllib.request import getproxies, proxy_bypass

import orjson
from aiohttp import (
    ClientConnectorError,
    ClientError,
    ClientSession,
    ClientTimeout,
    DummyCookieJar,
    FormData,
    TCPConnector,
)

from bot.channels.telegram.calling.errors import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

CONNECTIONS = 64
CONNECT_SECONDS = 10.0
READ_SECONDS = 20.0  # generous: a message whose answer we do not wait for is sent twice
UPLOAD_SECONDS = 60.0  # without an answer; the whole of it may take longer
WHOLE_UPLOAD_SECONDS = 100.0
DOWNLOAD_SECONDS = 120.0  # 20 MB over a slow line
PIECE = 2**16  # bytes
TOO_BIG = "file is too big"  # as Telegram says it, getFile
UNTOLD_WAIT = 5  # seconds, where a 429 does not say how long


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file that goes along with a call, and the parameter that it is."""

    parameter: str
    name: str
    content: bytes


def account_of(token: str) -> str:
    """The bot's id: the digits before the colon. ValueError, without the token in it, for anything else."""
    account, colon, secret = token.partition(":")
    if not (account.isascii() and account.isdigit() and colon and secret) or any(c in "/?#% \n" for c in token):
        raise ValueError("a Telegram token looks like 123456789:AAE…, as @BotFather gives it")
    return account


class TelegramRequest:
    """Carries the calls for the bot of `token`; open between `open` and `close`."""

    def __init__(self, token: str, api: str) -> None:
        self._methods, self._files = f"{api}/bot{token}", f"{api}/file/bot{token}"
        self._proxy = _proxy_for(api)
        self._session: ClientSession | None = None

    async def open(self) -> None:
        if self._session is None:
            self._session = ClientSession(
                connector=TCPConnector(limit=CONNECTIONS),
                cookie_jar=DummyCookieJar(),
                headers={"User-Agent": "dondoc"},
                proxy=self._proxy,
            )

    async def close(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def post(self, method: str, parameters: Mapping[str, Any], read_timeout: float | None) -> Any:
        """The result; `read_timeout` None: without end. Raises TelegramError; anything else for an answer of an
        unforeseen shape."""
        # JSON is half as long as a form for Vietnamese.
        body = _encoded(_given(parameters))
        return await self._call(method, _timeout(read_timeout), data=body, headers={"Content-Type": "application/json"})

    async def upload(self, method: str, parameters: Mapping[str, Any], file: AttachedFile) -> Any:
        """As `post`, with a file."""
        fields = {
            name: value if isinstance(value, str) else json.dumps(value) for name, value in _given(parameters).items()
        }
        form = FormData(fields, quote_fields=False)  # quoted, a Vietnamese file name arrives as %C3%A1…
        kind = mimetypes.guess_type(file.name, strict=False)[0] or "application/octet-stream"
        stream = BytesIO(file.content)  # a large one is sent bit by bit
        form.add_field(file.parameter, stream, filename=file.name, content_type=kind)
        return await self._call(method, _UPLOAD_TIMEOUT, data=form)

    async def _call(self, method: str, limits: ClientTimeout, **content: Any) -> Any:
        if self._session is None:
            raise NetworkError("the connection is closed")
        try:
            # A redirect would carry the token to another server.
            async with self._session.post(
                f"{self._methods}/{method}", timeout=limits, allow_redirects=False, **content
            ) as answer:
                status, body = answer.status, await answer.read()
        except TimeoutError:
            raise TimedOut from None
        except (ClientError, OSError) as error:
            raise NetworkError(_told(error)) from None
        if not 200 <= status < 300:
            raise refusal(status, body)
        return _read(body)["result"]

    async def download(self, path: str, most: int) -> bytes:
        """A file of at most so many bytes. Raises BadRequest where there is none, or it is larger."""
        if self._session is None:
            raise NetworkError("the connection is closed")
        called, timeout = f"{self._files}/{quote(path)}", ClientTimeout(total=DOWNLOAD_SECONDS)
        content = bytearray()
        try:
            async with self._session.get(called, timeout=timeout, allow_redirects=False) as answer:
                if answer.status in (400, 404):
                    raise BadRequest("file not found")
                if answer.status != 200:
                    raise NetworkError(f"HTTP {answer.status}")
                async for piece in answer.content.iter_chunked(PIECE):
                    content += piece
                    if len(content) > most:
                        raise BadRequest(TOO_BIG)
        except TimeoutError:
            raise TimedOut from None
        except (ClientError, OSError) as error:
            raise NetworkError(_told(error)) from None
        return bytes(content)


def _given(parameters: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in parameters.items() if value is not None}


def _read(body: bytes) -> dict[str, Any]:
    """An answer of the Bot API; what people wrote is not logged, whatever is wrong with it."""
    try:
        answer = orjson.loads(body)
    except ValueError:
        answer = _lenient(body)
    if not isinstance(answer, dict):
        raise NetworkError("an answer that is not from the Bot API")
    return answer


def _lenient(payload: bytes) -> Any:
    """What one odd letter made unreadable for the quick way."""
    try:
        return json.loads(payload.decode("utf-8", "replace"))
    except ValueError:
        return None


@lru_cache(maxsize=64)
def _timeout(read_seconds: float | None) -> ClientTimeout:
    """What is small is written at once, and one clock for all of it costs less than one for each answer's parts."""
    return ClientTimeout(total=read_seconds, sock_connect=CONNECT_SECONDS)


# aiohttp has no limit for writing alone, so that of a file counts towards the whole.
_UPLOAD_TIMEOUT = ClientTimeout(total=WHOLE_UPLOAD_SECONDS, sock_connect=CONNECT_SECONDS, sock_read=UPLOAD_SECONDS)


def _encoded(parameters: dict[str, Any]) -> bytes:
    try:
        return orjson.dumps(parameters)
    except TypeError:  # half a surrogate pair
        return json.dumps(parameters, ensure_ascii=False).encode("utf-8", "replace")


# What these say passes. Any other 4xx refuses this request, now and later.
PASSING = (401, 403, 404, 408, 409, 425, 429)
MEANING: Mapping[int, type[TelegramError]] = {
    400: BadRequest,
    401: InvalidToken,
    403: Forbidden,
    404: InvalidToken,  # so it says where the token is malformed
    409: Conflict,
}


def refusal(status: int, body: bytes) -> TelegramError:
    """What an answer with this status, which is none of success, means."""
    if status == 413:  # said by Telegram, or by a server in front of it
        return BadRequest("Request Entity Too Large")
    try:
        answer = json.loads(body)
    except ValueError:
        answer = None
    if not isinstance(answer, dict) or not isinstance(answer.get("description"), str):
        return NetworkError(f"HTTP {status}, not from the Bot API")
    reason, parameters = answer["description"] or f"HTTP {status}", answer.get("parameters") or {}
    if 400 < status < 500 and status not in PASSING:
        return BadRequest(reason)
    if new_chat_id := parameters.get("migrate_to_chat_id"):
        return ChatMigrated(new_chat_id)
    if wait := parameters.get("retry_after", UNTOLD_WAIT if status == 429 else None):
        return RetryAfter(float(wait))
    return MEANING.get(status, NetworkError)(reason)


def _told(error: Exception) -> str:
    """What may be told of an error: its kind and the host, never the address."""
    return str(error) if isinstance(error, ClientConnectorError) else type(error).__name__


def _proxy_for(api: str) -> str | None:
    """The proxy that the environment names for this server; looked up once, not at each request."""
    parts = urlsplit(api)
    return None if proxy_bypass(parts.netloc) else getproxies().get(parts.scheme)
