"""What an action refused, in the words of whoever asked."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from domain.messaging.messages import Text
from handlers.conversation.acting import BareDate, ClockTime, DueMoment, ListOfNames, Phrase, Refusal, ReportTitle
from handlers.words import Words, dates
from handlers.words.enumerations import listed
from handlers.words.reports import about
from storage.reporting.duties import Duty


def worded(words: Words, refusal: Refusal) -> Text:
    return words(refusal.reason, **_filled(words, refusal.values))


def called(words: Words, report: ReportTitle) -> str:
    duty = report.duty
    title = dates.report_title(words, duty.title, duty.period_key)
    return f"{title} · {duty.unit_name}" if report.with_unit else title


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
        case BareDate():
            return f"{value.day:%d/%m/%Y}"
        case ListOfNames():
            return listed(words, value.of)
        case ReportTitle():
            return called(words, value)
        case Phrase():
            return words.plain(value.name, **_filled(words, value.values))
        case date():
            return dates.day(words, value)
        case _:
            return value
