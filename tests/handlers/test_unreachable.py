"""When somebody cannot be reached any more, coordinators hear of it once, and can do something about it."""

import pytest
from sqlalchemy import delete, select, update

from storage.db.database import Database
from storage.tables import Address, AuditEvent, Invitation, Obligation, Outbox, RequirementUnit
from tests.world import World

TUAN, LAN, LAN_WEB = "900", "100", "lan-web"


@pytest.fixture
def world(sqlite_database: Database) -> World:
    world = World(sqlite_database)
    world.furnish()
    world.person("BTG", "coordinator", "Tuấn", TUAN)
    world.person("PKT", "focal_point", "Lan", LAN)
    return world


def address(world: World, chat: str) -> Address:
    with world.database.transaction() as session:
        return session.scalars(select(Address).where(Address.chat_id == chat)).one()


def nudge_lan(world: World) -> None:
    world.at("2026-12-19 09:00")
    world.says(TUAN, "/dondoc PKT")
    world.heard(TUAN)


def test_who_stopped_the_bot_is_unreachable_and_the_coordinator_hears_who(world: World) -> None:
    world.sends(LAN, "blocked")
    lost = address(world, LAN)
    assert (lost.unreachable_since, lost.unreachable_reason) == (world.now, "blocked")
    [told] = world.heard(TUAN)
    assert told.text == (
        "Lan (Phòng Kinh tế & <Hạ tầng>) không còn nhận được tin qua Telegram; tin nhắc gửi tới đó không đến nơi.\n"
        "Người này không còn kênh nào khác. Anh/chị gọi trực tiếp, và có thể gửi lời mời mới."
    )
    assert told.labels == ["Gửi lời mời"]
    assert world.heard(LAN) == []
    [event] = [event for event in world.all(AuditEvent) if event.action == "address.lost"]
    assert (event.subject, event.channel) == (f"person:{lost.person_id}", "telegram")


def test_a_message_that_is_refused_tells_the_same_once(world: World) -> None:
    world.blocking.add(LAN)
    world.at("2026-12-19 09:00")
    world.says(TUAN, "/dondoc PKT")
    done, told = world.heard(TUAN)
    assert done.text.startswith("Đã đôn đốc 1 đơn vị")
    assert told.text.startswith("Lan (Phòng Kinh tế & <Hạ tầng>) không còn nhận được tin qua Telegram")
    world.sends(LAN, "blocked")  # Telegram says it in an update as well
    assert world.heard(TUAN) == []


def test_the_invitation_opens_a_new_channel_for_the_same_person(world: World) -> None:
    world.sends(LAN, "blocked")
    world.presses(TUAN, "Gửi lời mời")
    assert world.all(Invitation)[0].person_id == address(world, LAN).person_id
    code = world.last(TUAN).text.split("/vao/")[1][:8]
    world.says("777", code)
    assert "Chào anh/chị Lan." in world.said("777")
    nudge_lan(world)
    assert len(world.heard("777")) == 1


def test_a_unit_leader_is_invited_again_as_such(world: World) -> None:
    world.person("PYT", "unit_leader", "Sếp", "103")
    world.sends("103", "blocked")
    world.presses(TUAN, "Gửi lời mời")
    [invitation] = world.all(Invitation)
    assert (invitation.role, invitation.name) == ("unit_leader", "Sếp")


def test_where_another_channel_is_left_it_is_named(world: World) -> None:
    world.address(address(world, LAN).person_id, LAN_WEB, channel="web")
    world.sends(LAN, "blocked")
    assert world.last(TUAN).text.endswith("Từ nay tôi nhắc qua web.")
    nudge_lan(world)
    assert len(world.heard(LAN_WEB)) == 1


def test_whoever_writes_can_be_reached_again_and_when_lost_again_it_is_told_again(world: World) -> None:
    world.sends(LAN, "blocked")
    world.sends(LAN, "unblocked")
    assert address(world, LAN).unreachable_since is None
    assert address(world, LAN).unreachable_reason is None
    nudge_lan(world)
    assert any("đôn đốc" in heard.text for heard in world.heard(LAN))
    world.passes(minutes=5)
    world.sends(LAN, "blocked")
    assert len(world.heard(TUAN)) == 1


def test_what_waits_for_a_lost_chat_is_not_sent_for_ever(world: World) -> None:
    world.blocking.add(LAN)
    nudge_lan(world)
    assert {row.state for row in world.all(Outbox) if row.chat_id == LAN} == {"given_up"}


def test_every_coordinator_of_the_plan_is_told_but_of_no_other(world: World) -> None:
    world.add_plan("KHAC", "Kế hoạch khác", coordinators=["PYT"])
    world.person("PYT", "coordinator", "Hoa", "901")
    world.person("BTG", "coordinator", "Minh", "902", channel="web")
    world.sends(LAN, "blocked")
    assert [len(world.heard(chat)) for chat in (TUAN, "902", "901")] == [1, 1, 0]


def test_a_coordinator_who_is_lost_is_nobodys_news(world: World) -> None:
    world.sends(TUAN, "blocked")
    assert address(world, TUAN).unreachable_since == world.now
    assert world.heard(TUAN) == []
    world.sends(LAN, "blocked")
    assert address(world, LAN).unreachable_since == world.now


def test_a_stranger_or_a_group_that_goes_is_nobodys_news(world: World) -> None:
    world.sends("555", "blocked")
    world.sends("-500", "blocked", by=TUAN)
    assert world.heard(TUAN) == []
    assert address(world, "-500").unreachable_since == world.now
    world.sends("-500", "added", by=TUAN)
    assert address(world, "-500").unreachable_since is None


@pytest.mark.parametrize("state", ["open", "returned", "submitted", "accepted", "excused"])
def test_who_is_asked_for_no_more_is_told_of_for_as_long_as_something_is_undecided(world: World, state: str) -> None:
    with world.database.transaction() as session:
        pkt = world.unit_id("PKT")
        session.execute(delete(RequirementUnit).where(RequirementUnit.unit_id == pkt))
        session.execute(update(Obligation).where(Obligation.unit_id == pkt).values(state=state))
    world.sends(LAN, "blocked")
    told = [heard.text.split(" không còn nhận được tin")[0] for heard in world.heard(TUAN)]
    assert told == ([] if state in ("accepted", "excused") else ["Lan (Phòng Kinh tế & <Hạ tầng>)"])
