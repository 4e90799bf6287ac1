"""What an action refused, in the words of whoever asked."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from domain.messaging.messages import Text
from handlers.conversation.acting import ClockTime, DueMoment, Phrase, Refusal
from handlers.words import Words, dates
from handlers.words.reports import about
from storage.reporting.duties import Duty


def worded(words: Words, refusal: Refusal) -> Text:
    return words(refusal.reason, **_filled(words, refusal.values))


def _filled(words: Words, values: Mapping[str, Any]) -> dict[str, Any]:
    filled: dict[str, Any] = {}
    for name, value in values.items():
        filled |= about(words, value) if isinstance(value, Duty) else {name: _said(words, value)}
    return filled


def _said(words: Words, value: Any) -> Any:
    match value:
        case DueMoment():
            return dates.moment(words, value.at, value.zone)
        case ClockTime():
            return dates.clocked(words, value.at, value.zone)
        case Phrase():
            return words.plain(value.name, **_filled(words, value.values))
        case date():
            return dates.day(words, value)
        case _:
            return value
