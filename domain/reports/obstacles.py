"""The ledger of obstacles and recommendations: what a report says opens, restates or withdraws, and what is urgent."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from domain.text import fold

TEXT_LIMIT = 2000  # characters, as in a report
ANSWER_LIMIT = 1000


class ObstacleKind(StrEnum):
    OBSTACLE = "obstacle"
    RECOMMENDATION = "recommendation"


class ObstacleState(StrEnum):
    OPEN = "open"
    FORWARDED = "forwarded"  # somebody else is to answer
    ANSWERED = "answered"
    CLOSED = "closed"


STILL_OPEN = frozenset({ObstacleState.OPEN, ObstacleState.FORWARDED})
"""They are carried forward from period to period until they are answered or closed."""


@dataclass(frozen=True, slots=True)
class ObstacleLine:
    """Where in a unit's reports something stands: one of a kind for each task."""

    unit_id: int
    task_id: int
    kind: ObstacleKind


@dataclass(frozen=True, slots=True)
class OpenObstacle:
    """What the ledger has open on a line. `obligation_id`: the report that it was raised in, where it was in one."""

    id: int
    text: str
    obligation_id: int | None
    is_urgent: bool = False


@dataclass(frozen=True, slots=True)
class ObstacleStep:
    """What a report does to the ledger. `known` is None for what is raised; "carried": settled and unchanged."""

    what: Literal["raised", "repeated", "restated", "withdrawn", "carried"]
    line: ObstacleLine
    known: OpenObstacle | None
    text: str


def steps(
    known: Mapping[ObstacleLine, Sequence[OpenObstacle]],
    said: Mapping[ObstacleLine, str],
    obligation_id: int,
    settled: Mapping[ObstacleLine, OpenObstacle] | None = None,
) -> Iterator[ObstacleStep]:
    """Yield the steps of the ledger: what is said again stays one entry however often; saying nothing, or something
    else, closes nothing, unless the same report said it before and was corrected. `settled`: what the report before
    said and was answered or closed since; carried over unchanged, it stays so."""
    for line in {**said, **known}:
        there, text, over = list(known.get(line, ())), said.get(line), (settled or {}).get(line)
        if text is not None and over is not None and is_same(over.text, text):
            yield ObstacleStep("carried", line, over, over.text)
        elif text is not None:
            old = the_same(there, text, obligation_id)
            if old is None:
                yield ObstacleStep("raised", line, None, text)
            else:
                there.remove(old)
                yield ObstacleStep("repeated" if old.text == text else "restated", line, old, text)
        for old in there:
            if old.obligation_id == obligation_id:
                yield ObstacleStep("withdrawn", line, old, old.text)


def the_same(there: Sequence[OpenObstacle], text: str, obligation_id: int | None = None) -> OpenObstacle | None:
    """Return which of what is open on a line this says again: in the same words, else with more or fewer of them
    (`thiếu vốn`, `thiếu vốn 200 triệu`), else what the same report said before it was corrected; None where it is
    something else."""
    same = sorted((one for one in there if is_same(one.text, text)), key=lambda one: one.text != text)
    more = [one for one in there if _has_all_words(one.text, text)]
    corrected = [one for one in there if obligation_id is not None and one.obligation_id == obligation_id]
    return next(iter([*same, *more, *corrected]), None)


def _has_all_words(text: str, other: str) -> bool:
    """Say whether one of the two has all the words of the other."""
    words, others = (frozenset(fold(one).replace(",", " ").split()) for one in (text, other))
    return words <= others or others <= words


def is_same(text: str, other: str) -> bool:
    """Say whether two texts say the same in the same words, whatever their case, spaces and last signs."""
    return wording(text) == wording(other)


def wording(text: str) -> str:
    return " ".join(text.casefold().split()).strip(" .;,")


_URGENT = re.compile(
    r"\s*(?:(?:khẩn cấp|hỏa tốc|hoả tốc)\b\s*[:!.,-]*|"
    r"(?:(?:rất|rat) )?(?:khẩn|gấp|khan|gap|hoa toc|khan cap|urgent)\s*[:!,]+)\s*",
    re.IGNORECASE,
)
"""A single word only where a sign follows: `gấp rút`, `khẩn trương` and `khan hiếm` are no matters of urgency."""


def read_urgency(text: str) -> tuple[bool, str]:
    """Say whether a text begins with a word for urgent, and the text without it."""
    found = _URGENT.match(text)
    rest = text[found.end() :] if found else text
    return (True, rest) if found and rest.strip() else (False, text)


URGENT = "khẩn:"


def is_urgency(text: str) -> bool:
    """Say whether it is `khẩn`, `gấp:` and nothing else."""
    return fold(text).strip(" :!.,-") in ("khan", "khan cap", "gap", "hoa toc", "urgent")


_ASKS = ("kien nghi", "de nghi", "de xuat", "recommend")


def read_kind(text: str) -> ObstacleKind:
    """Return the kind: a text that begins with a word for asking is a recommendation; people write both behind one
    command."""
    asks = fold(text).startswith(_ASKS)
    return ObstacleKind.RECOMMENDATION if asks else ObstacleKind.OBSTACLE
