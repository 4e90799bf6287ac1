"""Codes: each given once, and those referred to known in the file or in the database."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from domain.messaging.sentences import EMPTY, Filling, Sentence, sentence
from domain.text import code_key, fold
from storage.setup.text.problems import Path
from storage.setup.text.yaml_source import EACH, Finding, Source, each
from storage.setup.values.quoting import cut, nearest

Scope = tuple[str, str | None]  # ("units", None), ("tasks", "KHCN"): tasks and groups belong to a plan
Known = Mapping[Scope, frozenset[str]]


DEFINED: Mapping[str, Path] = {
    "organisation": ("organisation", "code"),
    "unit_classes": ("unit_classes", EACH, "code"),
    "units": ("units", EACH, "code"),
    "plans": ("plans", EACH, "code"),
    "task_groups": ("plans", EACH, "task_groups", EACH, "code"),
    "tasks": ("plans", EACH, "tasks", EACH, "code"),
    "requirements": ("requirements", EACH, "code"),
    "reminder_policies": ("reminder_policies", EACH, "code"),
}
"""The kinds of things that have codes, and where a file defines them."""
REFERENCES: tuple[tuple[Path, str], ...] = (
    (("units", EACH, "classes", EACH), "unit_classes"),
    (("unit_changes", EACH, "before", EACH), "units"),
    (("unit_changes", EACH, "after", EACH), "units"),
    (("plans", EACH, "coordinators", "lead"), "units"),
    (("plans", EACH, "coordinators", "with", EACH), "units"),
    (("plans", EACH, "tasks", EACH, "group"), "task_groups"),
    (("requirements", EACH, "plan"), "plans"),
    (("requirements", EACH, "units", "classes", EACH), "unit_classes"),
    (("requirements", EACH, "units", "codes", EACH), "units"),
    (("requirements", EACH, "units", "lead"), "units"),
    (("requirements", EACH, "units", "with", EACH), "units"),
    (("requirements", EACH, "tasks", "codes", EACH), "tasks"),
    (("requirements", EACH, "tasks", "groups", EACH), "task_groups"),
    (("requirements", EACH, "fields", EACH, "tasks", EACH), "tasks"),
    (("requirements", EACH, "reminders"), "reminder_policies"),
    (("people", EACH, "unit"), "units"),
)
_HINTS = 20  # comparing thousands of wrong codes with thousands of right ones would take minutes
_OF_A_PLAN = {"task_groups", "tasks"}
_WITHIN: tuple[Path, ...] = (
    ("requirements", EACH, "fields", EACH, "code"),
    ("requirements", EACH, "fields", EACH, "choices", EACH, "code"),
)
_TOLD_APART = {*_WITHIN, *DEFINED.values()}
_LISTED = [*_WITHIN, *(pattern for pattern in DEFINED.values() if EACH in pattern)] + [
    pattern for pattern, _ in REFERENCES if pattern[-1] == EACH
]


def repeated(source: Source) -> Iterator[Finding]:
    """Yield codes given a second time in their list, be it in another case or width."""
    for pattern in _LISTED:
        depth = len(pattern) - 1 - pattern[::-1].index(EACH)
        first: dict[tuple[Path, str], tuple[Path, str]] = {}
        for path, code in _codes(source.data, pattern):
            key = code_key(code) if pattern in _TOLD_APART else code
            seen, spelled = first.setdefault((path[:depth], key), (path, code))
            if seen != path and spelled == code:
                yield path, sentence("setup.code.twice", code=code, place=source.place(seen))
            elif seen != path:
                yield path, sentence("setup.code.too_like", code=code, other=spelled, place=source.place(seen))


def respelled(source: Source, known: Known) -> Iterator[Finding]:
    """Yield codes that are new only by their case or width beside the `known` ones of the database."""
    spelled = {scope: {code_key(code): code for code in codes} for scope, codes in known.items()}
    for name, pattern in DEFINED.items():
        for path, code in _codes(source.data, pattern):
            scope = (name, _plan_of(source.data, path) if name in _OF_A_PLAN else None)
            there = spelled.get(scope, {}).get(code_key(code))
            if there is not None and code not in known[scope]:
                yield path, sentence("setup.code.too_like_loaded", code=code, other=there)


def unknown(source: Source, known: Known) -> Iterator[Finding]:
    """Yield references to what is neither in the file nor among the `known` codes of the database."""
    defined = codes_defined(source.data)
    hints = 0
    for pattern, kind in REFERENCES:
        if kind in source.unread:
            continue
        for path, code in _codes(source.data, pattern):
            plan = _plan_of(source.data, path) if kind in _OF_A_PLAN else None
            # Where the plan itself is missing or unknown, that is the problem to mend first.
            if kind in _OF_A_PLAN and plan not in defined["plans", None] | known.get(("plans", None), frozenset()):
                continue
            there = defined.get((kind, plan), frozenset()) | known.get((kind, plan), frozenset())
            if code not in there:
                hints += 1
                named = _called(source.data, kind, code) if hints <= _HINTS else ""
                yield path, _not_there(kind, code, plan, there if hints <= _HINTS else (), named)


def codes_defined(data: Any) -> dict[Scope, frozenset[str]]:
    found: dict[Scope, set[str]] = {("plans", None): set()}
    for name, pattern in DEFINED.items():
        for path, code in _codes(data, pattern):
            scope = (name, _plan_of(data, path) if name in _OF_A_PLAN else None)
            found.setdefault(scope, set()).add(code)
    return {scope: frozenset(codes) for scope, codes in found.items()}


def _not_there(kind: str, code: str, plan: str | None, there: Collection[str], named: str) -> Sentence:
    of_plan = sentence("setup.code.of_plan", plan=plan) if plan else EMPTY
    hint: Filling = sentence("setup.hint.meant", words=cut(named)) if named else EMPTY
    if not named and (several := _several(code, there)):
        hint = sentence("setup.hint.commas", words=", ".join(several[:_MOST_NAMED]))
    return sentence(f"setup.code.unknown.{kind}", code=cut(code), of_plan=of_plan, hint=hint or nearest(code, there))


_JOINED, _RANGE = re.compile(r"\s(?:và|&|\+|hoặc)\s|[/&+]", re.IGNORECASE), re.compile(r"\s?[-–—]\s?|\s(?:đến|tới)\s")
_MOST_NAMED = 8


def _several(said: str, there: Collection[str]) -> list[str]:
    """Return the codes, where several are written as one: `2.7 và 2.8`; of `2.7 - 2.9` those between as well."""
    for pattern in (_JOINED, _RANGE):
        parts = [part.strip() for part in pattern.split(said)]
        if len(parts) < _FEWEST or not all(part in there for part in parts):
            continue
        first, last = _in_order(parts[0]), _in_order(parts[-1])
        between = sorted((one for one in there if first <= _in_order(one) <= last), key=_in_order)
        return between if pattern is _RANGE and len(parts) == _FEWEST and between else parts
    return []


_FEWEST, _DIGITS = 2, re.compile(r"([0-9]+)")


def _in_order(code: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdecimal() else (0, part) for part in _DIGITS.split(code)]


def _called(data: Any, kind: str, said: str) -> str:
    """Return the code of what goes by that name, or by a part of it between commas (`Các xã` of `Các xã, phường`),
    written in the place of a code; "" where nothing does, or several do."""
    listed = data.get(kind) if isinstance(data, dict) else None
    entries = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    wanted = fold(said)
    names = [(one.get("code"), fold(str(one.get("name") or one.get("title") or ""))) for one in entries]
    found = [code for code, name in names if name == wanted]
    found = found or [code for code, name in names if wanted in map(str.strip, name.split(","))]
    return str(found[0]) if wanted and len(found) == 1 else ""


def _codes(data: Any, pattern: Path) -> Iterator[tuple[Path, str]]:
    """Yield those written as codes, with their paths; anything else the models refuse."""
    return ((path, value) for path, value in each(data, pattern) if type(value) is str)


def _plan_of(data: Any, path: Path) -> str | None:
    """Return the plan that an entry at this path belongs to; None where it names none."""
    entry = data[path[0]][path[1]]
    plan = entry.get("plan" if path[0] == "requirements" else "code")
    return plan if type(plan) is str else None
