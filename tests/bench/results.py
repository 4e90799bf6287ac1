"""What was measured, beside what was promised."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table. Without a `limit` it is told only for comparison."""

    what: str
    value: float
    unit: str = ""
    limit: float | None = None
    must: Literal["at least", "at most"] = "at most"

    @property
    def holds(self) -> bool:
        if self.limit is None:
            return True
        return self.value >= self.limit if self.must == "at least" else self.value <= self.limit


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """Of measurements in turns: each is compared with the one beside it, and the middle of these counts."""
    return median(mine / other for mine, other in zip(ours, theirs, strict=True))


def table(figures: Iterable[Figure]) -> str:
    return "\n".join(_line(figure) for figure in figures)


def _line(figure: Figure) -> str:
    measured = f"{_number(figure.value)} {figure.unit}".strip()
    if figure.limit is None:
        return f"  {figure.what:<74} {measured:>16}"
    promised = f"{figure.must} {_number(figure.limit)}"
    return f"  {figure.what:<74} {measured:>16}   {promised:<16} {'holds' if figure.holds else 'FAILS'}"


def _number(value: float) -> str:
    if value and abs(value) < 10:
        return f"{value:.2f}"
    return f"{value:,.1f}" if abs(value) < 1000 else f"{value:,.0f}"
