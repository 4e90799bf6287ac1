"""`/ban-in/…`: a report as it was handed in, to be read and printed, by a link that is signed for one person.

What the person may read is looked at whenever the link is opened.
"""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy.orm import Session
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from handlers.conversation.acting import Refusal
from handlers.conversation.signed_links import is_over
from handlers.copies import actions, report_copy
from handlers.copies.report_copy import ReportCopy
from handlers.forms.visiting import Visitor, visitor
from web.files import as_file
from web.report_page.forms import LANGUAGE
from web.site.context import context_of
from web.site.pages import page
from web.words import words_in


@dataclass(frozen=True, slots=True)
class OpenedCopy:
    """A copy, and who reads it."""

    visit: Visitor
    copy: ReportCopy


async def read(request: Request) -> Response:
    """Show the report; 404 for a link that is none of ours, 410 once it is over or its person may not read the report
    any more."""
    opened = await _opened(request)
    if isinstance(opened, Response):
        return opened
    words, opener = opened.visit.words, opened.visit.opener
    url = _address(request)
    return page("report_copy.html", words.language, say=words.plain, url=url, copy=opened.copy, link=opener.link)


async def word(request: Request) -> Response:
    """Answer with the same as Word."""
    opened = await _opened(request)
    if isinstance(opened, Response):
        return opened
    name, content = await context_of(request).database.run(_document, opened)
    return as_file(name, "docx", content)


async def _opened(request: Request) -> OpenedCopy | Response:
    context, given = context_of(request), request.path_params
    links = context.handling.copies
    if not links.opens(given["report"], given["person"], given["until"], given["signature"]):
        raise HTTPException(404)
    if is_over(given["until"], context.now()):
        return page("error.html", LANGUAGE, 410, say=words_in(LANGUAGE)["copy.over"])
    opened = await context.database.run(_read, request)
    if opened is None:
        raise HTTPException(410)
    return opened


def _read(session: Session, request: Request) -> OpenedCopy | None:
    context, given = context_of(request), request.path_params
    visit = visitor(session, context.handling, given["person"], context.now())
    try:
        found = actions.readable(visit, given["report"])
    except Refusal:
        return None
    return OpenedCopy(visit, report_copy.read(session, visit.words, found))


def _document(session: Session, opened: OpenedCopy) -> tuple[str, bytes]:
    from handlers.copies import copy_document

    with TemporaryDirectory(prefix="dondoc-") as folder:
        path = Path(folder) / "file"
        copy_document.write(path, opened.visit.words, opened.copy, opened.visit.now)
        return copy_document.file_name(opened.copy), path.read_bytes()


def _address(request: Request) -> str:
    return "/ban-in/{report}/{person}/{until}/{signature}".format(**request.path_params)
