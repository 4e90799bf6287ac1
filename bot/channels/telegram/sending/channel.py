"""Sending through one Telegram bot."""

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Literal

import structlog
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.channels.split import LONGEST_TEXT, clip, units
from bot.channels.telegram.calling.api import BotApi
from bot.channels.telegram.calling.failures import NOT_EDITABLE, NOT_MODIFIED, TOKEN_REFUSED, says, send_error
from bot.channels.telegram.calling.identity import Me
from bot.channels.telegram.calling.presses import PressAnswers
from bot.channels.telegram.calling.request import TOO_BIG
from bot.channels.telegram.sending.fallbacks import LONGEST, SAYING, WITH_FILE, Way, card_for, ladder_for
from bot.channels.telegram.sending.render import MessagePart, keyboard_of, parts_of
from domain.messaging.messages import Card, MenuEntry, Outgoing, chat_of, in_topic, topic_of
from scheduler.delivery.channel import Delivery, GoneError, Limits, PermanentError, Sent

log = structlog.get_logger(__name__)

TELEGRAM = "telegram"
ReadFile = Callable[[int], Awaitable[bytes | None]]
"""Gives a kept file's content by its id; None where it is gone."""

LARGEST_UPLOAD = 10 * 2**20
"""Bytes. Telegram takes 50 MB, but delivery cuts off what takes half a minute; this leaves in time on a slow line."""
MENU_SECONDS = 5.0  # its chat waits meanwhile
LONGEST_CAPTION = 1024  # UTF-16 units, Telegram Bot API, sendDocument
UNFINISHED_KEPT = 1000  # messages of which some parts are out and some not
LONGEST_DESCRIPTION = 256  # Telegram Bot API, BotCommand


@dataclass(frozen=True, slots=True)
class SendAttempt:
    """One try to send one message, one way."""

    outbox_id: int
    chat_id: str
    outgoing: Outgoing
    way: Way
    content: bytes | None  # of the file that goes along

    @property
    def card(self) -> Card:
        return card_for(self.way, self.outgoing)


class TelegramChannel:
    """One bot, as a `scheduler.delivery.channel.Channel`.

    What Telegram refuses one way goes another (ways.py). A text in several parts that fails halfway goes on where it
    stopped when it is tried again (within this process). An edit of a message that is not there any more says the card
    anew; one that changes nothing has succeeded. What is given back are the ids of all parts, by commas; the
    last carries the buttons.
    """

    name = TELEGRAM

    def __init__(self, api: BotApi, limits: Limits, files: ReadFile | None = None) -> None:
        self.api = api
        self.account = api.account
        self.limits = limits
        self.me = Me(api.account)
        self.presses = PressAnswers(api)
        self._unfinished: OrderedDict[int, dict[int, list[str]]] = OrderedDict()  # by how they are cut
        self._token_refused = False
        self._files = files
        self._does: dict[Way, Callable[[SendAttempt], Awaitable[str]]] = {
            **dict.fromkeys(SAYING, self._say),
            **dict.fromkeys(WITH_FILE, self._upload),
            "edit": self._edit,
            "menu": self._menu,
        }

    async def send(self, delivery: Delivery) -> str:
        """Send a message, and return its id ("" for a menu); raise a `SendError` that says what to do next."""
        try:
            sent = await self._send(delivery)
        except TelegramError as error:
            self._note_token(isinstance(error, TOKEN_REFUSED))
            raise send_error(error, delivery.outgoing.op) from error
        self._note_token(refused=False)
        self._unfinished.pop(delivery.outbox_id, None)
        return sent

    async def _send(self, delivery: Delivery) -> Sent:
        """Send a message by the first way that Telegram takes."""
        outgoing = delivery.outgoing
        if outgoing.op != "menu" and outgoing.card is None:
            raise PermanentError(f"a message to {outgoing.op} without a card")
        content = await self._content(outgoing)
        place = delivery.chat_id if topic_of(delivery.chat_id) else in_topic(delivery.chat_id, outgoing.topic)
        ladder = ladder_for(outgoing, bool(topic_of(place)), content is not None, delivery.failed_alone)
        while True:
            chat_id = place if ladder.in_topic else chat_of(place)
            to = SendAttempt(delivery.outbox_id, chat_id, outgoing, ladder.way, content)
            try:
                return Sent(await self._does[ladder.way](to), ladder.detour)
            except (BadRequest, Forbidden) as error:
                if not ladder.refused(error):
                    raise
                about = {"outbox_id": delivery.outbox_id, "refused": to.way, "reason": error.message}
                log.warning("telegram.another_way", account=self.account, **about, then=ladder.way)

    async def _content(self, outgoing: Outgoing) -> bytes | None:
        """Return the file's content; None where there is no file to go along, it is too large, or gone."""
        file = outgoing.file
        if file is None or outgoing.op != "file" or self._files is None or file.size > LARGEST_UPLOAD:
            return None
        return await self._files(file.id)

    async def fetch(self, source: str, most: int) -> bytes:
        """See `scheduler.delivery.channel.Fetches`."""
        try:
            return await self.api.fetch(source, most)
        except BadRequest as error:
            raise GoneError("too_large" if says(error, TOO_BIG) else "lost") from None

    async def set_default_menu(self, menu: tuple[MenuEntry, ...]) -> None:
        """Set the commands shown to whoever has no menu of their own. Raise TelegramError."""
        await self.api.call("setMyCommands", commands=_commands(menu))

    async def _say(self, to: "SendAttempt") -> str:
        longest = LONGEST.get(to.way, LONGEST_TEXT)
        sent = self._sent_before(to.outbox_id, longest)
        return await self._say_parts(to, parts_of(to.card, longest)[len(sent) :], sent)

    async def _say_parts(self, to: "SendAttempt", parts: list[MessagePart], sent: list[str]) -> str:
        for part in parts:
            result = await self._post("sendMessage", part, **_place(to.chat_id))
            sent.append(str(result["message_id"]))
        return ",".join(sent)

    async def _edit(self, to: "SendAttempt") -> str:
        message_id = to.outgoing.message_id or ""
        if not message_id.isdecimal():
            return await self._say(to)
        first, *rest = parts_of(to.card)
        try:
            await self._post("editMessageText", first, chat_id=_number(to.chat_id), message_id=int(message_id))
        except BadRequest as error:
            if says(error, *NOT_EDITABLE):
                return await self._say(to)
            if not says(error, NOT_MODIFIED):
                raise
        sent = self._sent_before(to.outbox_id)
        more = await self._say_parts(to, rest[len(sent) :], sent) if rest else ""
        return f"{message_id},{more}" if more else message_id

    async def _upload(self, to: "SendAttempt") -> str:
        """Send the file with the card as its caption; a text that is too long for one goes before it. Return the
        ids."""
        assert to.outgoing.file is not None
        assert to.content is not None
        *before, last = parts_of(to.card)
        said = ""
        if before or units(last.text) > LONGEST_CAPTION:
            sent = self._sent_before(to.outbox_id)
            said = await self._say_parts(to, parts_of(Card(to.card.text))[len(sent) :], sent) + ","
            last = MessagePart("", [], keyboard_of(to.card.rows))
        kind: Literal["Document", "Photo"] = "Photo" if to.way == "photo" else "Document"
        name, place = to.outgoing.file.name, _place(to.chat_id)
        return said + await self.api.upload(kind, place, name, to.content, last.text, last.entities, last.keyboard)

    async def _menu(self, to: "SendAttempt") -> str:
        scope = {"type": "chat", "chat_id": _number(to.chat_id)}
        commands = _commands(to.outgoing.menu)
        await self.api.call("setMyCommands", read_timeout=MENU_SECONDS, commands=commands, scope=scope)
        return ""

    async def _post(self, method: str, part: MessagePart, **where: Any) -> Any:
        parameters = {**where, **part.parameters}
        try:
            # Delivery ends what takes too long; a second clock for each message cost a tenth of sending it.
            return await self.api.call(method, read_timeout=None, **parameters)
        except BadRequest as error:
            # Lesser servers do not know this parameter and say so; the message matters more than the preview.
            if parameters.pop("link_preview_options", None) is None or not says(error, "link_preview_options"):
                raise
            return await self.api.call(method, read_timeout=None, **parameters)

    def _sent_before(self, outbox_id: int, longest: int = LONGEST_TEXT) -> list[str]:
        """Return the ids of this message's parts that are out already; the list lives until all are."""
        if len(self._unfinished) >= UNFINISHED_KEPT:
            self._unfinished.popitem(last=False)
        return self._unfinished.setdefault(outbox_id, {}).setdefault(longest, [])

    def _note_token(self, refused: bool) -> None:
        if refused and not self._token_refused:
            log.error("Telegram refuses this bot's token; its messages wait until it is mended", account=self.account)
        self._token_refused = refused


def _commands(menu: tuple[MenuEntry, ...]) -> list[dict[str, str]]:
    return [{"command": entry.command, "description": clip(entry.description, LONGEST_DESCRIPTION)} for entry in menu]


def _place(chat_id: str) -> dict[str, Any]:
    """Return where a new message goes: the chat, and the topic inside it."""
    topic = topic_of(chat_id)
    return {"chat_id": _number(chat_id), **({"message_thread_id": int(topic)} if topic.isdecimal() else {})}


def _number(chat_id: str) -> int | str:
    """Return the chat's number as Telegram gave it; what is no number is left to Telegram to refuse."""
    chat_id = chat_of(chat_id)
    return int(chat_id) if chat_id.removeprefix("-").isdecimal() else chat_id
