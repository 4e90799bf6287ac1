"""The HTTP edge: a Bot API on 127.0.0.1 that is as strict as Telegram's, for tests."""

import asyncio
import json
import time
from collections.abc import Callable, Iterable, Mapping
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from tests.botapi import params as parameters
from tests.botapi.accounts import BotAccount, new_account
from tests.botapi.asking import perform
from tests.botapi.calls import Call, CallLog
from tests.botapi.errors import ApiError, Json
from tests.botapi.faults import Fault, Faults
from tests.botapi.groups import Group
from tests.botapi.people import Person
from tests.botapi.rates import Limits
from tests.botapi.sending import Request
from tests.botapi.state import User, World

TOKEN = "7000000001:AAtest-token-of-the-strict-server-000"
LARGEST_REQUEST = 64 * 1024 * 1024


class BotApiServer:
    """`async with BotApiServer() as server:`, then `server.url`, `.person(…)`, `.faults`, `.calls`.

    `tokens` names the bots, with usernames if it is a mapping. `quiet` (for benchmarks) keeps no log and does
    not check formatting. `clock` times the rate limits, `now` dates messages (seconds since 1970).
    """

    def __init__(
        self,
        tokens: Iterable[str] | Mapping[str, str] = (TOKEN,),
        *,
        limits: Limits | None = None,
        quiet: bool = False,
        privacy: bool = True,
        port: int = 0,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], float] = time.time,
    ) -> None:
        self.limits = limits if limits is not None else Limits()
        self.faults = Faults()
        self.calls = CallLog(clock, keep=not quiet)
        self.world = World(now)
        self.bots: dict[str, BotAccount] = {}
        names: Mapping[str, str] = tokens if isinstance(tokens, Mapping) else {}
        for token in tokens:
            self.bots[token] = new_account(token, names.get(token), self.world, self.limits, clock, privacy)
        self._people: dict[tuple[int, str], Person] = {}
        self._strict = not quiet
        self._clock = clock
        self._port = port
        self._runner: web.ServerRunner | None = None

    async def __aenter__(self) -> Self:
        self._runner = web.ServerRunner(
            web.Server(self._serve, request_factory=_large_request), access_log=None, shutdown_timeout=0.2
        )
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port)
        await site.start()
        self._port = int(self._runner.addresses[0][1])
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for bot in self.bots.values():
            bot.updates.interrupt(None)
            await bot.webhook.close()
        if self._runner is not None:
            await self._runner.cleanup()

    @property
    def url(self) -> str:
        """What stands in for https://api.telegram.org."""
        return f"http://127.0.0.1:{self._port}"

    def bot(self, token: str | None = None) -> BotAccount:
        """The account of this token; of the first one by default."""
        return self.bots[token or next(iter(self.bots))]

    def person(
        self,
        id: int,
        first_name: str = "Lan",
        username: str | None = None,
        *,
        last_name: str | None = None,
        language_code: str | None = "vi",
        token: str | None = None,
    ) -> Person:
        """Somebody facing the bot of this token; the same object when asked for again."""
        bot = self.bot(token)
        user = self.world.users.get(id)
        if user is None:
            user = self.world.users[id] = User(id, first_name, last_name, username, language_code)
        return self._people.setdefault((id, bot.token), Person(user, bot, self.bots))

    def group(
        self,
        id: int,
        title: str,
        members: Iterable[Person] = (),
        *,
        with_bot: bool = False,
        admin: bool = False,
        token: str | None = None,
    ) -> Group:
        """A group with these people; `with_bot` has the bot in it from before, without any update."""
        group = Group(id, title, members, self.bots)
        self.world.groups[id] = group
        if with_bot or admin:
            group.bots[self.bot(token).id] = "administrator" if admin else "member"
        return group

    async def upgrade_group(self, group: Group, new_id: int | None = None) -> Group:
        """Turns a group into a supergroup with another id; sending to the old id is refused from then on."""
        successor = group.upgrade(new_id or int(f"-100{-group.id}"))
        self.world.groups[successor.id] = successor
        return successor

    def inject_update(self, token: str | None, update: Json) -> int:
        """Puts any update into a bot's queue; returns its update_id."""
        return self.bot(token).updates.inject(update)

    def reroute(self, public: str, real: str) -> None:
        """Deliver webhooks registered under the address `public` to the address `real`."""
        for bot in self.bots.values():
            bot.webhook.reroute[public] = real

    async def _serve(self, request: web.BaseRequest) -> web.StreamResponse:
        path = request.path
        if path.startswith("/file/bot"):
            return self._download(*path.removeprefix("/file/bot").partition("/")[::2])
        token, _, method = path.removeprefix("/bot").partition("/")
        if not path.startswith("/bot") or not method:
            return _json(404, ApiError(404, "Not Found").body())
        try:
            params = await parameters.read(request)
        except ApiError as refusal:
            return _json(refusal.code, refusal.body())
        call = self.calls.begin(token, method, params)
        fault = self.faults.take(method, params)
        if fault is not None:
            return await self._with_fault(request, call, fault)
        return await self._answer(call)

    async def _with_fault(self, request: web.BaseRequest, call: Call, fault: Fault) -> web.StreamResponse:
        if fault.delay:
            await asyncio.sleep(fault.delay)
        if fault.status is not None:
            self.calls.finish(call, fault.status, fault.body)
            kind = "application/json" if fault.body.startswith("{") else "text/html"
            return web.Response(status=fault.status, text=fault.body, content_type=kind)
        if fault.drop == "before":
            return self._hang_up(request, call)
        response = await self._answer(call)
        return self._hang_up(request, call) if fault.drop == "after" else response

    def _hang_up(self, request: web.BaseRequest, call: Call) -> web.StreamResponse:
        self.calls.finish(call, -1, call.answer)
        if request.transport is not None:
            request.transport.abort()
        return web.Response()

    async def _answer(self, call: Call) -> web.Response:
        bot = self.bots.get(call.token)
        try:
            if bot is None:
                raise ApiError(401, "Unauthorized")
            result = await perform(call.method, Request(bot, call.params, self._strict, self._clock))
        except ApiError as refusal:
            self.calls.finish(call, refusal.code, refusal.description)
            return _json(refusal.code, refusal.body())
        self.calls.finish(call, 200, result)
        return _json(200, {"ok": True, "result": result})

    def _download(self, token: str, path: str) -> web.Response:
        stored = self.world.files.by_path.get(path)
        if token not in self.bots or stored is None:
            return _json(404, ApiError(404, "Not Found").body())
        return web.Response(body=stored.content())


def _json(status: int, body: Json) -> web.Response:
    retry_after = body.get("parameters", {}).get("retry_after")
    headers = {"Retry-After": str(retry_after)} if retry_after else None
    return web.Response(status=status, body=json.dumps(body).encode(), content_type="application/json", headers=headers)


def _large_request(message: Any, payload: Any, protocol: Any, writer: Any, task: Any) -> web.BaseRequest:
    return web.BaseRequest(
        message, payload, protocol, writer, task, asyncio.get_running_loop(), client_max_size=LARGEST_REQUEST
    )
