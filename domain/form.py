"""The report form as data: what is asked about each task, when, and what an answer brings with it.

Answers are a mapping from field code to value: `status` is a `Status`, `percent` a number from 0 to 100, `done_on` a
day (ISO), `figures` a list of {"what", "n", "of", "unit"} (`5 of 12 doanh nghiệp`; an amount of money has no "of"
and the unit `đồng`), the others are texts. A field whose condition does not hold is skipped and its value dropped.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Literal

Answers = Mapping[str, Any]


class Status(StrEnum):
    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Field:
    """`only_when` names a field and the values of it under which this one is asked; None: always."""

    code: str
    kind: Literal["choice", "percent", "text", "date", "figures"]
    required: bool = False
    only_when: tuple[str, frozenset[str]] | None = None
    choices: tuple[str, ...] = ()
    limit: int = 0  # characters; of figures: how many


TEXT_LIMIT = 2000

FIELDS: tuple[Field, ...] = (
    Field("status", "choice", required=True, choices=tuple(Status)),
    Field("percent", "percent", only_when=("status", frozenset({Status.IN_PROGRESS}))),
    Field("done_on", "date", only_when=("status", frozenset({Status.DONE}))),
    Field("figures", "figures", limit=10),
    Field("result", "text", limit=TEXT_LIMIT),
    Field("obstacle", "text", limit=TEXT_LIMIT),
    Field("recommendation", "text", limit=TEXT_LIMIT),
)
BY_CODE = {field.code: field for field in FIELDS}
ASKED = frozenset({"choice", "percent"})
"""Kinds that are asked; the others are offered, or taken from what is typed."""
TEXT_FIELDS = tuple(field.code for field in FIELDS if field.kind == "text")
FULL = {Status.DONE: 100, Status.NOT_STARTED: 0}  # what a status says about the per cent


class BadAnswer(ValueError):
    """The value does not fit the field; the field's code is the message's first argument."""


def applies(field: Field, answers: Answers) -> bool:
    if field.only_when is None:
        return True
    other, values = field.only_when
    return answers.get(other) in values


def checked(field: Field, value: Any) -> Any:
    """The value as it is kept, or `BadAnswer`."""
    if field.kind == "choice" and value in field.choices:
        return str(value)
    if field.kind == "percent" and isinstance(value, int | float) and 0 <= value <= 100:
        return int(value) if value == int(value) else round(float(value), 2)
    if field.kind == "text" and isinstance(value, str) and 0 < len(value) <= field.limit:
        return value
    if field.kind == "date" and isinstance(value, str) and _is_day(value):
        return value
    is_list = field.kind == "figures" and isinstance(value, list) and 0 < len(value) <= field.limit
    if is_list and all(_is_figure(figure) for figure in value):
        return value
    raise BadAnswer(field.code)


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _is_figure(figure: Any) -> bool:
    return (
        isinstance(figure, Mapping)
        and set(figure) == {"what", "n", "of", "unit"}
        and isinstance(figure["n"], int | float)
        and all(isinstance(figure[name], str) and len(figure[name]) <= 200 for name in ("what", "unit"))
        and (figure["of"] is None or isinstance(figure["of"], int | float))
    )


def put(answers: Answers, code: str, value: Any) -> dict[str, Any]:
    """The answers after this one: the last word wins, and what no longer applies is dropped.

    100 per cent in progress is what people call done; a per cent given alone makes the task one in progress.
    """
    kept = {**answers, code: checked(BY_CODE[code], value)}
    if code == "percent":
        kept["status"] = _status_of(kept["percent"])
    if code == "status":
        kept.pop("percent", None)
    return {key: kept[key] for key in kept if applies(BY_CODE[key], kept)}


def merge(answers: Answers, said: Answers) -> dict[str, Any]:
    """The answers after all that was said at once, in the form's order: a per cent is about the status beside it.

    None takes an answer back: there is no obstacle.
    """
    merged = dict(answers)
    for field in FIELDS:
        if field.code not in said:
            continue
        if said[field.code] is None:
            merged.pop(field.code, None)
        else:
            merged = put(merged, field.code, said[field.code])
    return merged


def _status_of(percent: float) -> str:
    return str(Status.DONE if percent == 100 else Status.IN_PROGRESS)


def progress(answers: Answers) -> float | None:
    """How far the task is, in per cent; None where nobody has said."""
    status = answers.get("status")
    if status is None:
        return None
    percent = answers.get("percent")
    return FULL.get(Status(status), percent)


def next_question(answers: Answers, skipped: Collection[str] = ()) -> Field | None:
    """What to ask next about a task: the status, then what hangs on it. Texts are offered, not asked."""
    for field in FIELDS:
        if field.kind not in ASKED or field.code in skipped or field.code in answers:
            continue
        if applies(field, answers):
            return field
    return None


def is_answered(answers: Answers | None) -> bool:
    """A task is answered when every required field that applies has a value."""
    return answers is not None and all(f.code in answers for f in FIELDS if f.required and applies(f, answers))


def unanswered(task_ids: Iterable[int], answers_by_task: Mapping[int, Answers]) -> list[int]:
    """The tasks still without an answer, in the order given."""
    return [task_id for task_id in task_ids if not is_answered(answers_by_task.get(task_id))]


def is_number(text: str) -> bool:
    """Whether the text is nothing but a number, with or without `%`, however large."""
    return re.fullmatch(r"\s*\d+(?:[.,]\d+)*\s*%?\s*", text, re.ASCII) is not None


def parse_percent(text: str) -> float | None:
    """`40`, `40 %`, `40,5%`: a per cent as typed; None where it is not one."""
    bare = text.strip().removesuffix("%").strip().replace(",", ".")
    if not bare or not bare.replace(".", "", 1).isdigit() or not bare.isascii() or len(bare) > 8:
        return None
    value = float(bare)
    return value if 0 <= value <= 100 else None
