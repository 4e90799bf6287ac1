"""How a task stands by a clause in which words are left over: only by what was said before them.

`hoàn thành xuất sắc` is done; `hoàn thành bước 1`, `họp xong`, `chị Hoa làm xong` may say it of something else.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from domain.forms.form import Status
from domain.text import word_keys
from domain.typed.values.clause import Clause
from domain.typed.values.dates import day_length
from domain.typed.words.markers import GOES_ON, NOW, OF_PAPERS, OF_PLAN, QUESTIONS, RATES, STEPS, found
from domain.typed.words.phrases import kinds_at
from domain.typed.words.tokens import Token

_SUPPOSES = frozenset({"guess", "if", "ahead", "later", "spared"})
_ONLY = word_keys("chỉ")[1]  # `họp mãi chỉ được 30%`, and not `chi 30%`
_NEAR, _LOOKS_BACK = 2, 4  # tokens before a per cent
_SUPPOSED_BEHIND = frozenset({"thi", "moi", "cung"})  # `xong thì tốt`, `xong mới lạ`


@dataclass(slots=True)
class CountedStanding:
    """`kinds`: the words of standing with their places in the text; `percents`: those that say how far it is."""

    kinds: list[tuple[int, str]] = field(default_factory=list)
    percents: list[float] = field(default_factory=list)
    day: int = -1  # the token with which the day begins


def is_reached(tokens: Sequence[Token], at: int, length: int, *, is_led: bool) -> bool:
    """Say whether a per cent is how far the task is: `đạt 35% kế hoạch`, and not `80% hộ dân đồng ý`, `thu 80% phí`."""
    after, start = at + length, max(0, at - _LOOKS_BACK)
    if is_rate(tokens, at):
        return False
    is_alone = after >= len(tokens) or tokens[after].kind != "word" or bool(kinds_at(tokens, after))
    if not is_alone and found(OF_PLAN, tokens, after) is None and found(GOES_ON, tokens, after) is None:
        return False
    is_near = any(kinds_at(tokens, near) & {"doing", "now"} for near in range(max(0, at - _NEAR), at))
    is_near |= any("now" in kinds_at(tokens, near) for near in range(start, at))  # `đang nhân rộng 45%`
    is_now = found(NOW, tokens, 0) is not None or any(found(NOW, tokens, one) for one in range(start, at))
    return not is_led or is_near or is_now or any(_is_so_far(token) for token in tokens[max(0, at - _NEAR) : at])


def is_rate(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a number is a rate: `đúng hạn 99%`, `năng suất tăng 15%`."""
    before = range(max(0, at - _LOOKS_BACK), at)
    return any((rate := found(RATES, tokens, one)) and one + rate[1] >= at - 1 for one in before)


def is_of_rate(tokens: Sequence[Token]) -> bool:
    """Say whether a rate stands behind the numbers: `98% đúng hạn`, `409/412 hồ sơ trước hạn`."""
    numbers = [at for at, token in enumerate(tokens) if token.kind == "number"]
    return bool(numbers) and any(found(RATES, tokens, at) for at in range(numbers[-1] + 1, len(tokens)))


def asks_in_words(tokens: Sequence[Token]) -> bool:
    """Say whether words ask: `bao nhiêu % thì được`; not `chưa rõ bao nhiêu`."""
    asked = next((at for at in range(len(tokens)) if found(QUESTIONS, tokens, at) is not None), None)
    return asked is not None and not any(kinds_at(tokens, at) & {"no", "not_yet", "guess"} for at in range(asked))


def _is_so_far(token: Token) -> bool:
    return token.key == "moi" or (token.key == "chi" and token.marked == _ONLY)


def counted(clause: Clause, said: CountedStanding, tokens: Sequence[Token], first: Token) -> None:
    """Set `sure`, `is_part` and `is_spared` of the clause; `first` is the first word that is left over."""
    before = [kind for place, kind in said.kinds if place < first.start]
    kinds = {kind for _, kind in said.kinds}
    denied = clause.denies or clause.is_condition or bool(kinds & _SUPPOSES)
    standing = _standing(before, kinds, denied=denied)
    if standing in (Status.DONE, "not_done") and _is_of_something(tokens, first):
        standing, clause.is_part = None, True
    clause.is_spared = any("spared" in kinds_at(tokens, at) for at in range(len(tokens)))
    sure = Clause(standing, [] if denied or "not_yet" in before else list(said.percents))
    sure.words, sure.is_led = before, standing == Status.IN_PROGRESS and "now" not in before
    if standing == Status.DONE and clause.done_on and is_its_day(tokens, said.day):
        sure.done_on = clause.done_on
    clause.sure = sure if sure.says_something else None


def _standing(before: Sequence[str], kinds: set[str], *, denied: bool) -> str | None:
    now = str(Status.IN_PROGRESS) if "now" in kinds and not kinds & {"guess", "if", "no", "not_yet", "nil"} else None
    if denied:
        return now
    denial = next((at for at, kind in enumerate(before) if kind in ("not_yet", "no")), None)
    done = before.index("done") if "done" in before else None
    if denial is not None:
        if done is not None:
            return "not_done" if denial < done else None  # `xong chưa` is asked
        is_of_task = before[denial] == "not_yet" and {"doing", "now"} & set(before[denial:])
        return str(Status.NOT_STARTED) if is_of_task else None
    if {"nil", "hedge", "soon"} & set(before):
        return None
    return str(Status.DONE) if done is not None and "now" not in kinds and "not_yet" not in kinds else now


def _is_of_something(tokens: Sequence[Token], first: Token) -> bool:
    """Say whether the words behind `xong`, `hoàn thành` are what was finished, or what is only supposed to be."""
    at = next(at for at, token in enumerate(tokens) if token is first)
    if first.kind == "sign" or found(GOES_ON, tokens, at) is not None:
        return any(token.key in _SUPPOSED_BEHIND for token in tokens[max(0, at - 1) : at])
    if at > 0 and any(tokens[one].kind == "number" for one in _behind_done(tokens, at)):
        return False  # `xong ngày 18/11 thay 4 bình`
    between = at - 1
    while between >= 0 and "done" not in kinds_at(tokens, between):
        if tokens[between].key in (":", "-", "–", "=", ">") or "whole" in kinds_at(tokens, between):
            return False  # `xong hết 8 căn`
        between -= 1
    return True


def _behind_done(tokens: Sequence[Token], end: int) -> range:
    """Return the places from behind the last `xong` before a token up to it."""
    done = next((at for at in range(end - 1, -1, -1) if "done" in kinds_at(tokens, at)), end)
    return range(done, end)


def is_its_day(tokens: Sequence[Token], day: int) -> bool:
    """Say whether the day is said of `xong` before it: `xong ngày 18/11 thay 4 bình`, `hoàn thành thắng lợi ngày
    19/11`, `xong toàn bộ 24 bình chữa cháy ngày 24/11`; not `hoàn thành theo văn bản ngày 5/11`."""
    done = next((at for at in range(day - 1, max(-1, day - _DAY_BEHIND), -1) if "done" in kinds_at(tokens, at)), None)
    if done is None:
        return False
    return not any(found(OF_PAPERS, tokens, at) or found(STEPS, tokens, at) for at in range(done + 1, day))


_DAY_BEHIND = 16  # tokens


def counts_things(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Say whether things are counted: `xong 15/20 xã`, `xong 3 xã`, and not `40%`, `xong 20/11`."""
    for at in range(start, end):
        day = day_length(tokens, at)
        if day and at + day >= end and not _may_be_a_part(tokens, at):
            return False
        if tokens[at].kind == "number" and (at + 1 >= len(tokens) or tokens[at + 1].key != "%"):
            return True
    return False


def _may_be_a_part(tokens: Sequence[Token], at: int) -> bool:
    """Say whether this may be a part of a whole: `5/11`; `20/11` is a day."""
    keys = [token.key for token in tokens[at : at + _OF_A_PART]]
    is_part = len(keys) == _OF_A_PART and keys[1] == "/" and keys[0].isdecimal() and keys[2].isdecimal()
    return is_part and int(keys[0]) <= int(keys[2])


_OF_A_PART = 3  # tokens
