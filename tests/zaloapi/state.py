"""What the server remembers: chats and the messages in them."""

import asyncio
import hashlib
from dataclasses import dataclass, field
from typing import Literal

from tests.botapi.errors import Json

ChatType = Literal["PRIVATE", "GROUP"]


def made_id(*parts: object) -> str:
    """An id as Zalo's look: twenty hexadecimal digits, the same for the same parts."""
    return hashlib.sha256(":".join(map(str, parts)).encode()).hexdigest()[:20]


@dataclass(frozen=True, eq=False)
class Message:
    chat: "Chat" = field(repr=False)
    id: str
    date: int
    """Milliseconds since 1970."""
    from_bot: bool
    body: Json
    """The content as in Zalo's message: text, or photo and caption, or sticker, …"""
    arrived: bool = True
    """A person's message: whether the bot is told of it."""

    @property
    def text(self) -> str:
        return str(self.body.get("text") or self.body.get("caption") or "")

    @property
    def photo(self) -> str:
        """The URL of the picture that a bot sent, or ""."""
        return str(self.body.get("photo", ""))


class Chat:
    """A private chat of one person with one bot, or a group."""

    def __init__(self, id: str, kind: ChatType, title: str = "") -> None:
        self.id = id
        self.kind = kind
        self.title = title
        self.known = False
        """Whether somebody has written here, so that the bot may."""
        self.blocked = False
        self.history: list[Message] = []
        self.actions: list[str] = []
        self._watchers: set[asyncio.Future[None]] = set()

    @property
    def messages(self) -> list[Message]:
        """What the bot sent, oldest first."""
        return [message for message in self.history if message.from_bot]

    def as_json(self) -> Json:
        return {"id": self.id, "chat_type": self.kind}

    def add(self, date: int, from_bot: bool, body: Json, arrived: bool = True) -> Message:
        message = Message(self, made_id(self.id, len(self.history), date), date, from_bot, body, arrived)
        self.history.append(message)
        for watcher in self._watchers:
            if not watcher.done():
                watcher.set_result(None)
        self._watchers.clear()
        return message

    async def changed(self) -> None:
        """Return when the next message comes."""
        watcher: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._watchers.add(watcher)
        await watcher
