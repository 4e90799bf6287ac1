"""What came of something that takes longer than a message may wait."""

from dataclasses import dataclass

from domain.messages import Text
from handlers.talk import Rows


@dataclass(frozen=True, slots=True)
class Made:
    """`content` None: there is no file, only a message."""

    name: str
    content: bytes | None
    body: Text
    rows: Rows
    reason: str | None = None  # why it could not be made


def message(body: Text, rows: Rows = (), reason: str | None = None) -> Made:
    return Made("", None, body, rows, reason)
