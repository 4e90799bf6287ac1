"""What is said not to be so, or was written by somebody else and is put right: `chưa làm chứ không phải xong`, `em đâu
có nói 1.1 xong, em nói 1.2 xong`, `anh Hùng viết: "2.7 chưa làm". Em báo lại: 2.7 xong`."""

from collections.abc import Collection, Sequence

from domain.moments.pieces import Phrases
from domain.typed.hearing.taken_back.words import BUT_NOT, NOT_TRUE, SAY
from domain.typed.words.phrases import kinds_at, meanings_at
from domain.typed.words.tokens import Token

_NOR: Phrases[bool] = Phrases({True: BUT_NOT})
_VERBS = (*SAY, "kêu", "nhắn", "gửi")
_THAT = ("", " là", " rằng")
_NEVER_SAID: Phrases[bool] = Phrases({
    True: tuple(f"{no} {verb}{tail}" for no in ("đâu có", "không có", "có", "đâu", "chưa có", "nào có", "chưa hề",
        "không hề", "chưa từng", "không")
        for verb in _VERBS for tail in _THAT),
})  # fmt: skip
_SAID: Phrases[bool] = Phrases({
    True: tuple(f"{only}{verb}{tail}" for only in ("", "chỉ ", "có ", "đã ") for verb in _VERBS for tail in _THAT),
})  # fmt: skip
_OWN: Phrases[bool] = Phrases({
    True: ("báo lại", "em báo lại", "xin báo lại", "tôi báo lại", "em xin báo lại", "thực tế", "thực tế là", "thực ra",
        "thật ra", "nhưng thực tế", "giờ", "nay", "hiện", "không đúng", "sai rồi", "em đính chính", "đính chính",
        "em sửa lại", "sửa lại", "đúng ra", "đúng là", "cái đó sai", "cái đó cũ rồi", "bản cũ", "giờ thì", "hiện tại",
        "tới giờ", "đến nay", "mà thực tế", "em xin đính chính", "cập nhật lại", "em cập nhật"),
})  # fmt: skip
_NOT_SO: Phrases[bool] = Phrases({
    True: tuple(f"{no}{tail}" for no in (*NOT_TRUE, "không hẳn", "ai nói", "ai bảo", "ai báo", "đừng nói", "đừng bảo",
        "đừng ghi") for tail in ("", " là")),
})  # fmt: skip
_NOR_SAID: Phrases[bool] = Phrases({
    True: tuple(f"{turn} {no}{verb}{that}" for turn in ("chứ", "chớ", "mà") for verb in _VERBS for that in _THAT
        for no in ("có ", "đâu có ", "không có ", "đâu ", "không ", "chưa ")),
})  # fmt: skip
_ENDS_NOT: Phrases[bool] = Phrases({
    True: ("đâu", "nhé", "nha", "nghe", "ạ", "mà", "cơ", "nhá", "nè", "á", "em", "anh", "chị", "đó", "hết", "rồi"),
})  # fmt: skip
_NO_TROUBLE: Phrases[bool] = Phrases({
    True: tuple(f"{no} {what}" for no in ("không", "không có", "không gặp", "không bị", "chưa", "chưa có", "chẳng",
        "chẳng có") for what in ("vướng", "khó khăn", "khó", "tồn tại", "trở ngại", "kiến nghị", "đề xuất")),
})  # fmt: skip
TELLS = frozenset({"viet", "nhan", "bao", "noi", "ghi", "keu", "tin", "comment", "reply"})
_PERSONS = frozenset({"em", "toi", "tui", "minh", "anh", "chi", "co", "thay", "e", "a", "c", "chau", "tao", "to", "xa"})
OPENS, CLOSES = frozenset("\"“‘'«"), frozenset("\"”’'»")
_SENTENCE_ENDS = frozenset(".?\n;!")
_ENDS = _SENTENCE_ENDS | {",", "…"}
_TWICE_TAILS = frozenset({"dau", "gi", "ca", "het"})
_STANDS = frozenset({"done", "doing", "now", "not_yet", "nil"})
_LEADS_LONGEST, _QUOTE_LONGEST, _LOOKS, _FEW = 8, 60, 12, 8  # tokens


def unsaid_at(tokens: Sequence[Token], at: int, names: Collection[str]) -> range | None:
    """Return the tokens that are left out from this one on; None where all stay."""
    return (
        _twice(tokens, at)
        or _not_this(tokens, at, names)
        or _nor(tokens, at)
        or _never_said(tokens, at, names)
        or _quoted(tokens, at, names)
    )


def _twice(tokens: Sequence[Token], at: int) -> range | None:
    """Return what is denied twice, neither nothing nor undone: `không phải là không` before `vướng`, `không phải là
    chưa làm`. None for none."""
    lead = _NOT_SO.at(tokens, at)
    if lead is None:
        return None
    second = at + lead[1]
    if trouble := _NO_TROUBLE.at(tokens, second):
        label = range(second, second + trouble[1])
        return range(at, next(one for one in label if "label" in kinds_at(tokens, one)))
    if second >= len(tokens) or "not_yet" not in kinds_at(tokens, second):
        return None  # `không phải không làm` is understood where clauses are
    end = _past_said(tokens, second + 1)
    while end < len(tokens) and end > second + 1 and tokens[end].key in _TWICE_TAILS:
        end += 1
    return range(at, end) if end > second + 1 else None


def _not_this(tokens: Sequence[Token], at: int, names: Collection[str]) -> range | None:
    """Return what is said of no such task: `không phải 2.8 đâu` beside another task; `chứ có nói 2.1 xong đâu` behind
    what was said. None for none."""
    nor = _NOR.at(tokens, at) or _NOT_SO.at(tokens, at)
    said = _NOR_SAID.at(tokens, at)
    lead = said or nor
    if lead is None:
        return None
    named = at + lead[1]
    if named >= len(tokens) or tokens[named].key not in names:
        return None
    end = _past_said(tokens, named + 1) if said else named + 1
    while end < len(tokens) and tokens[end].key not in _ENDS and (_ENDS_NOT.at(tokens, end)):
        end += 1
    is_over = end >= len(tokens) or tokens[end].key in _ENDS
    others = any(token.key in names and token.key != tokens[named].key for token in tokens)
    return range(at, end) if is_over and others else None


def _nor(tokens: Sequence[Token], at: int) -> range | None:
    """Return `chứ không phải xong` behind how it stands; None for none."""
    nor = _NOR.at(tokens, at)
    if nor is None or not _stands_before(tokens, at):
        return None
    end = _past_said(tokens, at + nor[1])
    if any(tokens[one].kind == "number" for one in range(at, end)):
        return None  # `60% chứ không phải 80%`
    return range(at, end) if end > at + nor[1] and (end >= len(tokens) or tokens[end].key in _ENDS) else None


def _stands_before(tokens: Sequence[Token], at: int) -> bool:
    first = max(0, at - _LOOKS)
    while at > first and tokens[at - 1].key not in _SENTENCE_ENDS:
        at -= 1
        if kinds_at(tokens, at) & _STANDS or tokens[at].key == "%":
            return True
    return False


def _past_said(tokens: Sequence[Token], at: int) -> int:
    """Return where the words that only say how it stands are over; the same place where they say nothing."""
    begin, says = at, False
    while at < len(tokens) and at - begin < _FEW:
        kinds = kinds_at(tokens, at)
        if kinds & {"done", "doing", "not_yet"} or tokens[at].key == "%":
            says = True
        elif not kinds & {"filler", "marked_filler", "was", "whole", "any"} and tokens[at].kind != "number":
            break
        at += max(1, meanings_at(tokens, at)[1])
    return at if says else begin


def _never_said(tokens: Sequence[Token], at: int, names: Collection[str]) -> range | None:
    """Return `em đâu có nói 1.1 xong, em nói` before `1.2 xong`; None for none."""
    begin = at + (tokens[at].key in _PERSONS)
    never = _NEVER_SAID.at(tokens, begin)
    is_first = at == 0 or tokens[at - 1].key in _ENDS
    if never is None or not is_first:
        return None
    end = begin + never[1]
    end = next((one for one in range(end, min(len(tokens), end + _LOOKS)) if tokens[one].key in _ENDS), len(tokens))
    denied = range(begin + never[1], end)
    if tokens[begin].key == "co" and not any(tokens[one].key == "dau" for one in denied):
        return None
    is_of_a_task = any(tokens[one].key in names for one in denied)
    if not is_of_a_task or not any(kinds_at(tokens, one) & _STANDS or tokens[one].key == "%" for one in denied):
        return None
    while end < len(tokens) and tokens[end].key in _ENDS:
        end += 1
    own = end + (end < len(tokens) and tokens[end].key == "ma")
    own += own < len(tokens) and tokens[own].key in _PERSONS
    said = _SAID.at(tokens, own)
    behind = range(own + said[1], min(len(tokens), own + said[1] + _LOOKS)) if said is not None else range(0)
    if said is None or not any(tokens[one].key in names for one in behind):
        return None
    return range(at, own + said[1])


def _quoted(tokens: Sequence[Token], at: int, names: Collection[str]) -> range | None:
    """Return `anh Hùng viết: "2.7 chưa làm".` before the person's own word about the task; None for none."""
    if at > 0 and tokens[at - 1].key not in _SENTENCE_ENDS:
        return None
    opens = next(
        (one for one in range(at, min(len(tokens) - 1, at + _LEADS_LONGEST)) if tokens[one].key in OPENS), None
    )
    if opens is None or opens < at + 2 or not {token.key for token in tokens[at:opens]} & TELLS:
        return None
    closes = next(
        (one for one in range(opens + 1, min(len(tokens), opens + _QUOTE_LONGEST)) if tokens[one].key in CLOSES), None
    )
    if closes is None:
        return None
    end = closes + 1
    while end < len(tokens) and tokens[end].key in _ENDS | {"-", "–"}:
        end += 1
    own = end
    while own < min(len(tokens), end + _FEW // 2) and "filler" in kinds_at(tokens, own) and not _OWN.at(tokens, own):
        own += 1
    if _OWN.at(tokens, own) is None:
        return None
    quoted = {tokens[one].key for one in range(opens, closes)} & set(names)
    behind = {tokens[one].key for one in range(end, len(tokens))}
    return range(at, end) if quoted and quoted <= behind else None
