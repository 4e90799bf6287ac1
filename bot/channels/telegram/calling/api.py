"""The library's `Bot` with a plain way to call methods."""

import time
from collections.abc import Mapping
from typing import Any, Literal
from urllib.parse import quote

from telegram import Bot, InputFile
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

from bot.channels.json_fields import text
from bot.channels.telegram.calling.failures import seconds
from bot.channels.telegram.calling.request import READ_SECONDS, AiohttpRequest, account_of

UPLOAD_SECONDS = 60.0
WRITING = ("send", "edit")  # how the methods begin that write into a chat: what they are told holds for that chat
OFFICIAL_API = "https://api.telegram.org"


class BotApi(Bot):
    """A bot whose `call` gives a method's result as Telegram wrote it, and raises nothing but `TelegramError`.

    Its parameters are what JSON knows; files go by the library's own methods. Two reasons against those on the way of
    every message: turning parameters and answers into objects took longer than all the rest of a sending, and one
    update that the library cannot read makes it drop the whole batch, with every later one behind it.

    A method that Telegram told to wait is not called before that; the others are.
    """

    __slots__ = ("_downloads", "_waits", "account")

    def __init__(self, token: str, api_url: str = OFFICIAL_API) -> None:
        api_url = api_url.rstrip("/")
        account = account_of(token)
        request = AiohttpRequest(token, api_url)
        # The id stands for the token in all that the library logs, see request.py.
        super().__init__(
            account,
            base_url=f"{api_url}/bot",
            base_file_url=f"{api_url}/file/bot",
            request=request,
            get_updates_request=request,
        )
        with self._unfrozen():
            self.account = account
            self._downloads = request
            self._waits: dict[str, float] = {}  # methods, and until when (monotonic)

    async def connect(self) -> None:
        """Open the connections; nothing is asked of Telegram yet, which may be out of reach."""
        await self.request.initialize()

    async def disconnect(self) -> None:
        await self.request.shutdown()

    async def upload(
        self,
        kind: Literal["Document", "Photo"],
        place: Mapping[str, Any],
        name: str,
        content: bytes,
        caption: str,
        entities: list[dict[str, Any]],
        keyboard: list[list[dict[str, Any]]],
    ) -> str:
        """Send a file to `place` (chat and topic), and return the message's id. Raise nothing but `TelegramError`."""
        given = [
            *(RequestParameter.from_input(key, value) for key, value in place.items()),
            RequestParameter.from_input(kind.lower(), InputFile(content, filename=name)),
        ]
        if caption:
            given.append(RequestParameter("caption", caption, None))
        if entities:
            given.append(RequestParameter("caption_entities", entities, None))
        if keyboard:
            given.append(RequestParameter("reply_markup", {"inline_keyboard": keyboard}, None))
        try:
            sent: Any = await self.request.post(
                f"{self.base_url}/send{kind}", RequestData(given), read_timeout=UPLOAD_SECONDS
            )
            return str(sent["message_id"])
        except TelegramError:
            raise
        except Exception as error:
            raise NetworkError(f"an answer that cannot be read ({type(error).__name__})") from error

    async def fetch(self, file_id: str, most: int) -> bytes:
        """Return the content of a file that somebody sent, of at most `most` bytes. Raise nothing but `TelegramError`;
        BadRequest where it cannot be had (Telegram Bot API, getFile)."""
        found = await self.call("getFile", file_id=file_id)
        path = text(found, "file_path") if isinstance(found, dict) else ""
        # A server of one's own in its local mode names a place on its disk, which is not ours to read.
        if not path or path.startswith("/"):
            raise BadRequest("no file to download")
        return await self._downloads.download(f"{self.base_file_url}/{quote(path)}", most)

    async def call(self, method: str, read_timeout: float | None = READ_SECONDS, **parameters: Any) -> Any:
        """Call a method, and return its result. `read_timeout` None: whoever calls ends it when it takes too long."""
        wait = self._waits.get(method, 0.0) - time.monotonic()
        if wait > 0:
            raise RetryAfter(int(wait) + 1)
        data = RequestData([RequestParameter(name, value, None) for name, value in parameters.items()])
        try:
            return await self.request.post(f"{self.base_url}/{method}", data, read_timeout=read_timeout)
        except RetryAfter as error:
            if not method.startswith(WRITING):
                self._waits[method] = time.monotonic() + seconds(error.retry_after)
            raise
        except TelegramError:
            raise
        except Exception as error:  # an answer of an unforeseen shape
            raise NetworkError(f"an answer that cannot be read ({type(error).__name__})") from error
