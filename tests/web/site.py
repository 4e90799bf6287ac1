"""The web application served on a free port of this machine, with an office behind it and a clerk who answers."""

import asyncio
import secrets
from datetime import UTC, datetime
from functools import partial

import aiohttp
import uvicorn
from prometheus_client import CollectorRegistry

from bot.channels.webchat import WebChannel
from domain.rights import Role
from handlers import joining
from handlers.talk import Context
from storage.calendars import work_calendar
from storage.database import Database
from storage.tables import Address
from storage.web import lines, sessions
from tests.office import Office
from tests.web.clerk import Clerk, echo
from web.app import make_app
from web.context import WebContext
from web.cookies import SESSION, hashed
from web.listeners import Listeners

UNIT = "Phòng Kinh tế & <Hạ tầng>"
PERSON = "Nguyễn Thị Lan <b>"


class Site:
    """`start` it, `stop` it and start it again: it comes back on the same port with the same database."""

    def __init__(self, database: Database, public_url: str = "") -> None:
        self.database = database
        self.office = Office(database)
        self.office.furnish()
        self.moment: datetime | None = None  # None: the real time
        self.public_url = public_url
        self.port = 0
        self.listeners = Listeners()
        self.clerk: Clerk
        self._server: uvicorn.Server
        self._serving: asyncio.Task[None]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def now(self) -> datetime:
        return self.moment or datetime.now(UTC)

    async def start(self) -> None:
        self.listeners = Listeners()
        channel = WebChannel(self.database, self.listeners, self.now)
        self.clerk = Clerk(self.database, channel, self.now, echo)
        config = uvicorn.Config(
            make_app(self._context()), host="127.0.0.1", port=self.port, log_config=None, access_log=False
        )
        self._server = uvicorn.Server(config)
        self._serving = asyncio.create_task(self._server.serve())
        while not self._server.started:
            await asyncio.sleep(0.01)
        self.port = self._server.servers[0].sockets[0].getsockname()[1]

    async def stop(self) -> None:
        self.listeners.close()
        self._server.should_exit = True
        await self._serving
        await self.clerk.stop()

    def _context(self) -> WebContext:
        redeem = partial(joining.redeem, context=Context(work_calendar(), self.public_url))
        return WebContext(
            database=self.database,
            listeners=self.listeners,
            now=self.now,
            redeem=redeem,
            received=self.clerk.wake,
            to_send=self.clerk.wake,
            secret=b"a secret of this test",
            public_url=self.public_url,
            registry=CollectorRegistry(),
        )

    def invite(self, unit: str = "PKT", name: str | None = PERSON, role: Role = Role.FOCAL_POINT) -> str:
        """A one-time code."""
        issued = self.database.do(
            joining.make_invitation,
            organisation_id=self.office.organisation_id,
            unit_id=self.office.unit_id(unit),
            role=role,
            name=name,
            now=self.now(),
        )
        return issued.code

    def sign_in(self, name: str = PERSON, unit: str = "PKT", language: str = "vi") -> "Visitor":
        """Somebody who is in the chat already."""
        public_id = secrets.token_urlsafe(18)
        self.office.person(unit, "focal_point", name, public_id, channel="web", language=language)
        return self.visitor(public_id, self.new_session(public_id))

    def new_session(self, public_id: str) -> str:
        token = secrets.token_urlsafe(32)
        with self.database.transaction() as session:
            address = session.query(Address).filter_by(chat_id=public_id).one()
            sessions.start(session, address, hashed(token), self.now())
        return token

    def visitor(self, public_id: str = "", token: str = "") -> "Visitor":
        return Visitor(self, public_id, token)

    def texts(self, public_id: str) -> list[str]:
        """What stands in a chat, line by line."""
        with self.database.transaction() as session:
            address = session.query(Address).filter_by(chat_id=public_id).one()
            found = lines.history(session, address.id).lines
            return ["".join(span["text"] for span in line.content["text"]) for line in found]


class Visitor:
    """A browser, as far as the server can tell. `public_id` is the chat that it is signed in to."""

    def __init__(self, site: Site, public_id: str, token: str) -> None:
        self.site, self.public_id, self.token = site, public_id, token
        jar = aiohttp.CookieJar(unsafe=True)  # also for addresses made of numbers
        self.http = aiohttp.ClientSession(
            base_url=site.url, cookie_jar=jar, headers={"Origin": site.url}, timeout=aiohttp.ClientTimeout(20)
        )
        if token:
            self.http.cookie_jar.update_cookies(
                {SESSION: token}, response_url=aiohttp.client.URL(f"{site.url}/chat/{public_id}/")
            )

    @property
    def chat(self) -> str:
        return f"/chat/{self.public_id}/"
