"""The working days of Viet Nam: what the library `holidays` says, then what we know better, then the office's own file.

The library itself is not loaded: it brings all countries along, 10 MiB of them. What it says of ours stands in a file
that a test compares with it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from sys import intern
from typing import Literal, cast

import yaml

from domain.calendar.workdays import WorkCalendar
from domain.messaging.sentences import Filling, SentenceError, sentence

_DAYS_OFF = Path(__file__).parents[1] / "days_off"
_PACKAGED = _DAYS_OFF / "vn.yaml"
FROM_LIBRARY = _DAYS_OFF / "library.csv"  # written by tests/storage/library_days.py
YEARS = range(2000, 2100)  # as far as the library knows the moon
_KEYS = ("official_years", "days", "holidays_not_in_force")


class CalendarFileError(SentenceError):
    """A file of days off that cannot be read; the sentence names the file and the line."""


@dataclass(frozen=True, slots=True)
class DayRule:
    """One day that differs from what the library says, and the document that says so."""

    date: date
    day: Literal["off", "work"]
    basis: str


@dataclass(frozen=True, slots=True)
class DaysFile:
    """What a file of days off says."""

    days: tuple[DayRule, ...] = ()
    official_years: frozenset[int] = frozenset()
    holidays_not_in_force: frozenset[str] = frozenset()


@cache
def work_calendar(override_path: Path | None = None) -> WorkCalendar:
    """Return the calendar to count by, read once. The file named wins over what is packaged, and that over the library.

    Raise CalendarFileError for a file that is missing or wrong.
    """
    files = _files(override_path)
    left_out = frozenset().union(*(file.holidays_not_in_force for file in files))
    exchanged, holidays = _from_library()
    days: dict[date, str] = dict.fromkeys(exchanged, "work")
    days.update((day, "off") for day, name in holidays.items() if not _named_only(name, left_out))
    days.update((rule.date, rule.day) for file in files for rule in file.days)
    why = {day: name for day, name in holidays.items() if days.get(day) == "off"}
    why.update((rule.date, rule.basis) for file in files for rule in file.days)
    return WorkCalendar(
        why=why,
        off=frozenset(day for day, kind in days.items() if kind == "off"),
        worked=frozenset(day for day, kind in days.items() if kind == "work"),
        official_years=official_years(override_path),
    )


@cache
def official_years(override_path: Path | None = None) -> frozenset[int]:
    """Return the years whose calendar was announced. Raise CalendarFileError, as above."""
    return frozenset().union(*(file.official_years for file in _files(override_path)))


def _from_library() -> tuple[list[date], dict[date, str]]:
    """Return the weekend days that are worked in exchange, and the holidays by their names."""
    exchanged: list[date] = []
    holidays: dict[date, str] = {}
    for line in FROM_LIBRARY.read_text(encoding="utf-8").splitlines():
        day, kind, name = line.split(",", 2)
        if kind == "work":
            exchanged.append(date.fromisoformat(day))
        else:
            holidays[date.fromisoformat(day)] = intern(name)
    return exchanged, holidays


def _files(override_path: Path | None) -> list[DaysFile]:
    return [read_days(_PACKAGED), *([read_days(override_path)] if override_path else [])]


def read_days(path: Path) -> DaysFile:
    """Read a file of days off. Raise CalendarFileError."""
    try:
        return _read(yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader))
    except OSError as error:
        raise _not_this(path, "unreadable", reason=error.strerror or "") from error
    except UnicodeDecodeError as error:
        raise _not_this(path, "not_utf8") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise _not_this(path, "yaml_at", line=line, reason=error.problem or "") from error
    except yaml.YAMLError as error:
        raise _not_this(path, "yaml") from error
    except _Wrong as wrong:
        raise _not_this(path, "at", line=wrong.node.start_mark.line + 1, why=wrong.sentence) from wrong


def _not_this(path: Path, name: str, /, **filled: Filling) -> CalendarFileError:
    return CalendarFileError(sentence(f"days_off.{name}", path=str(path), **filled))


class _Wrong(SentenceError):
    def __init__(self, node: yaml.Node, why: str, **filled: Filling) -> None:
        super().__init__(sentence(f"days_off.{why}", **filled))
        self.node = node


# Nodes and not values, because a node knows its line, and `off` stays a word instead of becoming False.
def _read(root: yaml.Node | None) -> DaysFile:
    if root is None:
        return DaysFile()
    parts = dict(_entries(root, _KEYS))
    return DaysFile(
        days=tuple(map(_day_rule, _items(parts.get("days")))),
        official_years=frozenset(map(_year, _items(parts.get("official_years")))),
        holidays_not_in_force=frozenset(map(_holiday_name, _items(parts.get("holidays_not_in_force")))),
    )


def _day_rule(node: yaml.Node) -> DayRule:
    parts = _all_of(node, ("date", "day", "basis"))
    kind = _text(parts["day"])
    if kind not in ("off", "work"):
        raise _Wrong(parts["day"], "day", said=kind)
    return DayRule(_date(parts["date"]), cast(Literal["off", "work"], kind), _text(parts["basis"]))


def _holiday_name(node: yaml.Node) -> str:
    return _text(_all_of(node, ("name", "basis"))["name"])


def _date(node: yaml.Node) -> date:
    try:
        return date.fromisoformat(_text(node))
    except ValueError:
        raise _Wrong(node, "date", said=_text(node)) from None


def _year(node: yaml.Node) -> int:
    text = _text(node)
    if not (text.isascii() and text.isdigit() and int(text) in YEARS):
        raise _Wrong(node, "year", said=text, first=YEARS[0], last=YEARS[-1])
    return int(text)


def _all_of(node: yaml.Node, keys: tuple[str, ...]) -> dict[str, yaml.Node]:
    parts = dict(_entries(node, keys))
    for key in keys:
        if key not in parts:
            raise _Wrong(node, "missing", key=key)
    return parts


def _entries(node: yaml.Node, known: tuple[str, ...]) -> Iterator[tuple[str, yaml.Node]]:
    if not isinstance(node, yaml.MappingNode):
        raise _Wrong(node, "keys", keys=", ".join(known))
    for key, value in node.value:
        name = _text(key)
        if name not in known:
            raise _Wrong(key, "unknown", key=name, keys=", ".join(known))
        yield name, value


def _items(node: yaml.Node | None) -> list[yaml.Node]:
    if node is None:
        return []
    if not isinstance(node, yaml.SequenceNode):
        raise _Wrong(node, "list")
    items: list[yaml.Node] = node.value
    return items


def _text(node: yaml.Node) -> str:
    if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
        raise _Wrong(node, "value")
    text: str = node.value
    return text.strip()


def _named_only(name: str, left_out: frozenset[str]) -> bool:
    """Say whether a day is off for nothing but holidays that are left out; the library joins names with `; `."""
    return all(part.removesuffix(" (nghỉ bù)") in left_out for part in name.split("; "))
