"""`/lich/…`: what a person's units owe, for calendar programs that follow the signed address."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from handlers.calendar.feed import feed
from handlers.conversation.signed_links import FeedLinks
from web.site.context import context_of


async def calendar(request: Request) -> Response:
    """Answer with the calendar; 404 for an address that is none of ours, 410 once the person reports for nobody."""
    context, given = context_of(request), request.path_params
    links = FeedLinks(context.public_url, context.secret)
    if not links.opens(given["person"], given["signature"]):
        raise HTTPException(404)
    content = await context.database.run(feed, given["person"], context.now())
    if content is None:
        raise HTTPException(410)
    headers = {"Content-Disposition": "inline; filename=don-doc.ics", "Cache-Control": "private, max-age=300"}
    return Response(content, media_type="text/calendar; charset=utf-8", headers=headers)
