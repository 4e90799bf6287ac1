"""The driving side: what a person does with the bot in Telegram."""

import itertools
import re

from tests.botapi import rules
from tests.botapi.accounts import BotAccount
from tests.botapi.errors import Json
from tests.botapi.markup import find_entities
from tests.botapi.members import membership
from tests.botapi.presses import Press
from tests.botapi.sending import photo_sizes
from tests.botapi.state import Chat, Message, StoredFile, User
from tests.botapi.watching import Watcher

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 56
_press_ids = itertools.count(4_000_000_000_000_001)


class Person(Watcher):
    """Somebody with Telegram, facing one bot. `chat` defaults to their private chat with it."""

    def __init__(self, user: User, bot: BotAccount, bots: dict[str, BotAccount]) -> None:
        super().__init__(user, bot)
        self._bots = bots

    @property
    def id(self) -> int:
        return self.user.id

    async def says(self, text: str, chat: Chat | None = None, topic: int = 0) -> Message:
        """In a topic a message that answers nothing comes as an answer to the notice that opened it."""
        if not topic:
            return self._post(self._text(text), chat)
        assert chat is not None
        return self._post({**self._text(text), **rules.in_topic(topic)}, chat, chat.by_id[topic])

    async def starts(self, code: str = "") -> Message:
        """Opens t.me/<bot>?start=<code> and taps Start; Telegram opens no link with another sort of code."""
        assert re.fullmatch(r"[A-Za-z0-9_-]{0,64}", code), f"Telegram takes no such start parameter: {code!r}"
        return await self.says(f"/start {code}".strip())

    async def replies(self, message: Message, text: str) -> Message:
        return self._post(self._text(text), message.chat, message)

    async def edits(self, message: Message, text: str) -> None:
        assert message.sender is self.user, "people edit only their own messages"
        message.change(self._text(text), message.markup, int(self.bot.world.now()))
        message.chat.record("edited", message)
        self._deliver("edited_message", message)

    async def presses(self, label: str, message: Message | None = None, chat: Chat | None = None) -> Press:
        """Presses the newest button with this label or beginning with it; of `message` only, if given."""
        where = message.chat if message else chat or self.chat
        choices = [message] if message else where.messages[::-1]
        for choice in choices:
            if button := choice.button(label):
                return await self._presses_button(choice, button)
        seen = [f"{choice.id}: {choice.buttons}" for choice in choices if choice.buttons][:10]
        raise AssertionError(f"no button {label!r}; buttons shown, newest first: {seen or 'none'}")

    async def _presses_button(self, message: Message, button: Json) -> Press:
        if "keyboard" in (message.markup or {}):
            said = await self.says(button["text"], message.chat)
            return Press(self, said, button["text"], "", self.bot.world.now())
        assert "callback_data" in button, f"the button {button['text']!r} is no callback button: {button}"
        return await self.forges(button["callback_data"], message)

    async def forges(self, data: str, message: Message | None = None) -> Press:
        """Sends any callback data as if a button carried it: a forged button, or one long edited away."""
        message = message or self.sees()
        owner = next(bot for bot in self._bots.values() if bot.user is message.sender)
        self._begin(message.chat)
        press = Press(self, message, data, str(next(_press_ids)), owner.rates.clock())
        owner.presses[press.id] = press
        message.chat.record("pressed", message, press)
        query = {
            "id": press.id,
            "from": self.user.as_json(),
            "message": message.as_json(),
            "chat_instance": str(message.chat.id),
            "data": data,
        }
        owner.updates.push("callback_query", query)
        return press

    async def sends_sticker(self, emoji: str = "👍", chat: Chat | None = None) -> Message:
        size = {"width": 512, "height": 512, "is_animated": False, "is_video": False, "type": "regular"}
        return self._post({"sticker": self._file("stickers", "s.webp", 9_000) | size | {"emoji": emoji}}, chat)

    async def sends_voice(self, seconds: int = 3, chat: Chat | None = None) -> Message:
        voice = self._file("voice", "v.oga", 4_000 * seconds)
        return self._post({"voice": voice | {"duration": seconds, "mime_type": "audio/ogg"}}, chat)

    async def sends_file(
        self,
        name: str,
        content: bytes | int = 1_000,
        caption: str = "",
        mime: str = "application/octet-stream",
        chat: Chat | None = None,
    ) -> Message:
        """A document with these bytes, or (an int) that many zero bytes, made only when downloaded."""
        document = self._file("documents", name, content) | {"file_name": name, "mime_type": mime}
        return self._post({"document": document, **self._caption(caption)}, chat)

    async def sends_photo(self, caption: str = "", content: bytes = PNG, chat: Chat | None = None) -> Message:
        stored = self._store("photos", "p.jpg", content)
        return self._post({"photo": photo_sizes(stored), **self._caption(caption)}, chat)

    async def sends_location(
        self, latitude: float = 11.94, longitude: float = 108.44, chat: Chat | None = None
    ) -> Message:
        return self._post({"location": {"latitude": latitude, "longitude": longitude}}, chat)

    async def sends_contact(self, phone: str = "+84900000000", chat: Chat | None = None) -> Message:
        contact = {"phone_number": phone, "first_name": self.user.first_name, "user_id": self.id}
        return self._post({"contact": contact}, chat)

    async def sends(self, body: Json, chat: Chat | None = None, reply_to: Message | None = None) -> Message:
        """Any other content, as the fields of the Bot API's Message."""
        return self._post(body, chat, reply_to)

    async def blocks(self) -> None:
        await self._turns("kicked")

    async def unblocks(self) -> None:
        await self._turns("member")

    def _begin(self, chat: Chat) -> None:
        """The person acts here: from now on they look for what comes of it."""
        if chat.is_private:
            assert chat.bots[self.bot.id] != "kicked", f"{self.user.first_name} blocked the bot: unblocks() first"
        else:
            assert self.id in chat.members, f"{self.user.first_name} is not in {chat.title!r}"
        self._acted_at[chat] = len(chat.history)

    def _post(self, body: Json, chat: Chat | None, reply_to: Message | None = None) -> Message:
        where = chat or self.chat
        self._begin(where)
        where.started = True
        message = where.add("said", self.user, body, self.bot.world.now(), reply_to=reply_to)
        self._deliver("message", message)
        return message

    def _deliver(self, kind: str, message: Message) -> None:
        for bot in self._bots.values():
            if bot.hears(message):
                bot.updates.push(kind, message.as_json())

    async def _turns(self, status: str) -> None:
        chat, before = self.chat, self.chat.bots[self.bot.id]
        chat.bots[self.bot.id] = status
        chat.record("service", detail=status)
        self.bot.updates.push("my_chat_member", membership(chat, self.user, self.bot, before, self.bot.world.now()))

    @staticmethod
    def _text(text: str) -> Json:
        text = text.strip()
        assert text, "Telegram sends no empty message"
        entities = find_entities(text)
        return {"text": text, "entities": entities} if entities else {"text": text}

    @staticmethod
    def _caption(text: str) -> Json:
        return {"caption": text} if text else {}

    def _store(self, folder: str, name: str, content: bytes | int) -> StoredFile:
        if isinstance(content, int):
            return self.bot.world.files.keep(folder, name, b"", content)
        return self.bot.world.files.keep(folder, name, content)

    def _file(self, folder: str, name: str, content: bytes | int) -> Json:
        stored = self._store(folder, name, content)
        return {"file_id": stored.file_id, "file_unique_id": stored.unique_id, "file_size": stored.size}
