"""*Gửi lời mời qua e-mail* in the chat, the letter as it goes out, and coming in by it; who is not them."""

import re
from datetime import datetime

import pytest
from sqlalchemy import select

from bot.channels.mail.letters import letter
from bot.channels.mail.render import as_text
from domain.messaging.messages import Outgoing
from handlers.conversation.acting import Context
from handlers.conversation.signed_links import MailLinks
from handlers.inviting.joining import redeem
from handlers.inviting.redeeming import Joined, RefusedCode
from handlers.undelivered import mail_optout
from scheduler.delivery.channel import Delivery, PointlessError
from storage.db.database import Database
from storage.installation import settings
from storage.installation.calendars import work_calendar
from storage.messages import shared_bots
from storage.people import addresses, mail_invitations
from storage.people.mail_invitations import round_of
from storage.tables import Address, AuditEvent, ExpectedPerson, Invitation, Outbox, Position
from tests.world import PUBLIC_URL, World

TUAN, BINH = "900", "901"  # a coordinator, and somebody who may invite nobody
SECRET = b"a secret of these tests"


@pytest.fixture
def world(sqlite_database: Database) -> World:
    world = World(sqlite_database)
    world.furnish()
    world.context = Context(work_calendar(), PUBLIC_URL, SECRET, has_mail=True)
    world.person("BTG", "coordinator", "Tuấn", TUAN)
    world.person("PKT", "focal_point", "Bình", BINH)
    return world


def listed(world: World, unit: str, name: str, mailbox: str | None, role: str = "focal_point") -> int:
    """Somebody on the list of the setup file, with a mailbox or none; gives the row's id."""
    person = world.person(unit, role, name, mailbox, channel="email") if mailbox else None
    row = ExpectedPerson(
        organisation_id=world.organisation_id,
        unit_id=world.unit_id(unit),
        role=role,
        name=name,
        mailbox=mailbox,
        person_id=person,
    )
    with world.database.transaction() as session:
        session.add(row)
        session.flush()
        return row.id


def queued(world: World) -> list[Outbox]:
    """The invitations, sent or not."""
    return [row for row in world.all(Outbox) if row.payload.get("invites")]


def goes_out(world: World, row: Outbox) -> str:
    """The text of the mail, as it is when the server takes it."""
    delivery = Delivery(row.id, row.chat_id, Outgoing.from_json(row.payload))
    with world.database.transaction() as session:
        made, _ = letter(session, delivery, MailLinks(PUBLIC_URL, SECRET), world.now)
    return as_text(made)


def code_in(text: str) -> str:
    found = re.search(rf"{re.escape(PUBLIC_URL)}/vao/(\w+)", text)
    assert found
    return found[1]


def enters(world: World, code: str, chat: str = "w1", channel: str = "web") -> Joined | RefusedCode:
    with world.database.transaction() as session:
        address = addresses.make(session, channel, "", chat, is_group=False, now=world.now)
        return redeem(session, code=code, address=address, user_name="", now=world.now, context=world.context)


def test_it_is_counted_first_and_sent_once(world: World) -> None:
    listed(world, "PYT", "Lan", "lan@coquan.vn")
    listed(world, "PNV", "An", "an@coquan.vn")
    listed(world, "PNV", "Hoa", None, "deputy")
    world.says(TUAN, "/moi")
    world.presses(TUAN, "Gửi lời mời qua e-mail")
    asked = world.last(TUAN)
    assert asked.text.splitlines() == [
        "Sẽ gửi thư mời tới 2 người chưa tham gia và có hộp thư:",
        "• Lan (Phòng Y tế), lan@coquan.vn",
        "• An (Phòng Nội vụ), an@coquan.vn",
        "Không có hộp thư nhận được, cần đưa mã tận tay: 1 người: Hoa (Phòng Nội vụ).",
    ]
    assert asked.labels == ["Gửi 2 thư mời", "Thôi"]
    assert queued(world) == [], "nothing before a yes"
    key = asked.key("Gửi 2 thư mời")
    world.presses(TUAN, "Gửi 2 thư mời")
    assert world.last(TUAN).text.startswith("Đang gửi thư mời tới 2 người.")
    world.sends(TUAN, "button", key=key, message_id=asked.message_id)
    assert world.last(TUAN).text == "Những thư này vừa được gửi rồi, tôi không gửi thêm."
    assert sorted(row.chat_id for row in queued(world)) == ["an@coquan.vn", "lan@coquan.vn"]
    assert all("code" not in str(row.payload) and "/vao/" not in str(row.payload) for row in queued(world))
    assert [row.detail["count"] for row in world.all(AuditEvent) if row.action == "invitations.mailed"] == [2]


def test_not_again_within_a_day_unless_it_is_said(world: World) -> None:
    listed(world, "PYT", "Lan", "lan@coquan.vn")
    world.says(TUAN, "/moi PYT")
    world.presses(TUAN, "Gửi lời mời qua e-mail")
    world.presses(TUAN, "Gửi 1 thư mời")
    world.passes(hours=2)
    world.says(TUAN, "/moi PYT")
    world.presses(TUAN, "Gửi lời mời qua e-mail")
    assert world.last(TUAN).text.splitlines() == [
        "Lúc này không có ai cần gửi thư mời.",
        "Đã gửi trong 24 giờ qua nên chưa gửi lại: 1 người.",
    ]
    again = world.last(TUAN)
    world.presses(TUAN, "Gửi lại 1 thư")
    world.presses(TUAN, "Gửi lại 1 thư", on=again)
    assert len(queued(world)) == 2, "pressed twice, sent again once"
    world.passes(days=1, minutes=1)
    world.says(TUAN, "/moi PYT")
    world.presses(TUAN, "Gửi lời mời qua e-mail")
    world.presses(TUAN, "Gửi 1 thư mời")
    assert len(queued(world)) == 3


def test_only_those_one_may_invite(world: World) -> None:
    listed(world, "PYT", "Lan", "lan@coquan.vn")
    listed(world, "PYT", "Sếp", "sep@coquan.vn", "admin")
    world.says(TUAN, "/moi")
    world.presses(TUAN, "Gửi lời mời qua e-mail")
    asked = world.last(TUAN)
    assert "sep@coquan.vn" not in asked.text
    with world.database.transaction() as session:
        for position in session.scalars(select(Position)):
            if position.role == "coordinator":
                position.until = world.now
    world.presses(TUAN, "Gửi 1 thư mời", on=asked)
    assert queued(world) == [], "rights are looked at when it is pressed"
    world.says(BINH, "/moi")
    assert "Gửi lời mời qua e-mail" not in world.last(BINH).labels


def test_without_mail_or_mailboxes_there_is_no_button(world: World) -> None:
    world.says(TUAN, "/moi")
    assert "Gửi lời mời qua e-mail" not in world.last(TUAN).labels
    listed(world, "PYT", "Lan", "lan@coquan.vn")
    world.says(TUAN, "/moi PNV")
    assert "Gửi lời mời qua e-mail" not in world.last(TUAN).labels, "nobody waits in that unit"
    world.context = Context(work_calendar(), PUBLIC_URL, SECRET)
    world.says(TUAN, "/moi")
    assert "Gửi lời mời qua e-mail" not in world.last(TUAN).labels


def test_the_letter_says_all_the_ways_and_lets_its_person_in(world: World) -> None:
    world.database.do(settings.put, "telegram:7000001", {"username": "dondoc_bot"})
    with world.database.transaction() as session:
        shared_bots.remember(session, "zalo", "1", "Đôn Đốc 1", "https://zalo.me/42")
    listed(world, "PYT", "Lan", "lan@coquan.vn")
    world.says(TUAN, "/moi PYT")
    world.presses(TUAN, "Gửi lời mời qua e-mail")
    world.presses(TUAN, "Gửi 1 thư mời")
    [row] = queued(world)
    said = goes_out(world, row)
    code = code_in(said)
    assert said.split("\n\n")[:-3] == [
        "Mời anh/chị dùng Đôn Đốc, kênh nhắc và nhận báo cáo",
        "Kính gửi anh/chị Lan,",
        "Thành ủy Đà Lạt dùng Đôn Đốc để nhắc hạn và nhận báo cáo của các đơn vị. Anh/chị được giao làm đầu mối "
        "của Phòng Y tế.",
        "Anh/chị chọn một cách dưới đây để bắt đầu. Chỉ cần làm một lần; mở trang trò chuyện thì không phải cài gì "
        "thêm.",
        f"Mở trang trò chuyện: {PUBLIC_URL}/vao/{code}",
        f"Zalo: mở https://zalo.me/42 (hoặc tìm bot “Đôn Đốc 1”), rồi gõ mã {code}",
        f"Nếu dùng Telegram: mở https://t.me/dondoc_bot?start={code}, rồi chọn Bắt đầu.",
        f"Mã của anh/chị: {code}. Mã dùng một lần, đến 09:00 thứ Hai 07/12/2026.",
    ]
    before = len(world.all(Position))
    joined = enters(world, code, "555", "telegram")
    assert isinstance(joined, Joined)
    assert joined.person_id == world.person_id("Lan")
    assert len(world.all(Position)) == before, "the same person, and no second position"
    assert [row.subject for row in world.all(AuditEvent) if row.action == "person.joined"] == [
        f"unit:{world.unit_id('PYT')}"
    ]


def test_a_letter_to_who_has_joined_meanwhile_does_not_go_out(world: World) -> None:
    listed(world, "PYT", "Lan", "lan@coquan.vn")
    world.says(TUAN, "/moi PYT")
    world.presses(TUAN, "Gửi lời mời qua e-mail")
    world.presses(TUAN, "Gửi 1 thư mời")
    world.address(world.person_id("Lan"), "556")
    [row] = queued(world)
    with pytest.raises(PointlessError, match="joined already"):
        goes_out(world, row)
    assert world.all(Invitation) == []
    with world.database.transaction() as session:
        assert round_of(session, world.organisation_id, world.now).ready == []


def test_another_letter_makes_the_code_before_it_worthless(world: World) -> None:
    row_id = listed(world, "PYT", "Lan", "lan@coquan.vn")
    with world.database.transaction() as session:
        [one] = round_of(session, world.organisation_id, world.now).ready
        assert mail_invitations.take(session, one, world.now) == row_id
        assert mail_invitations.take(session, one, world.now) is None, "another program has just done so"
    world.passes(minutes=1)
    world.says(TUAN, "/moi PYT")
    world.presses(TUAN, "Gửi lời mời qua e-mail")
    world.presses(TUAN, "Gửi lại 1 thư")
    [row] = queued(world)
    first, second = (code_in(goes_out(world, row)) for _ in range(2))
    assert enters(world, first) == RefusedCode("expired")
    assert isinstance(enters(world, second, "w2"), Joined)


def test_the_wrong_recipient_is_told_to_the_coordinator_and_nothing_opens(world: World) -> None:
    listed(world, "PYT", "Lan", "lan@coquan.vn")
    world.says(TUAN, "/moi PYT")
    world.presses(TUAN, "Gửi lời mời qua e-mail")
    world.presses(TUAN, "Gửi 1 thư mời")
    said = goes_out(world, queued(world)[0])
    link = re.search(rf"{PUBLIC_URL}/thu/(\d+)/(\w+)", said)
    assert link
    with world.database.transaction() as session:
        done = mail_optout.refuse(session, world.context, int(link[1]), link[2], world.now)
        assert done
        mail_optout.refuse(session, world.context, int(link[1]), link[2], world.now)
    world.heard(TUAN)
    world.deliver()
    told = world.said(TUAN)
    assert told.count("Người đọc hộp thư lan@coquan.vn báo đó không phải là Lan, hoặc không muốn nhận thư.") == 1
    assert enters(world, code_in(said)) == RefusedCode("expired")
    world.says(TUAN, "/moi PYT")
    assert "Gửi lời mời qua e-mail" not in world.last(TUAN).labels
    world.says(BINH, "/email lan@coquan.vn")
    assert world.last(BINH).text.startswith("Chủ hộp thư lan@coquan.vn đã báo không nhận thư")
    [address] = [row for row in world.all(Address) if row.channel == "email"]
    assert isinstance(address.unreachable_since, datetime)
