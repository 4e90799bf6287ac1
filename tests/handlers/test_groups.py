"""In groups: coordinators are answered where one of them registered the plan; reports are for private chats."""

from typing import Any

import pytest

from storage.db.database import Database
from storage.tables import Address, AuditEvent, DraftEntry, GroupWatch, Invitation, Report
from tests.world import World

GROUP = "-500"
TUAN, LAN, STRANGER = "900", "100", "555"


@pytest.fixture
def world(sqlite_database: Database) -> World:
    world = World(sqlite_database)
    world.furnish()
    world.person("BTG", "coordinator", "Tuấn", TUAN)
    world.person("PKT", "focal_point", "Lan", LAN)
    world.at("2026-12-19 09:00")
    return world


@pytest.fixture
def registered(world: World) -> World:
    world.says(GROUP, "/dangky", by=TUAN)
    world.heard(GROUP)
    return world


def add_other_plan(world: World, coordinator: str) -> None:
    world.add_plan("KHAC", "Kế hoạch khác", coordinators=[coordinator])
    world.add_requirement("KHAC-QUY", "Báo cáo khác", units=["PNV"], plan="KHAC")
    world.open("KHAC-QUY", "2026-Q4")


def test_put_into_a_group_it_introduces_itself_in_two_lines(world: World) -> None:
    world.sends(GROUP, "added", by=TUAN)
    [hello] = world.heard(GROUP)
    assert len(hello.text.splitlines()) == 2
    assert "/dangky" in hello.text


def test_before_it_is_registered_it_only_says_how(world: World) -> None:
    world.says(GROUP, "/quahan", by=TUAN)
    assert world.said(GROUP) == (
        "Chưa có kế hoạch nào được đăng ký cho nhóm này. Người theo dõi kế hoạch gõ /dangky để tôi trả lời ở đây."
    )


def test_one_plan_is_registered_at_once_and_recorded(world: World) -> None:
    world.says(GROUP, "/dangky", by=TUAN, group_title="Theo dõi KH&CN")
    assert world.last(GROUP).text.startswith("Đã đăng ký nhóm này cho Kế hoạch khoa học và công nghệ.")
    [watch] = world.all(GroupWatch)
    [event] = [event for event in world.all(AuditEvent) if event.action == "group.registered"]
    assert (watch.plan_id, event.subject) == (world.plan_id(), f"plan:{world.plan_id()}")
    assert event.detail["group"] == "Theo dõi KH&CN"
    world.says(GROUP, "/dangky", by=TUAN)
    assert world.last(GROUP).text == "Kế hoạch đã được đăng ký cho nhóm này rồi."
    assert len(world.all(GroupWatch)) == 1


def test_of_several_plans_one_is_chosen(world: World) -> None:
    add_other_plan(world, "BTG")
    world.says(GROUP, "/dangky", by=TUAN)
    assert world.last(GROUP).labels == ["KHAC · Kế hoạch khác", "KHCN · Kế hoạch khoa học và công nghệ"]
    chosen = world.last(GROUP)
    world.presses(GROUP, "KHAC · Kế hoạch khác", by=TUAN)
    assert world.last(GROUP).text.startswith("Đã đăng ký nhóm này cho Kế hoạch khác.")
    world.presses(GROUP, "KHAC · Kế hoạch khác", on=chosen, by=TUAN)
    assert [watch.plan_id for watch in world.all(GroupWatch)] == [world.plan_id("KHAC")]


def test_only_a_coordinator_of_the_plan_registers_it(world: World) -> None:
    add_other_plan(world, "PYT")
    world.person("PYT", "coordinator", "Hoa", "901")
    world.says(GROUP, "/dangky", by=LAN)
    assert world.said(GROUP) == "Lệnh này dành cho cơ quan theo dõi, đôn đốc."
    world.says(GROUP, "/dangky", by="901")
    assert [watch.plan_id for watch in world.all(GroupWatch)] == [world.plan_id("KHAC")]


def test_the_command_is_for_groups(world: World) -> None:
    world.says(TUAN, "/dangky")
    assert world.said(TUAN).startswith("Lệnh này dùng trong nhóm")
    assert world.all(GroupWatch) == []


@pytest.mark.parametrize(
    ("said", "begins"),
    [
        ("/quahan", "Quá hạn: 3 đơn vị"),
        ("/overdue@dondoc_bot", "Quá hạn: 3 đơn vị"),
        ("/sapdenhan", "Trong 7 ngày tới"),
        ("/chuanop", "Chưa nộp kỳ này: 3 đơn vị"),
        ("/dondoc", "Chọn đơn vị để đôn đốc"),
    ],
)
def test_where_it_is_registered_coordinators_are_answered(registered: World, said: str, begins: str) -> None:
    registered.says(GROUP, said, by=TUAN)
    assert registered.said(GROUP).startswith(begins)


def test_words_said_to_the_bot_do_too(registered: World) -> None:
    registered.says(GROUP, "quá hạn", by=TUAN, addressed=True)
    assert registered.said(GROUP).startswith("Quá hạn: 3 đơn vị")
    registered.says(GROUP, "chọn đơn vị", by=TUAN, addressed=True)
    assert registered.said(GROUP).startswith("Chọn đơn vị để đôn đốc")
    registered.says(GROUP, "thời tiết thế nào", by=TUAN, addressed=True)
    assert registered.said(GROUP).startswith("Trong nhóm, tôi trả lời người theo dõi kế hoạch")


def test_a_group_sees_only_what_was_registered_there(registered: World) -> None:
    add_other_plan(registered, "BTG")
    registered.says(GROUP, "/quahan", by=TUAN)
    assert "Báo cáo khác" not in registered.said(GROUP)
    registered.says(TUAN, "/quahan")
    assert "Báo cáo khác" in registered.said(TUAN)


def test_a_coordinator_of_another_plan_is_not_answered(registered: World) -> None:
    add_other_plan(registered, "PYT")
    registered.person("PYT", "coordinator", "Hoa", "901")
    registered.says(GROUP, "/quahan", by="901")
    assert registered.said(GROUP) == (
        "Kế hoạch đăng ký trong nhóm này không do anh/chị theo dõi, nên tôi không trả lời ở đây được."
    )


def test_another_group_has_to_be_registered_itself(registered: World) -> None:
    registered.says("-501", "/quahan", by=TUAN)
    assert registered.said("-501").startswith("Chưa có kế hoạch nào được đăng ký cho nhóm này")


def test_buttons_work_for_coordinators_and_change_nothing_for_others(registered: World) -> None:
    registered.says(GROUP, "/quahan", by=TUAN)
    for chat in (LAN, STRANGER):
        registered.heard(GROUP)
        registered.presses(GROUP, "Đôn đốc tất cả", by=chat)
        assert registered.said(GROUP) == "Nút này dành cho người theo dõi kế hoạch. Chưa thay đổi gì."
    assert registered.heard(LAN) == []
    registered.presses(GROUP, "Đôn đốc tất cả", by=TUAN)
    assert registered.last(GROUP).text.startswith("Đã đôn đốc 1 đơn vị: Phòng Kinh tế & <Hạ tầng> (Telegram 1).")
    assert len(registered.heard(LAN)) == 1


def test_a_coordinator_of_another_plan_cannot_press_either(registered: World) -> None:
    add_other_plan(registered, "PYT")
    registered.person("PYT", "coordinator", "Hoa", "901")
    registered.says(GROUP, "/quahan", by=TUAN)
    registered.presses(GROUP, "Đôn đốc tất cả", by="901")
    assert registered.last(GROUP).text.startswith("Kế hoạch đăng ký trong nhóm này không do anh/chị theo dõi")
    assert registered.heard(LAN) == []


def test_a_button_from_a_private_chat_is_worth_nothing_in_a_group(registered: World) -> None:
    registered.says(TUAN, "/quahan")
    key = registered.last(TUAN).key("Đôn đốc tất cả")
    registered.sends(GROUP, "button", by=TUAN, key=key, message_id="m1")
    assert registered.said(GROUP) == "Lựa chọn này không còn dùng được ở đây. Chưa thay đổi gì."


@pytest.mark.parametrize(
    "said", ["/baocao", "/nhiemvu", "/khongphatsinh", "/lichsu", "báo cáo ngay", "2.7 40%; 3.1 xong"]
)
def test_reports_are_taken_in_private_chats_only_and_it_says_so(registered: World, said: str) -> None:
    registered.says(GROUP, said, by=LAN, addressed=True)
    assert registered.said(GROUP).startswith("Tôi chỉ nhận báo cáo trong trò chuyện riêng.")
    assert registered.all(DraftEntry) == []
    assert registered.all(Report) == []


def test_nobody_is_invited_in_a_group(registered: World) -> None:
    registered.says(GROUP, "/moi PKT", by=TUAN)
    assert registered.said(GROUP) == "Việc này chỉ làm được trong trò chuyện riêng với tôi."
    registered.says(GROUP, "/quahan", by=TUAN)
    assert not any("lời mời" in label for label in registered.last(GROUP).labels)
    assert registered.all(Invitation) == []


def test_a_code_is_not_used_up_in_a_group(registered: World) -> None:
    registered.says(TUAN, "/moi PYT")
    registered.presses(TUAN, "Đầu mối")
    code = registered.last(TUAN).text.split("/vao/")[1][:8]
    registered.says(GROUP, f"/start {code}", by=STRANGER)
    assert "Mã chưa được dùng" in registered.said(GROUP)
    assert registered.all(Invitation)[0].used_at is None


def test_strangers_and_reporters_learn_nothing(registered: World) -> None:
    registered.says(GROUP, "/quahan", by=STRANGER)
    assert registered.said(GROUP).startswith("Tôi chỉ trả lời người theo dõi kế hoạch")
    registered.says(GROUP, "/quahan", by=LAN)
    assert registered.said(GROUP) == "Lệnh này dành cho cơ quan theo dõi, đôn đốc."


@pytest.mark.parametrize("said", ["/trogiup", "/huy", "/help"])
def test_help_in_a_group_says_what_works_there(registered: World, said: str) -> None:
    registered.says(GROUP, said, by=TUAN)
    assert registered.said(GROUP).startswith("Trong nhóm, tôi trả lời người theo dõi kế hoạch: /quahan")


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        ("text", {"text": "chiều nay họp lúc 14 giờ nhé"}),
        ("text", {"text": "quá hạn"}),
        ("text", {"text": "K7Q29FMD"}),
        ("text", {"text": "/weather", "addressed": True}),
        ("file", {"file_name": "bao-cao.docx", "file_size": 10}),
        ("other", {"what": "sticker"}),
        ("edited", {"text": "chiều nay họp lúc 15 giờ"}),
    ],
)
def test_what_people_say_to_each_other_is_left_alone(registered: World, kind: str, more: dict[str, Any]) -> None:
    registered.sends(GROUP, kind, by=TUAN, **more)
    assert registered.heard(GROUP) == []


def test_a_file_given_to_the_bot_is_for_a_private_chat(registered: World) -> None:
    registered.sends(GROUP, "file", by=LAN, file_name="bao-cao.docx", file_size=10, addressed=True)
    assert registered.said(GROUP).startswith("Tôi chỉ nhận báo cáo trong trò chuyện riêng.")


def test_secret_matter_is_refused_in_groups_too(registered: World) -> None:
    registered.says(GROUP, "(MẬT) kế hoạch", by=TUAN, addressed=True)
    assert registered.said(GROUP).startswith("Nội dung có dấu mật")


def test_what_befalls_a_group_befalls_its_topics(world: World) -> None:
    topic, other = f"{GROUP}:7", "-5001:7"
    for chat in (topic, other):
        world.says(chat, "/dangky", by=TUAN)
    world.sends(GROUP, "blocked", by=TUAN)
    assert {one.chat_id for one in world.all(Address) if one.unreachable_since} == {GROUP, topic}
    world.sends(GROUP, "added", by=TUAN)
    assert not [one for one in world.all(Address) if one.unreachable_since]


@pytest.mark.parametrize("said", ["/quahan", "/dangky", "/start ABCD2345", "/chuanop", "/dondoc PKT"])
def test_who_is_anonymous_is_told_so_and_not_to_join(registered: World, said: str) -> None:
    registered.says(GROUP, said, by=GROUP, extra={"anonymous": True})
    assert "đang ẩn danh trong nhóm" in registered.said(GROUP)
    assert "mã mời" not in registered.last(GROUP).text
    registered.says(GROUP, "chúng ta họp lúc 3 giờ", by=GROUP, extra={"anonymous": True})
    assert registered.heard(GROUP) == []
