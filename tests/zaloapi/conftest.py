"""A strict server, and a client that asks it as a program would."""

from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any

import pytest
from aiohttp import ClientSession

from tests.zaloapi import TOKEN, ZaloPerson, ZaloServer

Asks = Callable[..., Coroutine[Any, Any, tuple[int, Any]]]


class Now:
    """Time that moves only when told to, in seconds since 1970."""

    def __init__(self) -> None:
        self.at = 1_795_400_000.5

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def now() -> Now:
    return Now()


@pytest.fixture
async def server(now: Now) -> AsyncIterator[ZaloServer]:
    async with ZaloServer(now=now) as running:
        yield running


@pytest.fixture
async def ask(server: ZaloServer) -> AsyncIterator[Asks]:
    """`await ask("sendMessage", chat_id=…)` gives the HTTP status and the answer."""
    async with ClientSession() as http:

        async def asks(method: str, token: str = TOKEN, **params: Any) -> tuple[int, Any]:
            async with http.post(f"{server.url}/bot{token}/{method}", json=params) as answer:
                return answer.status, await answer.json()

        yield asks


@pytest.fixture
async def lan(server: ZaloServer) -> ZaloPerson:
    """Somebody who has written to the bot; that is no news any more."""
    person = server.person("Lan")
    await person.says("Xin chào")
    server.bot().updates.pending.clear()
    return person
