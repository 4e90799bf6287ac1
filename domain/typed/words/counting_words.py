"""Words beside a number that look like others: the `con` of `60 con` is no `còn`, and `giảm còn 37 hộ` leaves nothing
to be done."""

from collections.abc import Sequence

from domain.typed.words.clause_starts import is_percent
from domain.typed.words.phrases import TokenLine, kinds_at
from domain.typed.words.tokens import Token

_ANIMAL = _STILL = "con"
_FALLS = frozenset({"giam", "ha", "tut", "sut", "xuong", "rut"})
_FROM = "tu"
_NEAR = 4  # tokens from `từ` to `còn`: `từ 52 hộ còn`


def is_counter(tokens: Sequence[Token], at: int) -> bool:
    """Return whether the word here is `con`, which is counted or begins a noun, and not `còn` without its mark."""
    token = tokens[at]
    if token.key != _ANIMAL or token.marked:
        return False
    is_exact = isinstance(tokens, TokenLine) and tokens.is_marked and not token.is_leftover
    is_counted = at > 0 and tokens[at - 1].kind == "number"
    is_before_number = at + 1 < len(tokens) and tokens[at + 1].kind == "number"
    return is_exact or (is_counted and not is_before_number)


def falls_to(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Return whether the words say how few there are now: `giảm còn 37 hộ`, `từ 52 còn 37 hộ`."""
    return any(is_fall(tokens, at, start) for at in range(start, end - 1))


_ABOUT = frozenset({"khoang", "tam", "chung", "co", "lai", "uoc"})
_CLOSE = 4  # tokens


def is_fall(tokens: Sequence[Token], at: int, start: int = 0) -> bool:
    """Return whether the `còn` here says what something fell to, and not what is left to be done; a fall of per cents
    may be one of the task."""
    if tokens[at].key != _STILL or is_counter(tokens, at):
        return False
    number = at + 1
    while number < len(tokens) and tokens[number].key in _ABOUT:  # `giảm còn khoảng 37 hộ`
        number += 1
    if number >= len(tokens) or tokens[number].kind != "number" or is_percent(tokens, number):
        return False
    before = range(max(start, at - _NEAR), at)
    is_from = any(tokens[one].key == _FROM and tokens[one + 1].kind == "number" for one in before)
    is_by = at - start > 1 and any(  # `giảm 13 hộ còn 37 hộ`
        tokens[one].key in _FALLS and tokens[one + 1].kind == "number" for one in range(max(start, at - _CLOSE), at - 1)
    )
    return (
        is_from
        or is_by
        or (at > start and tokens[at - 1].key in _FALLS and not kinds_at(tokens, at - 1) & {"no", "not_yet"})
    )
