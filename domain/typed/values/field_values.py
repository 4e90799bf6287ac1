"""What is typed for one of a requirement's own fields: `1.250 thủ tục`, `96/120`, `số 12/KH-UBND ngày 5/3/2026`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from domain.forms.fields import DOCUMENT_PART, Field, fits
from domain.text import fold
from domain.typed.hearing import heard
from domain.typed.values.dates import day_at
from domain.typed.values.quantities import BETWEEN, money_at, money_unit
from domain.typed.words.courtesies import says_none
from domain.typed.words.numbers import plain, readings
from domain.typed.words.phrases import WORDS, kinds_at, meanings_at
from domain.typed.words.tokens import Token, tokens_of

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER = re.compile(r"(?<![\w/.-])[0-9]{1,6}[A-Za-z]?(?:[/-][0-9]{4})?[/-][^\W\d_][\w.&/-]{0,60}")
_ISSUER = re.compile(r"\W{0,3}(?:của|cua|do)\s+(.+)", re.DOTALL | re.IGNORECASE)
_NOT_YET = re.compile(r"\b(?:chua|khong|ko|se|du kien|du thao|chuan bi|sap)\b")
_AROUND = " \n,;.:()–—“”\"'"


@dataclass(frozen=True, slots=True)
class Value:
    """`values`: what may be meant, the likeliest first; just one where `why` is "". None takes it back.

    `why` it is not certain: number, range, unit, target, limits, day, document, choice, too_long or empty.
    """

    values: tuple[Any, ...] = ()
    why: str = ""

    @property
    def is_certain(self) -> bool:
        return not self.why


def read_value(text: str, field: Field, today: date) -> Value:
    said = text.strip(_AROUND) if field.kind != "text" else text.strip(" \n;,")
    if not said:
        return Value((), "empty")
    if says_none(said) and not field.required and field.kind != "number" and _choice(said, field) is None:
        return Value((None,))
    found = _READERS[field.kind](said, field, today)
    fitting = tuple(value for value in found.values if fits(field, value))
    if found.values and not fitting:
        return Value((), "limits" if field.kind == "number" else "too_long")
    return Value(fitting, found.why)


def _number(said: str, field: Field, today: date) -> Value:
    tokens = heard(said)
    at = _past(tokens, 0)
    is_bound = any("about" in kinds_at(tokens, before) for before in range(at))
    meanings, length = meanings_at(tokens, at)
    if any(meaning.kind in _NOT_EXACTLY for meaning in meanings):
        is_bound, at = True, _past(tokens, at + length)
    sign = 1
    if at + 1 < len(tokens) and tokens[at].key == "-" and tokens[at + 1].is_close:
        sign, at = -1, at + 1
    unit = tokens_of(field.unit, WORDS)
    found, size = _amounts(tokens, at, unit)
    if not found:
        return Value((), "number")
    values = tuple(plain(sign * value) for value in found)
    why = "range" if is_bound else "" if len(values) == 1 and _apart(tokens, at) < 2 else "number"
    at += size
    if at + 1 < len(tokens) and tokens[at].key in BETWEEN and tokens[at + 1].kind == "number":  # `90-95`
        to, length = _amounts(tokens, at + 1, unit)
        values, why, at = (*values, *map(plain, to)), "range", at + 1 + length
    if at + 1 < len(tokens) and tokens[at].key in ("/", "tren") and tokens[at + 1].kind == "number":
        whole, length = _amounts(tokens, at + 1, unit)
        if is_share(field.unit) and whole and whole[0]:
            values, why = (plain(round(found[0] * 100 / whole[0], 2)),), "number"
        elif field.target is None or [float(value) for value in whole] != [field.target]:
            why = why or "target"
        at += 1 + length
    at = _past(tokens, at)
    if unit and [token.key for token in tokens[at : at + len(unit)]] == [token.key for token in unit]:
        at += len(unit)
    elif is_share(field.unit) and fold("".join(token.key for token in tokens[at : at + 2])) == "phantram":
        at += 2
    if is_share(field.unit) and any(value > _WHOLE for value in values):
        why = why or "number"
    return Value(tuple(dict.fromkeys(values)), why if _past(tokens, at) == len(tokens) else why or "unit")


_WHOLE = 100  # per cent; there may be more, which is asked about
_SHARES = frozenset({"%", "phan tram"})


def is_share(unit: str) -> bool:
    return fold(unit).strip() in _SHARES


_NOT_EXACTLY = frozenset({"bound", "soon", "guess", "hedge", "later", "no", "not_yet", "left", "if", "ahead"})


def _amounts(tokens: Sequence[Token], at: int, unit: Sequence[Token]) -> tuple[list[Decimal], int]:
    """`1.250`, `3 triệu`, `2 tỷ 300 triệu`, `1 tỷ 2` in the field's unit, and how many tokens say it."""
    scale, length = money_unit(unit, 0)
    in_unit = scale if scale is not None and length == len(unit) else Decimal(1)
    totals, size = money_at(tokens, at)
    if size:
        return [total / in_unit for total in totals], size
    if at < len(tokens) and tokens[at].kind == "number":
        return _bare(tokens, at, in_unit)
    return [], 0


def _bare(tokens: Sequence[Token], at: int, in_unit: Decimal) -> tuple[list[Decimal], int]:
    """A number without a unit: `12 345` is one number, and so large a one under `triệu đồng` is likelier of đồng."""
    size = _apart(tokens, at)
    found = readings("".join(token.key for token in tokens[at : at + size]))
    if in_unit > 1 and len(found) == 1 and found[0] >= _TOO_MANY:
        found = [found[0] / in_unit, found[0]]
    return found, size


def _apart(tokens: Sequence[Token], at: int) -> int:
    """How many groups of digits are one number: two of `12 345`."""
    size = 1
    if len(tokens[at].key) <= _GROUP and tokens[at].key.isdecimal():
        while at + size < len(tokens) and len(tokens[at + size].key) == _GROUP and tokens[at + size].key.isdecimal():
            size += 1
    return size


_GROUP = 3  # digits
_TOO_MANY = 1_000_000  # of a thousand, a million or a thousand million đồng


def _past(tokens: Sequence[Token], at: int) -> int:
    """After words that say nothing: `là`, `đạt`, `khoảng`, and plain signs."""
    while at < len(tokens):
        meanings, length = meanings_at(tokens, at)
        if any(meaning.kind in ("filler", "about", "was") for meaning in meanings):
            at += length
        elif tokens[at].key in (":", ".", ",", "=", "\n"):
            at += 1
        else:
            break
    return at


def _day(said: str, field: Field, today: date) -> Value:
    if _ISO.fullmatch(said):
        return Value((said,)) if fits(field, said) else Value((), "day")
    tokens = heard(said)
    at = _past(tokens, 0)
    found = day_at(tokens, at, today) if at < len(tokens) else None
    if found is None or found.day is None or found.other is not None:
        return Value((), "day")
    is_all = _past(tokens, at + found.length) == len(tokens)
    return Value((found.day.isoformat(),), "" if is_all else "day")


def _document(said: str, field: Field, today: date) -> Value:
    found = document_in(said, today)
    return Value((), "document") if found is None else found


def document_in(said: str, today: date) -> Value | None:
    """The document that is named, with its day and who issued it; None where no document's number is."""
    number = _NUMBER.search(said)
    if number is None:
        return None
    rest = said[number.end() :]
    tokens = heard(rest)
    at = 0
    while at < len(tokens) and tokens[at].key in (",", "("):
        at += 1
    day = day_at(tokens, at, today) if at < len(tokens) else None
    if day is None or day.day is None:
        return Value((), "document")
    after = rest[tokens[at + day.length - 1].end :]
    issuer = _ISSUER.fullmatch(after)
    value = {
        "number": number.group().rstrip(".-/&"),
        "date": day.day.isoformat(),
        "issuer": issuer.group(1).strip(_AROUND)[:DOCUMENT_PART] if issuer else "",
    }
    left = "" if issuer else after.strip(_AROUND)
    at_all = not left or _past(heard(left), 0) == len(heard(left))
    is_sure = at_all and not _NOT_YET.search(fold(said[: number.start()]))
    return Value((value,), "" if is_sure else "document")


def _chosen(said: str, field: Field, today: date) -> Value:
    tokens = heard(said)
    at = _past(tokens, 0)
    rest = said[tokens[at].start :] if at < len(tokens) else ""
    found = _choice(said, field) or _choice(rest, field)
    return Value((found,)) if found else Value(field.choices, "choice")


def _choice(said: str, field: Field) -> str | None:
    wanted = fold(said)
    for code, name in zip(field.choices, field.names, strict=True):
        if wanted in (fold(name), fold(code)):
            return code
    return None


def _text(said: str, field: Field, today: date) -> Value:
    return Value((said,)) if len(said) <= field.limit else Value((), "too_long")


_READERS = {"number": _number, "date": _day, "document": _document, "choice": _chosen, "text": _text}
