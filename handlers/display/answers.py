"""Answers about a task in words: `đang thực hiện 40 %, vướng mắc “thiếu kinh phí”`."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from domain.collation.shares import share
from domain.forms import form
from domain.forms.fields import Field
from handlers.display import attached_files, field_values
from handlers.display.shown_numbers import number
from handlers.words import Words


def standing(words: Words, answers: Mapping[str, Any]) -> str:
    """Return the status with its per cent, or with the day since when it is done; where nothing has been said yet,
    that."""
    status = answers.get("status")
    if status is None:
        return words.plain("status.unknown")
    said = words.plain(f"status.{status}")
    if "done_on" in answers:
        day = f"{date.fromisoformat(answers['done_on']):%d/%m/%Y}"
        return words.plain("status.done_on", standing=said, day=day)
    return f"{said} {percent(words, answers['percent'])}" if "percent" in answers else said


def percent(words: Words, value: float) -> str:
    """Write a per cent: `40 %`; a decimal comma in Vietnamese."""
    return f"{number(words, value)} %"


def figure(words: Words, said: Mapping[str, Any]) -> str:
    """Write a figure: `giải ngân 1.500.000.000 đồng`, `5/12 doanh nghiệp`."""
    amount = number(words, said["n"]) + (f"/{number(words, said['of'])}" if said["of"] is not None else "")
    return " ".join(filter(None, (said["what"], amount, said["unit"])))


def outcome(words: Words, answers: Mapping[str, Any]) -> str:
    """Return what came of the task: figures, then the words, then what proves it."""
    figures = [figure(words, one) for one in answers.get("figures", ())]
    files = answers.get("files")
    attached = [attached_files.brief(words, files)] if files else []
    return "; ".join([*figures, *filter(None, [answers.get("result")]), *attached])


def in_full(words: Words, answers: Mapping[str, Any], own: Iterable[Field] = (), proposed: Collection[str] = ()) -> str:
    """Return everything said about a task, in one line; `own` are the requirement's own fields. What was put into those
    that are `proposed` is marked as such."""
    parts = [standing(words, answers)] if "status" in answers else []
    if "percent" in answers and not parts:
        parts.append(percent(words, answers["percent"]))
    parts += [figure(words, one) for one in answers.get("figures", ())]
    for code in form.TEXT_FIELDS:
        if answers.get(code):
            said = words.plain(f"said.{code}", said=answers[code])
            parts.append(words.plain("said.proposed", said=said) if code in proposed else said)
    parts += [words.plain(f"said.no_{code}") for code in form.TEXT_FIELDS if code in answers and answers[code] is None]
    parts += field_values.said(words, own, answers)
    if files := answers.get("files"):
        parts.append(attached_files.brief(words, files))
    return ", ".join(parts) or words.plain("status.unknown")


def rate(words: Words, part: int, whole: int) -> str:
    value = share(part, whole)
    return "–" if value is None else percent(words, value)
