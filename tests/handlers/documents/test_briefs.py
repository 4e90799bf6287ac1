"""The leader's page: `/tinhhinh`, the first working morning of a week, and Word on one sheet for each plan."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

import docx
import pytest
from openxml_audit import OpenXmlValidator
from sqlalchemy import update

from handlers.briefs.brief_document import BriefDocument
from handlers.briefs.brief_text import sections
from handlers.briefs.plan_brief import ComingReport, PlanBrief, PunctualityGain, gather
from handlers.words import Words
from scheduler import tick as ticking
from scheduler.tick import tick
from storage.db.database import Database
from storage.installation.calendars import work_calendar
from storage.tables import Address, Obligation, Organisation
from tests.handlers.documents import rendering
from tests.handlers.documents.test_documents import out_of_order
from tests.world import World

TUAN, CHI, LAN, AN = "900", "950", "100", "101"
CALENDAR = work_calendar()
ANY = "1.1, 3.1, 4.8, 5.2, 6.2, T.1"


@pytest.fixture
def world(sqlite_database: Database) -> World:
    """Three units owe a report by 17 December; Chị Chi leads the unit that coordinates the plan."""
    world = World(sqlite_database)
    world.furnish()
    world.person("BTG", "coordinator", "Tuấn", TUAN)
    world.person("BTG", "unit_leader", "Chi", CHI)
    world.person("PKT", "focal_point", "Lan", LAN)
    world.person("PYT", "focal_point", "An", AN)
    world.at("2026-12-15 09:00")
    return world


def hand_in(world: World, chat: str, *lines: str) -> None:
    world.says(chat, "/baocao")
    for line in lines:
        world.says(chat, line)
        world.presses(chat, "Đúng, ghi vào nháp")
    world.presses(chat, "Xem lại")
    world.presses(chat, "Gửi báo cáo")
    assert world.last(chat).text.startswith("Đã nộp"), world.last(chat).text


def brief(world: World, chat: str = CHI, typed: str = "/tinhhinh") -> str:
    world.says(chat, typed)
    return world.last(chat).text


def test_it_says_what_is_late_what_got_better_what_waits_and_what_comes(world: World) -> None:
    hand_in(world, LAN, f"{ANY} xong", "2.7 25%, vướng: khẩn: thiếu kinh phí")
    assert "Đến hạn trong bảy ngày tới\n• Báo cáo quý IV/2026: hạn 17:00 thứ Năm 17/12/2026, còn 2 đơn vị" in brief(
        world
    )
    world.at("2026-12-18 10:00")
    hand_in(world, AN, f"{ANY} 50%", "2.7 75%")
    world.says(TUAN, "/dondoc PNV")
    world.at("2026-12-21 08:00")
    assert brief(world) == (
        "📋 Tình hình thứ Hai 21/12/2026\n"
        "\n"
        "Kế hoạch khoa học và công nghệ\n"
        "Quá hạn: 1 đơn vị, 1 báo cáo\n"
        "• Phòng Nội vụ: Báo cáo quý IV/2026 trễ 4 ngày (chưa có đầu mối)\n"
        "Chuyển biến trong bảy ngày qua\n"
        "• 1 báo cáo trễ đã nộp: Phòng Y tế (Báo cáo quý IV/2026)\n"
        "Chờ quyết định\n"
        "• Phòng Kinh tế & <Hạ tầng>: “thiếu kinh phí” (khẩn), chờ 6 ngày, chưa trả lời\n"
        "• 2 báo cáo chờ duyệt"
    )
    assert world.last(CHI).labels == ["Xuất Word"], "a leader decides nothing here, and opens no lists"
    brief(world, TUAN)
    assert world.last(TUAN).labels == ["Xuất Word", "Quá hạn", "Vướng mắc (1)"]


def test_an_answered_obstacle_is_what_got_better(world: World) -> None:
    hand_in(world, LAN, f"{ANY} xong", "2.7 25%, vướng: thiếu kinh phí")
    world.says(TUAN, "/vuongmac")
    world.presses(TUAN, "Xem 1")
    world.presses(TUAN, "Trả lời")
    world.says(TUAN, "sẽ cấp trong tháng 1")
    world.presses(TUAN, "Gửi trả lời")
    said = brief(world)
    assert "• 1 vướng mắc, kiến nghị đã được trả lời hoặc khép lại: Phòng Kinh tế & <Hạ tầng>: “thiếu kinh phí”" in said
    assert "chưa trả lời" not in said
    world.passes(days=8)
    assert "đã được trả lời" not in brief(world), "it was a week ago"


def test_nothing_to_tell_is_one_line(world: World) -> None:
    world.at("2026-11-02 09:00")
    said = brief(world)
    assert said.startswith("Tình hình thứ Hai 02/11/2026: không có báo cáo quá hạn")
    assert "\n" not in said
    assert world.last(CHI).labels == []


def test_whoever_only_reports_is_told_whom_it_is_for(world: World) -> None:
    for typed in ("/tinhhinh", "tình hình chung", "/brief"):
        said = brief(world, LAN, typed)
        assert "Phòng Nội vụ" not in said
        assert "dành cho" in said, said


def test_a_forged_button_brings_no_page(world: World) -> None:
    brief(world)
    world.sends(LAN, "button", key=world.last(CHI).key("Xuất Word"))
    assert world.make_files() == 0


def test_a_plan_may_be_named(world: World) -> None:
    world.add_plan("KHAC", "Kế hoạch cải cách hành chính", coordinators=["BTG"])
    world.add_requirement("KHAC-QUY", "Báo cáo quý", units=["PYT"], plan="KHAC")
    world.open("KHAC-QUY", "2026-Q4")
    both = brief(world)
    assert both.index("Kế hoạch cải cách hành chính") < both.index("Kế hoạch khoa học")
    for typed in ("KHAC", "cải cách hành chính", "cai cach hanh chinh"):
        assert "Kế hoạch khoa học" not in brief(world, CHI, f"/tinhhinh {typed}"), typed
    assert brief(world, CHI, "/tinhhinh nông thôn mới").startswith("Chưa rõ “nông thôn mới” là kế hoạch nào.")


def on_morning(world: World, moment: str) -> dict[str, str]:
    world.at(moment)
    for chat in (TUAN, CHI, LAN):
        world.heard(chat)
    world.database.do(tick, world.now, CALENDAR)
    world.deliver()
    return {chat: world.said(chat) for chat in (TUAN, CHI, LAN)}


def digested(world: World, on: date) -> None:
    with world.database.transaction() as session:
        session.execute(update(Organisation).values(digested_on=on))


def test_it_comes_on_the_first_working_morning_of_a_week_and_once(world: World) -> None:
    digested(world, date(2026, 12, 18))
    said = on_morning(world, "2026-12-21 07:45")
    assert said[CHI].startswith("📋 Tình hình thứ Hai 21/12/2026")
    assert "Bản tin sáng" not in said[CHI]
    assert "Bản tin sáng" in said[TUAN]
    assert "Tình hình" not in said[TUAN], "the leader has it"
    assert said[LAN] == ""
    assert on_morning(world, "2026-12-21 07:46")[CHI] == ""
    assert on_morning(world, "2026-12-22 07:45")[CHI] == ""


def test_where_the_digest_fails_all_morning_the_page_is_not_offered_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The day moves with the digest; what can be typed in place of pressing stays what was sent."""
    monkeypatch.setattr(ticking, "send_if_due", lambda *_: 0)
    digested(world, date(2026, 12, 18))
    assert "📋 Tình hình" in on_morning(world, "2026-12-21 07:45")[CHI]
    offered = {one.chat_id: one.choices for one in world.all(Address)}
    assert offered[CHI]
    assert on_morning(world, "2026-12-21 07:46")[CHI] == ""
    assert {one.chat_id: one.choices for one in world.all(Address)} == offered


def test_a_day_off_brings_none(world: World) -> None:
    """New year's day 2027 is a Friday: nothing comes that morning, and the next Monday has its page."""
    digested(world, date(2026, 12, 31))
    assert on_morning(world, "2027-01-01 07:45")[CHI] == "", "new year's day, a Friday"
    assert "Tình hình thứ Hai 04/01/2027" in on_morning(world, "2027-01-04 07:45")[CHI]


def test_without_a_leader_who_can_be_reached_coordinators_have_it(world: World) -> None:
    digested(world, date(2026, 12, 18))
    world.sends(CHI, "blocked")
    said = on_morning(world, "2026-12-21 07:45")
    assert "📋 Tình hình thứ Hai 21/12/2026" in said[TUAN]


def word_file(world: World, chat: str = CHI) -> bytes:
    brief(world, chat)
    world.presses(chat, "Xuất Word")
    assert world.make_files() == 1
    return world.file(chat)


def text_of(content: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(BytesIO(content)).paragraphs)


def test_the_word_file_says_the_same(world: World) -> None:
    world.at("2026-12-21 08:00")
    said = text_of(word_file(world))
    assert "TÌNH HÌNH THỰC HIỆN KẾ HOẠCH" in said
    assert "(Tính đến 08:00 thứ Hai 21/12/2026)" in said
    assert "- Phòng Y tế: Báo cáo quý IV/2026 trễ 4 ngày (đầu mối An)" in said
    assert world.last(CHI).file.name == "tinh-hinh 2026-12-21.docx"  # type: ignore[union-attr]


def test_where_nothing_is_left_to_tell_there_is_no_file(world: World) -> None:
    """All was settled between the button and the file."""
    brief(world)
    world.presses(CHI, "Xuất Word")
    with world.database.transaction() as session:
        session.execute(update(Obligation).values(state="excused"))
    assert world.make_files() == 1
    assert world.last(CHI).text.startswith("Tình hình thứ Ba 15/12/2026: không có báo cáo quá hạn")
    assert world.last(CHI).file is None


def fullest(world: World, plans: int) -> Sequence[PlanBrief]:
    """A page with the most that each section tells, all names and texts of the longest."""
    hand_in(world, LAN, f"{ANY} xong", "2.7 25%, vướng: " + "chưa bố trí được vốn đối ứng " * 12)
    world.at("2026-12-21 08:00")
    with world.database.transaction() as session:
        [one] = gather(session, [world.plan_id()], world.now)
    unit = replace(
        one.late[0], name="Trung tâm Phát triển quỹ đất và Quản lý hạ tầng kỹ thuật khu vực phía Nam thành phố"
    )
    unit = replace(unit, reports=[*unit.reports] * 4)
    return [
        replace(
            one,
            late=[unit] * 8,
            late_units=3000,
            late_reports=12000,
            came_in=[],
            obstacles=[*one.obstacles] * 40,
            to_extend=12,
            coming=[_coming(one)] * 9,
        )
    ] * plans


def _coming(one: PlanBrief) -> ComingReport:
    asked = replace(one.late[0].reports[0].asked, title="Báo cáo kết quả thực hiện nhiệm vụ trọng tâm và các chỉ tiêu")
    return ComingReport(asked, asked.due_at + timedelta(days=9), 2999)


@pytest.mark.long
@pytest.mark.parametrize("style", ["state", "party"])
def test_it_has_a_sheet_for_each_plan(world: World, style: str, tmp_path: Path) -> None:
    if reason := rendering.why_not():
        pytest.skip(reason)
    path, zone = tmp_path / "brief.docx", ZoneInfo("Asia/Ho_Chi_Minh")
    BriefDocument(Words("vi"), fullest(world, 2), "Ủy ban nhân dân xã", style, zone, world.now).write(path)
    assert len(list(rendering.pages(rendering.drawn([path], tmp_path)[0]))) == 2
    assert not list(out_of_order(path.read_bytes()))
    assert OpenXmlValidator().validate(str(path)).is_valid


@pytest.mark.parametrize(
    ("language", "told"), [("vi", "100 % đơn vị nộp đúng hạn, kỳ trước 66,7 %"), ("en", "100 % of")]
)
def test_a_rate_is_written_as_everywhere_else(world: World, language: str, told: str) -> None:
    [one] = fullest(world, 1)
    gain = PunctualityGain(one.late[0].reports[0].asked, 100, 66.7)
    [line] = sections(Words(language), replace(one, gains=[gain], settled=[]), world.now)[1].lines
    assert told in line
