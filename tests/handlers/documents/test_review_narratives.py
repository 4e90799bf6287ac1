"""Parts of a plan's review, typed in the chat like those of a collation, kept under the plan and the span."""

import pytest

from domain.collation.narratives import OF_A_REVIEW, NarrativePart
from domain.plan_reviews.review_spans import ReviewSpan
from handlers.plan_reviews.gathered_review import GatheredReview, gather
from storage.db.database import Database
from storage.tables import AuditEvent, Narrative
from tests.handlers.desk.test_collating import two_of_three
from tests.world import World

TUAN, MINH, LAN, AN, BINH = "900", "901", "100", "101", "102"
ASSESSMENT = "Cả giai đoạn các đơn vị triển khai nghiêm túc."


@pytest.fixture
def world(sqlite_database: Database) -> World:
    world = World(sqlite_database)
    world.furnish()
    for name, chat in (("Tuấn", TUAN), ("Minh", MINH)):
        world.person("BTG", "coordinator", name, chat)
    for unit, name, chat in (("PKT", "Lan", LAN), ("PYT", "An", AN), ("PNV", "Bình", BINH)):
        world.person(unit, "focal_point", name, chat)
    world.at("2026-12-15 09:00")
    return world


def opens(world: World, part: str, span: str = "..", chat: str = TUAN) -> str:
    """*Viết đánh giá* under a review, then the part; what is asked."""
    world.says(chat, f"/soket KHCN {span.replace('..', ' ')}")
    world.presses(chat, "Viết đánh giá")
    world.presses(chat, next(label for label in world.last(chat).labels if label.startswith(part)))
    return world.last(chat).text


def gathered(world: World, span: str = "..") -> GatheredReview:
    found = world.database.do(gather, world.plan_id(), ReviewSpan.of(span), world.now)
    assert found is not None
    return found


def writes(world: World, part: str, text: str, span: str = "..", chat: str = TUAN) -> None:
    opens(world, part, span, chat)
    world.says(chat, text)
    world.presses(chat, "Đúng, lưu lại")
    assert world.last(chat).text.startswith(f"Đã lưu {part}"), world.last(chat).text


def test_a_part_of_a_review_is_written_read_back_and_kept(world: World) -> None:
    two_of_three(world)
    asked = opens(world, "Đánh giá chung")
    assert asked.startswith("✍️ Đánh giá chung · bản sơ kết, tổng kết “Kế hoạch khoa học và công nghệ”")
    assert "báo cáo đã gửi" in asked, "figures are offered"
    world.says(TUAN, ASSESSMENT)
    world.says(TUAN, "đúng")
    assert "Chưa viết: Nguyên nhân, Bài học kinh nghiệm, Nhiệm vụ kỳ tới, Kiến nghị." in world.last(TUAN).text
    [row] = world.all(Narrative)
    assert (row.requirement_id, row.plan_id, row.period_key, row.text) == (None, world.plan_id(), "..", ASSESSMENT)
    assert gathered(world).narratives == {"assessment": ASSESSMENT}
    [event] = [one for one in world.all(AuditEvent) if one.action == "narrative.written"]
    assert event.subject == f"plan:{world.plan_id()}"
    world.says(TUAN, "/nhatky")
    assert "viết phần đánh giá" in world.last(TUAN).text


def test_lessons_are_written_of_a_review_only(world: World) -> None:
    writes(world, "Bài học kinh nghiệm", "Giao việc rõ thì xong sớm.")
    assert gathered(world).narratives == {"lessons": "Giao việc rõ thì xong sớm."}
    world.says(TUAN, "/tonghop KHCN-QUY 2026-Q4")
    world.presses(TUAN, "Viết đánh giá")
    assert not [label for label in world.last(TUAN).labels if label.startswith("Bài học")]


def test_each_span_has_its_own(world: World) -> None:
    writes(world, "Đánh giá chung", "Cả kế hoạch.")
    writes(world, "Đánh giá chung", "Riêng năm nay.", "2026..2026-Q4")
    assert gathered(world).narratives["assessment"] == "Cả kế hoạch."
    assert gathered(world, "2026..2026-Q4").narratives["assessment"] == "Riêng năm nay."


def test_what_was_written_of_the_periods_is_offered(world: World) -> None:
    two_of_three(world)
    world.says(TUAN, "/tonghop KHCN-QUY 2026-Q4")
    world.presses(TUAN, "Viết đánh giá")
    world.presses(TUAN, "Đánh giá chung · chưa viết")
    world.says(TUAN, "Quý này tốt.")
    world.presses(TUAN, "Đúng, lưu lại")
    assert "• Báo cáo quý IV/2026: “Quý này tốt.” (Tuấn)." in opens(world, "Đánh giá chung")


def test_of_two_people_both_are_heard(world: World) -> None:
    opens(world, "Đánh giá chung")
    world.says(TUAN, "Bài của Tuấn.")
    writes(world, "Đánh giá chung", "Bài của Minh.", chat=MINH)
    world.presses(TUAN, "Đúng, lưu lại")
    assert "Bài đang có:\nBài của Minh.\n\nBài vừa gõ:\nBài của Tuấn." in world.last(TUAN).text
    world.presses(TUAN, "Ghi cả hai, nối tiếp nhau")
    world.presses(TUAN, "Đúng, lưu lại")
    assert gathered(world).narratives["assessment"] == "Bài của Minh.\nBài của Tuấn."


def test_a_review_has_all_parts() -> None:
    assert tuple(NarrativePart) == OF_A_REVIEW


PARTS_OF = "Đánh giá chung"
SPAN = "2026-Q4..2026-Q4"


def test_what_was_written_for_another_span_is_told_and_used_again(world: World) -> None:
    writes(world, PARTS_OF, ASSESSMENT, SPAN)
    asked = opens(world, PARTS_OF)
    assert f"Đã viết cho bản khác của kế hoạch (quý IV/2026, Tuấn viết):\n{ASSESSMENT}" in asked
    world.presses(TUAN, "Dùng lại bài này")
    world.presses(TUAN, "Đúng, lưu lại")
    assert gathered(world).narratives == gathered(world, SPAN).narratives == {"assessment": ASSESSMENT}


def test_the_list_of_parts_tells_what_other_spans_have_until_it_is_written(world: World) -> None:
    writes(world, PARTS_OF, ASSESSMENT, SPAN)
    world.says(TUAN, "/soket KHCN")
    world.presses(TUAN, "Viết đánh giá")
    assert "dùng lại được: Đánh giá chung (quý IV/2026)." in world.last(TUAN).text
    writes(world, PARTS_OF, "Cả kế hoạch.")
    world.says(TUAN, "/soket KHCN")
    world.presses(TUAN, "Viết đánh giá")
    assert "khoảng khác" not in world.last(TUAN).text
    assert "Dùng lại bài này" not in world.last(TUAN).labels


def test_of_several_spans_the_one_with_the_same_periods_is_offered_first(world: World) -> None:
    """Both quarters are all that there is; what was written later, for one of them, comes after."""
    world.open("KHCN-QUY", "2026-Q3", "2026-09-17 17:00")
    writes(world, PARTS_OF, "Cả hai quý.", "2026-Q3..2026-Q4")
    world.at("2026-12-15 10:00")
    writes(world, PARTS_OF, "Riêng quý III.", "2026-Q3..2026-Q3")
    assert "Cả hai quý." in opens(world, PARTS_OF)
    assert "Riêng quý III." in opens(world, PARTS_OF, "2026-Q4..2026-Q4"), "else what was written last"


def test_it_is_told_in_english(world: World) -> None:
    writes(world, PARTS_OF, ASSESSMENT, SPAN)
    world.says(TUAN, "/language en")
    world.says(TUAN, "/soket KHCN")
    world.presses(TUAN, "Write assessment")
    assert "General assessment (quarter IV/2026)" in world.last(TUAN).text


def test_what_waits_is_said_again_without_quotation_marks_within_its_own(world: World) -> None:
    opens(world, PARTS_OF)
    world.says(TUAN, ASSESSMENT)
    world.says(TUAN, "/huy")
    said = next(line for line in world.last(TUAN).text.splitlines() if line.startswith("Đã hủy"))
    assert said.count("“") == said.count("”") == 1, said
