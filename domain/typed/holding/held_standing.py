"""The one standing that a longer sentence holds, where nothing else says how the task stands: `còn vướng nhân sự nên
mới 35%`, `giậm chân ở 30% từ quý trước tới giờ`, `năm nay không được cấp đồng nào nên chưa làm gì hết`.

It is proposed, and the words stay where they were put. Nothing is taken from words that deny, suppose, plan, promise or
ask, nor from per cents of something else.
"""

from collections.abc import Collection, Iterator, Sequence

from domain.forms.form import Status
from domain.typed.holding.halves import is_unfinished
from domain.typed.holding.itself_done import AHEAD, BEHIND, DENIES, Span, denies_done, is_ahead, is_done, only_ends
from domain.typed.holding.parts_of_one import some_are_done
from domain.typed.placing.parts_of_a_whole import Share, share_of
from domain.typed.values.clause import Clause
from domain.typed.values.quantities import percent_at
from domain.typed.values.statement import StatementPart
from domain.typed.words.markers import FINISHES, GOES_ON, NOW, OF_PLAN, RATES, SPENT, TURNS, found
from domain.typed.words.phrases import kinds_at, meanings_at
from domain.typed.words.tokens import Token, key_at
from domain.typed.words.trouble import is_going

_SIGNS = frozenset({",", ";", ".", "!", "…", "\n", "(", ")"})
_PARTS = frozenset({"nen", "nhung", "ma"})  # words behind which something else is said
_OPEN = frozenset({"guess", "if", "wonders", "plan", "as_before", "extension", "word", "spared", "wishes"})
_SUPPOSES = frozenset({"guess", "if", "wonders", "plan", "as_before", "extension", "word"})
_ASKS = frozenset({"?", "hay", "hoac"})
_QUOTES = frozenset("?'\"“”‘’«»")
_OF_PLANS = frozenset({"hoach", "tieu", "giao", "phai", "hon", "kem", "con", "thieu", "lai",
                       "thue", "kh", "so", "tu"})  # fmt: skip
"""Right before a per cent: that is not what was reached."""
_NOT_DONE = DENIES | {"now", "hedge"}
_REACHES = frozenset({"duoc", "dc", "moi", "xong", "full", "lam", "het", "du"})
_NOT_YET, _CAN, _ANYTHING = "chua", frozenset({"duoc", "dc"}), frozenset({"gi", "chi"})
_BOTH, _ONLY = 2, "thoi"
_OF_ALL = frozenset(
    {"kh", "ke", "hoach", "duoc", "giao", "tong", "so", "cong", "ca", "thay", "co", "chi", "tieu", "la"}
)
_COUNTS_REACHED = frozenset({"xong", "duoc", "dc", "thanh", "giao", "tat"})
_NO_NOUNS = frozenset(
    {"nam", "thang", "ngay", "tuan", "quy", "gio", "phut", "buoi", "nguoi", "ty", "trieu", "tr", "dong"}
)
_NOT_SO_FAR, _WHOLE_OF_IT = DENIES | AHEAD | {"done"}, 100
_LOOKS_BACK, _LOOKS_BEHIND, _LONGEST = 4, 2, 240


def held(
    tokens: Sequence[Token], spans: Sequence[Span], own: Collection[str], texts: Sequence[Span] = ()
) -> Clause | None:
    """Return what the words in the spans hold, if that is exactly one thing; `own`: words of the task's title; `texts`:
    of what is in the way or asked for, in which nothing is done."""
    if sum(end - start for start, end in (*spans, *texts)) > _LONGEST:
        return None
    plain = [piece for span in spans for piece in _pieces(tokens, span)]
    aside = [piece for span in texts for piece in _pieces(tokens, span)]
    places = [at for start, end in (*plain, *aside) for at in range(start, end)]
    if any(_is_asked(tokens, at) for at in places):
        return None
    if some_are_done(tokens, [*plain, *aside]):
        return Clause(str(Status.IN_PROGRESS))
    needs_now = any(kinds_at(tokens, at) & _SUPPOSES for at in places)
    is_alone = len(plain) + len(aside) == 1
    said = [_said(tokens, piece, own, needs_now=needs_now, is_alone=is_alone) for piece in plain]
    if any(denies_done(tokens, piece) or is_ahead(tokens, piece) for piece in plain):
        said = [one for one in said if one is None or one.standing != Status.DONE]
    said += [_counted_of(tokens, plain)] if not needs_now else []
    said += [_still_open(tokens, piece, needs_now=needs_now) for piece in aside]
    said += [Clause(str(Status.IN_PROGRESS)) for piece in aside[1:] if not needs_now and is_going(tokens, *piece)]
    found_ = {(one.standing, *one.percents): one for one in said if one is not None}
    if any(one.percents for one in found_.values()):  # `8/10 km, đạt 80%`
        found_.pop((str(Status.IN_PROGRESS),), None)
    return next(iter(found_.values())) if len(found_) == 1 else None


def may_hold(part: StatementPart) -> bool:
    """Say whether a text may hold how the task stands: `vướng nhân sự nên mới 35%`."""
    return part.kind == "text" and not part.is_clear and not part.speaks_of_tasks


def _pieces(tokens: Sequence[Token], span: Span) -> Iterator[Span]:
    """Yield the pieces between signs, and words that turn."""
    start, end = span
    for at in range(start, end):
        if tokens[at].key in _SIGNS or (at > start and (tokens[at].key in _PARTS or _turns(tokens, at))):
            if at > start:
                yield start, at
            start = at + 1
    if start < end:
        yield start, end


def _is_asked(tokens: Sequence[Token], at: int) -> bool:
    is_unit = at > 0 and tokens[at - 1].kind == "number"  # `20 ha`
    return tokens[at].key in _QUOTES or ("asks" in kinds_at(tokens, at) and not is_unit)


def _turns(tokens: Sequence[Token], at: int) -> bool:
    turn = found(TURNS, tokens, at)
    return turn is not None and turn[0]


def _is_open(tokens: Sequence[Token], at: int) -> bool:
    """Say whether the word leaves it open, but for the `thôi` of `mới 25% thôi`."""
    return bool(kinds_at(tokens, at) & _OPEN) and tokens[at].key != _ONLY


def _still_open(tokens: Sequence[Token], piece: Span, *, needs_now: bool) -> Clause | None:
    """Return how far it is, or that it was not begun; None where neither is said."""
    start, end = piece
    if any(_is_open(tokens, at) for at in range(start, end)) or any(
        tokens[at].key in _ASKS for at in range(start, end)
    ):
        return None
    if needs_now and not any(found(NOW, tokens, at) for at in range(start, end)):
        return None
    if (share := _percent(tokens, piece)) is not None:
        return Clause(str(Status.IN_PROGRESS), [share])
    if _is_so_far(tokens, piece):
        return Clause(str(Status.IN_PROGRESS))
    if is_unfinished(tokens, piece):
        return Clause(str(Status.IN_PROGRESS))
    return Clause(str(Status.NOT_STARTED)) if _is_not_begun(tokens, piece) else None


def _said(
    tokens: Sequence[Token], piece: Span, own: Collection[str], *, needs_now: bool, is_alone: bool
) -> Clause | None:
    if (still := _still_open(tokens, piece, needs_now=needs_now)) is not None or needs_now:
        return still
    start, end = piece
    kinds = {kind for at in range(start, end) for kind in kinds_at(tokens, at)}
    if any(_is_open(tokens, at) for at in range(start, end)):
        return None
    part = _share(tokens, piece, is_alone=is_alone)
    if part == "some" and "left" in kinds:  # `còn sáu bình tuần sau thợ tới`
        return Clause(str(Status.IN_PROGRESS))
    if kinds & AHEAD or any(tokens[at].key in _ASKS for at in range(start, end)):
        return None
    if part == "some":
        return Clause(str(Status.IN_PROGRESS))
    if part == "all" or (not kinds & _NOT_DONE and is_done(tokens, piece, own)):
        return Clause(str(Status.DONE))
    return None


def _percent(tokens: Sequence[Token], piece: Span) -> float | None:
    """Return the only per cent, where it says how far the task is; None otherwise."""
    start, end = piece
    places = [at for at in range(start, end) if percent_at(tokens, at) is not None]
    if len(places) != 1:
        return None
    at = places[0]
    numbers, length = percent_at(tokens, at) or ([], 0)
    if len(numbers) != 1 or not 0 < numbers[0] < 100 or tokens[at - 1].key in ("-", "–"):
        return None
    before = range(max(start, at - _LOOKS_BACK), at)
    around = range(start, min(end, at + length + _LOOKS_BEHIND))
    if any(found(RATES, tokens, one) or found(SPENT, tokens, one) for one in around):
        return None
    if any(tokens[one].key in _OF_PLANS or "bound" in kinds_at(tokens, one) for one in before):
        return None
    if any(kinds_at(tokens, one) & DENIES | kinds_at(tokens, one) & AHEAD for one in range(start, at)):
        return None
    after = at + length
    is_alone = after >= end or tokens[after].kind != "word" or bool(kinds_at(tokens, after))
    is_of_it = is_alone or tokens[after].key in BEHIND or found(OF_PLAN, tokens, after) or found(GOES_ON, tokens, after)
    if not is_of_it or any(kinds_at(tokens, one) & {"done"} for one in range(start, end)):
        return None
    return float(numbers[0])


def _is_so_far(tokens: Sequence[Token], piece: Span) -> bool:
    """Say whether it is so far, and nobody knows exactly how far: `đứng ở hơn 30%`."""
    start, end = piece
    at = next((at for at in range(start, end) if percent_at(tokens, at) is not None), start)
    is_rough = at > start and bool(kinds_at(tokens, at - 1) & {"bound", "about"}) and tokens[at - 1].key != "vuot"
    said = range(start, min(end, at + _LOOKS_BEHIND))
    is_other = any(found(RATES, tokens, one) or found(SPENT, tokens, one) or kinds_at(tokens, one) & _NOT_SO_FAR
                   for one in said)  # fmt: skip
    return is_rough and not is_other and all(0 < one < _WHOLE_OF_IT for one in (percent_at(tokens, at) or ([], 0))[0])


def _is_not_begun(tokens: Sequence[Token], piece: Span) -> bool:
    """Say whether it was not begun: `nên pccc chưa làm gì hết`, and `chưa` alone."""
    start, end = piece
    at = next((at for at in range(start, end) if "not_yet" in kinds_at(tokens, at)), None)
    if at is None or any(kinds_at(tokens, one) & {"done", "now"} for one in range(start, end)):
        return False
    size = meanings_at(tokens, at)[1]
    after = at + size
    if "doing" in kinds_at(tokens, after) and after < end:
        after += meanings_at(tokens, after)[1]
    elif after + 1 < end and _is_nothing(tokens, after + 1, end):  # `chưa trồng được gì`
        return True
    elif at > start and (size == 1 or tokens[at].key != _NOT_YET):  # `chưa đụng gì`
        return False
    return only_ends(tokens, after, end)


def _is_nothing(tokens: Sequence[Token], at: int, end: int) -> bool:
    at += tokens[at].key in _CAN
    return at < end and tokens[at].key in _ANYTHING and only_ends(tokens, at + 1, end)


def _share(tokens: Sequence[Token], piece: Span, *, is_alone: bool) -> Share:
    """Return how much of it was reached: `đc 8/10 km`; `15/20 xã` alone says no more than itself."""
    start, end = piece
    if any(found(RATES, tokens, at) or found(SPENT, tokens, at) for at in range(start, end)):
        return ""
    reaches = [at for at in range(start, end) if tokens[at].key in _REACHES or found(FINISHES, tokens, at)]
    if is_alone and not reaches:
        return ""
    return share_of(tokens[start:end])


def _counted_of(tokens: Sequence[Token], pieces: Sequence[Span]) -> Clause | None:
    """Return how it stands by two numbers of one thing: `kh 15 căn, làm xong 11`, `18 bình cả thảy kiểm tra được 12
    bình`. None for none."""
    numbers = [at for start, end in pieces for at in range(start, end) if tokens[at].kind == "number"]
    if len(numbers) < _BOTH or not tokens[numbers[0]].key.isdecimal() or not tokens[numbers[1]].key.isdecimal():
        return None
    whole, some = numbers[0], numbers[1]
    begin = pieces[0][0]
    is_first = all(tokens[at].key in _OF_ALL for at in range(begin, whole))
    noun = key_at(tokens, whole + 1)
    behind = key_at(tokens, some + 1)
    around = next(range(*piece) for piece in pieces if piece[0] <= some < piece[1])
    is_so = not any(kinds_at(tokens, at) & (DENIES | AHEAD) for at in around if whole < at < some)
    reached = tokens[some - 1].key in _COUNTS_REACHED and is_so
    ends = any(some + 1 == end for _, end in pieces) or behind == noun
    is_noun = tokens[whole + 1].kind == "word" and noun not in _NO_NOUNS
    part, total = int(tokens[some].key), int(tokens[whole].key)
    if not (is_first and reached and ends and is_noun and 0 < part <= total):
        return None
    return Clause(str(Status.DONE if part == total else Status.IN_PROGRESS))
