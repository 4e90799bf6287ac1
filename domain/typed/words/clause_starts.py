"""What may begin at a token, told by the tokens from there on alone."""

from collections.abc import Collection, Sequence

from domain.moments.pieces import Phrases
from domain.moments.spans import span_at
from domain.typed.words.phrases import WORDS, kinds_at, meanings_at
from domain.typed.words.tokens import Token, tokens_of
from domain.typed.words.vocabulary import Meaning

STRONG = frozenset(";\n")
CLAUSE_ENDS = frozenset(",;.()[]\n")
DIVIDERS = frozenset("/|")
LINE_MARKS = frozenset("-+*•–—✓✔#[“\"'‘")

_BESIDE_STANDING = frozenset({"filler", "about", "bound", "done", "doing", "now", "was", "not_yet", "no", "nil", "and"})
_SAYS_STANDING = frozenset({"done", "doing", "now", "not_yet", "no", "nil", "soon"})
_HOW_IT_STANDS = _SAYS_STANDING | {"filler", "was", "later", "hedge", "about", "guess", "if", "ahead"}
_ROUGHLY, _ONLY = frozenset({"~", "overall", "chung", "tong", "gio"}), frozenset({"thoi", "hoy", "a", "roi", "hui"})
_OF_OBSTACLES = frozenset({"xu", "tien"})  # `xử lý`, `tiến hành`: what is done about what is in the way


def is_end(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a clause ends here."""
    if at >= len(tokens):
        return True
    return tokens[at].key in CLAUSE_ENDS | DIVIDERS | {"?"} or tokens[at].kind == "break"


def is_abbreviated(tokens: Sequence[Token], at: int) -> bool:
    """Say whether this is the point in `c.ht`, `t.hiện`, which ends no clause."""
    if tokens[at].key != "." or not 0 < at < len(tokens) - 1:
        return False
    before, after = tokens[at - 1], tokens[at + 1]
    is_short = before.kind == "word" and len(before.key) <= 2 and not kinds_at(tokens, at - 1)
    return is_short and after.kind == "word" and tokens[at].is_close and after.is_close


def past(tokens: Sequence[Token], at: int, kinds: frozenset[str]) -> int:
    """Return where the words of these kinds are over; nobody says so many that all are to be looked at each time."""
    for _ in range(_MOST_PASSED):
        if at >= len(tokens) or not kinds_at(tokens, at) & kinds:
            break
        at += meanings_at(tokens, at)[1]
    return at


_MOST_PASSED = 24


def label_at(tokens: Sequence[Token], at: int) -> tuple[str, int] | None:
    """Return the field that the label here is for, and how many tokens the label takes; None where no label is."""
    meanings, length = meanings_at(tokens, at)
    kinds = ("label", "short_label") if is_colon(tokens, at + length) else ("label",)
    label = next((meaning.value for meaning in meanings if meaning.kind in kinds), None)
    return None if label is None else (label, length)


def label_of(text: str) -> str | None:
    """Return the field that a label stands for, where the text is nothing else: `vướng mắc:`; None otherwise."""
    tokens = tokens_of(text, WORDS)
    found = label_at(tokens, 0) if tokens else None
    is_all = found is not None and all(token.kind == "sign" for token in tokens[found[1] :])
    return found[0] if found is not None and is_all else None


def is_label_with_colon(tokens: Sequence[Token], at: int) -> bool:
    found = label_at(tokens, at)
    return found is not None and is_colon(tokens, at + found[1])


def is_colon(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].key == ":"


_BETWEEN = frozenset({"was", "any", "filler"})
STUCK: Phrases[bool] = Phrases({
    True: ("kẹt", "bị kẹt", "mắc", "bị mắc", "bị vướng", "bị tắc", "ách tắc", "tắc", "nghẽn", "cấn", "vướng víu",
           "mắc mớ", "kẹt chỗ", "vướng chỗ", "trục trặc", "bị gì", "khó", "có khó", "có kẹt", "có chi kẹt"),
})  # fmt: skip
"""Of which there is none: `hổng kẹt gì`, and not `không kẹt mặt bằng`."""


def _is_over_behind(tokens: Sequence[Token], at: int) -> bool:
    """Say whether nothing but `gì`, `hết`, `ở chỗ nào` follows in the clause."""
    at = past(tokens, at, frozenset({"any", "filler", "marked_filler"}))
    return is_end(tokens, at) or bool(kinds_at(tokens, at) & {"but", "no", "and"})


def none_at(tokens: Sequence[Token], at: int) -> tuple[tuple[str, ...], int] | None:
    """Return the fields of which there are none, and where that ends: `không có khó khăn, vướng mắc gì`, `không phát
    sinh vướng mắc`, `hết vướng mắc`. None where that is not said."""
    meanings, length = meanings_at(tokens, at)
    if not any(meaning.kind in ("no", "not_yet", "no_more", "nil") for meaning in meanings):
        return None
    end = at + length
    while end < len(tokens) and kinds_at(tokens, end) & _BETWEEN and "no_more" not in kinds_at(tokens, end):
        end += meanings_at(tokens, end)[1]
    fields: list[str] = []
    if (stuck := STUCK.at(tokens, end)) and _is_over_behind(tokens, end + stuck[1]):
        return ("obstacle",), past(tokens, end + stuck[1], frozenset({"any", "filler"}))
    while (found := _label_denied(tokens, end)) and found[0] != "result":
        fields.append(found[0])
        end += found[1]
        more = end + (end < len(tokens) and tokens[end].key in (",", "/"))
        if kinds_at(tokens, more) & {"and", "no"}:
            more += meanings_at(tokens, more)[1]
        more = past(tokens, more, frozenset({"was"}))
        if _label_denied(tokens, more) is None:
            break
        end = more
    return (tuple(dict.fromkeys(fields)), past(tokens, end, frozenset({"any", "filler"}))) if fields else None


def _label_denied(tokens: Sequence[Token], at: int) -> tuple[str, int] | None:
    """Return the field of which there is none, and how many tokens name it; a short one (`ko kk gì`) only where nothing
    more is said."""
    meanings, length = meanings_at(tokens, at)
    short = next((meaning.value for meaning in meanings if meaning.kind == "short_label"), None)
    if short is not None and _is_over_behind(tokens, at + length):
        return short, length
    return label_at(tokens, at)


LIKEWISE: Phrases[bool] = Phrases({
    True: ("cũng vậy", "cũng thế", "cũng rứa", "cũng y vậy", "cũng y chang", "cũng giống vậy", "cũng như vậy",
           "y vậy", "y chang", "y hệt", "y như vậy", "như vậy", "như trên", "cũng như trên", "tương tự",
           "cũng tương tự",
           "giống vậy", "giống trên", "same", "ditto"),
})  # fmt: skip
"""Of the one before: it stands so too."""


def stands_at(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a standing or a per cent comes next, and nothing before it but words that say nothing."""
    if LIKEWISE.at(tokens, at):
        return True
    at = past(tokens, at, frozenset({"filler", "was", "about"}))
    if at >= len(tokens):
        return False
    return bool(kinds_at(tokens, at) & _SAYS_STANDING) or is_percent(tokens, at) or is_move(tokens, at)


MOVES = frozenset({"tang", "nang", "day", "len", "giam", "ha", "tut", "sut", "xuong"})
DIRECTIONS = frozenset({"len", "xuong"})
UP_TO = DIRECTIONS | {"toi", "den", "thanh", "con"}


def is_move(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a per cent moves from one to another: `từ 60% lên 65%`, `giảm từ 50 xuống còn 45%`."""
    start = at + (tokens[at].key in MOVES)
    if start + 1 >= len(tokens) or tokens[start].key != "tu" or tokens[start + 1].kind != "number":
        return False
    middle = start + (3 if is_percent(tokens, start + 1) else 2)
    end = middle
    while end < len(tokens) and end - middle < len(DIRECTIONS) and tokens[end].key in UP_TO:
        end += 1
    is_led = start > at or (middle < len(tokens) and tokens[middle].key in DIRECTIONS)
    return end > middle and is_led and is_percent(tokens, end)


def standing_behind_label(tokens: Sequence[Token], at: int) -> int:
    """Return where the label ends before how it stands: `Tiến độ: 45%`, `Tình trạng hiện nay đang thực hiện`; 0 where
    no standing follows."""
    end = at + meanings_at(tokens, at)[1]
    behind = past(tokens, end, frozenset({"filler"}))
    behind += is_colon(tokens, behind)
    return end if stands_at(tokens, behind) else 0


def says_nothing(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Say whether these are nothing but politeness and signs: `dạ thưa chị`."""
    at = start
    while at < end:
        kinds = kinds_at(tokens, at)
        is_nothing = bool(kinds & {"filler", "any", "corrects"}) or (
            bool(tokens[at].marked) and "marked_filler" in kinds
        )
        if tokens[at].kind != "sign" and not is_nothing:
            return False
        at += max(1, meanings_at(tokens, at)[1])
    return True


def only_stands(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Say whether these say how something stands, and nothing else: `đã làm xong`, `mới được 40%`."""
    at, says = start, False
    while at < end:
        kinds = kinds_at(tokens, at)
        if is_percent(tokens, at):
            at, says = at + 2, True
            continue
        if not kinds & _HOW_IT_STANDS and tokens[at].key not in LINE_MARKS:
            return False
        says = says or bool(kinds & _SAYS_STANDING)
        at += max(1, meanings_at(tokens, at)[1])
    return says


def lone_standing(tokens: Sequence[Token], at: int, own: Collection[str] = ()) -> int:
    """Return where the clause ends, if it says how the task stands and nothing else, and surely of the task: a per
    cent, or `chưa xong`, `đang làm`, and not `đang xử lý`, which may be said of what is in the way. 0 otherwise. `own`:
    words of the task's title, which may stand before a per cent: `hiện mới giải ngân 81%`."""
    end, numbers, kinds = at, 0, set[str]()
    while not is_end(tokens, end):
        said = kinds_at(tokens, end)
        if is_percent(tokens, end):
            numbers, end = numbers + 1, end + 2
            continue
        if tokens[end].key in own and not numbers and not said:
            end += 1
            continue
        if tokens[end].key in _ROUGHLY or (numbers and tokens[end].key in _ONLY):
            end += 1
            continue
        if not said & _BESIDE_STANDING or "resolved" in said or ("doing" in said and tokens[end].key in _OF_OBSTACLES):
            return 0
        kinds |= said
        end += meanings_at(tokens, end)[1]
    is_standing = bool(kinds & {"not_yet", "no"} and kinds & {"done", "doing"}) or {"now", "doing"} <= kinds
    return end if numbers == 1 or (not numbers and is_standing) else 0


def is_over(tokens: Sequence[Token], start: int, end: int, *, is_clear: bool) -> bool:
    """Say whether what is in the way seems to be over: `mặt bằng, đã xong`. Behind a colon, where people write whole
    sentences, only where a clause says just that."""
    last = max((at + 1 for at in range(start, end - 1) if is_end(tokens, at)), default=start)
    said, at = list[frozenset[str]](), last
    while at < end:
        said += [kinds_at(tokens, at)] if tokens[at].kind != "sign" else []
        at += max(1, meanings_at(tokens, at)[1])
    while said and "filler" in said[-1]:
        said.pop()
    if not said or not said[-1] & {"done", "resolved"} or any(kinds & _NOT_OVER for kinds in said):
        return False
    return not is_clear or all(kinds & (_HOW_IT_STANDS | {"resolved"}) for kinds in said)


_NOT_OVER = frozenset({"not_yet", "no", "soon", "later", "hedge", "waits", "bound", "to", "guess", "if", "ahead"})


def is_a_while(tokens: Sequence[Token], at: int) -> bool:
    """Say whether this is a length of time: `5 ngày`, `2-3 ngày`, `24h`, `vài hôm`."""
    pair = [token.key for token in tokens[at : at + 2]]
    if span_at(tokens, at) is not None:
        return True
    is_vague = pair[:1] in (["vai"], ["may"], ["it"], ["dam"]) and pair[1:] in (["ngay"], ["hom"], ["bua"], ["tuan"])
    return is_vague or (len(pair) == 2 and pair[0].isdecimal() and pair[1] in ("h", "gio", "g"))


def is_percent(tokens: Sequence[Token], at: int) -> bool:
    if at + 1 >= len(tokens) or tokens[at].kind != "number":
        return False
    return tokens[at + 1].key == "%" or Meaning("percent") in meanings_at(tokens, at + 1)[0]
