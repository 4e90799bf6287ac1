"""What Telegram tells to wait, waits: one chat, one method, or the whole bot. Everybody else is served."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import pytest
from structlog.testing import capture_logs

from bot.channels.telegram import account
from bot.channels.telegram.account import open_telegram, run_telegram
from bot.channels.telegram.sending.channel import TelegramChannel
from domain.messaging.messages import Card, MenuEntry, Outgoing, text_of
from storage.db.database import Database
from storage.messages import outbox
from storage.messages.outbox import Lane
from tests.botapi import TOKEN, BotApiServer, Limits
from tests.channels.telegram_stage import MENU, NotingInbox
from tests.scheduler.posts import delivering, real_now, rows_of, until

HOUR = 3600
ACCOUNT = TOKEN.partition(":")[0]
MENUS = Outgoing("menu", menu=(MenuEntry("quahan", "Quá hạn"),))


@asynccontextmanager
async def stage(limits: Limits | None = None) -> AsyncIterator[tuple[BotApiServer, TelegramChannel]]:
    async with (
        BotApiServer((TOKEN,), limits=limits or Limits.none()) as server,
        open_telegram(TOKEN, server.url, per_second=1000) as channel,
    ):
        yield server, channel


def queue(database: Database, *messages: tuple[int | str, Outgoing | str], lane: Lane = Lane.REPLY) -> None:
    with database.transaction() as session:
        for chat_id, said in messages:
            outgoing = Outgoing("say", Card(text_of(said))) if isinstance(said, str) else said
            outbox.add(
                session,
                channel="telegram",
                account=ACCOUNT,
                chat_id=str(chat_id),
                outgoing=outgoing,
                lane=lane,
                now=real_now(),
            )


def states(database: Database) -> Sequence[str]:
    return [row.state for row in rows_of(database)]


async def test_a_chat_that_must_wait_holds_nobody_else(database: Database) -> None:
    """An hour for a group: its topics wait with it, and everybody else is answered, also afterwards."""
    async with stage() as (server, channel):
        lan, hoa = server.person(5), server.person(6)
        for person in (lan, hoa):
            await person.says("chào")
        group = server.group(-1001, "Tổ", [lan], with_bot=True)
        group.topics = dict.fromkeys(range(1, 30), True)
        server.faults.flood("sendMessage", HOUR, 100, when=lambda params: int(params["chat_id"]) == -1001)
        queue(database, (-1001, "nhóm"))
        async with delivering(database, channel) as deliverer:  # type: ignore[arg-type]
            await until(lambda: rows_of(database)[0].reason is not None)
            queue(
                database, *[(f"-1001:{topic}", "chủ đề") for topic in range(1, 30)], (5, "một"), (6, "hai"), (5, "ba")
            )
            deliverer.wake()
            await until(lambda: states(database).count("sent") == 3)
        assert [m.text for m in lan.messages] == ["một", "ba"]
        assert len(server.calls.of("sendMessage", ok=False)) <= 2
        assert rows_of(database)[0].state == "waiting"
        assert rows_of(database)[0].attempts == 0


async def test_a_menu_that_must_wait_holds_up_nothing_of_its_chat(database: Database) -> None:
    async with stage() as (server, channel):
        lan, hoa = server.person(5), server.person(6)
        for person in (lan, hoa):
            await person.says("chào")
        server.faults.flood("setMyCommands", HOUR, 100)
        queue(database, (5, MENUS), (5, "Chào Lan"), (6, MENUS), (6, "Chào Hòa"))
        async with delivering(database, channel):  # type: ignore[arg-type]
            await until(lambda: states(database).count("sent") == 2)
            await until(lambda: all(row.reason for row in rows_of(database) if row.state == "waiting"))
        assert (lan.sees().text, hoa.sees().text) == ("Chào Lan", "Chào Hòa")
        assert len(server.calls.of("setMyCommands")) <= 2, "both at once; a method told to wait is not called again"
        assert [row.lane for row in rows_of(database) if row.state == "waiting"] == [Lane.ASIDE] * 2


async def test_a_menu_that_fails_in_passing_is_set_later(database: Database) -> None:
    async with stage() as (server, channel):
        lan = server.person(5)
        await lan.says("chào")
        server.faults.fail("setMyCommands", 1)
        queue(database, (5, MENUS), (5, "Chào Lan"))
        async with delivering(database, channel):  # type: ignore[arg-type]
            await until(lambda: states(database) == ["sent", "sent"])
        assert server.calls.of("setMyCommands", ok=True)


async def test_several_chats_that_must_wait_pause_the_bot_for_a_while_and_not_for_an_hour(database: Database) -> None:
    async with stage() as (server, channel):
        people = [server.person(number) for number in range(5, 12)]
        for person in people:
            await person.says("chào")
        server.faults.flood("sendMessage", HOUR, 100)
        queue(database, *[(number, "x") for number in range(5, 12)])
        with capture_logs() as logs:
            async with delivering(database, channel):  # type: ignore[arg-type]
                await until(lambda: any(entry["event"] == "account_flooded" for entry in logs))
    [paused] = [entry["seconds"] for entry in logs if entry["event"] == "account_flooded"]
    assert paused == 30


TROUBLES = [(429, {"retry_after": HOUR}), (502, {})]


@pytest.mark.parametrize("method", ["setMyCommands", "getMe", "deleteWebhook"])
@pytest.mark.parametrize(("code", "parameters"), TROUBLES)
async def test_what_is_refused_at_the_start_keeps_nobody_from_being_heard(
    method: str, code: int, parameters: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(account, "NAME_SECONDS", 0.05)

    async def remember(account: str, username: str) -> None:
        """Nothing to remember here."""

    times = 1000 if code == 429 or method != "deleteWebhook" else 2
    async with stage() as (server, channel):
        server.faults.refuse(method, code, "hỏng", times, when=None, **parameters)
        task = asyncio.create_task(run_telegram(channel, inbox := NotingInbox(), remember, MENU))
        await server.person(5).says("có ai không")
        await inbox.until(1)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        if code == 429:
            assert len(server.calls.of(method)) == 1
    assert inbox.stored[0].text == "có ai không"


async def test_a_menu_refused_in_passing_at_the_start_is_shown_later() -> None:
    async def remember(account: str, username: str) -> None:
        """Nothing to remember here."""

    async with stage() as (server, channel):
        server.faults.fail("setMyCommands", 2)
        task = asyncio.create_task(run_telegram(channel, NotingInbox(), remember, MENU))
        await server.calls.wait("setMyCommands", 3)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        assert server.calls.of("setMyCommands", ok=True)
