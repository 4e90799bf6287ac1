"""What a person sees of what is sent, through the strict server."""

import unicodedata

import pytest
from telegram import InputFile

from bot.channels.telegram.account import open_telegram
from domain.messaging.messages import Button, MenuEntry, Outgoing, Span, text_of
from scheduler.delivery.channel import Channel, Delivery, PassingError
from tests.botapi import TOKEN, BotApiServer, Limits
from tests.channels.telegram_stage import delivery, stage

AWKWARD = [
    "<b>không phải thẻ</b> & &lt; &#128; <script>",
    "_gạch_ *sao* `mã` [x](y) ~ | { } # + - = . !",
    "👩‍👩‍👧 🇻🇳 👍🏽 ký tự ngoài BMP 𝒳",
    unicodedata.normalize("NFD", "Đà Lạt đề nghị đẩy mạnh"),
    'dấu "nháy" và \\ gạch chéo\tvà\u200bẩn',
]


@pytest.mark.parametrize("words", AWKWARD)
async def test_awkward_text_arrives_as_written(words: str) -> None:
    async with stage() as (server, channel):
        lan = server.person(5)
        await lan.says("chào")
        parts = text_of("Từ ", Span(words, bold=True), " — hết")
        message_id = await channel.send(delivery(5, parts, rows=((Button(words[:20], "k:1"),),)))
        seen = lan.sees()
        assert (str(seen.id), seen.text) == (message_id, f"Từ {words} — hết")
        assert seen.rows[0][0]["callback_data"] == "k:1"
        bold = next(entity for entity in seen.body["entities"] if entity["type"] == "bold")
        assert bold["offset"] == 3


async def test_long_text_comes_in_parts_with_the_buttons_last() -> None:
    paragraphs = [f"Đoạn {n}: " + "việc này việc khác " * 60 for n in range(12)]
    async with stage() as (server, channel):
        lan = server.person(5)
        await lan.says("chào")
        message_id = await channel.send(delivery(5, "\n\n".join(paragraphs), rows=((Button("Xem lại", "k"),),)))
        assert [bool(m.buttons) for m in lan.messages] == [False] * (len(lan.messages) - 1) + [True]
        assert message_id == ",".join(str(m.id) for m in lan.messages)
        assert "\n\n".join(m.text for m in lan.messages).split() == " ".join(paragraphs).split()


async def test_a_retry_goes_on_with_the_part_that_failed() -> None:
    async with stage() as (server, channel):
        lan = server.person(5)
        await lan.says("chào")
        server.faults.fail("sendMessage", when=lambda call: call["text"].startswith("b"))
        long = delivery(5, "a" * 4096 + "b" * 4096 + "c" * 10)
        with pytest.raises(PassingError):
            await channel.send(long)
        await channel.send(long)
        assert [m.text[0] for m in lan.messages] == ["a", "b", "c"]


async def test_edit_replaces_and_an_edit_that_changes_nothing_succeeds() -> None:
    async with stage() as (server, channel):
        lan = server.person(5)
        await lan.says("chào")
        first = await channel.send(delivery(5, "cũ", rows=((Button("Sửa", "k"),),)))
        edit = delivery(5, "mới", op="edit", message_id=first)
        assert [await channel.send(edit), await channel.send(edit)] == [first, first]
        assert [(m.text, m.buttons) for m in lan.messages] == [("mới", [])]


async def test_an_edit_too_long_goes_on_in_new_messages() -> None:
    async with stage() as (server, channel):
        lan = server.person(5)
        await lan.says("chào")
        first = await channel.send(delivery(5, "cũ"))
        last = await channel.send(
            delivery(5, "a" * 4096 + "b", rows=((Button("Xem lại", "k"),),), op="edit", message_id=first)
        )
        assert [(m.text[0], m.buttons) for m in lan.messages] == [("a", []), ("b", ["Xem lại"])]
        assert (first, last) == (str(lan.messages[0].id), ",".join(str(m.id) for m in lan.messages))


@pytest.mark.parametrize("message_id", ["999", "", "web-12", None, "1"])
async def test_what_cannot_be_edited_is_said_anew(message_id: str | None) -> None:
    async with stage() as (server, channel):
        lan = server.person(5)
        await lan.says("chào")  # message 1, which is hers
        await channel.send(delivery(5, "lại đây", op="edit", message_id=message_id))
        assert [m.text for m in lan.messages] == ["lại đây"]


async def test_menus_of_everybody_and_of_one_chat() -> None:
    menu = (MenuEntry("quahan", "Ai trễ hạn"), MenuEntry("nhiemvu", "m" * 300))
    async with stage() as (server, channel):
        await server.person(5).says("chào")
        await channel.set_default_menu(menu[:1])
        assert await channel.send(Delivery(1, "5", Outgoing("menu", menu=menu))) == ""
        commands = server.bot().commands
        assert commands["default:"] == [{"command": "quahan", "description": "Ai trễ hạn"}]
        assert [len(entry["description"]) for entry in commands["chat:5:"]] == [10, 256]


async def test_a_message_without_preview_where_a_server_knows_none() -> None:
    async with stage() as (server, channel):
        lan = server.person(5)
        await lan.says("chào")
        refusal = "Bad Request: link_preview_options is not supported yet"
        server.faults.refuse("sendMessage", 400, refusal, when=lambda call: "link_preview_options" in call)
        await channel.send(delivery(5, "https://dondoc.vn/vao/1"))
        assert lan.sees().text == "https://dondoc.vn/vao/1"


async def test_files_go_up_and_come_down() -> None:
    async with stage() as (server, channel):
        lan = server.person(5)
        await lan.says("chào")
        content = bytes(range(256)) * 8192  # 2 MB
        report = InputFile(content, filename="Báo cáo quý.docx")
        sent = await channel.api.send_document(5, report, caption="Báo cáo <1> & kèm")
        assert (lan.sees().document or {})["file_name"] == "Báo cáo quý.docx"
        assert lan.sees().text == "Báo cáo <1> & kèm"
        assert sent.document is not None
        file = await channel.api.get_file(sent.document.file_id)
        assert bytes(await file.download_as_bytearray()) == content


async def test_two_bots_side_by_side() -> None:
    other = "7000000002:AAanother-test-token-of-the-strict-server"
    async with (
        BotApiServer((TOKEN, other), limits=Limits.none()) as server,
        open_telegram(TOKEN, server.url) as first,
        open_telegram(other, server.url, per_second=7) as second,
    ):
        await server.person(5).says("chào")
        await server.person(5, token=other).says("chào")
        channels: list[Channel] = [first, second]
        for channel in channels:
            await channel.send(delivery(5, f"từ {channel.account}"))
        assert server.person(5).sees().text == "từ 7000000001"
        assert server.person(5, token=other).sees().text == "từ 7000000002"
        assert (second.limits.per_second, second.name) == (7, "telegram")
