"""Numbers that a person gave, in cells: what is seen is read, and what may be read in two ways is asked about.

`96.890` typed in Vietnamese into an English Excel is kept as 96.89, a thousandth of what was meant, without a trace.
"""

import re
from datetime import date
from decimal import Decimal

from domain.files.number_formats import ShownNumber, shown
from domain.files.sheet_rows import SheetCell
from domain.forms.fields import Field
from domain.messaging.sentences import EMPTY, Filling, Sentence, SentenceError, sentence
from domain.text import fold
from domain.typed.values.field_values import read_value
from storage.setup.values.quoting import cut

_BEGINS = re.compile(r"[-+−]? ?[0-9.,₫]")  # `khoảng 100`, `đạt 100` are more than a number
_ONE_LETTER = re.compile(r"[0-9] ?([AEIOURWZaeiourwz])(?![^\W_])")
"""A letter that a chat passes over as a word that says nothing, `12a`, `12 r`; in a cell it is a slip."""
_PLAIN = re.compile(r"[-−]?[0-9]+(?:,[0-9]+)?")
_TODAY = date(2026, 1, 1)  # no number depends on it
_PLAIN_MONEY = frozenset({"", "đ", "₫", "vnd", "vnđ", "đồng"})


class Unclear(SentenceError):
    """What is there, what it may mean, and how to write it so that it means one thing."""


def amount_of(cell: SheetCell, unit: str, most: str) -> str:
    """Return a number as a setup file has it. `unit`: of the number; `most`: the largest that is allowed, as written
    there. Raise Unclear."""
    if cell.number is None:
        return _of_text(str(cell.value), unit)
    seen = shown(cell.number, cell.format)
    if seen is None:
        raise Unclear(sentence("setup.number.strange_format", format=cut(cell.format), how=_HOW))
    exact = Decimal(repr(cell.number))
    if not seen.is_exact or (seen.is_percent and not _in_percent(unit)):
        raise Unclear(sentence("setup.number.shown_otherwise", shown=_here(seen), kept=vietnamese(exact), how=_HOW))
    if seen.after.strip("% ").lower() not in _PLAIN_MONEY or seen.before.strip("- ").lower() not in _PLAIN_MONEY:
        return _of_text(f"{seen.before}{vietnamese(seen.value)}{seen.after}".strip(), unit)
    if _may_be_thousands(seen, exact, unit, most):
        raise Unclear(_both(exact, seen.value))
    return in_file(seen.value)


_HOW = Sentence("setup.number.how")


def _of_text(text: str, unit: str) -> str:
    """Read `1.200.000.000 đồng`, `1,2 tỷ` in the unit `triệu đồng`, `96.890`, `12,5`. Raise Unclear."""
    if not _BEGINS.match(text.strip()):
        raise Unclear(_no_number(text))
    letter = _ONE_LETTER.search(text)
    if letter is not None and not fold(unit).startswith(letter[1].lower()):  # `12 o` of `ổ dịch`
        raise Unclear(sentence("setup.number.letter", text=cut(text)))
    found = read_value(text, Field("amount", "number", name="", unit=unit, least=-(10**15)), _TODAY)
    is_plain = len(found.values) == 1 and _PLAIN.fullmatch(text.strip())  # `2000,5` of a per cent: much, and clear
    if (found.is_certain or is_plain) and found.values and found.values[0] is not None:
        return in_file(Decimal(repr(found.values[0])))
    if found.why == "letter":
        raise Unclear(sentence("setup.number.letter", text=cut(text)))
    if found.why == "dimension":
        raise Unclear(sentence("setup.number.other_unit", text=cut(text), unit=unit))
    if len(found.values) > 1:
        first, other = (Decimal(repr(value)) for value in found.values[:2])
        raise Unclear(_no_number(text, sentence("setup.number.may_be", pair=_pair(first, other))))
    raise Unclear(_no_number(text))


def _no_number(text: str, hint: Filling = EMPTY) -> Sentence:
    return sentence("setup.number.none", text=cut(text), hint=hint)


def _may_be_thousands(seen: ShownNumber, exact: Decimal, unit: str, most: str) -> bool:
    """Say whether an English Excel would keep a number of thousands typed with a point just so."""
    if exact == exact.to_integral_value() or not 1 <= abs(exact) < 1000 or _in_percent(unit):
        return False
    if 0 < seen.decimals < 3 and seen.digits.partition(".")[2] != _decimals(exact):
        return False
    if -exact.as_tuple().exponent > 3:  # type: ignore[operator]
        return False
    limit = re.fullmatch(r"[0-9]{1,9}", most.strip())
    return limit is None or exact * 1000 <= int(limit[0])


def _decimals(exact: Decimal) -> str:
    return f"{exact:f}".partition(".")[2]


def _both(exact: Decimal, seen: Decimal) -> Sentence:
    pair = _pair(exact * 1000, exact)
    return sentence("setup.number.thousands", number=vietnamese(exact), typed=f"{exact:.3f}", pair=pair)


def _pair(first: Decimal, other: Decimal) -> Sentence:
    return sentence(
        "setup.number.pair",
        first=vietnamese(first),
        other=vietnamese(other),
        first_typed=certain(first),
        other_typed=certain(other),
    )


def vietnamese(value: Decimal) -> str:
    """Return a number as Vietnamese write it: `1.234,5`."""
    text = f"{value:,f}".translate(str.maketrans(",.", ".,"))
    return text.rstrip("0").rstrip(",") if "," in text else text


def certain(value: Decimal) -> str:
    """Return a number written so that it can be read in one way only: `96890`, `96,89`, `12,3450`."""
    whole, _, decimals = f"{value:f}".partition(".")
    decimals = decimals.rstrip("0")
    return ",".join(filter(None, (whole, f"{decimals}0" if len(decimals) == 3 else decimals)))


def in_file(value: Decimal) -> str:
    """Return a number as a setup file has it, never with just three decimals."""
    return certain(value).replace(",", ".")


def _here(seen: ShownNumber) -> str:
    return f"{seen.before}{vietnamese(seen.value)}{seen.after}".strip()


def _in_percent(unit: str) -> bool:
    return "%" in unit or "phan tram" in fold(unit)
