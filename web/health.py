"""For those who watch over the program: does it live, can it serve, how much does it do."""

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from storage.database import Database
from storage.migrate import UnknownRevision, pending
from web.context import context_of


async def healthz(request: Request) -> Response:
    """The process answers."""
    return PlainTextResponse("ok\n")


async def readyz(request: Request) -> Response:
    """200 when the database answers and has every table this program knows, and no part of the program fails or stands
    still; else 503 with what is the matter, by part."""
    context = context_of(request)
    parts = dict(context.troubles())
    reason = await _not_ready(context.database)
    if reason is not None:
        parts["database"] = reason
    if not parts:
        return PlainTextResponse("ready\n")
    told = "; ".join(f"{part}: {why}" for part, why in sorted(parts.items()))
    return JSONResponse({"not_ready": told, "parts": parts}, 503)


async def metrics(request: Request) -> Response:
    return Response(generate_latest(context_of(request).registry), media_type=CONTENT_TYPE_LATEST)


async def _not_ready(database: Database) -> str | None:
    try:
        waiting = await database.run(lambda session: pending(database.engine))
    except UnknownRevision:
        return "the database is newer than this program"
    except SQLAlchemyError as error:
        return f"the database does not answer ({type(error).__name__})"
    return f"migrations to apply: {', '.join(waiting)}" if waiting else None
