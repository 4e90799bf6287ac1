"""A number that is taken back at once where one is asked for, or behind the name of a field: `96 à nhầm 69`. A per cent
is put right by `corrections`."""

from collections.abc import Collection, Sequence

from domain.typed.hearing.taken_back.words import AMENDS, IS, RIGHT, SLIPS
from domain.typed.words.phrases import kinds_at, meanings_at
from domain.typed.words.tokens import Token

_SIGNS = frozenset(",.;-–…:\n")
_LEADS = frozenset({":", "la", "dat", "duoc", "co", "="})
_LONGEST_UNIT, _MOST_BETWEEN = 3, 8  # tokens


def last_said(tokens: Sequence[Token]) -> Sequence[Token]:
    """Return the tokens from the number that was said last on, where another was taken back before it."""
    first = next((at for at, token in enumerate(tokens) if token.kind == "number"), len(tokens))
    meant = _meant(tokens, first)
    if meant is None:
        return tokens
    return [*tokens[meant : meant + 1], *tokens[_past_right(tokens, meant + 1) :]]


def with_numbers_meant(tokens: Sequence[Token], names: Collection[str]) -> list[Token]:
    """Return the tokens with only the number that was meant behind a field's name; `names`: words of such names."""
    found, at = list[Token](), 0
    while at < len(tokens):
        found.append(tokens[at])
        at += 1
        if found[-1].key not in names or not found[-1].key.isalpha():
            continue
        number = at
        while number < len(tokens) and number - at < len(_LEADS) and tokens[number].key in _LEADS:
            number += 1
        meant = _meant(tokens, number)
        if meant is not None:
            found += [*tokens[at:number], tokens[meant]]
            at = _past_right(tokens, meant + 1)
    return found


def _meant(tokens: Sequence[Token], at: int) -> int | None:
    """Return where the number stands that takes the place of the one here; None where none does."""
    if at >= len(tokens) or tokens[at].kind != "number":
        return None
    for begin in range(at + 1, min(len(tokens), at + 2 + _LONGEST_UNIT)):
        slip = SLIPS.at(tokens, begin) or AMENDS.at(tokens, begin)
        if slip is not None:
            end = begin + slip[1]
            break
        if tokens[begin].kind == "number":
            return None
    else:
        return None
    last = min(len(tokens), end + _MOST_BETWEEN)
    while end < last and tokens[end].kind != "number":
        if (right := IS.at(tokens, end)) is not None:
            end += right[1]
        elif tokens[end].key in _SIGNS or "filler" in kinds_at(tokens, end):
            end += max(1, meanings_at(tokens, end)[1])
        else:
            return None
    is_share = end + 1 < len(tokens) and tokens[end + 1].key == "%"
    return end if end < last and tokens[end].kind == "number" and not is_share else None


def _past_right(tokens: Sequence[Token], at: int) -> int:
    right = RIGHT.at(tokens, at)
    return at + right[1] if right is not None else at
