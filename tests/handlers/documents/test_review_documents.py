"""The review of a plan as Word: what it is called, what it says, whose words it quotes, how its file is made."""

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pytest
from sqlalchemy import update

from domain.reports.obstacles import ObstacleState
from handlers.papers import page_layout
from handlers.papers.annex_pages import WIDTH
from handlers.plan_reviews.gathered_review import GatheredReview
from handlers.plan_reviews.word import review_document
from handlers.plan_reviews.word.review_annex_layout import ANNEXES
from handlers.words import Words
from storage.collating.kept_narratives import WrittenPart
from storage.db.database import Database
from storage.plan_reviews.plan_ends import is_over
from storage.tables import Obligation, Requirement
from tests.each import each
from tests.handlers.documents.collated import NOW
from tests.handlers.documents.reviewed import reviewed
from tests.handlers.documents.test_documents import out_of_order
from tests.handlers.documents.word_files import opened
from tests.office import local
from tests.world import World


def lines(path: Path, gathered: GatheredReview, language: str = "vi") -> list[str]:
    review_document.write(path / "a.docx", Words(language), gathered)
    return [paragraph.text for paragraph in opened(path / "a.docx").paragraphs]


def tables(path: Path) -> list[list[list[str]]]:
    document = docx.Document(str(path / "a.docx"))
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]


def annex(path: Path, heading: str) -> list[list[str]]:
    return next(rows for rows in tables(path) if heading in rows[0])


def own(gathered: GatheredReview, **parts: str) -> GatheredReview:
    written = {part: WrittenPart(1, part, text, "Tuấn Mẫu", NOW) for part, text in parts.items()}
    return replace(gathered, written=written)


@each(("is_final", "kind"), [(False, "Sơ kết"), (True, "Tổng kết")])
def test_it_is_called_by_whether_the_plan_goes_on(tmp_path: Path, is_final: bool, kind: str) -> None:
    found = lines(tmp_path, replace(reviewed(), is_final=is_final))
    assert found[2].startswith(f"{kind} thực hiện “Kế hoạch phát triển khoa học")
    assert found[2].endswith("từ quý I/2026 đến quý IV/2026")
    assert any(line.startswith(f"Trên đây là báo cáo {kind.lower()} thực hiện") for line in found)


def test_of_one_period_only_that_is_named(tmp_path: Path) -> None:
    assert lines(tmp_path, reviewed(periods=1))[2].endswith("” quý IV/2026")


def test_the_chapters_stand_in_their_order(tmp_path: Path) -> None:
    heads = [
        "I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH", "II. KẾT QUẢ THỰC HIỆN THEO NHÓM NHIỆM VỤ", "III. ĐÁNH GIÁ CHUNG",
        "1. Kết quả đạt được", "2. Khó khăn, vướng mắc", "3. Nguyên nhân", "4. Bài học kinh nghiệm",
        "IV. PHƯƠNG HƯỚNG, NHIỆM VỤ THỜI GIAN TỚI", "V. KIẾN NGHỊ, ĐỀ XUẤT", "PHỤ LỤC I",
    ]  # fmt: skip
    found = lines(tmp_path, reviewed(30))
    places = [found.index(head) for head in heads]
    assert places == sorted(places)


def test_its_numbers_are_those_that_were_counted(tmp_path: Path) -> None:
    gathered = reviewed(30, 6, 12)
    body, counts = "\n".join(lines(tmp_path, gathered)), gathered.review.counts
    assert f"30 đơn vị phải gửi {counts.expected} báo cáo của 6 kỳ; đã gửi {counts.submitted} báo cáo" in body
    assert f"{counts.on_time} đúng hạn" in body
    assert f"Luôn gửi báo cáo đúng hạn ({len(gathered.review.always_on_time)} đơn vị)" in body
    assert f"Có báo cáo trễ hạn ({len(gathered.review.ever_late)} đơn vị)" in body
    rows = [row for row in annex(tmp_path, "Tỷ lệ đúng hạn")[1:] if row[0]]
    assert len(rows) == 30
    assert sum(int(row[3]) for row in rows) == counts.on_time
    assert sum(int(row[4]) for row in rows) == counts.late
    for series in gathered.review.series:
        values = [row for row in annex(tmp_path, "Chỉ tiêu, kỳ báo cáo") if row[1].startswith("Cộng")]
        assert any(row[4].replace(".", "") == str(series.total) for row in values)
    documents = [row for row in annex(tmp_path, "Văn bản")[1:] if row[0]]
    assert len(documents) == sum(len(one.documents) for one in gathered.review.documents)
    tasks = annex(tmp_path, "Nhiệm vụ, kỳ báo cáo")
    assert sum(row[1] == "Đến nay" for row in tasks) == 12


def test_what_was_written_of_the_periods_is_quoted_with_its_source(tmp_path: Path) -> None:
    gathered = reviewed()
    found = lines(tmp_path, gathered)
    quotes = [line for line in found if line.startswith("Báo cáo quý ")]
    assert len(quotes) == 4
    assert all(line.endswith("(Trần Thị Tuấn Mẫu).") for line in quotes)
    found = lines(tmp_path, own(gathered, assessment="Bài của cả giai đoạn.\nĐoạn hai."))
    assert "Bài của cả giai đoạn." in found
    assert "Đoạn hai." in found
    assert not [line for line in found if line.startswith("Báo cáo quý ")]


def test_lessons_and_causes_have_their_place(tmp_path: Path) -> None:
    found = lines(tmp_path, own(reviewed(), lessons="{{ bài }} <học>", causes="Do thiếu vốn."))
    assert found[found.index("4. Bài học kinh nghiệm") + 1] == "{{ bài }} <học>"
    assert found[found.index("3. Nguyên nhân") + 1] == "Do thiếu vốn."


@each(("units", "said"), [
    (0, "không có đơn vị nào phải gửi báo cáo"),
    (1, "1 đơn vị phải gửi 4 báo cáo của 4 kỳ"),
])  # fmt: skip
def test_where_there_is_little_to_say(tmp_path: Path, units: int, said: str) -> None:
    body = "\n".join(lines(tmp_path, reviewed(units)))
    assert said in body
    assert "0/0" not in body
    assert "None" not in body


def test_what_waits_with_one_unit_is_not_said_to_be_answered(tmp_path: Path) -> None:
    """Of two that raise the same, one was answered; of one, the answer did not do, and it was opened again."""
    gathered = reviewed(6)
    first, second, *_ = gathered.obstacles
    answered = replace(first.then, state=ObstacleState.ANSWERED, text="thiếu vốn", answer="đã cấp", is_withdrawn=False)
    still = replace(answered, state=ObstacleState.OPEN, answer=None)
    both = [replace(first, then=answered, days=2), replace(second, then=still, days=40)]
    body = "\n".join(lines(tmp_path, replace(gathered, obstacles=both)))
    assert "chưa giải quyết, 40 ngày" in body
    told = [line for line in body.partition("PHỤ LỤC I")[0].splitlines() if "thiếu vốn" in line]
    assert [("đã trả lời: đã cấp" in line, "chưa giải quyết" in line) for line in told] == [
        (False, True),
        (True, False),
    ]
    again = [replace(first, then=replace(still, answer="đã cấp"), days=0)]
    body = "\n".join(lines(tmp_path, replace(gathered, obstacles=again)))
    assert "chưa giải quyết, nêu trong ngày" in body
    assert "; còn 1 chưa giải quyết, nêu trong ngày." in body
    done = [replace(first, then=answered), replace(second, then=answered)]
    assert "đã trả lời: đã cấp" in "\n".join(lines(tmp_path, replace(gathered, obstacles=done)))


def test_of_what_is_awaited_none_may_be_overdue(tmp_path: Path) -> None:
    gathered = reviewed(9)
    counts = gathered.review.counts
    assert (counts.awaited > 0, gathered.review.overdue > 0) == (True, True)
    assert f"trong đó {gathered.review.overdue} báo cáo quá hạn." in "\n".join(lines(tmp_path, gathered))
    units = [replace(one, overdue=0) for one in gathered.review.units]
    body = "\n".join(lines(tmp_path, replace(gathered, review=replace(gathered.review, units=units))))
    assert f"Còn {counts.awaited} báo cáo chưa gửi hoặc chờ bổ sung, đều chưa đến hạn." in body


def test_no_more_units_issued_a_document_than_were_asked(tmp_path: Path) -> None:
    """One that ended and the one after it both have some; those that ended are not among those asked."""
    gathered = reviewed(9)
    [tally, *_] = [one for one in gathered.review.documents if len({each.unit_id for each in one.documents}) > 1]
    one = replace(tally, asked=1, without=())
    body = "\n".join(lines(tmp_path, replace(gathered, review=replace(gathered.review, documents=[one]))))
    assert f"{one.name}: 1/1 đơn vị đã ban hành, {len(one.documents)} văn bản" in body


def test_what_leads_to_a_list_stays_with_it(tmp_path: Path) -> None:
    gathered = reviewed(12)
    [first, *_] = gathered.obstacles
    first.entry.obstacle.kind = "recommendation"
    still = replace(first.then, state=ObstacleState.OPEN, answer=None)
    lines(tmp_path, replace(gathered, obstacles=[replace(first, then=still)]))
    [lead] = [one for one in opened(tmp_path / "a.docx").paragraphs if one.text == "Các đơn vị kiến nghị:"]
    assert lead.paragraph_format.keep_with_next


def test_a_unit_of_before_is_named_with_what_came_after_it(tmp_path: Path) -> None:
    gathered = reviewed(3)
    units = dict(gathered.units)
    units[1] = replace(units[1], after=("Phường Xuân Hương",))
    units[2] = replace(units[2], name="Xã Mới")
    body = "\n".join(lines(tmp_path, replace(gathered, units=units)))
    assert "Sắp xếp đơn vị (1 đơn vị kết thúc): Phường 2 (nay Phường Xuân Hương)." in body
    names = [row[1] for row in annex(tmp_path, "Tỷ lệ đúng hạn")[1:]]
    assert "Phường 2 (nay Phường Xuân Hương)" in names
    assert "Xã Mới (trước là Xã 3)" in names


@pytest.mark.parametrize("style", ["state", "party"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_its_template_is_in_order_and_within_its_margins(style: str, language: str) -> None:
    content = review_document.template(style, Words(language), "Ban Tuyên giáo")
    assert list(out_of_order(content)) == []
    document, layout = docx.Document(BytesIO(content)), page_layout.layout_of(style)
    wanted: Sequence[float] = [layout.width] * (len(document.tables) - len(ANNEXES)) + [WIDTH] * len(ANNEXES)
    widths = [sum(cell.width.mm for cell in table.rows[0].cells) for table in document.tables]
    assert widths == [pytest.approx(width, abs=0.1) for width in wanted]


def test_in_english(tmp_path: Path) -> None:
    body = "\n".join(lines(tmp_path, reviewed(30), "en"))
    assert "Interim review of “" in body
    assert "II. RESULTS BY GROUPS OF TASKS" in body
    assert "plan_review.word" not in body


def test_no_internal_number_stands_before_the_annexes(tmp_path: Path) -> None:
    found = lines(tmp_path, reviewed(30, 4, 45))
    assert not [line for line in found[: found.index("PHỤ LỤC I")] if "KHCN-QUY/" in line]


def test_a_plan_is_over_when_nothing_is_asked_any_more(sqlite_database: Database) -> None:
    world = World(sqlite_database)
    world.furnish()
    plan, after = world.plan_id(), local("2026-12-18 09:00")
    for opens, at, expected in ((after, after, False), (None, local("2026-12-15 09:00"), False), (None, after, True)):
        with world.database.transaction() as session:
            session.execute(update(Requirement).values(next_open_at=opens))
        assert world.database.do(is_over, plan, at) == expected


@pytest.mark.parametrize(
    ("state", "expected"), [("open", False), ("returned", False), ("submitted", True), ("excused", True)]
)
def test_a_plan_is_not_over_while_somebody_has_more_time(sqlite_database: Database, state: str, expected: bool) -> None:
    world = World(sqlite_database)
    world.furnish()
    duty, after = world.obligation_id("PYT", "KHCN-QUY", "2026-Q4"), local("2026-12-18 09:00")
    with world.database.transaction() as session:
        session.execute(update(Requirement).values(next_open_at=None))
        later = {"due_at": local("2026-12-24 17:00"), "state": state}
        session.execute(update(Obligation).where(Obligation.id == duty).values(**later))
    assert world.database.do(is_over, world.plan_id(), after) == expected
