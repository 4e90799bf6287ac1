"""Coming in by a code: once, in time, and not by guessing."""

import pytest
from sqlalchemy import select

from domain.rights import Role
from handlers.inviting.issuing import Issued, make_invitation, peek
from storage.db.database import Database
from storage.people.invitations import ALPHABET, LENGTH, looks_like_code, new_code
from storage.tables import Address, AuditEvent, Invitation, Person, Position
from tests.world import World


@pytest.fixture
def world(sqlite_database: Database) -> World:
    world = World(sqlite_database)
    world.furnish()
    return world


def invite(
    world: World, unit: str = "PKT", role: Role = Role.FOCAL_POINT, name: str | None = None, person: int | None = None
) -> Issued:
    return world.database.do(
        make_invitation,
        organisation_id=world.organisation_id,
        unit_id=world.unit_id(unit),
        role=role,
        name=name,
        now=world.now,
        person_id=person,
    )


LINKS = ["https://dondoc.vn/vao/{}", "<https://dondoc.vn/vao/{}>.", "https://t.me/dondoc_bot?start={}"]


@pytest.mark.parametrize(
    "how", ["/start {}", "{}", "bắt đầu {}", "bat dau {}", "/start@DonDocBot {}", "Bắt đầu {}", *LINKS]
)
def test_a_code_lets_in_however_it_is_typed(world: World, how: str) -> None:
    issued = invite(world, name="Lan")
    world.says("lan", how.format(issued.code if how != "{}" else issued.code.lower()))
    assert world.last("lan").text == (
        "Chào anh/chị Lan.\n"
        "Anh/chị là đầu mối báo cáo của Phòng Kinh tế & <Hạ tầng>.\n"
        "Sắp tới phải nộp: Báo cáo quý IV/2026, hạn 17:00 thứ Năm 17/12/2026.\n"
        "Kênh này không dùng cho nội dung mật."
    )
    assert world.last("lan").labels == ["Nhiệm vụ của tôi", "Trợ giúp"]
    assert "baocao" in world.menus["lan"]
    assert "quahan" not in world.menus["lan"]
    assert [p.role for p in world.all(Position)] == ["focal_point"]
    assert "person.joined" in [event.action for event in world.all(AuditEvent)]


def test_the_same_code_again_from_the_same_person_only_greets(world: World) -> None:
    issued = invite(world)
    world.says("lan", f"/start {issued.code}")
    world.says("lan", f"/start {issued.code}")
    assert "Chào anh/chị" in world.last("lan").text
    assert len(world.all(Position)) == len(world.all(Person)) == 1


def test_a_used_code_is_of_no_use_to_anybody_else(world: World) -> None:
    issued = invite(world)
    world.says("lan", issued.code)
    world.says("binh", issued.code)
    assert "đã được dùng" in world.last("binh").text
    assert len(world.all(Person)) == 1


def test_a_code_expires(world: World) -> None:
    issued = invite(world)
    world.passes(days=15)
    world.says("lan", issued.code)
    assert "hết hạn" in world.last("lan").text
    assert world.all(Person) == []


def test_five_wrong_codes_close_the_door_for_an_hour_also_for_the_right_one(world: World) -> None:
    issued = invite(world)
    for _ in range(5):
        world.says("lan", f"/start {new_code()}")
    assert "thử lại sau 1 giờ" in world.last("lan").text
    world.says("lan", issued.code)
    assert "thử lại sau 1 giờ" in world.last("lan").text
    assert world.all(Person) == []
    world.passes(hours=1, seconds=1)
    world.says("lan", issued.code)
    assert "Chào anh/chị" in world.last("lan").text


def test_another_chat_is_not_shut_out_by_it(world: World) -> None:
    issued = invite(world)
    for _ in range(6):
        world.says("mallory", new_code())
    world.says("lan", issued.code)
    assert "Chào anh/chị" in world.last("lan").text


def test_the_code_is_hashed_at_rest(world: World) -> None:
    issued = invite(world)
    row = world.all(Invitation)[0]
    assert issued.code not in repr(vars(row))
    assert len(row.code_hash) == 64


def test_a_second_position_for_somebody_known(world: World) -> None:
    world.says("lan", invite(world).code)
    world.says("lan", invite(world, unit="PYT").code)
    assert len(world.all(Person)) == 1
    assert "Phòng Y tế" in world.last("lan").text
    world.says("lan", "/nhiemvu")
    assert "còn 2 báo cáo" in world.last("lan").text


def test_a_name_known_in_this_position_gets_a_further_channel_not_a_second_self(world: World) -> None:
    world.says("lan", invite(world, name="Lan").code)
    again = invite(world, name="Lan")
    assert again.opens_channel
    world.says("lan-2", again.code)
    assert len(world.all(Person)) == len(world.all(Position)) == 1
    assert {address.chat_id for address in world.all(Address)} == {"lan", "lan-2"}


def test_a_code_for_one_person_is_not_spent_on_another(world: World) -> None:
    world.says("lan", invite(world, name="Lan").code)
    world.says("binh", invite(world, unit="PYT", name="Bình").code)
    issued = invite(world, name="Lan")
    world.says("binh", issued.code)
    assert "mời một người khác" in world.last("binh").text
    with world.database.transaction() as session:
        assert peek(session, issued.code, world.now) is not None


def test_the_web_link_opens_the_same_person(world: World) -> None:
    world.says("lan", invite(world, name="Lan").code)
    world.says("lan", "/web")
    assert "https://dondoc.example/vao/" in world.last("lan").text
    code = world.last("lan").text.split("/vao/")[1].split()[0]
    world.address(None, "browser", channel="web")
    world.says("browser", code)
    with world.database.transaction() as session:
        people = set(session.scalars(select(Address.person_id)))
    assert len(people) == 1


def test_looking_at_a_code_does_not_use_it(world: World) -> None:
    issued = invite(world, name="Lan")
    with world.database.transaction() as session:
        for _ in range(3):
            seen = peek(session, issued.code, world.now)
            assert seen is not None
            assert (seen.unit_name, seen.role, seen.name) == ("Phòng Kinh tế & <Hạ tầng>", Role.FOCAL_POINT, "Lan")
    world.says("lan", issued.code)
    with world.database.transaction() as session:
        assert peek(session, issued.code, world.now) is None


@pytest.mark.parametrize("text", ["xin chào", "/nhiemvu", "/quahan", "hoàn thành", "/xoahet", "2.7 40%"])
def test_a_stranger_learns_how_to_come_in_and_nothing_else(world: World, text: str) -> None:
    world.says("ai-do", text)
    assert "gõ mã mời gồm 8 ký tự" in world.last("ai-do").text
    assert "Đà Lạt" not in world.last("ai-do").text
    assert world.all(Person) == []


def test_coordinators_are_told_what_they_follow(world: World) -> None:
    world.says("tuan", invite(world, "BTG", Role.COORDINATOR, "Tuấn").code)
    assert "Theo dõi: Kế hoạch khoa học và công nghệ." in world.last("tuan").text
    assert "quahan" in world.menus["tuan"]
    assert "baocao" not in world.menus["tuan"]


def test_codes_are_readable_and_not_words() -> None:
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(looks_like_code(code) and len(code) == LENGTH and set(code) <= set(ALPHABET) for code in codes)
    assert not any(looks_like_code(word) for word in ("HOANTHAN", "12345678", "2026-Q4", "", "ABCDEFG", "ABCD234I"))


def test_language_follows_the_person(world: World) -> None:
    world.says("lan", invite(world, name="Lan").code)
    world.says("lan", "/language en")
    world.says("lan", "/duties")
    assert "Reports to hand in: 1" in world.last("lan").text
    assert world.last("lan").labels == ["Report now", "Nothing to report", "Ask for more time"]
    assert "report" in world.menus["lan"]
    world.says("lan", "/language")
    world.presses("lan", "Tiếng Việt")
    assert world.last("lan").text == "Đã chuyển sang tiếng Việt."


def test_who_joins_while_the_clock_is_ahead_is_let_in_once_it_is_right(world: World) -> None:
    code = invite(world, name="Lan").code
    right = world.now
    world.passes(hours=3)
    world.says("lan", code)
    world.now = right
    world.says("lan", "/nhiemvu")
    assert "còn 1 báo cáo phải nộp" in world.last("lan").text
