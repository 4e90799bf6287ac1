"""What is said of a task without all that a form asks, and is clear all the same: `xong tuần trước`, of which no day is
known, and `còn 30% nữa là xong`. It is proposed with its words beside it."""

from collections.abc import Sequence
from dataclasses import replace

from domain.form import Status
from domain.typed.clause import Clause
from domain.typed.phrases import kinds_at
from domain.typed.tokens import Token

_MORE = frozenset({"nua", "nx"})


def settled(clause: Clause, tokens: Sequence[Token]) -> Clause | None:
    """The clause without the doubt; None where it is certain, or has to be asked."""
    why = [doubt[0] for doubt in clause.doubts]
    if why == ["day"] and not clause.doubts[0][1] and clause.standing == Status.DONE and not clause.may_be_to_come:
        return replace(clause, doubts=[], done_on=None)
    if why == ["left"] and clause.standing is None and not clause.percents:
        return _left(clause, tokens)
    return None


def _left(clause: Clause, tokens: Sequence[Token]) -> Clause | None:
    """`còn 30% nữa là xong` is 70 of a hundred; `còn 35% chưa giải ngân`: how far it is may be of something else."""
    going = replace(clause, standing=str(Status.IN_PROGRESS), doubts=[])
    places = range(len(tokens))
    if any(tokens[at].key in _MORE for at in places):
        ends = any("done" in kinds_at(tokens, at) for at in places)
        reached = [offer["percent"] for offer in clause.doubts[0][1] if "percent" in offer]
        return replace(going, percents=reached if ends and len(reached) == 1 else [])
    return going if any("not_yet" in kinds_at(tokens, at) for at in places) else None


def is_told_not_to(tokens: Sequence[Token], at: int) -> bool:
    """The `nữa` of `đừng gọi nữa`, which is nothing that is still to come."""
    return tokens[at].key in _MORE and any(token.key in _NOT_AGAIN for token in tokens[max(0, at - _NEAR) : at])


_NOT_AGAIN = frozenset({"dung", "khoi", "khong", "thoi", "het"})
_NEAR = 8  # tokens
