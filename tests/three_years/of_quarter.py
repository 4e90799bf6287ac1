"""What a quarter's report is counted from: its units, numbers and remarks, and those of the quarter before."""

from typing import Any

from tests.office import ZONE
from tests.three_years import counting
from tests.three_years.acts import period_name
from tests.three_years.book import Document, Duty, Word, first_day, mean, percent, tasks_of
from tests.three_years.counting import Point, called, point
from tests.three_years.in_excel import KINDS
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
)

STANDINGS = {"on_time": "đúng hạn", "late": "trễ", "returned": "đã trả lại", "missing": "chưa nộp",
             "excused": "được miễn"}  # fmt: skip
STATUS_SAID = {"done": "hoàn thành", "in_progress": "đang thực hiện", "not_started": "chưa thực hiện",
               "nothing": "không phát sinh"}  # fmt: skip


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


def both(paper: Paper, task: str) -> tuple[int, float, float] | None:
    """Over the units whose per cent is known in both quarters: how many, now, and then."""
    far = [
        {one.unit: one.said[task].progress for one in which if task in one.said and one.said[task].progress is not None}
        for which in (duties(paper), before(paper))
    ]
    units = far[0].keys() & far[1].keys()
    means = [mean([value for unit, value in one.items() if unit in units and value is not None]) for one in far]
    return None if means[0] is None or means[1] is None else (len(units), means[0], means[1])


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


def over_both(now: Point, then: Point) -> tuple[float, float]:
    found = []
    for one, other in ((now, then), (then, now)):
        lines = {unit: value for unit, value in one.lines.items() if unit in other.lines}
        found.append(counting.over(list(lines.values()), one.asked, one.lines[last_of(one, lines)]))
    return found[0], found[1]


def last_of(one: Point, lines: dict[str, float]) -> str:
    """The unit that said its number last; of several at once the first by name."""
    return next(unit for unit in one.order if unit in lines)


def document_of(duty: Duty) -> Document | None:
    values = duty.said["T.1"].given.values() if duty.is_in else ()
    return next((one for one in values if isinstance(one, Document)), None)


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


def unit_then(one: Any) -> str:
    """The unit as it was called when it raised it, with what stands in its place."""
    then = called(one.unit, one.since.astimezone(ZONE).date())
    now = MERGER_NAME if one.unit in MERGED else NEW_NAME if one.unit == RENAMED and then != NEW_NAME else None
    return f"{then} (nay {now})" if now else then
