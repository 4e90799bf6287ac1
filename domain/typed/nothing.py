"""Words that report nothing: that there is none, and what is said out of politeness."""

import re

from domain.text import fold

_THANKS = frozenset(
    {"ok", "oke", "okay", "da", "vang", "da vang", "cam on", "thanks", "thank you", "👍", "🙏", "da ok"}
)
_NONE = re.compile(
    r"(?:khong|ko|k|chua)(?: co)?(?: vuong mac| kho khan| kien nghi| de xuat| phat sinh)?"
    r"(?: gi)?(?: ca| them| khac)?(?: a)?|kps|(?:khong|ko|k) co gi phat sinh(?: a)?|none|no|nil"
)


def says_none(text: str) -> bool:
    """`không`, `không có gì ạ`: the answer to a question about obstacles or recommendations that there are none."""
    return _NONE.fullmatch(fold(text).strip(" .!,")) is not None


def is_courtesy(text: str) -> bool:
    """`dạ`, `vâng ạ`, `ok`, 👍: said out of politeness, and recorded nowhere."""
    words = fold(text).strip(" .!,").removesuffix(" a").strip()
    return words in _THANKS
