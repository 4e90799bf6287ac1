"""What the accounts of a channel are to the program, whichever channel it is."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from bot.accounts.lifecycle import Work
from domain.messaging.messages import Incoming
from scheduler.delivery.channel import Channel

if TYPE_CHECKING:
    from starlette.routing import BaseRoute  # pages are served once everything is loaded

Receive = Callable[[list[Incoming]], Awaitable[object]]
"""Stores what came in; when it returns, that is durable."""

OneAtATime = Callable[[str, Work], Awaitable[None]]
"""Does work of that name in one process at a time (`bot.running.fellows`)."""


class Accounts(Protocol):
    """The accounts of one channel, open for sending."""

    @property
    def channels(self) -> Sequence[Channel]: ...

    def routes(self, receive: Receive) -> "Sequence[BaseRoute]":
        """Return where the channel posts what people write; none where we ask for it."""
        ...

    def intake(self, receive: Receive, one_at_a_time: OneAtATime) -> Mapping[str, Work]:
        """Return the tasks that receive until they are cancelled, and wait out whatever keeps them from it."""
        ...
