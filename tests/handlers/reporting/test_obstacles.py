"""`/vuongmac`: what is in the way goes into a ledger and is carried forward until somebody answers or closes it."""

import pytest

from domain.reports.obstacles import ObstacleState
from storage.db.database import Database
from storage.people import people
from storage.tables import AuditEvent, Obstacle, ObstacleEvent
from tests.world import World

TUAN, HOA = "900", "901"  # coordinators
LAN, AN, TAI = "100", "101", "102"  # focal points
ANY = "1.1, 3.1, 4.8, 5.2, 6.2, T.1"


@pytest.fixture
def world(sqlite_database: Database) -> World:
    world = World(sqlite_database)
    world.furnish()
    world.add_unit("PTC", "Phòng Tài chính")
    world.person("BTG", "coordinator", "Tuấn", TUAN)
    world.person("BTG", "coordinator", "Hoa", HOA)
    world.person("PKT", "focal_point", "Lan", LAN)
    world.person("PYT", "focal_point", "An", AN)
    world.person("PTC", "focal_point", "Tài", TAI)
    world.at("2026-12-15 09:00")
    return world


def hand_in(world: World, *lines: str, chat: str = AN) -> None:
    world.says(chat, "/baocao")
    say(world, *lines, chat=chat)


def say(world: World, *lines: str, chat: str = AN) -> None:
    for line in lines:
        world.says(chat, line)
        world.presses(chat, "Đúng, ghi vào nháp")
    world.presses(chat, "Xem lại")
    world.presses(chat, "Gửi báo cáo")
    assert world.last(chat).text.startswith("Đã nộp"), world.last(chat).text


def ledger(world: World) -> list[tuple[str, str, str]]:
    return [(one.kind, one.text, one.state) for one in world.all(Obstacle)]


def actions(world: World) -> list[str]:
    return [event.action for event in world.all(ObstacleEvent)]


# From reports


def test_a_report_opens_them_and_both_sides_see_them(world: World) -> None:
    hand_in(world, f"{ANY} xong", "2.7 25%, vướng: thiếu kinh phí, kiến nghị: bố trí 200 triệu")
    assert ledger(world) == [
        ("obstacle", "thiếu kinh phí", "open"),
        ("recommendation", "bố trí 200 triệu", "open"),
    ]
    for chat in (TUAN, AN):
        world.says(chat, "/vuongmac")
        assert world.last(chat).text == (
            "Vướng mắc, kiến nghị: 2 đang mở\n"
            "1. Phòng Y tế · 2.7: “thiếu kinh phí” · từ 15/12/2026 · chưa trả lời\n"
            "2. Phòng Y tế · 2.7 · kiến nghị “bố trí 200 triệu” · từ 15/12/2026 · chưa trả lời"
        )
    assert world.last(TUAN).labels == ["Xem 1", "Xem 2"]
    assert world.last(AN).labels == ["Xem 1", "Xem 2", "Nêu vướng mắc"]
    world.says(LAN, "vướng mắc")
    assert world.last(LAN).text == "Hiện không có vướng mắc, kiến nghị nào đang mở."
    world.presses(TUAN, "Xem 1")
    assert world.last(TUAN).text == (
        "Vướng mắc · Phòng Y tế · 2.7 Quỹ phát triển KH&CN\n“thiếu kinh phí”\n"
        "Từ 09:00 thứ Ba 15/12/2026 · An · báo cáo số KHCN-QUY/2026-Q4/PYT/1\nTình trạng: chưa trả lời"
    )
    assert world.last(TUAN).labels == ["Trả lời", "Chuyển", "Đóng"]


def test_said_again_it_is_the_same_since_the_same_day(world: World) -> None:
    world.open("KHCN-QUY", "2026-Q3")
    world.says(AN, "/nhiemvu")
    world.presses(AN, "Báo cáo ngay 1")
    say(world, f"{ANY} xong", "2.7 25%, vướng: thiếu kinh phí")
    world.at("2026-12-16 09:00")
    world.says(AN, "/baocao")
    say(world, f"{ANY} xong", "2.7 40%, vướng: thiếu kinh phí 200 triệu")
    assert ledger(world) == [("obstacle", "thiếu kinh phí 200 triệu", "open")]
    assert actions(world) == ["raised", "restated"]
    world.says(AN, "/vuongmac")
    assert "từ 15/12/2026" in world.last(AN).text


def reported_before(world: World) -> None:
    """An's report on the quarter before says what is in the way of 2.7, and Tuấn has answered it."""
    world.open("KHCN-QUY", "2026-Q3")
    world.says(AN, "/nhiemvu")
    world.presses(AN, "Báo cáo ngay 1")
    say(world, f"{ANY} xong", "2.7 25%, vướng: thiếu kinh phí")
    world.says(TUAN, "/vuongmac")
    world.presses(TUAN, "Xem 1")
    world.presses(TUAN, "Trả lời")
    world.says(TUAN, "đã bố trí 200 triệu")
    world.presses(TUAN, "Gửi trả lời")
    world.at("2026-12-16 09:00")


def as_before(world: World) -> None:
    world.says(AN, "/baocao")
    world.presses(AN, "Như kỳ trước")
    world.presses(AN, "Xem lại")
    world.presses(AN, "Gửi báo cáo")


@pytest.mark.parametrize("way", ["as before", "typed", "typed otherwise", "another per cent"])
def test_carried_over_unchanged_it_keeps_its_answer(world: World, way: str) -> None:
    reported_before(world)
    if way == "as before":
        as_before(world)
    elif way == "another per cent":
        world.says(AN, "/baocao")
        world.presses(AN, "Như kỳ trước")
        say(world, "2.7 60%")
    else:
        hand_in(
            world,
            f"{ANY} xong",
            f"2.7 60%, vướng: {'Thiếu  kinh phí.' if way == 'typed otherwise' else 'thiếu kinh phí'}",
        )
    assert ledger(world) == [("obstacle", "thiếu kinh phí", "answered")]
    assert actions(world) == ["raised", "answered", "repeated"]
    told = "Vướng mắc 2.7 “thiếu kinh phí” đã có trả lời: “đã bố trí 200 triệu”."
    assert told in world.last(AN).text
    world.says(AN, "/vuongmac")
    assert "đã trả lời" in world.last(AN).text
    assert "chưa trả lời" not in world.last(AN).text
    world.presses(AN, "Xem 1")
    world.presses(AN, "Chưa giải quyết xong")
    assert ledger(world) == [("obstacle", "thiếu kinh phí", "open")]
    assert "đã trả lời, chưa giải quyết xong" in world.last(TUAN).text, "those who coordinate hear of it"
    assert "“đã bố trí 200 triệu”" in world.last(TUAN).text
    assert world.last(TUAN).labels == ["Trả lời", "Chuyển", "Đóng"]


def test_other_words_than_those_that_were_answered_are_new(world: World) -> None:
    reported_before(world)
    hand_in(world, f"{ANY} xong", "2.7 60%, vướng: thiếu người")
    assert ledger(world) == [("obstacle", "thiếu kinh phí", "answered"), ("obstacle", "thiếu người", "open")]


def test_what_was_raised_meanwhile_is_not_lost_to_what_is_carried_over(world: World) -> None:
    reported_before(world)
    world.says(AN, "/vuongmac 2.7 thiếu người")
    world.presses(AN, "Gửi vướng mắc")
    as_before(world)
    assert ledger(world) == [("obstacle", "thiếu kinh phí", "answered"), ("obstacle", "thiếu người", "open")]


def test_corrected_after_the_answer_it_stays_answered(world: World) -> None:
    hand_in(world, f"{ANY} xong", "2.7 90%, vướng: thiếu người")
    world.says(TUAN, "/vuongmac")
    world.presses(TUAN, "Xem 1")
    world.presses(TUAN, "Đóng")
    world.presses(TUAN, "Đóng")  # read back first
    world.presses(AN, "Sửa")
    say(world, "2.7 95%")
    assert ledger(world) == [("obstacle", "thiếu người", "closed")]


def test_a_period_that_says_nothing_carries_it_forward_and_a_correction_takes_it_back(world: World) -> None:
    world.open("KHCN-QUY", "2026-Q3")
    world.says(AN, "/nhiemvu")
    world.presses(AN, "Báo cáo ngay 1")
    say(world, f"{ANY} xong", "2.7 25%, vướng: thiếu kinh phí")
    hand_in(world, f"{ANY} xong", "2.7 90%, vướng: thiếu người")
    both = [("obstacle", "thiếu kinh phí", "open"), ("obstacle", "thiếu người", "open")]
    assert ledger(world) == both, "something else is in the way too"
    world.presses(AN, "Sửa")
    world.presses(AN, "2.7 ✓")
    world.presses(AN, "Vướng mắc")
    world.says(AN, "không có")
    world.presses(AN, "Xem lại")
    world.presses(AN, "Gửi báo cáo")
    assert ledger(world) == [both[0], ("obstacle", "thiếu người", "closed")], "the other is older than this report"


def test_what_is_in_the_way_now_has_its_own_day_and_is_told_at_once_where_it_is_urgent(world: World) -> None:
    world.open("KHCN-QUY", "2026-Q3")
    world.says(AN, "/nhiemvu")
    world.presses(AN, "Báo cáo ngay 1")
    say(world, f"{ANY} xong", "2.7 25%, vướng: thiếu kinh phí")
    world.at("2026-12-16 09:00")
    world.heard(TUAN)
    world.says(AN, "/baocao")
    say(world, f"{ANY} xong", "2.7 90%, vướng: khẩn: chậm giải phóng mặt bằng")
    assert "“chậm giải phóng mặt bằng”" in world.said(TUAN)
    world.says(TUAN, "/vuongmac")
    assert [line.partition(" · ")[2] for line in world.last(TUAN).text.split("\n")[1:]] == [
        "2.7: “chậm giải phóng mặt bằng” · từ 16/12/2026 · chưa trả lời",
        "2.7: “thiếu kinh phí” · từ 15/12/2026 · chưa trả lời",
    ]


def test_what_becomes_urgent_is_told_at_once_and_once(world: World) -> None:
    world.open("KHCN-QUY", "2026-Q3")
    world.says(AN, "/nhiemvu")
    world.presses(AN, "Báo cáo ngay 1")
    say(world, f"{ANY} xong", "2.7 25%, vướng: thiếu kinh phí")
    world.heard(TUAN)
    world.says(AN, "/baocao")
    say(world, f"{ANY} xong", "2.7 90%, vướng: khẩn: thiếu kinh phí")
    assert "“thiếu kinh phí”" in world.said(TUAN)
    assert [one.urgent for one in world.all(Obstacle)] == [True]
    world.presses(AN, "Sửa")
    world.says(AN, "2.7 95%")
    world.presses(AN, "Đúng, ghi vào nháp")
    world.presses(AN, "Xem lại")
    world.presses(AN, "Gửi báo cáo")
    assert not any("thiếu kinh phí" in one.text for one in world.heard(TUAN)), "it is known"


def test_a_correction_takes_back_what_the_same_report_said(world: World) -> None:
    hand_in(world, f"{ANY} xong", "2.7 90%, vướng: thiếu người")
    world.presses(AN, "Sửa")
    world.presses(AN, "2.7 ✓")
    world.presses(AN, "Vướng mắc")
    world.says(AN, "không có")
    world.presses(AN, "Xem lại")
    world.presses(AN, "Gửi báo cáo")
    assert ledger(world) == [("obstacle", "thiếu người", "closed")]
    assert actions(world) == ["raised", "withdrawn"]


# Raised by themselves


def test_one_line_is_read_back_and_kept_when_confirmed(world: World) -> None:
    world.says(AN, "/vuongmac 2.7 thiếu <kinh phí> & người")
    assert world.last(AN).text == (
        "Tôi hiểu là: vướng mắc của Phòng Y tế · 2.7 Quỹ phát triển KH&CN: “thiếu <kinh phí> & người”.\nĐúng không ạ?"
    )
    assert not world.all(Obstacle)
    card = world.last(AN)
    world.presses(AN, "Gửi vướng mắc")
    world.presses(AN, "Gửi vướng mắc", on=card)
    assert ledger(world) == [("obstacle", "thiếu <kinh phí> & người", "open")], "pressed twice, raised once"
    assert not world.heard(TUAN), "it waits for the morning"


def test_it_can_be_asked_for_and_made_a_recommendation(world: World) -> None:
    world.says(AN, "/vuongmac")
    world.presses(AN, "Nêu vướng mắc")
    world.says(AN, "cho phép kéo dài thời gian giải ngân")
    world.presses(AN, "Là kiến nghị")
    world.presses(AN, "Gửi kiến nghị")
    world.says(AN, "/vuongmac cho phép kéo dài thời gian giải ngân")
    world.presses(AN, "Là kiến nghị")
    world.presses(AN, "Gửi kiến nghị")
    assert ledger(world) == [("recommendation", "cho phép kéo dài thời gian giải ngân", "open")]


@pytest.mark.parametrize("how", ["typed", "pressed", "reported"])
def test_an_urgent_one_is_told_at_once(world: World, how: str) -> None:
    if how == "reported":
        hand_in(world, f"{ANY} xong", "2.7 25%, vướng: khẩn: kho bị ngập")
    else:
        world.says(AN, "/vuongmac khẩn: 2.7 kho bị ngập" if how == "typed" else "/vuongmac 2.7 kho bị ngập")
        if how == "pressed":
            world.presses(AN, "Việc gấp")
        world.presses(AN, "Gửi vướng mắc")
        assert world.last(AN).text == "Đã ghi và báo ngay cho cơ quan theo dõi: “kho bị ngập”."
    for chat in (TUAN, HOA):
        assert world.last(chat).text.startswith("🔴 Vướng mắc · Phòng Y tế · 2.7 Quỹ phát triển KH&CN\n“kho bị ngập”")
        assert world.last(chat).labels == ["Trả lời", "Chuyển", "Đóng"]


def test_a_unit_that_owes_nothing_is_told_so(world: World) -> None:
    world.says(TAI, "/vuongmac thiếu người")
    assert world.last(TAI).text.startswith("Đơn vị của anh/chị chưa có báo cáo nào")


# What is done about them


def raise_one(world: World) -> None:
    world.says(AN, "/vuongmac khẩn: 2.7 thiếu kinh phí")
    world.presses(AN, "Gửi vướng mắc")


def test_answered_the_unit_hears_and_may_say_that_it_is_not_settled(world: World) -> None:
    raise_one(world)
    world.presses(TUAN, "Trả lời")
    world.says(TUAN, "Đã bố trí 200 triệu từ quý I")
    assert world.last(TUAN).text == (
        "Tôi hiểu là: trả lời Phòng Y tế về “thiếu kinh phí”:\n“Đã bố trí 200 triệu từ quý I”\nĐúng không ạ?"
    )
    world.presses(TUAN, "Gửi trả lời")
    assert (
        world.last(AN).text
        == "💡 Tuấn trả lời vướng mắc của Phòng Y tế, “thiếu kinh phí”:\n“Đã bố trí 200 triệu từ quý I”"
    )
    assert ledger(world) == [("obstacle", "thiếu kinh phí", "answered")]
    world.presses(HOA, "Trả lời")
    assert world.last(HOA).text == "Vướng mắc này đã trả lời rồi. Chưa thay đổi gì."
    world.presses(AN, "Chưa giải quyết xong")
    assert ledger(world) == [("obstacle", "thiếu kinh phí", "open")]
    assert actions(world) == ["raised", "answered", "reopened"]
    assert [event.action for event in world.all(AuditEvent)] == ["obstacle.answered", "obstacle.reopened"]


def test_forwarded_to_a_unit_its_people_answer(world: World) -> None:
    raise_one(world)
    world.presses(TUAN, "Chuyển")
    world.says(TUAN, "tài chính")
    world.presses(TUAN, "1. Phòng Tài chính")
    assert (
        world.last(TUAN).text
        == "Đã chuyển vướng mắc của Phòng Y tế cho Phòng Tài chính: “thiếu kinh phí”. Hai bên đã được báo."
    )
    assert world.last(AN).text == "Tuấn đã chuyển vướng mắc của Phòng Y tế, “thiếu kinh phí”, cho Phòng Tài chính."
    assert world.last(TAI).text.startswith("📨 Tuấn chuyển anh/chị giải quyết:\n🔴 Vướng mắc · Phòng Y tế · 2.7")
    assert world.last(TAI).labels == ["Trả lời"]
    world.says(TAI, "/vuongmac")
    assert "đã chuyển Phòng Tài chính" in world.last(TAI).text
    world.presses(TAI, "Xem 1")
    world.presses(TAI, "Trả lời")
    world.says(TAI, "sẽ cấp trong tháng 1")
    world.heard(TUAN)
    world.presses(TAI, "Gửi trả lời")
    assert "“sẽ cấp trong tháng 1”" in world.last(AN).text
    assert "• Tài trả lời, 09:00 thứ Ba 15/12/2026: “sẽ cấp trong tháng 1”" in world.said(TUAN)
    world.says(TAI, "/vuongmac")
    assert world.last(TAI).text == "Hiện không có vướng mắc, kiến nghị nào đang mở."


def test_forwarded_to_a_person_only_they_answer(world: World) -> None:
    world.person("PTC", "deputy", "Bích", "103")
    raise_one(world)
    world.presses(TUAN, "Chuyển")
    world.says(TUAN, "khong ai ca")
    assert world.last(TUAN).text == ("Không có đơn vị hay cá nhân nào khớp với “khong ai ca”. Anh/chị gõ lại giúp.")
    world.says(TUAN, "tai")
    assert world.last(TUAN).labels == ["1. Phòng Tài chính", "2. Tài (Phòng Tài chính)"]
    world.presses(TUAN, "2. Tài (Phòng Tài chính)")
    assert (
        world.last(TUAN).text
        == "Đã chuyển vướng mắc của Phòng Y tế cho Tài (Phòng Tài chính): “thiếu kinh phí”. Hai bên đã được báo."
    )
    assert (
        world.last(AN).text == "Tuấn đã chuyển vướng mắc của Phòng Y tế, “thiếu kinh phí”, cho Tài (Phòng Tài chính)."
    )
    assert world.last(TAI).text.startswith("📨 Tuấn chuyển anh/chị giải quyết:\n🔴 Vướng mắc · Phòng Y tế · 2.7")
    world.says("103", "/vuongmac")
    assert world.last("103").text == "Hiện không có vướng mắc, kiến nghị nào đang mở."
    world.says(TAI, "/vuongmac")
    assert "đã chuyển Tài" in world.last(TAI).text
    world.presses(TAI, "Xem 1")
    world.presses(TAI, "Trả lời")
    world.says(TAI, "sẽ cấp trong tháng 1")
    world.presses(TAI, "Gửi trả lời")
    assert "“sẽ cấp trong tháng 1”" in world.last(AN).text
    world.presses(AN, "Chưa giải quyết xong")
    world.says(TAI, "/vuongmac")
    assert world.last(TAI).text == "Hiện không có vướng mắc, kiến nghị nào đang mở.", "opened again it is nobody's"
    world.says(TUAN, "/vuongmac")
    world.presses(TUAN, "Xem 1")
    assert "• Tuấn chuyển Tài, 09:00 thứ Ba 15/12/2026" in world.last(TUAN).text
    assert [event.detail for event in world.all(AuditEvent) if event.action == "obstacle.forwarded"] == [
        {"text": "", "person": world.person_id("Tài")}
    ]


def test_forwarded_to_somebody_who_is_away_it_goes_to_the_deputy_as_well(world: World) -> None:
    world.person("PTC", "deputy", "Bích", "103")
    world.says(TAI, "/vangmat 15/12 đến 18/12")
    world.presses(TAI, "1. Bích · Phòng Tài chính")
    world.presses(TAI, "Đúng, báo vắng mặt")
    raise_one(world)
    world.presses(TUAN, "Chuyển")
    world.says(TUAN, "Tài (Phòng Tài chính)")
    world.presses(TUAN, "1. Tài (Phòng Tài chính)")
    for chat in (TAI, "103"):
        assert world.last(chat).text.startswith("📨 Tuấn chuyển anh/chị giải quyết:")
        world.says(chat, "/vuongmac")
        assert "đã chuyển Tài" in world.last(chat).text
    world.presses("103", "Xem 1")
    card = world.last("103")
    world.presses("103", "Trả lời")
    world.says("103", "sẽ cấp trong tháng 1")
    world.presses("103", "Gửi trả lời")
    assert "“sẽ cấp trong tháng 1”" in world.last(AN).text
    world.presses(AN, "Chưa giải quyết xong")
    world.presses(TUAN, "Chuyển")
    world.says(TUAN, "Tài (Phòng Tài chính)")
    world.presses(TUAN, "1. Tài (Phòng Tài chính)")
    world.at("2026-12-19 09:00")
    world.presses("103", "Trả lời", on=card)
    assert world.last("103").text == "Vướng mắc này không thuộc phần việc của anh/chị.", "only as long as they stand in"


def test_whoever_has_left_is_not_forwarded_to(world: World) -> None:
    raise_one(world)
    world.presses(TUAN, "Chuyển")
    world.says(TUAN, "Tài (Phòng Tài chính)")
    assert world.last(TUAN).labels == ["1. Tài (Phòng Tài chính)"]
    world.database.do(people.leave, world.person_id("Tài"), world.unit_id("PTC"), "focal_point", world.now)
    world.passes(minutes=1)
    world.presses(TUAN, "1. Tài (Phòng Tài chính)")
    assert world.last(TUAN).text == "Người này không còn giữ nhiệm vụ nào ở đây. Chưa chuyển."
    assert ledger(world) == [("obstacle", "thiếu kinh phí", "open")]


def test_closed_by_the_coordinator_the_unit_hears(world: World) -> None:
    raise_one(world)
    world.presses(TUAN, "Đóng")
    world.presses(TUAN, "Đóng")  # read back first
    assert world.last(AN).text == "Tuấn đã đóng vướng mắc của Phòng Y tế, “thiếu kinh phí”."
    world.says(TUAN, "/vuongmac")
    assert world.last(TUAN).text == "Hiện không có vướng mắc, kiến nghị nào đang mở."
    world.says(AN, "/vuongmac")
    assert "đã đóng" in world.last(AN).text


def test_a_unit_closes_its_own(world: World) -> None:
    raise_one(world)
    world.heard(TUAN)
    world.says(AN, "/vuongmac")
    world.presses(AN, "Xem 1")
    assert world.last(AN).labels == ["Đóng"]
    world.presses(AN, "Đóng")
    world.presses(AN, "Đóng")
    assert world.all(Obstacle)[0].state == ObstacleState.CLOSED


def test_nobody_else_sees_or_answers_them_also_by_a_forged_button(world: World) -> None:
    raise_one(world)
    stolen = world.last(TUAN).key("Đóng")
    for chat in (LAN, TAI):
        world.says(chat, "/vuongmac")
        assert "thiếu kinh phí" not in world.last(chat).text
        world.sends(chat, "button", key=stolen, message_id="1")
        assert world.last(chat).text == "Lựa chọn này không còn dùng được ở đây. Chưa thay đổi gì."
    assert world.all(Obstacle)[0].state == ObstacleState.OPEN


def test_a_text_too_long_is_told(world: World) -> None:
    world.says(AN, "/vuongmac " + "x" * 2001)
    assert "dài quá 2000 ký tự" in world.last(AN).text
    raise_one(world)
    world.presses(TUAN, "Trả lời")
    world.says(TUAN, "x" * 1001)
    assert "dài quá 1000 ký tự" in world.last(TUAN).text
