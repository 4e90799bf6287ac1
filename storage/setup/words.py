"""The parts of a setup in the words of the lines that say what a loading changes."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

NONE = "không có"
_DUE = (
    ("month", "hạn tháng"),
    ("day", "hạn ngày"),
    ("weekday", "hạn thứ trong tuần"),
    ("time", "hạn giờ"),
    ("when_not_working", "hạn gặp ngày nghỉ"),
    ("year", "hạn năm"),
)
_STEPS = {"before": "trước", "after": "sau", "every": "mỗi"}


def quoted(text: str | None) -> str:
    return f"“{text}”" if text else NONE


def day(value: date | None) -> str:
    return f"{value:%d/%m/%Y}" if value else NONE


def moment(value: datetime | None, zone: ZoneInfo) -> str:
    """Local time; seconds only where there are any."""
    if value is None:
        return NONE
    local = value.astimezone(zone)
    return local.strftime("%H:%M:%S %d/%m/%Y" if local.second else "%H:%M %d/%m/%Y")


def due_words(rule: Mapping[str, Any] | None) -> dict[str, str]:
    return {label: str(rule[key]) for key, label in _DUE if rule and rule.get(key) is not None}


def step_words(step: Mapping[str, Any]) -> str:
    """`trước 5wd lúc 08:30 cho focal_point`"""
    kind = next(kind for kind in _STEPS if kind in step)
    at = f" lúc {step['at']}" if step.get("at") else ""
    return f"{_STEPS[kind]} {step[kind]}{at} cho {', '.join(step['to'])}"


def basis_words(basis: Mapping[str, Any]) -> str:
    day = f" ngày {basis['date']}" if basis.get("date") else ""
    issuer = f" của {basis['issuer']}" if basis.get("issuer") else ""
    return f"{basis.get('number') or 'văn bản'}{day}{issuer}"
