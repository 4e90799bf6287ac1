"""A long report that was pasted: what it says of tasks is kept, and what was not read is said."""

from datetime import date

from domain.typed import read_line

CODES = ["1.1", "2.7", "3.1", "4.8"]
TALK = "Trong kỳ, đơn vị đã tổ chức quán triệt, phổ biến, triển khai đến toàn thể cán bộ; đạt kết quả tốt. "


def said(text: str) -> tuple[dict[str, dict[str, object]], tuple[str, ...]]:
    reading = read_line(text, CODES, today=date(2026, 6, 20))
    return {one.task: dict(one.answers) for one in reading.updates}, reading.left_out


def test_tasks_that_are_named_at_its_end_or_among_it_are_read() -> None:
    done, half = {"status": "done"}, {"status": "in_progress", "percent": 60}
    assert said("Trong kỳ tốt.\n" * 250 + "4.8 đạt 60%") == ({"4.8": half}, ("Trong kỳ tốt.…",))
    for text in (TALK * 60 + "\n2.7 xong", TALK * 30 + "2.7 xong", TALK * 30 + "\n2.7 xong\n" + TALK * 30):
        tasks, left_out = said(text)
        assert tasks == {"2.7": done}
        assert left_out == (TALK[:60] + "…",)


def test_a_number_in_it_is_no_task() -> None:
    assert said(TALK.replace("; đạt", "; tăng 2.7 lần; đạt") * 60) == ({}, ())
