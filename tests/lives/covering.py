"""The few offices that have every two keys beside each other which can be."""

from collections.abc import Iterable
from functools import cache
from itertools import combinations

from tests.lives.keys import Pair, optional_keys, pairs, pairs_of_keys
from tests.lives.life import office_of

CANDIDATES = 150
_PARTS = ("", ".day", ".month", ".time", ".when_not_working", ".year", ".after_period", ".before_end",
          ".exceptions")  # fmt: skip
_DATED = frozenset(f"requirements.due{key}" for key in _PARTS)
_ONCE = frozenset({"requirements.period.opens", "requirements.period.due"})
_OFTEN = frozenset({"requirements.period.from", "requirements.period.until", "requirements.due.weekday"})
_WEEKLY_NOT = frozenset(f"requirements.due.{key}" for key in ("day", "month", "year", "exceptions"))


def _apart(one: Iterable[str], other: Iterable[str]) -> set[Pair]:
    return {(min(a, b), max(a, b)) for a in one for b in other}


APART: frozenset[Pair] = frozenset(
    _apart(_ONCE, _DATED | _OFTEN)  # what is asked once has its own due moment
    | _apart(["requirements.due.weekday"], _WEEKLY_NOT)
    | _apart(
        ["requirements.due.after_period"],
        ["requirements.due.month", "requirements.due.day", "requirements.due.weekday"],
    )
    | _apart(["requirements.tasks.all"], ["requirements.tasks.codes", "requirements.tasks.groups"])
    | _apart(
        ["requirements.units.lead", "requirements.units.with"],
        ["requirements.units.classes", "requirements.units.codes"],
    )
)
"""Keys that the loader does not take beside each other in one report."""


def wanted() -> set[Pair]:
    return set(combinations(sorted(optional_keys()), 2)) - APART


@cache
def covering() -> tuple[int, ...]:
    """Seeds of offices which together have all pairs of keys, as few as are found by taking the best one each time."""
    found = {seed: pairs_of_keys(pairs(office_of(seed)[1])) for seed in range(CANDIDATES)}
    left, chosen = wanted(), list[int]()
    while left:
        best = max(found, key=lambda seed: len(found[seed] & left))
        assert found[best] & left, (
            f"keys that are never drawn beside each other: {len(left)}, such as {sorted(left)[:5]}"
        )
        chosen.append(best)
        left -= found[best]
    return tuple(chosen)
