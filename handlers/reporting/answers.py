"""Answers about a task in words: `đang thực hiện 40 %, vướng mắc “thiếu kinh phí”`."""

from collections.abc import Mapping
from typing import Any

from domain import form
from handlers.words import Words


def standing(words: Words, answers: Mapping[str, Any]) -> str:
    """The status with its per cent; that nothing has been said yet where it has not."""
    status = answers.get("status")
    if status is None:
        return words.plain("status.unknown")
    said = words.plain(f"status.{status}")
    return f"{said} {percent(words, answers['percent'])}" if "percent" in answers else said


def percent(words: Words, value: float) -> str:
    """`40 %`; a decimal comma in Vietnamese."""
    number = f"{value:g}"
    return f"{number.replace('.', ',') if words.language == 'vi' else number} %"


def in_full(words: Words, answers: Mapping[str, Any]) -> str:
    """Everything said about a task, in one line."""
    parts = [standing(words, answers)] if "status" in answers else []
    parts += [words.plain(f"said.{code}", said=answers[code]) for code in form.TEXT_FIELDS if answers.get(code)]
    return ", ".join(parts) or words.plain("status.unknown")
