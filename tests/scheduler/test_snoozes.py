"""`Nhắc lại sau`: one more message to one person, beside the series; where both fall together, one digest."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from storage.db.database import Database
from storage.tables import Person, Snooze
from tests.bureau import Bureau
from tests.scheduler.clockwork import Clockwork


@pytest.fixture
def clock(database: Database) -> Clockwork:
    return Clockwork(database)


@pytest.fixture
def office(database: Database) -> Iterator[Bureau]:
    with Session(database.engine, expire_on_commit=False) as session:
        yield Bureau(session)


@pytest.fixture
def lan(office: Bureau, clock: Clockwork, now: datetime) -> Person:
    """Owes two reports, due in 90 seconds, which nobody else reminds her of before 30 seconds have passed."""
    lan = office.person("Lan", "PKT")
    policy = office.policy()
    for code in ("A", "B"):
        office.once(code, ["PKT"], now, timedelta(seconds=90), policy=policy)
    office.session.commit()
    clock.tick(now)
    return lan


def put_off(office: Bureau, person: Person, until: datetime, ids: list[int]) -> None:
    office.session.add(
        Snooze(
            organisation_id=office.id,
            person_id=person.id,
            obligation_ids=ids,
            remind_at=until,
            created_at=until,
        )
    )
    office.session.commit()


def test_a_put_off_reminder_comes_once_and_the_series_goes_on(
    office: Bureau, clock: Clockwork, lan: Person, now: datetime
) -> None:
    put_off(office, lan, now + timedelta(seconds=10), [1, 2])
    clock.run(now, 40)
    assert clock.heard() == [("Lan", now + timedelta(seconds=10)), ("Lan", now + timedelta(seconds=30))]
    assert all("Báo cáo A" in message.text and "Báo cáo B" in message.text for message in clock.messages())
    assert clock.steps("queued") == ["snooze-1", "snooze-1", "before-60s", "before-60s"]


def test_it_joins_the_digest_of_the_same_moment(office: Bureau, clock: Clockwork, lan: Person, now: datetime) -> None:
    clock.change(2, next_check_at=None)  # nothing of its own is due
    put_off(office, lan, now + timedelta(seconds=30), [1, 2])
    clock.run(now + timedelta(seconds=29), 3)
    (digest,) = clock.messages()
    assert digest.text.count("Báo cáo A") == digest.text.count("Báo cáo B") == 1
    assert sorted(clock.steps("queued")) == ["before-60s", "snooze-1"]


def test_what_is_in_meanwhile_is_left_out(office: Bureau, clock: Clockwork, lan: Person, now: datetime) -> None:
    clock.change(1, state="submitted")
    put_off(office, lan, now + timedelta(seconds=10), [1, 2, 999])
    clock.tick(now + timedelta(seconds=10))
    (digest,) = clock.messages()
    assert "Báo cáo A" not in digest.text
    assert "Báo cáo B" in digest.text


def test_it_lapses_when_all_is_in_or_the_person_has_left(
    office: Bureau, clock: Clockwork, lan: Person, now: datetime
) -> None:
    put_off(office, lan, now + timedelta(seconds=5), [1, 2])
    for id in (1, 2):
        clock.change(id, state="submitted")
    clock.tick(now + timedelta(seconds=5))
    for id in (1, 2):
        clock.change(id, state="returned")
    for position in office.positions_of(lan):
        position.until = now + timedelta(seconds=6)
    put_off(office, lan, now + timedelta(seconds=7), [1, 2])
    clock.tick(now + timedelta(seconds=7))
    assert clock.messages() == []
    assert clock.tick(now + timedelta(seconds=8)).queued == 0
