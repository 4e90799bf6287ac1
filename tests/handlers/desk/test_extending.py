"""`/giahan`: more time is asked in a few taps or one line, decided on by others, and both dates are kept."""

import pytest
from sqlalchemy import select

from domain.reports.extensions import ExtensionState
from scheduler.tick import tick
from storage.db.database import Database
from storage.tables import AuditEvent, Extension, Obligation, Outbox, ReminderEntry
from tests.office import local
from tests.world import World

TUAN, HOA = "900", "901"  # coordinators
LAN, AN = "100", "101"  # focal points
ASKED = "Tôi hiểu là: xin gia hạn Báo cáo quý IV/2026 · Phòng Y tế đến 17:00 thứ Ba 22/12/2026"


@pytest.fixture
def world(sqlite_database: Database) -> World:
    world = World(sqlite_database)
    world.furnish()
    world.person("BTG", "coordinator", "Tuấn", TUAN)
    world.person("BTG", "coordinator", "Hoa", HOA)
    world.person("PKT", "focal_point", "Lan", LAN)
    world.person("PYT", "focal_point", "An", AN)
    world.at("2026-12-15 09:00")
    return world


def ask(world: World, chat: str = AN, wish: str = "22/12 vì chờ số liệu") -> None:
    world.says(chat, f"/giahan {wish}")
    world.presses(chat, "Gửi đề nghị")


def due(world: World, unit: str = "PYT") -> Obligation:
    obligation_id = world.obligation_id(unit)
    found: Obligation = next(one for one in world.all(Obligation) if one.id == obligation_id)
    return found


def test_a_request_in_three_taps(world: World) -> None:
    world.says(AN, "/giahan")
    assert world.last(AN).labels == ["Đến thứ Sáu 18/12/2026", "Đến thứ Ba 22/12/2026", "Đến thứ Năm 24/12/2026"]
    world.presses(AN, "Đến thứ Ba 22/12/2026")
    world.presses(AN, "Chờ số liệu")
    assert (
        world.last(AN).text == f"{ASKED} (hạn hiện tại 17:00 thứ Năm 17/12/2026), lý do “Chờ số liệu”.\nĐúng không ạ?"
    )
    assert not world.all(Extension), "nothing is asked before it is confirmed"
    world.presses(AN, "Gửi đề nghị")
    assert world.last(AN).text.startswith(
        "Đã gửi đề nghị gia hạn Báo cáo quý IV/2026 · Phòng Y tế đến 17:00 thứ Ba 22/12"
    )
    for chat in (TUAN, HOA):
        assert world.last(chat).text == (
            "📨 Phòng Y tế xin gia hạn Báo cáo quý IV/2026\nHạn 17:00 thứ Năm 17/12/2026 → 17:00 thứ Ba 22/12/2026\n"
            "Lý do: “Chờ số liệu” · An, 09:00 thứ Ba 15/12/2026"
        )
        assert world.last(chat).labels == ["Đồng ý", "Ngày khác", "Từ chối"]
    assert due(world).due_at == local("2026-12-17 17:00")


@pytest.mark.parametrize(
    ("typed", "until", "reason"),
    [
        ("22/12 vì chờ số liệu", "17:00 thứ Ba 22/12/2026", "chờ số liệu"),
        ("5 ngày làm việc, lý do: lãnh đạo đi vắng", "17:00 thứ Năm 24/12/2026", "lãnh đạo đi vắng"),
        ("trước 17h30 ngày 25/12 vì chờ ký", "17:30 thứ Sáu 25/12/2026", "chờ ký"),
        ("24:00 22/12 vì chờ ký", "24:00 thứ Ba 22/12/2026", "chờ ký"),
        ("thứ Sáu tuần sau, chờ ký", "17:00 thứ Sáu 25/12/2026", "chờ ký"),
        ("2 ngay vi ban", "17:00 thứ Hai 21/12/2026", "ban"),  # the 19th is a Saturday
    ],
)
def test_one_typed_line_is_read_back(world: World, typed: str, until: str, reason: str) -> None:
    world.says(AN, f"/giahan {typed}")
    assert f"đến {until}" in world.last(AN).text
    assert f"lý do “{reason}”" in world.last(AN).text


def test_an_hour_that_was_asked_for_is_granted_to_the_minute(world: World) -> None:
    ask(world, wish="trước 24:00 ngày 22/12 vì chờ ký")
    world.presses(TUAN, "Đồng ý")
    assert due(world).due_at == local("2026-12-23 00:00")
    assert "hạn mới 24:00 thứ Ba 22/12/2026" in world.last(TUAN).text
    world.says(LAN, "/giahan 17/12 20h vì mất điện")
    world.presses(LAN, "Gửi đề nghị")
    world.presses(TUAN, "Ngày khác")
    world.says(TUAN, "9h sáng thứ Sáu tuần này")
    world.presses(TUAN, "Đồng ý")
    assert due(world, "PKT").due_at == local("2026-12-18 09:00")


def test_day_and_reason_can_be_typed_one_after_the_other(world: World) -> None:
    world.says(AN, "xin gia hạn")
    world.says(AN, "đến ngày 22 tháng 12")
    assert "Vì lý do gì" in world.last(AN).text
    world.says(AN, "Chờ số liệu của các trạm & <trường>")
    assert "lý do “Chờ số liệu của các trạm & <trường>”" in world.last(AN).text
    world.says(AN, "gửi đề nghị")
    assert world.all(Extension)[0].reason == "Chờ số liệu của các trạm & <trường>"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("31/2", "Không có ngày 31/2."),
        ("14/12", "thứ Hai 14/12/2026 đã qua."),
        ("17/12", "thứ Năm 17/12/2026 không muộn hơn hạn hiện tại (17:00 thứ Năm 17/12/2026)."),
        ("900 ngày", "Ngày này xa quá: gia hạn được nhiều nhất đến thứ Ba 15/06/2027."),
        ("1/1/9999", "Ngày này xa quá"),
        ("bao giờ xong thì nộp", "Tôi chưa rõ đến ngày nào."),
    ],
)
def test_a_day_that_cannot_be_asked_for_is_told_so_and_the_question_stays(world: World, typed: str, told: str) -> None:
    world.says(AN, "/giahan")
    world.says(AN, typed)
    assert world.last(AN).text.startswith(told)
    world.says(AN, "22/12")
    assert "Vì lý do gì" in world.last(AN).text
    assert not world.all(Extension)


def test_granted_both_dates_are_kept_and_the_unit_hears(world: World) -> None:
    ask(world)
    world.heard(AN)
    world.presses(TUAN, "Đồng ý")
    assert world.last(TUAN).text == (
        "Đã đồng ý: Báo cáo quý IV/2026 · Phòng Y tế, hạn mới 17:00 thứ Ba 22/12/2026 "
        "(hạn cũ 17:00 thứ Năm 17/12/2026). Đơn vị đã được báo."
    )
    assert world.said(AN) == (
        "✅ Báo cáo quý IV/2026 · Phòng Y tế: được gia hạn đến 17:00 thứ Ba 22/12/2026 "
        "(hạn cũ 17:00 thứ Năm 17/12/2026)."
    )
    assert (due(world).due_at, due(world).original_due_at) == (local("2026-12-22 17:00"), local("2026-12-17 17:00"))
    [extension] = world.all(Extension)
    assert (extension.state, extension.granted_at) == (ExtensionState.GRANTED, local("2026-12-22 17:00"))
    assert [event.action for event in world.all(AuditEvent)] == ["extension.asked", "extension.granted"]
    world.at("2026-12-19 09:00")
    world.says(TUAN, "/quahan")
    assert "Phòng Y tế" not in world.last(TUAN).text
    world.at("2026-12-23 09:00")
    world.says(TUAN, "/quahan")
    assert "Phòng Y tế · gia hạn đến 17:00 thứ Ba 22/12/2026 · trễ 1 ngày" in world.last(TUAN).text


def test_another_day_than_was_asked(world: World) -> None:
    ask(world)
    world.presses(TUAN, "Ngày khác")
    world.says(TUAN, "18/12")
    assert "được gia hạn đến 17:00 thứ Sáu 18/12/2026" in world.last(TUAN).text
    world.presses(TUAN, "Đồng ý")
    assert due(world).due_at == local("2026-12-18 17:00")
    assert "không phải 17:00 thứ Ba 22/12/2026 như đã xin" in world.last(AN).text


def test_refused_with_a_reason_that_the_unit_reads(world: World) -> None:
    ask(world)
    world.presses(TUAN, "Từ chối")
    world.says(TUAN, "   ")
    assert world.all(Extension)[0].state == ExtensionState.ASKED
    world.says(TUAN, "Phải tổng hợp ngay trong ngày 18")
    assert world.last(TUAN).text == (
        "Tôi hiểu là: từ chối gia hạn Báo cáo quý IV/2026 · Phòng Y tế, hạn vẫn là 17:00 thứ Năm 17/12/2026. "
        "Lý do: “Phải tổng hợp ngay trong ngày 18”.\nĐúng không ạ?"
    )
    assert world.all(Extension)[0].state == ExtensionState.ASKED
    world.presses(TUAN, "Gửi từ chối")
    assert world.last(AN).text == (
        "Báo cáo quý IV/2026 · Phòng Y tế: không được gia hạn, hạn vẫn là 17:00 thứ Năm 17/12/2026. "
        "Lý do: “Phải tổng hợp ngay trong ngày 18”."
    )
    assert world.last(AN).labels == ["Báo cáo ngay"]
    assert due(world).due_at == local("2026-12-17 17:00")


def test_a_reason_that_was_chosen_refuses_at_once(world: World) -> None:
    ask(world)
    world.presses(TUAN, "Từ chối")
    world.presses(TUAN, "Hạn do cấp trên ấn định")
    assert "Lý do: “Hạn do cấp trên ấn định”" in world.last(AN).text
    [extension] = world.all(Extension)
    assert (extension.state, extension.remark) == (ExtensionState.REFUSED, "Hạn do cấp trên ấn định")


def test_the_second_of_two_who_decide_is_told_what_happened(world: World) -> None:
    ask(world)
    world.presses(TUAN, "Đồng ý")
    world.presses(HOA, "Từ chối")
    assert world.last(HOA).text == (
        "Tuấn đã đồng ý đề nghị này lúc 09:00 thứ Ba 15/12/2026: Báo cáo quý IV/2026 · Phòng Y tế, "
        "hạn 17:00 thứ Ba 22/12/2026."
    )
    assert world.all(Extension)[0].state == ExtensionState.GRANTED


def test_the_queue_is_answered_one_by_one_or_together(world: World) -> None:
    ask(world)
    world.passes(minutes=5)
    ask(world, LAN, "18/12 do nhiều việc")
    world.says(TUAN, "/giahan")
    assert world.last(TUAN).text.splitlines()[0] == "Đề nghị gia hạn: 2"
    assert world.last(TUAN).text.splitlines()[1].startswith("1. Phòng Y tế · Báo cáo quý IV/2026")
    assert world.last(TUAN).labels == ["Xử lý 1", "Xử lý 2", "Đồng ý 2 đề nghị", "Gia hạn chung"]
    world.presses(TUAN, "Đồng ý 2 đề nghị")
    assert world.last(TUAN).text.startswith("Đồng ý 2 đề nghị này?")
    assert due(world).due_at == local("2026-12-17 17:00"), "not before it is confirmed"
    world.presses(TUAN, "Đồng ý 2 đề nghị", on=world.last(TUAN))
    assert (
        world.last(TUAN).text == "Đã đồng ý 2 đề nghị: Phòng Kinh tế & <Hạ tầng>, Phòng Y tế. Các đơn vị đã được báo."
    )
    assert due(world).due_at == local("2026-12-22 17:00")
    assert due(world, "PKT").due_at == local("2026-12-18 17:00")
    assert "được gia hạn" in world.last(LAN).text


def test_a_new_request_takes_the_place_of_one_that_waits(world: World) -> None:
    ask(world)
    world.says(AN, "/giahan")
    assert "Đề nghị đến 17:00 thứ Ba 22/12/2026, gửi lúc 09:00" in world.last(AN).text
    ask(world, wish="24/12 vì chờ thêm")
    assert [e.state for e in world.all(Extension)] == [ExtensionState.LAPSED, ExtensionState.ASKED]
    world.says(TUAN, "/quahan")
    world.says(TUAN, "/giahan")
    assert world.last(TUAN).text.startswith("Đề nghị gia hạn: 1")


def test_pressing_send_twice_asks_once(world: World) -> None:
    world.says(AN, "/giahan 22/12 vì chờ số liệu")
    card = world.last(AN)
    world.presses(AN, "Gửi đề nghị", on=card)
    world.presses(AN, "Gửi đề nghị", on=card)
    assert len(world.all(Extension)) == 1
    assert len(world.heard(TUAN)) == 1
    assert world.last(AN).text.startswith("Đã gửi đề nghị")


def test_a_report_that_comes_in_ends_the_request(world: World) -> None:
    ask(world)
    world.says(AN, "/khongphatsinh")
    world.presses(AN, "Gửi báo cáo")
    assert world.all(Extension)[0].state == ExtensionState.LAPSED
    world.presses(TUAN, "Đồng ý")
    assert world.last(TUAN).text.startswith("Đề nghị này không còn hiệu lực: Báo cáo quý IV/2026 · Phòng Y tế đã nộp")
    assert due(world).due_at == local("2026-12-17 17:00")
    world.says(AN, "/giahan")
    assert "không có báo cáo nào phải nộp" in world.last(AN).text


def test_nobody_asks_or_decides_for_others(world: World) -> None:
    ask(world)
    request = world.last(TUAN)
    world.sends(LAN, "button", key=request.key("Đồng ý"), message_id="m1")  # a forged press
    assert "không còn dùng được" in world.last(LAN).text
    world.appoint(1, "PYT", "deputy")  # Tuấn now reports for the unit himself
    world.presses(TUAN, "Đồng ý")
    assert world.last(TUAN).text == "Đây là đề nghị của chính đơn vị anh/chị, nên người khác quyết định."
    assert world.all(Extension)[0].state == ExtensionState.ASKED
    world.says("stranger", "/giahan 3 ngày")
    assert "Đây là Đôn Đốc" in world.last("stranger").text


def test_with_several_reports_one_is_chosen_and_the_wish_kept(world: World) -> None:
    world.add_requirement("KHCN-RIENG", "Báo cáo đột xuất", units=["PYT"], period_type="once")
    world.open("KHCN-RIENG", "once", "2026-12-18 17:00")
    world.says(AN, "/giahan 22/12 vì chờ số liệu")
    assert [label[:2] for label in world.last(AN).labels] == ["1.", "2."]
    world.says(AN, "2")
    assert "xin gia hạn Báo cáo đột xuất · Phòng Y tế đến 17:00 thứ Ba 22/12/2026" in world.last(AN).text


def test_the_overdue_list_shows_who_asks_and_leads_to_the_decision(world: World) -> None:
    world.at("2026-12-19 09:00")
    ask(world, wish="23/12 vì chờ số liệu")
    world.says(TUAN, "/quahan")
    assert "Phòng Y tế · trễ 2 ngày · đầu mối An · xin gia hạn đến 17:00 thứ Tư 23/12/2026" in world.last(TUAN).text
    world.presses(TUAN, "Đề nghị gia hạn (1)")
    world.presses(TUAN, "Xử lý 1")
    world.presses(TUAN, "Đồng ý", on=world.last(TUAN))
    world.says(TUAN, "/quahan")
    assert "Phòng Y tế" not in world.last(TUAN).text


def test_one_later_day_for_all_never_shortens_a_personal_one(world: World) -> None:
    ask(world, wish="24/12 vì chờ số liệu")
    world.presses(TUAN, "Đồng ý")
    ask(world, LAN, "18/12 do nhiều việc")
    world.says(TUAN, "/giahan")
    world.presses(TUAN, "Gia hạn chung")
    world.says(TUAN, "1")
    world.says(TUAN, "khi nào xong nhé")
    assert "Tôi chưa rõ đến ngày nào" in world.last(TUAN).text
    world.says(TUAN, "21/12")
    assert world.last(TUAN).text == (
        "Tôi hiểu là: Báo cáo quý IV/2026 (hạn 17:00 thứ Năm 17/12/2026) gia hạn đến 17:00 thứ Hai 21/12/2026 "
        "cho 2 đơn vị chưa nộp.\n1 đơn vị đã có hạn riêng không sớm hơn, nên giữ nguyên.\nĐúng không ạ?"
    )
    world.presses(TUAN, "Gia hạn cho 2 đơn vị")
    assert due(world).due_at == local("2026-12-24 17:00")
    assert due(world, "PKT").due_at == due(world, "PNV").due_at == local("2026-12-21 17:00")
    assert "lùi từ 17:00 thứ Năm 17/12/2026 đến 17:00 thứ Hai 21/12/2026" in world.last(LAN).text
    assert [e.state for e in world.all(Extension)] == [ExtensionState.GRANTED, ExtensionState.LAPSED]


def test_a_reminder_on_its_way_stops_the_moment_more_time_is_granted(world: World) -> None:
    ask(world)
    obligation = due(world)
    with world.database.transaction() as session:
        reminder = Outbox(
            organisation_id=world.organisation_id,
            channel="telegram",
            account="7000000001",
            chat_id=AN,
            lane=2,
            payload={"op": "say", "card": {"text": [], "rows": []}, "message_id": None, "menu": []},
            state="waiting",
            not_before=local("2026-12-16 08:00"),
            attempts=0,
            created_at=world.now,
        )
        session.add(reminder)
        session.flush()
        session.add(
            ReminderEntry(
                organisation_id=world.organisation_id,
                obligation_id=obligation.id,
                step="20261217T1000Z/before-1wd",
                recipient="4",
                person_id=4,
                moment=world.now,
                decided_at=world.now,
                outcome="queued",
                repeats=0,
                outbox_id=reminder.id,
            )
        )
    world.presses(TUAN, "Đồng ý")
    with world.database.transaction() as session:
        state = session.scalar(select(Outbox.state).where(Outbox.id == reminder.id))
    assert state == "dropped"
    assert due(world).next_check_at == world.now


def test_in_english(world: World) -> None:
    world.says(AN, "/language en")
    world.says(AN, "/extend 22/12 because of figures")
    assert "I understand: more time for" in world.last(AN).text


def test_reminders_follow_the_new_date(world: World) -> None:
    policy = world.add_policy("NHAC", [{"before": "1wd", "at": "08:30", "to": ["focal_point"]}])
    world.add_requirement("THANG", "Báo cáo tháng", units=["PNV"], policy_id=policy)
    world.open("THANG", "2026-Q4")
    chat = "102"
    world.person("PNV", "focal_point", "Bình", chat)
    world.settle("PNV", state="excused")
    monthly = world.obligation_id("PNV", "THANG")
    with world.database.transaction() as session:
        session.get_one(Obligation, monthly).next_check_at = world.now
    ask(world, chat, "22/12 vì chờ số liệu")
    world.presses(TUAN, "Đồng ý")
    world.heard(chat)
    heard: list[str] = []
    for day in range(15, 24):
        world.at(f"2026-12-{day} 08:30")
        world.database.do(tick, world.now, world.context.calendar)
        world.deliver()
        heard += [f"{day}/12: {card.text.splitlines()[0]}" for card in world.heard(chat)]
    assert heard == ["21/12: ⏰ Nhắc báo cáo · còn 1 ngày"]


def test_other_things_said_while_a_day_is_asked_for(world: World) -> None:
    world.says(AN, "/giahan")
    world.sends(AN, "file", file_name="ảnh.jpg")
    world.sends(AN, "edited", text="nhầm", message_id="in1")
    world.says(AN, "22/12")
    assert "Vì lý do gì" in world.last(AN).text
    world.sends(AN, "edited", text="2.7 40%", message_id="in1")
    assert world.last(AN).text.startswith("Tôi hiểu là: 2.7 đang thực hiện 40 %")


def test_who_coordinates_may_name_a_unit(world: World) -> None:
    ask(world)
    world.says(TUAN, "/giahan phong y te")
    assert "Phòng Y tế" in world.last(TUAN).text
    assert "Xử lý" in world.last(TUAN).labels[0]
    world.says(TUAN, "/giahan PKT")
    assert world.last(TUAN).text == "Phòng Kinh tế & <Hạ tầng> không có đề nghị gia hạn nào đang chờ."
    world.says(TUAN, "/giahan Phòng Ý tế")
    assert world.last(TUAN).labels == ["1. Phòng Y tế"]
