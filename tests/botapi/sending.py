"""Methods that put something into a chat or change what is there."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.botapi import rules
from tests.botapi.accounts import BotAccount
from tests.botapi.errors import Json, bad_request
from tests.botapi.markup import Formatted, units
from tests.botapi.params import Params
from tests.botapi.state import Chat, Message, StoredFile

CALLBACK_LIFETIME = 60.0
RIGHTS = {"photo": "photos", "document": "documents"}
PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"RIFF", b"BM", b"II*\0", b"MM\0*")


@dataclass
class Request:
    bot: BotAccount
    params: Params
    strict: bool
    clock: Callable[[], float]


def send_message(request: Request) -> Json:
    formatted = rules.message_text(request.params, request.strict)
    return _send(request, _text_body(request, formatted), request.params.text("text"))


def send_document(request: Request) -> Json:
    captioned = _caption_body(request)
    stored, name, mime = _file(request, "document", "documents")
    document = {
        "file_id": stored.file_id,
        "file_unique_id": stored.unique_id,
        "file_name": name,
        "mime_type": mime,
        "file_size": stored.size,
    }
    return _send(request, {"document": document, **captioned}, request.params.text("caption"))


def send_photo(request: Request) -> Json:
    captioned = _caption_body(request)
    stored, _, _ = _file(request, "photo", "photos")
    if not stored.data.startswith(PICTURES):
        raise bad_request("IMAGE_PROCESS_FAILED")
    rules.check_photo(stored.data)
    return _send(request, {"photo": photo_sizes(stored), **captioned}, request.params.text("caption"))


def photo_sizes(stored: StoredFile) -> list[Json]:
    size: Json = {"file_id": stored.file_id, "file_unique_id": stored.unique_id, "file_size": stored.size}
    return [{**size, "width": 90, "height": 67}, {**size, "width": 1280, "height": 960}]


def edit_message_text(request: Request) -> Json:
    formatted = rules.message_text(request.params, request.strict)
    markup = rules.reply_markup(request.params, inline_only=True)
    message = _own_message(request)
    if "text" not in message.body:
        raise bad_request("there is no text in the message to edit")
    message.source = request.params.text("text")
    return _edit(request, message, _text_body(request, formatted), markup)


def edit_message_caption(request: Request) -> Json:
    captioned = _caption_body(request)
    markup = rules.reply_markup(request.params, inline_only=True)
    message = _own_message(request)
    if "text" in message.body:
        raise bad_request("there is no caption in the message to edit")
    media = {key: value for key, value in message.body.items() if not key.startswith("caption")}
    return _edit(request, message, {**media, **captioned}, markup)


def edit_message_reply_markup(request: Request) -> Json:
    markup = rules.reply_markup(request.params, inline_only=True)
    message = _own_message(request)
    return _edit(request, message, message.body, markup)


def delete_message(request: Request) -> bool:
    chat = rules.writable_chat(request.bot, request.params)
    message = chat.by_id.get(request.params.integer("message_id"))
    if message is None or message.deleted:
        raise bad_request("message to delete not found")
    own = message.sender is request.bot.user
    too_old = request.bot.world.now() - message.date > 48 * 3600
    stranger = not own and not chat.is_private and chat.bots[request.bot.id] != "administrator"
    if too_old or stranger:
        raise bad_request("message can't be deleted")
    message.deleted = True
    chat.record("deleted", message)
    return True


def answer_callback_query(request: Request) -> bool:
    text = request.params.text("text")
    press = request.bot.presses.get(request.params.text("callback_query_id"))
    if press is None or request.clock() - press.at > CALLBACK_LIFETIME:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    if units(text) > 200:
        raise bad_request("MESSAGE_TOO_LONG")
    press.answer(text, request.params.flag("show_alert"))
    return True


def send_chat_action(request: Request) -> bool:
    action = request.params.text("action")
    if action.lower() not in rules.CHAT_ACTIONS:
        raise bad_request("wrong parameter action in request")
    rules.writable_chat(request.bot, request.params).record("action", detail=action)
    return True


def _send(request: Request, body: Json, source: str) -> Json:
    markup = rules.reply_markup(request.params)
    chat = rules.writable_chat(request.bot, request.params)
    rules.check_right(request.bot, chat, next((RIGHTS[kind] for kind in RIGHTS if kind in body), "text messages"))
    reply_to = rules.replied_message(chat, request.params)
    body = body | rules.topic(chat, request.params)
    request.bot.rates.spend(chat.id)
    message = chat.add("sent", request.bot.user, body, request.bot.world.now(), markup, reply_to, source)
    return message.as_json()


def _edit(request: Request, message: Message, body: Json, markup: Json | None) -> Json:
    request.bot.rates.spend(message.chat.id, is_edit=True)
    body = body | {key: message.body[key] for key in rules.in_topic(0) if key in message.body}
    if message.body == body and message.markup == markup:
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly the same "
            "as a current content and reply markup of the message"
        )
    message.change(body, markup, int(request.bot.world.now()))
    message.chat.record("edited", message)
    return message.as_json()


def _own_message(request: Request) -> Message:
    chat: Chat = rules.writable_chat(request.bot, request.params)
    if not request.params.text("message_id"):
        raise bad_request("message identifier is not specified")
    message = chat.by_id.get(request.params.integer("message_id"))
    if message is None or message.deleted:
        raise bad_request("message to edit not found")
    if message.sender is not request.bot.user or "keyboard" in (message.markup or {}):
        raise bad_request("message can't be edited")
    return message


def _text_body(request: Request, formatted: Formatted) -> Json:
    body: Json = {"text": formatted.text}
    entities = rules.with_found(formatted) if request.strict else []
    return body | {"entities": entities} if entities else body


def _caption_body(request: Request) -> Json:
    formatted = rules.caption(request.params, request.strict)
    if not formatted.text:
        return {}
    body: Json = {"caption": formatted.text}
    entities = rules.with_found(formatted)
    return body | {"caption_entities": entities} if entities else body


def _file(request: Request, field: str, folder: str) -> tuple[StoredFile, str, str]:
    """The file of a request: uploaded now, or one sent before and named by its file_id."""
    upload = request.params.upload(field)
    files = request.bot.world.files
    if upload is not None:
        if not upload.data:
            raise bad_request("file must be non-empty")
        return files.keep(folder, upload.name, upload.data), upload.name, upload.mime
    named = request.params.text(field)
    if not named:
        raise bad_request(f"there is no {field} in the request")
    if named.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    known = files.by_id.get(named)
    if known is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    return known, known.path.rpartition("/")[2], "application/octet-stream"
