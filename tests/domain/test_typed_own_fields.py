"""Typed lines for a requirement with fields of its own: by code or name, with or without marks; the doubtful is asked
back, and a requirement without such fields reads every line as before."""

import time
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.forms import form
from domain.forms.own_fields import form_of, read
from domain.text import nfc
from domain.typed import read_line
from domain.typed.values.field_values import read_value
from tests.domain.readings import told
from tests.each import each

CODES = ["1.1", "2.7", "2.8", "3.1", "4.8"]
TODAY = date(2026, 6, 20)
WRITTEN: list[dict[str, Any]] = [
    {"code": "tthc", "name": "TTHC đã rà soát", "kind": "number", "unit": "thủ tục", "target": 120, "tasks": ["2.7"]},
    {"code": "kinh_phi", "name": "Kinh phí giải ngân", "kind": "number", "unit": "triệu đồng"},
    {"code": "muc_do", "name": "Mức độ sẵn sàng", "kind": "choice", "tasks": ["2.7", "3.1"],
     "choices": [{"code": "cao", "name": "Cao"}, {"code": "thap", "name": "Thấp"}]},
    {"code": "ke_hoach", "name": "Kế hoạch triển khai", "kind": "document", "tasks": ["2.7", "4.8"]},
    {"code": "ngay_th", "name": "Ngày tập huấn", "kind": "date", "tasks": ["2.7"]},
    {"code": "ghi_chu", "name": "Ghi chú thêm", "kind": "text", "limit": 100, "tasks": ["2.7"]},
]  # fmt: skip
OWN = read(WRITTEN)
CASES = [
    tuple(line.split(" => ", 1))
    for line in (Path(__file__).parent / "own_field_replies.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


@each(("typed", "meant"), CASES)
def test_replies(typed: str, meant: str) -> None:
    assert told(read_line(nfc(typed.replace("\\n", "\n")), CODES, today=TODAY, own=OWN)) == meant


def test_there_are_enough_of_them_and_a_third_is_asked_back() -> None:
    assert len(CASES) >= 50
    assert sum("? " in meant for _, meant in CASES) >= len(CASES) / 3


@each(("typed", "meant"), [case for case in CASES if not {"“", "["} & set(case[1])])
def test_marks_may_be_left_out(typed: str, meant: str) -> None:
    bare = "".join(c for c in unicodedata.normalize("NFD", typed) if not unicodedata.combining(c)).replace("đ", "d")
    assert told(read_line(bare.replace("\\n", "\n"), CODES, today=TODAY, own=OWN)) == meant


RATES = read(
    [
        {"code": "a", "name": "Tỷ lệ", "kind": "number", "unit": "%", "tasks": ["2.7"]},
        {"code": "b", "name": "Tỷ lệ giải ngân", "kind": "number", "unit": "%"},
        {"code": "c", "name": "Khối lượng", "kind": "number", "unit": "m3"},
        {"code": "d", "name": "Tình trạng", "kind": "text"},
    ]
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2.7 tỷ lệ 72,5%", "2.7 a=72.5"),
        ("2.7 tỉ lệ: 72,5%", "2.7 a=72.5"),
        ("2.7 đạt tỷ lệ 72%", "2.7 a=72"),
        ("2.7 60%, tỷ lệ 72,5%", "2.7 in_progress 60% a=72.5"),
        ("2.7 xong, tỷ lệ 98%", "2.7 done a=98"),
        ("2.8 tỷ lệ 72%", "2.8 in_progress 72%"),  # not asked there
        ("2.7 giải ngân 30%, tỉ lệ 72%", "2.7 b=30 a=72"),
        ("2.7 tiến độ 40%", "2.7 in_progress 40%"),
        ("2.7 khối lượng đạt 120", "2.7 c=120"),
        ("2.7 tình trạng đang thực hiện 40%", "2.7 in_progress 40%"),
        ("2.7 tình trạng: chờ vốn", "2.7 d “chờ vốn”"),
    ],
)
def test_a_field_that_is_called_as_a_measure_wins_over_the_progress(typed: str, meant: str) -> None:
    assert told(read_line(nfc(typed), CODES, today=TODAY, own=RATES)) == meant


@pytest.mark.parametrize("typed", ["2.7 chưa đạt tỷ lệ giải ngân 40%", "2.7 không đạt được tỉ lệ 40%"])
def test_what_is_denied_is_no_value(typed: str) -> None:
    reading = read_line(nfc(typed), CODES, today=TODAY, own=RATES)
    assert not any({"a", "status"} & set(update.answers) for update in reading.updates)
    assert not any({"a", "b"} & set(update.answers) for update in reading.updates)


def test_a_name_that_has_a_meaning_already_is_no_label() -> None:
    own = read([{"code": "ht", "name": "Kết quả", "kind": "number"}])
    assert told(read_line("2.7 ht", CODES, today=TODAY, own=own)) == "2.7 done"
    assert told(read_line("2.7 kết quả: tốt", CODES, today=TODAY, own=own)) == "2.7 result “tốt”"


@each(
    ("text", "unit", "values"),
    [
        ("1.250", "", (1250,)),
        ("12,5", "", (12.5,)),
        ("3 triệu", "người", (3_000_000,)),
        ("3 tỷ", "triệu đồng", (3000,)),
        ("1.500 triệu", "tỷ đồng", (1.5,)),
        ("85%", "%", (85,)),
        ("1,500", "", (1500, 1.5)),
        ("-5", "", ()),
        ("không", "", (0,)),  # asked, and not kept
    ],
)
def test_numbers_as_they_are_written_here(text: str, unit: str, values: tuple[float, ...]) -> None:
    assert (
        read_value(text, read([{"code": "n", "name": "N", "kind": "number", "unit": unit}])[0], TODAY).values == values
    )


_PIECES = st.sampled_from(
    ["2.7", "3.1", "9.9", "tthc", "TTHC đã rà soát", "mức độ sẵn sàng", "cao", "kế hoạch triển khai", "số 12/KH-UBND",
     "ngày 5/3", "ghi chú thêm", "96", "96/120", "1,500", "3 tỷ", "80%", "xong",
     "vướng mắc", "chưa", ":", ",", ";", "\n"]
)  # fmt: skip
LINES = st.lists(_PIECES | st.text(max_size=8), max_size=20).map(" ".join)


@given(LINES)
def test_any_text_gives_answers_that_fit_the_form(text: str) -> None:
    reading = read_line(nfc(text), CODES, today=TODAY, own=OWN)
    for update in reading.updates:
        asked = form_of(OWN, update.task)
        own = {code: said for code, said in update.answers.items() if code in {field.code for field in OWN}}
        assert own.keys() <= asked.by_code.keys()
        assert form.merge({}, own, asked) == {code: said for code, said in own.items() if said is not None}
    for doubt in reading.doubts:
        for offer in doubt.offers:
            form.merge({}, offer, form_of(OWN, doubt.task or "2.7"))


@pytest.mark.parametrize(
    "piece", ["tthc ", "tthc 96 ", "TTHC đã rà soát: ", "ke_hoach: số 1/a ngày ", "ghi chú thêm: a ", "đã ban hành "]
)
def test_a_long_line_is_read_in_time_linear_in_its_length(piece: str) -> None:
    def seconds(length: int) -> float:
        line = "2.7 " + (piece * (length // len(piece) + 1))[:length]
        began = time.process_time()
        read_line(line, CODES, today=TODAY, own=OWN)
        return time.process_time() - began

    short, long = (min(seconds(length) for _ in range(3)) for length in (1024, 4096))
    assert long < 2.0, "nobody else waits so long, on a slow machine either"
    assert long < 12 * max(short, 0.001), "four times as long"


@pytest.mark.parametrize(
    ("typed", "values", "is_certain"),
    [("72,5 phần trăm", (72.5,), True), ("100", (100,), True), ("725%", (725,), False), ("145/200", (72.5,), False),
     ("80-85%", (80, 85), False)],
)  # fmt: skip
def test_shares(typed: str, values: tuple[float, ...], is_certain: bool) -> None:
    [share] = read([{"code": "ty_le", "name": "Tỷ lệ", "kind": "number", "unit": "%"}])
    found = read_value(typed, share, TODAY)
    assert (found.values, found.is_certain) == (values, is_certain)


def test_a_code_without_marks_is_typed_as_the_word_that_it_is() -> None:
    own = read([{"code": "von", "name": "Vốn đã giải ngân", "kind": "number", "unit": "triệu đồng", "tasks": ["2.7"]}])
    for line in ("2.7 vốn 1,2 tỷ", "2.7 von 1,2 tỷ", "2.7 vốn: 1.200 triệu"):
        assert told(read_line(nfc(line), CODES, today=TODAY, own=own)) == "2.7 von=1200", line


COUNTED = read(
    [
        {"code": "ho", "name": "Số hộ nghèo", "kind": "number", "tasks": ["2.7"]},
        {"code": "dt", "name": "Diện tích rau", "kind": "number", "unit": "ha", "tasks": ["2.7"]},
        {"code": "von", "name": "Vốn giải ngân", "kind": "number", "unit": "triệu đồng", "tasks": ["2.7"]},
    ]
)


@each(
    ("typed", "meant"),
    [
        *((f"2.7 số hộ nghèo {verb} 37{unit}", "2.7 ho=37")
          for verb in ("giảm còn", "đã giảm còn", "xuống còn", "giảm xuống", "giảm từ 50 xuống còn", "giảm 13 hộ còn",
            "chỉ còn", "tăng lên", "lên tới", "lên đến", "đạt", "là", "hiện có", "hiện là", "đến nay là", ":")
          for unit in ("", " hộ")),
        ("số hộ nghèo giảm còn 37 hộ", "2.7 ho=37"),
        ("2.7 so ho ngheo giam con 37 ho", "2.7 ho=37"),
        ("2.7 SỐ HỘ NGHÈO GIẢM CÒN 37 HỘ", "2.7 ho=37"),
        ("2.7 số hộ nghèo is now 37", "2.7 ho=37"),
        ("2.7 40%, số hộ nghèo giảm còn 37 hộ", "2.7 in_progress 40% ho=37"),
        ("2.7 số hộ nghèo khoảng 37 hộ", "? own_range 2.7: ho=37"),
        ("2.7 số hộ nghèo giảm còn khoảng 37 hộ", "? own_range 2.7: ho=37"),
        ("2.7 số hộ nghèo ước 37", "? own_range 2.7: ho=37"),
        ("2.7 số hộ nghèo còn 37", "? own_range 2.7: ho=37"),
        ("2.7 diện tích rau tăng lên 3,5 ha", "2.7 dt=3.5"),
        ("2.7 diện tích rau tăng từ 2 ha lên 3,5 ha", "2.7 dt=3.5"),
        ("2.7 vốn giải ngân giảm còn 300 triệu", "2.7 von=300"),
        ("2.7 vốn giải ngân lên tới 1,5 tỷ", "2.7 von=1500"),
    ],
)  # fmt: skip
def test_what_a_number_has_come_to(typed: str, meant: str) -> None:
    assert told(read_line(typed, CODES, today=TODAY, own=COUNTED)) == meant


@pytest.mark.parametrize("typed", ["2.7 số hộ nghèo giảm 13 hộ", "2.7 số hộ nghèo tăng 5", "2.7 số hộ nghèo giảm mạnh"])
def test_by_how_much_a_number_changed_is_not_the_number(typed: str) -> None:
    assert "ho=" not in told(read_line(typed, CODES, today=TODAY, own=COUNTED))
