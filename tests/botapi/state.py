"""What the server remembers: users, chats and the messages in them."""

import asyncio
import itertools
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.botapi.errors import Json

_SYMBOLS = re.compile(r"^\W+")


@dataclass(eq=False)
class User:
    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = "vi"
    is_bot: bool = False

    def as_json(self) -> Json:
        shown: Json = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        for name in ("last_name", "username", "language_code"):
            if value := getattr(self, name):
                shown[name] = value
        return shown


@dataclass(frozen=True)
class Version:
    """What a message said before it was edited."""

    body: Json
    markup: Json | None


@dataclass(eq=False)
class Message:
    """A live view: after an edit the same object shows the new text and buttons."""

    chat: "Chat" = field(repr=False)
    id: int
    sender: User = field(repr=False)
    date: int
    body: Json
    """The content as in the Bot API's Message: text and entities, or document and caption, …"""
    markup: Json | None = field(default=None, repr=False)
    reply_to: "Message | None" = field(default=None, repr=False)
    source: str = ""
    """The text as the bot sent it, with its tags."""
    edit_date: int | None = None
    deleted: bool = False
    versions: list[Version] = field(default_factory=list, repr=False)

    @property
    def text(self) -> str:
        """Plain text or caption as a person reads it: tags taken out, entities resolved."""
        return str(self.body.get("text") or self.body.get("caption") or "")

    @property
    def rows(self) -> list[list[Json]]:
        """The buttons as objects, inline or of the reply keyboard."""
        markup = self.markup or {}
        rows = markup.get("inline_keyboard") or markup.get("keyboard") or []
        return [[{"text": b} if isinstance(b, str) else b for b in row] for row in rows]

    @property
    def buttons(self) -> list[str]:
        return [str(button["text"]) for row in self.rows for button in row]

    @property
    def document(self) -> Json | None:
        found: Json | None = self.body.get("document")
        return found

    @property
    def from_bot(self) -> bool:
        return self.sender.is_bot

    def button(self, label: str) -> Json | None:
        """The button with this label; else one that begins with it, leading symbols left aside."""
        every = [button for row in self.rows for button in row]
        exact = (b for b in every if b["text"] == label)
        begins = (b for b in every if b["text"].startswith(label))
        bare = (b for b in every if _SYMBOLS.sub("", b["text"]).startswith(label))
        return next(itertools.chain(exact, begins, bare), None)

    def change(self, body: Json, markup: Json | None, now: int) -> None:
        self.versions.append(Version(self.body, self.markup))
        self.body, self.markup, self.edit_date = body, markup, now

    def as_json(self, with_reply: bool = True) -> Json:
        shown: Json = {
            "message_id": self.id,
            "from": self.sender.as_json(),
            "chat": self.chat.as_json(),
            "date": self.date,
            **self.body,
        }
        if self.edit_date:
            shown["edit_date"] = self.edit_date
        if self.markup and "inline_keyboard" in self.markup:
            shown["reply_markup"] = self.markup
        if self.reply_to and with_reply:
            shown["reply_to_message"] = self.reply_to.as_json(with_reply=False)
        return shown


@dataclass(frozen=True, eq=False)
class Event:
    """Something that happened in a chat: said, sent, edited, deleted, pressed, answered, service, action."""

    kind: str
    message: Message | None
    detail: Any = None
    at: float = field(default_factory=time.monotonic)


class Chat:
    """A private chat of one person with one bot, a group, or a supergroup."""

    def __init__(self, id: int, kind: str, title: str = "", user: User | None = None) -> None:
        self.id = id
        self.kind = kind
        self.title = title
        self.user = user
        self.members: dict[int, User] = {user.id: user} if user else {}
        self.admins: set[int] = set()
        self.bots: dict[int, str] = {}
        """Each bot's status: member, administrator, left, kicked (in a private chat: blocked)."""
        self.started = kind != "private"
        self.migrated_to: int | None = None
        self.topics: dict[int, bool] = {}
        """Of a forum: the topics by thread id, and whether each is open."""
        self.general_is_open = True
        self.denied: set[str] = set()
        """Of a group: what its members may not send, as Telegram names it: text messages, photos, documents."""
        self.by_id: dict[int, Message] = {}
        self.history: list[Event] = []
        self._watchers: set[asyncio.Future[None]] = set()

    @property
    def is_private(self) -> bool:
        return self.kind == "private"

    @property
    def messages(self) -> list[Message]:
        """What bots sent and did not delete, as it reads now."""
        return [m for m in self.by_id.values() if m.from_bot and not m.deleted]

    def as_json(self) -> Json:
        shown: Json = {"id": self.id, "type": self.kind}
        if self.user is None:
            return shown | {"title": self.title}
        for name in ("first_name", "last_name", "username"):
            if value := getattr(self.user, name):
                shown[name] = value
        return shown

    def add(
        self,
        kind: str,
        sender: User,
        body: Json,
        now: float,
        markup: Json | None = None,
        reply_to: Message | None = None,
        source: str = "",
    ) -> Message:
        message = Message(self, len(self.by_id) + 1, sender, int(now), body, markup, reply_to, source)
        self.by_id[message.id] = message
        self.record(kind, message)
        return message

    def record(self, kind: str, message: Message | None = None, detail: Any = None) -> None:
        self.history.append(Event(kind, message, detail))
        for watcher in self._watchers:
            if not watcher.done():
                watcher.set_result(None)
        self._watchers.clear()

    async def changed(self) -> None:
        """Return when the next thing happens here."""
        watcher: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._watchers.add(watcher)
        await watcher


@dataclass(frozen=True)
class StoredFile:
    """A file that was sent; `data` may be shorter than `size`, the rest is zeros (big files cost nothing)."""

    file_id: str
    size: int
    path: str
    data: bytes

    @property
    def unique_id(self) -> str:
        return f"u{self.file_id}"

    def content(self) -> bytes:
        return self.data.ljust(self.size, b"\0")


class Files:
    def __init__(self) -> None:
        self.by_id: dict[str, StoredFile] = {}
        self.by_path: dict[str, StoredFile] = {}

    def keep(self, folder: str, name: str, data: bytes, size: int | None = None) -> StoredFile:
        number = len(self.by_id) + 1
        suffix = name[name.rfind(".") :] if "." in name else ""
        stored = StoredFile(
            f"file-{number}-{folder}", len(data) if size is None else size, f"{folder}/{number}{suffix}", data
        )
        self.by_id[stored.file_id] = self.by_path[stored.path] = stored
        return stored


@dataclass
class World:
    """Everything that all bots share."""

    now: Callable[[], float]
    users: dict[int, User] = field(default_factory=dict)
    groups: dict[int, Chat] = field(default_factory=dict)
    files: Files = field(default_factory=Files)
