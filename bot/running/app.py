"""The running program: everything in one process, from its start to its end.

It receives as soon as it has what that needs. What handles and answers takes twice as long to load, and is loaded
meanwhile: what came in by then is in the inbox.
"""

import asyncio
import socket
from collections import ChainMap
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack, closing
from typing import TYPE_CHECKING

import structlog

from bot.accounts.accounts import open_accounts
from bot.accounts.lifecycle import Stopping, run_until_stopped
from bot.language import say
from bot.running.agreement import agreement
from bot.running.alone import alone
from bot.running.binding import address_of, bind
from bot.running.fellows import among_fellows
from bot.running.opened import Arriving, Opened
from bot.running.signing import signing_secret
from bot.settings import Settings, address_url
from bot.starting import web_address
from bot.starting.expected_failures import CommandFailure
from bot.starting.loading import loading
from bot.starting.opening import open_database
from scheduler.watching.health import Health
from storage.db.database import Database

if TYPE_CHECKING:
    from bot.running.parts import Parts

log = structlog.get_logger(__name__)

OnListening = Callable[[str], None]
"""Takes the URL at which the program answers, once it does."""


class NotReady(Exception):
    """The parts could not be put together; the cause says why."""


def run(settings: Settings, on_listening: OnListening = lambda url: None) -> None:
    """Run until SIGTERM or SIGINT. Raise CommandFailure, or what else `bot.starting.expected_failures` words."""
    # The port first: a second program by mistake is told so before it touches the database.
    stopping = Stopping()
    with closing(bind(settings.http)) as bound, open_database(settings) as database, alone(database.engine):
        try:
            asyncio.run(serve(settings, database, bound, stopping, on_listening))
        except BaseExceptionGroup as failed:
            if cause := _why_not_ready(failed):
                raise cause from None
            log.error("a part of the program failed, so all of it stops", exc_info=failed)
            raise CommandFailure(say("shell.run.failed")) from None
    stopping.over()
    log.info("stopped")


def _why_not_ready(failed: BaseExceptionGroup) -> BaseException | None:
    return next((one.__cause__ for one in failed.exceptions if isinstance(one, NotReady)), None)


async def serve(
    settings: Settings, database: Database, bound: socket.socket, stopping: Stopping, on_listening: OnListening
) -> None:
    """Run the parts until `stopping`, which a signal begins. Raise an ExceptionGroup when one of them fails."""
    stopping.listen()
    secret = await database.run(signing_secret, settings)
    url = address_url(address_of(bound))
    await database.run(web_address.note, url)
    async with AsyncExitStack() as stack:
        health = Health()
        accounts = await open_accounts(settings, secret, database, stack, health)
        opened = Opened(settings, secret, database, bound, url, accounts, health)
        arriving = Arriving(database)
        fellows = await stack.enter_async_context(among_fellows(database, agreement(settings, secret), arriving.heard))
        receivers = [one.intake(arriving.receive, fellows.one_at_a_time) for one in accounts]

        def started() -> None:
            log.info("listening", url=url)
            on_listening(url)

        async def handle() -> None:
            parts = await _ready(opened, stack)
            if not stopping.begun:
                arriving.handles = parts
                await parts.run(stopping, started)

        await run_until_stopped(
            intake=dict(ChainMap({"fellows": fellows.run}, *map(dict, receivers))),
            tasks={"parts": handle},
            stopping=stopping,
            stop=_each_by_itself,
        )


async def _ready(opened: Opened, stack: AsyncExitStack) -> "Parts":
    """Load the parts in a thread, as it takes a second or more in which the channels go on receiving, and return them
    ready to run. Raise NotReady where that fails."""
    try:
        put_together = await asyncio.to_thread(_load)
        return await put_together(opened, stack)
    except Exception as error:
        raise NotReady from error


def _load() -> "Callable[[Opened, AsyncExitStack], Awaitable[Parts]]":
    with loading():
        from bot.running.parts import put_together
    return put_together


async def _each_by_itself() -> None:
    """Do nothing: the parts stop by themselves."""
