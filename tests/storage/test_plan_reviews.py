"""What the review of a plan reads: all periods with few statements, names of then, what moved, what was written."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event, update

from domain.forms.form import Status
from domain.plan_reviews.review_spans import ReviewSpan
from handlers.plan_reviews.gathered_review import GatheredReview, gather
from storage.collating import kept_narratives as narratives
from storage.db.database import Database
from storage.tables import (
    DutyDecision,
    Obligation,
    Obstacle,
    ObstacleEvent,
    Requirement,
    Unit,
    UnitChange,
    UnitSuccession,
)
from tests.office import Office, local
from tests.storage.reported import asks_for, hand_in, opened

QUARTERS = ("2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3")
NOW = local("2026-11-23 09:00")
NUMBER: dict[str, Any] = {"code": "lop", "name": "Số lớp", "kind": "number", "over_units": "sum", "unit": "lớp",
                          "target": 10, "tasks": ["2.7"]}  # fmt: skip
PLAN: dict[str, Any] = {"code": "kh", "name": "Kế hoạch", "kind": "document", "tasks": ["T.1"]}


@pytest.fixture
def office(database: Database) -> Office:
    office = Office(database)
    office.furnish()
    for key in QUARTERS:
        opened(office, "KHCN-QUY", key, f"{key[:4]}-{3 * int(key[-1]):02}-17 17:00")
    office.person("PKT", "focal_point", "Lan")
    return office


def reports(office: Office, unit: str, key: str, *, days: int = -1, **said: dict[str, Any]) -> int:
    """So many days after the due moment; `t27` is task 2.7."""
    at = local(f"{key[:4]}-{3 * int(key[-1]):02}-17 17:00") + timedelta(days=days)
    answers = {f"{name[1]}.{name[2]}": answers for name, answers in said.items()}
    return hand_in(office, office.person_id("Lan"), unit, key, answers, at)


def gathered(office: Office, first: str | None = None, last: str | None = None, now: datetime = NOW) -> GatheredReview:
    with office.database.reading() as session:
        found = gather(session, office.plan_id(), ReviewSpan(first, last), now)
    assert found is not None
    return found


def task(office: Office, found: GatheredReview, code: str) -> int:
    return next(id for id, known in found.subject.codes.items() if known == code)


def test_each_period_is_counted_and_the_whole_added_up(office: Office) -> None:
    reports(office, "PKT", "2026-Q1", t27={"status": "in_progress", "percent": 40})
    reports(office, "PYT", "2026-Q1", days=3, t27={"status": "done"})
    reports(office, "PKT", "2026-Q2", t27={"status": "done"})
    reports(office, "PKT", "2026-Q2", days=2, t27={"status": "in_progress", "percent": 80})  # corrected
    found = gathered(office, "2026-Q1", "2026-Q2")
    id = task(office, found, "2.7")
    assert [one.period.period_key for one in found.review.periods] == ["2026-Q1", "2026-Q2"]
    assert [(one.counts.on_time, one.counts.late, one.counts.missing) for one in found.review.periods] == [
        (1, 1, 1), (1, 0, 2),
    ]  # fmt: skip
    assert [standing.mean for _, standing in found.review.points_of(id)] == [70, 80]
    now = found.review.tasks[id]
    assert (now.standing.mean, now.standing.by_status[Status.DONE], now.standing.reported) == (90, 1, 2)
    assert {word.unit: word.number for word in now.words} == {
        "Phòng Kinh tế & <Hạ tầng>": "KHCN-QUY/2026-Q2/PKT/2", "Phòng Y tế": "KHCN-QUY/2026-Q1/PYT/1",
    }  # fmt: skip


def test_it_costs_one_statement_more_for_each_period(office: Office) -> None:
    asks_for(office, "KHCN-QUY", [NUMBER, PLAN])
    for key in QUARTERS:
        for unit in ("PKT", "PYT", "PNV"):
            reports(office, unit, key, t27={"status": "done", "lop": 5})
    said: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        said.append(statement)

    engine = office.database.engine
    event.listen(engine, "before_cursor_execute", note)
    counts = []
    try:
        for first in ("2026-Q3", "2025-Q4"):
            said.clear()
            gathered(office, first, "2026-Q3")
            counts.append(sum(one.lstrip().upper().startswith(("SELECT", "WITH")) for one in said))
    finally:
        event.remove(engine, "before_cursor_execute", note)
    assert counts[1] - counts[0] == 3
    assert counts[0] <= 25


def test_a_renamed_unit_is_one_and_goes_by_its_name_of_then(office: Office) -> None:
    for key in QUARTERS:
        reports(office, "PNV", key, t27={"status": "done"})
    with office.database.transaction() as session:
        unit = office.unit_id("PNV")
        session.add(
            UnitChange(
                organisation_id=office.organisation_id, kind="rename", day=date(2026, 5, 1), basis={}, unit_id=unit,
                old_name="Phòng Nội vụ", new_name="Phòng Tổ chức", done_at=NOW, told_at=NOW,
            )
        )  # fmt: skip
        session.execute(update(Unit).where(Unit.id == unit).values(name="Phòng Tổ chức"))
    found = gathered(office)
    record = next(one for one in found.review.units if one.unit_id == unit)
    assert (record.name, record.former_names, record.counts.on_time) == ("Phòng Tổ chức", ["Phòng Nội vụ"], 4)
    assert found.units[unit].name == "Phòng Tổ chức"
    early = gathered(office, None, "2026-Q1").review
    assert next(one.name for one in early.units if one.unit_id == unit) == "Phòng Nội vụ"


def test_what_moved_to_a_merged_unit_is_counted_there_alone(office: Office) -> None:
    reports(office, "PYT", "2026-Q1", t27={"status": "in_progress", "percent": 20})
    reports(office, "PNV", "2026-Q1", t27={"status": "done"})
    new = office.add_unit("PYN", "Phòng Y tế - Nội vụ")
    own = {"organisation_id": office.organisation_id}
    old = [office.unit_id("PYT"), office.unit_id("PNV")]
    left = [office.obligation_id(unit, period_key="2026-Q2") for unit in ("PYT", "PNV")]
    lan = office.person_id("Lan")
    with office.database.transaction() as session:
        change = UnitChange(**own, kind="merge", day=date(2026, 6, 1), basis={}, done_at=NOW, told_at=NOW)
        session.add(change)
        session.flush()
        for unit in old:
            session.add(UnitSuccession(**own, change_id=change.id, from_unit_id=unit, to_unit_id=new))
            session.get_one(Unit, unit).ended_on = date(2026, 6, 1)
        moved, other = (session.get_one(Obligation, id) for id in left)
        values = {column.key: getattr(moved, column.key) for column in Obligation.__table__.columns}
        heir = Obligation(**{**values, "id": None, "unit_id": new})
        session.add(heir)
        session.flush()
        for duty in (moved, other):
            duty.state = "excused"
            session.add(
                DutyDecision(
                    **own, obligation_id=duty.id, decision="moved", now_in=heir.id, basis={},
                    person_id=lan, channel="telegram", at=local("2026-06-02 09:00"),
                )
            )  # fmt: skip
    assert {word.unit_id for word in gathered(office, "2026-Q1").review.tasks[2].words} == set(old)  # as of then
    reports(office, "PYN", "2026-Q2", t27={"status": "in_progress", "percent": 50})
    found = gathered(office, "2026-Q1", "2026-Q2")
    second = found.review.periods[1]
    counts = second.counts
    assert (counts.asked, counts.expected, counts.excused, counts.on_time, counts.moved) == (4, 2, 0, 1, 2)
    words = found.review.tasks[task(office, found, "2.7")].words
    assert {word.unit: word.progress for word in words} == {"Phòng Y tế - Nội vụ": 50}
    assert found.units[old[0]].after == ["Phòng Y tế - Nội vụ"]
    assert found.units[new].before == ["Phòng Nội vụ", "Phòng Y tế"]


def test_numbers_documents_and_a_form_that_changed(office: Office) -> None:
    document = {"number": "12/KH", "date": "2026-02-05", "issuer": ""}
    asks_for(office, "KHCN-QUY", [NUMBER, PLAN])
    reports(office, "PKT", "2025-Q4", t27={"status": "done", "lop": 4})
    reports(office, "PYT", "2025-Q4", t27={"status": "done", "lop": 5})
    hand_in(
        office, office.person_id("Lan"), "PKT", "2026-Q1",
        {"2.7": {"status": "done", "lop": 6}, "T.1": {"status": "done", "kh": document}}, local("2026-03-01 09:00"),
    )  # fmt: skip
    asks_for(office, "KHCN-QUY", [{**NUMBER, "unit": "học viên"}, PLAN])
    reports(office, "PKT", "2026-Q2", t27={"status": "done", "lop": 90})
    found = gathered(office, None, "2026-Q2").review
    assert [(one.field.unit, one.total, one.target, one.is_changed) for one in found.series] == [
        ("lớp", 15, 30, True), ("học viên", 90, 10, True),
    ]  # fmt: skip
    assert [(point.value, point.target, point.share, point.units) for point in found.series[0].points] == [
        (9, 20, 45, 2), (6, 10, 60, 1),
    ]  # fmt: skip
    [tally] = found.documents
    assert [(one.unit, one.value["number"], one.period.period_key) for one in tally.documents] == [
        ("Phòng Kinh tế & <Hạ tầng>", "12/KH", "2026-Q1")
    ]
    assert (tally.asked, set(tally.without)) == (3, {office.unit_id("PYT"), office.unit_id("PNV")})


def test_obstacles_and_what_was_written_come_with_it(office: Office) -> None:
    report = reports(office, "PKT", "2026-Q1", t27={"status": "not_started", "obstacle": "thiếu kinh phí"})
    lan, own = office.person_id("Lan"), {"organisation_id": office.organisation_id}
    place: dict[str, Any] = {**own, "plan_id": office.plan_id(), "person_id": lan, "channel": "telegram"}
    raised, answered = local("2026-03-16 17:00"), local("2026-03-26 08:00")
    duty, unit = office.obligation_id("PKT", period_key="2026-Q1"), office.unit_id("PKT")
    requirement = next(one.id for one in office.all(Requirement) if one.code == "KHCN-QUY")
    with office.database.transaction() as session:
        for text, obligation_id, since in (("thiếu kinh phí", duty, raised), ("chờ hướng dẫn", None, answered)):
            one = Obstacle(
                **own, plan_id=office.plan_id(), unit_id=unit, task_id=2, kind="obstacle", text=text, urgent=False,
                since=since, person_id=lan, changed_at=NOW, obligation_id=obligation_id,
                report_id=report if obligation_id else None, state="answered" if obligation_id else "open",
            )  # fmt: skip
            session.add(one)
            session.flush()
            happened = [("raised", since)] + ([("answered", answered)] if obligation_id else [])
            for action, at in happened:
                said = "đã cấp" if action == "answered" else text
                session.add(
                    ObstacleEvent(
                        **own, obstacle_id=one.id, action=action, text=said, person_id=lan, channel="x", at=at
                    )
                )
        narratives.add(
            session, **place, requirement_id=requirement, period_key="2026-Q1", part="assessment", text="Khá.", now=NOW
        )
        narratives.add(
            session,
            **place,
            requirement_id=None,
            period_key="2026-Q1..2026-Q2",
            part="assessment",
            text="Tốt.",
            now=NOW,
        )
    found = gathered(office, "2026-Q1", "2026-Q2")
    assert [(one.then.text, one.then.is_open, one.days, one.then.answer) for one in found.obstacles] == [
        ("thiếu kinh phí", False, 10, "đã cấp"), ("chờ hướng dẫn", True, (NOW.date() - date(2026, 3, 26)).days, None),
    ]  # fmt: skip
    [quoted] = found.assessments
    assert (quoted.period.period_key, quoted.written.text, quoted.written.person) == ("2026-Q1", "Khá.", "Lan")
    assert found.narratives == {"assessment": "Tốt."}
    later = gathered(office, "2026-Q2", "2026-Q2")
    assert [(one.then.text, one.is_earlier) for one in later.obstacles] == [("chờ hướng dẫn", True)]
    assert (later.assessments, later.narratives) == ([], {})


def test_there_is_none_where_no_period_ends(office: Office) -> None:
    with office.database.reading() as session:
        assert gather(session, office.plan_id(), ReviewSpan(None, "2024"), NOW) is None
