"""Where features meet: own fields and `như kỳ trước`, several units and what is typed, numbers and a message that
failed, an absence and the one who stands in."""

import pytest

from scheduler.tick import tick
from storage.db.database import Database
from storage.setup import load_setup
from storage.tables import Absence, DraftEntry, Report, Task
from tests.world import World

TUAN, THAO, LAN, MAI, AN, BINH = "900", "z-thao", "z-lan", "z-mai", "104", "114"
SETUP = """
version: 1
organisation: {code: DALAT, name: Ủy ban nhân dân Hoa Mai}
unit_classes: [{code: PHUONG, name: Các phường}]
units:
  - {code: VP, name: Văn phòng}
  - {code: P1, name: Phường Một, classes: [PHUONG]}
  - {code: P2, name: Phường Hai, classes: [PHUONG]}
  - {code: P3, name: Phường Ba, classes: [PHUONG]}
  - {code: P4, name: Phường Bốn, classes: [PHUONG]}
plans:
  - code: CCHC
    title: Kế hoạch cải cách hành chính
    coordinators: {lead: VP}
    tasks: [{code: "1.1", title: Rà soát thủ tục}, {code: "1.2", title: Tập huấn một cửa}]
  - code: PCCC
    title: Kế hoạch phòng cháy
    coordinators: {lead: VP}
    tasks: [{code: "1.1", title: Tuần tra}, {code: "2.1", title: Diễn tập}]
requirements:
  - code: CCHC-THANG
    plan: CCHC
    title: Báo cáo cải cách hành chính
    units: {classes: [PHUONG]}
    tasks: all
    period: {type: monthly, from: 2026-10-01}
    due: {month: last, day: 25}
    fields:
      - {code: tthc, name: TTHC đã rà soát, kind: number, unit: thủ tục, target: 120, over_units: sum,
         required: true, tasks: ["1.1"]}
      - {code: hai_long, name: Mức độ hài lòng, kind: number, unit: "%", over_units: mean, max: 100, tasks: ["1.1"]}
"""
DAILY = """
  - code: TRUC
    plan: PCCC
    title: Báo cáo trực ban
    units: {codes: [P1, P2, P3, P4]}
    tasks: all
    period: {type: daily, from: 2026-11-20}
    due: {after_period: 1d, time: "09:00"}
"""


def load(world: World, text: str) -> None:
    with world.database.transaction() as session:
        load_setup(session, text, world.now, world.context.calendar)


def ticks(world: World, moment: str = "") -> None:
    if moment:
        world.at(moment)
    world.database.do(tick, world.now, world.context.calendar)
    world.deliver()


@pytest.fixture
def world(sqlite_database: Database) -> World:
    """Mai reports for two wards, on a channel without buttons, as Lan does for one."""
    world = World(sqlite_database)
    world.at("2026-10-24 09:00")
    load(world, SETUP)
    world.person("VP", "coordinator", "Tuấn", TUAN)
    world.person("VP", "coordinator", "Thảo", THAO, channel="zalo")
    world.person("P1", "focal_point", "Lan", LAN, channel="zalo")
    world.appoint(world.person("P2", "focal_point", "Mai", MAI, channel="zalo"), "P3", "focal_point")
    world.person("P4", "focal_point", "An", AN)
    world.person("P4", "deputy", "Bình", BINH)
    ticks(world)
    return world


def one_period_later(world: World) -> None:
    for line in ("1.1 xong, tthc 96/120, hài lòng 85%, kết quả: rà 96", "đúng", "1.2 kps", "đúng"):
        world.says(LAN, line)
    world.says(LAN, "xem lại")
    world.says(LAN, "gửi báo cáo")
    assert len(world.all(Report)) == 1
    ticks(world, "2026-11-23 09:00")


@pytest.mark.parametrize(
    ("typed", "tthc", "percent"),
    [
        (["1.1 như kỳ trước, tthc 110", "1", "1"], 110, 100),
        (["như kỳ trước, riêng 1.1 tthc 110", "1"], 110, 100),
        (["1.1 tthc 110, hài lòng 90%, như kỳ trước", "1", "1"], 110, 100),
        (["như kỳ trước, riêng 1.1 mới 50%, tthc 100", "1"], 100, 50),
        (["như kỳ trước, riêng 1.1 mới 50%", "1"], None, 50),
    ],
)
def test_what_a_line_says_stands_over_as_last_time(
    world: World, typed: list[str], tthc: int | None, percent: int
) -> None:
    one_period_later(world)
    for line in typed:
        world.says(LAN, line)
    [task] = [task.id for task in world.all(Task) if task.code == "1.1" and task.title.startswith("Rà")]
    [kept] = [entry.answers for entry in world.all(DraftEntry) if entry.task_id == task]
    assert kept.get("tthc") == tthc, world.last(LAN).text
    assert kept.get("percent", 100 if kept.get("status") == "done" else None) == percent
    if percent == 50:
        assert "result" not in kept, "what another standing brought is not said again"


@pytest.mark.parametrize(
    ("typed", "unit"),
    [
        ("phường ba: 1.2 xong", "Phường Ba"),
        ("P2 1.2 xong, 1.1 60% tthc 90", "Phường Hai"),
        ("Phường Hai 1.2 xong", "Phường Hai"),
        ("phuong ba - 1.2 xong", "Phường Ba"),
        ("1.2 xong cho phường hai", "Phường Hai"),
        ("1.2 xong (phường ba)", "Phường Ba"),
        ("phường hai: 1.2 kết quả: tập huấn cho phường ba", "Phường Hai"),
        ("phường ba: không phát sinh", "Phường Ba"),
        ("phường hai à nhầm phường ba: 1.2 xong", "Phường Ba"),
        ("phường hai 1.2 xong, à nhầm phường ba", "Phường Ba"),
        ("phường hai: 1.2 40%, à nhầm 60%", "Phường Hai"),
    ],
)
def test_a_line_that_names_a_unit_is_about_that_unit(world: World, typed: str, unit: str) -> None:
    for opened in ("", "1", "2"):  # with nothing open, and under each unit's card
        if opened:
            world.says(MAI, "/huy")
            world.says(MAI, "/baocao")
            world.says(MAI, opened)
        world.says(MAI, typed)
        assert f"Báo cáo cải cách hành chính tháng 10/2026 · {unit}" in world.last(MAI).text, opened
        assert "Tôi chưa hiểu" not in world.last(MAI).text


def test_a_task_s_screen_of_another_unit_is_left_by_naming_one(world: World) -> None:
    for line in ("/baocao", "1", "1.2", "phường hai: 1.2 chưa"):
        world.says(MAI, line)
    assert "1.2 chưa thực hiện. (Báo cáo cải cách hành chính tháng 10/2026 · Phường Hai)" in world.last(MAI).text


def test_what_is_read_back_names_the_unit_of_who_has_several(world: World) -> None:
    world.says(MAI, "1.2 xong")
    world.says(MAI, "2")
    assert "tháng 10/2026 · Phường Hai)" in world.last(MAI).text
    world.says(LAN, "1.2 xong")
    assert "tháng 10/2026)" in world.last(LAN).text


def test_no_number_answers_a_card_that_was_refused(world: World) -> None:
    world.refusing[THAO] = lambda outgoing: "xin gia hạn" in str(outgoing.card)
    world.says(THAO, "/chuanop")
    world.says(AN, "/giahan 5 ngày vì ốm")
    world.presses(AN, "Gửi đề nghị")
    assert "không nhận nội dung" in world.last(THAO).text
    world.heard(AN)
    world.says(THAO, "1")
    assert not world.heard(AN), "nobody decided on what they never saw"
    world.refusing.clear()
    world.says(THAO, "/giahan")
    world.says(THAO, "1")
    world.says(THAO, "đồng ý")
    assert "được gia hạn" in world.last(AN).text


def test_who_stands_in_and_is_away_too_is_told_of(world: World) -> None:
    for chat, days, other in ((AN, "26/10 đến 30/10", "Bình"), (BINH, "27/10 đến 28/10", "An")):
        world.says(chat, f"/vangmat {days}")
        world.presses(chat, f"1. {other} · Phường Bốn")
        if chat == BINH:
            assert "⚠️ An cũng đã báo vắng mặt từ thứ Hai 26/10/2026 đến thứ Sáu 30/10/2026" in world.last(BINH).text
        else:
            assert "⚠️" not in world.last(AN).text
        world.presses(chat, "Đúng, báo vắng mặt")
    assert len(world.all(Absence)) == 2


def test_who_has_nobody_to_stand_in_is_not_asked_on(world: World) -> None:
    world.says(LAN, "/vangmat 26/10 đến 30/10")
    assert "chưa có ai khác" in world.last(LAN).text
    world.says(LAN, "1.2 xong")
    assert "1.2 hoàn thành" in world.last(LAN).text


def test_what_is_said_of_a_task_twice_in_a_line_is_read_back_whole(world: World) -> None:
    """A field goes by words of the task's title; texts add up; two ways to say how far are asked about."""
    for typed, said in (
        ("1.1 0%, tthc 96/120", "1.1 chưa thực hiện, TTHC đã rà soát: 96/120 thủ tục"),
        (
            "1.1 60%; 1.1 vướng vốn; 1.1 kết quả: rà xong; 1.1 3/5 xã",
            "1.1 đang thực hiện 60 %, 3/5 xã, kết quả “rà xong”",
        ),
        ("1.2 kết quả: mở 2 lớp; 1.2 kết quả: cấp 3 máy; 1.2 40%", "kết quả “mở 2 lớp; cấp 3 máy”"),
        ("1.2 60%, 1.2 96/120", "“1.2” có hai ý khác nhau"),
        ("1.2 xong, 1.2 3/5 lớp", "“1.2” có hai ý khác nhau"),
    ):
        world.says(AN, "/huy")
        world.says(AN, typed)
        assert said in world.last(AN).text, world.last(AN).text
    assert not world.all(DraftEntry)


def test_how_far_is_answered_by_a_bare_number_beside_numbered_choices(world: World) -> None:
    for line in ("1.2 sắp xong, 1.1 sắp xong", "85", "90 ạ", "1"):
        world.says(LAN, line)
    said = {tuple(entry.answers.items()) for entry in world.all(DraftEntry)}
    assert said == {(("status", "in_progress"), ("percent", percent)) for percent in (85, 90)}


def test_what_was_handed_in_is_corrected_whatever_order_the_words_may_be(world: World) -> None:
    """`nhầm` stops, `báo cáo đã gửi` shows what was sent, `sửa` opens it: beside how a task stands they are none."""
    for line in ("tất cả xong", "đúng", "1.1 tthc 96", "đúng", "xem lại", "gửi báo cáo"):
        world.says(LAN, line)
    assert len(world.all(Report)) == 1
    for line in (
        "à nhầm, 1.2 mới 80% thôi",
        "báo cáo đã gửi có 1.2 sai, mới 80% thôi",
        "sửa báo cáo hôm qua: 1.2 mới 80%",
    ):
        world.says(LAN, "/huy")
        world.says(LAN, line)
        assert "1.2 đang thực hiện 80 %" in world.last(LAN).text, world.last(LAN).text
        assert "Báo cáo này đã nộp" in world.last(LAN).text
    world.says(LAN, "/huy")
    world.says(LAN, "thôi bỏ")
    assert "Không có câu hỏi nào đang chờ" in world.last(LAN).text
    world.says(LAN, "sửa báo cáo")
    assert "bản nháp" in world.last(LAN).text


def test_of_two_units_in_one_message_neither_gets_what_is_said_of_the_other(world: World) -> None:
    for typed, rest in (
        ("Phường Hai: 1.2 40%; Phường Ba: 1.2 xong", "Phường Ba: 1.2 xong"),
        ("phường hai: 1.2 40%; phường ba: không phát sinh", "phường ba: không phát sinh"),
        ("phường hai 1.2 40%\nphường ba 1.1 xong\n1.2 chưa làm", "phường ba 1.1 xong\n1.2 chưa làm"),
    ):
        world.says(MAI, "/huy")
        world.heard(MAI)
        world.says(MAI, typed)
        told, read = world.heard(MAI)
        assert f"“{rest}”" in told.text
        assert "1.2 đang thực hiện 40 %" in read.text, read.text
        assert "Phường Hai" in read.text
        assert "hoàn thành" not in read.text
    world.says(MAI, "/huy")
    world.says(MAI, "phường hai: 1.2 40%; phường hai: 1.1 xong; kết quả: mở lớp cho phường ba")
    assert "1.1 hoàn thành" in world.last(MAI).text


def test_rumours_in_english_are_asked_about(world: World) -> None:
    world.says(AN, "/language en")
    world.says(AN, "I heard that 1.1 is done; 1.2 40%")
    assert "1.2 in progress 40 %" in world.last(AN).text
    assert "1.1 done" not in world.last(AN).text
    assert "result" not in world.last(AN).text
