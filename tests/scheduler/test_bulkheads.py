"""What fails for one report, person or organisation is set aside with its reason, tried again and made up for; all
others are served. A failure is planted in each part of what the clock does."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event, select, text, update
from sqlalchemy.orm import Session

from domain.reports.states import State
from handlers.briefs import weekly
from handlers.display import digest_text
from handlers.reminding import coordinator_digest, digests
from handlers.succession import change_day
from scheduler import careful, planning
from scheduler import clock as clock_module
from scheduler.clock import Clock
from scheduler.tick import TickResult
from storage.aside import aside_rows, bulkhead
from storage.aside.aside_rows import Aside, everything, wait_after
from storage.audit import audit, audit_chain
from storage.db.database import Database
from storage.reporting import obligations
from storage.tables import AuditEvent, AuditSeal, Inbox, Organisation, Person, Plan, PlanCoordinator, Snooze, UnitChange
from storage.units import unit_changes
from tests.bureau import Bureau
from tests.scheduler.clockwork import CALENDAR, Clockwork

MINUTE = timedelta(minutes=1)


class Planted(Exception):
    """What is planted; its words must not be kept."""


class Stage:
    """A running clock whose time is set by hand, an office, and what came of it all."""

    def __init__(self, database: Database, office: Bureau, now: datetime) -> None:
        self.database, self.office, self.now = database, office, now
        self.clock = Clock(database, CALENDAR, lambda: None, lambda: self.now)
        self.book = Clockwork(database)

    async def tick(self, passed: timedelta = timedelta()) -> TickResult:
        self.office.session.commit()
        self.now += passed
        return await self.clock.tick()

    def aside(self) -> dict[tuple[str, str], Aside]:
        return {(aside.part, aside.subject): aside for aside in self.database.do(everything)}

    def heard(self) -> list[str]:
        return sorted(message.to for message in self.book.messages())

    def ledger(self) -> list[tuple[str, str, str | None]]:
        """(step, outcome, reason)"""
        entries = self.book.ledger()
        return sorted((entry.step.partition("/")[2] or entry.step, entry.outcome, entry.reason) for entry in entries)


@pytest.fixture
def office(either_database: Database) -> Iterator[Bureau]:
    with Session(either_database.engine, expire_on_commit=False) as session:
        yield Bureau(session)


@pytest.fixture
def stage(either_database: Database, office: Bureau, now: datetime) -> Stage:
    return Stage(either_database, office, now)


def plant(monkeypatch: pytest.MonkeyPatch, place: Any, name: str, is_bad: Callable[..., bool]) -> None:
    """Has a function fail for some of what it is called with."""
    real = getattr(place, name)

    def failing(*args: Any, **more: Any) -> Any:
        if is_bad(*args, **more):
            raise Planted("2.7 đã xong, mật khẩu abc")
        return real(*args, **more)

    monkeypatch.setattr(place, name, failing)


def three(office: Bureau, now: datetime) -> dict[str, Person]:
    """Three units that owe a report in 90 seconds, each with one person, reminded a minute before."""
    policy = office.policy([{"before": "60s", "to": ["focal_point"]}])
    office.once("D", ["A", "B", "C"], now, timedelta(seconds=90), policy=policy)
    return {unit: office.person(f"Người {unit}", unit) for unit in "ABC"}


async def with_one_unwritten(stage: Stage, whose: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reminder's time comes, and this person's digest cannot be written."""
    await stage.tick()
    plant(monkeypatch, digests, "digest_card", lambda session, words, address, *rest: address.person_id == whose.id)
    await stage.tick(timedelta(seconds=30))


async def test_a_report_whose_period_cannot_be_opened(
    stage: Stage, office: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    for code in ("X", "BAD", "Y"):
        office.once(code, ["PKT"], stage.now, timedelta(days=30))
    plant(monkeypatch, obligations, "_missing", lambda session, requirement, *rest: requirement.code == "BAD")
    assert await stage.tick() == TickResult(opened=2)
    ((subject, aside),) = stage.aside().items()
    assert subject == ("periods", "requirement:2")
    assert (aside.reason, aside.failures, aside.organisation_id) == ("Planted", 1, office.id)
    assert await stage.tick() == TickResult()
    monkeypatch.undo()
    assert await stage.tick(MINUTE) == TickResult(opened=1)
    assert stage.aside() == {}


async def test_a_reminder_that_cannot_be_planned(stage: Stage, office: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    three(office, stage.now)
    await stage.tick()
    bad = office.obligations()[1].id
    plant(monkeypatch, planning, "_decide", lambda session, looked_at, *rest: bad in {w.id for w in looked_at})
    await stage.tick(timedelta(seconds=30))
    assert stage.heard() == ["Người A", "Người C"]
    assert set(stage.aside()) == {("reminders", f"obligation:{bad}")}
    await stage.tick(timedelta(seconds=1))
    assert stage.aside()["reminders", f"obligation:{bad}"].failures == 1, "it is left out, and not tried each second"
    await stage.tick(MINUTE)
    assert stage.aside()["reminders", f"obligation:{bad}"].failures == 2
    monkeypatch.undo()
    await stage.tick(2 * MINUTE)
    assert stage.aside() == {}
    assert stage.ledger().count(("before-60s", "queued", None)) == 3, "late by three minutes, but not lost"


async def test_a_person_whose_digest_cannot_be_written(
    stage: Stage, office: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = three(office, stage.now)
    await with_one_unwritten(stage, people["B"], monkeypatch)
    assert stage.heard() == ["Người A", "Người C"]
    assert stage.ledger() == [
        ("before-60s", "failed", "Planted"),
        ("before-60s", "queued", None),
        ("before-60s", "queued", None),
    ]
    (subject,) = stage.aside()
    assert subject == ("reminders", f"obligation:{office.obligations()[1].id}/person:{people['B'].id}")
    monkeypatch.undo()
    assert await stage.tick(timedelta(seconds=10)) == TickResult(), "not before its time"
    await stage.tick(MINUTE)
    assert stage.heard() == ["Người A", "Người B", "Người C"]
    assert {entry[1] for entry in stage.ledger()} == {"queued"}
    assert stage.aside() == {}
    await stage.tick(MINUTE)
    assert len(stage.heard()) == 3


async def test_who_may_contribute_and_cannot_be_told_is_told_later(
    stage: Stage, office: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    policy = office.policy([{"before": "360s", "to": ["focal_point"]}])
    office.once("D", ["A"], stage.now, timedelta(seconds=600), policy=policy, contributing=["B", "C"])
    people = {unit: office.person(f"Người {unit}", unit) for unit in "ABC"}
    await stage.tick()
    plant(
        monkeypatch, digests, "digest_card", lambda session, words, address, *rest: address.person_id == people["B"].id
    )
    await stage.tick(timedelta(seconds=240))
    assert stage.heard() == ["Người A", "Người C"]
    assert ("contribute", "failed", "Planted") in stage.ledger()
    monkeypatch.undo()
    await stage.tick(MINUTE)
    assert stage.heard() == ["Người A", "Người B", "Người C"]
    assert [line for line in stage.ledger() if line[0] == "contribute"] == [("contribute", "queued", None)] * 2
    assert stage.aside() == {}


async def test_a_report_that_cannot_stand_in_a_digest_keeps_no_other_out_of_it(
    stage: Stage, office: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    policy = office.policy([{"before": "60s", "to": ["focal_point"]}])
    for code in ("X", "BAD", "Y"):
        office.once(code, ["A", "B"], stage.now, timedelta(seconds=90), policy=policy)
    for unit in "AB":
        office.person(f"Người {unit}", unit)
    await stage.tick()
    plant(monkeypatch, digest_text, "duty_line", lambda words, standing, now: standing.duty.title == "Báo cáo BAD")
    await stage.tick(timedelta(seconds=30))
    said = [message.text for message in stage.book.messages()]
    assert len(said) == 2
    assert all("Báo cáo X" in one and "Báo cáo Y" in one and "BAD" not in one for one in said)
    assert len(stage.aside()) == 2
    assert stage.ledger().count(("before-60s", "failed", "Planted")) == 2
    monkeypatch.undo()
    await stage.tick(MINUTE)
    assert ["Báo cáo BAD" in message.text for message in stage.book.messages()] == [False, False, True, True]
    assert stage.aside() == {}


async def test_what_was_set_aside_is_not_said_once_the_report_is_in(
    stage: Stage, office: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = three(office, stage.now)
    await with_one_unwritten(stage, people["B"], monkeypatch)
    monkeypatch.undo()
    bad = office.obligations()[1]
    bad.state = str(State.SUBMITTED)
    await stage.tick(MINUTE)
    assert stage.heard() == ["Người A", "Người C"]
    assert stage.aside() == {}
    assert ("before-60s", "failed", "Planted") in stage.ledger(), "the ledger says why it was never sent"


async def test_a_coordinator_who_cannot_be_told_that_nobody_is_there(
    stage: Stage, office: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    policy = office.policy([{"before": "60s", "to": ["focal_point"]}])
    office.once("D", ["A"], stage.now, timedelta(seconds=90), policy=policy)
    bad, other = office.person("Tuấn", "BTG", "coordinator"), office.person("Hòa", "BTG", "coordinator")
    await stage.tick()
    plant(monkeypatch, digests, "unheard_card", lambda session, address, *rest: address.person_id == bad.id)
    await stage.tick(timedelta(seconds=30))
    assert stage.heard() == [other.name]
    assert set(stage.aside()) == {("reminders", f"unheard:1/person:{bad.id}")}
    monkeypatch.undo()
    await stage.tick(MINUTE)
    assert stage.heard() == [other.name, bad.name]
    assert stage.aside() == {}


async def test_a_put_off_reminder(stage: Stage, office: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    people = three(office, stage.now)
    await stage.tick()
    for unit, id in zip("AB", [o.id for o in office.obligations()], strict=False):
        office.session.add(
            Snooze(
                organisation_id=office.id,
                person_id=people[unit].id,
                obligation_ids=[id],
                remind_at=stage.now + timedelta(seconds=5),
                created_at=stage.now,
            )
        )
    plant(monkeypatch, planning, "_again", lambda snooze, *rest: snooze.person_id == people["A"].id)
    await stage.tick(timedelta(seconds=5))
    assert stage.heard() == ["Người B"]
    assert set(stage.aside()) == {("reminders", "snooze:1")}
    monkeypatch.undo()
    await stage.tick(MINUTE)
    assert stage.heard().count("Người A") == 1
    assert stage.aside() == {}


def a_morning(office: Bureau, stage: Stage, *, day: int = 1) -> tuple[Person, Person]:
    """Two who coordinate, and something late to tell them; the digest is due when the clock says 07:45. Day 0 is a
    Monday."""
    stage.now = stage.now.replace(hour=0, minute=46) + timedelta(days=day)  # 07:46 in Viet Nam
    tuan, hoa = office.person("Tuấn", "BTG", "coordinator"), office.person("Hòa", "BTG", "coordinator")
    office.once("D", ["A"], stage.now - timedelta(days=2), timedelta(hours=30))
    office.session.execute(update(Organisation).values(digested_on=date(2026, 11, 22) + timedelta(days=day)))
    return tuan, hoa


async def test_a_leader_whose_page_of_the_week_cannot_be_written(
    stage: Stage, office: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_morning(office, stage, day=0)
    chi, mai = office.person("Chi", "BTG", "unit_leader"), office.person("Mai", "BTG", "unit_leader")
    plant(monkeypatch, weekly, "card_of", lambda session, address, *rest: address.person_id == chi.id)
    await stage.tick()
    assert set(stage.heard()) == {mai.name, "Tuấn", "Hòa"}
    (subject,) = stage.aside()
    assert subject[0] == "briefs"
    monkeypatch.undo()
    await stage.tick(MINUTE)
    assert stage.heard().count(chi.name) == 1
    assert stage.heard().count(mai.name) == 1
    assert stage.aside() == {}


async def test_a_coordinator_whose_morning_digest_cannot_be_written(
    stage: Stage, office: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    tuan, hoa = a_morning(office, stage)
    plant(monkeypatch, coordinator_digest, "card_of", lambda session, address, *rest: address.person_id == tuan.id)
    await stage.tick()
    assert stage.heard() == [hoa.name]
    (subject,) = stage.aside()
    assert subject[0] == "mornings"
    monkeypatch.undo()
    await stage.tick(MINUTE)
    assert stage.heard() == [hoa.name, tuan.name]
    assert stage.aside() == {}


async def test_a_plan_of_which_no_morning_digest_can_be_made(
    stage: Stage, office: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    tuan, hoa = a_morning(office, stage)
    other = Bureau.__new__(Bureau)  # a second plan of the same organisation, followed by the same people
    other.session, other.organisation, other.units = office.session, office.organisation, office.units
    other.plan = Plan(organisation_id=office.id, code="XAU", title="Kế hoạch xấu", basis=[], recipients=[])
    office.session.add(other.plan)
    office.session.flush()
    office.session.add(
        PlanCoordinator(organisation_id=office.id, plan_id=other.plan.id, unit_id=office.unit("BTG").id, leads=True)
    )
    other.once("E", ["C"], stage.now - timedelta(days=2), timedelta(hours=30))
    plant(
        monkeypatch, coordinator_digest, "_lines", lambda words, of, standing, *rest: standing.title == "Kế hoạch xấu"
    )
    await stage.tick()
    assert stage.heard() == sorted([tuan.name, hoa.name])
    assert set(stage.aside()) == {("mornings", f"plan:{other.plan.id}")}
    assert all("Đơn vị A" in message.text for message in stage.book.messages())
    monkeypatch.undo()
    await stage.tick(MINUTE)
    assert ["Đơn vị C" in message.text for message in stage.book.messages()] == [False, False, True, True]
    assert stage.aside() == {}


async def test_when_the_day_is_over_the_next_morning_says_it(
    stage: Stage, office: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    tuan, _ = a_morning(office, stage)
    plant(monkeypatch, coordinator_digest, "card_of", lambda session, address, *rest: address.person_id == tuan.id)
    await stage.tick()
    monkeypatch.undo()
    await stage.tick(timedelta(days=1))
    assert stage.heard().count(tuan.name) == 1
    assert stage.aside() == {}


async def test_a_change_of_units_that_cannot_be_told(
    stage: Stage, office: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    tuan = office.person("Tuấn", "BTG", "coordinator")
    people = three(office, stage.now)
    for unit in "AB":
        office.session.add(
            UnitChange(
                organisation_id=office.id,
                kind="rename",
                day=date(2026, 11, 23),
                basis={"number": "NQ 9"},
                unit_id=office.unit(unit).id,
                old_name=f"Đơn vị {unit}",
                new_name=f"Phường {unit}",
            )
        )
    plant(monkeypatch, change_day, "_coordinating", lambda session, old, now: old[0].code == "A")
    await stage.tick()
    assert stage.heard() == sorted([people["B"].name, tuan.name])
    assert set(stage.aside()) == {("unit_changes", "change:1")}
    monkeypatch.undo()
    plant(monkeypatch, change_day, "coordinators_card", lambda *args: True)
    await stage.tick(MINUTE)
    assert set(stage.aside()) == {("unit_changes", f"change:1/person:{tuan.id}")}
    assert people["A"].name in stage.heard()
    monkeypatch.undo()
    await stage.tick(MINUTE)
    assert stage.heard().count(tuan.name) == 2
    assert stage.aside() == {}


async def test_an_entry_of_the_log_that_cannot_be_sealed(
    stage: Stage, office: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        audit.record(
            office.session,
            organisation_id=office.id,
            at=stage.now,
            action="report.submitted",
            subject=f"obligation:{number}",
            channel="web",
        )
    office.session.commit()
    bad = office.session.scalars(select(AuditEvent.id)).all()[1]
    office.session.commit()
    plant(monkeypatch, audit_chain, "entry_of", lambda event: event.id == bad)
    assert await stage.clock.seal() == 2
    assert set(stage.aside()) == {("seal", f"event:{bad}")}
    monkeypatch.undo()
    assert await stage.clock.seal() == 0, "not before its time"
    stage.now += MINUTE
    assert await stage.clock.seal() == 1
    assert stage.aside() == {}
    assert stage.database.do(lambda session: len(session.scalars(select(AuditSeal)).all())) == 3
    assert stage.database.do(lambda session: list(audit_chain.flaws(session, stage.now))) == []


async def test_a_row_that_cannot_be_taken_away(sqlite_database: Database, now: datetime) -> None:
    """As a trigger or a reference would keep it."""
    with Session(sqlite_database.engine) as session:
        stage = Stage(sqlite_database, Bureau(session), now)
        for number in range(5):
            session.add(
                Inbox(
                    channel="web",
                    account="",
                    chat_id="1",
                    external_id=str(number),
                    payload={},
                    received_at=now - timedelta(days=90),
                    attempts=0,
                    done_at=now - timedelta(days=90),
                )
            )
        session.commit()
        session.execute(
            text(
                "CREATE TRIGGER kept BEFORE DELETE ON inbox WHEN old.external_id = '2' "
                "BEGIN SELECT RAISE(ABORT, 'kept'); END"
            )
        )
        session.commit()
        assert await stage.clock.upkeep() == 4
        assert set(stage.aside()) == {("upkeep", "inbox:3")}
        session.execute(text("DROP TRIGGER kept"))
        session.commit()
        assert await stage.clock.upkeep() == 0
        stage.now += timedelta(hours=1)
        assert await stage.clock.upkeep() == 1
        assert stage.aside() == {}


async def test_an_organisation(stage: Stage, office: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    other = Bureau(office.session, code="KHAC")
    office.once("D", ["PKT"], stage.now, timedelta(days=90))
    other.once("D", ["PKT"], stage.now, timedelta(days=90))
    plant(monkeypatch, clock_module, "look", lambda session, organisation_id, *rest: organisation_id == office.id)
    assert await stage.tick() == TickResult(opened=1)
    assert set(stage.aside()) == {("tick", f"organisation:{office.id}")}
    assert await stage.tick() == TickResult(), "tried at once first, then ever more rarely"
    assert stage.aside()["tick", f"organisation:{office.id}"].failures == 2
    monkeypatch.undo()
    assert await stage.tick(timedelta(seconds=30)) == TickResult()
    assert await stage.tick(MINUTE) == TickResult(opened=1)
    assert stage.aside() == {}


async def test_one_step_of_a_tick_as_a_whole_keeps_no_other_back(
    stage: Stage, office: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    three(office, stage.now)
    await stage.tick()
    plant(monkeypatch, unit_changes, "untold", lambda *args: True)
    await stage.tick(timedelta(seconds=30))
    assert len(stage.heard()) == 3
    assert set(stage.aside()) == {("unit_changes", f"organisation:{office.id}")}
    monkeypatch.undo()
    await stage.tick(MINUTE)
    assert stage.aside() == {}


async def test_where_nothing_goes_well_the_part_is_set_aside_and_not_each_thing(
    stage: Stage, office: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulkhead, "MOST_AT_ONCE", 2)
    three(office, stage.now)
    await stage.tick()
    plant(monkeypatch, digests, "digest_card", lambda *args: True)
    await stage.tick(timedelta(seconds=30))
    ((subject, aside),) = stage.aside().items()
    assert subject == ("reminders", f"organisation:{office.id}")
    assert aside.reason == "Planted"
    monkeypatch.undo()
    await stage.tick(MINUTE)
    assert len(stage.heard()) == 3
    assert stage.aside() == {}


async def test_trouble_of_the_database_sets_nothing_aside(
    stage: Stage, office: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    three(office, stage.now)
    monkeypatch.setattr(careful, "is_in_trouble", lambda error: True)
    monkeypatch.setattr(clock_module, "is_in_trouble", lambda error: True)
    plant(monkeypatch, obligations, "_missing", lambda *args: True)
    with pytest.raises(Planted):
        await stage.tick()
    assert stage.aside() == {}


async def test_when_all_goes_well_a_tick_asks_one_thing_more_and_no_more(
    stage: Stage, office: Bureau, scans: Any
) -> None:
    three(office, stage.now)
    await stage.tick()
    asked: list[str] = []
    event.listen(stage.database.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    await stage.tick(timedelta(seconds=30))
    assert sum("set_aside" in statement for statement in asked) == 1
    assert not any("SAVEPOINT" in statement for statement in asked)


def test_it_is_tried_ever_more_rarely() -> None:
    assert wait_after(1) == MINUTE
    assert [wait_after(n) / MINUTE for n in (2, 3, 4)] == [2, 4, 8]
    assert wait_after(50) == aside_rows.LONGEST_WAIT == timedelta(days=1)


@pytest.mark.parametrize("spoilt", ["policy", "snooze", "due_rule", "channel", "language", "timezone"])
async def test_a_row_that_makes_no_sense_stops_nobody_else(stage: Stage, office: Bureau, spoilt: str) -> None:
    """As an older version, a hand in the database or a disk may have left it."""
    people = three(office, stage.now)
    other = Bureau(office.session, code="KHAC")
    other.once(
        "E", ["Z"], stage.now, timedelta(seconds=90), policy=other.policy([{"before": "60s", "to": ["focal_point"]}])
    )
    other.person("Người Z", "Z")
    bad_policy = office.policy(
        [{"before": "soon", "to": ["focal_point"]}] if spoilt == "policy" else [{"before": "60s", "to": []}], code="xau"
    )
    office.once("X", ["A"], stage.now, timedelta(seconds=90), policy=bad_policy)
    if spoilt == "due_rule":
        office.requirement("Q", ["A"], stage.now, due_rule={"month": "soon"})
    if spoilt == "channel":
        office.addresses_of(people["B"])[0].channel = "pigeon"
    if spoilt == "language":
        people["B"].language = "tlh"
    if spoilt == "timezone":
        other.organisation.timezone = "Asia/Nowhere"
    if spoilt == "snooze":
        office.session.add(
            Snooze(
                organisation_id=office.id,
                person_id=people["A"].id,
                obligation_ids=[{"id": 1}],
                remind_at=stage.now + timedelta(seconds=5),
                created_at=stage.now,
            )
        )
    await stage.tick()
    await stage.tick(timedelta(seconds=30))
    served = {"Người A", "Người B", "Người C", "Người Z"}
    lost = {"channel": {"Người B"}, "language": {"Người B"}, "timezone": {"Người Z"}}.get(spoilt, set())
    assert set(stage.heard()) == served - lost
    assert stage.aside() != {}
    assert all(subject.startswith("organisation:") == (spoilt == "timezone") for _, subject in stage.aside())


async def test_what_nobody_tries_any_more_is_forgotten(stage: Stage, office: Bureau) -> None:
    aside = Aside(office.id, "reminders", "obligation:99", {}, "KeyError", 1, stage.now, stage.now)
    office.session.commit()
    stage.database.do(aside_rows.put, aside)
    stage.now += timedelta(days=3)
    await stage.clock.upkeep()
    assert stage.aside() == {}
