"""Coming in: the page for a code, the page of a one-time link, and the POST that uses the code up."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from handlers.inviting.issuing import Peeked, peek
from handlers.joining import Reason, Refused
from storage import addresses, invitations
from storage.invitations import CLOSED_FOR
from storage.tables import Address
from storage.web import ACCOUNT, CHANNEL, doors, sessions
from web import cookies
from web.context import context_of
from web.doors import doors_of, own_door
from web.pages import page
from web.words import words_in

log = structlog.get_logger(__name__)

LANGUAGE = "vi"  # nobody is known yet
_A_MINUTE = timedelta(minutes=1)
# With the stricter policy of the other pages a browser would send `Origin: null` with the form, which cannot
# be told from another site's.
_HEADERS = {"Referrer-Policy": "same-origin"}


@dataclass(frozen=True, slots=True)
class Entered:
    public_id: str
    token: str


async def home(request: Request) -> Response:
    """`/`: to the chat opened last, or a page to type a code; `/?moi=1` always the latter."""
    last = cookies.last_chat(request)
    if last is not None and "moi" not in request.query_params:
        return RedirectResponse(f"/chat/{last}/", 303)
    return code_page(request)


async def confirm(request: Request) -> Response:
    """`/vao/CODE`: what the code is for. Looking does not use it up: link previews look too."""
    code = code_in(request.path_params["code"])
    found = await context_of(request).database.run(_look, request, code)
    if isinstance(found, Peeked):
        return _with_visitor(
            request, page("confirm.html", LANGUAGE, 200, _HEADERS, code=code, peeked=found, role=found.role.value)
        )
    return code_page(request, found, code, status=404)


async def enter(request: Request) -> Response:
    """`POST /vao` with `code`: signs in with the code and goes to the chat."""
    async with request.form(max_files=0, max_fields=4) as form:
        given = form.get("code")
    code = code_in(given) if isinstance(given, str) else ""
    if not code:
        return code_page(request, words_in(LANGUAGE)["refused.empty"], status=400)
    outcome = await context_of(request).database.run(_enter, request, code)
    if isinstance(outcome, str):
        return code_page(request, outcome, code, status=403)
    context_of(request).to_send()
    response = RedirectResponse(f"/chat/{outcome.public_id}/", 303)
    cookies.keep_session(request, response, outcome.public_id, outcome.token)
    return response


def code_page(request: Request, problem: str = "", code: str = "", status: int = 200) -> Response:
    back = cookies.last_chat(request)
    response = page("entry.html", LANGUAGE, status, _HEADERS, problem=problem, code=code, back=back)
    return _with_visitor(request, response)


def code_in(given: str) -> str:
    """The code as people paste it: a whole link, with spaces or hyphens, in small letters."""
    last = given.strip().rstrip("/").rpartition("/")[2]
    return "".join(letter for letter in last if letter.isalnum()).upper()[:64]


def _with_visitor(request: Request, response: Response) -> Response:
    cookies.keep_visitor(request, response)
    return response


def _look(session: Session, request: Request, code: str) -> Peeked | str:
    """What the code is for, or why it is not taken. A guess is a guess also when it is only looked at."""
    now = context_of(request).now()
    closed = doors.closed_until(session, doors_of(request), now)
    if closed is not None:
        return _closed(closed, now)
    return peek(session, code, now) or _refused(session, request, _why_not(session, code), now)


def _enter(session: Session, request: Request, code: str) -> Entered | str:
    context = context_of(request)
    now = context.now()
    closed = doors.closed_until(session, doors_of(request), now)
    if closed is not None:
        return _closed(closed, now)
    fresh = addresses.make(session, CHANNEL, ACCOUNT, cookies.new_public_id(), is_group=False, now=now)
    outcome = context.redeem(session, code=code, address=fresh, user_name="", now=now)
    if isinstance(outcome, Refused):
        session.delete(fresh)
        return _refused(session, request, outcome.reason, now)
    address = session.get_one(Address, outcome.address_id)
    if address.id != fresh.id:  # they have a chat here already: this browser joins it
        session.delete(fresh)
    doors.forget(session, own_door(request))
    token = cookies.new_token()
    sessions.start(session, address, cookies.hashed(token), now)
    log.info("web.entered", address=address.id)
    return Entered(address.chat_id, token)


def _why_not(session: Session, code: str) -> Reason:
    invitation = invitations.find(session, code)
    if invitation is None:
        return "wrong"
    return "used" if invitation.used_at is not None else "expired"


def _refused(session: Session, request: Request, reason: Reason, now: datetime) -> str:
    """Says why, and counts a wrong code; one that was right once is no guess."""
    if reason in ("used", "expired"):
        return words_in(LANGUAGE)[f"refused.{reason}"]
    left = doors.wrong_code(session, doors_of(request), now)
    log.info("web.wrong_code", left=left)
    return words_in(LANGUAGE)["refused.wrong"].format(left=left) if left else _closed(now + CLOSED_FOR, now)


def _closed(until: datetime, now: datetime) -> str:
    return words_in(LANGUAGE)["refused.closed"].format(minutes=-((now - until) // _A_MINUTE))
