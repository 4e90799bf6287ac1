"""Signed links to attached files: each is one person's, and opens what that person may see when it is opened."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from handlers.conversation.link_signing import is_ours, sign

LASTS = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class AttachmentLinks:
    """`start` is what the program's links begin with."""

    start: str
    secret: bytes = field(repr=False)

    def link(self, attachment_id: int, person_id: int, now: datetime) -> str:
        """An address at which the file can be fetched for a week."""
        until = int((now + LASTS).timestamp())
        signature = sign(self.secret, "attachment", attachment_id, person_id, until)
        return f"{self.start}/dinh-kem/{attachment_id}/{person_id}/{until}/{signature}"

    def opens(self, attachment_id: int, person_id: int, until: int, signature: str) -> bool:
        """Whether the link is one of ours; it may be over."""
        return is_ours(signature, self.secret, "attachment", attachment_id, person_id, until)


@dataclass(frozen=True, slots=True)
class Opener:
    """The links of one person, here and now."""

    links: AttachmentLinks
    person_id: int
    now: datetime

    def link(self, attachment_id: int) -> str:
        return self.links.link(attachment_id, self.person_id, self.now)
