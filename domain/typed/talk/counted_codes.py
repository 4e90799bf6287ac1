"""Codes of tasks that count something else: `phiên bản 2.8`, `bài 3.1 sách Toán trang 5`."""

from collections.abc import Sequence

from domain.moments.pieces import Phrases
from domain.text import fold
from domain.typed.values.doubts import TEXTS
from domain.typed.values.result import Reading
from domain.typed.words.tokens import Token

_COUNTED: Phrases[str] = Phrases({
    "thing": ("phiên bản", "lên bản", "bản vá", "version", "chương", "trang", "tập", "tiết", "câu", "hình", "bảng",
              "động đất", "cấp độ", "khẩu độ", "tỷ giá", "giá", "lãi suất", "điểm toán", "điểm trung bình", "win",
              "android", "ios", "phòng số", "căn hộ", "cổng", "sân"),
})  # fmt: skip
_LONGEST = 2  # words of them
_OF_NO_STANDING = frozenset({"text", "partly", "empty", "unclear"})


def counts_something_else(tokens: Sequence[Token], text: str, reading: Reading) -> bool:
    """Say whether codes count something else, where nothing was read but words that may go anywhere."""
    if any(set(update.answers) - set(TEXTS) for update in reading.updates):
        return False
    if any(doubt.why not in _OF_NO_STANDING for doubt in reading.doubts):
        return False
    named = {update.task for update in reading.updates} | {doubt.task for doubt in reading.doubts if doubt.task}
    places = [at for at, token in enumerate(tokens) if token.key in named]
    return bool(places) and all(_is_counted(tokens, at) or _is_lesson(tokens, at, text) for at in places)


def _is_counted(tokens: Sequence[Token], at: int) -> bool:
    return any(
        (found := _COUNTED.at(tokens, start)) is not None and start + found[1] == at
        for start in range(max(0, at - _LONGEST), at)
    )


def _is_lesson(tokens: Sequence[Token], at: int, text: str) -> bool:
    """Say whether it is a lesson: `bài 3.1 sách Toán trang 5`; the word before it may have gone with the greeting."""
    before = fold(text[: tokens[at].start]).split()[-1:]
    return before == ["bai"] and any(token.key in ("sach", "trang") for token in tokens[at:])
