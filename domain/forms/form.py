"""The report form as a value: what is asked about a task, when, and what an answer brings with it.

Answers are a mapping from field code to value: `status` is a `Status`, `percent` a number from 0 to 100, `done_on` a
day (ISO), `figures` a list of {"what", "n", "of", "unit"} (`5 of 12 doanh nghiệp`; an amount of money has no "of"
and the unit `đồng`), `files` a list of attached files, the others are texts. A requirement may ask for more
(`domain.forms.own_fields`): then the form of a task is the standard one and these after it. A field whose condition
does not hold is skipped and its value dropped; so is what no longer fits, as forms change while a draft is written.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from domain.forms.fields import (
    COUNTED,
    DOCUMENT_PART,
    STANDARD_FIELDS,
    TEXT_LIMIT,
    Answers,
    BadAnswer,
    Field,
    Status,
    applies,
    checked,
    fits,
)
from domain.forms.statuses import OF_STATUS, WITH_PERCENT

__all__ = [
    "BY_CODE",
    "COUNTED",
    "DOCUMENT_PART",
    "FIELDS",
    "PROGRESS",
    "STANDARD",
    "STANDING",
    "TEXT_FIELDS",
    "TEXT_LIMIT",
    "Answers",
    "BadAnswer",
    "Field",
    "Form",
    "Status",
    "applies",
    "checked",
]

ASKED = frozenset({"choice", "percent"})
"""Kinds of standard fields that are asked; the others are offered, or taken from what is typed. Own ones are all
asked."""


@dataclass(frozen=True)
class Form:
    """Conditions name fields that come before, so that going through them once settles what applies."""

    fields: tuple[Field, ...]

    @cached_property
    def by_code(self) -> Mapping[str, Field]:
        return {field.code: field for field in self.fields}

    @property
    def own(self) -> tuple[Field, ...]:
        return tuple(field for field in self.fields if field.is_own)

    def kept(self, answers: Answers) -> dict[str, Any]:
        """Return what of these answers has a place in the form, in its order."""
        found: dict[str, Any] = {}
        for field in self.fields:
            if field.code not in answers or not applies(field, found):
                continue
            if field.is_own and not fits(field, answers[field.code]):
                continue
            found[field.code] = answers[field.code]
        return found


FIELDS = STANDARD_FIELDS
STANDARD = Form(FIELDS)
BY_CODE = STANDARD.by_code
TEXT_FIELDS = tuple(field.code for field in FIELDS if field.kind == "text")
STANDING = frozenset({"status", "percent", "done_on"})  # said in one: how a task stands
PROGRESS = STANDING | {"figures"}


def put(answers: Answers, code: str, value: Any, form: Form = STANDARD) -> dict[str, Any]:
    """Return the answers after this one: the last word wins, and what no longer applies is dropped.

    100 per cent in progress is what people call done; a per cent given alone makes the task one in progress. How far
    it is is said in one way: `99/100` alone replaces a per cent that says otherwise, and is replaced by one.
    """
    kept = {**answers, code: checked(form.by_code[code], value)}
    share = share_of(kept.get("figures", ())) if code == "figures" else None
    if share is not None and contradict(share, progress(kept)):
        code, kept["percent"] = "percent", share
    if code == "percent":
        kept["status"] = _status_of(kept["percent"], kept.get("status"))
    if code == "status":
        kept.pop("percent", None)
    if share is None and code in ("percent", "status") and kept.get("figures"):
        kept["figures"] = [one for one in kept["figures"] if not contradict(share_of([one]), progress(kept))]
    return form.kept({field: said for field, said in kept.items() if field != "figures" or said})


def merge(answers: Answers, said: Answers, form: Form = STANDARD) -> dict[str, Any]:
    """Return the answers after all that was said at once, in the form's order: a per cent is about the status beside
    it.

    None takes an answer back: there is no obstacle. What the form does not ask, or
    no longer takes as it was said, is left out.
    """
    merged = dict(answers)
    for field in form.fields:
        if field.code not in said:
            continue
        if said[field.code] is None:
            merged.pop(field.code, None)
        elif not field.is_own or fits(field, said[field.code]):
            merged = put(merged, field.code, said[field.code], form)
    return merged


def share_of(figures: Iterable[Mapping[str, Any]]) -> float | None:
    """Return how far a task is by a part of a whole that counts nothing by name (`99/100`), in per cent; never 100
    unless all, never 0 unless none."""
    for one in figures:
        if one["of"] and not one["what"] and not one["unit"]:
            share = round(100 * float(one["n"]) / float(one["of"]), 1)
            return min(max(share, 0.1), 99.9) if 0 < one["n"] < one["of"] else share
    return None


def contradict(share: float | None, percent: float | None) -> bool:
    """Say whether the two cannot both be how far a task is."""
    return share is not None and percent is not None and abs(share - percent) > _AS_GOOD_AS_ALIKE


_AS_GOOD_AS_ALIKE = 1  # per cent: `2/3` and `67%`


def _status_of(percent: float, status: str | None) -> str:
    """Return the status beside a per cent: one that takes a per cent stays; any other gives way."""
    if percent == 100:
        return str(Status.DONE)
    return str(status if status in WITH_PERCENT else Status.IN_PROGRESS)


def as_before(before: Answers, now: Answers) -> dict[str, Any]:
    """Return what may be said again in the next period; files prove what was done in theirs, so those of now stay."""
    said = {code: said for code, said in before.items() if code != "files"}
    return {**said, "files": now["files"]} if "files" in now else said


def progress(answers: Answers) -> float | None:
    """Return how far the task is, in per cent; None where nobody has said, or there is nothing to report on it."""
    found = OF_STATUS.get(answers.get("status", ""))
    if found is None or not found.in_means:
        return None
    return answers.get("percent") if found.percent is None else found.percent


def says_nothing(answers: Answers) -> bool:
    """Say whether there is nothing to report on a task, and no more is said than that: no reason, remark or file."""
    return answers.get("status") == Status.NOTHING and not any(
        said for code, said in answers.items() if code != "status"
    )


def next_question(answers: Answers, skipped: Collection[str] = (), form: Form = STANDARD) -> Field | None:
    """Return what to ask next about a task: the status, what hangs on it, then the requirement's own fields. Standard
    texts are offered, not asked. `skipped` are those that the person passed over; what is required cannot be."""
    for field in form.fields:
        if not (field.is_own or field.kind in ASKED) or field.code in answers or not applies(field, answers):
            continue
        if field.code not in skipped or (field.is_own and field.required):
            return field
    return None


def is_answered(answers: Answers | None, form: Form = STANDARD) -> bool:
    """Say whether a task is answered: every required field that applies has a value that fits."""
    if answers is None:
        return False
    kept = form.kept(answers)
    return all(field.code in kept for field in form.fields if field.required and applies(field, kept))


def unanswered(
    task_ids: Iterable[int], answers_by_task: Mapping[int, Answers], forms: Mapping[int, Form] | None = None
) -> list[int]:
    """Return the tasks still without an answer, in the order given."""
    of = forms or {}
    return [id for id in task_ids if not is_answered(answers_by_task.get(id), of.get(id, STANDARD))]


def is_number(text: str) -> bool:
    """Say whether the text is nothing but a number, with or without `%`, however large."""
    return re.fullmatch(r"\s*\d+(?:[.,]\d+)*\s*%?\s*", text, re.ASCII) is not None


def parse_percent(text: str) -> float | None:
    """Read `40`, `40 %`, `40,5%`: a per cent as typed; None where it is not one."""
    bare = text.strip().removesuffix("%").strip().replace(",", ".")
    if not bare or not bare.replace(".", "", 1).isdigit() or not bare.isascii() or len(bare) > 8:
        return None
    value = float(bare)
    return value if 0 <= value <= 100 else None
