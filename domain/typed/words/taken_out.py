"""Words that take tasks out of what is said of the others: `trừ 2.7`, `bỏ đường, nhà tạm ra, còn lại xong`."""

from collections.abc import Sequence

from domain.typed.words.phrases import kinds_at, meanings_at
from domain.typed.words.tokens import Token

OUT = "ra"
_TAKES = frozenset({"bo", "loai", "gat", "tach", "chua", "de", "tru"})
_ENDS = frozenset(".;?!\n:")
_SAYS = frozenset({"done", "doing", "now", "not_yet", "label"})
_OF_OTHERS = frozenset({"rest", "all", "whole"})
_OTHER = frozenset({"khac", "kia"})
_LONGEST, _NEAR = 20, 12  # tokens


def taken_out_at(tokens: Sequence[Token], at: int) -> int:
    """Return how many tokens lead to what is taken out; 0 where nothing is. `bỏ` does where `ra` closes it, nothing is
    said between, and the others are spoken of."""
    if "except" in kinds_at(tokens, at):
        return meanings_at(tokens, at)[1]
    if at >= len(tokens) or tokens[at].key not in _TAKES or "not_yet" in kinds_at(tokens, at):
        return 0
    for place in range(at + 2, min(len(tokens), at + _LONGEST)):
        if tokens[place].key == OUT:
            return int(_speaks_of_others(tokens, at, place))
        if tokens[place].key in _ENDS or kinds_at(tokens, place) & _SAYS or tokens[place].key == "%":
            return 0
    return 0


def _speaks_of_others(tokens: Sequence[Token], at: int, out: int) -> bool:
    """Say whether the others are spoken of: `thôi bỏ 3.1 ra` takes back what was said of 3.1."""
    near = (*range(max(0, at - _NEAR), at), *range(out + 1, min(len(tokens), out + _NEAR)))
    return any(kinds_at(tokens, place) & _OF_OTHERS or tokens[place].key in _OTHER for place in near)
