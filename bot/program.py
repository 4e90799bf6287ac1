"""The parts of the running program, put together."""

from collections.abc import Sequence
from datetime import UTC, datetime

from starlette.routing import BaseRoute

from bot.channels.webchat import WebChannel
from bot.listening import WebServer
from domain.messages import Incoming
from domain.workdays import WorkCalendar
from handlers.dispatch import handle_waiting
from handlers.joining import redeem
from handlers.talk import Context
from handlers.unreachable import lost
from scheduler.channel import Channel
from scheduler.clock import Clock
from scheduler.delivery import Deliverer
from scheduler.pump import Pump
from storage import inbox
from storage.database import Database
from web.app import make_app
from web.context import WebContext
from web.listeners import Listeners

LOOK_EVERY = 1.0  # seconds: for what another process received, when nobody rings
AT_ONCE = 50  # messages handled in one transaction


def utc_now() -> datetime:
    return datetime.now(UTC)


class Program:
    """Every part by name. Channels hand in through `receive`; what was handed in is answered in the end."""

    def __init__(self, database: Database, calendar: WorkCalendar, public_url: str) -> None:
        self.database = database
        self.context = Context(calendar, public_url)
        self.listeners = Listeners()
        self.dispatch = Pump(self._handle_waiting, LOOK_EVERY, "dispatch")

    async def receive(self, incomings: Sequence[Incoming]) -> None:
        """When it returns, what came in is durable."""
        await self.database.run(inbox.store, incomings, utc_now())
        self.dispatch.wake()

    async def _handle_waiting(self) -> bool:
        handled = await self.database.run(handle_waiting, utc_now(), self.context, AT_ONCE)
        if handled:
            self.deliverer.wake()
        return handled >= AT_ONCE

