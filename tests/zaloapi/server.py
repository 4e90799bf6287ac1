"""The HTTP edge: a Zalo Bot Platform on 127.0.0.1 that is as strict as it may be, for tests."""

import asyncio
import json
import time
from collections.abc import Callable, Iterable, Mapping
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from tests.botapi.calls import Call, CallLog
from tests.botapi.errors import ApiError, Json
from tests.botapi.faults import Fault
from tests.botapi.params import Params
from tests.zaloapi.accounts import ZaloBot
from tests.zaloapi.faults import ZaloFaults, code_of
from tests.zaloapi.methods import Request, Result, perform
from tests.zaloapi.people import ZaloPerson
from tests.zaloapi.photos import Photos
from tests.zaloapi.refusals import GoneError, bad_request, not_found, request_timeout, unauthorized
from tests.zaloapi.state import made_id
from tests.zaloapi.updates import Update

TOKEN = "1459232241454765289:token-of-the-strict-zalo-server"
PHOTO = "photo"


class ZaloServer:
    """`async with ZaloServer() as server:`, then `server.url`, `.person(…)`, `.bot()`, `.faults`, `.calls`.

    `tokens` names the bots, with account names if it is a mapping. `clock` times the log of calls, `now` dates messages
    and months (seconds since 1970). In the log a call's status is the error code of a refusal, however it was sent.
    """

    def __init__(
        self,
        tokens: Iterable[str] | Mapping[str, str] = (TOKEN,),
        *,
        port: int = 0,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], float] = time.time,
    ) -> None:
        self.faults = ZaloFaults()
        self.calls = CallLog(clock, keep=True)
        self.photos = Photos(lambda: self.url)
        self._reroute: dict[str, str] = {}
        names: Mapping[str, str] = tokens if isinstance(tokens, Mapping) else {}
        self.bots = {
            token: ZaloBot(token, names.get(token, f"bot.{made_id(token)[:9]}"), now, self._reroute) for token in tokens
        }
        self._people: dict[tuple[str, str], ZaloPerson] = {}
        self._port = port
        self._runner: web.ServerRunner | None = None

    async def __aenter__(self) -> Self:
        self._runner = web.ServerRunner(web.Server(self._serve), access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port)
        await site.start()
        self._port = int(self._runner.addresses[0][1])
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for bot in self.bots.values():
            bot.updates.interrupt(request_timeout())
            await bot.webhook.close()
        if self._runner is not None:
            await self._runner.cleanup()

    @property
    def url(self) -> str:
        """What stands in for https://bot-api.zaloplatforms.com."""
        return f"http://127.0.0.1:{self._port}"

    def bot(self, token: str | None = None) -> ZaloBot:
        """The bot of this token; the first one by default."""
        return self.bots[token or next(iter(self.bots))]

    def person(self, name: str = "Lan", token: str | None = None, *, id: str | None = None) -> ZaloPerson:
        """Somebody facing the bot of this token; the same object when asked for again. Before each bot a person has
        another id, as nothing is said of its being the same."""
        bot = self.bot(token)
        known = self._people.get((bot.token, id or name))
        if known is None:
            known = ZaloPerson(id or made_id(bot.id, name), name, bot, self.photos)
            self._people[bot.token, id or name] = known
        return known

    def reroute(self, public: str, real: str) -> None:
        """Deliver webhooks, and open links, under the address `public` at the address `real`."""
        self._reroute[public] = real

    def refused(self) -> list[Call]:
        """The calls that were answered with an error; an idle poll is none."""
        return [c for c in self.calls if c.status >= 400 and not (c.method == "getUpdates" and c.status == 408)]

    async def _serve(self, request: web.BaseRequest) -> web.StreamResponse:
        path = request.path
        if path.startswith(f"/{PHOTO}/"):
            name = path.removeprefix(f"/{PHOTO}/")
            call = self.calls.begin("", PHOTO, Params({"name": name}))
            return await self._met(request, call, lambda: self._photo(call, name))
        token, _, method = path.removeprefix("/bot").partition("/")
        if not path.startswith("/bot") or not method:
            return _refusal(not_found("no such page"), 404)
        body = await request.read()
        params, wrong = _read(request, body)
        call = self.calls.begin(token, method, Params(params))
        return await self._met(request, call, lambda: self._answer(request, call, wrong))

    async def _met(self, request: web.BaseRequest, call: Call, answer: Callable[[], Any]) -> web.StreamResponse:
        """The answer, or the fault that waits for this call."""
        fault = self.faults.take(call.method, call.params)
        if fault is None:
            response: web.StreamResponse = await answer()
            return response
        return await self._with_fault(request, call, fault, answer)

    async def _with_fault(
        self, request: web.BaseRequest, call: Call, fault: Fault, answer: Callable[[], Any]
    ) -> web.StreamResponse:
        if fault.delay:
            await asyncio.sleep(fault.delay)
        if fault.status is not None:
            self.calls.finish(call, code_of(fault), fault.body)
            kind = "application/json" if fault.body.startswith("{") else "text/html"
            return web.Response(status=fault.status, text=fault.body, content_type=kind)
        if fault.drop == "before":
            return self._hang_up(request, call)
        response: web.StreamResponse = await answer()
        if fault.drop == "after":
            bot = self.bots.get(call.token)
            if bot is not None and isinstance(call.answer, Update) and bot.keeps_lost:
                bot.updates.take_back()
            return self._hang_up(request, call)
        return response

    def _hang_up(self, request: web.BaseRequest, call: Call) -> web.StreamResponse:
        self.calls.finish(call, -1, call.answer)
        if request.transport is not None:
            request.transport.abort()
        return web.Response()

    async def _answer(self, request: web.BaseRequest, call: Call, wrong: ApiError | None) -> web.StreamResponse:
        bot = self.bots.get(call.token)
        try:
            if bot is None:
                raise unauthorized()
            if wrong is not None:
                raise wrong
            result = await perform(call.method, Request(bot, call.params, lambda: _is_there(request)))
        except ApiError as refusal:
            self.calls.finish(call, refusal.code, refusal.description)
            return _refusal(refusal, 200 if bot is not None and bot.refuses_with_200 else refusal.code)
        except GoneError:
            return self._hang_up(request, call)
        self.calls.finish(call, 200, result)
        return web.Response(body=_body(bot, result), content_type="application/json")

    async def _photo(self, call: Call, name: str) -> web.StreamResponse:
        content = self.photos.by_name.get(name)
        if content is None:
            self.calls.finish(call, 404, None)
            return web.Response(status=404, text="Not Found")
        self.calls.finish(call, 200, None)
        return web.Response(body=content, content_type=self.photos.type_of(name))


def _body(bot: ZaloBot, result: Result) -> bytes:
    if isinstance(result, Update):
        return result.body(bot.shape)
    return json.dumps({"ok": True} if result is None else {"ok": True, "result": result}).encode()


def _refusal(refusal: ApiError, status: int) -> web.Response:
    return web.Response(status=status, body=json.dumps(refusal.body()).encode(), content_type="application/json")


def _read(request: web.BaseRequest, body: bytes) -> tuple[Json, ApiError | None]:
    """The parameters, which come as one JSON object that is posted and in no other way; and what is wrong with them."""
    if request.method != "POST":
        return {}, not_found("methods are posted")
    if request.query:
        return {}, bad_request("parameters go into the body")
    if request.content_type != "application/json":
        return {}, bad_request("the body must be application/json")
    try:
        given = json.loads(body)
    except (ValueError, RecursionError):
        return {}, bad_request("the body is no JSON")
    return (given, None) if isinstance(given, dict) else ({}, bad_request("the body must be a JSON object"))


def _is_there(request: web.BaseRequest) -> bool:
    return request.transport is not None and not request.transport.is_closing()
