"""What is put right further on: `hoàn thành ngày 12/11, sửa lại: ngày 21/11`, `xong rồi... khoan, còn 300 quyển, ghi
đang làm giúp em`, `đạt 78%... 87% mới đúng`, `từ 60% lên 65%`.

A line is cut at a word of correction. What is said there of how the task stands, or of the day, takes the place of what
was said of it before; everything else stays.
"""

from collections.abc import Collection, Iterator, Sequence

from domain.moments.pieces import number_at
from domain.typed.hearing.taken_back.words import AMENDS, LOOKS_AGAIN, RIGHT, SLIPPED, TO
from domain.typed.words.clause_starts import is_percent
from domain.typed.words.markers import OF_PLAN
from domain.typed.words.phrases import kinds_at, meanings_at
from domain.typed.words.tokens import Token

_ENDS = frozenset(",.;!?…-–()\n")
_LOOKS = 24  # tokens behind a word of correction
_STANDS = frozenset({"done", "doing", "now", "not_yet"})
_NOT_SURE = frozenset({"guess", "if", "later", "ahead", "wonders", "soon"})
_BESIDE = frozenset({"filler", "marked_filler", "was", "hedge", "about", "whole", "soon", "bound"})
_CHOICE = frozenset({"hay", "hoac", "?"})
_PLANNED = frozenset({"hoach", "han", "quy", "dinh", "giao", "tieu", "nop"})
_ASIDE = frozenset({"asks"})
_RAISES = frozenset({"sua", "doi", "chuyen", "cai", "len", ":", "tien", "do", "dieu", "chinh"})
_DENIES = frozenset({"not_yet", "no"})

Span = tuple[int, int]


def with_amendments(tokens: Sequence[Token], names: Collection[str]) -> list[Token]:
    """Return the tokens without what was put right, so that only what stands is read."""
    gone: set[int] = set()
    for begin, end in _turns(tokens):
        if begin in gone:
            continue
        if _is_open(tokens, end):
            gone |= _in_doubt(tokens, begin, end, names)
        else:
            gone |= _replaced(tokens, begin, end, names)
    for at in range(1, len(tokens)):
        if at not in gone:
            gone |= (
                _before_the_right_one(tokens, at, names) | _up_from(tokens, at, names) | _sent_by_mistake(tokens, at)
            )
    return [token for at, token in enumerate(tokens) if at not in gone]


def _turns(tokens: Sequence[Token]) -> Iterator[Span]:
    """Yield where a word of correction begins a clause, with something said before it."""
    for at in range(1, len(tokens)):
        begins = tokens[at - 1].key in _ENDS or tokens[at - 1].kind == "break"
        if begins and (turn := AMENDS.at(tokens, at)) is not None:
            yield at, at + turn[1]


def _is_open(tokens: Sequence[Token], end: int) -> bool:
    """Say whether it is asked which one, `ủa mà 2.8 hay 2.9 ta`: who asks puts nothing right."""
    return any(token.key in _CHOICE for token in tokens[end : end + _LOOKS])


def _in_doubt(tokens: Sequence[Token], begin: int, end: int, names: Collection[str]) -> set[int]:
    """Return the places of what was said of a task of which it is then asked whether it was that one: `2.8 xong. Ủa mà
    2.8 hay 2.9 ta`."""
    last = min(len(tokens), end + _LOOKS) - 1
    either = [at for at in range(end + 1, last) if tokens[at].key in _CHOICE]
    if not any(tokens[at - 1].key in names and tokens[at + 1].key in names for at in either):
        return set()
    start, _ = _of_one_task(tokens, begin, end, names)
    return {at for one in _clauses(tokens, start, begin) for at in _standing(tokens, *one)}


def _replaced(tokens: Sequence[Token], begin: int, end: int, names: Collection[str]) -> set[int]:
    """Return the places of what was said before and is said anew, with the word of correction."""
    start, stop = _of_one_task(tokens, begin, end, names)
    if end < len(tokens) and tokens[end].key in names:
        return _said_again(tokens, begin, end, names)
    said = [one for one in _clauses(tokens, end, stop) if not _is_guess(tokens, *one)]
    days = next((found for one in said if (found := _days(tokens, *one))), set())
    standing = next((found for one in said if (found := _standing(tokens, *one))), set())
    gone = set[int]()
    before = list(_clauses(tokens, start, begin))
    stood = {at for one in before for at in _standing(tokens, *one)}
    dated = {at for one in before for at in _days(tokens, *one)}
    if days and dated and not standing:
        return dated | set(range(begin, end)) | _signs(tokens, end)
    if amounts := _amounts(tokens, before, said):
        return amounts | set(range(begin, end)) | _signs(tokens, end)
    if not standing or not stood:
        return stood if _is_wrong(tokens, begin, end) and any(_says(tokens, *one) for one in said) else gone
    gone = stood | set(range(begin, end)) | _signs(tokens, end)
    kinds = {kind for at in standing for kind in kinds_at(tokens, at)}
    is_done = "done" in kinds and not kinds & _DENIES
    return gone | (dated if days or not is_done else set())


def _before_the_right_one(tokens: Sequence[Token], at: int, names: Collection[str]) -> set[int]:
    """Return the places of `78%...` before `87% mới đúng, gõ lộn`."""
    right = RIGHT.at(tokens, at)
    if right is None:
        return set()
    end = at + right[1]
    if end < len(tokens) and tokens[end].key not in _ENDS and "filler" not in kinds_at(tokens, end):
        return set()
    begin = _clause_start(tokens, at)
    standing, days = _standing(tokens, begin, at), _days(tokens, begin, at)
    if not standing and not days:
        return set()
    start, _ = _of_one_task(tokens, begin, begin, names)
    before = [(one, other) for one, other in _clauses(tokens, start, begin) if not _is_guess(tokens, one, other)]
    gone = {place for one in before for place in (_standing(tokens, *one) if standing else _days(tokens, *one))}
    gone |= _slip_behind(tokens, end)
    return gone | set(range(at, end)) if gone else set()


def _clause_start(tokens: Sequence[Token], at: int) -> int:
    while at and tokens[at - 1].key not in _ENDS and tokens[at - 1].kind != "break":
        at -= 1
    return at


def _slip_behind(tokens: Sequence[Token], at: int) -> set[int]:
    """Return the places of `, gõ lộn` and no more."""
    begin = at
    while at < len(tokens) and tokens[at].key in _ENDS:
        at += 1
    slip = SLIPPED.at(tokens, at)
    end = at + slip[1] if slip is not None else at
    is_over = slip is not None and (end >= len(tokens) or tokens[end].key in _ENDS)
    return set(range(begin, end)) if is_over else set()


def _up_from(tokens: Sequence[Token], at: int, names: Collection[str]) -> set[int]:
    """Return the places of `từ 60% lên` before `65%`, where nothing else than the task is spoken of."""
    if tokens[at].key != "tu" or not _is_only_named(tokens, _clause_start(tokens, at), at, names):
        return set()
    near = range(at + 1, min(len(tokens), at + _LOOKS // 2))
    found = next(((one, one + to[1]) for one in near if (to := TO.at(tokens, one))), None)
    if found is None or not _standing(tokens, at + 1, found[0]):
        return set()
    end = found[1]
    return set(range(at, end)) if _standing(tokens, end, min(len(tokens), end + _LOOKS // 2)) else set()


def _is_only_named(tokens: Sequence[Token], at: int, end: int, names: Collection[str]) -> bool:
    """Say whether only the task is named: `Sửa giúp chị cái 2.2:`, `2.2 tăng`."""
    while at < end:
        if tokens[at].key not in names and tokens[at].key not in _RAISES and not kinds_at(tokens, at) & _SAYS_NOTHING:
            return False
        at += max(1, meanings_at(tokens, at)[1])
    return True


_SAYS_NOTHING = frozenset({"filler", "marked_filler", "corrects", "task", "measure"})


def _sent_by_mistake(tokens: Sequence[Token], at: int) -> set[int]:
    """Return the places of `em gửi nhầm` behind `chưa xong đâu ạ`: what was sent before was wrong, and not this."""
    slip, begin = SLIPPED.at(tokens, at), _clause_start(tokens, at)
    if slip is None or not any("not_yet" in kinds_at(tokens, one) for one in _standing(tokens, begin, at)):
        return set()
    end = at + slip[1]
    return set(range(at, end)) if end >= len(tokens) or tokens[end].key in _ENDS else set()


def _said_again(tokens: Sequence[Token], begin: int, end: int, names: Collection[str]) -> set[int]:
    """Return the places of what was said of a task that is named again: `2.7 xong, 2.8 xong, ủa quên` before `2.8 chưa
    xong`."""
    first = next((at + 1 for at in range(begin - 1, -1, -1) if tokens[at].key == tokens[end].key), begin)
    over = next((at for at in range(first, begin) if tokens[at].key in names), begin)
    again = next(iter(_clauses(tokens, end + 1, min(len(tokens), end + _LOOKS))), (end, end))
    if _is_guess(tokens, *again) or not _standing(tokens, *again):
        return set()
    gone = {at for one in _clauses(tokens, first, over) for at in _standing(tokens, *one) | _days(tokens, *one)}
    return gone | set(range(begin, end)) if gone else set()


def _is_wrong(tokens: Sequence[Token], begin: int, end: int) -> bool:
    """Say whether something was wrong: `à nhầm`, and not `gửi nhầm nhóm`, `khoan giếng`."""
    is_apart = end >= len(tokens) or tokens[end].key in _ENDS or bool(kinds_at(tokens, end) & {"filler"})
    return is_apart and any(token.key in _WRONG for token in tokens[begin:end])


_WRONG = frozenset({"nham", "lon", "sai", "khoan", "chinh"})


def _says(tokens: Sequence[Token], start: int, end: int) -> bool:
    return any(kinds_at(tokens, at) & _STANDS or is_percent(tokens, at) for at in range(start, end))


def _amounts(tokens: Sequence[Token], before: Sequence[Span], said: Sequence[Span]) -> set[int]:
    """Return the places of the last amount of the same measure: `12 ha` before `ủa lộn 21 ha`."""
    for start, end in said[:1]:
        while start < end and (new := LOOKS_AGAIN.at(tokens, start)):
            start += new[1]
        if start + 1 < end and tokens[start].kind == "number" and tokens[start + 1].kind == "word":
            measure = tokens[start + 1].key
            same = [
                at
                for first, last in before
                for at in range(first, last - 1)
                if tokens[at].kind == "number" and tokens[at + 1].key == measure
            ]
            signs = next((at for at in range(same[-1] + 2, start) if tokens[at].key not in _ENDS), start) if same else 0
            return set(range(same[-1], signs)) if same else set()
    return set()


def _signs(tokens: Sequence[Token], end: int) -> set[int]:
    """Return the places of the signs behind the word of correction."""
    found = set[int]()
    while end < len(tokens) and tokens[end].key in ":,.-–…":
        found.add(end)
        end += 1
    return found


def _of_one_task(tokens: Sequence[Token], begin: int, end: int, names: Collection[str]) -> Span:
    """Return the span from behind the code before, up to the next task that is named; the same task again is no
    other."""
    start = next((at + 1 for at in range(begin - 1, -1, -1) if tokens[at].key in names), 0)
    own = tokens[start - 1].key if start else ""
    stop = end
    while stop < min(len(tokens), end + _LOOKS) and not (tokens[stop].key in names and tokens[stop].key != own):
        stop += 1
    return start, stop


def _clauses(tokens: Sequence[Token], start: int, stop: int) -> Iterator[Span]:
    first = start
    for at in range(start, stop + 1):
        if at == stop or tokens[at].key in _ENDS or tokens[at].kind == "break":
            if first < at:
                yield first, at
            first = at + 1


def _is_guess(tokens: Sequence[Token], start: int, end: int) -> bool:
    return any(kinds_at(tokens, at) & _NOT_SURE for at in range(start, end))


def _standing(tokens: Sequence[Token], start: int, end: int) -> set[int]:
    """Return the places of the words that say how it stands, where the clause says nothing else first."""
    at = start
    while at < end and (new := LOOKS_AGAIN.at(tokens, at)):
        at += new[1]
    found, says = set[int](), False
    days = _days(tokens, start, end)
    while at < end:
        kinds = kinds_at(tokens, at)
        is_share = is_percent(tokens, at)
        if is_share or kinds & _STANDS:
            says |= is_share or bool(kinds & {"done", "now"}) or (at > start and "not_yet" in kinds_at(tokens, at - 1))
            length = 2 if is_share else meanings_at(tokens, at)[1]
            if is_share and (whole := OF_PLAN.at(tokens, at + length)):  # `70% kế hoạch`
                length += whole[1]
            found |= set(range(at, at + length))
            at += length
        elif kinds & _BESIDE:
            length = meanings_at(tokens, at)[1]
            found |= set(range(at, at + length))
            at += length
        elif at in days:
            at += 1
        else:
            break
    return found if says else set()


def _days(tokens: Sequence[Token], start: int, end: int) -> set[int]:
    """Return the places of days, `ngày 12/11`, `31/11`: also one that there is not."""
    found = set[int]()
    if any(tokens[at].key in _PLANNED or kinds_at(tokens, at) & _ASIDE for at in range(start, min(end, len(tokens)))):
        return found  # `kế hoạch là 20/11`, `hạn ngày 30/11 hả`
    for at in range(start, min(end, len(tokens)) - 2):
        is_day = tokens[at + 1].key == "/"
        day, month = number_at(tokens, at), number_at(tokens, at + 2)
        if is_day and day and month and day <= _DAYS and month <= _MONTHS:
            found |= {at, at + 1, at + 2}
            found |= {at - 1} if at > start and "day" in kinds_at(tokens, at - 1) else set()
    return found


_DAYS, _MONTHS = 31, 12
