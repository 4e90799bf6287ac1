"""Signed links to files: they open for whoever has them, until they expire."""

import hashlib
import hmac
from dataclasses import dataclass, field
from datetime import datetime, timedelta

LASTS = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class FileLinks:
    """`start` is what the program's links begin with."""

    start: str
    secret: bytes = field(repr=False)

    def link(self, export_id: int, now: datetime) -> str:
        """An address at which the file can be fetched for a week."""
        until = int((now + LASTS).timestamp())
        return f"{self.start}/tep/{export_id}/{until}/{self._signature(export_id, until)}"

    def opens(self, export_id: int, until: int, signature: str) -> bool:
        """Whether the link is one of ours; it may be over."""
        return hmac.compare_digest(self._signature(export_id, until).encode(), signature.encode())

    def _signature(self, export_id: int, until: int) -> str:
        signed = f"file:{export_id}:{until}".encode()
        return hmac.new(self.secret, signed, hashlib.sha256).hexdigest()[:40]


def is_over(until: int, now: datetime) -> bool:
    return now.timestamp() > until
