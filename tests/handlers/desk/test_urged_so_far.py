"""*Đã nhắc gì*: every reminder and nudge on a unit's report, when, to whom, by which way, or why not."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import update

from storage.audit import audit
from storage.db.database import Database
from storage.following import nudges
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
        "Ngoài ra còn 3 dòng: không đến được đơn vị, hoặc là công văn.",
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


def urged_of(world: World, unit: str) -> list[str]:
    world.says(TUAN, f"/donvi {unit}")
    world.presses(TUAN, "Đã nhắc gì")
    return world.last(TUAN).text.split("\n")


def test_a_nudge_that_never_arrived_is_no_nudge(world: World) -> None:
    world.person("PKT", "deputy", "Hải", "102")
    world.blocking |= {LAN, "102"}
    world.says(TUAN, "/dondoc PKT")
    said = urged_of(world, "PKT")
    assert said[0].endswith("đã nhắc đơn vị 0 lần")
    assert said[-1].endswith("→ Lan, Hải, qua Telegram: không gửi được (người nhận đã chặn hoặc rời cuộc trò chuyện)")
    assert often(world, "PKT") == ("đã nhắc đơn vị 0 lần", "")


def test_a_nudge_that_reached_one_of_two_is_one_and_says_who_did_not_get_it(world: World) -> None:
    world.person("PKT", "deputy", "Hải", "102")
    world.blocking.add("102")
    world.says(TUAN, "/dondoc PKT")
    said = urged_of(world, "PKT")
    assert said[0].endswith("đã nhắc đơn vị 1 lần")
    assert [line.partition("đôn đốc")[2] for line in said[-2:]] == [
        " → Lan, qua Telegram: đã gửi",
        " → Hải, qua Telegram: không gửi được (người nhận đã chặn hoặc rời cuộc trò chuyện)",
    ]
    assert often(world, "PKT") == ("đã nhắc đơn vị 1 lần", "nhắc 1 lần")


def test_a_nudge_that_went_another_way_arrived(world: World) -> None:
    lan = world.person_id("Lan")
    world.address(lan, "lan-web", channel="web")
    world.blocking.add(LAN)
    world.says(TUAN, "/dondoc PKT")
    said = urged_of(world, "PKT")
    assert said[0].endswith("đã nhắc đơn vị 1 lần")
    assert said[-1].endswith("→ Lan, qua web: đã gửi (kênh thường dùng không liên lạc được)")


def test_a_nudge_noted_before_its_message_was_kept_counts(world: World) -> None:
    with world.database.transaction() as session:
        audit.record(
            session,
            organisation_id=world.organisation_id,
            at=world.now,
            action=nudges.UNIT_NUDGED,
            subject=f"obligation:{world.obligation_id('PKT')}",
            to=[[world.person_id("Lan"), "telegram"]],
        )
    assert urged_of(world, "PKT")[-1].endswith("→ Lan, qua Telegram: đã gửi")
    assert often(world, "PKT") == ("đã nhắc đơn vị 1 lần", "nhắc 1 lần")


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
