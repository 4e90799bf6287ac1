"""What a person does in a chat: says a line, presses a button, sends a file.

The line that the page shows and the inbox row that gets answered are committed together. The page's own id of
each (`client_id`) makes sending again harmless.
"""

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from domain.files.attachments import Refusal
from domain.messaging.messages import Incoming, Kind
from storage.db import notify
from storage.messages import inbox
from storage.people import addresses
from storage.reporting import attachments
from storage.reporting.attachments import ExaminedFile
from storage.tables import WebMessage
from storage.webchat import ACCOUNT, CHANNEL, lines
from storage.webchat.sessions import Visit
from web.chat.bodies import client_id_in, key_in, message_id_in, read_json, text_in
from web.chat.line_json import line_json
from web.entering.visits import run_in_chat
from web.site.context import context_of

MAX_TEXT = 20_000  # characters; what is beyond is cut and the handler told


@dataclass(frozen=True, slots=True)
class UploadedFile:
    """A file that came along, and what it is or why it is not taken."""

    content: bytes
    looked: ExaminedFile | Refusal


@dataclass(frozen=True, slots=True)
class PageMessage:
    """What came from the page: the line to show, if any, and what is new about the `Incoming`."""

    client_id: str
    incoming: Incoming
    content: dict[str, Any] | None = None
    file: UploadedFile | None = None


async def send(request: Request) -> Response:
    """Take `{"text", "client_id"}`, and answer with the line as kept."""
    body = await read_json(request)
    text, client_id = text_in(body, "text"), client_id_in(body)
    cut = {"cut": len(text) - MAX_TEXT} if len(text) > MAX_TEXT else {}
    kept = _storable(text[:MAX_TEXT])
    incoming = replace(_incoming(request, "text", client_id), text=kept, extra=cut)
    return await take(request, PageMessage(client_id, incoming, {"text": [{"text": kept}], "rows": []}))


async def press(request: Request) -> Response:
    """Take a pressed button, `{"message_id", "key", "client_id"}`; what its key may do is looked at when it is
    handled."""
    body = await read_json(request)
    message_id, client_id = message_id_in(body), client_id_in(body)
    incoming = _incoming(request, "button", client_id)
    return await take(
        request, PageMessage(client_id, replace(incoming, key=_storable(key_in(body)), message_id=message_id))
    )


async def take(request: Request, said: PageMessage) -> Response:
    """Keep what was said in one commit, wake those who answer, and give the line back."""
    context = context_of(request)

    def work(session: Session, visit: Visit) -> WebMessage | None:
        return _keep(session, visit, said)

    line = await run_in_chat(request, work)
    context.received()
    context.listeners.notify(request.path_params["public_id"])
    return JSONResponse({"line": None if line is None else line_json(line)})


def file_said(request: Request, client_id: str, name: str, found: UploadedFile) -> PageMessage:
    name, size = _storable(name), len(found.content)
    incoming = replace(_incoming(request, "file", client_id), file_name=name, file_size=size)
    return PageMessage(client_id, incoming, {"text": [], "rows": [], "file": {"name": name, "size": size}}, found)


def _keep(session: Session, visit: Visit, said: PageMessage) -> WebMessage | None:
    incoming = said.incoming
    if said.content is None:
        inbox.store(session, [incoming], incoming.at)
        return None
    address = addresses.find(session, CHANNEL, ACCOUNT, visit.public_id)
    assert address is not None  # the visit proves it
    notify.tell(session, notify.WEB_CHAT, visit.public_id)  # further pages of it may be open at other processes
    line = lines.say(session, address, said.content, said.client_id, incoming.at)
    if line is not None:
        inbox.store(session, [_with_file(session, visit, said)], incoming.at)
    return line or lines.by_client_id(session, visit.address_id, said.client_id)


def _with_file(session: Session, visit: Visit, said: PageMessage) -> Incoming:
    if said.file is None:
        return said.incoming
    kept = attachments.receive(
        session,
        organisation_id=visit.organisation_id,
        person_id=visit.person_id,
        address_id=visit.address_id,
        name=said.incoming.file_name,
        content=said.file.content,
        looked=said.file.looked,
        now=said.incoming.at,
    )
    return replace(said.incoming, extra={"attachment": kept})


def _incoming(request: Request, kind: Kind, client_id: str) -> Incoming:
    public_id = request.path_params["public_id"]
    return Incoming(
        kind=kind,
        channel=CHANNEL,
        account=ACCOUNT,
        chat_id=public_id,
        user_id=public_id,
        external_id=f"{public_id}:{client_id}",
        at=context_of(request).now(),
    )


def _storable(text: str) -> str:
    """Return the text without what PostgreSQL refuses: NUL and halves of surrogate pairs."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()
