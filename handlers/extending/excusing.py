"""Excusing a unit from one report: a decision with a reason; it counts as neither late nor missing."""

from typing import Any

from domain import rights
from domain.messaging.messages import Text, lines_of
from domain.reports.reviews import COMMENT_LIMIT
from domain.reports.states import EXPECTED, State, moved
from domain.text import nfc
from handlers.conversation.notices import tell
from handlers.conversation.talk import Choice, Rows, Talk, in_rows
from handlers.display.queued_digests import settle
from handlers.words import Words, dates
from storage.deciding import duty_decisions, excuses, extensions
from storage.people.contacts import CALLED
from storage.people.people import holders
from storage.reporting import duties
from storage.reporting.duties import Duty
from storage.tables import Obligation

REASONS = ("no_task", "merged", "disaster")


def ask(talk: Talk, obligation_id: int) -> None:
    """`Miễn kỳ này`: why?"""
    _, duty = _decided_or_stop(talk, obligation_id, excused=False)
    word = talk.words.plain
    choices = [
        Choice(
            word(f"button.excuse.{name}"),
            "excuse.why",
            {"obligation_id": obligation_id, "reason": word(f"button.excuse.{name}")},
        )
        for name in REASONS
    ]
    body = talk.words("excuse.why", **_about(talk.words, duty), limit=COMMENT_LIMIT)
    talk.say(body, in_rows(choices, 1), focus={"ask": "excuse", "obligation_id": obligation_id})


def typed(talk: Talk, text: str) -> None:
    """An answer to the question `{"ask": "excuse", "obligation_id": …}`."""
    why(talk, (talk.address.focus or {})["obligation_id"], text)


def why(talk: Talk, obligation_id: int, reason: str) -> None:
    """`Tôi hiểu là …`; nothing changes before it is confirmed."""
    _, duty = _decided_or_stop(talk, obligation_id, excused=False)
    reason = nfc(reason)
    if len(reason) > COMMENT_LIMIT:
        talk.stop("bad.text", limit=COMMENT_LIMIT)
    words = talk.words
    go = Choice(words.plain("button.excuse"), "excuse.do", {"obligation_id": obligation_id, "reason": reason})
    body = lines_of([words("excuse.understood", **_about(words, duty), reason=reason), words("right?")])
    talk.show(body, [[go, Choice(words.plain("button.leave"), "leave")]])


def excuse(talk: Talk, obligation_id: int, reason: str) -> None:
    """Not expected any more: reminders stop, and the unit hears why."""
    obligation, duty = _decided_or_stop(talk, obligation_id, excused=False)
    obligation.state = moved(State(obligation.state), State.EXCUSED)
    obligation.next_check_at = None
    excuses.add(
        talk.session, obligation, reason, person_id=talk.person.person_id, channel=talk.address.channel, now=talk.now
    )
    settle(talk.session, obligation_id, talk.now)
    extensions.lapse(talk.session, obligation_id, talk.now)
    talk.record(duty.organisation_id, "report.excused", f"obligation:{obligation_id}", reason=reason)
    _tell(talk, duty, "excuse.told", reason=reason)
    lift = Choice(talk.words.plain("button.excuse_lift"), "excuse.lift", {"obligation_id": obligation_id})
    talk.show(talk.words("excuse.done", **_about(talk.words, duty), reason=reason), [[lift]])


def lift(talk: Talk, obligation_id: int) -> None:
    """`Bỏ miễn`: expected again."""
    obligation, duty = _decided_or_stop(talk, obligation_id, excused=True)
    if duty_decisions.moved(talk.session, obligation_id):
        talk.stop("excuse.moved")
    obligation.state = moved(State(obligation.state), State.OPEN)
    obligation.next_check_at = talk.now
    excuses.lift(talk.session, obligation_id, talk.person.person_id, talk.now)
    talk.record(duty.organisation_id, "report.expected_again", f"obligation:{obligation_id}")
    _tell(talk, duty, "excuse.told_lifted")
    talk.show(talk.words("excuse.lifted", **_about(talk.words, duty)))


def _decided_or_stop(talk: Talk, obligation_id: int, *, excused: bool) -> tuple[Obligation, Duty]:
    """The report, locked, where this person may decide on it and it is still to be decided."""
    duty = duties.duty(talk.session, obligation_id)
    if duty is None or not rights.may_follow(talk.person, duty.plan_id):
        talk.stop("reviewing.not_yours")
    if not rights.may_decide(talk.person, duty.unit_id, duty.plan_id):
        talk.stop("excuse.own")
    obligation = extensions.obligation_locked(talk.session, obligation_id)
    if excused != (obligation.state == State.EXCUSED) or (not excused and obligation.state not in EXPECTED):
        state = talk.words.plain(f"state.{obligation.state}")
        talk.stop("excuse.settled", **_about(talk.words, duty), state=state)
    return obligation, duty


def _tell(talk: Talk, duty: Duty, name: str, **more: str) -> None:
    def said(words: Words) -> tuple[Text, Rows]:
        return words(name, **_about(words, duty), **more), []

    held = holders(talk.session, duty.organisation_id, [duty.unit_id], (), talk.now)
    tell(talk.session, set(held.holding(CALLED, duty.unit_id, 0)), said, talk.now)


def _about(words: Words, duty: Duty) -> dict[str, Any]:
    title = dates.report_title(words, duty.title, duty.period_type, duty.period_key)
    return {"title": title, "unit": duty.unit_name, "due": dates.moment(words, duty.due_at, duty.zone)}
