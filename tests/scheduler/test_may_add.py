"""Who may add to the report of another unit is told with the first reminder of it; the ledger says so, or why not."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from handlers.conversation.acting import Context
from handlers.reminding.newcomers import remind_newcomer
from storage.db.database import Database
from storage.tables import Draft, DraftEntry, Task
from tests.bureau import Bureau
from tests.scheduler.clockwork import CALENDAR, Clockwork

MAY = "có thể góp ý, bổ sung"


@pytest.fixture
def clock(database: Database) -> Clockwork:
    return Clockwork(database)


@pytest.fixture
def office(database: Database, now: datetime) -> Iterator[Bureau]:
    """A report due in 90 seconds that PKT leads; PNV and PYT may add to it."""
    with Session(database.engine, expire_on_commit=False) as session:
        office = Bureau(session)
        office.once("CHUNG", ["PKT"], now, timedelta(seconds=90), policy=office.policy(), contributing=["PNV", "PYT"])
        yield office


def lines(clock: Clockwork) -> list[tuple[str, str, str]]:
    """(step, recipient, outcome) of those about contributions."""
    return sorted((e.step, e.recipient, e.outcome) for e in clock.ledger() if e.step.startswith("contribute"))


def adds(office: Bureau, unit: str, person_id: int, at: datetime) -> None:
    (obligation,) = office.obligations()
    task = Task(organisation_id=office.id, plan_id=office.plan.id, code="1", title="Việc", position=0)
    draft = Draft(organisation_id=office.id, obligation_id=obligation.id, unit_id=office.unit(unit).id, updated_at=at)
    office.session.add_all([task, draft])
    office.session.flush()
    entry = DraftEntry(
        organisation_id=office.id,
        draft_id=draft.id,
        task_id=task.id,
        answers={"status": "done"},
        as_before=False,
        person_id=person_id,
        said_at=at,
    )
    office.session.add(entry)
    office.session.commit()


def test_once_in_the_whole_course_of_a_report(office: Bureau, clock: Clockwork, now: datetime) -> None:
    office.person("Lan", "PKT")
    binh, an = office.person("Bình", "PNV"), office.person("An", "PYT")
    office.person("Hùng", "PNV", "unit_leader")
    office.person("Tuấn", "BTG", "coordinator")
    office.session.commit()
    clock.run(now, 170)
    told = [message for message in clock.messages() if MAY in message.text]
    assert [(message.to, message.at) for message in told] == [
        ("Bình", now + timedelta(seconds=30)),
        ("An", now + timedelta(seconds=30)),
    ]
    assert [name for name, _ in clock.heard()].count("Bình") == 1
    assert "Hùng" not in [name for name, _ in clock.heard()]
    assert lines(clock) == [("contribute", str(binh.id), "queued"), ("contribute", str(an.id), "queued")]


def test_the_ledger_says_why_nobody_is_told(office: Bureau, clock: Clockwork, now: datetime) -> None:
    office.person("Lan", "PKT")
    binh = office.person("Bình", "PNV")
    office.person("An", "PYT", channel=None)
    office.session.commit()
    clock.tick(now)
    adds(office, "PNV", binh.id, now)
    clock.run(now, 89)
    assert [name for name, _ in clock.heard()] == ["Lan", "Lan"]
    pnv, pyt = office.unit("PNV").id, office.unit("PYT").id
    assert lines(clock) == [(f"contribute:{pnv}", "", "contributed"), (f"contribute:{pyt}", "", "nobody")]


def test_also_where_the_lead_has_nobody_yet(office: Bureau, clock: Clockwork, now: datetime) -> None:
    office.person("Bình", "PNV")
    office.session.commit()
    clock.run(now, 31)
    assert [name for name, _ in clock.heard()] == ["Bình"]
    assert clock.steps("nobody").count("before-60s") == 1


def test_not_by_steps_for_others_nor_after_the_due_moment(office: Bureau, clock: Clockwork, now: datetime) -> None:
    steps = [{"before": "60s", "to": ["unit_leader"]}, {"after": "10s", "to": ["focal_point"]}]
    for row in office.session.query(type(office.policy(code="other"))).all():
        row.steps = steps
    office.person("Lan", "PKT")
    office.person("Bình", "PNV")
    office.session.commit()
    clock.run(now, 120)
    assert [name for name, _ in clock.heard()] == ["Lan"]
    assert lines(clock) == []


def test_who_sees_to_the_report_anyway_is_not_told_so(office: Bureau, clock: Clockwork, now: datetime) -> None:
    lan = office.person("Lan", "PKT")
    office.appoint(lan, "PNV", "focal_point")
    office.session.commit()
    clock.run(now, 31)
    (message,) = clock.messages()
    assert MAY not in message.text


def test_two_reports_and_two_units_are_one_message(office: Bureau, clock: Clockwork, now: datetime) -> None:
    policy = office.policy(code="again")
    office.once("HAI", ["PXD"], now, timedelta(seconds=90), policy=policy, contributing=["PNV", "PYT"])
    binh = office.person("Bình", "PNV")
    office.appoint(binh, "PYT", "focal_point")
    office.session.commit()
    clock.run(now, 89)
    (message,) = clock.messages()
    assert message.text.count(MAY) == 2
    assert [outcome for _, recipient, outcome in lines(clock) if recipient] == ["queued", "queued"]


def test_a_newcomer_of_a_unit_that_may_add_is_told_at_once(office: Bureau, clock: Clockwork, now: datetime) -> None:
    office.person("Lan", "PKT")
    office.session.commit()
    clock.run(now, 35)
    binh = office.person("Bình", "PNV")
    office.session.commit()
    context = Context(CALENDAR, "https://dondoc.example")
    joined = now + timedelta(seconds=36)
    assert clock.database.do(remind_newcomer, binh.id, joined, context)
    clock.run(joined, 50)
    assert [(to, at) for to, at in clock.heard() if to == "Bình"] == [("Bình", joined)]


def test_a_deputy_standing_in_for_who_is_away(office: Bureau, clock: Clockwork, now: datetime) -> None:
    office.person("Bình", "PNV", "deputy")
    office.session.commit()
    clock.run(now, 31)
    assert clock.heard() == [], "the steps are for focal points alone"
