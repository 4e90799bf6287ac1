"""What follows from each way in which a sending can fail, through the real delivery on both databases."""

import asyncio
import time
from datetime import datetime

import pytest
from sqlalchemy.orm import Session
from structlog.testing import capture_logs

from scheduler.delivery import sendings
from scheduler.delivery.channel import (
    Delivery,
    FloodError,
    MovedError,
    PassingError,
    PermanentError,
    UnreachableError,
)
from storage.db.database import Database
from storage.messages.outbox import Lane, void_leases
from storage.messages.outbox_mark import Stray
from storage.tables import Address
from tests.scheduler.posts import Played, Plays, add_address, delivering, queue, rows_of, states, until, words


def once(*errors: Exception) -> Plays:
    """Raises these, one a sending, and then works."""
    left = list(errors)
    return lambda delivery: left.pop(0) if left else None


def address(database: Database, address_id: int) -> Address:
    with database.transaction() as session:
        return session.get_one(Address, address_id)


async def test_a_passing_failure_is_tried_again_and_order_is_kept(database: Database) -> None:
    queue(database, [("c", "first"), ("c", "second"), ("d", "elsewhere")])
    failing = once(PassingError("502 Bad Gateway"))
    channel = Played(plays=lambda delivery: failing(delivery) if delivery.chat_id == "c" else None)
    start = time.monotonic()
    async with delivering(database, channel):
        await until(lambda: states(database) == ["sent"] * 3)
    assert channel.texts("c") == ["first", "second"]
    assert channel.texts()[0] == "elsewhere", "others do not wait for it"
    assert time.monotonic() - start >= 0.7
    assert [row.attempts for row in rows_of(database)] == [2, 1, 1]


async def test_the_reason_of_a_failure_is_kept_while_it_waits(database: Database) -> None:
    queue(database, [("c", "x")])
    channel = Played(plays=lambda delivery: PassingError("502 Bad Gateway"))
    async with delivering(database, channel):
        await until(lambda: rows_of(database)[0].reason is not None)
    [row] = rows_of(database)
    assert (row.state, row.reason, row.leased_until) == ("waiting", "502 Bad Gateway", None)
    assert row.not_before is not None


async def test_a_sending_without_end_is_cut_off_and_tried_again(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sendings, "SEND_SECONDS", 1.0)
    queue(database, [("c", "silence"), ("d", "quick")])
    channel = Played()
    silent = ["silence"]

    async def send(delivery: Delivery) -> str:
        if words(delivery) in silent:
            silent.clear()
            await asyncio.sleep(3600)
        return await Played.send(channel, delivery)

    monkeypatch.setattr(channel, "send", send)
    async with delivering(database, channel):
        await until(lambda: states(database) == ["sent"] * 2)
    assert channel.texts() == ["quick", "silence"]
    assert [row.attempts for row in rows_of(database)] == [2, 1]


async def test_a_failing_reminder_does_not_hold_up_replies(database: Database) -> None:
    queue(database, [("c", "reminder")], Lane.REMINDER)
    channel = Played(plays=lambda delivery: PassingError("no") if words(delivery) == "reminder" else None)
    async with delivering(database, channel) as deliverer:
        await until(lambda: rows_of(database)[0].reason is not None)
        queue(database, [("c", "reply")])
        deliverer.wake()
        await until(lambda: channel.texts() == ["reply"])


async def test_a_permanent_failure_is_given_up_and_the_next_goes_out(database: Database) -> None:
    queue(database, [("c", "too long"), ("c", "fine")])
    channel = Played(plays=once(PermanentError("message is too long")))
    async with delivering(database, channel):
        await until(lambda: states(database) == ["given_up", "sent"])
    assert rows_of(database)[0].reason == "message is too long"
    assert channel.texts() == ["fine"]


async def test_a_row_that_cannot_be_read_does_not_stop_the_others(database: Database) -> None:
    queue(database, [("c", "x"), ("d", "y")])
    with database.transaction() as session:
        session.get_one(type(rows_of(database)[0]), 1).payload = {"nonsense": True}
    channel = Played()
    with capture_logs():
        async with delivering(database, channel):
            await until(lambda: states(database) == ["waiting", "sent"])
            await until(lambda: rows_of(database)[0].reason == "internal error KeyError")


async def test_a_flood_wait_holds_everyone_and_costs_no_attempt(database: Database) -> None:
    queue(database, [(f"c{number}", "x") for number in range(40)])
    channel = Played(plays=once(FloodError("429", 4)), takes=0.01)
    async with delivering(database, channel) as deliverer:
        await until(lambda: bool(channel.sent))
        await asyncio.sleep(0.1)  # what was under way ends
        before = len(channel.tried)
        for _ in range(8):
            deliverer.wake()
            await asyncio.sleep(0.1)
        assert len(channel.tried) == before <= 16
        await until(lambda: len(channel.sent) == 40)
    assert max(later - earlier for earlier, later in zip(channel.moments, channel.moments[1:], strict=False)) >= 3.5
    assert {row.attempts for row in rows_of(database)} == {1}
    assert set(states(database)) == {"sent"}


async def test_an_outage_pauses_the_account_and_spares_what_waits(database: Database) -> None:
    queue(database, [(f"c{number}", "x") for number in range(60)])
    up = asyncio.Event()
    channel = Played(plays=lambda delivery: None if up.is_set() else PassingError("connection refused"), takes=0.01)
    with capture_logs() as logs:
        async with delivering(database, channel):
            await until(lambda: any(entry["event"] == "channel_paused" for entry in logs))
            assert 4 <= len({delivery.chat_id for delivery in channel.tried}) <= 16, "the others were not tried"
            up.set()
            await until(lambda: len(channel.sent) == 60)
    assert [entry["seconds"] for entry in logs if entry["event"] == "channel_paused"][:1] == [1.0]
    assert sum(row.attempts == 1 for row in rows_of(database)) >= 44


async def test_one_chat_in_trouble_is_no_outage(database: Database) -> None:
    queue(database, [("bad", "x")])
    channel = Played(plays=lambda delivery: PassingError("500") if delivery.chat_id == "bad" else None)
    with capture_logs() as logs:
        async with delivering(database, channel) as deliverer:
            await until(lambda: len(channel.tried) == 2)
            queue(database, [("good", "y")])
            deliverer.wake()
            await until(lambda: channel.texts() == ["y"])
    assert not any(entry["event"] == "channel_paused" for entry in logs)


async def test_who_cannot_be_reached_is_marked_and_told_of_once(database: Database) -> None:
    gone = add_address(database, "gone")
    queue(database, [("gone", "first"), ("gone", "second"), ("here", "x")])
    queue(database, [("gone", "planned")], Lane.REMINDER)
    told: list[tuple[int | None, str, bool]] = []

    def tell(session: Session, stray: Stray, now: datetime) -> None:
        assert session.get_one(Address, stray.address_id).unreachable_since is not None, "in the same transaction"
        told.append((stray.address_id, stray.reason, stray.is_new))

    def blocked(delivery: Delivery) -> Exception | None:
        return UnreachableError("bot was blocked by the user") if delivery.chat_id == "gone" else None

    channel = Played(plays=blocked)
    async with delivering(database, channel, on_stray=tell) as deliverer:
        await until(lambda: states(database) == ["given_up", "dropped", "sent", "dropped"])
        queue(database, [("gone", "later")])
        deliverer.wake()
        await until(lambda: states(database)[-1] == "given_up")
    assert told == [(gone, "bot was blocked by the user", is_new) for is_new in (True, False)]
    assert address(database, gone).unreachable_reason == "bot was blocked by the user"
    assert rows_of(database)[1].reason == "unreachable: bot was blocked by the user"


async def test_what_the_callback_writes_is_sent(database: Database) -> None:
    add_address(database, "gone")
    queue(database, [("gone", "x")])

    def tell(session: Session, stray: Stray, now: datetime) -> None:
        from domain.messaging.messages import Card, Outgoing, text_of
        from storage.messages import outbox

        card = Card(text_of("Không liên lạc được"))
        outbox.add(
            session,
            channel="telegram",
            account="bot",
            chat_id="boss",
            outgoing=Outgoing("say", card),
            lane=Lane.NOTICE,
            now=now,
        )

    channel = Played(plays=lambda d: UnreachableError("blocked") if d.chat_id == "gone" else None)
    async with delivering(database, channel, on_stray=tell):
        await until(lambda: channel.texts("boss") == ["Không liên lạc được"])


async def test_a_callback_that_fails_loses_no_outcome(database: Database) -> None:
    gone = add_address(database, "gone")
    queue(database, [("gone", "x")])

    def fail(session: Session, stray: Stray, now: datetime) -> None:
        raise RuntimeError("no coordinator")

    channel = Played(plays=lambda delivery: UnreachableError("blocked"))
    with capture_logs() as logs:
        async with delivering(database, channel, on_stray=fail):
            await until(lambda: states(database) == ["given_up"])
    assert address(database, gone).unreachable_since is not None
    assert [entry["event"] for entry in logs].count("stray_not_told") == 1
    assert len(channel.tried) == 1


async def test_a_group_that_moved_is_followed_with_all_that_waits_for_it(database: Database) -> None:
    group = add_address(database, "-5", is_group=True)
    queue(database, [("-5", "first"), ("-5", "second"), ("-5", "third")])
    channel = Played(plays=lambda d: MovedError("-1005") if d.chat_id == "-5" else None)
    async with delivering(database, channel):
        await until(lambda: states(database) == ["sent"] * 3)
    assert channel.texts("-1005") == ["first", "second", "third"]
    assert len(channel.tried) == 4
    assert address(database, group).chat_id == "-1005"


async def test_a_move_that_the_chat_already_told_of_itself(database: Database) -> None:
    old, new = add_address(database, "-5", is_group=True), add_address(database, "-1005", is_group=True)
    queue(database, [("-5", "x")])
    channel = Played(plays=lambda d: MovedError("-1005") if d.chat_id == "-5" else None)
    async with delivering(database, channel):
        await until(lambda: channel.texts("-1005") == ["x"])
    assert (address(database, old).chat_id, address(database, new).chat_id) == ("-5", "-1005")


async def test_a_full_disk_at_the_start_does_not_end_the_delivery(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue(sqlite_database, [("c", "x")])
    left = [OSError("disk full"), OSError("disk full")]

    def fails_at_first(session: Session) -> int:
        if left:
            raise left.pop()
        return void_leases(session)

    monkeypatch.setattr("scheduler.delivery.delivery.void_leases", fails_at_first)
    channel = Played()
    with capture_logs() as logs:
        async with delivering(sqlite_database, channel):
            await until(lambda: states(sqlite_database) == ["sent"])
    assert [line["failures"] for line in logs if line["event"] == "leases_not_voided"] == [1, 2]
