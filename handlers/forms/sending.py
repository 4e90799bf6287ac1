"""A report is handed in from the page: only what was read, and once."""

from typing import Literal

from handlers.forms.opening import HandedIn, Opened, opened_to_change
from handlers.reporting import handing_in, reading_back
from handlers.reporting.subject import Subject
from handlers.talk import Acting

Outcome = Literal["sent", "missing", "changed"]


def amend(acting: Acting, o: int, u: int) -> Opened:
    """`Sửa`: the report handed in becomes a draft again, until it is handed in anew."""
    found = opened_to_change(acting, o, u)
    return reading_back.reopened(acting, found.subject) if isinstance(found, HandedIn) else found


def send(acting: Acting, subject: Subject, stamp: str, *, nil: bool) -> Outcome:
    """What stands in the draft, or that there is nothing to report."""
    if not nil and (subject.draft is None or subject.unanswered):
        return "missing"
    if handing_in.stamp(subject) != stamp:
        return "changed"
    lines = handing_in.contributed_lines(subject) if nil else handing_in.all_lines(subject)
    handing_in.hand_in(acting, subject, lines, nil=nil)
    return "sent"
