"""What is in a cell, as the text that a setup file would have; or what is wrong with it."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from openpyxl.utils.datetime import from_excel

from domain.text import fold, nfc
from domain.typed.figures import readings
from storage.setup.fields import cut, nearest
from storage.setup.workbook.layout import Column

_DAY = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")
_CLOCK = re.compile(r"(\d{1,2})\s*(?:[:hg.]\s*(\d{2})|[hg])(?:[:']\d{2})?", re.IGNORECASE)
_SERIALS = range(20_000, 110_000)  # numbers that Excel shows as days from 1954 to 2201


class BadCell(ValueError):
    """In Vietnamese: what is there, and what is expected."""


def value_of(cell: Any, column: Column, zone: ZoneInfo) -> Any:
    """Text, or a list of texts; None where the cell is empty. `cell` is openpyxl's. Raises BadCell."""
    if cell.value is None or (isinstance(cell.value, str) and not nfc(cell.value).strip()):
        return None
    if cell.data_type == "f":
        raise BadCell("ô có công thức; hãy dán lại thành giá trị")
    if cell.data_type == "e":
        raise BadCell(f"ô báo lỗi {cut(str(cell.value))}; hãy điền lại")
    return _READERS[column.kind](cell.value, column, zone)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime | date | time):
        raise BadCell("ô đang là ngày giờ; hãy đổi định dạng ô thành Văn bản (Text) rồi gõ lại")
    return nfc(str(value)).strip()


def _text(value: Any, column: Column, zone: ZoneInfo) -> str:
    return _plain(value)


def _code(value: Any, column: Column, zone: ZoneInfo) -> str:
    """A number may have lost its last zero: 2.10 becomes 2.1 where the cell is no text."""
    if isinstance(value, float) and not value.is_integer():
        raise BadCell(f"ô đang là số {value:g}; hãy đổi ô thành Văn bản (Text) rồi gõ lại: 2.10 khác 2.1")
    return _plain(value)


def _codes(value: Any, column: Column, zone: ZoneInfo) -> list[str]:
    parts = [part.strip() for part in re.split(r"[,;\n]", _code(value, column, zone)) if part.strip()]
    return [_chosen(part, column.choices) for part in parts] if column.choices else parts


def _lines(value: Any, column: Column, zone: ZoneInfo) -> list[str]:
    """A name may have commas."""
    return [part.strip() for part in re.split(r"[;\n]", _plain(value)) if part.strip()]


def _choice(value: Any, column: Column, zone: ZoneInfo) -> str:
    return _chosen(_plain(value), column.choices or {})


def _chosen(text: str, choices: Mapping[str, str]) -> str:
    """By the word in the list, or the file's own; with or without diacritics."""
    known = {fold(word): meant for word, meant in choices.items()} | {meant: meant for meant in choices.values()}
    found = known.get(fold(text))
    if found is None:
        listed = ", ".join(choices) if len(choices) <= 8 else "một mục trong danh sách của ô"
        raise BadCell(f"{cut(text)} không dùng được; cần {listed}{nearest(text, choices)}")
    return found


def _day(value: Any, column: Column, zone: ZoneInfo) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float) and int(value) in _SERIALS:
        return _day(from_excel(value), column, zone)
    text = _plain(value)
    found = _DAY.fullmatch(text)
    try:
        return date(int(found[3]), int(found[2]), int(found[1])).isoformat() if found else _iso(text)
    except ValueError:
        raise BadCell(f"{cut(text)} không phải là ngày có thật dạng 15/06/2026") from None


def _iso(text: str) -> str:
    return date.fromisoformat(text).isoformat()


def _time(value: Any, column: Column, zone: ZoneInfo) -> str:
    """`8:30`, `8h30`, `17 giờ` by its first letter; 24:00 is a day in Excel."""
    if isinstance(value, datetime):
        value = value.time()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60:02}:{minutes % 60:02}"
    if isinstance(value, float) and 0 <= value <= 1:
        return _time(timedelta(days=value), column, zone)
    text = _plain(value).replace(" giờ", "h").replace(" phút", "")
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        raise BadCell(f"{cut(text)} không phải là giờ dạng 08:30")
    return f"{int(found[1]):02}:{found[2] or '00'}"


def _moment(value: Any, column: Column, zone: ZoneInfo) -> str:
    """`+90s` counts from the loading; else a day with a time, in the organisation's zone."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=zone).isoformat()
    if isinstance(value, date):
        raise BadCell("thiếu giờ; cần dạng 17:00 15/06/2026")
    text = _plain(value)
    if text.startswith("+"):
        return text
    parts = text.split()
    if len(parts) == 2:
        clock, day = parts if ":" in parts[0] or "h" in parts[0].lower() else parts[::-1]
        moment = f"{_day(day, column, zone)}T{_time(clock, column, zone)}"
        return datetime.fromisoformat(moment).replace(tzinfo=zone).isoformat()
    try:
        return datetime.fromisoformat(text).isoformat()
    except ValueError:
        raise BadCell(f"{cut(text)} không dùng được; cần dạng 17:00 15/06/2026") from None


def _number(value: Any, column: Column, zone: ZoneInfo) -> str:
    """As a file has it. A text is read as it is written here: 1.250 is one thousand two hundred and fifty."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        text = _plain(value)
        found = readings(text.removeprefix("-")) if set(text.removeprefix("-")) <= set("0123456789.,") else []
        if len(found) != 1:
            raise BadCell(f"{cut(text)} không phải là số; cần dạng 1250 hoặc 12,5")
        value = float(found[0]) * (-1 if text.startswith("-") else 1)
    return str(int(value)) if value == int(value) else f"{value:.6f}".rstrip("0")


def _pairs(value: Any, column: Column, zone: ZoneInfo) -> list[dict[str, str]]:
    """`cao = Cao; thap = Thấp`"""
    found = []
    for part in _lines(value, column, zone):
        code, sign, name = part.partition("=")
        if not sign or not code.strip() or not name.strip():
            raise BadCell(f"{cut(part)} không dùng được; cần dạng: cao = Cao; thap = Thấp")
        found.append({"code": code.strip(), "name": name.strip()})
    return found


def _known(value: Any, column: Column, zone: ZoneInfo) -> Any:
    """Codes of the file; those for which the column has words may be written in these."""
    words = {fold(word): meant for word, meant in (column.choices or {}).items()}
    parts = [part.strip() for part in re.split(r"[,;\n]", _code(value, column, zone)) if part.strip()]
    meant = [words.get(fold(part), part) for part in parts]
    return meant if column.path[-1] == "is" else ", ".join(meant)


_READERS = {
    "number": _number,
    "pairs": _pairs,
    "known": _known,
    "code": _code,
    "text": _text,
    "day": _day,
    "time": _time,
    "moment": _moment,
    "choice": _choice,
    "codes": _codes,
    "lines": _lines,
}
