"""What is said of a task by somebody else, or should not be put down: `anh Nam nhắn: 2.7 xong`,
`đừng ghi đường xong, nhà tạm xong`. It may be so, and is asked."""

from collections.abc import Sequence
from itertools import pairwise

from domain.moments.pieces import Phrases
from domain.typed.values.statement import Statement
from domain.typed.words.clause_starts import only_stands
from domain.typed.words.phrases import kinds_at
from domain.typed.words.tokens import Token

_KIN = frozenset({"anh", "chi", "co", "chu", "bac", "ong", "ba", "cau", "di", "thay", "ban", "dc", "chau", "em"})
_ABOVE: Phrases[bool] = Phrases({
    True: ("sếp", "lãnh đạo", "thủ trưởng", "giám đốc", "chủ tịch", "bí thư", "trưởng phòng", "cấp dưới", "kế toán",
           "văn thư", "cán bộ", "đồng nghiệp", "mấy ảnh", "mấy chị", "người ta", "bên đó"),
})  # fmt: skip
_TELLS: Phrases[bool] = Phrases({
    True: tuple(f"{verb}{tail}" for verb in ("nhắn", "nhắn tin", "viết", "gửi tin", "gửi tin nhắn", "báo tin", "điện",
        "điện báo", "gọi", "gọi báo", "gọi điện", "gọi điện báo", "nói", "bảo", "báo", "kể", "comment", "reply", "mail",
        "trả lời", "thông báo", "cho biết", "cho hay", "khẳng định", "dặn", "chuyển lời")
        for tail in ("", " cho em", " cho tôi", " em", " tôi", " mình", " lại", " qua zalo", " trên nhóm")),
})  # fmt: skip
_THAT = frozenset({"la", "rang", ":"})
_TO_PUT = frozenset({"em", "toi", "minh", "ghi", "giup", "ho", "dum", "gium", "vao", "nho", "bao", "rang", "la"})
_BETWEEN = frozenset({"vua", "moi", "da", "co", "hoi", "nay", "sang", "trua", "chieu", "qua", "hom", "lai"})
_NOT_TO_PUT: Phrases[bool] = Phrases({
    True: tuple(f"{no} {verb}{tail}" for no in ("đừng", "đừng có", "thôi đừng", "xin đừng", "khoan", "khoan hãy",
        "khoan hẵng", "chớ", "khỏi", "chưa", "tạm chưa", "chưa nên", "chưa vội", "không", "không nên")
        for verb in ("ghi", "báo", "tính", "để", "tick", "chấm", "đánh dấu", "nhập", "note")
        for tail in ("", " là", " vội", " nhầm", " cho em")),
})  # fmt: skip
_JOINS = frozenset({",", "va", "voi", "cung"})
_LONGEST_NAME, _FURTHEST = 3, 10  # tokens


def mark_doubted(found: Sequence[Statement], tokens: Sequence[Token]) -> None:
    """Mark each statement that is said so, as far as the same words reach: to what follows behind a comma, and says the
    same where it should not be put down."""
    for before, one in pairwise([Statement(0), *found]):
        if not one.tasks:
            continue
        if (span := _doubts(one.start, one.lead_end, tokens)) is not None:
            behind = [part for part in one.parts if part.start >= one.lead_end]
            one.doubted, one.lead_end, one.parts = span, 0, behind
        elif not before.tasks and before.parts and (span := _doubts(before.start, one.start, tokens)) is not None:
            one.doubted = span
            if not _is_not_to_be_put(tokens, span[0]):
                before.parts = []
        elif before.doubted and _goes_on(before, one, tokens):
            one.doubted = before.doubted
        if one.doubted and _is_not_to_be_put(tokens, one.doubted[0]) and not _is_said_done(one, tokens):
            one.doubted = None


def _doubts(start: int, end: int, tokens: Sequence[Token]) -> tuple[int, int] | None:
    """Return where words that doubt what follows stand at the beginning of what leads to a task, or all of it; None for
    none."""
    while start < end and tokens[start].kind in ("sign", "break"):
        start += 1
    if start >= end:
        return None
    if (no := _NOT_TO_PUT.at(tokens, start)) is not None:
        return start, start + no[1]
    tells = _told_by(tokens, start, end)
    if tells is None:
        return None
    at = tells
    while at < end and at - tells < _FURTHEST and tokens[at].key in _TO_PUT | _THAT:
        at += 1
    is_led = any(token.key in _THAT for token in tokens[tells:at])
    return (start, tells) if is_led or at >= end - 1 else None


def _told_by(tokens: Sequence[Token], start: int, end: int) -> int | None:
    """Return the place behind `anh Nam nhắn`, `sếp vừa nói`, and not behind `chị báo`, by which somebody older speaks
    of herself; None for none."""
    at = start
    if (above := _ABOVE.at(tokens, at)) is not None:
        at += above[1]
    elif tokens[at].key in _KIN:
        at += 1
        name = at
        while at < end and at - name < _LONGEST_NAME and tokens[at].kind == "word" and _may_be_a_name(tokens, at):
            at += 1
        if at == name:
            return None
    else:
        return None
    while at < end and tokens[at].key in _BETWEEN:
        at += 1
    tells = _TELLS.at(tokens, at)
    return at + tells[1] if tells is not None and at + tells[1] <= end else None


def _may_be_a_name(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].key not in _BETWEEN | _KIN | {"xin", "cung", "cu"} and _TELLS.at(tokens, at) is None


def _is_not_to_be_put(tokens: Sequence[Token], at: int) -> bool:
    return _NOT_TO_PUT.at(tokens, at) is not None


def _goes_on(before: Statement, one: Statement, tokens: Sequence[Token]) -> bool:
    end = max((part.end for part in before.parts), default=before.start)
    between = [token.key for token in tokens[end : one.start]]
    return bool(between) and set(between) <= _JOINS


def _is_said_done(one: Statement, tokens: Sequence[Token]) -> bool:
    """Say whether it is said to be done, `nhà tạm xong` behind `đừng ghi đường xong,`, and not `nhà tạm thì xong`, `nhà
    tạm 50%`."""
    first = next((part for part in one.parts if part.kind == "plain"), None)
    if first is None or not only_stands(tokens, first.start, first.end):
        return False
    places = range(first.start, first.end)
    return "thi" not in {tokens[at].key for at in range(one.start, first.end)} and any(
        "done" in kinds_at(tokens, at) and not kinds_at(tokens, at) & {"not_yet"} for at in places
    )
