"""What each method does, once its parameters are known to be good."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tests.botapi.errors import Json
from tests.zaloapi.accounts import ZaloBot
from tests.zaloapi.contract import check
from tests.zaloapi.refusals import not_found
from tests.zaloapi.state import Message
from tests.zaloapi.updates import Update

POLL_SECONDS = 30


@dataclass(frozen=True)
class Request:
    bot: ZaloBot
    params: Mapping[str, Any]
    is_there: Callable[[], bool]
    """Whether the client still waits for the answer."""


Result = Json | Update | None


async def perform(method: str, request: Request) -> Result:
    """The method's result (None: nothing beside `ok`), or for a poll the update, which is the answer itself."""
    check(method, request.params)
    return await HANDLERS[method](request)


async def _get_me(request: Request) -> Result:
    bot = request.bot
    return {"id": bot.id, "account_name": bot.name, "account_type": "BASIC", "can_join_groups": False}


async def _get_updates(request: Request) -> Result:
    return await request.bot.updates.poll(float(request.params.get("timeout", POLL_SECONDS)), request.is_there)


async def _set_webhook(request: Request) -> Result:
    return request.bot.webhook.set(request.params["url"], request.params["secret_token"], request.bot.milliseconds)


async def _delete_webhook(request: Request) -> Result:
    return request.bot.webhook.set("", "", request.bot.milliseconds)


async def _get_webhook_info(request: Request) -> Result:
    if not request.bot.webhook.url:
        raise not_found("no webhook is set")
    return request.bot.webhook.info()


async def _send(request: Request) -> Result:
    content = {name: value for name, value in request.params.items() if name not in ("chat_id", "reply_markup")}
    return _receipt(request.bot.send(request.params["chat_id"], content))


async def _send_chat_action(request: Request) -> Result:
    """Counts as no message."""
    request.bot.open_chat(request.params["chat_id"]).actions.append(request.params["action"])
    return None


def _receipt(message: Message) -> Json:
    return {"message_id": message.id, "date": message.date}


HANDLERS: Mapping[str, Callable[[Request], Awaitable[Result]]] = {
    "getMe": _get_me,
    "getUpdates": _get_updates,
    "setWebhook": _set_webhook,
    "deleteWebhook": _delete_webhook,
    "getWebhookInfo": _get_webhook_info,
    "sendMessage": _send,
    "sendPhoto": _send,
    "sendSticker": _send,
    "sendChatAction": _send_chat_action,
}
