"""The Excel file of a quarter's report, sheet by sheet, held against the book."""

from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from tests.handlers.documents.workbooks import signless, totals
from tests.three_years import counting
from tests.three_years.book import mean, tasks_of, told
from tests.three_years.counting import GROUP_OF, TASKS, Point, called_in, point
from tests.three_years.in_excel import (
    HEADS,
    KINDS,
    NO_SHARE,
    STANDING_HEADS,
    figures,
    fraction,
    lines,
    local,
    rate,
    same,
    standing_cells,
)
from tests.three_years.of_quarter import (
    STATUS_SAID,
    asked_now,
    before,
    both,
    carried,
    document_of,
    duties,
    over_both,
    points,
    remarks,
    said,
    standing_said,
    unit_then,
)
from tests.three_years.papers import Paper
from tests.three_years.setting import (
    PERIODS,
    QUARTERLY,
)

WAYS = {"sum": "tổng", "mean": "bình quân", "last": "mới nhất", "max": "cao nhất"}


def quarter(paper: Paper) -> None:
    """Every sheet."""
    book = load_workbook(BytesIO(paper.excel), data_only=True)
    for check in (_overview, _by_task, _by_unit, _numbers, _numbers_by_unit, _by_quarter, _remarks, _raw):
        check(paper, book)


def _overview(paper: Paper, book: Any) -> None:
    now, then, found = counting.counts(duties(paper)), counting.counts(before(paper)), figures(book["Tổng quan"])
    for name, head in HEADS.items():
        shares = (None, None) if name in NO_SHARE else (rate(now, name), rate(then, name))
        same(head, found[head], (now[name], shares[0], then[name], shares[1]))
    listed = [row[0] for row in book["Tổng quan"].iter_rows(values_only=True) if row[0]]
    for name in ("missing", "returned", "excused"):
        names = {called_in(one) for one in duties(paper) if one.standing == name}
        if names:
            [at] = [at for at, line in enumerate(listed) if signless(line) == f"{HEADS[name]} ({len(names)})"]
            same(name, {*listed[at + 1 : at + 1 + len(names)]}, names)


def _by_task(paper: Paper, book: Any) -> None:
    assert paper.place is not None
    expected = []
    for task in tasks_of(QUARTERLY):
        standing, compared = counting.at_end(paper.book, paper.place, task), both(paper, task)
        words = [one.said[task] for one in duties(paper) if task in one.said]
        n, now, then = compared or (None, None, None)
        points = None if now is None or then is None else fraction(round(now - then, 1))
        expected.append((
            task, GROUP_OF[task], TASKS[task], *standing_cells(standing), n, fraction(now), fraction(then), points,
            sum(bool(one.obstacle) for one in words), sum(bool(one.proposal) for one in words),
        ))  # fmt: skip
    heads = ("Mã", "Nhóm nhiệm vụ", "Nhiệm vụ", *STANDING_HEADS, "Số đơn vị có cả hai kỳ",
             "Bình quân của các đơn vị này", "Bình quân kỳ trước của các đơn vị này", "Tăng, giảm (điểm %)",
             "Số vướng mắc", "Số kiến nghị")  # fmt: skip
    same("by task", lines(book, "Theo nhiệm vụ", *heads), expected)


def _by_unit(paper: Paper, book: Any) -> None:
    tasks = tasks_of(QUARTERLY)
    expected = []
    for one in duties(paper):
        head: tuple[Any, ...] = (one.unit, called_in(one), standing_said(one), local(one.due), local(one.original))
        if not one.is_in:
            expected.append((*head, *[None] * (6 + 2 * len(tasks))))
            continue
        first, last = one.reports[0], one.reports[-1]
        hours = round(max((first.at - first.due).total_seconds(), 0) / 3600, 1)
        far = [one.said[task].progress for task in tasks]
        cells = [cell for task, done in zip(tasks, far, strict=True) for cell in (said(one.said[task]), fraction(done))]
        known = [done for done in far if done is not None]
        expected.append((
            *head, hours, one.number, len(one.reports), local(last.at), local(first.at), fraction(mean(known)), *cells,
        ))  # fmt: skip
    heads = [head for task in tasks for head in (task, f"{task} (%)")]
    found = lines(book, "Theo đơn vị", "Mã đơn vị", "Đơn vị", "Tình hình", "Hạn", "Hạn gốc", "Số giờ trễ",
                  "Số báo cáo", "Lần nộp", "Nộp lúc", "Nộp lần đầu", "Tiến độ bình quân", *heads)  # fmt: skip
    same("by unit", [(*line[:2], signless(line[2]), *line[3:]) for line in found], expected)


def compared(now: Point, then: Point | None) -> tuple[Any, ...]:
    """What it came to then, of how many, in how many both, and by how much it is more over these."""
    if then is None:
        return None, None, None, None
    units = now.lines.keys() & then.lines.keys()
    if not units:
        return then.value, len(then.lines), None, None
    values = over_both(now, then)
    return then.value, len(then.lines), len(units), round(values[0] - values[1], 6)


def _numbers(paper: Paper, book: Any) -> None:
    expected, now = counting.counts(duties(paper))["expected"], points(paper)
    then = points(paper, (QUARTERLY, before(paper)[0].period))
    found = {
        (line[0], line[1], line[2]): line[3:]
        for line in lines(book, "Chỉ tiêu", "Mã", "Chỉ tiêu", "Đơn vị tính", "Cách gộp", "Kết quả", "Chỉ tiêu giao",
                          "Đạt", "Số đơn vị có số liệu", "Phải nộp", "Kỳ trước", "Số đơn vị kỳ trước",
                          "Số đơn vị có cả hai kỳ", "Tăng, giảm")
    }  # fmt: skip
    for asked, one in now.items():
        line = found.pop((asked.task, asked.name, asked.unit))
        same(asked.name, line, (
            WAYS[asked.over], one.value, one.target, fraction(one.share), len(one.lines), expected,
            *compared(one, then.get(asked)),
        ))  # fmt: skip
    issued = [duty for duty in duties(paper) if document_of(duty)]
    same("documents", found.pop(("T.1", "Kế hoạch triển khai", None))[4], len(issued))
    assert all(line[1] is None and not line[4] for line in found.values()), found


def _numbers_by_unit(paper: Paper, book: Any) -> None:
    found = {line["Mã đơn vị"]: line for line in _table(book, "Chỉ tiêu theo đơn vị")}
    same("units", [*found], [one.unit for one in duties(paper)])
    below = totals(book["Chỉ tiêu theo đơn vị"])
    for asked, one in points(paper).items():
        head = f"{asked.task} {asked.name} ({asked.unit})"
        same(head, {unit: line[head] for unit, line in found.items() if line[head] is not None}, one.lines)
        if asked.over in ("sum", "max"):
            same(f"below {head}", below[head], one.value)
        if asked.target:
            head = f"{asked.task} {asked.name}: so với chỉ tiêu {told(asked.target)}"
            shares = {unit: round(line[head], 6) for unit, line in found.items() if line[head] is not None}
            same(head, shares, {unit: round(value / asked.target, 6) for unit, value in one.lines.items()})
    documents = {unit: line["T.1 Kế hoạch triển khai"] for unit, line in found.items()}
    expected = {one.unit: document.told for one in duties(paper) if (document := document_of(one))}
    same("documents", {unit: said for unit, said in documents.items() if said}, expected)


def _table(book: Any, sheet: str) -> list[dict[str, Any]]:
    from tests.handlers.documents.workbooks import table_lines

    return list(table_lines(book[sheet]))


def _by_quarter(paper: Paper, book: Any) -> None:
    assert paper.place is not None
    year = paper.place[1][:4]
    keys = [key for key in PERIODS[QUARTERLY] if key[:4] == year and key <= paper.place[1]]
    rows = _table(book, "Chỉ tiêu theo quý") if "Chỉ tiêu theo quý" in book else []
    assert rows or len(keys) == 1
    by_quarter = {key: points(paper, (QUARTERLY, key)) for key in keys}
    for row in rows:
        [asked] = [one for one in asked_now(paper) if (one.name, one.unit) == (row["Chỉ tiêu"], row["Đơn vị tính"])]
        values = [by_quarter[key][asked].value for key in keys if asked in by_quarter[key]]
        for key, roman in zip(keys, ("I", "II", "III", "IV"), strict=False):
            value = by_quarter[key][asked].value if asked in by_quarter[key] else None
            same(f"{asked.name} {key}", row[f"Quý {roman}"], value)
        same("year", row["Từ đầu năm"], counting.over(values, asked, values[-1]) if values else None)
        same("periods", row["Số kỳ có số liệu"], len(values))


def _remarks(paper: Paper, book: Any) -> None:
    expected = [
        (kind, task, text, called_in(one), one.number, answer) for kind, task, text, one, answer in remarks(paper)
    ]
    later = {(KINDS[one.kind], one.task, one.text, unit_then(one), one.number, None) for one in carried(paper)}
    found = lines(book, "Vướng mắc, kiến nghị", "Loại", "Mã", "Nội dung", "Đơn vị", "Số báo cáo", "Trả lời")
    same("remarks", found[: len(expected)], expected)
    same("carried", {*found[len(expected) :]}, later)
    assert len(found) == len(expected) + len(later)


def _raw(paper: Paper, book: Any) -> None:
    numbers = [*points(paper)]
    heads = [f"{one.name} ({one.unit})" for one in numbers]
    expected = []
    for one in duties(paper):
        for task, word in one.said.items():
            values = [point(paper.book, paper.place, asked) for asked in numbers]  # type: ignore[arg-type]
            cells = [
                found.lines.get(one.unit) if found is not None and asked.task == task else None
                for asked, found in zip(numbers, values, strict=True)
            ]
            expected.append((
                one.unit, called_in(one), called_in(one), task, STATUS_SAID[word.status], fraction(word.progress),
                word.result or None, word.obstacle or None, word.proposal or None, one.number, len(one.reports), *cells,
            ))  # fmt: skip
    found = lines(book, "Dữ liệu gốc", "Mã đơn vị", "Đơn vị", "Nội dung của", "Mã", "Tình trạng", "Tiến độ", "Kết quả",
                  "Vướng mắc", "Kiến nghị", "Số báo cáo", "Lần nộp", *heads)  # fmt: skip
    same("raw", sorted(found, key=str), sorted(expected, key=str))
