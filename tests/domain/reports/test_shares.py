"""The one rounding: nothing is 100 that is not all, nor 0 that is not none."""

from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.collation.shares import apart, mean_like, mean_of, per_cent, share
from tests.each import each

PER_CENTS = st.lists(st.integers(0, 10_000).map(lambda one: one / 100) | st.integers(0, 100), min_size=1, max_size=60)


@each(
    ("part", "whole", "shown"),
    [(0, 0, None), (1, 4, 25), (2, 3, 66.7), (29, 40, 72.5), (199, 200, 99.5), (2999, 3000, 99.9), (1, 3000, 0.1),
     (3000, 3000, 100), (0, 3000, 0), (1, 10**12, 0.1), (289, 400, 72.3), (5, 4, 125)],
)  # fmt: skip
def test_a_share_of_units(part: int, whole: int, shown: float | None) -> None:
    assert share(part, whole) == shown


@given(st.integers(0, 5000), st.integers(1, 5000))
def test_all_and_none_are_the_only_ones_called_so(part: int, whole: int) -> None:
    shown = share(min(part, whole), whole)
    assert shown is not None
    exact = Fraction(100 * min(part, whole), whole)
    assert (shown == 100) == (exact == 100)
    assert (shown == 0) == (exact == 0)
    assert abs(Fraction(str(shown)) - exact) <= Fraction(1, 10)
    assert round(shown, 1) == shown


@given(PER_CENTS)
def test_a_mean_is_of_all_or_between(values: list[float]) -> None:
    mean = mean_of(values)
    assert mean is not None
    assert round(mean, 1) == mean
    assert 0 <= mean <= 100
    assert (mean == 100) == all(value == 100 for value in values)
    assert (mean == 0) == all(value == 0 for value in values)
    assert mean == mean_of(values[::-1])


@given(PER_CENTS, PER_CENTS)
def test_what_lies_between_is_what_a_reader_reckons(now: list[float], before: list[float]) -> None:
    shown = mean_of(now), mean_of(before)
    assert shown[0] is not None
    assert shown[1] is not None
    assert f"{apart(shown[0], shown[1]):.1f}" == f"{shown[0] - shown[1] + 0.0:.1f}".replace("-0.0", "0.0")


@pytest.mark.parametrize(
    ("values", "mean"),
    [([99, 100], 99.5), ([100] * 2999 + [99], 99.9), ([75, 76, 76.14615385], 75.71538462), ([1, 2], 1.5),
     ([1.25, 1.3], 1.28), ([0.1, 0.2, 0.3], 0.2)],
)  # fmt: skip
def test_a_mean_of_what_was_typed_has_its_decimals(values: Sequence[float], mean: float) -> None:
    assert mean_like(values) == pytest.approx(mean, abs=1e-6)
    assert len(f"{mean_like(values)!r}".partition(".")[2]) <= 6


def test_dust_of_floats_is_none() -> None:
    assert per_cent(100.00000000000001) == 100
    assert per_cent(0.1 + 0.2) == 0.3
    assert (per_cent(99.96), per_cent(100.04), per_cent(0.04)) == (99.9, 100.1, 0.1)
    assert mean_of([]) is None
