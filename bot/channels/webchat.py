"""The web chat as a channel: delivery writes the lines that the page shows, and rings its bell."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

from domain.messaging.messages import Attached, Outgoing, with_link
from scheduler.delivery.channel import Delivery, Limits, PermanentError
from storage.db import notify
from storage.db.database import Database
from storage.people import addresses
from storage.tables import Address
from storage.webchat import ACCOUNT, CHANNEL, lines, menus
from web.chat.line_json import content_of
from web.site.listeners import Listeners


class WebChannel:
    """Implements `scheduler.delivery.channel.Channel`. Delivering again adds nothing: delivery is exactly once here."""

    name = CHANNEL
    account = ACCOUNT
    limits = Limits(per_second=None, chat_per_second=0, group_per_minute=0)  # it is our own database

    def __init__(self, database: Database, listeners: Listeners, now: Callable[[], datetime]) -> None:
        self._database = database
        self._listeners = listeners
        self._now = now

    async def send(self, delivery: Delivery) -> str:
        message_id = await self._database.run(_keep, delivery, self._now())
        self._listeners.notify(delivery.chat_id)
        return message_id


def _keep(session: Session, delivery: Delivery, now: datetime) -> str:
    """Write the delivery into the chat, and return the id of its line; "" for a menu, which is no line."""
    address = addresses.find(session, CHANNEL, ACCOUNT, delivery.chat_id)
    if address is None:
        raise PermanentError("no such web chat")
    notify.tell(session, notify.WEB_CHAT, delivery.chat_id)  # its page may be open at another process
    outgoing = delivery.outgoing
    if outgoing.op == "menu":
        menus.keep(session, address.id, outgoing.menu)
        return ""
    if outgoing.op == "edit" and (changed := _edit(session, address, outgoing, now)) is not None:
        return changed
    return str(lines.answer(session, address, _content(outgoing), delivery.outbox_id, now).id)


def _edit(session: Session, address: Address, outgoing: Outgoing, now: datetime) -> str | None:
    """Change the line, and return its id; None where there is no such line here, so that the card has to be said
    anew."""
    line_id = outgoing.message_id or ""
    known = line_id.isascii() and line_id.isdigit() and len(line_id) < 19
    if not known or not lines.replace(session, address, int(line_id), _content(outgoing), now):
        return None
    return line_id


def _picture(file: Attached) -> dict[str, str]:
    """Return the picture that the page shows at once; nothing for any other file."""
    return {"picture": file.url} if file.name.endswith(".png") else {}


def _content(outgoing: Outgoing) -> dict[str, object]:
    if outgoing.card is None:
        raise PermanentError("nothing to show")
    if outgoing.file is None:
        return content_of(outgoing.card)
    file = outgoing.file
    return {
        **content_of(with_link(outgoing.card, file)),
        "file": {"name": file.name, "size": file.size, **_picture(file)},
    }
