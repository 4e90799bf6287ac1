"""`/dondoc`: urging all, some, or one; nobody twice in an hour unless somebody insists."""

import pytest
from sqlalchemy import update

from storage.db.database import Database
from storage.following import nudges as urgings
from storage.tables import Address, AuditEvent, Outbox
from tests.world import World

TUAN = "900"  # the coordinator's chat
LAN, AN = "100", "101"  # focal points


@pytest.fixture
def world(sqlite_database: Database) -> World:
    """Two days after the due moment; three units late, of which the third has nobody."""
    world = World(sqlite_database)
    world.furnish()
    world.person("BTG", "coordinator", "Tuấn", TUAN)
    world.person("PKT", "focal_point", "Lan", LAN)
    world.person("PYT", "focal_point", "An", AN, channel="web")
    world.at("2026-12-19 09:00")
    return world


def nudges(world: World) -> list[str]:
    return [event.subject for event in world.all(AuditEvent) if event.action == urgings.UNIT_NUDGED]


def test_all_that_are_late_are_urged_and_it_is_said_what_became_of_it(world: World) -> None:
    world.says(TUAN, "/quahan")
    world.heard(TUAN)
    world.presses(TUAN, "Đôn đốc tất cả")
    assert world.said(TUAN) == (
        "Đã đôn đốc 2 đơn vị: Phòng Kinh tế & <Hạ tầng>, Phòng Y tế (Telegram 1, web 1).\n"
        "Không gửi được: Phòng Nội vụ, chưa có đầu mối."
    )
    assert world.last(TUAN).labels == ["Gửi lời mời"]
    assert world.said(LAN) == (
        "📣 Tuấn (Ban Tuyên giáo) đôn đốc anh/chị nộp báo cáo quá hạn:\n"
        "Báo cáo quý IV/2026 · Phòng Kinh tế & <Hạ tầng>, hạn 17:00 thứ Năm 17/12/2026, trễ 2 ngày: "
        "7 nhiệm vụ, chưa cập nhật"
    )
    assert "Phòng Y tế" in world.said(AN)
    assert nudges(world) == [f"obligation:{world.obligation_id('PKT')}", f"obligation:{world.obligation_id('PYT')}"]


def test_the_nudge_is_answered_with_a_press(world: World) -> None:
    world.says(TUAN, "/dondoc tất cả")
    assert world.last(LAN).labels == ["Báo cáo ngay", "Không phát sinh", "Xin gia hạn"]
    world.presses(LAN, "Không phát sinh")
    world.presses(LAN, "Gửi báo cáo")
    assert world.last(LAN).text.startswith("Đã nộp")
    world.says(AN, "không phát sinh")  # typed, in the chat without a nudge's buttons at hand
    world.says(AN, "gửi báo cáo")
    assert world.last(AN).text.startswith("Đã nộp")
    world.says(TUAN, "/quahan")
    assert world.last(TUAN).text.startswith("Quá hạn: 1 đơn vị")


def test_nudges_overtake_reminders_but_not_replies(world: World) -> None:
    world.says(TUAN, "/dondoc all")
    lanes = {row.chat_id: row.lane for row in world.all(Outbox)}
    assert lanes == {TUAN: 0, LAN: 1, AN: 1}


def test_a_nudge_counts_as_a_reminder(world: World) -> None:
    world.says(TUAN, "/dondoc PKT")
    world.says(TUAN, "/quahan")
    assert "đầu mối Lan · nhắc 1 lần" in world.last(TUAN).text


def test_a_person_gets_one_message_for_several_reports(world: World) -> None:
    world.add_requirement("KHCN-RIENG", "Báo cáo đột xuất", units=["PKT"], period_type="once")
    world.open("KHCN-RIENG", "once", "2026-12-18 17:00")
    world.says(TUAN, "/dondoc pkt")
    [heard] = world.heard(LAN)
    assert [line[:2] for line in heard.text.splitlines()[1:]] == ["1.", "2."]
    assert heard.labels == ["Báo cáo ngay 1", "Không phát sinh 1", "Báo cáo ngay 2", "Không phát sinh 2", "Xin gia hạn"]
    assert len(nudges(world)) == 2
    assert world.last(TUAN).text == "Đã đôn đốc 1 đơn vị: Phòng Kinh tế & <Hạ tầng> (Telegram 1)."


def test_somebody_in_two_units_gets_one_message_too_and_deputies_are_urged(world: World) -> None:
    lan = world.person("PNV", "deputy", "Hoa", "102")
    world.appoint(lan, "PYT", "deputy")
    world.says(TUAN, "/dondoc tat ca")
    [heard] = world.heard("102")
    assert "Phòng Nội vụ" in heard.text
    assert "Phòng Y tế" in heard.text
    assert world.last(TUAN).text == (
        "Đã đôn đốc 3 đơn vị: Phòng Kinh tế & <Hạ tầng>, Phòng Nội vụ, Phòng Y tế (Telegram 2, web 1)."
    )


def test_a_second_press_urges_nobody_and_asks(world: World) -> None:
    world.says(TUAN, "/quahan")
    listed = world.last(TUAN)
    world.presses(TUAN, "Đôn đốc tất cả", on=listed)
    world.heard(LAN)
    world.passes(minutes=59)
    world.presses(TUAN, "Đôn đốc tất cả", on=listed)
    assert world.heard(LAN) == []
    assert world.last(TUAN).text == (
        "Không gửi được: Phòng Nội vụ, chưa có đầu mối.\n"
        "Phòng Kinh tế & <Hạ tầng>, Phòng Y tế: vừa được đôn đốc lúc 09:00 thứ Bảy 19/12/2026 nên chưa gửi lại. "
        "Vẫn gửi lần nữa?"
    )
    world.presses(TUAN, "Thôi")
    assert world.last(TUAN).text == "Vâng, không gửi thêm."
    assert world.heard(LAN) == []
    assert len(nudges(world)) == 2


def test_insisting_urges_again_and_insisting_by_a_double_press_once(world: World) -> None:
    world.says(TUAN, "/dondoc PKT")
    world.passes(minutes=1)
    world.says(TUAN, "/dondoc PKT")
    asked = world.last(TUAN)
    world.heard(LAN)
    world.passes(minutes=1)
    world.presses(TUAN, "Vẫn đôn đốc", on=asked)
    assert len(world.heard(LAN)) == 1
    assert world.last(TUAN).text == "Đã đôn đốc 1 đơn vị: Phòng Kinh tế & <Hạ tầng> (Telegram 1)."
    world.presses(TUAN, "Vẫn đôn đốc", on=asked)
    assert world.heard(LAN) == []
    assert "vừa được đôn đốc lúc 09:02" in world.last(TUAN).text


def test_after_an_hour_it_is_no_repetition(world: World) -> None:
    world.says(TUAN, "/dondoc PKT")
    world.passes(hours=1)
    world.says(TUAN, "/dondoc PKT")
    assert len(world.heard(LAN)) == 2


def test_whom_another_coordinator_urged_is_spared_too(world: World) -> None:
    world.person("BTG", "coordinator", "Minh", "901")
    world.says(TUAN, "/dondoc PKT")
    world.says("901", "/dondoc tất cả")
    assert len(world.heard(LAN)) == 1
    assert world.last("901").text.startswith("Đã đôn đốc 1 đơn vị: Phòng Y tế (web 1).")
    assert "chưa gửi lại" in world.last("901").text


def test_some_are_picked_by_tapping_and_put_back_by_tapping_again(world: World) -> None:
    world.says(TUAN, "/dondoc")
    assert world.last(TUAN).labels == [
        "Phòng Kinh tế & <Hạ tầng>",
        "Phòng Nội vụ",
        "Phòng Y tế",
        "Đôn đốc tất cả",
        "Kèm lời nhắn",
    ]
    world.presses(TUAN, "Phòng Kinh tế & <Hạ tầng>")
    world.says(TUAN, "phong y te")  # typed
    assert world.last(TUAN).labels[-3:-1] == ["Đôn đốc tất cả", "Đôn đốc 2 đơn vị đã chọn"]
    assert "Phòng Y tế ✓" in world.last(TUAN).labels
    world.presses(TUAN, "Phòng Kinh tế & <Hạ tầng>")
    world.presses(TUAN, "Đôn đốc 1 đơn vị đã chọn")
    assert world.last(TUAN).text == "Đã đôn đốc 1 đơn vị: Phòng Y tế (web 1)."
    assert world.heard(LAN) == []
    assert len(world.heard(AN)) == 1


def test_picking_is_done_in_place(world: World) -> None:
    world.says(TUAN, "/quahan")
    world.presses(TUAN, "Chọn đơn vị")
    world.heard(TUAN)
    world.presses(TUAN, "Phòng Y tế")
    world.presses(TUAN, "Đôn đốc 1 đơn vị đã chọn")
    assert [heard.op for heard in world.heard(TUAN)] == ["edit", "edit"]
    assert "Quá hạn: 3 đơn vị" in [card.text.splitlines()[0] for card in world.screens[TUAN]]


@pytest.mark.parametrize("typed", ["PYT", "pyt", "y tế", "phong y te", "Phòng Y tế"])
def test_one_is_urged_by_code_or_name(world: World, typed: str) -> None:
    world.says(TUAN, f"/dondoc {typed}")
    assert world.last(TUAN).text == "Đã đôn đốc 1 đơn vị: Phòng Y tế (web 1)."


def test_a_name_that_fits_several_is_asked_about(world: World) -> None:
    world.says(TUAN, "/dondoc phòng")
    assert world.last(TUAN).text == "“phòng” có thể là 3 đơn vị; anh/chị chọn đơn vị cần đôn đốc."
    assert nudges(world) == []
    world.says(TUAN, "3")
    assert world.last(TUAN).text == "Đã đôn đốc 1 đơn vị: Phòng Y tế (web 1)."


def test_a_name_that_fits_none_is_said(world: World) -> None:
    world.says(TUAN, "/dondoc Sở Tài chính")
    assert world.last(TUAN).text.startswith("Không có đơn vị nào khớp với “Sở Tài chính”")
    assert nudges(world) == []


def test_where_nobody_is_late_it_says_so_and_offers_what_is_due_soon(world: World) -> None:
    world.at("2026-12-16 09:00")
    world.says(TUAN, "/dondoc")
    assert world.last(TUAN).text.startswith("Không có đơn vị quá hạn.")
    world.presses(TUAN, "Sắp đến hạn")
    assert world.last(TUAN).text.startswith("Sắp đến hạn trong 7 ngày: 3 đơn vị còn phải nộp")


def test_who_reported_meanwhile_is_not_urged_by_an_old_button(world: World) -> None:
    world.says(TUAN, "/quahan")
    for unit in ("PKT", "PNV"):
        world.settle(unit)
    world.presses(TUAN, "Đôn đốc tất cả")
    assert world.heard(LAN) == []
    assert len(world.heard(AN)) == 1
    world.settle("PYT")
    world.presses(TUAN, "Đôn đốc tất cả")
    assert world.last(TUAN).text.startswith("Không có đơn vị quá hạn.")
    assert world.heard(AN) == []


def test_somebody_who_cannot_be_reached_is_named(world: World) -> None:
    with world.database.transaction() as session:
        session.execute(update(Address).where(Address.chat_id == LAN).values(unreachable_since=world.now))
    world.says(TUAN, "/dondoc PKT")
    assert world.last(TUAN).text == ("Không gửi được: Phòng Kinh tế & <Hạ tầng>, không liên lạc được với đầu mối.")
    assert world.last(TUAN).labels == ["Gửi lời mời"]
    assert nudges(world) == []


def test_only_units_on_the_coordinators_own_plans_can_be_urged(world: World) -> None:
    world.add_plan("KHAC", "Kế hoạch khác", coordinators=["PYT"])
    world.person("PYT", "coordinator", "Hoa", "901")
    world.says("901", "/dondoc PKT")
    assert world.last("901").text.startswith("Không có đơn vị nào khớp với “PKT”")
    assert world.heard(LAN) == []


def test_hundreds_can_be_picked_page_by_page(sqlite_database: Database) -> None:
    world = World(sqlite_database)
    units = {"BTG": "Ban Tuyên giáo"} | {f"P{n:03}": f"Phường {n}" for n in range(1, 26)}
    world.furnish(units, reporting=list(units)[1:])
    world.person("BTG", "coordinator", "Tuấn", TUAN)
    for n in range(1, 26):
        world.person(f"P{n:03}", "focal_point", f"Người {n}", str(1000 + n))
    world.at("2026-12-19 09:00")
    world.says(TUAN, "/dondoc")
    world.presses(TUAN, "Phường 3")
    world.presses(TUAN, "Trang sau")
    world.presses(TUAN, "Phường 12")
    world.presses(TUAN, "Trang sau")
    world.presses(TUAN, "Đôn đốc 2 đơn vị đã chọn")
    assert [n for n in range(1, 26) if world.heard(str(1000 + n))] == [3, 12]
    world.says(TUAN, "/dondoc tất cả")  # more than a handful
    assert world.last(TUAN).text.startswith("Tôi hiểu là: đôn đốc 25 đơn vị: Phường 1, ")
    world.presses(TUAN, "Đôn đốc tất cả")
    assert world.last(TUAN).text.startswith("Đã đôn đốc 23 đơn vị: Phường 1, Phường 2, Phường 4, ")
    assert "Phường 11 và 13 đơn vị khác (Telegram 23)." in world.last(TUAN).text


def test_an_own_sentence_goes_along_after_a_preview(world: World) -> None:
    world.says(TUAN, "/dondoc")
    world.presses(TUAN, "Kèm lời nhắn")
    world.says(TUAN, "Tỉnh kiểm tra <sáng mai> & cần số liệu")
    assert "kèm lời nhắn “Tỉnh kiểm tra <sáng mai> & cần số liệu”" in world.last(TUAN).text
    world.heard(LAN)
    world.presses(TUAN, next(label for label in world.last(TUAN).labels if label.startswith("Đôn đốc")))
    assert "\n“Tỉnh kiểm tra <sáng mai> & cần số liệu”\n" in world.last(LAN).text
    assert "nộp báo cáo quá hạn" in world.last(LAN).text


def test_a_line_of_the_list_above_is_read_back_before_anybody_is_urged(world: World) -> None:
    world.says(TUAN, "/quahan")
    for typed in ("/dondoc 1", "/dondoc dòng 1", "đôn đốc số 1"):
        world.says(TUAN, typed)
        assert "Phòng Kinh tế & <Hạ tầng>" in world.last(TUAN).text
        assert world.last(TUAN).labels == ["Đôn đốc đơn vị này", "Thôi"]
    assert world.heard(LAN) == []
    world.says(TUAN, "/dondoc 1, 9")
    assert "danh sách anh/chị vừa xem chỉ có 3 dòng" in world.last(TUAN).text
    world.says(TUAN, "/dondoc 1 và 3")
    world.presses(TUAN, world.last(TUAN).labels[0])
    assert "Phòng Y tế" in world.said(TUAN)
    assert len(world.heard(LAN)) == len(world.heard(AN)) == 1
