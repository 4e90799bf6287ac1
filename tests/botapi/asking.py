"""Methods about the bot, its chats and its updates; and the table of all methods."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from tests.botapi import rules, sending, webhook
from tests.botapi.errors import ApiError, Json, bad_request
from tests.botapi.members import member_json
from tests.botapi.sending import Request

LARGEST_DOWNLOAD = 20 * 1024 * 1024
SCOPES = {
    "default": (), "all_private_chats": (), "all_group_chats": (), "all_chat_administrators": (),
    "chat": ("chat_id",), "chat_administrators": ("chat_id",), "chat_member": ("chat_id", "user_id"),
}  # fmt: skip


def get_me(request: Request) -> Json:
    return request.bot.user.as_json() | {
        "can_join_groups": True,
        "can_read_all_group_messages": not request.bot.privacy,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


async def get_updates(request: Request) -> list[Json]:
    params, updates = request.params, request.bot.updates
    _allow(request)
    return await updates.poll(params.integer("offset"), params.integer("limit", 100), params.integer("timeout"))


def set_webhook(request: Request) -> bool:
    params = request.params
    url, secret = params.text("url"), params.text("secret_token")
    if url:
        webhook.check_url(url)
    webhook.check_secret(secret)
    _allow(request)
    if params.flag("drop_pending_updates"):
        request.bot.updates.pending.clear()
    connections = min(max(params.integer("max_connections", 40), 1), 100)
    request.bot.webhook.set(url, secret, connections)
    return True


def delete_webhook(request: Request) -> bool:
    if request.params.flag("drop_pending_updates"):
        request.bot.updates.pending.clear()
    request.bot.webhook.set("", "", 40)
    return True


def get_webhook_info(request: Request) -> Json:
    return request.bot.webhook.info()


def _allow(request: Request) -> None:
    kinds = request.params.nested("allowed_updates", "allowed_updates")
    if kinds is not None and not isinstance(kinds, list):
        raise bad_request("expected an Array of String")
    request.bot.updates.allow(kinds)


def get_file(request: Request) -> Json:
    stored = request.bot.world.files.by_id.get(request.params.text("file_id"))
    if stored is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if stored.size > LARGEST_DOWNLOAD:
        raise bad_request("file is too big")
    return {
        "file_id": stored.file_id,
        "file_unique_id": stored.unique_id,
        "file_size": stored.size,
        "file_path": stored.path,
    }


def set_my_commands(request: Request) -> bool:
    request.bot.commands[_scope_key(request)] = rules.bot_commands(request.params)
    return True


def get_my_commands(request: Request) -> list[Json]:
    return request.bot.commands.get(_scope_key(request), [])


def delete_my_commands(request: Request) -> bool:
    request.bot.commands.pop(_scope_key(request), None)
    return True


def scope_key(scope: Json, language: str = "") -> str:
    """How a list of commands is filed: its scope's type and ids, and the language."""
    parts = [scope["type"], *(str(scope[name]) for name in SCOPES[scope["type"]]), language]
    return ":".join(parts)


def _scope_key(request: Request) -> str:
    scope = request.params.nested("scope", "BotCommandScope") or {"type": "default"}
    if scope.get("type") not in SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    for name in SCOPES[scope["type"]]:
        if not scope.get(name):
            raise bad_request(f"can't parse BotCommandScope: Can't find field {name!r}")
    if "chat_id" in scope:
        rules.find_chat(request.bot, type(request.params)(scope))
    return scope_key(scope, request.params.text("language_code"))


def get_chat(request: Request) -> Json:
    chat = rules.find_chat(request.bot, request.params)
    gifts = (
        "unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels",
    )  # fmt: skip
    required: Json = {"accent_color_id": 0, "max_reaction_count": 11}
    return chat.as_json() | required | {"accepted_gift_types": dict.fromkeys(gifts, False)}


def get_chat_member(request: Request) -> Json:
    chat = rules.writable_chat(request.bot, request.params)
    user = request.bot.world.users.get(request.params.integer("user_id"))
    if user is None:
        raise bad_request("user not found")
    return member_json(chat, user)


Method = Callable[[Request], Any | Awaitable[Any]]
METHODS: dict[str, Method] = {
    name.lower(): method
    for name, method in {
        "getMe": get_me,
        "getUpdates": get_updates,
        "setWebhook": set_webhook,
        "deleteWebhook": delete_webhook,
        "getWebhookInfo": get_webhook_info,
        "sendMessage": sending.send_message,
        "sendDocument": sending.send_document,
        "sendPhoto": sending.send_photo,
        "sendChatAction": sending.send_chat_action,
        "editMessageText": sending.edit_message_text,
        "editMessageCaption": sending.edit_message_caption,
        "editMessageReplyMarkup": sending.edit_message_reply_markup,
        "deleteMessage": sending.delete_message,
        "answerCallbackQuery": sending.answer_callback_query,
        "getFile": get_file,
        "setMyCommands": set_my_commands,
        "getMyCommands": get_my_commands,
        "deleteMyCommands": delete_my_commands,
        "getChat": get_chat,
        "getChatMember": get_chat_member,
    }.items()
}


async def perform(method: str, request: Request) -> Any:
    """Do what was asked; raises ApiError where Telegram would refuse."""
    handler = METHODS.get(method.lower())
    if handler is None:
        raise ApiError(404, "Not Found: method not found")
    result = handler(request)
    return await result if asyncio.iscoroutine(result) else result
