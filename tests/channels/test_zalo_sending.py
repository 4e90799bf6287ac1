"""Sending on Zalo: choices as lines, long texts in parts, and each failure with what to do next."""

import logging

import pytest

from bot.channels.zalo.api import ZaloApi, account_of
from domain.messaging.messages import Attached, Button, Card, MenuEntry, Outgoing, Span, text_of
from scheduler.delivery.channel import (
    Delivery,
    FloodError,
    PassingError,
    PermanentError,
    QuotaError,
    SendError,
    UnreachableError,
)
from tests.channels.zalo_stage import delivery, stage
from tests.zaloapi import TOKEN

ROWS = (
    (Button("Chưa thực hiện", "a", number="1"), Button("Đang thực hiện", "b", number="2")),
    (Button("Hoàn thành", "c", number="3"),),
    (Button("Mở trang", url="https://dondoc.example/vao/X"), Button("Quay lại", "d", number="0")),
)


async def test_a_card_with_its_choices() -> None:
    async with stage() as (server, channel):
        lan = server.person("Lan")
        await lan.says("chào")
        ids = await channel.send(delivery(lan.chat.id, "2.7 thế nào rồi ạ?", rows=ROWS))
        assert ids == lan.sees().id
        assert lan.sees().text == (
            "2.7 thế nào rồi ạ?\n\n"
            "1 Chưa thực hiện · 2 Đang thực hiện\n"
            "3 Hoàn thành\n"
            "Mở trang: https://dondoc.example/vao/X · 0 Quay lại\n"
            "(trả lời bằng số hoặc gõ lời)"
        )
        assert server.refused() == []


async def test_marks_go_and_links_are_written_out() -> None:
    async with stage() as (server, channel):
        lan = server.person("Lan")
        await lan.says("chào")
        text = text_of(Span("Báo cáo", bold=True), " ", Span("a.pdf", link="https://dondoc.example/t/1"))
        await channel.send(Delivery(1, lan.chat.id, Outgoing("say", Card(text))))
        assert lan.sees().text == "Báo cáo a.pdf (https://dondoc.example/t/1)"


async def test_a_file_comes_as_its_link() -> None:
    async with stage() as (server, channel):
        lan = server.person("Lan")
        await lan.says("chào")
        file = Attached(1, "Tổng hợp.xlsx", 10, "https://dondoc.example/tep/1/2/abc")
        await channel.send(Delivery(1, lan.chat.id, Outgoing("file", Card(text_of("Xong.")), file=file)))
        assert lan.sees().text == "Xong.\n\nTổng hợp.xlsx: https://dondoc.example/tep/1/2/abc"


async def test_an_edit_is_said_anew_and_a_menu_is_nothing() -> None:
    async with stage() as (server, channel):
        lan = server.person("Lan")
        await lan.says("chào")
        await channel.send(delivery(lan.chat.id, "mới", op="edit"))
        assert lan.sees().text == "mới"
        menu = Delivery(2, lan.chat.id, Outgoing("menu", menu=(MenuEntry("start", "Bắt đầu"),)))
        assert await channel.send(menu) == ""
        assert len(lan.messages) == 1


async def test_a_long_text_is_cut_at_sentences_and_goes_on_where_it_stopped() -> None:
    async with stage() as (server, channel):
        lan = server.person("Lan")
        await lan.says("chào")
        said = " ".join(f"Câu thứ {n} nói về tiến độ của một nhiệm vụ." for n in range(120))
        sending = delivery(lan.chat.id, said, rows=ROWS)
        server.faults.says_no("sendMessage", 500, "Internal Server Error", when=lambda params: len(lan.messages) == 1)
        with pytest.raises(PassingError):
            await channel.send(sending)
        ids = await channel.send(sending)
        parts = [message.text for message in lan.messages]
        assert len(parts) == ids.count(",") + 1 == 3
        assert all(len(part) <= 2000 for part in parts)
        assert all(part.endswith(".") for part in parts[:-1])
        assert " ".join(parts).startswith(said)
        assert parts[-1].endswith("(trả lời bằng số hoặc gõ lời)")


@pytest.mark.parametrize(
    ("code", "description", "kind"),
    [
        (400, "Bad Request: text is too long", PermanentError),
        (401, "Unauthorized", PassingError),
        (403, "Forbidden", UnreachableError),
        (404, "Not Found: chat", UnreachableError),
        (408, "Request timeout", PassingError),
        (429, "Quota exceeded", QuotaError),
        (429, "Too Many Requests", FloodError),
        (500, "Internal Server Error", PassingError),
        (502, "Bad Gateway", PassingError),
    ],
)
@pytest.mark.parametrize("in_200", [True, False])
async def test_a_refusal_says_what_to_do_next(code: int, description: str, kind: type[SendError], in_200: bool) -> None:
    async with stage() as (server, channel):
        lan = server.person("Lan")
        await lan.says("chào")
        order = server.faults.says_no if in_200 else server.faults.refuse
        order("sendMessage", code, description)
        with pytest.raises(SendError) as failed:
            await channel.send(delivery(lan.chat.id, "a"))
        assert type(failed.value) is kind
        await channel.send(delivery(lan.chat.id, "a"))


async def test_an_answer_that_does_not_say_ok_is_no_success() -> None:
    async with stage() as (server, channel):
        lan = server.person("Lan")
        await lan.says("chào")
        for body in ('{"error": -216, "message": "Access token is invalid"}', "{}", '{"ok": "no"}'):
            server.faults.fail("sendMessage", status=200, body=body)
            with pytest.raises(PassingError):
                await channel.send(delivery(lan.chat.id, "a"))


async def test_lost_answers_and_broken_gateways_are_tried_again() -> None:
    async with stage() as (server, channel):
        lan = server.person("Lan")
        await lan.says("chào")
        server.faults.drop("sendMessage")
        server.faults.drop("sendMessage", after=True)
        server.faults.fail("sendMessage")
        for _ in range(3):
            with pytest.raises(PassingError):
                await channel.send(delivery(lan.chat.id, "a"))
        await channel.send(delivery(lan.chat.id, "a"))
        assert [message.text for message in lan.messages] == ["a", "a"], "at least once: that answer was lost"


async def test_nobody_who_never_wrote_can_be_written_to() -> None:
    async with stage() as (_, channel):
        with pytest.raises(SendError) as failed:
            await channel.send(delivery("nobody", "a"))
        assert isinstance(failed.value, UnreachableError | PermanentError)


async def test_the_token_is_in_no_log_and_no_error(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.WARNING, "aiohttp.access")  # the strict server's own
    secret = TOKEN.partition(":")[2]
    api = ZaloApi(TOKEN, "http://127.0.0.1:1")
    await api.connect()
    with pytest.raises(Exception) as failed:  # noqa: PT011
        await api.call("getMe")
    await api.disconnect()
    assert secret not in f"{failed.value!r} {failed.value.__cause__!r}"
    async with stage() as (server, channel):
        server.faults.refuse("sendMessage", 401, "Unauthorized")
        with pytest.raises(SendError) as refused:
            await channel.send(delivery("x", "a"))
        assert secret not in str(refused.value)
    assert secret not in caplog.text


@pytest.mark.parametrize(("token", "account"), [("123:abc", "123"), ("khong-co-so", None), ("a:b", None)])
def test_an_account_is_known_by_its_number_or_a_hash(token: str, account: str | None) -> None:
    found = account_of(token)
    assert found == account if account else (len(found) == 12 and token not in found)
