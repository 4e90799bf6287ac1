"""Words about a request for more time that ask for none: it is taken back, or asked after."""

import re
from typing import Literal

from domain.text import fold

_LONGEST = 80  # characters
_MORE_TIME = r"(?:gia han|lui han|doi han|nop muon|nop tre|nop cham)"
_POLITE = r"(?:(?:da|a|oi|em|toi|minh|anh|chi|ben|don vi|cho|xin|muon|nho|vui long|thoi|nham)[ ,]+)*?"
_TAKEN_BACK = re.compile(
    rf"^{_POLITE}(?:rut|huy|bo|khong|ko|k|hong|khoi|thoi)(?: lai)?(?: [a-z]+){{0,4}}? {_MORE_TIME}\b"
)
_ASKED_AFTER = re.compile(rf"\b{_MORE_TIME}\b.*(?:\bchua\b|\bkhong\b|\bko\b|\bsao roi\b|\bthe nao\b|\bden dau\b|\?)")


def about_more_time(text: str) -> Literal["back", "after"] | None:
    """`rút đề nghị gia hạn`; `gia hạn của em được duyệt chưa`. None where it may be a request, or says more."""
    said = re.sub(r"\s+", " ", fold(text)).strip(" .!,")
    if len(text) > _LONGEST or any(c.isdecimal() for c in said):
        return None
    if _TAKEN_BACK.match(said):
        return "back"
    return "after" if _ASKED_AFTER.search(said) else None
