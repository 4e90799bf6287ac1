"""The second reader as the settings say it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import structlog

from bot.reader.service import Service, Where
from bot.settings import Settings
from domain.typed.second import Question

log = structlog.get_logger(__name__)


def where(settings: Settings) -> Where | None:
    if settings.reader_url is None:
        return None
    return Where(settings.reader_url, settings.reader_model, settings.reader_key, settings.reader_allow_remote)


@asynccontextmanager
async def second_reader(settings: Settings) -> AsyncIterator[Callable[[Question], Awaitable[str]] | None]:
    """Yield what asks the second reader; None where there is none, or it may not be asked."""
    place = where(settings)
    if place is None or place.is_refused:
        if place is not None:
            log.warning("second_reader_off", reason="outside the local network; see dondoc check")
        yield None
        return
    async with Service(place) as service:
        yield service.ask
