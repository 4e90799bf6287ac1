"""Units of measure of one kind, and how many of the one are one of the other: `triệu đồng` and `tỷ đồng`."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from domain.forms.fields import Field, fits
from domain.text import fold
from domain.typed.values.quantities import money_unit
from domain.typed.words.numbers import plain
from domain.typed.words.phrases import WORDS
from domain.typed.words.tokens import tokens_of

# No sao, công or giạ, which are not the same everywhere.
_MEASURES: dict[str, dict[str, str]] = {
    "area": {"m2": "1", "m²": "1", "met vuong": "1", "ha": "10000", "hecta": "10000", "hec ta": "10000",
             "km2": "1000000", "km²": "1000000"},
    "length": {"m": "1", "met": "1", "km": "1000", "cay so": "1000"},
    "weight": {"g": "0.001", "gam": "0.001", "kg": "1", "ki lo gam": "1", "yen": "10", "ta": "100", "tan": "1000"},
    "share": {"%": "1", "phan tram": "1"},
}  # fmt: skip


def _measure(unit: str) -> tuple[str, Decimal] | None:
    """What a unit measures, and how much of its smallest one it is."""
    tokens = tokens_of(unit, WORDS)
    worth, length = money_unit(tokens, 0) if tokens else (None, 0)
    if worth is not None and length == len(tokens):
        return "money", worth
    known = fold(unit).strip(" .")
    for kind, units in _MEASURES.items():
        if known in units:
            return kind, Decimal(units[known])
    return None


def ratio(of: str, to: str) -> Decimal | None:
    """With what a number in the one unit is multiplied to be one in the other; None where nobody knows."""
    if fold(of) == fold(to):
        return Decimal(1)
    first, second = _measure(of), _measure(to)
    if first is None or second is None or first[0] != second[0]:
        return None
    return first[1] / second[1]


def in_units_of(answers: Mapping[str, Any], then: Iterable[Field], now: Iterable[Field]) -> dict[str, Any]:
    """Answers that were given to the fields as they were, as the fields are now: a number keeps its unit, so that it is
    converted where that is known, and else left out, to be asked again."""
    before = {field.code: field for field in then}
    found = dict(answers)
    for field in now:
        old, given = before.get(field.code), found.get(field.code)
        if old is None or given is None or field.kind != "number" or old.kind != "number":
            continue
        times = ratio(old.unit, field.unit)
        if times == 1:
            continue
        value = None if times is None else plain(Decimal(repr(given)) * times)
        if value is not None and fits(field, value):
            found[field.code] = value
        else:
            del found[field.code]
    return found
