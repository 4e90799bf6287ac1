"""The coordinator's lists as queries, on both databases."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event, select

from domain.messaging.messages import Card, Outgoing, text_of
from domain.rights import Role
from storage.audit import audit
from storage.db.database import Database
from storage.following import nudges
from storage.following import overdue as following
from storage.following.overdue import FollowedDuty, OutstandingDuty
from storage.messages import outbox
from storage.messages.outbox import Lane
from storage.reporting import drafts
from storage.tables import Address, Obligation, Outbox, ReminderEntry, Task
from tests.office import Office, local

DUE = local("2026-12-17 17:00")
LATE = local("2026-12-19 09:00")


@pytest.fixture
def office(database: Database) -> Office:
    office = Office(database)
    office.furnish()
    return office


def overdue(office: Office, at: Any = LATE) -> list[FollowedDuty]:
    found = office.database.do(following.overdue, [office.plan_id()], at)
    return office.database.do(following.described, found, at)


def codes(rows: Sequence[OutstandingDuty]) -> list[str]:
    return [row.unit_code for row in rows]


def test_nobody_is_late_before_and_at_the_due_moment(office: Office) -> None:
    assert overdue(office, DUE) == []
    assert len(overdue(office, DUE + timedelta(seconds=1))) == 3


def test_what_is_in_or_excused_is_not_late_and_the_excused_are_not_expected(office: Office) -> None:
    office.settle("PYT", state="submitted")
    office.settle("PNV", state="excused")
    [row] = overdue(office)
    assert (row.unit_code, row.asked.submitted, row.asked.expected) == ("PKT", 1, 2)


def test_a_returned_report_is_expected_again_and_an_accepted_one_is_in(office: Office) -> None:
    office.settle("PYT", state="returned")
    office.settle("PNV", state="accepted")
    rows = overdue(office)
    assert codes(rows) == ["PKT", "PYT"]
    assert (rows[0].asked.submitted, rows[0].asked.expected) == (1, 3)


def test_only_the_plans_asked_for_are_seen(office: Office) -> None:
    office.add_plan("KHAC", "Kế hoạch khác", coordinators=["PYT"])
    office.add_requirement("KHAC-QUY", "Báo cáo khác", units=["BTG"], plan="KHAC")
    office.open("KHAC-QUY", "2026-Q4")
    assert codes(overdue(office)) == ["PKT", "PNV", "PYT"]
    assert codes(office.database.do(following.overdue, [office.plan_id("KHAC")], LATE)) == ["BTG"]
    assert office.database.do(following.overdue, [], LATE) == []
    assert len(office.database.do(following.overdue_of_organisation, office.organisation_id, LATE)) == 4


def test_another_organisation_is_another_world(office: Office) -> None:
    other = Office(office.database, code="KHAC")
    other.furnish()
    assert len(overdue(office)) == 3
    rows = office.database.do(following.overdue_of_organisation, other.organisation_id, LATE)
    assert {row.organisation_id for row in rows} == {other.organisation_id}
    assert [row.asked.expected for row in rows] == [3, 3, 3]


def test_units_of_one_report_are_in_vietnamese_order_and_older_reports_come_first(database: Database) -> None:
    office = Office(database)
    units = {"BTG": "Ban", "P10": "Phường 10", "P02": "Phường 2", "DU": "Đảng ủy", "DOAN": "Doanh trại"}
    office.furnish(units, reporting=["P10", "P02", "DU", "DOAN"])
    office.add_requirement("KHCN-CU", "Báo cáo cũ", units=["P10"])
    office.open("KHCN-CU", "2026-Q3")
    assert codes(overdue(office)) == ["P10", "DOAN", "DU", "P02", "P10"]
    assert following.distinct_units(overdue(office)) == 4


def test_an_extended_report_is_late_by_its_own_due_moment(office: Office) -> None:
    obligation_id = office.obligation_id("PYT")
    with office.database.transaction() as session:
        session.get_one(Obligation, obligation_id).due_at = local("2026-12-22 17:00")
    assert codes(overdue(office)) == ["PKT", "PNV"]
    rows = overdue(office, local("2026-12-23 09:00"))
    assert codes(rows) == ["PKT", "PNV", "PYT"]
    assert {row.asked.due_at for row in rows} == {DUE}


def test_upcoming_is_what_falls_due_until_then(office: Office) -> None:
    office.settle("PKT")

    def upcoming(now: str, until: str) -> list[str]:
        return codes(office.database.do(following.upcoming, [office.plan_id()], local(now), local(until)))

    assert upcoming("2026-12-10 17:00", "2026-12-17 17:00") == ["PNV", "PYT"]
    assert upcoming("2026-12-10 16:59", "2026-12-17 16:59") == []
    assert upcoming("2026-12-17 17:01", "2026-12-24 17:01") == []


def test_next_due_says_what_comes_after_and_how_many_are_in(office: Office) -> None:
    office.settle("PKT")
    found = office.database.do(following.next_due, [office.plan_id()], local("2026-11-23 09:00"))
    assert found is not None
    assert (found.requirement_code, found.period_key, found.due_at) == ("KHCN-QUY", "2026-Q4", DUE)
    assert (found.submitted, found.expected) == (1, 3)
    assert office.database.do(following.next_due, [office.plan_id()], DUE) is None


def test_missing_is_the_period_whose_due_moment_is_nearest(office: Office) -> None:
    office.open("KHCN-QUY", "2026-Q3")
    office.settle("PKT", period_key="2026-Q3")
    office.settle("PNV")

    def missing(now: str) -> list[tuple[str, str]]:
        rows = office.database.do(following.missing, [office.plan_id()], local(now))
        return [(row.unit_code, row.asked.period_key) for row in rows]

    assert missing("2026-09-20 09:00") == [("PNV", "2026-Q3"), ("PYT", "2026-Q3")]
    assert missing("2026-11-23 09:00") == [("PKT", "2026-Q4"), ("PYT", "2026-Q4")]
    assert missing("2026-12-20 09:00") == [("PKT", "2026-Q4"), ("PYT", "2026-Q4")]


def test_contacts_are_the_focal_points_then_the_deputies_with_where_they_can_be_reached(office: Office) -> None:
    office.person("PKT", "deputy", "Bình", "12", channel="web")
    office.person("PKT", "focal_point", "Lan", "11")
    office.person("PKT", "unit_leader", "Sếp", "13")
    lost = office.person("PYT", "focal_point", "An", "14")
    with office.database.transaction() as session:
        session.scalars(select(Address).where(Address.chat_id == "14")).one().unreachable_since = LATE
    rows = {row.unit_code: row for row in overdue(office)}
    assert [(c.name, c.role, c.channel) for c in rows["PKT"].contacts] == [
        ("Lan", Role.FOCAL_POINT, "telegram"),
        ("Bình", Role.DEPUTY, "web"),
    ]
    assert [(c.person_id, c.channel) for c in rows["PYT"].contacts] == [(lost, None)]
    assert rows["PNV"].contacts == ()
    assert [code for code, row in rows.items() if row.is_reachable] == ["PKT"]


def test_a_draft_counts_the_tasks_it_answers(office: Office) -> None:
    person = office.person("PYT", "focal_point", "An")
    obligation, unit = office.obligation_id("PYT"), office.unit_id("PYT")
    with office.database.transaction() as session:
        draft = drafts.begin(
            session, organisation_id=office.organisation_id, obligation_id=obligation, unit_id=unit, now=LATE
        )
        for task in session.scalars(select(Task).order_by(Task.id).limit(5)).all():
            drafts.put(session, draft, task.id, {"status": "done"}, person_id=person, now=LATE)
    assert {row.unit_code: (row.drafted, row.tasks) for row in overdue(office)} == {
        "PKT": (0, 7),
        "PNV": (0, 7),
        "PYT": (5, 7),
    }


@pytest.fixture
def reminds(office: Office) -> Callable[..., None]:
    """Writes a reminder into the ledger as the clock does."""

    def remind(unit: str, step: str, person_id: int | None, state: str = "sent") -> None:
        obligation_id = office.obligation_id(unit)
        with office.database.transaction() as session:
            outbox_id = outbox.add(
                session,
                channel="telegram",
                account="7000001",
                chat_id="1",
                outgoing=Outgoing("say", Card(text_of("nhắc"))),
                lane=Lane.REMINDER,
                now=LATE,
            )
            session.get_one(Outbox, outbox_id).state = state
            session.add(
                ReminderEntry(
                    organisation_id=office.organisation_id,
                    obligation_id=obligation_id,
                    step=step,
                    recipient=str(person_id or ""),
                    person_id=person_id,
                    moment=LATE,
                    decided_at=LATE,
                    outcome="queued" if person_id else "nobody",
                    repeats=0,
                    outbox_id=outbox_id if person_id else None,
                )
            )

    return remind


def test_reminders_of_the_unit_and_nudges_are_counted(office: Office, reminds: Callable[..., None]) -> None:
    focal, deputy = office.person("PYT", "focal_point", "An"), office.person("PYT", "deputy", "Ba")
    coordinator = office.person("BTG", "coordinator", "Tuấn")
    reminds("PYT", "before-1wd", focal)
    reminds("PYT", "before-1wd", deputy)  # one reminder, to two people
    reminds("PYT", "before-4h", focal, state="waiting")
    reminds("PYT", "after-1wd", focal, state="given_up")  # never arrived
    reminds("PYT", "every-5wd", coordinator)  # the unit heard nothing of it
    reminds("PNV", "before-1wd", None)  # there was nobody
    obligation = office.obligation_id("PYT")
    with office.database.transaction() as session:
        audit.record(
            session,
            organisation_id=office.organisation_id,
            at=LATE,
            action=nudges.UNIT_NUDGED,
            subject=f"obligation:{obligation}",
        )
    assert {row.unit_code: row.reminded for row in overdue(office)} == {"PKT": 0, "PNV": 0, "PYT": 3}


def test_who_was_nudged_lately(office: Office) -> None:
    an, ba = office.person("PYT", "focal_point", "An"), office.person("PYT", "deputy", "Ba")
    hour = timedelta(hours=1)
    with office.database.transaction() as session:
        for person_id, at in ((an, LATE - 2 * hour), (an, LATE), (ba, LATE - 2 * hour)):
            audit.record(
                session,
                organisation_id=office.organisation_id,
                at=at,
                action=nudges.PERSON_NUDGED,
                subject=f"person:{person_id}",
            )
    found = office.database.do(nudges.nudged_since, [office.organisation_id], [an, ba], LATE - hour)
    assert found == {an: LATE}


@contextmanager
def queries(database: Database) -> Iterator[list[str]]:
    said: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        said.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    yield said
    event.remove(database.engine, "before_cursor_execute", note)


def test_a_list_costs_the_same_few_queries_however_long_it_is(sqlite_database: Database) -> None:
    office = Office(sqlite_database)
    units = {"BTG": "Ban"} | {f"P{n:03}": f"Phường {n}" for n in range(60)}
    office.furnish(units, reporting=list(units)[1:])
    for code in list(units)[1:]:
        office.person(code, "focal_point", f"Người của {code}", f"chat-{code}")
    with queries(sqlite_database) as said:
        rows = overdue(office)
    assert len(rows) == 60
    assert len([statement for statement in said if statement.startswith("SELECT")]) <= 12
