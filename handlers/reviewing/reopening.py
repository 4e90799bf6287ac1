"""A unit asks for its accepted report to be opened again."""

from domain import rights
from domain.messaging.messages import Text, lines_of
from domain.reports.reviews import COMMENT_LIMIT, Verdict
from domain.reports.states import State, is_unlocked
from domain.text import nfc
from handlers.conversation.notices import tell
from handlers.conversation.talk import Choice, Rows, Talk, in_rows
from handlers.reviewing.found import Found, about, decide
from handlers.reviewing.reading import unlocking_rows
from handlers.words import Words, dates
from storage.deciding import extensions, reviews
from storage.people import actors
from storage.reporting import duties, reports
from storage.reporting.duties import Duty

REASONS = ("numbers", "more")


def ask(talk: Talk, obligation_id: int) -> None:
    """`Xin mở lại`: why?"""
    duty = _locked_or_stop(talk, obligation_id)
    words = talk.words
    choices = [
        Choice(
            words.plain(f"button.unlock_reason.{name}"),
            "unlock.why",
            {"obligation_id": obligation_id, "reason": words.plain(f"button.unlock_reason.{name}")},
        )
        for name in REASONS
    ]
    body = words("unlock.why", **about(words, duty), limit=COMMENT_LIMIT)
    talk.say(body, in_rows(choices, 1), focus={"ask": "unlock", "obligation_id": obligation_id})


def typed(talk: Talk, text: str) -> None:
    """An answer to the question `{"ask": "unlock", "obligation_id": …}`."""
    why(talk, (talk.address.focus or {})["obligation_id"], text)


def why(talk: Talk, obligation_id: int, reason: str) -> None:
    """`Tôi hiểu là …`; nothing is asked before it is confirmed."""
    duty, reason = _locked_or_stop(talk, obligation_id), nfc(reason).strip()
    if len(reason) > COMMENT_LIMIT:
        talk.stop("bad.text", limit=COMMENT_LIMIT)
    words = talk.words
    lines = [words("unlock.understood", **about(words, duty), reason=reason), words("right?")]
    go = Choice(words.plain("button.extend_send"), "unlock.send", {"obligation_id": obligation_id, "reason": reason})
    talk.show(lines_of(lines), [[go, Choice(words.plain("button.leave"), "leave")]])


def send(talk: Talk, obligation_id: int, reason: str) -> None:
    """Kept, and told to those who coordinate. Pressed twice, asked once."""
    _locked_or_stop(talk, obligation_id)
    obligation = extensions.obligation_locked(talk.session, obligation_id)
    duty = _locked_or_stop(talk, obligation_id)
    report, decided = reports.latest(talk.session, obligation_id), reviews.latest(talk.session, obligation_id)
    assert report is not None
    found = Found(duty, obligation, report)
    told: set[int] | None = None
    if decided is None or decided.review.verdict != Verdict.UNLOCK_ASKED:
        decide(talk, found, Verdict.UNLOCK_ASKED, comments=[{"task": None, "text": reason}])
        told = _tell_coordinators(talk, found, reason)
    lines: list[Text] = [talk.words("unlock.sent", **about(talk.words, duty))]
    if told is not None and not told:
        lines.append(talk.words("extend.unheard"))
    talk.show(lines_of(lines))


def _tell_coordinators(talk: Talk, found: Found, reason: str) -> set[int]:
    duty, name = found.duty, talk.person.name
    people = set(actors.coordinators(talk.session, duty.plan_id, talk.now)) - {talk.person.person_id}

    def said(words: Words) -> tuple[Text, Rows]:
        at = dates.clocked(words, talk.now, duty.zone)
        keep = [Choice(words.plain("button.keep_locked"), "unlock.keep", {"obligation_id": duty.id})]
        body = words("unlock.asked", **about(words, duty), reason=reason, person=name, at=at)
        return body, [*unlocking_rows(talk, words, found), keep]

    return tell(talk.session, people, said, talk.now)


def _locked_or_stop(talk: Talk, obligation_id: int) -> Duty:
    duty = duties.duty(talk.session, obligation_id)
    if duty is None or not rights.may_report(talk.person, duty.unit_id):
        talk.stop("report.not_yours")
    if duty.state is not State.ACCEPTED:
        talk.stop("unlock.open", **about(talk.words, duty))
    if is_unlocked(duty.state, duty.unlocked_until, talk.now):
        amend = Choice(
            talk.words.plain("button.amend"), "report.amend", {"obligation_id": obligation_id, "unit_id": duty.unit_id}
        )
        talk.stop("unlock.open", [[amend]], **about(talk.words, duty))
    return duty
