"""`/thu/…`: the page where whoever reads a mailbox says that no mails are wanted there, by the link in each mail."""

from sqlalchemy.orm import Session
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from handlers import mail_refusals
from handlers.mail_refusals import Standing
from storage import notices
from web.context import context_of
from web.pages import page

# With the stricter policy of the other pages a browser would send `Origin: null` with the form.
_HEADERS = {"Referrer-Policy": "same-origin"}
WANTS = "again"


async def ask(request: Request) -> Response:
    """What the mailbox gets, and the button. Looking changes nothing."""
    found = await context_of(request).database.run(_look, request)
    if found is None:
        raise HTTPException(404)
    filled = {"mailbox": found.mailbox, "refused": found.is_refused, "url": request.url.path}
    return page("mailbox.html", found.words.language, 200, _HEADERS, **filled)


async def answer(request: Request) -> Response:
    """The button, or a mail program's own (RFC 8058), which sends `List-Unsubscribe=One-Click` and no cookies."""
    async with request.form(max_files=0, max_fields=4) as form:
        wants = form.get("do") == WANTS
    if await context_of(request).database.run(_do, request, wants) is None:
        raise HTTPException(404)
    context_of(request).to_send()
    return RedirectResponse(request.url.path, 303)


def _look(session: Session, request: Request) -> Standing | None:
    given = request.path_params
    return mail_refusals.look(session, context_of(request).handling, given["address"], given["signature"])


def _do(session: Session, request: Request, wants: bool) -> Standing | None:
    context, given = context_of(request), request.path_params
    do = mail_refusals.take_back if wants else mail_refusals.refuse
    done = do(session, context.handling, given["address"], given["signature"], context.now())
    notices.tell(session, notices.OUTBOX)
    return done
