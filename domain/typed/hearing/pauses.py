"""Where one who speaks pauses and a machine that writes it down sets no comma: before `còn`, `xin cấp`, `nhưng`,
`hiện giờ` in a long line without any sign.
"""

from collections.abc import Collection, Sequence

from domain.moments.pieces import Phrases
from domain.text import word_keys
from domain.typed.hearing.said_numbers import is_percent
from domain.typed.words.counting_words import is_fall
from domain.typed.words.phrases import kinds_at
from domain.typed.words.tokens import Token
from domain.typed.words.trouble import trouble_at

_SIGNS = frozenset(",;:()[]|/\n")
_SHORTEST = 9  # tokens that are said in one breath
_NEAREST, _FIRST = 3, 5  # tokens between two pauses, and before the first
_BEFORE: Phrases[str] = Phrases({
    "always": (
        "nhưng", "nhưng mà", "tuy nhiên", "hiện giờ", "hiện nay", "hiện tại", "bây giờ", "giờ được", "giờ mới",
        "giờ là", "giờ đang", "nay được", "nay mới", "xin cấp", "xin bổ sung", "xin hỗ trợ", "xin bố trí",
        "xin được cấp", "xin được bổ sung", "xin thêm kinh phí", "xin ý kiến", "mong cấp trên", "mong tỉnh",
        "mong sở", "mong anh", "mong chị", "mong được", "mong ban", "đề nghị", "kiến nghị", "đề xuất",
        "nhiệm vụ này", "trong đó", "do đó", "vì vậy", "cho nên",
    ),
    "still": ("còn",),
    "stuck": ("vướng", "kẹt", "vướng cái", "kẹt cái", "khổ nỗi", "ngặt nỗi"),
})  # fmt: skip
_NO_STILL_BEHIND = frozenset({
    "van", "chi", "dang", "cung", "hien", "deu", "khong", "chua", "thi", "ma", "nhung", "la", "nay", "gio", "nam",
    "cai", "so", "va", "het", "hay", "ca", "minh",
})  # fmt: skip
_NO_STUCK_BEHIND = frozenset({
    "bi", "con", "gap", "dang", "co", "khong", "chua", "het", "gi", "do", "vi", "nhieu", "van", "la", "thi", "cai",
    "nao", "kho", "khan", "nhung", "ma",
})  # fmt: skip
_REACHES = frozenset({"duoc", "dat", "moi"})
_ENDS = frozenset({"thoi", "roi", "xong", "nhe"})
_GOES_ON = frozenset({"dang", "may", "gio", "nay", "hien"})  # `mở được hai mô hình rồi đang nhân rộng`
_JOINS = frozenset(
    {"kinh", "em", "xa", "va", "ma", "nen", "toi", "xin", "la", "nhung", "nhu", "cho", "thi", "cua", "theo"}
)


def with_pauses(tokens: Sequence[Token]) -> list[Token]:
    tokens = _before_faults(tokens)
    if len(tokens) < _SHORTEST or any(token.key in _SIGNS or token.kind == "break" for token in tokens):
        return list(tokens)
    found: list[Token] = []
    last = 0
    for at, token in enumerate(tokens):
        if at >= _FIRST and at - last >= _NEAREST and _pauses(tokens, at):
            found.append(Token("sign", ",", "", token.start, token.start))
            last = at
        found.append(token)
    return found


def before_the_contrary(tokens: Sequence[Token], names: Collection[str]) -> list[Token]:
    """Put a comma instead of the `chứ`: `mới 70 thôi chứ chưa xong`, `2.8 xong chứ 2.7 chưa làm`."""
    return [_paused(tokens, at, names) for at in range(len(tokens))]


def before_tasks(tokens: Sequence[Token], names: Collection[str]) -> list[Token]:
    """Put a comma before the task, as one speaks: `chị nói nhanh nha 3.1 chưa làm`, `xong hết rồi phẩy 1.2 đang
    làm`."""
    found: list[Token] = []
    for at, token in enumerate(tokens):
        before = found[-1] if found else token
        if token.key in names and len(found) > 1 and kinds_at(tokens, at + 1) & _STANDS and before.key in _SPOKEN:
            if before.key == "phay":
                found.pop()
            found.append(Token("sign", ",", "", before.end, before.end))
        found.append(token)
    return found


_SPOKEN = frozenset({"phay", "nha", "nhe", "nghe", "nghen", "hen", "heng", "roi"})


def _paused(tokens: Sequence[Token], at: int, names: Collection[str]) -> Token:
    token = tokens[at]
    if token.key not in ("chu", "cho") or not 0 < at < len(tokens) - 2 or tokens[at - 1].key in _SIGNS | {"."}:
        return token
    stands = bool(kinds_at(tokens, at + 2) & _STANDS)
    is_named = stands and tokens[at + 1].key in names
    is_denied = tokens[at + 1].key == "chua" and bool(kinds_at(tokens, at + 2) & {"done", "doing"})
    is_said = tokens[at - 1].kind == "number" or tokens[at - 1].key in _TOLD
    is_named = is_named and (bool(token.marked) or is_said or bool(kinds_at(tokens, at - 1)))
    is_meant = (is_named or (is_denied and is_said)) and token.marked in _BUT
    return Token("sign", ",", "", token.start, token.end) if is_meant else token


_TOLD = frozenset({"thoi", "%"})
_BUT = frozenset({"", *(word_keys(word)[1] for word in ("chứ", "chớ"))})
_STANDS = frozenset({"done", "doing", "now", "not_yet"})


def _before_faults(tokens: Sequence[Token]) -> list[Token]:
    """Put a comma before why, which stands behind how it stands without a word for it: `số hóa chưa xong máy quét hư
    hai tuần nay`."""
    found: list[Token] = []
    for at, token in enumerate(tokens):
        if at > 1 and token.kind == "word" and not kinds_at(tokens, at) and _is_open_before(tokens, at):
            near = range(at + 1, min(len(tokens), at + _FAULT_BEHIND))
            end = next((one for one in near if tokens[one].kind != "word" or tokens[one].key in _LINKS), near.stop)
            if any(trouble_at(tokens, one, at) for one in range(at, end)):
                found.append(Token("sign", ",", "", token.start, token.start))
        found.append(token)
    return found


def _is_open_before(tokens: Sequence[Token], at: int) -> bool:
    """Say whether it is said before this word that it is not done: `chưa xong`, `40%`."""
    if tokens[at - 1].key == "%":
        return True
    return "done" in kinds_at(tokens, at - 1) and any("not_yet" in kinds_at(tokens, one) for one in (at - 2, at - 3))


_FAULT_BEHIND = 5  # tokens
_LINKS = frozenset({"vi", "do", "tai", "boi", "nen", "nhung", "ma", "thi", "la", "de"})


def _pauses(tokens: Sequence[Token], at: int) -> bool:
    token, before = tokens[at], tokens[at - 1]
    if token.kind == "number":  # `thôn ba bảy mươi phần trăm`
        is_share = at + 1 < len(tokens) and tokens[at + 1].key == "%"
        return is_share and before.kind == "number" and "." not in before.key
    if (
        token.key in _REACHES
        and is_percent(tokens, at + 2)
        and at + 1 < len(tokens)
        and tokens[at + 1].kind == "number"
    ):
        return before.key in _ENDS  # `trích được có ba doanh nghiệp thôi được ba mươi phần trăm`
    if before.key == "roi" and token.key in _GOES_ON:
        return True
    found = _BEFORE.at(tokens, at)
    if found is None:
        return False
    if found[0] == "still":
        is_more = bool(token.marked) or (at + 1 < len(tokens) and tokens[at + 1].kind == "number")
        is_rest = at + 1 < len(tokens) and tokens[at + 1].key == "lai"  # of the task, or of all
        return is_more and not is_rest and before.key not in _NO_STILL_BEHIND and not is_fall(tokens, at)
    if found[0] == "stuck":
        return bool(token.marked) and before.key not in _NO_STUCK_BEHIND
    return before.key not in _JOINS and not kinds_at(tokens, at - 1) & {"but"}
