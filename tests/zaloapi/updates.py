"""One bot's updates: in order, one a poll, without an offset. What is handed out is gone, or comes again if told to."""

import asyncio
import json
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from tests.botapi.errors import ApiError, Json
from tests.zaloapi.refusals import GoneError, bad_request, request_timeout

Shape = Literal["wrapped", "flat"]

ANOTHER_POLL = "another getUpdates is waiting already"
WEBHOOK_IS_SET = "getUpdates does not work while a webhook is set"
HANGING_UP = 0.1  # seconds, within which a connection that was closed is seen to be


@dataclass(eq=False)
class Update:
    """An event, or the bytes of a body that somebody made up."""

    chat_id: str
    content: Json | bytes
    again: int = 0
    """How many times more it comes after it was taken."""

    def body(self, shape: Shape) -> bytes:
        if isinstance(self.content, bytes):
            return self.content
        whole = {"ok": True, "result": self.content} if shape == "wrapped" else self.content
        return json.dumps(whole).encode()


class Updates:
    def __init__(self) -> None:
        self.pending: deque[Update] = deque()
        self.handed_out: list[Update] = []
        self.on_push: Callable[[Update], None] | None = None
        """Takes each new update while a webhook is set."""
        self._poll: asyncio.Future[None] | None = None
        self._is_there: Callable[[], bool] = lambda: False

    def push(self, update: Update) -> None:
        self.pending.append(update)
        if self.on_push:
            self.on_push(update)
        elif self._poll is not None and not self._poll.done():
            self._poll.set_result(None)

    def done(self, update: Update) -> None:
        """It was taken; it comes again behind the others as often as it is to."""
        if update in self.pending:
            self.pending.remove(update)
        self.handed_out.append(update)
        if update.again:
            self.push(Update(update.chat_id, update.content, update.again - 1))

    def bring_again(self) -> None:
        """The update taken last comes once more."""
        last = self.handed_out[-1]
        self.push(Update(last.chat_id, last.content))

    def take_back(self) -> None:
        """The update taken last was not: it is first again."""
        self.pending.appendleft(self.handed_out.pop())

    async def poll(self, seconds: float, is_there: Callable[[], bool]) -> Update:
        """The oldest update, at once or within these seconds; `is_there` says whether somebody still waits for it."""
        await self._alone()
        if not self.pending:
            self._is_there = is_there
            await self._news(seconds)
        if not is_there():
            raise GoneError
        update = self.pending[0]
        self.done(update)
        return update

    def interrupt(self, reason: ApiError) -> None:
        """End the poll in hand."""
        poll, self._poll = self._poll, None
        if poll is not None and not poll.done():
            poll.set_exception(reason)

    async def _alone(self) -> None:
        """Refused beside a webhook, or another poll; one whose connection was closed is none any more."""
        loop = asyncio.get_running_loop()
        until = loop.time() + HANGING_UP
        while True:
            if self.on_push:
                raise bad_request(WEBHOOK_IS_SET)
            if self._poll is not None and not self._is_there():
                self.interrupt(request_timeout())
            if self._poll is None:
                return
            if loop.time() > until:
                raise bad_request(ANOTHER_POLL)
            await asyncio.sleep(HANGING_UP / 10)

    async def _news(self, seconds: float) -> None:
        poll = self._poll = asyncio.get_running_loop().create_future()
        try:
            await asyncio.wait_for(poll, seconds)
        except TimeoutError:
            raise request_timeout() from None
        finally:
            if self._poll is poll:
                self._poll = None
