"""Units over time: renamed, merged, split. What cannot have happened, who takes over from whom, what is owed by whom.

A unit keeps its identity for good: a merger ends the old ones and begins another.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal, TypeVar

U = TypeVar("U", str, int)


class ChangeKind(StrEnum):
    RENAME = "rename"
    MERGE = "merge"
    SPLIT = "split"


class Decision(StrEnum):
    """What becomes of a report that a unit which is no more still owes."""

    MOVED = "moved"  # expected from a successor instead
    KEPT = "kept"  # the old unit's people still hand it in
    EXCUSED = "excused"


@dataclass(frozen=True, slots=True)
class Succession:
    """From `day` on the units `before` are no more and `after` stand in their place."""

    day: date
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SuccessionFlaw:
    """What is wrong with the succession of that number; `other`: the one it does not go with.

    twice: `units[0]` ended before. circle: the units would succeed each other. early: `units[0]` ends no later than it
    begins.
    """

    what: Literal["twice", "circle", "early"]
    number: int
    units: tuple[str, ...]
    other: int


def flaws(successions: Sequence[Succession]) -> Iterator[SuccessionFlaw]:
    """Yield all that cannot be, each once, by the later of the two that do not go together."""
    ended: dict[str, int] = {}
    for number, one in enumerate(successions):
        for unit in one.before:
            first = ended.setdefault(unit, number)
            if first != number:
                yield SuccessionFlaw("twice", number, (unit,), first)
    circled = set[str]()
    for flaw in _circles(successions):
        circled.update(flaw.units)
        yield flaw
    for number, one in enumerate(successions):
        for unit in one.after:
            end = ended.get(unit, number)
            if end != number and successions[end].day <= one.day and unit not in circled:
                yield SuccessionFlaw("early", max(number, end), (unit,), min(number, end))


def _circles(successions: Sequence[Succession]) -> Iterator[SuccessionFlaw]:
    """Yield a unit that is among its own successors; told by the succession that closes the circle."""
    follows: dict[str, dict[str, int]] = {}
    for number, one in enumerate(successions):
        for old in one.before:
            for new in one.after:
                path = _path(follows, new, old) if new != old else None
                if path is not None:
                    yield SuccessionFlaw("circle", number, (old, *path), follows[path[0]][path[1]])
                    break
                follows.setdefault(old, {})[new] = number
            else:
                continue
            break


def _path(follows: Mapping[str, Mapping[str, int]], start: str, goal: str) -> tuple[str, ...] | None:
    """Return the units from one to the other, both included; never recursive, as a file may chain thousands."""
    came_from: dict[str, str] = {start: start}
    waiting = [start]
    while waiting:
        unit = waiting.pop()
        if unit == goal:
            path = [unit]
            while path[-1] != start:
                path.append(came_from[path[-1]])
            return tuple(reversed(path))
        for after in follows.get(unit, ()):
            if after not in came_from:
                came_from[after] = unit
                waiting.append(after)
    return None


def reached(unit: U, steps: Mapping[U, Collection[U]]) -> list[U]:
    """Return all that can be reached from a unit by these steps, the nearest first; not the unit itself."""
    found: dict[U, None] = {}
    waiting = [unit]
    for here in waiting:
        for there in steps.get(here, ()):
            if there != unit and there not in found:
                found[there] = None
                waiting.append(there)
    return list(found)


def heirs(unit: U, after: Mapping[U, Collection[U]]) -> list[U]:
    """Return those that stand in its place in the end: its successors that have none themselves."""
    return [one for one in reached(unit, after) if not after.get(one)]


def exists(ended_on: date | None, today: date) -> bool:
    return ended_on is None or today < ended_on


def owes(
    start: date,
    *,
    looked_from: date,
    today: date,
    began_on: date | None,
    ended_on: date | None,
    predecessor_owes: bool,
) -> bool:
    """Say whether a period that opens makes a report of this unit expected.

    A period belongs to the units that there were on its first day, so that nothing is asked twice. A unit that has
    ended owes no period that begins later, nor one about which the question first comes up when it is no more
    (`looked_from`: the day from which openings are made up for). A unit that began during a period owes it where no
    predecessor does: what they owe moves only by decision.
    """
    if ended_on is not None and (start >= ended_on or looked_from >= ended_on):
        return False
    if began_on is None or start >= began_on:
        return True
    return today >= began_on and not predecessor_owes
