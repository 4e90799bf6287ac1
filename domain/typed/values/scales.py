"""Units of measure of one kind, and how many of the one are one of the other: `triệu đồng` and `tỷ đồng`."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from domain.forms.fields import Field, fits
from domain.text import fold
from domain.typed.values.measures import measure_of, times
from domain.typed.words.numbers import plain


def ratio(of: str, to: str) -> Decimal | None:
    """Return with what a number in the one unit is multiplied to be one in the other; None where nobody knows."""
    if fold(of) == fold(to):
        return Decimal(1)
    found = times(measure_of(of), measure_of(to)) if of and to else ()
    return found[0] if len(found) == 1 else None


def in_units_of(answers: Mapping[str, Any], then: Iterable[Field], now: Iterable[Field]) -> dict[str, Any]:
    """Return answers that were given to the fields as they were, as the fields are now: a number keeps its unit, so
    that it is converted where that is known, and else left out, to be asked again."""
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
