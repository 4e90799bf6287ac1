"""What was read back and is unanswered when something else is typed: it is said that it waits, and nothing is lost."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from handlers.conversation.read_backs import READ_BACKS
from handlers.registry import ACTIONS
from storage.db.database import Database
from storage.tables import Absence, Address, Extension, FrozenCollation, Obstacle, Position, Report
from tests.handlers.health_office import AN, ZALO, health_office, kept
from tests.handlers.test_stored_actions import line_of
from tests.world import World

TUAN, ZALO_TUAN = "900", "z-tuan"
STILL = "⏳ Phần chờ"
URGENT = "khẩn: kho vắc xin mất điện"
NOTHING = "Không có câu hỏi nào đang chờ"
CASES: list[tuple[str, str, str, str, type[Any]]] = [
    (AN, ZALO, URGENT, "gửi vướng mắc", Obstacle),
    (AN, ZALO, "khan: kho vac xin mat dien", "gửi vướng mắc", Obstacle),
    (AN, ZALO, "KHẨN: CẦN 3 MÁY PHÁT", "gửi vướng mắc", Obstacle),
    (AN, ZALO, "/vuongmac 2.7 kiến nghị bổ sung biên chế", "gửi kiến nghị", Obstacle),
    (AN, ZALO, "/vangmat 16/12 đến 18/12, chị Bình thay", "đúng, báo vắng mặt", Absence),
    (AN, ZALO, "/giahan 22/12 vì bận", "gửi đề nghị", Extension),
]
NIL: list[tuple[str, str, str, str, type[Any]]] = [
    (AN, ZALO, "kps", "gửi báo cáo", Report),
    (AN, ZALO, "KHÔNG PHÁT SINH", "gửi báo cáo", Report),
]


@pytest.fixture
def world(sqlite_database: Database) -> World:
    world = health_office(sqlite_database)
    world.person("PYT", "deputy", "Trần Thị Bình")
    tuan = world.person("BTG", "coordinator", "Tuấn", TUAN)
    world.address(tuan, ZALO_TUAN, channel="zalo")
    return world


def waits(world: World) -> bool:
    return any("action" in one for address in world.all(Address) for one in address.unanswered or ())


def chosen(world: World, chat: str, start: str) -> None:
    """Press it, or type its number where nothing can be pressed."""
    for row in world.last(chat).card.rows:
        for button in row:
            if button.label.startswith(start):
                if button.number:
                    world.says(chat, button.number)
                else:
                    world.presses(chat, button.label)
                return
    raise AssertionError((start, world.last(chat).labels))


@pytest.mark.parametrize("zalo", [False, True])
@pytest.mark.parametrize(("telegram_chat", "zalo_chat", "typed", "label", "table"), CASES)
def test_the_next_answer_says_that_it_waits(
    world: World, telegram_chat: str, zalo_chat: str, typed: str, label: str, table: type[Any], zalo: bool
) -> None:
    chat = zalo_chat if zalo else telegram_chat
    world.says(chat, typed)
    assert STILL not in world.last(chat).text
    for other in ("2.7 40%", "/nhiemvu", "cảm ơn", "nhdkls"):
        world.says(chat, other)
        assert STILL in world.last(chat).text, other
        assert world.last(chat).text.count(STILL) == 1, other
    assert not world.all(table)
    world.says(chat, "/nhiemvu")
    chosen(world, chat, f"Phần chờ: {label}")
    assert len(world.all(table)) == 1
    assert not waits(world)
    world.says(chat, "3.1 xong")
    assert STILL not in world.last(chat).text
    world.says(chat, "đúng")
    assert kept(world).keys() == {"2.7", "3.1"}


@pytest.mark.parametrize("zalo", [False, True])
@pytest.mark.parametrize(("telegram_chat", "zalo_chat", "typed", "label", "table"), [*CASES, *NIL])
def test_it_is_dropped_on_the_card_below_which_it_stands(
    world: World, telegram_chat: str, zalo_chat: str, typed: str, label: str, table: type[Any], zalo: bool
) -> None:
    chat = zalo_chat if zalo else telegram_chat
    world.says(chat, typed)
    own = world.last(chat)
    world.says(chat, "2.7 40%")
    card = world.last(chat)
    chosen(world, chat, "Phần chờ: bỏ")
    assert world.last(chat).text.startswith("Đã hủy, không gửi: “")
    assert not waits(world)
    if not zalo:
        world.presses(chat, own.labels[0], on=own)
        assert world.last(chat).text.startswith("Phần này đã hủy")
        world.presses(chat, f"Phần chờ: {label}", on=card)
        assert not world.all(table)
    world.says(chat, "Đúng, ghi vào nháp")
    assert kept(world).keys() == {"2.7"}, "the card stays what it was"
    assert not world.all(table)


@pytest.mark.parametrize(("chat", "other", "typed", "label", "table"), [*CASES, *NIL])
@pytest.mark.parametrize("stop", ["/huy", "hủy", "/cancel"])
def test_stopping_cancels_it(
    world: World, chat: str, other: str, typed: str, label: str, table: type[Any], stop: str
) -> None:
    world.says(chat, typed)
    own = world.last(chat)
    world.says(chat, stop)
    assert world.last(chat).text.startswith("Đã hủy, không gửi: “Tôi hiểu là: "), world.last(chat).text
    assert NOTHING not in world.last(chat).text
    assert not waits(world)
    world.presses(chat, own.labels[0], on=own)
    assert world.last(chat).text.startswith("Phần này đã hủy, tôi không gửi nữa.")
    assert not world.last(chat).labels
    assert not world.all(table)
    world.says(chat, stop)
    assert world.last(chat).text == f"{NOTHING}."
    world.says(chat, typed)  # said again it is asked again, and can be sent
    world.presses(chat, own.labels[0])
    assert len(world.all(table)) == 1


@pytest.mark.parametrize("between", [[], ["/lich"], ["cảm ơn", "nhdkls"], ["/nhiemvu", "/giahan 22/12 vì bận"]])
@pytest.mark.parametrize("typed", ["kps", "KHÔNG PHÁT SINH", "khong co gi phat sinh"])
def test_nothing_to_report_is_cancelled_whatever_was_asked_meanwhile(
    world: World, typed: str, between: list[str]
) -> None:
    world.says(AN, typed)
    own = world.last(AN)
    for other in between:
        world.says(AN, other)
    world.says(AN, "/huy")
    assert "Đã hủy, không gửi: “Tôi hiểu là: không phát sinh" in world.last(AN).text
    world.presses(AN, "Gửi báo cáo", on=own)
    assert world.last(AN).text.startswith("Phần này đã hủy")
    assert not world.all(Report)


@pytest.mark.parametrize("chat", [AN, ZALO])
def test_nothing_to_report_is_dropped_on_its_own_card(world: World, chat: str) -> None:
    world.says(chat, "kps")
    chosen(world, chat, "Bỏ")
    assert not waits(world)
    world.says(chat, "/nhiemvu")
    assert STILL not in world.last(chat).text


@pytest.mark.parametrize("chat", [AN, ZALO])
def test_over_what_was_written_since_nothing_is_handed_in_unread(world: World, chat: str) -> None:
    world.says(chat, "kps")
    world.says(chat, "2.7 40%")
    world.says(chat, "Đúng, ghi vào nháp")
    chosen(world, chat, "Phần chờ: gửi báo cáo")
    said = world.last(chat)
    assert "Tôi hiểu là: không phát sinh" in said.text
    assert "Bản nháp 1 nhiệm vụ sẽ bỏ đi" in said.text
    assert not world.all(Report)
    chosen(world, chat, "Gửi báo cáo")
    assert [one.nil for one in world.all(Report)] == [True]


@pytest.mark.parametrize("chat", [AN, ZALO])
def test_what_would_go_out_of_the_draft_waits(world: World, chat: str) -> None:
    world.says(chat, "2.7 40%")
    world.says(chat, "đúng")
    world.says(chat, "xóa 2.7")
    world.says(chat, "/lich")
    chosen(world, chat, "Phần chờ: bỏ nội dung 2.7")
    assert not kept(world).get("2.7")
    world.says(chat, "2.7 40%")
    world.says(chat, "đúng")
    world.says(chat, "xóa 2.7")
    own = world.last(chat)
    world.says(chat, "/lich")
    world.says(chat, "/huy")
    assert "Đã hủy, không gửi: “" in world.last(chat).text
    if chat == AN:
        world.presses(chat, own.labels[0], on=own)
    assert "2.7" in kept(world)


def test_what_goes_out_of_the_draft_is_done_by_a_yes(world: World) -> None:
    world.says(AN, "2.7 40%")
    world.says(AN, "đúng")
    world.says(AN, "xóa 2.7")
    world.says(AN, "đúng")
    assert not kept(world).get("2.7")


@pytest.mark.parametrize("chat", [TUAN, ZALO_TUAN])
def test_a_day_that_a_request_is_granted_for_waits(world: World, chat: str) -> None:
    world.says(AN, "/giahan 22/12 vì bận")
    world.presses(AN, "Gửi đề nghị")
    world.says(chat, "đồng ý cho phòng y tế thêm 3 ngày")
    world.says(chat, "/quahan")
    chosen(world, chat, "Phần chờ: đồng ý")
    assert [one.state for one in world.all(Extension)] == ["granted"]


@pytest.mark.parametrize("chat", [TUAN, ZALO_TUAN])
def test_a_freeze_waits(world: World, chat: str) -> None:
    world.says(chat, "/tonghop")
    chosen(world, chat, "Chốt")
    assert STILL not in world.last(chat).text
    world.says(chat, "/quahan")
    assert f"{STILL}: anh/chị chưa trả lời phần này nên tôi chưa gửi, chưa ghi: “Chốt " in world.last(chat).text
    chosen(world, chat, "Phần chờ: chốt")
    assert len(world.all(FrozenCollation)) == 1


def test_in_english(world: World) -> None:
    world.says(AN, "/language en")
    world.says(AN, "urgent: cold store without power")
    world.says(AN, "/huy")
    assert world.last(AN).text.startswith("Cancelled, not sent: “")
    world.says(AN, "urgent: cold store without power")
    world.says(AN, "2.7 40%")
    assert "Still waiting: " in world.last(AN).text


def test_several_are_told_apart(world: World) -> None:
    world.says(AN, URGENT)
    world.says(AN, "/giahan 22/12 vì bận")
    world.says(AN, "2.7 40%")
    assert "Phần chờ (a): gửi vướng mắc" in world.last(AN).labels
    assert "Phần chờ (b): gửi đề nghị" in world.last(AN).labels
    world.presses(AN, "Phần chờ (b): gửi đề nghị")
    assert len(world.all(Extension)) == 1
    assert not world.all(Obstacle)
    world.presses(AN, "Phần chờ (b): gửi đề nghị")
    assert len(world.all(Extension)) == 1
    assert world.last(AN).text.startswith("Phần này đã được gửi hoặc đã bỏ rồi")


def test_what_is_read_back_anew_takes_its_place(world: World) -> None:
    world.says(AN, URGENT)
    world.presses(AN, "Không gấp")
    world.says(AN, "/nhiemvu")
    assert world.last(AN).text.count(STILL) == 1
    assert "🔴" not in world.last(AN).text.partition(STILL)[2]
    world.says(AN, "/huy")
    world.says(AN, "/giahan 22/12 vì bận")
    world.says(AN, "/giahan 23/12 vì bận")
    assert STILL not in world.last(AN).text
    world.says(AN, "/giahan 22/12 vì bận")
    world.presses(AN, "Ngày khác")
    assert STILL not in world.last(AN).text, "another day is chosen for it"


def answered(world: World, how: Callable[[World], None]) -> None:
    world.says(AN, URGENT)
    how(world)
    world.says(AN, "/nhiemvu")
    assert STILL not in world.last(AN).text


def test_what_is_answered_does_not_wait(world: World) -> None:
    answered(world, lambda world: world.presses(AN, "Gửi vướng mắc"))
    answered(world, lambda world: world.presses(AN, "Bỏ"))
    answered(world, lambda world: world.says(AN, "bỏ"))
    answered(world, lambda world: world.says(AN, "gửi vướng mắc"))


def test_every_read_back_is_known_by_what_its_button_carries() -> None:
    for action, names in READ_BACKS.items():
        carried = {part.partition(":")[0].rstrip("?") for part in line_of(action, ACTIONS[action]).split()[1:]}
        assert set(names) - {"*"} <= carried, action


@pytest.mark.parametrize("chat", [AN, ZALO])
@pytest.mark.parametrize("typed", ["khẩn: kho vắc xin mất điện", "/giahan 22/12 vì bận"])
def test_what_is_no_longer_theirs_is_not_said_again(world: World, chat: str, typed: str) -> None:
    world.says(chat, typed)
    with world.database.transaction() as session:
        mine = session.scalars(
            select(Position).where(Position.unit_id == world.unit_id("PYT"), Position.until.is_(None))
        )
        for position in mine:
            position.until = world.now
    world.heard(chat)
    world.says(chat, "2.7 40%")
    said = [heard.text for heard in world.heard(chat)]
    assert not any("kho vắc xin" in text or "gia hạn" in text or STILL in text for text in said), said
    assert any("không còn phụ trách" in text for text in said), said
    assert not waits(world)
    assert not world.all(Obstacle)
    assert not world.all(Extension)


def end(world: World, unit: str) -> None:
    with world.database.transaction() as session:
        for position in session.scalars(select(Position).where(Position.unit_id == world.unit_id(unit))):
            position.until = world.now


@pytest.mark.parametrize(
    ("typed", "lost", "waiting"),
    [
        ("/vuongmac phòng y tế 2.7 thiếu máy", "PNV", True),
        ("/vuongmac phong y te 2.7 thieu may", "PNV", True),
        ("khẩn: phòng nội vụ mất điện", "PYT", True),
        ("/vuongmac phòng y tế 2.7 thiếu máy", "PYT", False),
        ("khẩn: phòng nội vụ mất điện", "PNV", False),
    ],
)
def test_what_is_about_a_unit_that_stays_theirs_waits_on(world: World, typed: str, lost: str, waiting: bool) -> None:
    world.appoint(world.person_id("An"), "PNV", "focal_point")
    world.says(AN, typed)
    end(world, lost)
    world.heard(AN)
    world.says(AN, "/nhiemvu")
    said = " ".join(heard.text for heard in world.heard(AN))
    assert waits(world) == waiting == (STILL in said), said
    assert ("không còn phụ trách" in said) != waiting
    assert "Đã hủy, không gửi: “" not in said, "it names the unit"


def test_what_is_dropped_is_said_again_where_it_names_nothing_that_was_lost(world: World) -> None:
    world.says(AN, "/vangmat 16/12 đến 18/12, chị Bình thay")
    said = world.last(AN).text
    assert "ở Phòng Y tế" in said
    world.heard(AN)
    world.appoint(world.person_id("An"), "PNV", "focal_point")
    with world.database.transaction() as session:
        for address in session.scalars(select(Address).where(Address.unanswered.is_not(None))):
            address.unanswered = [{**one, "said": "Tôi hiểu là: vắng mặt"} for one in address.unanswered or ()]
    end(world, "PYT")
    world.says(AN, "/nhiemvu")
    assert "Đã hủy, không gửi: “Tôi hiểu là: vắng mặt”" in " ".join(heard.text for heard in world.heard(AN))


@pytest.mark.parametrize("then", ["thôi", "/huy", "gui vuong mac"])
def test_what_is_decided_before_its_card_comes(world: World, then: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two messages at once: the card that still asks whether it is right arrives when nothing waits any more."""
    with monkeypatch.context() as no_network:
        no_network.setattr(world, "deliver", lambda: None)
        world.says(AN, URGENT)
    world.says(AN, then)
    asked, answered = (heard.text for heard in world.screens[AN][-2:])
    assert URGENT.removeprefix("khẩn: ") in asked
    assert STILL not in answered
    assert not waits(world)
