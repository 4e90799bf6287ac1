"""Updates as Zalo sends them, each with what it means to us: the fields that its `Incoming` must have (None: nothing).

Shapes from Zalo's pages and from recorded traffic; names, ids and words are made up. Each is written flat; `both` gives
it in the two shapes in which it may come. NOTHING and ODD come as they stand.
"""

from typing import Any

Json = dict[str, Any]

LAN: Json = {"id": "6ede9afa66b88fe6d6a9", "display_name": "Lan Nguyễn", "is_bot": False}
US: Json = {"id": "1459232241454765289", "display_name": "Bot Đôn Đốc", "is_bot": True}
PRIVATE: Json = {"id": "6ede9afa66b88fe6d6a9", "chat_type": "PRIVATE"}
GROUP: Json = {"id": "ce7bdeadc8f421aa78e5", "chat_type": "GROUP"}
MESSAGE_ID = "2d758cb5e222177a4e35"
PICTURE = "https://photo.zalo.example/5f1c/lop-tap-huan.jpg"
STICKER: Json = {"sticker": "0e078a2fb66a5f34067b", "url": "https://stickers.zalo.example/0e078a2fb66a5f34067b.webp"}

SAID = {
    "kind": "text",
    "chat_id": "6ede9afa66b88fe6d6a9",
    "user_id": "6ede9afa66b88fe6d6a9",
    "user_name": "Lan Nguyễn",
    "message_id": MESSAGE_ID,
    "external_id": MESSAGE_ID,
    "is_group": False,
}
SENT_PHOTO = {**SAID, "kind": "file", "what": "photo", "extra": {"file_id": PICTURE}}
SAID_IN_GROUP = {**SAID, "chat_id": "ce7bdeadc8f421aa78e5", "is_group": True}


def update(event: Any = "text", sender: Any = LAN, chat: Any = PRIVATE, **content: Any) -> Json:
    """`event` alone stands for `message.<event>.received`; any other name has a dot in it, or is no text."""
    name = f"message.{event}.received" if isinstance(event, str) and "." not in event else event
    message = {"from": sender, "chat": chat, "message_id": MESSAGE_ID, "date": 1750316131602, **content}
    return {"event_name": name, "message": {key: value for key, value in message.items() if value is not MISSING}}


def both(flat: Json) -> dict[str, Json]:
    """The shapes by name."""
    return {"flat": flat, "wrapped": {"ok": True, "result": flat}}


def unnamed(flat: Json) -> Json:
    return {"message": flat["message"]}


MISSING: Any = object()
"""Leaves a field out."""

UPDATES: list[tuple[str, Json, Json | None]] = [
    # what people say
    ("text", update(text="Xin chào"), {**SAID, "text": "Xin chào"}),
    ("code", update(text="ABC-12"), {**SAID, "text": "ABC-12"}),
    ("command", update(text="/quahan"), {**SAID, "text": "/quahan"}),
    ("number", update(text="2"), {**SAID, "text": "2"}),
    ("lines", update(text="2.7 40%\n3.1 xong"), {**SAID, "text": "2.7 40%\n3.1 xong"}),
    ("markup", update(text="<b>&_*"), {**SAID, "text": "<b>&_*"}),
    ("empty text", update(text=""), {**SAID, "kind": "other", "what": "empty"}),
    ("nothing but spaces", update(text=" \n"), {**SAID, "kind": "other", "what": "empty"}),
    ("NUL and half a pair", update(text="a\0b\ud83d"), {**SAID, "text": "a\ufffdb\ufffd"}),
    ("absurdly long", update(text="x" * 20_001), {**SAID, "text": "x" * 20_000, "extra": {"cut": 20_001}}),
    ("more fields than we know", update(text="a", message_type="CHAT_MESSAGE", mentions=[{}]), {**SAID, "text": "a"}),
    (
        "a name of many spaces",
        update(sender={**LAN, "display_name": " Lan \n Nguyễn "}, text="a"),
        {**SAID, "text": "a"},
    ),
    ("no name", update(sender={"id": LAN["id"]}, text="a"), {**SAID, "user_name": "", "text": "a"}),
    (
        "a name that is none",
        update(sender={**LAN, "display_name": 5}, text="a"),
        {**SAID, "user_name": "", "text": "a"},
    ),
    (
        "not said to be no bot",
        update(sender={"id": LAN["id"], "display_name": LAN["display_name"]}, text="a"),
        {**SAID, "text": "a"},
    ),
    # times do not matter: what counts is when it reached us
    ("in seconds", update(text="a", date=1750316131), {**SAID, "text": "a"}),
    ("undated", update(text="a", date=MISSING), {**SAID, "text": "a"}),
    ("dated in words", update(text="a", date="hôm nay"), {**SAID, "text": "a"}),
    ("dated beyond time", update(text="a", date=10**30), {**SAID, "text": "a"}),
    # pictures
    ("picture", update("image", photo_url=PICTURE), SENT_PHOTO),
    ("picture as documented", update("image", photo=PICTURE), SENT_PHOTO),
    ("picture in both fields", update("image", photo_url=PICTURE, photo="https://khac.example/x"), SENT_PHOTO),
    ("picture with words", update("image", photo_url=PICTURE, caption="Lớp"), {**SENT_PHOTO, "text": "Lớp"}),
    ("picture without one", update("image"), {**SENT_PHOTO, "extra": {}}),
    ("picture of null", update("image", photo_url=None, photo=None), {**SENT_PHOTO, "extra": {}}),
    ("picture of a number", update("image", photo_url=7), {**SENT_PHOTO, "extra": {}}),
    ("picture of sizes", update("image", photo=[{"url": PICTURE}]), {**SENT_PHOTO, "extra": {}}),
    # other things
    ("sticker", update("sticker", **STICKER), {**SAID, "kind": "other", "what": "sticker"}),
    ("voice", update("voice", voice_url="https://v.example/a.aac"), {**SAID, "kind": "other", "what": "voice"}),
    ("unsupported", update("unsupported"), {**SAID, "kind": "other", "what": "unsupported"}),
    ("unsupported with words", update("unsupported", text="x"), {**SAID, "kind": "other", "what": "unsupported"}),
    # names of events that are new, or none
    ("of the future", update("hologram", hologram="x"), {**SAID, "kind": "other", "what": "unknown"}),
    ("of the future, with words", update("reply", text="ừ"), {**SAID, "text": "ừ"}),
    ("of the future, with a picture", update("album", photo_url=PICTURE), SENT_PHOTO),
    ("another sort of name", update("user.followed.bot"), {**SAID, "kind": "other", "what": "unknown"}),
    ("a name that is null", update(None, text="a"), {**SAID, "text": "a"}),
    ("a name that is a number", update(5, text="a"), {**SAID, "text": "a"}),
    ("a name that is a list", update(["message.text.received"], text="a"), {**SAID, "text": "a"}),
    ("unnamed", unnamed(update(text="a")), {**SAID, "text": "a"}),
    ("unnamed picture", unnamed(update(photo_url=PICTURE)), SENT_PHOTO),
    # ids that are numbers
    (
        "numbers for ids",
        update(sender={**LAN, "id": 501}, chat={**PRIVATE, "id": 502}, message_id=503, text="a"),
        {**SAID, "user_id": "501", "chat_id": "502", "message_id": "503", "external_id": "503", "text": "a"},
    ),
    # groups
    ("in a group", update(chat=GROUP, text="họp nhé"), {**SAID_IN_GROUP, "text": "họp nhé"}),
    (
        "in a group, in small letters",
        update(chat={**GROUP, "chat_type": "group"}, text="a"),
        {**SAID_IN_GROUP, "text": "a"},
    ),
    (
        "sticker in a group",
        update("sticker", chat=GROUP, **STICKER),
        {**SAID_IN_GROUP, "kind": "other", "what": "sticker"},
    ),
    ("a chat without a type", update(chat={"id": PRIVATE["id"]}, text="a"), {**SAID, "text": "a"}),
    ("our own", update(sender=US, text="Quá hạn: 2 đơn vị"), None),
    # from nobody, or nowhere
    ("no sender", update(sender=MISSING, text="a"), None),
    ("a sender of null", update(sender=None, text="a"), None),
    ("a sender in words", update(sender="Lan", text="a"), None),
    ("a sender without an id", update(sender={"display_name": "Lan"}, text="a"), None),
    ("an empty id", update(sender={**LAN, "id": ""}, text="a"), None),
    ("a truth for an id", update(sender={**LAN, "id": True}, text="a"), None),
    ("a list for an id", update(sender={**LAN, "id": ["6ede"]}, text="a"), None),
    ("an endless id", update(sender={**LAN, "id": "6" * 100_000}, text="a"), None),
    ("no chat", update(chat=MISSING, text="a"), None),
    ("a chat of null", update(chat=None, text="a"), None),
    ("a chat without an id", update(chat={"chat_type": "PRIVATE"}, text="a"), None),
    ("a chat that is a list", update(chat=[PRIVATE], text="a"), None),
    # no message in it
    ("no message", {"event_name": "message.text.received"}, None),
    ("a message of null", {"event_name": "message.text.received", "message": None}, None),
    ("an empty message", {"event_name": "message.text.received", "message": {}}, None),
    ("a message in words", {"event_name": "message.text.received", "message": "Xin chào"}, None),
    ("a list of messages", {"event_name": "message.text.received", "message": [update(text="a")["message"]]}, None),
]  # fmt: skip

NOTHING: list[tuple[str, Any]] = [
    ("an empty object", {}),
    ("an empty list", []),
    ("a list of updates", [update(text="a")]),
    ("null", None),
    ("a number", 5),
    ("words", "Xin chào"),
    ("a truth", True),
    ("no result", {"ok": True}),
    ("a result of null", {"ok": True, "result": None}),
    ("an empty result", {"ok": True, "result": {}}),
    ("a list for a result", {"ok": True, "result": [update(text="a")]}),
    ("a result in words", {"ok": True, "result": "message.text.received"}),
    ("wrapped twice", {"ok": True, "result": {"ok": True, "result": update(text="a")}}),
    ("an error", {"ok": False, "error_code": 500, "description": "Internal Server Error"}),
    ("of Telegram", {"update_id": 1, "message": {"message_id": 1, "chat": {"type": "private"}, "text": "a"}}),
]
"""Bodies that are JSON, and no updates: they mean nothing, and stop nothing."""

ODD: list[tuple[str, Json]] = [
    ("no message id", update(text="a", message_id=MISSING)),
    ("a message id of null", update(text="a", message_id=None)),
    ("a message id that is a list", update(text="a", message_id=["2d75"])),
    ("an endless message id", update(text="a", message_id="2" * 100_000)),
    ("an id with NUL", update(sender={**LAN, "id": "6ede\0"}, text="a")),
    ("an id with half a pair", update(sender={**LAN, "id": "6ede\ud83d"}, text="a")),
    ("an endless number for an id", update(sender={**LAN, "id": 10**4000}, text="a")),
    ("a text that is none", update(text=5)),
    ("a text of null", update(text=None)),
    ("a text that is missing", update()),
    ("a text in pieces", update(text=["Xin", "chào"])),
    ("an endless name", update(sender={**LAN, "display_name": "Lan " * 100_000}, text="a")),
    ("a first name only", update(sender={"id": LAN["id"], "first_name": "Lan"}, text="a")),
    ("an endless address", update("image", photo_url=f"https://photo.zalo.example/{'a' * 100_000}")),
    ("an address of another sort", update("image", photo_url="file:///etc/passwd")),
    ("a chat of another sort", update(chat={**PRIVATE, "chat_type": "CHANNEL"}, text="a")),
    ("a chat type of null", update(chat={**PRIVATE, "chat_type": None}, text="a")),
    ("a bot that is not sure", update(sender={**LAN, "is_bot": "no"}, text="a")),
]
"""Of these only so much is certain: nothing breaks, and whatever is made of them can be stored."""

NOT_JSON: list[tuple[str, bytes]] = [
    ("nothing", b""),
    ("a page", b"<html><body>502 Bad Gateway</body></html>"),
    ("half an object", b'{"event_name": "message.text.received", "mess'),
    ("two objects", b'{"ok": true}{"ok": true}'),
    ("no UTF-8", b'{"event_name": "\xff\xfe"}'),
    ("UTF-16", '{"event_name": "message.text.received"}'.encode("utf-16")),
    ("a form", b"event_name=message.text.received&message=a"),
    ("too deep", b"[" * 100_000),
    ("NaN for all", b"NaN"),
    ("zeros", bytes(1000)),
]
"""What else may be posted to a webhook, or come in the place of an answer."""
