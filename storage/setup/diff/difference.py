"""Two states of a setup, and the lines that say how they differ: one a change, beginning with `+`, `~` or `-`."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from storage.setup.schema.labels import NONE

_NAMED = 8


@dataclass(frozen=True, slots=True)
class Items:
    """A list whose changes are told item by item: `+ đơn vị PKT: vào lớp X`, `- đơn vị PKT: bỏ khỏi lớp X`."""

    added: str
    removed: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """The order of a list whose items are told elsewhere: `~ kế hoạch K: đổi thứ tự nhiệm vụ`."""

    noun: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Following:
    """What follows from other changes, told in one line: `~ yêu cầu X: thêm 2 đơn vị phải báo cáo (PYT, PNV)`."""

    noun: str
    items: tuple[str, ...]


Fact = str | Items | Order | Following
Facts = Mapping[str, Fact]
Key = tuple[str, str]  # ("đơn vị", "PKT")
State = Mapping[Key, Facts]

NAME = "tên"
MAIL = "e-mail"
TOLD = (MAIL, "đơn vị tính", "chỉ tiêu giao", "thấp nhất", "cao nhất")
"""What is said beside the name of something new, as it is easily mistyped."""


def differences(before: State, after: State) -> list[str]:
    """In the order of `after`; what is gone comes last."""
    lines = [line for key, facts in after.items() for line in _lines(key, before.get(key), facts)]
    return lines + [f"- {_called(key)}" for key in before if key not in after]


def untouched(before: State, after: State) -> dict[str, int]:
    """How many of each kind of thing are as they were: {"đơn vị": 12}."""
    return dict(Counter(key[0] for key, facts in after.items() if before.get(key) == facts))


def _lines(key: Key, old: Facts | None, new: Facts) -> Iterator[str]:
    if old is None:
        yield f"+ {_called(key)}{_introduced(new)}"
        return
    for label in (*new, *(label for label in old if label not in new)):
        yield from _changed(_called(key), label, old.get(label), new.get(label))


def _changed(called: str, label: str, old: Fact | None, new: Fact | None) -> Iterator[str]:
    if old == new:
        return
    if isinstance(new, Items) and isinstance(old, Items):
        yield from (f"- {called}: {old.removed} {item}" for item in _without(old.items, new.items))
        yield from (f"+ {called}: {new.added} {item}" for item in _without(new.items, old.items))
    elif isinstance(new, Order) and isinstance(old, Order):
        if _common(old.items, new.items) != _common(new.items, old.items):
            yield f"~ {called}: đổi thứ tự {new.noun}"
    elif isinstance(new, Following) and isinstance(old, Following):
        yield from _following_lines(called, old, new)
    else:
        yield f"~ {called}: {label} {old or NONE} → {new or NONE}"


def _following_lines(called: str, old: Following, new: Following) -> Iterator[str]:
    for verb, items in (("bớt", _without(old.items, new.items)), ("thêm", _without(new.items, old.items))):
        if items:
            named = ", ".join(items[:_NAMED]) + (", …" if len(items) > _NAMED else "")
            yield f"~ {called}: {verb} {len(items)} {new.noun} ({named})"


def _without(items: Sequence[str], others: Sequence[str]) -> list[str]:
    known = set(others)
    return [item for item in items if item not in known]


def _common(items: Sequence[str], others: Sequence[str]) -> list[str]:
    known = set(others)
    return [item for item in items if item in known]


def _called(key: Key) -> str:
    return " ".join(key)


def _introduced(facts: Facts) -> str:
    if NAME in facts:
        told = [f"{label} {facts[label]}" for label in TOLD if facts.get(label, NONE) != NONE]
        return " " + ", ".join([str(facts[NAME]), *told])
    return ": " + ", ".join(f"{label} {value}" for label, value in facts.items() if isinstance(value, str))
