"""The driving side: what a person does with the bot in Zalo, and what they see of it."""

import asyncio
import json
from collections.abc import Callable, Mapping
from typing import Any

import aiohttp

from tests.botapi.errors import Json
from tests.patience import PATIENCE
from tests.zaloapi.accounts import ZaloBot
from tests.zaloapi.photos import Photos
from tests.zaloapi.state import Chat, Message
from tests.zaloapi.updates import Update
from tests.zaloapi.webhook import rerouted

Wanted = str | Callable[[Message], bool]
GROUP = "Tổ tổng hợp"
PICTURE = b"\xff\xd8\xff\xe0" + bytes(60)


class ZaloPerson:
    """Somebody with Zalo, facing one bot. `chat` is their private chat with it; there are no buttons."""

    def __init__(self, id: str, name: str, bot: ZaloBot, photos: Photos) -> None:
        self.id = id
        self.name = name
        self.bot = bot
        self._photos = photos
        self._acted_at: dict[str, int] = {}
        self._taken: set[Message] = set()

    @property
    def chat(self) -> Chat:
        return self.bot.private(self.id)

    # What they do

    async def says(self, text: str) -> Message:
        assert text.strip(), "Zalo sends no empty message"
        return self._post(self.chat, "text", {"text": text})

    async def says_in_group(self, text: str, title: str = GROUP) -> Message:
        return self._post(self.bot.group(title), "text", {"text": text})

    async def sends_photo(self, content: bytes = PICTURE, caption: str = "") -> Message:
        """The update has a URL, from which this server gives the picture."""
        url = self._photos.keep(content)
        return self._post(self.chat, "image", {self.bot.photo_field: url} | ({"caption": caption} if caption else {}))

    async def sends_sticker(self, sticker: str = "0e078a2fb66a5f34067b") -> Message:
        return self._post(self.chat, "sticker", {"sticker": sticker, "url": self._photos.keep(PICTURE, "webp")})

    async def sends_voice(self) -> Message:
        return self._post(self.chat, "voice", {"voice_url": self._photos.keep(b"\xff\xf1" + bytes(62), "aac")})

    async def sends_unsupported(self) -> Message:
        """A file, a place, a contact, …: the bot is told only that something came."""
        return self._post(self.chat, "unsupported", {})

    async def forges(self, body: Json | list[Any] | str | bytes, secret: str | None = None) -> int:
        """Any body in the place of an update: the answer to a poll, or posted once to the webhook, with the right
        secret or this one ("": without). Gives the status of what the webhook answered, 0 for a poll."""
        raw = body if isinstance(body, bytes) else (body if isinstance(body, str) else json.dumps(body)).encode()
        self._acted_at[self.chat.id] = len(self.chat.history)
        if self.bot.webhook.url:
            return await self.bot.webhook.post(raw, secret)
        self.bot.updates.push(Update(self.chat.id, raw))
        return 0

    async def blocks(self) -> None:
        """The bot is not told."""
        self.chat.blocked = True

    async def unblocks(self) -> None:
        self.chat.blocked = False

    async def opens(self, link: str) -> tuple[int, Mapping[str, str], bytes]:
        """Status, headers and content of the page or file that a link leads to."""
        async with aiohttp.ClientSession() as session, session.get(rerouted(link, self.bot.reroute)) as answer:
            return answer.status, answer.headers, await answer.read()

    # What they see

    @property
    def messages(self) -> list[Message]:
        """What the bot has sent to the private chat."""
        return self.chat.messages

    def sees(self, chat: Chat | None = None) -> Message:
        """The newest message of the bot."""
        shown = (chat or self.chat).messages
        assert shown, f"{self.name} sees no message yet"
        return shown[-1]

    async def waits_for(
        self,
        wanted: Wanted = "",
        timeout: float = PATIENCE,  # noqa: ASYNC109
        chat: Chat | None = None,
        since: int | None = None,
    ) -> Message:
        """The first message of the bot that fits: has this text in it, or satisfies the predicate.

        Looks at what came since the person's last own action here, or since `since` (0: from the beginning, or a
        `len(chat.history)` noted before). What was returned once is not returned again.
        """
        where = chat or self.chat
        start = self._acted_at.get(where.id, 0) if since is None else since
        try:
            async with asyncio.timeout(timeout):
                while (found := self._find(where, wanted, start)) is None:
                    await where.changed()
        except TimeoutError:
            came = [message.text for message in where.history[start:] if message.from_bot][-8:]
            what = repr(wanted) if isinstance(wanted, str) else "what was wanted"
            raise AssertionError(f"{self.name} waited {timeout} s for {what}; came: {came or 'nothing'}") from None
        self._taken.add(found)
        return found

    async def hears_nothing(self, within: float = 0.3, chat: Chat | None = None) -> None:
        """Fails when the bot sends anything in this time."""
        where = chat or self.chat
        before = len(where.history)
        await asyncio.sleep(within)
        news = [message.text for message in where.history[before:] if message.from_bot]
        assert not news, f"{self.name} heard {news}"

    def _find(self, chat: Chat, wanted: Wanted, start: int) -> Message | None:
        for message in chat.history[start:]:
            if not message.from_bot or message in self._taken:
                continue
            if wanted in message.text if isinstance(wanted, str) else wanted(message):
                return message
        return None

    def _post(self, chat: Chat, event: str, content: Json) -> Message:
        assert not chat.blocked, f"{self.name} blocked the bot: unblocks() first"
        self._acted_at[chat.id] = len(chat.history)
        arrives = self.bot.hears(chat)
        message = chat.add(self.bot.milliseconds, from_bot=False, body=content, arrived=arrives)
        if arrives:
            chat.known = True
            self.bot.takes(self._sender(), message, event, content)
        return message

    def _sender(self) -> Json:
        return {"id": self.id, "display_name": self.name, "is_bot": False}
