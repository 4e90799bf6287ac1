"""What Telegram refuses goes another way, and it is known which: for each kind of message and each kind of refusal."""

import struct
import zlib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest

from bot.channels.telegram.account import open_telegram
from bot.channels.telegram.sending.channel import TelegramChannel
from domain.messaging.messages import Attached, Button, Card, Outgoing, Span, text_of
from scheduler.delivery.channel import Delivery, PermanentError, Sent, UnreachableError
from tests.botapi import TOKEN, BotApiServer, Limits
from tests.botapi.groups import Group

LINK = "https://dondoc.example/tep/1/2/abc"
ROWS = ((Button("Gửi theo nơi nhận", "key"), Button("Mở trang", url="https://dondoc.example/bang")),)
TEXT = text_of(Span("Quá hạn", bold=True), ": 6 đơn vị")
GROUP = -1001


def png(width: int, height: int) -> bytes:
    """A picture of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\xff" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


FILES = {1: png(40, 30), 2: png(30, 700), 3: png(9990, 20), 4: b"PK" * 50}


@asynccontextmanager
async def stage() -> AsyncIterator[tuple[BotApiServer, TelegramChannel, Group]]:
    async def read(export_id: int) -> bytes | None:
        return FILES.get(export_id)

    async with (
        BotApiServer(limits=Limits.none()) as server,
        open_telegram(TOKEN, server.url, per_second=1000, files=read) as channel,
    ):
        lan = server.person(5)
        await lan.says("chào")
        yield server, channel, server.group(GROUP, "Tổ", [lan], with_bot=True)


def say(chat: str = "5") -> Delivery:
    return Delivery(1, chat, Outgoing("say", Card(TEXT, ROWS)))


def edit(chat: str = "5") -> Delivery:
    return Delivery(1, chat, Outgoing("edit", Card(TEXT, ROWS), message_id="2"))


def file(id: int, name: str = "tien-do.png", chat: str = "5", failed_alone: int = 0) -> Delivery:
    attached = Attached(id, name, len(FILES[id]), LINK)
    return Delivery(1, chat, Outgoing("file", Card(TEXT, ROWS), file=attached), failed_alone)


def shape(body: dict[str, object]) -> str:
    return next(kind for kind in ("photo", "document", "text") if kind in body)


@pytest.mark.parametrize(
    ("id", "name", "comes_as"),
    [
        (1, "tien-do.png", "photo"),
        (2, "tien-do.png", "document"),  # too tall
        (3, "tien-do.png", "document"),  # too wide
        (4, "tien-do.png", "document"),  # no picture at all
        (4, "bao-cao.docx", "document"),
    ],
)
async def test_a_picture_that_telegram_does_not_take_comes_as_a_document(id: int, name: str, comes_as: str) -> None:
    async with stage() as (server, channel, _):
        sent = await channel.send(file(id, name))
        assert isinstance(sent, Sent)
        shown = server.person(5).sees()
        assert shape(shown.body) == comes_as
        assert shown.text == "Quá hạn: 6 đơn vị"
        assert shown.buttons == ["Gửi theo nơi nhận", "Mở trang"]
        assert (sent.detour is None) is (comes_as == "photo" or name.endswith("docx"))


REFUSALS = [
    (400, "Bad Request: PHOTO_INVALID_DIMENSIONS"),
    (400, "Bad Request: IMAGE_PROCESS_FAILED"),
    (400, "Bad Request: wrong file identifier/HTTP URL specified"),
    (400, "Bad Request: BUTTON_DATA_INVALID"),
    (400, "Bad Request: MESSAGE_TOO_LONG"),
    (400, "Bad Request: can't parse entities: Unexpected end tag"),
    (400, "Bad Request: reply markup is too long"),
    (400, "Bad Request: SOMETHING_THAT_CAME_WITH_NEXT_YEARS_VERSION"),
    (406, "Not Acceptable: FILE_REFERENCE_EXPIRED"),
    (413, "Request Entity Too Large"),
    (422, "Unprocessable"),
]
WAYS = [
    (say, ["sendMessage"] * 4),
    (edit, ["editMessageText"] + ["sendMessage"] * 4),
    (lambda: file(4, "bao-cao.docx"), ["sendDocument"] + ["sendMessage"] * 4),
    (lambda: file(1), ["sendPhoto", "sendDocument"] + ["sendMessage"] * 4),
]


@pytest.mark.parametrize(("code", "description"), REFUSALS)
@pytest.mark.parametrize(("made", "methods"), WAYS, ids=["say", "edit", "file", "picture"])
async def test_each_refusal_takes_the_next_way_until_there_is_none(
    made: Callable[[], Delivery], methods: list[str], code: int, description: str
) -> None:
    """Refused so many times it arrives by the way after; refused every way it is given up, with the reason."""
    for times in range(1, len(methods) + 1):
        async with stage() as (server, channel, _):
            await channel.send(Delivery(9, "5", Outgoing("say", Card(text_of("trước")))))
            for method in methods[:times]:
                server.faults.refuse(method, code, description)
            if times == len(methods):
                with pytest.raises(PermanentError) as caught:
                    await channel.send(made())
                assert description.removeprefix("Bad Request: ").lower() in caught.value.reason.lower()
                continue
            sent = await channel.send(made())
            assert isinstance(sent, Sent)
            assert sent.detour is not None
            assert sent.detour.kind == "content"
            shown = server.person(5).sees()
            assert "Quá hạn: 6 đơn vị" in shown.text
            assert "Gửi theo nơi nhận" in shown.buttons or "– Gửi theo nơi nhận" in shown.text
            if made().outgoing.file and shape(shown.body) == "text":
                assert LINK in shown.text or any(b.get("url") == LINK for row in shown.rows for b in row)


async def test_a_shut_topic_is_told_in_its_group_and_nobody_there_misses_a_word() -> None:
    async with stage() as (server, channel, group):
        topic = group.opens_topic(server.person(5), "Báo cáo")
        group.closes_topic(topic)
        sent = await channel.send(say(f"{GROUP}:{topic}"))
        assert isinstance(sent, Sent)
        assert sent.detour is not None
        assert sent.detour.kind == "topic"
        assert group.messages[-1].text == "Quá hạn: 6 đơn vị"


@pytest.mark.parametrize("topic", ["", ":1"])
async def test_where_the_general_topic_is_shut_nobody_is_reached_in_the_group(topic: str) -> None:
    async with stage() as (_, channel, group):
        group.closes_general()
        group.topics[1] = False
        with pytest.raises(UnreachableError, match=r"(?i)topic_closed"):
            await channel.send(say(f"{GROUP}{topic}"))


@pytest.mark.parametrize(
    ("denied", "made", "comes_as"),
    [
        (["photos"], lambda: file(1, chat=str(GROUP)), "document"),
        (["photos", "documents"], lambda: file(1, chat=str(GROUP)), "text"),
        (["documents"], lambda: file(4, "b.xlsx", chat=str(GROUP)), "text"),
    ],
)
async def test_what_a_group_does_not_allow_comes_as_what_it_does(
    denied: list[str], made: Callable[[], Delivery], comes_as: str
) -> None:
    async with stage() as (_, channel, group):
        group.denies(*denied)
        sent = await channel.send(made())
        assert isinstance(sent, Sent)
        assert sent.detour is not None
        assert sent.detour.kind == "right"
        assert shape(group.messages[-1].body) == comes_as


@pytest.mark.parametrize("made", [lambda: say(str(GROUP)), lambda: file(1, chat=str(GROUP))])
async def test_a_group_in_which_nothing_may_be_written_is_unreachable(made: Callable[[], Delivery]) -> None:
    async with stage() as (_, channel, group):
        group.denies("text messages", "photos", "documents")
        with pytest.raises(UnreachableError, match="text messages"):
            await channel.send(made())


async def test_a_file_that_fails_while_others_get_through_goes_another_way() -> None:
    async with stage() as (server, channel, _):
        for failed, comes_as in enumerate(["photo", "document", "text"]):
            await channel.send(file(1, failed_alone=failed))
            assert shape(server.person(5).sees().body) == comes_as


async def test_a_text_in_parts_goes_on_where_it_was_refused() -> None:
    async with stage() as (server, channel, _):
        long = Delivery(1, "5", Outgoing("say", Card(text_of("dài " * 2000), ROWS)))
        server.faults.refuse(
            "sendMessage", 400, "Bad Request: BUTTON_DATA_INVALID", when=lambda call: "reply_markup" in call
        )
        await channel.send(long)
        assert sum(len(m.text.split()) for m in server.person(5).messages) == 2000


async def test_a_message_that_is_too_long_whole_comes_in_pieces() -> None:
    async with stage() as (server, channel, _):
        server.faults.refuse(
            "sendMessage", 400, "Bad Request: message is too long", 99, when=lambda call: len(call["text"]) > 1500
        )
        await channel.send(Delivery(1, "5", Outgoing("say", Card(text_of("dài " * 800), ROWS))))
        messages = server.person(5).messages
        assert sum(len(m.text.split()) for m in messages) == 800
        assert messages[-1].buttons == ["Gửi theo nơi nhận", "Mở trang"]


@pytest.mark.parametrize("is_there", [True, False])
async def test_an_answer_in_a_private_chats_topic_goes_there_or_into_the_chat(is_there: bool) -> None:
    async with stage() as (server, channel, _):
        server.bot().private[5].topics = {44: True} if is_there else {}
        sent = await channel.send(Delivery(1, "5", Outgoing("say", Card(TEXT), topic="44")))
        assert isinstance(sent, Sent)
        assert server.person(5).sees().body.get("message_thread_id") == (44 if is_there else None)
        assert (sent.detour is None) is is_there
