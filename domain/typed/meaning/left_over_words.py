"""Words of a clause that say nothing, and what to make of those that are left over."""

from collections.abc import Sequence

from domain.forms.form import Status
from domain.typed.values.clause import Clause
from domain.typed.values.quantities import percent_offers
from domain.typed.words.markers import OF_PLAN, found
from domain.typed.words.numbers import percents
from domain.typed.words.phrases import kinds_at
from domain.typed.words.tokens import Token
from domain.typed.words.vocabulary import Meaning

_TICKS, _CROSSES = frozenset("✅☑✔✓👍👌🆗"), frozenset("❌✗✘")
_SAYS_NOTHING = frozenset({"filler", "any", "about", "and"})


def asks(meanings: Sequence[Meaning], token: Token) -> bool:
    """Say whether the words ask: `xong à`, `xong phải không`."""
    return any(one == Meaning("asks") or (one == Meaning("asks", "marked") and token.marked) for one in meanings)


def says_nothing(meanings: Sequence[Meaning], token: Token) -> bool:
    kinds = {meaning.kind for meaning in meanings}
    is_nothing = bool(kinds & _SAYS_NOTHING) or token.key in ("nhiem", "nv")  # `nhiệm vụ đã hoàn thành`
    return is_nothing or (bool(token.marked) and "marked_filler" in kinds)


def of_the_plan(tokens: Sequence[Token], at: int) -> int:
    """Return how many tokens say of what the per cent is: `hoàn thành 70% | kế hoạch`; 0 for none."""
    whole = found(OF_PLAN, tokens, at)
    return whole[1] if whole is not None and (whole[1] > 1 or not kinds_at(tokens, at)) else 0


def settle(clause: Clause, unknown: Sequence[Token], tokens: Sequence[Token]) -> None:
    """Decide what to make of the words left over: a number alone may be a per cent, a tick may be meant as done;
    anything else is words."""
    if len(unknown) == 1 and not clause.says_something:
        key = unknown[0].key
        is_left = "left" in kinds_at(tokens, tokens.index(unknown[0]) - 1)  # `hộ nghèo còn 37`: of what is counted
        if unknown[0].kind == "number" and not is_left and (offers := percent_offers(percents(key))):
            clause.doubts.append(("number", offers))
            return
        if key in _TICKS:
            clause.doubts.append(("mark", ({"status": str(Status.DONE)},)))
            return
        if key in _CROSSES:
            ways = Status.NOT_STARTED, Status.IN_PROGRESS
            clause.doubts.append(("unclear_standing", tuple({"status": str(one)} for one in ways)))
            return
    clause.has_leftovers = bool(unknown)


def is_plain_sign(sign: str) -> bool:
    return sign in ".,:;!?()[]\"'“”‘’-–—…*•+~=>#" or not sign.isprintable()
