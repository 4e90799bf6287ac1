"""Reading a chat: its history, and what is newer than the page has."""

from typing import Any

from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from storage.webchat import lines
from storage.webchat.sessions import Visit
from web.chat.line_json import lines_json, state_json
from web.entering.visits import run_in_chat

MAX_ID = 2**31 - 1  # what an INTEGER column of PostgreSQL holds


async def messages(request: Request) -> Response:
    """Answer with lines of the chat. `?before=ID`: older lines; `?after=VERSION`: changed since; neither: the newest
    lines and the chat's state."""
    before, after = number_in(request, "before"), number_in(request, "after")

    def work(session: Session, visit: Visit) -> dict[str, Any]:
        if after is not None:
            return {"lines": lines_json(lines.newer(session, visit.address_id, after)), **state_json(session, visit)}
        found = lines.history(session, visit.address_id, before)
        page = {"lines": lines_json(found.lines), "more": found.more}
        if before is not None:
            return page
        return {**page, "version": lines.version(session, visit.address_id), **state_json(session, visit)}

    return JSONResponse(await run_in_chat(request, work))


def number_in(request: Request, name: str) -> int | None:
    """Return a whole number of the query; anything else counts as not given."""
    return whole_number(request.query_params.get(name, ""))


def whole_number(text: str) -> int | None:
    """Return a number written in digits, none larger than the largest id; None for anything else."""
    return min(int(text), MAX_ID) if text.isascii() and text.isdigit() and len(text) < 20 else None
