"""Upkeep takes away what nobody needs any more, and nothing else."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scheduler.clock import Clock
from storage.db.database import Database
from storage.erasing import retention
from storage.installation.calendars import work_calendar
from storage.messages import buttons
from storage.tables import ButtonKey, Inbox, Outbox, WebSession
from tests.bureau import Bureau


def inbox(number: int, done_at: datetime | None) -> Inbox:
    return Inbox(
        channel="web",
        account="",
        chat_id="1",
        external_id=str(number),
        payload={},
        received_at=done_at,
        attempts=0,
        done_at=done_at,
    )


def outbox(state: str, created_at: datetime) -> Outbox:
    return Outbox(
        channel="web", account="", chat_id="1", lane=0, payload={}, state=state, attempts=0, created_at=created_at
    )


def fill(session: Session, now: datetime) -> None:
    office = Bureau(session)
    address = office.address(office.person("Lan", "PKT", channel=None), "web")
    for number, days in enumerate((31, 29)):
        session.add(inbox(number, now - timedelta(days=days)))
        session.add_all(
            outbox(state, now - timedelta(days=days)) for state in ("sent", "dropped", "given_up", "waiting")
        )
    session.add(outbox("given_up", now - timedelta(days=1101)))
    session.add(outbox("waiting", now - timedelta(days=999)))
    waiting = inbox(9, None)
    waiting.received_at = now - timedelta(days=99)
    session.add(waiting)
    for token, expires_in in (("gone", -1), ("good", 1)):
        session.add(
            WebSession(
                organisation_id=office.id,
                token_hash=token,
                address_id=address.id,
                created_at=now,
                expires_at=now + timedelta(seconds=expires_in),
            )
        )
    for key, days in (("old", 181), ("new", 179)):
        made = now - timedelta(days=days)
        session.add(ButtonKey(key=key, address_id=address.id, action="x", args={}, created_at=made))


def counts(session: Session) -> dict[str, int]:
    tables = (Inbox, Outbox, WebSession, ButtonKey)
    return {table.__tablename__: session.scalars(select(func.count()).select_from(table)).one() for table in tables}


@pytest.mark.parametrize("batch", [1, retention.BATCH])
async def test_only_what_is_stale_goes(
    database: Database, now: datetime, batch: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "BATCH", batch)
    monkeypatch.setattr("scheduler.clock.BATCH", batch)
    database.do(fill, now)
    clock = Clock(database, work_calendar(), lambda: None, lambda: now)
    assert await clock.upkeep() == 1 + 2 + 1 + 1
    assert database.do(counts) == {"inbox": 2, "outbox": 8, "web_session": 1, "button_key": 1}
    assert await clock.upkeep() == 0


async def test_a_button_that_is_still_shown_stays(database: Database, now: datetime) -> None:
    with Session(database.engine, expire_on_commit=False) as session:
        office = Bureau(session)
        address = office.address(office.person("Lan", "PKT", channel=None), "web")
        shown = [("duties", {"page": 1})]
        (key,) = buttons.keep(session, address, shown, now - timedelta(days=200))
        assert buttons.keep(session, address, [*shown, ("help", {})], now - timedelta(days=20))[0] == key
        session.commit()
    clock = Clock(database, work_calendar(), lambda: None, lambda: now)
    assert await clock.upkeep() == 0
    with database.transaction() as session:
        assert buttons.meaning(session, address, key) == ("duties", {"page": 1})
