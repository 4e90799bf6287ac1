"""Long texts in parts."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.split import clip, split, units
from domain.messaging.messages import Span, Text, plain, text_of
from tests.each import each

LETTERS = st.sampled_from([*"aăâbcđ .,!\n", "é", "e\u0301", "👩‍👩‍👧", "👍🏽", "\ud83d", "𝒳", "…", "\u00a0"])
SPANS = st.builds(
    Span,
    st.lists(LETTERS, max_size=60).map("".join),
    st.booleans(),
    st.booleans(),
    st.sampled_from([None, "https://x.vn"]),
)
TEXTS = st.lists(SPANS, max_size=8).map(lambda spans: text_of(*spans))


def bare(text: str) -> str:
    return "".join(text.split())


def styles(text: Text) -> list[tuple[str, bool, bool, str | None]]:
    return [(c, s.bold, s.italic, s.link) for s in text for c in s.text if not c.isspace()]


@given(TEXTS, st.integers(min_value=2, max_value=50))
def test_parts_fit_and_hold_everything_in_its_style(text: Text, limit: int) -> None:
    parts = split(text, limit)
    assert all(units(plain(part)) <= limit for part in parts)
    assert [letter for part in parts for letter in styles(part)] == styles(text)
    assert all(plain(part).strip() for part in parts) or parts == [()]


@given(TEXTS, st.integers(min_value=60, max_value=200))
def test_no_part_begins_with_the_rest_of_a_letter(text: Text, limit: int) -> None:
    for part in split(text, limit)[1:]:
        first = plain(part)[0]
        assert not unicodedata.combining(first)
        assert first not in "\u200d\ufe0f🏽"


@each(
    ("text", "limit", "parts"),
    [
        ("", 10, [""]),
        ("vừa vặn", 7, ["vừa vặn"]),
        ("Đoạn một.\n\nĐoạn hai.\nDòng", 16, ["Đoạn một.", "Đoạn hai.\nDòng"]),
        ("dòng một\ndòng hai dài", 14, ["dòng một", "dòng hai dài"]),
        ("Câu một. Câu hai dài hơn", 12, ["Câu một.", "Câu hai dài", "hơn"]),
        ("một hai ba", 7, ["một hai", "ba"]),
        ("a bcdefghijk", 10, ["a", "bcdefghijk"]),
        ("abcdefghijkl", 5, ["abcde", "fghij", "kl"]),
        ("👍👍👍", 5, ["👍👍", "👍"]),
        ("xe\u0301", 2, ["x", "e\u0301"]),
        ("một" + " " * 50 + "hai", 10, ["một", "hai"]),
        (" " * 30, 10, [""]),
    ],
)
def test_cut_at_a_sensible_place(text: str, limit: int, parts: list[str]) -> None:
    assert [plain(part) for part in split(text_of(text), limit)] == parts


def test_a_tower_of_marks_does_not_stop_the_cutting() -> None:
    assert [len(plain(part)) for part in split(text_of("a" + "\u0301" * 199), 50)] == [50] * 4


@pytest.mark.parametrize(
    ("label", "clipped"),
    [
        ("Báo cáo", "Báo cáo"),
        ("hai\ndòng", "hai dòng"),
        ("x" * 11, "x" * 9 + "…"),
        ("abcdefghe\u0301\u0323ij", "abcdefgh…"),
    ],
)
def test_labels_are_clipped_between_letters(label: str, clipped: str) -> None:
    assert clip(label, 10) == clipped
