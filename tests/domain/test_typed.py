"""Typed lines: what is certain is understood, what is not is given back with the ways in which it may be meant."""

import time
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.forms import form
from domain.text import nfc
from domain.typed import is_courtesy, names_a_task, read_line, says_none
from domain.typed.words.vocabulary import PHRASES
from tests.domain.readings import told
from tests.each import each

CODES = ["1.1", "2.7", "2.8", "2.9", "2.10", "3.1", "4.8", "T.1"]
TODAY = date(2026, 6, 20)
HERE = Path(__file__).parent


def cases(name: str) -> list[tuple[str, str]]:
    lines = (HERE / name).read_text("utf-8").splitlines()
    return [(typed, meant) for line in lines if line[0] != "#" for typed, meant in [line.split(" => ", 1)]]


GIVEN, MORE, HURRIED = cases("replies.txt"), cases("more_replies.txt"), cases("hurried_replies.txt")
HEARD = cases("heard_replies.txt") + cases("standing_replies.txt")


@each(("typed", "meant"), GIVEN + MORE + HURRIED + HEARD)
def test_replies(typed: str, meant: str) -> None:
    assert told(read_line(nfc(typed.replace("\\n", "\n")), CODES, today=TODAY)) == meant


def test_there_are_enough_of_them_and_a_third_is_asked_back() -> None:
    assert len(GIVEN) >= 36
    assert len(MORE) >= 150
    assert sum("? " in meant for _, meant in MORE) >= len(MORE) / 3


@each(("typed", "meant"), [case for case in GIVEN + MORE if not {*"“[("} & {*case[1]}])
def test_marks_may_be_left_out(typed: str, meant: str) -> None:
    """But where only they tell words apart (`chữa` from `chưa`, `chùa`): those lines are asked back with them."""
    bare = "".join(c for c in unicodedata.normalize("NFD", typed) if not unicodedata.combining(c)).replace("đ", "d")
    assert told(read_line(bare.replace("\\n", "\n"), CODES, today=TODAY)) == meant


@pytest.mark.parametrize(
    "text", ["40% thôi", "xong", "2.7 xong", "9.9 xong", "kết quả tốt", "không vướng mắc", "xin gia hạn 3 ngày"]
)
def test_text_is_read_alike_however_it_is_spaced_and_cased(text: str) -> None:
    plain = told(read_line(text, CODES, today=TODAY))
    for other in (text.upper(), f"  {text} ", text.replace(" ", "\u00a0"), text.replace(" ", "  ")):
        assert told(read_line(nfc(other), CODES, today=TODAY)).casefold() == plain.casefold()


def test_the_open_task_is_meant_where_none_is_named() -> None:
    assert [u.task for u in read_line("xong", CODES, today=TODAY, open_task="3.1").updates] == ["3.1"]
    assert told(read_line("9.9 xong", CODES, today=TODAY, open_task="3.1")).startswith("? unknown_task")
    assert [u.task for u in read_line("xong hết rồi", CODES, today=TODAY, open_task="3.1").updates] == ["3.1"]


def test_the_others_are_those_without_an_answer_that_the_line_does_not_name() -> None:
    reading = read_line("2.7 40%, các nhiệm vụ còn lại xong", CODES, today=TODAY, unanswered=["2.7", "2.8", "T.1"])
    assert told(reading) == "2.7 in_progress 40% | 2.8 done | T.1 done"


@pytest.mark.parametrize(
    ("sent", "text", "meant"),
    [
        (date(2026, 12, 15), "2.7 xong ngày 30/12", "? to_come 2.7: in_progress / done"),
        (date(2026, 12, 15), "2.7 xong ngày 2/1", "? to_come 2.7: in_progress / done"),
        (date(2026, 12, 15), "2.7 xong ngày 25", "? to_come 2.7: in_progress / done"),
        (date(2026, 12, 15), "2.7 xong ngày 14/12", "2.7 done on 2026-12-14"),
        (date(2026, 1, 5), "2.7 xong ngày 30/12", "2.7 done on 2025-12-30"),
        (date(2026, 2, 5), "2.7 xong ngày 31", "2.7 done on 2026-01-31"),
    ],
)
def test_a_day_without_a_year_is_the_nearest(sent: date, text: str, meant: str) -> None:
    """But of what comes only within a quarter: `5/12` in June was last year."""
    assert told(read_line(text, CODES, today=sent)) == meant


PAGE = (
    "Sáng nay, tại hội trường, đông đảo bà con đã đến dự lễ khai mạc. Phát biểu tại đây, lãnh đạo nêu rõ mục tiêu năm "
    "nay; giá cà phê tăng mạnh, nhiều hộ phấn khởi, thương lái thu mua 50% sản lượng. 2.7 triệu lượt khách, doanh thu "
    "1.500 tỷ đồng, hoàn thành kế hoạch. Thời tiết ngày mai, mưa rào rải rác, gió nhẹ. "
) * 2


@pytest.mark.parametrize("open_task", [None, "2.7"])
def test_a_page_of_something_else_is_one_question(open_task: str | None) -> None:
    assert told(read_line(PAGE, CODES, today=TODAY, open_task=open_task)) == "? unclear"
    assert told(read_line(f"2.7 {PAGE}", CODES, today=TODAY)) == "? unclear"
    several = read_line(f"2.7 {PAGE[:150]}; 2.8 xong", CODES, today=TODAY, open_task=open_task)
    assert told(several).startswith("2.8 done | ? text 2.7: result"), "what is short may be its result"


def test_nothing_is_asked_twice() -> None:
    assert told(read_line("2.7 giải ngân 2 tỷ, giải ngân 2 tỷ", CODES, today=TODAY)).count("[") == 1
    assert told(read_line("2.7 abc xyz; 2.7 abc xyz", CODES, today=TODAY)).count("?") == 1


def test_marks_that_were_typed_count() -> None:
    """`chữa xong` is `mended`, not `not done`; `đã hoàn thành` with the tone on another letter is the same word."""
    assert "not_done" not in told(read_line("2.7 đã chữa xong", CODES, today=TODAY))
    assert told(read_line("2.7 đã hòan thành", CODES, today=TODAY)) == "2.7 done"
    assert told(read_line("2.7 chỉ 50%", CODES, today=TODAY)) == "2.7 in_progress 50%"
    assert told(read_line("2.7 chi 50%", CODES, today=TODAY)).startswith("? partly"), "to spend"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("1.đ xong", "1.đ done"),
        ("1.Ð xong", "1.đ done"),
        ("1.d xong", "? which_task: done / →1.d / →1.đ"),
        ("xong 1.D", "? which_task: done / →1.d / →1.đ"),
        ("1.c, 1.d xong", "1.c done | ? which_task: done / →1.d / →1.đ"),
        ("1.c đến 1.e xong", "1.c done | 1.d done | 1.đ done | 1.e done"),
        ("1.d", "? which_task: →1.d / →1.đ"),
    ],
)
def test_codes_that_only_a_mark_tells_apart(text: str, meant: str) -> None:
    codes = ["1.c", "1.d", "1.đ", "1.e"]
    assert told(read_line(text, codes, today=TODAY)) == meant
    assert names_a_task(text, codes)
    assert told(read_line("1.d xong", ["1.c", "1.d"], today=TODAY)) == "1.d done"
    assert told(read_line("1.d xong", ["1.c", "1.đ"], today=TODAY)) == "1.đ done", "typed without marks"


def test_without_codes_nothing_is_a_code() -> None:
    assert told(read_line("1.5 xong", ["A", "B"], today=TODAY)) == "? unclear"
    assert told(read_line("A xong; b 40%", ["A", "B"], today=TODAY)) == "A done | B in_progress 40%"
    assert told(read_line("2 tỷ", ["1", "2"], today=TODAY)).startswith("? which_task")
    assert told(read_line("2 xong", ["1", "2"], today=TODAY)) == "2 done"


@pytest.mark.parametrize("text", ["ok", "Dạ", "vâng ạ", "👍", "Cảm ơn!"])
def test_courtesies(text: str) -> None:
    assert is_courtesy(text)


def test_a_report_is_no_courtesy() -> None:
    assert not is_courtesy("xong")
    assert names_a_task("2.7 xong", CODES)
    assert names_a_task("nhiệm vụ 2.7", CODES)
    assert not names_a_task("hôm qua 2.7", CODES)
    assert names_a_task("đã xong 2.7, 2.8 chưa", CODES)
    assert not names_a_task("đã họp xong 2.7 lần", CODES)
    assert not names_a_task("xong hết rồi", CODES)
    assert says_none("không có gì ạ")
    assert not says_none("không có kinh phí")


_PHRASES = st.sampled_from([phrase for phrases in PHRASES.values() for phrase in phrases])
_PIECES = st.sampled_from(
    ["2.7", "2.8", "T.1", "9.9", "80%", "5/12", "1.500", "triệu", "15/6", ",", ";", ":", "\n", "-", "?"]
)
LINES = st.lists(_PHRASES | _PIECES | st.text(max_size=12), max_size=25).map(" ".join) | st.text(max_size=300)


@given(LINES, st.sampled_from(["", "2.7 ", "2.7, 3.1 và "]))
def test_any_text_gives_answers_that_fit_the_form(text: str, start: str) -> None:
    reading = read_line(nfc(start + text), CODES, today=TODAY)
    for update in reading.updates:
        assert update.task in CODES
        assert update.answers, "an update says something"
        said = {code: value for code, value in update.answers.items() if value is not None}
        assert form.merge({}, said) == said
        assert form.merge({"obstacle": "x"}, update.answers).get("obstacle", None) == update.answers.get(
            "obstacle", "x"
        )
    for doubt in reading.doubts:
        assert doubt.task is None or doubt.task in CODES
        for offer in doubt.offers:
            form.merge({}, offer)


@given(LINES)
def test_what_is_negated_is_never_done(text: str) -> None:
    """Whatever else a clause says: `chưa` and `không` before `hoàn thành` win."""
    clean = "".join(c for c in nfc(text) if c not in ",;.:()/|?\n")
    reading = read_line(nfc(f"2.7 chưa hoàn thành {clean}"), ["2.7"], today=TODAY)
    assert not any(update.answers.get("status") == "done" for update in reading.updates if "2.7" not in clean)


@pytest.mark.parametrize(
    "piece",
    [
        "2.7, ", "vướng ", "40% ", ", ", ": ", "2.7 và ", "a;", "hoan2", "\n- ", "1 tỷ ", "5/12 ", "tất cả ", "không ",
        "không có vướng mắc, ", "nhiệm vụ ", "2.7 đến ", "9.", "x", "15 tháng ", "xin gia hạn ", "đang đang ",
        "tất cả xong trừ ", "riêng ", "2-3 tỷ ", "/ vướng ", "1. ", "vướng a, 3 b, ", "lần lượt 40% và ", "a 2.7 ",
    ],
)  # fmt: skip
def test_a_long_line_is_read_in_time_linear_in_its_length(piece: str) -> None:
    def seconds(length: int) -> float:
        line = (piece * (length // len(piece) + 1))[:length]
        began = time.process_time()
        read_line(line, CODES, today=TODAY)
        return time.process_time() - began

    for _ in range(5):  # a busy machine spoils some
        short, long = seconds(1024), seconds(4096)
        if long < 12 * max(short, 0.001):
            return
    pytest.fail(f"four times as long takes {long / short:.0f} times as long")
