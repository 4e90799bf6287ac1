"""Workbooks as a test reads them: lines by their headings, without the line of totals."""

import re
from collections.abc import Iterator
from typing import Any

from openpyxl.utils import range_boundaries

Line = dict[str, Any]


def table_lines(sheet: Any) -> Iterator[Line]:
    """Each line of the sheet's table, by its headings."""
    [table] = sheet.tables.values()
    _, first, _, last = map(int, range_boundaries(table.ref))  # type: ignore[arg-type]
    heads, *rows = sheet.iter_rows(min_row=first, max_row=last - (table.totalsRowCount or 0), values_only=True)
    for row in rows:
        if any(cell is not None for cell in row):
            yield dict(zip(map(str, heads), row, strict=True))


def totals(sheet: Any) -> Line:
    """What stands below it, by the same headings."""
    [table] = sheet.tables.values()
    assert table.totalsRowCount == 1
    [heads] = sheet.iter_rows(max_row=1, values_only=True)
    last = range_boundaries(table.ref)[3]
    [row] = sheet.iter_rows(min_row=last, max_row=last, values_only=True)
    return dict(zip(map(str, heads), row, strict=True))


def signless(standing: object) -> str:
    """How a report stands, without the sign before it."""
    return str(standing).lstrip("●▲■ ")


OWN_FORMULA = re.compile(r'=(IFERROR\()?SUBTOTAL\(10\d,[A-Z]+\d+(:[A-Z]+\d+)?\)(?(1),""\))')
"""A total: nothing that people typed stands in one."""
