"""The Zalo Bot Platform over HTTP: https://bot.zapps.me/docs.

Methods are posted as JSON to `<server>/bot<token>/<method>`. An answer of status 200 may say `"ok": false`, which is an
error like any other; an idle poll is answered 408.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout, DummyCookieJar

OFFICIAL_API = "https://bot-api.zaloplatforms.com"
ANSWER_SECONDS = 20.0
DOWNLOAD_SECONDS = 120.0
PIECE = 2**16  # bytes
SAME_TIME = timedelta(seconds=3)
LARGEST_ANSWER = 2**20  # bytes
LONGEST_REASON = 200
NOTHING_NEW = 408  # an idle poll


class ZaloError(Exception):
    """Zalo says no; `code` is its error code, or the HTTP status. The words hold no address and no token."""

    def __init__(self, code: int, description: str) -> None:
        super().__init__(f"{code}: {description[:LONGEST_REASON]}")
        self.code, self.description = code, description


class OutOfReachError(Exception):
    """There was no answer that could be read: nobody knows whether it was done."""


def account_of(token: str) -> str:
    """Return what stands for a bot in the database: the number before the colon, or a short hash of a token without
    one."""
    number, colon, _ = token.partition(":")
    if colon and number.isascii() and number.isdigit():
        return number
    return hashlib.blake2b(token.encode(), digest_size=6).hexdigest()


class ZaloApi:
    """One bot. Open between `connect` and `disconnect`."""

    def __init__(self, token: str, server: str = OFFICIAL_API) -> None:
        self.account = account_of(token)
        self.server = server
        self._start = f"{server.rstrip('/')}/bot{token}"
        self._session: ClientSession | None = None
        self.ahead = timedelta()  # by how much our clock is ahead of theirs, as far as an answer tells

    async def connect(self) -> None:
        self._session = ClientSession(cookie_jar=DummyCookieJar())

    async def disconnect(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def call(self, method: str, seconds: float = ANSWER_SECONDS, **parameters: Any) -> Any:
        """Call a method, and return its result. Raise ZaloError, or OutOfReachError. `seconds`: how long to wait for
        the answer."""
        status, body = await self._post(f"{self._start}/{method}", parameters, seconds)
        answer = _object(body)
        if answer is None and status == NOTHING_NEW:  # whoever says so: the poll is over
            raise ZaloError(NOTHING_NEW, "")
        if answer is None:
            raise OutOfReachError(f"HTTP {status}, not from Zalo")
        if answer.get("ok", status == 200) is True and isinstance(answer.get("message"), dict):
            return answer  # an update that is not wrapped in a result
        if answer.get("ok") is True:
            return answer.get("result")
        code, said = answer.get("error_code"), answer.get("description")
        raise ZaloError(code if type(code) is int else status, said if isinstance(said, str) else "")

    async def fetch(self, url: str, most: int) -> bytes:
        """Return the content of a picture that somebody sent. Raise ZaloError where it cannot be had, with 413 where it
        is larger."""
        content = bytearray()
        try:
            async with self._open().get(
                url, timeout=ClientTimeout(total=DOWNLOAD_SECONDS), allow_redirects=False
            ) as answer:
                if answer.status >= 500:
                    raise OutOfReachError(f"HTTP {answer.status}")
                if answer.status != 200:
                    raise ZaloError(answer.status, "no such file")
                async for piece in answer.content.iter_chunked(PIECE):
                    content += piece
                    if len(content) > most:
                        raise ZaloError(413, "too large")
        except (ClientError, OSError, TimeoutError, ValueError) as error:
            raise OutOfReachError(type(error).__name__) from None
        return bytes(content)

    async def _post(self, url: str, parameters: Mapping[str, Any], seconds: float) -> tuple[int, bytes]:
        try:
            # A redirect would carry the token to another server.
            async with self._open().post(
                url, json=parameters, timeout=ClientTimeout(total=seconds), allow_redirects=False
            ) as answer:
                body = await answer.content.read(LARGEST_ANSWER)
                self.ahead = _ahead(answer.headers.get("Date", ""), datetime.now(UTC))
                return answer.status, body
        except (ClientError, OSError, TimeoutError) as error:
            raise OutOfReachError(type(error).__name__) from None  # its words have the address in them

    def _open(self) -> ClientSession:
        if self._session is None:
            raise OutOfReachError("the connection is closed")
        return self._session


def _ahead(their_date: str, now: datetime) -> timedelta:
    """Return by how much our clock is ahead of theirs; nothing where it is less than is told by a date in whole
    seconds, which took its time on the way."""
    try:
        ahead = now - parsedate_to_datetime(their_date)
    except (ValueError, TypeError):  # none, nonsense, or one without a zone
        return timedelta()
    return ahead if abs(ahead) > SAME_TIME else timedelta()


def _object(body: bytes) -> dict[str, Any] | None:
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return answer if isinstance(answer, dict) else None
