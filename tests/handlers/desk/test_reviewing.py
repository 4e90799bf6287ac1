"""`/duyet`: what is in is read, accepted and thereby locked, or returned with comments and mended; locked reports are
opened by a decision with an end."""

from typing import Any

import pytest

from domain.reports.states import State
from storage.db.database import Database
from storage.people import people
from storage.tables import AuditEvent, Obligation, Outbox, Report, ReportEntry, Review
from tests.office import local
from tests.world import World

TUAN, HOA = "900", "901"  # coordinators
LAN, AN = "100", "101"  # focal points
SAYS = "1.1 xong; 2.7 25%, vướng: thiếu kinh phí; 3.1, 4.8, 5.2, 6.2 60%; T.1 xong"


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


def hand_in(world: World, chat: str = AN, says: str = SAYS) -> None:
    world.says(chat, "/baocao")
    world.says(chat, says)
    world.presses(chat, "Đúng, ghi vào nháp")
    world.presses(chat, "Xem lại")
    world.presses(chat, "Gửi báo cáo")
    assert world.last(chat).text.startswith("Đã nộp"), world.last(chat).text


def read(world: World, chat: str = TUAN, number: int = 1) -> None:
    world.says(chat, "/duyet")
    world.presses(chat, f"Xem {number}")


def send_back(world: World, *comments: str, chat: str = TUAN) -> None:
    read(world, chat)
    world.presses(chat, "Trả lại")
    for number, comment in enumerate(comments):
        if number:
            world.presses(chat, "Thêm ý kiến")
        world.says(chat, comment)
    world.presses(chat, "Trả lại")


def obligation(world: World, unit: str = "PYT") -> Obligation:
    wanted = world.obligation_id(unit)
    found: Obligation = next(one for one in world.all(Obligation) if one.id == wanted)
    return found


def states(world: World) -> list[str]:
    return [f"{one.verdict}" for one in world.all(Review)]


# Reading


def test_the_queue_has_the_oldest_first_and_a_report_is_read_in_full(world: World) -> None:
    hand_in(world, LAN)
    world.at("2026-12-18 10:00")
    hand_in(world, AN)
    world.says(TUAN, "/duyet")
    assert world.last(TUAN).text == (
        "Chờ duyệt: 2 báo cáo\n"
        "1. Phòng Kinh tế & <Hạ tầng> · Báo cáo quý IV/2026 · nộp 09:00 thứ Ba 15/12/2026 · đúng hạn\n"
        "2. Phòng Y tế · Báo cáo quý IV/2026 · nộp 10:00 thứ Sáu 18/12/2026 · trễ 1 ngày"
    )
    assert world.last(TUAN).labels == ["Xem 1", "Xem 2", "Chấp nhận 2 báo cáo này"]
    world.presses(TUAN, "Xem 2")
    text = world.last(TUAN).text
    assert text.startswith("Báo cáo quý IV/2026 · Phòng Y tế\nSố KHCN-QUY/2026-Q4/PYT/1")
    assert "2.7 Quỹ phát triển KH&CN: đang thực hiện 25 %, vướng mắc “thiếu kinh phí”" in text
    assert "Nộp trễ 1 ngày." in text
    assert world.last(TUAN).labels == ["Chấp nhận", "Trả lại", "Bản in", "Báo cáo tiếp theo", "Chờ duyệt (1)"]


def test_nothing_waits(world: World) -> None:
    world.says(TUAN, "duyệt")
    assert world.last(TUAN).text == "Không có báo cáo nào chờ duyệt."
    world.says(LAN, "/duyet")
    assert world.last(LAN).text == "Lệnh này dành cho cơ quan theo dõi, đôn đốc."


def test_a_nil_report_says_so(world: World) -> None:
    world.says(AN, "/khongphatsinh")
    world.presses(AN, "Gửi báo cáo")
    world.says(TUAN, "/duyet")
    assert "đúng hạn · không phát sinh" in world.last(TUAN).text
    world.presses(TUAN, "Xem 1")
    assert "Không phát sinh." in world.last(TUAN).text


# Accepting


def test_accepted_the_report_is_locked_and_the_unit_hears(world: World) -> None:
    hand_in(world)
    read(world)
    world.presses(TUAN, "Chấp nhận")
    assert world.last(TUAN).text == (
        "Đã chấp nhận: Báo cáo quý IV/2026 · Phòng Y tế. Báo cáo đã khóa; đơn vị đã được báo."
    )
    assert world.last(AN).text == (
        "✅ Báo cáo quý IV/2026 · Phòng Y tế: đã được chấp nhận (số KHCN-QUY/2026-Q4/PYT/1)."
    )
    assert obligation(world).state == State.ACCEPTED
    assert world.all(AuditEvent)[-1].action == "report.accepted"
    world.presses(AN, "Sửa", on=receipt(world))
    assert "đã được chấp nhận và khóa" in world.last(AN).text
    assert world.last(AN).labels == ["Xin mở lại"]
    world.says(TUAN, "/duyet")
    assert world.last(TUAN).text == "Không có báo cáo nào chờ duyệt."


def receipt(world: World, chat: str = AN) -> Any:
    return next(heard for heard in reversed(world.heard(chat)) if heard.text.startswith("Đã nộp"))


def test_whoever_sent_a_report_and_has_left_the_unit_hears_no_more_of_it(world: World) -> None:
    hand_in(world)
    with world.database.transaction() as session:
        people.leave(session, world.person_id("An"), world.unit_id("PYT"), "focal_point", world.now)
    world.person("PYT", "focal_point", "Bình", "102")
    world.passes(minutes=1)
    world.heard(AN)
    read(world)
    world.presses(TUAN, "Chấp nhận")
    assert world.heard(AN) == []
    assert "đã được chấp nhận" in world.last("102").text


def test_a_page_is_accepted_together_after_it_was_named(world: World) -> None:
    hand_in(world, LAN)
    hand_in(world, AN)
    world.says(TUAN, "/duyet")
    world.presses(TUAN, "Chấp nhận 2 báo cáo này")
    assert world.last(TUAN).text.startswith("Chấp nhận cả 2 báo cáo này?")
    assert not world.all(Review)
    world.presses(AN, "Sửa")  # one is sent anew while the other looks at the list
    world.presses(AN, "Xem lại")
    world.presses(AN, "Gửi báo cáo")
    world.presses(TUAN, "Chấp nhận 2 báo cáo này")
    assert world.last(TUAN).text == (
        "Đã chấp nhận 1 báo cáo: Phòng Kinh tế & <Hạ tầng>. Các đơn vị đã được báo.\n"
        "Chưa chấp nhận được 1 báo cáo: Phòng Y tế; đơn vị vừa nộp lại, hoặc người khác đã xử lý."
    )
    assert (obligation(world, "PKT").state, obligation(world).state) == (State.ACCEPTED, State.SUBMITTED)


# Returning


def test_returned_with_comments_the_unit_mends_only_those_tasks(world: World) -> None:
    hand_in(world)
    read(world)
    world.presses(TUAN, "Trả lại")
    assert world.last(TUAN).labels[:7] == ["1.1", "2.7", "3.1", "4.8", "5.2", "6.2", "T.1"]
    world.presses(TUAN, "2.7")
    world.says(TUAN, "thiếu kinh phí là bao nhiêu?")
    world.presses(TUAN, "Thêm ý kiến")
    world.says(TUAN, "Kính đề nghị bổ sung số liệu")
    assert world.last(TUAN).text == (
        "Tôi hiểu là: trả lại Báo cáo quý IV/2026 · Phòng Y tế, nộp lại trước 17:00 thứ Sáu 18/12/2026, với ý kiến:\n"
        "• 2.7: “thiếu kinh phí là bao nhiêu?”\n• “Kính đề nghị bổ sung số liệu”\nĐúng không ạ?"
    )
    assert obligation(world).state == State.SUBMITTED, "nothing is returned before it is confirmed"
    world.presses(TUAN, "Trả lại")
    assert world.last(TUAN).text.startswith("Đã trả lại: Báo cáo quý IV/2026 · Phòng Y tế")
    assert world.last(AN).text == (
        "↩️ Báo cáo quý IV/2026 · Phòng Y tế: cần bổ sung, nộp lại trước 17:00 thứ Sáu 18/12/2026.\n"
        "• 2.7: “thiếu kinh phí là bao nhiêu?”\n• “Kính đề nghị bổ sung số liệu”"
    )
    assert (obligation(world).state, obligation(world).due_at) == (State.RETURNED, local("2026-12-18 17:00"))
    assert obligation(world).original_due_at == local("2026-12-17 17:00")

    world.presses(AN, "Báo cáo ngay")
    card = world.last(AN)
    assert "↩️ Tuấn trả lại lúc 09:00 thứ Ba 15/12/2026" in card.text
    assert "💬 “Kính đề nghị bổ sung số liệu”" in card.text
    assert "💬 “thiếu kinh phí là bao nhiêu?”" in card.text
    assert [label for label in card.labels if "✓" in label] == ["1.1 ✓", "3.1 ✓", "4.8 ✓", "5.2 ✓", "6.2 ✓", "T.1 ✓"]
    world.presses(AN, "Xem lại")
    assert "Còn thiếu: 2.7." in world.last(AN).text
    world.presses(AN, "Sửa")
    world.passes(minutes=1)
    world.says(AN, "2.7 40%, vướng: thiếu 200 triệu")
    world.presses(AN, "Đúng, ghi vào nháp")
    world.presses(AN, "Xem lại")
    world.presses(AN, "Gửi báo cáo")
    assert world.last(AN).text.startswith("Đã nộp lại báo cáo quý IV/2026 · Phòng Y tế · lần 2")
    assert "lần đầu đúng hạn" in world.last(AN).text
    first, second = world.all(Report)
    said = {
        r.id: {e.task_id: e.said_at for e in world.all(ReportEntry) if e.report_id == r.id} for r in (first, second)
    }
    assert len([t for t in said[first.id] if said[first.id][t] != said[second.id][t]]) == 1, "the rest is as it was"
    assert world.last(TUAN).text == "🔁 Phòng Y tế đã nộp lại Báo cáo quý IV/2026 (lần 2)."

    world.presses(TUAN, "Xem báo cáo")
    world.presses(TUAN, "So với lần trước")
    assert world.last(TUAN).text == (
        "Lần 2 so với lần 1 · số KHCN-QUY/2026-Q4/PYT/2\n"
        "2.7 Quỹ phát triển KH&CN\n"
        "   tiến độ: đang thực hiện 25 % → đang thực hiện 40 %\n"
        "   vướng mắc: “thiếu kinh phí” → “thiếu 200 triệu”"
    )
    world.says(TUAN, "chấp nhận")
    assert states(world) == ["returned", "accepted"]


def test_a_code_typed_first_is_the_task_and_the_day_can_be_chosen(world: World) -> None:
    hand_in(world)
    read(world)
    world.presses(TUAN, "Trả lại")
    world.says(TUAN, "2.7")
    assert world.last(TUAN).text.startswith("Ý kiến về 2.7")
    world.says(TUAN, "chưa rõ")
    assert "• 2.7: “chưa rõ”" in world.last(TUAN).text
    world.presses(TUAN, "Trong 5 ngày làm việc")
    assert "nộp lại trước 17:00 thứ Ba 22/12/2026" in world.last(TUAN).text
    world.presses(TUAN, "Trả lại")
    assert obligation(world).due_at == local("2026-12-22 17:00")


def test_a_report_is_not_returned_without_a_comment(world: World) -> None:
    hand_in(world)
    read(world)
    world.presses(TUAN, "Trả lại")
    world.says(TUAN, "1.1:")
    world.says(TUAN, "x" * 501)
    assert "dài quá 500 ký tự" in world.last(TUAN).text
    world.says(TUAN, "1.1: x")
    assert "• 1.1: “x”" in world.last(TUAN).text
    world.says(TUAN, "/huy")
    assert obligation(world).state == State.SUBMITTED
    assert not world.all(Review)


def test_a_returned_report_is_on_the_lists_and_is_reminded_of(world: World) -> None:
    hand_in(world)
    world.at("2026-12-18 09:00")
    send_back(world, "bổ sung")
    world.says(AN, "/nhiemvu")
    assert "hạn 17:00 thứ Tư 23/12/2026: bị trả lại, cần bổ sung" in world.last(AN).text
    assert obligation(world).next_check_at == local("2026-12-18 09:00")
    world.at("2026-12-24 09:00")
    world.says(TUAN, "/quahan")
    assert "Phòng Y tế · nộp lại trước 17:00 thứ Tư 23/12/2026 · trễ 1 ngày · đầu mối An · đã trả lại" in (
        world.last(TUAN).text
    )


def test_as_before_is_no_answer_to_a_comment(world: World) -> None:
    world.open("KHCN-QUY", "2026-Q3")
    world.settle("PKT", period_key="2026-Q4", state="excused")
    world.says(LAN, "/baocao")
    world.says(LAN, SAYS)
    world.presses(LAN, "Đúng, ghi vào nháp")
    world.presses(LAN, "Xem lại")
    world.presses(LAN, "Gửi báo cáo")
    world.settle("PKT", period_key="2026-Q4", state="open")
    hand_in(world, LAN)
    world.says(TUAN, "/duyet")
    world.presses(TUAN, "Xem 2")
    world.presses(TUAN, "Trả lại")
    world.says(TUAN, "1.1 nêu rõ")
    world.presses(TUAN, "Trả lại")
    world.presses(LAN, "Báo cáo ngay")
    world.presses(LAN, "Như kỳ trước")
    world.presses(LAN, "Xem lại")
    assert "Còn thiếu: 1.1." in world.last(LAN).text


def test_a_draft_that_was_begun_is_kept_when_the_report_is_returned(world: World) -> None:
    hand_in(world)
    world.presses(AN, "Sửa")
    world.says(AN, "2.7 90%")
    world.presses(AN, "Đúng, ghi vào nháp")
    read(world)
    assert "Đơn vị đang sửa báo cáo này" in world.last(TUAN).text
    world.presses(TUAN, "Trả lại")
    world.presses(TUAN, "Bổ sung số liệu")
    world.presses(TUAN, "Trả lại")
    world.presses(AN, "Báo cáo ngay")
    assert "đang thực hiện 90 %" in world.last(AN).text


# Two at once, and what changes meanwhile


def test_the_second_coordinator_is_told_what_happened(world: World) -> None:
    hand_in(world)
    read(world, TUAN)
    read(world, HOA)
    world.presses(TUAN, "Chấp nhận")
    world.presses(HOA, "Trả lại")
    assert world.last(HOA).text == (
        "Báo cáo quý IV/2026 · Phòng Y tế đã được xử lý:\n✅ Tuấn chấp nhận lúc 09:00 thứ Ba 15/12/2026."
    )
    assert states(world) == ["accepted"]


def test_a_report_sent_anew_while_it_is_read_is_shown_and_not_decided_on(world: World) -> None:
    hand_in(world)
    read(world)
    world.presses(AN, "Sửa")
    world.says(AN, "2.7 90%")
    world.presses(AN, "Đúng, ghi vào nháp")
    world.presses(AN, "Xem lại")
    world.presses(AN, "Gửi báo cáo")
    world.presses(TUAN, "Chấp nhận")
    assert world.last(TUAN).text.startswith("Đơn vị vừa nộp lại; dưới đây là bản mới. Chưa thay đổi gì.")
    assert "đang thực hiện 90 %" in world.last(TUAN).text
    assert obligation(world).state == State.SUBMITTED
    world.presses(TUAN, "Chấp nhận")
    assert obligation(world).state == State.ACCEPTED


def test_nobody_accepts_their_own_units_report(world: World) -> None:
    person = world.person("PYT", "focal_point", "Bình", "102")
    world.appoint(person, "BTG", "coordinator")
    hand_in(world)
    world.says("102", "/duyet")
    assert world.last("102").text == "Không có báo cáo nào chờ duyệt."
    world.says(TUAN, "/duyet PYT")
    world.says("102", "/duyet PYT")
    world.presses("102", "Xem 1")
    assert world.last("102").text == "Đây là báo cáo của chính đơn vị anh/chị, nên người khác duyệt."


def test_a_coordinator_of_another_plan_reads_and_decides_nothing(world: World) -> None:
    world.add_unit("KHAC", "Ban khác")
    world.add_plan("KHAC", "Kế hoạch khác", coordinators=["KHAC"])
    world.person("KHAC", "coordinator", "Sơn", "950")
    hand_in(world)
    read(world)
    stolen = world.last(TUAN).key("Chấp nhận")
    world.sends("950", "button", key=stolen, message_id="1")
    assert world.last("950").text == "Lựa chọn này không còn dùng được ở đây. Chưa thay đổi gì."
    assert obligation(world).state == State.SUBMITTED


# Opening what is locked


def test_a_locked_report_is_opened_on_request_and_locks_by_itself(world: World) -> None:
    hand_in(world)
    read(world)
    world.presses(TUAN, "Chấp nhận")
    world.presses(AN, "Sửa", on=receipt(world))
    world.presses(AN, "Xin mở lại")
    world.says(AN, "số liệu của trạm <Tà Nung> sai")
    assert "lý do “số liệu của trạm <Tà Nung> sai”" in world.last(AN).text
    world.presses(AN, "Gửi đề nghị")
    world.presses(AN, "Gửi đề nghị", on=world.heard(AN)[-2])
    assert states(world) == ["accepted", "unlock_asked"], "pressed twice, asked once"
    assert world.last(TUAN).text == (
        "🔓 Phòng Y tế xin mở lại Báo cáo quý IV/2026\n"
        "Lý do: “số liệu của trạm <Tà Nung> sai” · An, 09:00 thứ Ba 15/12/2026"
    )
    world.says(HOA, "/duyet")
    assert "Phòng Y tế · Báo cáo quý IV/2026 · xin mở lại" in world.last(HOA).text
    world.presses(TUAN, "Mở lại đến thứ Tư 16/12/2026")
    assert "Đã mở lại Báo cáo quý IV/2026 · Phòng Y tế đến 24:00 thứ Tư 16/12/2026" in world.last(TUAN).text
    assert obligation(world).unlocked_until == local("2026-12-17 00:00")
    world.presses(AN, "Sửa")
    world.says(AN, "2.7 90%")
    world.presses(AN, "Đúng, ghi vào nháp")
    world.presses(AN, "Xem lại")
    ready = world.last(AN)
    world.at("2026-12-17 00:01")
    world.presses(AN, "Gửi báo cáo", on=ready)
    assert "đã được chấp nhận và khóa" in world.last(AN).text
    assert len(world.all(Report)) == 1
    world.says(TUAN, "/duyet PYT")
    world.presses(TUAN, "Xem 1")
    world.presses(TUAN, "Mở lại đến thứ Sáu 18/12/2026")
    world.presses(AN, "Sửa")
    world.presses(AN, "Xem lại")
    world.presses(AN, "Gửi báo cáo")
    assert len(world.all(Report)) == 2
    assert (obligation(world).state, obligation(world).unlocked_until) == (State.SUBMITTED, None)
    assert [event.action for event in world.all(AuditEvent)] == [
        "report.submitted",
        "report.accepted",
        "report.unlock_asked",
        "report.unlocked",
        "report.unlocked",
        "report.submitted",
    ]


def test_a_request_to_open_can_be_refused(world: World) -> None:
    hand_in(world)
    read(world)
    world.presses(TUAN, "Chấp nhận")
    world.presses(AN, "Sửa", on=receipt(world))
    world.presses(AN, "Xin mở lại")
    world.presses(AN, "Sửa số liệu")
    world.presses(AN, "Gửi đề nghị")
    world.presses(HOA, "Không mở lại")
    assert world.last(AN).text == "Báo cáo quý IV/2026 · Phòng Y tế: cơ quan theo dõi không mở lại báo cáo này."
    world.presses(TUAN, "Không mở lại")
    assert "Hoa không mở lại" in world.last(TUAN).text
    assert states(world) == ["accepted", "unlock_asked", "kept_locked"]


def test_who_is_left_without_anybody_to_tell_is_said(world: World) -> None:
    hand_in(world)
    world.sends(AN, "blocked")
    send_back(world, "bổ sung")
    assert "Hiện đơn vị chưa có ai nhận được tin" in world.last(TUAN).text


def test_an_accepted_report_shows_in_the_history_what_became_of_it(world: World) -> None:
    hand_in(world)
    send_back(world, "bổ sung", "2.7 rõ hơn")
    world.says(AN, "/lichsu")
    world.presses(AN, "Xem 1")
    assert world.last(AN).text.endswith(
        "↩️ Tuấn trả lại lúc 09:00 thứ Ba 15/12/2026, nộp lại trước 17:00 thứ Sáu 18/12/2026:\n"
        "• “bổ sung”\n• 2.7: “rõ hơn”"
    )


def test_reviews_leave_nothing_waiting_in_the_outbox(world: World) -> None:
    hand_in(world)
    send_back(world, "bổ sung")
    world.deliver()
    assert {row.state for row in world.all(Outbox)} == {"sent"}
