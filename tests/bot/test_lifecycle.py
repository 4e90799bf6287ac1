import asyncio
import contextlib
import os
import signal
import socket
from collections.abc import AsyncIterator, Iterator

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from bot.accounts.lifecycle import Stopping, TaskEnded, run_until_stopped
from bot.running.binding import address_of, bind
from bot.running.listening import WebServer
from bot.settings.setting_rules import HttpAddress
from bot.starting.expected_failures import CommandFailure
from tests.patience import PATIENCE


class Endless:
    """A task that runs until it is told to stop, and says how it ended."""

    def __init__(self) -> None:
        self.end = asyncio.Event()
        self.ended = ""

    async def run(self) -> None:
        try:
            await self.end.wait()
            self.ended = "stopped"
        except asyncio.CancelledError:
            self.ended = "cancelled"
            raise


async def test_intake_is_cancelled_before_the_rest_is_stopped() -> None:
    stopping, intake, delivery = Stopping(), Endless(), Endless()

    async def stop() -> None:
        await asyncio.sleep(0)
        assert intake.ended == "cancelled"
        assert delivery.ended == ""
        delivery.end.set()

    asyncio.get_running_loop().call_soon(stopping.begin)
    await run_until_stopped({"telegram": intake.run}, {"delivery": delivery.run}, stopping, stop)
    assert delivery.ended == "stopped"


async def test_one_failing_part_ends_all() -> None:
    other = Endless()

    async def fail() -> None:
        raise ValueError("broken")

    async def stop() -> None:
        raise AssertionError("nothing was asked to stop")

    with pytest.raises(ExceptionGroup) as raised:
        await run_until_stopped({}, {"bad": fail, "other": other.run}, Stopping(), stop)
    assert isinstance(raised.value.exceptions[0], ValueError)
    assert other.ended == "cancelled"


async def test_a_part_that_ends_by_itself_ends_all() -> None:
    async def nothing() -> None:
        return

    with pytest.raises(ExceptionGroup) as raised:
        await run_until_stopped({"telegram 42": nothing}, {}, Stopping(), nothing)
    (ended,) = raised.value.exceptions
    assert isinstance(ended, TaskEnded)
    assert str(ended) == "telegram 42"


@pytest.fixture
async def ends(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[list[int]]:
    codes: list[int] = []
    monkeypatch.setattr(os, "_exit", codes.append)
    yield codes
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().remove_signal_handler(number)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_first_signal_stops_and_a_second_ends_at_once(ends: list[int], number: signal.Signals) -> None:
    stopping = Stopping()
    stopping.listen()
    signal.raise_signal(number)
    await asyncio.wait_for(stopping.wait(), PATIENCE)
    assert ends == []
    signal.raise_signal(number)
    await asyncio.sleep(0.05)
    stopping.over()
    assert ends == [128 + number]


async def test_a_stop_that_takes_too_long_is_cut_short(ends: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.accounts.lifecycle.STOP_WITHIN", 0.05)
    Stopping().listen()
    signal.raise_signal(signal.SIGTERM)
    await asyncio.sleep(0.3)
    assert ends == [1]


@pytest.fixture
def bound() -> Iterator[socket.socket]:
    with contextlib.closing(bind(HttpAddress("127.0.0.1", 0))) as found:
        yield found


async def test_port_0_takes_a_free_one_and_answers_there(bound: socket.socket) -> None:
    address = address_of(bound)
    server = WebServer(Starlette(routes=[Route("/", lambda request: PlainTextResponse("hello"))]), bound)
    started = asyncio.Event()
    running = asyncio.create_task(server.run(started.set))
    await asyncio.wait_for(started.wait(), PATIENCE)
    reader, writer = await asyncio.open_connection(*address)
    writer.write(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    answer = await reader.read()
    writer.close()
    await writer.wait_closed()
    assert answer.endswith(b"hello")
    server.stop()
    await asyncio.wait_for(running, PATIENCE)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        (HttpAddress("no-such-host.invalid", 8080), "không có địa chỉ tên “no-such-host.invalid”"),
        (HttpAddress("192.0.2.1", 8080), "không nghe được ở 192.0.2.1:8080"),
    ],
)
def test_an_address_that_cannot_be_is_told(address: HttpAddress, said: str) -> None:
    with pytest.raises(CommandFailure) as raised:
        bind(address)
    assert said in raised.value.lines[0]


def test_a_port_that_is_taken_is_told(bound: socket.socket) -> None:
    with pytest.raises(CommandFailure) as raised:
        bind(address_of(bound))
    assert "đang có chương trình khác dùng" in raised.value.lines[0]
    assert "dondoc check" in raised.value.lines[1]
