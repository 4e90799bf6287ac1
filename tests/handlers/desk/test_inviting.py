"""`/moi`: codes made in a chat, for whom one may invite."""

import re

import pytest
from sqlalchemy import update

from storage.db.database import Database
from storage.installation import settings
from storage.tables import Address, AuditEvent, Invitation, Person, Position
from tests.world import PUBLIC_URL, World

TUAN = "900"  # the coordinator's chat
NEWCOMER = "555"


@pytest.fixture
def world(sqlite_database: Database) -> World:
    world = World(sqlite_database)
    world.furnish()
    world.person("BTG", "coordinator", "Tuấn", TUAN)
    world.person("PKT", "focal_point", "Lan", "100")
    world.database.do(settings.put, "telegram:7000001", {"username": "dondoc_bot"})
    return world


def code_in(text: str) -> str:
    found = re.search(r"\b[2-9A-HJKMNP-Z]{8}\b", text)
    assert found
    return found[0]


def test_a_unit_and_a_role_and_out_comes_a_code_with_a_text_to_forward(world: World) -> None:
    world.says(TUAN, "/moi")
    world.presses(TUAN, "Phòng Y tế")
    assert world.last(TUAN).text == "Mời ai của Phòng Y tế?"
    world.heard(TUAN)
    world.presses(TUAN, "Đầu mối")
    made, letter = world.heard(TUAN)
    code = code_in(made.text)
    assert made.text.splitlines()[:2] == [
        f"Mã mời: {code}",
        "Phòng Y tế · đầu mối · dùng một lần, đến 09:00 thứ Hai 07/12/2026.",
    ]
    assert letter.text.splitlines() == [
        "Thành ủy Đà Lạt mời anh/chị vào Đôn Đốc, kênh nhắc và nhận báo cáo, với vai trò đầu mối của Phòng Y tế.",
        f"Telegram: https://t.me/dondoc_bot?start={code}",
        f"Trình duyệt: {PUBLIC_URL}/vao/{code}",
        f"Hoặc gõ mã {code} vào khung chat. Mã dùng một lần, đến 09:00 thứ Hai 07/12/2026; "
        "xin đừng chuyển cho người khác.",
    ]
    assert (made.labels, letter.labels) == ([], [])


def test_the_log_says_who_made_a_code_and_who_only_took_a_link(world: World) -> None:
    world.says(TUAN, "/moi PYT")
    world.presses(TUAN, "Đầu mối dự phòng")
    world.says(TUAN, "/web")
    events = [(event.action, event.channel, event.person_id) for event in world.all(AuditEvent)]
    tuan = world.person_id("Tuấn")
    assert events[-2:] == [("invitation.made", "telegram", tuan), ("link.made", "telegram", tuan)]
    world.says(TUAN, "/nhatky")
    assert "Tuấn · lấy đường dẫn mở trang trò chuyện cho mình" in world.last(TUAN).text
    assert "dòng lệnh" not in world.last(TUAN).text


def test_the_code_lets_its_person_in(world: World) -> None:
    world.says(TUAN, "/moi PYT")
    world.presses(TUAN, "Đầu mối dự phòng")
    world.says(NEWCOMER, f"/start {code_in(world.last(TUAN).text)}", user_name="Bình")
    assert "Chào anh/chị Bình." in world.said(NEWCOMER)
    position = world.all(Position)[-1]
    assert (position.unit_id, position.role) == (world.unit_id("PYT"), "deputy")
    made = next(event for event in world.all(AuditEvent) if event.action == "invitation.made")
    assert made.person_id == world.all(Person)[0].id


@pytest.mark.parametrize("typed", ["/moi PKT", "/moi pkt", "/invite kinh tế", "/moi phong kinh te"])
def test_a_unit_named_with_the_command_is_taken_at_once(world: World, typed: str) -> None:
    world.says(TUAN, typed)
    assert world.last(TUAN).text.splitlines() == [
        "Mời ai của Phòng Kinh tế & <Hạ tầng>?",
        "• đang có đầu mối Lan (Telegram)",
    ]


def test_a_unit_may_be_typed_where_it_was_asked_for(world: World) -> None:
    world.says(TUAN, "/moi")
    world.says(TUAN, "nội vụ")
    assert world.last(TUAN).text == "Mời ai của Phòng Nội vụ?"
    world.says(TUAN, "lãnh đạo đơn vị")
    assert "Phòng Nội vụ · lãnh đạo đơn vị" in world.heard(TUAN)[-2].text


def test_a_name_that_fits_several_shows_those(world: World) -> None:
    world.says(TUAN, "/moi phòng")
    assert world.last(TUAN).labels == ["Phòng Nội vụ", "Phòng Y tế", "Phòng Kinh tế & <Hạ tầng>"]


def test_a_name_that_fits_none_is_asked_again(world: World) -> None:
    world.says(TUAN, "/moi")
    world.says(TUAN, "Sở Tài chính")
    assert world.last(TUAN).text == (
        "Không có đơn vị nào khớp với “Sở Tài chính” trong các đơn vị anh/chị theo dõi. Anh/chị gõ lại giúp."
    )
    world.says(TUAN, "y tế")
    assert world.last(TUAN).text == "Mời ai của Phòng Y tế?"


def test_units_nobody_can_be_reached_in_come_first(world: World) -> None:
    world.says(TUAN, "/moi")
    assert world.last(TUAN).labels == ["Phòng Nội vụ", "Phòng Y tế", "Phòng Kinh tế & <Hạ tầng>"]
    assert "3 đơn vị, 2 đơn vị chưa có đầu mối" in world.last(TUAN).text


def test_a_double_press_makes_one_code(world: World) -> None:
    world.says(TUAN, "/moi PYT")
    asked = world.last(TUAN)
    world.presses(TUAN, "Đầu mối", on=asked)
    world.heard(TUAN)
    world.presses(TUAN, "Đầu mối", on=asked)
    assert world.said(TUAN) == (
        "Mã mời cho Phòng Y tế đã tạo lúc 09:00 thứ Hai 23/11/2026 và chưa ai dùng. "
        "Mã không xem lại được; nếu đã thất lạc, anh/chị tạo mã khác."
    )
    assert len(world.all(Invitation)) == 1
    another = world.last(TUAN)
    world.passes(seconds=1)
    for _ in range(2):
        world.presses(TUAN, "Tạo mã khác", on=another)
    assert len(world.all(Invitation)) == 2


def test_asking_anew_makes_a_new_code(world: World) -> None:
    for _ in range(2):
        world.says(TUAN, "/moi PYT")
        world.presses(TUAN, "Đầu mối")
        world.passes(minutes=1)
    assert len(world.all(Invitation)) == 2


def test_coordinators_are_invited_by_admins_only(world: World) -> None:
    world.says(TUAN, "/moi PYT")
    assert world.last(TUAN).labels == ["Đầu mối", "Đầu mối dự phòng", "Lãnh đạo đơn vị"]
    world.person("BTG", "admin", "Quản", "901")
    world.says("901", "/moi PYT")
    assert world.last("901").labels[-2:] == ["Người theo dõi", "Quản trị viên"]


def test_an_admin_invites_for_units_on_no_plan_too(world: World) -> None:
    world.add_unit("MOI", "Phòng Mới")
    world.says(TUAN, "/moi MOI")
    assert world.last(TUAN).text == "Phòng Mới không thuộc kế hoạch anh/chị theo dõi."
    world.person("BTG", "admin", "Quản", "901")
    world.says("901", "/moi MOI")
    assert world.last("901").text == "Mời ai của Phòng Mới?"


def test_rights_are_looked_at_when_the_role_is_pressed(world: World) -> None:
    world.says(TUAN, "/moi PYT")
    with world.database.transaction() as session:
        session.execute(update(Position).where(Position.role == "coordinator").values(until=world.now))
    world.presses(TUAN, "Đầu mối")
    assert world.last(TUAN).text.startswith("Anh/chị không mời được vào vị trí này")
    assert world.all(Invitation) == []


def test_whom_nobody_reaches_any_more_gets_a_further_channel_not_a_second_self(world: World) -> None:
    with world.database.transaction() as session:
        session.execute(update(Address).where(Address.chat_id == "100").values(unreachable_since=world.now))
    world.at("2026-12-19 09:00")
    world.says(TUAN, "/quahan")
    assert "đầu mối Lan, không liên lạc được trên kênh nào" in world.last(TUAN).text
    world.heard(TUAN)
    world.presses(TUAN, "Gửi lời mời 1")
    made, letter = world.heard(TUAN)
    assert "đầu mối Lan (thêm kênh cho người đã có)" in made.text
    people = len(world.all(Person))
    world.says(NEWCOMER, code_in(letter.text), user_name="Điện thoại mới")
    assert "Chào anh/chị Lan." in world.said(NEWCOMER)
    assert len(world.all(Person)) == people


def test_many_units_are_turned_page_by_page(sqlite_database: Database) -> None:
    world = World(sqlite_database)
    units = {"BTG": "Ban Tuyên giáo"} | {f"P{n:02}": f"Phường {n}" for n in range(1, 26)}
    world.furnish(units, reporting=list(units)[1:])
    world.person("BTG", "coordinator", "Tuấn", TUAN)
    world.says(TUAN, "/moi phường")
    world.presses(TUAN, "Trang sau")
    assert world.last(TUAN).op == "edit"
    assert world.last(TUAN).labels[0] == "Phường 11"
    world.says(TUAN, "phường 12")
    assert world.last(TUAN).text == "Mời ai của Phường 12?"
