"""Units that are merged, split or renamed: who is told, what is decided on open reports, and what stays as it was."""

import pytest
from sqlalchemy import delete, select

from domain.reports.states import State
from scheduler.tick import tick
from storage.db.database import Database
from storage.reporting import attachments
from storage.tables import (
    Attachment,
    AuditEvent,
    DraftEntry,
    DutyDecision,
    Excuse,
    Obligation,
    Person,
    Position,
    RequirementUnit,
    Unit,
)
from tests import files
from tests.storage.setup.in_vietnamese import load_setup
from tests.world import World

TUAN, HOA, LAN, MAI = "900", "901", "101", "102"
SETUP = """
version: 1
organisation: {code: DALAT, name: Thành ủy Đà Lạt}
unit_classes: [{code: PHUONG, name: Các phường}]
units:
  - {code: BTG, name: Ban Tuyên giáo}
  - {code: P1, name: Phường 1, classes: [PHUONG]}
  - {code: P2, name: Phường 2, classes: [PHUONG]}
  - {code: P10, name: Phường 10, classes: [PHUONG]}
plans:
  - code: KHCN
    title: Kế hoạch khoa học và công nghệ
    coordinators: {lead: BTG}
    tasks: [{code: "2.7", title: Quỹ}, {code: "3.1", title: Rau}]
requirements:
  - code: QUY
    plan: KHCN
    title: Báo cáo quý
    units: {classes: [PHUONG]}
    tasks: all
    period: {type: quarterly, from: 2026-10-01}
    due: {month: last, day: 17}
    reminders: CHUAN
reminder_policies:
  - {code: CHUAN, steps: [{before: 30d, at: "08:00", to: [focal_point]}]}
"""
HEAD = "version: 1\norganisation: {code: DALAT}\n"
MERGER = (
    HEAD
    + """
units: [{code: PXH, name: Phường Xuân Hương, classes: [PHUONG]}]
unit_changes:
  - kind: merge
    date: 2026-11-24
    basis: {number: 1660/NQ-UBTVQH15, date: 2026-06-16, issuer: Ủy ban Thường vụ Quốc hội}
    before: [P1, P2]
    after: [PXH]
"""
)
SPLIT = (
    HEAD
    + """
units: [{code: P10B, name: Phường Đông, classes: [PHUONG]}, {code: P10A, name: Phường Đào, classes: [PHUONG]}]
unit_changes:
  - {kind: split, date: 2026-11-24, basis: NQ 7, before: [P10], after: [P10B, P10A]}
"""
)
RENAMING = (
    HEAD
    + """
unit_changes: [{kind: rename, date: 2027-01-01, basis: NQ 9, before: [P2], name: Phường Cam Ly}]
"""
)


def load(world: World, text: str) -> list[str]:
    with world.database.transaction() as session:
        return load_setup(session, text, world.now, world.context.calendar)


def ticks(world: World) -> None:
    world.database.do(tick, world.now, world.context.calendar)
    world.deliver()


@pytest.fixture
def world(either_database: Database) -> World:
    world = World(either_database)
    load(world, SETUP)
    world.person("BTG", "coordinator", "Tuấn", TUAN)
    world.person("BTG", "coordinator", "Hòa", HOA)
    world.person("P1", "focal_point", "Lan", LAN)
    world.person("P2", "focal_point", "Mai", MAI)
    ticks(world)
    return world


def merged(world: World) -> None:
    load(world, MERGER)
    world.at("2026-11-24 09:00")
    ticks(world)


def states(world: World) -> dict[tuple[str, str], str]:
    with world.database.transaction() as session:
        rows = session.execute(
            select(Unit.code, Obligation.period_key, Obligation.state).join(Unit, Unit.id == Obligation.unit_id)
        )
        return {(code, key): state for code, key, state in rows}


def moves_all(world: World, chat: str = TUAN) -> None:
    world.presses(chat, "Chuyển sang Phường Xuân Hương")
    world.presses(chat, "Đúng, làm với cả 2")


def test_nothing_is_said_before_the_day_and_everything_once_on_it(world: World) -> None:
    load(world, MERGER)
    ticks(world)
    assert "sáp nhập" not in world.said(TUAN)
    world.at("2026-11-24 09:00")
    ticks(world)
    told = world.last(TUAN)
    assert told.text == (
        "Phường 1 và Phường 2 đã sáp nhập thành Phường Xuân Hương từ 24/11/2026 (1660/NQ-UBTVQH15 ngày 16/06/2026 của "
        "Ủy ban Thường vụ Quốc hội).\nCòn 2 báo cáo đang mở, chờ anh/chị quyết định."
    )
    assert told.labels == [
        "Chuyển sang Phường Xuân Hương",
        "Để đơn vị cũ báo cáo nốt",
        "Miễn báo cáo",
        "Xem từng báo cáo",
        "Mời Phường Xuân Hương",
    ]
    assert "cần lời mời của đơn vị mới" in world.said(LAN)
    world.said(TUAN)
    ticks(world)
    assert world.heard(TUAN) == []
    assert load(world, MERGER) == [], "loaded again it changes nothing"
    assert states(world)["P1", "2026-Q4"] == "open", "nothing moves by itself"
    assert ("PXH", "2026-Q4") not in states(world)


def test_what_is_open_of_who_is_asked_for_no_more_is_decided_too(world: World) -> None:
    with world.database.transaction() as session:
        session.execute(delete(RequirementUnit))
    merged(world)
    assert world.last(TUAN).text.endswith("Còn 2 báo cáo đang mở, chờ anh/chị quyết định.")
    moves_all(world)
    assert states(world)["PXH", "2026-Q4"] == "open"


def test_moving_all_keeps_the_drafts_words(world: World) -> None:
    world.says(LAN, "2.7 40%, vướng: thiếu kinh phí")
    world.presses(LAN, "Đúng, ghi vào nháp")
    merged(world)
    world.heard(LAN)
    world.person("PXH", "focal_point", "Nga", "103")
    moves_all(world)
    assert "Đã chuyển 2 báo cáo sang Phường Xuân Hương" in world.last(TUAN).text
    assert states(world) == {
        ("P1", "2026-Q4"): "excused",
        ("P2", "2026-Q4"): "excused",
        ("P10", "2026-Q4"): "open",
        ("PXH", "2026-Q4"): "open",
    }
    assert "không phải nộp nữa" in world.said(LAN)
    told = world.last("103")
    assert "được chuyển sang Phường Xuân Hương" in told.text
    assert told.labels == ["Nhiệm vụ của tôi", "Nháp của Phường 1"]
    world.presses("103", "Nháp của Phường 1")
    assert "2.7 Quỹ: đang thực hiện 40 %, vướng mắc “thiếu kinh phí” (Lan)" in world.last("103").text
    world.presses("103", "Chép vào nháp của đơn vị anh/chị")
    assert "Đã chép 1 nhiệm vụ" in world.last("103").text
    assert len(world.all(DraftEntry)) == 2, "the old words stay"
    world.says("103", "/lichsu")
    assert world.last("103").labels == ["Nháp của Phường 1"]
    decisions = [event for event in world.all(AuditEvent) if event.action == "duty.moved"]
    assert [event.detail["basis"]["number"] for event in decisions] == ["1660/NQ-UBTVQH15"] * 2
    world.says(TUAN, "/nhatky")
    assert "“Chuyển sang Phường Xuân Hương theo 1660/NQ-UBTVQH15 ngày 16/06/2026 của " in world.last(TUAN).text


def test_what_was_over_when_it_was_moved_is_not_the_new_units_lateness(world: World) -> None:
    merged(world)
    world.person("PXH", "focal_point", "Nga", "103")
    world.at("2027-01-04 09:00")  # 18 days after it was due
    moves_all(world)
    world.says("103", "/nhiemvu")
    assert "chuyển từ Phường 1 ngày 04/01/2027, hạn cũ" in world.last("103").text
    assert "trễ" not in world.last("103").text
    world.presses("103", "Báo cáo ngay")
    assert "chuyển từ Phường 1 ngày 04/01/2027, hạn cũ" in world.last("103").text
    assert "trễ" not in world.last("103").text
    ticks(world)
    assert "trễ" not in world.said("103")


def test_files_of_a_draft_that_is_taken_over_open_for_the_new_unit(world: World) -> None:
    world.sends_file(LAN, "a.pdf", files.PDF, text="2.7 40%")
    world.fetch_files()
    world.presses(LAN, "Đúng, ghi vào nháp")
    merged(world)
    world.person("PXH", "focal_point", "Nga", "103")
    moves_all(world)
    world.presses("103", "Nháp của Phường 1")
    world.presses("103", "Chép vào nháp của đơn vị anh/chị")
    [old, new] = world.all(Attachment)
    [entry] = [entry for entry in world.all(DraftEntry) if entry.answers["files"][0]["id"] == new.id]
    assert entry.answers["files"] == [
        {"id": new.id, "name": "a.pdf", "kind": "pdf", "size": old.size, "sha256": old.sha256}
    ]
    kept = world.database.do(attachments.stored, new.id)
    assert kept is not None
    assert kept.content == files.PDF
    assert set(kept.unit_ids) == {world.unit_id("PXH")}
    world.presses("103", "Báo cáo ngay")
    world.presses("103", "2.7 ✓")
    world.presses("103", "Tệp kèm (1)")
    world.presses("103", "Gỡ a.pdf")
    assert [row.state for row in world.all(Attachment)] == ["attached", "removed"]


def test_reminders_go_to_the_new_unit(world: World) -> None:
    merged(world)
    world.person("PXH", "focal_point", "Nga", "103")
    moves_all(world)
    world.heard(LAN)
    world.heard("103")
    ticks(world)
    assert world.heard(LAN) == []
    assert "Nhắc báo cáo" in world.said("103")


def test_of_two_presses_and_two_coordinators_the_second_is_told(world: World) -> None:
    merged(world)
    world.presses(HOA, "Xem từng báo cáo")
    world.presses(HOA, "Xử lý 1")
    hers = world.last(HOA)
    world.presses(TUAN, "Miễn báo cáo")
    confirmation = world.last(TUAN)
    world.presses(TUAN, "Đúng, làm với cả 2")
    world.presses(TUAN, "Đúng, làm với cả 2", on=confirmation)
    assert "đã được quyết định" in world.last(TUAN).text
    world.presses(HOA, "Chuyển sang Phường Xuân Hương", on=hers)
    assert "Tuấn đã miễn lúc 09:00" in world.last(HOA).text
    assert len(world.all(DutyDecision)) == 2
    assert ("PXH", "2026-Q4") not in states(world)


def test_one_stays_with_the_old_unit_and_may_still_move(world: World) -> None:
    merged(world)
    world.presses(TUAN, "Xem từng báo cáo")
    world.presses(TUAN, "Xử lý 1")
    card = world.last(TUAN)
    world.presses(TUAN, "Để đơn vị cũ báo cáo nốt")
    assert states(world)["P1", "2026-Q4"] == "open"
    assert "đề nghị anh/chị báo cáo nốt" in world.said(LAN)
    world.presses(TUAN, "Để đơn vị cũ báo cáo nốt", on=card)
    assert "Tuấn đã để đơn vị cũ báo cáo nốt" in world.last(TUAN).text
    world.says(TUAN, "/sapxep")
    assert "1 chờ quyết định" in world.last(TUAN).text
    world.presses(TUAN, "Chuyển sang Phường Xuân Hương", on=card)
    assert states(world)["P1", "2026-Q4"] == "excused"
    world.says(LAN, "/khongphatsinh")
    assert "không có báo cáo nào" in world.last(LAN).text


def test_what_is_in_stays_and_the_next_period_is_the_new_units(world: World) -> None:
    world.says(LAN, "/khongphatsinh")
    world.presses(LAN, "Gửi báo cáo")
    merged(world)
    assert "Còn 1 báo cáo đang mở" in world.said(TUAN)
    world.at("2027-01-02 09:00")
    ticks(world)
    assert {unit for unit, key in states(world) if key == "2027-Q1"} == {"P10", "PXH"}
    assert states(world)["P1", "2026-Q4"] == State.SUBMITTED
    world.says(TUAN, "/tonghop QUY 2026-Q4")
    assert "Phường 2" in world.last(TUAN).text


def test_a_split_offers_each_new_unit_and_all_of_them(world: World) -> None:
    load(world, SPLIT)
    world.at("2026-11-24 09:00")
    ticks(world)
    assert "Phường 10 đã chia tách thành Phường Đào và Phường Đông từ 24/11/2026 (NQ 7)." in world.last(TUAN).text
    assert world.last(TUAN).labels[:3] == [
        "Chuyển sang Phường Đào",
        "Chuyển sang Phường Đông",
        "Chuyển sang cả 2 đơn vị mới",
    ]
    world.presses(TUAN, "Chuyển sang cả 2 đơn vị mới")
    world.presses(TUAN, "Đúng, làm với cả 1")
    assert states(world)["P10A", "2026-Q4"] == states(world)["P10B", "2026-Q4"] == "open"
    assert states(world)["P10", "2026-Q4"] == "excused"


def test_an_ended_unit_is_shown_and_nobody_is_invited_into_it(world: World) -> None:
    world.says(TUAN, "/moi P1")
    roles = world.last(TUAN)
    merged(world)
    world.says(TUAN, "/moi")
    assert "Phường 1" not in world.last(TUAN).labels
    world.presses(TUAN, "Đầu mối", on=roles)
    assert "nay là Phường Xuân Hương. Hãy mời vào đơn vị mới." in world.last(TUAN).text
    world.says(TUAN, "/donvi P1")
    assert "↪ Phường 1 và Phường 2 đã sáp nhập thành Phường Xuân Hương từ 24/11/2026" in world.last(TUAN).text
    assert "Xem từng báo cáo" in world.last(TUAN).labels
    world.says(TUAN, "/donvi PXH")
    assert "↩ Phường 1 và Phường 2 đã sáp nhập" in world.last(TUAN).text


def test_a_moved_report_is_not_expected_from_the_old_unit_again(world: World) -> None:
    world.says(TUAN, "/donvi P1")
    world.presses(TUAN, "Miễn kỳ này")
    merged(world)
    moves = world.last(TUAN)
    world.presses(TUAN, "Chuyển sang Phường Xuân Hương", on=moves)
    world.says(TUAN, "/donvi P2")
    assert "Bỏ miễn" not in world.last(TUAN).labels


def test_who_coordinates_no_more_decides_nothing(world: World) -> None:
    merged(world)
    world.presses(TUAN, "Miễn báo cáo")
    with world.database.transaction() as session:
        who = session.scalars(select(Person.id).where(Person.name == "Tuấn")).one()
        session.scalars(select(Position).where(Position.person_id == who)).one().until = world.now
    world.passes(minutes=1)
    world.presses(TUAN, "Đúng, làm với cả 2")
    assert "Phần này đã hủy" in world.last(TUAN).text  # as what was read back is about plans that are no longer his
    world.says(LAN, "/sapxep")
    assert world.last(LAN).labels == []
    assert states(world)["P1", "2026-Q4"] == "open"


def test_a_renaming_keeps_the_old_name_on_past_periods(world: World) -> None:
    world.at("2027-01-02 09:00")
    ticks(world)
    load(world, RENAMING)
    ticks(world)
    assert "Phường 2 đổi tên thành Phường Cam Ly từ 01/01/2027 (NQ 9)." in world.last(TUAN).text
    assert "mang tên mới" in world.said(MAI)
    world.says(TUAN, "/tonghop QUY 2026-Q4")
    assert "Phường 2" in world.last(TUAN).text
    assert "Cam Ly" not in world.last(TUAN).text
    world.says(TUAN, "/tonghop QUY 2027-Q1")
    assert "Phường Cam Ly" in world.last(TUAN).text
    world.says(TUAN, "/donvi P2")
    assert world.last(TUAN).text.startswith("Phường Cam Ly (P2)\nTrước 01/01/2027: Phường 2")


def test_an_obstacle_stays_with_the_unit_and_names_the_new_one(world: World) -> None:
    world.says(LAN, "/vuongmac 2.7 thiếu kinh phí")
    world.presses(LAN, "Gửi vướng mắc")
    merged(world)
    world.says(TUAN, "/vuongmac")
    assert "Phường 1 (nay Phường Xuân Hương) · 2.7: “thiếu kinh phí”" in world.last(TUAN).text


def test_old_names_behind_commands_are_told_what_became_of_them(world: World) -> None:
    merged(world)
    moves_all(world)
    world.at("2026-12-19 09:00")
    ticks(world)
    for command in ("/dondoc", "/quahan", "/chuanop", "/donvi", "dondoc", "quá hạn"):
        world.says(TUAN, f"{command} phường 1")
        said = "\n".join([world.last(TUAN).text, *world.last(TUAN).labels])
        assert "Phường 1 và Phường 2 đã sáp nhập thành Phường Xuân Hương từ 24/11/2026" in said, (command, said)


def test_a_unit_is_found_by_the_name_it_had_and_shown_by_the_one_it_has(world: World) -> None:
    load(world, RENAMING)
    world.at("2027-01-04 09:00")
    ticks(world)
    for command in ("/quahan", "/chuanop", "/dondoc", "/donvi", "quá hạn"):
        world.says(TUAN, f"{command} phường 2")
        said = "\n".join([world.last(TUAN).text, *world.last(TUAN).labels])
        assert "Phường Cam Ly" in said, (command, said)


def test_why_it_was_excused_is_said_to_each_reader_and_older_sentences_as_they_were(world: World) -> None:
    merged(world)
    moves_all(world)
    said = "Chuyển sang Phường Xuân Hương theo 1660/NQ-UBTVQH15 ngày 16/06/2026"
    world.says(TUAN, "/donvi P1")
    assert said in world.last(TUAN).text
    world.says(TUAN, "/language en")
    world.says(TUAN, "/donvi P1")
    assert "Moved to Phường Xuân Hương by 1660/NQ-UBTVQH15" in world.last(TUAN).text
    with world.database.transaction() as session:
        for excuse in session.scalars(select(Excuse)):
            excuse.reason = "Chuyển sang phường mới theo nghị quyết"
    world.says(TUAN, "/donvi P1")
    assert "Chuyển sang phường mới theo nghị quyết" in world.last(TUAN).text
