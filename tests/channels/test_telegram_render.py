"""Cards as Telegram takes them."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.sending.render import LARGEST_KEYBOARD, Json, keyboard_of, parts_of
from domain.messaging.messages import Button, Card, Span, text_of


def numbered(count: int, label: str = "Phường", key: str = "k") -> tuple[Button, ...]:
    return tuple(Button(f"{label} {n}", f"{key}{n}") for n in range(count))


def test_offsets_count_utf16_units() -> None:
    card = Card(
        text_of("👍 ", Span("Đà Lạt", bold=True), " & <b> ", Span("xem", italic=True, link="https://x.vn/?a=1&b"))
    )
    [part] = parts_of(card)
    assert part.text == "👍 Đà Lạt & <b> xem"
    assert part.entities == [
        {"type": "bold", "offset": 3, "length": 6},
        {"type": "italic", "offset": 16, "length": 3},
        {"type": "text_link", "url": "https://x.vn/?a=1&b", "offset": 16, "length": 3},
    ]


def test_a_style_that_spans_two_parts_is_in_both() -> None:
    parts = parts_of(Card((Span("a" * 5000, bold=True),), (numbered(1),)))
    assert [part.entities for part in parts] == [
        [{"type": "bold", "offset": 0, "length": 4096}],
        [{"type": "bold", "offset": 0, "length": 904}],
    ]
    assert [bool(part.keyboard) for part in parts] == [False, True]


@pytest.mark.parametrize(
    ("rows", "widths"),
    [
        ([numbered(3), numbered(8)], [3, 8]),
        ([numbered(9)], [8, 1]),
        ([(), numbered(1)], [1]),
        ([numbered(1)] * 120, [1] * 100),
        ([numbered(8)] * 13, [8] * 12),
    ],
)
def test_rows_keep_within_the_limits(rows: list[tuple[Button, ...]], widths: list[int]) -> None:
    assert [len(row) for row in keyboard_of(rows)] == widths


@given(st.lists(st.lists(st.builds(Button, st.text(max_size=200), st.text(max_size=64)), max_size=12), max_size=40))
def test_a_keyboard_is_never_too_large(rows: list[list[Button]]) -> None:
    keyboard = keyboard_of(rows)
    shown = json.dumps({"inline_keyboard": keyboard}, ensure_ascii=False).encode("utf-8", "replace")
    assert len(shown) <= LARGEST_KEYBOARD
    assert all(1 <= len(row) <= 8 and all(1 <= len(b["text"]) <= 64 for b in row) for row in keyboard)


@pytest.mark.parametrize(
    ("button", "drawn"),
    [
        (Button("Báo cáo ngay", "b:1"), {"text": "Báo cáo ngay", "callback_data": "b:1"}),
        (Button("Mở", url="https://dondoc.vn/x"), {"text": "Mở", "url": "https://dondoc.vn/x"}),
        (Button("  \n", "k"), {"text": "…", "callback_data": "k"}),
        (Button("y" * 70, "k"), {"text": "y" * 63 + "…", "callback_data": "k"}),
    ],
)
def test_buttons(button: Button, drawn: Json) -> None:
    assert keyboard_of([[button]]) == [[drawn]]


@pytest.mark.parametrize("url", ["http://localhost:8080/vao", "javascript:alert(1)", "http://[bad", "nơi nào"])
def test_a_link_that_telegram_refuses_is_written_out(url: str) -> None:
    [part] = parts_of(Card(text_of("Mời vào"), ((Button("Mở", url=url), Button("Thôi", "x")),)))
    assert part.text == f"Mời vào\nMở: {url}"
    assert part.keyboard == [[{"text": "Thôi", "callback_data": "x"}]]


@pytest.mark.parametrize(("text", "is_off"), [("không có gì", False), ("https://dondoc.vn/vao/abc", True)])
def test_telegram_is_kept_from_opening_links(text: str, is_off: bool) -> None:
    [part] = parts_of(Card(text_of(text)))
    assert ("link_preview_options" in part.parameters) is is_off
