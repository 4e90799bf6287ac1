"""Files that people attach: looked at before anything is kept; the content is kept with the line that shows it."""

import asyncio

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from domain.files.attachments import MOST_BYTES, RefusedFile
from handlers.attaching.looking import looked
from web.chat.bodies import client_id_in, refusal
from web.chat.writing import UploadedFile, file_said, take
from web.entering.visits import run_in_chat

_AROUND = 64 * 1024  # the form's own lines
MAX_NAME = 200


async def upload(request: Request) -> Response:
    """Take a form with `file` and `client_id`, and answer with the line as kept; 413 above `MOST_BYTES`."""
    await run_in_chat(request, lambda session, visit: None)  # before anything is read
    size = request.headers.get("content-length", "")
    if not size.isdigit():
        raise refusal(411, "no_length")
    if int(size) > MOST_BYTES + _AROUND:
        raise refusal(413, "file_too_large")
    async with request.form(max_files=1, max_fields=2) as form:
        file, client_id = form.get("file"), client_id_in(form)
        if not isinstance(file, UploadFile):
            raise refusal(400, "not_json")
        if (file.size or 0) > MOST_BYTES:
            raise refusal(413, "file_too_large")
        name, content = (file.filename or "")[-MAX_NAME:], await file.read()
    return await take(request, file_said(request, client_id, name, await asyncio.to_thread(_found, name, content)))


def _found(name: str, content: bytes) -> UploadedFile:
    try:
        return UploadedFile(content, looked(content, name))
    except RefusedFile as error:
        return UploadedFile(content, error.reason)
