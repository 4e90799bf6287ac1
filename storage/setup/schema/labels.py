"""The parts of a setup in the words of the lines that say what a loading changes."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from domain.calendar.deadlines import due_day
from domain.calendar.workdays import WorkCalendar
from domain.moments.writing import day_and_clock
from domain.reminders.kinds import KINDS

NONE = "không có"
PROVISIONAL = " (tạm tính)"
_DUE = (
    ("month", "hạn tháng"),
    ("day", "hạn ngày"),
    ("after_period", "hạn sau khi hết kỳ"),
    ("weekday", "hạn thứ trong tuần"),
    ("time", "hạn giờ"),
    ("when_not_working", "hạn gặp ngày nghỉ"),
    ("year", "hạn năm"),
    ("exceptions", "hạn riêng"),
)
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_MEANT: dict[str, dict[Any, str]] = {
    "month": {"first": "đầu kỳ", "last": "cuối kỳ", "next": "sau kỳ"},
    "day": {
        "last": "cuối tháng", "first_working": "làm việc đầu tháng", "last_working": "làm việc cuối tháng",
    },
    "weekday": dict(enumerate(WEEKDAYS, 1)),
    "when_not_working": {"forward": "lùi sang ngày làm việc sau", "backward": "sớm lên ngày làm việc trước",
                         "keep": "giữ nguyên"},
    "year": {"same": "cùng năm", "next": "năm sau"},
}  # fmt: skip
"""What the words of a file mean to a reader."""


def quoted(text: str | None) -> str:
    return f"“{text}”" if text else NONE


def day(value: date | None) -> str:
    return f"{value:%d/%m/%Y}" if value else NONE


def moment(value: datetime | None, zone: ZoneInfo) -> str:
    """Local time; seconds only where there are any. Midnight is 24:00 of the day before."""
    if value is None:
        return NONE
    at, clock = day_and_clock(value, zone)
    return f"{clock} {at:%d/%m/%Y}"


def due_moment(value: datetime | None, zone: ZoneInfo, calendar: WorkCalendar) -> str:
    """When something is due; said to be provisional in a year without an official calendar."""
    provisional = value is not None and calendar.is_provisional(due_day(value, zone))
    return f"{moment(value, zone)}{PROVISIONAL if provisional else ''}"


def due_words(rule: Mapping[str, Any] | None) -> dict[str, str]:
    facts = {label: _due_word(key, rule[key]) for key, label in _DUE if rule and rule.get(key) is not None}
    return facts | ({"nộp trước khi hết kỳ": "có"} if rule and rule.get("before_end") else {})


def _due_word(key: str, value: Any) -> str:
    if key == "exceptions":
        return ", ".join(f"{one['day']:02}/{one['month']:02}" for one in value) or NONE
    return _MEANT.get(key, {}).get(value, str(value))


def step_words(step: Mapping[str, Any]) -> str:
    """`trước 5wd lúc 08:30 cho focal_point`"""
    kind = next(kind for kind in KINDS if kind.key in step)
    at = f" lúc {step['at']}" if step.get("at") else ""
    return f"{kind.word} {step[kind.key]}{at} cho {', '.join(step['to'])}"


def basis_words(basis: Mapping[str, Any]) -> str:
    day = f" ngày {basis['date']}" if basis.get("date") else ""
    issuer = f" của {basis['issuer']}" if basis.get("issuer") else ""
    return f"{basis.get('number') or 'văn bản'}{day}{issuer}"


_FIELD = (
    ("kind", "loại"),
    ("unit", "đơn vị tính"),
    ("target", "chỉ tiêu giao"),
    ("over_units", "gộp"),
    ("min", "thấp nhất"),
    ("max", "cao nhất"),
    ("limit", "tối đa"),
)


def field_words(field: Mapping[str, Any]) -> dict[str, str]:
    """One of a requirement's own fields, every part of it that a file can set."""
    condition = field.get("only_when")
    facts = {"tên": quoted(field["name"])}
    facts |= {label: _plainly(field.get(key)) for key, label in _FIELD}
    facts |= {
        "được vượt": "có" if field.get("may_exceed") else "không",
        "bắt buộc": "có" if field.get("required") else "không",
        "nhiệm vụ": ", ".join(field.get("tasks") or ()) or "mọi nhiệm vụ",
        "lựa chọn": "; ".join(f"{one['code']} {quoted(one['name'])}" for one in field.get("choices") or ()) or NONE,
        "chỉ hỏi khi": f"{condition['field']} là {', '.join(condition['is'])}" if condition else NONE,
    }
    return facts


def _plainly(value: Any) -> str:
    if isinstance(value, int | float):
        return f"{value:,.6f}".rstrip("0").rstrip(".").translate(str.maketrans(",.", ".,"))
    return str(value) if value else NONE
