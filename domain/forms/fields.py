"""Fields of the report form: the standard ones, which every task is asked about, and what a value of each must be."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from domain.files.attachments import MOST_WITH_A_TASK
from domain.forms.statuses import COUNTED, WITH_PERCENT, Status

__all__ = ["COUNTED", "Answers", "BadAnswer", "Field", "Kind", "OverUnits", "Status", "applies", "checked", "fits"]

Answers = Mapping[str, Any]


Kind = Literal["choice", "percent", "text", "date", "figures", "number", "document", "files"]
OverUnits = Literal["sum", "mean", "last", "max"]


@dataclass(frozen=True, slots=True)
class Field:
    """`only_when` names a field and the values of it under which this one is asked; None: always.

    From `name` on, only a requirement's own fields have something there. `names` are those of the choices, in their
    order. `target` is what one unit is to reach; where it `may_exceed` it, more is no cause to ask. `tasks` are the
    codes of those it is asked with; none: all of the requirement.
    """

    code: str
    kind: Kind
    required: bool = False
    only_when: tuple[str, frozenset[str]] | None = None
    choices: tuple[str, ...] = ()
    limit: int = 0  # characters; of figures and files: how many
    name: str = ""
    names: tuple[str, ...] = ()
    unit: str = ""
    target: float | None = None
    may_exceed: bool = True
    over_units: OverUnits = "sum"
    least: float | None = None
    most: float | None = None
    tasks: tuple[str, ...] = ()

    @property
    def is_own(self) -> bool:
        """Of a requirement, and not of the standard form."""
        return bool(self.name)

    def choice_name(self, value: str) -> str:
        return dict(zip(self.choices, self.names, strict=False)).get(value, value)


TEXT_LIMIT = 2000
DOCUMENT_PART = 200  # characters of a document's number, or of who issued it
LARGEST = 1e15  # so that a number is kept exactly by whatever reads it

STANDARD_FIELDS: tuple[Field, ...] = (
    Field("status", "choice", required=True, choices=tuple(Status)),
    Field("percent", "percent", only_when=("status", frozenset(WITH_PERCENT))),
    Field("done_on", "date", only_when=("status", frozenset({Status.DONE}))),
    Field("figures", "figures", limit=10),
    Field("result", "text", limit=TEXT_LIMIT),
    Field("obstacle", "text", limit=TEXT_LIMIT),
    Field("recommendation", "text", limit=TEXT_LIMIT),
    Field("files", "files", limit=MOST_WITH_A_TASK),
)


class BadAnswer(ValueError):
    """The value does not fit the field; the field's code is the message's first argument."""


def applies(field: Field, answers: Answers) -> bool:
    """Say whether the field is asked. With nothing to report on a task, none of the requirement's own fields is, unless
    it names that status."""
    if field.only_when is None:
        return not field.is_own or answers.get("status") != Status.NOTHING
    other, values = field.only_when
    return answers.get(other) in values


def checked(field: Field, value: Any) -> Any:
    """Return the value as it is kept, or `BadAnswer`."""
    if field.kind == "choice" and value in field.choices:
        return str(value)
    if field.kind == "percent" and isinstance(value, int | float) and 0 <= value <= 100:
        rounded = round(float(value), 2)
        return int(rounded) if rounded == int(rounded) else rounded
    if field.kind == "text" and isinstance(value, str) and 0 < len(value) <= field.limit:
        return value
    if field.kind == "date" and isinstance(value, str) and _is_day(value):
        return value
    if field.kind == "number" and _is_number(value) and _is_within(field, value):
        return int(value) if value == int(value) else float(value)
    if field.kind == "document" and _is_document(value):
        return value
    each = {"figures": _is_figure, "files": _is_file}.get(field.kind)
    if each and isinstance(value, list) and 0 < len(value) <= field.limit and all(map(each, value)):
        return value
    raise BadAnswer(field.code)


def fits(field: Field, value: Any) -> bool:
    try:
        checked(field, value)
    except BadAnswer:
        return False
    return True


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _is_number(value: Any) -> bool:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and math.isfinite(value) and abs(value) <= LARGEST


def _is_within(field: Field, value: float) -> bool:
    """Say whether the value is within the field's bounds; below nothing only where the form says how far."""
    least = 0 if field.least is None else field.least
    return value >= least and (field.most is None or value <= field.most)


def _is_document(value: Any) -> bool:
    """Take {"number": "12/KH-UBND", "date": "2026-03-05", "issuer": "UBND phường" or ""}."""
    return (
        isinstance(value, Mapping)
        and set(value) == {"number", "date", "issuer"}
        and all(isinstance(value[name], str) and len(value[name]) <= DOCUMENT_PART for name in value)
        and bool(value["number"])
        and _is_day(value["date"])
    )


def _is_file(file: Any) -> bool:
    """Take {"id": …, "name": "biên bản.pdf", "kind": "pdf", "size": bytes, "sha256": …}."""
    return isinstance(file, Mapping) and set(file) == {"id", "name", "kind", "size", "sha256"}


def _is_figure(figure: Any) -> bool:
    return (
        isinstance(figure, Mapping)
        and set(figure) == {"what", "n", "of", "unit"}
        and isinstance(figure["n"], int | float)
        and all(isinstance(figure[name], str) and len(figure[name]) <= 200 for name in ("what", "unit"))
        and (figure["of"] is None or isinstance(figure["of"], int | float))
    )
