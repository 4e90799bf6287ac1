"""`/tep/…`: a file by its signed link, until that expires."""

from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from handlers.files.links import FileLinks, is_over
from storage import actors, exports
from storage.exports import Kept
from web.context import context_of

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "png": "image/png",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


async def download(request: Request) -> Response:
    """404 for a link that is none of ours; 410 once it is over, the file is gone, or whoever asked for it may not see
    it any more."""
    context = context_of(request)
    given = request.path_params
    links = FileLinks(context.public_url, context.secret)
    if not links.opens(given["export"], given["until"], given["signature"]):
        raise HTTPException(404)
    if is_over(given["until"], context.now()):
        raise HTTPException(410)
    kept = await context.database.run(exports.file, given["export"])
    if kept is None or not await _may_see(request, kept):
        raise HTTPException(410)
    kind = kept.name.rpartition(".")[2]
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(kept.name)}"}
    return Response(kept.content, media_type=TYPES.get(kind, "application/octet-stream"), headers=headers)


async def _may_see(request: Request, kept: Kept) -> bool:
    context = context_of(request)
    person = await context.database.run(actors.actor, kept.person_id, context.now())
    return kept.plan_ids <= person.plan_ids
