"""`/tep/…`, `/dinh-kem/…`: a file that was made, or that somebody attached, by its signed link until that expires."""

from datetime import datetime
from urllib.parse import quote

from sqlalchemy.orm import Session
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from domain.rights import may_see
from handlers.conversation import made_files
from handlers.conversation.signed_links import AttachmentLinks, FileLinks, is_over
from storage.messages import exports
from storage.messages.exports import ExportFile
from storage.people import actors
from storage.reporting import attachments
from web.site.context import context_of

TYPES = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "heic": "image/heic",
    "tif": "image/tiff",
    "zip": "application/zip",
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "ppt": "application/vnd.ms-powerpoint",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "png": "image/png",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


async def download(request: Request) -> Response:
    """Answer with the file; 404 for a link that is none of ours, 410 once it is over, the file is gone, or whoever
    asked for it may not see it any more."""
    context = context_of(request)
    given = request.path_params
    links = FileLinks(context.public_url, context.secret)
    if not links.opens(given["export"], given["until"], given["signature"]):
        raise HTTPException(404)
    if is_over(given["until"], context.now()):
        raise HTTPException(410)
    kept = await context.database.run(_kept, given["export"], context.now())
    if kept is None:
        raise HTTPException(410)
    return as_file(kept.name, kept.name.rpartition(".")[2], kept.content)


async def attachment(request: Request) -> Response:
    """Answer as `download` does: the link is one person's, and opens what they may see now."""
    context, given = context_of(request), request.path_params
    links = AttachmentLinks(context.public_url, context.secret)
    if not links.opens(given["attachment"], given["person"], given["until"], given["signature"]):
        raise HTTPException(404)
    if is_over(given["until"], context.now()):
        raise HTTPException(410)
    stored = await context.database.run(attachments.stored, given["attachment"])
    person = await context.database.run(actors.actor, given["person"], context.now())
    if stored is None or not any(may_see(person, unit_id, stored.plan_id) for unit_id in stored.unit_ids):
        raise HTTPException(410)
    return as_file(stored.name, stored.kind, stored.content)


def as_file(name: str, kind: str, content: bytes) -> Response:
    """Answer with a file to be saved and not shown: what people send is never opened as a page of ours."""
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    return Response(content, media_type=TYPES.get(kind, "application/octet-stream"), headers=headers)


def _kept(session: Session, export_id: int, now: datetime) -> ExportFile | None:
    """Return the file, where whoever asked for it may have it still."""
    kept = exports.file(session, export_id)
    return kept if kept is not None and made_files.may_have(session, kept, now) else None
