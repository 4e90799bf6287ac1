"""Sending through one Zalo bot, as a `scheduler.delivery.channel.Channel`."""

from collections import OrderedDict
from dataclasses import replace

import structlog

from bot.channels.zalo.api import OutOfReachError, ZaloApi, ZaloError
from bot.channels.zalo.render import texts_of
from domain.messaging.messages import Card, Outgoing, with_link
from scheduler.delivery.channel import (
    Delivery,
    FloodError,
    GoneError,
    Limits,
    PassingError,
    PermanentError,
    QuotaError,
    SendError,
    UnreachableError,
)

log = structlog.get_logger(__name__)

ZALO = "zalo"
LIMITS = Limits(per_second=5, chat_burst=5, chat_per_second=1.0, concurrency=4)
"""Zalo names no rate, only the month's number; this is slow enough not to find out."""
A_MONTH = 3000  # messages, basic plan
FLOOD_SECONDS = 30.0
UNFINISHED_KEPT = 1000
TOKEN_REFUSED = 401


class ZaloChannel:
    """A text in several parts that fails halfway goes on where it stopped when it is tried again (within this process).
    What would be edited elsewhere is said anew; there are no menus."""

    name = ZALO

    def __init__(self, api: ZaloApi, a_month: int = A_MONTH) -> None:
        self.api = api
        self.limits = replace(LIMITS, a_month=a_month)
        self.account = api.account
        self._unfinished: OrderedDict[int, list[str]] = OrderedDict()
        self._token_refused = False

    async def send(self, delivery: Delivery) -> str:
        """Send a message, and return the ids of its parts, by as many as the month's count goes up ("" for a menu);
        raise a `SendError` that says what to do next."""
        if delivery.outgoing.op == "menu":
            return ""
        try:
            message_id = await self._say(delivery)
        except ZaloError as error:
            self._note_token(error.code == TOKEN_REFUSED)
            raise send_error(error) from error
        except OutOfReachError as error:
            raise PassingError(f"out of reach: {error}") from error
        self._note_token(refused=False)
        return message_id

    async def fetch(self, source: str, most: int) -> bytes:
        """See `scheduler.delivery.channel.Fetches`."""
        if not source.startswith(("https://", "http://")):
            raise GoneError("lost")
        try:
            return await self.api.fetch(source, most)
        except ZaloError as error:
            raise GoneError("too_large" if error.code == 413 else "lost") from None

    async def _say(self, delivery: Delivery) -> str:
        sent = self._sent_before(delivery.outbox_id)
        for said in texts_of(_card(delivery.outgoing))[len(sent) :]:
            result = await self.api.call("sendMessage", chat_id=delivery.chat_id, text=said)
            sent.append(str(result.get("message_id", "?")) if isinstance(result, dict) else "?")
        del self._unfinished[delivery.outbox_id]
        return ",".join(sent)

    def _sent_before(self, outbox_id: int) -> list[str]:
        """Return the ids of this message's parts that are out already; the list lives until all are."""
        if len(self._unfinished) >= UNFINISHED_KEPT:
            self._unfinished.popitem(last=False)
        return self._unfinished.setdefault(outbox_id, [])

    def _note_token(self, refused: bool) -> None:
        if refused and not self._token_refused:
            log.error("Zalo refuses this bot's token; its messages wait until it is mended", account=self.account)
        self._token_refused = refused


def _card(outgoing: Outgoing) -> Card:
    if outgoing.card is None:
        raise PermanentError(f"a message to {outgoing.op} without a card")
    return with_link(outgoing.card, outgoing.file) if outgoing.file else outgoing.card


def send_error(error: ZaloError) -> SendError:
    """Return what the delivery is to do about this error. A refused token passes: the messages wait for the operator to
    put in the new one."""
    reason = str(error)
    if error.code == 429:
        return QuotaError(reason) if "quota" in error.description.lower() else FloodError(reason, FLOOD_SECONDS)
    if error.code in (403, 404):
        return UnreachableError(reason)
    if error.code == 400:
        return PermanentError(reason)
    return PassingError(reason)
