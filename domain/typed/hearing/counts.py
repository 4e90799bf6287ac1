"""How many tasks are named, before their codes: `ba cái 2.7, 2.8, 2.9 xong`. It says nothing that the codes do not."""

from collections.abc import Collection, Sequence

from domain.typed.hearing.said_numbers import number_at
from domain.typed.words.phrases import kinds_at, meanings_at
from domain.typed.words.tokens import Token

_BETWEEN = frozenset({",", "va", "voi", "&", "+", ";", "lan", "cung"})
_FEWEST, _MOST = 2, 10


def without_counts(tokens: Sequence[Token], codes: Collection[str]) -> list[Token]:
    """Return the tokens without such counts; `codes`: of the tasks, folded. A count stays where there are not as many
    codes (`hai cái 2.7, 2.8, 2.9`)."""
    return [token for at, token in enumerate(tokens) if not _counts(tokens, at, codes)]


def _counts(tokens: Sequence[Token], at: int, codes: Collection[str]) -> bool:
    number = number_at(tokens, at)
    if number is None or number.length != 1 or not _FEWEST <= number.value <= _MOST:
        return False
    if "task" not in kinds_at(tokens, at + 1):
        return False
    return _codes_from(tokens, at + 1 + meanings_at(tokens, at + 1)[1], codes) == number.value


def _codes_from(tokens: Sequence[Token], at: int, codes: Collection[str]) -> int:
    found = 0
    while at < len(tokens) and (tokens[at].key in codes or tokens[at].key in _BETWEEN):
        found += tokens[at].key in codes
        at += 1
    return found
