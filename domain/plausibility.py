"""What looks odd about an answer, and is said without standing in anybody's way."""

from collections.abc import Mapping
from typing import Any

from domain.form import Answers, Status, progress
from domain.text import fold

ODD_RATIO = 100
"""So many times more, or less, than last time: a unit of money was probably mistaken."""


def oddities(answers: Answers, before: Answers | None) -> list[str]:
    """Of "backwards" (less done than last time), "no_result" (done, and no word about it) and "figure" (a figure out of
    all proportion to last time's), those that hold."""
    found = []
    now, then = progress(answers), progress(before or {})
    if now is not None and then is not None and now < then:
        found.append("backwards")
    if answers.get("status") == Status.DONE and not (answers.get("result") or answers.get("figures")):
        found.append("no_result")
    if any(_is_odd(figure, (before or {}).get("figures", ())) for figure in answers.get("figures", ())):
        found.append("figure")
    return found


def _is_odd(figure: Mapping[str, Any], earlier: Any) -> bool:
    """Compared with the figure of the same name and unit."""
    same = [one for one in earlier if _name(one) == _name(figure) and one["n"] and figure["n"]]
    return any(not 1 / ODD_RATIO < figure["n"] / one["n"] < ODD_RATIO for one in same)


def _name(figure: Mapping[str, Any]) -> tuple[str, str]:
    return fold(figure["what"]), fold(figure["unit"])
