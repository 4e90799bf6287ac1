"""What stands before a code belongs to it, however the codes behind are listed: nothing that is said of the next one is
put down for it."""

import unicodedata
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.text import nfc
from domain.typed import read_line
from domain.typed.words.vocabulary import PHRASES
from tests.domain.readings import told
from tests.domain.test_typed import CODES, TODAY
from tests.each import each

LEADS = [
    "miễn", "được miễn", "xin miễn báo cáo", "chưa có số liệu", "không có số liệu", "chưa nhận được văn bản về",
    "đang chờ tỉnh", "chờ ý kiến sở", "tạm dừng", "hoãn", "bỏ", "xin rút", "không thuộc", "chưa báo cáo",
    "không phải làm", "Xã Tân An chưa làm", "thiếu kinh phí", "vướng", "xin gia hạn", "không làm", "sẽ làm",
    "không phát sinh", "chưa phát sinh", "kps", "không vướng mắc", "chưa rõ", "dự kiến bỏ", "không còn nhiệm vụ",
    "(chưa có số liệu)", "chưa có số liệu:",
]  # fmt: skip
FORMS = [
    "2.7, 2.8",
    "2.7 và 2.8",
    "2.7 2.8",
    "2.7,2.8",
    "2.7 + 2.8",
    "2.7; 2.8",
    "nhiệm vụ 2.7, nhiệm vụ 2.8",
    "2.7\n2.8",
]
ENDS: list[tuple[str, dict[str, Any]]] = [
    ("xong", {"status": "done"}),
    ("đạt 80%", {"status": "in_progress", "percent": 80}),
]


def bare(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)).replace("đ", "d")


@pytest.mark.parametrize(("lead", "form"), [*product(LEADS, FORMS)])
def test_it_is_not_taken_for_a_list(lead: str, form: str) -> None:
    for end, meant in ENDS:
        for text in (f"{lead} {form} {end}", bare(f"{lead} {form} {end}")):
            reading = read_line(nfc(text), CODES, today=TODAY)
            said = {update.task: update.answers for update in reading.updates}
            standing = {code: said.get("2.7", {}).get(code) for code in meant}
            assert standing != meant, f"{text!r}: {told(reading)}"
            assert said.get("2.8") == meant, f"{text!r}: {told(reading)}"


@each(
    ("text", "meant"),
    [
        ("không phát sinh 2.7, 2.8", "2.7 nothing | 2.8 nothing"),
        ("hoàn thành: 2.7, 2.8; chưa làm: 3.1", "2.7 done | 2.8 done | 3.1 not_started"),
        ("vướng mắc 2.7: thiếu vốn; 2.8 xong", "2.7 obstacle “thiếu vốn” | 2.8 done"),
        ("vướng mắc 2.7, 2.8: thiếu vốn", "2.7 obstacle “thiếu vốn” | 2.8 obstacle “thiếu vốn”"),
        ("không vướng mắc 2.7, 2.8 xong", "2.7 obstacle – | 2.8 done"),
        ("xin gia hạn 2.7 đến 15/12, 2.8 xong", "2.8 done | extension “xin gia hạn 2.7 đến 15/12”"),
        ("kết quả 2.7 đạt 80%", "2.7 in_progress 80%"),
        ("hôm qua 2.7 xong", "2.7 done on 2026-06-19"),
        ("dạ thưa chị 2.7, 2.8 xong", "2.7 done | 2.8 done"),
        ("chị ơi 2.7, 2.8 xong", "2.7 done | 2.8 done"),
        ("Phòng Y tế báo cáo 2.7 xong", "2.7 done"),
        ("Kính gửi Ban chỉ đạo: 2.7 xong", "2.7 done"),
        ("xong 2.7 và 2.8 chưa", "2.7 done | 2.8 not_started"),
        ("giải ngân 2.7 tỷ, 2.8 xong", "2.8 done result ?“giải ngân 2.7 tỷ”"),
        ("2.7 vướng mặt bằng, phối hợp với 2.8 để xử lý", "2.7 obstacle “mặt bằng, phối hợp với 2.8 để xử lý”"),
    ],
)  # fmt: skip
def test_how_it_is_read(text: str, meant: str) -> None:
    assert told(read_line(text, CODES, today=TODAY)) == meant


def test_it_is_asked_back_with_every_way_in_which_it_may_be_meant() -> None:
    """Also that the words were said to somebody, and both are done."""
    [doubt] = read_line("em gặp chị Hoa 2.7, 2.8 xong", CODES, today=TODAY).doubts
    said = "em gặp chị Hoa 2.7"
    assert doubt.offers == ({"status": "done"}, {"result": said}, {"obstacle": said}, {"recommendation": said})
    both = read_line("miễn 2.7, 2.8", CODES, today=TODAY)
    assert not both.updates
    assert [(doubt.why, doubt.task, doubt.said) for doubt in both.doubts] == [
        ("spared", "2.7", "miễn"), ("spared", "2.8", "miễn"),
    ]  # fmt: skip


_NOT_WORDS = {"label", "short_label", "all", "rest", "whole"}  # which begin something of their own
_WORDS = st.lists(
    st.sampled_from(
        [phrase for meaning, phrases in PHRASES.items() if meaning.kind not in _NOT_WORDS for phrase in phrases]
        + ["số liệu", "tỉnh", "hồ sơ"]
    ),
    max_size=5,
).map(" ".join)


@given(st.sampled_from(["chưa", "không", "chẳng", "sẽ", "chờ"]), _WORDS)
def test_what_is_denied_before_it_is_not_done_because_the_next_one_is(denial: str, words: str) -> None:
    reading = read_line(nfc(f"{denial} {words} 2.7, 2.8 xong"), CODES, today=TODAY)
    assert not any(one.task == "2.7" and one.answers.get("status") == "done" for one in reading.updates), told(reading)
