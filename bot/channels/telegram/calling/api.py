"""The Bot API of Telegram: a plain way to call its methods."""

import time
from collections.abc import Mapping
from typing import Any, Literal

from bot.channels.json_fields import text
from bot.channels.telegram.calling.errors import BadRequest, NetworkError, RetryAfter, TelegramError
from bot.channels.telegram.calling.request import READ_SECONDS, AttachedFile, TelegramRequest, account_of

WRITING = ("send", "edit")  # how the methods begin that write into a chat: what they are told holds for that chat
OFFICIAL_API = "https://api.telegram.org"


class BotApi:
    """One bot. `call` gives a method's result as Telegram wrote it, and raises nothing but `TelegramError`.

    Turning parameters and answers into a library's objects took longer than all the rest of a sending, and one update
    that the library could not read made it drop the whole batch, with every later one behind it.

    A method that Telegram told to wait is not called before that; the others are.
    """

    def __init__(self, token: str, api_url: str = OFFICIAL_API) -> None:
        self.account = account_of(token)
        self.request = TelegramRequest(token, api_url.rstrip("/"))
        self._waits: dict[str, float] = {}  # methods, and until when (monotonic)

    async def connect(self) -> None:
        """Opens the connections; nothing is asked of Telegram yet, which may be out of reach."""
        await self.request.open()

    async def disconnect(self) -> None:
        await self.request.close()

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
        """Sends a file to `place` (chat and topic), and gives the message's id. Raises nothing but `TelegramError`."""
        parameters = {
            **place,
            "caption": caption or None,
            "caption_entities": entities or None,
            "reply_markup": {"inline_keyboard": keyboard} if keyboard else None,
        }
        try:
            sent = await self.request.upload(f"send{kind}", parameters, AttachedFile(kind.lower(), name, content))
            return str(sent["message_id"])
        except TelegramError:
            raise
        except Exception as error:
            raise NetworkError(f"an answer that cannot be read ({type(error).__name__})") from error

    async def fetch(self, file_id: str, most: int) -> bytes:
        """A file that somebody sent, of at most so many bytes. Raises nothing but `TelegramError`; BadRequest where it
        cannot be had (Telegram Bot API, getFile)."""
        found = await self.call("getFile", file_id=file_id)
        path = text(found, "file_path") if isinstance(found, dict) else ""
        # A server of one's own in its local mode names a place on its disk, which is not ours to read.
        if not path or path.startswith("/"):
            raise BadRequest("no file to download")
        return await self.request.download(path, most)

    async def call(self, method: str, read_timeout: float | None = READ_SECONDS, **parameters: Any) -> Any:
        """`read_timeout` None: whoever calls ends it when it takes too long."""
        wait = self._waits.get(method, 0.0) - time.monotonic()
        if wait > 0:
            raise RetryAfter(int(wait) + 1)
        try:
            return await self.request.post(method, parameters, read_timeout)
        except RetryAfter as error:
            if not method.startswith(WRITING):
                self._waits[method] = time.monotonic() + error.retry_after
            raise
        except TelegramError:
            raise
        except Exception as error:  # an answer of an unforeseen shape
            raise NetworkError(f"an answer that cannot be read ({type(error).__name__})") from error
