"""`/bao-cao/…`: the form of a report, by a link that is signed for one person, one report and one unit.

Looking changes nothing. The link, and what its person may do now, come before anything that is sent.
"""

from collections.abc import Callable, Collection

from sqlalchemy.orm import Session
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from domain.files.attachments import MOST_BYTES
from handlers.conversation.signed_links import is_over
from handlers.conversation.talk import Interaction
from handlers.forms.opened_link import Opened, opened
from handlers.forms.reviewing import PageReview
from handlers.forms.visiting import Visitor, visitor
from storage.db import notify
from web.report_page import form_answers
from web.report_page.form_answers import Answer, GoTo, PageAnswer
from web.report_page.form_body import MOST_AT_ONCE, FormTooLarge, Posted, posted
from web.site.context import context_of
from web.site.pages import page
from web.words import words_in

LANGUAGE = "vi"  # of those whose link opens nothing
# With the stricter policy of the other pages a browser would send `Origin: null` with the form.
_HEADERS = {"Referrer-Policy": "same-origin"}

Looking = Callable[[Interaction, Opened, Collection[str]], Answer]


async def form(request: Request) -> Response:
    """Show the form as the draft stands, or what there is instead."""
    return await _looked_at(request, form_answers.form)


async def read_back(request: Request) -> Response:
    """Show all of the draft, to be read before it is handed in."""
    return await _looked_at(request, form_answers.read_back)


async def nothing(request: Request) -> Response:
    """Show that there is nothing to report, to be read before it is handed in."""
    return await _looked_at(request, form_answers.nothing)


async def send(request: Request) -> Response:
    """Take a button of these pages, with all that stands in the form."""
    over = _over(request)
    if over is not None:
        return over
    run = context_of(request).database.run
    barred = await run(_barred, request)
    if barred is not None:
        return _respond(request, barred)
    try:
        body = await posted(request)
    except FormTooLarge:
        return _respond(request, await run(_too_large, request))
    answer = await run(_done, request, body)
    context_of(request).to_send()
    return _respond(request, answer)


async def _looked_at(request: Request, look: Looking) -> Response:
    return _over(request) or _respond(request, await context_of(request).database.run(_look, request, look))


def _look(session: Session, request: Request, look: Looking) -> Answer:
    visit = _visit(session, request)
    found = opened(visit, *_report(request))
    return form_answers.instead(visit, found) or look(visit, found, request.query_params.keys())


def _barred(session: Session, request: Request) -> PageAnswer | None:
    """Return why the page may not be saved, before megabytes are read for nothing; None where it may."""
    visit = _visit(session, request)
    return form_answers.instead(visit, opened(visit, *_report(request)), 409)


def _done(session: Session, request: Request, body: Posted) -> Answer:
    answer = form_answers.done(_visit(session, request), *_report(request), body)
    notify.tell(session, notify.OUTBOX)
    return answer


def _too_large(session: Session, request: Request) -> PageAnswer:
    return form_answers.too_large(_visit(session, request))


def _over(request: Request) -> Response | None:
    """Return a page with 410 for a link that is over; raises 404 for one that is none of ours."""
    context, given = context_of(request), request.path_params
    o, u = _report(request)
    if not context.handling.forms.opens(o, u, given["person"], given["until"], given["signature"]):
        raise HTTPException(404)
    if not is_over(given["until"], context.now()):
        return None
    return page("error.html", LANGUAGE, 410, say=words_in(LANGUAGE)["form.over"])


def _report(request: Request) -> tuple[int, int]:
    return request.path_params["obligation"], request.path_params["unit"]


def _visit(session: Session, request: Request) -> Visitor:
    context = context_of(request)
    return visitor(session, context.handling, request.path_params["person"], context.now())


def _respond(request: Request, answer: Answer) -> Response:
    url = "/bao-cao/{obligation}/{unit}/{person}/{until}/{signature}".format(**request.path_params)
    if isinstance(answer, GoTo):  # a path only: the host is whatever the visitor came by
        return RedirectResponse(f"{url}{answer.path}{'?' if answer.said else ''}{answer.said}", 303)
    say, language = answer.words.plain, answer.words.language
    if isinstance(answer, PageAnswer):
        return page(
            "form_said.html",
            language,
            answer.status,
            _HEADERS,
            say=say,
            url=url,
            title=answer.title,
            lines=answer.lines,
            may_amend=answer.may_amend,
            just_sent=answer.just_sent,
        )
    template = "form_review.html" if isinstance(answer.what, PageReview) else "form.html"
    limits = {"most_bytes": MOST_BYTES, "most_at_once": MOST_AT_ONCE}
    return page(template, language, answer.status, _HEADERS, say=say, url=url, s=answer.what, **limits)
