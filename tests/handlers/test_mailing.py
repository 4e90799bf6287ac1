"""`/email` and `/kenh`: whose mailbox it is, and where somebody is written to first."""

import re

import pytest
from sqlalchemy import update

from handlers.conversation.acting import Context
from scheduler.tick import tick
from storage.db.database import Database
from storage.installation.calendars import work_calendar
from storage.tables import Address, AuditEvent, MailConfirmation, Obligation, Outbox, Person, ReminderEntry, Requirement
from tests.world import PUBLIC_URL, World

TUAN, LAN, AN = "900", "100", "101"
BOX = "lan@coquan.vn"
STEPS = [{"before": "1wd", "at": "08:30", "to": ["focal_point"]}]


@pytest.fixture
def world(sqlite_database: Database) -> World:
    world = World(sqlite_database)
    world.furnish()
    world.context = Context(work_calendar(), PUBLIC_URL, b"a secret of these tests", has_mail=True)
    world.person("BTG", "coordinator", "Tuấn", TUAN)
    world.person("PYT", "focal_point", "Lan", LAN)
    world.person("PNV", "focal_point", "An", AN)
    return world


def mailed(world: World, box: str = BOX) -> list[str]:
    """The texts of the mails to this mailbox."""
    rows = [row for row in world.all(Outbox) if row.channel == "email" and row.chat_id == box]
    return ["".join(span["text"] for span in row.payload["card"]["text"]) for row in rows]


def code(world: World, box: str = BOX) -> str:
    found = re.findall(r"\b\d{6}\b", mailed(world, box)[-1])
    assert len(found) == 1
    return str(found[0])


def other_than(right: str) -> str:
    return f"{(int(right) + 1) % 1_000_000:06}"


def owner(world: World, box: str = BOX) -> int | None:
    return next((row.person_id for row in world.all(Address) if row.chat_id == box), None)


def confirm(world: World, chat: str = LAN, box: str = BOX) -> None:
    world.says(chat, f"/email {box}")
    world.says(chat, code(world, box))


def test_a_mailbox_is_theirs_once_they_typed_what_was_mailed_there(world: World) -> None:
    world.says(LAN, "/email Lan@CoQuan.vn")
    assert world.last(LAN).text.startswith("Tôi vừa gửi mã 6 số tới lan@coquan.vn. Anh/chị gõ mã ấy ở đây trước")
    assert owner(world) is None
    assert mailed(world)[0].startswith("Mã xác nhận hộp thư\n\nMã: ")
    assert "Lan" not in mailed(world)[0], "a name that people choose is no advertisement in a stranger's mailbox"
    assert code(world) not in world.last(LAN).text
    world.says(LAN, f"{code(world)[:3]} {code(world)[3:]}")
    assert world.last(LAN).text.startswith("Đã xác nhận lan@coquan.vn.")
    assert owner(world) == world.person_id("Lan")
    told = [event for event in world.all(AuditEvent) if event.action == "email.confirmed"]
    assert [event.detail for event in told] == [{}], "the log is for ever, a mailbox is not"


def test_the_question_is_asked_and_answered_in_two_lines(world: World) -> None:
    world.says(LAN, "/email")
    assert world.last(LAN).text.startswith("Anh/chị muốn nhận nhắc việc qua hộp thư nào?")
    world.says(LAN, "không phải hộp thư")
    assert world.last(LAN).text.startswith("“không phải hộp thư” không phải là địa chỉ e-mail.")
    world.says(LAN, BOX)
    world.says(LAN, f"/email {code(world)}")
    assert owner(world) == world.person_id("Lan")
    world.says(LAN, f"/email {BOX}")
    assert world.last(LAN).text == "Hộp thư lan@coquan.vn đã là của anh/chị, không cần xác nhận lại."
    world.says(LAN, "/email")
    world.presses(LAN, "Bỏ e-mail này")
    assert owner(world) is None
    assert world.last(LAN).text == "Đã bỏ lan@coquan.vn. Tôi không gửi thư tới đó nữa."
    world.says(LAN, "/email bỏ")
    assert world.last(LAN).text == "Anh/chị chưa có hộp thư nào."


def test_a_code_is_for_who_asked_and_does_not_bear_guessing(world: World) -> None:
    world.says(LAN, f"/email {BOX}")
    right = code(world)
    world.says(AN, f"/email {right}")
    assert world.last(AN).text.startswith("Không có mã nào đang chờ")
    for left in (4, 3, 2, 1):
        world.says(LAN, f"/email {other_than(right)}")
        assert f"còn {left} lần" in world.last(LAN).text
    world.says(LAN, f"/email {other_than(right)}")
    assert world.last(LAN).text.startswith("Mã sai quá nhiều lần")
    world.says(LAN, f"/email {right}")
    assert world.last(LAN).text.startswith("Không có mã nào đang chờ")
    assert owner(world) is None


def test_a_code_holds_half_an_hour_and_until_the_next(world: World) -> None:
    world.says(LAN, f"/email {BOX}")
    first = code(world)
    world.passes(minutes=31)
    world.says(LAN, f"/email {first}")
    assert world.last(LAN).text.startswith("Không có mã nào đang chờ")
    world.says(LAN, f"/email {BOX}")
    second = code(world)
    world.passes(minutes=2)
    world.says(LAN, "/email khac@coquan.vn")
    world.says(LAN, f"/email {second}")
    assert owner(world) is None


def test_nobodys_mailbox_is_filled(world: World) -> None:
    world.says(LAN, f"/email {BOX}")
    world.says(LAN, f"/email {BOX}")
    assert world.last(LAN).text.startswith("Vừa có mã được gửi rồi.")
    for chat in (LAN, AN, AN):
        world.passes(minutes=2)
        world.says(chat, f"/email {BOX}")
    assert len(mailed(world)) == 3
    world.passes(days=1)
    world.says(AN, f"/email {BOX}")
    assert len(mailed(world)) == 4
    assert len(world.all(MailConfirmation)) == 4


def test_a_colleagues_mailbox_is_shared_and_never_taken_over(world: World) -> None:
    """The code that asks for it opens nothing; both keep it, each for their own mails."""
    confirm(world)
    world.passes(minutes=2)
    world.says(AN, f"/email {BOX}")
    entry = f"{BOX}#{world.person_id('An')}"
    [asked] = [row for row in world.all(Outbox) if row.chat_id == entry]
    assert asked.payload["confirms"] is True
    assert owner(world) == world.person_id("Lan")
    world.says(AN, code(world, entry))
    assert world.last(AN).text.startswith("Đã xác nhận lan@coquan.vn.")
    assert world.last(AN).text.endswith("Mỗi thư ghi rõ gửi cho ai, và đường dẫn trong thư chỉ dành cho người ấy.")
    assert (owner(world), owner(world, entry)) == (world.person_id("Lan"), world.person_id("An"))
    assert world.last(LAN).text.startswith("Một người khác vừa xác nhận cũng nhận thư ở hộp thư lan@coquan.vn.")
    world.says(AN, f"/email {BOX}")
    assert world.last(AN).text.startswith("Hộp thư lan@coquan.vn đã là của anh/chị")
    world.says(AN, "/email")
    assert "Hộp thư của anh/chị: lan@coquan.vn." in world.last(AN).text
    world.says(AN, "/email bỏ")
    assert (owner(world), owner(world, entry)) == (world.person_id("Lan"), None)


def test_where_mail_is_off_it_is_said(world: World) -> None:
    world.context = Context(work_calendar(), PUBLIC_URL, b"a secret")
    world.says(LAN, f"/email {BOX}")
    assert world.last(LAN).text.startswith("Cơ quan chưa bật gửi e-mail")
    assert mailed(world) == []
    world.says(LAN, "/kenh")
    assert "/email" not in world.last(LAN).text


def test_the_channels_are_shown_and_one_is_preferred(world: World) -> None:
    confirm(world)
    world.says(LAN, "/kenh")
    assert world.last(LAN).text.splitlines()[:3] == [
        "Các kênh của anh/chị",
        "1. Telegram: tôi nhắc anh/chị ở đây",
        "2. e-mail (lan@coquan.vn)",
    ]
    world.presses(LAN, "2. e-mail")
    assert world.last(LAN).text.splitlines()[1] == "1. e-mail (lan@coquan.vn): tôi nhắc anh/chị ở đây"
    world.says(LAN, "/kenh telegram")
    assert world.last(LAN).text.splitlines()[1] == "1. Telegram: tôi nhắc anh/chị ở đây"
    world.says(LAN, "/kenh 2")
    assert [p.preferred_channel for p in world.all(Person) if p.name == "Lan"] == ["email"]
    world.says(LAN, "/kenh zalo")
    assert world.last(LAN).text.startswith("Anh/chị chưa có kênh “zalo”.")
    world.says(LAN, "/email bỏ")
    assert [p.preferred_channel for p in world.all(Person) if p.name == "Lan"] == [None]


def reminders(world: World) -> list[tuple[str, str | None]]:
    """(channel, the ledger's reason) of each reminder to Lan."""
    channels = {row.id: row.channel for row in world.all(Outbox)}
    lan = world.person_id("Lan")
    return [(channels[e.outbox_id], e.reason) for e in world.all(ReminderEntry) if e.person_id == lan and e.outbox_id]


@pytest.mark.parametrize(
    ("preferred", "blocked", "expected"),
    [
        ("", False, ("telegram", None)),
        ("e-mail", False, ("email", None)),
        ("", True, ("email", "unreachable")),
        ("telegram", True, ("email", "unreachable")),
    ],
)
def test_a_reminder_goes_where_they_want_it_and_else_where_it_arrives(
    world: World, preferred: str, blocked: bool, expected: tuple[str, str | None]
) -> None:
    policy = world.add_policy("ngay", STEPS)
    with world.database.transaction() as session:
        session.execute(update(Requirement).values(policy_id=policy))
    confirm(world)
    if preferred:
        world.says(LAN, f"/kenh {preferred}")
    if blocked:
        world.sends(LAN, "blocked")
        assert world.last(TUAN).text.endswith("Từ nay tôi nhắc qua e-mail.")
    with world.database.transaction() as session:
        session.execute(update(Obligation).values(next_check_at=world.now))
    world.at("2026-12-11 09:00")
    for _ in range(20):
        world.passes(days=1)
        world.database.do(tick, world.now, world.context.calendar)
        if reminders(world):
            break
    assert set(reminders(world)) == {expected}
    if blocked:
        world.heard(TUAN)
        world.says(TUAN, "/donvi PYT")
        assert "Lan (e-mail)" in world.said(TUAN)


def test_a_web_page_may_be_closed_so_mail_goes_before_it(world: World) -> None:
    person = world.person("PKT", "focal_point", "Hoa", "w1", channel="web")
    confirm(world, "w1", "hoa@coquan.vn")
    world.says("w1", "/kenh")
    assert world.last("w1").text.splitlines()[1] == "1. e-mail (hoa@coquan.vn): tôi nhắc anh/chị ở đây"
    assert owner(world, "hoa@coquan.vn") == person


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("khẩn: kho vắc xin mất điện", "vướng mắc của Phòng Nội vụ"),
        ("KHAN: kho vac xin mat dien", "vướng mắc của Phòng Nội vụ"),
        ("khẩn: liên hệ an@coquan.vn, kho mất điện", "vướng mắc của Phòng Nội vụ"),
        ("2.7 40%", "2.7 đang thực hiện 40 %"),
        ("2.7 xong, 3.1 chưa làm", "2.7 hoàn thành"),
    ],
)
def test_a_clear_other_message_is_no_address(world: World, typed: str, told: str) -> None:
    world.open("KHCN-QUY", "2026-Q4") if not world.all(Obligation) else None
    world.says(AN, "/email")
    world.says(AN, typed)
    assert told in world.last(AN).text, world.last(AN).text
    assert not mailed(world)
    world.says(AN, BOX)
    assert f"Đã gửi mã 6 số đến {BOX}" in world.said(AN) or mailed(world), "the question stayed open"


@pytest.mark.parametrize("typed", ["lan.coquan.vn", "lan@", "lan @ coquan vn", "hộp thư cơ quan", "alo"])
def test_what_is_meant_for_an_address_is_told_to_be_none(world: World, typed: str) -> None:
    world.says(AN, "/email")
    world.says(AN, typed)
    assert "không phải là địa chỉ e-mail" in world.last(AN).text
    world.says(AN, f"mail của em là {BOX}")
    assert mailed(world)


@pytest.mark.parametrize("question", ["/vangmat", "/giahan", "/email"])
def test_what_is_urgent_is_no_day(world: World, question: str) -> None:
    world.says(AN, question)
    asked = next(row.focus for row in world.all(Address) if row.chat_id == AN)
    assert asked
    world.says(AN, "khẩn: kho vắc xin mất điện")
    assert "vướng mắc của Phòng Nội vụ" in world.last(AN).text
    assert next(row.focus for row in world.all(Address) if row.chat_id == AN) == asked
