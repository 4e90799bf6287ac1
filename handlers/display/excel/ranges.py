"""Excel tables over lines that were written, and what their columns come to."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count
from typing import Any

from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import Worksheet

from domain.text import fold
from handlers.display.excel.columns import Kind, Row, SheetColumn, Total
from handlers.display.excel.raw_cells import of_one

SUBTOTAL: Mapping[Total, int] = {"average": 101, "count": 103, "max": 104, "sum": 109}
"""What each is in SUBTOTAL, of the lines that a filter shows."""
LONGEST_HEADING = 240  # of a table, with room to tell it apart
_CODED = re.compile("_x(?=[0-9A-Fa-f]{4}_)")  # a sign as XML cannot have it


class RunningTotal:
    """What a column comes to, as far as it was written."""

    def __init__(self, way: Total, kind: Kind) -> None:
        self.way, self._kind, self._count, self._sum, self._most = way, kind, 0, 0.0, 0.0

    def take(self, value: Any) -> None:
        if value is None:
            return
        self._count += 1
        if self.way != "count":
            self._sum += value
            self._most = value if self._count == 1 else max(self._most, value)

    @property
    def value(self) -> float | str:
        """Return it as it is kept beside the formula; of nothing there is no mean and no highest."""
        if self.way == "count":
            return self._count
        if not self._count and self.way != "sum":
            return ""
        found = {"sum": self._sum, "max": self._most, "average": self._sum / max(self._count, 1)}[self.way]
        if self._kind == "percent":
            return of_one(found)
        return int(found) if found == int(found) else found

    def formula(self, column: int, last: int) -> str:
        """Return it over the lines that are shown. Columns are named by their letters: of what people typed nothing is
        in a formula."""
        said = f"SUBTOTAL({SUBTOTAL[self.way]},{xl_range(1, column, last, column)})"
        return f'=IFERROR({said},"")' if self.way == "average" else f"={said}"


def watched(rows: Iterable[Row], totals: Mapping[int, RunningTotal]) -> Iterator[Row]:
    taken = [(at, total.take) for at, total in totals.items()]
    for row in rows:
        for at, take in taken:
            take(row[at])
        yield row


def told_apart(columns: Sequence[SheetColumn[Any]]) -> list[SheetColumn[Any]]:
    """Return the columns with headings that a table may have: in one line, not too long, and no two alike, whatever
    people called their fields. Excel offers to repair a file where they are not."""
    seen, found = set[str](), []
    for column in columns:
        plain = _CODED.sub("_ x", "".join(sign if sign.isprintable() else " " for sign in column.heading))
        heading = wanted = " ".join(plain.split())[:LONGEST_HEADING] or "–"
        numbers = count(2)
        while heading.casefold() in seen:
            heading = f"{wanted} ({next(numbers)})"
        seen.add(heading.casefold())
        found.append(column if heading == column.heading else replace(column, heading=heading))
    return found


def as_table(
    sheet: Worksheet,
    name: str,
    columns: Sequence[SheetColumn[Any]],
    last: int,
    totals: Mapping[int, RunningTotal],
    label: str,
) -> None:
    """Make an Excel table of what was written. XlsxWriter does that only while it keeps all cells; what it would keep
    of the table goes to where it keeps it, and test_tables.py compares the two."""
    ends = len(columns) - 1
    described = [
        {
            "id": at + 1,
            "name": column.heading,
            "total_string": label if at == label_at(totals) else "",
            "total_function": "custom" if at in totals else "",
            "custom_total": totals[at].formula(at, last).removeprefix("=") if at in totals else "",
            "formula": "",
            "format": None,
        }
        for at, column in enumerate(columns)
    ]
    sheet.tables.append(
        {
            "name": table_name(name),
            "range": xl_range(0, 0, last + bool(totals), ends),
            "autofilter": xl_range(0, 0, last, ends),
            "columns": described,
            "header_row_count": True,
            "totals_row_shown": bool(totals),
            "style": "",
            "show_first_col": False,
            "show_last_col": False,
            "show_row_stripes": False,
            "show_col_stripes": False,
        }
    )


def label_at(totals: Mapping[int, RunningTotal]) -> int:
    """Return which column names the line of totals: the one before them."""
    return min(totals, default=0) - 1


def table_name(sheet: str) -> str:
    """Return by what formulas and pivots name the table of a sheet: `Du_lieu_goc`."""
    name = "_".join(re.findall("[0-9a-z]+", fold(sheet)))
    return name.capitalize() if name[:1].isalpha() else f"_{name}"
