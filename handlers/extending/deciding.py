"""The coordinator's decision on a request, which the unit hears of."""

from collections.abc import Sequence
from datetime import datetime

from domain import rights
from domain.calendar.deadlines import due_day
from domain.messaging.messages import Text, lines_of
from domain.moments.writing import due_clock
from domain.reports.extensions import REASON_LIMIT, ExtensionState
from domain.reports.states import EXPECTED
from domain.text import nfc
from handlers.conversation.notices import tell
from handlers.conversation.talk import Choice, Rows, Talk, in_rows
from handlers.display.queued_digests import settle
from handlers.display.shortcuts import queue_row, to_decide
from handlers.extending import requests
from handlers.extending.terms import about, as_wanted, moment_or_stop, remarks, wanted_of, wish_or_stop
from handlers.naming import asked_for
from handlers.words import Words, dates
from storage.deciding import extensions
from storage.deciding.extensions import Waiting
from storage.people.contacts import concerned
from storage.reporting import duties
from storage.reporting.duties import Duty
from storage.tables import Extension, Obligation, Person

REFUSALS = ("fixed", "collation")


def one(talk: Talk, extension_id: int) -> None:
    extension, _, duty = _waiting_or_stop(talk, extension_id)
    person = talk.session.get_one(Person, extension.person_id).name
    e = extension
    waiting = Waiting(e.id, e.obligation_id, person, e.asked_at, e.wanted_at, e.reason)
    talk.say(*requests.request(talk.words, duty, waiting))


def grant(talk: Talk, extension_id: int, day: str | None = None) -> None:
    """`Đồng ý`, or with another day than was asked for."""
    extension, obligation, duty = _waiting_or_stop(talk, extension_id)
    asked = as_wanted(due_day(extension.wanted_at, duty.zone), due_clock(extension.wanted_at, duty.zone))
    moment = moment_or_stop(talk, duty, day or asked)
    _grant(talk, extension, obligation, duty, moment)
    words = talk.words
    until = dates.moment(words, moment, duty.zone)
    talk.show(words("extension.granted", **about(words, duty), until=until), queue_row(talk))


def _grant(talk: Talk, extension: Extension, obligation: Obligation, duty: Duty, moment: datetime) -> None:
    """The new due moment; never sooner than the one there is. Reminders begin anew from it."""
    extension.granted_at = obligation.due_at = max(obligation.due_at, moment)
    obligation.next_check_at = talk.now
    _decide(talk, extension, ExtensionState.GRANTED)
    settle(talk.session, obligation.id, talk.now)
    dated = {"was": duty.due_at.isoformat(), "until": obligation.due_at.isoformat()}
    talk.record(duty.organisation_id, "extension.granted", f"obligation:{duty.id}", extension=extension.id, **dated)
    wanted = extension.wanted_at

    def said(words: Words) -> tuple[Text, Rows]:
        until = dates.moment(words, moment, duty.zone)
        name = "extension.told.granted" if moment == wanted else "extension.told.other_day"
        asked = dates.moment(words, wanted, duty.zone)
        return words(name, **about(words, duty), until=until, wanted=asked), [[_report_now(words, duty)]]

    tell(talk.session, _unit_people(talk, extension, duty), said, talk.now)


def other(talk: Talk, extension_id: int) -> None:
    """`Ngày khác`: until when, then?"""
    _, _, duty = _waiting_or_stop(talk, extension_id)
    talk.show(
        talk.words("extension.which_day", **about(talk.words, duty)),
        focus={"ask": "extension.other", "extension_id": extension_id},
    )


def typed_day(talk: Talk, text: str) -> None:
    """An answer to the question `{"ask": "extension.other", "extension_id": …}`."""
    x = (talk.address.focus or {})["extension_id"]
    _, _, duty = _waiting_or_stop(talk, x)
    wish = wish_or_stop(talk, duty, text)
    wanted = wanted_of(wish)
    moment = moment_or_stop(talk, duty, wanted)
    until = dates.moment(talk.words, moment, duty.zone)
    word = talk.words.plain
    rows = [
        [
            Choice(word("button.grant"), "extension.grant", {"extension_id": x, "day": wanted}),
            Choice(word("button.another_date"), "extension.other", {"extension_id": x}),
        ]
    ]
    understood = talk.words("extension.understood", **about(talk.words, duty), until=until)
    talk.say(lines_of([*remarks(talk.words, duty, wanted, moment), understood, talk.words("right?")]), rows)


def refuse(talk: Talk, extension_id: int) -> None:
    """`Từ chối`: why? The unit reads it."""
    _, _, duty = _waiting_or_stop(talk, extension_id)
    word = talk.words.plain
    choices = [
        Choice(
            word(f"button.refusal.{name}"),
            "extension.refused",
            {"extension_id": extension_id, "remark": word(f"button.refusal.{name}")},
        )
        for name in REFUSALS
    ]
    body = talk.words("extension.why_not", **about(talk.words, duty), limit=REASON_LIMIT)
    talk.show(body, in_rows(choices, 1), focus={"ask": "extension.refuse", "extension_id": extension_id})


def typed_remark(talk: Talk, text: str) -> None:
    """An answer to the question `{"ask": "extension.refuse", "extension_id": …}`: read back as the unit reads it."""
    x = (talk.address.focus or {})["extension_id"]
    _, _, duty = _waiting_or_stop(talk, x)
    remark, words = nfc(text), talk.words
    if not remark:
        talk.stop("extension.why_not", **about(words, duty), limit=REASON_LIMIT)
    if len(remark) > REASON_LIMIT:
        talk.stop("bad.text", limit=REASON_LIMIT)
    go = Choice(words.plain("button.refuse_send"), "extension.refused", {"extension_id": x, "remark": remark})
    body = words("extension.understood_refusal", **about(words, duty), remark=remark)
    talk.say(lines_of([body, words("right?")]), [[go, Choice(words.plain("button.leave"), "leave")]])


def refused(talk: Talk, extension_id: int, remark: str) -> None:
    """A reason that was chosen, or was typed and read back."""
    extension, _, duty = _waiting_or_stop(talk, extension_id)
    extension.remark = remark
    _decide(talk, extension, ExtensionState.REFUSED)
    subject = f"obligation:{duty.id}"
    talk.record(duty.organisation_id, "extension.refused", subject, extension=extension.id, remark=remark)

    def said(words: Words) -> tuple[Text, Rows]:
        return words("extension.told.refused", **about(words, duty), remark=remark), [[_report_now(words, duty)]]

    tell(talk.session, _unit_people(talk, extension, duty), said, talk.now)
    talk.show(talk.words("extension.refused", **about(talk.words, duty)), queue_row(talk))


def grant_all(talk: Talk, ids: Sequence[int]) -> None:
    """Those of these that can still be granted as they were asked."""
    asked = [w for w in to_decide(talk) if w.id in set(ids)]
    granted: list[str] = []
    left: list[int] = []
    # By the report, as every process locks them.
    for waiting in sorted(asked, key=lambda waiting: waiting.obligation_id):
        found = _found(talk, waiting.id)
        if found is None or not _may_decide(talk, found[2]) or not _is_open(*found[:2]):
            left.append(waiting.obligation_id)
            continue
        extension, obligation, duty = found
        if extension.wanted_at <= max(talk.now, obligation.due_at):
            left.append(waiting.obligation_id)
            continue
        _grant(talk, extension, obligation, duty, extension.wanted_at)
        granted.append(duty.unit_name)
    units = asked_for.listed(talk.words, list(dict.fromkeys(granted)))
    name = "extension.all_granted" if granted else "extension.none_granted"
    lines = [talk.words(name, n=len(granted), units=units)]
    if left:
        units = asked_for.listed(talk.words, _units_of(talk, left))
        lines.append(talk.words("extension.left", n=len(left), units=units))
    talk.show(lines_of(lines), queue_row(talk))


def _units_of(talk: Talk, obligation_ids: Sequence[int]) -> list[str]:
    return list(dict.fromkeys(duty.unit_name for duty in duties.duties(talk.session, obligation_ids)))


def leave(talk: Talk) -> None:
    talk.show(talk.words("extension.left_alone"))


def _decide(talk: Talk, extension: Extension, state: ExtensionState) -> None:
    extension.state, extension.decided_at, extension.decided_by = str(state), talk.now, talk.person.person_id
    talk.session.flush()


def _waiting_or_stop(talk: Talk, extension_id: int) -> tuple[Extension, Obligation, Duty]:
    """The request, locked, where this person may decide on it and nobody has; else says what became of it."""
    found = _found(talk, extension_id)
    if found is None or not rights.may_follow(talk.person, found[2].plan_id):
        talk.stop("extension.not_yours")
    extension, obligation, duty = found
    if not _may_decide(talk, duty):
        talk.stop("extension.own")
    if not _is_open(extension, obligation):
        _settled(talk, extension, duty)
    return extension, obligation, duty


def _found(talk: Talk, extension_id: int) -> tuple[Extension, Obligation, Duty] | None:
    found = extensions.locked(talk.session, extension_id)
    duty = duties.duty(talk.session, found[1].id) if found else None
    return None if found is None or duty is None else (*found, duty)


def _may_decide(talk: Talk, duty: Duty) -> bool:
    return rights.may_decide(talk.person, duty.unit_id, duty.plan_id)


def _is_open(extension: Extension, obligation: Obligation) -> bool:
    return extension.state == ExtensionState.ASKED and obligation.state in EXPECTED


def _settled(talk: Talk, extension: Extension, duty: Duty) -> None:
    """Says what was decided, by whom and when: two may decide at once."""
    words = talk.words
    if extension.decided_by is None:
        talk.stop("extension.settled.lapsed", **about(words, duty))
    talk.stop(
        f"extension.settled.{extension.state}",
        **about(words, duty),
        who=talk.session.get_one(Person, extension.decided_by).name,
        at=dates.clocked(words, extension.decided_at, duty.zone) if extension.decided_at else "",
        remark=extension.remark or "",
    )


def _unit_people(talk: Talk, extension: Extension, duty: Duty) -> set[int]:
    """Who asked, and who else reports for the unit."""
    return concerned(talk.session, duty.organisation_id, duty.unit_id, extension.person_id, talk.now)


def _report_now(words: Words, duty: Duty) -> Choice:
    return Choice(words.plain("button.report"), "report.start", {"obligation_id": duty.id, "unit_id": duty.unit_id})
