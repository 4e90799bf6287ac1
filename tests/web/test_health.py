from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from domain.messaging.messages import Card, Outgoing, text_of
from storage.aside.aside_rows import Aside, over, put
from storage.installation.room import NoRoomError
from storage.messages import outbox
from storage.messages.outbox import Lane
from tests.web.site import Site
from web import health

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


async def test_alive_and_ready(site: Site) -> None:
    async with site.visitor() as watcher:
        assert (await watcher.get("/healthz")).status == 200
        assert (await watcher.get("/readyz")).status == 200
        assert (await watcher.get("/metrics")).status == 200


async def test_not_ready_while_migrations_wait(site: Site) -> None:
    with site.database.transaction() as session:
        session.execute(text("DELETE FROM alembic_version"))
    async with site.visitor() as watcher:
        answer = await watcher.get("/readyz")
        assert answer.status == 503
        assert "migrations to apply" in answer.json["not_ready"]
        assert (await watcher.get("/healthz")).status == 200


async def test_not_ready_while_a_part_fails_and_says_which(site: Site) -> None:
    site.troubles["tick"] = "stands still"
    async with site.visitor() as watcher:
        answer = await watcher.get("/readyz")
        assert answer.status == 503
        assert answer.json["parts"] == {"tick": "stands still"}
        assert "tick" in answer.json["not_ready"]
        site.troubles.clear()
        assert (await watcher.get("/readyz")).status == 200


async def test_not_ready_while_the_database_takes_nothing(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    with site.database.engine.connect() as connection:  # as a full disk, or rights that were taken away
        connection.exec_driver_sql("PRAGMA query_only=ON")
    async with site.visitor() as watcher:
        answer = await watcher.get("/readyz")
        assert answer.status == 503
        assert "cannot be written" in answer.json["parts"]["database"]
        with site.database.reading() as session:
            session.connection().exec_driver_sql("PRAGMA query_only=OFF")
        assert (await watcher.get("/readyz")).status == 200

        def full(engine: object) -> None:
            raise NoRoomError("the disk is full: 3 MiB left")

        monkeypatch.setattr(health, "look_for_room", full)
        answer = await watcher.get("/readyz")
        assert (answer.status, answer.json["parts"]["database"]) == (503, "the disk is full: 3 MiB left")


def set_aside(site: Site, subject: str, organisation_id: int | None = None) -> None:
    site.database.do(put, Aside(organisation_id, "reminders", subject, {}, "KeyError", 1, NOW, NOW))


async def test_a_thing_set_aside_does_not_make_it_unready_but_many_or_a_whole_organisation_do(site: Site) -> None:
    async with site.visitor() as watcher:
        for number in range(9):
            set_aside(site, f"obligation:{number}", site.office.organisation_id)
        assert (await watcher.get("/readyz")).status == 200
        assert 'dondoc_set_aside{part="reminders"} 9.0' in (await watcher.get("/metrics")).text
        set_aside(site, "obligation:9", site.office.organisation_id)
        answer = await watcher.get("/readyz")
        assert (answer.status, answer.json["parts"]) == (503, {"reminders": "10 things set aside: KeyError"})
        site.database.do(over, "reminders", [f"obligation:{number}" for number in range(10)])
        set_aside(site, f"organisation:{site.office.organisation_id}", site.office.organisation_id)
        assert "reminders" in (await watcher.get("/readyz")).json["parts"]


async def test_the_metrics_say_how_long_the_oldest_message_waits(site: Site) -> None:
    site.moment = NOW
    for chat, age, not_before in (("1", 90, None), ("2", 30, None), ("3", 500, NOW + timedelta(hours=1))):
        with site.database.transaction() as session:
            outbox.add(
                session,
                channel="telegram",
                account="123",
                chat_id=chat,
                outgoing=Outgoing("say", Card(text_of("Nhắc"))),
                lane=Lane.REMINDER,
                now=NOW - timedelta(seconds=age),
                not_before=not_before,
            )
    async with site.visitor() as watcher:
        told = (await watcher.get("/metrics")).text
    assert 'dondoc_outbox_oldest_seconds{channel="telegram"} 90.0' in told
    assert 'dondoc_outbox_oldest_seconds{channel="email"} 0.0' in told
