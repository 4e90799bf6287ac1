"""What is left to be done, said in per cent: `còn 40%`."""

from collections.abc import Sequence

from domain.typed.values.quantities import percent_at, percent_offers
from domain.typed.values.result import Answers
from domain.typed.words.phrases import kinds_at, meanings_at
from domain.typed.words.tokens import Token

_REACHED = frozenset({"bay", "gio", "hien", "nay", "duoc", "dat", "moi"})


def left_at(tokens: Sequence[Token], at: int) -> tuple[tuple[Answers, ...], int] | None:
    """Return how far it is, where so much is left and the rest was reached, and how many tokens say it: `còn 40%`,
    `thiếu khoảng 40%`. None for none."""
    if "left" not in kinds_at(tokens, at):
        return None
    end = at + meanings_at(tokens, at)[1]
    while kinds_at(tokens, end) & {"about", "filler", "to"}:
        if tokens[end].key in _REACHED:  # `còn bây giờ được 60%`
            return None
        end += meanings_at(tokens, end)[1]
    found = percent_at(tokens, end)
    if found is None:
        return None
    reached = percent_offers([100 - number for number in found[0] if 0 < number < 100])
    return (*reached, {"status": "in_progress"}), end + found[1] - at
