"""What is in a cell, as the text that a setup file would have; or what is wrong with it."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from domain.files.number_formats import has_clock, shown
from domain.files.sheet_rows import SheetCell, dated
from domain.messaging.sentences import EMPTY, Filling, Sentence, SentenceError, listing, sentence
from domain.moments.moments_in_text import read_clock, read_instant, read_moment
from domain.text import fold, nfc
from storage.setup.text.yaml_source import LONGEST, too_long
from storage.setup.values.quoting import cut, nearest
from storage.setup.values.quoting import shown as shown_value
from storage.setup.values.said import meant_by
from storage.setup.values.value_types import read_code
from storage.setup.workbook.amounts import Unclear, amount_of
from storage.setup.workbook.layout import Column

_BY_PROGRAM = re.compile(r"([0-9]{3,})\.0")
STRUCK_ROW = Sentence("setup.cell.struck_row")
_SERIALS = range(20_000, 110_000)  # numbers that Excel shows as days from 1954 to 2201


class BadCell(SentenceError):
    """What is there, and what is expected."""


def value_of(cell: SheetCell, column: Column, zone: ZoneInfo, beside: Mapping[str, str]) -> Any:
    """Return a text, or a list of texts; None where the cell is empty. `beside`: what else stands in its row, by
    heading. Raise BadCell."""
    if cell.has_formula:
        raise BadCell(sentence("setup.cell.formula"))
    if cell.is_error:
        raise BadCell(sentence("setup.cell.error", error=cut(str(cell.value))))
    if isinstance(cell.value, str) and len(cell.value) > LONGEST:
        raise BadCell(too_long(cell.value))
    if isinstance(cell.value, str) and not nfc(cell.value).strip():
        return None
    if cell.is_struck:
        raise BadCell(sentence("setup.cell.struck", text=cut(str(cell.value))))
    if column.kind == "number":
        try:
            return amount_of(cell, beside.get("Đơn vị tính", ""), beside.get("Cao nhất", ""))
        except Unclear as unclear:
            raise BadCell(unclear.sentence) from None
    return _READERS[column.kind](cell, column, zone)


def taken_for(cell: SheetCell, column: Column) -> Sentence | None:
    """Return what to say where a person sees a bare number, 46357 or 0,7083, and it was read as a day or a time, or
    only sees the day of a moment that has a time; None otherwise."""
    value = cell.value
    if column.kind == "moment" and isinstance(value, datetime) and not has_clock(cell.format):
        return sentence("setup.cell.only_day_shown", moment=f"{value:%H:%M %d/%m/%Y}")
    if cell.number is None or isinstance(value, datetime | date | time | timedelta):
        return None
    said: Filling
    if column.kind == "time":
        said = _time(cell, column, ZoneInfo("UTC"))
    elif column.kind == "day":
        said = sentence("setup.cell.the_day", day=f"{date.fromisoformat(_day(cell, column, ZoneInfo('UTC'))):%d/%m/%Y}")
    elif column.kind == "moment":
        said = f"{datetime.fromisoformat(_moment(cell, column, ZoneInfo('UTC'))):%H:%M %d/%m/%Y}"
    else:
        return None
    return sentence("setup.cell.taken_for", number=_digits(cell.number), moment=said)


def _digits(number: float) -> str:
    return f"{number:.6g}".replace(".", ",") if isinstance(number, float) else str(number)


def plain(cell: SheetCell) -> str:
    """Return what a person sees of the cell, but for what stands between thousands. Raise BadCell."""
    value = cell.value
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, datetime | date | time | timedelta):
        raise BadCell(sentence("setup.cell.is_a_moment"))
    if cell.number is None:
        return nfc(str(value)).strip()
    seen = shown(cell.number, cell.format)
    if seen is None or not seen.is_exact:
        if seen is None:
            raise BadCell(sentence("setup.cell.strange_format", format=cut(cell.format)))
        raise BadCell(sentence("setup.cell.shown_otherwise", shown=seen.text, kept=str(cell.number)))
    return seen.text


def _text(cell: SheetCell, column: Column, zone: ZoneInfo) -> str:
    return plain(cell)


def _code(cell: SheetCell, column: Column, zone: ZoneInfo) -> str:
    """Return the code in a cell. Raise BadCell for a number that may have lost its last zero: 2.10 becomes 2.1 where
    the cell is no text and no format shows it."""
    if isinstance(cell.number, float) and cell.format in ("General", "@", ""):
        raise BadCell(sentence("setup.cell.code_is_a_number", number=f"{cell.number:g}"))
    text = plain(cell)
    if cell.number is None and (made := _BY_PROGRAM.fullmatch(text)):
        raise BadCell(sentence("setup.cell.code_of_a_program", text=cut(text), meant=made[1]))
    if column.path == ("code",):
        try:
            return str(read_code(text))
        except SentenceError as error:
            raise BadCell(error.sentence) from None
    return text


def _codes(cell: SheetCell, column: Column, zone: ZoneInfo) -> list[str]:
    parts = [part.strip() for part in re.split(r"[,;\n]", _code(cell, column, zone)) if part.strip()]
    return [_chosen(part, column.choices) for part in parts] if column.choices else parts


def _lines(cell: SheetCell, column: Column, zone: ZoneInfo) -> list[str]:
    """Return the parts of a cell, one a line or between `;`. A comma ends none: a name may have commas."""
    return [part.strip() for part in re.split(r"[;\n]", plain(cell)) if part.strip()]


def _choice(cell: SheetCell, column: Column, zone: ZoneInfo) -> str:
    return _chosen(plain(cell), column.choices or {})


def _chosen(text: str, choices: Mapping[str, str]) -> str:
    """Return what was chosen, by the word in the list, or the file's own; with or without diacritics; else as people
    shorten it, where it can be one only: `tháng`, `6 tháng`, `mỗi quý`, `ngày 5`, `thứ 6`. Raise BadCell."""
    known = {fold(word): meant for word, meant in choices.items()} | {meant: meant for meant in choices.values()}
    if (found := known.get(fold(text))) is not None:
        return found
    if (said := meant_by(text, [word for word in choices.values() if not word.isdecimal()])) is not None:
        return said
    shortened = {meant for word, meant in choices.items() if _core(word) == _core(text)}
    if len(shortened) != 1:
        hint = EMPTY if text.isdecimal() else nearest(text, choices)
        raise BadCell(sentence("setup.value.wanted", found=shown_value(text), expected=_all_of(choices), hint=hint))
    return shortened.pop()


_NUMBERS = {"mot": "1", "hai": "2", "ba": "3", "tu": "4", "sau": "6", "bay": "7", "tam": "8", "chin": "9"}
_SPARED = re.compile(r"(?:(?:dinh ky|hang|moi|tung|ngay|thang) )+(?=\S)")


def _core(text: str) -> str:
    """Return the words that tell two choices apart. `năm` is a year, and five only in `thứ Năm`."""
    words = _SPARED.sub("", " ".join(fold(text).split()[:10]), count=1).replace("thu nam", "thu 5")
    return " ".join(_NUMBERS.get(word, word) for word in words.split(" "))


def _all_of(choices: Mapping[str, str]) -> Sentence:
    """Return all choices, `một trong: cuối tháng, …, số từ 1 đến 31`: a cell shows its list only where it is
    pressed."""
    words: list[Filling] = [word for word in choices if not word.isdigit()]
    if numbers := sorted(int(word) for word in choices if word.isdigit()):
        words.append(sentence("setup.wanted.number_within", first=numbers[0], last=numbers[-1]))
    return sentence("setup.wanted.one_of", words=listing(words))


def _day(cell: SheetCell, column: Column, zone: ZoneInfo) -> str:
    value = cell.value
    if isinstance(value, int | float) and not isinstance(value, bool) and int(value) in _SERIALS:
        value = dated(value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    if cell.number is not None:
        raise BadCell(sentence("setup.cell.number_no_day", number=f"{cell.number:g}"))
    return _day_of(nfc(str(value)).strip())


def _day_of(text: str) -> str:
    found = read_moment(text)
    if found is None or found[1] is not None:
        raise BadCell(sentence("setup.cell.no_day", text=cut(text)))
    return found[0].isoformat()


def _time(cell: SheetCell, column: Column, zone: ZoneInfo) -> str:
    """Read a time, `8:30`, `8h30`, `17 giờ` by its first letter; 24:00 is a whole day in Excel. Raise BadCell."""
    if cell.number is not None:
        return _time_of(cell, cell.number)
    said = plain(cell)
    clock = read_clock(said)
    if clock is None:
        raise BadCell(sentence("setup.cell.no_time", text=cut(said)))
    return str(clock)


def _time_of(cell: SheetCell, number: float) -> str:
    """Read a time from a number: 0.5 of a day, shown as a time or bare; a bare 17 is an hour. Raise BadCell."""
    is_bare = not isinstance(cell.value, datetime | time | timedelta)
    if is_bare and isinstance(number, int) and 0 < number <= 24:
        return f"{number:02}:00"
    if (is_bare and not 0 < number < 1) or (isinstance(cell.value, datetime) and not has_clock(cell.format)):
        if isinstance(cell.value, datetime):
            raise BadCell(sentence("setup.cell.day_no_time", day=f"{cell.value:%d/%m/%Y}"))
        raise BadCell(sentence("setup.cell.number_no_time", number=_digits(number)))
    minutes = round(number * 1440)
    if not 0 <= minutes <= 1440:
        minutes %= 1440
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _moment(cell: SheetCell, column: Column, zone: ZoneInfo) -> str:
    """Read a moment: `+90s` counts from the loading; else a day with a time, in the organisation's zone. Raise
    BadCell."""
    value = cell.value
    if isinstance(value, int | float) and not isinstance(value, bool) and int(value) in _SERIALS:
        value = dated(round(value * 1440) / 1440)
    if isinstance(value, datetime):
        if value.time() == time() and not has_clock(cell.format):
            raise BadCell(sentence("setup.cell.moment_without_time", text=f"{value:%d/%m/%Y}"))
        return value.replace(tzinfo=zone).isoformat()
    text = plain(cell)
    if text.startswith("+"):
        return text
    moment = read_instant(text, zone)
    if moment is None:
        only_day = read_moment(text) is not None
        raise BadCell(
            sentence("setup.cell.moment_without_time" if only_day else "setup.cell.no_moment", text=cut(text))
        )
    return moment.isoformat()


def _pairs(cell: SheetCell, column: Column, zone: ZoneInfo) -> list[dict[str, str]]:
    """Read `cao = Cao; thap = Thấp`. Raise BadCell."""
    found = []
    for part in _lines(cell, column, zone):
        code, sign, name = part.partition("=")
        if not sign or not code.strip() or not name.strip():
            raise BadCell(sentence("setup.cell.no_pair", text=cut(part), example="cao = Cao; thap = Thấp"))
        found.append({"code": code.strip(), "name": name.strip()})
    return found


def _days_of_year(cell: SheetCell, column: Column, zone: ZoneInfo) -> list[dict[str, str]]:
    """Read `31/12, 30/6`; Excel makes a date of one that is typed alone. Raise BadCell."""
    if isinstance(cell.value, datetime):
        return [{"month": str(cell.value.month), "day": str(cell.value.day)}]
    found = []
    for part in filter(str.strip, re.split(r"[,;\n]", plain(cell))):
        of_year = read_moment(f"{part.strip()}/{_LEAP_YEAR}")
        if of_year is None or of_year[1] is not None:
            raise BadCell(sentence("setup.cell.no_days_of_year", text=cut(part.strip())))
        found.append({"month": str(of_year[0].month), "day": str(of_year[0].day)})
    return found


def _known(cell: SheetCell, column: Column, zone: ZoneInfo) -> Any:
    """Read codes of the file; those for which the column has words may be written in these. Raise BadCell."""
    words = {fold(word): meant for word, meant in (column.choices or {}).items()}
    parts = [part.strip() for part in re.split(r"[,;\n]", _code(cell, column, zone)) if part.strip()]
    meant = [words.get(fold(part), part) for part in parts]
    return meant if column.path[-1] == "is" else ", ".join(meant)


_LEAP_YEAR = 2028
_READERS = {
    "days_of_year": _days_of_year,
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
