"""`/thu/…`: the page where whoever reads a mailbox says that no mails are wanted there, by the link in each mail."""

from sqlalchemy.orm import Session
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from handlers.undelivered import mail_optout
from handlers.undelivered.mail_optout import MailboxStanding
from storage.db import notify
from web.site.context import context_of
from web.site.pages import page

# With the stricter policy of the other pages a browser would send `Origin: null` with the form.
_HEADERS = {"Referrer-Policy": "same-origin"}
WANTS, REFUSES, STAYS, ONE_CLICK = "again", "refuse", "keep", "One-Click"


async def ask(request: Request) -> Response:
    """Show what the mailbox gets, and the button. Looking changes nothing."""
    return await _asked(request)


async def answer(request: Request) -> Response:
    """Do what was chosen, or a mail program's own button (RFC 8058), which sends `List-Unsubscribe=One-Click`, no
    cookies, and wants no page. Where nothing was chosen nobody pressed the button but a program that looks through
    mails."""
    async with request.form(max_files=0, max_fields=4) as form:
        do, one_click = form.get("do"), form.get("List-Unsubscribe") == ONE_CLICK
    if not one_click and do not in (WANTS, REFUSES):
        return RedirectResponse(request.url.path, 303) if do == STAYS else await _asked(request, problem=True)
    if await context_of(request).database.run(_do, request, do == WANTS and not one_click) is None:
        raise HTTPException(404)
    context_of(request).to_send()
    return PlainTextResponse("OK\n") if one_click else RedirectResponse(request.url.path, 303)


async def _asked(request: Request, *, problem: bool = False) -> Response:
    found = await context_of(request).database.run(_look, request)
    if found is None:
        raise HTTPException(404)
    filled = {"mailbox": found.mailbox, "refused": found.is_refused, "url": request.url.path, "problem": problem}
    return page("mailbox.html", found.words.language, 422 if problem else 200, _HEADERS, **filled)


def _look(session: Session, request: Request) -> MailboxStanding | None:
    given = request.path_params
    return mail_optout.look(session, context_of(request).handling, given["address"], given["signature"])


def _do(session: Session, request: Request, wants: bool) -> MailboxStanding | None:
    context, given = context_of(request), request.path_params
    do = mail_optout.take_back if wants else mail_optout.refuse
    done = do(session, context.handling, given["address"], given["signature"], context.now())
    notify.tell(session, notify.OUTBOX)
    return done
