"""The parts of a setup as the lines that say what a loading changes name them."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, get_args
from zoneinfo import ZoneInfo

from domain.calendar.deadlines import due_day
from domain.calendar.periods import PeriodType, WindowScheme
from domain.calendar.workdays import WorkCalendar
from domain.forms.own_fields import KINDS as KINDS_OF_FIELDS
from domain.forms.own_fields import OVER_UNITS
from domain.messaging.sentences import EMPTY, BigNumber, Filling, Sentence, listing, sentence
from domain.moments.due_writing import day_and_clock
from domain.reminders.kinds import KINDS

NONE = Sentence("setup.none")
YES, NO = Sentence("setup.yes"), Sentence("setup.no")
PROVISIONAL = Sentence("setup.provisional")
_DUE = ("month", "day", "after_period", "weekday", "time", "when_not_working", "year", "exceptions")
MEANT: Mapping[str, frozenset[Any]] = {
    "month": frozenset({"first", "last", "next"}),
    "day": frozenset({"last", "first_working", "last_working"}),
    "when_not_working": frozenset({"forward", "backward", "keep"}),
    "year": frozenset({"same", "next"}),
}
"""Values of a file for which there are words."""
CHOSEN: Mapping[str, tuple[str, ...]] = {
    "period_type": tuple(PeriodType),
    "data_window": get_args(WindowScheme),
    "document_style": ("state", "party"),
    "address_form": ("anh_chi", "dong_chi"),
    "kind": KINDS_OF_FIELDS,
    "over_units": OVER_UNITS,
}
"""What may be chosen for these, for each of which there are words."""


def said(fact: str, value: str) -> Filling:
    """Return a value in words, where it is one of a few that have them."""
    return sentence(f"setup.chosen.{fact}.{value}") if value in CHOSEN.get(fact, ()) else value


def quoted(text: str | None) -> Filling:
    return f"“{text}”" if text else NONE


def day(value: date | None) -> Filling:
    return f"{value:%d/%m/%Y}" if value else NONE


def moment(value: datetime | None, zone: ZoneInfo) -> Filling:
    """Return local time; seconds only where there are any. Midnight is 24:00 of the day before."""
    if value is None:
        return NONE
    at, clock = day_and_clock(value, zone)
    return f"{clock} {at:%d/%m/%Y}"


def due_moment(value: datetime | None, zone: ZoneInfo, calendar: WorkCalendar) -> Filling:
    """Return when something is due; said to be provisional in a year without an official calendar."""
    provisional = value is not None and calendar.is_provisional(due_day(value, zone))
    return listing((moment(value, zone), PROVISIONAL), "") if provisional else moment(value, zone)


def due_words(rule: Mapping[str, Any] | None) -> dict[str, Filling]:
    facts = {f"due.{key}": _due_word(key, rule[key]) for key in _DUE if rule and rule.get(key) is not None}
    return facts | ({"due.before_end": YES} if rule and rule.get("before_end") else {})


def _due_word(key: str, value: Any) -> Filling:
    if key == "exceptions":
        return ", ".join(f"{one['day']:02}/{one['month']:02}" for one in value) or NONE
    if key == "weekday":
        return sentence(f"weekday.{value}")
    return sentence(f"setup.due.{key}.{value}") if value in MEANT.get(key, ()) else str(value)


def step_words(step: Mapping[str, Any]) -> Sentence:
    """Return a step in words: `trước 5wd lúc 08:30 cho focal_point`."""
    kind = next(kind for kind in KINDS if kind.key in step)
    at = sentence("setup.step.at", time=step["at"]) if step.get("at") else EMPTY
    return sentence(
        f"setup.step.{kind.key}", duration=step[kind.key], at=at, roles=listing(map(role_words, step["to"]))
    )


def role_words(role: str) -> Sentence:
    return sentence(f"setup.role.{role}")


def basis_words(basis: Mapping[str, Any]) -> Sentence:
    day = sentence("setup.basis.date", date=basis["date"]) if basis.get("date") else EMPTY
    issuer = sentence("setup.basis.issuer", issuer=quoted(basis["issuer"])) if basis.get("issuer") else EMPTY
    number = basis.get("number") or Sentence("setup.basis.any")
    named = quoted(f"{basis['kind']} {basis.get('number') or ''}".strip()) if basis.get("kind") else number
    subject = sentence("setup.basis.subject", subject=quoted(basis["subject"])) if basis.get("subject") else EMPTY
    return sentence("setup.basis", number=named, date=day, issuer=issuer, subject=subject)


def signer_words(signer: Mapping[str, Any] | None) -> Filling:
    """Return who signs: `“TM. BAN THƯỜNG VỤ; Phó Bí thư; Nguyễn Văn An”`."""
    parts = [*((signer or {}).get("authority") or ()), (signer or {}).get("position"), (signer or {}).get("name")]
    return quoted("; ".join(filter(None, parts)))


_FIELD = {"kind": "kind", "unit": "unit_of_measure", "target": "target", "over_units": "over_units", "min": "least",
          "max": "most", "limit": "limit"}  # fmt: skip
"""Parts of a field that are told as they are, by their keys."""


def field_words(field: Mapping[str, Any]) -> dict[str, Filling]:
    """Return every part of one of a requirement's own fields that a file can set."""
    condition = field.get("only_when")
    facts = {"name": quoted(field["name"])}
    facts |= {label: _plainly(key, field.get(key)) for key, label in _FIELD.items()}
    facts |= {
        "may_exceed": YES if field.get("may_exceed") else NO,
        "required": YES if field.get("required") else NO,
        "tasks": ", ".join(field.get("tasks") or ()) or Sentence("setup.all_tasks"),
        "choices": "; ".join(f"{one['code']} “{one['name']}”" for one in field.get("choices") or ()) or NONE,
        "only_when": sentence("setup.only_when", field=condition["field"], values=", ".join(condition["is"]))
        if condition
        else NONE,
    }
    return facts


def _plainly(key: str, value: Any) -> Filling:
    if isinstance(value, int | float):
        return BigNumber(value)
    return said(key, str(value)) if value else NONE
