"""*Đã nhắc gì*: every reminder and nudge on a unit's report, when, to whom, by which way, or why not."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import update

from storage.db.database import Database
from storage.tables import Outbox, ReminderEntry
from tests.office import local
from tests.world import World

TUAN, LAN, AN = "900", "100", "101"
STAMP = "20261217T1000Z"


@pytest.fixture
def world(sqlite_database: Database) -> World:
    world = World(sqlite_database)
    world.furnish()
    world.person("BTG", "coordinator", "Tuấn", TUAN)
    world.person("PKT", "focal_point", "Lan", LAN)
    world.person("PYT", "focal_point", "An", AN, channel="web")
    world.at("2026-12-19 09:00")
    return world


def reminded(world: World, unit: str, step: str, at: str, outcome: str, **more: object) -> None:
    moment = local(at)
    with world.database.transaction() as session:
        session.add(
            ReminderEntry(
                organisation_id=world.organisation_id,
                obligation_id=world.obligation_id(unit),
                step=f"{STAMP}/{step}",
                recipient=str(more.get("person_id", "")),
                moment=moment,
                decided_at=moment,
                outcome=outcome,
                repeats=more.pop("repeats", 1),
                **more,
            )
        )


def test_reminders_and_nudges_stand_in_their_order_with_what_became_of_them(world: World) -> None:
    reminded(world, "PKT", "before-5wd", "2026-12-10 08:30", "nobody")
    reminded(world, "PKT", "every-5wd-2", "2026-12-18 08:30", "superseded", repeats=2)
    reminded(world, "PKT", "after-1wd", "2026-12-18 08:30", "saved", reason="quota")
    world.says(TUAN, "/dondoc PKT")
    world.says(TUAN, "/donvi PKT")
    assert "Đã nhắc gì" in world.last(TUAN).labels
    world.presses(TUAN, "Đã nhắc gì")
    assert world.last(TUAN).text.split("\n") == [
        "Phòng Kinh tế & <Hạ tầng> · Báo cáo quý IV/2026: đã nhắc đơn vị 1 lần",
        "Cùng 3 dòng khác: lần không gửi đến đơn vị, hoặc công văn.",
        "• 08:30 thứ Năm 10/12/2026: nhắc trước hạn: không có ai nhận được",
        "• 08:30 thứ Sáu 18/12/2026: nhắc lại: 2 lượt bỏ qua vì đã đến lượt sau",
        "• 08:30 thứ Sáu 18/12/2026: nhắc sau hạn: để dành, chờ bản tin sau (hạn mức tin trong tháng sắp hết)",
        "• 09:00 thứ Bảy 19/12/2026: Tuấn đôn đốc → Lan, qua Telegram: đã gửi",
    ]
    world.presses(TUAN, "Xuất Excel")
    assert world.make_files() == 1
    book = load_workbook(BytesIO(world.file(TUAN)))
    rows = [[cell.value for cell in row] for row in book["Đã nhắc"]]
    assert rows[0][:2] == ["Đơn vị", "Báo cáo"]
    assert [row[6] for row in rows[1:]][-1] == "đã gửi"
    assert rows[-1][4:6] == ["Lan", "Telegram"]
    world.says(TUAN, "/donvi PKT")
    world.presses(TUAN, "Đã nhắc gì")
    world.presses(TUAN, "Về đơn vị")
    assert world.last(TUAN).text.startswith("Phòng Kinh tế & <Hạ tầng>")


def test_what_became_of_a_message_is_told(world: World) -> None:
    world.says(TUAN, "/dondoc tất cả")
    with world.database.transaction() as session:
        message = session.query(Outbox).filter_by(chat_id=LAN).one()
        session.execute(update(Outbox).where(Outbox.id == message.id).values(state="given_up", reason="blocked"))
        outbox_id = message.id
    reminded(world, "PKT", "before-1wd", "2026-12-16 08:30", "queued", outbox_id=outbox_id)
    world.says(TUAN, "/donvi PKT")
    world.presses(TUAN, "Đã nhắc gì")
    assert "nhắc trước hạn, qua Telegram: không gửi được" in world.last(TUAN).text


def test_nothing_so_far_is_said(world: World) -> None:
    world.says(TUAN, "/donvi PYT")
    world.presses(TUAN, "Đã nhắc gì")
    assert world.last(TUAN).text.endswith("Chưa có lần nhắc nào.")
    assert world.last(TUAN).labels == ["Về đơn vị"]


def test_in_english_no_vietnamese_sentence_is_left(world: World) -> None:
    reminded(world, "PYT", "before-5wd", "2026-12-10 08:30", "nobody")
    world.says(TUAN, "/language en")
    world.says(TUAN, "/unit PYT")
    world.presses(TUAN, "What was urged")
    assert "reminder before it is due: reached nobody" in world.last(TUAN).text


def often(world: World, unit: str) -> tuple[str, str]:
    """How often a unit was urged, by its screen and by the list of who is late."""
    world.says(TUAN, f"/donvi {unit}")
    world.presses(TUAN, "Đã nhắc gì")
    screen = world.last(TUAN).text.split("\n")[0].rpartition(": ")[2]
    world.says(TUAN, f"/quahan {unit}")
    [line] = [line for line in world.last(TUAN).text.split("\n") if line.startswith("1. ")]
    return screen, next((part for part in line.split(" · ") if part.startswith("nhắc")), "")


def test_how_often_is_counted_once_for_every_place(world: World) -> None:
    lan, tuan = world.person_id("Lan"), world.person_id("Tuấn")
    assert often(world, "PKT") == ("đã nhắc đơn vị 0 lần", "")
    reminded(world, "PKT", "before-5wd", "2026-12-10 08:30", "queued", person_id=lan)
    reminded(world, "PKT", "after-1wd", "2026-12-18 08:30", "queued", person_id=tuan)
    reminded(world, "PKT", "after-2wd", "2026-12-18 08:31", "nobody")
    assert often(world, "PKT") == ("đã nhắc đơn vị 1 lần", "nhắc 1 lần"), "its message is no longer kept"
    world.says(TUAN, "/dondoc PKT")
    assert often(world, "PKT") == ("đã nhắc đơn vị 2 lần", "nhắc 2 lần")
    world.says(TUAN, "/quahan PKT")
    world.presses(TUAN, "Soạn công văn")
    world.presses(TUAN, "Trước 17:00 thứ Tư 23/12/2026")
    assert world.make_files() == 1
    assert often(world, "PKT") == ("đã nhắc đơn vị 2 lần", "nhắc 2 lần"), "a letter is a draft for whoever signs"
