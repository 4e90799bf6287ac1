"""Numbers without their sign that can only be per cents: `1.1 80, 1.2 100, 2.1 60`, `in progress 60`, `mới 85 thôi`."""

from collections.abc import Sequence

from domain.typed.values.clause import Clause
from domain.typed.values.combine import combined
from domain.typed.values.result import Doubt, Update
from domain.typed.words.numbers import readings
from domain.typed.words.phrases import kinds_at
from domain.typed.words.tokens import Token

_LEAST, _WHOLE, _STEP, _HALF = 10, 100, 5, 50
_GOING = 30  # what is under way in smaller numbers may be counted: `đang làm 20`
_FEWEST = 3  # tasks that are said to stand so, before such a number is more than a number
_REACHES = frozenset({"moi", "tam", "khoang", "chung", "len"})
_BESIDE = frozenset({"filler", "about", "marked_filler", "was"})


def share_said(tokens: Sequence[Token], number: Token) -> float | None:
    """Return a number that can only be a per cent, `in progress 60`, `đang 45`, `mới 85 thôi`; what people count comes
    in other numbers. None for any other."""
    at = next(at for at, token in enumerate(tokens) if token is number)
    behind = [one for one in range(at + 1, len(tokens)) if tokens[one].kind != "sign"]
    value = _round_share(number.key)
    if value is None or not at or not all(kinds_at(tokens, one) & _BESIDE for one in behind):
        return None
    before = at - 1
    while before > 0 and kinds_at(tokens, before) & _BESIDE and tokens[before].key not in _REACHES:
        before -= 1
    is_going = bool(kinds_at(tokens, before) & {"doing", "now"}) or _ends_going(tokens, before)
    is_reached = tokens[before].key in _REACHES and value >= _HALF
    return value if (is_going and value >= _GOING) or is_reached else None


def _ends_going(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a phrase like `đang thực hiện 60` ends with the word here."""
    return any(kinds_at(tokens, start) & {"doing", "now"} for start in range(max(0, at - 2), at + 1))


def _round_share(key: str) -> float | None:
    values = readings(key)
    is_round = len(values) == 1 and _LEAST <= values[0] <= _WHOLE and values[0] % _STEP == 0
    return float(values[0]) if is_round else None


def as_percents(updates: Sequence[Update], doubts: Sequence[Doubt]) -> tuple[list[Update], list[Doubt]]:
    """Return updates and doubts with such numbers as per cents, where several tasks have one, or another of the line
    has a per cent."""
    asked = [doubt.task for doubt in doubts]
    known = {update.task for update in updates if "status" in update.answers}
    bare = [one for one in doubts if one.why == "number" and one.task and asked.count(one.task) == 1]
    bare = [one for one in bare if one.task not in known and _percents(one)]
    shares = [_percents(one)[0] for one in bare]
    is_said = any("percent" in update.answers for update in updates) and all(one >= _LEAST for one in shares)
    are_round = len(bare) >= _FEWEST and all((one >= _LEAST or not one) and one % _STEP == 0 for one in shares)
    if not bare or not (is_said or are_round):
        return list(updates), list(doubts)
    more = [Update(str(one.task), combined([Clause(percents=[_percents(one)[0]])], one.said)[0]) for one in bare]
    return [*updates, *more], [one for one in doubts if one not in bare]


def _percents(doubt: Doubt) -> list[float]:
    return [offer["percent"] for offer in doubt.offers if "percent" in offer]
