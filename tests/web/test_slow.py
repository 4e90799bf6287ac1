"""Whoever sends half a request is not waited for without end."""

import asyncio

import pytest

from bot.running import listening
from bot.running.binding import address_of, bind
from bot.running.listening import WebServer
from bot.settings.setting_rules import HttpAddress
from tests.patience import PATIENCE
from tests.web.site import Site
from web.before import slow_bodies
from web.web_app import make_app

HALF = (b"", b"G", b"GET / HTTP/1.1\r\nHost: x\r\nX-", b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\nGET / HT")


async def answered(port: int, sent: bytes) -> bytes:
    """What came back until the connection was closed."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(sent)
    try:
        async with asyncio.timeout(PATIENCE):
            return await reader.read()
    except ConnectionResetError:  # closed before all of it was read: the machine is busy
        return b""
    finally:
        writer.close()


async def test_half_a_head_is_closed(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listening, "HEAD_WITHIN", 0.5)
    bound = bind(HttpAddress("127.0.0.1", 0))
    server = WebServer(make_app(site._context()), bound)
    started = asyncio.Event()
    running = asyncio.create_task(server.run(started.set))
    await started.wait()
    port = address_of(bound).port
    answers = await asyncio.gather(*(answered(port, half) for half in HALF * 50))
    assert {answer[:12] for answer in answers} == {b"", b"HTTP/1.1 200"}
    server.stop()
    await running


async def test_an_answer_that_takes_long_is_not_closed(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The stream of a chat stays open, however short the time for a head is."""
    monkeypatch.setattr(listening, "HEAD_WITHIN", 0.2)
    monkeypatch.setattr(slow_bodies, "GRACE", 0.0)
    lan = site.sign_in()
    bound = bind(HttpAddress("127.0.0.1", 0))
    server = WebServer(make_app(site._context()), bound)
    started = asyncio.Event()
    running = asyncio.create_task(server.run(started.set))
    await started.wait()
    reader, writer = await asyncio.open_connection("127.0.0.1", address_of(bound).port)
    head = f"GET {lan.chat}api/events HTTP/1.1\r\nHost: x\r\nCookie: dondoc_session={lan.token}\r\n\r\n"
    writer.write(head.encode())
    await reader.readuntil(b"event: state")
    await asyncio.sleep(0.5)
    site.listeners.notify(lan.public_id)
    assert not reader.at_eof()
    await reader.readuntil(b"event: state")
    writer.close()
    await lan.http.close()
    site.listeners.close()
    server.stop()
    await running


async def test_half_a_body_is_told_so(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slow_bodies, "GRACE", 0.2)
    head = b"POST /vao HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    answer = await answered(site.port, head + b"Content-Length: 100\r\n\r\ncode=")
    assert answer.startswith(b"HTTP/1.1 408")
    assert "quá chậm".encode() in answer
