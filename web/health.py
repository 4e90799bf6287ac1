"""For those who watch over the program: does it live, can it serve, how much does it do."""

import asyncio
from datetime import datetime

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from domain.messaging.channels import RANK
from storage.aside import troubles
from storage.aside.bulkhead import PARTS
from storage.db.database import Database
from storage.db.migrate import UnknownRevision, pending
from storage.installation import heartbeat
from storage.installation.room import NoRoomError, look_for_room
from web.site.context import context_of


async def healthz(request: Request) -> Response:
    """Say that the process answers."""
    return PlainTextResponse("ok\n")


ANSWER_SECONDS = 5.0  # a database that takes longer does not answer


async def readyz(request: Request) -> Response:
    """Answer 200 when the database answers, takes what is written and has every table this program knows, and no part
    of the program fails or stands still; else 503 with what is the matter, by part."""
    context = context_of(request)
    parts = {**await _in_database(context.database, context.now()), **context.troubles()}
    if not parts:
        return PlainTextResponse("ready\n")
    told = "; ".join(f"{part}: {why}" for part, why in sorted(parts.items()))
    return JSONResponse({"not_ready": told, "parts": parts}, 503)


async def metrics(request: Request) -> Response:
    context = context_of(request)
    try:
        async with asyncio.timeout(ANSWER_SECONDS):
            found = generate_latest(await context.database.run(_waiting, context.now()))
    except (SQLAlchemyError, TimeoutError):
        found = b""  # what is counted in memory is told all the same
    return Response(generate_latest(context.registry) + found, media_type=CONTENT_TYPE_LATEST)


def _waiting(session: Session, now: datetime) -> CollectorRegistry:
    """Return what only the database knows, at this moment."""
    registry = CollectorRegistry()
    aside = Gauge("dondoc_set_aside", "Things set aside as they fail, by part.", ["part"], registry=registry)
    for part, number in (dict.fromkeys(PARTS, 0) | troubles.set_aside(session)).items():
        aside.labels(part).set(number)
    oldest = Gauge(
        "dondoc_outbox_oldest_seconds",
        "For how long the oldest message waits that could have gone out.",
        ["channel"],
        registry=registry,
    )
    for channel, seconds in (dict.fromkeys(RANK, 0.0) | troubles.oldest_waiting(session, now)).items():
        oldest.labels(channel).set(seconds)
    return registry


async def _in_database(database: Database, now: datetime) -> dict[str, str]:
    """Return what is the matter with the database, or else with parts that fail by what it has set aside."""
    try:
        async with asyncio.timeout(ANSWER_SECONDS):
            waiting = await database.run(lambda session: pending(database.engine))
            if waiting:
                return {"database": f"migrations to apply: {', '.join(waiting)}"}
            look_for_room(database.engine)
            await database.run(heartbeat.try_to_write, now)
            return await database.run(lambda session: troubles.failing_parts(session, now))
    except UnknownRevision:
        return {"database": "the database is newer than this program"}
    except NoRoomError as error:
        return {"database": str(error)}
    except TimeoutError:
        return {"database": "the database does not answer in time"}
    except SQLAlchemyError as error:
        return {"database": f"the database does not answer, or cannot be written ({type(error).__name__})"}
