"""Shares and means as they are shown: the one rounding of the program, to one decimal, half away from zero.

Nothing is called 100 that is not all, nor 0 that is not none: 2,999 of 3,000 is 99.9. Whoever compares two of them
compares what is shown.
"""

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal

_DUST = 9  # decimals; what is beyond them comes of adding floats
_ALL = Decimal(100)
_LONGEST = 6  # decimals of a number that somebody typed


def share(part: int, whole: int) -> float | None:
    """Return a rate in per cent, as it is shown; None of nothing."""
    return None if not whole else _shown(Decimal(100 * part) / Decimal(whole), 1)


def per_cent(value: float) -> float:
    """Return a share or a mean of per cents, as it is shown."""
    return _shown(_exact(value), 1)


def mean_of(values: Sequence[float]) -> float | None:
    """Return the mean of per cents, as it is shown; None of nothing."""
    return None if not values else _shown(sum(map(_exact, values), Decimal(0)) / len(values), 1)


def mean_like(values: Sequence[float]) -> float:
    """Return the mean of numbers that somebody typed, with the decimals of the longest of them, but one at least."""
    exact = [_exact(value) for value in values]
    return _shown(sum(exact, Decimal(0)) / len(exact), max(1, _decimals(exact)))


def apart(now: float, before: float) -> float:
    """Return by how much what is shown now is more than what was shown before; less than zero where it is less."""
    return float(_exact(now) - _exact(before))


def _shown(exact: Decimal, decimals: int) -> float:
    step = Decimal(1).scaleb(-decimals)
    exact = exact.quantize(Decimal(1).scaleb(-_DUST - decimals), ROUND_HALF_UP)
    rounded = exact.quantize(step, ROUND_HALF_UP)
    if rounded != exact and rounded in (0, _ALL):
        rounded += step if exact > rounded else -step
    return int(rounded) if rounded == rounded.to_integral_value() else float(rounded)


def _exact(value: float) -> Decimal:
    return Decimal(repr(round(value, _DUST)))


def _decimals(values: Iterable[Decimal]) -> int:
    exponents = (value.normalize().as_tuple().exponent for value in values)
    return min(_LONGEST, max((-one for one in exponents if isinstance(one, int)), default=0))
