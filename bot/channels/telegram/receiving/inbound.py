"""From updates to the program: stored first, then acknowledged."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime

from bot.channels.telegram.receiving.updates import query_ids, read_updates
from bot.channels.telegram.sending.channel import TelegramChannel
from domain.messaging.messages import Incoming

Receive = Callable[[list[Incoming]], Awaitable[object]]
"""Stores what came in; when it returns, it is durable. An exception means that it is not."""


class TelegramInbound:
    def __init__(self, channel: TelegramChannel, receive: Receive) -> None:
        self.account = channel.account
        self._channel = channel
        self._receive = receive

    async def take(self, updates: Sequence[object]) -> None:
        """Store the updates, and return when they are durable; raise whatever kept them from it."""
        incomings = read_updates(updates, self._channel.me, datetime.now(UTC))
        if incomings:
            await self._receive(incomings)
        self._channel.presses.answer(query_ids(updates))
