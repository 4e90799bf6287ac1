"""Files that people attach. Their content is not kept in this version: name and size go to the handler."""

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from web.bodies import client_id_in, refusal
from web.visits import run_in_chat
from web.writing import file_said, take

MAX_FILE = 20 * 1024 * 1024  # bytes, as a Telegram bot may download
_AROUND = 64 * 1024  # the form's own lines
MAX_NAME = 200


async def upload(request: Request) -> Response:
    """A form with `file` and `client_id` → the line as kept; 413 above `MAX_FILE`."""
    await run_in_chat(request, lambda session, visit: None)  # before anything is read
    size = request.headers.get("content-length", "")
    if not size.isdigit():
        raise refusal(411, "no_length")
    if int(size) > MAX_FILE + _AROUND:
        raise refusal(413, "file_too_large")
    async with request.form(max_files=1, max_fields=2) as form:
        file, client_id = form.get("file"), client_id_in(form)
        if not isinstance(file, UploadFile):
            raise refusal(400, "not_json")
        if (file.size or 0) > MAX_FILE:
            raise refusal(413, "file_too_large")
        said = file_said(request, client_id, (file.filename or "")[-MAX_NAME:], file.size or 0)
    return await take(request, said)
