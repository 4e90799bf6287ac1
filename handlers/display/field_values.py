"""Answers to a requirement's own fields in words: `TTHC đã rà soát: 96/120 thủ tục`."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from domain.forms.fields import Field
from handlers.display import shown_numbers
from handlers.words import Words


def said(words: Words, own: Iterable[Field], answers: Mapping[str, Any]) -> list[str]:
    """Return each value with the field's name, in the form's order; what was taken back too."""
    found = []
    for field in own:
        if field.code in answers:
            given = answers[field.code]
            shown = words.plain("field.none") if given is None else value(words, field, given)
            found.append(f"{field.name}: {shown}")
    return found


def value(words: Words, field: Field, given: Any, *, with_target: bool = True) -> str:
    """Write a value as people read it: `96/120 thủ tục`, `Cao`, `05/03/2026`, `số 12/KH-UBND ngày 05/03/2026 của …`,
    `“…”`."""
    if field.kind == "number":
        return number(words, field, given, with_target=with_target)
    if field.kind == "choice":
        return field.choice_name(given)
    if field.kind == "date":
        return f"{date.fromisoformat(given):%d/%m/%Y}"
    if field.kind == "document":
        return document(words, given)
    return f"“{given}”"


def number(words: Words, field: Field, given: float, *, with_target: bool = True) -> str:
    target = f"/{shown_numbers.number(words, field.target)}" if with_target and field.target is not None else ""
    return f"{shown_numbers.number(words, given)}{target} {field.unit}".strip()


def document(words: Words, given: Mapping[str, Any]) -> str:
    name = "field.document.issued" if given["issuer"] else "field.document"
    day = f"{date.fromisoformat(given['date']):%d/%m/%Y}"
    return words.plain(name, number=given["number"], day=day, issuer=given["issuer"])


def limits(words: Words, field: Field) -> dict[str, str]:
    """Return between what a number must be, in words."""
    least = number(words, field, field.least or 0, with_target=False)
    if field.most is None:
        return {"range": words.plain("field.from", least=least), "unit": field.unit}
    most = number(words, field, field.most, with_target=False)
    return {"range": words.plain("field.between", least=least, most=most), "unit": field.unit}
