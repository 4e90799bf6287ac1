"""What looks odd about an answer, and is said without standing in anybody's way."""

from collections.abc import Iterable, Mapping
from typing import Any

from domain.forms.fields import Field
from domain.forms.form import Answers, Status, progress
from domain.text import fold

ODD_RATIO = 100
"""So many times more, or less, than last time: a unit of money was probably mistaken."""


def oddities(answers: Answers, before: Answers | None) -> list[str]:
    """Return those that hold of "backwards" (less done than last time), "no_result" (done, and no word about it) and
    "figure" (a figure out of all proportion to last time's)."""
    found = []
    now, then = progress(answers), progress(before or {})
    if now is not None and then is not None and now < then:
        found.append("backwards")
    if answers.get("status") == Status.DONE and not (answers.get("result") or answers.get("figures")):
        found.append("no_result")
    if any(_is_odd(figure, (before or {}).get("figures", ())) for figure in answers.get("figures", ())):
        found.append("figure")
    return found


def own_oddities(own: Iterable[Field], answers: Answers, before: Answers) -> list[tuple[Field, str]]:
    """Return the oddities of the requirement's own numbers: "over" the target where that is not foreseen, "ratio" (out
    of all proportion to last time's) and "backwards" (less than last time, of what only adds up)."""
    found = []
    for field in own:
        now, then = answers.get(field.code), before.get(field.code)
        if field.kind != "number" or now is None:
            continue
        if field.target is not None and not field.may_exceed and now > field.target:
            found.append((field, "over"))
        if then and now and not 1 / ODD_RATIO < now / then < ODD_RATIO:
            found.append((field, "ratio"))
        elif then is not None and field.over_units == "last" and now < then:
            found.append((field, "backwards"))
    return found


def _is_odd(figure: Mapping[str, Any], earlier: Any) -> bool:
    """Compare with the figure of the same name and unit."""
    same = [one for one in earlier if _name(one) == _name(figure) and one["n"] and figure["n"]]
    return any(not 1 / ODD_RATIO < figure["n"] / one["n"] < ODD_RATIO for one in same)


def _name(figure: Mapping[str, Any]) -> tuple[str, str]:
    return fold(figure["what"]), fold(figure["unit"])
