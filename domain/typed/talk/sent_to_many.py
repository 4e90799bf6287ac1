"""What is sent to many and reports nothing: an order with a day to come, the programme of a meeting, an empty form."""

import re
from collections.abc import Sequence

from domain.moments.pieces import Phrases
from domain.typed.values.result import Reading
from domain.typed.words.tokens import Token

_ORDERS: Phrases[bool] = Phrases({
    True: ("yêu cầu", "lưu ý", "chỉ đạo", "giao", "đề nghị khẩn trương", "đề nghị các", "đề nghị đồng chí",
           "đề nghị đơn vị", "đề nghị phòng", "đề nghị hoàn thành", "đôn đốc", "nhắc", "quán triệt", "phân công"),
})  # fmt: skip
_UNTIL: Phrases[bool] = Phrases({
    True: ("trước ngày", "khẩn trương", "phải xong", "phải hoàn thành", "phải nộp", "phải báo cáo", "phải có",
           "chậm nhất", "hạn chót", "đúng hạn", "trước khi", "là kiểm điểm", "xong trước", "nộp trước", "gửi trước"),
})  # fmt: skip
HOURS = frozenset({"h", "g", "gio", ":"})  # behind a number
_BEGINNING = 16  # tokens in which the order is given
_LONGEST = 120  # tokens
_HOUR = re.compile(r"^[ \t*+-]*[0-9]{1,2}[hg:][0-9]{0,2}\b", re.MULTILINE)
_MANY = 2
_EMPTY = frozenset({"empty", "unclear", "question"})


def is_letter(tokens: Sequence[Token], text: str, reading: Reading) -> bool:
    if any("status" in update.answers for update in reading.updates) or reading.is_nil or reading.extension is not None:
        return False
    if len(_HOUR.findall(text)) >= _MANY:
        return True
    empty = [doubt for doubt in reading.doubts if doubt.why == "empty"]
    if "|" in text and len(empty) >= _MANY and not reading.updates:
        return all(doubt.why in _EMPTY for doubt in reading.doubts)
    return _orders(tokens)


def _orders(tokens: Sequence[Token]) -> bool:
    last = min(len(tokens), _LONGEST)
    first = next((at for at in range(min(last, _BEGINNING)) if _ORDERS.at(tokens, at)), None)
    if first is None:
        return False
    is_day = any(
        tokens[at].key == "truoc" and tokens[at + 1].kind == "number" and tokens[at + 2].key in HOURS | {"/"}
        for at in range(first, last - 2)
    )
    return is_day or any(_UNTIL.at(tokens, at) for at in range(first, last))
