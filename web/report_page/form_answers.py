"""What is answered to whoever looks at a report's page, or presses one of its buttons.

What is sent is answered by leading on to another page of the same link, so that loading that one again sends nothing
twice; only what is wrong is answered at once, with all that was typed.
"""

from collections.abc import Collection
from dataclasses import dataclass

from domain.messaging.messages import Text, plain
from handlers.conversation.acting import Refusal
from handlers.conversation.refusals import worded
from handlers.conversation.talk import Interaction
from handlers.drafting import actions as drafting
from handlers.drafting.report_titles import title_of
from handlers.drafting.subject import Subject
from handlers.forms import saving, sending
from handlers.forms.opened_link import HandedIn, Opened, PageNotice, opened_to_change
from handlers.forms.reviewing import PageReview, review
from handlers.forms.saving import Saved
from handlers.forms.screen import Screen, screen
from handlers.words import Words
from web.report_page.form_body import MOST_AT_ONCE, Posted

REVIEW, NIL = "/xem-lai", "/khong-phat-sinh"  # after the link
MISSING, SAVED, CONTRIBUTED, AS_BEFORE, CHANGED, SENT = "thieu", "luu", "phoi-hop", "nhu-truoc", "doi", "gui"
"""Of the query: what was just done, to be said once."""

_MEGABYTE = 2**20


@dataclass(frozen=True, slots=True)
class GoTo:
    """Another page of the same link."""

    path: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class PageAnswer:
    """A page of words; with the receipt of a report that is in, and whether it can be corrected."""

    words: Words
    title: str
    receipt: Text = ()
    may_amend: bool = False
    just_sent: bool = False
    status: int = 200

    @property
    def lines(self) -> list[str]:
        return plain(self.receipt).splitlines()


@dataclass(frozen=True, slots=True)
class DrawnPage:
    words: Words
    what: Screen | PageReview
    status: int = 200


Answer = GoTo | PageAnswer | DrawnPage


def instead(acting: Interaction, found: Opened, status: int = 200) -> PageAnswer | None:
    """Say why there is nothing to fill in and nothing to be corrected."""
    if not isinstance(found, PageNotice):
        return None
    return PageAnswer(acting.words, found.say, status=status if found.theirs else 403)


# Looked at


def form(acting: Interaction, found: Opened, said: Collection[str]) -> Answer:
    if isinstance(found, PageNotice | HandedIn):
        return _closed(acting, found, just_sent=SENT in said)
    remarks = _remarks(acting, found, said)
    return DrawnPage(acting.words, screen(acting, found, say_missing=MISSING in said, remarks=remarks))


def read_back(acting: Interaction, found: Opened, said: Collection[str]) -> Answer:
    if isinstance(found, PageNotice | HandedIn):
        return _closed(acting, found)
    if not found.leads or found.draft is None or found.unanswered:
        return GoTo(said=MISSING)
    return DrawnPage(acting.words, review(acting, found, changed=CHANGED in said))


def nothing(acting: Interaction, found: Opened, said: Collection[str]) -> Answer:
    if isinstance(found, PageNotice | HandedIn):
        return _closed(acting, found)
    if not found.leads:
        return PageAnswer(acting.words, acting.words.plain("nil.contribution"))
    return DrawnPage(acting.words, review(acting, found, nil=True, changed=CHANGED in said))


def _closed(acting: Interaction, found: PageNotice | HandedIn, *, just_sent: bool = False) -> Answer:
    if isinstance(found, HandedIn):
        title = acting.words.plain("form.sent" if just_sent else "form.is_in")
        return PageAnswer(acting.words, title, found.receipt, may_amend=True, just_sent=just_sent)
    answer = instead(acting, found)
    assert answer is not None
    return answer


def _remarks(acting: Interaction, subject: Subject, said: Collection[str]) -> list[str]:
    words, missing = acting.words, subject.unanswered
    remarks = [words.plain("form.filled")] if subject.is_filled else []
    if MISSING in said and missing:
        codes = ", ".join(task.code for task in missing)
        remarks.append(words.plain("form.still_missing", n=len(missing), tasks=codes))
    if SAVED in said:
        remarks.append(words.plain("form.saved"))
    if CONTRIBUTED in said:
        title = title_of(acting, subject.duty)
        remarks.append(words.plain("card.contributed_thanks", title=title, lead=subject.duty.unit_name))
    if AS_BEFORE in said:
        remarks.append(words.plain("form.filled_before"))
    return remarks


# Done


def done(acting: Interaction, obligation_id: int, unit_id: int, posted: Posted) -> Answer:
    """Do what one of the buttons does; one that is not known, as saving does, which loses nothing."""
    if posted.do == "amend":
        found = sending.amend(acting, obligation_id, unit_id)
        return instead(acting, found, 409) or GoTo()
    found = opened_to_change(acting, obligation_id, unit_id)
    if isinstance(found, HandedIn):  # sent twice, or by somebody else meanwhile
        return GoTo()
    if isinstance(found, PageNotice):
        return PageAnswer(acting.words, found.say, status=409 if found.theirs else 403)
    try:
        return _send(acting, found, posted) if posted.do in ("send", "nil") else _save(acting, found, posted)
    except Refusal as refusal:  # closed meanwhile
        return PageAnswer(acting.words, plain(worded(acting.words, refusal)), status=409)


def _send(acting: Interaction, subject: Subject, posted: Posted) -> Answer:
    nil = posted.do == "nil"
    if not subject.leads:
        return GoTo()
    outcome = sending.send(acting, subject, posted.stamp, nil=nil)
    if outcome == "sent":
        return GoTo(said=SENT)
    if outcome == "missing":
        return GoTo(said=MISSING)
    return GoTo(NIL if nil else REVIEW, CHANGED)


def _save(acting: Interaction, subject: Subject, posted: Posted) -> Answer:
    files_only = posted.do == "files"
    saved = saving.save(acting, subject, posted.tasks, files_only=files_only)
    if files_only:
        return _attached(acting, saved, posted)
    if saved.troubles:
        return _in_trouble(acting, saved, posted)
    if posted.do == "as_before" and saved.subject.leads:
        if saved.subject.before_answers:
            drafting.fill_as_before(acting, saved.subject)
        return GoTo(said=AS_BEFORE)
    if posted.do == "review" and saved.subject.leads:
        return GoTo(said=MISSING) if saved.subject.unanswered else GoTo(REVIEW)
    return GoTo(said=SAVED if saved.subject.leads else CONTRIBUTED)


def _attached(acting: Interaction, saved: Saved, posted: Posted) -> Answer:
    """Return the page with all that was typed, of which nothing was saved."""
    name = "form.saved_files" if saved.attached else "form.no_files"
    remarks = [] if saved.troubles and not saved.attached else [acting.words.plain(name, n=saved.attached)]
    typed = {id: saving.without_files(sent) for id, sent in posted.tasks.items()}
    drawn = screen(acting, saved.subject, typed=typed, troubles=saved.troubles, remarks=remarks)
    return DrawnPage(acting.words, drawn, 422 if saved.troubles else 200)


def _in_trouble(acting: Interaction, saved: Saved, posted: Posted) -> Answer:
    """Show what is wrong, beside it; with what was typed where it could not be saved."""
    unsaved = {id for id, trouble in saved.troubles.items() if trouble.fields or trouble.whole}
    typed = {id: saving.without_files(sent) for id, sent in posted.tasks.items() if id in unsaved}
    codes = ", ".join(task.code for task in saved.subject.tasks if task.id in saved.troubles)
    remark = acting.words.plain("form.not_all_saved", n=len(saved.troubles), tasks=codes)
    drawn = screen(acting, saved.subject, typed=typed, troubles=saved.troubles, remarks=[remark])
    return DrawnPage(acting.words, drawn, 422)


def too_large(acting: Interaction) -> PageAnswer:
    """Show what the browser still has; going back shows it again."""
    return PageAnswer(acting.words, acting.words.plain("form.sizes", most=MOST_AT_ONCE // _MEGABYTE), status=413)
