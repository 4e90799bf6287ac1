"""Coming in: the page for a code, the page of a one-time link, and the POST that uses the code up."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from domain.finding.entry_link import code_among_words, code_of_link
from handlers.inviting import again
from handlers.inviting.issuing import Peeked, peek
from handlers.inviting.redeeming import RefusedCode, WhyNot
from storage.people import addresses, invitations
from storage.people.invitations import CLOSED_FOR
from storage.tables import Address
from storage.webchat import ACCOUNT, CHANNEL, doors, sessions
from web.entering.doors import doors_of, looking, own_door
from web.site import cookies
from web.site.context import context_of
from web.site.pages import page
from web.words import words_in

log = structlog.get_logger(__name__)

LANGUAGE = "vi"  # nobody is known yet
ME, LINK = "me", "link"
"""What the page of a link sends: `who` is chosen by hand. Programs that look through mails open links and press the
first button they find; they choose nothing."""
_A_MINUTE = timedelta(minutes=1)
# With the stricter policy of the other pages a browser would send `Origin: null` with the form, which cannot
# be told from another site's.
_HEADERS = {"Referrer-Policy": "same-origin"}


@dataclass(frozen=True, slots=True)
class Entered:
    public_id: str
    token: str


@dataclass(frozen=True, slots=True)
class NotIn:
    """Why not, in words; `again`: the mailbox to which a new link can be sent."""

    say: str
    again: str | None = None


@dataclass(frozen=True, slots=True)
class _Given:
    code: str
    by_link: bool
    who: str


async def home(request: Request) -> Response:
    """Lead from `/` to the chat opened last, or show a page to type a code; with `/?moi=1` always the latter."""
    last = cookies.last_chat(request)
    if last is not None and "moi" not in request.query_params:
        return RedirectResponse(f"/chat/{last}/", 303)
    return code_page(request)


async def confirm(request: Request) -> Response:
    """Show what the code of `/vao/CODE` is for. Looking does not use it up, and is no guess: link previews look too."""
    code = code_in(request.path_params["code"])
    found = await context_of(request).database.run(_look, request, code)
    if isinstance(found, Peeked):
        return confirm_page(request, code, found)
    return code_page(request, found, code, status=404)


async def enter(request: Request) -> Response:
    """Sign in with the `code` of `POST /vao`, and go to the chat."""
    given = await _given(request)
    words = words_in(LANGUAGE)
    if not given.code:
        return code_page(request, NotIn(words["refused.empty"]), status=400)
    if not cookies.are_kept(request):
        return no_cookies_page(request, given.code)
    if given.by_link and given.who != ME:
        return await _choose(request, given)
    outcome = await context_of(request).database.run(_enter, request, given.code)
    if isinstance(outcome, NotIn):
        return code_page(request, outcome, given.code, status=403)
    context_of(request).to_send()
    response = RedirectResponse(f"/chat/{outcome.public_id}/", 303)
    cookies.keep_session(request, response, outcome.public_id, outcome.token)
    cookies.keep_known(request, response)
    return response


async def _given(request: Request) -> _Given:
    async with request.form(max_files=0, max_fields=6) as form:
        said = {name: value for name, value in form.items() if isinstance(value, str)}
    return _Given(code_in(said.get("code", "")), said.get("by") == LINK, said.get("who", ""))


async def _choose(request: Request, given: _Given) -> Response:
    """Show the page of the link again, as nobody said who they are, or that it is not them."""
    found = await context_of(request).database.run(_look, request, given.code)
    if isinstance(found, Peeked):
        return confirm_page(request, given.code, found, "confirm.not_me" if given.who else "confirm.choose", 422)
    return code_page(request, found, given.code, status=403)


def code_page(request: Request, problem: NotIn | None = None, code: str = "", status: int = 200) -> Response:
    back = cookies.last_chat(request)
    shown = {"problem": problem.say if problem else "", "again": problem.again if problem else None}
    response = page("entry.html", LANGUAGE, status, _HEADERS, code=code, back=back, **shown)
    return _with_visitor(request, response)


def confirm_page(request: Request, code: str, peeked: Peeked, problem: str = "", status: int = 200) -> Response:
    filled = {"code": code, "peeked": peeked, "role": peeked.role.value, "problem": problem}
    return _with_visitor(request, page("confirm.html", LANGUAGE, status, _HEADERS, **filled))


def no_cookies_page(request: Request, code: str) -> Response:
    """Say that cookies are not kept, before the code is spent on a session that the browser would not keep: it throws
    away what is meant for https where the page came by http."""
    context = context_of(request)
    by_http = context.https_only and request.headers.get("origin", "").startswith("http://")
    link = f"{context.public_url}/vao/{code}" if by_http else f"/vao/{code}"
    filled = {"by_http": by_http, "link": link}
    return _with_visitor(request, page("no_cookies.html", LANGUAGE, 403, _HEADERS, **filled))


def code_in(given: str) -> str:
    """Return the code as people paste it: a whole link, with spaces or hyphens, in small letters."""
    if code := code_of_link(f"/vao/{given}", invitations.looks_like_code):
        return code
    if code := code_among_words(given[:2000], invitations.looks_like_code):
        return code
    last = given[:2000].strip().rstrip("/").rpartition("/")[2]
    return "".join(letter for letter in last if letter.isalnum()).upper()[:64]


def _with_visitor(request: Request, response: Response) -> Response:
    cookies.keep_visitor(request, response)
    return response


def _look(session: Session, request: Request, code: str) -> Peeked | NotIn:
    """Return what the code is for, or why it is not taken."""
    now = context_of(request).now()
    closed = doors.closed_until(session, doors_of(request, code), now)
    if closed is not None:
        return _closed(closed, now)
    if doors.closed_until(session, looking(request), now) is not None:
        return NotIn("")  # the code stands in the form, and whoever presses is told
    found = peek(session, code, now)
    if found is not None:
        return found
    refused = _refused(session, code, _why_not(session, code), now)
    if refused is None:
        doors.wrong_code(session, looking(request), now)
        return NotIn(words_in(LANGUAGE)["refused.unknown"])
    return refused


def _enter(session: Session, request: Request, code: str) -> Entered | NotIn:
    context = context_of(request)
    now = context.now()
    closed = doors.closed_until(session, doors_of(request, code), now)
    if closed is not None:
        return _closed(closed, now)
    fresh = addresses.make(session, CHANNEL, ACCOUNT, cookies.new_public_id(), is_group=False, now=now)
    outcome = context.redeem(session, code=code, address=fresh, user_name="", now=now)
    if isinstance(outcome, RefusedCode):
        session.delete(fresh)
        return _refused(session, code, outcome.reason, now) or _wrong(session, request, code, now)
    address = session.get_one(Address, outcome.address_id)
    if address.id != fresh.id:  # they have a chat here already: this browser joins it
        session.delete(fresh)
    doors.forget(session, own_door(request))
    token = cookies.new_token()
    sessions.start(session, address, cookies.hashed(token), now)
    log.info("web.entered", address=address.id)
    return Entered(address.chat_id, token)


def _why_not(session: Session, code: str) -> WhyNot:
    invitation = invitations.find(session, code)
    if invitation is None:
        return "wrong"
    return "used" if invitation.used_at is not None else "expired"


def _refused(session: Session, code: str, reason: WhyNot, now: datetime) -> NotIn | None:
    """Say why a code that was right once is not taken; None for one that never was."""
    if reason == "ended":
        return NotIn(words_in(LANGUAGE)["refused.ended"])
    if reason not in ("used", "expired"):
        return None
    mailbox = again.mailbox_of(session, code, now)
    words = words_in(LANGUAGE)
    if mailbox is None:
        return NotIn(words[f"refused.{reason}"])
    return NotIn(words[f"refused.{reason}_mailed"], again.masked(mailbox))


def _wrong(session: Session, request: Request, code: str, now: datetime) -> NotIn:
    left = doors.wrong_code(session, doors_of(request, code), now)
    log.info("web.wrong_code", left=left)
    return NotIn(words_in(LANGUAGE)["refused.wrong"].format(left=left)) if left else _closed(now + CLOSED_FOR, now)


def _closed(until: datetime, now: datetime) -> NotIn:
    return NotIn(words_in(LANGUAGE)["refused.closed"].format(minutes=-((now - until) // _A_MINUTE)))
