"""The parts that handle, remind, send and serve pages: loaded and run while the program receives already."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from datetime import UTC, datetime

import structlog

from bot.accounts.lifecycle import Stopping, run_until_stopped
from bot.reader.reader_settings import second_reader
from bot.running.forwarded_headers import networks_of
from bot.running.hearing import hearing
from bot.running.listening import WebServer
from bot.running.opened import Opened
from bot.running.program import Program
from bot.starting.finding import Mark
from bot.starting.templates import word_templates
from domain.messaging.messages import Incoming
from handlers.calendar.changed import follow
from storage.db.notify import Notice
from storage.installation.calendars import work_calendar
from storage.units import units
from web.web_app import make_app

log = structlog.get_logger(__name__)


class Parts:
    """The program and its pages, put together."""

    def __init__(self, program: Program, server: WebServer) -> None:
        self._program, self._server = program, server
        self._heard = hearing(program.inbound.dispatch.wake, program.deliverer.wake, program.listeners.notify)

    async def receive(self, incomings: Sequence[Incoming]) -> int:
        return await self._program.inbound.receive(incomings)

    def heard(self, notice: Notice | None) -> None:
        self._heard(notice)

    async def run(self, stopping: Stopping, on_started: Callable[[], None]) -> None:
        """Run until `stopping`; `on_started` is called once pages are served."""
        program, server = self._program, self._server
        program.clock.start()
        await run_until_stopped(
            intake={},
            tasks={
                "web": lambda: server.run(on_started),
                "dispatch": program.inbound.dispatch.run,
                "delivery": program.deliverer.run,
                "exports": program.exports.run,
                "fetching": program.fetching.run,
                "watch": program.watch.run,
            },
            stopping=stopping,
            stop=self._stop,
        )

    async def _stop(self) -> None:
        self._program.listeners.close()
        self._server.stop()
        await self._program.stop()


async def put_together(opened: Opened, stack: AsyncExitStack) -> Parts:
    settings, database = opened.settings, opened.database
    calendar = await asyncio.to_thread(work_calendar, settings.calendar)
    if moved := await database.run(follow, calendar, datetime.now(UTC)):
        log.info("calendar_changed", moved=moved)
    codes = await database.run(units.organisation_codes)
    for flaw in await asyncio.to_thread(list, word_templates(settings, codes)):
        if flaw.mark is Mark.WRONG:
            log.warning("template_cannot_be_used", template=flaw.subject, flaw=flaw.said)
    program = Program(
        database,
        calendar,
        settings.public_url or opened.url,
        [channel for account in opened.accounts for channel in account.channels],
        secret=opened.secret,
        templates=settings.templates,
        health=opened.health,
        ask=await stack.enter_async_context(second_reader(settings)),
    )
    return Parts(program, web_server(program, opened))


def web_server(program: Program, opened: Opened) -> WebServer:
    routes = [route for one in opened.accounts for route in one.routes(program.inbound.receive)]
    trusted = networks_of(opened.settings.trusted_proxies)
    return WebServer(make_app(program.web_context(opened.secret, routes, trusted)), opened.bound)
