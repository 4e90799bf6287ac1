"""A batch reads ahead and writes late, and nobody can tell."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import pytest
from sqlalchemy import Engine, event, insert, select, text, update
from sqlalchemy.orm import Session

from domain.messaging.messages import Card, Outgoing, text_of
from storage.db.batch import batch, later
from storage.db.database import Database
from storage.db.upsert import table_of
from storage.messages import buttons, outbox
from storage.reporting import drafts, duties
from storage.tables import Address, ButtonKey, Draft, Obligation, Organisation, Unit
from tests.office import Office, local
from tests.queued import waiting_count

NOW = local("2026-11-23 09:00")


@contextmanager
def statements(engine: Engine) -> Iterator[list[str]]:
    """What is run while it lasts, by the first word and the table."""
    run: list[str] = []

    def note(connection: object, cursor: object, statement: str, *_: object) -> None:
        run.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield run
    finally:
        event.remove(engine, "before_cursor_execute", note)


@pytest.fixture
def office(database: Database) -> Office:
    office = Office(database)
    office.furnish()
    return office


@pytest.fixture
def owed(office: Office) -> dict[str, int]:
    """Obligations by unit."""
    return {unit: office.obligation_id(unit) for unit in ("PKT", "PYT", "PNV")}


@pytest.fixture
def lan(office: Office) -> int:
    return office.person("PKT", "focal_point", "Lan", "100")


@pytest.fixture
def session(office: Office, owed: dict[str, int], lan: int) -> Iterator[Session]:
    with office.database.transaction() as session:
        yield session


def duty_of(session: Session, obligation_id: int) -> duties.Duty:
    duty = duties.duty(session, obligation_id)
    assert duty is not None
    return duty


class TestReadingAhead:
    def test_what_was_read_ahead_costs_no_statement(
        self, office: Office, owed: dict[str, int], session: Session
    ) -> None:
        with batch(session):
            duties.read_ahead(session, set(owed.values()))
            with statements(office.database.engine) as run:
                found = {unit: duty_of(session, id) for unit, id in owed.items()}
                lines = [duties.tasks_of(session, duty.requirement_id) for duty in found.values()]
            assert run == []
        assert {unit: duty.unit_code for unit, duty in found.items()} == {unit: unit for unit in owed}
        assert [len(tasks) for tasks in lines] == [7, 7, 7]

    def test_what_is_not_there_is_known_not_to_be(self, office: Office, session: Session) -> None:
        with batch(session):
            duties.read_ahead(session, {0})
            with statements(office.database.engine) as run:
                assert duties.duty(session, 0) is None
            assert run == []

    def test_a_change_through_an_object_is_seen(self, office: Office, owed: dict[str, int], session: Session) -> None:
        obligation_id = owed["PKT"]
        with batch(session):
            duties.read_ahead(session, {obligation_id})
            session.get_one(Obligation, obligation_id).state = "submitted"
            assert duty_of(session, obligation_id).state == "submitted"

    def test_a_change_by_a_statement_is_seen(self, office: Office, owed: dict[str, int], session: Session) -> None:
        obligation_id = owed["PKT"]
        with batch(session):
            duties.read_ahead(session, {obligation_id})
            session.execute(update(Unit).where(Unit.code == "PKT").values(name="Phòng Kinh tế mới"))
            session.execute(text("UPDATE requirement SET title = 'Báo cáo khác'"))
            duty = duty_of(session, obligation_id)
        assert (duty.unit_name, duty.title) == ("Phòng Kinh tế mới", "Báo cáo khác")

    def test_a_change_of_what_was_not_read_makes_nothing_forgotten(
        self, office: Office, owed: dict[str, int], session: Session
    ) -> None:
        obligation_id = owed["PKT"]
        with batch(session):
            duties.read_ahead(session, {obligation_id})
            session.execute(update(Organisation).values(name="Tên khác"))
            with statements(office.database.engine) as run:
                duty_of(session, obligation_id)
            assert [
                statement for statement in run if statement.startswith("SELECT obligation.id, obligation.org")
            ] == []

    def test_nothing_is_remembered_after_it(self, office: Office, owed: dict[str, int], session: Session) -> None:
        obligation_id = owed["PKT"]
        with batch(session):
            duties.read_ahead(session, {obligation_id})
        with statements(office.database.engine) as run:
            duties.duty(session, obligation_id)
        assert len(run) == 1


class TestWritingLate:
    def test_answers_are_written_at_the_end_in_their_order(self, office: Office, session: Session) -> None:
        with batch(session), statements(office.database.engine) as run:
            for number in range(3):
                later(session, insert(table_of(Unit)), [_unit(office, f"X{number}")])
            assert run == []
        assert list(session.scalars(select(Unit.code).where(Unit.code.like("X%")).order_by(Unit.id))) == [
            "X0", "X1", "X2",
        ]  # fmt: skip

    def test_whoever_reads_the_table_finds_them(self, office: Office, session: Session) -> None:
        address = session.scalars(select(Address)).one()
        with batch(session):
            (key,) = buttons.keep(session, address, [("help", {"page": 1})], NOW)
            assert buttons.meaning(session, address, key) == ("help", {"page": 1})

    def test_a_draft_is_there_before_its_lines_and_both_before_they_are_read(
        self, owed: dict[str, int], lan: int, session: Session
    ) -> None:
        obligation_id = owed["PKT"]
        duty = duty_of(session, obligation_id)
        task = duties.tasks_of(session, duty.requirement_id)[0].id
        own = {"organisation_id": duty.organisation_id, "obligation_id": obligation_id, "unit_id": duty.unit_id}
        with batch(session):
            drafts.read_ahead(session, {obligation_id})
            draft = drafts.begin(session, **own, now=NOW)
            drafts.put(session, draft, task, {"status": "done"}, person_id=lan, now=NOW)
            written = drafts.read(session, obligation_id, duty.unit_id)
        assert {id: said.answers for id, said in written.said.items()} == {task: {"status": "done"}}
        assert len(session.scalars(select(Draft)).all()) == 1

    def test_what_fails_leaves_nothing(self, office: Office) -> None:
        def work(session: Session) -> None:
            with batch(session):
                later(session, insert(table_of(Unit)), [_unit(office, "X")])
                raise RuntimeError

        with pytest.raises(RuntimeError):
            office.database.do(work)
        with office.database.transaction() as session:
            assert session.scalars(select(Unit.code).where(Unit.code == "X")).all() == []
            with statements(office.database.engine) as run:
                later(session, insert(table_of(Unit)), [_unit(office, "Y")])  # no batch is left behind
            assert len(run) == 1

    def test_an_answer_waits_in_the_outbox_like_any_other(self, office: Office, session: Session) -> None:
        with batch(session):
            outbox.answer(
                session,
                channel="telegram",
                account="7",
                chat_id="100",
                outgoing=Outgoing("say", Card(text_of("chào"))),
                now=NOW,
                organisation_id=None,
            )
            assert waiting_count(session) == 1


def _unit(office: Office, code: str) -> dict[str, object]:
    return {"organisation_id": office.organisation_id, "code": code, "name": code}


def test_keys_of_buttons_are_the_same_whatever_the_order_of_their_arguments(office: Office, session: Session) -> None:
    address = session.scalars(select(Address)).one()
    first, second = buttons.keep(session, address, [("task", {"o": 1, "u": 2}), ("task", {"u": 2, "o": 1})], NOW)
    assert first == second
    assert len(session.scalars(select(ButtonKey)).all()) == 1


def test_buttons_are_read_once_to_be_turned_off(office: Office, session: Session) -> None:
    address = session.scalars(select(Address)).one()

    def turn_off(task: int) -> None:
        buttons.turn_off(session, address, ("line.put", "line.task"), lambda args: args["o"] == task, "line.replaced")

    buttons.keep(session, address, [("line.put", {"o": 1}), ("line.task", {"o": 2}), ("task", {"o": 1})], NOW)
    with batch(session), statements(office.database.engine) as run:
        for task in (7, 8, 9):
            turn_off(task)
        assert len(run) == 1, "nothing changed meanwhile"
        [key] = buttons.keep(session, address, [("line.put", {"o": 3})], NOW)
        turn_off(3)
        assert buttons.meaning(session, address, key) == ("line.replaced", {"o": 3}), "what was shown meanwhile counts"
        turn_off(1)
        assert sorted(session.scalars(select(ButtonKey.action))) == [
            "line.replaced", "line.replaced", "line.task", "task"
        ]  # fmt: skip


def test_a_moment_without_its_zone_is_refused_each_time(office: Office, session: Session) -> None:
    for _ in range(2):
        with pytest.raises(Exception, match="time zone"):
            session.execute(update(Draft).values(updated_at=datetime(2026, 11, 23)))  # noqa: DTZ001
