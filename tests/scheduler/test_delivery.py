"""Delivery from the outbox through a channel, on both databases: order, urgency, stopping, crashes."""

import asyncio
from datetime import timedelta
from itertools import groupby
from typing import Any

import pytest
from structlog.testing import capture_logs

from scheduler.delivery import courier
from scheduler.delivery.channel import Delivery, Limits
from storage.db.database import Database
from storage.messages import outbox_claim
from storage.messages.outbox import Lane
from tests.patience import PATIENCE
from tests.queued import waiting_count
from tests.scheduler.posts import Played, add_address, delivering, queue, real_now, rows_of, states, until


async def test_sends_what_waits_and_writes_it_down(database: Database) -> None:
    [row_id] = queue(database, [("c", "Chào anh Bình")])
    channel = Played()
    async with delivering(database, channel):
        await until(lambda: states(database) == ["sent"])
    [row] = rows_of(database)
    assert channel.texts() == ["Chào anh Bình"]
    assert (row.external_id, row.attempts, row.leased_until) == (f"m{row_id}", 1, None)
    assert row.sent_at is not None
    assert row.sent_at >= row.created_at


async def test_only_its_own_accounts_messages(database: Database) -> None:
    queue(database, [("c", "for the other bot")])
    channel = Played()
    channel.account = "another"
    async with delivering(database, channel):
        await asyncio.sleep(0.1)
    assert channel.tried == []
    assert states(database) == ["waiting"]


async def test_order_within_a_chat_and_one_under_way_in_each(database: Database) -> None:
    queue(database, [(f"c{number % 6}", f"{number:03}") for number in range(120)])
    channel = Played(takes=0.02)
    async with delivering(database, channel):
        await until(lambda: len(channel.sent) == 120)
    for chat in range(6):
        texts = channel.texts(f"c{chat}")
        assert texts == sorted(texts)
        assert len(texts) == 20
    assert channel.most_in_a_chat == 1
    assert channel.most_at_once == 6, "chats do not wait for each other"


async def test_no_more_under_way_than_allowed(database: Database) -> None:
    queue(database, [(f"c{number}", "x") for number in range(40)])
    channel = Played(Limits(per_second=None, chat_per_second=0, concurrency=4), takes=0.01)
    async with delivering(database, channel):
        await until(lambda: len(channel.sent) == 40)
    assert channel.most_at_once == 4


async def test_a_reply_written_later_overtakes_500_reminders(database: Database) -> None:
    queue(database, [(f"c{number}", "reminder") for number in range(500)], Lane.REMINDER)
    channel = Played(Limits(per_second=100, concurrency=4))
    async with delivering(database, channel) as deliverer:
        await until(lambda: len(channel.sent) >= 60)
        before = len(channel.sent)
        queue(database, [("c499", "reply"), ("someone", "notice")], Lane.REPLY)
        deliverer.wake()
        await until(lambda: "notice" in channel.texts())
        overtaken_by = len(channel.sent) - before
    assert overtaken_by < 60, "it did not wait behind what was queued before"
    assert waiting_left(database) > 300


def waiting_left(database: Database) -> int:
    return database.do(waiting_count)


async def test_keeps_the_accounts_limit_from_the_first_second_on(sqlite_database: Database) -> None:
    queue(sqlite_database, [(f"c{number}", "x") for number in range(75)], Lane.REMINDER)
    channel = Played(Limits(per_second=30))
    async with delivering(sqlite_database, channel):
        await until(lambda: len(channel.sent) == 75)
    moments = channel.moments
    for first in moments:
        # A machine that is busy sends some a moment after it was allowed to.
        assert sum(1 for other in moments if first <= other < first + 1) <= 36


async def test_a_group_keeps_its_own_limit_and_edits_count(sqlite_database: Database) -> None:
    add_address(sqlite_database, "-100", is_group=True)
    queue(sqlite_database, [("-100", f"{number}") for number in range(8)] + [("c", "private")])
    channel = Played(Limits(per_second=None, group_per_minute=3))
    async with delivering(sqlite_database, channel):
        await until(lambda: len(channel.sent) == 4)
        await asyncio.sleep(0.3)
    assert channel.texts("-100") == ["0", "1", "2"]
    assert channel.texts("c") == ["private"]


async def test_woken_it_sends_at_once(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(courier, "POLL_SECONDS", 3600.0)  # by itself it would not look before the test is over
    channel = Played()
    async with delivering(database, channel) as deliverer:
        await asyncio.sleep(0.2)
        queue(database, [("c", "x")])
        deliverer.wake()
        await until(lambda: bool(channel.sent))


async def test_unwoken_it_looks_every_second(database: Database) -> None:
    channel = Played()
    async with delivering(database, channel):
        await asyncio.sleep(0.2)
        queue(database, [("c", "x")])
        await until(lambda: bool(channel.sent))


async def test_what_is_planned_for_later_waits_and_holds_up_nobody(database: Database) -> None:
    queue(database, [("c", "later")], not_before=real_now() + timedelta(seconds=1.2))
    queue(database, [("c", "now")])
    channel = Played()
    async with delivering(database, channel):
        await until(lambda: len(channel.sent) == 2)
    assert channel.texts() == ["now", "later"]


async def test_stop_finishes_what_is_under_way_and_frees_the_rest(database: Database) -> None:
    queue(database, [(f"c{number}", "x") for number in range(60)])
    channel = Played(Limits(per_second=None, concurrency=3), takes=0.2)
    async with delivering(database, channel) as deliverer:
        await until(lambda: len(channel.tried) == 3)
        await deliverer.stop(grace=PATIENCE)
    rows = rows_of(database)
    assert len(channel.sent) == len(channel.tried) == 3
    assert [row.state for row in rows].count("sent") == 3
    assert all(row.leased_until is None and row.attempts == 0 for row in rows if row.state == "waiting")


async def test_stop_does_not_wait_for_ever(database: Database) -> None:
    queue(database, [("c", "x")])
    channel = Played(takes=3600)
    async with delivering(database, channel) as deliverer:
        await until(lambda: bool(channel.tried))
        async with asyncio.timeout(PATIENCE):
            await deliverer.stop(grace=0.2)
    [row] = rows_of(database)
    assert (row.state, row.leased_until) == ("waiting", None)


async def crash_after_sending(database: Database, lease: timedelta) -> None:
    """What a process leaves behind that dies between sending and writing it down."""
    with database.transaction() as session:
        outbox_claim.claim(session, channel="telegram", account="bot", now=real_now(), limit=5, lease=lease)


async def test_after_a_crash_it_is_sent_again_when_the_lease_is_over(postgres_database: Database) -> None:
    queue(postgres_database, [("c", "first"), ("c", "second")])
    await crash_after_sending(postgres_database, timedelta(seconds=3))
    channel = Played()
    async with delivering(postgres_database, channel):
        await asyncio.sleep(0.4)
        assert channel.tried == [], "the other process may still be sending"
        await until(lambda: len(channel.sent) == 2)
    assert channel.texts() == ["first", "second"]
    assert [row.attempts for row in rows_of(postgres_database)] == [2, 1]


async def test_after_a_crash_a_single_process_need_not_wait(sqlite_database: Database) -> None:
    queue(sqlite_database, [("c", "first")])
    await crash_after_sending(sqlite_database, timedelta(hours=1))
    channel = Played()
    async with delivering(sqlite_database, channel):
        await until(lambda: channel.texts() == ["first"])


async def test_two_processes_share_the_work_and_send_nothing_twice(postgres_database: Database) -> None:
    url = postgres_database.engine.url.render_as_string(hide_password=False)
    other = Database(url)
    queue(postgres_database, [(f"c{number % 600}", f"{number:04}") for number in range(1200)])
    here, there = Played(takes=0.002), Played(takes=0.002)
    async with delivering(postgres_database, here), delivering(other, there):
        await until(lambda: len(here.sent) + len(there.sent) >= 1200)
        await asyncio.sleep(0.2)
    other.close()
    assert sorted(d.outbox_id for d in here.sent + there.sent) == [row.id for row in rows_of(postgres_database)]
    assert here.sent, "both had a part in it"
    assert there.sent
    rows = sorted(rows_of(postgres_database), key=lambda row: (row.chat_id, row.id))
    for _, chat in groupby(rows, key=lambda row: row.chat_id):
        moments = [row.sent_at for row in chat]
        assert moments == sorted(moments, key=lambda moment: moment or real_now())


async def test_a_database_that_fails_while_marking_does_not_make_it_send_again(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue(database, [("c", "x"), ("c", "y")])
    channel = Played(takes=0.05)
    real = database.run
    failures = iter(range(3))

    async def fails_for_a_while(work: Any, *args: Any) -> Any:
        if args and args[0].outcomes and next(failures, None) is not None:
            raise OSError("the disk is full")
        return await real(work, *args)

    with capture_logs() as logs:
        async with delivering(database, channel):
            monkeypatch.setattr(database, "run", fails_for_a_while)
            await until(lambda: states(database) == ["sent", "sent"])
    assert channel.texts() == ["x", "y"]
    assert len(channel.tried) == 2
    assert [entry["event"] for entry in logs].count("outbox_visit_failed") == 3


async def test_stop_gives_up_on_a_database_that_stays_away(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scheduler.delivery.courier.LAST_TRIES_SECONDS", 0.1)
    queue(sqlite_database, [("c", "x")])
    channel = Played(takes=0.05)

    async def fails(*args: object) -> object:
        raise OSError("gone")

    with capture_logs() as logs:
        async with delivering(sqlite_database, channel) as deliverer:
            await until(lambda: bool(channel.tried))
            monkeypatch.setattr(sqlite_database, "run", fails)
            async with asyncio.timeout(PATIENCE):
                await deliverer.stop(grace=1)
    assert [entry["sent"] for entry in logs if entry["event"] == "outcomes_lost"] == [[1]]


async def test_logs_hold_nothing_of_what_is_written(sqlite_database: Database) -> None:
    def stumble(delivery: Delivery) -> Exception:
        return ValueError(f"cannot read {delivery.outgoing}")

    queue(sqlite_database, [("c", "bí mật của phòng")])
    channel = Played(plays=stumble)
    with capture_logs() as logs:
        async with delivering(sqlite_database, channel):
            await until(lambda: rows_of(sqlite_database)[0].reason is not None)
    assert any("posts.py" in entry.get("places", "") for entry in logs), "but it says where it went wrong"
    assert "bí mật" not in repr(logs)
    assert rows_of(sqlite_database)[0].reason == "internal error ValueError"
