"""What units and the coordinator do, each typed and pressed in a chat, and written down in the book."""

import re
from collections.abc import Sequence
from dataclasses import replace

from tests.office import ZONE, local
from tests.three_years import drawn
from tests.three_years.book import Book, Duty, Obstacle, Report, Word
from tests.three_years.setting import HALF_YEARLY, QUARTERLY, TITLES, Asked
from tests.three_years.stage import TUAN, Stage

ROMAN = {"1": "I", "2": "II", "3": "III", "4": "IV"}
ASSESSMENT = "Các đơn vị bám sát kế hoạch, khối phường tiến bộ rõ."


def period_name(key: str) -> str:
    """`quý I/2026`, `6 tháng đầu năm 2026`, `năm 2026`."""
    year, _, part = key.partition("-")
    if part.startswith("Q"):
        return f"quý {ROMAN[part[1]]}/{year}"
    return f"{'6 tháng ' + {'H1': 'đầu', 'H2': 'cuối'}[part] + ' ' if part else ''}năm {year}"


def report_name(duty: Duty) -> str:
    title, period = TITLES[duty.requirement], period_name(duty.period)
    words = title.split()
    return f"{title} {' '.join(period.split()[1:])}" if words[-1] == period.split()[0] else f"{title} {period}"


def _on_a_button(duty: Duty) -> str:
    """What of its name stands on a button, where a long one is cut in the middle."""
    return " ".join(report_name(duty).split()[-3:]) if duty.requirement == HALF_YEARLY else report_name(duty)


def opens(stage: Stage, duties: Sequence[Duty], command: str) -> None:
    """Each says of which report it speaks, and chooses where it is asked."""
    with stage.together():
        for duty in duties:
            stage.says(duty.unit, command)
    with stage.together():
        for duty in duties:
            if any(label.startswith("1. ") for label in stage.last(duty.unit).labels):
                stage.presses(duty.unit, stage.labelled(duty.unit, _on_a_button(duty)))
    for duty in duties:
        assert report_name(duty) in stage.last(duty.unit).text, (report_name(duty), stage.last(duty.unit).text)


def presses(stage: Stage, duties: Sequence[Duty], *labels: str) -> None:
    for label in labels:
        with stage.together():
            for duty in duties:
                stage.presses(duty.unit, label)


def hand_in(stage: Stage, book: Book, form: tuple[Asked, ...], given: Sequence[tuple[Duty, dict[str, Word]]]) -> None:
    """Reports, each typed in one line."""
    duties = [duty for duty, _ in given]
    opens(stage, duties, "/baocao")
    with stage.together():
        for duty, said in given:
            stage.says(duty.unit, drawn.typed(said, form))
    presses(stage, duties, "Đúng, ghi vào nháp", "Xem lại", "Gửi báo cáo")
    for duty, said in given:
        book.takes(duty, Report(stage.now, duty.due, form, book.with_parts(duty, said)))
        received(stage, duty)


def received(stage: Stage, duty: Duty) -> None:
    text = stage.last(duty.unit).text
    assert text.startswith("Đã nộp"), text
    assert f"Số {duty.number} " in text, (duty.number, text)
    if len(duty.reports) == 1:
        assert ("· đúng hạn" in text) == (duty.standing == "on_time"), text


def has_nothing(stage: Stage, book: Book, duties: Sequence[Duty]) -> None:
    opens(stage, duties, "/khongphatsinh")
    presses(stage, duties, "Gửi báo cáo")
    for duty in duties:
        book.takes(duty, Report(stage.now, duty.due, (), {}, nil=True))
        received(stage, duty)


def asks_for_time(stage: Stage, duty: Duty, until: str, *, is_granted: bool) -> None:
    name = report_name(duty).removeprefix("Báo cáo ")
    day = local(until).astimezone(ZONE)
    stage.says(duty.unit, f"/giahan {name} đến {day.day}/{day.month}/{day.year} vì chờ số liệu")
    assert f"{report_name(duty)} · " in stage.last(duty.unit).text, stage.last(duty.unit).text
    assert f"đến 17:00 thứ {_weekday(day.weekday())} {day:%d/%m/%Y}" in stage.last(duty.unit).text
    stage.presses(duty.unit, "Gửi đề nghị")
    if is_granted:
        stage.presses(TUAN, "Đồng ý")
        assert stage.last(TUAN).text.startswith("Đã đồng ý"), stage.last(TUAN).text
        duty.due = local(until)
    else:
        stage.presses(TUAN, "Từ chối")
        stage.presses(TUAN, "Hạn do cấp trên ấn định")
        assert stage.last(TUAN).text.startswith("Đã từ chối"), stage.last(TUAN).text


def _weekday(day: int) -> str:
    return ("Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy")[day]


def is_excused(stage: Stage, duty: Duty) -> None:
    stage.says(TUAN, f"/donvi {duty.unit}")
    stage.presses(TUAN, _of_report(stage, duty, "Miễn kỳ này"))
    stage.presses(TUAN, "Thiên tai, sự cố")
    assert report_name(duty) in stage.last(TUAN).text, stage.last(TUAN).text
    stage.presses(TUAN, "Miễn kỳ này")
    assert stage.last(TUAN).text.startswith("Đã miễn"), stage.last(TUAN).text
    duty.state = "excused"


def _of_report(stage: Stage, duty: Duty, label: str) -> str:
    """The button of that label which is for this report; it bears the number of its line."""
    heard = stage.last(TUAN)
    found = re.findall(rf"^(\d+)\. .*{re.escape(report_name(duty))}[ ,]", heard.text, re.MULTILINE)
    assert len(found) <= 1, (report_name(duty), heard.text)
    return f"{label} {found[0]}" if found and f"{label} {found[0]}" in heard.labels else label


def is_returned(stage: Stage, duty: Duty) -> str:
    """It comes back with a word on one task; which."""
    task = next(iter(duty.reports[-1].said))
    stage.says(TUAN, f"/duyet {duty.unit}")
    stage.presses(TUAN, _of_report(stage, duty, "Xem"))
    assert duty.number in stage.last(TUAN).text, stage.last(TUAN).text
    stage.presses(TUAN, "Trả lại")
    stage.says(TUAN, f"{task} số này chưa đúng")
    told = re.search(r"nộp lại trước (\d\d:\d\d) .*? (\d\d)/(\d\d)/(\d{4})", stage.last(TUAN).text)
    assert told, stage.last(TUAN).text
    stage.presses(TUAN, "Trả lại")
    assert stage.last(TUAN).text.startswith("Đã trả lại"), stage.last(TUAN).text
    clock, day, month, year = told.groups()
    duty.state, duty.due = "returned", local(f"{year}-{month}-{day} {clock}")
    return task


def mends(stage: Stage, book: Book, duty: Duty, task: str, per_cent: int) -> None:
    last = duty.reports[-1]
    opens(stage, [duty], "/baocao")
    stage.says(duty.unit, f"{task} {per_cent}%")
    presses(stage, [duty], "Đúng, ghi vào nháp", "Xem lại", "Gửi báo cáo")
    said = {**last.said, task: replace(last.said[task], status="in_progress", percent=per_cent)}
    said_at = {one: last.at for one in said if one != task}
    book.takes(duty, Report(stage.now, duty.due, last.form, said, said_at=said_at))
    received(stage, duty)


def raises(stage: Stage, book: Book, unit: str, task: str, text: str) -> None:
    """Something in the way, beside the reports."""
    stage.says(unit, f"/vuongmac {task} {text}")
    stage.presses(unit, "Gửi vướng mắc")
    book.obstacles.append(Obstacle(unit, task, "obstacle", text, stage.now, None, None))


def is_answered(stage: Stage, one: Obstacle, answer: str) -> None:
    """Without an answer it is closed."""
    stage.says(TUAN, f"/vuongmac {one.unit}")
    for _ in range(4):
        heard = stage.last(TUAN)
        found = re.search(rf"^(\d+)\. .*? · {re.escape(one.task)}\b.*“{re.escape(one.text)}”", heard.text, re.MULTILINE)
        if found:
            break
        assert "Trang sau" in heard.labels, (one, heard.text, heard.labels)
        stage.presses(TUAN, "Trang sau")
    assert found, (one, heard.text)
    stage.presses(TUAN, f"Xem {found[1]}")
    if answer:
        stage.presses(TUAN, "Trả lời")
        stage.says(TUAN, answer)
        stage.presses(TUAN, "Gửi trả lời")
    else:
        stage.presses(TUAN, "Đóng")
        stage.presses(TUAN, "Đóng")
    one.answer, one.settled = answer, stage.now


def assesses(stage: Stage, book: Book, period: str) -> None:
    """The coordinator writes what they think of a quarter."""
    stage.says(TUAN, f"/tonghop {QUARTERLY} {period}")
    stage.presses(TUAN, "Viết đánh giá")
    stage.presses(TUAN, stage.labelled(TUAN, "Đánh giá chung"))
    stage.says(TUAN, ASSESSMENT)
    stage.presses(TUAN, "Đúng, lưu lại")
    assert stage.last(TUAN).text.startswith("Đã lưu"), stage.last(TUAN).text
    book.narratives.append((period, "Đánh giá chung", ASSESSMENT))
