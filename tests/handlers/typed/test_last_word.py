"""What was said last counts: in reminders put off, in digests on their way, in answers that look like codes."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.calendar.durations import parse_duration
from domain.messaging.messages import Outgoing, plain
from domain.reminders.decide import Occurrence, Step
from handlers.reminding.digests import Reminder, send_digests
from storage.db.database import Database
from storage.people.people import reachable_address
from storage.tables import DraftEntry, Invitation, Outbox, Position, Snooze
from tests.world import World


@pytest.fixture
def world(sqlite_database: Database) -> World:
    world = World(sqlite_database)
    world.furnish()
    return world


def test_reminded_later_twice_is_reminded_once(world: World) -> None:
    world.person("PKT", "focal_point", "Lan", "lan")
    _remind(world, {"PKT": world.obligation_id("PKT")})
    world.deliver()
    for _ in range(2):
        world.presses("lan", "Nhắc lại sau")
        world.presses("lan", "Sau 1 giờ")
        world.passes(minutes=5)
    assert [snooze.remind_at is None for snooze in world.all(Snooze)] == [True, False]


def _remind(world: World, obligations: dict[str, int]) -> None:
    person_id = 1
    step = Step("before", parse_duration("1wd"), to=("focal_point",))
    due = [Reminder(id, Occurrence(f"k/{id}", step, world.now), "focal_point") for id in obligations.values()]
    with world.database.transaction() as session:
        addresses = reachable_address(session, [person_id])
        send_digests(session, world.organisation_id, {person_id: due}, addresses, world.now)


def test_a_digest_on_its_way_no_longer_speaks_of_what_is_in(world: World) -> None:
    lan = world.person("PKT", "focal_point", "Lan", "lan")
    world.appoint(lan, "PYT", "focal_point")
    _remind(world, {unit: world.obligation_id(unit) for unit in ("PKT", "PYT")})
    waiting = world.all(Outbox)[-1]
    assert "Phòng Y tế" in _text(waiting)
    with world.database.transaction() as session:
        session.get_one(Outbox, waiting.id).not_before = world.now + timedelta(hours=1)
    world.says("lan", "/khongphatsinh")
    world.presses("lan", "2. Báo cáo quý IV/2026 · Phòng Y tế")
    world.presses("lan", "Gửi báo cáo")
    waiting = next(row for row in world.all(Outbox) if row.id == waiting.id)
    assert waiting.state == "waiting"
    assert "Phòng Y tế" not in _text(waiting)
    assert "Phòng Kinh tế & <Hạ tầng>" in _text(waiting)


def _text(row: Outbox) -> str:
    card = Outgoing.from_json(row.payload).card
    assert card is not None
    return plain(card.text)


def test_a_documents_code_typed_as_a_result_is_no_wrong_invitation(world: World) -> None:
    world.person("PKT", "focal_point", "Lan", "lan")
    for _ in range(6):
        world.says("lan", "/baocao")
        world.presses("lan", "2.7")
        world.says("lan", "24KHCN26")
    assert world.all(DraftEntry)[0].answers == {"result": "24KHCN26"}
    assert world.all(Invitation) == []


def test_a_tasks_code_alone_opens_the_task(world: World) -> None:
    world.person("PKT", "focal_point", "Lan", "lan")
    world.says("lan", "2.7")
    assert world.last("lan").text.startswith("2.7 Quỹ phát triển KH&CN")
    assert "Hoàn thành" in world.last("lan").labels


def test_a_report_is_read_only_by_those_who_may_see_it_when_they_press(world: World) -> None:
    lan = world.person("PKT", "focal_point", "Lan", "lan")
    world.says("lan", "kps")
    world.presses("lan", "Gửi báo cáo")
    world.says("lan", "/lichsu")
    with world.database.transaction() as session:
        session.scalars(select(Position).where(Position.person_id == lan)).one().until = world.now
    world.passes(minutes=1)
    world.presses("lan", "Xem 1")
    assert world.last("lan").text == "Báo cáo này không thuộc đơn vị của anh/chị."
