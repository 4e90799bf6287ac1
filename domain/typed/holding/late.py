"""Being late, and the cause that is said behind it."""

from collections.abc import Sequence
from itertools import pairwise

from domain.typed.values.statement import StatementPart
from domain.typed.words.phrases import kinds_at, meanings_at
from domain.typed.words.tokens import Token
from domain.typed.words.trouble import SAYS_NOTHING


def with_what_is_late(parts: Sequence[StatementPart], tokens: Sequence[Token]) -> list[StatementPart]:
    """Return the parts with being late and the cause behind it as one: `chậm vì mất điện`."""
    kept = list(parts)
    for first, second in pairwise(parts):
        begins = max(second.label, 0) or second.start
        is_cause = second.kind == "text" and second.is_proposed and second.fields == ("obstacle",)
        if first.kind == "plain" and is_cause and first.end == begins and _is_only_late(tokens, first.start, first.end):
            second.start = first.start
            kept.remove(first)
    return kept


def _is_only_late(tokens: Sequence[Token], start: int, end: int) -> bool:
    at, is_late = start, False
    while at < end:
        kinds = kinds_at(tokens, at)
        is_late |= "computed" in kinds
        if not kinds & (SAYS_NOTHING | {"computed", "now", "was"}):
            return False
        at += max(1, meanings_at(tokens, at)[1])
    return is_late
