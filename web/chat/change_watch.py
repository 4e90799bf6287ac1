"""Rings the bells of chats that another process changed: one query for all open pages, every two seconds."""

import asyncio

import structlog
from sqlalchemy.exc import SQLAlchemyError

from storage.db.database import Database
from storage.webchat import lines
from web.site.listeners import Listeners

log = structlog.get_logger(__name__)

EVERY = 2.0  # seconds


async def watch(database: Database, listeners: Listeners, every: float = EVERY) -> None:
    """Run until cancelled. A database that does not answer is asked again at the next turn."""
    known: dict[str, lines.Stamp] = {}
    while True:
        await asyncio.sleep(every)
        public_ids = listeners.public_ids
        if not public_ids:
            known = {}
            continue
        try:
            found = await database.run(lines.stamps, public_ids)
        except SQLAlchemyError as error:
            log.warning("web.watch_failed", error=type(error).__name__)
            continue
        for public_id, stamp in found.items():
            if known.get(public_id) != stamp:
                listeners.notify(public_id)
        known = found
