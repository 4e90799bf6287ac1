"""Rows pasted from Word or Excel, as lines about tasks: `1 | 2.7 | Lập quỹ | Hoàn thành | đã mở 5 lớp`.

Chats bring cells apart by tabs; `with_bars` makes them bars, as people draw them themselves. Only rows that have a cell
with nothing but a code are read as such; what stands above them says what each column is for.
"""

import re
from collections.abc import Collection, Mapping, Sequence

from domain.text import fold
from domain.typed.copied.outline import LABELS, as_text
from domain.typed.hearing import heard
from domain.typed.naming.titles import Titles
from domain.typed.words.clause_starts import only_stands

_COLUMNS: Sequence[tuple[str, Sequence[str]]] = (  # the first that a heading begins with
    ("result", ("ket qua", "kq", "noi dung thuc hien", "result")),
    ("obstacle", ("kho khan", "vuong mac", "ton tai", "han che", "vuong", "nguyen nhan", "ly do", "issue", "issues",
                  "blocker", "blockers", "risk", "risks")),
    ("recommendation", ("kien nghi", "de xuat", "de nghi")),
    ("share", ("%", "ty le", "ti le", "phan tram")),
    ("standing", ("tien do", "tinh trang", "trang thai", "muc do", "status", "ngay hoan thanh", "hoan thanh")),
    ("planned", ("ke hoach", "kh", "chi tieu giao", "duoc giao", "so giao", "giao", "plan", "target")),
    ("achieved", ("thuc hien", "th", "da thuc hien", "dat", "dat duoc", "so thuc hien", "ket qua dat", "actual")),
    ("anything", ("ghi chu", "note", "notes", "remark", "remarks", "danh gia", "nhan xet")),
    ("left_out", ("stt", "tt", "so tt", "ma", "nhiem vu", "noi dung", "ten", "cong viec", "chi tieu", "don vi",
                  "dau viec", "phu trach", "nguoi", "thoi han", "han", "thoi gian", "chu tri", "phoi hop",
                  "task")),
)  # fmt: skip
_COUNTED: Mapping[str, str] = {"planned": "kế hoạch", "achieved": "thực hiện"}
_AMOUNT = re.compile(r"[0-9][0-9.,]*(?: [^\W\d]+)?")
_LEAD = re.compile(r"^(?:nhiem vu|nv|muc|so|task)[ .:]*")
_NOTHING = frozenset({"", "-", "–", "—", "/", "x", "..."})
_NUMBER = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{1,2})?")


def with_bars(text: str) -> str:
    """Return the text with cells apart by bars where they were by tabs."""
    return text.replace("\t", " | ")


def as_lines(text: str, codes: Collection[str], titles: Titles) -> str:
    """Return the text with each row of a table as lines about its task; unchanged where there are no such rows."""
    if "|" not in text:
        return text
    known = {fold(code): code for code in codes}
    lines = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in text.split("\n")]
    if not any(_code_of(cells, known, titles) for cells in lines) and not any(
        _columns(one, known) for one in lines[:1]
    ):
        return text
    if _is_turned(lines, known):
        return "\n".join(f"{lines[0][at]}: {' – '.join(row[at] for row in lines[1:])}" for at in range(len(lines[0])))
    columns: list[str] = []
    found: list[str] = []
    for cells, line in zip(lines, text.split("\n"), strict=True):
        row = _code_of(cells, known, titles, columns)
        if (row is None or _column(cells[row[0]])) and (named := _columns(cells, known)) is not None:
            columns = named
        elif row is not None:
            found += _row(_in_columns(cells, columns), row[0], row[1], columns)
        elif not set(line) <= set("|-: +="):
            found.append(line)
    return "\n".join(found)


def _is_turned(lines: Sequence[Sequence[str]], known: Mapping[str, str]) -> bool:
    """Say whether this is a row of codes with how each task stands below its code."""
    is_even = len(lines) > 1 and len({len(row) for row in lines}) == 1 and len(lines[0]) > 1
    return is_even and all(fold(_LEAD.sub("", fold(cell))) in known for cell in lines[0])


def of_one_task(text: str, code: str, titles: Titles) -> str:
    """Read rows of a report on one task: what each says is part of its result, but for those that begin with a
    label."""
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in text.split("\n")]
    tables = [one for one in rows if len(one) > 1]
    named = sum(_code_of(one, {fold(code): code}, titles) is not None for one in tables[1:])
    if len(tables) < _FEWEST_ROWS or named == 1 or any(one[0].rstrip(".)") == code for one in tables):
        return as_lines(text, [code], titles)
    found, parts = list[str](), list[str]()
    for cells, line in zip(rows, text.split("\n"), strict=True):
        kinds = ["" if any(map(str.isdigit, cell)) else _column(cell) for cell in cells]
        if len(cells) < 2 or not any(cells):
            found.append(line)
        elif len(cells) == 2 and kinds[0] in _SAID and kinds[1] not in _SAID:
            found.append(f"{cells[0]}: {cells[1]}")
        elif not all(kinds) and not set(line) <= set("|-: +="):
            parts.append(" – ".join(cell for cell in cells if cell))
    found += [f"Kết quả: {', '.join(parts)}"] if parts else []
    return "\n".join([f"{code}: {found[0]}", *found[1:]]) if found else text


_FEWEST_ROWS = 2
_SAID = frozenset({*LABELS, "standing", "share"})


def without_empty_rows(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the lines without the rows of a table in which nothing was filled in, and those rows; none are taken out
    where there is nothing else."""
    empty = [line for line in lines if _EMPTY.fullmatch(line)]
    return [line for line in lines if line not in empty], empty


_EMPTY = re.compile(r"[^\s:]{1,20}: ")


def _columns(cells: Sequence[str], known: Mapping[str, str]) -> list[str] | None:
    """Return what each column is for, where these cells are headings; None otherwise."""
    if len(cells) < 2 or any(_code(cell) in known for cell in cells):
        return None
    named, ticked = [_column(cell) for cell in cells], [_ticked(cell) for cell in cells]
    if sum(map(bool, ticked)) > 1:
        named = [one or kind for one, kind in zip(ticked, named, strict=True)]
    return named if sum(map(bool, named)) * 2 >= len(cells) else None


def _code_of(
    cells: Sequence[str], known: Mapping[str, str], titles: Titles, columns: Sequence[str] = ()
) -> tuple[int, str] | None:
    """Return which cell is a task's code or title, and the code; None for none. A number of the row before it is none;
    in the column of the tasks any words of one title will do."""
    if len(cells) < 2:
        return None
    found = [(at, known[key]) for at, cell in enumerate(cells) if (key := _code(cell)) in known]
    if len(found) > 1 and found[0][1].isdecimal():  # `2 | 2.7`, where a task 2 is there too
        return found[1]
    if found:
        return found[0]
    kinds = [*columns, *[""] * len(cells)]
    titled = (
        (at, titles.of_all(tokens) or (titles.of_any(tokens) if kinds[at] == "left_out" else None))
        for at, cell in enumerate(cells)
        if (tokens := heard(cell, kept=titles.abbreviations)) and not cell.isdecimal()
    )
    return next(((at, code) for at, code in titled if code is not None), None)


def _code(cell: str) -> str:
    """Return the code in a cell like `Nhiệm vụ 2.7.`."""
    return _LEAD.sub("", fold(cell)).rstrip(" .):")


def _ticked(heading: str) -> str:
    """Return a heading like `Đã xong` as that of a column of a table in which one of several is ticked; "" for any
    other."""
    return f"{_TICKED}{heading}" if not any(map(str.isdigit, heading)) and _only_stands(heading) else ""


_TICKED = "="
_TICKS = frozenset("xXvV✓✔✅☑√")


def _in_columns(cells: Sequence[str], columns: Sequence[str]) -> list[str]:
    """Return the cells, with the heading of its column in the place of a tick."""
    kinds = [*columns, *[""] * len(cells)]
    return [
        kind[1:] if kind[:1] == _TICKED and cell in _TICKS else cell for cell, kind in zip(cells, kinds, strict=False)
    ]


_DAY = re.compile(r"[ ,(]{1,3}(?:từ |vào )?(?:ngày |hôm )?\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?\)?\.?$", re.IGNORECASE)


def _only_stands(cell: str) -> bool:
    """Say whether the cell says nothing but how a task stands: `Đã xong`, `Hoàn thành ngày 20/11/2026`."""
    parts = [heard(part) for part in re.split(r"[;,](?!\d)", _DAY.sub("", cell)) if part.strip()]
    return bool(parts) and all(only_stands(tokens, 0, len(tokens)) for tokens in parts)


def _column(heading: str) -> str:
    key = fold(heading).strip(" .:*")
    return next((kind for kind, names in _COLUMNS if any(_begins(key, name) for name in names)), "")


def _begins(key: str, name: str) -> bool:
    return key == name or key.startswith(f"{name} ") or (name == "%" and "%" in key)


def _row(cells: Sequence[str], at: int, code: str, columns: Sequence[str]) -> list[str]:
    kinds = [columns[one] if one < len(columns) else "" for one in range(len(cells))]
    standing: list[str] = []
    texts: list[str] = []
    counted: list[str] = []
    for one, (cell, kind) in enumerate(zip(cells, kinds, strict=True)):
        is_row_number = one < at and cell.rstrip(".)").isdecimal()
        if one == at or kind == "left_out" or is_row_number or cell in _NOTHING:
            continue
        if kind in _COUNTED and _AMOUNT.fullmatch(cell):
            counted.append(f"{_COUNTED[kind]} {cell}")
        elif kind in LABELS and not (kind == "result" and _only_stands(cell)):
            texts.append(as_text(kind, cell))
        else:
            standing.append(f"{cell}%" if kind == "share" and _NUMBER.fullmatch(cell) else cell)
    counted = [f"Kết quả: {', '.join(counted)}"] if counted else []
    said = [*counted, *texts]
    if said and not standing:  # a row that says nothing else is not empty
        return [f"{code}: {said[0]}", *said[1:]]
    return [f"{code}: {'; '.join(standing)}", *said]
