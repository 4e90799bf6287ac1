"""The unit in which a number was meant: that of its field when the card was shown, whatever the setup says by now."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from domain.forms.fields import Field
from domain.typed.values.scales import in_units_of
from handlers.drafting.subject import Subject

Json = dict[str, Any]


def units_of(subject: Subject, tasks: Collection[int | None]) -> dict[str, str]:
    """Return, by field code, the units of the numbers that these tasks are asked; they travel with a card's buttons."""
    asked = [field for t in tasks if t is not None for field in subject.form(t).own]
    return {field.code: field.unit for field in asked if field.kind == "number"}


def has_changed(field: Field, meant: str | None) -> bool:
    """Say whether a number that was asked for in `meant` would now be taken for something else. None: nobody knows."""
    return meant is not None and field.kind == "number" and field.unit != meant


def as_of_today(
    subject: Subject, updates: Sequence[Json], doubts: Sequence[Json], meant: Mapping[str, str]
) -> tuple[list[Json], list[Json]]:
    """Return what was read back, with its numbers in the units of today; where that is not possible they are left
    out."""
    return (
        [{**one, "a": _converted(subject, one["t"], one["a"], meant)} for one in updates],
        [{**one, "a": [_converted(subject, one["t"], offer, meant) for offer in one["a"]]} for one in doubts],
    )


def _converted(subject: Subject, task_id: int | None, answers: Json, meant: Mapping[str, str]) -> Json:
    now = [] if task_id is None else subject.form(task_id).own
    return in_units_of(answers, [replace(field, unit=meant.get(field.code, field.unit)) for field in now], now)
