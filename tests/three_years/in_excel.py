"""The Excel files of the play, sheet by sheet, held against the book."""

from datetime import datetime
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from tests.handlers.documents.workbooks import table_lines, totals
from tests.office import ZONE
from tests.three_years import counting
from tests.three_years.acts import ASSESSMENT, period_name
from tests.three_years.book import STATUSES, due_of, last_day, share, tasks_of
from tests.three_years.counting import COUNTS, GROUP_OF, NAMES, TASKS, Standing, called, called_in
from tests.three_years.papers import Paper
from tests.three_years.setting import MERGED, MERGER_NAME, NEW_NAME, OLD_NAME, QUARTERLY, RENAMED, TITLES

HEADS = {
    "expected": "Phải nộp", "submitted": "Đã nộp", "on_time": "Đúng hạn (kể cả hạn được gia hạn)", "late": "Trễ hạn",
    "nil": "Cả báo cáo không phát sinh", "returned": "Đã trả lại, chờ bổ sung", "missing": "Chưa nộp",
    "excused": "Được miễn", "moved": "Chuyển sang đơn vị khác", "originally": "Đúng hạn gốc, chưa gia hạn",
}  # fmt: skip
STATUS_HEADS = {
    "done": "Hoàn thành", "in_progress": "Đang thực hiện", "not_started": "Chưa thực hiện",
    "nothing": "Không phát sinh",
}  # fmt: skip
NO_SHARE = ("expected", "excused", "moved")
WAYS = {"sum": "cộng", "mean": "bình quân", "last": "kỳ sau cùng", "max": "cao nhất"}
KINDS = {"obstacle": "Vướng mắc", "proposal": "Kiến nghị"}


def fraction(per_cent: float | None) -> float | None:
    return None if per_cent is None else round(per_cent / 100, 6)


def rate(counts: Any, name: str) -> float | None:
    return fraction(share(counts[name], counts["expected"]))


def local(moment: datetime) -> datetime:
    return moment.astimezone(ZONE).replace(tzinfo=None)


def same(what: str, found: Any, expected: Any) -> None:
    """Lists are compared line by line, so that a failure says which."""
    if isinstance(expected, list):
        for line, wanted in zip(found, expected, strict=False):
            assert line == wanted, f"{what}: found {line}, sent {wanted}"
        assert len(found) == len(expected), f"{what}: {len(found)} lines, sent {len(expected)}"
    assert found == expected, f"{what}: found {found}, sent {expected}"


def lines(book: Any, sheet: str, *heads: str) -> list[tuple[Any, ...]]:
    found = [tuple(line[head] for head in heads) for line in table_lines(book[sheet])] if sheet in book else []
    return [tuple(round(one, 6) if isinstance(one, float) else one for one in line) for line in found]


def review(paper: Paper) -> None:
    """Every sheet of a plan's review."""
    book = load_workbook(BytesIO(paper.excel), data_only=True)
    for check in (
        _overview, _periods, _tasks_now, _tasks_over_time, _results, _series, _series_over_time, _units, _obstacles,
        _documents, _assessments,
    ):  # fmt: skip
        check(paper, book)


def figures(sheet: Any) -> dict[str, tuple[Any, ...]]:
    return {row[0]: row[1:] for row in sheet.iter_rows(values_only=True) if row[0] and row[1] is not None}


def _overview(paper: Paper, book: Any) -> None:
    duties = paper.book.within(paper.periods)
    counts, found = counting.counts(duties), figures(book["Tổng quan"])
    for name, head in HEADS.items():
        expected = (counts[name], None if name in NO_SHARE else rate(counts, name))
        same(head, found[head][:2], expected)
    same("overdue", found["Đang quá hạn"][0], sum(one.is_overdue(paper.now) for one in duties))
    same("extended", found["Được gia hạn"][0], counts["extended"])
    listed = [row[0] for row in book["Tổng quan"].iter_rows(values_only=True) if row[0]]
    records = counting.records(paper.book, paper.periods, paper.now)
    always = {shown(one.unit, one.duties) for one in records if one.is_always_on_time}
    late = {f"{shown(one.unit, one.duties)} ({len(one.late)} lần)" for one in records if one.late}
    for head, names in ((f"Luôn đúng hạn ({len(always)})", always), (f"Có lần trễ ({len(late)})", late)):
        at = listed.index(head) + 1
        same(head, {*listed[at : at + len(names)]}, names)


def shown(unit: str, duties: Any) -> str:
    """What a unit was called in the last period in which it was asked."""
    return called_in(max(duties, key=lambda one: last_day(one.period)))


def _periods(paper: Paper, book: Any) -> None:
    expected = []
    for place in paper.periods:
        counts = counting.counts(paper.book.of(*place))
        expected.append((
            place[0], TITLES[place[0]], period_name(place[1]), local(due_of(*place)), *(counts[one] for one in COUNTS),
            rate(counts, "submitted"), rate(counts, "on_time"), rate(counts, "originally"),
        ))  # fmt: skip
    heads = ("Mã báo cáo", "Báo cáo", "Kỳ báo cáo", "Hạn", *(HEADS[one] for one in COUNTS), "Tỷ lệ đã nộp",
             "Tỷ lệ đúng hạn", "Đúng hạn ban đầu (%)")  # fmt: skip
    same("periods", lines(book, "Theo kỳ", *heads), expected)
    below = totals(book["Theo kỳ"])
    counts = counting.counts(paper.book.within(paper.periods))
    same("totals", [below[HEADS[one]] for one in COUNTS], [counts[one] for one in COUNTS])


def standing_cells(one: Standing) -> tuple[Any, ...]:
    return (one.reported, *(one.by_status[status] for status in STATUSES), one.known, fraction(one.mean))


STANDING_HEADS = ("Số đơn vị báo cáo", *STATUS_HEADS.values(), "Số đơn vị có tỷ lệ", "Tiến độ bình quân")


def _points(paper: Paper, task: str) -> list[tuple[Any, Standing]]:
    return [
        (place, counting.at_end(paper.book, place, task))
        for place in paper.periods if task in tasks_of(place[0])
    ]  # fmt: skip


def _tasks_now(paper: Paper, book: Any) -> None:
    expected = []
    for task in counting.tasks_asked(paper.periods):
        words = counting.last_words(paper.book, paper.periods, task)
        standing = counting.standing(one.word for one in words.values())
        one = counting.course(paper.book, paper.periods, task)
        ends = (one.units, fraction(one.then), fraction(one.now)) if one else (None, None, None)
        expected.append((task, GROUP_OF[task], TASKS[task], *standing_cells(standing), *ends))
    heads = ("Mã", "Nhóm nhiệm vụ", "Nhiệm vụ", *STANDING_HEADS, "Số đơn vị có cả kỳ đầu và kỳ cuối",
             "Bình quân kỳ đầu của các đơn vị này", "Bình quân kỳ cuối của các đơn vị này")  # fmt: skip
    same("tasks now", lines(book, "Nhiệm vụ đến nay", *heads), expected)


def _tasks_over_time(paper: Paper, book: Any) -> None:
    expected = [
        (task, place[0], period_name(place[1]), *standing_cells(standing))
        for task in counting.tasks_asked(paper.periods)
        for place, standing in _points(paper, task)
    ]
    found = lines(book, "Nhiệm vụ qua các kỳ", "Mã", "Mã báo cáo", "Kỳ báo cáo", *STANDING_HEADS)
    same("tasks over time", found, expected)


def _results(paper: Paper, book: Any) -> None:
    expected = {
        (task, called_in(one.duty), one.word.result, period_name(one.duty.period), one.duty.number)
        for task in counting.tasks_asked(paper.periods)
        for one in counting.last_results(paper.book, paper.periods, task).values()
    }
    found = lines(book, "Kết quả sau cùng", "Mã", "Đơn vị", "Kết quả", "Ở kỳ", "Số báo cáo")
    same("results", sorted(found), sorted(expected))


def _series(paper: Paper, book: Any) -> None:
    found = lines(book, "Chỉ tiêu gộp", "Mã", "Chỉ tiêu", "Đơn vị tính", "Biểu mẫu", "Cách gộp các kỳ", "Kết quả",
                  "Chỉ tiêu giao", "So với chỉ tiêu", "Số kỳ có số liệu")  # fmt: skip
    expected = []
    for points in counting.series(paper.book, paper.periods):
        asked = points[-1].asked
        value, target, share = counting.together(points)
        expected.append((
            asked.task, asked.name, asked.unit, form_changed(paper, asked.code), WAYS[asked.over], value, target,
            fraction(share), len(points),
        ))  # fmt: skip
    same("numbers", sorted(found), sorted(expected))


def form_changed(paper: Paper, code: str) -> str | None:
    forms = [one for one in counting.series(paper.book, paper.periods) if one[0].asked.code == code]
    return "có đổi, tính riêng" if len(forms) > 1 else None


def _series_over_time(paper: Paper, book: Any) -> None:
    found = lines(book, "Chỉ tiêu qua các kỳ", "Mã", "Chỉ tiêu", "Đơn vị tính", "Kỳ báo cáo", "Kết quả",
                  "Chỉ tiêu giao", "So với chỉ tiêu", "Đơn vị có số liệu")  # fmt: skip
    expected = [
        (one.asked.task, one.asked.name, one.asked.unit, period_name(one.period[1]), one.value, one.target,
         fraction(one.share), len(one.lines))
        for points in counting.series(paper.book, paper.periods) for one in points
    ]  # fmt: skip
    same("numbers over time", sorted(one for one in found if one[4] is not None), sorted(expected))


def _units(paper: Paper, book: Any) -> None:
    expected = []
    for one in counting.records(paper.book, paper.periods, paper.now):
        name = shown(one.unit, one.duties)
        was = OLD_NAME if one.unit == RENAMED and name == NEW_NAME else None
        expected.append((
            one.unit, name, was, MERGER_NAME if one.unit in MERGED else None, *(one.counts[each] for each in COUNTS),
            one.overdue, one.counts["extended"], rate(one.counts, "on_time"), "có" if one.is_always_on_time else None,
            len(one.late), {period_name(each.period) for each in one.late},
        ))  # fmt: skip
    found = lines(book, "Đơn vị nộp báo cáo", "Mã đơn vị", "Đơn vị", "Tên trước", "Nay là",
                  *(HEADS[each] for each in COUNTS), "Đang quá hạn", "Được gia hạn", "Tỷ lệ đúng hạn", "Luôn đúng hạn",
                  "Số lần trễ", "Trễ ở các kỳ")  # fmt: skip
    read = [(*line[:-1], {*(line[-1] or "").split("; ")} - {""}) for line in found]
    same("units", sorted(read, key=lambda line: line[0]), sorted(expected, key=lambda line: line[0]))


def reviewed_obstacles(paper: Paper) -> list[Any]:
    """Those that were raised in these periods, or beside them, and were not taken back."""
    end = max(last_day(place[1]) for place in paper.periods)
    return [
        one for one in paper.book.obstacles
        if not one.withdrawn
        and (one.duty in paper.periods if one.duty else one.since.astimezone(ZONE).date() <= end)
    ]  # fmt: skip


def state_of(one: Any) -> str:
    return "còn mở" if one.settled is None else "đã trả lời" if one.answer else "đã khép lại"


def _obstacles(paper: Paper, book: Any) -> None:
    expected = []
    for one in reviewed_obstacles(paper):
        then = called(one.unit, one.since.astimezone(ZONE).date())
        now = MERGER_NAME if one.unit in MERGED else NAMES[one.unit] if then != NAMES[one.unit] else None
        answered = local(one.settled) if one.answer else None
        expected.append((
            local(one.since), one.task, then, now, KINDS[one.kind], one.text, state_of(one), one.days(paper.now),
            one.answer or None, answered, one.number,
        ))  # fmt: skip
    found = lines(book, "Vướng mắc, kiến nghị", "Nêu từ", "Mã", "Đơn vị", "Nay là", "Loại", "Nội dung", "Tình trạng",
                  "Số ngày", "Trả lời", "Trả lời lúc", "Số báo cáo")  # fmt: skip
    same("obstacles", sorted(found, key=str), sorted(expected, key=str))


def _documents(paper: Paper, book: Any) -> None:
    found = lines(book, "Văn bản", "Mã", "Đơn vị", "Văn bản số", "Ngày", "Ở kỳ", "Số báo cáo")
    expected = [
        ("T.1", called_in(duty), one.number, datetime.combine(one.day, datetime.min.time()), period_name(duty.period),
         duty.number)
        for duty, one in counting.documents(paper.book, paper.periods)
    ]  # fmt: skip
    same("documents", sorted(found), sorted(expected))
    _, lacking = counting.without(paper.book, paper.periods)
    same("without", {*lines(book, "Chưa có văn bản", "Mã đơn vị", "Đơn vị")}, {(one, NAMES[one]) for one in lacking})


def _assessments(paper: Paper, book: Any) -> None:
    found = lines(book, "Đánh giá các kỳ", "Kỳ báo cáo", "Phần", "Nội dung", "Người viết")
    expected = [
        (period_name(period), part, text, "Tuấn")
        for period, part, text in paper.book.narratives if (QUARTERLY, period) in paper.periods
    ]  # fmt: skip
    same("assessments", found, expected)
    assert all(line[2] == ASSESSMENT for line in found)
