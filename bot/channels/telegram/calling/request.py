"""The HTTP under python-telegram-bot: one aiohttp session, and the only place that knows a bot's token.

The library logs and raises the addresses it calls, so it is given addresses with the bot's id where the token
belongs; the token is put in here, at the last moment. What is no answer of the Bot API (a gateway's error page,
a captive portal, a firewall's 403) becomes a `NetworkError`, so that nobody is taken for a blocked user and no
message for refused because of somebody else's server.
"""

import json
import os
from functools import lru_cache
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit
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
from telegram.error import BadRequest, NetworkError, RetryAfter, TimedOut
from telegram.request import BaseRequest, RequestData

# The library is about to give waits as timedelta; until then it warns at each 429 unless told that we know.
os.environ.setdefault("PTB_TIMEDELTA", "true")

CONNECTIONS = 64
CONNECT_SECONDS = 10.0
WRITE_SECONDS = 20.0
READ_SECONDS = 20.0  # generous: a message whose answer we do not wait for is sent twice
DOWNLOAD_SECONDS = 120.0  # 20 MB over a slow line
PIECE = 2**16  # bytes
TOO_BIG = "file is too big"  # as Telegram says it, getFile
UNTOLD_WAIT = 5  # seconds, where a 429 does not say how long


def account_of(token: str) -> str:
    """Return the bot's id: the digits before the colon. Raise ValueError, without the token in it, for anything
    else."""
    account, colon, secret = token.partition(":")
    if not (account.isascii() and account.isdigit() and colon and secret) or any(c in "/?#% \n" for c in token):
        raise ValueError("a Telegram token looks like 123456789:AAE…, as @BotFather gives it")
    return account


class AiohttpRequest(BaseRequest):
    """Carries the library's requests for the bot of `token`; open between `initialize` and `shutdown`."""

    def __init__(self, token: str, api: str) -> None:
        self._shown, self._called = f"/bot{account_of(token)}/", f"/bot{token}/"
        self._proxy = _proxy_for(api)
        self._session: ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        return READ_SECONDS

    async def initialize(self) -> None:
        if self._session is None:
            self._session = ClientSession(
                connector=TCPConnector(limit=CONNECTIONS),
                cookie_jar=DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
                proxy=self._proxy,
            )

    async def shutdown(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Return status and body; raise TimedOut or NetworkError where there is none from the Bot API itself."""
        if self._session is None:
            raise NetworkError("the connection is closed")
        with_files = request_data is not None and request_data.contains_files
        timeout = _timeout(read_timeout, write_timeout, connect_timeout, pool_timeout, with_files)
        called = url.replace(self._shown, self._called, 1)
        content = {} if request_data is None else _content(request_data)
        try:
            # A redirect would carry the token to another server.
            async with self._session.request(
                method, called, timeout=timeout, allow_redirects=False, **content
            ) as answer:
                status, body = answer.status, await answer.read()
        except TimeoutError:
            raise TimedOut from None
        except (ClientError, OSError) as error:
            raise NetworkError(_told(error)) from None
        if not 200 <= status < 300:
            _check_refusal(status, body)
        return status, body

    async def download(self, url: str, most: int) -> bytes:
        """Return the content of a file of at most `most` bytes. Raise BadRequest where there is none, or it is
        larger."""
        if self._session is None:
            raise NetworkError("the connection is closed")
        called, timeout = url.replace(self._shown, self._called, 1), ClientTimeout(total=DOWNLOAD_SECONDS)
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

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Read an answer like the library, but without logging what people wrote."""
        try:
            answer = orjson.loads(payload)
        except ValueError:
            answer = _lenient(payload)
        if not isinstance(answer, dict):
            raise NetworkError("an answer that is not from the Bot API")
        return answer


def _lenient(payload: bytes) -> Any:
    """Read an answer that the quick reader refused for one odd letter; return None where this cannot read it either."""
    try:
        return json.loads(payload.decode("utf-8", "replace"))
    except ValueError:
        return None


@lru_cache(maxsize=64)
def _timeout(read: Any, write: Any, connect: Any, pool: Any, with_files: bool) -> ClientTimeout:
    """Return the time limits of a request. What is small is written at once, and one clock for all of it costs less
    than one for each answer's parts; aiohttp has no limit for writing alone, so that of a file counts towards the
    whole."""
    given = zip(
        (read, write, connect, pool), (READ_SECONDS, WRITE_SECONDS, CONNECT_SECONDS, CONNECT_SECONDS), strict=True
    )
    limits = [usual if seconds is BaseRequest.DEFAULT_NONE else seconds for seconds, usual in given]
    reading, _, connecting, _ = limits
    if with_files:
        return ClientTimeout(total=None if None in limits else sum(limits), sock_connect=connecting, sock_read=reading)
    return ClientTimeout(total=reading, sock_connect=connecting)


def _content(data: RequestData) -> dict[str, Any]:
    """Return the request's body: JSON, half as long as a form for Vietnamese; a form where files go along."""
    if not data.contains_files:
        body = _encoded(data.parameters)
        return {"data": body, "headers": {"Content-Type": "application/json"}}
    form = FormData(data.json_parameters, quote_fields=False)  # quoted, a Vietnamese file name arrives as %C3%A1…
    for name, (filename, content, kind) in data.multipart_data.items():
        stream = BytesIO(content) if isinstance(content, bytes) else content  # a large one is sent bit by bit
        form.add_field(name, stream, filename=filename, content_type=kind)
    return {"data": form}


def _encoded(parameters: dict[str, Any]) -> bytes:
    try:
        return orjson.dumps(parameters)
    except TypeError:  # half a surrogate pair
        return json.dumps(parameters, ensure_ascii=False).encode("utf-8", "replace")


# What these say passes, or is told by the library itself. Any other 4xx refuses this request, now and later.
PASSING = (401, 403, 404, 408, 409, 425, 429)


def _check_refusal(status: int, body: bytes) -> None:
    if status == 413:  # said by Telegram, or by a server in front of it
        raise BadRequest("Request Entity Too Large")
    try:
        answer = json.loads(body)
    except ValueError:
        answer = None
    if not isinstance(answer, dict) or not isinstance(answer.get("description"), str):
        raise NetworkError(f"HTTP {status}, not from the Bot API")
    if 400 < status < 500 and status not in PASSING:
        raise BadRequest(answer["description"])
    if status == 429 and "retry_after" not in (answer.get("parameters") or {}):
        raise RetryAfter(UNTOLD_WAIT)


def _told(error: Exception) -> str:
    """Return what may be told of an error: its kind and the host, never the address."""
    return str(error) if isinstance(error, ClientConnectorError) else type(error).__name__


def _proxy_for(api: str) -> str | None:
    """Return the proxy that the environment names for this server; looked up once, not at each request."""
    parts = urlsplit(api)
    return None if proxy_bypass(parts.netloc) else getproxies().get(parts.scheme)
