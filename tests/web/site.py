"""The web application served on a free port of this machine, with an office behind it and a clerk who answers."""

import asyncio
import json
import secrets
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from http.cookies import Morsel
from typing import Any, Self

import aiohttp
import uvicorn
from prometheus_client import CollectorRegistry
from yarl import URL

from bot.channels.webchat import WebChannel
from domain.rights import Role
from handlers.conversation.acting import Context
from handlers.inviting import issuing, joining
from storage.db.database import Database
from storage.installation.calendars import work_calendar
from storage.tables import Address
from storage.webchat import lines, sessions
from tests.office import Office
from tests.patience import PATIENCE
from tests.web.clerk import Clerk, echo
from web.site.context import WebContext
from web.site.cookies import SESSION, hashed
from web.site.listeners import Listeners
from web.site.proxies import Network
from web.web_app import make_app

UNIT = "Phòng Kinh tế & <Hạ tầng>"
SECRET = b"a secret of this test"
PERSON = "Nguyễn Thị Lan <b>"


async def until(condition: Callable[[], bool]) -> None:
    """Waits until it is so."""
    for _ in range(round(PATIENCE / 0.01)):
        if condition():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("waited in vain")


class Site:
    """`start` it, `stop` it and start it again: it comes back on the same port with the same database."""

    def __init__(self, database: Database, public_url: str = "", clerk: type[Clerk] = Clerk) -> None:
        self.database = database
        self._clerk = clerk
        self.office = Office(database)
        self.office.furnish()
        self.moment: datetime | None = None  # None: the real time
        self.public_url = public_url
        self.troubles: dict[str, str] = {}
        self.port = 0
        self.trusted: Sequence[Network] = ()
        self.distrusted: list[str] = []
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
        self.clerk = self._clerk(self.database, channel, self.now, echo)
        config = uvicorn.Config(
            make_app(self._context()),
            host="127.0.0.1",
            port=self.port,
            log_config=None,
            access_log=False,
            proxy_headers=False,
        )
        self._server = uvicorn.Server(config)
        self._serving = asyncio.create_task(self._server.serve())
        await until(lambda: self._server.started)
        self.port = self._server.servers[0].sockets[0].getsockname()[1]

    async def stop(self) -> None:
        self.listeners.close()
        self._server.should_exit = True
        await self._serving
        await self.clerk.stop()

    def _context(self) -> WebContext:
        handling = Context(work_calendar(), self.public_url, SECRET)
        return WebContext(
            database=self.database,
            listeners=self.listeners,
            now=self.now,
            redeem=partial(joining.redeem, context=handling),
            handling=handling,
            received=self.clerk.wake,
            to_send=self.clerk.wake,
            secret=SECRET,
            public_url=self.public_url,
            trusted_proxies=self.trusted,
            distrusted=self.distrusted.append,
            registry=CollectorRegistry(),
            troubles=lambda: self.troubles,
        )

    def invite(self, unit: str = "PKT", name: str | None = PERSON, role: Role = Role.FOCAL_POINT) -> str:
        """A one-time code."""
        issued = self.database.do(
            issuing.make_invitation,
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
        if token:
            jar.update_cookies({SESSION: token}, response_url=URL(site.url + self.chat))
        self.http = aiohttp.ClientSession(site.url, cookie_jar=jar, timeout=aiohttp.ClientTimeout(PATIENCE))

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *error: object) -> None:
        await self.http.close()

    @property
    def chat(self) -> str:
        return f"/chat/{self.public_id}/"

    async def get(self, path: str, **options: Any) -> "Answer":
        async with self.http.get(path, allow_redirects=False, **options) as response:
            return await _read(response)

    async def post(self, path: str, **options: Any) -> "Answer":
        async with self.http.post(path, allow_redirects=False, **options) as response:
            return await _read(response)

    async def enter(self, code: str) -> "Answer":
        """Uses a code up as the page's form does; signed in from then on when it was right."""
        answer = await self.post("/vao", data={"code": code})
        if answer.status == 303:
            self.public_id = answer.headers["location"].split("/")[2]
        return answer

    async def send(self, text: str, client_id: str = "") -> "Answer":
        body = {"text": text, "client_id": client_id or secrets.token_hex(8)}
        return await self.post(f"{self.chat}api/send", json=body)

    async def press(self, message_id: int, key: str) -> "Answer":
        body = {"message_id": str(message_id), "key": key, "client_id": secrets.token_hex(8)}
        return await self.post(f"{self.chat}api/press", json=body)

    async def lines(self, **query: int) -> list[dict[str, Any]]:
        answer = await self.get(f"{self.chat}api/messages", params=query)
        assert answer.status == 200
        found: list[dict[str, Any]] = answer.json["lines"]
        return found

    async def settled(self) -> list[dict[str, Any]]:
        """The chat's lines once everything is answered."""
        for _ in range(round(PATIENCE / 0.02)):
            answer = await self.get(f"{self.chat}api/messages")
            if not answer.json["waiting"]:
                found: list[dict[str, Any]] = answer.json["lines"]
                return found
            await asyncio.sleep(0.02)
        raise AssertionError("no answer")

    async def events(self, after: int = 0, last_event_id: int | None = None) -> AsyncGenerator["Event", None]:
        """The chat's live stream, event by event."""
        headers = {} if last_event_id is None else {"Last-Event-ID": str(last_event_id)}
        async with self.http.get(f"{self.chat}api/events?after={after}", headers=headers) as response:
            assert response.status == 200
            fields: dict[str, str] = {}
            async for raw in response.content:
                name, _, value = raw.decode().rstrip("\n").partition(": ")
                if name:
                    fields[name] = value
                    continue
                yield Event(fields["event"], json.loads(fields["data"]), int(fields.get("id", 0)))
                fields = {}


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    cookies: Mapping[str, Morsel[str]]
    text: str

    @property
    def json(self) -> Any:
        return json.loads(self.text)


@dataclass(frozen=True, slots=True)
class Event:
    name: str
    data: dict[str, Any]
    id: int


async def _read(response: aiohttp.ClientResponse) -> Answer:
    return Answer(response.status, response.headers, response.cookies, await response.text())


def said(line: Mapping[str, Any]) -> str:
    return "".join(span["text"] for span in line["text"])
