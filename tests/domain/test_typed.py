"""Typed lines: what is certain is understood, what is not is given back whole."""

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import form
from domain.typed import is_courtesy, names_a_task, read_line

CODES = ["1.1", "2.7", "2.8", "2.10", "3.1", "T.1"]


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("2.7 40%; 3.1 xong, vướng: thiếu mặt bằng", {"2.7": ("in_progress", 40), "3.1": ("done", None)}),
        ("2.7 hoàn thành", {"2.7": ("done", None)}),
        ("2.7 Hoàn Thành.", {"2.7": ("done", None)}),
        ("2.7 hoan thanh", {"2.7": ("done", None)}),
        ("2.7 hoa\u0300n tha\u0300nh", {"2.7": ("done", None)}),
        ("2.7 đã xong rồi ạ", {"2.7": ("done", None)}),
        ("2.7 chưa làm", {"2.7": ("not_started", None)}),
        ("2.7 chưa", {"2.7": ("not_started", None)}),
        ("2.7 dang thuc hien 80 %", {"2.7": ("in_progress", 80)}),
        ("2.7 đạt 80,5%", {"2.7": ("in_progress", 80.5)}),
        ("2.7: 40%", {"2.7": ("in_progress", 40)}),
        ("t.1 xong", {"T.1": ("done", None)}),
        ("2.10 xong", {"2.10": ("done", None)}),
        ("2.7, 2.8 và 3.1 hoàn thành", dict.fromkeys(["2.7", "2.8", "3.1"], ("done", None))),
        ("2.7 xong\n2.8 chưa làm", {"2.7": ("done", None), "2.8": ("not_started", None)}),
    ],
)
def test_certain_lines(line: str, meant: dict[str, tuple[str, float | None]]) -> None:
    reading = read_line(line, CODES)
    assert reading.certain
    found = {u.task: (u.answers["status"], u.answers.get("percent")) for u in reading.updates}
    assert found == meant


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("2.7 vướng thiếu kinh phí", {"obstacle": "thiếu kinh phí"}),
        (
            "2.7 vướng mắc: thiếu vốn, thiếu người, kiến nghị: bố trí vốn",
            {"obstacle": "thiếu vốn, thiếu người", "recommendation": "bố trí vốn"},
        ),
        ("2.7 xong, kết quả: trồng 1,5 ha", {"status": "done", "result": "trồng 1,5 ha"}),
    ],
)
def test_labels_take_what_follows(line: str, fields: dict[str, Any]) -> None:
    reading = read_line(line, CODES)
    assert [u.answers for u in reading.updates] == [fields]


@pytest.mark.parametrize(
    "line",
    [
        "2.7 chưa hoàn thành",
        "2.7 cơ bản hoàn thành",
        "2.7 sắp xong",
        "2.7 150%",
        "2.7 xong 40%",
        "2.7 chưa làm 40%",
        "2.7 40% 50%",
        "2.7 quá hạn",
        "2.7",
        "9.9 xong",
        "hoàn thành",
        "2.7 không có vướng mắc",
        "2.7 vướng: " + "x" * 3000,
    ],
)
def test_uncertain_lines_fill_nothing(line: str) -> None:
    reading = read_line(line, CODES)
    assert reading.updates == ()
    assert len(reading.puzzling) == 1


def test_the_open_task_is_meant_where_none_is_named() -> None:
    assert [u.task for u in read_line("xong", CODES, open_task="3.1").updates] == ["3.1"]


def test_two_different_standings_of_one_task_are_asked_back() -> None:
    reading = read_line("2.7 hoàn thành; 3.1 xong; 2.7 40%", CODES)
    assert [u.task for u in reading.updates] == ["3.1"]
    assert reading.puzzling == ("2.7",)


def test_one_uncertain_statement_makes_the_line_uncertain() -> None:
    assert not read_line("2.7 xong; 2.8 gần xong", CODES).certain


@pytest.mark.parametrize("text", ["ok", "Dạ", "vâng ạ", "👍", "Cảm ơn!"])
def test_courtesies(text: str) -> None:
    assert is_courtesy(text)


def test_a_report_is_no_courtesy() -> None:
    assert not is_courtesy("xong")
    assert names_a_task("2.7 xong", CODES)
    assert not names_a_task("báo cáo 2.7", CODES)


@given(st.text(max_size=300), st.sampled_from(["", "2.7 ", "2.7, 3.1 và "]))
def test_any_text_gives_answers_that_fit_the_form(text: str, start: str) -> None:
    for update in read_line(start + text, CODES).updates:
        assert update.task in CODES
        assert form.merge({}, update.answers) == update.answers


@pytest.mark.parametrize("piece", ["2.7, ", "vướng ", "40% ", ", ", ": ", "2.7 và ", "a;"])
def test_a_long_line_is_read_in_time_linear_in_its_length(piece: str) -> None:
    started = time.perf_counter()
    read_line(piece * (4096 // len(piece)), CODES)
    assert time.perf_counter() - started < 0.5
