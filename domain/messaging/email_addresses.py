"""Mail addresses as people type them, and how often one may be written to before it is known whose it is."""

import re
from collections.abc import Collection
from datetime import datetime, timedelta

LONGEST = 254  # characters, RFC 5321 4.5.3.1.3
_LOCAL = r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_MAILBOX = re.compile(rf"(?P<local>{_LOCAL})@{_LABEL}(?:\.{_LABEL})+")
_LONGEST_LOCAL = 64
_BETWEEN = re.compile(r"[<>()\[\],;:\"“”|]")
_LOOKED_AT = 1000  # characters

CODE_DIGITS = 6
CODE_HOLDS = timedelta(minutes=30)
WRONG_TRIES = 5
A_DAY = timedelta(days=1)
MOST_BY_PERSON = 5  # confirmations a day
MOST_TO_MAILBOX = 3  # by whomever: nobody's mailbox is filled by people who type it here
PAUSE = timedelta(minutes=1)


def entry(mailbox: str, person_id: int) -> str:
    """Return under what a mailbox that is another's already is kept for one more of its readers: each has their own
    mails, links and refusals. A `#` cannot stand behind an `@`, so it is no other mailbox."""
    return f"{mailbox}#{person_id}"


def of_entry(entry: str) -> str:
    """Return the mailbox to which is mailed."""
    local, at, rest = entry.rpartition("@")
    return f"{local}{at}{rest.partition('#')[0]}"


def mailbox(text: str) -> str | None:
    """Return `Lan@CoQuan.vn` as it is kept, in small letters; None where it is no mail address. Only ASCII ones, since
    the servers of most offices deliver to no others."""
    wanted = text.strip().removeprefix("<").removesuffix(">").strip().lower().removeprefix("mailto:")
    found = _MAILBOX.fullmatch(wanted)
    if found is None or len(wanted) > LONGEST or len(found["local"]) > _LONGEST_LOCAL:
        return None
    return wanted


def mailboxes_in(text: str) -> list[str]:
    """Return the addresses that stand among other words: `Lan <lan@coquan.vn>`, `a@b.vn; c@d.vn`; each once."""
    pieces = _BETWEEN.sub(" ", text[:_LOOKED_AT]).split()
    return list(dict.fromkeys(found for piece in pieces if (found := mailbox(piece.rstrip("."))) is not None))


def may_ask_from(by_person: Collection[datetime], to_mailbox: Collection[datetime], now: datetime) -> datetime:
    """Return from when on this person may have a code sent to this mailbox; `now` or before: at once.

    Given are the moments at which codes were sent, by them to anywhere and by anybody to this mailbox.
    """
    waits = [max(by_person, default=now - PAUSE) + PAUSE]
    for moments, most in ((by_person, MOST_BY_PERSON), (to_mailbox, MOST_TO_MAILBOX)):
        recent = sorted(moment for moment in moments if moment > now - A_DAY)
        if len(recent) >= most:
            waits.append(recent[-most] + A_DAY)
    return max(waits)
