"""A Bot API server that tells which step a call has come to, at the very moment."""

from collections.abc import Callable
from typing import Any

from aiohttp import web

from tests.botapi import BotApiServer, Limits
from tests.botapi.calls import Call
from tests.chaos.steps import ASKED, DONE, Step


class WatchedServer(BotApiServer):
    """Calls `on_step` before and after the work of a call, always before the answer leaves."""

    def __init__(self) -> None:
        super().__init__(limits=Limits.none())
        self.on_step: Callable[[Step], None] = lambda step: None
        self._confirmed = 0

    async def _answer(self, call: Call) -> web.Response:
        if step := self._asked(call):
            self.on_step(step)
        response = await super()._answer(call)
        if call.status == 200 and (step := _done(call)):
            self.on_step(step)
        return response

    def _asked(self, call: Call) -> Step | None:
        if call.method != "getUpdates":
            return ASKED.get(call.method)
        offset = call.params.integer("offset")
        rises = offset > self._confirmed
        self._confirmed = max(self._confirmed, offset)
        return "confirmed" if rises else None

    @property
    def handed_out(self) -> set[int]:
        """The ids of all updates that were in an answer to the program, also in one that was lost."""
        polls = (call.answer for call in self.calls.of("getUpdates") if isinstance(call.answer, list))
        return {int(update["update_id"]) for answer in polls for update in answer}

    @property
    def messages(self) -> dict[tuple[str, str], str]:
        """All that the bot has ever said: (chat, message id) -> the text as it was first."""
        chats = self.bot().private.values()
        return {(str(chat.id), str(m.id)): _first_text(m) for chat in chats for m in chat.messages}


def message_of(call: Call) -> tuple[str, str] | None:
    """The message that a call of sendMessage has led to."""
    return (str(call.params["chat_id"]), str(call.answer["message_id"])) if isinstance(call.answer, dict) else None


def _first_text(message: Any) -> str:
    body = message.versions[0].body if message.versions else message.body
    return str(body.get("text", ""))


def _done(call: Call) -> Step | None:
    if call.method == "getUpdates":
        return "handed out" if call.answer else None
    return DONE.get(call.method)
