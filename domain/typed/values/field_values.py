"""What is typed for one of a requirement's own fields: `1.250 thủ tục`, `96/120`, `số 12/KH-UBND ngày 5/3/2026`."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from domain.forms.fields import DOCUMENT_PART, Field, fits
from domain.text import fold
from domain.typed.hearing import heard
from domain.typed.values.changes import past
from domain.typed.values.dates import day_at
from domain.typed.values.measured import read_number
from domain.typed.words.courtesies import says_none

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER = re.compile(r"(?<![\w/.-])[0-9]{1,6}[A-Za-z]?(?:[/-][0-9]{4})?[/-][^\W\d_][\w.&/-]{0,60}")
_ISSUER = re.compile(r"\W{0,3}(?:của|cua|do)\s+(.+)", re.DOTALL | re.IGNORECASE)
_NOT_YET = re.compile(r"\b(?:chua|khong|ko|se|du kien|du thao|chuan bi|sap)\b")
_AROUND = " \n,;.:()–—“”\"'"
_AROUND_A = {"text": " \n;,", "number": _AROUND.replace("–", "").replace("—", "")}  # `–5`


@dataclass(frozen=True, slots=True)
class Value:
    """`values`: what may be meant, the likeliest first; just one where `why` is "". None takes it back.

    `why` it is not certain: number, letter (O for 0), range, unit, dimension (something else was measured), target,
    limits, day, document, choice, too_long or empty.
    """

    values: tuple[Any, ...] = ()
    why: str = ""

    @property
    def is_certain(self) -> bool:
        return not self.why


def read_value(text: str, field: Field, today: date) -> Value:
    said = text.strip(_AROUND_A.get(field.kind, _AROUND))
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
    return Value(*read_number(said, field))


def _day(said: str, field: Field, today: date) -> Value:
    if _ISO.fullmatch(said):
        return Value((said,)) if fits(field, said) else Value((), "day")
    tokens = heard(said)
    at = past(tokens, 0)
    found = day_at(tokens, at, today) if at < len(tokens) else None
    if found is None or found.day is None or found.other is not None:
        return Value((), "day")
    is_all = past(tokens, at + found.length) == len(tokens)
    return Value((found.day.isoformat(),), "" if is_all else "day")


def _document(said: str, field: Field, today: date) -> Value:
    found = document_in(said, today)
    return Value((), "document") if found is None else found


def document_in(said: str, today: date) -> Value | None:
    """Return the document that is named, with its day and who issued it; None where no document's number is."""
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
    at_all = not left or past(heard(left), 0) == len(heard(left))
    is_sure = at_all and not _NOT_YET.search(fold(said[: number.start()]))
    return Value((value,), "" if is_sure else "document")


def _chosen(said: str, field: Field, today: date) -> Value:
    tokens = heard(said)
    at = past(tokens, 0)
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
