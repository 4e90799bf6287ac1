"""Files to Telegram: with a caption and buttons, apart from a text that is too long, by link where too large."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from bot.channels.telegram.account import open_telegram
from bot.channels.telegram.sending.channel import LARGEST_UPLOAD, TelegramChannel
from domain.messaging.messages import Attached, Button, Card, Outgoing, Span, text_of
from scheduler.delivery.channel import Delivery
from tests.botapi import TOKEN, BotApiServer

CONTENT = "Tổng hợp".encode() * 100
NAME = "Báo cáo “quý IV”.xlsx"
LINK = "https://dondoc.example/tep/1/2/abc"
ROWS = ((Button("Gửi theo nơi nhận", "key"),),)


async def read(export_id: int) -> bytes | None:
    return CONTENT if export_id == 1 else None


@asynccontextmanager
async def stage() -> AsyncIterator[tuple[BotApiServer, TelegramChannel]]:
    async with BotApiServer() as server, open_telegram(TOKEN, server.url, files=read) as channel:
        yield server, channel


def delivery(text: str, *, id: int = 1, size: int = len(CONTENT)) -> Delivery:
    card = Card(text_of(Span("Báo cáo", bold=True), text), ROWS)
    return Delivery(1, "5", Outgoing("file", card, file=Attached(id, NAME, size, LINK)))


async def test_a_file_with_its_card_as_caption() -> None:
    async with stage() as (server, channel):
        lan = server.person(5)
        await lan.says("chào")
        message_id = await channel.send(delivery(" quý IV & <x>"))
        sent = lan.sees()
        assert str(sent.id) == message_id
        assert (sent.body["document"]["file_name"], sent.body["document"]["file_size"]) == (NAME, len(CONTENT))
        assert sent.body["caption"] == "Báo cáo quý IV & <x>"
        assert sent.body["caption_entities"] == [{"type": "bold", "offset": 0, "length": 7}]
        assert sent.buttons == ["Gửi theo nơi nhận"]


async def test_a_text_too_long_for_a_caption_goes_before_it() -> None:
    async with stage() as (server, channel):
        lan = server.person(5)
        await lan.says("chào")
        await channel.send(delivery(" dài" * 400))
        before, sent = lan.messages
        assert before.text.startswith("Báo cáo dài dài")
        assert "caption" not in sent.body
        assert (before.buttons, sent.buttons) == ([], ["Gửi theo nơi nhận"])


@pytest.mark.parametrize(("id", "size"), [(1, LARGEST_UPLOAD + 1), (2, 10)])
async def test_what_is_too_large_or_gone_comes_as_a_link(id: int, size: int) -> None:
    async with stage() as (server, channel):
        lan = server.person(5)
        await lan.says("chào")
        await channel.send(delivery(" lớn", id=id, size=size))
        sent = lan.sees()
        assert sent.text == "Báo cáo lớn"
        assert sent.rows[0] == [{"text": NAME, "url": LINK}]
