"""Who can come after whom, and what is owed by units that begin and end."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.reports.successions import Succession, flaws, heirs, owes, reached

DAY = date(2026, 7, 1)
_UNITS = st.sampled_from("ABCDEF")
_SIDES = st.lists(_UNITS, min_size=1, max_size=3, unique=True).map(tuple)
_SUCCESSIONS = st.lists(
    st.builds(Succession, st.integers(0, 5).map(lambda n: DAY + timedelta(n)), _SIDES, _SIDES), max_size=6
)


def found(*successions: Succession) -> list[tuple[str, int, tuple[str, ...]]]:
    return [(flaw.what, flaw.number, flaw.units) for flaw in flaws(successions)]


def test_what_cannot_be() -> None:
    merger = Succession(DAY, ("A", "B"), ("C",))
    assert found(merger) == []
    assert found(merger, Succession(DAY, ("A", "D"), ("E",))) == [("twice", 1, ("A",))]
    assert found(merger, Succession(DAY + timedelta(9), ("C",), ("A", "D"))) == [("circle", 1, ("C", "A", "C"))]
    assert found(merger, Succession(DAY, ("C", "D"), ("E",))) == [("early", 1, ("C",))]
    assert found(merger, Succession(DAY + timedelta(1), ("C", "D"), ("E",))) == []


@given(_SUCCESSIONS)
def test_without_flaws_nobody_succeeds_themselves(successions: list[Succession]) -> None:
    sides = all(not set(one.before) & set(one.after) for one in successions)
    steps: dict[str, list[str]] = {}
    for one in successions:
        for old in one.before:
            steps.setdefault(old, []).extend(one.after)
    goes_round = any(unit in reached(next_one, steps) for unit in steps for next_one in steps[unit] if next_one != unit)
    if sides:
        assert goes_round == any(flaw.what == "circle" for flaw in flaws(successions))
    if sides and not list(flaws(successions)):
        assert all(not set(heirs(unit, steps)) & steps.keys() for unit in steps)
        assert all(heirs(unit, steps) for unit in steps)


@given(st.integers(-400, 400), st.integers(-400, 400), st.booleans())
def test_a_period_is_owed_by_the_old_or_the_new_and_never_by_both(start: int, looked: int, old_has_it: bool) -> None:
    begins, from_day = DAY + timedelta(start), DAY + timedelta(max(looked, start))
    today = max(begins, from_day)
    old = owes(begins, looked_from=from_day, today=today, began_on=None, ended_on=DAY, predecessor_owes=False)
    has = old or (old_has_it and begins < DAY)
    new = owes(begins, looked_from=from_day, today=today, began_on=DAY, ended_on=None, predecessor_owes=has)
    assert not (has and new)
    assert has or new or today < DAY, "and once the change has come, by one of them"
    if begins >= DAY:
        assert (old, new) == (False, True)
