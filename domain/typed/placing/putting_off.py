"""Whether words ask for more time for the report, however they are put: `cho em xin nộp trễ tới 3/12`, `extend
deadline tới 4/12`. What asks (`xin`), what is put off (`lùi`), of what it is said (`nộp`, `hạn`), and until when."""

from collections.abc import Sequence
from datetime import date

from domain.moments.days import day_at
from domain.moments.pieces import Phrases
from domain.moments.sight import looking_ahead
from domain.moments.spans import span_at
from domain.typed.beginnings import is_end
from domain.typed.phrases import kinds_at
from domain.typed.placing.words import found
from domain.typed.tokens import Token

_SOME_DAY = looking_ahead(date(2000, 1, 1))
_MOST_STRANGERS = 2  # words that say who asks
_LONGEST = 24  # tokens that are looked at
_WORDS: Phrases[str] = Phrases({
    "asks": ("xin", "cho", "nhờ", "please", "pls", "kính xin", "xin phép", "mong", "đề nghị", "request", "khất",
    "nợ"),
    "later": ("lùi", "dời", "hoãn", "khất", "nợ", "extend", "kéo dài", "giãn", "trễ", "muộn", "chậm", "delay",
    "gia hạn", "lui",
              "nộp sau", "gửi sau"),
    "report": ("hạn", "nộp", "báo cáo", "deadline", "thời gian", "thời hạn", "ngày nộp", "gửi báo cáo"),
    "to": ("tới", "đến", "qua", "sang", "đến hết", "tới hết", "thêm", "+", "hết"),
    "before": ("đã", "bữa trước", "hôm trước", "lần trước", "hôm qua", "kỳ trước", "trước đó", "hồi trước", "ai",
    "sao"),
})  # fmt: skip


def asks_for_time(tokens: Sequence[Token], at: int, *, is_first: bool) -> bool:
    """From this token on; in the middle of a clause only where nothing of it is left to guess."""
    first = found(_WORDS, tokens, at)
    if first is None or first[0] not in ("asks", "later"):
        return False
    said, has_moment, strangers = set[str](), False, 0
    end = at
    while end < at + _LONGEST and not is_end(tokens, end):
        word = found(_WORDS, tokens, end)
        if kinds_at(tokens, end) & {"no", "not_yet", "not_needed"} and "later" not in said:
            return False
        if word is not None:
            said |= {word[0], "later"} if tokens[end].key in ("khat", "no", "extend") else {word[0]}
            is_until = word[0] == "to" and _moment_at(tokens, end + word[1])
            has_moment |= is_until
            said |= {"later"} if is_until and tokens[end].key in ("them", "+") else set()
        elif not {"later", "report"} & said:
            strangers += tokens[end].kind == "word" and not kinds_at(tokens, end)
        end += word[1] if word else 1
    if strangers > _MOST_STRANGERS:  # `cho mình xin danh sách các xã nộp trễ`
        return False
    if "before" in said or "asks" not in said | ({"asks"} if tokens[at].key == "extend" else set()):
        return False
    if {"later", "report"} <= said and (has_moment or is_first):
        return True
    return is_first and has_moment and bool({"later", "report"} & said)


def was_asked_before(tokens: Sequence[Token], start: int, at: int) -> bool:
    """`bữa trước xin gia hạn được không`, `sao ai cũng xin nộp trễ`"""
    return any((word := found(_WORDS, tokens, one)) is not None and word[0] == "before" for one in range(start, at))


def _moment_at(tokens: Sequence[Token], at: int) -> bool:
    at += any(token.key in ("ngay", "sang", "chieu", "bua", "hom") for token in tokens[at : at + 1])
    behind = range(at - 1, at + 1)
    return any(span_at(tokens, one) is not None or day_at(tokens, one, _SOME_DAY) is not None for one in behind)
