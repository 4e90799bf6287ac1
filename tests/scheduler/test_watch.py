"""What fails is told to those who administer, once; what is over too; and a stop of more than a day to who may have
written in vain."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from domain.rights import Role
from handlers.conversation import notices
from handlers.failures import stopped as stops
from handlers.failures import telling
from scheduler import watch as watching
from scheduler.watch import Watch
from scheduler.watching.health import Health
from storage.aside import troubles
from storage.aside.aside_rows import Aside, everything, over, put
from storage.db.database import Database
from storage.installation import heartbeat
from storage.installation.room import NoRoomError
from tests.world import World

TUAN, HOA, LAN, AN, NGA = "900", "901", "100", "101", "102"


class Stage:
    """A world with a watch over it, both on one clock that is set by hand."""

    def __init__(self, database: Database) -> None:
        self.world = World(database)
        self.world.furnish()
        self.world.person("BTG", Role.COORDINATOR, "Tuấn", TUAN)
        self.health = Health(lambda: self.world.now, lambda: self.world.now.timestamp())
        self.woken = 0
        self.watch = self.another("here:1")

    def another(self, place: str, health: Health | None = None) -> Watch:
        return Watch(self.world.database, health or self.health, lambda: self.world.now, self._wake, place)

    def _wake(self) -> None:
        self.woken += 1

    async def passes(self, **span: float) -> str:
        """What Tuấn hears when that much time has passed."""
        self.world.passes(**span)
        await self.watch.work()
        self.world.deliver()
        return self.world.said(TUAN)


def kept(stage: Stage) -> list[str]:
    return [row.name for row in stage.world.database.do(troubles.all_of_them)]


@pytest.fixture
def stage(either_database: Database) -> Stage:
    return Stage(either_database)


async def test_a_part_that_fails_is_told_once_and_once_more_when_it_is_over(stage: Stage) -> None:
    assert await stage.passes() == ""
    stage.health.failed("receiving telegram 123", "polling: Telegram refuses the token")
    assert await stage.passes(seconds=10) == "", "it may be a hiccup"
    said = await stage.passes(seconds=30)
    assert said.startswith("⚠️ Nhận tin (Telegram 123) đang bị lỗi từ 09:00")
    assert "polling: Telegram refuses the token" in said
    assert stage.woken == 1
    stage.health.failed("receiving telegram 123", "polling: Telegram is out of reach")
    assert await stage.passes(hours=9) == "", "told already"
    stage.health.good("receiving telegram 123")
    assert await stage.passes(seconds=10) == "", "it may fail again at once"
    assert (await stage.passes(seconds=31)).startswith("✅ Nhận tin (Telegram 123) đã chạy lại bình thường. Bị lỗi từ")
    assert await stage.passes(seconds=60) == ""
    assert kept(stage) == []


async def test_a_hiccup_is_not_told(stage: Stage) -> None:
    stage.health.failed("dispatch", "KeyError")
    assert await stage.passes(seconds=10) == ""
    stage.health.good("dispatch")
    assert await stage.passes(seconds=60) == ""
    assert kept(stage) == []


async def test_what_works_for_a_moment_only_is_not_over(stage: Stage) -> None:
    stage.health.failed("exports", "KeyError")
    await stage.passes()
    assert "Lập tệp Word, Excel" in await stage.passes(seconds=40)
    for _ in range(3):
        stage.health.good("exports")
        assert await stage.passes(seconds=10) == ""
        stage.health.failed("exports", "KeyError")
        assert await stage.passes(seconds=10) == ""


async def test_what_stands_still_is_told(stage: Stage) -> None:
    stage.health.expects("tick", 60)
    assert await stage.passes(seconds=59) == ""
    said = await stage.passes(seconds=2)
    assert "Theo dõi thời hạn đang bị lỗi từ 09:00" in said
    assert "không thấy hoạt động" in said


async def test_admins_are_told_where_there_are_some(stage: Stage) -> None:
    stage.world.person("BTG", Role.ADMIN, "Hòa", HOA)
    stage.health.failed("upkeep", "KeyError")
    await stage.passes()
    assert await stage.passes(seconds=40) == ""
    assert "Dọn dữ liệu cũ" in stage.world.said(HOA)


async def test_one_who_cannot_be_told_keeps_no_other_from_hearing(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.world.person("BTG", Role.COORDINATOR, "Hòa", HOA)
    real = notices.tell

    tuan = stage.world.person_id("Tuấn")

    def tell(session: Any, people: set[int], *rest: Any) -> set[int]:
        if people == {tuan}:
            raise ZeroDivisionError
        return real(session, people, *rest)

    monkeypatch.setattr(telling, "tell", tell)
    stage.health.failed("upkeep", "KeyError")
    await stage.passes()
    assert await stage.passes(seconds=40) == ""
    assert "Dọn dữ liệu cũ" in stage.world.said(HOA)


async def test_things_set_aside_are_told_to_their_organisation(stage: Stage) -> None:
    now = stage.world.now
    aside = Aside(stage.world.organisation_id, "reminders", "obligation:1", {}, "KeyError", 1, now, now)
    stage.world.database.do(put, aside)
    assert await stage.passes(seconds=60) == "", "it is tried again first"
    said = await stage.passes(seconds=60)
    assert said.startswith("⚠️ Nhắc nộp báo cáo: có 1 việc bị lỗi từ 09:00")
    stage.world.database.do(over, "reminders", ["obligation:1"])
    await stage.passes(seconds=10)
    assert (await stage.passes(seconds=60)).startswith("✅ Nhắc nộp báo cáo")


async def test_what_another_process_still_sees_is_left_to_it(stage: Stage) -> None:
    other_health = Health(lambda: stage.world.now, lambda: stage.world.now.timestamp())
    other = stage.another("there:2", other_health)
    other_health.failed("sending email dondoc", "535")
    await other.work()
    stage.world.passes(seconds=31)
    await other.work()
    stage.world.deliver()
    assert "Gửi tin (e-mail dondoc)" in stage.world.said(TUAN)
    assert await stage.passes(seconds=5) == ""
    assert await stage.passes(seconds=50) == ""
    assert kept(stage) == ["sending email dondoc"], "the other one saw it less than a minute ago"
    await stage.passes(seconds=20)
    assert "✅ Gửi tin (e-mail dondoc)" in await stage.passes(seconds=31), "the other one is gone"


async def test_a_disk_without_room_is_trouble_of_the_database(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(engine: object) -> None:
        raise NoRoomError("the disk is full: 3 MiB left")

    monkeypatch.setattr(watching, "look_for_room", full)
    await stage.passes()
    assert stage.health.troubles()["database"].reason == "the disk is full: 3 MiB left"
    assert "Ghi dữ liệu đang bị lỗi" in await stage.passes(seconds=40)
    monkeypatch.undo()
    await stage.passes(seconds=10)
    assert stage.health.troubles() == {}


async def test_the_program_notes_that_it_runs(stage: Stage) -> None:
    await stage.passes()
    assert stage.world.database.do(heartbeat.last) == stage.world.now


def stopped_for(stage: Stage, now: datetime, **span: float) -> None:
    stage.world.now = now
    stage.world.database.do(heartbeat.beat, now - timedelta(**span))


@pytest.fixture
def office(stage: Stage) -> Stage:
    """The report of quarter IV is due at 17:00 on 17 December."""
    stage.world.person("PKT", Role.FOCAL_POINT, "Lan", LAN)
    stage.world.person("PYT", Role.FOCAL_POINT, "An", AN, language="en")
    stage.world.at("2026-12-17 08:00")
    stopped_for(stage, stage.world.now, hours=30)
    return stage


async def test_a_long_stop_near_a_deadline_is_told_to_who_may_have_written_in_vain(office: Stage) -> None:
    said = await office.passes()
    assert said.startswith("Hệ thống Đôn Đốc đã ngừng từ 02:00 thứ Tư 16/12/2026 đến 08:00 thứ Năm 17/12/2026."), said
    assert "Đã nhắn 2 người" in said
    assert "nếu đã gửi, xin anh/chị gửi lại" in office.world.said(LAN)
    assert "please send it again" in office.world.said(AN)
    stopped_for(office, office.world.now, hours=30)
    office.watch = office.another("here:2")
    assert await office.passes() == "", "once, however many programs start"


async def test_a_short_stop_or_one_far_from_any_deadline_is_not_told(office: Stage) -> None:
    stopped_for(office, office.world.now, hours=20)
    assert await office.passes() == ""
    stopped_for(office, office.world.now - timedelta(days=20), hours=30)
    office.watch = office.another("here:2")
    await office.passes()
    assert office.world.said(LAN) == ""


async def test_one_who_cannot_be_told_of_a_stop_is_told_later(office: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    lan = office.world.person_id("Lan")
    real = notices.words_for

    def words_for(session: Any, person_id: int) -> Any:
        if person_id == lan:
            raise ZeroDivisionError
        return real(session, person_id)

    monkeypatch.setattr(stops, "words_for", words_for)
    assert "đã ngừng" in await office.passes()
    assert office.world.said(LAN) == ""
    assert [one.subject for one in office.world.database.do(everything)] == [f"person:{lan}"]
    monkeypatch.undo()
    await office.passes(minutes=1)
    assert "xin anh/chị gửi lại" in office.world.said(LAN)
    assert office.world.database.do(everything) == []
