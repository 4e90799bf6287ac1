"""Telegram updates, as the JSON they come in, to `Incoming`.

They are not read by the library's `Update.de_json`: an update it cannot read raises, and it reads a batch whole
or not at all, so that one odd update would hold up everybody's (and it costs five times as much). Here whatever
is missing or odd reads as nothing, and what then means nothing is left out.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import structlog

from bot.channels.json_fields import NOTHING, Fields, identifier, inner, number, text
from bot.channels.telegram.calling.identity import Me
from bot.channels.telegram.receiving.addressing import heard
from bot.channels.telegram.receiving.content import Content, content_of, said
from domain.messaging.messages import Incoming, Kind, in_topic

log = structlog.get_logger(__name__)

# What Telegram is asked to send; all else it keeps to itself.
ALLOWED_UPDATES = ["message", "edited_message", "callback_query", "my_chat_member"]
LONGEST_NAME = 200
IN_THE_NAME_OF = ("1087968824", "136817688")  # GroupAnonymousBot and Channel_Bot (Telegram Bot API, User)
GROUPS = ("group", "supergroup")


@dataclass(frozen=True, slots=True)
class Arrival:
    """Which update, to whom, and when."""

    update_id: str
    me: Me
    at: datetime


def read_updates(updates: Sequence[object], me: Me, now: datetime) -> list[Incoming]:
    return [incoming for update in updates if (incoming := read_update(update, me, now)) is not None]


def read_update(update: object, me: Me, now: datetime) -> Incoming | None:
    """Read an update; return None for what is nobody's message to the bot. Never raise, whatever `update` is."""
    if not isinstance(update, dict) or number(update, "update_id") is None:
        log.warning("an update that is none", account=me.account, kind=type(update).__name__)
        return None
    for name, read in READERS.items():
        if isinstance(update.get(name), dict):
            return read(update[name], Arrival(identifier(update, "update_id"), me, now))
    log.debug("an update of another kind", account=me.account, holds=sorted(map(repr, update))[:5])
    return None


def query_ids(updates: Sequence[object]) -> Iterator[str]:
    """Yield the ids by which the button presses among these updates are answered."""
    for update in updates:
        query_id = text(inner(update, "callback_query"), "id") if isinstance(update, dict) else ""
        if query_id:
            yield query_id


def next_offset(updates: Sequence[object]) -> int | None:
    """Return the offset that confirms these updates; None where none of them has an id."""
    ids = [number(update, "update_id") for update in updates if isinstance(update, dict)]
    return max((found + 1 for found in ids if found is not None), default=None)


def _message(message: Fields, arrival: Arrival) -> Incoming | None:
    is_group = text(inner(message, "chat"), "type") in GROUPS
    if is_group and (new_chat_id := identifier(message, "migrate_to_chat_id")):
        return _incoming("moved", message, arrival, new_chat_id=new_chat_id)
    content = content_of(message)
    return None if content is None else _spoken(content.kind, content, message, arrival)


def _edited(message: Fields, arrival: Arrival) -> Incoming | None:
    """Read an edited message. Only words count: a live location is edited every few seconds."""
    for name in ("text", "caption"):
        if isinstance(message.get(name), str):
            content, written = said(message, name), number(message, "date")
            more = {} if written is None else {"written_at": written}
            return _spoken("edited", replace(content, extra={**content.extra, **more}), message, arrival)
    return None


def _spoken(kind: Kind, content: Content, message: Fields, arrival: Arrival) -> Incoming | None:
    is_group = text(inner(message, "chat"), "type") in GROUPS
    words = heard(content.text, arrival.me)
    if (is_group and words.to_another_bot) or _is_by_bot(message) or message.get("is_automatic_forward") is True:
        return None
    answered = _answered(message)
    answers_us = identifier(inner(answered, "from"), "id") == arrival.me.account
    return _incoming(
        kind,
        message,
        arrival,
        text=words.text,
        message_id=identifier(message, "message_id") or None,
        reply_to=identifier(answered, "message_id") or None,
        addressed=is_group and (words.to_us or answers_us),
        what=content.what,
        file_name=content.file_name,
        file_size=content.file_size,
        extra={
            **content.extra,
            **({"anonymous": True} if is_group and _is_anonymous(message) else {}),
            **({"forwarded": True} if "forward_origin" in message else {}),
        },
    )


def _answered(message: Fields) -> Fields:
    """Return the message that is answered. In a topic everything that answers nothing answers the notice that opened
    it."""
    answered = inner(message, "reply_to_message")
    return NOTHING if "forum_topic_created" in answered else answered


def _is_by_bot(message: Fields) -> bool:
    """Say whether a bot wrote it: two bots that answer each other never end. (A group's own voice is shown as a bot's,
    but is not one.)"""
    return inner(message, "from").get("is_bot") is True and not _is_anonymous(message)


def _is_anonymous(message: Fields) -> bool:
    """Say whether it was written in the name of a group or a channel: who it was is not told."""
    return "sender_chat" in message or identifier(inner(message, "from"), "id") in IN_THE_NAME_OF


def _pressed(query: Fields, arrival: Arrival) -> Incoming | None:
    """Read the press of a button. Its message may be inaccessible by now: then it still has its chat and its id."""
    message = inner(query, "message")
    where = {name: message.get(name) for name in ("chat", "message_thread_id", "is_topic_message")}
    where["from"] = query.get("from")
    message_id = identifier(message, "message_id") or None
    return _incoming("button", where, arrival, key=text(query, "data", 64), message_id=message_id)


def _membership(change: Fields, arrival: Arrival) -> Incoming | None:
    """Read that a person stopped the bot or let it in again, or that it was put into a group or out of it ("blocked"
    too)."""
    is_group = text(inner(change, "chat"), "type") in GROUPS
    before, after = (_is_in(inner(change, name)) for name in ("old_chat_member", "new_chat_member"))
    if before is after or after is None:
        return None
    kind: Kind = ("added" if is_group else "unblocked") if after else "blocked"
    return _incoming(kind, change, arrival)


def _is_in(member: Fields) -> bool | None:
    status = text(member, "status")
    if status == "restricted":
        return member.get("is_member") is True
    return {"creator": True, "administrator": True, "member": True, "left": False, "kicked": False}.get(status)


def _incoming(kind: Kind, source: Fields, arrival: Arrival, **more: Any) -> Incoming | None:
    chat = inner(source, "chat")
    chat_id, place = identifier(chat, "id"), text(chat, "type")
    user_id, user_name = _sender(source)
    is_of_people, topic = place in GROUPS, _topic(source)
    # Only groups have negative ids (Telegram Bot API, Chat); what says otherwise was made up.
    if not chat_id or not user_id or place not in ("private", *GROUPS) or chat_id.startswith("-") is not is_of_people:
        log.debug("an update from no person or no chat", account=arrival.me.account, kind=kind, place=place[:20])
        return None
    return Incoming(
        kind=kind,
        channel="telegram",
        account=arrival.me.account,
        chat_id=in_topic(chat_id, topic) if place == "supergroup" else chat_id,
        user_id=user_id,
        external_id=arrival.update_id,
        at=arrival.at,
        user_name=user_name,
        is_group=is_of_people,
        group_title=text(chat, "title", LONGEST_NAME),
        **{**more, **({"extra": {**more.get("extra", {}), "topic": topic}} if topic and place == "private" else {})},
    )


def _topic(source: Fields) -> str:
    """Return the topic's id, "" outside of topics and in the general one. A thread that is no topic is only answers to
    one message."""
    return identifier(source, "message_thread_id") if source.get("is_topic_message") is True else ""


def _sender(source: Fields) -> tuple[str, str]:
    """Return the sender's id and name. Who writes in a group's own name (an anonymous administrator) is known only as
    the group."""
    behalf, person = inner(source, "sender_chat"), inner(source, "from")
    if behalf:
        return identifier(behalf, "id"), text(behalf, "title", LONGEST_NAME)
    names = (text(person, "first_name"), text(person, "last_name"))
    return identifier(person, "id"), " ".join(" ".join(names).split())[:LONGEST_NAME] or text(person, "username")


Reader = Callable[[Fields, Arrival], Incoming | None]
READERS: dict[str, Reader] = {
    "message": _message,
    "edited_message": _edited,
    "callback_query": _pressed,
    "my_chat_member": _membership,
}
