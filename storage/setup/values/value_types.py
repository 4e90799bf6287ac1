"""Kinds of values in a setup file. All are read from text, so that nothing depends on what YAML takes it for.

Each is a type for pydantic whose errors say in Vietnamese what was found and what is expected.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any
from zoneinfo import ZoneInfo, available_timezones

from pydantic import PlainValidator

from domain.calendar.durations import parse_duration
from domain.calendar.periods import PeriodType
from domain.finding import lookalikes
from domain.forms.own_fields import KINDS, OVER_UNITS
from domain.messaging.email_addresses import mailbox, mailboxes_in
from domain.reports.successions import ChangeKind
from domain.rights import REMINDED_ROLES, Role
from domain.text import fold
from storage.setup.text.yaml_source import Bare
from storage.setup.values import moments
from storage.setup.values.mailbox_cell import instead_of_mailbox
from storage.setup.values.person_cell import instead_of_several, people_in
from storage.setup.values.quoting import cut, nearest, shown
from storage.setup.values.said import meant_by

_CODE = re.compile(r"\w(?:[\w.\-]{0,58}\w)?")
_THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2}[.,][0-9]{3}", re.ASCII)
_GIVEN_UP = frozenset(("bo", "khong"))  # what is typed to give up the mailbox there was
_FLAGS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


def _reader(
    expected: str, parse: Callable[[str], Any], hint: Callable[[str], str] = lambda _: ""
) -> Callable[[object], Any]:
    """Values that `parse` reads from text or refuses with an error."""

    def read(value: object) -> Any:
        if not isinstance(value, str):
            raise ValueError(f"{shown(value)}; cần {expected}")
        try:
            return parse(value)
        except (ValueError, LookupError, OverflowError, OSError):
            raise ValueError(f"{shown(value)}; cần {expected}{hint(value)}") from None

    return read


def _of_kind(expected: str, parse: Callable[[str], Any], hint: Callable[[str], str] = lambda _: "") -> PlainValidator:
    return PlainValidator(_reader(expected, parse, hint))


def _code(text: str) -> str:
    if not _CODE.fullmatch(text) or lookalikes.are_in(text):
        raise ValueError(text)
    return text


def _how_to_write(wrong: str) -> str:
    """A code of Latin letters and plain signs that looks like the wrong one."""
    plain = lookalikes.latin(wrong.strip())
    if plain != wrong and _CODE.fullmatch(plain):
        return f"; có chữ hoặc dấu lạ trông giống “{plain}”, hãy gõ lại “{plain}” trên bàn phím"
    joined = re.sub(r"[^\w.\-]+", "-", plain).strip("-._")
    return f"; ví dụ “{joined}”" if len(joined) <= 20 and _CODE.fullmatch(joined) else ""


read_code = _reader("mã gồm chữ, số và các dấu . - _, dài không quá 60, không có dấu cách", _code, _how_to_write)


def _quoted_code() -> PlainValidator:
    """Without quotes YAML reads 1.10 as 1.1 and NO as false, so a code must not be left to its guesses."""

    def validate(value: object) -> Any:
        if isinstance(value, Bare):
            raise ValueError(f'{cut(value)} thiếu dấu nháy; cần ghi "{value[:60]}"')
        return read_code(value)

    return PlainValidator(validate)


def _words(longest: int) -> Callable[[str], str]:
    def read(text: str) -> str:
        words = " ".join(text.split())
        if not 0 < len(words) <= longest or lookalikes.mixed(words):
            raise ValueError(text)
        return words

    return read


def _of_two_alphabets(wrong: str) -> str:
    word = lookalikes.mixed(" ".join(wrong.split()))
    return f"; từ “{word}” có chữ {lookalikes.alphabet(word)} trông giống chữ Việt, hãy gõ lại từ ấy" if word else ""


def _named(expected: str, longest: int) -> PlainValidator:
    return _of_kind(expected, _words(longest), _of_two_alphabets)


def _person(text: str) -> str:
    if len(people_in(text)) > 1 or mailboxes_in(text) or not any(letter.isalpha() for letter in text):
        raise ValueError(text)
    return _words(100)(text)


def _instead_of_a_person(wrong: str) -> str:
    return instead_of_several(wrong) or _of_two_alphabets(wrong)


def _choice(*words: str) -> PlainValidator:
    known = {str(word): str(word) for word in words}
    return _of_kind(
        f"một trong: {', '.join(known)}",
        lambda text: known[meant_by(text, known) or text],
        lambda wrong: nearest(wrong, known),
    )


def _number(first: int, last: int, *words: str, also: tuple[str, ...] = ()) -> PlainValidator:
    """`also`: words that are taken and seldom needed."""
    allowed: dict[str, int | str] = {str(number): number for number in range(first, last + 1)}
    allowed |= {word: word for word in (*words, *also)}
    numbers = f"số từ {first} đến {last}" if last > first else f"số {first}"
    kind = ", hoặc ".join((numbers, *words))
    spoken = {*words, *also, *([] if last != 7 else allowed)}
    return _of_kind(
        kind, lambda text: allowed[meant_by(text, spoken) or text.lstrip("0")], lambda wrong: nearest(wrong, also)
    )


def _decimal(text: str) -> int | float:
    """With a point or a comma before the decimals. Just three of these could be thousands: 1.250 would be one and a
    quarter here and 1250 to a reader."""
    if not re.fullmatch(r"-?[0-9]{1,15}([.,][0-9]{1,6})?", text, re.ASCII) or _THOUSANDS.fullmatch(text):
        raise ValueError(text)
    value = float(text.replace(",", "."))
    return int(value) if value == int(value) else value


def _which_number(text: str) -> str:
    """How to write each of the two that it may be."""
    if not _THOUSANDS.fullmatch(text):
        return ""
    whole = re.sub("[.,]", "", text)
    return f"; ghi {whole} nếu là hàng nghìn, ghi {text.replace('.', ',')}0 nếu là phần lẻ"


def _mailbox(value: object) -> str:
    """ "" where the mailbox there was is to be given up; who has none is told so by an empty cell."""
    text = value if isinstance(value, str) else ""
    if text and fold(text) in _GIVEN_UP:
        return ""
    found = mailbox(text)
    if found is None:
        raise ValueError(f"{shown(value)}; {instead_of_mailbox(text)}")
    return found


Code = Annotated[str, _quoted_code()]
Name = Annotated[str, _named("tên từ 1 đến 500 ký tự", 500)]
PersonName = Annotated[str, _of_kind("họ tên một người, từ 1 đến 100 ký tự", _person, _instead_of_a_person)]
MailboxWord = Annotated[
    str,
    PlainValidator(_mailbox),
]
Title = Annotated[str, _named("tên từ 1 đến 1000 ký tự", 1000)]
Day = Annotated[date, _of_kind("ngày có thật dạng 2026-10-01", moments.day)]
Zone = Annotated[
    str,
    _of_kind(
        "tên múi giờ như Asia/Ho_Chi_Minh",
        lambda text: str(ZoneInfo(text).key),
        lambda wrong: nearest(wrong, available_timezones()),
    ),
]
Clock = Annotated[str, _of_kind("giờ dạng 17:00 (đến 24:00)", moments.clock)]
TimeOfDay = Annotated[str, _of_kind("giờ trong ngày dạng 08:30", moments.time_of_day)]
Span = Annotated[
    str,
    _of_kind(
        "khoảng thời gian dạng 5wd (5 ngày làm việc), 3d (3 ngày), 4h (4 giờ) hoặc 30m (30 phút), hay viết “5 ngày làm"
        " việc”",
        lambda text: str(parse_duration(text)),
    ),
]
Moment = Annotated[
    str,
    _of_kind(
        "thời điểm có múi giờ như 2030-12-16T17:00+07:00, hoặc +90s, +2h, +3d kể từ lúc nạp",
        moments.moment,
        moments.with_offset,
    ),
]
Flag = Annotated[bool, _of_kind("true hoặc false", lambda text: _FLAGS[meant_by(text, _FLAGS) or text.lower()])]
Version = Annotated[int, _number(1, 1)]
Month = Annotated[int | str, _number(1, 12, "first", "last", "next")]
DayOfMonth = Annotated[int | str, _number(1, 31, "last", also=("first_working", "last_working"))]
MonthNumber = Annotated[int, _number(1, 12)]
DayNumber = Annotated[int, _number(1, 31)]
Weekday = Annotated[int, _number(1, 7)]
Move = Annotated[str, _choice("forward", "backward", "keep")]
Year = Annotated[str, _choice("same", "next")]
ChangeWord = Annotated[str, _choice(*ChangeKind)]
Kind = Annotated[str, _choice(*PeriodType)]
Window = Annotated[str, _choice("calendar", "decree_09")]
RoleName = Annotated[str, _choice(*Role)]
RemindedRole = Annotated[str, _choice(*REMINDED_ROLES)]
DocumentStyle = Annotated[str, _choice("state", "party")]
AddressForm = Annotated[str, _choice("anh_chi", "dong_chi")]
FieldKind = Annotated[Any, _choice(*KINDS)]
OverUnits = Annotated[Any, _choice(*OVER_UNITS)]
FieldUnit = Annotated[str, _of_kind("đơn vị tính từ 1 đến 50 ký tự", _words(50))]
Number = Annotated[
    int | float,
    _of_kind("số không có dấu chấm hàng nghìn, phần lẻ sau dấu chấm, ví dụ 1250 hoặc 12.5", _decimal, _which_number),
]
Count = Annotated[int, _of_kind("số nguyên", lambda text: int(text) if text.isascii() and len(text) < 9 else int("-"))]
