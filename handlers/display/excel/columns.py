"""What a column of a sheet shows of what the sheet lists."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, Literal, TypeVar

Kind = Literal["text", "number", "decimal", "share", "percent", "moment", "date", "due"]
Total = Literal["sum", "count", "average", "max"]
Cell = str | int | float | datetime | date | None
Row = Sequence[Cell]
Item = TypeVar("Item", contravariant=True)
Listed = TypeVar("Listed")


@dataclass(frozen=True, slots=True)
class SheetColumn(Generic[Item]):
    """`value`: what stands in it for one of the things that the sheet lists; None where rows are given whole. `total`:
    what stands under it; `signed`: its texts may begin with one of `SIGNS`."""

    heading: str
    width: float  # in characters
    kind: Kind = "text"
    value: Callable[[Item], Cell] | None = None
    total: Total | None = None
    signed: bool = False


def lines(columns: Sequence[SheetColumn[Listed]], listed: Iterable[Listed]) -> Iterable[Row]:
    """Return a row of values for each of what is listed."""
    values = [column.value for column in columns if column.value is not None]
    assert len(values) == len(columns), "a column without a value"
    return ([value(one) for value in values] for one in listed)
