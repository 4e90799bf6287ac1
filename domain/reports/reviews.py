"""Reviewing a report: the verdicts, the comments with which one is returned, and what is left to mend."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

COMMENT_LIMIT = 500  # characters
MOST_COMMENTS = 20
MENDING_DAYS = (1, 3, 5)  # working days in which a report is mended, the middle one where nothing else is said
OPEN_DAYS = (1, 3, 5)  # working days for which a locked report is opened


class Verdict(StrEnum):
    ACCEPTED = "accepted"
    RETURNED = "returned"
    UNLOCK_ASKED = "unlock_asked"  # by the unit, for a report that was accepted
    UNLOCKED = "unlocked"
    KEPT_LOCKED = "kept_locked"  # asked, and refused


@dataclass(frozen=True, slots=True)
class Comment:
    """`task` is its code; None: on the whole report."""

    task: str | None
    text: str


def read_comment(text: str, codes: Collection[str]) -> Comment:
    """Read a comment: `2.7: chưa có số liệu` is about task 2.7, others about the whole; the text may be empty."""
    first, _, rest = text.strip().partition(" ")
    named = first.rstrip(":.,;-")
    known = {code.casefold(): code for code in codes}
    if named.casefold() in known:
        return Comment(known[named.casefold()], rest.lstrip(" :.,;-").rstrip())
    return Comment(None, text.strip())


def to_mend(commented: Iterable[int], said_at: Mapping[int, datetime], returned_at: datetime) -> list[int]:
    """Return the tasks with a comment about which nothing has been said since the report was returned."""
    return [task for task in commented if task not in said_at or said_at[task] <= returned_at]
