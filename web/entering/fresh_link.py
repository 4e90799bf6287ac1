"""`POST /vao/lien-ket-moi`: a new link by mail, for whoever holds one that opens nothing any more."""

from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from handlers.inviting import again
from storage.db import notify
from storage.webchat import doors
from web.entering.doors import doors_of
from web.entering.entry import LANGUAGE, NotIn, code_in, code_page
from web.site.context import context_of
from web.site.pages import page
from web.words import words_in


async def send(request: Request) -> Response:
    """Say where it went, and never what it is."""
    async with request.form(max_files=0, max_fields=4) as form:
        given = form.get("code")
    code = code_in(given) if isinstance(given, str) else ""
    mailbox = await context_of(request).database.run(_send, request, code)
    if mailbox is None:
        return code_page(request, NotIn(words_in(LANGUAGE)["refused.unknown"]), code, status=403)
    context_of(request).to_send()
    return page("link_sent.html", LANGUAGE, 200, {"Referrer-Policy": "same-origin"}, mailbox=again.masked(mailbox))


def _send(session: Session, request: Request, code: str) -> str | None:
    now = context_of(request).now()
    limits = doors_of(request, code)
    if doors.closed_until(session, limits, now) is not None:
        return None
    mailbox = again.send(session, code, now)
    if mailbox is None:
        doors.wrong_code(session, limits, now)
    notify.tell(session, notify.OUTBOX)
    return mailbox
