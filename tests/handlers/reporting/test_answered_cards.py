"""A direct reply to a card, a nudge, a digest or a receipt is about the report of that message."""

from typing import Any

import pytest
from sqlalchemy import update

from handlers.conversation.notices import tell
from handlers.conversation.talk import Choice
from storage.db.database import Database
from storage.tables import Draft, DraftEntry, Obligation, Outbox, Report, Requirement
from tests.world import Heard, World

LAN, TUAN = "100", "900"
QUARTER, MONTH = "Báo cáo quý IV/2026", "Báo cáo riêng tháng 11/2026"


@pytest.fixture
def world(sqlite_database: Database) -> World:
    """Lan owes two reports on the same tasks, due within a week of each other."""
    world = World(sqlite_database)
    world.furnish()
    world.person("PKT", "focal_point", "Lan", LAN)
    world.person("BTG", "coordinator", "Tuấn", TUAN)
    world.add_requirement("RIENG", "Báo cáo riêng", units=["PKT"], period_type="monthly")
    world.open("RIENG", "2026-11", "2026-12-19 17:00")
    world.at("2026-12-15 09:00")
    return world


def card(world: World, report: str) -> Heard:
    world.says(LAN, f"/baocao {'quý IV' if report == QUARTER else 'riêng'}")
    assert report in world.last(LAN).text
    return world.last(LAN)


def replies(world: World, to: Heard, text: str, **more: Any) -> Heard:
    world.says(LAN, text, reply_to=to.message_id, **more)
    return world.last(LAN)


def kept(world: World) -> dict[str, list[dict[str, Any]]]:
    codes = {one.id: one.code for one in world.all(Requirement)}
    asked = {one.id: codes[one.requirement_id] for one in world.all(Obligation)}
    drafts = {one.id: asked[one.obligation_id] for one in world.all(Draft)}
    found: dict[str, list[dict[str, Any]]] = {}
    for entry in world.all(DraftEntry):
        if entry.answers:
            found.setdefault(drafts[entry.draft_id], []).append(dict(entry.answers))
    return found


def test_the_card_that_is_answered_wins_over_the_one_that_is_open(world: World) -> None:
    quarter = card(world, QUARTER)
    card(world, MONTH)
    screen = replies(world, quarter, "2.7")
    assert screen.text.startswith(f"2.7 Quỹ phát triển KH&CN\n{QUARTER} · Phòng Kinh tế")
    world.says(LAN, "60%")
    assert kept(world) == {"KHCN-QUY": [{"status": "in_progress", "percent": 60}]}
    card(world, MONTH)
    assert QUARTER in replies(world, quarter, "3.1 xong").text
    assert MONTH in replies(world, card(world, MONTH), "3.1 xong").text


def test_a_tasks_screen_that_is_answered_is_that_task_of_that_report(world: World) -> None:
    card(world, QUARTER)
    world.says(LAN, "2.7")
    screen = world.last(LAN)
    card(world, MONTH)
    world.says(LAN, "3.1")
    assert replies(world, screen, "60%").text.startswith(f"Tôi hiểu là: 2.7 đang thực hiện 60 %. ({QUARTER})")
    world.presses(LAN, "Đúng, ghi vào nháp")
    card(world, MONTH)
    world.says(LAN, "3.1")
    world.says(LAN, "Vướng mắc")
    assert QUARTER in replies(world, screen, "đạt 70%").text
    assert kept(world) == {"KHCN-QUY": [{"status": "in_progress", "percent": 60}]}


def test_words_of_a_button_press_the_one_of_that_card(world: World) -> None:
    quarter = card(world, QUARTER)
    card(world, MONTH)
    assert QUARTER in replies(world, quarter, "xem lại").text
    assert QUARTER in replies(world, quarter, "không phát sinh").text
    assert not world.all(Report)


def test_a_digest_of_several_asks_among_these(world: World) -> None:
    world.add_requirement("KHAC", "Báo cáo khác", units=["PKT"], period_type="monthly")
    world.open("KHAC", "2026-11", "2026-12-16 17:00")
    ids = [world.obligation_id("PKT"), world.obligation_id("PKT", "RIENG", "2026-11")]
    u = world.unit_id("PKT")
    with world.database.transaction() as session:
        rows = [
            [Choice(f"Báo cáo ngay {n}", "report.start", {"obligation_id": o, "unit_id": u})]
            for n, o in enumerate(ids, 1)
        ]
        tell(session, [world.person_id("Lan")], lambda words: (words("courtesy"), rows), world.now)
    world.deliver()
    digest = world.last(LAN)
    world.says(LAN, "/baocao khác")
    assert replies(world, digest, "2.7 40%").text == "Anh/chị muốn nói về báo cáo nào ạ?"
    assert [label.partition(" · ")[0] for label in world.last(LAN).labels] == [f"1. {QUARTER}", f"2. {MONTH}"]
    assert MONTH in replies(world, digest, "2").text, "the second of that list"
    world.says(LAN, "/baocao khác")
    said = replies(world, digest, "không phát sinh")
    assert "khác" not in "".join(said.labels) + said.text
    assert kept(world) == {}


def test_a_receipt_offers_the_correction_of_that_report(world: World) -> None:
    world.says(LAN, "/khongphatsinh")
    world.presses(LAN, world.last(LAN).labels[0])
    world.presses(LAN, "Gửi báo cáo")
    receipt = world.last(LAN)
    assert QUARTER.lower() in receipt.text.lower()
    card(world, MONTH)
    said = replies(world, receipt, "2.7 60%").text
    assert QUARTER in said
    assert "Báo cáo này đã nộp" in said
    world.settle("PKT", state="accepted")
    said = replies(world, receipt, "2.7 60%").text
    assert "Báo cáo này đã nộp" not in said
    assert QUARTER in said
    assert kept(world) == {}


def test_an_edited_reply_an_unknown_message_and_an_own_line(world: World) -> None:
    quarter = card(world, QUARTER)
    card(world, MONTH)
    world.says(LAN, "2.7 40%", reply_to=quarter.message_id, message_id="mine")
    world.presses(LAN, "Đúng, ghi vào nháp")
    assert list(kept(world)) == ["KHCN-QUY"]
    card(world, MONTH)
    world.sends(LAN, "edited", text="2.7 45%", message_id="mine", reply_to=quarter.message_id)
    assert QUARTER in world.last(LAN).text
    card(world, MONTH)
    world.says(LAN, "3.1 xong", reply_to="mine")
    assert QUARTER in world.last(LAN).text
    card(world, MONTH)
    world.says(LAN, "3.1 xong", reply_to="somebody else's")
    assert MONTH in world.last(LAN).text


def test_an_edited_line_about_an_unknown_report_keeps_its_remark_once_it_is_asked(world: World) -> None:
    world.says(LAN, "2.7 ?", message_id="mine")
    world.says(LAN, "/huy")
    world.passes(minutes=1)
    world.says(LAN, "2.7 80%")
    world.presses(LAN, f"1. {QUARTER} · Phòng Kinh tế & <Hạ tầng>")
    world.presses(LAN, "Đúng, ghi vào nháp")
    world.says(LAN, "/huy")
    world.passes(minutes=1)
    world.sends(LAN, "edited", text="2.7 50%", message_id="mine")
    world.presses(LAN, f"1. {QUARTER} · Phòng Kinh tế & <Hạ tầng>")
    assert "sau tin ấy đã ghi: 2.7 đang thực hiện 80 %" in world.last(LAN).text


def test_each_part_of_a_card_in_several_is_that_card(world: World) -> None:
    quarter = card(world, QUARTER)
    with world.database.transaction() as session:
        session.execute(update(Outbox).where(Outbox.external_id == quarter.message_id).values(external_id="71,72,173"))
    card(world, MONTH)
    for part in ("71", "72", "173"):
        world.says(LAN, "3.1 xong", reply_to=part)
        assert QUARTER in world.last(LAN).text, part
    card(world, MONTH)
    world.says(LAN, "3.1 xong", reply_to="17")
    assert MONTH in world.last(LAN).text
