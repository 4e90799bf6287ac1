"""Sending through one Telegram bot."""

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any, Literal

import structlog
from telegram.error import BadRequest, TelegramError

from bot.channels.split import clip, units
from bot.channels.telegram.api import BotApi
from bot.channels.telegram.failures import NOT_EDITABLE, NOT_MODIFIED, SHUT_TOPICS, TOKEN_REFUSED, says, send_error
from bot.channels.telegram.identity import Me
from bot.channels.telegram.presses import PressAnswers
from bot.channels.telegram.render import Part, keyboard_of, parts_of
from bot.channels.telegram.request import TOO_BIG
from domain.messages import Card, MenuEntry, chat_of, topic_of, with_link
from scheduler.channel import Delivery, GoneError, Limits, PermanentError

log = structlog.get_logger(__name__)

TELEGRAM = "telegram"
ReadFile = Callable[[int], Awaitable[bytes | None]]
"""Gives a kept file's content by its id; None where it is gone."""

LARGEST_UPLOAD = 10 * 2**20
"""Bytes. Telegram takes 50 MB, but delivery cuts off what takes half a minute; this leaves in time on a slow line."""
MENU_SECONDS = 5.0  # its chat waits meanwhile
PICTURE = ".png"
LONGEST_CAPTION = 1024  # UTF-16 units, Telegram Bot API, sendDocument
UNFINISHED_KEPT = 1000  # messages of which some parts are out and some not
LONGEST_DESCRIPTION = 256  # Telegram Bot API, BotCommand


class TelegramChannel:
    """One bot, as a `scheduler.channel.Channel`.

    A text in several parts that fails halfway goes on where it stopped when it is tried again (within this
    process). An edit of a message that is not there any more says the card anew; one that changes nothing
    has succeeded. The id given back is that of the last part, which carries the buttons.
    """

    name = TELEGRAM

    def __init__(self, api: BotApi, limits: Limits, files: ReadFile | None = None) -> None:
        self.api = api
        self.account = api.account
        self.limits = limits
        self.me = Me(api.account)
        self.presses = PressAnswers(api)
        self._unfinished: OrderedDict[int, list[str]] = OrderedDict()
        self._token_refused = False
        self._files = files
        self._does = {"say": self._say, "edit": self._edit, "menu": self._menu, "file": self._file}

    async def send(self, delivery: Delivery) -> str:
        """The message's id ("" for a menu), or a `SendError` that says what to do next."""
        try:
            message_id = await self._send(delivery)
        except TelegramError as error:
            self._note_token(isinstance(error, TOKEN_REFUSED))
            raise send_error(error, delivery.outgoing.op) from error
        self._note_token(refused=False)
        return message_id

    async def _send(self, delivery: Delivery) -> str:
        does = self._does[delivery.outgoing.op]
        try:
            return await does(delivery)
        except BadRequest as error:
            if not topic_of(delivery.chat_id) or not says(error, *SHUT_TOPICS):
                raise
            log.info("a topic is shut; its group is told instead", account=self.account, outbox_id=delivery.outbox_id)
            return await does(replace(delivery, chat_id=chat_of(delivery.chat_id)))

    async def fetch(self, source: str, most: int) -> bytes:
        """See `scheduler.channel.Fetches`."""
        try:
            return await self.api.fetch(source, most)
        except BadRequest as error:
            raise GoneError("too_large" if says(error, TOO_BIG) else "lost") from None

    async def set_default_menu(self, menu: tuple[MenuEntry, ...]) -> None:
        """The commands shown to whoever has no menu of their own. Raises TelegramError."""
        await self.api.call("setMyCommands", commands=_commands(menu))

    async def _say(self, delivery: Delivery) -> str:
        return await self._say_parts(delivery, parts_of(_card(delivery)))

    async def _say_parts(self, delivery: Delivery, parts: list[Part]) -> str:
        sent = self._sent_before(delivery.outbox_id)
        for part in parts[len(sent) :]:
            result = await self._post("sendMessage", part, **_place(delivery.chat_id))
            sent.append(str(result["message_id"]))
        del self._unfinished[delivery.outbox_id]
        return sent[-1]

    async def _edit(self, delivery: Delivery) -> str:
        message_id = delivery.outgoing.message_id or ""
        if not message_id.isdecimal():
            return await self._say(delivery)
        first, *rest = parts_of(_card(delivery))
        try:
            await self._post("editMessageText", first, chat_id=_number(delivery.chat_id), message_id=int(message_id))
        except BadRequest as error:
            if says(error, *NOT_EDITABLE):
                return await self._say(delivery)
            if not says(error, NOT_MODIFIED):
                raise
        return await self._say_parts(delivery, rest) if rest else message_id

    async def _file(self, delivery: Delivery) -> str:
        """The file with the card as its caption; its link where it is too large to go along, or gone."""
        file, card = delivery.outgoing.file, _card(delivery)
        assert file is not None
        content = await self._files(file.id) if self._files and file.size <= LARGEST_UPLOAD else None
        if content is None:
            return await self._say_parts(delivery, parts_of(with_link(card, file)))
        *before, last = parts_of(card)
        if before or units(last.text) > LONGEST_CAPTION:
            await self._say_parts(delivery, parts_of(Card(card.text)))
            last = Part("", [], keyboard_of(card.rows))
        kind: Literal["Document", "Photo"] = "Photo" if file.name.endswith(PICTURE) else "Document"
        return await self.api.upload(
            kind, _place(delivery.chat_id), file.name, content, last.text, last.entities, last.keyboard
        )

    async def _menu(self, delivery: Delivery) -> str:
        scope = {"type": "chat", "chat_id": _number(delivery.chat_id)}
        commands = _commands(delivery.outgoing.menu)
        await self.api.call("setMyCommands", read_timeout=MENU_SECONDS, commands=commands, scope=scope)
        return ""

    async def _post(self, method: str, part: Part, **where: Any) -> Any:
        parameters = {**where, **part.parameters}
        try:
            # Delivery ends what takes too long; a second clock for each message cost a tenth of sending it.
            return await self.api.call(method, read_timeout=None, **parameters)
        except BadRequest as error:
            # Lesser servers do not know this parameter and say so; the message matters more than the preview.
            if parameters.pop("link_preview_options", None) is None or not says(error, "link_preview_options"):
                raise
            return await self.api.call(method, read_timeout=None, **parameters)

    def _sent_before(self, outbox_id: int) -> list[str]:
        """The ids of this message's parts that are out already; the list lives until all are."""
        if len(self._unfinished) >= UNFINISHED_KEPT:
            self._unfinished.popitem(last=False)
        return self._unfinished.setdefault(outbox_id, [])

    def _note_token(self, refused: bool) -> None:
        if refused and not self._token_refused:
            log.error("Telegram refuses this bot's token; its messages wait until it is mended", account=self.account)
        self._token_refused = refused


def _card(delivery: Delivery) -> Card:
    if delivery.outgoing.card is None:
        raise PermanentError(f"a message to {delivery.outgoing.op} without a card")
    return delivery.outgoing.card


def _commands(menu: tuple[MenuEntry, ...]) -> list[dict[str, str]]:
    return [{"command": entry.command, "description": clip(entry.description, LONGEST_DESCRIPTION)} for entry in menu]


def _place(chat_id: str) -> dict[str, Any]:
    """Where a new message goes: the chat, and the topic inside it."""
    topic = topic_of(chat_id)
    return {"chat_id": _number(chat_id), **({"message_thread_id": int(topic)} if topic.isdecimal() else {})}


def _number(chat_id: str) -> int | str:
    """As Telegram gave it; what is no number is left to Telegram to refuse."""
    chat_id = chat_of(chat_id)
    return int(chat_id) if chat_id.removeprefix("-").isdecimal() else chat_id
