"""The web application: its pages, the chat's interface for their script, and what is served beside them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from sqlalchemy.exc import NoResultFound
from starlette.applications import Starlette
from starlette.convertors import Convertor, register_url_convertor
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect
from starlette.routing import BaseRoute, Mount, Route

from web import feeds, files, health, mail_refusals
from web.before.guard import Guard
from web.before.packing import Packing
from web.before.paths import Tidy
from web.before.slow_bodies import RequestPatience, TooSlow
from web.chat import chat_history, chat_page, events, uploads, writing
from web.chat.change_watch import watch
from web.chat.chat_history import MAX_ID
from web.entering import entry, fresh_link
from web.report_page import copy_page, forms
from web.site.context import WebContext
from web.site.error_pages import on_crash, on_cut, on_gone, on_http_error, on_too_slow
from web.site.proxies import Proxies
from web.site.static_files import STATIC, KeptFiles

API = [
    Route("/messages", chat_history.messages),
    Route("/events", events.events),
    Route("/send", writing.send, methods=["POST"]),
    Route("/press", writing.press, methods=["POST"]),
    Route("/upload", uploads.upload, methods=["POST"]),
    Route("/sign-out", chat_page.sign_out, methods=["POST"]),
]


class PublicId(Convertor[str]):
    """The id of a chat in an address. What cannot be one is not found, and reaches neither database nor cookie."""

    regex = "[A-Za-z0-9_-]{1,64}"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


class MomentConvertor(Convertor[int]):
    """A moment in seconds; what is longer is none."""

    regex = "[0-9]{1,10}"

    def convert(self, value: str) -> int:
        return int(value)

    def to_string(self, value: int) -> str:
        return str(value)


class Id(MomentConvertor):
    """The id of a row. What no column can hold is 0, which no row has."""

    def convert(self, value: str) -> int:
        return int(value) if int(value) <= MAX_ID else 0


register_url_convertor("public_id", PublicId())
register_url_convertor("id", Id())
register_url_convertor("moment", MomentConvertor())

_REPORT = "/bao-cao/{obligation:id}/{unit:id}/{person:id}/{until:moment}/{signature:public_id}"
_MAILBOX = "/thu/{address:id}/{signature:public_id}"
_COPY = "/ban-in/{report:id}/{person:id}/{until:moment}/{signature:public_id}"
FORM = [
    Route(_REPORT, forms.form),
    Route(_REPORT, forms.send, methods=["POST"]),
    Route(f"{_REPORT}/xem-lai", forms.read_back),
    Route(f"{_REPORT}/khong-phat-sinh", forms.nothing),
]


def make_app(context: WebContext) -> Starlette:
    """Return the application to be served by one process. `context.listeners.close()` before the server stops."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        watching = asyncio.create_task(watch(context.database, context.listeners))
        yield
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching

    app = Starlette(
        routes=[*all_routes(), *context.extra_routes],
        middleware=[
            Middleware(Proxies, trusted=context.trusted_proxies, distrusted=context.distrusted),
            Middleware(Guard, public_host=context.public_host),
            Middleware(Tidy),
            Middleware(RequestPatience),
            Middleware(Packing),
        ],
        exception_handlers={
            HTTPException: on_http_error,
            NoResultFound: on_gone,
            ClientDisconnect: on_cut,
            TooSlow: on_too_slow,
            Exception: on_crash,
        },
        lifespan=lifespan,
    )
    app.router.redirect_slashes = False  # such a redirect would be built from whatever Host the visitor names
    app.state.context = context
    return app


def all_routes() -> list[BaseRoute]:
    return [
        Route("/", entry.home),
        Route("/vao", entry.home),
        Route("/vao", entry.enter, methods=["POST"]),
        Route("/vao/lien-ket-moi", fresh_link.send, methods=["POST"]),
        Route("/vao/{code}", entry.confirm),
        Route("/chat/{public_id:public_id}/", chat_page.chat),
        Mount("/chat/{public_id:public_id}/api", routes=API),
        Route("/tep/{export:id}/{until:moment}/{signature:public_id}", files.download),
        Route("/dinh-kem/{attachment:id}/{person:id}/{until:moment}/{signature:public_id}", files.attachment),
        *FORM,
        Route(_COPY, copy_page.read),
        Route(f"{_COPY}/word", copy_page.word),
        Route(_MAILBOX, mail_refusals.ask),
        Route(_MAILBOX, mail_refusals.answer, methods=["POST"]),
        Route("/lich/{person:id}/{signature:public_id}", feeds.calendar),
        Route("/healthz", health.healthz),
        Route("/readyz", health.readyz),
        Route("/metrics", health.metrics),
        Mount("/static", KeptFiles(directory=STATIC)),
    ]
