"""`đúng rồi ạ`, `ok`, `ừ`; `không phải`, `sai rồi`, `khoan đã`: an answer to `Đúng không ạ?` and to nothing else."""

import re
from typing import Literal

from domain.text import fold
from domain.typed.words.politeness import BEFORE, BEHIND, cores

_YES = frozenset(
    {"dung", "dung vay", "dung the", "dung do", "dung het", "dung ca", "chuan", "chinh xac", "phai", "u", "uh", "uhm",
     "um", "uk", "uki", "o", "ok", "oke", "oki", "okie", "okay", "vang", "da", "da vang", "duoc", "dong y", "nhat tri",
     "xac nhan", "hop ly", "yes", "yep", "yeah", "y", "right", "correct", "thats right", "that is right", "dung y",
     "ghi di", "luu di", "co", "co dung", "👍", "✅", "👌"}
)  # fmt: skip
_NO = frozenset(
    {"khong", "ko", "hong", "hok", "khong phai", "ko phai", "hong phai", "khong dung", "ko dung", "k dung", "chua dung",
     "hong dung", "sai", "sai het", "nham", "khoan", "khoan da", "thoi", "thoi khoi", "de sau", "tu tu", "no", "nope",
     "wrong", "not right", "thats wrong", "that is wrong", "👎", "❌"}
)  # fmt: skip
_STOPS = re.compile(r"\b(?:dừng|đừng)\b")
"""Without its mark it is `đúng`."""
_BEFORE = BEFORE | {"u", "ok"}
_BEHIND = BEHIND | {"r", "rui", "do", "day", "lam", "het", "please"}
_LONGEST = 40  # characters; what is longer says more than that

_GO = frozenset(
    {"gui di", "gui luon", "gui nhe", "gui ngay", "gui lien", "gui thoi", "gui", "nhac di", "nhac luon", "nhac nhe",
     "don doc di", "don doc luon", "don doc", "nhac", "lam di", "tien hanh di", "send it", "send", "go ahead",
     "do it", "go"}
)  # fmt: skip

Assent = Literal["yes", "no", "go"]
"""`go`: the act itself is named."""


def assent(text: str) -> Assent | None:
    if len(text) > _LONGEST or "?" in text:
        return None
    forms = set(cores(fold(text).replace("'", ""), _BEFORE, _BEHIND))
    if _STOPS.search(text.casefold()):
        return "no" if "dung" in forms else None
    if forms & _NO:
        return "no"
    if forms & _YES:
        return "yes"
    return "go" if forms & _GO else None
