"""Updates as Telegram sends them, each with what it means to us (None: nothing).

Shapes from the Bot API's pages and from recorded traffic; names, ids and words are made up.
"""

from typing import Any

Json = dict[str, Any]

ACCOUNT = "7000000001"
USERNAME = "dondoc_bot"

LAN: Json = {"id": 501, "is_bot": False, "first_name": "Lan", "last_name": "Nguyễn", "language_code": "vi"}
US: Json = {"id": 7000000001, "is_bot": True, "first_name": "Đôn Đốc", "username": "dondoc_bot"}
PRIVATE: Json = {"id": 501, "first_name": "Lan", "last_name": "Nguyễn", "type": "private"}
GROUP: Json = {"id": -4001, "title": "Tổ tổng hợp", "type": "group", "all_members_are_administrators": True}
SUPER: Json = {"id": -1001234567890, "title": "Tổ tổng hợp", "type": "supergroup"}
CHANNEL: Json = {"id": -1009876543210, "title": "Thông báo", "type": "channel"}

SAID = {"kind": "text", "chat_id": "501", "user_id": "501", "user_name": "Lan Nguyễn", "message_id": "12"}
SAID_IN_GROUP = {**SAID, "chat_id": "-1001234567890", "is_group": True, "group_title": "Tổ tổng hợp"}

EDITED = {**SAID, "kind": "edited", "extra": {"written_at": 1795400000}}


def message(chat: Json = PRIVATE, sender: Json | None = LAN, **body: Any) -> Json:
    whole = {"message_id": 12, "chat": chat, "date": 1795400000, **body}
    return {"message": whole if sender is None else {**whole, "from": sender}}


def edited(**body: Any) -> Json:
    return {"edited_message": {**message(**body)["message"], "edit_date": 1795400100}}


def command(text: str, length: int) -> Json:
    return {"text": text, "entities": [{"offset": 0, "length": length, "type": "bot_command"}]}


def other(what: str, body: Any) -> tuple[str, Json, Json | None]:
    return what, message(**{what: body}), {**SAID, "kind": "other", "what": what}


def pressed(query: Json) -> Json:
    return {"callback_query": {"id": "4382bfdwdsb323b2d9", "from": LAN, "chat_instance": "-39", **query}}


def member(chat: Json, before: str, after: str, **more: Any) -> Json:
    old, new = {"user": US, "status": before}, {"user": US, "status": after, **more}
    return {
        "my_chat_member": {
            "chat": chat,
            "from": LAN,
            "date": 1795400000,
            "old_chat_member": old,
            "new_chat_member": new,
        }
    }


DOCUMENT: Json = {"file_name": "Báo cáo.docx", "mime_type": "application/msword", "file_id": "BQAC", "file_size": 12345}
PHOTO = [
    {"file_id": "AgACs", "file_unique_id": "s", "file_size": 1253, "width": 90, "height": 67},
    {"file_id": "AgACx", "file_unique_id": "x", "file_size": 98765, "width": 1280, "height": 960},
]
OUR_MESSAGE: Json = {"message_id": 11, "from": US, "chat": SUPER, "date": 1795300000, "text": "Quá hạn: 2 đơn vị"}
HER_MESSAGE: Json = {**OUR_MESSAGE, "from": LAN}
PLACE: Json = {"latitude": 11.94, "longitude": 108.44}
POLL: Json = {"id": "1", "question": "?", "options": [], "total_voter_count": 0, "type": "regular"}
PRESSED = {"kind": "button", "chat_id": "501", "user_id": "501", "user_name": "Lan Nguyễn", "message_id": "11"}
MEMBER = {"chat_id": "501", "user_id": "501", "user_name": "Lan Nguyễn"}
IN_GROUP = {**MEMBER, "chat_id": "-4001", "is_group": True, "group_title": "Tổ tổng hợp"}

UPDATES: list[tuple[str, Json, Json | None]] = [
    # what people say
    ("text", message(text="Xin chào"), {**SAID, "text": "Xin chào"}),
    ("start", message(**command("/start ABC-12", 6)), {**SAID, "text": "/start ABC-12"}),
    ("named command", message(**command("/quahan@dondoc_bot tuần", 18)), {**SAID, "text": "/quahan tuần"}),
    ("markup", message(text="<b>&_*"), {**SAID, "text": "<b>&_*"}),
    ("empty text", message(text=""), {**SAID, "text": ""}),
    ("NUL and half a pair", message(text="a\0b\ud83d"), {**SAID, "text": "a�b�"}),
    ("absurdly long", message(text="x" * 20_001), {**SAID, "text": "x" * 20_000, "extra": {"cut": 20_001}}),
    ("answer", message(text="ừ", reply_to_message=OUR_MESSAGE), {**SAID, "text": "ừ", "reply_to": "11"}),
    ("forwarded", message(text="kps", forward_origin={"type": "hidden_user"}),
     {**SAID, "text": "kps", "extra": {"forwarded": True}}),
    ("no last name", message(sender={**LAN, "last_name": None}, text="a"), {**SAID, "user_name": "Lan", "text": "a"}),
    (
        "only a username",
        message(sender={"id": 501, "username": "lan"}, text="a"),
        {**SAID, "user_name": "lan", "text": "a"},
    ),
    ("another bot in private", message(**command("/quahan@khac_bot", 16)), {**SAID, "text": "/quahan"}),
    ("edited", edited(text="sửa lại"), {**EDITED, "text": "sửa lại"}),
    ("edited caption", edited(document=DOCUMENT, caption="bản 2"), {**EDITED, "text": "bản 2"}),
    ("moving live location", edited(location=PLACE), None),
    # files
    (
        "document",
        message(document=DOCUMENT, caption="kèm", media_group_id="99"),
        {
            **SAID, "kind": "file", "what": "document", "text": "kèm", "file_name": "Báo cáo.docx",
            "file_size": 12345, "extra": {"file_id": "BQAC", "album": "99"},
        },
    ),
    (
        "photo",
        message(photo=PHOTO),
        {**SAID, "kind": "file", "what": "photo", "file_size": 98765, "extra": {"file_id": "AgACx"}},
    ),
    (
        "video",
        message(video={"file_id": "BAAC", "file_size": 3_000_000_000, "file_name": "a.mp4"}),
        {
            **SAID, "kind": "file", "what": "video", "file_name": "a.mp4", "file_size": 3_000_000_000,
            "extra": {"file_id": "BAAC"},
        },
    ),
    ("photo without sizes", message(photo=[]), {**SAID, "kind": "file", "what": "photo"}),
    ("document of nothing", message(document=None), {**SAID, "kind": "file", "what": "document"}),
    # other things
    other("sticker", {"file_id": "CAAC", "emoji": "👍", "width": 512, "height": 512}),
    other("voice", {"file_id": "AwAC", "duration": 3, "mime_type": "audio/ogg"}),
    other("video_note", {"file_id": "DQAC", "duration": 3, "length": 240}),
    other("audio", {"file_id": "CQAC", "duration": 180, "title": "Bài hát"}),
    other("location", PLACE),
    other("contact", {"phone_number": "+84900000000", "first_name": "Minh"}),
    other("poll", POLL),
    other("dice", {"emoji": "🎲", "value": 4}),
    other("game", {"title": "g", "description": "d", "photo": []}),
    other("story", {"chat": PRIVATE, "id": 3}),
    other("paid_media", {"star_count": 1, "paid_media": []}),
    ("gif", message(animation={"file_id": "CgAC"}, document=DOCUMENT), {**SAID, "kind": "other", "what": "animation"}),
    ("venue", message(venue={"title": "UBND"}, location=PLACE), {**SAID, "kind": "other", "what": "venue"}),
    ("of the future", message(hologram={"file_id": "x"}), {**SAID, "kind": "other", "what": "unknown"}),
    ("text that is none", message(text=5), {**SAID, "kind": "other", "what": "unknown"}),
    # groups
    ("among themselves", message(SUPER, text="họp nhé"), {**SAID_IN_GROUP, "text": "họp nhé"}),
    (
        "old group",
        message(GROUP, text="họp nhé"),
        {**SAID_IN_GROUP, "chat_id": "-4001", "text": "họp nhé"},
    ),
    (
        "by name",
        message(SUPER, text="@DonDoc_bot, quá hạn", entities=[{"type": "mention", "offset": 0, "length": 11}]),
        {**SAID_IN_GROUP, "text": "quá hạn", "addressed": True},
    ),
    (
        "named later",
        message(SUPER, text="hỏi @dondoc_bot đi"),
        {**SAID_IN_GROUP, "text": "hỏi @dondoc_bot đi", "addressed": True},
    ),
    (
        "named last",
        message(SUPER, text="quá hạn @dondoc_bot"),
        {**SAID_IN_GROUP, "text": "quá hạn", "addressed": True},
    ),
    ("only the name", message(SUPER, text="@dondoc_bot"), {**SAID_IN_GROUP, "text": "@dondoc_bot", "addressed": True}),
    ("a longer name", message(SUPER, text="@dondoc_bot2 ơi"), {**SAID_IN_GROUP, "text": "@dondoc_bot2 ơi"}),
    ("an address", message(SUPER, text="a@dondoc_bot.vn"), {**SAID_IN_GROUP, "text": "a@dondoc_bot.vn"}),
    (
        "command",
        message(SUPER, **command("/quahan", 7)),
        {**SAID_IN_GROUP, "text": "/quahan", "addressed": True},
    ),
    (
        "our command",
        message(SUPER, **command("/quahan@DonDoc_Bot", 18)),
        {**SAID_IN_GROUP, "text": "/quahan", "addressed": True},
    ),
    ("their command", message(SUPER, **command("/quahan@khac_bot", 16)), None),
    (
        "answer to us",
        message(SUPER, text="ai vậy", reply_to_message=OUR_MESSAGE),
        {**SAID_IN_GROUP, "text": "ai vậy", "reply_to": "11", "addressed": True},
    ),
    (
        "answer to somebody",
        message(SUPER, text="ai vậy", reply_to_message=HER_MESSAGE),
        {**SAID_IN_GROUP, "text": "ai vậy", "reply_to": "11"},
    ),
    (
        "file for us",
        message(SUPER, document=DOCUMENT, caption="@dondoc_bot nộp"),
        {
            **SAID_IN_GROUP, "kind": "file", "what": "document", "text": "nộp", "file_name": "Báo cáo.docx",
            "file_size": 12345, "extra": {"file_id": "BQAC"}, "addressed": True,
        },
    ),
    (
        "anonymous administrator",
        message(SUPER, {"id": 1087968824, "is_bot": True, "first_name": "Group"}, sender_chat=SUPER, text="/quahan"),
        {
            **SAID_IN_GROUP, "user_id": "-1001234567890", "user_name": "Tổ tổng hợp", "text": "/quahan",
            "addressed": True, "extra": {"anonymous": True},
        },
    ),
    (
        "anonymous administrator as older servers say it",
        message(SUPER, {"id": 1087968824, "is_bot": True, "first_name": "Group"}, text="/quahan"),
        {
            **SAID_IN_GROUP, "user_id": "1087968824", "user_name": "Group", "text": "/quahan", "addressed": True,
            "extra": {"anonymous": True},
        },
    ),
    (
        "a person in the name of a channel",
        message(SUPER, {"id": 136817688, "is_bot": True, "first_name": "Channel"}, sender_chat=CHANNEL, text="/quahan"),
        {
            **SAID_IN_GROUP, "user_id": "-1009876543210", "user_name": "Thông báo", "text": "/quahan",
            "addressed": True, "extra": {"anonymous": True},
        },
    ),
    (
        "a post of the linked channel",
        message(
            SUPER, {"id": 777000, "is_bot": False, "first_name": "Telegram"}, sender_chat=CHANNEL,
            is_automatic_forward=True, text="/quahan",
        ),
        None,
    ),
    (
        "a post of the linked channel, edited",
        {"edited_message": message(SUPER, sender_chat=CHANNEL, is_automatic_forward=True, text="/quahan")["message"]},
        None,
    ),
    (
        "a topic of a private chat",
        message(PRIVATE, text="2.7 xong", message_thread_id=44, is_topic_message=True),
        {**SAID, "text": "2.7 xong", "extra": {"topic": "44"}},
    ),
    (
        "a press in a topic of a private chat",
        pressed({"data": "k", "message": {
            "message_id": 12, "chat": PRIVATE, "date": 1, "message_thread_id": 44, "is_topic_message": True,
        }}),
        {**SAID, "kind": "button", "key": "k", "extra": {"topic": "44"}},
    ),
    (
        "topic",
        message(SUPER, text="họp", message_thread_id=7, is_topic_message=True),
        {**SAID_IN_GROUP, "chat_id": "-1001234567890:7", "text": "họp"},
    ),
    (
        "topic that we opened",
        message(
            SUPER, text="họp", message_thread_id=7, is_topic_message=True,
            reply_to_message={**OUR_MESSAGE, "message_id": 7, "forum_topic_created": {"name": "Báo cáo"}},
        ),
        {**SAID_IN_GROUP, "chat_id": "-1001234567890:7", "text": "họp"},
    ),
    (
        "thread that is no topic",
        message(SUPER, text="họp", message_thread_id=7, reply_to_message=HER_MESSAGE),
        {**SAID_IN_GROUP, "text": "họp", "reply_to": "11"},
    ),
    ("a private chat with a group's number", message({**PRIVATE, "id": -1}, text="x"), None),
    ("a group with a person's number", message({**SUPER, "id": 5}, text="x"), None),
    ("topic without a number", message(SUPER, text="họp", is_topic_message=True), {**SAID_IN_GROUP, "text": "họp"}),
    ("another bot", message(SUPER, {"id": 9, "is_bot": True, "first_name": "B"}, text="/quahan"), None),
    (
        "moved",
        message(GROUP, migrate_to_chat_id=-1001234567890),
        {**IN_GROUP, "kind": "moved", "new_chat_id": "-1001234567890"},
    ),
    ("moved, in private", message(migrate_to_chat_id=-1001234567890), {**SAID, "kind": "other", "what": "unknown"}),
    ("moved from", message(SUPER, migrate_from_chat_id=-4001), None),
    ("joined", message(SUPER, new_chat_members=[LAN], new_chat_member=LAN, new_chat_participant=LAN), None),
    ("left", message(SUPER, left_chat_member=LAN, left_chat_participant=LAN), None),
    ("renamed", message(SUPER, new_chat_title="Tổ khác"), None),
    ("pinned", message(SUPER, pinned_message=OUR_MESSAGE), None),
    ("made", message(GROUP, group_chat_created=True), None),
    # buttons
    ("button", pressed({"message": {**OUR_MESSAGE, "chat": PRIVATE}, "data": "b:17"}), {**PRESSED, "key": "b:17"}),
    (
        "button on an old message",
        pressed({"message": {"chat": PRIVATE, "message_id": 11, "date": 0}, "data": "b:17"}),
        {**PRESSED, "key": "b:17"},
    ),
    (
        "button in a group",
        pressed({"message": OUR_MESSAGE, "data": "b:17"}),
        {**PRESSED, "chat_id": "-1001234567890", "is_group": True, "group_title": "Tổ tổng hợp", "key": "b:17"},
    ),
    (
        "button in a topic",
        pressed({"message": {**OUR_MESSAGE, "message_thread_id": 7, "is_topic_message": True}, "data": "b:17"}),
        {
            **PRESSED, "chat_id": "-1001234567890:7", "is_group": True, "group_title": "Tổ tổng hợp", "key": "b:17",
        },
    ),
    ("button of a game", pressed({"message": {**OUR_MESSAGE, "chat": PRIVATE}, "game_short_name": "g"}), PRESSED),
    ("button nowhere", pressed({"inline_message_id": "AAA", "data": "b:17"}), None),
    # coming and going
    ("stopped", member(PRIVATE, "member", "kicked", until_date=0), {**MEMBER, "kind": "blocked"}),
    ("let in again", member(PRIVATE, "kicked", "member"), {**MEMBER, "kind": "unblocked"}),
    ("put into a group", member(GROUP, "left", "member"), {**IN_GROUP, "kind": "added"}),
    ("as administrator", member(GROUP, "left", "administrator"), {**IN_GROUP, "kind": "added"}),
    ("restricted", member(GROUP, "left", "restricted", is_member=True), {**IN_GROUP, "kind": "added"}),
    ("put out", member(GROUP, "member", "kicked"), {**IN_GROUP, "kind": "blocked"}),
    ("left", member(GROUP, "administrator", "left"), {**IN_GROUP, "kind": "blocked"}),
    ("promoted", member(GROUP, "member", "administrator"), None),
    ("banned while out", member(GROUP, "left", "kicked"), None),
    ("of the future", member(GROUP, "member", "hovering"), None),
    ("in a channel", member(CHANNEL, "left", "administrator"), None),
    # not for us, or no updates
    ("channel post", {"channel_post": {"message_id": 1, "chat": CHANNEL, "date": 1, "text": "x"}}, None),
    ("message in a channel", message(CHANNEL, sender=None, sender_chat=CHANNEL, text="x"), None),
    ("inline query", {"inline_query": {"id": "1", "from": LAN, "query": "", "offset": ""}}, None),
    ("reaction", {"message_reaction": {"chat": PRIVATE, "message_id": 1, "date": 1}}, None),
    ("nothing", {}, None),
    ("empty message", {"message": {}}, None),
    ("message that is a list", {"message": [1]}, None),
    ("message without content", message(), None),
    ("nobody's", message(sender=None, text="x"), None),
    ("from nobody", message(sender={"id": None}, text="x"), None),
    ("from a truth", message(sender={"id": True}, text="x"), None),
    ("an id beyond numbers", message(sender={"id": 10**30}, text="x"), None),
    ("no chat", message(chat={}, text="x"), None),
    ("strange chat", message(chat={"id": 5, "type": ["private"]}, text="x"), None),
    ("strange place", message(chat={"id": 5, "type": "cave"}, text="x"), None),
]  # fmt: skip
