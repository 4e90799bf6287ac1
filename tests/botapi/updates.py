"""One bot's queue of updates: kept in order until confirmed, and the long poll that hands them out."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable

from tests.botapi.errors import Json, conflict

NOT_BY_DEFAULT = {"chat_member", "message_reaction", "message_reaction_count"}
ANOTHER_POLL = "terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_IS_SET = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"


class UpdateQueue:
    def __init__(self, first_id: int = 100_000_001) -> None:
        self.pending: OrderedDict[int, Json] = OrderedDict()
        self.allowed: list[str] = []
        self.webhook_is_set = False
        self.on_push: Callable[[Json], None] | None = None
        """Takes each new update while a webhook is set."""
        self._next_id = first_id
        self._poll: asyncio.Future[None] | None = None

    def allow(self, kinds: list[str] | None) -> None:
        """None keeps what was said before, an empty list means the default; holds for later updates."""
        if kinds is not None:
            self.allowed = kinds

    def wants(self, kind: str) -> bool:
        return kind in self.allowed if self.allowed else kind not in NOT_BY_DEFAULT

    def push(self, kind: str, payload: Json) -> None:
        if self.wants(kind):
            self.inject({kind: payload})

    def inject(self, update: Json) -> int:
        """Put an update in as it is; without an `update_id` it gets the next one."""
        update_id = int(update.get("update_id", self._next_id))
        self._next_id = max(self._next_id, update_id) + 1
        update = {"update_id": update_id, **update}
        self.pending[update_id] = update
        if self.webhook_is_set and self.on_push:
            self.on_push(update)
        self._wake()
        return update_id

    def confirm_below(self, offset: int) -> None:
        """Forget what the offset confirms; a negative one keeps only that many of the last."""
        if offset < 0:
            offset = next(iter(list(self.pending)[offset:]), 0)
        while self.pending and next(iter(self.pending)) < offset:
            self.pending.popitem(last=False)

    async def poll(self, offset: int, limit: int, timeout: float) -> list[Json]:  # noqa: ASYNC109
        if self.webhook_is_set:
            raise conflict(WEBHOOK_IS_SET)
        self.interrupt(ANOTHER_POLL)
        self.confirm_below(offset)
        if not self.pending and timeout > 0:
            await self._wait(timeout)
        limit = min(max(limit, 1), 100)
        return [update for update, _ in zip(self.pending.values(), range(limit), strict=False)]

    def interrupt(self, reason: str | None) -> None:
        """End the long poll in hand: with 409 and the reason, or (None) with nothing."""
        poll, self._poll = self._poll, None
        if poll is None or poll.done():
            return
        if reason is None:
            poll.set_result(None)
        else:
            poll.set_exception(conflict(reason))

    def _wake(self) -> None:
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(None)

    async def _wait(self, seconds: float) -> None:
        poll = self._poll = asyncio.get_running_loop().create_future()
        try:
            await asyncio.wait_for(poll, seconds)
        except TimeoutError:
            pass
        finally:
            if self._poll is poll:
                self._poll = None
