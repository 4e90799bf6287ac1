"""The parts of the running program, put together."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from starlette.routing import BaseRoute

from bot.channels.webchat import WebChannel
from bot.reader.waiting import WaitingReader
from bot.running.agreement import place
from bot.running.forwarded_headers import Distrusted
from domain.calendar.workdays import WorkCalendar
from domain.messaging.messages import Incoming
from domain.typed.second import Question
from handlers.conversation.acting import Context
from handlers.dispatch import handle_waiting
from handlers.file_exports import Maker
from handlers.inviting.joining import redeem
from handlers.undelivered.astray import on_stray
from handlers.undelivered.quota import on_quota
from scheduler.clock import Clock
from scheduler.delivery.channel import Channel, Fetches
from scheduler.delivery.delivery import Deliverer
from scheduler.exports import Exports
from scheduler.fetching import Fetching
from scheduler.pump import Pump
from scheduler.watch import EVERY as WATCH_EVERY
from scheduler.watch import Watch
from scheduler.watching.health import Health
from storage.db.database import Database
from storage.messages import inbox
from storage.people import mailboxes
from web.site.context import WebContext
from web.site.listeners import Listeners
from web.site.proxies import Network

LOOK_EVERY = 1.0  # seconds: for what another process received, when nobody rings
AT_ONCE = 50  # messages handled in one transaction
LONGEST_EXPORT, LONGEST_FETCH = 900.0, 300.0  # seconds: what takes longer hangs


def utc_now() -> datetime:
    return datetime.now(UTC)


class Inbound:
    """From a channel to the handlers: stored first, then handled."""

    def __init__(
        self, database: Database, context: Context, answered: Callable[[], None], health: Health | None = None
    ) -> None:
        """Put together what handles messages. `answered` is called when answers wait in the outbox."""
        self._database = database
        self._context = context
        self._answered = answered
        part = (health or Health()).part("dispatch")
        self.dispatch = Pump(self._handle_waiting, LOOK_EVERY, "dispatch", part)

    async def receive(self, incomings: Sequence[Incoming]) -> int:
        """Store what came in, and return how much of it is new. When this returns, it is durable."""
        new = await self._database.run(inbox.store, incomings, utc_now())
        self.dispatch.wake()
        return new

    async def _handle_waiting(self) -> bool:
        handled = await self._database.run(handle_waiting, utc_now(), self._context, AT_ONCE)
        if handled:
            self._answered()
        return handled >= AT_ONCE


class Program:
    """What runs, whatever the channels beside the web chat are. Nothing starts by making it."""

    def __init__(
        self,
        database: Database,
        calendar: WorkCalendar,
        public_url: str,
        beside: Sequence[Channel],
        *,
        secret: str,
        templates: Path | None = None,
        health: Health | None = None,
        ask: Callable[[Question], Awaitable[str]] | None = None,
    ) -> None:
        """Put the parts together. `ask`: the second reader, where there is one."""
        self.health = health = health or Health()
        has_mail = any(channel.name == mailboxes.CHANNEL for channel in beside)
        self._second = WaitingReader(ask, lambda: self.inbound.dispatch.wake()) if ask is not None else None
        self.context = Context(calendar, public_url, secret.encode(), has_mail, self._second)
        self.listeners = Listeners()
        web = WebChannel(database, self.listeners, utc_now)
        astray = partial(on_stray, context=self.context)
        self.deliverer = Deliverer(
            database, [web, *beside], now=utc_now, on_stray=astray, on_quota=on_quota, health=health
        )
        self.inbound = Inbound(database, self.context, self.deliverer.wake, health)
        self.clock = Clock(database, calendar, self.deliverer.wake, utc_now, health)
        maker = Maker(database, self.context.files, templates, calendar)
        making = Exports(database, maker, utc_now, self.deliverer.wake)
        self.exports = Pump(making.work, LOOK_EVERY, "exports", health.part("exports"), LONGEST_EXPORT)
        fetched = [channel for channel in beside if isinstance(channel, Fetches)]
        fetching = Fetching(database, fetched, utc_now, self.inbound.dispatch.wake)
        self.fetching = Pump(fetching.work, LOOK_EVERY, "fetching", health.part("fetching"), LONGEST_FETCH)
        watch = Watch(database, health, utc_now, self.deliverer.wake, place())
        self.watch = Pump(watch.work, WATCH_EVERY, "watch", health.part("watch"))
        self._database = database

    def web_context(
        self, secret: str, extra_routes: Sequence[BaseRoute], trusted_proxies: Sequence[Network] = ()
    ) -> WebContext:
        return WebContext(
            database=self._database,
            listeners=self.listeners,
            now=utc_now,
            redeem=partial(redeem, context=self.context),
            handling=self.context,
            received=self.inbound.dispatch.wake,
            to_send=self.deliverer.wake,
            secret=secret.encode(),
            public_url=self.context.public_url,
            extra_routes=extra_routes,
            trusted_proxies=trusted_proxies,
            distrusted=Distrusted(self._database),
            troubles=lambda: {part: trouble.reason for part, trouble in self.health.troubles().items()},
        )

    async def stop(self) -> None:
        """Begin nothing new and finish what is in hand; what waits is in the database for the next start."""
        await self.clock.stop()
        await self.watch.stop()
        await self.exports.stop()
        await self.fetching.stop()
        await self.inbound.dispatch.stop()
        if self._second is not None:
            await self._second.stop()
        await self.deliverer.stop()
