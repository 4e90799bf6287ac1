"""Long polling: nothing is confirmed before it is stored."""

import asyncio
import time

import pytest
from telegram.error import BadRequest, Conflict, InvalidToken, NetworkError, RetryAfter

from bot.channels import patience
from bot.channels.telegram.account import run_telegram
from bot.channels.telegram.calling.trouble_waits import TROUBLES
from bot.channels.telegram.receiving import polling
from domain.messaging.messages import Button
from tests.channels.telegram_stage import MENU, NotingInbox, delivery, stage
from tests.channels.telegram_stage import polling as polling_of
from tests.each import each


@pytest.fixture(autouse=True)
def _no_long_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "pause", lambda seconds: asyncio.sleep(0.01))


async def test_what_people_do_comes_in_order() -> None:
    async with stage() as (server, channel):
        lan = server.person(5)
        async with polling_of(channel, inbox := NotingInbox()):
            said = await lan.says("một")
            await inbox.until(1)
            await lan.says("hai")
            await lan.edits(said, "một rưỡi")
            await lan.blocks()
            await inbox.until(4)
        assert [(i.kind, i.text) for i in inbox.stored] == [
            ("text", "một"), ("text", "hai"), ("edited", "một rưỡi"), ("blocked", ""),
        ]  # fmt: skip
        assert inbox.stored[2].message_id == inbox.stored[0].message_id == str(said.id)
        assert len({i.external_id for i in inbox.stored}) == 4


async def test_what_could_not_be_stored_comes_again() -> None:
    async with stage() as (server, channel):
        await server.person(5).says("báo cáo")
        inbox = NotingInbox()
        inbox.failures = 3
        async with polling_of(channel, inbox):
            await inbox.until(1)
            await server.calls.wait("getUpdates", 4)
        offsets = [call.params.integer("offset") for call in server.calls.of("getUpdates")]
        assert offsets[:4] == [0, 0, 0, 0]
        assert [i.text for i in inbox.stored] == ["báo cáo"]


async def test_after_a_crash_before_the_next_poll_it_comes_again_under_the_same_id() -> None:
    async with stage() as (server, channel):
        await server.person(5).says("báo cáo")
        first, second = NotingInbox(), NotingInbox()
        server.faults.delay("getUpdates", 10, when=lambda call: int(call["offset"]) > 0)
        async with polling_of(channel, first):
            await first.until(1)
        async with polling_of(channel, second):
            await second.until(1)
        assert [i.external_id for i in first.stored] == [i.external_id for i in second.stored]


async def test_what_is_stored_is_confirmed() -> None:
    async with stage() as (server, channel):
        await server.person(5).says("báo cáo")
        async with polling_of(channel, inbox := NotingInbox()):
            [first] = await inbox.until(1)
            await server.person(5).says("và nữa")
            await inbox.until(2)
        assert int(first.external_id) not in server.bot().updates.pending


async def test_odd_updates_are_passed_over() -> None:
    async with stage() as (server, channel):
        server.inject_update(None, {"message": {"text": ["?"]}})
        server.inject_update(None, {"hologram": 5})
        await server.person(5).says("báo cáo")
        async with polling_of(channel, inbox := NotingInbox()):
            await inbox.until(1)
        assert inbox.calls == 1


async def test_trouble_is_waited_out_and_told_once(capsys: pytest.CaptureFixture[str]) -> None:
    async with stage() as (server, channel):
        lan = server.person(5)
        server.faults.fail("deleteWebhook", times=2)
        server.faults.refuse("getUpdates", 409, "Conflict: terminated by other getUpdates request", 3)
        server.faults.refuse("getUpdates", 401, "Unauthorized")
        server.faults.drop("getUpdates", 2)
        server.faults.flood("getUpdates", 1)
        server.faults.fail("getUpdates", status=200, body='{"ok": true, "result": [{"update_id": "x"}]}')
        server.faults.fail("getUpdates", status=200, body='{"ok": true, "result": {}}')
        async with polling_of(channel, inbox := NotingInbox()):
            await lan.says("còn đó không")
            await inbox.until(1)
    told = capsys.readouterr().out
    assert told.count("[error") == 2
    assert told.count("another program receives for this bot, or a webhook is set for it") == 3
    assert "Telegram refuses the token" in told
    assert "works again" in told


async def test_a_webhook_left_behind_is_taken_down() -> None:
    async with stage() as (server, channel):
        await channel.api.call("setWebhook", url="https://dondoc.example/telegram/1")
        await server.person(5).says("chờ mãi")
        async with polling_of(channel, inbox := NotingInbox()):
            await inbox.until(1)
        assert server.bot().webhook.url == ""


async def test_it_ends_at_once_in_the_midst_of_a_poll() -> None:
    async with stage() as (server, channel), polling_of(channel, NotingInbox()) as task:
        await server.calls.wait("deleteWebhook")
        await asyncio.sleep(0.05)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asyncio.wait_for(task, polling.POLL_SECONDS / 2)


async def test_a_press_is_answered_at_once_and_without_waiting() -> None:
    async with stage() as (server, channel):
        lan = server.person(5)
        await lan.says("chào")
        await channel.send(delivery(5, "Chọn", rows=((Button("Báo cáo ngay", "b:1"),),)))
        server.faults.delay("answerCallbackQuery", 2)
        async with polling_of(channel, inbox := NotingInbox()):
            await lan.presses("Báo cáo ngay")
            await lan.says("và nữa")
            await inbox.until(3)
            assert not server.calls.of("answerCallbackQuery", ok=True)
            assert inbox.stored[1].key == "b:1"
            await server.calls.wait("answerCallbackQuery")


async def test_a_press_too_old_to_answer_is_still_taken() -> None:
    async with stage() as (server, channel):
        lan = server.person(5)
        await lan.says("chào")
        await channel.send(delivery(5, "Chọn", rows=((Button("Báo cáo ngay", "b:1"),),)))
        server.faults.refuse("answerCallbackQuery", 400, "Bad Request: query is too old")
        async with polling_of(channel, inbox := NotingInbox()):
            await lan.presses("Báo cáo ngay")
            await inbox.until(2)
            await server.calls.wait("answerCallbackQuery")


async def test_a_server_that_does_not_hold_polls_is_not_flooded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(polling, "IDLE_SECONDS", 0.05)
    async with stage() as (server, channel):
        server.faults.fail("getUpdates", times=1000, status=200, body='{"ok": true, "result": []}')
        async with polling_of(channel, NotingInbox()):
            began = time.monotonic()
            await server.calls.wait("getUpdates", 3)
        assert len(server.calls.of("getUpdates")) <= 2 + (time.monotonic() - began) / polling.IDLE_SECONDS


async def test_a_bot_gets_going_by_itself() -> None:
    remembered: list[tuple[str, str]] = []

    async def remember(account: str, username: str) -> None:
        remembered.append((account, username))

    async with stage() as (server, channel):
        server.faults.fail("getMe", times=2)
        server.faults.refuse("setMyCommands", 400, "Bad Request: BOT_COMMAND_INVALID")
        group = server.group(-77, "Tổ dữ liệu", [lan := server.person(5)], with_bot=True)
        task = asyncio.create_task(run_telegram(channel, inbox := NotingInbox(), remember, MENU))
        await lan.says(f"@{server.bot().username} quá hạn", group)
        await inbox.until(1)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    assert remembered == [("7000000001", "dondoc_7000000001_bot")]
    assert (inbox.stored[0].text, inbox.stored[0].addressed) == ("quá hạn", True)


def wait(error: Exception, failures: int) -> tuple[float, float]:
    return TROUBLES.wait_after(error, failures, 0.0), TROUBLES.wait_after(error, failures, 1.0)


@each(
    ("error", "failures", "shortest", "longest"),
    [
        (NetworkError("x"), 1, 0.25, 0.5),
        (NetworkError("x"), 4, 2, 4),
        (NetworkError("x"), 10_000, 15, 30),
        (Conflict("x"), 1, 1.5, 3),
        (InvalidToken("x"), 1, 15, 30),
        (InvalidToken("x"), 9, 300, 600),
        (BadRequest("x"), 9, 300, 600),
        (RuntimeError("x"), 1, 0.25, 0.5),
        (RetryAfter(7), 3, 7, 7),
    ],
)
def test_waits_grow_up_to_a_limit(error: Exception, failures: int, shortest: float, longest: float) -> None:
    assert wait(error, failures) == (shortest, longest)


async def test_two_programs_with_one_token_say_so(capsys: pytest.CaptureFixture[str]) -> None:
    async with (
        stage() as (server, channel),
        polling_of(channel, NotingInbox()),
        polling_of(channel, NotingInbox()),
    ):
        await server.calls.wait("getUpdates", 2)
        await asyncio.sleep(0.1)
    assert "another program receives for this bot" in capsys.readouterr().out
