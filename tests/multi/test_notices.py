"""What one process says to the others with a commit, and what those do then."""

import asyncio
from contextlib import aclosing
from datetime import datetime
from typing import Any

import pytest

from bot.running.hearing import LET_GO_FIRST, hearing
from domain.messaging.messages import Incoming
from storage.db import notify
from storage.db.database import Database
from storage.db.notify import Notice, NotifyConnection
from storage.messages import inbox
from storage.messages.outbox import Lane
from tests.scheduler.posts import queue


@pytest.fixture
def as_another(monkeypatch: pytest.MonkeyPatch) -> None:
    """What this process says is heard by it as if another had said it."""
    monkeypatch.setattr(notify, "SELF", "me")
    monkeypatch.setattr(notify, "telling", lambda topic, about="": f"another {topic} {about}")


def incoming(now: datetime, number: int) -> Incoming:
    return Incoming("text", "telegram", "bot", "c", "c", f"u{number}", now, text="Chào")


async def heard_after(database: Database, say: Any) -> list[Notice]:
    line = await NotifyConnection.opened(database.engine)
    heard: list[Notice] = []
    try:
        say()
        async with aclosing(line.notices()) as coming, asyncio.timeout(0.5):  # type: ignore[type-var]
            async for notice in coming:
                heard.append(notice)
    except TimeoutError:
        pass
    finally:
        await line.close()
    return heard


@pytest.mark.usefixtures("as_another")
async def test_what_comes_in_is_told_once_a_commit_and_only_when_it_is_new(
    postgres_database: Database, now: datetime
) -> None:
    def say() -> None:
        for _ in range(2):
            postgres_database.do(inbox.store, [incoming(now, 1), incoming(now, 2)], now)

    assert await heard_after(postgres_database, say) == [Notice(notify.INBOX, "")]


async def test_nobody_is_woken_by_what_he_said_himself(postgres_database: Database, now: datetime) -> None:
    def say() -> None:
        queue(postgres_database, [("c", "x"), ("d", "y")], Lane.REPLY)
        postgres_database.do(inbox.store, [incoming(now, 1)], now)

    assert await heard_after(postgres_database, say) == []


async def test_a_page_is_woken_at_once_and_work_a_little_later() -> None:
    rung: list[str] = []
    heard = hearing(lambda: rung.append("handle"), lambda: rung.append("send"), rung.append)
    for _ in range(3):
        heard(Notice(notify.INBOX, ""))
        heard(Notice(notify.OUTBOX, ""))
    heard(Notice(notify.WEB_CHAT, "chat"))
    heard(Notice("of a later version", ""))
    assert rung == ["chat"]
    heard(Notice(notify.HOLD, ""))
    assert rung == ["chat", "send"], "a flood wait must be known at once"
    await asyncio.sleep(LET_GO_FIRST * 1.5)
    assert rung == ["chat", "send", "handle", "send"]
    heard(None)
    await asyncio.sleep(LET_GO_FIRST * 1.5)
    assert rung[4:] == ["handle", "send"]
