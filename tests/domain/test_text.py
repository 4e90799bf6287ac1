import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.text import codes_meant, fold, nfc, vietnamese_key

VIETNAMESE = st.text(alphabet="aăâbcdđeêghioôơuưyAĂĐƠàảãáạ ấậệọởữ\u0300\u0301\u0323 0129.\n\t\u00a0")


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("Đa\u0300 La\u0323t", "Đà Lạt"),
        ("  hai\u00a0 từ\t ", "hai từ"),
        ("một \r\n hai\u2028ba", "một\nhai\nba"),
        ("ẩn\u200b\ufeff\u0000\u202e", "ẩn"),
        ("nửa \ud800 cặp", "nửa cặp"),
        ("a\u200b\u0301", "á"),
    ],
)
def test_stored_form(text: str, stored: str) -> None:
    assert nfc(text) == stored


@given(st.text())
def test_the_stored_form_is_stable_and_can_be_stored(text: str) -> None:
    stored = nfc(text)
    assert nfc(stored) == stored
    assert unicodedata.is_normalized("NFC", stored)
    assert "\x00" not in stored
    stored.encode()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hoà", "hòa"),
        ("ĐÔN ĐỐC", "don doc"),
        ("Ðà Lạt", "da lat"),
        ("không  phát\u00a0sinh", "khong phat sinh"),
        ("Ｂáo cáo", "bao cao"),
        ("quỹ", "quý"),
        ("dạ", "đã"),
    ],
)
def test_texts_that_match(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(VIETNAMESE)
def test_folding_forgets_case_and_marks(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == fold(text.upper()) == fold(unicodedata.normalize("NFD", text)) == folded


SORTED = [
    ["An", "Ăn", "Ấn", "Ba", "Cam Ly", "Dã", "Đà Lạt", "Em", "Êm", "Ong", "Ông", "Ơn", "Un", "Ưng", "Xuân"],
    ["ma", "mà", "mả", "mã", "má", "mạ"],
    ["Phường 1", "Phường 2", "Phường 10", "Phường 12", "Phường Xuân Hương"],
    ["Hội Cựu chiến binh", "Hội Nông dân", "Hội Phụ nữ"],
    ["2.1", "2.2", "2.10", "T.1"],
    ["ba ba", "bà bạ", "bả bà", "ban"],
]


@pytest.mark.parametrize("words", SORTED, ids=lambda words: words[0])
def test_order_of_a_vietnamese_reader(words: list[str]) -> None:
    shuffled = random.Random(7).sample(words, len(words))
    assert sorted(shuffled, key=vietnamese_key) == words
    spelled_out = [unicodedata.normalize("NFD", word) for word in shuffled]
    assert [nfc(word) for word in sorted(spelled_out, key=vietnamese_key)] == words


@given(st.lists(st.text(), unique=True))
def test_any_texts_can_be_sorted_in_one_way_only(texts: list[str]) -> None:
    backwards = texts[::-1]
    assert sorted(backwards, key=vietnamese_key) == sorted(texts, key=vietnamese_key)


def test_a_very_long_number_can_be_sorted() -> None:
    assert vietnamese_key("9" * 10_000) < vietnamese_key("1" + "0" * 10_000)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1.đ", ["1.đ"]), (" 1.Đ ", ["1.đ"]), ("1.d", ["1.d", "1.đ"]), ("1.D", ["1.d", "1.đ"]), ("2.D", ["2.đ"]),
        ("2.7", ["2.7"]), ("9.9", []),
    ],
)  # fmt: skip
def test_a_code_that_was_typed(typed: str, meant: list[str]) -> None:
    assert codes_meant(typed, ["1.c", "1.d", "1.đ", "2.đ", "2.7"]) == meant
