"""How many tasks are named, before their codes: `ba cái 2.7, 2.8, 2.9 xong`. It says nothing that the codes do not."""

from collections.abc import Collection, Sequence

from domain.text import word_keys
from domain.typed.words.phrases import kinds_at, meanings_at
from domain.typed.words.tokens import Token

_COUNTS = {
    word_keys(word): number
    for number, word in enumerate(("hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"), 2)
}
_BETWEEN = frozenset({",", "va", "voi", "&", "+", ";", "lan", "cung"})
_FEWEST = 2


def without_counts(tokens: Sequence[Token], codes: Collection[str]) -> list[Token]:
    """The tokens but for such counts; `codes`: of the tasks, folded. A count stays where there are not as many codes
    (`hai cái 2.7, 2.8, 2.9`)."""
    return [token for at, token in enumerate(tokens) if not _counts(tokens, at, codes)]


def _counts(tokens: Sequence[Token], at: int, codes: Collection[str]) -> bool:
    number = _number(tokens[at])
    if number < _FEWEST or at + 1 >= len(tokens) or "task" not in kinds_at(tokens, at + 1):
        return False
    return _codes_from(tokens, at + 1 + meanings_at(tokens, at + 1)[1], codes) == number


def _number(token: Token) -> int:
    if token.kind == "number":
        return int(token.key) if token.key.isascii() and token.key.isdecimal() and len(token.key) == 1 else 0
    return next((number for (key, marked), number in _COUNTS.items() if _is(token, key, marked)), 0)


def _is(token: Token, key: str, marked: str) -> bool:
    return token.key == key and token.marked in ("", marked)


def _codes_from(tokens: Sequence[Token], at: int, codes: Collection[str]) -> int:
    found = 0
    while at < len(tokens) and (tokens[at].key in codes or tokens[at].key in _BETWEEN):
        found += tokens[at].key in codes
        at += 1
    return found
