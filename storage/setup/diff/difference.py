"""Two states of a setup, and the changes between them, each told in one line."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from domain.messaging.sentences import Filling, Sentence, listing, sentence
from storage.setup.schema.labels import NONE

MOST_NAMED = 8
Thing = Literal[
    "organisation", "class", "unit", "rename", "merge", "split", "policy", "plan", "group", "task", "requirement",
    "field", "person", "period",
]  # fmt: skip
Item = Literal[
    "class", "step", "basis", "recipient", "coordinator", "named_class", "named_unit", "contributor", "named_group",
    "named_task",
]  # fmt: skip
Ordered = Literal["steps", "basis", "recipients", "groups", "tasks", "fields"]
Followed = Literal["units", "tasks"]
"""What sentences are told of; for each of them they are there."""


@dataclass(frozen=True, slots=True)
class SetupChange:
    """`+`: something is new; `~`: it changed; `-`: it is taken away. Lines begin with that sign."""

    sign: Literal["+", "~", "-"]
    told: Sentence


@dataclass(frozen=True, slots=True)
class Items:
    """A list whose changes are told item by item: `+ đơn vị PKT: vào lớp X`, `- đơn vị PKT: bỏ khỏi lớp X`.
    `noun`: of `setup.added.…` and `setup.dropped.…`. `among`: those to which they belong, however they came there."""

    noun: Item
    items: tuple[Filling, ...]
    among: tuple[Filling, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Order:
    """The order of a list whose items are told elsewhere: `~ kế hoạch K: đổi thứ tự nhiệm vụ`.
    `noun`: of `setup.order.…`."""

    noun: Ordered
    items: tuple[Filling, ...]


@dataclass(frozen=True, slots=True)
class Following:
    """What follows from other changes, told in one line: `~ yêu cầu X: thêm 2 đơn vị phải báo cáo (PYT, PNV)`.
    `noun`: of `setup.more.…` and `setup.fewer.…`. `named`: those that have lines of their own, as they are named one by
    one."""

    noun: Followed
    items: tuple[str, ...]
    named: tuple[str, ...] = field(default=(), compare=False)


Fact = Filling | Items | Order | Following
Facts = Mapping[str, Fact]
"""By what they are called, of `setup.fact.…`."""
Key = tuple[Thing, Filling]
"""The kind, of `setup.thing.…`, and which one it is: ("unit", "PKT")."""
State = Mapping[Key, Facts]

NAME = "name"
MAIL = "mail"
TARGET = "target"
TOLD = (MAIL, "unit_of_measure", TARGET, "least", "most")
"""What is said beside the name of something new, as it is easily mistyped."""


def differences(before: State, after: State) -> list[SetupChange]:
    """Return the changes in the order of `after`; what is gone comes last."""
    lines = [line for key, facts in after.items() for line in _lines(key, before.get(key), facts)]
    return lines + [SetupChange("-", _called(key)) for key in before if key not in after]


def untouched(before: State, after: State) -> dict[str, int]:
    """Return how many of each kind of thing are as they were: {"unit": 12}."""
    return dict(Counter(key[0] for key, facts in after.items() if before.get(key) == facts))


def _lines(key: Key, old: Facts | None, new: Facts) -> Iterator[SetupChange]:
    if old is None:
        yield SetupChange("+", _introduced(key, new))
        return
    for label in (*new, *(label for label in old if label not in new)):
        yield from _changed(_called(key), label, old.get(label), new.get(label))


def _changed(called: Sentence, label: str, old: Fact | None, new: Fact | None) -> Iterator[SetupChange]:
    if old == new:
        return
    if isinstance(new, Items) and isinstance(old, Items):
        for item in _without(old.items, new.items):
            name = f"setup.unnamed.{old.noun}" if item in new.among else f"setup.dropped.{old.noun}"
            yield SetupChange("-", _of(called, sentence(name, item=item)))
        for item in _without(new.items, old.items):
            name = f"setup.also_named.{new.noun}" if item in old.among else f"setup.added.{new.noun}"
            yield SetupChange("+", _of(called, sentence(name, item=item)))
    elif isinstance(new, Order) and isinstance(old, Order):
        if _common(old.items, new.items) != _common(new.items, old.items):
            yield SetupChange("~", _of(called, sentence(f"setup.order.{new.noun}")))
    elif isinstance(new, Following) and isinstance(old, Following):
        yield from _following_lines(called, old, new)
    else:
        told = sentence("setup.differs", label=_label(label), old=_plain(old), new=_plain(new))
        yield SetupChange("~", _of(called, told))


def _following_lines(called: Sentence, old: Following, new: Following) -> Iterator[SetupChange]:
    fewer = _without(old.items, (*new.items, *old.named))
    more = _without(new.items, (*old.items, *new.named))
    if fewer:
        yield _counted(called, f"setup.fewer.{new.noun}", fewer)
    if more:
        yield _counted(called, f"setup.more.{new.noun}", more)


def _counted(called: Sentence, name: str, items: Sequence[Filling]) -> SetupChange:
    named = listing([*items[:MOST_NAMED], *(["…"] if len(items) > MOST_NAMED else [])])
    return SetupChange("~", _of(called, sentence(name, n=len(items), named=named)))


def _without(items: Sequence[Filling], others: Sequence[Filling]) -> list[Filling]:
    known = set(others)
    return [item for item in items if item not in known]


def _common(items: Sequence[Filling], others: Sequence[Filling]) -> list[Filling]:
    known = set(others)
    return [item for item in items if item in known]


def _called(key: Key) -> Sentence:
    return sentence(f"setup.thing.{key[0]}", name=key[1])


def _of(called: Sentence, told: Sentence) -> Sentence:
    return sentence("setup.of", thing=called, told=told)


def _label(label: str) -> Sentence:
    return sentence(f"setup.fact.{label}")


def _introduced(key: Key, facts: Facts) -> Sentence:
    if NAME in facts:
        told = [_fact(label, facts[label]) for label in TOLD if facts.get(label, NONE) != NONE]
        return sentence("setup.named", thing=_called(key), told=listing([_plain(facts[NAME]), *told]))
    given = [_fact(label, value) for label, value in facts.items() if not isinstance(value, Items | Order | Following)]
    return sentence("setup.of", thing=_called(key), told=listing(given))


def _fact(label: str, value: Fact) -> Sentence:
    return sentence("setup.fact", label=_label(label), value=_plain(value))


def _plain(value: Fact | None) -> Filling:
    assert not isinstance(value, Items | Order | Following)
    return value or NONE
