"""The program's links that need no signing in: everything in them is signed, so that nobody makes or changes one."""

import hashlib
import hmac
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import ClassVar

LASTS = timedelta(days=7)
LENGTH = 40  # hexadecimal digits


def sign(secret: bytes, *signed: str | int) -> str:
    """Sign these; the first of `signed` says what the link is for, so that one for something else opens nothing."""
    return hmac.new(secret, ":".join(map(str, signed)).encode(), hashlib.sha256).hexdigest()[:LENGTH]


def is_ours(given: str, secret: bytes, *signed: str | int) -> bool:
    return hmac.compare_digest(sign(secret, *signed).encode(), given.encode())


def is_over(until: int, now: datetime) -> bool:
    return now.timestamp() > until


@dataclass(frozen=True, slots=True)
class SignedLinks:
    """`start` is what the program's links begin with. Each kind has a `path` and a signed `purpose`."""

    start: str
    secret: bytes = field(repr=False)
    path: ClassVar[str]
    purpose: ClassVar[str]

    def _link(self, *shown: int, unseen: tuple[str, ...] = ()) -> str:
        """Return the address; `unseen` is signed and does not stand in it."""
        return "/".join([self.start, self.path, *map(str, shown), sign(self.secret, self.purpose, *shown, *unseen)])

    def _week(self, now: datetime, *shown: int) -> str:
        return self._link(*shown, int((now + LASTS).timestamp()))

    def _is_ours(self, signature: str, *signed: str | int) -> bool:
        """Say whether a link is one of ours; it may be over."""
        return is_ours(signature, self.secret, self.purpose, *signed)


class FileLinks(SignedLinks):
    """To files that were made: they open for whoever has them, for a week."""

    path, purpose = "tep", "file"

    def link(self, export_id: int, now: datetime) -> str:
        return self._week(now, export_id)

    def opens(self, export_id: int, until: int, signature: str) -> bool:
        return self._is_ours(signature, export_id, until)


class AttachmentLinks(SignedLinks):
    """To attached files: each is one person's, for a week, and opens what that person may see when it is opened."""

    path, purpose = "dinh-kem", "attachment"

    def link(self, attachment_id: int, person_id: int, now: datetime) -> str:
        return self._week(now, attachment_id, person_id)

    def opens(self, attachment_id: int, person_id: int, until: int, signature: str) -> bool:
        return self._is_ours(signature, attachment_id, person_id, until)


class FormLinks(SignedLinks):
    """To the form of a report: each is one person's, for one report as one unit writes it, and for a week.

    What the person may do is looked at when the page is opened, and again with everything that is sent from it.
    """

    path, purpose = "bao-cao", "form"

    def link(self, obligation_id: int, unit_id: int, person_id: int, now: datetime) -> str:
        return self._week(now, obligation_id, unit_id, person_id)

    def opens(self, obligation_id: int, unit_id: int, person_id: int, until: int, signature: str) -> bool:
        return self._is_ours(signature, obligation_id, unit_id, person_id, until)


class CopyLinks(SignedLinks):
    """To the copy of a report as it was handed in: each is one person's, for a week, and shows what that person may
    read when it is opened."""

    path, purpose = "ban-in", "copy"

    def link(self, report_id: int, person_id: int, now: datetime) -> str:
        return self._week(now, report_id, person_id)

    def opens(self, report_id: int, person_id: int, until: int, signature: str) -> bool:
        return self._is_ours(signature, report_id, person_id, until)


class FeedLinks(SignedLinks):
    """To a person's calendar feed, which is read only and shows what the person may see now."""

    path, purpose = "lich", "calendar"

    def link(self, person_id: int) -> str:
        return self._link(person_id)

    def opens(self, person_id: int, signature: str) -> bool:
        return self._is_ours(signature, person_id)


class MailLinks(SignedLinks):
    """By which whoever reads a mailbox says that no mails are wanted there, or that they are after all.

    They hold as long as there is the mailbox: a mail may be old when it is found out that it came to the wrong person.
    """

    path, purpose = "thu", "mail"

    def refusal(self, address_id: int, mailbox: str) -> str:
        return self._link(address_id, unseen=(mailbox,))

    def opens(self, address_id: int, mailbox: str, signature: str) -> bool:
        return self._is_ours(signature, address_id, mailbox)


@dataclass(frozen=True, slots=True)
class Opener:
    """The links to attached files of one person, here and now."""

    links: AttachmentLinks
    person_id: int
    now: datetime

    def link(self, attachment_id: int) -> str:
        return self.links.link(attachment_id, self.person_id, self.now)
