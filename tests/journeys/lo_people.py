"""People before `lo-bot-api-emulator`, which checks what it is sent and keeps nothing: what they see is kept here."""

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from itertools import count
from typing import Any

from aiohttp import web
from lo_bot_api_emulator import LoBotApiEmulator

from tests.botapi import TOKEN
from tests.journeys.installation import Invited
from tests.journeys.seats import Seat, Shown

Json = Mapping[str, Any]
_numbers = count(1)


class Lo(LoBotApiEmulator):  # type: ignore[misc]  # it has no types
    """Notes in `chats` what it found good, as it reads now: chat id → message id → the fields of the call."""

    def __init__(self) -> None:
        super().__init__()
        self.chats: dict[int, dict[int, Json]] = {}
        self.pressed: set[str] = set()
        self.answered: set[str] = set()

    def validate(self, method: str, fields: dict[str, Any], uploads: Json) -> Any:
        result = super().validate(method, fields, uploads)
        if method in ("sendMessage", "editMessageText"):
            self.chats.setdefault(int(fields["chat_id"]), {})[result["message_id"]] = dict(fields)
        elif method == "answerCallbackQuery":
            self.answered.add(fields["callback_query_id"])
        return result

    @property
    def refused(self) -> list[Json]:
        return [request for request in self.requests if request["status"] != 200]


@asynccontextmanager
async def emulator() -> AsyncIterator[tuple[Lo, str]]:
    """The emulator on a free port, and its URL."""
    lo = Lo()
    runner = web.AppRunner(lo.app(), access_log=None, shutdown_timeout=0.2)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield lo, f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


class LoSeat(Seat):
    def __init__(self, lo: Lo, id: int, name: str) -> None:
        super().__init__(name)
        self._lo, self._id = lo, id
        self._user = {"id": id, "is_bot": False, "first_name": name, "language_code": "vi"}
        self._chat = {"id": id, "type": "private", "first_name": name}

    async def fetches(self) -> tuple[str, bytes]:
        raise AssertionError("that server takes no files")

    async def screen(self) -> list[Shown]:
        return [Shown(id, fields["text"], tuple(_buttons(fields))) for id, fields in self._messages.items()]

    @property
    def _messages(self) -> Mapping[int, Json]:
        return self._lo.chats.get(self._id, {})

    async def _joins(self, invited: Invited) -> None:
        """By the code alone: the emulator's bot has no name, so there is no t.me link."""
        assert invited.start == ""
        await self._types(invited.code)

    async def _types(self, text: str) -> None:
        said = {"message_id": 10_000 + next(_numbers), "from": self._user, "chat": self._chat, "date": 1795400000}
        entities = [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}]
        more = {"entities": entities} if text.startswith("/") else {}
        await self._lo.enqueue_update({"message": {**said, "text": text, **more}}, token=TOKEN)

    async def _taps(self, label: str) -> None:
        for id, fields in reversed(list(self._messages.items())):
            if data := _find(_buttons(fields), label):
                shown = {"message_id": id, "chat": self._chat, "date": 1795400000, "text": fields["text"]}
                query: dict[str, Any] = {
                    "id": str(next(_numbers)),
                    "from": self._user,
                    "chat_instance": "1",
                    "data": data,
                }
                self._lo.pressed.add(query["id"])
                await self._lo.enqueue_update({"callback_query": {**query, "message": shown}}, token=TOKEN)
                return
        raise AssertionError(f"{self.name} sees no button {label!r}: {await self.screen()}")


def _buttons(fields: Json) -> dict[str, str]:
    """Label → data."""
    markup = fields.get("reply_markup", {})
    markup = json.loads(markup) if isinstance(markup, str) else markup
    return {b["text"]: b.get("callback_data", "") for row in markup.get("inline_keyboard", []) for b in row}


def _find(buttons: Mapping[str, str], label: str) -> str | None:
    return next((data for shown, data in buttons.items() if shown.removesuffix(" ✓") == label), None)
