"""What the form of a report sends: inputs and files of each task, of a limited size."""

import asyncio
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request

from domain.files.attachments import MOST_BYTES, RefusedFile
from domain.text import nfc
from handlers.attaching.looking import looked
from handlers.forms.saving import Came, TaskInput

MOST_AT_ONCE = 3 * MOST_BYTES  # all files of one sending
MOST_INPUTS = 20_000  # a hundred tasks with two hundred fields of their own
MOST_FILES = 1_000  # every task has an input for files, mostly an empty one
LONGEST = 2**20  # bytes of one input; what is longer than its field allows is said beside it
MOST_TEXT = 4 * 2**20  # characters of all inputs
MAX_NAME = 200

_AROUND = 4 * 2**20  # the inputs, and the form's own lines
_MOST_READ = 4 * MOST_AT_ONCE  # a browser shows our answer only when it could send everything: read on, keep nothing
_NAME = re.compile(r"([0-9]{1,10}):(.{1,100})", re.DOTALL)
UNFILE, UPLOAD = ":unfile", ":upload"


class FormTooLarge(Exception):
    """All of it has been read, and nothing kept."""


@dataclass(frozen=True, slots=True)
class Posted:
    """`do`: the button; `stamp`: of what was read before it was pressed; by task id what came for it."""

    do: str
    stamp: str
    tasks: Mapping[int, TaskInput] = field(default_factory=dict)


async def posted(request: Request) -> Posted:
    """Read what was posted; raise FormTooLarge, and HTTPException 411, 413 or 400 for what no browser sends."""
    size = request.headers.get("content-length", "")
    if not (size.isascii() and size.isdigit() and len(size) < 20):
        raise HTTPException(411)
    if int(size) > MOST_AT_ONCE + _AROUND:
        await _read_on(request)
        raise FormTooLarge
    async with request.form(max_files=MOST_FILES, max_fields=MOST_INPUTS, max_part_size=LONGEST) as form:
        given, unfiled = _inputs(form)
        files = await _files(form)
        tasks = {
            task_id: TaskInput(given.get(task_id, {}), unfiled.get(task_id, ()), files.get(task_id, ()))
            for task_id in {*given, *unfiled, *files}
        }
        return Posted(_text(form, "do"), _text(form, "v"), tasks)


def _text(form: FormData, name: str) -> str:
    value = form.get(name)
    return value[:100] if isinstance(value, str) else ""


def _inputs(form: FormData) -> tuple[dict[int, dict[str, str]], dict[int, list[int]]]:
    given: dict[int, dict[str, str]] = defaultdict(dict)
    unfiled: dict[int, list[int]] = defaultdict(list)
    size = 0
    for name, value in form.multi_items():
        size += len(value) if isinstance(value, str) else 0
        if size > MOST_TEXT:
            raise FormTooLarge
        named = _NAME.fullmatch(name)
        if named is None or not isinstance(value, str):
            continue
        task_id, code = int(named[1]), named[2]
        if code != UNFILE:
            given[task_id][code] = value
        elif value.isascii() and value.isdigit() and len(value) <= 10:
            unfiled[task_id].append(int(value))
    return given, unfiled


async def _files(form: FormData) -> dict[int, list[Came]]:
    found: dict[int, list[Came]] = defaultdict(list)
    for name, value in form.multi_items():
        named = _NAME.fullmatch(name)
        if named is None or named[2] != UPLOAD or not isinstance(value, UploadFile) or not value.filename:
            continue
        called = nfc(value.filename)[-MAX_NAME:]
        if (value.size or 0) > MOST_BYTES:
            found[int(named[1])].append(Came(called, b"", "too_large"))
            continue
        content = await value.read()
        found[int(named[1])].append(await asyncio.to_thread(_came, called, content))
    return found


def _came(name: str, content: bytes) -> Came:
    try:
        return Came(name, content, looked(content, name))
    except RefusedFile as error:
        return Came(name, b"", error.reason)


async def _read_on(request: Request) -> None:
    size = 0
    try:
        async for piece in request.stream():
            size += len(piece)
            if size > _MOST_READ:
                raise HTTPException(413)
    except ClientDisconnect:
        raise HTTPException(400) from None
