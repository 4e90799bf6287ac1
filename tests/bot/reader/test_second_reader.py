"""A second reader over the wire: one that answers well, badly, slowly or not at all, and where it may stand."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from pydantic import SecretStr

from bot.reader.local import LocalNames, NotLocalError, is_local
from bot.reader.reader_settings import second_reader, where
from bot.reader.service import BadAnswerError, Service, Where
from bot.settings import Settings
from bot.shell.checking import reader_check as checking
from domain.typed.second import Question

TEXT = "2.7 kiểu lúc được lúc mất"
QUESTION = Question(TEXT, (("2.7", "Lập quỹ"),))
SAID = {"tasks": [{"task": "2.7", "status": "in_progress", "status_words": "kiểu lúc được lúc mất"}]}

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


def completion(content: Any) -> web.Response:
    return web.json_response({"choices": [{"message": {"role": "assistant", "content": content}}]})


@asynccontextmanager
async def service(answer: Answer, **more: Any) -> AsyncIterator[tuple[Service, list[Any]]]:
    """A local server, a client of it, and what came in."""
    came: list[Any] = []

    async def completions(request: web.Request) -> web.StreamResponse:
        came.append((request.headers.get("Authorization"), await request.json()))
        return await answer(request)

    async def models(request: web.Request) -> web.Response:
        return web.json_response({"data": [{"id": "qwen2.5:7b"}]})

    app = web.Application()
    app.add_routes([web.post("/v1/chat/completions", completions), web.get("/v1/models", models)])
    async with TestServer(app, host="127.0.0.1") as server:
        seconds = more.pop("seconds", 5.0)
        async with Service(Where(str(server.make_url("/")), **more), seconds) as client:
            yield client, came


async def good(request: web.Request) -> web.Response:
    return completion(json.dumps(SAID))


async def test_it_is_asked_as_such_services_are() -> None:
    async with service(good, model="vinallama", key=SecretStr("k-1")) as (client, came):
        assert json.loads(await client.ask(QUESTION)) == SAID
    [(authorization, asked)] = came
    assert authorization == "Bearer k-1"
    assert (asked["model"], asked["temperature"], asked["stream"]) == ("vinallama", 0, False)
    assert [one["role"] for one in asked["messages"]] == ["system", "user"]
    assert TEXT in asked["messages"][1]["content"]


async def test_without_a_model_the_first_it_has_is_asked() -> None:
    async with service(good) as (client, came):
        await client.ask(QUESTION)
    assert came[0][1]["model"] == "qwen2.5:7b"


@pytest.mark.parametrize(
    "url", ["http://ai.lan:1", "http://ai.lan:1/v1", "http://ai.lan:1/v1/", "http://ai.lan:1/v1/chat/completions"]
)
def test_the_address_is_taken_as_it_is_known(url: str) -> None:
    assert Where(url.rstrip("/")).base == "http://ai.lan:1/v1"


async def _refusal(request: web.Request) -> web.Response:
    return web.Response(status=500, text="no")


async def _elsewhere(request: web.Request) -> web.Response:
    return web.Response(status=302, headers={"Location": "http://192.0.2.1/"})


async def _no_json(request: web.Request) -> web.Response:
    return web.Response(text="<html>")


async def _no_words(request: web.Request) -> web.Response:
    return completion(None)


async def _endless(request: web.Request) -> web.Response:
    return web.Response(text="x" * 100_000)


@pytest.mark.parametrize("answer", [_refusal, _elsewhere, _no_json, _no_words, _endless])
async def test_an_answer_that_is_none_is_told_apart(answer: Answer) -> None:
    async with service(answer, model="m") as (client, _):
        with pytest.raises(BadAnswerError):
            await client.ask(QUESTION)


async def test_it_is_not_waited_for_beyond_its_time() -> None:
    over = asyncio.Event()

    async def never(request: web.Request) -> web.Response:
        await over.wait()
        return completion("")

    async with service(never, model="m", seconds=0.01) as (client, _):
        with pytest.raises(TimeoutError):
            await client.ask(QUESTION)
        over.set()


@pytest.mark.parametrize(
    ("address", "local"),
    [("127.0.0.1", True), ("10.1.2.3", True), ("192.168.1.9", True), ("::1", True), ("fe80::1%eth0", True),
     ("8.8.8.8", False), ("2001:4860:4860::8888", False), ("::ffff:8.8.8.8", False), ("ai.coquan.vn", None)],
)  # fmt: skip
def test_local_addresses_are_told_from_others(address: str, local: bool | None) -> None:
    assert is_local(address) is local


async def test_a_name_that_leads_out_is_refused_each_time_it_is_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    names = LocalNames()

    async def found(host: str, port: int = 0, family: int = 0) -> list[dict[str, Any]]:
        return [{"host": "10.0.0.5"}, {"host": "8.8.8.8"}] if host == "ai.coquan.vn" else [{"host": "10.0.0.5"}]

    monkeypatch.setattr(names._resolver, "resolve", found)
    assert await names.resolve("ai.lan")
    with pytest.raises(NotLocalError):
        await names.resolve("ai.coquan.vn")
    await names.close()


async def test_an_address_outside_is_not_asked_unless_it_is_allowed() -> None:
    outside = Settings(reader_url="https://8.8.8.8/v1")
    async with second_reader(outside) as ask:
        assert ask is None
    async with second_reader(Settings()) as ask:
        assert ask is None
    allowed = where(outside.model_copy(update={"reader_allow_remote": True}))
    assert allowed is not None
    assert not allowed.is_refused
    async with Service(Where("http://8.8.8.8")) as client:
        with pytest.raises(NotLocalError):
            await client.ask(QUESTION)


def test_check_says_what_it_means() -> None:
    def said(**settings: Any) -> str:
        return "\n".join(line for one in checking.second_reader(Settings(**settings)) for line in one.lines())

    assert said() == "• Máy đọc thứ hai: tắt; câu gõ chỉ do bộ đọc có sẵn đọc, không gửi đi đâu"
    outside = said(reader_url="https://8.8.8.8/v1")
    assert outside.startswith("✗ Máy đọc thứ hai: 8.8.8.8 ở ngoài mạng nội bộ nên không được hỏi")
    assert "DONDOC_READER_ALLOW_REMOTE=1" in outside
    assert said(reader_url="http://127.0.0.1:9/v1").startswith("✗ Máy đọc thứ hai: không kết nối được")
