"""Two programs on one PostgreSQL: they share the load, keep the limit in sum, and make up for each other."""

import asyncio
import signal
from collections import Counter
from itertools import groupby

import pytest

from storage.installation import processes
from tests.bot.process import running
from tests.botapi import BotApiServer, Person
from tests.botapi.calls import Call
from tests.journeys.installation import Guest
from tests.journeys.setups import OFFICE, with_report
from tests.multi.house import House, house, in_charge, is_in_charge, until
from tests.patience import PATIENCE

pytestmark = pytest.mark.long

RATE = 30
MANY = 120
NOTICED = MANY + 1  # a chat of its own: a second message to one chat within the second is Telegram's to refuse
PEOPLE = [Guest(f"Người {number}", unit) for unit in ("PKT", "PYT", "PNV") for number in range(4)]
IN_FLIGHT = 16  # scheduler.delivery.channel.Limits.concurrency
REMINDED_AFTER = 18  # seconds after the setup is loaded


def meet(server: BotApiServer, chats: list[int]) -> None:
    """People whom the bot may write to."""
    for chat in chats:
        server.bot().chat_with(server.person(chat).user).started = True


def sent(server: BotApiServer) -> list[Call]:
    return server.calls.of("sendMessage", ok=True)


async def test_two_share_a_budget_and_what_one_writes_the_other_sends_at_once(postgres_url: str) -> None:
    chats = list(range(1, MANY + 1))
    async with BotApiServer() as server:
        with house(postgres_url, server.url) as home:
            meet(server, [*chats, NOTICED])
            async with home.program() as one, home.program() as other:
                await in_charge(one, other)
                assert min([await notice_seconds(home, server) for _ in range(5)]) < 0.3  # busy or not, one of them
                server.calls.all.clear()
                home.queue(chats)
                await until(lambda: len(sent(server)) == MANY)
                assert await one.stop() == 0
                assert await other.stop() == 0
        calls = server.calls.of("sendMessage")
        assert [call for call in calls if not call.ok] == [], "no 429"
        assert set(Counter(call.params["chat_id"] for call in calls).values()) == {1}, "nothing twice"
        assert server.calls.most_in(1.0, "sendMessage") <= RATE + 1


async def notice_seconds(home: House, server: BotApiServer) -> float:
    """From a commit of this process until the message of it has reached Telegram."""
    await asyncio.sleep(0.4)  # at any moment of the second in which they look by themselves
    before = len(sent(server))
    home.queue([NOTICED])
    return await until(lambda: len(sent(server)) > before)


def answers(person: Person) -> list[str]:
    return [message.text.split()[0] for message in person.messages]


def in_order(person: Person) -> list[str]:
    """The answers, each once, and behind them what came by itself."""
    words = sorted(answers(person), key=lambda word: word == "⏰")
    return [word for word, _ in groupby(words)]


async def test_the_survivor_makes_up_for_one_that_is_killed(postgres_url: str) -> None:
    """What people said is answered in its order, and a reminder that falls due afterwards comes, once."""
    expected = ["Chào", "Đôn", "Anh/chị", "⏰"]  # the last of a moment of its own: on a busy machine not the last
    async with BotApiServer() as server:
        with house(postgres_url, server.url) as home:
            setup = with_report(150, [f"{{before: {150 - REMINDED_AFTER}s, to: [focal_point]}}"])
            async with home.program() as one, home.program() as other:
                poller = await in_charge(one, other)
                survivor = other if poller is one else one
                codes = await asyncio.to_thread(home.office.prepare, setup, PEOPLE)
                people = [server.person(2001 + number, guest.name) for number, guest in enumerate(PEOPLE)]
                server.faults.delay("sendMessage", 0.5, 8)
                for person, code in zip(people, codes, strict=True):
                    await person.starts(code)
                    await person.says("/trogiup")
                await until(lambda: len(server.calls.of("sendMessage")) >= 8)
                assert await poller.stop(signal.SIGKILL) == -signal.SIGKILL
                for person in people:
                    await person.says("/nhiemvu")
                await until(lambda: is_in_charge(survivor))
                await until(lambda: all(in_order(person) == expected for person in people))
                assert await survivor.stop() == 0
    assert all(answers(person).count("⏰") == 1 for person in people)
    assert sum(len(answers(person)) - len(expected) for person in people) <= IN_FLIGHT


async def test_programs_that_differ_are_told_and_a_stop_hands_over_at_once(postgres_url: str) -> None:
    async with BotApiServer() as server:
        with house(postgres_url, server.url) as home:
            [code] = home.office.prepare(OFFICE, PEOPLE[:1])
            async with home.program() as first:
                await until(lambda: is_in_charge(first))
                async with home.program(TELEGRAM_RATE="20") as second:
                    differ = "differ=['DONDOC_TELEGRAM_RATE']"
                    await until(lambda: differ in first.log and differ in second.log)
                    async with running("check", settings=home.office.settings) as check:
                        assert await check.ended() == 1
                    assert check.out.count("khác ở DONDOC_TELEGRAM_RATE") == 1
                    assert check.out.count("cài đặt giống nhau") == 1
                    first.process.send_signal(signal.SIGTERM)
                    await until(lambda: is_in_charge(second))
                    lan = server.person(2001, "Lan")
                    await lan.starts(code)
                    await lan.waits_for("Chào anh/chị", timeout=PATIENCE)
                    assert await first.ended() == 0
                    assert await second.stop() == 0
            assert home.database.do(processes.living) == []
