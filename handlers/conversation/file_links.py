"""Signed links to files: they open for whoever has them, until they expire."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from handlers.conversation.link_signing import is_ours, sign

LASTS = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class FileLinks:
    """`start` is what the program's links begin with."""

    start: str
    secret: bytes = field(repr=False)

    def link(self, export_id: int, now: datetime) -> str:
        """An address at which the file can be fetched for a week."""
        until = int((now + LASTS).timestamp())
        return f"{self.start}/tep/{export_id}/{until}/{sign(self.secret, 'file', export_id, until)}"

    def opens(self, export_id: int, until: int, signature: str) -> bool:
        """Whether the link is one of ours; it may be over."""
        return is_ours(signature, self.secret, "file", export_id, until)


def is_over(until: int, now: datetime) -> bool:
    return now.timestamp() > until
