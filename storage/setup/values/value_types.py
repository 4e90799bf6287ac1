"""Kinds of values in a setup file. All are read from text, so that nothing depends on what YAML takes it for.

Each is a type for pydantic whose errors say by a sentence what was found and what is expected.
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
from domain.messaging.sentences import EMPTY, Filling, Sentence, SentenceError, listing, sentence
from domain.reports.successions import ChangeKind
from domain.rights import REMINDED_ROLES, Role
from domain.text import fold
from storage.setup.text.yaml_source import Bare
from storage.setup.values import moments
from storage.setup.values.mailbox_cell import instead_of_mailbox
from storage.setup.values.person_cell import instead_of_one, is_nobody, people_in
from storage.setup.values.quoting import cut, nearest, shown
from storage.setup.values.said import meant_by

_CODE = re.compile(r"\w(?:[\w.\-]{0,58}\w)?")
_THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2}[.,][0-9]{3}", re.ASCII)
_NUMBER = re.compile(r"-?([0-9]+)(?:[.,]([0-9]+))?", re.ASCII)
_MOST_FIGURES, _MOST_DECIMALS, _GROUP = 15, 6, 3
_GIVEN_UP = frozenset(("bo", "khong"))  # what is typed to give up the mailbox there was
_FLAGS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


Hint = Callable[[str], Filling]


def _no_hint(wrong: str) -> Filling:
    return EMPTY


def _reader(expected: Filling, parse: Callable[[str], Any], hint: Hint = _no_hint) -> Callable[[object], Any]:
    """Return what takes values that `parse` reads from text, and refuses others with an error."""

    def read(value: object) -> Any:
        if not isinstance(value, str):
            raise SentenceError(_wanted(value, expected, EMPTY))
        try:
            return parse(value)
        except (ValueError, LookupError, OverflowError, OSError):
            raise SentenceError(_wanted(value, expected, hint(value))) from None

    return read


def _wanted(value: object, expected: Filling, hint: Filling) -> Sentence:
    return sentence("setup.value.wanted", found=shown(value), expected=expected, hint=hint)


def _of_kind(expected: Filling, parse: Callable[[str], Any], hint: Hint = _no_hint) -> PlainValidator:
    return PlainValidator(_reader(expected, parse, hint))


def _code(text: str) -> str:
    if not _CODE.fullmatch(text) or lookalikes.are_in(text):
        raise ValueError(text)
    return text


def _how_to_write(wrong: str) -> Filling:
    """Return a hint with a code of Latin letters and plain signs that looks like the wrong one; empty where there is
    none."""
    plain = lookalikes.latin(wrong.strip())
    if plain != wrong and _CODE.fullmatch(plain):
        return sentence("setup.hint.type_again", word=plain)
    joined = re.sub(r"[^\w.\-]+", "-", plain).strip("-._")
    return sentence("setup.hint.for_example", word=joined) if len(joined) <= 20 and _CODE.fullmatch(joined) else EMPTY


read_code = _reader(Sentence("setup.wanted.code"), _code, _how_to_write)


def _quoted_code() -> PlainValidator:
    """Return what refuses a code without quotes: YAML reads 1.10 as 1.1 and NO as false, so a code must not be left to
    its guesses."""

    def validate(value: object) -> Any:
        if isinstance(value, Bare):
            raise SentenceError(sentence("setup.value.no_quotes", value=cut(value), quoted=f'"{value[:60]}"'))
        return read_code(value)

    return PlainValidator(validate)


def _words(longest: int) -> Callable[[str], str]:
    def read(text: str) -> str:
        words = " ".join(text.split())
        if not 0 < len(words) <= longest or lookalikes.mixed(words):
            raise ValueError(text)
        return words

    return read


def _of_two_alphabets(wrong: str) -> Filling:
    word = lookalikes.mixed(" ".join(wrong.split()))
    return sentence("setup.hint.alphabet", word=word, alphabet=_alphabet(word)) if word else EMPTY


def _alphabet(word: str) -> Sentence:
    return sentence(f"setup.alphabet.{lookalikes.alphabet(word)}")


def _named(longest: int) -> PlainValidator:
    return _of_kind(sentence("setup.wanted.name", longest=longest), _words(longest), _of_two_alphabets)


def _person(text: str) -> str:
    if (
        is_nobody(text)
        or len(people_in(text)) > 1
        or mailboxes_in(text)
        or not any(letter.isalpha() for letter in text)
    ):
        raise ValueError(text)
    return _words(100)(text)


def _instead_of_a_person(wrong: str) -> Filling:
    return instead_of_one(wrong) or _of_two_alphabets(wrong)


_AUTHORITY = re.compile(r"(TM|KT|TL|TUQ|Q|T/M|K/T|T/L|T/UQ)\.? +(\S.*)")


def _authority(text: str) -> str:
    """Read by what right somebody signs: `TM.`, `KT.`, `TL.`, `TUQ.`, `Q.` of the state (Decree 30/2020, appendix I),
    `T/M`, `K/T`, `T/L` of the Party (36-HD/VPTW), and for whom."""
    found = _AUTHORITY.fullmatch(_words(200)(text).upper())
    if found is None:
        raise ValueError(text)
    right, whom = found.groups()
    return f"{right} {whom}" if "/" in right else f"{right}. {whom}"


def _abbreviation(text: str) -> str:
    if not re.fullmatch(r"\w(?:[\w&.\-]{0,28}\w)?", text):
        raise ValueError(text)
    return text


def _choice(*words: str) -> PlainValidator:
    known = {str(word): str(word) for word in words}
    return _of_kind(
        sentence("setup.wanted.one_of", words=", ".join(known)),
        lambda text: known[meant_by(text, known) or text],
        lambda wrong: nearest(wrong, known),
    )


def _number(first: int, last: int, *words: str, also: tuple[str, ...] = ()) -> PlainValidator:
    """Return what takes a number within bounds, or one of these words. `also`: words that are taken and seldom
    needed."""
    allowed: dict[str, int | str] = {str(number): number for number in range(first, last + 1)}
    allowed |= {word: word for word in (*words, *also)}
    numbers = (
        sentence("setup.wanted.number_within", first=first, last=last)
        if last > first
        else sentence("setup.wanted.number", only=first)
    )
    spoken = {*words, *also, *([] if last != 7 else allowed)}
    return _of_kind(
        listing((numbers, *words), Sentence("setup.comma_or")),
        lambda text: allowed[meant_by(text, spoken) or text.lstrip("0")],
        lambda wrong: nearest(wrong, also),
    )


def _decimal(text: str) -> int | float:
    """Read a number with a point or a comma before the decimals. Just three of these could be thousands: 1.250 would be
    one and a quarter here and 1250 to a reader."""
    if not re.fullmatch(
        rf"-?[0-9]{{1,{_MOST_FIGURES}}}([.,][0-9]{{1,{_MOST_DECIMALS}}})?", text, re.ASCII
    ) or _THOUSANDS.fullmatch(text):
        raise ValueError(text)
    value = float(text.replace(",", "."))
    return int(value) if value == int(value) else value


def _which_number(text: str) -> Filling:
    """Return how to write each of the two numbers that it may be; or that it has more figures than are kept."""
    if not _THOUSANDS.fullmatch(text):
        return _too_long(text)
    whole, _, decimals = text.replace(",", ".").partition(".")
    decimals = decimals.rstrip("0")
    decimal = ".".join(filter(None, (whole, f"{decimals}0" if len(decimals) == _GROUP else decimals)))
    return sentence("setup.hint.which_number", whole=re.sub("[.,]", "", text), decimal=decimal)


def _too_long(text: str) -> Filling:
    found = _NUMBER.fullmatch(text)
    if found is not None and len(found[1]) > _MOST_FIGURES:
        return sentence("setup.hint.too_large", most=_MOST_FIGURES)
    return sentence("setup.hint.too_exact", most=_MOST_DECIMALS) if found is not None and found[2] else EMPTY


def _mailbox(value: object) -> str:
    """Read a mailbox. Return "" where the one there was is to be given up; who has none is told so by an empty cell."""
    text = value if isinstance(value, str) else ""
    if text and fold(text) in _GIVEN_UP:
        return ""
    found = mailbox(text)
    if found is None:
        raise SentenceError(sentence("setup.value.and", found=shown(value), told=instead_of_mailbox(text)))
    return found


Code = Annotated[str, _quoted_code()]
Name = Annotated[str, _named(500)]
PersonName = Annotated[str, _of_kind(Sentence("setup.wanted.person"), _person, _instead_of_a_person)]
MailboxWord = Annotated[
    str,
    PlainValidator(_mailbox),
]
Abbreviation = Annotated[str, _of_kind(Sentence("setup.wanted.abbreviation"), _abbreviation)]
Place = Annotated[str, _of_kind(Sentence("setup.wanted.place"), _words(60), _of_two_alphabets)]
DocumentKind = Annotated[str, _of_kind(Sentence("setup.wanted.document_kind"), _words(60), _of_two_alphabets)]
Authority = Annotated[str, _of_kind(Sentence("setup.wanted.authority"), _authority)]
Title = Annotated[str, _named(1000)]
Day = Annotated[date, _of_kind(Sentence("setup.wanted.day"), moments.day)]
Zone = Annotated[
    str,
    _of_kind(
        Sentence("setup.wanted.timezone"),
        lambda text: str(ZoneInfo(text).key),
        lambda wrong: nearest(wrong, available_timezones()),
    ),
]
Clock = Annotated[str, _of_kind(Sentence("setup.wanted.clock"), moments.clock)]
TimeOfDay = Annotated[str, _of_kind(Sentence("setup.wanted.time_of_day"), moments.time_of_day)]
Span = Annotated[str, _of_kind(Sentence("setup.wanted.duration"), lambda text: str(parse_duration(text)))]
Moment = Annotated[str, _of_kind(Sentence("setup.wanted.moment"), moments.moment, moments.with_offset)]
Flag = Annotated[
    bool, _of_kind(Sentence("setup.wanted.flag"), lambda text: _FLAGS[meant_by(text, _FLAGS) or text.lower()])
]
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
FieldUnit = Annotated[str, _of_kind(Sentence("setup.wanted.unit_of_measure"), _words(50))]
Number = Annotated[int | float, _of_kind(Sentence("setup.wanted.decimal"), _decimal, _which_number)]
Count = Annotated[
    int,
    _of_kind(Sentence("setup.wanted.whole"), lambda text: int(text) if text.isascii() and len(text) < 9 else int("-")),
]
