"""A strict server and PTB's plain Bot over its default transport, pointed at it."""

from collections.abc import AsyncIterator

import pytest
from telegram import Bot

from tests.botapi import TOKEN, BotApiServer, Person


class Clock:
    """Time that moves only when told to."""

    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at

    def passes(self, seconds: float) -> None:
        self.at += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(autouse=True)
def _retry_after_as_timedelta(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without this PTB warns while it builds RetryAfter, and a warning that is an error takes its place."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest.fixture
async def server(clock: Clock) -> AsyncIterator[BotApiServer]:
    async with BotApiServer([TOKEN], clock=clock) as running:
        yield running


@pytest.fixture
async def bot(server: BotApiServer) -> AsyncIterator[Bot]:
    plain = Bot(TOKEN, base_url=f"{server.url}/bot", base_file_url=f"{server.url}/file/bot")
    async with plain:
        yield plain


@pytest.fixture
async def lan(server: BotApiServer, bot: Bot) -> Person:
    """Somebody who has started the bot; their /start is confirmed."""
    person = server.person(1001, "Lan", "lan")
    await person.starts()
    server.bot().updates.pending.clear()
    return person
