"""The Excel file of a quarter's report, sheet by sheet, held against the book."""

from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from tests.handlers.documents.workbooks import signless, totals
from tests.office import ZONE
from tests.three_years import counting
from tests.three_years.acts import period_name
from tests.three_years.book import Document, Duty, Word, first_day, mean, percent, tasks_of, told
from tests.three_years.counting import GROUP_OF, TASKS, Point, called, called_in, point
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
)  # fmt: skip
from tests.three_years.papers import Paper
from tests.three_years.setting import (
    FORM,
    LATER_FORM,
    MERGED,
    MERGER_NAME,
    NEW_NAME,
    PERIODS,
    QUARTERLY,
    RENAMED,
    Asked,
)  # fmt: skip

STANDINGS = {"on_time": "đúng hạn", "late": "trễ", "returned": "đã trả lại", "missing": "chưa nộp",
             "excused": "được miễn"}  # fmt: skip
STATUS_SAID = {"done": "hoàn thành", "in_progress": "đang thực hiện", "not_started": "chưa thực hiện",
               "nothing": "không phát sinh"}  # fmt: skip
WAYS = {"sum": "tổng", "mean": "bình quân", "last": "mới nhất", "max": "cao nhất"}


def quarter(paper: Paper) -> None:
    """Every sheet."""
    book = load_workbook(BytesIO(paper.excel), data_only=True)
    for check in (_overview, _by_task, _by_unit, _numbers, _numbers_by_unit, _by_quarter, _remarks, _raw):
        check(paper, book)


def duties(paper: Paper) -> list[Duty]:
    assert paper.place is not None
    return counting.by_name(paper.book.of(*paper.place))


def before(paper: Paper) -> list[Duty]:
    """Of the quarter before."""
    assert paper.place is not None
    keys = PERIODS[QUARTERLY]
    return paper.book.of(QUARTERLY, keys[keys.index(paper.place[1]) - 1])


def nil(duty: Duty) -> bool:
    return duty.is_in and all(word.status == "nothing" for word in duty.said.values())


def standing_said(duty: Duty) -> str:
    if duty.standing == "moved":
        return f"chuyển sang {MERGER_NAME}"
    return STANDINGS[duty.standing] + (", cả báo cáo không phát sinh" if nil(duty) else "")


def said(word: Word) -> str:
    status = STATUS_SAID[word.status]
    return f"{status} {percent(word.percent)}" if word.percent is not None else status


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


def both(paper: Paper, task: str) -> tuple[int, float, float] | None:
    """Over the units whose per cent is known in both quarters: how many, now, and then."""
    far = [
        {one.unit: one.said[task].progress for one in which if task in one.said and one.said[task].progress is not None}
        for which in (duties(paper), before(paper))
    ]
    units = far[0].keys() & far[1].keys()
    means = [mean([value for unit, value in one.items() if unit in units and value is not None]) for one in far]
    return None if means[0] is None or means[1] is None else (len(units), means[0], means[1])


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


def asked_now(paper: Paper) -> list[Asked]:
    """The form as it is asked when the paper is made, behind a field its older form."""
    return [
        one for field in LATER_FORM for one in dict.fromkeys((field, *(old for old in FORM if old.code == field.code)))
    ]


def points(paper: Paper, place: tuple[str, str] | None = None) -> dict[Asked, Point]:
    """Numbers that somebody gave in that quarter."""
    place = place or paper.place
    assert place is not None
    found = {one: point(paper.book, place, one) for one in asked_now(paper) if one.kind == "number"}
    return {asked: one for asked, one in found.items() if one is not None}


def compared(now: Point, then: Point | None) -> tuple[Any, ...]:
    """What it came to then, of how many, in how many both, and by how much it is more over these."""
    if then is None:
        return None, None, None, None
    units = now.lines.keys() & then.lines.keys()
    if not units:
        return then.value, len(then.lines), None, None
    values = over_both(now, then)
    return then.value, len(then.lines), len(units), round(values[0] - values[1], 6)


def over_both(now: Point, then: Point) -> tuple[float, float]:
    found = []
    for one, other in ((now, then), (then, now)):
        lines = {unit: value for unit, value in one.lines.items() if unit in other.lines}
        found.append(counting.over(list(lines.values()), one.asked, one.lines[last_of(one, lines)]))
    return found[0], found[1]


def last_of(one: Point, lines: dict[str, float]) -> str:
    """The unit that said its number last; of several at once the first by name."""
    return next(unit for unit in one.order if unit in lines)


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
    issued = [duty for duty in duties(paper) if _document(duty)]
    same("documents", found.pop(("T.1", "Kế hoạch triển khai", None))[4], len(issued))
    assert all(line[1] is None and not line[4] for line in found.values()), found


def _document(duty: Duty) -> Document | None:
    values = duty.said["T.1"].given.values() if duty.is_in else ()
    return next((one for one in values if isinstance(one, Document)), None)


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
    expected = {one.unit: document.told for one in duties(paper) if (document := _document(one))}
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


def carried(paper: Paper) -> list[Any]:
    """What is open, and was raised before the quarter's end or due moment, and is in none of its reports."""
    assert paper.place is not None
    _, end, _ = window(paper)
    numbers = {one.number for one in duties(paper) if one.is_in}
    until = max(end, duties(paper)[0].original.astimezone(ZONE).date())
    return [
        one for one in paper.book.obstacles
        if one.settled is None and one.number not in numbers and one.since.astimezone(ZONE).date() <= until
    ]  # fmt: skip


def window(paper: Paper) -> tuple[Any, Any, str]:
    """From the 15th of the month before the quarter to the 14th of its last, and the period's name."""
    assert paper.place is not None
    first = first_day(paper.place[1])
    start = first.replace(year=first.year - (first.month == 1), month=(first.month - 2) % 12 + 1, day=15)
    return start, first.replace(month=first.month + 2, day=14), period_name(paper.place[1])


def answered(paper: Paper, unit: str, task: str, kind: str, text: str) -> str | None:
    """The last answer that was given to these words of the unit."""
    found = [
        (one.settled, one.answer) for one in paper.book.obstacles
        if (one.unit, one.task, one.kind) == (unit, task, kind) and text in (one.text, *one.texts)
        and one.answer and one.settled
    ]  # fmt: skip
    if not found:
        return None
    moment, answer = max(found)
    at = moment.astimezone(ZONE)
    weekday = ("Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy")[at.weekday()] if at.weekday() < 6 else ""
    day = f"thứ {weekday}" if weekday else "Chủ Nhật"
    return f"trả lời: “{answer}” (Tuấn, {at:%H:%M} {day} {at:%d/%m/%Y})"


def remarks(paper: Paper) -> list[tuple[Any, ...]]:
    """What reports say: kind, task, text, unit, number, answer."""
    return [
        (KINDS[kind], task, text, one, answered(paper, one.unit, task, kind, text))
        for kind in ("obstacle", "proposal")
        for task in tasks_of(QUARTERLY)
        for one in duties(paper)
        if task in one.said and (text := getattr(one.said[task], kind))
    ]


def _remarks(paper: Paper, book: Any) -> None:
    expected = [
        (kind, task, text, called_in(one), one.number, answer) for kind, task, text, one, answer in remarks(paper)
    ]
    later = {(KINDS[one.kind], one.task, one.text, unit_then(one), one.number, None) for one in carried(paper)}
    found = lines(book, "Vướng mắc, kiến nghị", "Loại", "Mã", "Nội dung", "Đơn vị", "Số báo cáo", "Trả lời")
    same("remarks", found[: len(expected)], expected)
    same("carried", {*found[len(expected) :]}, later)
    assert len(found) == len(expected) + len(later)


def unit_then(one: Any) -> str:
    """The unit as it was called when it raised it, with what stands in its place."""
    then = called(one.unit, one.since.astimezone(ZONE).date())
    now = MERGER_NAME if one.unit in MERGED else NEW_NAME if one.unit == RENAMED and then != NEW_NAME else None
    return f"{then} (nay {now})" if now else then


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
