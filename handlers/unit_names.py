"""Which unit somebody means who typed a part of its name, or its code."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from domain.text import fold


class Named(Protocol):
    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...


N = TypeVar("N", bound=Named)


def matching(units: Iterable[N], typed: str) -> list[N]:
    """The unit of that code or whole name, else all whose name has the words typed; marks and case aside."""
    wanted = fold(typed)
    if not wanted:
        return []
    units = list(units)
    exact = [unit for unit in units if wanted in (fold(unit.code), fold(unit.name))]
    return exact or [unit for unit in units if wanted in fold(unit.name)]
