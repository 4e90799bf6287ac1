"""What does not arrive goes another way, keeps why, and is told once: nothing is dropped without a word."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from domain.messaging.messages import Outgoing
from handlers.reminding import coordinator_digest
from storage.db.database import Database
from storage.erasing import retention
from storage.tables import Address, Organisation, Outbox
from tests.world import World

TUAN, LAN, MINH, LAN_WEB = "900", "100", "901", "lan-web"
GROUP, TOPIC = "-1005000", "-1005000:7"


@pytest.fixture
def world(sqlite_database: Database) -> World:
    world = World(sqlite_database)
    world.furnish()
    world.person("BTG", "coordinator", "Tuấn", TUAN)
    world.person("BTG", "coordinator", "Minh", MINH)
    world.person("PKT", "focal_point", "Lan", LAN)
    for chat in (GROUP, TOPIC):
        world.says(chat, "/dangky", by=TUAN)
        world.heard(chat)
    return world


def address(world: World, chat: str) -> Address:
    with world.database.transaction() as session:
        return session.scalars(select(Address).where(Address.chat_id == chat)).one()


def rows(world: World, chat: str) -> list[Outbox]:
    return [row for row in world.all(Outbox) if row.chat_id == chat]


@pytest.mark.parametrize("chat", [GROUP, TOPIC])
@pytest.mark.parametrize(
    ("reason", "why"),
    [
        ("Topic_closed", "chủ đề đã đóng hoặc đã xóa"),
        ("Not enough rights to send text messages to the chat", "bot chưa được quyền gửi tin trong nhóm"),
        ("Chat_write_forbidden", "bot chưa được quyền gửi tin trong nhóm"),
        ("Something_of_next_year", "nơi đó trả lời “Something_of_next_year”"),
    ],
)
def test_who_asks_in_a_group_that_takes_nothing_is_answered_privately(
    world: World, chat: str, reason: str, why: str
) -> None:
    world.shut[chat] = reason
    world.at("2026-12-21 09:00")
    world.says(chat, "/quahan", by=TUAN)
    told, answer = sorted(world.heard(TUAN), key=lambda heard: heard.text.startswith("Quá hạn"))
    assert answer.text.startswith("Quá hạn: ")
    assert answer.text.endswith("(Nhóm không nhận được tin này nên tôi gửi riêng cho anh/chị.)")
    assert told.text.startswith("Nhóm theo dõi “")
    assert f"không nhận được tin của tôi: {why}." in told.text
    [also] = world.heard(MINH)
    assert also.text == told.text, "whoever coordinates hears of it, and gets no answer to what they did not ask"
    assert {row.reason for row in rows(world, chat) if row.state == "given_up"} == {f"BadRequest: {reason}"}


def test_its_buttons_work_where_it_came(world: World) -> None:
    world.shut[GROUP] = "Topic_closed"
    world.at("2026-12-21 09:00")
    world.says(GROUP, "/quahan", by=TUAN)
    world.heard(TUAN)
    world.presses(TUAN, "Chọn đơn vị")
    assert "Phòng Kinh tế" in "".join(world.last(TUAN).labels) + world.said(TUAN)


def test_coordinators_hear_of_it_once_and_each_answer_arrives(world: World) -> None:
    world.shut[GROUP] = "Topic_closed"
    world.at("2026-12-21 09:00")
    for _ in range(3):
        world.says(GROUP, "/quahan", by=TUAN)
    heard = world.heard(TUAN)
    assert len(heard) == 4
    assert sum("không nhận được tin của tôi" in one.text for one in heard) == 1
    world.at("2027-01-04 09:00")
    world.says(GROUP, "/quahan", by=TUAN)
    assert sum("không nhận được tin của tôi" in one.text for one in world.heard(TUAN)) == 1


def test_a_day_later_the_group_is_tried_again(world: World) -> None:
    world.shut[GROUP] = "Topic_closed"
    world.says(GROUP, "/quahan", by=TUAN)
    assert address(world, GROUP).unreachable_since is not None
    world.passes(hours=19)
    assert world.database.do(retention.try_chats_again, world.now) == 0
    world.passes(hours=2)
    assert world.database.do(retention.try_chats_again, world.now) == 1
    assert address(world, GROUP).unreachable_since is None


def test_a_group_that_put_the_bot_out_is_told_of_and_not_tried_again(world: World) -> None:
    world.sends(GROUP, "blocked", by=TUAN)
    assert "bot không còn ở trong nhóm" in world.said(MINH)
    world.passes(hours=50)
    assert world.database.do(retention.try_chats_again, world.now) == 0


def test_a_digest_that_a_group_does_not_take_comes_to_each_who_follows(world: World) -> None:
    world.at("2026-12-21 07:00")
    with world.database.transaction() as session:
        coordinator_digest.send_if_due(
            session, session.scalars(select(Organisation)).one(), world.now, world.context.calendar
        )
    world.at("2026-12-22 08:00")
    world.shut |= {GROUP: "Topic_closed", TOPIC: "Topic_closed"}
    with world.database.transaction() as session:
        organisation = session.scalars(select(Organisation)).one()
        assert coordinator_digest.send_if_due(session, organisation, world.now, world.context.calendar)
    world.deliver()
    for chat in (TUAN, MINH):
        assert any("(Nhóm không nhận được tin này" in one.text for one in world.heard(chat))


REFUSED: list[Callable[[Outgoing], bool]] = [lambda one: True, lambda one: bool(one.card and one.card.rows)]


@pytest.mark.parametrize("refused", REFUSED, ids=["everything", "what has buttons"])
@pytest.mark.parametrize("elsewhere", [True, False])
def test_what_a_person_cannot_get_is_said_another_way(
    world: World, refused: Callable[[Outgoing], bool], elsewhere: bool
) -> None:
    if elsewhere:
        world.address(address(world, LAN).person_id, LAN_WEB, channel="web")
    world.refusing[LAN] = refused
    world.says(LAN, "/nhiemvu")
    [told] = [one.text for one in world.heard(TUAN)]
    assert told.startswith("Telegram không nhận một tin tôi gửi Lan (Phòng Kinh tế & <Hạ tầng>)")
    if elsewhere:
        assert world.last(LAN_WEB).text.endswith("(Telegram không nhận tin này nên tôi gửi qua đây.)")
        assert "qua kênh khác" in told
    everything = refused is REFUSED[0]
    said = world.said(LAN)
    assert said == "" if everything else said.startswith("Telegram không nhận nội dung tôi vừa gửi.")
    assert (address(world, LAN).unreachable_since is not None) is everything
    assert all(row.state != "waiting" for row in rows(world, LAN))
    assert all(row.reason for row in rows(world, LAN) if row.state == "given_up")


def test_a_reminder_that_is_refused_is_not_lost(world: World) -> None:
    world.address(address(world, LAN).person_id, LAN_WEB, channel="web")
    world.shut[LAN] = "Peer_id_invalid"
    world.at("2026-12-19 09:00")
    world.says(TUAN, "/dondoc PKT")
    assert "(Telegram không nhận tin này nên tôi gửi qua đây.)" in world.said(LAN_WEB)
    [refused] = [row for row in rows(world, LAN) if row.state == "given_up"]
    assert refused.reason == "BadRequest: Peer_id_invalid"
