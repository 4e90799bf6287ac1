"""A requirement's own fields: what is kept of them in the database, made into fields of the form.

What is kept is a list of mappings with the keys of the setup file and nothing left out (`written`); a report keeps
the list that it was asked with, so that it stays readable when the form has changed.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from domain.forms.fields import STANDARD_FIELDS, TEXT_LIMIT, Field
from domain.forms.form import STANDARD, Form
from domain.text import fold

KINDS = ("number", "choice", "date", "text", "document")
OVER_UNITS = ("sum", "mean", "last", "max")
Written = Mapping[str, Any]


def read(written: Iterable[Written] | None) -> tuple[Field, ...]:
    """Return the fields in their order; none where nothing is written."""
    return tuple(map(_field, written or ()))


def _field(written: Written) -> Field:
    choices = written.get("choices") or ()
    condition = written.get("only_when")
    return Field(
        code=written["code"],
        kind=written["kind"],
        required=bool(written.get("required")),
        only_when=None if condition is None else (condition["field"], frozenset(condition["is"])),
        choices=tuple(choice["code"] for choice in choices),
        limit=written.get("limit") or TEXT_LIMIT,
        name=written["name"],
        names=tuple(choice["name"] for choice in choices),
        unit=written.get("unit") or "",
        target=written.get("target"),
        may_exceed=bool(written.get("may_exceed")),
        over_units=written.get("over_units") or "sum",
        least=written.get("min"),
        most=written.get("max"),
        tasks=tuple(written.get("tasks") or ()),
    )


@lru_cache(maxsize=512)
def form_of(own: tuple[Field, ...], task_code: str) -> Form:
    """Return the form of one task: the standard fields, and the own ones that are asked with it."""
    asked = asked_with(own, task_code)
    return Form((*STANDARD_FIELDS, *asked)) if asked else STANDARD


def asked_with(own: Iterable[Field], task_code: str) -> tuple[Field, ...]:
    return tuple(field for field in own if not field.tasks or task_code in field.tasks)


def is_comparable(one: Field, other: Field) -> bool:
    """Say whether answers to both can be added up: the same kind, in the same unit."""
    return one.code == other.code and one.kind == other.kind and fold(one.unit) == fold(other.unit)


def merged(latest: Sequence[Field], earlier: Iterable[Sequence[Field]]) -> tuple[Field, ...]:
    """Return the fields as they are asked now, and after them those that were asked before and are no more."""
    found = {field.code: field for field in latest}
    for fields in earlier:
        for field in fields:
            found.setdefault(field.code, field)
    return tuple(found.values())
