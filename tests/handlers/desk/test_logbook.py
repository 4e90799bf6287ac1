"""`/nhatky` and the chain over it: who did what is read by those who follow, and what is removed or changed shows."""

import pytest
from sqlalchemy import delete, update

from bot.shell.checking.audit_chain import flaws_told, heads
from storage.audit import audit_chain
from storage.db.database import Database
from storage.tables import AuditEvent, AuditSeal
from tests.office import EARLY
from tests.world import World

TUAN, AN, ADMIN = "900", "101", "999"


@pytest.fixture
def world(sqlite_database: Database) -> World:
    world = World(sqlite_database)
    world.furnish()
    world.person("BTG", "coordinator", "Tuấn", TUAN)
    world.person("BTG", "admin", "Quản", ADMIN)
    world.person("PYT", "focal_point", "An", AN)
    world.at("2026-12-15 09:00")
    for _ in range(2):
        world.says(AN, "/giahan 22/12 vì chờ số liệu")
        world.presses(AN, "Gửi đề nghị")
        world.presses(TUAN, "Từ chối")
        world.says(TUAN, "hạn do tỉnh ấn định")
        world.presses(TUAN, "Gửi từ chối")
    return world


def seal(world: World) -> int:
    return world.database.do(audit_chain.seal, world.organisation_id)


def flaws(world: World) -> list[str]:
    return world.database.do(flaws_told)


def test_the_newest_first_in_words(world: World) -> None:
    world.says(TUAN, "/nhatky")
    lines = world.last(TUAN).text.split("\n")
    assert lines[0] == "Nhật ký"
    assert lines[1] == (
        "15/12 09:00 · Tuấn · từ chối gia hạn · Phòng Y tế · Báo cáo quý IV/2026 · “hạn do tỉnh ấn định” (Telegram)"
    )
    assert lines[2].startswith("15/12 09:00 · An · xin gia hạn · Phòng Y tế")
    assert len(lines) == 5
    world.says(AN, "/nhatky")
    assert world.last(AN).text == "Lệnh này dành cho cơ quan theo dõi, đôn đốc."


def test_who_follows_another_plan_reads_nothing_of_it(world: World) -> None:
    world.add_unit("KHAC", "Ban khác")
    world.add_plan("KHAC", "Kế hoạch khác", coordinators=["KHAC"])
    world.person("KHAC", "coordinator", "Sơn", "950")
    world.says("950", "/nhatky")
    assert world.last("950").text == "Chưa có gì trong nhật ký."
    world.says(ADMIN, "/nhatky")
    assert "từ chối gia hạn" in world.last(ADMIN).text


def test_sealed_it_is_whole_and_sealing_again_adds_nothing(world: World) -> None:
    assert seal(world) == 4
    assert seal(world) == 0
    assert flaws(world) == []
    [said] = world.database.do(lambda session: list(heads(session)))
    assert said.startswith("DALAT: 4 mục, mã cuối ")
    assert [one.number for one in world.all(AuditSeal)] == [1, 2, 3, 4]


@pytest.mark.parametrize("number", [1, 2, 4])
def test_what_was_changed_shows(world: World, number: int) -> None:
    seal(world)
    event = world.all(AuditEvent)[number - 1]
    with world.database.transaction() as session:
        session.execute(update(AuditEvent).where(AuditEvent.id == event.id).values(detail={"reason": "khác"}))
    assert flaws(world) == [f"DALAT: mục số {number} đã bị sửa"]


@pytest.mark.parametrize("number", [1, 3, 4])
def test_what_was_removed_shows(world: World, number: int) -> None:
    seal(world)
    event = world.all(AuditEvent)[number - 1]
    with world.database.transaction() as session:
        session.execute(delete(AuditEvent).where(AuditEvent.id == event.id))
    assert flaws(world) == [f"DALAT: mục số {number} đã bị xóa"]


def test_a_seal_that_was_removed_with_its_event_shows(world: World) -> None:
    seal(world)
    event = world.all(AuditEvent)[1]
    with world.database.transaction() as session:
        session.execute(delete(AuditSeal).where(AuditSeal.event_id == event.id))
        session.execute(delete(AuditEvent).where(AuditEvent.id == event.id))
    assert flaws(world) == ["DALAT: thiếu mục số 2", "DALAT: mục số 3 đã bị sửa"]


def test_what_was_slipped_in_long_ago_shows(world: World) -> None:
    seal(world)
    with world.database.transaction() as session:
        old = session.get_one(AuditEvent, 1)
        session.add(
            AuditEvent(
                organisation_id=old.organisation_id, at=EARLY, person_id=old.person_id, channel="web",
                action="report.accepted", subject=old.subject, detail={},
            )
        )  # fmt: skip
    assert flaws(world) == ["DALAT: bản ghi 5 không nằm trong chuỗi"]


def test_what_is_committed_late_with_a_lower_number_is_sealed_too(world: World) -> None:
    with world.database.transaction() as session:
        session.execute(update(AuditEvent).where(AuditEvent.id == 2).values(id=1000))
    assert seal(world) == 4
    with world.database.transaction() as session:
        session.add(
            AuditEvent(
                id=2, organisation_id=world.organisation_id, at=world.now, person_id=None, channel="web",
                action="report.accepted", subject="obligation:1", detail={},
            )
        )  # fmt: skip
    assert seal(world) == 1
    assert flaws(world) == []
