"""What somebody else said, or what was said before, and is denied in the same breath: `ai bảo 2.2 xong? mới 62%`,
`không phải 2.2 đã xong như anh Phúc báo. Thực tế mới 64%`, `tưởng 2.7 xong, ai dè mới 40%`, `xong chi mà xong`.

Only where the person's own word follows: that stands, and what was denied is left out and told as not kept.
"""

from collections.abc import Collection, Sequence

from domain.moments.pieces import Phrases
from domain.typed.hearing.taken_back.unsaid import CLOSES, OPENS, TELLS, unsaid_at
from domain.typed.hearing.taken_back.words import NOT_TRUE, SAY
from domain.typed.words.clause_starts import is_percent
from domain.typed.words.phrases import kinds_at, meanings_at
from domain.typed.words.tokens import Token

_PERSONS = ("ai", "ai mà", "ai dám", "ai lại", "sao", "sao lại", "răng", "răng lại", "đứa nào", "thằng nào", "con nào",
    "ông nào", "bà nào", "người nào", "anh nào", "chị nào", "bộ ai", "đâu ra", "kẻ nào")  # fmt: skip
_VERBS = (*SAY, "kêu", "đồn", "phán", "biểu", "tick", "bấm", "nói với", "nhập")
_LEADS: Phrases[str] = Phrases({
    "who": tuple(f"{who} {verb}" for who in _PERSONS for verb in _VERBS),
    "not": (*NOT_TRUE, "không phải là", "đừng tưởng", "đừng nghĩ",
        *(f"{no} {verb}{tail}" for no in ("đừng", "đừng có", "chớ", "khỏi", "khoan", "chưa nên", "thôi đừng",
            "xin đừng", "không nên", "bỏ cái", "gỡ cái")
          for verb in ("ghi", "tính", "để", "báo", "tick", "chấm", "cho", "đánh dấu", "nhập", "bấm", "note", "kết luận")
          for tail in ("", " là", " nhầm", " vội", " cho em"))),
    "heard": ("nghe nói", "nghe bảo", "nghe đồn", "nghe đâu", "nghe báo", "tưởng", "tưởng là", "cứ tưởng",
        "tui tưởng", "ai cũng tưởng", "ai cũng bảo", "ai cũng nói", "họ bảo", "họ nói", "người ta nói",
        "người ta bảo", "thấy bảo", "thấy nói", "thấy ghi", "tưởng đâu", "ngỡ", "ngỡ là", "mọi người bảo",
        "sếp bảo", "sếp nói", "sếp kêu", "sếp bảo ghi", "sếp kêu ghi", "xã báo", "xã nói", "bên đó báo"),
    "before": (*(f"{time}{who} {verb}" for time in ("hồi nãy", "lúc nãy", "nãy", "hồi sáng", "hồi sớm", "hồi trưa",
          "hôm qua", "hôm trước", "bữa trước", "hôm bữa", "bữa qua", "hôm kia", "lúc trưa", "lúc sáng", "sáng nay")
        for who in ("", " tôi", " em", " tui", " mình", " anh", " chị")
        for verb in (*SAY, "nhắn")),
        "tôi nói", "em báo"),
})  # fmt: skip
_ENDS_DENIED: Phrases[bool] = Phrases({
    True: ("đâu", "rồi", "à", "hả", "vậy", "thế", "bao giờ", "hồi nào", "khi nào", "lúc nào", "hết", "mô", "đâu mà",
        "ạ", "đó", "cơ", "nhỉ", "nha", "nhé", "xuôi", "hết rồi", "là", "vậy ta", "nữa", "vội", "giúp", "giùm", "dùm",
        "hộ", "em", "tui", "tôi", "anh", "chị", "mình", "vô", "vào", "cho em"),
})  # fmt: skip
_TURNS: Phrases[bool] = Phrases({
    True: ("mà", "nhưng", "nhưng mà", "ai dè", "ai ngờ", "hóa ra", "hoá ra", "té ra", "thiệt ra", "thực ra", "thật ra",
        "chứ", "chớ", "chứ thực tế", "thực tế", "hoá ra là", "nào ngờ", "mà thiệt ra", "mà thực ra", "mà thật ra",
        "mà thực tế", "nhưng thực tế", "nhưng thực ra", "nhưng thật ra", "kỳ thực", "ngờ đâu", "dè đâu",
        *(f"{who} {go}{look} {then}" for who in ("tui", "tôi", "em", "mình", "anh", "chị", "phòng", "xã", "trường")
          for go in ("", "ra ", "đi ", "xuống ", "lên ", "qua ", "tới ") for then in ("thì", "thấy", "lại thì")
          for look in ("coi", "xem", "kiểm tra", "đo", "hỏi"))),
})  # fmt: skip
_TAKEN_BACK: Phrases[bool] = Phrases({
    True: ("sai rồi", "trật rồi", "nhầm rồi", "không đúng", "không đúng đâu",
        *(f"là {who}{wrong}{tail}" for who in ("", "em ", "tôi ", "tui ", "mình ")
          for tail in ("", " rồi", " đó", " thôi")
          for wrong in ("sai", "trật", "nhầm", "lộn", "không đúng", "chưa đúng", "bấm lộn", "bấm nhầm", "báo láo",
            "nói vội", "báo nhầm", "không phải", "báo lộn", "hố", "nói cho vui", "nói chơi", "nói giỡn", "nói đùa",
            "đùa", "giỡn", "báo ẩu", "nói nhầm", "nói lộn", "nói ẩu", "nói đại", "báo vội", "báo đại", "nói xạo",
            "nói cho có", "báo sai", "nói sai", "ghi nhầm", "ghi sai", "nói hớ")),),
})  # fmt: skip
_EMPTY_WORDS: Phrases[bool] = Phrases({
    True: tuple(f"{done} {what} mà {done}" for done in ("xong", "hoàn thành", "done", "đạt", "làm")
        for what in ("chi", "gì", "đâu", "cái gì", "nỗi gì", "hồi nào", "nào", "mô", "răng", "sao")),
})  # fmt: skip
_SENTENCE_ENDS = frozenset(".?\n;!")
_AS_SAID = frozenset({"nhu"})
_NEAR, _LOOKS, _FEW = 14, 30, 4  # tokens
_OWN_WORD = frozenset({"not_yet", "now", "soon"})

Span = tuple[int, int]


def without_denied(tokens: Sequence[Token], names: Collection[str] = ()) -> tuple[list[Token], list[Span]]:
    """Return the tokens without what is denied, and where in the text that stood."""
    kept, spans, at = list[Token](), list[Span](), 0
    while at < len(tokens):
        if unsaid := unsaid_at(tokens, at, names):
            spans.append((tokens[at].start, tokens[unsaid.stop - 1].end))
            at = unsaid.stop
            continue
        gone = _gone(tokens, at, names)
        if gone is None:
            kept.append(tokens[at])
            at += 1
            continue
        lead, denied = gone
        kept += [tokens[one] for one in range(lead, denied.start)]
        spans.append((tokens[at].start, tokens[denied.stop - 1].end))
        at = denied.stop
        if _is_bare_denial(tokens, at):  # `ai báo 2.1 xong? Chưa.`
            said = tokens[at]
            if "done" in kinds_at(tokens, denied.start) or "done" in kinds_at(tokens, denied.start + 1):
                kept += [said, Token("word", "xong", "", said.end, said.end)]
            at += 1
    return kept, spans


def _is_bare_denial(tokens: Sequence[Token], at: int) -> bool:
    """Say whether nothing but a denial stands here: `Chưa.`, `chưa đâu,`."""
    if at >= len(tokens) or "not_yet" not in kinds_at(tokens, at) or meanings_at(tokens, at)[1] != 1:
        return False
    end = _past(tokens, at + 1, _ENDS_DENIED)
    return end < len(tokens) and tokens[end].key in _SENTENCE_ENDS | {","}


def _gone(tokens: Sequence[Token], at: int, names: Collection[str]) -> tuple[int, range] | None:
    """Return where the words that lead to what is denied are over, and which ones deny it; between them the task stays.
    None where nothing is denied."""
    if empty := _EMPTY_WORDS.at(tokens, at):
        end = _past_signs(tokens, at + empty[1])
        has_own = _own_word(tokens, end, names, may_name=True) or _own_word_before(tokens, at)
        return (at, range(at, end)) if has_own else None
    if quoted := _quoted(tokens, at, names):
        return quoted
    lead = _LEADS.at(tokens, at)
    if lead is None or kinds_at(tokens, at - 1) & {"no", "not_yet", "guess"}:
        return None
    begin = at + lead[1]
    if lead[0] == "heard" and (rumour := _rumour(tokens, begin, names)):
        return rumour
    said = _said_at(tokens, begin)
    if said is None:
        return None
    after = _end_of_denied(tokens, said, lead[0])
    if after is None:
        return None
    if lead[0] == "before" and _is_of_another(tokens, begin, after, names):
        return at, range(at, after)
    is_own = lead[0] == "before"  # what was taken back is, whatever others say behind it
    if not _own_word(tokens, after, names, may_name=False, is_plain=lead[0] == "heard", is_sure=is_own):
        return None
    if lead[0] == "not" and tokens[after - 1].key == "," and _begins_anew(tokens, after):
        return None  # `khoan ghi đường xong, nhà tạm 50%`: that may be another
    return begin, range(said, after)


def _begins_anew(tokens: Sequence[Token], at: int) -> bool:
    """Say whether the clause begins with words that do not say how anything stands: a task's title may be these."""
    return at < len(tokens) and tokens[at].kind == "word" and not kinds_at(tokens, at)


def _rumour(tokens: Sequence[Token], begin: int, names: Collection[str]) -> tuple[int, range] | None:
    """Return where the task ends that is kept, and the words of a rumour behind it: `nghe đồn 2.8 sắp bị cắt nhưng`
    before `phòng vẫn làm, đang được 50%`. None for none."""
    named = begin + (tokens[begin].key not in names) if begin < len(tokens) else begin
    if named >= len(tokens) or tokens[named].key not in names:
        return None
    for at in range(named + 1, min(len(tokens), named + _NEAR)):
        if tokens[at].key in _SENTENCE_ENDS or kinds_at(tokens, at) & {"done", "if"}:
            return None
        if (turn := _TURNS.at(tokens, at)) and _own_word(tokens, at + turn[1], names, may_name=False, is_plain=True):
            return named, range(named + 1, at + turn[1])
    return None


def _quoted(tokens: Sequence[Token], at: int, names: Collection[str]) -> tuple[int, range] | None:
    """Return where a quotation before the person's own word begins, and its words: `"2.8 cơ bản hoàn thành" nhưng`.
    None for none."""
    if tokens[at].key not in OPENS or not any(token.key in TELLS for token in tokens[max(0, at - _FEW) : at]):
        return None
    last = min(len(tokens), at + _LOOKS)
    closes = next((one for one in range(at + 1, last) if tokens[one].key in CLOSES), None)
    said = _said_at(tokens, at + 1)
    if closes is None or said is None or said > closes:
        return None
    said = next((one for one in range(at + 1, said) if "hedge" in kinds_at(tokens, one)), said)
    turn = _TURNS.at(tokens, _past_signs(tokens, closes + 1))
    end = _past_signs(tokens, closes + 1) + turn[1] if turn is not None else closes
    is_own = turn is not None and _own_word(tokens, end, names, may_name=False, is_plain=True)
    return (at + 1, range(said, end)) if is_own else None


def _is_of_another(tokens: Sequence[Token], begin: int, after: int, names: Collection[str]) -> bool:
    """Say whether what follows is of another task: `lúc nãy tôi báo 2.8 xong là nhầm nhé` before `2.9 mới là cái xong`:
    of 2.8 nothing is said any more."""
    gone = {token.key for token in tokens[begin:after] if token.key in names}
    behind = {token.key for token in tokens[after:] if token.key in names}
    return bool(gone) and bool(behind) and not gone & behind


def _said_at(tokens: Sequence[Token], begin: int) -> int | None:
    """Return where it is said to be done, or how far, in the same sentence and with no other standing before it; None
    where it is not."""
    for at in range(begin, min(len(tokens), begin + _NEAR)):
        kinds = kinds_at(tokens, at)
        if tokens[at].key in _SENTENCE_ENDS or kinds & {"not_yet", "no", "later", "if"}:
            return None
        if "done" in kinds:
            return at - (at > begin and tokens[at - 1].key == "da")
        if is_percent(tokens, at):
            return at
    return None


def _end_of_denied(tokens: Sequence[Token], said: int, lead: str) -> int | None:
    at = said + (tokens[said].key == "da")
    at = _past_share(tokens, at + (0 if tokens[at].kind == "number" else meanings_at(tokens, at)[1]))
    if back := _TAKEN_BACK.at(tokens, at):
        return _past_signs(tokens, _past(tokens, at + back[1], _ENDS_DENIED))
    if lead == "before":
        return None
    at = _past(tokens, at, _ENDS_DENIED)
    if lead in ("who", "not") and at < len(tokens) and tokens[at].key in _AS_SAID:  # `như đồng chí Phúc báo`
        while at < len(tokens) and tokens[at].key not in _SENTENCE_ENDS | {","}:
            at += 1
    ended = _past_signs(tokens, at)
    if turn := _TURNS.at(tokens, ended):
        return ended + turn[1]
    if lead == "heard":
        return None
    return ended


def _past(tokens: Sequence[Token], at: int, table: Phrases[bool]) -> int:
    while (one := table.at(tokens, at)) is not None:
        at += one[1]
    return at


def _past_share(tokens: Sequence[Token], at: int) -> int:
    return at + 2 if is_percent(tokens, at) else at


def _past_signs(tokens: Sequence[Token], at: int) -> int:
    while at < len(tokens) and tokens[at].key in _SENTENCE_ENDS | {",", "…"}:
        at += 1
    return at


def _own_word_before(tokens: Sequence[Token], end: int) -> bool:
    """Say whether the person's own word stands before: `mới được 60% chớ xong mô mà xong`."""
    for at in range(end - 1, max(-1, end - _LOOKS), -1):
        if tokens[at].key in _SENTENCE_ENDS or kinds_at(tokens, at) & {"guess", "if", "later"}:
            return False
        if is_percent(tokens, at) or kinds_at(tokens, at) & _OWN_WORD:
            return True
    return False


def _own_word(
    tokens: Sequence[Token],
    start: int,
    names: Collection[str],
    *,
    may_name: bool,
    is_plain: bool = False,
    is_sure: bool = False,
) -> bool:
    """Say whether it is said behind how the task stands: not of another one, and not as a guess. `is_plain`: of the
    task itself, and not `chưa thấy biên bản`."""
    for at in range(start, min(len(tokens), start + _LOOKS)):
        kinds = kinds_at(tokens, at)
        if (kinds & {"guess", "if", "later"} and not is_sure) or (tokens[at].key in names and not may_name):
            return False
        is_of_it = not is_plain or bool(kinds_at(tokens, at + 1) & {"done", "doing"}) or "not_yet" not in kinds
        if is_percent(tokens, at) or (kinds & _OWN_WORD and is_of_it):
            return True
    return False
