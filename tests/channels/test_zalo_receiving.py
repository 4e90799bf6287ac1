"""Receiving from Zalo: stored before anything is acknowledged, by polling and by webhook."""

import asyncio
import io
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest
from structlog.testing import capture_logs

from bot.channels import patience
from bot.channels.zalo import receiving
from bot.channels.zalo.channel import ZaloChannel
from bot.channels.zalo.receiving import HEADER, poll, webhook_path, webhook_secret, zalo_routes
from domain.messaging.messages import Incoming
from scheduler.delivery.channel import GoneError
from tests.channels.doors import listening
from tests.channels.telegram_stage import NotingInbox
from tests.channels.zalo_payloads import update
from tests.channels.zalo_stage import stage
from tests.zaloapi.updates import Shape

SECRET = "a secret of these tests"


@pytest.fixture(autouse=True)
def _no_long_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "pause", lambda seconds: asyncio.sleep(0.01))
    monkeypatch.setattr(receiving, "APART_SECONDS", 0.01)


@asynccontextmanager
async def polling(channel: ZaloChannel, inbox: NotingInbox) -> AsyncIterator[None]:
    task = asyncio.create_task(poll(channel, inbox, 1))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


@pytest.mark.parametrize("shape", ["flat", "wrapped"])
async def test_what_people_do_comes_in_order(shape: Shape) -> None:
    async with stage() as (server, channel):
        server.bot().shape = shape
        lan = server.person("Lan")
        async with polling(channel, inbox := NotingInbox()):
            await lan.says("một")
            await lan.sends_photo(b"\xff\xd8\xff anh")
            await lan.sends_sticker()
            await lan.sends_voice()
            await lan.sends_unsupported()
            found = await inbox.until(5)
        assert [(one.kind, one.text or one.what) for one in found] == [
            ("text", "một"), ("file", "photo"), ("other", "sticker"), ("other", "voice"), ("other", "unsupported"),
        ]  # fmt: skip
        assert found[0].user_name == "Lan"
        assert await channel.fetch(found[1].extra["file_id"], 1000) == b"\xff\xd8\xff anh"
        assert server.refused() == []


async def test_trouble_is_waited_out_and_nothing_is_lost() -> None:
    async with stage() as (server, channel):
        lan = server.person("Lan")
        server.faults.fail("getUpdates", 2)
        server.faults.says_no("getUpdates", 500, "Internal Server Error")
        server.faults.drop("getUpdates")
        async with polling(channel, inbox := NotingInbox()):
            await lan.says("một")
            await inbox.until(1)
            await lan.forges("không phải JSON")
            await lan.says("hai")
            await inbox.until(2)
        assert [one.text for one in inbox.stored] == ["một", "hai"]


async def test_what_could_not_be_stored_is_kept_until_it_is() -> None:
    async with stage() as (server, channel):
        lan = server.person("Lan")
        inbox = NotingInbox()
        inbox.failures = 3
        async with polling(channel, inbox):
            await lan.says("một")
            await lan.says("hai")
            await inbox.until(2)
        assert [one.text for one in inbox.stored] == ["một", "hai"]


async def test_an_idle_poll_is_no_trouble() -> None:
    async with stage() as (server, channel):
        async with polling(channel, NotingInbox()):
            await server.calls.wait("getUpdates", 2)
        assert server.refused() == []


async def test_an_idle_poll_is_no_trouble_whoever_says_that_it_is_over() -> None:
    async with stage() as (server, channel):
        lan = server.person("Lan")
        server.faults.fail("getUpdates", 2, status=408, body="<html>Request timeout</html>")
        with capture_logs() as told:
            async with polling(channel, inbox := NotingInbox()):
                await lan.says("một")
                await inbox.until(1)
        assert [line for line in told if line["log_level"] in ("warning", "error")] == []


async def test_an_update_beside_ok_is_one_too() -> None:
    async with stage() as (server, channel):
        lan = server.person("Lan")
        async with polling(channel, inbox := NotingInbox()):
            await lan.says("một")
            await inbox.until(1)
            await lan.forges({"ok": True, **update(text="hai")})
            found = await inbox.until(2)
        assert [one.text for one in found] == ["một", "hai"]


@pytest.mark.parametrize("body", [{"ok": True, "result": {}}, {"ok": True, "result": None}, "again"])
async def test_what_brings_nothing_new_is_not_asked_for_without_a_pause(
    body: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not for ever either, where the same comes again and again."""
    monkeypatch.setattr(receiving, "APART_SECONDS", 3600.0)
    async with stage() as (server, channel):
        lan = server.person("Lan")
        if body == "again":
            server.bot().repeats = 1000
            await lan.says("một")
        else:
            for _ in range(50):
                await lan.forges(json.dumps(body))
        inbox = KnowingInbox()
        async with polling(channel, inbox):
            await server.calls.wait("getUpdates", 2 if body == "again" else 1)
            await asyncio.sleep(0.3)
        assert 1 <= len(server.calls.of("getUpdates")) <= 2


class KnowingInbox(NotingInbox):
    """Says how much is new, as the real one does."""

    async def __call__(self, incomings: list[Incoming]) -> int:
        known = {one.external_id for one in self.stored}
        await super().__call__(incomings)
        return sum(one.external_id not in known for one in incomings)


@pytest.mark.parametrize(("size", "reason"), [(11, "too_large"), (0, "lost")])
async def test_a_picture_that_cannot_be_had(size: int, reason: str) -> None:
    async with stage() as (server, channel):
        lan = server.person("Lan")
        async with polling(channel, inbox := NotingInbox()):
            await lan.sends_photo(bytes(20))
            [sent] = await inbox.until(1)
        source = sent.extra["file_id"] if size else "file:///etc/passwd"
        with pytest.raises(GoneError) as gone:
            await channel.fetch(source, size)
        assert gone.value.reason == reason


Door = tuple[str, NotingInbox]


async def post(url: str, body: bytes, secret: str | None = None) -> int:
    known = webhook_secret(SECRET, url.rpartition("/")[2]) if secret is None else secret
    async with (
        aiohttp.ClientSession() as session,
        session.post(url, data=io.BytesIO(body), headers={HEADER: known}) as answer,
    ):
        return answer.status


@pytest.fixture
async def door() -> AsyncIterator[Door]:
    async with stage() as (_, channel):
        inbox = NotingInbox()
        async with listening(zalo_routes([channel], inbox, SECRET)) as url:
            yield url + webhook_path(channel.account), inbox


async def test_a_webhook_stores_before_it_says_yes(door: Door) -> None:
    url, inbox = door
    inbox.failures = 1
    body = json.dumps(update(text="chào")).encode()
    assert await post(url, body) == 503
    assert await post(url, body) == 200
    assert [one.text for one in inbox.stored] == ["chào"]


@pytest.mark.parametrize("secret", ["", "sai", "x" * 300])
async def test_a_wrong_secret_gets_nowhere(door: Door, secret: str) -> None:
    url, inbox = door
    assert await post(url, json.dumps(update(text="a")).encode(), secret) == 403
    assert inbox.stored == []


@pytest.mark.parametrize(
    ("body", "status"), [(b"", 400), (b"[]", 400), (b"{}", 200), (b"[" * 100_000, 400), (b"a" * 2**21, 413)]
)
async def test_odd_bodies(door: Door, body: bytes, status: int) -> None:
    url, inbox = door
    assert await post(url, body) == status
    assert inbox.stored == []
