"""The running program: everything in one process, from its start to its end."""

import asyncio
import socket
from collections import ChainMap
from collections.abc import Callable
from contextlib import AsyncExitStack, closing
from datetime import UTC, datetime

import structlog

from bot.accounts.accounts import open_accounts
from bot.accounts.contract import Accounts
from bot.accounts.lifecycle import Stopping, run_until_stopped
from bot.reader.opening import second_reader
from bot.running.agreement import agreement
from bot.running.alone import alone
from bot.running.fellows import among_fellows
from bot.running.forwarding import networks_of
from bot.running.hearing import hearing
from bot.running.listening import WebServer, address_of, bind
from bot.running.program import Program
from bot.running.signing import signing_secret
from bot.settings import Settings, address_url
from bot.starting import web_address
from bot.starting.failures import CommandFailure
from bot.starting.finding import Mark
from bot.starting.opening import open_database
from bot.starting.templates import word_templates
from handlers.calendar.changed import follow
from scheduler.watching.health import Health
from storage.db.database import Database
from storage.installation.calendars import work_calendar
from web.app import make_app

log = structlog.get_logger(__name__)

OnListening = Callable[[str], None]
"""Takes the URL at which the program answers, once it does."""


def run(settings: Settings, on_listening: OnListening = lambda url: None) -> None:
    """Runs until SIGTERM or SIGINT. Raises Failure, or what else `bot.starting.failures` can tell in plain words."""
    # The port first: a second program by mistake is told so before it touches the database.
    stopping = Stopping()
    with closing(bind(settings.http)) as bound, open_database(settings) as database, alone(database.engine):
        try:
            asyncio.run(serve(settings, database, bound, stopping, on_listening))
        except BaseExceptionGroup as failed:
            log.error("a part of the program failed, so all of it stops", exc_info=failed)
            raise CommandFailure(
                "Một phần của chương trình bị lỗi nên chương trình dừng; xem nhật ký ở trên."
            ) from None
    stopping.over()
    log.info("stopped")


async def serve(
    settings: Settings, database: Database, bound: socket.socket, stopping: Stopping, on_listening: OnListening
) -> None:
    """Runs the parts until `stopping`, which a signal begins. Raises an ExceptionGroup when one of them fails."""
    stopping.listen()
    secret = await database.run(signing_secret, settings)
    url = address_url(address_of(bound))
    await database.run(web_address.note, url)
    async with AsyncExitStack() as stack:
        health = Health()
        accounts = await open_accounts(settings, secret, database, stack, health)
        beside = [channel for account in accounts for channel in account.channels]
        calendar = work_calendar(settings.calendar)
        if moved := await database.run(follow, calendar, datetime.now(UTC)):
            log.info("calendar_changed", moved=moved)
        for flaw in word_templates(settings):
            if flaw.mark is Mark.WRONG:
                log.warning("template_cannot_be_used", template=flaw.subject, flaw=flaw.said)
        program = Program(
            database,
            calendar,
            settings.public_url or url,
            beside,
            secret=secret,
            templates=settings.templates,
            health=health,
            ask=await stack.enter_async_context(second_reader(settings)),
        )
        server = web_server(program, accounts, secret, bound, settings)
        heard = hearing(program.inbound.dispatch.wake, program.deliverer.wake, program.listeners.notify)
        fellows = await stack.enter_async_context(among_fellows(database, agreement(settings, secret), heard))
        receivers = [one.intake(program.inbound.receive, fellows.one_at_a_time) for one in accounts]

        def started() -> None:
            log.info("listening", url=url)
            on_listening(url)

        async def stop() -> None:
            program.listeners.close()
            server.stop()
            await program.stop()

        program.clock.start()
        await run_until_stopped(
            intake=dict(ChainMap({"fellows": fellows.run}, *map(dict, receivers))),
            tasks={
                "web": lambda: server.run(started),
                "dispatch": program.inbound.dispatch.run,
                "delivery": program.deliverer.run,
                "exports": program.exports.run,
                "fetching": program.fetching.run,
                "watch": program.watch.run,
            },
            stopping=stopping,
            stop=stop,
        )


def web_server(
    program: Program, accounts: list[Accounts], secret: str, bound: socket.socket, settings: Settings
) -> WebServer:
    routes = [route for one in accounts for route in one.routes(program.inbound.receive)]
    trusted = networks_of(settings.trusted_proxies)
    return WebServer(make_app(program.web_context(secret, routes, trusted)), bound)
