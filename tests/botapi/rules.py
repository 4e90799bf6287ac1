"""What Telegram refuses in a request, before anything is done (https://core.telegram.org/bots/api)."""

import re
from urllib.parse import urlsplit

from tests.botapi.accounts import BotAccount
from tests.botapi.errors import ApiError, Json, bad_request, forbidden
from tests.botapi.markup import Formatted, HtmlReader, check_entities, find_entities, unformatted, units
from tests.botapi.params import Params
from tests.botapi.state import Chat, Message

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
MOST_BUTTONS = 100
MOST_IN_ROW = 8
LARGEST_MARKUP = 10_000
BUTTON_ACTIONS = {
    "callback_data", "url", "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat", "copy_text", "callback_game", "pay",
}  # fmt: skip
COMMAND = re.compile(r"[a-z0-9_]{1,32}")
CHAT_ACTIONS = {
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
    "upload_document", "choose_sticker", "find_location", "record_video_note", "upload_video_note",
}  # fmt: skip


def message_text(params: Params, strict: bool = True) -> Formatted:
    source = params.text("text")
    if not source:
        raise bad_request("message text is empty")
    formatted = _formatted(params, source, "entities", strict)
    if not formatted.text:
        raise bad_request("text must be non-empty")
    if units(formatted.text) > LONGEST_TEXT:
        raise bad_request("message is too long")
    return formatted


def caption(params: Params, strict: bool = True) -> Formatted:
    formatted = _formatted(params, params.text("caption"), "caption_entities", strict)
    if units(formatted.text) > LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    return formatted


def _formatted(params: Params, source: str, entities: str, strict: bool) -> Formatted:
    mode = params.text("parse_mode").lower()
    if not strict:
        return unformatted(source) if mode else Formatted(source)
    if len(source.encode()) > 1 << 15:
        raise bad_request("text is too long")
    if mode not in ("", "html"):  # Telegram knows Markdown; this project must not send it
        raise bad_request("unsupported parse_mode")
    if mode:
        return HtmlReader(source).read().trimmed()
    given = params.nested(entities, "entities")
    return Formatted(source, check_entities(source, given or [])).trimmed()


def with_found(formatted: Formatted) -> list[Json]:
    """The entities to show: those given and those Telegram finds by itself, in order."""
    return sorted(formatted.entities + find_entities(formatted.text), key=lambda e: int(e["offset"]))


def reply_markup(params: Params, inline_only: bool = False) -> Json | None:
    markup = params.nested("reply_markup", "reply keyboard markup")
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in markup:
        return _inline_keyboard(markup)
    if inline_only:
        raise bad_request("inline keyboard expected")
    if "keyboard" in markup:
        _check_size(_rows(markup["keyboard"], "keyboard"))
    return markup or None


def _rows(rows: object, field: str) -> list[list[object]]:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request(f'field "{field}" must be an Array of Arrays')
    return rows


def _check_size(rows: list[list[object]]) -> None:
    too_wide = any(len(row) > MOST_IN_ROW for row in rows)
    if too_wide or sum(map(len, rows)) > MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    said = [str(value) for row in rows for b in row if isinstance(b, dict) for value in b.values()]
    if sum(len(value.encode()) for value in said) > LARGEST_MARKUP:
        raise bad_request("reply markup is too long")


def _inline_keyboard(markup: Json) -> Json | None:
    rows = _rows(markup["inline_keyboard"], "inline_keyboard")
    _check_size(rows)
    for row in rows:
        for button in row:
            _check_button(button)
    kept = [row for row in rows if row]
    return {"inline_keyboard": kept} if kept else None


def _check_button(button: object) -> None:
    wrong = "can't parse inline keyboard button: "
    if not isinstance(button, dict):
        raise bad_request(wrong + "InlineKeyboardButton must be an Object")
    if not isinstance(button.get("text"), str):
        raise bad_request(wrong + 'Can\'t find field "text"')
    if not BUTTON_ACTIONS & button.keys() or button.get("url") == "":
        raise bad_request(wrong + "Text buttons are unallowed in the inline keyboard")
    if not button["text"].strip():
        raise bad_request("inline keyboard button text must be non-empty")
    if "callback_data" in button and not 1 <= len(str(button["callback_data"]).encode()) <= 64:
        raise bad_request("BUTTON_DATA_INVALID")
    if "url" in button:
        _check_link(str(button["url"]))


def _check_link(url: str) -> None:
    parts = urlsplit(url if "://" in url else f"http://{url}")
    reachable = parts.scheme in ("http", "https", "ton") and "." in (parts.hostname or "")
    if not reachable and parts.scheme not in ("tg", "mailto"):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")


def find_chat(bot: BotAccount, params: Params, name: str = "chat_id") -> Chat:
    """The chat as the bot may name it: a person it knows, or a group it is or was in."""
    given = params.text(name).strip()
    if not given:
        raise bad_request(f"{name} is empty")
    try:
        chat_id = int(given)
    except ValueError:
        raise bad_request("chat not found") from None
    user = bot.world.users.get(chat_id)
    chat = bot.private.get(chat_id) if chat_id > 0 else bot.world.groups.get(chat_id)
    if chat is None and user is not None:
        return bot.chat_with(user)
    if chat is None or (not chat.is_private and bot.id not in chat.bots):
        raise bad_request("chat not found")
    return chat


def writable_chat(bot: BotAccount, params: Params) -> Chat:
    chat = find_chat(bot, params)
    if chat.migrated_to:
        raise bad_request("group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat.migrated_to)
    if refusal := _shut_out(chat, chat.bots.get(bot.id, "left")):
        raise refusal
    return chat


def _shut_out(chat: Chat, status: str) -> ApiError | None:
    if chat.is_private:
        if chat.user is not None and chat.user.is_bot:
            return forbidden("the bot can't send messages to the bot")
        if not chat.started:
            return forbidden("bot can't initiate conversation with a user")
        return forbidden("bot was blocked by the user") if status == "kicked" else None
    kind = "group chat" if chat.kind == "group" else "supergroup chat"
    if status == "kicked":
        return forbidden(f"bot was kicked from the {kind}")
    return forbidden(f"bot is not a member of the {kind}") if status == "left" else None


LARGEST_SIDES = 10_000
MOST_UNLIKE = 20


def check_photo(data: bytes) -> None:
    """Width and height together, and how unlike they may be (Telegram Bot API, sendPhoto)."""
    if not data.startswith(b"\x89PNG\r\n\x1a\n") or len(data) < 24:
        return
    width, height = int.from_bytes(data[16:20]), int.from_bytes(data[20:24])
    if width + height > LARGEST_SIDES or max(width, height) > MOST_UNLIKE * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")


def check_right(bot: BotAccount, chat: Chat, what: str) -> None:
    """What a group lets its members send; administrators may send everything."""
    if what in chat.denied and chat.bots.get(bot.id) != "administrator":
        raise bad_request(f"not enough rights to send {what} to the chat")


def in_topic(thread_id: int) -> Json:
    return {"message_thread_id": thread_id, "is_topic_message": True}


def topic(chat: Chat, params: Params) -> Json:
    """What a message in the topic that the bot names says of it."""
    thread_id = params.integer("message_thread_id")
    if not thread_id:
        if not chat.general_is_open:
            raise bad_request("TOPIC_CLOSED")
        return {}
    if thread_id not in chat.topics:
        raise bad_request("message thread not found")
    if not chat.topics[thread_id]:
        raise bad_request("TOPIC_CLOSED")
    return in_topic(thread_id)


def replied_message(chat: Chat, params: Params) -> Message | None:
    reply = params.nested("reply_parameters", "reply parameters") or {}
    wanted = int(reply.get("message_id") or params.integer("reply_to_message_id"))
    if not wanted:
        return None
    found = chat.by_id.get(wanted)
    if found is not None and not found.deleted:
        return found
    if reply.get("allow_sending_without_reply") or params.flag("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")


def bot_commands(params: Params) -> list[Json]:
    commands = params.nested("commands", "commands") or []
    if not isinstance(commands, list):
        raise bad_request("expected an Array of BotCommand")
    for command in commands:
        _check_command(command)
    if len(commands) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    return commands


def _check_command(command: object) -> None:
    if not isinstance(command, dict) or not {"command", "description"} <= command.keys():
        raise bad_request("can't parse BotCommand: expected an Object")
    name, description = str(command["command"]).removeprefix("/"), str(command["description"]).strip()
    if not name:
        raise bad_request("command must be non-empty")
    if len(name) > 32:
        raise bad_request("command length must not exceed 32")
    if not COMMAND.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not description:
        raise bad_request("command description must be non-empty")
    if len(description) > 256:
        raise bad_request("command description length must not exceed 256")
