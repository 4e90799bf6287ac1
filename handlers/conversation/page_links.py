"""Signed links to the form of a report: each is one person's, for one report as one unit writes it, and for a week."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from handlers.conversation.link_signing import is_ours, sign

LASTS = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class FormLinks:
    """`start` is what the program's links begin with. What the person may do is looked at when the page is opened, and
    again with everything that is sent from it."""

    start: str
    secret: bytes = field(repr=False)

    def link(self, obligation_id: int, unit_id: int, person_id: int, now: datetime) -> str:
        """An address at which this person can fill in the report for a week."""
        until = int((now + LASTS).timestamp())
        signature = sign(self.secret, "form", obligation_id, unit_id, person_id, until)
        return f"{self.start}/bao-cao/{obligation_id}/{unit_id}/{person_id}/{until}/{signature}"

    def opens(self, obligation_id: int, unit_id: int, person_id: int, until: int, signature: str) -> bool:
        """Whether the link is one of ours; it may be over."""
        return is_ours(signature, self.secret, "form", obligation_id, unit_id, person_id, until)
