"""What a review in Word says where little was said: nothing that nobody wrote, and nothing as done that is not."""

from dataclasses import replace
from pathlib import Path

from domain.collation import TaskAnswer
from domain.forms.form import Status
from domain.plan_reviews.reviewed_periods import PeriodReports, review
from domain.plan_reviews.task_standings import LatestResult, LatestWord
from domain.reports.obstacles import ObstacleState
from handlers.plan_reviews.gathered_review import GatheredReview
from handlers.plan_reviews.review_left_blank import left_blank
from handlers.words import Words
from tests.each import each
from tests.handlers.documents.collated import NOW, collated
from tests.handlers.documents.reviewed import reviewed
from tests.handlers.documents.test_review_documents import annex, lines, own


def test_nothing_came_in(tmp_path: Path) -> None:
    gathered = reviewed(3)
    nothing = review([], gathered.subject.codes, {}, NOW)
    body = lines(tmp_path, replace(gathered, review=nothing, obstacles=[], assessments=[]))
    assert body[body.index("2. Khó khăn, vướng mắc") + 1] == "Chưa nhận được báo cáo nào của các đơn vị."
    assert "không nêu vướng mắc" not in "\n".join(body)
    assert "Tiếp tục thực hiện" not in "\n".join(body)


def test_where_nothing_arose_anywhere_no_task_is_said_to_go_on(tmp_path: Path) -> None:
    gathered = reviewed(1, 1, 3)
    body = "\n".join(lines(tmp_path, standing(gathered, status="nothing")))
    assert "Trong 3 nhiệm vụ, 3 nhiệm vụ không phát sinh." in body
    assert "hoàn thành" not in body.partition("III. ĐÁNH GIÁ CHUNG")[2].partition("PHỤ LỤC I")[0]


def test_what_nobody_recommends_is_left_to_be_written(tmp_path: Path) -> None:
    """Where units recommend nothing and nobody wrote that there is nothing."""
    gathered = replace(reviewed(3), obstacles=[])
    body = lines(tmp_path, gathered)
    assert set(body[body.index("V. KIẾN NGHỊ, ĐỀ XUẤT") + 1]) == {"…"}
    assert "kiến nghị" in left_blank(Words("vi"), gathered)
    written = own(gathered, proposals="Không có.")
    body = lines(tmp_path, written)
    assert body[body.index("V. KIẾN NGHỊ, ĐỀ XUẤT") + 1] == "Không có."
    assert "kiến nghị" not in left_blank(Words("vi"), written)


def test_a_result_of_an_earlier_report_does_not_stand_as_the_last_words(tmp_path: Path) -> None:
    """The row has the report in which the unit said how the task stands; a text of before says where it is from."""
    gathered = reviewed(1, 1, 1)
    [task] = gathered.subject.tasks
    [unit] = gathered.units
    at, before = gathered.periods[0], replace(gathered.periods[0], period_key="2026-Q2")
    word = LatestWord(unit, gathered.units[unit].name, Status.IN_PROGRESS, 50, at, "KHCN-QUY/2026-Q4/U00/1", NOW)
    text = LatestResult(unit, word.unit, "đã mở 6 lớp", before, "KHCN-QUY/2026-Q2/U00/1", NOW)
    for texts, said in (
        ([text], "đã mở 6 lớp (quý II/2026, KHCN-QUY/2026-Q2/U00/1)"),
        ([replace(text, period=at, number=word.number)], "đã mở 6 lớp"),
        ([], ""),
    ):
        now = replace(gathered.review.tasks[task.id], words=[word], results=texts)
        review = replace(gathered.review, tasks={task.id: now})
        lines(tmp_path, replace(gathered, review=review))
        row = annex(tmp_path, "Tình trạng")[-1]
        assert row[1:] == ["đang thực hiện 50\N{NO-BREAK SPACE}%", "quý IV/2026", said, word.number]


def standing(gathered: GatheredReview, *done: int, status: str = "in_progress") -> GatheredReview:
    """One period in which these tasks are done by all units; the others stand so."""
    [period] = gathered.periods
    said = [
        TaskAnswer(task.id, "", False, {"status": "done" if task.id in done else status}, "Lan", NOW, 1)
        for task in gathered.subject.tasks
    ]
    sent = [one for one in collated(9).collation.owed if one.sent is not None]
    owed = [replace(one, sent=replace(one.sent, said=said)) for one in sent if one.sent is not None]
    read = PeriodReports(period, [task.id for task in gathered.subject.tasks], (), owed, {})
    found = review([read], gathered.subject.codes, {}, NOW)
    units = {one.unit_id: replace(gathered.units[0], id=one.unit_id, name=one.name) for one in found.units}
    return replace(gathered, review=found, units=units, obstacles=[], assessments=[])


@each(
    ("done", "language", "said"),
    [
        (0, "vi", "Trong 3 nhiệm vụ, chưa có nhiệm vụ nào được tất cả các đơn vị báo cáo hoàn thành, 3 nhiệm vụ còn"),
        (1, "vi", "Trong 3 nhiệm vụ, 1 nhiệm vụ được tất cả các đơn vị báo cáo hoàn thành, 2 nhiệm vụ còn thực hiện."),
        (3, "vi", "Trong 3 nhiệm vụ, 3 nhiệm vụ được tất cả các đơn vị báo cáo hoàn thành."),
        (0, "en", "Of 3 tasks, none done by all units, 3 still being worked on."),
        (3, "en", "Of 3 tasks, 3 done by all units."),
    ],
)
def test_figures_read_well_of_none_some_and_all(tmp_path: Path, done: int, language: str, said: str) -> None:
    gathered = reviewed(1, 1, 3)
    ids = [task.id for task in gathered.subject.tasks]
    assert said in "\n".join(lines(tmp_path, standing(gathered, *ids[:done]), language))


def test_of_what_nobody_answered_it_is_not_said_that_none_was(tmp_path: Path) -> None:
    """`đã giải quyết hoặc trả lời 0` says nothing."""
    gathered = reviewed(6)
    first, *_ = gathered.obstacles
    still = replace(first, then=replace(first.then, state=ObstacleState.OPEN, answer=None), days=40)
    body = "\n".join(lines(tmp_path, replace(gathered, obstacles=[still])))
    assert "1 đơn vị nêu 1 vướng mắc; còn 1 chưa giải quyết, lâu nhất 40 ngày." in body
    done = replace(first, then=replace(first.then, state=ObstacleState.ANSWERED, answer="đã cấp"))
    body = "\n".join(lines(tmp_path, replace(gathered, obstacles=[done])))
    assert "1 đơn vị nêu 1 vướng mắc, đã giải quyết hoặc trả lời 1." in body
