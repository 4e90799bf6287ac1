"""That figures were frozen before: by whom and when, so that nobody replaces what a colleague froze without knowing."""

from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from domain.messaging.messages import Text, lines_of
from handlers.words import Words, dates


class FrozenRow(Protocol):
    """`at`: when it was frozen."""

    id: int
    at: datetime


Frozen = tuple[FrozenRow, str] | None
"""The last freezing and by whom; None where there is none."""


def seen_of(frozen: Frozen) -> int:
    """Return what a button keeps of the last freezing that was shown with it; 0 where there was none."""
    return 0 if frozen is None else frozen[0].id


def is_news(frozen: Frozen, seen: int | None) -> bool:
    """Say whether somebody froze it since the button was shown; older buttons do not say what was seen."""
    return seen is not None and seen_of(frozen) != seen


def told(words: Words, said: Text, frozen: Frozen, zone: ZoneInfo) -> Text:
    """Return the question before freezing, with who has frozen it before."""
    if frozen is None:
        return said
    last, who = frozen
    return lines_of([said, words("freeze.before", who=who, at=dates.clocked(words, last.at, zone))])
