"""What is said about a task as it stands in the inputs of a page, and what is read out of them again.

An input is named by its field's code; of a document there are three: `code:number`, `code:date` and `code:issuer`
(codes have no colon). What was not touched comes back as it was, however it is written there.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from domain.forms import form
from domain.forms.fields import DOCUMENT_PART, Answers, BadAnswer, Field, applies, fits
from domain.forms.form import Form
from domain.messaging.secret_marks import is_marked_secret
from domain.text import nfc
from domain.typed import leaves_empty, read_line
from domain.typed.values.field_values import read_value

_TASK = "#"  # stands for the task whose figures they are; nobody types it
PARTS = ("number", "date", "issuer")
UNWRITTEN = frozenset({"files"})  # kinds that have no input: they are kept

_SPACIOUS = 2
_LONGEST = {"document": _SPACIOUS * 3 * DOCUMENT_PART, "figures": 5_000}
_LONGEST_OTHER = 500

Inputs = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Filled:
    """What the inputs say. `problems`: by field code, why it could not be read: choice, percent, text, date, number,
    limits, dimension, several, document, figures or secret. Then the answers are only a part of what was meant."""

    answers: Mapping[str, Any]
    problems: Mapping[str, str] = field(default_factory=dict)


def names(one: Field) -> list[str]:
    """Return the names of the inputs in which an answer stands."""
    if one.kind in UNWRITTEN:
        return []
    return [f"{one.code}:{part}" for part in PARTS] if one.kind == "document" else [one.code]


def shown(one: Field, value: Any) -> dict[str, str]:
    """Return the answer as it stands in its inputs."""
    if one.kind in UNWRITTEN:
        return {}
    if one.kind == "document":
        return {f"{one.code}:{part}": value[part] for part in PARTS}
    if one.kind in ("number", "percent"):
        return {one.code: _number(value)}
    if one.kind == "figures":
        return {one.code: "\n".join(map(_figure, value))}
    return {one.code: str(value)}


def all_shown(of_task: Form, answers: Answers) -> dict[str, str]:
    said = [shown(one, answers[one.code]) for one in of_task.fields if one.code in answers]
    return {name: text for inputs in said for name, text in inputs.items()}


def digest(answers: Answers) -> str:
    """Return a digest of the answers, by which it is known whether what the inputs show is still what is kept."""
    seen = {code: said for code, said in answers.items() if code not in UNWRITTEN}
    return hashlib.sha256(json.dumps(seen, sort_keys=True).encode()).hexdigest()[:16]


def read(of_task: Form, given: Inputs, current: Answers, today: date) -> Filled:
    """Read all that is said about the task; an input that is empty, or not there, says nothing. `current` is what was
    said before. What is not asked, as the rest stands, is left out."""
    found: dict[str, Any] = {}
    problems: dict[str, str] = {}
    for one in of_task.fields:
        if one.kind in UNWRITTEN:
            if one.code in current:
                found[one.code] = current[one.code]
            continue
        written = [given.get(name, "") for name in names(one)]
        if sum(map(len, written)) > _longest(one):
            problems[one.code] = one.kind  # before anything looks at it
            continue
        said = dict(zip(names(one), map(nfc, written), strict=True))
        if not any(said.values()) or not _is_asked(one, found):
            continue
        untouched = _as_before(one, said, current)
        if untouched is None and _says_none(one, said):
            continue
        value, why = untouched or _value(one, list(said.values()), today, current)
        if why:
            problems[one.code] = why
            continue
        try:
            found = form.put(found, one.code, value, of_task)
        except BadAnswer:
            problems[one.code] = one.kind
    return Filled(of_task.kept(found), problems)


def _says_none(one: Field, said: Inputs) -> bool:
    """Say whether the answer is that there is none, as in `không có khó khăn, vướng mắc` in the place of an
    obstacle."""
    return one.code in form.TEXT_FIELDS and all(leaves_empty(one.code, text) for text in said.values())


def _longest(one: Field) -> int:
    """Return in how many characters the answer has its place, also where spaces and marks stand beside its letters."""
    return _LONGEST.get(one.kind, _LONGEST_OTHER) if one.kind != "text" else _SPACIOUS * one.limit


def _is_asked(one: Field, found: Answers) -> bool:
    """Say whether the field is asked, as the rest stands; a per cent alone says that the task is in progress."""
    return applies(one, found) or (one.code == "percent" and "status" not in found)


def _as_before(one: Field, said: Inputs, current: Answers) -> tuple[Any, str] | None:
    """Return what was not touched, where it still has a place in the form."""
    if one.code not in current or not fits(one, current[one.code]):
        return None
    same = {name: nfc(before) for name, before in shown(one, current[one.code]).items()} == dict(said)
    return (current[one.code], "") if same else None


def _value(one: Field, said: list[str], today: date, current: Answers) -> tuple[Any, str]:
    if any(map(is_marked_secret, said)):
        return None, "secret"
    if one.kind == "document":
        return _document(said, today)
    text = said[0]
    if one.kind == "figures":
        return _figures(text, current.get(one.code, ()), today)
    if one.kind == "choice":
        return text, "" if text in one.choices else "choice"
    if one.kind == "percent":
        percent = form.parse_percent(text)
        return percent, "" if percent is not None else "percent"
    if one.kind == "text":
        return text, "" if len(text) <= one.limit else "text"
    if one.kind == "date":
        day = _day(text, today)
        return day, "" if day else "date"
    read = read_value(text, one, today)
    if read.is_certain and read.values[0] is not None:
        return read.values[0], ""
    if one.kind == "number" and len(read.values) > 1:
        return None, "several"
    return None, read.why if read.why in ("limits", "dimension") else one.kind


_FIGURES = ({"figures"}, {"figures", "status"})  # `5/12 xã` says of a task as well that it is under way


def _figures(text: str, kept: Sequence[Mapping[str, Any]], today: date) -> tuple[Any, str]:
    """Read the figures: a line is one of before, or one or more as they are typed in the chat and read with
    certainty."""
    of_before = {nfc(_figure(one)): one for one in kept}
    found: list[Mapping[str, Any]] = []
    for line in filter(None, map(str.strip, text.split("\n"))):
        if line in of_before:
            found.append(of_before[line])
            continue
        read = read_line(line, [_TASK], today=today, open_task=_TASK)
        if read.certain and len(read.updates) == 1 and set(read.updates[0].answers) in _FIGURES:
            found += read.updates[0].answers["figures"]
        else:
            return None, "figures"
    return found, ""


def _figure(said: Mapping[str, Any]) -> str:
    """Return a figure on one line, as it is read again: `giải ngân 1.500.000.000 đồng`, `5/12 doanh nghiệp`."""
    amount = _grouped(said["n"]) + (f"/{_grouped(said['of'])}" if said["of"] is not None else "")
    return " ".join(" ".join(filter(None, (said["what"], amount, said["unit"]))).split())


def _grouped(value: float) -> str:
    """Write a number with a point between the thousands: these numbers are long."""
    whole, comma, decimals = _number(value).partition(",")
    return f"{int(whole):,}".replace(",", ".") + comma + decimals


def _document(said: list[str], today: date) -> tuple[Any, str]:
    number, day, issuer = " ".join(said[0].split()), _day(said[1], today), " ".join(said[2].split())
    if not number or day is None or max(len(number), len(issuer)) > DOCUMENT_PART:
        return None, "document"
    return {"number": number, "date": day, "issuer": issuer}, ""


def _day(text: str, today: date) -> str | None:
    """Read a day as a browser sends it, or typed where the browser has no calendar; None where it is none."""
    read = read_value(text, Field("day", "date", name="day"), today)
    return str(read.values[0]) if read.is_certain and read.values[0] is not None else None


def _number(value: float) -> str:
    """Write a number with a decimal comma, nothing between the thousands, and never just three decimals, which could be
    thousands: so that it is read in one way only."""
    whole, _, decimals = format(Decimal(repr(value)), "f").removesuffix(".0").partition(".")
    return ",".join(filter(None, (whole, f"{decimals}0" if len(decimals) == 3 else decimals)))


def missing(of_task: Form, answers: Answers) -> list[Field]:
    """Return the required fields that are still without an answer."""
    kept = of_task.kept(answers)
    return [one for one in of_task.fields if one.required and applies(one, kept) and one.code not in kept]
