"""Beside the clock: one message, file or export for which something fails keeps no other from going its way."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, text
from structlog.testing import capture_logs

from domain.quotas import Level
from handlers.file_exports import Maker
from scheduler.delivery.exchange import ChannelVisit, exchange
from scheduler.delivery.verdicts import INTERNAL_TRIES, verdict
from scheduler.exports import Exports
from storage.aside.troubles import set_aside
from storage.db.database import Database
from storage.messages import exports, quotas
from storage.messages.outbox_claim import ClaimedMessage, claim
from storage.messages.outbox_mark import Outcome, mark
from storage.reporting import attachments
from storage.tables import Attachment, Export, Outbox
from tests.scheduler.posts import Played, delivering, queue, real_now, rows_of, states, until
from tests.world import World

LEASE = timedelta(seconds=15)


def claims(database: Database, after: timedelta = timedelta()) -> list[ClaimedMessage]:
    now = real_now() + after
    return database.do(claim, channel="telegram", account="bot", now=now, limit=10, lease=LEASE, clock=now)


def test_a_message_that_fails_for_a_fault_of_ours_holds_up_nothing_of_its_chat(database: Database) -> None:
    queue(database, [("c", "poisoned"), ("c", "fine"), ("d", "elsewhere")])
    with database.transaction() as session:
        session.get_one(Outbox, 1).attempts = INTERNAL_TRIES
    [poisoned, elsewhere] = claims(database)
    now = real_now()
    outcome = verdict(poisoned, ZeroDivisionError("2.7 mật khẩu"), now, 0.5)
    database.do(mark, [outcome, Outcome("sent", elsewhere.id, now, external_id="m")])
    assert [row.id for row in claims(database)] == [2], "what stood behind it"
    database.do(mark, [Outcome("sent", 2, now, external_id="m")])
    assert rows_of(database)[0].reason == "internal error ZeroDivisionError"
    assert database.do(set_aside)["delivery"] == 1
    assert claims(database) == []
    assert [row.id for row in claims(database, timedelta(seconds=61))] == [1], (
        "tried again, and it may be mended by then"
    )
    database.do(mark, [Outcome("sent", 1, now, external_id="m")])
    assert database.do(set_aside) == {}


def test_it_may_wait_for_longer_than_other_retries(database: Database) -> None:
    queue(database, [("c", "poisoned")])
    [poisoned] = claims(database)
    day = timedelta(days=1)
    database.do(
        mark, [Outcome("aside", poisoned.id, real_now(), not_before=real_now() + day, reason="internal error X")]
    )
    assert claims(database) == []
    assert claims(database, timedelta(hours=23)) == []
    assert len(claims(database, timedelta(hours=25))) == 1


async def test_an_outcome_that_cannot_be_written_down_keeps_no_other_from_it(sqlite_database: Database) -> None:
    queue(sqlite_database, [("a", "x"), ("b", "y"), ("c", "z")])
    with sqlite_database.transaction() as session:
        session.execute(
            text(
                "CREATE TRIGGER kept BEFORE UPDATE ON outbox WHEN new.state = 'sent' AND new.id = 2 "
                "BEGIN SELECT RAISE(ABORT, 'kept'); END"
            )
        )
    channel = Played()
    with capture_logs():
        async with delivering(sqlite_database, channel):
            await until(lambda: states(sqlite_database) == ["sent", "given_up", "sent"])
    assert rows_of(sqlite_database)[1].reason == "internal error IntegrityError: sent"
    assert len(channel.sent) == 3, "and nothing is sent again and again"


def test_who_cannot_be_told_of_the_quota_keeps_no_outcome_from_being_written(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue(database, [("c", "x")])
    [row] = claims(database)
    monkeypatch.setattr(quotas, "count", lambda *args, **more: Level.SPENT)

    def on_quota(*args: Any) -> None:
        raise ZeroDivisionError

    sent = Outcome("sent", row.id, real_now(), external_id="m")
    visit = ChannelVisit("telegram", "bot", [sent], 0, (), real_now(), LEASE, quota=10)
    with capture_logs():
        database.do(exchange, visit, None, on_quota)
    assert states(database) == ["sent"]


@pytest.fixture
def world(sqlite_database: Database) -> World:
    world = World(sqlite_database)
    world.furnish()
    world.person("PKT", "focal_point", "Lan", "100")
    world.person("BTG", "coordinator", "Tuấn", "900")
    return world


def test_a_file_that_cannot_be_kept_keeps_no_other_from_being_fetched(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("một.pdf", "hai.pdf", "ba.pdf"):
        world.sends_file("100", name, b"%PDF-1.4\n%%EOF")
    real = attachments.settle

    def settle(session: Any, id: int, *rest: Any) -> None:
        if id == 2:
            raise ZeroDivisionError
        real(session, id, *rest)

    monkeypatch.setattr(attachments, "settle", settle)
    with capture_logs():
        world.fetch_files()
    assert waiting(world) == [False, True, False]
    monkeypatch.undo()
    world.passes(minutes=10)
    world.fetch_files()
    assert waiting(world) == [False, False, False]


def waiting(world: World) -> list[bool]:
    return [row.state == "waiting" for row in world.all(Attachment)]


def test_an_export_during_which_the_program_ends_each_time_is_given_up(world: World) -> None:
    tuan = world.person_id("Tuấn")
    with world.database.transaction() as session:
        for kind in ("xlsx", "docx"):
            exports.ask(
                session,
                organisation_id=world.organisation_id,
                person_id=tuan,
                address_id=2,
                what="collation",
                kind=kind,
                args={"requirement_id": 1, "period_key": "2026-Q4", "frozen": None},
                plan_ids=[1],
                now=world.now,
            )
        session.scalars(select(Export)).first().attempts = exports.MOST_ATTEMPTS  # type: ignore[union-attr]
    maker = Maker(world.database, world.context.files, None, world.context.calendar)
    making = Exports(world.database, maker, lambda: world.now, lambda: None)
    with capture_logs():
        while asyncio.run(making.work()):
            pass
    assert [(row.state, row.reason) for row in world.all(Export)] == [("failed", "TooOftenError"), ("ready", None)]
    world.deliver()
    assert len(world.heard("900")) == 2
